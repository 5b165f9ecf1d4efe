//! What a customer gave, and what it comes to.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use model::step::{PageField, PageStep};
use model::{Country, Field, FieldId, FieldType, Value, ValueError};
use zeroize::Zeroizing;

use super::fields::say;
use super::show::{At, Entered, Typed, Wrong};
use crate::App;
use crate::run::{Current, Error, Input, View, password, uploads};

/// What was given for a field.
#[derive(Default)]
pub(super) struct Answer {
    /// What was typed or chosen: one, or several of a field with several values.
    pub(super) texts: Vec<Zeroizing<String>>,
    /// The parts of a value, by their names.
    pub(super) parts: BTreeMap<String, Zeroizing<String>>,
    /// A password once more; `None` where it is not asked for twice.
    pub(super) again: Option<Zeroizing<String>>,
    /// Whether the file that there is shall go.
    pub(super) without: bool,
}

/// What a customer gave, by whatever way.
pub(super) struct Given {
    pub(super) answers: BTreeMap<FieldId, Answer>,
    pub(super) dismiss: bool,
    pub(super) agrees: bool,
    /// The country of residence, alpha-3.
    pub(super) country: Option<String>,
}

/// What a page's fields come to.
#[derive(Default)]
struct Filled {
    values: BTreeMap<FieldId, Option<Value>>,
    /// Passwords that are not hashed yet.
    passwords: Vec<(FieldId, Zeroizing<String>)>,
    entered: Entered,
}

impl Given {
    /// What the customer did, with what was entered, or what is to be corrected. `None` when there is nothing of the kind to
    /// do at this step.
    ///
    /// `refused` tells what is wrong with files that came with it.
    pub(super) async fn input(
        self,
        app: &App,
        current: &Current,
        refused: BTreeMap<FieldId, Wrong>,
        ip: String,
        now: Timestamp,
    ) -> Result<Option<Result<(Input, Entered), Entered>>, Error> {
        match &current.view {
            View::Page { page, .. } if self.dismiss => {
                Ok(page.allow_dismiss.then(|| Ok((Input::Dismissed, Entered::default()))))
            }
            View::Page { page, .. } => {
                let mut filled = self.filled(page, current, refused, funnel::today(now));
                if filled.entered.has_problems() {
                    return Ok(Some(Err(filled.entered)));
                }
                for (field, password) in filled.passwords {
                    filled.values.insert(field, Some(password::hash(app, password).await?));
                }
                Ok(Some(Ok((Input::Submitted { values: filled.values }, filled.entered))))
            }
            View::Consent { ask_country, .. } if self.agrees => Ok(Some(self.consent(*ask_country, ip))),
            _ => Ok(None),
        }
    }

    fn filled(
        mut self,
        page: &PageStep,
        current: &Current,
        mut refused: BTreeMap<FieldId, Wrong>,
        today: Date,
    ) -> Filled {
        let mut filled = Filled::default();
        for asked in page.fields.iter().filter(|asked| !asked.read_only) {
            let Some(field) = current.frozen.data_model.fields.get(&asked.field) else { continue };
            let answer = self.answers.remove(&asked.field).unwrap_or_default();
            let read = if field.kind.is_kept_apart() {
                match refused.remove(&asked.field) {
                    Some(wrong) => Err(wrong),
                    None => file(asked, field, &answer, current, today),
                }
            } else if field.kind == FieldType::Password {
                password_of(asked, field, answer, current, &mut filled.passwords)
            } else {
                let typed = Typed::of(field, &answer);
                let read = typed_value(asked, field, &answer, &typed, today);
                filled.entered.values.insert(asked.field.clone(), typed);
                read
            };
            match read {
                Ok(value) => {
                    filled.values.insert(asked.field.clone(), value);
                }
                Err(wrong) => {
                    filled.entered.problems.insert(asked.field.clone(), wrong);
                }
            }
        }
        filled
    }

    fn consent(&self, ask_country: bool, ip: String) -> Result<(Input, Entered), Entered> {
        let country = self.country.as_deref().and_then(Country::from_alpha3);
        match country.filter(|_| ask_country) {
            country if country.is_some() || !ask_country => {
                Ok((Input::Agreed { country, ip }, Entered::default()))
            }
            _ => Err(Entered {
                country_problem: Some("Please choose the country where you live.".to_owned()),
                ..Entered::default()
            }),
        }
    }
}

/// The value that the customer has already.
fn held<'a>(current: &'a Current, field: &FieldId) -> Option<&'a Value> {
    match &current.view {
        View::Page { values, .. } => values.get(field),
        _ => None,
    }
}

/// What was typed or chosen.
fn typed_value(
    asked: &PageField,
    field: &Field,
    answer: &Answer,
    typed: &Typed,
    today: Date,
) -> Result<Option<Value>, Wrong> {
    let wrong = |error: &ValueError| {
        let text = say(error);
        match (field.kind, error) {
            (FieldType::Composite, ValueError::Part(delimiter)) => {
                let divides = |part: &String| part.contains(delimiter.as_str()) || part.contains('\n');
                Wrong { text, at: At::Part(typed.parts.iter().position(divides).unwrap_or_default()) }
            }
            (FieldType::Composite, _) => Wrong { text, at: At::Part(0) },
            _ => Wrong { text, at: At::Whole },
        }
    };
    let text = if field.kind == FieldType::Composite && answer.texts.is_empty() {
        field.join(&typed.parts).map_err(|error| wrong(&error))?
    } else {
        typed.texts.join("\n")
    };
    if text.trim().is_empty() && !asked.is_required(field) {
        return Ok(None);
    }
    Value::parse_on(field, &text, today).map(Some).map_err(|error| wrong(&error))
}

/// The files that there are: new ones, or those of before.
fn file(
    asked: &PageField,
    field: &Field,
    answer: &Answer,
    current: &Current,
    today: Date,
) -> Result<Option<Value>, Wrong> {
    let View::Page { files, .. } = &current.view else { return Ok(None) };
    let emptied = answer.without || answer.texts.iter().any(|text| text.is_empty());
    let sent = files.get(&asked.field).filter(|files| files.sent);
    let value = match sent {
        _ if emptied && !asked.is_required(field) => None,
        Some(sent) => {
            let text = uploads::value(&current.step, &asked.field, sent.files.len());
            let wrong = |error| Wrong { text: say(&error), at: At::Whole };
            Some(Value::parse_on(field, &text, today).map_err(wrong)?)
        }
        None => held(current, &asked.field).cloned(),
    };
    if value.is_none() && asked.is_required(field) {
        let text = if field.multiple { "Please choose at least one file." } else { "Please choose a file." };
        return Err(Wrong { text: text.to_owned(), at: At::Whole });
    }
    Ok(value)
}

/// A password, which is put aside to be hashed; one that is set stays where nothing is typed.
fn password_of(
    asked: &PageField,
    field: &Field,
    mut answer: Answer,
    current: &Current,
    passwords: &mut Vec<(FieldId, Zeroizing<String>)>,
) -> Result<Option<Value>, Wrong> {
    let typed = answer.texts.pop().unwrap_or_default();
    let again = answer.again.as_ref().is_none_or(|again| *again == typed);
    if !again {
        return Err(Wrong { text: "Please enter the same password twice.".to_owned(), at: At::Again });
    }
    if typed.is_empty() {
        return match held(current, &asked.field) {
            None if asked.is_required(field) => Err(Wrong { text: say(&ValueError::Empty), at: At::Whole }),
            held => Ok(held.cloned()),
        };
    }
    Value::check_password(field, &typed).map_err(|error| Wrong { text: say(&error), at: At::Whole })?;
    passwords.push((asked.field.clone(), typed));
    Ok(None)
}
