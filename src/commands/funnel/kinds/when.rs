//! Branches of a decision as people type them: `OUTCOME: FIELD OP VALUE`.

use std::str::FromStr;

use model::{Branch, Condition, DataModel, FieldId, FieldType, IdError, Operand, Operator, Outcome, StepId};

use crate::error::{Error, Result};

/// The operators by name, in the order of documentation.
const OPERATORS: [(&str, Operator); 16] = [
    ("eq", Operator::Eq),
    ("ne", Operator::Ne),
    ("lt", Operator::Lt),
    ("le", Operator::Le),
    ("gt", Operator::Gt),
    ("ge", Operator::Ge),
    ("in", Operator::In),
    ("not-in", Operator::NotIn),
    ("matches", Operator::Matches),
    ("is-set", Operator::IsSet),
    ("is-empty", Operator::IsEmpty),
    ("before", Operator::Before),
    ("after", Operator::After),
    ("younger-than", Operator::YoungerThan),
    ("older-than", Operator::OlderThan),
    ("outcome-of", Operator::OutcomeOf),
];

/// A branch; what its value is depends on the field's type, which the data model knows.
#[derive(Debug, Clone)]
pub(super) struct When {
    outcome: Outcome,
    /// A field, or a step for `outcome-of`.
    subject: String,
    op: Operator,
    op_name: &'static str,
    value: Option<String>,
}

/// Why a text is no branch.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum WhenError {
    /// Something is missing.
    #[error("write 'OUTCOME: FIELD OP VALUE', such as 'minor: birth_date younger-than 18'")]
    Form,
    /// The outcome, the field or the step is no name.
    #[error(transparent)]
    Name(#[from] IdError),
    /// The outcome that is there anyway.
    #[error("`otherwise` is where a decision leads when no branch is taken; give the branch another outcome")]
    Otherwise,
    /// No such operator.
    #[error("there is no operator `{name}`{}", nearest.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default())]
    Operator {
        /// What was written.
        name: String,
        /// What was probably meant.
        nearest: Option<&'static str>,
    },
    /// The operator compares with a value.
    #[error("the operator `{0}` needs a value")]
    ValueMissing(&'static str),
    /// The operator compares with nothing.
    #[error("the operator `{0}` takes no value")]
    ValueTooMany(&'static str),
}

impl FromStr for When {
    type Err = WhenError;

    fn from_str(text: &str) -> Result<Self, WhenError> {
        let (outcome, condition) = text.split_once(':').ok_or(WhenError::Form)?;
        let outcome = Outcome::new(outcome.trim())?;
        if outcome == Outcome::otherwise() {
            return Err(WhenError::Otherwise);
        }
        let (subject, rest) = condition.trim().split_once(char::is_whitespace).ok_or(WhenError::Form)?;
        FieldId::new(subject)?;
        let rest = rest.trim();
        let (name, value) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let Some((op_name, op)) = OPERATORS.into_iter().find(|(known, _)| *known == name) else {
            return Err(WhenError::Operator {
                name: name.chars().take(60).collect(),
                nearest: model::suggest::nearest(name, OPERATORS.map(|(known, _)| known)),
            });
        };
        let value = Some(value.trim().to_owned()).filter(|value| !value.is_empty());
        let takes_value = !matches!(op, Operator::IsSet | Operator::IsEmpty);
        match (&value, takes_value) {
            (None, true) => Err(WhenError::ValueMissing(op_name)),
            (Some(_), false) => Err(WhenError::ValueTooMany(op_name)),
            _ => Ok(Self { outcome, subject: subject.to_owned(), op, op_name, value }),
        }
    }
}

impl When {
    /// The branch. A field that does not exist is taken for a text: whoever places the step refuses it.
    pub(super) fn branch(&self, data_model: &DataModel) -> Result<Branch> {
        let name = |error: IdError| Error::usage(error.to_string());
        let value = self.value.as_deref();
        let when = if self.op == Operator::OutcomeOf {
            let step = StepId::new(&self.subject).map_err(name)?;
            let outcome = Outcome::new(value.unwrap_or_default()).map_err(name)?;
            Condition::OutcomeOf { step, outcome }
        } else {
            let field = FieldId::new(&self.subject).map_err(name)?;
            let kind = data_model.fields.get(&field).map_or(FieldType::Text, |field| field.kind);
            let value = value.map(|value| self.operand(kind, value)).transpose()?;
            Condition::Field { field, op: self.op, value }
        };
        Ok(Branch { outcome: self.outcome.clone(), when })
    }

    fn operand(&self, kind: FieldType, text: &str) -> Result<Operand> {
        let one = |text: &str| match (self.op, kind) {
            (Operator::YoungerThan | Operator::OlderThan, _) => whole_number(text, "a number of years"),
            (_, FieldType::Integer) => whole_number(text, "a whole number"),
            (_, FieldType::Boolean) => match text {
                "true" | "yes" => Ok(Operand::Boolean(true)),
                "false" | "no" => Ok(Operand::Boolean(false)),
                _ => Err(Error::usage(format!("`{}` compares with yes or no", self.subject))),
            },
            _ => Ok(Operand::Text(text.to_owned())),
        };
        let whole_number_wanted =
            |error: Error| error.hint(format!("as in `{} {} 18`", self.subject, self.op_name));
        match self.op {
            Operator::In | Operator::NotIn => {
                let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
                items.map(one).collect::<Result<_>>().map(Operand::List)
            }
            Operator::YoungerThan | Operator::OlderThan => one(text).map_err(whole_number_wanted),
            _ => one(text),
        }
    }
}

/// A branch as it is typed; `None` for conditions within conditions.
pub(super) fn typed(branch: &Branch) -> Option<String> {
    let named = |op: &Operator| OPERATORS.iter().find(|(_, known)| known == op).map(|(name, _)| *name);
    let condition = match &branch.when {
        Condition::Field { field, op, value } => {
            let value = value.as_ref().map(|value| format!(" {}", operand_as_typed(value)));
            format!("{field} {}{}", named(op)?, value.unwrap_or_default())
        }
        Condition::OutcomeOf { step, outcome } => {
            format!("{step} {} {outcome}", named(&Operator::OutcomeOf)?)
        }
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) => return None,
    };
    Some(format!("{}: {condition}", branch.outcome))
}

fn operand_as_typed(operand: &Operand) -> String {
    match operand {
        Operand::Text(text) => text.clone(),
        Operand::Integer(number) => number.to_string(),
        Operand::Boolean(true) => "yes".to_owned(),
        Operand::Boolean(false) => "no".to_owned(),
        Operand::List(items) => items.iter().map(operand_as_typed).collect::<Vec<_>>().join(","),
    }
}

fn whole_number(text: &str, what: &str) -> Result<Operand> {
    let shown = || crate::commands::text::shortened(text, 60);
    text.parse().map(Operand::Integer).map_err(|_| Error::usage(format!("`{}` is not {what}", shown())))
}

#[cfg(test)]
mod tests {
    use model::Field;

    use super::*;

    fn data_model() -> DataModel {
        let kinds = [
            ("birth_date", FieldType::BirthDate),
            ("age", FieldType::Integer),
            ("member", FieldType::Boolean),
        ];
        let fields = kinds.map(|(id, kind)| (FieldId::new(id).unwrap(), Field::new(kind)));
        DataModel { fields: fields.into_iter().collect() }
    }

    fn branch(text: &str) -> String {
        match text.parse::<When>() {
            Ok(when) => match when.branch(&data_model()) {
                Ok(branch) => serde_json::to_string(&branch).unwrap(),
                Err(error) => error.message.clone(),
            },
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn operators_have_the_names_that_files_give_them() {
        for (name, op) in OPERATORS {
            assert_eq!(serde_json::to_value(op).unwrap(), name);
        }
    }

    #[test]
    fn values_are_of_the_type_of_their_field() {
        let table = [
            ("minor: birth_date younger-than 18", r#"{"field":"birth_date","op":"younger-than","value":18}"#),
            ("x:age ge 7", r#"{"field":"age","op":"ge","value":7}"#),
            ("x: member eq yes", r#"{"field":"member","op":"eq","value":true}"#),
            ("x: city eq  New York ", r#"{"field":"city","op":"eq","value":"New York"}"#),
            ("x: age in 1, 2", r#"{"field":"age","op":"in","value":[1,2]}"#),
            ("x: city is-set", r#"{"field":"city","op":"is-set"}"#),
            ("x: identity outcome-of expired", r#"{"step":"identity","op":"outcome-of","value":"expired"}"#),
        ];
        for (text, when) in table {
            let outcome = text.split(':').next().unwrap();
            assert_eq!(branch(text), format!(r#"{{"outcome":"{outcome}","when":{when}}}"#), "{text}");
        }
    }

    #[test]
    fn a_branch_is_shown_as_it_is_typed() {
        let table = [
            "minor: birth_date younger-than 18",
            "x: member eq yes",
            "x: city eq New York",
            "x: age in 1,2",
            "x: city is-set",
            "x: identity outcome-of expired",
        ];
        for text in table {
            let branch = text.parse::<When>().unwrap().branch(&data_model()).unwrap();
            assert_eq!(typed(&branch).as_deref(), Some(text));
            let inner = Branch { when: Condition::Not(Box::new(branch.when)), outcome: branch.outcome };
            assert_eq!(typed(&inner), None);
        }
    }

    #[test]
    fn what_is_no_branch_is_told_why() {
        let table = [
            ("", "write 'OUTCOME: FIELD OP VALUE'"),
            ("minor birth_date younger-than 18", "write 'OUTCOME: FIELD OP VALUE'"),
            ("minor: birth_date", "write 'OUTCOME: FIELD OP VALUE'"),
            ("Minor: birth_date is-set", "`Minor` is not a name"),
            ("otherwise: age gt 3", "give the branch another outcome"),
            ("x: age younger 18", "did you mean `younger-than`?"),
            ("x: age eq", "needs a value"),
            ("x: age is-set 3", "takes no value"),
            ("x: age eq three", "`three` is not a whole number"),
            ("x: birth_date older-than 2.5", "`2.5` is not a number of years"),
            ("x: member eq perhaps", "compares with yes or no"),
        ];
        for (text, message) in table {
            assert!(branch(text).contains(message), "{text}: {}", branch(text));
        }
    }
}
