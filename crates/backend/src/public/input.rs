//! What a customer sent with a form.

use std::collections::BTreeMap;

use axum::body::{Body, to_bytes};
use jiff::Timestamp;
use jiff::civil::Date;
use model::{Country, FieldId, Value};

use super::LARGEST_FORM;
use super::fields::say;
use super::show::Entered;
use crate::run::{Current, Input, View};

/// A form as it was sent. The names of its own inputs begin with `_`, which no field's name does.
pub(super) struct Sent(BTreeMap<String, String>);

impl Sent {
    /// Reads a form; `None` when it is none.
    pub(super) async fn read(body: Body) -> Option<Self> {
        let bytes = to_bytes(body, LARGEST_FORM).await.ok()?;
        Some(Self(url::form_urlencoded::parse(&bytes).into_owned().collect()))
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// What makes starting a session twice with the same page harmless.
    pub(super) fn start(&self) -> Option<&str> {
        self.text("_start")
    }

    /// Whether the form is that of what the session shows now; a form sent twice, or from a page that was gone back to, is
    /// not.
    pub(super) fn is_of(&self, current: &Current) -> bool {
        self.text("_step") == Some(current.step.as_str())
            && self.text("_seq").and_then(|seq| seq.parse().ok()) == Some(current.seq)
    }

    /// What the customer did, or what is to be corrected. `None` when there is nothing to do at this step.
    pub(super) fn input(
        &self,
        current: &Current,
        ip: String,
        now: Timestamp,
    ) -> Option<Result<Input, Entered>> {
        let fields = self.0.iter().filter_map(|(name, text)| Some((FieldId::new(name).ok()?, text.clone())));
        let given = Given {
            values: fields.collect(),
            dismiss: self.text("_dismiss").is_some(),
            agrees: self.text("_consent").is_some(),
            country: self.text("_country").map(str::to_owned),
        };
        given.input(current, ip, now)
    }
}

/// What a customer gave, by whatever way.
pub(super) struct Given {
    pub(super) values: BTreeMap<FieldId, String>,
    pub(super) dismiss: bool,
    pub(super) agrees: bool,
    /// The country of residence, alpha-3.
    pub(super) country: Option<String>,
}

impl Given {
    /// What the customer did, or what is to be corrected. `None` when there is nothing of the kind to do at this step.
    pub(super) fn input(
        self,
        current: &Current,
        ip: String,
        now: Timestamp,
    ) -> Option<Result<Input, Entered>> {
        match &current.view {
            View::Page { page, .. } if self.dismiss => page.allow_dismiss.then_some(Ok(Input::Dismissed)),
            View::Page { .. } => Some(self.fields(current, funnel::today(now))),
            View::Consent { ask_country, .. } if self.agrees => Some(self.consent(*ask_country, ip)),
            _ => None,
        }
    }

    fn fields(self, current: &Current, today: Date) -> Result<Input, Entered> {
        let View::Page { page, .. } = &current.view else { return Err(Entered::default()) };
        let mut values: BTreeMap<FieldId, Option<Value>> = BTreeMap::new();
        let mut entered = Entered::default();
        for asked in page.fields.iter().filter(|asked| !asked.read_only) {
            let Some(field) = current.frozen.data_model.fields.get(&asked.field) else { continue };
            let text = self.values.get(&asked.field).map_or("", String::as_str);
            entered.values.insert(asked.field.clone(), text.to_owned());
            if text.trim().is_empty() && !asked.is_required(field) {
                values.insert(asked.field.clone(), None);
                continue;
            }
            match Value::parse_on(field, text, today) {
                Ok(value) => {
                    values.insert(asked.field.clone(), Some(value));
                }
                Err(error) => {
                    entered.problems.insert(asked.field.clone(), say(&error));
                }
            }
        }
        if entered.has_problems() { Err(entered) } else { Ok(Input::Submitted { values }) }
    }

    fn consent(&self, ask_country: bool, ip: String) -> Result<Input, Entered> {
        if !ask_country {
            return Ok(Input::Agreed { country: None, ip });
        }
        let country = self.country.as_deref().and_then(Country::from_alpha3);
        match country {
            Some(country) => Ok(Input::Agreed { country: Some(country), ip }),
            None => Err(Entered {
                country_problem: Some("Please choose the country where you live.".to_owned()),
                ..Entered::default()
            }),
        }
    }
}
