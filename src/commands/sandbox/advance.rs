//! `campaignctl sandbox advance`.

use model::TimeSpan;
use reqwest::Method;
use serde::Deserialize;
use serde_json::json;

use super::client::Which;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;

/// Move a sandbox's clock forward, and let happen what is due by then
///
/// Links and sessions expire, results come, callbacks that wait are sent. The clock of this machine stays as it is.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// By how much: 90s, 15m, 2h, 1d
    #[arg(value_name = "TIME")]
    by: TimeSpan,
    #[command(flatten)]
    which: Which,
}

#[derive(Deserialize)]
struct Clock {
    now: String,
}

impl Args {
    pub(super) fn run(self, context: &mut Context) -> Result {
        let sandbox = self.which.open(context)?;
        let by = json!({ "seconds": self.by.seconds() });
        let clock: Clock = sandbox.call(context, Method::POST, &["clock", "advance"], Some(&by))?;
        if context.ui.json() {
            context.ui.document(&json!({ "now": clock.now }))?;
        } else {
            context.ui.line(&clock.now)?;
            context.ui.done(&format!("moved the sandbox's clock forward by {}", self.by));
        }
        Ok(Exit::Done)
    }
}
