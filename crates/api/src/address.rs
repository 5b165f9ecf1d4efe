//! Addresses of backends, and how an HTTP client for one is made.

use std::net::IpAddr;
use std::time::Duration;

use reqwest::{Certificate, ClientBuilder, redirect};
use url::{Host, Url};

use crate::TransportError;
use crate::transport::innermost;

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a call may take as a whole: a large push over a slow line fits.
const TOTAL: Duration = Duration::from_mins(2);

/// Why a text is not the address of a backend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Not an absolute URL.
    #[error("it is not a URL such as https://campaigns.example.com")]
    Form,
    /// A user, a password, a query or a fragment.
    #[error("a backend's address has scheme, host, port and path, and nothing else")]
    Parts,
    /// Plain HTTP to another machine.
    #[error(
        "http:// would send everything readable over the network; https:// is needed (http:// is for this machine only)"
    )]
    Plain,
}

/// The address of a backend: `https`, or `http` on this machine.
///
/// # Errors
/// What is wrong with the text, without repeating it: it may hold a password.
pub fn parse_address(text: &str) -> Result<Url, AddressError> {
    let url: Url = text.parse().map_err(|_| AddressError::Form)?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return Err(AddressError::Form);
    }
    let bare = url.username().is_empty() && url.password().is_none();
    if !bare || url.query().is_some() || url.fragment().is_some() {
        return Err(AddressError::Parts);
    }
    if url.scheme() == "http" && !is_this_machine(&url) {
        return Err(AddressError::Plain);
    }
    Ok(url)
}

/// Whether a URL leads to the machine that the program runs on.
pub fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// An HTTP client for a backend. It follows no redirects, so that an access token goes nowhere else; it trusts the
/// machine's certificate authorities, or Mozilla's where the machine has none. The program has installed a TLS crypto
/// provider before.
pub(crate) fn http_client(base: &Url) -> Result<reqwest::Client, TransportError> {
    let setup = |error: reqwest::Error| TransportError::Setup(innermost(&error));
    let builder = || {
        reqwest::Client::builder()
            .user_agent(concat!("campaignctl/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT)
            .timeout(TOTAL)
            .redirect(redirect::Policy::none())
            .referer(false)
    };
    if base.scheme() == "http" {
        // The platform's verifier fails on a machine without certificate authorities even when no TLS is spoken.
        return builder().no_proxy().tls_certs_only([]).build().map_err(setup);
    }
    match builder().build() {
        Err(error) if error.is_builder() => bundled(builder()).and_then(ClientBuilder::build).map_err(setup),
        built => built.map_err(setup),
    }
}

fn bundled(builder: ClientBuilder) -> Result<ClientBuilder, reqwest::Error> {
    let certificates = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().map(|der| Certificate::from_der(der));
    Ok(builder.tls_certs_only(certificates.collect::<Result<Vec<_>, _>>()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_safe_or_refused() {
        for good in [
            "https://campaigns.acme.example",
            "https://a.example:8443/path/",
            "http://127.0.0.1:8081",
            "http://[::1]:1",
        ] {
            assert!(parse_address(good).is_ok(), "{good}");
        }
        for (bad, error) in [
            ("", AddressError::Form),
            ("campaigns.acme.example", AddressError::Form),
            ("ftp://a.example", AddressError::Form),
            ("http://campaigns.acme.example", AddressError::Plain),
            ("http://localhost.evil.example", AddressError::Plain),
            ("https://user:pass@a.example", AddressError::Parts),
            ("https://a.example/?x=1", AddressError::Parts),
        ] {
            assert_eq!(parse_address(bad), Err(error), "{bad}");
        }
    }
}
