//! `campaignctl env list`.

use serde_json::json;

use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;

/// List the environments
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

impl Args {
    #[expect(clippy::unused_self, reason = "every command runs by its arguments")]
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let (_, workspace) = context.settings()?;
        let settings = &workspace.settings;
        if context.ui.json() {
            let environments: Vec<_> = settings
                .envs
                .iter()
                .map(|(name, environment)| {
                    json!({ "name": name, "in_force": *name == workspace.env, "settings": environment })
                })
                .collect();
            context.ui.document(&json!({ "default": settings.default_env, "environments": environments }))?;
            return Ok(Exit::Done);
        }
        let rows: Vec<Vec<String>> = settings
            .envs
            .iter()
            .map(|(name, environment)| {
                let mark = |yes: bool| if yes { "yes" } else { "" }.to_owned();
                vec![
                    if *name == workspace.env { format!("{name} *") } else { name.to_string() },
                    super::backend(&environment.backend).to_owned(),
                    mark(environment.sandbox),
                    mark(environment.protected),
                ]
            })
            .collect();
        context.ui.table(&["environment", "backend", "sandbox", "protected"], &rows)?;
        Ok(Exit::Done)
    }
}
