//! The flags of a review.

use model::{DataModel, StepSettings, TimeSpan};

use super::questions::Questions;
use super::{Changes, KindFlags};
use crate::commands::text;
use crate::error::Result;

/// The settings by key.
pub(super) const SETTINGS: &[&str] = &["queue", "reasons", "due"];

/// Settings of a review
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Review")]
pub(crate) struct ReviewFlags {
    /// The list in which it waits
    #[arg(long, value_name = "NAME", value_parser = text::line)]
    queue: Option<String>,
    /// Reasons to choose from when rejecting, separated by commas
    #[arg(long, value_name = "TEXTS", value_delimiter = ',', value_parser = text::line)]
    reasons: Vec<String>,
    /// The step ends by the outcome `overdue` after this time, such as 2d
    #[arg(long, value_name = "TIME")]
    due: Option<TimeSpan>,
}

impl KindFlags for ReviewFlags {
    fn changes(&self, _before: Option<&StepSettings>, _data_model: &DataModel) -> Result<Changes> {
        let mut changes = Changes::default();
        changes.set("queue", self.queue.as_ref())?;
        changes.set("reasons", Some(&self.reasons).filter(|reasons| !reasons.is_empty()))?;
        changes.set("due", self.due)?;
        Ok(changes)
    }
}

/// Asks about a review.
pub(super) fn ask(questions: &mut Questions<'_>) -> Result<()> {
    questions.text("queue", "Queue")?;
    questions.typed("reasons", "Reasons to choose from, separated by commas", "none", |answer| {
        let reasons = answer.split(',').filter(|reason| !reason.trim().is_empty());
        reasons.map(text::line).collect::<Result<Vec<String>, String>>()
    })?;
    questions.typed("due", "Due after, such as 2d", "never", |answer| {
        answer.parse::<TimeSpan>().map_err(|error| error.to_string())
    })
}
