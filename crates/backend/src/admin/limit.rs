//! How many rows of a list are wanted.

use axum::extract::{FromRequestParts, Query};
use http::request::Parts;
use serde::Deserialize;

use crate::problem::{Refusal, bad_request};

/// Without a wish.
const USUAL: u32 = 200;
/// At most.
const MOST: u32 = 1000;

/// `?limit=N`: at most so many rows, the newest ones.
pub(super) struct Limit(pub(super) u32);

#[derive(Deserialize)]
struct Wish {
    limit: Option<u32>,
}

impl<S: Send + Sync> FromRequestParts<S> for Limit {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let wrong = || bad_request(format!("`limit` is a number from 1 to {MOST}"));
        let Query(Wish { limit }) = Query::from_request_parts(parts, state).await.map_err(|_| wrong())?;
        match limit {
            None => Ok(Self(USUAL)),
            Some(limit) if (1..=MOST).contains(&limit) => Ok(Self(limit)),
            Some(_) => Err(wrong().into()),
        }
    }
}
