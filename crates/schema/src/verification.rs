//! Identity verification steps: the same settings for every provider ([`model::step::VerificationStep`]).

use model::step::{Camera, StatusBar, VerificationStep};
use model::transform::{CHOICE_MAP, TABLE};
use model::{CaptureField, Document, Outcome};

use crate::form::{Form, Keys};
use crate::name::{country, time_span};

const COUNTRY: &str = "country";
const MAPPINGS: &str = "mappings";
const CAPTURE_FIELD: &str = "capture-field";
const TRANSFORM: &str = "transform";

/// The definitions of this module.
pub(crate) fn definitions() -> [(String, Form); 4] {
    let fields = Form::words(CaptureField::all().map(CaptureField::name))
        .about("A capture field: what an identity verification can read from a document.");
    [
        (
            COUNTRY.to_owned(),
            country("The country whose documents are asked for: its alpha-3 code, or `XKX`."),
        ),
        (MAPPINGS.to_owned(), mappings()),
        (CAPTURE_FIELD.to_owned(), fields),
        (TRANSFORM.to_owned(), transform()),
    ]
}

/// The settings, beside those that every step has. `outcomes` are those by which the step can end.
pub(crate) fn keys(of: &VerificationStep, outcomes: &[Outcome]) -> Keys {
    vec![
        (
            "documents",
            Form::list(Form::words(Document::ALL.map(Document::as_str)))
                .about("The documents that customers may use.")
                .examples([vec!["passport", "id-card"]]),
        ),
        ("country", Form::reference(COUNTRY)),
        ("camera", Form::words(Camera::ALL.map(Camera::as_str)).about("The camera with which native apps begin.")),
        (
            "status-bar",
            Form::words(StatusBar::ALL.map(StatusBar::as_str))
                .about("The look of the status bar in native iOS apps."),
        ),
        (
            "save-images",
            Form::truth()
                .default(of.save_images)
                .about("Whether captured pictures are kept on the customer's file."),
        ),
        ("map", Form::reference(MAPPINGS)),
        (
            "write-on",
            Form::list(Form::words(outcomes.iter().map(Outcome::as_str)))
                .default(of.write_on.iter().map(Outcome::as_str).collect::<Vec<_>>())
                .about("The outcomes in which the mappings are written."),
        ),
        ("max-attempts", Form::count().default(of.max_attempts).about("How often a session may try.")),
        (
            "result-wait",
            time_span("How long a result is waited for before the step ends by `timeout`.")
                .default(of.result_wait.to_string()),
        ),
        (
            "locale",
            Form::text()
                .about("The language of the provider's pages. Default: the provider's setting.")
                .examples(["en", "es", "de"]),
        ),
        (
            "consent",
            Form::either([Form::text(), Form::truth()]).default(true).about(
                "What the customer agrees to before the verification begins: `true` for the built-in text, an own text, or \
                 `false` for no consent at all.",
            ),
        ),
        (
            "consent-country",
            Form::text().default(of.consent_country.as_str()).about(
                "The field with the country of residence, by which the built-in text is chosen, or `ask`.",
            ),
        ),
        (
            "retention-days",
            Form::count().default(of.retention_days).about("How many days pictures are kept; 0 is for ever."),
        ),
    ]
}

/// What is done with a value.
pub(crate) fn transforms() -> Form {
    Form::list(Form::reference(TRANSFORM))
        .about("What is done with the value on the way, left to right.")
        .examples([vec!["trim", "title-case"]])
}

/// A transform: each by itself, so that an editor tells what it does.
fn transform() -> Form {
    let forms = TABLE.iter().map(|about| {
        let form = if about.arguments.is_empty() {
            Form::words([about.name])
        } else {
            Form::pattern(&about.pattern()).examples([about.example.written])
        };
        form.about(&format!("`{}`: {}", about.form(), about.what))
    });
    let words = Form::map(Form::text().examples(["male"])).about("The words, each with the word for it.");
    let table = Form::table([(CHOICE_MAP, words)]).required(&[CHOICE_MAP]);
    Form::either(forms.chain([table])).about(
        "What is done with a value: a name, with what it needs behind colons. In a text, `\\:` is a colon and `\\\\` a backslash.",
    )
}

fn mappings() -> Form {
    let one = || Form::reference(CAPTURE_FIELD);
    let several = Form::some(one())
        .about("Several capture fields: a list, of which the transform `join` makes one text.");
    let from = Form::either([one(), several]).about("The capture field, or several.");
    let long = Form::table([("from", from), ("transform", transforms())]).required(&["from"]);
    let mapping = Form::either([one(), long]).about(
        "Where the field's value comes from: the capture field alone, or `{ from = …, transform = […] }`.",
    );
    Form::named(mapping)
        .about("From what is captured into fields of the data model: `FIELD = \"document.first_name\"`.")
}
