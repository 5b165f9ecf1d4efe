//! The URLs that Netverify's answers and callbacks carry.

use axum::extract::Request;
use http::Extensions;
use url::Url;
use uuid::Uuid;

use crate::hosts::{Role, Via};

/// Makes URLs on Netverify's hosts, as the caller reaches the sandbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Links {
    base: Url,
    via: Via,
}

/// How a request came here.
pub(super) fn via(extensions: &Extensions) -> Via {
    extensions.get().copied().unwrap_or(Via::Base)
}

impl Links {
    pub(crate) fn new(base_url: &Url) -> Self {
        let mut base = base_url.clone();
        base.set_query(None);
        base.set_fragment(None);
        Self { base, via: Via::Base }
    }

    /// The same, for who reaches the sandbox otherwise.
    pub(crate) fn by(&self, via: Via) -> Self {
        Self { base: self.base.clone(), via }
    }

    fn main(&self) -> String {
        self.via.origin(&self.base, Role::Netverify)
    }

    /// The page that the customer is sent to (FACTS 3.3).
    pub(crate) fn page(&self, locale: &str, token: &str) -> String {
        let app = format!("{}/web/v4/app", self.via.origin(&self.base, Role::Web));
        Url::parse_with_params(&app, [("locale", locale), ("authorizationToken", token)])
            .map_or(app, String::from)
    }

    fn scan(&self, scan: Uuid) -> String {
        format!("{}/api/netverify/v2/scans/{scan}", self.main())
    }

    pub(crate) fn image(&self, scan: Uuid, classifier: &str) -> String {
        format!("{}/images/{classifier}", self.scan(scan))
    }

    pub(crate) fn liveness_image(&self, scan: Uuid, number: u8) -> String {
        format!("{}/images/liveness/{number}", self.scan(scan))
    }

    pub(crate) fn facemap(&self, scan: Uuid) -> String {
        format!("{}/data/facemap", self.scan(scan))
    }

    /// The same picture, as callbacks call it (FACTS 3.9).
    pub(crate) fn recognition(&self, scan: Uuid, classifier: &str) -> String {
        format!("{}/recognition/v1/idscan/{scan}/{classifier}", self.main())
    }

    /// What a request is for, as errors repeat it: always with `http`, as was observed.
    pub(crate) fn as_asked(&self, request: &Request) -> String {
        let path = request.uri().path();
        let asked = match via(request.extensions()) {
            Via::Base => format!("{}{path}", self.base.as_str().trim_end_matches('/')),
            via => format!(
                "{}{}",
                self.by(via).main(),
                path.strip_prefix(Role::Netverify.prefix()).unwrap_or(path)
            ),
        };
        match asked.strip_prefix("https://") {
            Some(rest) => format!("http://{rest}"),
            None => asked,
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;
    use crate::hosts::{Center, Family};

    #[test]
    fn urls_are_on_the_host_that_was_called() {
        let links = Links::new(&"https://127.0.0.1:8443/".parse().unwrap());
        let (family, center) = (Family::Netverify, Center::Eu);
        let id = Uuid::nil();
        for (via, image, page) in [
            (Via::Base, "https://127.0.0.1:8443/netverify", "https://127.0.0.1:8443"),
            (
                Via::Host { family, center, port: None },
                "https://lon.netverify.com",
                "https://sandbox.lon.netverify.com",
            ),
            (
                Via::Segment { family, center },
                "https://127.0.0.1:8443/lon.netverify.com",
                "https://127.0.0.1:8443/sandbox.lon.netverify.com",
            ),
        ] {
            let links = links.by(via);
            assert_eq!(links.image(id, "front"), format!("{image}/api/netverify/v2/scans/{id}/images/front"));
            assert_eq!(
                links.page("es-MX", "a.b"),
                format!("{page}/web/v4/app?locale=es-MX&authorizationToken=a.b")
            );
        }
    }

    #[test]
    fn errors_repeat_the_url_without_its_query() {
        let links = Links::new(&"https://127.0.0.1:8443/".parse().unwrap());
        let mut request =
            Request::builder().uri("/netverify/api/v4/initiate?x=1").body(Body::empty()).unwrap();
        let via = Via::Host { family: Family::Netverify, center: Center::Us, port: None };
        request.extensions_mut().insert(via);
        assert_eq!(links.as_asked(&request), "http://netverify.com/api/v4/initiate");
    }
}
