use model::funnel_test::Action;
use model::step::VerificationStep;
use model::{CaptureField, CaptureType, Diagnostic, KeyPath, Level, ResourceName, StepId};

use super::{cases, plays};
use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};
use crate::words::shown;

pub(crate) static RULE: Rule = Rule {
    id: "T004",
    title: "a capture field or a picture that the step does not use",
    level: Level::Hint,
    configurable: true,
    docs: Docs {
        what: "Looks in funnel tests for what a verification captures though no mapping of its step takes it, and for \
               pictures that are neither mapped nor kept.",
        why: "It changes nothing in the test. Maybe the mapping is missing that the test was written for.",
        example: Example(&[
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
map.first_name = "document.first_name"
on.approved = "done"
on.otherwise = "declined"

[step.done]
kind = "end"
result = "completed"

[step.declined]
kind = "end"
result = "declined"
"#,
            ),
            (
                "tests/onboarding.toml",
                r#"campaign = "onboarding"

[case.approved]
play = [{ at = "identity", outcome = "approved", captured = { "document.last_name" = "Souza" } }]

[case.approved.expect]
end = "done"
"#,
            ),
        ]),
        finding: Some((
            "case.approved.play[0].captured.\"document.last_name\"",
            "no mapping of `identity` takes `document.last_name`",
        )),
        fix: Example(&[
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
map.first_name = "document.first_name"
on.approved = "done"
on.otherwise = "declined"

[step.done]
kind = "end"
result = "completed"

[step.declined]
kind = "end"
result = "declined"
"#,
            ),
            (
                "tests/onboarding.toml",
                r#"campaign = "onboarding"

[case.approved]
play = [{ at = "identity", outcome = "approved", captured = { "document.first_name" = "Ana" } }]

[case.approved.expect]
end = "done"
"#,
            ),
        ]),
    },
    by: By::Check(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (name, test) in context.tests().filter(|(_, test)| context.is_for(test)) {
        let Some(campaign) = context.campaign(&test.campaign) else { continue };
        for (at, play) in cases(test).flat_map(|(at, case)| plays(&at, case).collect::<Vec<_>>()) {
            let Ok(Action::End { at: step, captured, images, .. }) = play.action() else { continue };
            let settings = campaign.steps.get(step).and_then(|played| played.verification());
            if let Some(settings) = settings {
                let played = Played { name: &name, step, settings };
                found.extend(captured.keys().filter_map(|field| played.captured(&at, field)));
                found.extend(images.iter().enumerate().filter_map(|(place, picture)| {
                    played.picture(at.clone().key("images").index(place), picture)
                }));
            }
        }
    }
}

/// A verification that is played.
struct Played<'a> {
    name: &'a ResourceName,
    step: &'a StepId,
    settings: &'a VerificationStep,
}

impl Played<'_> {
    fn captured(&self, at: &KeyPath, field: &str) -> Option<Diagnostic> {
        let is_taken =
            self.settings.map.values().any(|mapping| mapping.from.names().iter().any(|name| name == field));
        let is_read = |field: &CaptureField| field.kind() != CaptureType::Image;
        if is_taken || !CaptureField::from_name(field).is_some_and(|field| is_read(&field)) {
            return None;
        }
        let message = format!("no mapping of `{}` takes `{field}`", self.step);
        let finding = RULE.finding(self.name, at.clone().key("captured").key(field), message).at_key();
        Some(finding.with_help("take it away, or map it to the field that the test is about"))
    }

    fn picture(&self, path: KeyPath, picture: &str) -> Option<Diagnostic> {
        let is_one = CaptureField::all().any(|field| field.is_picture(picture));
        if !is_one || self.settings.keeps(picture) {
            return None;
        }
        let message = format!("`{}` does not keep the picture `{}`", self.step, shown(picture));
        let help =
            "take it away, map it to a field of type `image`, or keep all pictures: `save-images = true`";
        Some(RULE.finding(self.name, path, message).with_help(help))
    }
}
