//! A workspace that somebody else made runs nothing and reaches nobody but the backend that it names, and that without a
//! token.

use crate::support::{Place, Run, listener};

#[test]
fn the_backend_that_only_a_workspace_names_gets_no_token() {
    let (address, requests) = listener("404 Not Found");
    let place = Place::with_campaign();
    let settings = format!(
        "workspace = \"acme\"\ndefault-env = \"local\"\n[env.local]\nbackend = \"{address}\"\nsandbox = true\n"
    );
    place.write("acme/campaignctl.toml", &settings);
    let mut command = place.campaignctl(&["-C", "acme", "status"]);
    let run = Run::of(command.env("CAMPAIGNCTL_ACCESS_TOKEN", "access-hush"));
    assert_ne!(run.code, 0, "{run}");
    let request = requests.recv().unwrap();
    assert!(request.starts_with("GET "), "{request}");
    assert!(
        !request.to_lowercase().contains("authorization") && !request.contains("access-hush"),
        "{request}"
    );

    place.write("token", "access-hush\n");
    let run = place.shell("campaignctl status --access-token-file ../token");
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("--backend"), "{run}");
    assert!(requests.try_recv().is_err(), "something was sent");

    let mut command = place.campaignctl(&["-C", "acme", "status"]);
    let run =
        Run::of(command.env("CAMPAIGNCTL_ACCESS_TOKEN", "access-hush").env("CAMPAIGNCTL_BACKEND", &address));
    assert_ne!(run.code, 0, "{run}");
    assert!(requests.recv().unwrap().contains("access-hush"), "the user named it");
}

#[test]
fn a_workspace_names_no_sandbox_elsewhere_and_no_backend_without_tls() {
    let place = Place::with_campaign();
    place.write("pair", "sandbox-acme\nsandbox-acme-secret\n");
    let settings = |backend: &str, more: &str| {
        format!(
            "workspace = \"acme\"\ndefault-env = \"local\"\n[env.local]\nbackend = \"{backend}\"\nsandbox = true\n{more}"
        )
    };
    let elsewhere = "sandbox-url = \"http://sandbox.example.com\"\n";
    place.write("acme/campaignctl.toml", &settings("embedded", elsewhere));
    let run = place.shell("campaignctl provider set jumio --credentials-file ../pair");
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("CAMPAIGNCTL_SANDBOX_URL"), "{run}");
    place.write("acme/campaignctl.toml", &settings("http://backend.example.com", ""));
    let run = place.shell("campaignctl push");
    assert!(run.code == 2 || run.code == 3, "{run}");
}

#[cfg(unix)]
#[test]
fn links_out_of_a_workspace_are_neither_read_nor_written() {
    use std::os::unix::fs::symlink;
    let place = Place::with_campaign();
    place.write("outside.toml", "[field.theirs]\ntype = \"text\"\n");
    let model = place.work().join("acme/data-model.toml");
    std::fs::remove_file(&model).unwrap();
    symlink("../outside.toml", &model).unwrap();
    for line in ["campaignctl validate", "campaignctl field add mine --type text"] {
        let run = place.shell(line);
        assert_ne!(run.code, 0, "{line}\n{run}");
        assert!(!run.stdout.contains("theirs"), "{run}");
    }
    assert_eq!(place.read("outside.toml"), "[field.theirs]\ntype = \"text\"\n");
}
