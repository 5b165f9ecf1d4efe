//! `data-model.toml`.

use model::{CountryCode, FieldType, MAX_BYTES, MediaType, Pii, Scope};

use crate::form::Form;
use crate::name::allow;

fn bound(about: &'static str) -> Form {
    Form::either([Form::integer(), Form::text()]).about(about).examples([
        "today",
        "-18y",
        "2020-01-31",
        "0.50",
    ])
}

pub(crate) fn schema() -> Form {
    let field = Form::table([
        ("type", Form::words(FieldType::ALL.map(FieldType::as_str)).about("What values the field takes.")),
        ("label", Form::text().about("What people read. Default: the field's name.").examples(["First name"])),
        ("description", Form::text().about("What the field is for, for colleagues.")),
        (
            "required",
            Form::truth().default(false).about(
                "Whether a customer's record is complete only with a value: pages ask for it, and an identity verification \
                 that does not bring it has failed.",
            ),
        ),
        (
            "identifier",
            Form::truth().default(false).about("Whether the value tells customers apart. At most one field does."),
        ),
        ("default", Form::text().about("The value where none is given, as text.").examples(["no"])),
        ("min", bound("The least value, for numbers and dates.")),
        ("max", bound("The greatest value, for numbers and dates.")),
        (
            "scale",
            Form::count().about(
                "The greatest number of places after the point. Default: 2 for `currency`, any for `decimal`.",
            ),
        ),
        (
            "pattern",
            Form::text()
                .about("A regular expression that the whole text has to match, for texts.")
                .examples(["[A-Z]{2}[0-9]{6}"]),
        ),
        ("min-length", Form::count().about("The least number of characters, for texts.")),
        ("max-length", Form::count().about("The greatest number of characters, for texts.")),
        (
            "values",
            Form::list(Form::text())
                .about("The words to choose from, for `choice`.")
                .examples([vec!["red", "green", "blue"]]),
        ),
        (
            "aliases",
            Form::map(Form::text())
                .about("Other spellings of the words in `values`, each with the word that it stands for."),
        ),
        (
            "code",
            Form::words(CountryCode::ALL.map(CountryCode::as_str))
                .default(CountryCode::default().as_str())
                .about("By which code countries are written, for `country`. Every spelling is understood."),
        ),
        (
            "parts",
            Form::list(Form::text())
                .about("The names of the parts, in their order, for `composite`.")
                .examples([vec!["street", "number"]]),
        ),
        (
            "delimiter",
            Form::text()
                .about("What stands between the parts, for `composite`. Default: the value is JSON.")
                .examples([";"]),
        ),
        (
            "media-types",
            Form::list(Form::words(MediaType::ALL.map(MediaType::as_str))).about(
                "What files are taken, for `file` and `image`. Default: JPEG and PNG, and for `file` PDF. Pictures are no PDF.",
            ),
        ),
        (
            "max-bytes",
            Form::whole(1, MAX_BYTES)
                .about("The largest size of a file in bytes, for `file` and `image`. Default: the greatest there is."),
        ),
        (
            "multiple",
            Form::truth()
                .default(false)
                .about("Whether the field has several values, one a line. Not for types whose values have lines or parts."),
        ),
        (
            "unique",
            Form::truth().default(false).about("Whether no two customers have the same value."),
        ),
        (
            "scope",
            Form::words(Scope::ALL.map(Scope::as_str)).default(Scope::default().as_str()).about(
                "What a value belongs to: the customer, or what the customer does in one campaign.",
            ),
        ),
        (
            "retention-days",
            Form::whole(1, u32::MAX.into()).about("After how many days a value is removed. Default: never."),
        ),
        (
            "pii",
            Form::words(Pii::ALL.map(Pii::as_str)).default(Pii::None.as_str()).about(
                "How personal the values are. Anything above `none` is masked in logs, tables and differences.",
            ),
        ),
        ("allow", allow("field")),
    ])
    .required(&["type"])
    .about("A field of the customer's record.");
    Form::table([("field", Form::named(field).about("Fields by name."))])
        .about("The fields of the customer's record.")
}
