//! Under which licences others let us use their work.

use std::collections::BTreeMap;

use spdx::{Expression, ParseMode};

use crate::packages;
use crate::tree::root;

/// What this project may depend on, whether it is given away as source or as a program: nothing here asks for more
/// than to pass on its notice.
const ALLOWED: &[&str] = &[
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Zlib",
];

fn allows(expression: &Expression, allowed: &[&str]) -> bool {
    expression.evaluate(|requirement| {
        requirement.addition.is_none()
            && requirement.license.id().is_some_and(|licence| allowed.contains(&licence.name))
    })
}

#[test]
fn every_dependency_has_a_licence_that_is_allowed() {
    let mut expressions = BTreeMap::new();
    let mut wrong = Vec::new();
    for package in packages::theirs() {
        let name = format!("{} {}", package.name, package.version);
        let Some(licence) = &package.license else {
            wrong.push(format!("{name}: none"));
            continue;
        };
        // Some write `MIT/Apache-2.0`.
        match Expression::parse_mode(licence, ParseMode::LAX) {
            Ok(expression) if allows(&expression, ALLOWED) => {
                expressions.insert(licence, expression);
            }
            Ok(_) => wrong.push(format!("{name}: {licence}")),
            Err(error) => wrong.push(format!("{name}: {licence}: {error}")),
        }
    }
    assert!(wrong.is_empty(), "licences that are not allowed: {wrong:#?}");
    assert!(!expressions.is_empty(), "no dependencies were found");

    for needless in ALLOWED {
        let others: Vec<_> = ALLOWED.iter().copied().filter(|licence| licence != needless).collect();
        let needed = expressions.values().any(|expression| !allows(expression, &others));
        assert!(needed, "no dependency needs {needless}: take it off the list");
    }
}

#[test]
fn the_rule_tells_good_from_bad() {
    let cases = [
        ("MIT", true),
        ("MIT/Apache-2.0", true),
        ("MIT OR GPL-3.0-only", true),
        ("MIT AND GPL-3.0-only", false),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("AGPL-3.0-only", false),
        ("MPL-2.0", false),
        ("LicenseRef-ours", false),
    ];
    for (licence, good) in cases {
        let expression = Expression::parse_mode(licence, ParseMode::LAX).unwrap();
        assert_eq!(allows(&expression, ALLOWED), good, "{licence}");
    }
}

#[test]
fn ours_are_mit_or_apache_and_their_texts_are_here() {
    for package in packages::ours() {
        assert_eq!(package.license.as_deref(), Some("MIT OR Apache-2.0"), "{}", package.name);
    }
    for file in ["LICENSE-MIT", "LICENSE-APACHE"] {
        assert!(root().join(file).is_file(), "{file} is missing");
    }
}
