//! `campaignctl demo`: the whole job in one go, leaving nothing behind.

use std::process::Command;

use crate::support::{API_SECRET, PROGRAM, Place, Run};

/// Neither home nor keyring, bus, terminal or display; only a place for temporary files.
fn demo(place: &Place, arguments: &[&str]) -> Run {
    let temporary = place.work().join("tmp");
    std::fs::create_dir_all(&temporary).unwrap();
    let mut command = Command::new(PROGRAM);
    command.arg("demo").args(arguments).env_clear().env("TMPDIR", &temporary).current_dir(place.work());
    command.stdin(std::process::Stdio::null());
    Run::of(&mut command)
}

#[test]
fn the_demo_does_the_whole_job_and_leaves_nothing_behind() {
    let place = Place::new();
    let run = demo(&place, &[]);
    assert_eq!(run.code, 0, "{run}");
    let told = format!("{}{}", run.stdout, run.stderr);
    for command in [
        "init acme",
        "provider set jumio",
        "funnel add-step jumio",
        "push",
        "publish onboarding",
        "review approve",
    ] {
        assert!(told.contains(command), "{command} is not told\n{run}");
    }
    assert!(!told.contains(API_SECRET), "{run}");
    assert!(place.files().is_empty(), "{:?}", place.files());
    assert_eq!(std::fs::read_dir(place.work().join("tmp")).unwrap().count(), 0);
}

#[test]
fn the_demo_keeps_its_workspace_when_asked() {
    let place = Place::new();
    let run = demo(&place, &["--keep", "kept"]);
    assert_eq!(run.code, 0, "{run}");
    let kept = place.work().join("kept");
    let acme = kept.join("acme");
    let ok = |arguments: &[&str]| {
        let mut command = place.campaignctl(&["-C", acme.to_str().unwrap()]);
        command.args(arguments).env("CAMPAIGNCTL_MASTER_KEY_FILE", kept.join("master.key"));
        let run = Run::of(&mut command);
        assert_eq!(run.code, 0, "{arguments:?}\n{run}");
        run
    };
    let _ = ok(&["validate"]);
    let sessions = ok(&["session", "list", "--format", "json"]).json();
    let mut ends: Vec<&str> = sessions["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|session| session["result"].as_str().unwrap_or("active"))
        .collect();
    ends.sort_unstable();
    assert_eq!(ends, ["active", "completed", "completed", "declined"]);
    // It does not write into what is there already.
    let again = demo(&place, &["--keep", "kept"]);
    assert_eq!(again.code, 2, "{again}");
}
