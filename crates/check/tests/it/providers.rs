//! P001 to P011, J003, J005, J006.

use insta::assert_snapshot;

use crate::support::{found, hints, identity, told, workspace};

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
    assert_snapshot!(with("netverify", "own"), @r"
    P002 error provider/jumio workflow: workflow `own` is no number of up to three digits, as those of Netverify are
      help: take one of `campaignctl provider workflows jumio --platform netverify`
    ");
    assert!(with("netverify", "2000").starts_with("P002 error"));
    assert!(with("netverify", "203").starts_with("P003 warning"));
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

/// What is said about a platform and workflow, with these lines in the verification.
fn platform(platform: &str, workflow: &str, lines: &str) -> model::Workspace {
    workspace(&[
        (
            "providers/jumio.toml",
            format!("platform = \"{platform}\"\ndatacenter = \"eu\"\nworkflow = \"{workflow}\""),
        ),
        ("campaigns/onboarding.toml", identity(lines)),
    ])
}

#[test]
fn former_and_comparing_workflows() {
    assert_snapshot!(told(&platform("kyx", "9", "")), @r#"
    P005 warning provider/jumio workflow: workflow `9` is of version 3, which gives no overall decision
      help: its successor is `10014` (Standalone Authentication), which has to be activated on the account
    P009 warning provider/jumio workflow: workflow `9` compares with an earlier verification, and no campaign makes one
      help: take one that asks for a document, such as `10011`; where your customers were verified elsewhere, write `allow = ["P009"]`
    "#);
    assert_snapshot!(told(&platform("kyx", "32", "")), @r"
    P005 warning provider/jumio workflow: workflow `32` is of version 3, which gives no overall decision
      help: its successor is `10013` (ID and Identity Verification, Screening, Residency, Address, US Licence), which has to be activated on the account
    ");
    assert_snapshot!(told(&platform("kyx", "10025", "")), @r#"
    P009 warning provider/jumio workflow: workflow `10025` compares with an earlier verification, and no campaign makes one
      help: take one that asks for a document, such as `10011`; where your customers were verified elsewhere, write `allow = ["P009"]`
    "#);
    // Nobody can go through it at all, which is told as such.
    assert!(told(&platform("kyx", "20", "")).starts_with("P004"));
}

#[test]
fn white_text_is_to_be_read_on_the_colour() {
    let with = |color: &str| {
        told(&provider(&format!(
            "platform = \"kyx\"\ndatacenter = \"eu\"\nworkflow = \"10011\"\nprimary-color = \"{color}\""
        )))
    };
    assert_eq!(with("#767676"), "");
    assert_snapshot!(with("#777777"), @r"
    P007 warning provider/jumio primary-color: white text on `#777777` has a contrast of 4.4:1, below 4.5:1
      help: take a darker colour, such as `#0B5FFF`
    ");
}

#[test]
fn settings_without_effect() {
    assert_snapshot!(told(&platform("kyx", "10011", "camera = \"front\"\nstatus-bar = \"default\"")), @r#"
    J005 warning step.identity.camera: `camera` has no effect on the platform `kyx`
      help: remove it, or write `allow = ["J005"]` if an app of yours goes by it
    J005 warning step.identity.status-bar: `status-bar` has no effect on the platform `kyx`
      help: remove it, or write `allow = ["J005"]` if an app of yours goes by it
    "#);
    assert_eq!(told(&platform("netverify", "200", "camera = \"front\"\nstatus-bar = \"default\"")), "");
    assert_snapshot!(told(&platform("netverify", "102", "camera = \"front\"")), @r"
    J006 warning step.identity.camera: workflow `102` takes uploads only: `camera` has no effect
      help: remove it, or take a workflow with camera
    ");
    assert_snapshot!(told(&platform("netverify", "101", "camera = \"front\"")), @r#"
    J006 warning provider/jumio workflow: customers without a camera cannot go through workflow `101` (ID, camera only)
      help: `100` takes uploads as well; for apps only, write `allow = ["J006"]`
    "#);
}

#[test]
fn what_can_be_preset() {
    let with = |platform_name: &str, documents: &str, country: &str| {
        let lines = format!("documents = [{documents}]\n{country}");
        let workspace = platform(platform_name, if platform_name == "kyx" { "10011" } else { "200" }, &lines);
        let hints = hints(&workspace);
        let hints: Vec<&str> = hints.lines().filter(|line| line.starts_with("J004")).collect();
        format!("{}{}", told(&workspace), hints.join("\n"))
    };
    let country = "country = \"URY\"";
    assert_snapshot!(with("netverify", "\"visa\"", country), @r"
    J003 error step.identity.documents[0]: the web pages of Netverify cannot begin with a visa
      help: offer another document besides, or leave `country` out: then nothing is preset
    ");
    assert_snapshot!(with("netverify", "\"visa\"", ""), @"J004 hint step.identity^: customers choose the country of their document themselves");
    assert_snapshot!(with("kyx", "\"passport\", \"visa\"", country), @"J004 hint step.identity.documents: customers choose their document themselves: several are offered");
    assert_eq!(with("kyx", "\"visa\"", country), "");
}

#[test]
fn languages_of_the_providers_pages() {
    let with = |platform: &str, workflow: &str, locale: &str| {
        told(&provider(&format!(
            "platform = \"{platform}\"\ndatacenter = \"eu\"\nworkflow = \"{workflow}\"\nlocale = \"{locale}\""
        )))
    };
    assert_snapshot!(with("netverify", "200", "es-UY"), @r"
    P011 warning provider/jumio locale: the pages of the platform `netverify` do not come in `es-UY`
      help: they come in `es`
    ");
    assert!(with("netverify", "200", "zh_cn").contains("they come in `zh-CN`"));
    assert!(with("netverify", "200", "tlh").starts_with("P011 warning"));
    assert!(with("kyx", "10011", "tlh").starts_with("P011 warning"));
    for locale in ["en", "en-GB", "sw", "zh-HK", "pt-BR"] {
        assert_eq!(with("netverify", "200", locale), "", "{locale}");
    }
    for locale in ["en", "en-US", "es-UY", "hi", "fr_CA"] {
        assert_eq!(with("kyx", "10011", locale), "", "{locale}");
    }
    let step = workspace(&[
        (
            "providers/jumio.toml",
            "platform = \"netverify\"\ndatacenter = \"eu\"\nworkflow = \"200\"".to_owned(),
        ),
        ("campaigns/onboarding.toml", identity("locale = \"engl\"")),
    ]);
    assert!(
        told(&step).starts_with("P011 warning step.identity.locale: the pages of the platform `netverify`"),
        "{}",
        told(&step)
    );
}

#[test]
fn a_colour_is_told_where_customers_see_the_providers_pages() {
    let color = "platform = \"kyx\"\ndatacenter = \"eu\"\nworkflow = \"10011\"\nprimary-color = \"#0B5FFF\"";
    assert!(!hints(&provider(color)).contains("P010"), "nobody is verified");
    let verified = |settings: &str| {
        hints(&workspace(&[
            ("providers/jumio.toml", settings.to_owned()),
            ("campaigns/onboarding.toml", identity("")),
        ]))
    };
    assert!(verified(color).contains("P010 hint provider/jumio primary-color: Jumio's own pages"));
    assert!(!verified(&format!("{color}\nallow = [\"P010\"]")).contains("P010"));
    assert!(
        !verified(&color.replace("#0B5FFF", "blu")).contains("P010"),
        "what is no colour is told by another rule"
    );
}
