//! `provider set` without flags, on a terminal: everything is asked, the secret without echo.

use std::process::Stdio;

use rexpect::session::{PtySession, spawn_command};

use crate::support::{API_SECRET, API_TOKEN, PROGRAM, Place};

pub(crate) fn on_a_terminal(place: &Place, arguments: &[&str]) -> PtySession {
    let mut command = place.command(PROGRAM);
    command.current_dir(place.work().join("acme")).args(arguments).env("TERM", "xterm").env("NO_COLOR", "1");
    command.stdin(Stdio::inherit());
    spawn_command(command, Some(60_000)).unwrap()
}

#[test]
fn everything_is_asked_and_the_secret_is_not_shown() {
    let place = Place::new();
    let _ = place.ok(&["init", "acme"]);
    let mut terminal = on_a_terminal(&place, &["provider", "set", "jumio"]);
    let mut seen = String::new();
    let mut answer = |terminal: &mut PtySession, question: &str, text: &str| {
        seen.push_str(&terminal.exp_string(question).unwrap());
        terminal.send(text).unwrap();
        terminal.send("\r").unwrap();
        terminal.flush().unwrap();
    };
    answer(&mut terminal, "Platform", "");
    answer(&mut terminal, "Data centre", "");
    answer(&mut terminal, "API token", API_TOKEN);
    answer(&mut terminal, "API secret", API_SECRET);
    answer(&mut terminal, "captures:", "");
    answer(&mut terminal, "Primary Color", "#0B5FFF");
    seen.push_str(&terminal.exp_eof().unwrap());
    assert!(!seen.contains(API_SECRET), "{seen}");
    assert!(seen.contains("verified"), "{seen}");
    let settings = place.read("acme/providers/jumio.toml");
    assert!(settings.contains("workflow = \"") && settings.contains("#0B5FFF"), "{settings}");
    let verified = place.shell("campaignctl provider verify jumio");
    assert_eq!(verified.code, 0, "{verified}");
}

#[test]
fn an_interrupt_changes_nothing() {
    let place = Place::new();
    let _ = place.ok(&["init", "acme"]);
    let before = place.workspace_files();
    let mut terminal = on_a_terminal(&place, &["provider", "set", "jumio"]);
    terminal.exp_string("Platform").unwrap();
    terminal.send_control('c').unwrap();
    terminal.exp_eof().unwrap();
    assert_eq!(place.workspace_files(), before);
}

#[test]
fn without_a_terminal_the_flag_is_named() {
    let place = Place::new();
    let _ = place.ok(&["init", "acme"]);
    let run = place.shell("campaignctl provider set jumio");
    assert_eq!(run.code, 2, "{run}");
    assert!(
        run.stderr.contains("--credentials-file")
            || run.stderr.contains("--datacenter")
            || run.stderr.contains("--platform"),
        "{run}"
    );
}
