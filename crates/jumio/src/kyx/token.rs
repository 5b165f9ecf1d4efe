//! The access token: fetched once for all callers, renewed before it ends.

use std::future::Future;
use std::time::Duration;

use secrecy::SecretString;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::Error;

/// How long before its end a token is renewed.
const EARLY: Duration = Duration::from_mins(2);
/// The life of a token whose answer does not tell it; short, since Jumio may hand out one that is old already.
const UNSAID_LIFE: u64 = 300;

/// The token endpoint's answer (FACTS 4.2).
#[derive(Deserialize)]
pub(super) struct TokenAnswer {
    pub(super) access_token: SecretString,
    #[serde(default, deserialize_with = "seconds")]
    pub(super) expires_in: Option<u64>,
}

fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    })
}

/// How long a token is used that lives this many seconds from now on.
fn usable(life: Option<u64>) -> Duration {
    let life = Duration::from_secs(life.unwrap_or(UNSAID_LIFE));
    life.saturating_sub(EARLY).max(life.min(EARLY * 2) / 2)
}

/// A token, and which one it is.
#[derive(Clone)]
pub(super) struct Token {
    pub(super) secret: SecretString,
    number: u64,
}

/// The token of all callers of a client.
#[derive(Default)]
pub(super) struct TokenCache {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    current: Option<(Token, Instant)>,
    /// The last failure, for those who were waiting for that very try.
    failed: Option<(Instant, Error)>,
    count: u64,
}

impl TokenCache {
    /// The current token, fetched by one caller while the others wait.
    pub(super) async fn get<F>(&self, fetch: impl FnOnce() -> F) -> Result<Token, Error>
    where
        F: Future<Output = Result<TokenAnswer, Error>>,
    {
        let asked = Instant::now();
        let mut state = self.state.lock().await;
        if let Some((token, until)) = &state.current
            && Instant::now() < *until
        {
            return Ok(token.clone());
        }
        if let Some((when, error)) = &state.failed
            && *when > asked
        {
            return Err(error.clone());
        }
        state.renew(fetch).await
    }

    /// A new token, whatever is there.
    pub(super) async fn renew<F>(&self, fetch: impl FnOnce() -> F) -> Result<Token, Error>
    where
        F: Future<Output = Result<TokenAnswer, Error>>,
    {
        self.state.lock().await.renew(fetch).await
    }

    /// Forgets this token, if it is still the current one.
    pub(super) async fn forget(&self, token: &Token) {
        let mut state = self.state.lock().await;
        if state.current.as_ref().is_some_and(|(current, _)| current.number == token.number) {
            state.current = None;
        }
    }
}

impl State {
    async fn renew<F>(&mut self, fetch: impl FnOnce() -> F) -> Result<Token, Error>
    where
        F: Future<Output = Result<TokenAnswer, Error>>,
    {
        // Its life is counted from before the call, so that a slow answer makes it shorter and never longer.
        let before = Instant::now();
        self.current = None;
        match fetch().await {
            Ok(answer) => {
                self.count += 1;
                self.failed = None;
                let token = Token { secret: answer.access_token, number: self.count };
                self.current = Some((token.clone(), before + usable(answer.expires_in)));
                Ok(token)
            }
            Err(error) => {
                self.failed = Some((Instant::now(), error.clone()));
                Err(error)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_renewed_early() {
        for (life, seconds) in [(3600, 3480), (300, 180), (240, 120), (200, 100), (10, 5), (0, 0)] {
            assert_eq!(usable(Some(life)), Duration::from_secs(seconds), "{life}");
        }
        assert_eq!(usable(None), Duration::from_mins(3));
    }

    #[test]
    fn the_life_may_be_text_or_unsaid() {
        let life = |text: &str| serde_json::from_str::<TokenAnswer>(text).map(|answer| answer.expires_in);
        assert_eq!(life(r#"{"access_token":"x","expires_in":3600}"#).unwrap(), Some(3600));
        assert_eq!(life(r#"{"access_token":"x","expires_in":"60"}"#).unwrap(), Some(60));
        assert_eq!(life(r#"{"access_token":"x"}"#).unwrap(), None);
        assert!(life(r#"{"expires_in":3600}"#).is_err());
    }
}
