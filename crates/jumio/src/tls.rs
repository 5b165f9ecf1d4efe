//! Which certificate authorities are trusted, and how an HTTP client is made.

use std::fmt;
use std::net::{IpAddr, SocketAddr};

use reqwest::{Certificate, ClientBuilder, redirect};
use url::{Host, Url};

use crate::{Error, Timeouts};

/// The certificate authorities that are trusted.
#[derive(Clone, Default)]
pub enum Roots {
    /// The machine's, or Mozilla's built in when the machine has none.
    #[default]
    Auto,
    /// The machine's.
    Platform,
    /// Mozilla's, built into the program.
    Bundled,
    /// Those of this PEM text, and no others.
    Pem(Vec<u8>),
    /// None at all: only good for plain HTTP.
    None,
}

impl fmt::Debug for Roots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Auto => "Auto",
            Self::Platform => "Platform",
            Self::Bundled => "Bundled",
            Self::Pem(_) => "Pem(…)",
            Self::None => "None",
        })
    }
}

/// Whom a client talks to.
pub(crate) struct Network {
    pub(crate) roots: Roots,
    /// Where hosts are that DNS is not asked about.
    pub(crate) addresses: Vec<(String, SocketAddr)>,
}

fn setup(reason: impl fmt::Display) -> Error {
    Error::Setup { reason: reason.to_string() }
}

/// An HTTP client for these base URLs, each of which must be `https`, or `http` on this machine.
pub(crate) fn http_client(
    bases: &[&Url],
    Network { roots, addresses }: &Network,
    user_agent: &str,
    timeouts: Timeouts,
) -> Result<reqwest::Client, Error> {
    for base in bases {
        check_base(base)?;
    }
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Without it the HTTP library panics.
        return Err(setup("the program has not installed a TLS crypto provider"));
    }
    let builder = || {
        let builder = reqwest::Client::builder()
            .user_agent(user_agent)
            .connect_timeout(timeouts.connect)
            .read_timeout(timeouts.read)
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false);
        addresses.iter().fold(builder, |builder, (host, address)| builder.resolve(host, *address))
    };
    let finish =
        |builder: ClientBuilder| builder.build().map_err(|error| setup(crate::http::innermost(&error)));
    if bases.iter().all(|base| base.scheme() == "http") {
        // The platform's verifier fails on a machine without a CA store even when no TLS is spoken.
        return finish(builder().no_proxy().tls_certs_only([]));
    }
    match roots {
        Roots::Platform => finish(builder()),
        Roots::Bundled => finish(builder().tls_certs_only(bundled()?)),
        Roots::Auto => match builder().build() {
            Ok(client) => Ok(client),
            Err(error) if error.is_builder() => {
                tracing::debug!("no certificate authorities on this machine, using those built in");
                finish(builder().tls_certs_only(bundled()?))
            }
            Err(error) => Err(setup(crate::http::innermost(&error))),
        },
        Roots::Pem(pem) => {
            let certificates =
                Certificate::from_pem_bundle(pem).map_err(|error| setup(crate::http::innermost(&error)))?;
            if certificates.is_empty() {
                return Err(setup("there is no certificate in the file of certificate authorities"));
            }
            finish(builder().tls_certs_only(certificates))
        }
        Roots::None => finish(builder().tls_certs_only([])),
    }
}

fn bundled() -> Result<Vec<Certificate>, Error> {
    webpki_root_certs::TLS_SERVER_ROOT_CERTS
        .iter()
        .map(|der| Certificate::from_der(der).map_err(|error| setup(crate::http::innermost(&error))))
        .collect()
}

/// Whether a URL leads to this machine.
pub(crate) fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// A URL must be `https`, or `http` on this machine.
pub(crate) fn check_base(base: &Url) -> Result<(), Error> {
    if !base.username().is_empty() || base.password().is_some() {
        return Err(setup("a base URL must not hold a user or password"));
    }
    match base.scheme() {
        "https" => Ok(()),
        "http" if is_here(base) => Ok(()),
        scheme => Err(setup(format!("{base} is not https; {scheme} is only accepted on this machine"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        text.parse().unwrap()
    }

    #[test]
    fn plain_http_stays_on_this_machine() {
        for good in ["https://jumio.test", "http://127.0.0.1:80", "http://localhost:1", "http://[::1]:1/x"] {
            assert!(check_base(&url(good)).is_ok(), "{good}");
        }
        for bad in ["http://jumio.test", "http://10.0.0.1", "ftp://127.0.0.1", "https://u:geheim@jumio.test"]
        {
            let error = check_base(&url(bad)).unwrap_err();
            assert!(!error.to_string().contains("geheim"), "{error}");
        }
    }

    #[test]
    fn every_kind_of_roots_makes_a_client() {
        let build = |base: &str, roots| {
            let network = Network { roots, addresses: Vec::new() };
            http_client(&[&url(base)], &network, "Acme App/v1.0", Timeouts::default()).map(|_| ())
        };
        let _ = rustls::crypto::ring::default_provider().install_default();
        assert_eq!(build("https://jumio.test", Roots::Bundled), Ok(()));
        assert_eq!(build("https://jumio.test", Roots::Auto), Ok(()));
        assert_eq!(build("https://jumio.test", Roots::None), Ok(()));
        assert_eq!(build("http://127.0.0.1:1", Roots::Platform), Ok(()));
        assert!(build("https://jumio.test", Roots::Pem(b"not a certificate".to_vec())).is_err());
    }
}
