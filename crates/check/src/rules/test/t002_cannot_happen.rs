use std::collections::BTreeMap;

use model::funnel_test::{Action, Expect, Play};
use model::step::PageStep;
use model::{
    Campaign, DataModel, Diagnostic, FieldId, KeyPath, Level, Outcome, ResourceName, Step, StepId,
    StepSettings, suggest,
};

use super::{cases, plays};
use crate::context::{Context, guess};
use crate::rule::{By, Docs, Example, Rule};
use crate::words::{did_you_mean, list};

pub(crate) static RULE: Rule = Rule {
    id: "T002",
    title: "a play or an expectation that the step cannot meet",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks in funnel tests for what cannot happen at a step of its kind: something filled in where there is no \
               page, an answer where nobody was asked, an outcome that the step does not have, fields that a page does \
               not ask for or an answer does not bring, something played where no session stops; and for an expected \
               `end` that is none, or an expected `at` where sessions end.",
        why: "The case stops there, whatever the funnel does before and after. Funnel tests are no part of what is pushed: \
              their findings keep no campaign from being pushed or published.",
        example: Example(&[
            (
                "campaigns/onboarding.toml",
                r#"entry = "clerk"

[step.clerk]
kind = "review"
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
play = [{ at = "clerk", fill = { first_name = "Ana" } }]

[case.approved.expect]
end = "done"
"#,
            ),
        ]),
        finding: Some((
            "case.approved.play[0].fill",
            "`clerk` is a step of kind `review`, where nothing is filled in",
        )),
        fix: Example(&[
            (
                "campaigns/onboarding.toml",
                r#"entry = "clerk"

[step.clerk]
kind = "review"
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
play = [{ at = "clerk", outcome = "approved" }]

[case.approved.expect]
end = "done"
"#,
            ),
        ]),
    },
    by: By::Check(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // What a step can do may differ in environments: a test counts in its own.
    for (name, test) in context.tests().filter(|(_, test)| context.is_for(test)) {
        let Some(campaign) = context.campaign(&test.campaign) else { continue };
        let mut looking = Looking { name: &name, campaign, data_model: context.data_model(), found };
        for (at, case) in cases(test) {
            for (at, play) in plays(&at, case) {
                looking.play(&at, play);
            }
            looking.expect(&at.key("expect"), &case.expect);
        }
    }
}

/// Looks at one test.
struct Looking<'c, 'f> {
    name: &'c ResourceName,
    campaign: &'c Campaign,
    data_model: Option<&'c DataModel>,
    found: &'f mut Vec<Diagnostic>,
}

impl Looking<'_, '_> {
    fn play(&mut self, path: &KeyPath, play: &Play) {
        let Ok(action) = play.action() else { return };
        let Some((id, step)) = play.at.as_ref().and_then(|at| self.campaign.steps.get_key_value(at)) else {
            return;
        };
        if let Some(passed) = passed_by_itself(step) {
            let finding = RULE.finding(self.name, path.clone().key("at"), format!("`{id}` {passed}"));
            return self.found.push(finding.with_help("take the play away"));
        }
        match (action, &step.settings) {
            (Action::Wait(_), _)
            | (Action::Go { .. }, StepSettings::Page(_) | StepSettings::Verification(_)) => {}
            (Action::Go { .. }, _) => {
                let message = format!("`{id}` does not go on by itself");
                let finding = RULE.finding(self.name, path.clone().key("at"), message);
                self.found.push(finding.with_help(what_can_be(step)));
            }
            (Action::Fill { fields, .. }, StepSettings::Page(page)) => {
                self.filled(&path.clone().key("fill"), id, page, fields);
            }
            (Action::Fill { .. }, _) => self.no_use(path, "fill", "where nothing is filled in", id, step),
            (Action::Answer { fields, .. }, StepSettings::Webhook(settings)) => {
                for field in fields.keys().filter(|field| !settings.receive.contains_key(*field)) {
                    let path = path.clone().key("answer").key(field.as_str());
                    let taken = settings.receive.keys();
                    self.field(path, field, format!("`{id}` takes no `{field}` from the answer"), taken);
                }
            }
            (Action::Answer { .. }, _) => {
                self.no_use(path, "answer", "which asks nobody for an answer", id, step);
            }
            (Action::End { outcome, captured, images, .. }, _) => {
                self.outcome(path.clone().key("outcome"), id, step, outcome);
                for (key, is_there) in [("captured", !captured.is_empty()), ("images", !images.is_empty())] {
                    if is_there && step.verification().is_none() {
                        self.no_use(path, key, "which captures nothing", id, step);
                    }
                }
            }
        }
    }

    /// Tells a key that means nothing at a step of this kind.
    fn no_use(&mut self, path: &KeyPath, key: &str, why: &str, id: &StepId, step: &Step) {
        let message = format!("`{id}` is a step of kind `{}`, {why}", step.settings.kind());
        let finding = RULE.finding(self.name, path.clone().key(key), message).at_key();
        self.found.push(finding.with_help(what_can_be(step)));
    }

    fn filled(&mut self, path: &KeyPath, id: &StepId, page: &PageStep, fields: &BTreeMap<FieldId, String>) {
        for field in fields.keys() {
            let path = path.clone().key(field.as_str());
            match page.fields.iter().find(|asked| asked.field == *field) {
                None => {
                    let asked = page.fields.iter().filter(|asked| !asked.read_only).map(|asked| &asked.field);
                    self.field(path, field, format!("the page `{id}` does not ask for `{field}`"), asked);
                }
                Some(shown) if shown.read_only => {
                    let message = format!("the page `{id}` shows `{field}` only");
                    let finding = RULE.finding(self.name, path, message).at_key();
                    self.found.push(finding.with_help("take it away"));
                }
                Some(_) => {}
            }
        }
    }

    /// Tells a field that has no place here, unless there is no such field at all.
    fn field<'a>(
        &mut self,
        path: KeyPath,
        field: &FieldId,
        message: String,
        known: impl Iterator<Item = &'a FieldId>,
    ) {
        if self.data_model.is_none_or(|model| !model.fields.contains_key(field)) {
            return;
        }
        let known: Vec<&FieldId> = known.collect();
        let help = match suggest::nearest(field.as_str(), known.iter().map(|known| known.as_str())) {
            Some(near) => did_you_mean(near),
            None if known.is_empty() => "take it away".to_owned(),
            None => format!("there is {}", list(known)),
        };
        self.found.push(RULE.finding(self.name, path, message).at_key().with_help(help));
    }

    fn outcome(&mut self, path: KeyPath, id: &StepId, step: &Step, outcome: &Outcome) {
        if step.outcomes().contains(outcome) && outcome == Outcome::EXHAUSTED {
            let message = format!("`{id}` ends by `{outcome}` by itself, when it was tried too often");
            let finding = RULE.finding(self.name, path, message);
            return self.found.push(finding.with_help("play each of the tries"));
        }
        if !step.can_end_by(outcome) {
            let message = format!("`{id}` never ends by `{outcome}`: its review is never due");
            let finding = RULE.finding(self.name, path, message);
            return self.found.push(finding.with_help("give the step a `due`, or take the play away"));
        }
        let outcomes = step.playable();
        if outcomes.contains(outcome) {
            return;
        }
        let finding =
            RULE.finding(self.name, path.clone(), format!("the step `{id}` has no outcome `{outcome}`"));
        self.found.push(match suggest::nearest(outcome.as_str(), outcomes.iter().map(Outcome::as_str)) {
            Some(near) => {
                finding.with_help(did_you_mean(near)).with_fix(guess(format!("write `{near}`"), path, near))
            }
            None => finding.with_help(format!("it can end by {}", list(outcomes))),
        });
    }

    fn expect(&mut self, path: &KeyPath, expect: &Expect) {
        let step = |id: &Option<StepId>| id.as_ref().and_then(|id| self.campaign.steps.get_key_value(id));
        let (end, at) = (step(&expect.end), step(&expect.at));
        if let Some((id, _)) = end.filter(|(_, step)| !step.is_end()) {
            let finding = RULE.finding(self.name, path.clone().key("end"), format!("`{id}` is no end"));
            let help = format!("write `at = \"{id}\"` where the session is to stand there");
            self.found.push(finding.with_help(help));
        }
        if let Some((id, passed)) = at.and_then(|(id, step)| Some((id, passed_by_itself(step)?))) {
            let finding = RULE.finding(self.name, path.clone().key("at"), format!("`{id}` {passed}"));
            let help = if self.campaign.steps[id].is_end() {
                format!("write `end = \"{id}\"`")
            } else {
                "write the step where the session stops, or the `path` that it takes".to_owned()
            };
            self.found.push(finding.with_help(help));
        }
    }
}

/// Why no session stands at a step; `None` where one does.
fn passed_by_itself(step: &Step) -> Option<&'static str> {
    match &step.settings {
        StepSettings::End(_) => Some("is an end: the session is over there"),
        StepSettings::Decision(_) | StepSettings::Assign(_) => {
            Some("is passed by itself: no session stands there")
        }
        StepSettings::Page(_)
        | StepSettings::Verification(_)
        | StepSettings::Webhook(_)
        | StepSettings::Review(_) => None,
    }
}

/// What can be played at a step.
fn what_can_be(step: &Step) -> String {
    let ends = format!("`outcome` with one of {}", list(step.playable()));
    match &step.settings {
        StepSettings::Page(_) => "write `fill` with what the page asks for".to_owned(),
        StepSettings::Webhook(_) => format!("write `answer` with what comes back, or {ends}"),
        _ => format!("write {ends}"),
    }
}
