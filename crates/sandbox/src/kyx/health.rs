//! The platform's health (FACTS 4.7): well, unless faults that were set say otherwise.

use axum::Json;
use axum::extract::State;
use serde_json::{Map, Value, json};

use super::App;
use crate::faults::{Calls, Fault, FaultKind};
use crate::options::CallbackOptions;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Health {
    Up,
    Degraded,
    Down,
}

impl Health {
    const fn wire(self) -> &'static str {
        match self {
            Self::Up => "UP",
            Self::Degraded => "DEGRADED",
            Self::Down => "DOWN",
        }
    }

    /// What a fault makes of what it strikes. A tenant that calls too often is nobody's illness.
    const fn under(fault: &Fault) -> Self {
        match fault.kind {
            FaultKind::RateLimit => Self::Up,
            FaultKind::ServerError | FaultKind::Cut if fault.percent.is_none() => Self::Down,
            _ => Self::Degraded,
        }
    }
}

/// `GET /`: nobody has to say who asks.
pub(super) async fn health(State(app): State<App>) -> Json<Value> {
    let faults: Vec<Fault> = app.sandbox.faults().into_iter().map(|state| state.fault).collect();
    Json(told(&faults, app.sandbox.callbacks()))
}

fn told(faults: &[Fault], callbacks: CallbackOptions) -> Value {
    let of = |calls: &[Calls]| {
        let striking = faults.iter().filter(|fault| calls.contains(&fault.calls));
        striking.map(Health::under).max().unwrap_or(Health::Up)
    };
    let callback = if callbacks.drop || callbacks.dead_port { Health::Down } else { Health::Up };
    let parts = [
        ("retrieval", of(&[Calls::Any, Calls::Retrieval])),
        ("callback", callback),
        ("api", of(&[Calls::Any, Calls::Auth, Calls::Account, Calls::Upload])),
        ("web", of(&[Calls::Page])),
    ];
    let is_down = |name| parts.contains(&(name, Health::Down));
    let details: Map<String, Value> = parts
        .into_iter()
        .filter(|(_, health)| *health != Health::Up)
        .map(|(name, health)| (name.to_owned(), health.wire().into()))
        .collect();
    let whole = match () {
        () if is_down("api") || is_down("retrieval") => Health::Down,
        () if details.is_empty() => Health::Up,
        () => Health::Degraded,
    };
    if details.is_empty() {
        return json!({ "status": whole.wire() });
    }
    json!({ "status": whole.wire(), "details": details })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(kind: FaultKind, calls: Calls, percent: Option<u8>) -> Fault {
        Fault { calls, percent, ..Fault::new(kind) }
    }

    #[test]
    fn health_follows_from_what_was_set() {
        let well = CallbackOptions::default();
        let lost = CallbackOptions { drop: true, ..well };
        let cases = [
            (vec![], well, json!({ "status": "UP" })),
            (vec![fault(FaultKind::RateLimit, Calls::Any, None)], well, json!({ "status": "UP" })),
            (
                vec![fault(FaultKind::ServerError, Calls::Account, None)],
                well,
                json!({ "status": "DOWN", "details": { "api": "DOWN" } }),
            ),
            (
                vec![fault(FaultKind::ServerError, Calls::Account, Some(50))],
                well,
                json!({ "status": "DEGRADED", "details": { "api": "DEGRADED" } }),
            ),
            (
                vec![
                    fault(FaultKind::Slow, Calls::Retrieval, None),
                    fault(FaultKind::Cut, Calls::Retrieval, None),
                ],
                well,
                json!({ "status": "DOWN", "details": { "retrieval": "DOWN" } }),
            ),
            (
                vec![fault(FaultKind::ServerError, Calls::Page, None)],
                lost,
                json!({ "status": "DEGRADED", "details": { "callback": "DOWN", "web": "DOWN" } }),
            ),
            (
                vec![fault(FaultKind::Cut, Calls::Any, None)],
                lost,
                json!({
                    "status": "DOWN",
                    "details": { "retrieval": "DOWN", "callback": "DOWN", "api": "DOWN" },
                }),
            ),
        ];
        for (faults, callbacks, expected) in cases {
            assert_eq!(told(&faults, callbacks), expected, "{faults:?}");
        }
    }
}
