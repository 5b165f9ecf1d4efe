//! Findings as people read them.

use model::{Diagnostic, EnvName, KeyPath, Level, ResourceName};
use workspace::{RenderStyle, render};

use crate::support::{Files, onboarding};

const TEXT: &str = "title = \"Konto\u{f6}ffnung\"\n\n[step.identity]\nkind = \"jumio\"\ndocuments = [\"passport\", \"visum\"]\n";

fn shown(findings: &[Diagnostic]) -> String {
    let files = Files::new(&[("campaigns/onboarding.toml", TEXT)]);
    render(findings, &files.root().load(None).sources, RenderStyle::default())
}

#[test]
fn a_finding_shows_its_line_and_help() {
    let path = KeyPath::of(["step", "identity", "documents"]).index(1);
    let finding = Diagnostic::error("J001", onboarding(), path, "there is no document `visum`")
        .with_help("did you mean `visa`?");
    insta::assert_snapshot!(shown(&[finding]), @r#"
    error[J001]: there is no document `visum`
     --> campaigns/onboarding.toml:5:26
      |
    5 | documents = ["passport", "visum"]
      |                          ^^^^^^^
      |
      = help: did you mean `visa`?
    "#);
}

#[test]
fn findings_come_by_place_and_what_is_absent_is_shown_by_what_is_around_it() {
    let entry = Diagnostic::error("F001", onboarding(), KeyPath::of(["entry"]), "no entry");
    let on = KeyPath::of(["step", "identity", "on", "approved"]);
    let warning =
        Diagnostic::error("F004", onboarding(), on, "not connected").with_level(Level::Warning).at_key();
    let mut lone =
        Diagnostic::error("W007", ResourceName::Workspace, KeyPath::of(["env", "local"]), "no provider");
    lone.level = Level::Hint;
    lone.env = Some(EnvName::new("local").unwrap());
    insta::assert_snapshot!(shown(&[warning, entry, lone]), @r"
    hint[W007]: no provider
     --> campaignctl.toml:4:6
      |
    4 | [env.local]
      |      ^^^^^
      |
      = note: in the environment `local` only

    error[F001]: no entry
    --> campaigns/onboarding.toml

    warning[F004]: not connected
     --> campaigns/onboarding.toml:3:7
      |
    3 | [step.identity]
      |       ^^^^^^^^
    ");
}

#[test]
fn nothing_that_a_file_says_reaches_the_terminal_as_a_command() {
    let text = "title = \"a\u{1b}[31mb\u{202e}c\"\n";
    let files = Files::new(&[("campaigns/onboarding.toml", text)]);
    let loaded = files.root().load(None);
    assert!(!loaded.diagnostics.is_empty());
    let mut finding = loaded.diagnostics[0].clone();
    finding.message.push_str("\u{1b}]0;title\u{7}");
    finding.help = Some("\u{1b}[2J".to_owned());
    let shown = render(&[finding], &loaded.sources, RenderStyle::default());
    assert!(shown.contains("onboarding"), "{shown}");
    assert!(!shown.chars().any(|c| c.is_control() && c != '\n' || c == '\u{202e}'), "{shown:?}");
}

#[test]
fn no_findings_are_no_text() {
    assert_eq!(shown(&[]), "");
}
