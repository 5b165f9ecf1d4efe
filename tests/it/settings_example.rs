//! `config.example.toml` is complete and valid.

use std::collections::BTreeSet;

use crate::support::{Place, Run, project};

fn example() -> String {
    std::fs::read_to_string(project().join("config.example.toml")).unwrap()
}

/// The user's own settings in the example, without their mark.
fn of_user() -> String {
    example().lines().filter_map(|line| line.strip_prefix("#| ")).flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn the_example_is_a_valid_file_of_settings() {
    let place = Place::new();
    place.write("campaignctl.toml", &example());
    let run = place.ok(&["validate"]);
    assert_eq!(run.stderr.matches("error").count(), 0, "{run}");
    let shown = place.ok(&["env", "list", "--format", "json"]);
    assert!(shown.stdout.contains("production"), "{shown}");
}

/// A key that does not exist makes the program list the ones that do: none may be missing in the example.
#[test]
fn the_example_has_every_key() {
    let place = Place::new();
    for (section, wanted) in
        [("", "workspace, default-env"), ("[env.local]\nbackend = \"embedded\"\n", "backend, sandbox")]
    {
        let text = format!("workspace = \"acme\"\ndefault-env = \"local\"\n{section}qqqqqqqqqqqqqqqq = 1\n");
        place.write("campaignctl.toml", &text);
        let run = place.run(&["validate"]);
        assert_eq!(run.code, 3, "{run}");
        assert!(run.stdout.contains(wanted), "{run}");
        let list = run.stdout.lines().find_map(|line| line.split_once("keys are ")).unwrap().1.to_owned();
        let example = example();
        for key in list.split(", ") {
            let there = example.lines().any(|line| {
                line.starts_with(&format!("{key} = "))
                    || line.starts_with(&format!("[{key}]"))
                    || line.starts_with(&format!("[{key}."))
            });
            assert!(there, "`{key}` is not in the example");
        }
    }
}

#[test]
fn the_users_settings_are_valid_and_complete() {
    let place = Place::with_campaign();
    let settings = |text: &str| {
        place.write("config.toml", text);
        let mut command = place.campaignctl(&["-C", "acme", "provider", "verify", "jumio"]);
        Run::of(command.env("CAMPAIGNCTL_CONFIG", place.work().join("config.toml")))
    };
    let run = settings("qqqqqqqq = 1\n");
    assert_eq!(run.code, 2, "{run}");
    let known: BTreeSet<&str> =
        run.stderr.split('`').skip(1).step_by(2).filter(|key| !key.contains("qq")).collect();
    let of_user = of_user();
    for key in ["backend", "sandbox-url"] {
        assert!(known.contains(key), "{known:?}");
    }
    for key in known.iter().filter(|key| !key.contains(['/', '.', ' '])) {
        assert!(of_user.contains(&format!("{key} = ")), "`{key}` is not in the example");
    }
    let run = settings(&of_user);
    assert!(!run.stderr.contains("settings in"), "{run}");
}
