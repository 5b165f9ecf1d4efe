//! Steps of a funnel: what every kind has, and what each kind has of its own.

use std::collections::BTreeMap;

use model::step::{
    self, AssignStep, DecisionStep, EndResult, PageStep, ReviewStep, VerificationStep, WebhookStep,
};
use model::{Outcome, Step, StepSettings};

use crate::form::{Case, Form, Keys};
use crate::name::{PATTERN, allow, name, time_span};
use crate::{condition, verification};

/// The name of the definition of a step.
pub(crate) const STEP: &str = "step";
/// The name of the definition of what differs in an environment.
pub(crate) const OVERLAY: &str = "step-in-environment";

/// A kind of step.
struct Kind {
    name: &'static str,
    /// Beside those that every step has.
    settings: Keys,
    required: &'static [&'static str],
    /// By what it can end, `otherwise` included.
    outcomes: Vec<Outcome>,
    /// Whether the step itself names further outcomes.
    names_outcomes: bool,
    about: &'static str,
}

/// The definitions of steps and of all that they refer to.
pub(crate) fn definitions() -> Vec<(String, Form)> {
    let kinds: Vec<Kind> = step::kinds().filter_map(kind).collect();
    let mut definitions = vec![(STEP.to_owned(), any(&kinds)), (OVERLAY.to_owned(), overlay(&kinds))];
    definitions.extend(kinds.iter().map(|kind| (definition(kind), one(kind))));
    definitions.extend(condition::definitions());
    definitions.extend(verification::definitions());
    definitions
}

fn definition(kind: &Kind) -> String {
    format!("{}-step", kind.name)
}

/// The keys of a kind that an environment may set for itself.
fn by_environment(kind: &Kind) -> Keys {
    let mut keys = kind.settings.clone();
    keys.retain(|(key, _)| *key != "map");
    keys
}

fn max_visits() -> (&'static str, Form) {
    let about = "How often a session may enter the step. Used up, the step ends by the outcome `exhausted`.";
    ("max-visits", Form::count().about(about))
}

fn kind_of(kinds: &[&'static str]) -> (&'static str, Form) {
    ("kind", Form::words(kinds.iter().copied()).about("What the step does."))
}

/// A step of a kind.
fn one(kind: &Kind) -> Form {
    let mut keys = vec![kind_of(&[kind.name])];
    keys.extend(kind.settings.clone());
    let on = if kind.outcomes.is_empty() {
        Form::table::<&str>([]).about("Nothing: the session ends here.")
    } else {
        connections(&kind.outcomes, kind.names_outcomes)
    };
    keys.extend([("on", on), max_visits(), ("allow", allow("step"))]);
    Form::table(keys).required(&[&["kind"][..], kind.required].concat()).about(kind.about)
}

/// A step of any kind.
fn any(kinds: &[Kind]) -> Form {
    let names: Vec<&'static str> = kinds.iter().map(|kind| kind.name).collect();
    let mut keys = vec![kind_of(&names)];
    keys.extend(kinds.iter().flat_map(|kind| kind.settings.clone()));
    let every = kinds.iter().flat_map(|kind| &kind.outcomes);
    keys.extend([("on", connections(every, true)), max_visits(), ("allow", allow("step"))]);
    let by_kind: Vec<[&str; 1]> = names.iter().map(|name| [*name]).collect();
    let cases = kinds.iter().zip(&by_kind);
    let cases = cases.map(|(kind, name)| (Case::Is("kind", name), Form::reference(&definition(kind))));
    Form::cases(keys, cases.collect(), Form::has(&["kind"])).about("A step of the funnel.")
}

/// What differs in an environment. Of which kind the step is, is said elsewhere in the file.
fn overlay(kinds: &[Kind]) -> Form {
    let mut keys: Keys = kinds.iter().flat_map(by_environment).collect();
    keys.extend([max_visits(), ("allow", allow("step"))]);
    Form::table(keys).about("What differs in this environment. `kind`, `on` and `map` are the same in all.")
}

/// What `on` takes for a step that ends by some outcomes, and by others when it names them itself.
fn connections<'a>(outcomes: impl IntoIterator<Item = &'a Outcome>, names_others: bool) -> Form {
    let target = || Form::pattern(PATTERN);
    let on = Form::table(outcomes.into_iter().map(|outcome| (outcome.as_str(), target())));
    let on = if names_others { on.with_names(target()) } else { on };
    on.about(
        "Where the step leads: `OUTCOME = \"STEP\"`. `otherwise` stands for every outcome without a connection of its own.",
    )
}

/// All outcomes by which a step can end, `otherwise` included.
fn outcomes(settings: StepSettings) -> Vec<Outcome> {
    let step = Step { settings, on: BTreeMap::new(), max_visits: Some(1), allow: Vec::new() };
    let mut outcomes = step.outcomes();
    if !step.is_end() && !outcomes.contains(&Outcome::otherwise()) {
        outcomes.push(Outcome::otherwise());
    }
    outcomes
}

fn kind(name: &'static str) -> Option<Kind> {
    Some(match name {
        "page" => page(name),
        "decision" => decision(name),
        "assign" => assign(name),
        "webhook" => webhook(name),
        "review" => review(name),
        "end" => end(name),
        other => identity(name, &VerificationStep::new(model::providers::named(other)?)),
    })
}

fn page(name: &'static str) -> Kind {
    let step = PageStep { allow_dismiss: true, ..PageStep::default() };
    Kind {
        name,
        settings: vec![
            ("title", Form::text().about("The heading.").examples(["Welcome"])),
            (
                "body",
                Form::text()
                    .about("The text: Markdown, in which `{{field}}` stands for the customer's value.")
                    .examples(["You need a passport or an identity card."]),
            ),
            ("fields", Form::list(page_field()).about("Fields to ask for, in this order.")),
            ("submit-label", Form::text().about("The text of the button. Default: `Continue`.")),
            (
                "allow-dismiss",
                Form::truth().default(false).about(
                    "Whether the customer may leave the funnel here on purpose, by the outcome `dismissed`.",
                ),
            ),
        ],
        required: &[],
        outcomes: outcomes(StepSettings::Page(step)),
        names_outcomes: false,
        about: "Shows text and asks for fields.",
    }
}

fn page_field() -> Form {
    Form::table([
        ("field", name("The field of the data model.")),
        ("label", Form::text().about("What the customer reads. Default: the field's label.")),
        ("required", Form::truth().default(false).about("Whether it must be filled in.")),
        ("read-only", Form::truth().default(false).about("Whether it is shown only.")),
        ("help", Form::text().about("A line of help under the field.")),
    ])
    .required(&["field"])
    .about("A field on the page.")
}

fn decision(name: &'static str) -> Kind {
    let branch = Form::table([
        ("outcome", self::name("How the step ends when the condition holds.")),
        ("when", Form::reference(condition::CONDITION)),
    ])
    .required(&["outcome", "when"])
    .about("A branch: an outcome, and when it is taken.");
    Kind {
        name,
        settings: vec![(
            "branch",
            Form::list(branch).about(
                "Tried in this order. The first whose condition holds is taken; when none holds, the step ends by `otherwise`.",
            ),
        )],
        required: &[],
        outcomes: outcomes(StepSettings::Decision(DecisionStep::default())),
        names_outcomes: true,
        about: "Takes a branch by conditions.",
    }
}

fn assign(name: &'static str) -> Kind {
    let transforms = || ("transform", verification::transforms());
    let literal = || Form::either([Form::text(), Form::integer(), Form::truth()]);
    let one =
        |key, form: Form, about: &str| Form::table([(key, form.about(about)), transforms()]).required(&[key]);
    let assignment = Form::either([
        literal(),
        one("value", literal(), "The value itself."),
        one("field", self::name("The field whose value it is."), "The field whose value it is."),
        one("template", Form::text(), "Text in which `{{field}}` stands for a field's value."),
    ])
    .about("What the field is set to: a value, or `{ field = … }`, or `{ template = … }`, with transforms.");
    Kind {
        name,
        settings: vec![(
            "set",
            Form::named(assignment)
                .about("What fields of the data model are set to, all from the values before the step."),
        )],
        required: &[],
        outcomes: outcomes(StepSettings::Assign(AssignStep::default())),
        names_outcomes: false,
        about: "Sets fields by itself.",
    }
}

fn webhook(name: &'static str) -> Kind {
    let of = WebhookStep::new("x");
    Kind {
        name,
        settings: vec![
            (
                "endpoint",
                Form::text()
                    .about("The name under which the backend knows where to send.")
                    .examples(["scoring"]),
            ),
            ("send", Form::list(self::name("A field.")).about("The fields that are sent.")),
            (
                "receive",
                Form::named(Form::text().examples(["score", "offer.rate"])).about(
                    "What is taken from the answer: for each field the member; a dot leads into an object.",
                ),
            ),
            ("timeout", time_span("How long an answer may take.").default(of.timeout.to_string())),
            (
                "retries",
                Form::count().default(of.retries).about(
                    "How often it is tried again when there is no answer, or one that says that it is too early.",
                ),
            ),
        ],
        required: &["endpoint"],
        outcomes: outcomes(StepSettings::Webhook(of)),
        names_outcomes: false,
        about: "Asks another system.",
    }
}

fn review(name: &'static str) -> Kind {
    Kind {
        name,
        settings: vec![
            ("queue", Form::text().about("The list in which the review waits. Default: `default`.")),
            ("reasons", Form::list(Form::text()).about("Reasons to choose from when rejecting.")),
            ("due", time_span("After this time the step ends by the outcome `overdue`.").examples(["48h"])),
        ],
        required: &[],
        outcomes: outcomes(StepSettings::Review(ReviewStep::default())),
        names_outcomes: false,
        about: "Waits for a person of the company, who decides.",
    }
}

fn end(name: &'static str) -> Kind {
    Kind {
        name,
        settings: vec![
            ("result", Form::words(EndResult::ALL.map(EndResult::as_str)).about("How the session ended.")),
            (
                "conversion",
                Form::truth().about("Whether this counts as a conversion. Default: for `completed` only."),
            ),
            ("message", Form::text().about("What the customer reads. Default: a sentence by result.")),
            (
                "redirect-url",
                Form::text()
                    .about("Where the customer may go from here.")
                    .examples(["https://www.example.com"]),
            ),
        ],
        required: &["result"],
        outcomes: Vec::new(),
        names_outcomes: false,
        about: "Ends the session.",
    }
}

fn identity(name: &'static str, step: &VerificationStep) -> Kind {
    let outcomes = outcomes(StepSettings::Verification(step.clone()));
    let own: Vec<Outcome> =
        outcomes.iter().filter(|outcome| **outcome != Outcome::OTHERWISE).cloned().collect();
    Kind {
        name,
        settings: verification::keys(step, &own),
        required: &[],
        outcomes,
        names_outcomes: false,
        about: "Verifies who the customer is.",
    }
}
