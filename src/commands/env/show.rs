//! `campaignctl env show`.

use model::EnvName;
use serde_json::json;

use crate::context::{ChosenEnv, Context};
use crate::error::{Error, Result};
use crate::exit::Exit;

/// Show an environment's settings, and by what it is in force
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The environment [default: the one in force]
    name: Option<EnvName>,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let (_, workspace) = context.settings()?;
        let name = self.name.as_ref().unwrap_or(&workspace.env);
        let environment = workspace.settings.envs.get(name).ok_or_else(|| {
            Error::unknown("environment", name.as_str(), workspace.settings.envs.keys().map(EnvName::as_str))
        })?;
        let by = match context.chosen_env()? {
            _ if *name != workspace.env => None,
            ChosenEnv::Typed(_) => Some("--env"),
            ChosenEnv::Variable(_) => Some("CAMPAIGNCTL_ENV"),
            ChosenEnv::Default => Some("default-env in campaignctl.toml"),
        };
        if context.ui.json() {
            context.ui.document(&json!({ "name": name, "in_force_by": by, "settings": environment }))?;
            return Ok(Exit::Done);
        }
        let yes_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
        let mut rows = vec![
            vec!["environment".to_owned(), name.to_string()],
            vec!["in force".to_owned(), by.map_or_else(|| "no".to_owned(), |by| format!("by {by}"))],
            vec!["backend".to_owned(), super::backend(&environment.backend).to_owned()],
            vec!["sandbox".to_owned(), yes_no(environment.sandbox)],
        ];
        rows.extend(environment.sandbox_url.iter().map(|url| vec!["sandbox-url".to_owned(), url.clone()]));
        rows.push(vec!["protected".to_owned(), yes_no(environment.protected)]);
        context.ui.table(&["setting", "value"], &rows)?;
        Ok(Exit::Done)
    }
}
