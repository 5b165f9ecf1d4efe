//! Why a connection is not trusted.

use std::error::Error as StdError;
use std::io;

use rustls::CertificateError;

/// Why the other side is not believed to be Jumio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Distrust {
    /// Its certificate has expired, or this machine's clock is ahead.
    Expired,
    /// Its certificate is not valid yet, or this machine's clock is behind.
    NotYetValid,
    /// Its certificate comes from an authority that is not trusted here, such as that of a proxy that reads along.
    UnknownAuthority,
    /// Its certificate is for another name.
    OtherName,
    /// Anything else: no common version, an answer that is no TLS, …
    Other,
}

impl Distrust {
    /// Whether a wrong clock could be the reason.
    pub const fn is_about_time(self) -> bool {
        matches!(self, Self::Expired | Self::NotYetValid)
    }

    fn of(error: &rustls::Error) -> Self {
        match error {
            rustls::Error::InvalidCertificate(error) => match error {
                CertificateError::Expired | CertificateError::ExpiredContext { .. } => Self::Expired,
                CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                    Self::NotYetValid
                }
                CertificateError::UnknownIssuer => Self::UnknownAuthority,
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                    Self::OtherName
                }
                _ => Self::Other,
            },
            _ => Self::Other,
        }
    }
}

/// What the TLS library says, when it is the cause of an error.
pub(crate) fn reason(error: &reqwest::Error) -> Option<(String, Distrust)> {
    let told = |tls: &rustls::Error| (tls.to_string(), Distrust::of(tls));
    let mut cause: Option<&(dyn StdError + 'static)> = error.source();
    while let Some(current) = cause {
        if let Some(tls) = current.downcast_ref::<rustls::Error>() {
            return Some(told(tls));
        }
        // An I/O error hides its own payload from the chain of causes.
        let payload = current.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        if let Some(tls) = payload.and_then(|payload| payload.downcast_ref::<rustls::Error>()) {
            return Some(told(tls));
        }
        cause = match payload {
            Some(payload) => Some(payload),
            None => current.source(),
        };
    }
    None
}
