//! What a failure of the client means for whoever called.

use jumio::{Arrival, Call, Error};

use crate::ProviderError;

/// A failure of a call that changes nothing.
pub(super) fn while_reading(error: &Error) -> ProviderError {
    let detail = error.to_string();
    match error {
        Error::Undecodable { .. } | Error::TooLarge { .. } => ProviderError::Undecodable { detail },
        error if error.arrival() == Arrival::Refused => refused(error),
        Error::Setup { .. } | Error::BadId { .. } => ProviderError::Settings { detail },
        Error::Tls { distrust, .. } => ProviderError::Insecure { detail, clock: distrust.is_about_time() },
        _ => ProviderError::Unavailable { detail },
    }
}

/// A failure of a call that may have been billed.
pub(super) fn while_starting(error: &Error) -> ProviderError {
    let detail = error.to_string();
    match (error.arrival(), error) {
        (_, Error::Setup { .. } | Error::BadId { .. }) => ProviderError::Settings { detail },
        (Arrival::Refused, error) => refused(error),
        (Arrival::NotArrived, _) => ProviderError::NotArrived { detail },
        (Arrival::Unknown, _) => ProviderError::Unknown { detail },
    }
}

fn refused(error: &Error) -> ProviderError {
    let detail = error.to_string();
    match error {
        Error::Credentials { .. } => ProviderError::Credentials { detail },
        Error::Permission { .. } => ProviderError::Permission { detail },
        // The token's address is not there: that says nothing about an account or a run.
        Error::NotFound { call: Call::Token, .. } => ProviderError::Refused { status: 404, detail },
        Error::NotFound { .. } => ProviderError::NotFound { detail },
        Error::Refused { status, .. } => ProviderError::Refused { status: *status, detail },
        _ => ProviderError::Unavailable { detail },
    }
}

/// An answer about something else than what was asked for is not used.
pub(super) fn same(what: &'static str, got: &str, expected: &str) -> Result<(), ProviderError> {
    if got == expected { Ok(()) } else { Err(ProviderError::Mismatch { what }) }
}
