//! Secrets and people's data: searched for in everything that is written or said.

use crate::support::{API_SECRET, Place, Run};

/// Variables that make the program say as much as it can.
fn talkative(place: &Place, line: &str) -> Run {
    let mut command = place.command("sh");
    command.current_dir(place.work().join("acme")).args(["-c", line]);
    Run::of(command.env("CAMPAIGNCTL_LOG", "trace").env("RUST_BACKTRACE", "1"))
}

#[test]
fn the_secret_is_neither_written_nor_said() {
    let place = Place::with_campaign();
    place.write("pair", "sandbox-acme\nsandbox-acme-secret\n");
    place.write("wrong", "sandbox-acme\nsandbox-zzyzx-secret\n");
    let lines = [
        "campaignctl -vv provider set jumio --credentials-file ../pair",
        "campaignctl -vv provider set jumio --credentials-file ../pair --format json",
        "campaignctl -vv provider set jumio --credentials-file - < ../pair",
        "campaignctl -vv provider set jumio --credentials-file ../wrong",
        "campaignctl -vv provider rotate jumio --credentials-file ../pair",
        "campaignctl -vv provider rotate jumio --credentials-file - --format json < ../pair",
        "campaignctl -vv provider rotate jumio --credentials-file ../wrong",
        "campaignctl -vv provider verify jumio",
        "campaignctl -vv provider show jumio --format json",
        "CAMPAIGNCTL_JUMIO_API_TOKEN=sandbox-acme CAMPAIGNCTL_JUMIO_API_SECRET=sandbox-acme-secret campaignctl -vv provider verify jumio",
        "campaignctl -vv push",
        "campaignctl -vv publish onboarding --message m",
        "campaignctl -vv status --format json",
        "campaignctl -vv diff",
    ];
    let mut said = 0;
    for line in lines {
        let run = talkative(&place, line);
        for secret in [API_SECRET, "zzyzx"] {
            assert!(!run.stdout.contains(secret) && !run.stderr.contains(secret), "{line} says it\n{run}");
        }
        said += run.stderr.len();
    }
    assert!(said > 1000, "the log is on");
    for (path, bytes) in place.files() {
        let name = path.file_name().unwrap();
        if name != "pair" && name != "wrong" {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains(API_SECRET) && !text.contains("zzyzx"), "it is in {}", path.display());
        }
    }
}

#[test]
fn the_secret_is_no_argument() {
    let place = Place::new();
    for verb in [&["set", "jumio"][..], &["rotate"]] {
        let help = place.ok(&[&["provider"], verb, &["--help"]].concat()).stdout;
        assert!(!help.contains("--api-secret") && !help.contains("--secret"), "{help}");
    }
}
