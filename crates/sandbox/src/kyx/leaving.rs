//! How a customer leaves the page, and what every page is wrapped in.

use askama::Template;
use axum::response::{Html, IntoResponse, Redirect, Response};
use http::{HeaderValue, StatusCode, header};
use url::{Host, Url};

use super::outcome::Ending;
use super::problem::Problem;
use super::run::{Run, Status};

/// The style's place, as pages beside it name it.
pub(super) const CSS: &str = "page.css";

/// A page that only says something.
#[derive(Template)]
#[template(path = "message.html")]
pub(super) struct Message {
    pub(super) css: &'static str,
    pub(super) title: &'static str,
    pub(super) text: &'static str,
    pub(super) refresh: Option<String>,
    pub(super) link: Option<String>,
}

/// A URL's origin as a source of a content security policy, which can name no IPv6 address, and in which some characters
/// that hosts may have mean something else.
pub(super) fn source(url: &Url) -> Option<String> {
    let plain = match url.host()? {
        Host::Ipv6(_) => false,
        Host::Ipv4(_) => true,
        Host::Domain(name) => name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte)),
    };
    plain.then(|| url.origin().ascii_serialization())
}

/// Where a customer is sent at the end, with the documented parameters; `None` where the caller gave no URL.
fn return_url(run: &Run, error_code: Option<u16>) -> Option<Url> {
    let (url, status) = match error_code {
        None => (&run.success_url, "SUCCESS"),
        Some(_) => (&run.error_url, "ERROR"),
    };
    let mut url = url.clone()?;
    {
        let mut query = url.query_pairs_mut();
        query
            .append_pair("accountId", &run.account.to_string())
            .append_pair("workflowExecutionId", &run.id.to_string())
            .append_pair("acquisitionStatus", status)
            .append_pair("customerInternalReference", &run.reference);
        if let Some(code) = error_code {
            query.append_pair("errorCode", &code.to_string());
        }
    }
    Some(url)
}

/// The visit is over: back to the caller.
pub(super) fn leave(run: &Run, ending: Ending) -> Response {
    let error_code = match ending {
        Ending::Verdict(_) => None,
        Ending::SessionExpired => Some(9210),
        Ending::Left(code) => Some(code),
    };
    let url = return_url(run, error_code);
    if let Some(url) = url.as_ref().filter(|url| source(url).is_some()) {
        let mut answer = Redirect::to(url.as_str()).into_response();
        protect(&mut answer, &[]);
        return answer;
    }
    let link = url.map(String::from);
    let (title, text) = match ending {
        Ending::Verdict(_) => ("Thank you", "Your pictures were taken. You can close this page."),
        Ending::SessionExpired | Ending::Left(_) => {
            ("This did not work", "Your identity was not verified. You can close this page.")
        }
    };
    html(StatusCode::OK, &Message { css: CSS, title, text, refresh: link.clone(), link }, &[])
}

/// The link was used, or its time is over.
pub(super) fn over(run: &Run) -> Response {
    let (title, text, code) = match run.status {
        Status::TokenExpired => {
            ("This link has expired", "It was not used in time. Go back and begin again.", Some(9200))
        }
        Status::SessionExpired => (
            "Your session has expired",
            "Nothing happened for too long, or you left. Go back and begin again.",
            Some(9210),
        ),
        Status::Initiated | Status::Acquired | Status::Processed => (
            "This link was used already",
            "Your pictures were taken already. There is nothing more to do here.",
            None,
        ),
    };
    let link = return_url(run, code).map(String::from);
    html(StatusCode::GONE, &Message { css: CSS, title, text, refresh: None, link }, &[])
}

pub(super) fn html(status: StatusCode, page: &impl Template, form_targets: &[String]) -> Response {
    let mut answer = match page.render() {
        Ok(text) => (status, Html(text)).into_response(),
        Err(_) => {
            Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "The page could not be made").into_response()
        }
    };
    protect(&mut answer, form_targets);
    answer
}

/// Headers of every page: no scripts, nothing from elsewhere, no trace of the link in other places. Framing is not
/// forbidden: the page that this one stands in for may be embedded.
fn protect(answer: &mut Response, form_targets: &[String]) {
    let mut policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'"
            .to_owned();
    for target in form_targets {
        policy.push(' ');
        policy.push_str(target);
    }
    let headers = answer.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
}
