//! The pair in a real gnome-keyring on a D-Bus of its own.

use std::process::Command;

use crate::support::{API_SECRET, API_TOKEN, Place, Run};

/// As a login to a desktop does it: the password opens the keyring, or makes it.
pub(crate) const LOGIN: &str =
    "printf %s password | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null";
/// As a login without a password does it: the keyring stays locked.
pub(crate) const NO_PASSWORD: &str = "gnome-keyring-daemon --start --components=secrets >/dev/null";

/// Runs lines of a shell in the workspace, on a bus with a keyring.
pub(crate) fn on_a_bus(place: &Place, login: &str, lines: &str) -> Run {
    Run::of(&mut bus(place, login, lines))
}

/// The command that does it.
pub(crate) fn bus(place: &Place, login: &str, lines: &str) -> Command {
    let script = format!("set -e\n{login}\nset +e\ncd acme\n{lines}");
    let mut command = place.command("dbus-run-session");
    command
        .args(["--", "sh", "-c", &script])
        .env("XDG_RUNTIME_DIR", place.home())
        .env_remove("CAMPAIGNCTL_KEYRING");
    command
}

#[test]
fn the_pair_is_kept_in_the_keyring_and_nowhere_else() {
    let place = Place::with_campaign();
    place.write("pair", &format!("{API_TOKEN}\n{API_SECRET}\n"));
    let set =
        on_a_bus(&place, LOGIN, "campaignctl provider set jumio --credentials-file ../pair --local-only");
    assert_eq!(set.code, 0, "{set}");
    assert!(set.stderr.contains("keyring"), "{set}");
    std::fs::remove_file(place.work().join("pair")).unwrap();
    let verified = on_a_bus(&place, LOGIN, "campaignctl provider verify jumio");
    assert_eq!(verified.code, 0, "{verified}");
    assert!(verified.stderr.contains("keyring") || verified.stdout.contains("keyring"), "{verified}");
    let shown = on_a_bus(&place, LOGIN, "campaignctl provider show jumio");
    assert!(shown.stdout.contains("in the keyring"), "{shown}");
    for (path, bytes) in place.files() {
        // The daemon's own file is sealed.
        assert!(!String::from_utf8_lossy(&bytes).contains(API_SECRET), "the secret is in {}", path.display());
    }
}

#[test]
fn a_locked_keyring_is_told_and_nothing_is_kept_elsewhere() {
    let place = Place::with_campaign();
    place.write("pair", &format!("{API_TOKEN}\n{API_SECRET}\n"));
    let set =
        on_a_bus(&place, LOGIN, "campaignctl provider set jumio --credentials-file ../pair --local-only");
    assert_eq!(set.code, 0, "{set}");
    let before = place.workspace_files();
    let run = on_a_bus(
        &place,
        NO_PASSWORD,
        "campaignctl provider set jumio --credentials-file ../pair --local-only",
    );
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stderr.contains("keyring"), "{run}");
    assert_eq!(place.workspace_files(), before);
}

#[test]
fn without_a_keyring_the_backend_alone_has_the_pair() {
    let place = Place::with_campaign();
    place.write("pair", &format!("{API_TOKEN}\n{API_SECRET}\n"));
    let mut command =
        place.campaignctl(&["-C", "acme", "provider", "set", "jumio", "--credentials-file", "../pair"]);
    let run = Run::of(command.env_remove("CAMPAIGNCTL_KEYRING"));
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stderr.contains("warning") && run.stderr.contains("keyring"), "{run}");
    let verified = place.shell("campaignctl provider verify jumio");
    assert_eq!(verified.code, 0, "{verified}");
}
