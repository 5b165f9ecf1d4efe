//! Who calls: pairs, access tokens, and the headers that every call needs (FACTS 4.2).

use std::convert::Infallible;

use axum::Json;
use axum::extract::{self, FromRequestParts};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, StatusCode, header};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use super::App;
use super::limits::Family;
use super::pair::Pair;
use super::problem::Problem;
use super::state::State;
use crate::hosts::Via;

/// What every call says besides its body.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) headers: HeaderMap,
    pub(super) via: Via,
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let via = parts.extensions.get().copied().unwrap_or(Via::Base);
        Ok(Self { headers: parts.headers.clone(), via })
    }
}

/// Whom an `Authorization` names.
pub(super) enum Caller {
    /// A pair, by itself or by its access token.
    Pair(Pair),
    /// Who holds the token of one transaction.
    Transaction(Uuid),
}

fn basic(value: &str) -> Option<(String, String)> {
    let (scheme, encoded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (token, secret) = decoded.split_once(':')?;
    Some((token.to_owned(), secret.to_owned()))
}

fn has_text(headers: &HeaderMap, name: header::HeaderName) -> bool {
    headers.get(name).is_some_and(|value| !value.as_bytes().trim_ascii().is_empty())
}

/// Who calls. Errors: 403 without the headers that every call needs, 401 for credentials that are wrong, have expired, or
/// are another data centre's.
pub(super) fn caller(state: &State, now: Timestamp, asked: &Asked) -> Result<Caller, Problem> {
    let Asked { headers, via } = asked;
    if !has_text(headers, header::USER_AGENT) || !has_text(headers, header::ACCEPT) {
        return Err(Problem::forbidden());
    }
    let value = headers.get(header::AUTHORIZATION).ok_or_else(Problem::forbidden)?;
    let value = value.to_str().map_err(|_| Problem::unauthorized())?;
    let pair = match value.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => {
            let token = token.trim();
            if let Some(run) = state.run_of_transaction_token(token) {
                return Ok(Caller::Transaction(run));
            }
            state.pair_of(token, now).cloned()
        }
        _ => basic(value).and_then(|(token, secret)| Pair::read(&token, &secret)),
    };
    pair.filter(|pair| pair.is_of(via.center())).map(Caller::Pair).ok_or_else(Problem::unauthorized)
}

/// The caller's tenant. Errors: those of [`caller`], 403 for a pair without the permission, 429 above the rate.
pub(super) fn admit(app: &App, asked: &Asked, family: Family) -> Result<String, Problem> {
    app.sandbox.with_state(|state, now| {
        // The token of a transaction is good for its uploads alone.
        let Caller::Pair(pair) = caller(state, now, asked)? else { return Err(Problem::unauthorized()) };
        if !pair.may(family.permission()) {
            return Err(Problem::forbidden());
        }
        if app.sandbox.settings().rate_limits && !state.limits.admit(&pair.tenant, family, now) {
            return Err(Problem::too_many());
        }
        Ok(pair.tenant)
    })
}

/// `POST /oauth2/token`: client credentials, in the header or (seen in one client) in the form.
pub(super) async fn token(extract::State(app): extract::State<App>, asked: Asked, body: Bytes) -> Response {
    let Asked { headers, via } = asked;
    if !has_text(&headers, header::USER_AGENT) || !has_text(&headers, header::ACCEPT) {
        return Problem::forbidden().into_response();
    }
    let is_form = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("application/x-www-form-urlencoded"));
    if !is_form {
        return refused(StatusCode::BAD_REQUEST, "invalid_request");
    }
    let form: Vec<(String, String)> = url::form_urlencoded::parse(&body).into_owned().collect();
    let field = |name: &str| form.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
    let pair = match headers.get(header::AUTHORIZATION) {
        Some(value) => value.to_str().ok().and_then(basic),
        None => match (field("client_id"), field("client_secret")) {
            (Some(token), Some(secret)) => Some((token, secret)),
            _ => return refused(StatusCode::BAD_REQUEST, "invalid_request"),
        },
    };
    let pair = pair.and_then(|(token, secret)| Pair::read(&token, &secret));
    let Some(pair) = pair.filter(|pair| pair.is_of(via.center())) else {
        return refused(StatusCode::UNAUTHORIZED, "invalid_client");
    };
    match field("grant_type").as_deref() {
        Some("client_credentials") => {}
        Some(_) => return refused(StatusCode::BAD_REQUEST, "unsupported_grant_type"),
        None => return refused(StatusCode::BAD_REQUEST, "invalid_request"),
    }
    app.sandbox.with_state(|state, now| {
        if app.sandbox.settings().rate_limits && !state.limits.admit(&pair.tenant, Family::Auth, now) {
            return Problem::too_many().into_response();
        }
        let (access_token, expires_in) = state.access_token(&pair, now);
        Json(json!({ "access_token": access_token, "expires_in": expires_in, "token_type": "Bearer" }))
            .into_response()
    })
}

fn refused(status: StatusCode, error: &str) -> Response {
    (status, Json(json!({ "error": error }))).into_response()
}
