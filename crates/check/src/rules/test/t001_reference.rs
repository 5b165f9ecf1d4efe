use model::funnel_test::{Expect, FunnelTest, Play};
use model::{
    Campaign, CampaignSlug, CaptureField, CaptureType, Diagnostic, EnvName, FieldId, KeyPath, Level,
    ResourceName, StepId, suggest,
};

use super::{cases, nearest_step, plays};
use crate::context::{Context, guess};
use crate::rule::{By, Docs, Example, Rule};
use crate::words::{did_you_mean, list, shown};

pub(crate) static RULE: Rule = Rule {
    id: "T001",
    title: "a funnel test that names what does not exist",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for names in funnel tests of things that are nowhere: the campaign and the environment, the steps of \
               plays and expectations, the fields that are filled in, answered and expected, capture fields and pictures.",
        why: "The test cannot pass, and does not say why in words as plain as these. Funnel tests are no part of what is \
              pushed: their findings are told by `validate`, and keep no campaign from being pushed or published.",
        example: Example(&[
            (
                "campaigns/onboarding.toml",
                r#"entry = "name"

[step.name]
kind = "page"
fields = [{ field = "first_name", required = true }]
on.next = "done"

[step.done]
kind = "end"
result = "completed"
"#,
            ),
            (
                "tests/onboarding.toml",
                r#"campaign = "onboarding"

[case.straight_on]
play = [{ at = "name", fill = { first_name = "Ana" } }]

[case.straight_on.expect]
end = "dome"
"#,
            ),
        ]),
        finding: Some(("case.straight_on.expect.end", "there is no step `dome` in `onboarding`")),
        fix: Example(&[
            (
                "campaigns/onboarding.toml",
                r#"entry = "name"

[step.name]
kind = "page"
fields = [{ field = "first_name", required = true }]
on.next = "done"

[step.done]
kind = "end"
result = "completed"
"#,
            ),
            (
                "tests/onboarding.toml",
                r#"campaign = "onboarding"

[case.straight_on]
play = [{ at = "name", fill = { first_name = "Ana" } }]

[case.straight_on.expect]
end = "done"
"#,
            ),
        ]),
    },
    by: By::Check(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (name, test) in context.tests() {
        let campaign = context.campaign(&test.campaign);
        let mut references = References { context, name: &name, test, campaign, found };
        references.campaign();
        references.env();
        for (at, case) in cases(test) {
            for (at, play) in plays(&at, case) {
                references.play(&at, play);
            }
            references.expect(&at.key("expect"), &case.expect);
        }
    }
}

/// The references of one test.
struct References<'c, 'f> {
    context: &'c Context<'c>,
    name: &'c ResourceName,
    test: &'c FunnelTest,
    /// The campaign that is tested, if there is one that reads.
    campaign: Option<&'c Campaign>,
    found: &'f mut Vec<Diagnostic>,
}

impl References<'_, '_> {
    fn campaign(&mut self) {
        let slug = &self.test.campaign;
        if self.context.lacks_campaign(slug) {
            let near = suggest::nearest(slug.as_str(), self.context.campaigns().map(CampaignSlug::as_str));
            let other = format!("begin it: `campaignctl campaign new {slug}`");
            self.wrong(KeyPath::of(["campaign"]), format!("there is no campaign `{slug}`"), near, other);
        }
    }

    fn env(&mut self) {
        let Some((env, settings)) = self.test.env.as_ref().zip(self.context.settings()) else { return };
        if !settings.envs.contains_key(env) {
            let near = suggest::nearest(env.as_str(), settings.envs.keys().map(EnvName::as_str));
            let other = format!("there is {}", list(settings.envs.keys()));
            self.wrong(KeyPath::of(["env"]), format!("there is no environment `{env}`"), near, other);
        }
    }

    fn play(&mut self, at: &KeyPath, play: &Play) {
        if let Some(step) = &play.at {
            self.step(at.clone().key("at"), step);
        }
        for (key, fields) in [("fill", &play.fill), ("answer", &play.answer)] {
            for field in fields.iter().flat_map(|fields| fields.keys()) {
                self.field(at.clone().key(key).key(field.as_str()), field, true);
            }
        }
        for name in play.captured.keys() {
            self.captured(at.clone().key("captured").key(name), name);
        }
        for (place, name) in play.images.iter().enumerate() {
            let mut pictures = CaptureField::all().filter(|field| field.kind() == CaptureType::Image);
            if !pictures.any(|picture| picture.is_picture(name)) {
                let message = format!("there is no picture `{}`", shown(name));
                let path = at.clone().key("images").index(place);
                let near = suggest::nearest(name, PICTURES);
                self.wrong(path, message, near, format!("pictures are {}", list(PICTURES)));
            }
        }
    }

    fn captured(&mut self, path: KeyPath, name: &str) {
        let (message, help) = match CaptureField::from_name(name) {
            Some(field) if field.kind() == CaptureType::Image => {
                (format!("`{name}` is a picture, and nothing that is read"), "list it in `images`".to_owned())
            }
            Some(_) => return,
            None => {
                let near = CaptureField::nearest(name).map(|near| did_you_mean(near.name()));
                let such = || "capture fields are such as `document.first_name`".to_owned();
                (format!("there is no capture field `{}`", shown(name)), near.unwrap_or_else(such))
            }
        };
        self.found.push(RULE.finding(self.name, path, message).at_key().with_help(help));
    }

    fn expect(&mut self, at: &KeyPath, expect: &Expect) {
        for (key, step) in [("end", &expect.end), ("at", &expect.at)] {
            if let Some(step) = step {
                self.step(at.clone().key(key), step);
            }
        }
        for (place, step) in expect.path.iter().flatten().enumerate() {
            self.step(at.clone().key("path").index(place), step);
        }
        for field in expect.fields.keys() {
            self.field(at.clone().key("fields").key(field.as_str()), field, true);
        }
        for (place, field) in expect.unset.iter().enumerate() {
            self.field(at.clone().key("unset").index(place), field, false);
        }
    }

    fn step(&mut self, path: KeyPath, step: &StepId) {
        let Some(steps) = self.campaign.map(|campaign| &campaign.steps) else { return };
        if !steps.contains_key(step) {
            let message = format!("there is no step `{step}` in `{}`", self.test.campaign);
            let near = nearest_step(step, steps.keys());
            let other = match steps.len() {
                0 => "the campaign has no steps yet".to_owned(),
                _ => format!("there are {}", list(steps.keys())),
            };
            self.wrong(path, message, near, other);
        }
    }

    /// Tells a field that does not exist; `is_key` where the key itself is its name.
    fn field(&mut self, path: KeyPath, field: &FieldId, is_key: bool) {
        let Some(model) = self.context.data_model() else { return };
        if model.fields.contains_key(field) {
            return;
        }
        let message = format!("there is no field `{field}` in the data model");
        let near = suggest::nearest(field.as_str(), model.fields.keys().map(FieldId::as_str));
        let other = format!("add it: `campaignctl field add {field} --type text`");
        if is_key {
            let finding = RULE.finding(self.name, path, message).at_key();
            self.found.push(finding.with_help(near.map_or(other, did_you_mean)));
        } else {
            self.wrong(path, message, near, other);
        }
    }

    /// Tells a value that names nothing, with what was probably meant, or else with other help.
    fn wrong(&mut self, path: KeyPath, message: String, near: Option<&str>, other: String) {
        let finding = RULE.finding(self.name, path.clone(), message);
        self.found.push(match near {
            Some(near) => {
                finding.with_help(did_you_mean(near)).with_fix(guess(format!("write `{near}`"), path, near))
            }
            None => finding.with_help(other),
        });
    }
}

/// The pictures of a verification, as tests name them.
const PICTURES: [&str; 4] = ["front", "back", "face", "liveness-1"];
