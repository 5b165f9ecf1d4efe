//! Running funnels: sessions, their steps, and what is done for them outside.
//!
//! Logic reads a session, computes with the pure interpreter, and commits by compare-and-set; when somebody else was
//! faster it does so again. What the interpreter wants done becomes rows and jobs in the same commit.

mod attempt;
pub(crate) mod callback;
mod effects;
mod frozen;
mod jobs;
mod kept;
pub(crate) mod password;
mod picture;
mod provider;
mod record;
mod result;
mod review;
mod session;
mod token;
mod trail;
mod unique;
pub(crate) mod uploads;
mod view;
mod worker;

use std::collections::BTreeSet;

use model::{FieldId, Open};

use crate::blobs::BlobError;
use crate::seal::SealError;
use crate::storage::StorageError;

pub(crate) use kept::Kept;
pub(crate) use result::open as result_of;
pub use review::decide_review;
pub(crate) use review::item as review_item;
pub use session::start_session;
pub(crate) use session::{Input, act, current, is_running, preview, start_session_with};
pub(crate) use token::{is_one as is_token, random as new_session_token};
pub(crate) use trail::trail;
pub(crate) use view::{Current, View};
pub use worker::{run_due_jobs, run_workers};

/// Why something could not be done for a session. No text in here tells anything about a person.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A picture could not be stored.
    #[error(transparent)]
    Blobs(#[from] BlobError),
    /// A password could not be hashed.
    #[error("a password could not be hashed: {0}")]
    Password(argon2::password_hash::Error),
    /// Something sealed does not open.
    #[error(transparent)]
    Sealed(#[from] SealError),
    /// What is stored makes no sense.
    #[error("the {what} {id} cannot be used as it is stored")]
    Broken {
        /// What kind of thing.
        what: &'static str,
        /// Which one.
        id: String,
    },
    /// The campaign does not exist or has no live version.
    #[error("the campaign is not live")]
    NotLive,
    /// Nobody can begin the campaign now.
    #[error("{}", match .0 {
        Open::From(start) => format!("the campaign starts at {start}"),
        Open::Until(end) => format!("the campaign ended at {end}"),
        Open::Now => "the campaign is open".to_owned(),
    })]
    NotOpen(Open),
    /// The campaign is paused.
    #[error("the campaign is paused")]
    Paused,
    /// Other customers have the values of these fields, and nobody else may have them. Nothing was changed.
    #[error("other customers have the values of some fields that were entered")]
    Taken(BTreeSet<FieldId>),
    /// There is no such session.
    #[error("there is no such session")]
    NoSession,
    /// Others changed the session again and again.
    #[error("the session is being changed by others all the time")]
    Busy,
    /// The version cannot be gone through.
    #[error("the funnel cannot go on: {0}")]
    Funnel(#[from] funnel::Fault),
}
