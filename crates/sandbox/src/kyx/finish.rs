//! The end of a customer's visit: what was shown, and what comes of it.

use jiff::Timestamp;
use model::Country;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::labels::{self, Finding};
use super::outcome::{Ending, Outcome, ending_of_label};
use super::run::{Capture, Run, Wish};
use super::state::State;
use super::words::{Capability, Category, Document};
use crate::control::{Finish, FinishError};
use crate::scenario::{Newcomer, Staged};

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

fn document_of(finish: &Finish) -> Result<Option<Document>, FinishError> {
    let read = |name: &String| {
        Document::from_name(name)
            .or_else(|| Document::from_wire(name))
            .ok_or_else(|| wish(format!("no document is called {name:?}")))
    };
    finish.document.as_ref().map(read).transpose()
}

fn country_of(finish: &Finish) -> Result<Option<Country>, FinishError> {
    let read = |code: &String| {
        Country::from_alpha3(code).ok_or_else(|| wish(format!("no country has the alpha-3 code {code:?}")))
    };
    finish.country.as_ref().map(read).transpose()
}

impl Run {
    /// Ends the customer's part as wished. `Ok` tells how it ended.
    pub(crate) fn finish(&mut self, finish: &Finish, now: Timestamp) -> Result<Ending, FinishError> {
        if !self.is_open() {
            return Err(FinishError::Ended(self.status.wire()));
        }
        let ending = self.ending(finish)?;
        let document = document_of(finish)?.unwrap_or_else(|| self.usual_document());
        let country =
            country_of(finish)?.or_else(|| self.usual_country()).ok_or_else(|| wish("no country"))?;
        match ending {
            Ending::Verdict(finding) => {
                let extraction = self.extraction(&finish.extraction);
                self.acquire(Capture { document, country, finding, extraction, uploaded: None }, now);
            }
            Ending::SessionExpired => self.expire(now),
            Ending::Left(_) => self.touch(now),
        }
        Ok(ending)
    }

    /// Everything was uploaded. It is judged as wanted, or else by what there is.
    pub(crate) fn finalise(&mut self, now: Timestamp) -> Result<(), FinishError> {
        self.finish(&Finish::default(), now)?;
        let seen = self.seen_in_uploads();
        let given =
            self.credentials.iter().map(|of| of.id).filter(|id| self.uploads.of(*id).next().is_some());
        let given = given.collect();
        if let Some(capture) = &mut self.capture {
            capture.finding = capture.finding.or(seen);
            capture.uploaded = Some(given);
        }
        Ok(())
    }

    /// What is wrong with uploads at first sight: a side or a name that is missing.
    fn seen_in_uploads(&self) -> Option<Finding> {
        if let Some(id) = self.credential(Category::Id)
            && let [kind] = &*id.kind.values
            && Document::from_wire(kind).is_some_and(Document::has_back)
            && self.uploads.get(id.id, "FRONT").is_some()
            && self.uploads.get(id.id, "BACK").is_none()
        {
            return labels::find("MISSING_PAGE", Some(Category::Id), self.workflow);
        }
        let data = self.credential(Category::Data)?;
        let data = self.uploads.get(data.id, "PREPARED_DATA")?;
        let data: Map<String, Value> = serde_json::from_slice(&data.bytes).ok()?;
        let has = |name: &str| data.get(name).and_then(Value::as_str).is_some_and(|text| !text.is_empty());
        if has("firstName") && has("lastName") {
            return None;
        }
        labels::find("NOT_ENOUGH_DATA", Some(Category::Data), self.workflow)
    }

    /// Ends at the first visit, if a scenario wants that. Tells how.
    pub(crate) fn finish_at_visit(&mut self, now: Timestamp) -> Option<Ending> {
        self.wish.as_ref().filter(|wish| wish.at_first_visit)?;
        self.finish(&Finish::default(), now).ok()
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
            let ending = match finish.capability.as_deref() {
                Some(name) => {
                    let capability = Capability::from_wire(name)
                        .ok_or_else(|| wish(format!("no capability is called {name:?}")))?;
                    let finding = labels::find_of(Some(capability), label, category, self.workflow);
                    finding.map(|finding| Ending::Verdict(Some(finding)))
                }
                None => ending_of_label(label, category, self.workflow),
            };
            return ending
                .ok_or_else(|| wish(format!("{label:?} is no label of this workflow and credential")));
        }
        if finish.credential.is_some() || finish.capability.is_some() {
            return Err(wish("a credential or a capability goes with a label"));
        }
        if finish.outcome.is_none() && finish.reject_reason.is_some() {
            return Err(wish("reject reasons are Netverify's: this platform takes an outcome or a label"));
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
        let wanted = self.wish.as_ref();
        if let Some(document) = wanted.and_then(|wish| wish.document) {
            return document;
        }
        let wanted = wanted
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
        let wanted = self.wish.as_ref().and_then(|wish| wish.country);
        let id = self.credential(Category::Id);
        wanted
            .or_else(|| {
                id.and_then(|id| id.country.values.iter().find_map(|value| Country::from_alpha3(value)))
            })
            .or_else(|| Country::from_alpha3(DEFAULT_COUNTRY))
    }
}

impl Staged for Run {
    fn made(&self) -> (Uuid, Timestamp) {
        (self.id, self.created)
    }

    fn newcomer(&self) -> Newcomer {
        Newcomer {
            tenant: self.tenant.clone(),
            person: self.user_reference.clone().unwrap_or_else(|| self.account.to_string()),
            reference: self.reference.clone(),
        }
    }

    fn has_wish(&self) -> bool {
        self.wish.is_some()
    }

    fn wish_for(&mut self, result: &Finish, at_first_visit: bool) -> Result<(), FinishError> {
        self.wish = Some(Wish {
            label: Some(result.name()),
            ending: Some(self.ending(result)?),
            extraction: result.extraction.clone(),
            document: document_of(result)?,
            country: country_of(result)?,
            at_first_visit,
        });
        Ok(())
    }

    fn finish_now(&mut self, now: Timestamp) -> Result<(), FinishError> {
        self.finish(&Finish::default(), now).map(drop)
    }
}
