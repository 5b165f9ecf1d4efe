//! `[lints]` and `allow`.

use insta::assert_snapshot;
use model::Workspace;

use crate::support::{found, identity, told, workspace};

const SETTINGS: &str = "workspace = \"acme\"\ndefault-env = \"local\"\nenv.local.backend = \"embedded\"\n";

/// A workspace with a workflow that nobody knows (P003).
fn own_workflow(settings: &str, provider: &str) -> Workspace {
    workspace(&[
        ("campaignctl.toml", format!("{SETTINGS}{settings}")),
        (
            "providers/jumio.toml",
            format!("platform = \"kyx\"\ndatacenter = \"eu\"\nworkflow = \"77777\"\n{provider}"),
        ),
    ])
}

#[test]
fn lints_change_the_level() {
    for (lint, shown) in
        [("allow", None), ("hint", Some("hint")), ("warn", Some("warning")), ("deny", Some("error"))]
    {
        let found = found(&own_workflow(&format!("lints.P003 = \"{lint}\""), ""));
        let level = found.first().map(|line| line.split(' ').nth(1).unwrap());
        assert_eq!((found.len(), level), (usize::from(shown.is_some()), shown), "{lint}");
    }
}

#[test]
fn lists_keep_a_finding_from_being_shown() {
    assert_eq!(found(&own_workflow("", "allow = [\"P003\"]")), Vec::<String>::new());
    assert_eq!(found(&own_workflow("lints.P003 = \"deny\"", "allow = [\"P003\"]")), Vec::<String>::new());
    // A list that did something is of use even where the level would have done.
    assert_eq!(found(&own_workflow("lints.P003 = \"allow\"", "allow = [\"P003\"]")), Vec::<String>::new());
}

fn campaign(campaign: &str, identity_lines: &str) -> String {
    told(&workspace(&[("campaigns/onboarding.toml", format!("{campaign}\n{}", identity(identity_lines)))]))
}

#[test]
fn a_list_is_about_its_step_or_its_campaign() {
    assert_eq!(campaign("", "country = \"UY\"\nallow = [\"J002\"]"), "");
    assert_eq!(campaign("allow = [\"J002\"]", "country = \"UY\""), "");
    // The step `identity` is not the step `done`; the finding there is why its list is not complained about.
    let other = format!("{}\nallow = [\"J002\"]", identity("country = \"UY\""));
    assert_snapshot!(told(&workspace(&[("campaigns/onboarding.toml", other)])), @r"
    J002 error step.identity.country: `UY` is not the alpha-3 code of a country
      help: write `URY` (Uruguay)
    ");
}

#[test]
fn what_keeps_a_campaign_from_being_pushed_cannot_be_silenced() {
    assert_snapshot!(campaign("allow = [\"F002\"]", "on.approved = \"zebra\""), @r"
    F002 error step.identity.on.approved: there is no step `zebra`
      help: lead it to a step that there is: `campaignctl funnel connect identity.approved STEP`
    ");
    assert_snapshot!(campaign("allow = [\"W003\"]", "consent-country = \"zebra\""), @r"
    W007 warning allow[0]: findings of `W003` cannot be allowed
      help: take it off the list
    W003 error step.identity.consent-country: there is no field `zebra` in the data model
      help: add it: `campaignctl field add zebra --type country`
    ");
    // Unless the workspace says that it is no error here.
    let files = [
        ("campaignctl.toml", format!("{SETTINGS}lints.F002 = \"warn\"")),
        ("campaigns/onboarding.toml", identity("on.approved = \"zebra\"\nallow = [\"F002\"]")),
    ];
    assert_eq!(found(&workspace(&files)), Vec::<String>::new());
}

#[test]
fn fixed_levels_stay() {
    let files = [
        ("campaignctl.toml", format!("{SETTINGS}lints.W003 = \"allow\"")),
        ("campaigns/onboarding.toml", identity("consent-country = \"zebra\"")),
    ];
    assert_snapshot!(told(&workspace(&files)), @r"
    W007 warning workspace lints.W003^: the level of `W003` cannot be changed
      help: remove the line
    W003 error step.identity.consent-country: there is no field `zebra` in the data model
      help: add it: `campaignctl field add zebra --type country`
    ");
}

#[test]
fn lists_that_do_nothing_are_told() {
    assert_snapshot!(campaign("allow = [\"F005\"]", "allow = [\"J02\", \"J002\"]"), @r"
    W007 warning allow[0]: there is no finding of `F005` here
      help: take it off the list
    W007 warning step.identity.allow[0]: there is no rule `J02`
      help: did you mean `J002`?
    W007 warning step.identity.allow[1]: there is no finding of `J002` here
      help: take it off the list
    ");
    assert_eq!(campaign("", "allow = [\"J002\", \"W007\"]"), "");
    let model = "field.first_name = { type = \"text\", pii = \"personal\", allow = [\"M002\"] }";
    assert_snapshot!(told(&workspace(&[("data-model.toml", model)])), @r"
    W007 warning data-model field.first_name.allow[0]: there is no finding of `M002` here
      help: take it off the list
    ");
    let hint = [
        ("campaignctl.toml", format!("{SETTINGS}lints.W007 = \"hint\"")),
        ("data-model.toml", model.to_owned()),
    ];
    assert!(found(&workspace(&hint))[0].starts_with("W007 hint"));
    let off = [
        ("campaignctl.toml", format!("{SETTINGS}lints.W007 = \"allow\"")),
        ("data-model.toml", model.to_owned()),
    ];
    assert_eq!(found(&workspace(&off)), Vec::<String>::new());
}
