//! `data-model.toml`.

use model::{FieldType, Pii};

use crate::form::Form;
use crate::name::allow;

pub(crate) fn schema() -> Form {
    let field = Form::table([
        ("type", Form::words(FieldType::ALL.map(FieldType::as_str)).about("What values the field takes.")),
        ("label", Form::text().about("What people read. Default: the field's name.").examples(["First name"])),
        ("description", Form::text().about("What the field is for, for colleagues.")),
        ("min-length", Form::count().about("The least number of characters, for texts.")),
        ("max-length", Form::count().about("The greatest number of characters, for texts.")),
        (
            "values",
            Form::list(Form::text())
                .about("The words to choose from, for `choice`.")
                .examples([vec!["red", "green", "blue"]]),
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
