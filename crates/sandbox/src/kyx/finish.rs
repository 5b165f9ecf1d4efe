//! The end of a customer's visit: what was shown, and what comes of it.

use jiff::Timestamp;
use model::Country;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::outcome::{Ending, Outcome, ending_of_label};
use super::run::{Capture, Run};
use super::state::State;
use super::words::{Category, Document};
use crate::control::{Finish, FinishError};

/// Stands for what `customerInternalReference` asks for.
pub(crate) const REQUESTED: &str = "requested";

/// Where the specimen comes from unless somebody says otherwise.
pub(crate) const DEFAULT_COUNTRY: &str = "URY";

impl State {
    /// Plays the customer's part of a run.
    pub(crate) fn finish(&mut self, run: Uuid, finish: &Finish, now: Timestamp) -> Result<(), FinishError> {
        let run = self.run(run).ok_or(FinishError::Unknown)?;
        run.finish(finish, now).map(|_| ())
    }
}

fn wish(what: impl Into<String>) -> FinishError {
    FinishError::Wish(what.into())
}

impl Run {
    /// Ends the customer's part as wished. `Ok` tells how it ended.
    pub(crate) fn finish(&mut self, finish: &Finish, now: Timestamp) -> Result<Ending, FinishError> {
        if !self.is_open() {
            return Err(FinishError::Ended(self.status.wire()));
        }
        let ending = self.ending(finish)?;
        let document = match finish.document.as_deref() {
            Some(name) => Document::from_name(name)
                .or_else(|| Document::from_wire(name))
                .ok_or_else(|| wish(format!("no document is called {name:?}")))?,
            None => self.usual_document(),
        };
        let country = match finish.country.as_deref() {
            Some(code) => Country::from_alpha3(code)
                .ok_or_else(|| wish(format!("no country has the alpha-3 code {code:?}")))?,
            None => self.usual_country().ok_or_else(|| wish("no country"))?,
        };
        match ending {
            Ending::Verdict(finding) => {
                let extraction = self.extraction(&finish.extraction);
                self.acquire(Capture { document, country, finding, extraction }, now);
            }
            Ending::SessionExpired => self.expire(now),
            Ending::Left(_) => self.touch(now),
        }
        Ok(ending)
    }

    fn ending(&self, finish: &Finish) -> Result<Ending, FinishError> {
        let requested = self.wish.as_ref().and_then(|wish| wish.ending);
        if let Some(label) = &finish.label {
            if finish.outcome.is_some() {
                return Err(wish("either an outcome or a label, not both"));
            }
            let category = finish
                .credential
                .as_deref()
                .map(|text| {
                    Category::from_wire(text).ok_or_else(|| wish(format!("no category is called {text:?}")))
                })
                .transpose()?;
            return ending_of_label(label, category, self.workflow)
                .ok_or_else(|| wish(format!("{label:?} is no label of this workflow and credential")));
        }
        if finish.credential.is_some() {
            return Err(wish("a credential goes with a label"));
        }
        match finish.outcome.as_deref() {
            None | Some(REQUESTED) => Ok(requested.unwrap_or(Ending::Verdict(None))),
            Some(name) => Outcome::from_name(name)
                .ok_or_else(|| wish(format!("no outcome is called {name:?}")))?
                .ending(self.workflow)
                .ok_or_else(|| wish(format!("workflow {} knows no outcome {name:?}", self.workflow.key))),
        }
    }

    /// Members of the extraction to replace: the caller's, then the later ones over them.
    pub(crate) fn extraction(&self, over: &Map<String, Value>) -> Map<String, Value> {
        let mut extraction = self.wish.as_ref().map(|wish| wish.extraction.clone()).unwrap_or_default();
        extraction.extend(over.clone());
        extraction
    }

    /// The document that a customer would show who reads nothing: what was fixed, wanted, or allowed first.
    pub(crate) fn usual_document(&self) -> Document {
        let wanted = self
            .wish
            .as_ref()
            .and_then(|wish| wish.extraction.get("idType").or_else(|| wish.extraction.get("type")))
            .and_then(Value::as_str)
            .and_then(Document::from_wire);
        let preset = || {
            let id = self.credential(Category::Id)?;
            id.kind.values.iter().find_map(|value| Document::from_wire(value))
        };
        wanted.or_else(preset).unwrap_or(Document::IdCard)
    }

    pub(crate) fn usual_country(&self) -> Option<Country> {
        let id = self.credential(Category::Id);
        id.and_then(|id| id.country.values.iter().find_map(|value| Country::from_alpha3(value)))
            .or_else(|| Country::from_alpha3(DEFAULT_COUNTRY))
    }
}
