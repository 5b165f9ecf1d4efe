//! `/s/{id}`: the current step of a session, for the browser that has its cookie.

use axum::extract::{Path, RawQuery, Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::HeaderMap;

use super::input::Sent;
use super::show::{Came, Entered, Place, page};
use super::{client_address, guard, notice};
use crate::App;
use crate::run::{self, Error};

/// The cookie that opens a session. Its path is the session's page, so that each session has its own.
pub(super) const COOKIE: &str = "session";

/// The address of a session's page.
pub(super) fn address(id: &str) -> String {
    format!("/s/{id}")
}

/// `GET /s/{id}`.
pub(super) async fn show(
    State(app): State<App>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let came = match query.as_deref() {
        Some("go") => Came::Leaving,
        Some(query) if query.split('&').any(|part| part == "back") => Came::Back,
        _ => Came::Plainly,
    };
    match open(&app, &id, &headers).await {
        Ok(current) => page(&current, &place(&id), came, &Entered::default()),
        Err(error) => failed(&error, &id),
    }
}

/// `POST /s/{id}`.
pub(super) async fn submit(State(app): State<App>, Path(id): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if !guard::is_same_origin(&parts.headers, app.parts.public_url.as_ref()) {
        return notice::foreign_form();
    }
    let Some(sent) = Sent::read(body).await else { return notice::bad_form() };
    let current = match open(&app, &id, &parts.headers).await {
        Ok(current) => current,
        Err(error) => return failed(&error, &id),
    };
    if !sent.is_of(&current) {
        return onward(&id, &current);
    }
    let ip = client_address(&parts);
    match sent.input(&current, ip, app.now()) {
        None => onward(&id, &current),
        Some(Err(entered)) => page(&current, &place(&id), Came::Plainly, &entered),
        Some(Ok(input)) => match run::act(&app, &id, current.seq, input).await {
            Ok(current) => onward(&id, &current),
            Err(error) => failed(&error, &id),
        },
    }
}

/// The session's page after something was done: fetched anew, so that reloading it sends nothing again.
pub(super) fn onward(id: &str, current: &run::Current) -> Response {
    let leaving = matches!(current.view, run::View::Starting { .. } | run::View::Verifying { .. });
    let query = if leaving { "?go" } else { "" };
    Redirect::to(&format!("{}{query}", address(id))).into_response()
}

fn place(id: &str) -> Place {
    Place { own: address(id), start: None }
}

/// What a session shows, if the browser has its cookie.
async fn open(app: &App, id: &str, headers: &HeaderMap) -> Result<run::Current, Error> {
    let token = guard::cookie(headers, COOKIE).ok_or(Error::NoSession)?;
    run::current(app, id, token).await
}

pub(super) fn failed(error: &Error, id: &str) -> Response {
    match error {
        Error::NoSession => notice::unknown_session(),
        Error::NotLive => notice::unknown_campaign(),
        Error::Busy => notice::busy(address(id)),
        error => {
            tracing::error!(%error, "a step could not be shown");
            notice::broken(Some(address(id)))
        }
    }
}
