//! The rules: model in, diagnostics out.
//!
//! One rule, one file under `rules/`, each with a static [`Rule`] that tells what it looks for, why, an example of the
//! fault and of its fix. [`explain`] and [`reference()`] are made from these, and the examples are run as tests.
//!
//! A finding says what is wrong in one phrase, in lower case and with names in backticks, at the key path of exactly the
//! value (or the key) that is wrong; its help says what to type. What only follows from another finding is not said: no
//! step is called unreachable while a connection on the way to it is broken. To add a rule, write its file, list it in
//! `rules/mod.rs`, and run `UPDATE=1 cargo test -p campaignctl-check`.
//!
//! The same code runs in the command line and in the backend before it accepts or publishes anything. It reads no file
//! and no clock, and its work is proportional to the size of the workspace.

mod conditions;
mod context;
mod field;
mod graph;
mod levels;
mod paths;
mod reference;
mod rule;
mod rules;
mod shares;
mod suggest;
mod words;

use std::collections::BTreeSet;

use model::{Diagnostic, ResourceName, Workspace};

pub use field::field_errors;
pub use reference::{explain, reference};
pub use rule::{Docs, Example, Rule};
pub use suggest::{Proposal, meaning_of_name, pii_by_name, suggest, words_of_name};

use rule::By;

/// Everything that the rules find, in the order of resources and key paths. The levels of `[lints]` and the `allow`
/// lists are applied.
pub fn check(workspace: &Workspace) -> Vec<Diagnostic> {
    check_partial(workspace, &BTreeSet::new())
}

/// Like [`check`], for a workspace of which some resources could be read in part only, or not at all: nothing is said
/// about these, nor what only follows from what is missing in them.
pub fn check_partial(workspace: &Workspace, incomplete: &BTreeSet<ResourceName>) -> Vec<Diagnostic> {
    check_on(workspace, incomplete, 1)
}

/// Like [`check_partial`], on so many threads where there are many campaigns. What is found does not depend on their number.
pub fn check_on(
    workspace: &Workspace,
    incomplete: &BTreeSet<ResourceName>,
    threads: usize,
) -> Vec<Diagnostic> {
    let (context, mut found) = shares::look(workspace, incomplete, threads);
    for rule in rules() {
        if let By::Check(run) | By::Both { whole: run, .. } = rule.by {
            run(&context, &mut found);
        }
    }
    let mut found = levels::apply(&context, found);
    found.sort_by(|a, b| (&a.resource, &a.path, &a.code).cmp(&(&b.resource, &b.path, &b.code)));
    found
}

/// All rules, in the order of the reference.
pub fn rules() -> &'static [&'static Rule] {
    rules::ALL
}

/// The rule of this id, in any case.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().iter().copied().find(|rule| rule.id.eq_ignore_ascii_case(id))
}

/// The rule whose id was probably meant.
pub fn nearest_rule(id: &str) -> Option<&'static Rule> {
    let upper = id.to_ascii_uppercase();
    // `F04` lacks a zero, however near it is to `F014`.
    let padded = upper.split_at_checked(1).map(|(group, number)| format!("{group}{number:0>3}"));
    if let Some(rule) = padded.and_then(|id| rule(&id)) {
        return Some(rule);
    }
    model::suggest::nearest(&upper, rules().iter().map(|rule| rule.id)).and_then(rule)
}
