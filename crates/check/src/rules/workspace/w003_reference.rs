use model::step::{AssignFrom, AssignStep, PageStep, StepSettings, VerificationStep, WebhookStep};
use model::{
    Campaign, Condition, DataModel, Diagnostic, FieldId, KeyPath, Level, ResourceName, StepId, placeholders,
    suggest,
};

use crate::context::{Context, at_step, guess};
use crate::graph::Funnel;
use crate::rule::{By, Docs, Example, Rule};
use crate::words::{did_you_mean, list, shown};

pub(crate) static RULE: Rule = Rule {
    id: "W003",
    title: "a reference to what does not exist",
    level: Level::Error,
    configurable: false,
    docs: Docs {
        what: "Looks for names of things that are nowhere: the environment in `default-env`, a rule in `[lints]`, the \
               provider of a campaign, a field on a page (in its text too), in a condition or in `consent-country`, and \
               a step or an outcome that a condition asks for. Connections and mappings have rules of their own.",
        why: "What refers to nothing does nothing, or stops a customer's session half-way. Such a workspace cannot be \
              pushed.",
        example: Example(&[
            (
                "data-model.toml",
                r#"[field.email]
type = "email"
pii = "personal"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "contact"

[step.contact]
kind = "page"
fields = [{ field = "e-mail", required = true }]
on.next = "done"

[step.done]
kind = "end"
result = "completed"
"#,
            ),
        ]),
        finding: Some(("step.contact.fields[0].field", "there is no field `e-mail` in the data model")),
        fix: Example(&[
            (
                "data-model.toml",
                r#"[field.email]
type = "email"
pii = "personal"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "contact"

[step.contact]
kind = "page"
fields = [{ field = "email", required = true }]
on.next = "done"

[step.done]
kind = "end"
result = "completed"
"#,
            ),
        ]),
    },
    by: By::Both { whole: settings, funnel: run },
};

fn settings(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if let Some(settings) = context.settings() {
        found.extend(default_env(settings));
    }
    found.extend(context.lints().keys().filter(|_| context.settings().is_some()).filter_map(|id| lint(id)));
}

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for funnel in context.funnels() {
        found.extend(provider(context, funnel));
        let campaign = funnel.campaign;
        for (id, step) in &campaign.steps {
            let mut references = References { context, funnel, campaign, step: id, found };
            match &step.settings {
                StepSettings::Page(page) => references.page(page),
                StepSettings::Verification(settings) => references.verification(settings),
                StepSettings::Assign(settings) => references.assign(settings),
                StepSettings::Webhook(settings) => references.webhook(settings),
                StepSettings::Decision(decision) => {
                    for (place, branch) in decision.branches.iter().enumerate() {
                        references.condition(at_step(id, &["branch"]).index(place).key("when"), &branch.when);
                    }
                }
                StepSettings::Review(_) | StepSettings::End(_) => {}
            }
        }
    }
}

fn default_env(settings: &model::WorkspaceSettings) -> Option<Diagnostic> {
    let env = &settings.default_env;
    if settings.envs.contains_key(env) {
        return None;
    }
    let path = KeyPath::of(["default-env"]);
    let finding =
        RULE.finding(&ResourceName::Workspace, path.clone(), format!("there is no environment `{env}`"));
    let names = settings.envs.keys().map(model::EnvName::as_str);
    Some(match suggest::nearest(env.as_str(), names) {
        Some(near) => {
            finding.with_help(did_you_mean(near)).with_fix(guess(format!("write `{near}`"), path, near))
        }
        None => finding.with_help(format!("write a section `[env.{env}]` with `backend = \"embedded\"`")),
    })
}

/// The finding about a level for a rule that does not exist.
fn lint(id: &str) -> Option<Diagnostic> {
    if crate::rules().iter().any(|rule| rule.id == id) {
        return None;
    }
    let message = format!("there is no rule `{}`", shown(id));
    let finding = RULE.finding(&ResourceName::Workspace, KeyPath::of(["lints", id]), message).at_key();
    Some(match crate::nearest_rule(id) {
        Some(near) => finding.with_help(did_you_mean(near.id)),
        None => finding.with_help("`campaignctl explain` lists the rules"),
    })
}

fn provider(context: &Context<'_>, funnel: &Funnel<'_>) -> Option<Diagnostic> {
    let name = funnel.campaign.provider.as_ref().filter(|name| context.lacks_provider(name))?;
    let path = KeyPath::of(["provider"]);
    let is_known = model::providers::named(name.as_str()).is_some();
    if is_known {
        let message = format!("there are no settings of the provider `{name}`");
        let help = format!("choose it: `campaignctl provider set {name}`");
        return Some(RULE.finding(&funnel.name, path, message).with_help(help));
    }
    let message = format!("there is no identity verification provider `{name}`");
    let finding = RULE.finding(&funnel.name, path.clone(), message);
    Some(match suggest::nearest(name.as_str(), model::providers::NAMES) {
        Some(near) => {
            finding.with_help(did_you_mean(near)).with_fix(guess(format!("write `{near}`"), path, near))
        }
        None => finding.with_help(format!("there is {}", list(model::providers::NAMES))),
    })
}

/// How a field is named.
#[derive(Clone, Copy)]
enum Place {
    /// By a value of its own; a field there would be of this type.
    Name(&'static str),
    /// By the key of a value.
    Key,
    /// Within a text.
    Text,
}

/// The references of one step.
struct References<'c, 'f> {
    context: &'c Context<'c>,
    funnel: &'c Funnel<'c>,
    campaign: &'c Campaign,
    step: &'c StepId,
    found: &'f mut Vec<Diagnostic>,
}

impl References<'_, '_> {
    fn page(&mut self, page: &PageStep) {
        for (place, asked) in page.fields.iter().enumerate() {
            self.field(
                at_step(self.step, &["fields"]).index(place).key("field"),
                &asked.field,
                Place::Name("text"),
            );
        }
        for (key, text) in [("title", &page.title), ("body", &page.body)] {
            for field in text.iter().flat_map(|text| placeholders::ids(text)) {
                self.field(at_step(self.step, &[key]), &field, Place::Text);
            }
        }
    }

    fn assign(&mut self, settings: &AssignStep) {
        for (id, assignment) in &settings.set {
            let path = at_step(self.step, &["set", id.as_str()]);
            self.field(path.clone(), id, Place::Key);
            match &assignment.from {
                AssignFrom::Value(_) => {}
                AssignFrom::Field(field) => self.field(path.key("field"), field, Place::Name("text")),
                AssignFrom::Template(text) => {
                    for field in placeholders::ids(text) {
                        self.field(path.clone().key("template"), &field, Place::Text);
                    }
                }
            }
        }
    }

    fn webhook(&mut self, settings: &WebhookStep) {
        for (place, field) in settings.send.iter().enumerate() {
            self.field(at_step(self.step, &["send"]).index(place), field, Place::Name("text"));
        }
        for field in settings.receive.keys() {
            self.field(at_step(self.step, &["receive", field.as_str()]), field, Place::Key);
        }
    }

    fn verification(&mut self, settings: &VerificationStep) {
        let path = at_step(self.step, &["consent-country"]);
        match settings.consent_country_field() {
            Some(field) => self.field(path, &field, Place::Name("country")),
            None if settings.consent_country == "ask" => {}
            None => {
                let message = format!("`{}` is neither a field nor `ask`", shown(&settings.consent_country));
                self.push(
                    path,
                    message,
                    "write `ask`, so that customers are asked for their country of residence",
                );
            }
        }
    }

    fn condition(&mut self, path: KeyPath, condition: &Condition) {
        match condition {
            Condition::Field { field, .. } => self.field(path.key("field"), field, Place::Name("text")),
            Condition::OutcomeOf { step, outcome } => match self.campaign.steps.get(step) {
                None => self.step(path.key("step"), step),
                Some(asked) if !asked.outcomes().contains(outcome) => {
                    let message = format!("the step `{step}` has no outcome `{outcome}`");
                    self.push(
                        path.key("value"),
                        message,
                        &format!("it can end by {}", list(asked.outcomes())),
                    );
                }
                Some(_) => {}
            },
            Condition::All(list) => self.conditions(&path.key("all"), list),
            Condition::Any(list) => self.conditions(&path.key("any"), list),
            Condition::Not(inner) => self.condition(path.key("not"), inner),
        }
    }

    fn conditions(&mut self, path: &KeyPath, list: &[Condition]) {
        for (place, condition) in list.iter().enumerate() {
            self.condition(path.clone().index(place), condition);
        }
    }

    /// Tells a field that does not exist.
    fn field(&mut self, path: KeyPath, field: &FieldId, place: Place) {
        let Some(DataModel { fields }) = self.context.data_model() else { return };
        if fields.contains_key(field) {
            return;
        }
        let message = format!("there is no field `{field}` in the data model");
        let finding = RULE.finding(&self.funnel.name, path.clone(), message);
        let finding = if matches!(place, Place::Key) { finding.at_key() } else { finding };
        let near = suggest::nearest(field.as_str(), fields.keys().map(FieldId::as_str));
        self.found.push(match (near, place) {
            (Some(near), Place::Name(_)) => {
                finding.with_help(did_you_mean(near)).with_fix(guess(format!("write `{near}`"), path, near))
            }
            (Some(near), Place::Key | Place::Text) => finding.with_help(did_you_mean(near)),
            (None, Place::Name(kind)) => {
                finding.with_help(format!("add it: `campaignctl field add {field} --type {kind}`"))
            }
            (None, Place::Key) => finding.with_help(format!("add it: `campaignctl field add {field} --type text`")),
            (None, Place::Text) => finding.with_help(format!(
                "add it: `campaignctl field add {field} --type text`, or write something else for `{{{{{field}}}}}`"
            )),
        });
    }

    fn step(&mut self, path: KeyPath, step: &StepId) {
        let finding = RULE.finding(&self.funnel.name, path.clone(), format!("there is no step `{step}`"));
        let steps = self.campaign.steps.keys().map(StepId::as_str);
        self.found.push(match suggest::nearest(step.as_str(), steps) {
            Some(near) => {
                finding.with_help(did_you_mean(near)).with_fix(guess(format!("write `{near}`"), path, near))
            }
            None => finding.with_help(format!("there are {}", list(self.campaign.steps.keys()))),
        });
    }

    fn push(&mut self, path: KeyPath, message: String, help: &str) {
        self.found.push(RULE.finding(&self.funnel.name, path, message).with_help(help));
    }
}
