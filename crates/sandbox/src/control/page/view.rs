//! What the page shows.

use askama::Template;
use uuid::Uuid;

use crate::clock::wire;
use crate::control::api::Callbacks;
use crate::control::{Event, Transaction};
use crate::faults::{Calls, FaultKind};
use crate::handle::Sandbox;
use crate::kyx::outcome::Outcome;
use crate::options::Order;
use crate::scenario::Finishes;

/// The page lists no more transactions than these, the newest ones.
const MAX_LISTED: usize = 200;

/// Everything at once.
#[derive(Template)]
#[template(path = "control/index.html")]
pub(super) struct Index {
    /// What the page's relative links begin with.
    links: &'static str,
    problem: Option<String>,
    now: String,
    transactions: Vec<Transaction>,
    more: usize,
    scenarios: Vec<(String, String)>,
    active: Vec<String>,
    finishes: [&'static str; 3],
    faults: Vec<(u32, String)>,
    fault_kinds: [&'static str; 7],
    calls: [&'static str; 7],
    callbacks: Callbacks,
    orders: Vec<(&'static str, bool)>,
    strict_urls: bool,
    rate_limits: bool,
    processing_seconds: i64,
    seed: Option<u64>,
}

impl Index {
    pub(super) fn of(sandbox: &Sandbox, links: &'static str, problem: Option<String>) -> Self {
        let mut transactions = sandbox.transactions();
        transactions.reverse();
        let more = transactions.len().saturating_sub(MAX_LISTED);
        transactions.truncate(MAX_LISTED);
        let settings = sandbox.settings();
        let callbacks = settings.callbacks;
        Self {
            links,
            problem,
            now: wire(sandbox.now()),
            transactions,
            more,
            scenarios: sandbox.scenarios().into_iter().map(|one| (one.name, one.description)).collect(),
            active: sandbox.active_scenarios().iter().map(ToString::to_string).collect(),
            finishes: Finishes::ALL.map(Finishes::name),
            faults: sandbox
                .faults()
                .iter()
                .map(|state| (state.id, format!("{}; struck {} so far", state.fault, state.struck)))
                .collect(),
            fault_kinds: FaultKind::ALL.map(FaultKind::name),
            calls: Calls::ALL.map(Calls::name),
            callbacks: callbacks.into(),
            orders: Order::ALL.map(|order| (order.name(), order == callbacks.order)).to_vec(),
            strict_urls: settings.strict_urls,
            rate_limits: settings.rate_limits,
            processing_seconds: settings.processing.as_secs(),
            seed: sandbox.options().seed,
        }
    }
}

/// One transaction with its timeline.
#[derive(Template)]
#[template(path = "control/transaction.html")]
pub(super) struct OneTransaction {
    problem: Option<String>,
    transaction: Transaction,
    timeline: Vec<Event>,
    is_open: bool,
    outcomes: Vec<(&'static str, &'static str)>,
}

impl OneTransaction {
    pub(super) fn of(sandbox: &Sandbox, run: Uuid, problem: Option<String>) -> Option<Self> {
        let transaction = sandbox.transaction(run)?;
        let timeline = sandbox.timeline(run);
        let is_open = matches!(transaction.status.as_str(), "INITIATED" | "PENDING");
        let outcomes = Outcome::ALL.iter().map(|outcome| (outcome.name(), outcome.label())).collect();
        Some(Self { problem, transaction, timeline, is_open, outcomes })
    }
}
