//! What happened to each transaction.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::clock::wire;

/// How much of one transaction is kept: a client that asks every second must not fill the memory.
const MAX_EVENTS: usize = 200;

/// Something that happened to a transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// When, by the sandbox's clock: RFC 3339, UTC.
    pub at: String,
    /// Of which kind it is.
    pub kind: EventKind,
    /// What happened: a status, a call, where a callback went. Without secrets.
    pub what: String,
    /// The HTTP status that was answered, by the sandbox to a call or by the receiver to a callback.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<u16>,
}

/// Of which kind an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// It was made.
    Created,
    /// A scenario chose how it shall end.
    Scenario,
    /// Its status changed.
    Status,
    /// The customer's page was opened.
    Page,
    /// Something was uploaded, or an upload was finalised.
    Upload,
    /// The status, the result or a picture was asked for, or a deletion.
    Call,
    /// A call met with a fault that was set.
    Fault,
    /// A callback was sent, or was not.
    Callback,
}

impl EventKind {
    /// The name, as the control interface spells it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Scenario => "scenario",
            Self::Status => "status",
            Self::Page => "page",
            Self::Upload => "upload",
            Self::Call => "call",
            Self::Fault => "fault",
            Self::Callback => "callback",
        }
    }
}

#[derive(Debug, Clone)]
struct Entry {
    at: Timestamp,
    kind: EventKind,
    what: String,
    answer: Option<u16>,
}

/// The timelines of all transactions.
#[derive(Debug, Default)]
pub(crate) struct Journal(HashMap<Uuid, Vec<Entry>>);

impl Journal {
    pub(crate) fn note(&mut self, of: Uuid, at: Timestamp, kind: EventKind, what: &str, answer: Option<u16>) {
        let entries = self.0.entry(of).or_default();
        if entries.len() == MAX_EVENTS {
            // The oldest call goes first: how a transaction came to its status is worth more.
            let calls = entries.iter().position(|entry| entry.kind == EventKind::Call);
            entries.remove(calls.unwrap_or(0));
        }
        // Expiry is noticed after it happened.
        let place = entries.partition_point(|entry| entry.at <= at);
        entries.insert(place, Entry { at, kind, what: what.to_owned(), answer });
    }

    pub(crate) fn of(&self, transaction: Uuid) -> Vec<Event> {
        let entries = self.0.get(&transaction).map_or(&[][..], Vec::as_slice);
        let event = |Entry { at, kind, what, answer }: Entry| Event { at: wire(at), kind, what, answer };
        entries.iter().cloned().map(event).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_calls_are_forgotten_first() {
        let mut journal = Journal::default();
        let id = Uuid::nil();
        let at = |second: usize| Timestamp::from_second(i64::try_from(second).unwrap()).unwrap();
        journal.note(id, at(0), EventKind::Created, "", None);
        for second in 1..=MAX_EVENTS {
            journal.note(id, at(second), EventKind::Call, &second.to_string(), Some(200));
        }
        let events = journal.of(id);
        assert_eq!(events.len(), MAX_EVENTS);
        assert_eq!((events[0].kind, events[1].what.as_str()), (EventKind::Created, "2"));
    }

    #[test]
    fn what_is_noticed_late_stands_where_it_happened() {
        let mut journal = Journal::default();
        let id = Uuid::nil();
        for second in [5, 9, 7] {
            let at = Timestamp::from_second(second).unwrap();
            journal.note(id, at, EventKind::Status, &second.to_string(), None);
        }
        let order: Vec<_> = journal.of(id).into_iter().map(|event| event.what).collect();
        assert_eq!(order, ["5", "7", "9"]);
    }
}
