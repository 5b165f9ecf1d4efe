//! What lies between the page and a platform's transaction: what the page has to know of it, and what it does to it. The
//! page is the same for both platforms; a token tells whose it is.

use bytes::Bytes;
use jiff::Timestamp;
use model::Country;
use serde_json::{Map, Value};
use url::Url;
use uuid::Uuid;

use crate::control::{Finish, FinishError};
use crate::handle::Sandbox;
use crate::kyx::outcome::Outcome;
use crate::kyx::words::Document;
use crate::specimen::Picture;

/// How often a customer may show a document that cannot be read (FACTS 3.7).
pub(crate) const ATTEMPTS: u8 = 3;

/// After this many attempts in vain.
pub(crate) const NO_ACCEPTABLE_SUBMISSION: u16 = 9835;

/// One picture that the customer is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Front,
    Back,
    Face,
    /// A sheet of paper: a bill, a statement.
    Paper,
}

impl Part {
    pub(crate) const ALL: [Self; 4] = [Self::Front, Self::Back, Self::Face, Self::Paper];

    /// As forms and paths spell it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Back => "back",
            Self::Face => "face",
            Self::Paper => "document",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }

    pub(crate) const fn picture(self) -> Picture {
        match self {
            Self::Front => Picture::Front,
            Self::Back => Picture::Back,
            Self::Face => Picture::Face,
            Self::Paper => Picture::Paper,
        }
    }
}

/// How pictures may be taken (FACTS 3.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Means {
    CameraOrFile,
    Camera,
    File,
}

/// A file in place of a specimen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Photo {
    /// As found out from the content.
    pub(crate) content_type: &'static str,
    pub(crate) bytes: Bytes,
}

/// What the page has to know.
#[derive(Debug, Clone)]
pub(crate) struct Brief {
    pub(crate) id: Uuid,
    /// Opens the page.
    pub(crate) token: String,
    /// As given by the caller.
    pub(crate) reference: String,
    /// The ids that are told at the end, under the names that they have there.
    pub(crate) ids: Vec<(&'static str, String)>,
    /// The parameter that says at the end whether it worked.
    pub(crate) status_parameter: &'static str,
    pub(crate) success_url: Option<Url>,
    pub(crate) error_url: Option<Url>,
    /// The language that the caller asked for.
    pub(crate) locale: Option<String>,
    /// The workflow, as the platform calls it.
    pub(crate) workflow: String,
    /// The pictures of the workflow, but for the back, which depends on the document.
    pub(crate) wants: Vec<Part>,
    pub(crate) means: Means,
    /// The kinds of documents that the caller asked for; the others may be chosen as well.
    pub(crate) asked: Vec<Document>,
    /// The document that is chosen unless the customer says otherwise.
    pub(crate) recommended: Option<Document>,
    /// The only document that is taken.
    pub(crate) only: Option<(Country, Document)>,
    /// What a customer would show who reads nothing.
    pub(crate) usual: Option<(Country, Document)>,
    /// Which attempt this is, from 1.
    pub(crate) attempt: u8,
    /// Ends that make sense in this workflow.
    pub(crate) outcomes: Vec<Outcome>,
    /// The result that the caller or a scenario wants.
    pub(crate) wanted: Option<String>,
}

impl Brief {
    /// Whether the customer shows an identity document.
    pub(crate) fn shows_document(&self) -> bool {
        self.wants.contains(&Part::Front)
    }

    /// The pictures to take of a document and of its holder, in their order.
    pub(crate) fn parts(&self, document: Document) -> Vec<Part> {
        let has = |part: &Part| match part {
            Part::Back => self.shows_document() && document.has_back(),
            part => self.wants.contains(part),
        };
        Part::ALL.into_iter().filter(has).collect()
    }

    /// Where the customer goes at the end, with the documented parameters (FACTS 3.7, 4.11). Nowhere, if the caller gave no
    /// URL.
    pub(crate) fn return_url(&self, end: End) -> Option<Url> {
        let (url, status) = match end {
            End::Submitted => (&self.success_url, "SUCCESS"),
            End::Failed(_) => (&self.error_url, "ERROR"),
        };
        let mut url = url.clone()?;
        {
            let mut query = url.query_pairs_mut();
            query.extend_pairs(&self.ids);
            query.append_pair(self.status_parameter, status);
            query.append_pair("customerInternalReference", &self.reference);
            if let End::Failed(code) = end {
                query.append_pair("errorCode", &code.to_string());
            }
        }
        Some(url)
    }
}

/// How a visit ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Everything was shown; what is said of it comes later, and elsewhere.
    Submitted,
    /// With an error code (FACTS 3.7).
    Failed(u16),
}

/// What comes after the customer has shown everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// It cannot be read: all of it once more.
    Again,
    End(End),
}

/// Whether the customer may act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Open,
    /// It was used.
    Used,
    /// The link was not used in time.
    TokenExpired,
    /// The customer began, and was away for too long.
    SessionExpired,
}

impl Standing {
    pub(crate) const fn error_code(self) -> Option<u16> {
        match self {
            Self::Open | Self::Used => None,
            Self::TokenExpired => Some(9200),
            Self::SessionExpired => Some(9210),
        }
    }
}

/// A transaction that a customer can be sent through.
pub(crate) trait Journey {
    fn brief(&self) -> Brief;

    fn standing(&self) -> Standing;

    /// The customer does something: the session starts, or goes on.
    fn touch(&mut self, now: Timestamp);

    /// Ends the visit as soon as it begins, if a scenario wants that.
    fn end_at_visit(&mut self, now: Timestamp) -> Option<End>;

    /// The file that was given for a part. Retrieval gives it back as it is.
    fn photo(&self, part: Part) -> Option<Photo>;

    /// Takes a file for a part; `None` for the specimen.
    fn set_photo(&mut self, part: Part, photo: Option<Photo>);

    /// What is written on the specimen of a document: members as in `extraction[].data`.
    fn specimen(&self, document: Document, country: Country, now: Timestamp) -> Map<String, Value>;

    /// Everything was shown. With `may_repeat`, what cannot be read is shown once more, up to [`ATTEMPTS`] times.
    fn submit(&mut self, finish: &Finish, may_repeat: bool, now: Timestamp) -> Result<Next, FinishError>;
}

/// What leads to a transaction.
#[derive(Debug, Clone, Copy)]
pub(super) enum Key<'a> {
    Token(&'a str),
    Id(Uuid),
}

impl Sandbox {
    /// Runs `work` on the transaction of either platform that the key leads to.
    pub(super) fn with_journey<T>(
        &self,
        key: Key<'_>,
        work: impl FnOnce(&mut dyn Journey, Timestamp) -> T,
    ) -> Option<T> {
        let mut work = Some(work);
        let found = self.with_state(|state, now| {
            let run = match key {
                Key::Token(token) => state.run_of_web_token(token),
                Key::Id(id) => state.run(id),
            }?;
            work.take().map(|work| work(run, now))
        });
        if found.is_some() {
            return found;
        }
        self.with_scans(|scans, now| {
            let scan = match key {
                Key::Token(token) => scans.of_token(token),
                Key::Id(id) => scans.get(id),
            }?;
            work.take().map(|work| work(scan, now))
        })
    }
}
