//! Jumio's hosts (FACTS 3.1, 4.1). The sandbox serves each under a path of its own; here is found out which of them a
//! request is for, by its `Host` or by the first segment of its path.

use axum::extract::Request;
use http::uri::{PathAndQuery, Uri};
use http::{HeaderMap, header};
use url::Url;

/// Where a tenant of Jumio lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Center {
    Us,
    Eu,
    Sg,
}

impl Center {
    pub(crate) const ALL: [Self; 3] = [Self::Us, Self::Eu, Self::Sg];

    /// As the sandbox's pairs spell it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Us => "us",
            Self::Eu => "eu",
            Self::Sg => "sg",
        }
    }

    const fn platform(self) -> &'static str {
        match self {
            Self::Us => "amer-1.jumio.ai",
            Self::Eu => "emea-1.jumio.ai",
            Self::Sg => "apac-1.jumio.ai",
        }
    }

    const fn netverify(self) -> &'static str {
        match self {
            Self::Us => "netverify.com",
            Self::Eu => "lon.netverify.com",
            Self::Sg => "core-sgp.jumio.com",
        }
    }
}

/// The two generations of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    Platform,
    Netverify,
}

/// How a caller reaches the sandbox. The URLs in answers to it look alike. Handlers find it in the request's extensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Via {
    /// One base URL for everything.
    Base,
    /// `Host` is one of Jumio's, with the port that it names.
    Host { family: Family, center: Center, port: Option<u16> },
    /// The first segment of the path is one of Jumio's hosts.
    Segment { family: Family, center: Center },
}

impl Via {
    /// The data centre that is meant; with one base URL, none is.
    pub(crate) const fn center(self) -> Option<Center> {
        match self {
            Self::Base => None,
            Self::Host { center, .. } | Self::Segment { center, .. } => Some(center),
        }
    }

    /// Where what one of Jumio's hosts serves is found, without a slash at the end. Paths of the page's host begin with
    /// `/web`, here as there.
    pub(crate) fn origin(self, base: &Url, role: Role) -> String {
        let whole = base.as_str().trim_end_matches('/');
        match self {
            Self::Base => format!("{whole}{}", role.prefix()),
            Self::Host { family, center, port } => {
                let port = port.map(|port| format!(":{port}")).unwrap_or_default();
                format!("{}://{}{port}", base.scheme(), role.host(family, center))
            }
            Self::Segment { family, center } => format!("{whole}/{}", role.host(family, center)),
        }
    }
}

/// What a host of Jumio's is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Auth,
    Account,
    Api,
    Retrieval,
    Status,
    /// The page that customers are sent to. Tenants choose the host's first label.
    Web,
    Netverify,
}

impl Role {
    const PLATFORM: [Self; 5] = [Self::Auth, Self::Account, Self::Api, Self::Retrieval, Self::Status];

    const fn label(self) -> &'static str {
        match self {
            Self::Auth => "auth",
            Self::Account => "account",
            Self::Api => "api",
            Self::Retrieval => "retrieval",
            Self::Status => "status",
            // Always the same, so that one line in a file of hosts is enough.
            Self::Web => "sandbox.web",
            Self::Netverify => "",
        }
    }

    /// Where the sandbox serves it.
    pub(crate) const fn prefix(self) -> &'static str {
        match self {
            Self::Auth => "/auth",
            Self::Account => "/account",
            Self::Api => "/api",
            Self::Retrieval => "/retrieval",
            Self::Status => "/status",
            Self::Web => "",
            Self::Netverify => "/netverify",
        }
    }

    fn host(self, family: Family, center: Center) -> String {
        match (self, family) {
            (Self::Netverify, _) => center.netverify().to_owned(),
            (Self::Web, Family::Netverify) => format!("sandbox.{}", center.netverify()),
            _ => format!("{}.{}", self.label(), center.platform()),
        }
    }

    /// The sandbox's path of a path on a host of this role.
    fn path(self, path: &str) -> String {
        match (self, path) {
            (Self::Web, path) if path.starts_with("/web/") => path.to_owned(),
            // Nothing else is on the page's host, and nothing else of the sandbox is reached by its name.
            (Self::Web, path) => format!("/web{path}"),
            (role, "/") => role.prefix().to_owned(),
            (role, path) => format!("{}{path}", role.prefix()),
        }
    }
}

/// What a host name is, if it is one of Jumio's.
fn known(host: &str) -> Option<(Role, Family, Center)> {
    let host = host.to_ascii_lowercase();
    let below = |domain: &str| host.strip_suffix(domain)?.strip_suffix('.');
    let is_label = |text: &str| !text.is_empty() && !text.contains('.');
    Center::ALL.into_iter().find_map(|center| {
        if let Some(name) = below(center.platform()) {
            let role = Role::PLATFORM.into_iter().find(|role| role.label() == name);
            let web = || name.strip_suffix(".web").filter(|label| is_label(label)).map(|_| Role::Web);
            return Some((role.or_else(web)?, Family::Platform, center));
        }
        if host == center.netverify() {
            return Some((Role::Netverify, Family::Netverify, center));
        }
        match below(center.netverify())? {
            "upload" | "acquisition" | "retrieval" => Some((Role::Netverify, Family::Netverify, center)),
            // London's host is below the one of the United States.
            label if is_label(label) && label != "lon" => Some((Role::Web, Family::Netverify, center)),
            _ => None,
        }
    })
}

/// Every name that a certificate for all of Jumio's hosts has to have.
pub(crate) fn certificate_names() -> Vec<String> {
    let mut names = Vec::new();
    for center in Center::ALL {
        names.extend(Role::PLATFORM.into_iter().map(|role| role.host(Family::Platform, center)));
        names.push(format!("*.web.{}", center.platform()));
        names.push(center.netverify().to_owned());
        names.push(format!("*.{}", center.netverify()));
    }
    names
}

/// The domains that all of Jumio's hosts are below.
pub(crate) const DOMAINS: [&str; 3] = ["jumio.ai", "jumio.com", "netverify.com"];

/// `Host`, or what a request names in full, and its port.
fn named_host(uri: &Uri, headers: &HeaderMap) -> Option<(String, Option<u16>)> {
    let authority = match uri.authority() {
        Some(authority) => authority.clone(),
        None => headers.get(header::HOST)?.to_str().ok()?.parse().ok()?,
    };
    Some((authority.host().to_owned(), authority.port_u16()))
}

/// Sends a request on to the path under which the sandbox serves it.
pub(crate) fn direct(mut request: Request) -> Request {
    let path = request.uri().path();
    let (via, path) = if let Some((host, port)) = named_host(request.uri(), request.headers())
        && let Some((role, family, center)) = known(&host)
    {
        (Via::Host { family, center, port }, role.path(path))
    } else {
        let rest = path.strip_prefix('/').unwrap_or_default();
        let (first, rest) = rest.find('/').map_or((rest, "/"), |slash| rest.split_at(slash));
        match known(first) {
            Some((role, family, center)) => (Via::Segment { family, center }, role.path(rest)),
            None => (Via::Base, path.to_owned()),
        }
    };
    request.extensions_mut().insert(via);
    if via != Via::Base {
        let target = match request.uri().query() {
            Some(query) => format!("{path}?{query}"),
            None => path,
        };
        // Made of the parts of a URI, so it is one.
        if let Ok(target) = target.parse::<PathAndQuery>() {
            *request.uri_mut() = Uri::from(target);
        }
    }
    request
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn directed(host: &str, target: &str) -> (String, Via) {
        let request = Request::builder().uri(target).header("host", host).body(Body::empty()).unwrap();
        let request = direct(request);
        (request.uri().to_string(), *request.extensions().get::<Via>().unwrap())
    }

    #[test]
    fn every_host_has_a_path_in_all_data_centres() {
        for (center, platform, netverify) in [
            (Center::Us, "amer-1.jumio.ai", "netverify.com"),
            (Center::Eu, "emea-1.jumio.ai", "lon.netverify.com"),
            (Center::Sg, "apac-1.jumio.ai", "core-sgp.jumio.com"),
        ] {
            let cases = [
                (format!("auth.{platform}"), "/oauth2/token", "/auth/oauth2/token"),
                (format!("account.{platform}"), "/api/v1/accounts", "/account/api/v1/accounts"),
                (format!("api.{platform}"), "/api/v1/accounts/a?b=c%2F", "/api/api/v1/accounts/a?b=c%2F"),
                (format!("retrieval.{platform}"), "/api/v1/accounts/a", "/retrieval/api/v1/accounts/a"),
                (format!("status.{platform}"), "/", "/status"),
                (format!("acme.web.{platform}"), "/web/v4/app?x=1", "/web/v4/app?x=1"),
                (netverify.to_owned(), "/api/v4/initiate", "/netverify/api/v4/initiate"),
                (format!("acme.{netverify}"), "/web/v4/app", "/web/v4/app"),
                (format!("retrieval.{netverify}"), "/api/x", "/netverify/api/x"),
                (format!("upload.{netverify}"), "/x", "/netverify/x"),
                (format!("acquisition.{netverify}"), "/x", "/netverify/x"),
            ];
            for (host, target, expected) in cases {
                let (path, via) = directed(&host, target);
                assert_eq!(path, expected, "{host}");
                assert_eq!(via.center(), Some(center), "{host}");
                let (path, via) = directed("127.0.0.1:8082", &format!("/{host}{target}"));
                assert_eq!(path, expected, "/{host}");
                assert!(matches!(via, Via::Segment { center: found, .. } if found == center), "/{host}");
            }
        }
    }

    #[test]
    fn other_hosts_and_paths_stay_as_they_are() {
        for host in [
            "127.0.0.1:8082",
            "localhost",
            "auth.jumio.ai",
            "auth.emea-2.jumio.ai",
            "web.emea-1.jumio.ai",
            "a.b.web.emea-1.jumio.ai",
            "emea-1.jumio.ai",
            "a.b.netverify.com",
            "evilnetverify.com",
            "auth.emea-1.jumio.ai.example.com",
            "",
        ] {
            let expected = ("/auth/oauth2/token?a=b".to_owned(), Via::Base);
            assert_eq!(directed(host, "/auth/oauth2/token?a=b"), expected, "{host}");
        }
        for path in ["/", "/sandbox", "/web/v4/app", "//auth.emea-1.jumio.ai/x", "/jumio.ai/x"] {
            assert_eq!(directed("127.0.0.1", path), (path.to_owned(), Via::Base));
        }
    }

    #[test]
    fn a_page_host_leads_to_the_page_alone() {
        for path in ["/sandbox/clock", "/auth/oauth2/token", "/web", "/"] {
            assert_eq!(directed("acme.web.emea-1.jumio.ai", path).0, format!("/web{path}"));
        }
    }

    #[test]
    fn names_are_read_in_any_case_with_and_without_a_port() {
        let (path, via) = directed("AUTH.Emea-1.Jumio.AI:8443", "/oauth2/token");
        assert_eq!(path, "/auth/oauth2/token");
        let (family, center) = (Family::Platform, Center::Eu);
        assert_eq!(via, Via::Host { family, center, port: Some(8443) });
        let whole = Request::builder().uri("http://status.amer-1.jumio.ai/").body(Body::empty()).unwrap();
        assert_eq!(direct(whole).uri(), "/status");
    }

    #[test]
    fn answers_name_hosts_as_the_caller_did() {
        let base: Url = "https://127.0.0.1:8443/".parse().unwrap();
        let (family, center) = (Family::Platform, Center::Sg);
        let origins = |via: Via| [Role::Api, Role::Web].map(|role| via.origin(&base, role));
        assert_eq!(origins(Via::Base), ["https://127.0.0.1:8443/api", "https://127.0.0.1:8443"]);
        assert_eq!(
            origins(Via::Host { family, center, port: None }),
            ["https://api.apac-1.jumio.ai", "https://sandbox.web.apac-1.jumio.ai"]
        );
        assert_eq!(
            origins(Via::Host { family, center, port: Some(8443) }),
            ["https://api.apac-1.jumio.ai:8443", "https://sandbox.web.apac-1.jumio.ai:8443"]
        );
        assert_eq!(
            origins(Via::Segment { family, center }),
            [
                "https://127.0.0.1:8443/api.apac-1.jumio.ai",
                "https://127.0.0.1:8443/sandbox.web.apac-1.jumio.ai"
            ]
        );
        let netverify = Via::Host { family: Family::Netverify, center: Center::Eu, port: None };
        assert_eq!(netverify.origin(&base, Role::Web), "https://sandbox.lon.netverify.com");
    }
}
