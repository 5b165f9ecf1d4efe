//! Everything a sandbox remembers.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use serde_json::json;
use uuid::Uuid;

use super::limits::Limits;
use super::run::Run;
use crate::callback::Callback;
use crate::clock::later;

/// How long an access token lives (FACTS 4.2).
const TOKEN_LIFE: SignedDuration = SignedDuration::from_mins(60);
/// Calls in a row get the same token while more than this is left of its life.
const TOKEN_KEPT: SignedDuration = SignedDuration::from_mins(30);

/// The state of the platform.
#[derive(Debug)]
pub(crate) struct State {
    random: StdRng,
    tokens: HashMap<String, AccessToken>,
    accounts: HashMap<Uuid, String>,
    runs: Vec<Run>,
    by_web_token: HashMap<String, usize>,
    by_id: HashMap<Uuid, usize>,
    callbacks: Vec<Callback>,
    pub(crate) limits: Limits,
}

#[derive(Debug)]
struct AccessToken {
    tenant: String,
    expires: Timestamp,
}

impl State {
    pub(crate) fn new(seed: Option<u64>) -> Self {
        Self {
            random: seed.map_or_else(rand::make_rng, StdRng::seed_from_u64),
            tokens: HashMap::new(),
            accounts: HashMap::new(),
            runs: Vec::new(),
            by_web_token: HashMap::new(),
            by_id: HashMap::new(),
            callbacks: Vec::new(),
            limits: Limits::default(),
        }
    }

    /// A new id: a UUID of version 4.
    pub(crate) fn id(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(self.random.random()).into_uuid()
    }

    fn opaque(&mut self) -> String {
        URL_SAFE_NO_PAD.encode(self.random.random::<[u8; 32]>())
    }

    /// The token of one transaction, which looks like a JWT.
    pub(crate) fn transaction_token(&mut self) -> String {
        let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS512","zip":"GZIP"}"#);
        format!("{header}.{}.{}", self.opaque(), self.opaque())
    }

    /// An access token of a tenant and the seconds it has left.
    pub(crate) fn access_token(&mut self, tenant: &str, now: Timestamp) -> (String, i64) {
        self.tokens.retain(|_, token| token.expires > now);
        let kept = self
            .tokens
            .iter()
            .filter(|(_, token)| token.tenant == tenant && token.expires > later(now, TOKEN_KEPT))
            .max_by_key(|(_, token)| token.expires)
            .map(|(text, token)| (text.clone(), token.expires));
        let (text, expires) = kept.unwrap_or_else(|| {
            let expires = later(now, TOKEN_LIFE);
            let header = URL_SAFE_NO_PAD.encode(r#"{"kid":"sandbox","alg":"RS256"}"#);
            let claims = json!({ "client_id": tenant, "iat": now.as_second(), "exp": expires.as_second() });
            let text = format!("{header}.{}.{}", URL_SAFE_NO_PAD.encode(claims.to_string()), self.opaque());
            self.tokens.insert(text.clone(), AccessToken { tenant: tenant.to_owned(), expires });
            (text, expires)
        });
        (text, expires.duration_since(now).as_secs())
    }

    /// The tenant of an access token that is still good.
    pub(crate) fn tenant_of(&self, access_token: &str, now: Timestamp) -> Option<String> {
        self.tokens.get(access_token).filter(|token| token.expires > now).map(|token| token.tenant.clone())
    }

    pub(crate) fn add_account(&mut self, tenant: &str) -> Uuid {
        let id = self.id();
        self.accounts.insert(id, tenant.to_owned());
        id
    }

    /// Whether the account is there, and the tenant's.
    pub(crate) fn owns(&self, tenant: &str, account: Uuid) -> bool {
        self.accounts.get(&account).is_some_and(|owner| owner == tenant)
    }

    pub(crate) fn remove_account(&mut self, account: Uuid) {
        self.accounts.remove(&account);
    }

    pub(crate) fn add_run(&mut self, run: Run) {
        self.by_id.insert(run.id, self.runs.len());
        self.by_web_token.insert(run.token.clone(), self.runs.len());
        self.runs.push(run);
    }

    /// All runs of accounts that are still there, oldest first.
    pub(crate) fn runs(&self) -> impl Iterator<Item = &Run> {
        self.runs.iter().filter(|run| self.accounts.contains_key(&run.account))
    }

    pub(crate) fn run(&mut self, id: Uuid) -> Option<&mut Run> {
        let index = *self.by_id.get(&id)?;
        self.runs.get_mut(index).filter(|run| self.accounts.contains_key(&run.account))
    }

    pub(crate) fn run_of_web_token(&mut self, token: &str) -> Option<&mut Run> {
        let index = *self.by_web_token.get(token)?;
        self.runs.get_mut(index).filter(|run| self.accounts.contains_key(&run.account))
    }

    /// Lets time do its work on every run.
    pub(crate) fn settle(&mut self, now: Timestamp, processing: SignedDuration) {
        for run in &mut self.runs {
            run.settle(now, processing);
            self.callbacks.append(&mut run.news);
        }
    }

    /// What happened since the last call that callbacks may tell.
    pub(crate) fn take_callbacks(&mut self) -> Vec<Callback> {
        std::mem::take(&mut self.callbacks)
    }
}
