//! P001 to P006.

use insta::assert_snapshot;

use crate::support::{found, identity, told, workspace};

fn provider(text: &str) -> model::Workspace {
    workspace(&[("providers/jumio.toml", text)])
}

#[test]
fn settings_are_missing() {
    let files = [("providers/jumio.toml", String::new()), ("campaigns/onboarding.toml", identity(""))];
    assert_snapshot!(told(&workspace(&files)), @r"
    P001 error step.identity.kind: there are no settings of the provider `jumio`
      help: choose it: `campaignctl provider set jumio`
    ");
    // Nobody needs settings where nobody is verified.
    assert_eq!(found(&workspace(&files[..1])), Vec::<String>::new());
    assert_snapshot!(told(&provider("platform = \"kyx\"")), @r"
    P001 error provider/jumio datacenter: no data centre is set
      help: say where the account is: `campaignctl provider set jumio --datacenter us|eu|sg`; the customer portal's address tells
    P001 error provider/jumio workflow: no Id Workflow is set
      help: choose one: `campaignctl provider set jumio --workflow KEY`; `campaignctl provider workflows jumio` lists them
    ");
}

#[test]
fn workflows() {
    let with = |platform: &str, workflow: &str| {
        told(&workspace(&[
            (
                "providers/jumio.toml",
                format!("platform = \"{platform}\"\ndatacenter = \"eu\"\nworkflow = \"{workflow}\""),
            ),
            ("campaigns/onboarding.toml", identity("")),
        ]))
    };
    assert_snapshot!(with("kyx", "1001"), @r#"
    P003 warning provider/jumio workflow: workflow `1001` is none of those that are publicly known
      help: did you mean `10011` (ID and Identity Verification)? for a workflow of your own account, write `allow = ["P003"]`
    "#);
    assert_snapshot!(with("kyx", "zebra"), @r#"
    P003 warning provider/jumio workflow: workflow `zebra` is none of those that are publicly known
      help: `campaignctl provider workflows jumio` lists them; for a workflow of your own account, write `allow = ["P003"]`
    "#);
    assert_snapshot!(with("netverify", "10011"), @r"
    P002 error provider/jumio workflow: workflow `10011` belongs to the platform `kyx`, not to `netverify`
      help: `campaignctl provider workflows jumio` lists the workflows of each platform
    ");
    assert_snapshot!(with("kyx", "10010"), @r"
    P004 error provider/jumio workflow: customers cannot go through workflow `10010` (Standalone Watchlist Screening)
      help: `campaignctl provider workflows jumio` says what customers have to show for each
    ");
    assert_eq!(with("netverify", "200"), "");
}

#[test]
fn colours() {
    let with = |color: &str| {
        told(&provider(&format!(
            "platform = \"kyx\"\ndatacenter = \"eu\"\nworkflow = \"10011\"\nprimary-color = \"{color}\""
        )))
    };
    for good in ["#0B5FFF", "#06f"] {
        assert_eq!(with(good), "", "{good}");
    }
    assert_snapshot!(with("##0B5FFF"), @r"
    P006 error provider/jumio primary-color: `##0B5FFF` is no colour
      help: write it as `#RRGGBB`, such as `#0B5FFF`
    ");
    for bad in ["", "#0B5FFF80", "blu", "#12345"] {
        assert!(with(bad).starts_with("P006 error"), "{bad}");
    }
}
