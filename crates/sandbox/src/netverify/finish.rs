//! The end of a customer's visit: what was shown, and what is said of it.

use jiff::Timestamp;
use model::Country;
use serde_json::Value;
use uuid::Uuid;

use super::reasons::Rejection;
use super::request::Wish;
use super::scan::{Scan, Shown};
use super::verdict::{Ending, Verdict};
use crate::control::{Finish, FinishError};
use crate::kyx::finish::{DEFAULT_COUNTRY, REQUESTED};
use crate::kyx::outcome::Outcome;
use crate::kyx::words::{Category, Document};
use crate::scenario::{Newcomer, Staged};

fn wish(what: impl Into<String>) -> FinishError {
    FinishError::Wish(what.into())
}

impl Scan {
    /// Ends the customer's part as wished. `Ok` tells how it ended.
    pub(crate) fn finish(&mut self, finish: &Finish, now: Timestamp) -> Result<Ending, FinishError> {
        if !self.is_open() {
            return Err(FinishError::Ended(self.state.wire()));
        }
        let wished = self.wished(finish)?;
        let (document, country) = (read_document(finish)?, read_country(finish)?);
        let document = document.unwrap_or_else(|| self.usual_document());
        let country = match country {
            Some(country) => country,
            None => self.usual_country().ok_or_else(|| wish("no country"))?,
        };
        let ending = wished.unwrap_or_else(|| Ending::Verdict(Verdict::usual(document, country.alpha3())));
        match &ending {
            Ending::Verdict(verdict) => {
                let verdict = verdict.clone();
                let shown = self.shown(document, country, verdict, finish);
                self.submit(shown, now);
            }
            Ending::Abandoned => self.abandon(now),
            Ending::Left(_) => self.touch(now),
        }
        Ok(ending)
    }

    /// What is said of a document that is shown, as wished by a call and by the reference.
    pub(crate) fn shown(
        &self,
        document: Document,
        country: Country,
        verdict: Verdict,
        finish: &Finish,
    ) -> Shown {
        let mut extraction = self.wish.as_ref().map(|wish| wish.extraction.clone()).unwrap_or_default();
        extraction.extend(finish.extraction.clone());
        // Who gives a file, has not used the camera.
        let camera = self.workflow.camera() && self.photos.is_empty();
        Shown { document, country, verdict, extraction, camera }
    }

    /// How it shall end; nothing where nobody said how.
    pub(crate) fn wished(&self, finish: &Finish) -> Result<Option<Ending>, FinishError> {
        let workflow = self.workflow.0;
        let sees_face = self.workflow.sees_face();
        if let Some(reason) = &finish.reject_reason {
            return rejected(reason, &finish.reject_details).map(Some);
        }
        if !finish.reject_details.is_empty() {
            return Err(wish("details of a reject reason go with one"));
        }
        if let Some(label) = &finish.label {
            if finish.outcome.is_some() {
                return Err(wish("either an outcome or a label, not both"));
            }
            let category = finish.credential.as_deref().map(|text| {
                Category::from_wire(text).ok_or_else(|| wish(format!("no category is called {text:?}")))
            });
            return Ending::of_label(label, category.transpose()?, sees_face).map(Some).ok_or_else(|| {
                wish(format!("{label:?} is no label of workflow {workflow} and this credential"))
            });
        }
        if finish.credential.is_some() {
            return Err(wish("a credential goes with a label"));
        }
        match finish.outcome.as_deref() {
            None | Some(REQUESTED) => Ok(self.wish.as_ref().and_then(|wish| wish.ending.clone())),
            Some(name) => {
                let outcome =
                    Outcome::from_name(name).ok_or_else(|| wish(format!("no outcome is called {name:?}")))?;
                let ending = Ending::of_outcome(outcome, sees_face);
                ending.map(Some).ok_or_else(|| wish(format!("workflow {workflow} knows no outcome {name:?}")))
            }
        }
    }

    /// The document that a customer would show who reads nothing: what was fixed or wanted.
    pub(crate) fn usual_document(&self) -> Document {
        let wish = self.wish.as_ref();
        let named = |wish: &Wish| {
            let extraction = &wish.extraction;
            let name = extraction.get("idType").or_else(|| extraction.get("type")).and_then(Value::as_str);
            name.and_then(Document::from_wire)
        };
        wish.and_then(|wish| wish.document.or_else(|| named(wish)))
            .or_else(|| self.preset.map(|(_, document)| document))
            .unwrap_or(Document::IdCard)
    }

    pub(crate) fn usual_country(&self) -> Option<Country> {
        let wanted = self.wish.as_ref().and_then(|wish| wish.country);
        wanted
            .or_else(|| self.preset.map(|(country, _)| country))
            .or_else(|| Country::from_alpha3(DEFAULT_COUNTRY))
    }
}

fn rejected(reason: &str, details: &[String]) -> Result<Ending, FinishError> {
    let mut rejection =
        Rejection::find(reason).ok_or_else(|| wish(format!("no reject reason is called {reason:?}")))?;
    for name in details {
        let detail = rejection.reason.detail(name);
        let detail = detail.ok_or_else(|| wish(format!("reject reason {reason} has no detail {name:?}")))?;
        rejection.details.push(detail);
    }
    Ok(Ending::Verdict(Verdict::Rejected(rejection)))
}

fn read_document(finish: &Finish) -> Result<Option<Document>, FinishError> {
    let read = |name: &str| {
        Document::from_name(name)
            .or_else(|| Document::from_wire(name))
            .ok_or_else(|| wish(format!("no document is called {name:?}")))
    };
    finish.document.as_deref().map(read).transpose()
}

fn read_country(finish: &Finish) -> Result<Option<Country>, FinishError> {
    let read = |code: &str| {
        Country::from_alpha3(code).ok_or_else(|| wish(format!("no country has the alpha-3 code {code:?}")))
    };
    finish.country.as_deref().map(read).transpose()
}

impl Staged for Scan {
    fn made(&self) -> (Uuid, Timestamp) {
        (self.id, self.created)
    }

    fn newcomer(&self) -> Newcomer {
        Newcomer {
            tenant: self.tenant.clone(),
            person: self.user_reference.clone(),
            reference: self.reference.clone(),
        }
    }

    fn has_wish(&self) -> bool {
        self.wish.is_some()
    }

    fn wish_for(&mut self, result: &Finish, at_first_visit: bool) -> Result<(), FinishError> {
        self.wish = Some(Wish {
            ending: self.wished(result)?,
            extraction: result.extraction.clone(),
            document: read_document(result)?,
            country: read_country(result)?,
            at_first_visit,
        });
        Ok(())
    }

    fn finish_now(&mut self, now: Timestamp) -> Result<(), FinishError> {
        self.finish(&Finish::default(), now).map(drop)
    }
}
