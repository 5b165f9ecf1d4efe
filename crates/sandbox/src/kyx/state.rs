//! Everything a sandbox remembers.

use std::collections::{BTreeSet, HashMap};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use serde_json::json;
use uuid::Uuid;

use super::limits::Limits;
use super::pair::Pair;
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
    accounts: HashMap<Uuid, Account>,
    /// Every run that ever was; the maps below hold places in it.
    runs: Vec<Run>,
    by_web_token: HashMap<String, usize>,
    by_id: HashMap<Uuid, usize>,
    /// Runs by the time at which something will happen to them.
    due: BTreeSet<(Timestamp, usize)>,
    /// Runs that somebody may have changed.
    handed_out: Vec<usize>,
    callbacks: Vec<Callback>,
    pub(crate) limits: Limits,
}

/// A person, and whose customer they are.
#[derive(Debug)]
struct Account {
    tenant: String,
    runs: Vec<usize>,
}

#[derive(Debug)]
struct AccessToken {
    pair: Pair,
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
            due: BTreeSet::new(),
            handed_out: Vec::new(),
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

    /// An access token of a pair and the seconds it has left.
    pub(crate) fn access_token(&mut self, pair: &Pair, now: Timestamp) -> (String, i64) {
        self.tokens.retain(|_, token| token.expires > now);
        let kept = self
            .tokens
            .iter()
            .filter(|(_, token)| token.pair == *pair && token.expires > later(now, TOKEN_KEPT))
            .max_by_key(|(_, token)| token.expires)
            .map(|(text, token)| (text.clone(), token.expires));
        let (text, expires) = kept.unwrap_or_else(|| {
            let expires = later(now, TOKEN_LIFE);
            let header = URL_SAFE_NO_PAD.encode(r#"{"kid":"sandbox","alg":"RS256"}"#);
            let claims =
                json!({ "client_id": pair.tenant, "iat": now.as_second(), "exp": expires.as_second() });
            let text = format!("{header}.{}.{}", URL_SAFE_NO_PAD.encode(claims.to_string()), self.opaque());
            self.tokens.insert(text.clone(), AccessToken { pair: pair.clone(), expires });
            (text, expires)
        });
        (text, expires.duration_since(now).as_secs())
    }

    /// The pair of an access token that is still good.
    pub(crate) fn pair_of(&self, access_token: &str, now: Timestamp) -> Option<&Pair> {
        self.tokens.get(access_token).filter(|token| token.expires > now).map(|token| &token.pair)
    }

    /// The run that a transaction's token is for.
    pub(crate) fn run_of_transaction_token(&self, token: &str) -> Option<Uuid> {
        let place = *self.by_web_token.get(token)?;
        self.runs.get(place).map(|run| run.id)
    }

    pub(crate) fn add_account(&mut self, tenant: &str) -> Uuid {
        let id = self.id();
        self.accounts.insert(id, Account { tenant: tenant.to_owned(), runs: Vec::new() });
        id
    }

    /// Whether the account is there, and the tenant's.
    pub(crate) fn owns(&self, tenant: &str, account: Uuid) -> bool {
        self.accounts.get(&account).is_some_and(|owner| owner.tenant == tenant)
    }

    pub(crate) fn remove_account(&mut self, account: Uuid) {
        self.accounts.remove(&account);
    }

    pub(crate) fn add_run(&mut self, run: Run) {
        let place = self.runs.len();
        if let Some(account) = self.accounts.get_mut(&run.account) {
            account.runs.push(place);
        }
        self.by_id.insert(run.id, place);
        self.by_web_token.insert(run.token.clone(), place);
        self.handed_out.push(place);
        self.runs.push(run);
    }

    /// All runs of accounts that are still there, oldest first.
    pub(crate) fn runs(&self) -> impl Iterator<Item = &Run> {
        self.runs.iter().filter(|run| self.accounts.contains_key(&run.account))
    }

    /// The runs of one account, oldest first.
    pub(crate) fn runs_of(&self, account: Uuid) -> impl Iterator<Item = &Run> {
        let places = self.accounts.get(&account).map_or(&[][..], |account| &account.runs);
        places.iter().filter_map(|place| self.runs.get(*place))
    }

    pub(crate) fn run(&mut self, id: Uuid) -> Option<&mut Run> {
        let place = *self.by_id.get(&id)?;
        self.hand_out(place)
    }

    pub(crate) fn run_of_web_token(&mut self, token: &str) -> Option<&mut Run> {
        let place = *self.by_web_token.get(token)?;
        self.hand_out(place)
    }

    fn hand_out(&mut self, place: usize) -> Option<&mut Run> {
        let run = self.runs.get_mut(place).filter(|run| self.accounts.contains_key(&run.account))?;
        self.handed_out.push(place);
        Some(run)
    }

    /// Lets time do its work on the runs that were changed, and on those whose time has come. The work is proportional to
    /// their number, not to that of all runs.
    pub(crate) fn settle(&mut self, now: Timestamp, processing: SignedDuration) {
        for place in std::mem::take(&mut self.handed_out) {
            self.settle_run(place, now, processing);
        }
        while let Some((_, place)) = self.due.first().copied().filter(|(due, _)| *due <= now) {
            self.settle_run(place, now, processing);
        }
    }

    fn settle_run(&mut self, place: usize, now: Timestamp, processing: SignedDuration) {
        let Some(run) = self.runs.get_mut(place) else { return };
        if let Some(due) = run.due.take() {
            self.due.remove(&(due, place));
        }
        // Nobody is told of what belongs to a deleted account.
        if !self.accounts.contains_key(&run.account) {
            return;
        }
        run.settle(now, processing);
        self.callbacks.append(&mut run.news);
        run.due = run.next(processing).map(|(due, _)| due);
        if let Some(due) = run.due {
            self.due.insert((due, place));
        }
    }

    /// What happened since the last call that callbacks may tell.
    pub(crate) fn take_callbacks(&mut self) -> Vec<Callback> {
        std::mem::take(&mut self.callbacks)
    }
}
