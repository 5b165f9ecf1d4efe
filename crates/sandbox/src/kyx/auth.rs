//! Who calls: pairs, access tokens, and the headers that every call needs (FACTS 4.2).

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use serde_json::json;

use super::App;
use super::limits::Family;
use super::problem::Problem;

/// Whether the sandbox takes this pair: `sandbox[-NAME]` and `sandbox[-NAME]-secret`, where `NAME` is made of lower-case
/// letters, digits and hyphens. No real pair looks like that.
pub fn accepts_pair(api_token: &str, api_secret: &str) -> bool {
    tenant(api_token, api_secret).is_some()
}

/// The tenant of a pair, if it is one of the sandbox's form.
pub(crate) fn tenant(api_token: &str, api_secret: &str) -> Option<String> {
    let name = api_token.strip_prefix("sandbox")?;
    let well_formed = name.is_empty()
        || name.strip_prefix('-').is_some_and(|name| {
            !name.is_empty()
                && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        });
    (well_formed && api_secret.strip_suffix("-secret") == Some(api_token)).then(|| api_token.to_owned())
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

/// The caller's tenant. Errors: 403 without the headers that every call needs, 401 for credentials that are wrong or have
/// expired, 429 above the rate.
pub(super) fn admit(app: &App, headers: &HeaderMap, family: Family) -> Result<String, Problem> {
    if !has_text(headers, header::USER_AGENT) || !has_text(headers, header::ACCEPT) {
        return Err(Problem::forbidden());
    }
    let value = headers.get(header::AUTHORIZATION).ok_or_else(Problem::forbidden)?;
    let value = value.to_str().map_err(|_| Problem::unauthorized())?;
    app.sandbox.with_state(|state, now| {
        let tenant = match value.split_once(' ') {
            Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => {
                state.tenant_of(token.trim(), now)
            }
            _ => basic(value).and_then(|(token, secret)| tenant(&token, &secret)),
        }
        .ok_or_else(Problem::unauthorized)?;
        if app.sandbox.options().rate_limits && !state.limits.admit(&tenant, family, now) {
            return Err(Problem::too_many());
        }
        Ok(tenant)
    })
}

/// `POST /oauth2/token`: client credentials, in the header or (seen in one client) in the form.
pub(super) async fn token(State(app): State<App>, headers: HeaderMap, body: Bytes) -> Response {
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
    let Some(tenant) = pair.and_then(|(token, secret)| tenant(&token, &secret)) else {
        return refused(StatusCode::UNAUTHORIZED, "invalid_client");
    };
    match field("grant_type").as_deref() {
        Some("client_credentials") => {}
        Some(_) => return refused(StatusCode::BAD_REQUEST, "unsupported_grant_type"),
        None => return refused(StatusCode::BAD_REQUEST, "invalid_request"),
    }
    app.sandbox.with_state(|state, now| {
        if app.sandbox.options().rate_limits && !state.limits.admit(&tenant, Family::Auth, now) {
            return Problem::too_many().into_response();
        }
        let (access_token, expires_in) = state.access_token(&tenant, now);
        Json(json!({ "access_token": access_token, "expires_in": expires_in, "token_type": "Bearer" }))
            .into_response()
    })
}

fn refused(status: StatusCode, error: &str) -> Response {
    (status, Json(json!({ "error": error }))).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_the_sandbox_match_and_no_others() {
        assert_eq!(tenant("sandbox", "sandbox-secret").as_deref(), Some("sandbox"));
        assert_eq!(tenant("sandbox-acme-2", "sandbox-acme-2-secret").as_deref(), Some("sandbox-acme-2"));
        for (token, secret) in [
            ("sandbox-acme", "sandbox-secret"),
            ("sandbox", "sandbox"),
            ("sandbox-", "sandbox--secret"),
            ("sandbox-Acme", "sandbox-Acme-secret"),
            ("sandboxacme", "sandboxacme-secret"),
            ("", "-secret"),
            ("real-token", "real-token-secret"),
        ] {
            assert_eq!(tenant(token, secret), None, "{token} {secret}");
        }
    }
}
