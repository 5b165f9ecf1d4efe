//! Conditions of decision steps ([`model::Condition`]).

use crate::form::{Case, Form, Keys};
use crate::name::{PATTERN, name};

/// The name of the definition.
pub(crate) const CONDITION: &str = "condition";
const OPERAND: &str = "operand";

/// Operators that compare with a `value` ([`model::Operator`]).
const COMPARING: [&str; 13] = [
    "eq",
    "ne",
    "lt",
    "le",
    "gt",
    "ge",
    "in",
    "not-in",
    "matches",
    "before",
    "after",
    "younger-than",
    "older-than",
];
/// Operators that need none.
const ASKING: [&str; 2] = ["is-set", "is-empty"];
/// The one that goes with `step`.
const OUTCOME_OF: &str = "outcome-of";

/// The definitions of this module.
pub(crate) fn definitions() -> [(String, Form); 2] {
    [(CONDITION.to_owned(), condition()), (OPERAND.to_owned(), operand())]
}

fn operand() -> Form {
    let operand = || Form::reference(OPERAND);
    Form::either([Form::text(), Form::integer(), Form::truth(), Form::list(operand())]).about(
        "What to compare with: a text, a whole number, true, false, or a list of them. Dates are `YYYY-MM-DD` or `today`; \
         `younger-than` and `older-than` take whole years; `in` and `not-in` take a list; `matches` takes a regular expression that the whole text has to \
         match.",
    )
}

fn condition() -> Form {
    let inner = || Form::reference(CONDITION);
    let field = ("field", name("The field whose value is looked at."));
    let step = ("step", name("The step whose outcome is asked for, as it was last passed."));
    let all = ("all", Form::list(inner()).about("Holds when all of them hold."));
    let any = ("any", Form::list(inner()).about("Holds when one of them holds."));
    let not = ("not", inner());
    let op = |operators: Vec<&'static str>, about: &str| ("op", Form::words(operators).about(about));
    let of_field = [&COMPARING[..], &ASKING[..]].concat();
    let every = [&of_field[..], &[OUTCOME_OF][..]].concat();

    let value = ("value", Form::reference(OPERAND));
    let by_field: Keys = vec![field.clone(), op(of_field, "How to compare."), value.clone()];
    let by_field = Form::table(by_field).required(&["field", "op"]).when(
        &Case::Is("op", &ASKING),
        &Form::lacks("value"),
        &Form::has(&["value"]),
    );
    let outcome = ("value", Form::pattern(PATTERN).about("The outcome by which the step ended."));
    let by_step = Form::table([step.clone(), op(vec![OUTCOME_OF], "Asks for the step's outcome."), outcome])
        .required(&["step", "op", "value"]);
    let keys = vec![field, step, op(every, "How to compare."), value, all.clone(), any.clone(), not.clone()];
    Form::cases(
        keys,
        vec![
            (Case::Has("field"), by_field),
            (Case::Has("step"), by_step),
            (Case::Has("all"), Form::table([all])),
            (Case::Has("any"), Form::table([any])),
            (Case::Has("not"), Form::table([not])),
        ],
        // One of these is what is missing; the commonest is named.
        Form::has(&["field"]),
    )
    .about(
        "A condition: `field`, `op` and `value`; `step`, `op = \"outcome-of\"` and `value`; `all`; `any`; or `not`.",
    )
}
