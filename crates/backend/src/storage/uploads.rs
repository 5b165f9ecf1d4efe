//! Files that customers send: what is committed of them, and how.

use async_trait::async_trait;
use jiff::Timestamp;
use model::FieldId;

use super::{ImageRow, NewJob, Result};

/// How far a picture or file is. Only those that are kept belong to a customer's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImageState {
    /// A customer sent it for a page that is not submitted yet.
    Sent,
    /// It is on the customer's record.
    Kept,
    /// It was replaced, or never submitted, and will be removed.
    Left,
}

impl ImageState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Sent, Self::Kept, Self::Left];

    /// The state's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Kept => "kept",
            Self::Left => "left",
        }
    }

    /// The state of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// What becomes of a session's files when it leaves a page. All that was sent and is not kept is left.
#[derive(Debug, Clone, Default)]
pub struct SettledUploads {
    /// The session.
    pub session: String,
    /// Those to keep that were sent: the id, the name from now on, and when they will be removed.
    pub keep: Vec<(String, String, Option<Timestamp>)>,
    /// Those that were kept and are replaced, or whose field has no value any more.
    pub leave: Vec<String>,
}

/// Files that customers send.
#[async_trait]
pub trait Uploads {
    /// A customer's files in every state, oldest first.
    async fn uploads(&self, customer: &str) -> Result<Vec<ImageRow>>;

    /// Notes files that were sent for the page where a session stands, and adds jobs; those that were sent for the fields
    /// `replaced` before are left. `false`: the session's `seq` is another one by now, and nothing was noted.
    async fn send_uploads(
        &self,
        session: (&str, u64),
        replaced: &[FieldId],
        images: &[ImageRow],
        jobs: &[NewJob],
        now: Timestamp,
    ) -> Result<bool>;

    /// Leaves a file that is not kept. `false` when it is, or when there is none of this id.
    async fn leave_upload(&self, id: &str) -> Result<bool>;
}
