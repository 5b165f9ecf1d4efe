//! The platform's five hosts.

use url::Url;

use crate::DataCenter;
use crate::path::at;

/// The base URLs of the platform's hosts (FACTS 4.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoints {
    /// Access tokens.
    pub auth: Url,
    /// Creating and updating accounts.
    pub account: Url,
    /// Uploading.
    pub api: Url,
    /// Results and pictures.
    pub retrieval: Url,
    /// Health.
    pub status: Url,
}

impl Endpoints {
    /// Jumio's own hosts in a data centre.
    pub fn for_data_center(center: DataCenter) -> Self {
        let host = |name: &str| {
            Url::parse(&format!("https://{name}.{}.jumio.ai", center.kyx_region()))
                .expect("a host name of letters and digits makes a URL")
        };
        Self {
            auth: host("auth"),
            account: host("account"),
            api: host("api"),
            retrieval: host("retrieval"),
            status: host("status"),
        }
    }

    /// A server that plays all hosts, each as the first path segment below a base URL.
    pub fn under(base: &Url) -> Self {
        let host = |name: &str| at(base, &[name]);
        Self {
            auth: host("auth"),
            account: host("account"),
            api: host("api"),
            retrieval: host("retrieval"),
            status: host("status"),
        }
    }

    /// All base URLs.
    pub(crate) fn all(&self) -> [&Url; 5] {
        [&self.auth, &self.account, &self.api, &self.retrieval, &self.status]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_the_documented_ones() {
        let eu = Endpoints::for_data_center(DataCenter::Eu);
        assert_eq!(at(&eu.auth, &["oauth2", "token"]).as_str(), "https://auth.emea-1.jumio.ai/oauth2/token");
        assert_eq!(eu.status.as_str(), "https://status.emea-1.jumio.ai/");
        let us = Endpoints::for_data_center(DataCenter::Us);
        assert_eq!(us.retrieval.as_str(), "https://retrieval.amer-1.jumio.ai/");
        let sg = Endpoints::for_data_center(DataCenter::Sg);
        assert_eq!(sg.account.as_str(), "https://account.apac-1.jumio.ai/");
    }

    #[test]
    fn one_server_plays_all_hosts_below_a_base() {
        for base in ["http://127.0.0.1:8082", "http://127.0.0.1:8082/"] {
            let endpoints = Endpoints::under(&base.parse().unwrap());
            let token = at(&endpoints.auth, &["oauth2", "token"]);
            assert_eq!(token.as_str(), "http://127.0.0.1:8082/auth/oauth2/token");
            assert_eq!(endpoints.status.as_str(), "http://127.0.0.1:8082/status");
        }
        let deep = Endpoints::under(&"https://x.test/jumio/".parse().unwrap());
        assert_eq!(deep.api.as_str(), "https://x.test/jumio/api");
    }
}
