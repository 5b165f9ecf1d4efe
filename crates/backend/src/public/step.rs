//! `/s/{id}`: the current step of a session, for the browser that has its cookie.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::{Path, RawQuery, Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::HeaderMap;
use model::FieldId;

use super::form::{self, Parts, Sent, Unreadable};
use super::show::{Came, Entered, Place, Wrong, page};
use super::uploads::{self, Failed};
use super::{client_address, guard, notice};
use crate::App;
use crate::run::{self, Error, Input};

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
    let token = guard::cookie(&parts.headers, COOKIE);
    let ip = client_address(&parts);
    let answered = match form::boundary(&parts.headers) {
        None => plain(&app, &id, token, body, ip).await,
        Some(boundary) => with_files(&app, &id, token, boundary, body, ip).await,
    };
    answered.unwrap_or_else(|error| failed(&error, &id))
}

/// A form without files.
async fn plain(app: &App, id: &str, token: Option<&str>, body: Body, ip: String) -> Result<Response, Error> {
    let Some(sent) = Sent::read(body).await else { return Ok(notice::bad_form()) };
    let current = run::current(app, id, token.ok_or(Error::NoSession)?).await?;
    act(app, id, &current, &sent, BTreeMap::new(), ip).await
}

async fn with_files(
    app: &App,
    id: &str,
    token: Option<&str>,
    boundary: Result<String, Unreadable>,
    body: Body,
    ip: String,
) -> Result<Response, Error> {
    let token = token.ok_or(Error::NoSession)?;
    let current = run::current(app, id, token).await?;
    let read = uploads::in_turn(app, async {
        let largest = form::largest(&current);
        let mut parts = Parts::begin(body.into_data_stream(), boundary?, largest).await?;
        let refused = uploads::receive(app, id, &current, &mut parts).await?;
        Ok((parts.sent, refused))
    });
    answer_files(app, id, token, read.await, ip).await
}

/// What comes of a form with files that were taken in.
pub(super) async fn answer_files(
    app: &App,
    id: &str,
    token: &str,
    read: Result<(Sent, BTreeMap<FieldId, Wrong>), Failed>,
    ip: String,
) -> Result<Response, Error> {
    let (sent, refused) = match read {
        Ok(read) => read,
        Err(Failed::Unreadable(Unreadable::Form)) => return Ok(notice::bad_form()),
        Err(Failed::Unreadable(Unreadable::TooLarge)) => return Ok(notice::too_large()),
        Err(Failed::Moved) => return Ok(onward(id, &run::current(app, id, token).await?)),
        Err(Failed::Error(error)) => return Err(error),
    };
    // With the files that came.
    let current = run::current(app, id, token).await?;
    act(app, id, &current, &sent, refused, ip).await
}

/// Does what the customer did, if the form is that of what the session shows.
async fn act(
    app: &App,
    id: &str,
    current: &run::Current,
    sent: &Sent,
    refused: BTreeMap<FieldId, Wrong>,
    ip: String,
) -> Result<Response, Error> {
    if !sent.is_of(current) {
        return Ok(onward(id, current));
    }
    Ok(match sent.given().input(app, current, refused, ip, app.now()).await? {
        None => onward(id, current),
        Some(Err(entered)) => page(current, &place(id), Came::Plainly, &entered),
        Some(Ok((input, entered))) => did(app, id, current, input, entered).await?,
    })
}

/// What a session shows after this was done; its page once more, if a value turns out to be another customer's already.
pub(super) async fn did(
    app: &App,
    id: &str,
    current: &run::Current,
    input: Input,
    entered: Entered,
) -> Result<Response, Error> {
    match run::act(app, id, current.seq, input).await {
        Ok(after) => Ok(onward(id, &after)),
        Err(Error::Taken(fields)) => Ok(page(current, &place(id), Came::Plainly, &entered.taken(&fields))),
        Err(error) => Err(error),
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
