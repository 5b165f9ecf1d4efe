//! Fixes of findings, made in the files.

use model::{Diagnostic, EnvName, Fix, KeyPath};
use serde_json::json;
use workspace::{Edit, EditError, Loaded};

use crate::support::{Files, onboarding};

const CAMPAIGN: &str = "\
entry = \"identity\" # where it begins

[step.identity]
kind = \"jumio\"
# The country of the document.
contry = \"URY\"   # not Uruguay
documents = [\"passport\", \"passport\", \"visa\"]
on.otherwise = \"done\"

[step.done]
kind = \"end\"
result = \"completed\"

[env.production.step.identity]
documents = [\"id-card\"]
";

fn campaign(text: &str) -> Files {
    Files::new(&[("campaigns/onboarding.toml", text)])
}

fn finding(path: KeyPath) -> Diagnostic {
    Diagnostic::error("X001", onboarding(), path, "wrong")
}

fn fix(path: &KeyPath, value: Option<serde_json::Value>) -> Fix {
    Fix { title: "mend it".to_owned(), certain: true, path: path.clone(), value }
}

fn documents() -> KeyPath {
    KeyPath::of(["step", "identity", "documents"])
}

/// The campaign's text after a fix of a finding at a path; `None` when the fix is not made.
fn mended(text: &str, finding: &Diagnostic, fix: &Fix) -> Option<String> {
    let files = campaign(text);
    let loaded = files.root().load(None);
    let mut edit = Edit::begin(&files.root()).unwrap();
    let is_mended = edit.mend(&[(finding, fix)], &loaded.sources).unwrap();
    assert_eq!(loaded.sources.replacement(finding, fix).is_some(), is_mended);
    edit.commit().unwrap();
    let after = files.read("campaigns/onboarding.toml");
    assert_eq!(after != text, is_mended);
    is_mended.then_some(after)
}

/// The only certain fix that reading offers, with its finding.
fn offered(loaded: &Loaded) -> (Diagnostic, Fix) {
    let found =
        loaded.diagnostics.iter().flat_map(|finding| finding.fixes.iter().map(move |fix| (finding, fix)));
    let found: Vec<_> = found.collect();
    let [(finding, fix)] = found[..] else { panic!("{:#?}", loaded.diagnostics) };
    (finding.clone(), fix.clone())
}

#[test]
fn a_slip_of_the_pen_in_a_key_is_mended_where_it_stands() {
    let files = campaign(CAMPAIGN);
    let (finding, fix) = offered(&files.root().load(None));
    assert_eq!((fix.title.as_str(), fix.certain), ("write `country`", true));
    assert_eq!(fix.path, KeyPath::of(["step", "identity"]));
    assert_eq!(mended(CAMPAIGN, &finding, &fix).unwrap(), CAMPAIGN.replace("contry", "country"));
    let windows = CAMPAIGN.replace('\n', "\r\n");
    assert_eq!(mended(&windows, &finding, &fix).unwrap(), windows.replace("contry", "country"));
}

#[test]
fn a_key_is_mended_in_the_settings_of_the_environment_that_has_it() {
    let text = CAMPAIGN.replace("contry", "country")
        + "\"dokuments\" = [\"visa\"]\n[env.staging.step.identity]\ncontry = \"URY\"\n";
    let files = campaign(&text);
    let loaded = files.root().load(Some(&EnvName::new("staging").unwrap()));
    let (finding, fix) = offered(&Loaded {
        diagnostics: loaded.diagnostics.iter().filter(|finding| finding.code == "W001").cloned().collect(),
        ..loaded
    });
    let finding = Diagnostic { env: Some(EnvName::new("staging").unwrap()), ..finding };
    let after = mended(&text, &finding, &fix).unwrap();
    assert_eq!(after, text.replace("contry", "country"));
}

#[test]
fn what_is_no_slip_or_has_no_place_is_not_offered() {
    let offers = |text: &str| -> usize {
        campaign(text).root().load(None).diagnostics.iter().map(|finding| finding.fixes.len()).sum()
    };
    assert_eq!(offers(CAMPAIGN), 1);
    assert_eq!(offers(&CAMPAIGN.replace("contry", "cuntri")), 0, "two characters");
    assert_eq!(
        offers(&CAMPAIGN.replace("kind = \"jumio\"", "kind = \"jumio\"\ncountry = \"URY\"")),
        0,
        "taken"
    );
    assert_eq!(
        offers(&CAMPAIGN.replace("entry", "password = \"x\"\nentry")),
        0,
        "a fix would tell the secret"
    );
    assert_eq!(
        offers(&CAMPAIGN.replace("contry", "since = 2020-01-01\ncontry")),
        0,
        "a value that has no JSON"
    );
    assert_eq!(
        offers(&CAMPAIGN.replace("entry", "!\nentry")),
        0,
        "nothing is known of a file that does not parse"
    );
}

#[test]
fn a_fix_that_leaves_another_fault_is_not_made() {
    let text = CAMPAIGN.replace("contry = \"URY\"", "contry = 598");
    let (finding, fix) = offered(&campaign(&text).root().load(None));
    assert_eq!(mended(&text, &finding, &fix), None);
}

#[test]
fn values_are_written_and_taken_away_where_the_finding_is() {
    let second = documents().index(1);
    let text = CAMPAIGN.replace("contry", "country");
    let after = mended(&text, &finding(second.clone()), &fix(&second, None)).unwrap();
    assert_eq!(after, text.replace("\"passport\", \"passport\"", "\"passport\""));
    let after = mended(&text, &finding(second.clone()), &fix(&second, Some(json!("id-card")))).unwrap();
    assert_eq!(after, text.replace("\"passport\", \"passport\"", "\"passport\", \"id-card\""));

    let production = EnvName::new("production").unwrap();
    let there = Diagnostic { env: Some(production), ..finding(documents().index(0)) };
    let after = mended(&text, &there, &fix(&documents().index(0), Some(json!("visa")))).unwrap();
    assert_eq!(after, text.replace("\"id-card\"", "\"visa\""));
    // It has no second document there: the one of all environments is meant.
    let elsewhere = Diagnostic { path: documents().index(1), ..there };
    let after = mended(&text, &elsewhere, &fix(&documents().index(1), Some(json!("id-card")))).unwrap();
    assert_eq!(after, text.replace("\"passport\", \"passport\"", "\"passport\", \"id-card\""));
}

#[test]
fn a_fix_of_what_is_not_there_is_not_made() {
    let text = CAMPAIGN.replace("contry", "country");
    for path in [documents().index(9), KeyPath::of(["step", "gone", "country"]), documents().key("x")] {
        assert_eq!(mended(&text, &finding(path.clone()), &fix(&path, Some(json!("x")))), None, "{path}");
        assert_eq!(mended(&text, &finding(path.clone()), &fix(&path, None)), None, "{path}");
    }
    let country = KeyPath::of(["step", "identity", "country"]);
    assert_eq!(
        mended(&text, &finding(country.clone()), &fix(&country, Some(json!("URY")))),
        None,
        "it says so"
    );
}

#[test]
fn an_edit_reads_what_it_has_not_written_yet() {
    let files = campaign(CAMPAIGN);
    let mut edit = Edit::begin(&files.root()).unwrap();
    let before = edit.load(None);
    let (finding, fix) = offered(&before);
    assert!(edit.mend(&[(&finding, &fix)], &before.sources).unwrap());
    assert!(edit.load(None).diagnostics.is_empty());
    assert!(!edit.mend(&[(&finding, &fix)], &before.sources).unwrap(), "it is mended");
    assert_eq!(files.read("campaigns/onboarding.toml"), CAMPAIGN);
}

#[test]
fn a_file_that_somebody_changed_since_it_was_read_is_not_mended() {
    let files = campaign(CAMPAIGN);
    let loaded = files.root().load(None);
    let (finding, fix) = offered(&loaded);
    files.write("campaigns/onboarding.toml", &format!("# mine\n{CAMPAIGN}"));
    let mut edit = Edit::begin(&files.root()).unwrap();
    let error = edit.mend(&[(&finding, &fix)], &loaded.sources).unwrap_err();
    assert!(matches!(error, EditError::ChangedMeanwhile(_)), "{error}");
}

#[test]
fn a_replacement_is_as_small_as_it_can_be() {
    let loaded = campaign(CAMPAIGN).root().load(None);
    let (finding, fix) = offered(&loaded);
    let (at, text) = loaded.sources.replacement(&finding, &fix).unwrap();
    assert_eq!((at.line, at.column, at.end_line, at.end_column), (6, 3, 6, 3));
    assert_eq!(text, "u");

    let text = CAMPAIGN.replace("contry = \"URY\"", "country = \"Üxé\"");
    let loaded = campaign(&text).root().load(None);
    let path = KeyPath::of(["step", "identity", "country"]);
    let (at, text) = loaded
        .sources
        .replacement(&self::finding(path.clone()), &self::fix(&path, Some(json!("Üyè"))))
        .unwrap();
    assert_eq!((at.line, at.column, at.end_line, at.end_column), (6, 13, 6, 15));
    assert_eq!(text, "yè");
}

#[test]
fn several_fixes_are_made_together_or_not_at_all() {
    let text = CAMPAIGN.replace("kind = \"end\"", "knid = \"x\"\nkind = \"end\"");
    let files = campaign(&text);
    let loaded = files.root().load(None);
    let (slip, respell) = offered(&loaded);
    let first = documents().index(0);
    let (other, write) = (finding(first.clone()), fix(&first, Some(json!("id-card"))));
    let gone = documents().index(7);
    let (lost, nowhere) = (finding(gone.clone()), fix(&gone, Some(json!("visa"))));

    let mut edit = Edit::begin(&files.root()).unwrap();
    let all = [(&slip, &respell), (&other, &write), (&lost, &nowhere)];
    assert!(!edit.mend(&all, &loaded.sources).unwrap());
    assert_eq!(edit.preview().unwrap(), []);
    assert!(edit.mend(&all[..2], &loaded.sources).unwrap());
    edit.commit().unwrap();
    let wanted = text.replace("contry", "country").replacen("\"passport\"", "\"id-card\"", 1);
    assert_eq!(files.read("campaigns/onboarding.toml"), wanted);
}

#[test]
fn a_table_that_is_named_in_several_lines_is_spelled_in_all() {
    let text = CAMPAIGN
        .replace("contry", "country")
        .replace("on.otherwise = \"done\"\n", "")
        .replace("[step.done]", "[step.identity.on]\notherwise = \"done\"\n\n[step.done]");
    let (wrong, step) = (text.replace("step.identity", "step.identty"), KeyPath::of(["step"]));
    let loaded = campaign(&text).root().load(None);
    let steps: serde_json::Value = json!({
        "identity": { "kind": "jumio", "country": "URY", "documents": ["passport", "passport", "visa"],
            "on": { "otherwise": "done" } },
        "done": { "kind": "end", "result": "completed" },
    });
    assert!(loaded.sources.replacement(&finding(step.clone()), &fix(&step, Some(steps.clone()))).is_none());
    let wrong = wrong.split("[env.").next().unwrap();
    let after = mended(wrong, &finding(step.clone()), &fix(&step, Some(steps))).unwrap();
    let right = campaign(&after).root().load(None);
    let steps = &right.workspace.unwrap().campaigns.into_values().next().unwrap().steps;
    assert_eq!(steps.keys().map(model::StepId::as_str).collect::<Vec<_>>(), ["done", "identity"]);
    assert!(!after.contains("identty"), "{after}");
}
