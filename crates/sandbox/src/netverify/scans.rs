//! Every transaction of Netverify that a sandbox remembers.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use uuid::Uuid;

use super::limits::Limits;
use super::scan::Scan;
use crate::callback::Callback;

/// Keeps what is drawn here apart from what the current platform draws under the same seed.
const PURPOSE: u64 = 3 << 32;

/// The transactions.
#[derive(Debug)]
pub(crate) struct Scans {
    random: StdRng,
    /// In the order in which they were made.
    kept: BTreeMap<u64, Scan>,
    made: u64,
    by_id: HashMap<Uuid, u64>,
    by_token: HashMap<String, u64>,
    /// Transactions by the time at which something will happen to them.
    due: BTreeSet<(Timestamp, u64)>,
    /// Transactions that somebody may have changed.
    handed_out: Vec<u64>,
    callbacks: Vec<Callback>,
    pub(super) limits: Limits,
}

impl Scans {
    pub(crate) fn new(seed: Option<u64>) -> Self {
        Self {
            random: seed
                .map_or_else(rand::make_rng, |seed| StdRng::seed_from_u64(seed.wrapping_add(PURPOSE))),
            kept: BTreeMap::new(),
            made: 0,
            by_id: HashMap::new(),
            by_token: HashMap::new(),
            due: BTreeSet::new(),
            handed_out: Vec::new(),
            callbacks: Vec::new(),
            limits: Limits::default(),
        }
    }

    /// The reference and the page's token of a new transaction. The token looks like a JWT.
    pub(super) fn identity(&mut self) -> (Uuid, String) {
        let id = uuid::Builder::from_random_bytes(self.random.random()).into_uuid();
        let mut part = || URL_SAFE_NO_PAD.encode(self.random.random::<[u8; 32]>());
        let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS512"}"#);
        (id, format!("{header}.{}.{}", part(), part()))
    }

    pub(super) fn add(&mut self, scan: Scan) {
        let number = self.made;
        self.made += 1;
        self.by_id.insert(scan.id, number);
        self.by_token.insert(scan.token.clone(), number);
        self.handed_out.push(number);
        self.kept.insert(number, scan);
    }

    /// All of them, oldest first.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Scan> {
        self.kept.values()
    }

    pub(crate) fn get(&mut self, id: Uuid) -> Option<&mut Scan> {
        let number = *self.by_id.get(&id)?;
        self.hand_out(number)
    }

    /// The transaction whose page a token opens.
    pub(crate) fn of_token(&mut self, token: &str) -> Option<&mut Scan> {
        let number = *self.by_token.get(token)?;
        self.hand_out(number)
    }

    fn hand_out(&mut self, number: u64) -> Option<&mut Scan> {
        self.handed_out.push(number);
        self.kept.get_mut(&number)
    }

    /// Forgets one for good: nobody is told of it any more.
    pub(super) fn remove(&mut self, id: Uuid) {
        let Some(scan) = self.by_id.remove(&id).and_then(|number| self.kept.remove(&number)) else { return };
        self.by_token.remove(&scan.token);
    }

    /// Lets time do its work on those that were changed, and on those whose time has come. The work is proportional to
    /// their number, not to that of all.
    pub(crate) fn settle(&mut self, now: Timestamp, processing: SignedDuration) {
        for number in std::mem::take(&mut self.handed_out) {
            self.settle_one(number, now, processing);
        }
        while let Some((due, number)) = self.due.first().copied().filter(|(due, _)| *due <= now) {
            self.due.remove(&(due, number));
            self.settle_one(number, now, processing);
        }
    }

    fn settle_one(&mut self, number: u64, now: Timestamp, processing: SignedDuration) {
        let Some(scan) = self.kept.get_mut(&number) else { return };
        if let Some(due) = scan.due.take() {
            self.due.remove(&(due, number));
        }
        scan.settle(now, processing);
        self.callbacks.append(&mut scan.news);
        scan.due = scan.next(processing).map(|(due, _)| due);
        if let Some(due) = scan.due {
            self.due.insert((due, number));
        }
    }

    /// What happened since the last call that callbacks may tell.
    pub(crate) fn take_callbacks(&mut self) -> Vec<Callback> {
        std::mem::take(&mut self.callbacks)
    }
}
