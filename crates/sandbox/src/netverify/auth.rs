//! Who calls: Basic authentication, and the headers that every call needs (FACTS 3.2).

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::request::Parts;
use http::{HeaderMap, StatusCode, header};

use super::App;
use super::limits::Family;
use super::links::via;
use super::refusal::Refusal;
use crate::hosts::Via;
use crate::kyx::pair::Pair;

/// What every call says besides its body.
#[derive(Debug)]
pub(super) struct Asked {
    headers: HeaderMap,
    pub(super) via: Via,
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self { headers: parts.headers.clone(), via: via(&parts.extensions) })
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().filter(|value| !value.trim().is_empty())
}

impl Asked {
    /// Errors: 403 for a body that is not said to be anything, 415 for one that is not JSON.
    pub(super) fn is_json(&self) -> Result<(), Refusal> {
        let kind = text(&self.headers, &header::CONTENT_TYPE)
            .ok_or_else(|| Refusal::forbidden("missing header Content-Type"))?;
        if kind.trim_start().to_ascii_lowercase().starts_with("application/json") {
            return Ok(());
        }
        Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json"))
    }

    fn pair(&self) -> Result<Pair, Refusal> {
        for name in [header::ACCEPT, header::USER_AGENT] {
            if text(&self.headers, &name).is_none() {
                return Err(Refusal::forbidden(&format!("missing header {name}")));
            }
        }
        let value = text(&self.headers, &header::AUTHORIZATION)
            .ok_or_else(|| Refusal::forbidden("missing header authorization"))?;
        let encoded = match value.split_once(' ') {
            Some((scheme, encoded)) if scheme.eq_ignore_ascii_case("basic") => encoded.trim(),
            _ => return Err(Refusal::forbidden("Basic authentication is required")),
        };
        let decoded = STANDARD.decode(encoded).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let (token, secret) = decoded.as_deref().and_then(|pair| pair.split_once(':')).unwrap_or_default();
        Pair::read(token, secret).ok_or_else(Refusal::unauthorized)
    }
}

/// The caller's tenant. Errors: 403 without what every call needs and for a pair without the permission, 401 for a wrong
/// pair and that of another data centre, 429 above the rate.
pub(super) fn admit(app: &App, asked: &Asked, family: Family) -> Result<String, Refusal> {
    let pair = asked.pair()?;
    if !pair.is_of(asked.via.center()) {
        return Err(Refusal::unauthorized());
    }
    if !pair.may(family.permission()) {
        return Err(Refusal::forbidden("the credentials do not allow this"));
    }
    let limited = app.sandbox.settings().rate_limits;
    if limited && !app.sandbox.with_scans(|scans, now| scans.limits.admit(&pair.tenant, family, now)) {
        return Err(Refusal::too_many());
    }
    Ok(pair.tenant)
}
