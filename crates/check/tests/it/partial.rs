//! What only follows from what could not be read is not said.

use std::collections::BTreeSet;

use model::{Level, ResourceName, Workspace};

use crate::support::{identity, workspace};

fn codes(workspace: &Workspace, incomplete: &[&str]) -> Vec<String> {
    let incomplete: BTreeSet<ResourceName> = incomplete.iter().map(|name| name.parse().unwrap()).collect();
    let found = check::check_partial(workspace, &incomplete);
    let above_hints = found.into_iter().filter(|finding| finding.level > Level::Hint);
    above_hints.map(|finding| finding.code).collect()
}

#[test]
fn nothing_is_said_about_and_because_of_what_is_incomplete() {
    let faulty = workspace(&[
        ("campaignctl.toml", "workspace = \"acme\"\ndefault-env = \"zebra\"\nlints.X1 = \"warn\"\n"),
        ("providers/jumio.toml", "platform = \"kyx\"\nworkflow = \"10011\"\nallow = [\"P003\"]\n"),
        ("data-model.toml", ""),
        (
            "campaigns/onboarding.toml",
            &identity(
                "map.x = \"document.number\"\nconsent-country = \"x\"\nconsent = false\ncountry = \"UY\"",
            ),
        ),
    ]);
    let all = ["W003", "W003", "P001", "W003", "J008", "J002", "M002"];
    let sorted = |mut codes: Vec<String>| {
        codes.sort();
        codes
    };
    assert_eq!(sorted(codes(&faulty, &[])), sorted(all.map(str::to_owned).to_vec()));
    assert_eq!(sorted(codes(&faulty, &["data-model"])), ["J002", "J008", "P001", "W003", "W003"]);
    assert_eq!(sorted(codes(&faulty, &["workspace"])), ["J002", "J008", "M002", "P001", "W003"]);
    assert_eq!(sorted(codes(&faulty, &["provider/jumio"])), ["J002", "M002", "W003", "W003", "W003"]);
    assert_eq!(sorted(codes(&faulty, &["campaign/onboarding"])), ["P001", "W003", "W003"]);
    assert_eq!(
        codes(&faulty, &["campaign/onboarding", "workspace", "data-model", "provider/jumio"]),
        Vec::<String>::new()
    );
}

#[test]
fn a_provider_that_cannot_be_read_is_not_called_missing() {
    let mut unread =
        workspace(&[("campaigns/onboarding.toml", format!("provider = \"jumio\"\n{}", identity("")))]);
    unread.providers.clear();
    assert_eq!(codes(&unread, &[]), ["W003"]);
    assert_eq!(codes(&unread, &["provider/jumio"]), Vec::<String>::new());
}

#[test]
fn a_list_is_not_called_useless_while_something_is_missing() {
    let listed = workspace(&[("data-model.toml", "field.x = { type = \"text\", allow = [\"M002\"] }")]);
    assert_eq!(codes(&listed, &[]), ["W007"]);
    assert_eq!(codes(&listed, &["campaign/onboarding"]), Vec::<String>::new());
}
