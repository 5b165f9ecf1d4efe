//! `campaignctl funnel remove-step`.

use model::{Step, StepId, StepSettings};
use workspace::verbs::place;

use crate::commands::campaign_edit::CampaignEdit;
use crate::context::Context;
use crate::edit::{Done, verb_error};
use crate::error::Result;

/// Remove a step
///
/// What led to it leads on to where its usual way out led; where that was nowhere, the connections go too.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The step
    step: StepId,
    #[command(flatten)]
    edit: CampaignEdit,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        self.edit.run(context, |_, _, slug, campaign| {
            let told = place::remove_step(campaign, &self.step).map_err(|error| verb_error(&error))?;
            let mut done = Done::line(format!("removed the step {} from {slug}", self.step)).and(&told);
            for (id, step) in &campaign.steps {
                if asks_for(step, &self.step) {
                    done =
                        done.hint(format!("the decision {id} still asks how {} ended: change it", self.step));
                }
            }
            Ok(done)
        })
    }
}

/// Whether a step decides by the outcome of another one.
fn asks_for(step: &Step, other: &StepId) -> bool {
    match &step.settings {
        StepSettings::Decision(decision) => {
            decision.branches.iter().any(|branch| branch.when.steps().into_iter().any(|step| step == other))
        }
        _ => false,
    }
}
