//! `campaignctl diff`.

use serde_json::json;

use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::plan::{self, Plan, Seen};
use crate::resources;

/// Show the difference between the workspace and the backend
///
/// Each resource that `push` would save is shown with the keys that differ: `+` new, `-` gone, `~` changed, before and after.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What to compare: campaign/SLUG (or SLUG), provider/NAME, data-model; all when left out
    #[arg(value_name = "RESOURCE")]
    resources: Vec<String>,
    /// End with exit code 4 when there is something to push
    #[arg(long)]
    exit_code: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let (root, workspace, _) = context.workspace()?;
        let (target, standing) = plan::look(context, &workspace)?;
        let chosen = resources::chosen(&self.resources, &standing.names())?;
        let plan = Plan::fetch(context, &target, &workspace, &standing, chosen.as_ref())?;
        let backend = target.client.describe();
        let seen = Seen::read(&root, &workspace.env, &workspace.settings.workspace, &backend);
        let foreign = plan::foreign(&root, &seen, &standing, chosen.as_ref());
        if context.ui.json() {
            let foreign: Vec<_> = foreign.iter().map(|row| &row.name).collect();
            context.ui.document(&json!({
                "environment": workspace.env, "backend": backend, "differs": plan.differs(),
                "resources": plan::json(&plan), "only_at_the_backend": plan.only_there, "written_by_others": foreign,
            }))?;
        } else {
            plan::show(&mut context.ui, &plan)?;
            context.ui.say(&format!(
                "{} (environment `{}`, backend {backend})",
                plan::summary(&plan),
                workspace.env
            ));
            for row in &foreign {
                let name = &row.name;
                context.ui.warn(&format!(
                    "the draft of {name} is none that was pushed from here: {}; push replaces it with --force only",
                    plan::written_by(row)
                ));
            }
        }
        Ok(if self.exit_code && plan.differs() { Exit::Differs } else { Exit::Done })
    }
}
