//! Funnels to draw.

use graph::Graph;
use model::Campaign;
use serde_json::{Value, json};

/// The funnel of the README's tour.
pub(crate) fn tour() -> Value {
    json!({ "title": "Account opening", "entry": "welcome", "step": {
        "welcome": { "kind": "page", "title": "Welcome", "on": { "next": "identity" } },
        "identity": { "kind": provider(), "documents": ["passport", "id-card"], "country": "URY", "on": {
            "approved": "done", "rejected": "declined", "otherwise": "clerk",
        } },
        "clerk": { "kind": "review", "on": { "approved": "done", "otherwise": "declined" } },
        "done": { "kind": "end", "result": "completed" },
        "declined": { "kind": "end", "result": "declined" },
    } })
}

/// A funnel with everything that can be wrong, with a loop and with a step that leads to itself.
pub(crate) fn broken() -> Value {
    json!({ "entry": "welcome", "step": {
        "welcome": { "kind": "page", "allow-dismiss": true, "on": { "next": "identity", "nxt": "identity" } },
        "identity": { "kind": provider(), "documents": ["passport"], "on": {
            "approved": "dnoe", "unreadable": "identity", "error": "identity", "rejected": "welcome",
            "otherwise": "done",
        } },
        "astray": { "kind": "review", "queue": "desk", "on": { "approved": "done", "otherwise": "identity" } },
        "done": { "kind": "end", "result": "completed" },
    } })
}

/// The name of the kind of verification steps.
pub(crate) fn provider() -> &'static str {
    model::providers::NAMES[0]
}

pub(crate) fn campaign(json: &Value) -> Campaign {
    serde_json::from_value(json.clone()).unwrap()
}

pub(crate) fn graph(json: &Value) -> Graph {
    Graph::of("onboarding", &campaign(json))
}

/// A long funnel as companies have them: parts of five steps, each with its verification, decisions, reviews, ways back
/// and ways out.
pub(crate) fn long(parts: usize) -> Value {
    let mut steps = serde_json::Map::new();
    for part in 0..parts {
        let id = |name: &str| format!("{name}-{part}");
        let next = if part + 1 == parts { "done".to_owned() } else { format!("page-{}", part + 1) };
        steps.insert(
            id("page"),
            json!({ "kind": "page", "title": format!("Part {part}"), "allow-dismiss": true,
                "on": { "next": id("verify"), "dismissed": "left" } }),
        );
        steps.insert(
            id("verify"),
            json!({ "kind": provider(), "documents": ["passport", "visa"], "on": {
                "approved": id("decide"), "review": id("clerk"), "unreadable": id("page"), "rejected": "declined",
                "expired": id("page"), "otherwise": id("clerk") } }),
        );
        let when = |value| json!({ "field": "country", "op": "eq", "value": value });
        let branches = [("domestic", "URY"), ("abroad", "ARG")];
        let branches: Vec<Value> = branches
            .into_iter()
            .map(|(outcome, country)| json!({ "outcome": outcome, "when": when(country) }))
            .collect();
        steps.insert(
            id("decide"),
            json!({ "kind": "decision", "branch": branches,
                "on": { "domestic": next, "abroad": id("extra"), "otherwise": id("clerk") } }),
        );
        steps.insert(id("extra"), json!({ "kind": "page", "title": "Extra", "on": { "next": next } }));
        steps.insert(
            id("clerk"),
            json!({ "kind": "review", "on": { "approved": next, "rejected": "declined", "overdue": id("extra") } }),
        );
    }
    for (end, result) in [("done", "completed"), ("declined", "declined"), ("left", "abandoned")] {
        steps.insert(end.to_owned(), json!({ "kind": "end", "result": result }));
    }
    json!({ "title": "A long way", "entry": "page-0", "step": steps })
}
