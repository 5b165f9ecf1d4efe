//! M006 to M009, M012 to M015: what capture fields bring.

use insta::assert_snapshot;

use crate::support::{hints, identity, told, verification, workspace};

const MODEL: &str = r#"
field.note = { type = "text", pii = "sensitive" }
field.code = { type = "text", max-length = 2 }
field.sex = { type = "choice", values = ["m", "f"], pii = "personal" }
field.home = { type = "choice", values = ["URY", "ARG"] }
"#;

fn files(platform: &str, workflow: &str, lines: &str) -> model::Workspace {
    workspace(&[
        ("data-model.toml", MODEL.to_owned()),
        (
            "providers/jumio.toml",
            format!("platform = \"{platform}\"\ndatacenter = \"eu\"\nworkflow = \"{workflow}\""),
        ),
        ("campaigns/onboarding.toml", identity(lines)),
    ])
}

fn mapped(platform: &str, workflow: &str, lines: &str) -> String {
    told(&files(platform, workflow, lines))
}

#[test]
fn documents_carry_what_is_mapped() {
    let with = |documents: &str, source: &str| {
        told(&workspace(&[
            ("data-model.toml", MODEL.to_owned()),
            (
                "campaigns/onboarding.toml",
                identity(&format!("documents = [{documents}]\nmap.note = \"{source}\"")),
            ),
        ]))
    };
    assert_snapshot!(with("\"passport\", \"visa\"", "document.dl_categories"), @r"
    M006 warning step.identity.map.note: `document.dl_categories` is on none of the documents of `identity`
      help: it is on `driving-license`: add it to `documents`, or take the mapping away
    ");
    assert_eq!(with("\"passport\", \"driving-license\"", "document.dl_categories"), "");
    assert_eq!(with("\"passport\"", "document.place_of_birth"), "");
    let curp = "documents = [\"id-card\"]\nmap.note = \"document.curp\"\ncountry";
    assert_snapshot!(mapped("kyx", "10011", &format!("{curp} = \"URY\"")), @r"
    M006 warning step.identity.map.note: `document.curp` is not on documents of Uruguay (`URY`)
      help: it is on those of `MEX`; take the mapping away
    ");
    assert_eq!(mapped("kyx", "10011", &format!("{curp} = \"MEX\"")), "");
}

#[test]
fn workflows_bring_what_is_mapped() {
    let with = |workflow: &str, source: &str| {
        let told = mapped("kyx", workflow, &format!("map.note = \"{source}\""));
        told.lines().filter(|line| line.starts_with("M007")).map(str::to_owned).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(with("10016", "document.number"), @"M007 warning step.identity.map.note: workflow `10016` asks for no identity document, and has no `document.number`");
    assert_snapshot!(with("1", "document.number"), @"M007 warning step.identity.map.note: workflow `1` stores documents and does not read `document.number`");
    assert_snapshot!(with("10015", "face.similarity"), @"M007 warning step.identity.map.note: workflow `10015` takes no selfie, and has no `face.similarity`");
    assert_snapshot!(with("3", "decision.risk_score"), @"M007 warning step.identity.map.note: workflow `3` gives no overall decision, and has no `decision.risk_score`");
    assert_snapshot!(with("10011", "decision.watchlist"), @"M007 warning step.identity.map.note: workflow `10011` looks nobody up in watchlists, and has no `decision.watchlist`");
    for (workflow, source) in [
        ("10015", "document.number"),
        ("10011", "face.similarity"),
        ("10011", "decision.risk_score"),
        ("10013", "decision.watchlist"),
        ("3", "decision.reject_reason"),
        ("77777", "face.similarity"),
    ] {
        assert_eq!(with(workflow, source), "", "{workflow} {source}");
    }
}

#[test]
fn platforms_bring_what_is_mapped() {
    assert_snapshot!(mapped("netverify", "100", "map.note = \"decision.label\""), @r"
    M009 error step.identity.map.note: there is no `decision.label` on the platform `netverify`
      help: take the mapping away; `kyx` is the platform that has it
    ");
    assert_eq!(mapped("netverify", "100", "map.note = \"decision.type\""), "");
    let to_activate =
        hints(&files("netverify", "100", "documents = [\"id-card\"]\nmap.note = \"address.city\""));
    assert!(to_activate.contains("M008 hint step.identity.map.note: `address.city`"), "{to_activate}");
    assert!(!hints(&files("kyx", "10015", "map.note = \"address.city\"")).contains("M008"));
    assert!(!hints(&files("netverify", "100", "map.note = \"document.number\"")).contains("M008"));
}

#[test]
fn lists_have_what_may_come() {
    assert_snapshot!(mapped("kyx", "10011", "map.sex = \"document.gender\""), @r"
    M012 error step.identity.map.sex: `document.gender` may be `M` and 2 more, which are not among the values of `sex`
      help: add what is missing to the values of `sex`, or give another word for it with the transform `choice-map`
    ");
    assert_snapshot!(
        mapped("kyx", "10011", "map.sex = { from = \"document.gender\", transform = [\"lower\"] }"),
        @r"
    M012 error step.identity.map.sex.from: `document.gender` may come to `x`, which is not among the values of `sex`
      help: add what is missing to the values of `sex`, or give another word for it with the transform `choice-map`
    "
    );
    assert_snapshot!(mapped("kyx", "10011", "map.home = \"document.issuing_country\""), @r"
    M012 error step.identity.map.home: `document.issuing_country` may be `ABW` and 247 more, which are not among the values of `home`
      help: make `home` a field of type `country`, which takes all of them in every spelling
    ");
    assert_eq!(mapped("kyx", "10011", "country = \"URY\"\nmap.home = \"document.issuing_country\""), "");
    assert_snapshot!(mapped("kyx", "10011", "map.code = \"document.issuing_country\""), @r#"
    M012 error step.identity.map.code: `document.issuing_country` is an alpha-3 code, and `code` takes less than 3 characters
      help: write `transform = ["country-alpha2"]`, or map it into a field of type `country`
    "#);
}

#[test]
fn what_may_not_fit() {
    let of = |workspace: &model::Workspace| -> String {
        hints(workspace).split_inclusive('\n').filter(|line| line.starts_with("M013")).collect()
    };
    assert_snapshot!(of(&files("kyx", "10011", "map.code = \"document.state\"")), @"M013 hint step.identity.map.code: `document.state` may have 200 characters, of which `code` takes 2");
    assert_eq!(of(&files("kyx", "10011", "map.code = \"document.issuing_country\"")), "");
    assert_eq!(of(&files("kyx", "10011", "map.note = \"document.number\"")), "");
    let decided = |op: &str| {
        let text = format!(
            "{}[step.decide]\nkind = \"decision\"\non.minor = \"declined\"\non.otherwise = \"done\"\n\
             [[step.decide.branch]]\noutcome = \"minor\"\nwhen = {{ field = \"birth_date\", {op} }}\n",
            identity("on.approved = \"decide\"\nmap.birth_date = \"document.date_of_birth\"")
        );
        of(&workspace(&[("campaigns/onboarding.toml", text)]))
    };
    assert_snapshot!(decided("op = \"younger-than\", value = 18"), @"M013 hint step.identity.map.birth_date: `document.date_of_birth` may lack its day or month, and then nothing is written");
    assert_eq!(decided("op = \"is-empty\""), "");
}

#[test]
fn what_is_personal_stays_so() {
    let with = |pii: &str, source: &str| {
        let model = format!("field.x = {{ type = \"text\", pii = \"{pii}\" }}");
        let lines = format!("documents = [\"id-card\", \"passport\"]\nmap.x = \"{source}\"");
        told(&workspace(&[("data-model.toml", model), ("campaigns/onboarding.toml", identity(&lines))]))
    };
    assert_snapshot!(with("none", "document.first_name"), @r#"
    M014 warning step.identity.map.x: `document.first_name` is personal, and the `pii` of `x` is `none`
      help: write `pii = "personal"` in `[field.x]`
    "#);
    assert_snapshot!(with("personal", "document.religion"), @r#"
    M014 warning step.identity.map.x: `document.religion` is sensitive, and the `pii` of `x` is `personal`
      help: write `pii = "sensitive"` in `[field.x]`
    "#);
    for (pii, source) in
        [("personal", "document.first_name"), ("sensitive", "document.religion"), ("none", "document.type")]
    {
        assert_eq!(with(pii, source), "", "{pii} {source}");
    }
    // The field's own name says as much already.
    let model = "field.first_name = { type = \"text\" }";
    let told = told(&workspace(&[
        ("data-model.toml", model.to_owned()),
        ("campaigns/onboarding.toml", identity("map.first_name = \"document.first_name\"")),
    ]));
    assert!(told.starts_with("D006") && !told.contains("M014"), "{told}");
}

#[test]
fn mappings_wait_for_an_approval() {
    assert_snapshot!(told(&verification("write-on = [\"review\", \"approved\", \"error\"]")), @r"
    M015 warning step.identity.write-on[0]: mappings are written although `identity` ended by `review`
      help: remove it: what a review approves is written then, without being listed here
    M015 warning step.identity.write-on[2]: mappings are written although `identity` ended by `error`
      help: remove it: what a review approves is written then, without being listed here
    ");
    assert_eq!(told(&verification("write-on = [\"approved\"]")), "");
}
