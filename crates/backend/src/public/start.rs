//! `/c/{slug}`: the way into a campaign. Opening it stores nothing, so that the previews of links and the visits of
//! machines are no sessions: the first thing that a customer sends is what begins one.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderMap, header};
use model::{CampaignSlug, Open};

use super::form::{self, Parts, Sent, Unreadable};
use super::show::{Came, Entered, Place, page};
use super::step::{self, address, onward};
use super::uploads::{self, Failed};
use super::{client_address, guard, notice};
use crate::App;
use crate::run::{self, Error};

/// The cookie by which a browser finds back to the session that it began. It opens nothing by itself.
const RESUME: &str = "resume";

fn own(slug: &CampaignSlug) -> String {
    format!("/c/{slug}")
}

/// `GET /c/{slug}`.
pub(super) async fn show(State(app): State<App>, Path(slug): Path<String>, headers: HeaderMap) -> Response {
    let Ok(slug) = CampaignSlug::new(&slug) else { return notice::unknown_campaign() };
    if let Some(id) = guard::cookie(&headers, RESUME) {
        match run::is_running(&app, id, &slug).await {
            Ok(true) => return Redirect::to(&address(id)).into_response(),
            Ok(false) => {}
            Err(error) => return failed(&error, &slug),
        }
    }
    match run::preview(&app, &slug).await {
        Ok(current) => {
            let place = Place { own: own(&slug), start: Some(run::new_session_token()) };
            page(&current, &place, Came::Plainly, &Entered::default())
        }
        Err(error) => failed(&error, &slug),
    }
}

/// `POST /c/{slug}`: begins a session, and does in it what the customer did.
pub(super) async fn submit(State(app): State<App>, Path(slug): Path<String>, request: Request) -> Response {
    let Ok(slug) = CampaignSlug::new(&slug) else { return notice::unknown_campaign() };
    let (parts, body) = request.into_parts();
    let public = app.parts.public_url.as_ref();
    if !guard::is_same_origin(&parts.headers, public) {
        return notice::foreign_form();
    }
    let ip = client_address(&parts);
    let begun = match form::boundary(&parts.headers) {
        None => plain(&app, &slug, body, ip).await,
        Some(boundary) => with_files(&app, &slug, boundary, body, ip).await,
    };
    let mut response = match begun {
        Ok(Begun::Session { id, token, mut response }) => {
            let headers = response.headers_mut();
            let session = guard::set_cookie(step::COOKIE, &token, &address(&id), public);
            headers.append(header::SET_COOKIE, session);
            headers.append(header::SET_COOKIE, guard::set_cookie(RESUME, &id, &own(&slug), public));
            response
        }
        Ok(Begun::Not(response)) => response,
        Err(error) => failed(&error, &slug),
    };
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(http::HeaderValue::from_static("no-store"));
    response
}

enum Begun {
    Session {
        id: String,
        token: String,
        response: Response,
    },
    /// Something is to be corrected first, or is no form of ours.
    Not(Response),
}

/// The token that the form gives the session which it begins.
fn token(sent: &Sent) -> Option<String> {
    sent.start().filter(|token| run::is_token(token)).map(str::to_owned)
}

/// A form without files.
async fn plain(app: &App, slug: &CampaignSlug, body: Body, ip: String) -> Result<Begun, Error> {
    let Some(sent) = Sent::read(body).await else { return Ok(Begun::Not(notice::bad_form())) };
    let Some(token) = token(&sent) else { return Ok(Begun::Not(notice::bad_form())) };
    let preview = run::preview(app, slug).await?;
    let input = if sent.is_of(&preview) {
        sent.given().input(app, &preview, BTreeMap::new(), ip, app.now()).await?
    } else {
        // A version was published since the page was shown: the customer sees its first step.
        None
    };
    let input = match input {
        Some(Err(entered)) => {
            let place = Place { own: own(slug), start: Some(token) };
            return Ok(Begun::Not(page(&preview, &place, Came::Plainly, &entered)));
        }
        Some(Ok(input)) => Some(input),
        None => None,
    };
    let id = run::start_session_with(app, slug, &token).await?;
    let current = run::current(app, &id, &token).await?;
    // Sent twice, the session is there already, and further on.
    let response = match input {
        Some((input, entered)) if sent.is_of(&current) => {
            step::did(app, &id, &current, input, entered).await?
        }
        _ => onward(&id, &current),
    };
    Ok(Begun::Session { id, token, response })
}

/// A form with files. They belong to a session, so that it begins even where something is to be corrected.
async fn with_files(
    app: &App,
    slug: &CampaignSlug,
    boundary: Result<String, Unreadable>,
    body: Body,
    ip: String,
) -> Result<Begun, Error> {
    let preview = run::preview(app, slug).await?;
    let begun = uploads::in_turn(app, async {
        let largest = form::largest(&preview);
        let mut parts = Parts::begin(body.into_data_stream(), boundary?, largest).await?;
        let token = token(&parts.sent).ok_or(Unreadable::Form)?;
        let id = run::start_session_with(app, slug, &token).await?;
        let current = run::current(app, &id, &token).await?;
        let read = uploads::receive(app, &id, &current, &mut parts).await;
        Ok((id, token, read.map(|refused| (parts.sent, refused))))
    });
    let (id, token, read) = match begun.await {
        Ok(begun) => begun,
        Err(Failed::Error(error)) => return Err(error),
        Err(Failed::Unreadable(Unreadable::TooLarge)) => return Ok(Begun::Not(notice::too_large())),
        Err(Failed::Unreadable(Unreadable::Form) | Failed::Moved) => {
            return Ok(Begun::Not(notice::bad_form()));
        }
    };
    let response = step::answer_files(app, &id, &token, read, ip).await?;
    Ok(Begun::Session { id, token, response })
}

fn failed(error: &Error, slug: &CampaignSlug) -> Response {
    match error {
        Error::NotLive => notice::unknown_campaign(),
        Error::NotOpen(Open::From(_)) => notice::not_yet(),
        Error::NotOpen(_) => notice::no_more(),
        Error::Paused => notice::paused(own(slug)),
        Error::Busy => notice::busy(own(slug)),
        Error::NoSession => notice::unknown_session(),
        error => {
            tracing::error!(%error, "a session could not be begun");
            notice::broken(Some(own(slug)))
        }
    }
}
