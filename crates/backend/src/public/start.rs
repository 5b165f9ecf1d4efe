//! `/c/{slug}`: the way into a campaign. Opening it stores nothing, so that the previews of links and the visits of
//! machines are no sessions: the first thing that a customer sends is what begins one.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderMap, header};
use model::{CampaignSlug, Open};

use super::input::Sent;
use super::show::{Came, Entered, Place, page};
use super::step::{self, address, onward};
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
    let Some(sent) = Sent::read(body).await else { return notice::bad_form() };
    let Some(token) = sent.start().filter(|token| run::is_token(token)) else { return notice::bad_form() };
    let started = begin(&app, &slug, &sent, token, client_address(&parts)).await;
    let mut response = match started {
        Ok(Begun::Session { id, current }) => {
            let mut response = onward(&id, &current);
            let headers = response.headers_mut();
            headers.append(header::SET_COOKIE, guard::set_cookie(step::COOKIE, token, &address(&id), public));
            headers.append(header::SET_COOKIE, guard::set_cookie(RESUME, &id, &own(&slug), public));
            response
        }
        Ok(Begun::Corrected(response)) => response,
        Err(error) => failed(&error, &slug),
    };
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(http::HeaderValue::from_static("no-store"));
    response
}

enum Begun {
    Session {
        id: String,
        current: Box<run::Current>,
    },
    /// Something is to be corrected first.
    Corrected(Response),
}

async fn begin(app: &App, slug: &CampaignSlug, sent: &Sent, token: &str, ip: String) -> Result<Begun, Error> {
    let preview = run::preview(app, slug).await?;
    let input = match sent.is_of(&preview).then(|| sent.input(&preview, ip, app.now())).flatten() {
        Some(Err(entered)) => {
            let place = Place { own: own(slug), start: Some(token.to_owned()) };
            return Ok(Begun::Corrected(page(&preview, &place, Came::Plainly, &entered)));
        }
        Some(Ok(input)) => Some(input),
        // A version was published since the page was shown: the customer sees its first step.
        None => None,
    };
    let id = run::start_session_with(app, slug, token).await?;
    let current = run::current(app, &id, token).await?;
    // Sent twice, the session is there already, and further on.
    let current = match input {
        Some(input) if sent.is_of(&current) => run::act(app, &id, current.seq, input).await?,
        _ => current,
    };
    Ok(Begun::Session { id, current: Box::new(current) })
}

fn failed(error: &Error, slug: &CampaignSlug) -> Response {
    match error {
        Error::NotLive => notice::unknown_campaign(),
        Error::NotOpen(Open::From(_)) => notice::not_yet(),
        Error::NotOpen(_) => notice::no_more(),
        Error::Busy => notice::busy(own(slug)),
        Error::NoSession => notice::unknown_session(),
        error => {
            tracing::error!(%error, "a session could not be begun");
            notice::broken(Some(own(slug)))
        }
    }
}
