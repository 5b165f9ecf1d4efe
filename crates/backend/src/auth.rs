//! Who calls, and what they may do.

use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use http::header;
use http::request::Parts;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use api::{Problem, ProblemKind};

use crate::app::App;
use crate::problem::Refusal;
use crate::storage::Role;

/// What the text form of an access token begins with, so that people and scanners of leaked secrets recognise it.
pub const ACCESS_TOKEN_PREFIX: &str = "cctl_";
const ACCESS_TOKEN_BYTES: usize = 32;

/// Who calls: an access token by its name, or, inside of this process, the user of the operating system.
///
/// A caller in this process puts it into the request's extensions, which nothing that comes over a socket can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The name in the audit log.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

impl Actor {
    /// An actor of a name and role.
    pub fn new(name: impl Into<String>, role: Role) -> Self {
        Self { name: name.into(), role }
    }

    /// Makes sure that the actor may do what needs `role`.
    pub fn require(&self, role: Role) -> Result<(), Problem> {
        if self.role >= role {
            return Ok(());
        }
        Err(Problem::new(ProblemKind::NotAllowed, "this access token does not allow that")
            .with_detail(format!("it has the role `{}`; this needs `{}`", self.role.as_str(), role.as_str())))
    }
}

impl FromRequestParts<App> for Actor {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        if let Some(actor) = parts.extensions.get::<Self>() {
            return Ok(actor.clone());
        }
        let given = parts.headers.get(header::AUTHORIZATION).ok_or_else(|| not_signed_in("none was sent"))?;
        let unknown = || not_signed_in("the one that was sent is unknown, revoked or expired");
        let text = given.to_str().map_err(|_| unknown())?;
        let token = bearer(text).ok_or_else(unknown)?;
        let row = app.parts.storage.access_token(&hash(token), app.now()).await?.ok_or_else(unknown)?;
        Ok(Self { name: row.name, role: row.role })
    }
}

fn not_signed_in(detail: &str) -> Refusal {
    Problem::new(ProblemKind::NotSignedIn, "an access token is needed").with_detail(detail).into()
}

/// The token of an `Authorization: Bearer` header. The scheme is the same in any case (RFC 9110, section 11.1).
fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// A layer that lets pass who has at least `role`, before anything of the request's body is read.
pub(crate) async fn at_least(
    State((app, role)): State<(App, Role)>,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    let (mut parts, body) = request.into_parts();
    let actor = Actor::from_request_parts(&mut parts, &app).await?;
    actor.require(role)?;
    parts.extensions.insert(actor);
    Ok(next.run(Request::from_parts(parts, body)).await)
}

/// A new access token: 256 random bits as text. Only its [`hash`] is kept.
pub fn new_access_token() -> SecretString {
    let mut bytes = Zeroizing::new([0_u8; ACCESS_TOKEN_BYTES]);
    rand::fill(&mut bytes[..]);
    let text = Zeroizing::new(BASE64_URL_SAFE_NO_PAD.encode(&bytes[..]));
    SecretString::from(format!("{ACCESS_TOKEN_PREFIX}{}", *text))
}

/// What is stored of an access token. It has 256 random bits, so that a plain hash can neither be reversed nor guessed.
pub fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// [`hash`] of a token that must not be shown.
pub fn hash_secret(token: &SecretString) -> [u8; 32] {
    hash(token.expose_secret())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_includes_the_lesser_ones_only() {
        for has in Role::ALL {
            for needs in Role::ALL {
                assert_eq!(Actor::new("a", has).require(needs).is_ok(), has >= needs, "{has:?} {needs:?}");
            }
        }
    }

    #[test]
    fn access_tokens_are_long_and_never_the_same() {
        let (one, two) = (new_access_token(), new_access_token());
        assert!(one.expose_secret().starts_with(ACCESS_TOKEN_PREFIX));
        assert_eq!(one.expose_secret().len(), ACCESS_TOKEN_PREFIX.len() + 43);
        assert_ne!(hash_secret(&one), hash_secret(&two));
    }

    #[test]
    fn bearer_headers() {
        assert_eq!(bearer("Bearer cctl_x"), Some("cctl_x"));
        assert_eq!(bearer("bearer  cctl_x "), Some("cctl_x"));
        assert_eq!(bearer("Basic cctl_x"), None);
        assert_eq!(bearer("cctl_x"), None);
    }
}
