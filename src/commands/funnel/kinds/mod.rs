//! The flags of each kind of steps, and the settings that they mean.

mod asked_fields;
mod assign;
mod decision;
mod end;
mod page;
mod questions;
mod review;
mod verification;
mod webhook;
mod when;

use model::step::Assignment;
use model::{Campaign, DataModel, Step, StepSettings};
use workspace::verbs::{fields, place};

pub(super) use assign::AssignFlags;
pub(super) use decision::DecisionFlags;
pub(super) use end::EndFlags;
pub(super) use page::PageFlags;
pub(super) use questions::Questions;
pub(super) use review::ReviewFlags;
pub(super) use verification::VerificationFlags;
pub(super) use webhook::WebhookFlags;

use super::changes::Changes;
use crate::context::Context;
use crate::edit::verb_error;
use crate::error::{Error, Result};

/// The settings that steps of every kind have.
pub(super) const COMMON_SETTINGS: [&str; 1] = ["max-visits"];

/// The flags of a kind of steps.
pub(super) trait KindFlags {
    /// Reads what flags name by file, before any edit begins.
    fn read(&mut self) -> Result<()> {
        Ok(())
    }

    /// Asks for what a new step needs, before any edit begins.
    fn ask(&mut self, _context: &mut Context) -> Result<()> {
        Ok(())
    }

    /// What the flags say. `before` are the settings that a step has already.
    fn changes(&self, before: Option<&StepSettings>, data_model: &DataModel) -> Result<Changes>;
}

/// The settings of a step's kind that can be changed and taken back.
pub(super) fn settings_of(settings: &StepSettings) -> impl Iterator<Item = &'static str> {
    let own: &[&str] = match settings {
        StepSettings::Page(_) => page::SETTINGS,
        StepSettings::Verification(_) => verification::SETTINGS,
        StepSettings::Decision(_) => decision::SETTINGS,
        StepSettings::Assign(_) => assign::SETTINGS,
        StepSettings::Webhook(_) => webhook::SETTINGS,
        StepSettings::Review(_) => review::SETTINGS,
        StepSettings::End(_) => end::SETTINGS,
    };
    own.iter().copied().chain(COMMON_SETTINGS)
}

/// Asks about every setting of a step, beginning with those of its kind.
pub(super) fn ask(questions: &mut Questions<'_>, step: &Step) -> Result<()> {
    match &step.settings {
        StepSettings::Page(page) => page::ask(questions, page)?,
        StepSettings::Verification(settings) => verification::ask(questions, settings, &step.outcomes())?,
        StepSettings::Decision(decision) => decision::ask(questions, decision)?,
        StepSettings::Assign(assign) => assign::ask(questions, assign)?,
        StepSettings::Webhook(webhook) => webhook::ask(questions, webhook)?,
        StepSettings::Review(_) => review::ask(questions)?,
        StepSettings::End(_) => end::ask(questions)?,
    }
    questions.number("max-visits", "Visits in one session", "any number", 1)
}

/// The flags that change a step's settings.
pub(super) fn flags_of(settings: &StepSettings) -> Vec<String> {
    let command = match settings {
        StepSettings::Page(_) => with_flags::<PageFlags>(),
        StepSettings::Verification(_) => with_flags::<VerificationFlags>(),
        StepSettings::Decision(_) => with_flags::<DecisionFlags>(),
        StepSettings::Assign(_) => with_flags::<AssignFlags>(),
        StepSettings::Webhook(_) => with_flags::<WebhookFlags>(),
        StepSettings::Review(_) => with_flags::<ReviewFlags>(),
        StepSettings::End(_) => with_flags::<EndFlags>(),
    };
    let own = command.get_arguments().filter_map(clap::Arg::get_long);
    own.chain(COMMON_SETTINGS).map(|flag| format!("--{flag}")).collect()
}

fn with_flags<F: clap::Args>() -> clap::Command {
    F::augment_args(clap::Command::new("edit-step"))
}

/// Refuses a step of which the changed settings name fields or steps that do not exist.
pub(super) fn known_names(
    step: &Step,
    changes: &Changes,
    campaign: &Campaign,
    data_model: &DataModel,
) -> Result<()> {
    let mut named = Vec::new();
    match &step.settings {
        StepSettings::Page(page) if changes.sets("fields") => {
            named.extend(page.fields.iter().map(|asked| asked.field.clone()));
        }
        StepSettings::Assign(assign) if changes.sets("set") => {
            named.extend(assign.set.keys().cloned());
            named.extend(assign.set.values().flat_map(Assignment::fields));
        }
        StepSettings::Webhook(webhook) => {
            if changes.sets("send") {
                named.extend(webhook.send.iter().cloned());
            }
            if changes.sets("receive") {
                named.extend(webhook.receive.keys().cloned());
            }
        }
        StepSettings::Decision(decision) if changes.sets("branch") => {
            for branch in &decision.branches {
                named.extend(branch.when.fields().into_iter().cloned());
                for step in branch.when.steps() {
                    place::known_step(campaign, step).map_err(|error| verb_error(&error))?;
                }
            }
        }
        StepSettings::Verification(verification) => {
            if changes.sets("consent-country") {
                named.extend(verification.consent_country_field());
            }
            if changes.sets("write-on") {
                let outcomes = step.outcomes();
                let unknown = verification.write_on.iter().find(|outcome| !outcomes.contains(outcome));
                if let Some(outcome) = unknown {
                    let known = outcomes.iter().map(model::Outcome::as_str);
                    return Err(Error::unknown("outcome", outcome.as_str(), known));
                }
            }
        }
        _ => {}
    }
    for field in named {
        fields::known_field(data_model, &field).map_err(|error| verb_error(&error))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A setting that a kind gets later must be changeable too.
    #[test]
    fn the_settings_of_a_kind_are_those_that_its_flags_can_change() {
        use clap::{Args, FromArgMatches};

        fn changed<F: KindFlags + Args>(kind: &str, flags: &[&str]) -> Vec<&'static str> {
            let command = F::augment_args(clap::Command::new("test"));
            let matches = command.get_matches_from(std::iter::once(&"test").chain(flags));
            let flags = <F as FromArgMatches>::from_arg_matches(&matches).unwrap();
            let changes = flags.changes(None, &DataModel::default()).unwrap();
            changes.begin(kind).unwrap();
            changes.iter().map(|(key, _)| key).collect()
        }
        fn sorted(settings: &[&'static str]) -> Vec<&'static str> {
            let mut settings = settings.to_vec();
            settings.sort_unstable();
            settings
        }

        let page = ["--title=T", "--body=B", "--field=a,b", "--submit-label=S", "--allow-dismiss"];
        assert_eq!(changed::<PageFlags>("page", &page), sorted(page::SETTINGS));
        assert_eq!(changed::<DecisionFlags>("decision", &["--when=x: a is-set"]), sorted(decision::SETTINGS));
        let assign = ["--set=a=b", "--set-field=b=c", "--set-template=c={{a}} x"];
        assert_eq!(changed::<AssignFlags>("assign", &assign), sorted(assign::SETTINGS));
        let webhook = ["--endpoint=e", "--send=a,b", "--receive=a=b.c", "--timeout=5s", "--retries=1"];
        assert_eq!(changed::<WebhookFlags>("webhook", &webhook), sorted(webhook::SETTINGS));
        let review = ["--queue=q", "--reasons=a,b", "--due=2d"];
        assert_eq!(changed::<ReviewFlags>("review", &review), sorted(review::SETTINGS));
        let end =
            ["--result=completed", "--message=m", "--redirect-url=https://a.example", "--conversion=true"];
        assert_eq!(changed::<EndFlags>("end", &end), sorted(end::SETTINGS));
        let verification = [
            "--documents=ID_CARD,passport",
            "--country=Uruguay",
            "--camera=back",
            "--status-bar=default",
            "--save-images",
            "--max-attempts=2",
            "--result-wait=1h",
            "--locale=es",
            "--no-consent",
            "--consent-country=ask",
            "--retention-days=30",
            "--write-on=approved,review",
        ];
        let kind = model::providers::NAMES[0];
        assert_eq!(changed::<VerificationFlags>(kind, &verification), sorted(verification::SETTINGS));
    }
}
