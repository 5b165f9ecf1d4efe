//! Who may control a sandbox: programs on this machine, and its own page; no page of another site.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use url::Url;

use crate::kyx::problem::Problem;

/// The largest body that is read, in bytes.
pub(super) const MAX_BODY: usize = 64 * 1024;

/// By which names this sandbox may be called.
#[derive(Debug, Clone)]
pub(super) struct Guard {
    host: Arc<str>,
}

impl Guard {
    pub(super) fn new(base_url: &Url) -> Self {
        Self { host: base_url.host_str().unwrap_or_default().into() }
    }

    /// A browser can be made to believe that another site's name leads here; then that name is what it asks for. An address
    /// in place of a name cannot be lent like that.
    fn knows(&self, host: &str) -> bool {
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        host.eq_ignore_ascii_case(&self.host)
            || host.eq_ignore_ascii_case("localhost")
            || bare.parse::<IpAddr>().is_ok()
    }

    /// Why a request is refused, if it is.
    fn refusal(&self, request: &Request) -> Option<&'static str> {
        let headers = request.headers();
        let Some(authority) = authority(request) else { return Some("the request names no host") };
        if !self.knows(authority.host()) {
            return Some("this sandbox is not known by the host that the request names");
        }
        if let Some(origin) = headers.get(header::ORIGIN)
            && !is_own(origin, &authority)
        {
            return Some("pages of other sites may not control this sandbox");
        }
        match text(headers, "sec-fetch-site") {
            None | Some("same-origin" | "none") => {}
            // A link from elsewhere to the page is harmless: it changes nothing, and who made it cannot read the answer.
            Some(_) if is_visit(request) => {}
            Some(_) => return Some("pages of other sites may not control this sandbox"),
        }
        // A form can be sent from anywhere; what is no form is JSON, which needs the browser's permission.
        let is_form = *request.method() == Method::POST && request.uri().path().starts_with("/sandbox/page/");
        let says_whence =
            headers.contains_key(header::ORIGIN) || text(headers, "sec-fetch-site") == Some("same-origin");
        (is_form && !says_whence).then_some("the request does not say which page it comes from")
    }
}

fn authority(request: &Request) -> Option<http::uri::Authority> {
    match request.uri().authority() {
        Some(authority) => Some(authority.clone()),
        None => request.headers().get(header::HOST)?.to_str().ok()?.parse().ok(),
    }
}

fn is_own(origin: &HeaderValue, authority: &http::uri::Authority) -> bool {
    let Ok(origin) = origin.to_str() else { return false };
    let host = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    host.is_some_and(|host| host.eq_ignore_ascii_case(authority.as_str()))
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn is_visit(request: &Request) -> bool {
    let headers = request.headers();
    matches!(*request.method(), Method::GET | Method::HEAD)
        && text(headers, "sec-fetch-mode") == Some("navigate")
        && text(headers, "sec-fetch-dest") == Some("document")
}

pub(super) async fn check(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    match guard.refusal(&request) {
        Some(why) => Problem::new(StatusCode::FORBIDDEN, why).into_response(),
        None => next.run(request).await,
    }
}
