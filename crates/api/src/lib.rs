//! The campaign backend's wire types, and a client for them.
//!
//! All of it lives under [`PREFIX`]. Bodies are JSON; errors are [`Problem`]s (`application/problem+json`). Resources
//! travel in the one JSON form of [`model::Resource::to_json`].

mod address;
mod client;
mod drafts;
mod problem;
mod runs;
mod transport;
mod versions;

pub use address::{AddressError, is_this_machine, parse_address};
pub use client::{Client, Error};
pub use drafts::{
    Changeset, ChangesetApplied, CommitState, CredentialsInfo, CredentialsWrite, Draft, LiveSummary,
    Manifest, ManifestEntry, Origin, Put, VerifyProvider, Writer,
};
pub use problem::{Conflict, Problem, ProblemKind};
pub use runs::{
    AttemptDetail, AttemptState, AttemptSummary, Customer, CustomerSummary, FieldRecord, ImageRecord,
    ReviewDecision, ReviewItem, ReviewState, ReviewVerdict, SessionDetail, SessionState, SessionSummary,
    TrailEntry,
};
pub use transport::{HttpTransport, ServiceTransport, Transport, TransportError};
pub use versions::{PausedOrNot, Publish, Published, SetLive, SetPaused, Version};

/// What every path of the interface begins with.
pub const PREFIX: &str = "/api/v1";
