//! I003, J001, J002, J008.

use insta::assert_snapshot;

use crate::support::{found, identity, told, verification, without_hints, workspace};

#[test]
fn documents() {
    assert_snapshot!(told(&verification("documents = []")), @r#"
    J001 error step.identity.documents: no documents are chosen for the step `identity`
      help: choose some of `passport`, `id-card`, `driving-license`, `visa`: `documents = ["passport"]`
    "#);
    assert_snapshot!(
        told(&verification("documents = [\"passport\", \"DRIVER_LICENSE\", \"pasport\", \"library-card\"]")),
        @r"
    J001 error step.identity.documents[1]: there is no document `DRIVER_LICENSE`
      help: write `driving-license`
    J001 error step.identity.documents[2]: there is no document `pasport`
      help: did you mean `passport`?
    J001 error step.identity.documents[3]: there is no document `library-card`
      help: there are `passport`, `id-card`, `driving-license`, `visa`
    "
    );
}

#[test]
fn a_workflow_without_document_needs_none() {
    let with = |workflow: &str| {
        let provider = format!(
            "platform = \"kyx\"\ndatacenter = \"eu\"\nworkflow = \"{workflow}\"\nallow = [\"P003\", \"W007\"]"
        );
        let files =
            [("providers/jumio.toml", provider), ("campaigns/onboarding.toml", identity("documents = []"))];
        found(&workspace(&files)).len()
    };
    assert_eq!(with("10016"), 0);
    assert_eq!(with("10026"), 0);
    assert_eq!(with("10015"), 1);
    assert_eq!(with("99999"), 1);
}

#[test]
fn countries() {
    for good in ["URY", "XKX"] {
        assert_eq!(found(&verification(&format!("country = \"{good}\""))), Vec::<String>::new());
    }
    for (bad, help) in [
        ("UY", "write `URY` (Uruguay)"),
        ("ury", "write `URY` (Uruguay)"),
        ("Uruguay", "write `URY` (Uruguay)"),
        ("UYR", "did you mean `URY` (Uruguay)?"),
        ("", "write a code such as `URY`, or leave it out where any country is welcome"),
    ] {
        let workspace = verification(&format!("country = \"{bad}\""));
        let findings = without_hints(&workspace);
        assert_eq!(findings.len(), 1, "{bad}");
        assert_eq!((findings[0].code.as_str(), findings[0].help.as_deref()), ("J002", Some(help)), "{bad}");
    }
}

#[test]
fn consent() {
    let with = |workflow: &str, consent: &str| {
        let provider = format!("platform = \"kyx\"\ndatacenter = \"eu\"\nworkflow = \"{workflow}\"");
        let campaign = identity(&format!("consent = {consent}"));
        let files = [("providers/jumio.toml", provider), ("campaigns/onboarding.toml", campaign)];
        found(&workspace(&files)).iter().filter(|line| line.starts_with("J008")).count()
    };
    assert_eq!(with("10011", "false"), 1);
    assert_eq!(with("10011", "true"), 0);
    assert_eq!(with("10011", "\"I agree.\""), 0);
    // A document alone is no biometry; of a workflow that nobody knows nothing can be said.
    assert_eq!(with("10015", "false"), 0);
    assert_eq!(with("99999", "false"), 0);
}

#[test]
fn pictures_are_not_kept_for_ever() {
    assert_snapshot!(told(&verification("save-images = true\nretention-days = 0")), @r"
    I003 warning step.identity.retention-days: the pictures of `identity` are kept for ever
      help: write how many days they are needed, or leave the key out: then they are kept for 365
    ");
    assert_eq!(told(&verification("save-images = true\nretention-days = 1")), "");
    assert_eq!(told(&verification("retention-days = 0")), "");
}
