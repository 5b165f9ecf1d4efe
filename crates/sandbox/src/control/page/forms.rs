//! What the page's forms do. Each goes back to the page, or shows it again with what was wrong.

use std::collections::HashMap;
use std::fmt::Display;
use std::str::FromStr;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use http::StatusCode;
use jiff::SignedDuration;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::{html, transaction_page, view};
use crate::control::api::Callbacks;
use crate::control::{Finish, FinishError};
use crate::faults::Fault;
use crate::handle::Sandbox;
use crate::scenario::Scope;

/// What a form says: fields that are not empty.
struct Fields(HashMap<String, String>);

impl Fields {
    fn read(body: &Bytes) -> Self {
        let fields = url::form_urlencoded::parse(body).into_owned();
        Self(
            fields
                .map(|(name, text)| (name, text.trim().to_owned()))
                .filter(|(_, text)| !text.is_empty())
                .collect(),
        )
    }

    fn text(&self, name: &str) -> Option<String> {
        self.0.get(name).cloned()
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    fn number<T: FromStr>(&self, name: &str) -> Result<Option<T>, String> {
        let read = |text: &String| text.parse().map_err(|_| format!("{name} must be a number within bounds"));
        self.0.get(name).map(read).transpose()
    }

    /// One of the names of a closed list.
    fn name<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, String> {
        let read = |text: &String| {
            serde_json::from_value(Value::from(text.as_str()))
                .map_err(|_| format!("{name} must be one of those offered"))
        };
        self.0.get(name).map(read).transpose()
    }
}

/// Back to the page, from a form `depth` segments below `/sandbox`.
fn back(sandbox: &Sandbox, depth: usize, done: Result<(), String>) -> Response {
    // The page as it is, at the form's own address: its links have to climb as far.
    let (up, links) = match depth {
        2 => ("../../sandbox", "../"),
        _ => ("../../../sandbox", "../../"),
    };
    match done {
        Ok(()) => Redirect::to(up).into_response(),
        Err(problem) => {
            html(StatusCode::UNPROCESSABLE_ENTITY, &view::Index::of(sandbox, links, Some(problem)))
        }
    }
}

fn text(error: &impl Display) -> String {
    error.to_string()
}

pub(super) async fn clock(State(sandbox): State<Sandbox>, body: Bytes) -> Response {
    let minutes = Fields::read(&body).number::<u32>("minutes");
    let done = minutes.and_then(|minutes| minutes.ok_or_else(|| "minutes are missing".to_owned()));
    let done = done.map(|minutes| sandbox.advance(Duration::from_secs(60 * u64::from(minutes))));
    back(&sandbox, 2, done)
}

pub(super) async fn scenario(State(sandbox): State<Sandbox>, body: Bytes) -> Response {
    let fields = Fields::read(&body);
    let scope = Scope { tenant: fields.text("tenant"), reference_prefix: fields.text("reference-prefix") };
    let name = fields.text("name").unwrap_or_default();
    let done = fields
        .name("finishes")
        .and_then(|finishes| sandbox.set_scenario(&name, scope, finishes).map_err(|error| text(&error)));
    back(&sandbox, 2, done)
}

pub(super) async fn clear_scenarios(State(sandbox): State<Sandbox>) -> Response {
    sandbox.clear_scenarios(None);
    back(&sandbox, 3, Ok(()))
}

fn read_fault(fields: &Fields) -> Result<Fault, String> {
    Ok(Fault {
        kind: fields.name("kind")?.ok_or("a kind is missing")?,
        calls: fields.name("calls")?.unwrap_or_default(),
        times: fields.number("times")?,
        percent: fields.number("percent")?,
        status: fields.number("status")?,
        retry_after: fields.number("retry-after")?,
        seconds: fields.number("seconds")?,
    })
}

pub(super) async fn fault(State(sandbox): State<Sandbox>, body: Bytes) -> Response {
    let done = read_fault(&Fields::read(&body))
        .and_then(|fault| sandbox.add_fault(fault).map(drop).map_err(|error| text(&error)));
    back(&sandbox, 2, done)
}

pub(super) async fn clear_faults(State(sandbox): State<Sandbox>, body: Bytes) -> Response {
    match Fields::read(&body).number("id") {
        Ok(Some(id)) => {
            // One that struck for the last time in between is gone all the same.
            sandbox.clear_fault(id);
            back(&sandbox, 3, Ok(()))
        }
        Ok(None) => {
            sandbox.clear_faults();
            back(&sandbox, 3, Ok(()))
        }
        Err(problem) => back(&sandbox, 3, Err(problem)),
    }
}

fn read_callbacks(fields: &Fields) -> Result<Callbacks, String> {
    let usual = Callbacks::default();
    Ok(Callbacks {
        delay_seconds: fields.number("delay")?.unwrap_or(usual.delay_seconds),
        copies: fields.number("copies")?.unwrap_or(usual.copies),
        drop: fields.has("drop"),
        intermediate: fields.has("intermediate"),
        order: fields.name("order")?.unwrap_or(usual.order),
        dead_port: fields.has("dead-port"),
        retries: fields.number("retries")?.unwrap_or(usual.retries),
        retry_after_seconds: fields.number("retry-after")?.unwrap_or(usual.retry_after_seconds),
    })
}

pub(super) async fn callbacks(State(sandbox): State<Sandbox>, body: Bytes) -> Response {
    let done = read_callbacks(&Fields::read(&body))
        .and_then(|wish| wish.apply(&sandbox).map_err(|problem| problem.detail().to_owned()));
    back(&sandbox, 2, done)
}

pub(super) async fn settings(State(sandbox): State<Sandbox>, body: Bytes) -> Response {
    let fields = Fields::read(&body);
    let done = fields.number::<u32>("processing").map(|processing| {
        let mut settings = sandbox.settings();
        settings.strict_urls = fields.has("strict-urls");
        settings.rate_limits = fields.has("rate-limits");
        settings.processing = SignedDuration::from_secs(processing.unwrap_or(0).into());
        sandbox.set_settings(settings);
    });
    back(&sandbox, 2, done)
}

pub(super) async fn reset(State(sandbox): State<Sandbox>, body: Bytes) -> Response {
    sandbox.reset(Fields::read(&body).has("keep-settings"));
    back(&sandbox, 2, Ok(()))
}

pub(super) async fn finish(State(sandbox): State<Sandbox>, Path(run): Path<String>, body: Bytes) -> Response {
    let fields = Fields::read(&body);
    let label = fields.text("label");
    let wish = Finish {
        // A label that was typed counts more than the list, which always says something.
        outcome: fields.text("outcome").filter(|_| label.is_none()),
        label,
        credential: fields.text("credential"),
        ..Finish::default()
    };
    let id = Uuid::parse_str(&run).map_err(|_| FinishError::Unknown);
    match id.and_then(|id| sandbox.finish(id, &wish)) {
        Ok(_) => Redirect::to(&format!("../{run}")).into_response(),
        Err(error) => transaction_page(&sandbox, &run, Some(error.to_string())),
    }
}
