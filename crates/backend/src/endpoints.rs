//! Where webhooks are sent: whoever runs the backend says so, and no workspace.

use std::collections::BTreeMap;
use std::fmt;

use secrecy::SecretString;
use url::Url;

/// The endpoints by name.
#[derive(Debug, Clone, Default)]
pub struct Endpoints(BTreeMap<String, Endpoint>);

/// An address, and what signs what is sent there.
#[derive(Clone)]
pub struct Endpoint {
    url: Url,
    secret: Option<SecretString>,
}

/// Why an address cannot be one of an endpoint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
    /// Neither https, nor http on this machine.
    #[error("customers' data go by https only, but for addresses on this machine")]
    NotHttps,
    /// A user or a password in the address.
    #[error("an address with a password in it would be written to logs; give the endpoint a secret")]
    Password,
}

impl Endpoint {
    /// An endpoint. What is sent there is signed with the secret, if there is one.
    ///
    /// # Errors
    /// The address is not one for customers' data.
    pub fn new(url: Url, secret: Option<SecretString>) -> Result<Self, EndpointError> {
        let here = match url.host() {
            Some(url::Host::Domain(name)) => name == "localhost",
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        if !(url.scheme() == "https" || url.scheme() == "http" && here) {
            return Err(EndpointError::NotHttps);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(EndpointError::Password);
        }
        Ok(Self { url, secret })
    }

    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    pub(crate) fn secret(&self) -> Option<&SecretString> {
        self.secret.as_ref()
    }
}

impl fmt::Debug for Endpoint {
    /// Query parameters may be secrets, too.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint").field("host", &self.url.host_str()).finish_non_exhaustive()
    }
}

impl Endpoints {
    /// The endpoint of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&Endpoint> {
        self.0.get(name)
    }

    /// The names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

impl FromIterator<(String, Endpoint)> for Endpoints {
    fn from_iter<I: IntoIterator<Item = (String, Endpoint)>>(endpoints: I) -> Self {
        Self(endpoints.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn customers_data_go_by_https_or_stay_here() {
        let new = |url: &str| Endpoint::new(url.parse().unwrap(), Some("x7Gq".into()));
        for url in
            ["https://scoring.example/v1", "http://127.0.0.1:8", "http://[::1]/", "http://localhost:9/x"]
        {
            let endpoint = new(url).unwrap();
            assert!(!format!("{endpoint:?}").contains("x7Gq"));
        }
        for url in ["http://scoring.example", "ftp://127.0.0.1/", "http://127.0.0.1.evil.example/"] {
            assert_eq!(new(url).unwrap_err(), EndpointError::NotHttps, "{url}");
        }
        assert_eq!(new("https://u:p@scoring.example").unwrap_err(), EndpointError::Password);
    }
}
