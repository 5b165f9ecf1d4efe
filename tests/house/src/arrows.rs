//! Which room may use which.

use std::collections::BTreeMap;

use crate::packages::{self, room};
use crate::tree::program_sources;

/// From the user to what it uses. The root package may use every room; tests may use what they like.
const ARROWS: &[(&str, &[&str])] = &[
    ("api", &["model"]),
    ("backend", &["api", "check", "funnel", "model", "verification"]),
    ("benches", &[]),
    ("check", &["funnel", "model"]),
    ("funnel", &["model"]),
    ("graph", &["model"]),
    ("house-tests", &[]),
    ("jumio", &[]),
    ("model", &[]),
    // Nothing of the client's: a wire type that both share would hide its own mistake.
    ("sandbox", &["model"]),
    ("schema", &["model"]),
    ("secrets", &[]),
    ("verification", &["jumio", "model"]),
    ("workspace", &["model"]),
];

/// The rooms that get time, identifiers and everything else as arguments.
const PURE: &[&str] = &["model", "check", "funnel", "graph"];

#[test]
fn every_room_uses_only_what_its_arrows_allow() {
    let arrows: BTreeMap<_, _> = ARROWS.iter().copied().collect();
    let mut wrong = Vec::new();
    let mut rooms = Vec::new();
    for package in packages::ours() {
        if package.name == "campaignctl" {
            continue;
        }
        let name = room(&package.name);
        rooms.push(name);
        let Some(allowed) = arrows.get(name) else {
            wrong.push(format!("{name} is a room without a line in this test"));
            continue;
        };
        for dependency in &package.dependencies {
            let used = room(&dependency.name);
            if dependency.path.is_some()
                && dependency.kind.as_deref() != Some("dev")
                && !allowed.contains(&used)
            {
                wrong.push(format!("{name} -> {used}"));
            }
        }
    }
    for (user, _) in ARROWS {
        assert!(rooms.contains(user), "{user} has a line in this test and is no room");
    }
    assert!(wrong.is_empty(), "arrows that are not allowed: {wrong:#?}");
}

#[test]
fn the_pure_rooms_reach_nothing_outside() {
    const DEPENDENCIES: &[&str] = &["fs-err", "object_store", "rand", "reqwest", "sqlx", "tempfile", "tokio"];
    const WORDS: &[&str] = &[
        "std::env::",
        "std::fs",
        "std::net",
        "std::process",
        "Instant::now",
        "SystemTime",
        "Timestamp::now",
        "Zoned::now",
        "new_v4",
        "now_v7",
    ];
    let mut wrong = Vec::new();
    for package in packages::ours().filter(|package| PURE.contains(&room(&package.name))) {
        for dependency in &package.dependencies {
            if dependency.kind.is_none() && DEPENDENCIES.contains(&dependency.name.as_str()) {
                wrong.push(format!("{} uses {}", package.name, dependency.name));
            }
        }
    }
    for file in program_sources() {
        if !PURE.iter().any(|room| file.path.starts_with(&format!("crates/{room}/"))) {
            continue;
        }
        // What follows the first test module may do as tests do.
        let program = file.text.split("#[cfg(test)]").next().unwrap();
        for word in WORDS {
            if program.contains(word) {
                wrong.push(format!("{} has {word}", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
