//! A transaction and its states (FACTS 3.9, 8.2).

use jiff::{SignedDuration, Timestamp};
use model::Country;
use serde_json::{Map, Value};
use url::Url;
use uuid::Uuid;

use super::links::Links;
use super::request::{InitiateRequest, Wish, Workflow};
use super::verdict::{Status, Verdict};
use crate::callback::{Body, Callback};
use crate::clock::{later, wire};
use crate::control::Transaction;
use crate::kyx::words::Document;
use crate::page::{Part, Photo, Standing};

/// How long a customer who has begun may be idle.
const IDLE: SignedDuration = SignedDuration::from_mins(15);

/// How often a customer may try.
pub(crate) const ATTEMPTS: u8 = 3;

/// The state of a transaction, as retrieval tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Pending,
    Done,
    Failed,
}

impl State {
    pub(crate) const fn wire(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Done => "DONE",
            Self::Failed => "FAILED",
        }
    }
}

/// What the customer showed in an attempt, and what is said of it.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub(crate) document: Document,
    pub(crate) country: Country,
    pub(crate) verdict: Verdict,
    /// Members of the extracted data that replace the specimen's.
    pub(crate) extraction: Map<String, Value>,
    /// By camera; from a file otherwise.
    pub(crate) camera: bool,
}

/// A transaction.
#[derive(Debug)]
pub(crate) struct Scan {
    pub(crate) id: Uuid,
    pub(crate) tenant: String,
    pub(crate) reference: String,
    pub(crate) user_reference: String,
    pub(crate) reporting_criteria: Option<String>,
    callback_url: Option<Url>,
    pub(crate) success_url: Option<Url>,
    pub(crate) error_url: Option<Url>,
    pub(crate) workflow: Workflow,
    pub(crate) preset: Option<(Country, Document)>,
    pub(crate) locale: &'static str,
    pub(crate) wish: Option<Wish>,
    /// Opens the page.
    pub(crate) token: String,
    token_expires: Timestamp,
    pub(crate) links: Links,
    pub(crate) state: State,
    pub(crate) created: Timestamp,
    /// The first visit.
    started: Option<Timestamp>,
    touched: Timestamp,
    pub(crate) first_attempt: Option<Timestamp>,
    /// How many are over.
    pub(crate) attempts: u8,
    /// The last of them.
    pub(crate) shown: Option<Shown>,
    /// Files that came in place of specimens.
    pub(crate) photos: Vec<(Part, Photo)>,
    /// Since when nothing more is expected of the customer.
    submitted: Option<Timestamp>,
    /// When it is due in the order of all transactions.
    pub(super) due: Option<Timestamp>,
    /// What callbacks may tell.
    pub(super) news: Vec<Callback>,
}

impl Scan {
    pub(super) fn new(
        request: InitiateRequest,
        (id, token): (Uuid, String),
        tenant: String,
        links: Links,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            tenant,
            reference: request.reference,
            user_reference: request.user_reference,
            reporting_criteria: request.reporting_criteria,
            callback_url: request.callback_url,
            success_url: request.success_url,
            error_url: request.error_url,
            workflow: request.workflow,
            preset: request.preset,
            locale: request.locale,
            wish: request.wish,
            token,
            token_expires: later(now, request.token_lifetime),
            links,
            state: State::Pending,
            created: now,
            started: None,
            touched: now,
            first_attempt: None,
            attempts: 0,
            shown: None,
            photos: Vec::new(),
            submitted: None,
            due: None,
            news: Vec::new(),
        }
    }

    /// Whether the customer may still act.
    pub(crate) fn is_open(&self) -> bool {
        self.state == State::Pending && self.submitted.is_none()
    }

    /// Whether the customer may act, and why not.
    pub(crate) fn standing(&self) -> Standing {
        match (self.state, self.submitted, self.started) {
            (State::Pending, None, _) => Standing::Open,
            (_, Some(_), _) => Standing::Used,
            (State::Done | State::Failed, None, Some(_)) => Standing::SessionExpired,
            (State::Done | State::Failed, None, None) => Standing::TokenExpired,
        }
    }

    /// The customer does something: the session starts, or goes on.
    pub(crate) fn touch(&mut self, now: Timestamp) {
        if self.is_open() {
            self.touched = now;
            self.started.get_or_insert(now);
        }
    }

    /// The customer has shown a document. Whether that was all: what cannot be read may be shown again, two times.
    pub(crate) fn attempt(&mut self, shown: Shown, now: Timestamp) -> bool {
        let again = shown.verdict.may_be_repeated() && self.attempts + 1 < ATTEMPTS;
        self.take(shown, now);
        if !again {
            self.submitted = Some(now);
        }
        !again
    }

    /// The customer has shown a document, and will not show another one.
    pub(crate) fn submit(&mut self, shown: Shown, now: Timestamp) {
        self.take(shown, now);
        self.submitted = Some(now);
    }

    fn take(&mut self, shown: Shown, now: Timestamp) {
        self.touch(now);
        self.first_attempt.get_or_insert(now);
        self.attempts = self.attempts.saturating_add(1);
        self.shown = Some(shown);
    }

    /// The customer will not come back: what would happen after some time, happens now.
    pub(crate) fn abandon(&mut self, now: Timestamp) {
        self.touch(now);
        self.enter(self.when_idle(), now);
    }

    /// Without an attempt there is nothing to speak of; after one, it is what was said of it.
    fn when_idle(&self) -> State {
        if self.attempts == 0 { State::Failed } else { State::Done }
    }

    /// What will happen next if nobody does anything, and when. A final state never ends.
    pub(super) fn next(&self, processing: SignedDuration) -> Option<(Timestamp, State)> {
        match (self.state, self.submitted, self.started) {
            (State::Done | State::Failed, ..) => None,
            (State::Pending, Some(submitted), _) => Some((later(submitted, processing), State::Done)),
            (State::Pending, None, Some(_)) => Some((later(self.touched, IDLE), self.when_idle())),
            (State::Pending, None, None) => Some((self.token_expires, State::Failed)),
        }
    }

    /// What only time brings about.
    pub(super) fn settle(&mut self, now: Timestamp, processing: SignedDuration) {
        if let Some((end, state)) = self.next(processing).filter(|(end, _)| *end <= now) {
            self.enter(state, end);
        }
    }

    fn enter(&mut self, state: State, at: Timestamp) {
        self.state = state;
        let status = state.wire();
        tracing::info!(run = %self.id, status, "transaction");
        let body = Body::Form(self.callback());
        self.news.push(Callback { url: self.callback_url.clone(), run: self.id, status, at, body });
    }

    /// What is said of the document; nothing before the end.
    pub(crate) fn status(&self) -> Option<Status> {
        match self.state {
            State::Pending => None,
            State::Failed => Some(Status::NoIdUploaded),
            State::Done => self.shown.as_ref().map(|shown| shown.verdict.status()),
        }
    }

    pub(crate) fn summary(&self) -> Transaction {
        Transaction {
            run_id: self.id,
            // There are no accounts here.
            account_id: self.id,
            tenant: self.tenant.clone(),
            status: self.state.wire().to_owned(),
            definition_key: self.workflow.0.to_string(),
            customer_internal_reference: self.reference.clone(),
            created_at: wire(self.created),
        }
    }
}
