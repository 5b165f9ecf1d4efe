//! `tests/<name>.toml`.

use model::step::EndResult;
use model::{CaptureField, CaptureType};

use crate::form::{Case, Form, Keys};
use crate::name::{name, time_span};

/// The names of the definitions.
const CASE: &str = "case";
const PLAY: &str = "play";

/// A point in time as people write it; what it means is not looked at.
pub(crate) const INSTANT: &str = "^[+-]?[0-9]{4,6}-?[0-9]{2}-?[0-9]{2}[Tt ][0-9].*$";

/// The pictures of a verification, and further ones of the same kind.
const PICTURES: [&str; 4] = ["front", "back", "face", "liveness"];
pub(crate) const PICTURE: &str = "^(front|back|face|liveness)(-.*)?$";

/// The outcomes that steps can be played to end by. A decision finds its own.
const OUTCOMES: [&str; 13] = [
    "next",
    "dismissed",
    "approved",
    "review",
    "unreadable",
    "unsupported",
    "rejected",
    "expired",
    "error",
    "timeout",
    "ok",
    "failed",
    "overdue",
];

pub(crate) fn schema() -> Form {
    Form::table([
        ("campaign", name("The campaign whose funnel is gone through.").examples(["onboarding"])),
        (
            "env",
            name("The environment whose settings hold. Default: the one in force.").examples(["production"]),
        ),
        (
            "now",
            Form::pattern(INSTANT)
                .about("The clock at the start of each case, with an offset from UTC. Default: 2026-01-01T12:00:00Z.")
                .examples(["2026-05-17T10:00:00Z"]),
        ),
        ("case", Form::named(Form::reference(CASE)).about("The cases, by name.")),
    ])
    .required(&["campaign"])
    .about("Tests of a campaign's funnel: what is played, and what is expected of it.")
    .definitions([(CASE.to_owned(), case()), (PLAY.to_owned(), play())])
}

fn case() -> Form {
    Form::table([
        (
            "title",
            Form::text().about("What the case is about, for people.").examples(["A passport that passes"]),
        ),
        ("play", Form::list(Form::reference(PLAY)).about("What happens, in order.")),
        ("expect", expect()),
    ])
    .about("One way through the funnel.")
}

fn play() -> Form {
    let at = || ("at", name("The step at which the session must stand.").examples(["welcome"]));
    let wait = ("wait", time_span("How much time passes. It stands alone.").examples(["2d"]));
    let fill = (
        "fill",
        Form::named(Form::text())
            .about("What the customer fills in on a page, by field. Fields that are left out stay empty."),
    );
    let answer = (
        "answer",
        Form::named(Form::text())
            .about("What the system that a webhook asks answers, by the field that takes it."),
    );
    let outcome = (
        "outcome",
        Form::either([Form::words(OUTCOMES), name("The name of an outcome.")])
            .about("How the step ends, such as `approved` of a verification or a review.")
            .examples(["approved"]),
    );
    let readable = CaptureField::all().filter(|field| field.kind() != CaptureType::Image);
    let captured = readable.map(|field| {
        (field.name(), Form::text().about(&format!("What was read: {}, as text.", field.kind().noun())))
    });
    let captured = ("captured", Form::table(captured).about("What a verification reads, by capture field."));
    let images = (
        "images",
        Form::list(Form::either([Form::words(PICTURES), Form::pattern(PICTURE)]))
            .about("The pictures that a verification takes.")
            .examples([vec!["front", "back"]]),
    );
    let ended = vec![at(), outcome.clone(), captured.clone(), images.clone()];
    let keys: Keys = vec![at(), fill.clone(), outcome, captured, images, answer.clone(), wait.clone()];
    Form::cases(
        keys,
        vec![
            (Case::Has("wait"), Form::table([wait])),
            (Case::Has("fill"), Form::table([at(), fill]).required(&["at"])),
            (Case::Has("answer"), Form::table([at(), answer]).required(&["at"])),
            (Case::Has("outcome"), Form::table(ended).required(&["at"])),
        ],
        Form::table([at()]).required(&["at"]),
    )
    .about(
        "One thing that happens: `at` with `fill`, `answer` or `outcome`; `at` alone, where the customer goes on without a \
         word; or `wait`.",
    )
}

fn expect() -> Form {
    Form::table([
        ("end", name("The end that is reached.").examples(["done"])),
        ("result", Form::words(EndResult::ALL.map(EndResult::as_str)).about("How the session ends.")),
        ("at", name("Where the session stands, not having ended.").examples(["clerk"])),
        (
            "path",
            Form::list(name("A step."))
                .about("The steps that are passed, in order, with the end and those at which nobody acts.")
                .examples([vec!["welcome", "identity", "done"]]),
        ),
        ("fields", Form::named(Form::text()).about("Values of the customer's fields, as text.")),
        (
            "unset",
            Form::list(name("A field.")).about("Fields without a value.").examples([vec!["last_name"]]),
        ),
    ])
    .about("What has come of it in the end. What is not said may be as it likes.")
}
