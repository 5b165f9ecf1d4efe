//! Results of verifications, kept sealed.

use model::VerificationResult;

use super::Error;
use crate::App;
use crate::seal::context;
use crate::storage::{AttemptRow, Sealed};

/// The result of an attempt, once there is one.
pub(crate) fn open(app: &App, attempt: &AttemptRow) -> Result<Option<VerificationResult>, Error> {
    let Some(sealed) = &attempt.result else { return Ok(None) };
    let plain = app.parts.master_key.open(&context::attempt_result(&attempt.id), sealed)?;
    let broken = |_| Error::Broken { what: "verification result", id: attempt.id.clone() };
    serde_json::from_slice(&plain).map(Some).map_err(broken)
}

/// A result as it is kept.
pub(crate) fn seal(app: &App, attempt: &str, result: &VerificationResult) -> Result<Sealed, Error> {
    let broken = |_| Error::Broken { what: "verification result", id: attempt.to_owned() };
    let plain = zeroize::Zeroizing::new(serde_json::to_vec(result).map_err(broken)?);
    Ok(app.parts.master_key.seal(&context::attempt_result(attempt), &plain))
}
