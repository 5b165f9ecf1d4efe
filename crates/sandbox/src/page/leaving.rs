//! How a customer leaves the page, what the page around a frame is told, and what every page is wrapped in.

use askama::Template;
use axum::response::{Html, IntoResponse, Redirect, Response};
use http::{HeaderValue, StatusCode, header};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::journey::{Brief, End, Standing};
use crate::clock::wire;
use crate::kyx::problem::Problem;

/// The style's place, as pages beside it name it.
pub(super) const BASE: &str = "";

/// How long the result is shown before the page goes on by itself, in seconds.
const LOOK: u8 = 5;

/// A page that only says something.
#[derive(Template)]
#[template(path = "page/message.html")]
struct Message<'a> {
    base: &'a str,
    /// For the page around a frame.
    told: Option<String>,
    title: &'a str,
    text: &'a str,
    /// The result that was chosen, and whether it is a good end.
    result: Option<(String, bool)>,
    refresh: Option<String>,
    link: Option<String>,
}

/// The documented message to the page around a frame: `loaded` without an end.
pub(super) fn message(brief: &Brief, end: Option<End>, now: Timestamp) -> String {
    let payload = match end {
        None => json!({ "value": "loaded" }),
        Some(End::Submitted) => json!({ "value": "success" }),
        Some(End::Failed(code)) => json!({ "value": "error", "metainfo": { "code": code } }),
    };
    let mut message = json!({ "authorizationToken": brief.token });
    for (name, id) in &brief.ids {
        message[*name] = id.as_str().into();
    }
    message["customerInternalReference"] = brief.reference.as_str().into();
    message["eventType"] = 510.into();
    message["dateTime"] = wire(now).into();
    message["payload"] = payload;
    Value::to_string(&message)
}

/// Back to the caller at once, without a page.
pub(super) fn go(brief: &Brief, end: End) -> Response {
    if let Some(url) = brief.return_url(end) {
        let mut answer = Redirect::to(url.as_str()).into_response();
        guard(&mut answer);
        return answer;
    }
    let (title, text) = told(end);
    let page = Message { base: BASE, told: None, title, text, result: None, refresh: None, link: None };
    html(StatusCode::OK, &page)
}

const fn told(end: End) -> (&'static str, &'static str) {
    match end {
        End::Submitted => ("Your pictures were taken", "You can close this page."),
        End::Failed(_) => ("This did not work", "Your identity was not verified. You can close this page."),
    }
}

/// The result of a visit, and then back to the caller.
pub(super) fn result(brief: &Brief, end: End, chosen: String, now: Timestamp) -> Response {
    let link = brief.return_url(end).map(String::from);
    let (title, alone) = told(end);
    let text = match (&link, end) {
        (None, _) => alone,
        (Some(_), End::Submitted) => "In a moment you are sent back to where you came from.",
        (Some(_), End::Failed(_)) => "In a moment you are sent back, with an error code.",
    };
    let (chosen, good) = match end {
        End::Submitted => (chosen, true),
        End::Failed(code) => (format!("{chosen} (error {code})"), false),
    };
    let page = Message {
        base: BASE,
        told: Some(message(brief, Some(end), now)),
        title,
        text,
        result: Some((chosen, good)),
        refresh: link.as_ref().map(|link| format!("{LOOK}; url={link}")),
        link,
    };
    html(StatusCode::OK, &page)
}

/// The link was used, or its time is over.
pub(super) fn over(brief: &Brief, standing: Standing, now: Timestamp) -> Response {
    let (title, text) = match standing {
        Standing::TokenExpired => {
            ("This link has expired", "It was not used in time. Go back and begin again.")
        }
        Standing::SessionExpired => (
            "Your session has expired",
            "Nothing happened for too long, or you left. Go back and begin again.",
        ),
        Standing::Open | Standing::Used => (
            "This link was used already",
            "Your pictures were taken already. There is nothing more to do here.",
        ),
    };
    let failed = standing.error_code().map(End::Failed);
    let link = brief.return_url(failed.unwrap_or(End::Submitted)).map(String::from);
    let told = failed.map(|end| message(brief, Some(end), now));
    html(StatusCode::GONE, &Message { base: BASE, told, title, text, result: None, refresh: None, link })
}

/// Nothing is known by this token.
pub(super) fn unknown() -> Response {
    let page = Message {
        base: BASE,
        told: None,
        title: "This link is not valid",
        text: "The address is incomplete, or this sandbox was started anew since the link was made. Go back to where \
               you came from and begin again.",
        result: None,
        refresh: None,
        link: None,
    };
    html(StatusCode::UNAUTHORIZED, &page)
}

/// The page for those who come without a link.
pub(super) fn index() -> Response {
    let page = Message {
        base: "web/v4/",
        told: None,
        title: "Jumio sandbox",
        text: "This server stands in for Jumio while you develop and test. Customers get here by a link that a \
               campaign makes for them.",
        result: None,
        refresh: None,
        link: None,
    };
    html(StatusCode::OK, &page)
}

pub(super) fn html(status: StatusCode, page: &impl Template) -> Response {
    let mut answer = match page.render() {
        Ok(text) => (status, Html(text)).into_response(),
        Err(_) => {
            Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "The page could not be made").into_response()
        }
    };
    guard(&mut answer);
    answer
}

/// Headers of every page: nothing from elsewhere, no script but the file that speaks to the page around a frame, no trace of
/// the link in other places. Any page may be around it, as around the one that this one stands in for.
pub(super) fn guard(answer: &mut Response) {
    const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; \
                          form-action 'self'; frame-ancestors http: https:";
    let headers = answer.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
