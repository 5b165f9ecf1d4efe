//! The clock, callbacks, and rules that are on or off.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Body, body};
use crate::clock::wire;
use crate::handle::Sandbox;
use crate::kyx::problem::Problem;
use crate::options::{CallbackOptions, Order, Settings};

/// More copies or retries than these would be a flood.
const MAX_CALLBACKS: u32 = 100;

fn now(sandbox: &Sandbox) -> Json<Value> {
    Json(json!({ "now": wire(sandbox.now()) }))
}

pub(super) async fn clock(State(sandbox): State<Sandbox>) -> Json<Value> {
    now(&sandbox)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Advance {
    seconds: u64,
}

pub(super) async fn advance(
    State(sandbox): State<Sandbox>,
    by: Body<Advance>,
) -> Result<Json<Value>, Problem> {
    sandbox.advance(Duration::from_secs(body(by)?.seconds));
    Ok(now(&sandbox))
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(super) struct Reset {
    keep_settings: bool,
}

pub(super) async fn reset(State(sandbox): State<Sandbox>, how: Body<Reset>) -> Result<Json<Value>, Problem> {
    sandbox.reset(body(how)?.keep_settings);
    Ok(now(&sandbox))
}

/// What becomes of callbacks, as JSON. What is left out is as at the start of a sandbox.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(in crate::control) struct Callbacks {
    pub(in crate::control) delay_seconds: u32,
    pub(in crate::control) copies: u32,
    pub(in crate::control) drop: bool,
    pub(in crate::control) intermediate: bool,
    pub(in crate::control) order: Order,
    pub(in crate::control) dead_port: bool,
    pub(in crate::control) retries: u32,
    pub(in crate::control) retry_after_seconds: u32,
}

impl Default for Callbacks {
    fn default() -> Self {
        CallbackOptions::default().into()
    }
}

fn seconds(duration: SignedDuration) -> u32 {
    u32::try_from(duration.as_secs()).unwrap_or(u32::MAX)
}

impl From<CallbackOptions> for Callbacks {
    fn from(options: CallbackOptions) -> Self {
        let CallbackOptions { delay, copies, drop, intermediate, order, dead_port, retries, retry_after } =
            options;
        Self {
            delay_seconds: seconds(delay),
            copies,
            drop,
            intermediate,
            order,
            dead_port,
            retries,
            retry_after_seconds: seconds(retry_after),
        }
    }
}

impl Callbacks {
    /// Puts it in force. Errors: it would be a flood.
    pub(in crate::control) fn apply(self, sandbox: &Sandbox) -> Result<(), Problem> {
        let Self { copies, drop, intermediate, order, dead_port, retries, .. } = self;
        for (name, number) in [("copies", copies), ("retries", retries)] {
            if number > MAX_CALLBACKS {
                return Err(Problem::field(name, &format!("must be at most {MAX_CALLBACKS}")));
            }
        }
        let delay = SignedDuration::from_secs(self.delay_seconds.into());
        let retry_after = SignedDuration::from_secs(self.retry_after_seconds.into());
        sandbox.set_callbacks(CallbackOptions {
            delay,
            copies,
            drop,
            intermediate,
            order,
            dead_port,
            retries,
            retry_after,
        });
        Ok(())
    }
}

pub(super) async fn callbacks(State(sandbox): State<Sandbox>) -> Json<Callbacks> {
    Json(sandbox.callbacks().into())
}

pub(super) async fn set_callbacks(
    State(sandbox): State<Sandbox>,
    wish: Body<Callbacks>,
) -> Result<Json<Callbacks>, Problem> {
    body(wish)?.apply(&sandbox)?;
    Ok(Json(sandbox.callbacks().into()))
}

/// Rules that are on or off. What is left out stays.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Change {
    strict_urls: Option<bool>,
    rate_limits: Option<bool>,
    processing_seconds: Option<u32>,
}

fn shown(sandbox: &Sandbox) -> Json<Value> {
    let Settings { strict_urls, rate_limits, processing, .. } = sandbox.settings();
    Json(json!({
        "strictUrls": strict_urls,
        "rateLimits": rate_limits,
        "processingSeconds": seconds(processing),
        "seed": sandbox.options().seed,
    }))
}

pub(super) async fn settings(State(sandbox): State<Sandbox>) -> Json<Value> {
    shown(&sandbox)
}

pub(super) async fn change_settings(
    State(sandbox): State<Sandbox>,
    change: Body<Change>,
) -> Result<Json<Value>, Problem> {
    let change = body(change)?;
    let mut settings = sandbox.settings();
    settings.strict_urls = change.strict_urls.unwrap_or(settings.strict_urls);
    settings.rate_limits = change.rate_limits.unwrap_or(settings.rate_limits);
    let processing = change.processing_seconds.map(|seconds| SignedDuration::from_secs(seconds.into()));
    settings.processing = processing.unwrap_or(settings.processing);
    sandbox.set_settings(settings);
    Ok(shown(&sandbox))
}
