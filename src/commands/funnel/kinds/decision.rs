//! The flags of a decision.

use model::step::DecisionStep;
use model::{DataModel, StepSettings};
use workspace::verbs::fields;

use super::questions::{Questions, told};
use super::when::{self, When, WhenError};
use super::{Changes, KindFlags};
use crate::error::Result;

/// The settings by key.
pub(super) const SETTINGS: &[&str] = &["branch"];

/// Settings of a decision
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Decision")]
pub(crate) struct DecisionFlags {
    /// A branch, written 'OUTCOME: FIELD OP VALUE'; the first that holds wins, none leads to `otherwise`
    ///
    /// Repeat it for several branches; together they replace those of before. For example
    /// `'minor: birth_date younger-than 18'`, `'neighbour: country in URY,ARG'`, `'known: customer_number is-set'` or, about
    /// a step passed before, `'again: identity outcome-of expired'`. Operators are eq, ne, lt, le, gt, ge, in, not-in, matches,
    /// is-set, is-empty, before, after, younger-than, older-than and outcome-of. Conditions within conditions (`all`, `any`, `not`) are
    /// written in the campaign's file.
    #[arg(long, value_name = "BRANCH")]
    when: Vec<When>,
}

impl KindFlags for DecisionFlags {
    fn changes(&self, _before: Option<&StepSettings>, data_model: &DataModel) -> Result<Changes> {
        let mut changes = Changes::default();
        if !self.when.is_empty() {
            let branches: Result<Vec<_>> = self.when.iter().map(|when| when.branch(data_model)).collect();
            changes.set_by("--when", "branch", Some(branches?))?;
        }
        Ok(changes)
    }
}

/// Asks about a decision.
pub(super) fn ask(questions: &mut Questions<'_>, decision: &DecisionStep) -> Result<()> {
    let data_model = questions.data_model;
    questions
        .say("A branch is written 'OUTCOME: FIELD OP VALUE', such as 'minor: birth_date younger-than 18'");
    let branch = |answer: &str| {
        let when: When = answer.parse().map_err(|error: WhenError| error.to_string())?;
        let branch = when.branch(data_model).map_err(|error| error.message.clone())?;
        for field in branch.when.fields() {
            fields::known_field(data_model, field).map_err(|error| told(&error))?;
        }
        Ok(branch)
    };
    let branches = questions.each("when", "Branch", &decision.branches, when::typed, branch)?;
    if branches.is_empty() {
        questions.back("branch");
        return Ok(());
    }
    questions.put("branch", branches)
}
