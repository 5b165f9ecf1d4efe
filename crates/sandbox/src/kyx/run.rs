//! A workflow execution and its states (FACTS 8.2).

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use model::Country;
use serde_json::{Map, Value, json};
use url::Url;
use uuid::Uuid;

use super::hosts::Hosts;
use super::outcome::Ending;
use super::uploads::Uploads;
use super::words::{Category, Document};
use super::workflow::Workflow;
use crate::callback::{Body, Callback};
use crate::clock::{later, wire};
use crate::control::Transaction;

/// How long a session that was started may be idle (FACTS 4.4).
const IDLE: SignedDuration = SignedDuration::from_mins(15);

/// The status of a run (FACTS 4.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Initiated,
    Acquired,
    Processed,
    SessionExpired,
    TokenExpired,
}

impl Status {
    pub(crate) const fn wire(self) -> &'static str {
        match self {
            Self::Initiated => "INITIATED",
            Self::Acquired => "ACQUIRED",
            Self::Processed => "PROCESSED",
            Self::SessionExpired => "SESSION_EXPIRED",
            Self::TokenExpired => "TOKEN_EXPIRED",
        }
    }
}

/// A credential that the run asks for, with what the caller chose beforehand.
#[derive(Debug, Clone)]
pub(crate) struct Credential {
    pub(crate) id: Uuid,
    pub(crate) category: Category,
    /// It was captured in an earlier run.
    pub(crate) linked: bool,
    pub(crate) label: Option<String>,
    pub(crate) country: Preset,
    pub(crate) kind: Preset,
}

/// Values chosen beforehand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Preset {
    /// As given; `None` where the caller said nothing.
    pub(crate) given: Option<Value>,
    pub(crate) values: Vec<String>,
    /// The customer may choose otherwise.
    pub(crate) only_recommended: bool,
}

/// The result that the caller asked for in `customerInternalReference` (FACTS 8.1), or that a scenario has for this run.
#[derive(Debug, Clone)]
pub(crate) struct Wish {
    pub(crate) label: Option<String>,
    pub(crate) ending: Option<Ending>,
    pub(crate) extraction: Map<String, Value>,
    pub(crate) document: Option<Document>,
    pub(crate) country: Option<Country>,
    /// The first visit is the last: the customer has nothing to do.
    pub(crate) at_first_visit: bool,
}

/// What the customer showed, and what comes of it.
#[derive(Debug, Clone)]
pub(crate) struct Capture {
    pub(crate) document: Document,
    pub(crate) country: Country,
    pub(crate) finding: Option<super::labels::Finding>,
    pub(crate) extraction: Map<String, Value>,
    /// Where all of it was uploaded, the credentials that something came for: no specimen stands in for the others.
    pub(crate) uploaded: Option<Vec<Uuid>>,
}

/// A workflow execution.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) id: Uuid,
    pub(crate) account: Uuid,
    pub(crate) tenant: String,
    pub(crate) workflow: &'static Workflow,
    pub(crate) reference: String,
    pub(crate) user_reference: Option<String>,
    pub(crate) reporting_criteria: Option<String>,
    pub(crate) callback_url: Option<Url>,
    pub(crate) success_url: Option<Url>,
    pub(crate) error_url: Option<Url>,
    pub(crate) locale: Option<String>,
    pub(crate) wish: Option<Wish>,
    pub(crate) credentials: Vec<Credential>,
    /// Opens the page and uploads.
    pub(crate) token: String,
    pub(crate) token_expires: Timestamp,
    pub(crate) hosts: Arc<Hosts>,
    pub(crate) status: Status,
    pub(crate) created: Timestamp,
    pub(crate) started: Option<Timestamp>,
    pub(crate) touched: Timestamp,
    pub(crate) acquired: Option<Timestamp>,
    pub(crate) completed: Option<Timestamp>,
    pub(crate) wiped: Option<Timestamp>,
    pub(crate) capture: Option<Capture>,
    pub(crate) uploads: Uploads,
    /// How often the customer showed something on the page that could not be read.
    pub(crate) attempts: u8,
    /// When it is due in the order of all runs.
    pub(crate) due: Option<Timestamp>,
    /// What callbacks may tell.
    pub(crate) news: Vec<Callback>,
}

impl Run {
    /// Whether the customer may still act.
    pub(crate) fn is_open(&self) -> bool {
        self.status == Status::Initiated
    }

    /// The customer does something: the session starts, or goes on.
    pub(crate) fn touch(&mut self, now: Timestamp) {
        if !self.is_open() {
            return;
        }
        self.touched = now;
        if self.started.is_none() {
            self.started = Some(now);
            self.tell("ACQUISITION_STARTED");
        }
    }

    /// The customer has shown everything.
    pub(crate) fn acquire(&mut self, capture: Capture, now: Timestamp) {
        self.touch(now);
        self.capture = Some(capture);
        self.acquired = Some(now);
        self.enter(Status::Acquired);
    }

    /// The session ends before its time.
    pub(crate) fn expire(&mut self, now: Timestamp) {
        self.touch(now);
        self.completed = Some(now);
        self.enter(Status::SessionExpired);
    }

    /// What will happen next if nobody does anything, and when. A final state never ends.
    pub(crate) fn next(&self, processing: SignedDuration) -> Option<(Timestamp, Status)> {
        match (self.status, self.started, self.acquired) {
            (Status::Initiated, None, _) => Some((self.token_expires, Status::TokenExpired)),
            (Status::Initiated, Some(_), _) => Some((later(self.touched, IDLE), Status::SessionExpired)),
            (Status::Acquired, _, Some(acquired)) => Some((later(acquired, processing), Status::Processed)),
            _ => None,
        }
    }

    /// What only time brings about.
    pub(crate) fn settle(&mut self, now: Timestamp, processing: SignedDuration) {
        if let Some((end, status)) = self.next(processing).filter(|(end, _)| *end <= now) {
            self.completed = Some(end);
            self.enter(status);
        }
    }

    /// Pictures and extracted data are gone for good; the decision stays (FACTS 4.7).
    pub(crate) fn wipe(&mut self, now: Timestamp) {
        self.wiped.get_or_insert(now);
        self.uploads.clear();
    }

    fn enter(&mut self, status: Status) {
        self.status = status;
        self.tell(status.wire());
    }

    fn tell(&mut self, status: &'static str) {
        tracing::info!(run = %self.id, status, "transaction");
        let at = self.completed.or(self.acquired).or(self.started).unwrap_or(self.created);
        let mut body = json!({
            "workflowExecution": {
                "id": self.id,
                "href": self.hosts.run(self.account, self.id),
                "definitionKey": self.workflow.key,
                "status": status,
            },
            "account": { "id": self.account, "href": self.hosts.account(self.account) },
        });
        if let Some(user_reference) = &self.user_reference {
            body["userReference"] = user_reference.as_str().into();
        }
        let url = self.callback_url.clone();
        self.news.push(Callback { url, run: self.id, status, at, body: Body::Json(body) });
    }

    /// The document that the caller fixed, where the web client heeds it: country and type, one value each (FACTS 4.3).
    pub(crate) fn fixed(&self) -> Option<(Country, Document, bool)> {
        let id = self.credential(Category::Id)?;
        let ([country], [kind]) = (&*id.country.values, &*id.kind.values) else { return None };
        let changeable = id.country.only_recommended || id.kind.only_recommended;
        Some((Country::from_alpha3(country)?, Document::from_wire(kind)?, changeable))
    }

    pub(crate) fn credential(&self, category: Category) -> Option<&Credential> {
        self.credentials.iter().find(|credential| credential.category == category)
    }

    /// Where a credential is uploaded to, and what may still be.
    pub(crate) fn upload_api(&self, credential: &Credential) -> Value {
        let run = self.hosts.api_run(self.account, self.id);
        let left = credential.category.upload_parts().iter();
        let left = left.filter(|part| self.uploads.get(credential.id, part).is_none());
        let parts: Map<String, Value> = left
            .map(|part| {
                // The keys are lower case, the segments of paths upper case.
                let url = format!("{run}/credentials/{}/parts/{part}", credential.id);
                (part.to_ascii_lowercase(), url.into())
            })
            .collect();
        json!({ "token": self.token, "parts": parts, "workflowExecution": run })
    }

    pub(crate) fn summary(&self) -> Transaction {
        Transaction {
            run_id: self.id,
            account_id: self.account,
            tenant: self.tenant.clone(),
            status: self.status.wire().to_owned(),
            definition_key: self.workflow.key.to_owned(),
            customer_internal_reference: self.reference.clone(),
            created_at: wire(self.created),
        }
    }
}
