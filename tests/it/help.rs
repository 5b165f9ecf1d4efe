//! What the program says of itself.

use crate::support::{Place, Run};

#[test]
fn help_lists_every_command_in_a_group() {
    let place = Place::new();
    let help = place.ok(&["--help"]).stdout;
    let listed: Vec<&str> = help
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next())
        .filter(|word| word.chars().all(|c| c.is_ascii_lowercase()))
        .collect();
    assert!(listed.len() >= 20, "{listed:?}");
    for command in &listed {
        let run = place.run(&[command, "--help"]);
        assert_eq!(run.code, 0, "{command}\n{run}");
        assert!(run.stdout.contains("Usage: campaignctl"), "{run}");
    }
    // A command that is missing in the list is one that a wrong name brings up.
    let script = place.ok(&["completions", "bash"]).stdout;
    let commands = script.split("opts=\"").nth(1).unwrap().split('"').next().unwrap();
    for command in commands.split_whitespace().filter(|word| !word.starts_with('-')) {
        assert!(listed.contains(&command), "`{command}` is in no group of --help");
    }
}

#[test]
fn the_committed_completions_are_current() {
    let place = Place::new();
    for (shell, file) in [
        ("bash", "campaignctl.bash"),
        ("zsh", "_campaignctl"),
        ("fish", "campaignctl.fish"),
        ("powershell", "_campaignctl.ps1"),
    ] {
        let now = place.ok(&["completions", shell]).stdout;
        let path = crate::support::project().join("completions").join(file);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &now).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap();
        assert!(
            committed == now,
            "completions/{file} is not current: UPDATE=1 cargo test --test it completions"
        );
    }
}

#[test]
fn the_version_is_told_on_stdout_and_wrong_usage_on_stderr() {
    let place = Place::new();
    let run = place.ok(&["--version"]);
    assert_eq!(run.stdout, format!("campaignctl {}\n", env!("CARGO_PKG_VERSION")));
    let run = place.run(&["--no-such-flag"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let place = Place::new();
    let mut command = place.command("sh");
    let run = Run::of(command.args(["-c", "campaignctl completions bash | head -n 1"]));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
}
