//! Verification attempts: their ids, and what only this backend knows about them.

use std::fmt;

use jiff::Timestamp;
use model::{Country, StepId};
use serde::{Deserialize, Serialize};

use super::{Error, token};
use crate::App;
use crate::seal::context;
use crate::storage::AttemptRow;

/// The longest reference that every provider takes, in characters.
const LONGEST_REFERENCE: usize = 100;

/// The id of an attempt, which is the provider's reference too: unique, and without anything about the person.
pub(crate) fn id(session: &str, step: &StepId, attempt: u32) -> String {
    let id = format!("{session}-{step}-{attempt}");
    if id.len() <= LONGEST_REFERENCE {
        return id;
    }
    format!("{session}-{}-{attempt}", token::id_of(step.as_str()))
}

/// What is known of an attempt and shown to nobody. Its `Debug` shows nothing.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Private {
    /// The token in the path of callbacks.
    pub(crate) callback: String,
    /// The token in the path by which the customer comes back.
    pub(crate) back: String,
    /// What the customer agreed to, if they were asked.
    pub(crate) consent: Option<Agreed>,
    /// Whether the provider was asked to begin and has not surely failed to hear it: then it is not asked again.
    pub(crate) asked: bool,
    /// The provider's page.
    pub(crate) web: Option<String>,
    /// What the kit inside an app is given.
    pub(crate) sdk_token: Option<String>,
}

/// A customer's consent.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Agreed {
    /// The address from which they came.
    pub(crate) ip: String,
    /// Where they live.
    pub(crate) country: Country,
    /// When.
    pub(crate) at: Timestamp,
}

impl fmt::Debug for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Private(…)")
    }
}

impl fmt::Debug for Agreed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Agreed(…)")
    }
}

impl Private {
    /// New tokens, nothing asked yet.
    pub(crate) fn new(consent: Option<Agreed>) -> Self {
        let (callback, back) = (token::random(), token::random());
        Self { callback, back, consent, asked: false, web: None, sdk_token: None }
    }

    pub(crate) fn open(app: &App, attempt: &AttemptRow) -> Result<Self, Error> {
        let broken = || Error::Broken { what: "verification attempt", id: attempt.id.clone() };
        let plain = app.parts.master_key.open(&context::attempt_private(&attempt.id), &attempt.private)?;
        serde_json::from_slice(&plain).map_err(|_| broken())
    }

    pub(crate) fn seal(&self, app: &App, id: &str) -> crate::storage::Sealed {
        let plain = serde_json::to_vec(self).expect("texts and times can be written as JSON");
        app.parts.master_key.seal(&context::attempt_private(id), &zeroize::Zeroizing::new(plain))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_tell_the_attempt_and_are_never_too_long() {
        let session = token::row_id("2026-01-01T00:00:00Z".parse().unwrap());
        let step = StepId::new("identity").unwrap();
        assert_eq!(id(&session, &step, 2), format!("{session}-identity-2"));
        let long = StepId::new(&"a".repeat(63)).unwrap();
        let other = StepId::new(&format!("{}b", "a".repeat(62))).unwrap();
        assert!(id(&session, &long, u32::MAX).len() <= LONGEST_REFERENCE);
        assert_ne!(id(&session, &long, 1), id(&session, &other, 1));
        assert_ne!(id(&session, &long, 1), id(&session, &long, 2));
    }
}
