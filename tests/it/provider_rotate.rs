//! `provider rotate`: another pair in place of the one in use, and which place has which when that ends early.

use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

use rexpect::session::PtySession;

use crate::keyring::{LOGIN, NO_PASSWORD, on_a_bus};
use crate::prompts::on_a_terminal;
use crate::support::{API_SECRET, API_TOKEN, Place, Run, listener};

const NEW_TOKEN: &str = "sandbox-next";
const NEW_SECRET: &str = "sandbox-next-secret";
/// The pairs as the credentials of HTTP.
const OLD_BASIC: &str = "c2FuZGJveC1hY21lOnNhbmRib3gtYWNtZS1zZWNyZXQ=";
const NEW_BASIC: &str = "c2FuZGJveC1uZXh0OnNhbmRib3gtbmV4dC1zZWNyZXQ=";
const ROTATE: &str = "campaignctl provider rotate jumio --credentials-file ../new";

/// A workspace with the old pair at its backend, and files with both pairs beside it.
fn place() -> Place {
    let place = Place::with_campaign();
    place.write("old", &format!("{API_TOKEN}\n{API_SECRET}\n"));
    place.write("new", &format!("{NEW_TOKEN}\n{NEW_SECRET}\n"));
    place
}

/// The same, with the old pair in the keyring as well.
fn place_with_keyring() -> Place {
    let place = place();
    let set = on_a_bus(&place, LOGIN, "campaignctl provider set jumio --credentials-file ../old");
    assert_eq!(set.code, 0, "{set}");
    place
}

fn ok(run: Run) -> Run {
    assert_eq!(run.code, 0, "{run}");
    run
}

/// The fingerprint of the backend's pair.
fn fingerprint(place: &Place) -> String {
    let shown = ok(place.shell("campaignctl provider show jumio --format json")).json();
    shown["pairs_at_the_backend"][0]["fingerprint"].as_str().unwrap().to_owned()
}

/// The pair that the keyring gives, as the provider is shown it.
fn in_keyring(place: &Place) -> String {
    let (address, requests) = listener("401 Unauthorized");
    let line = format!("CAMPAIGNCTL_SANDBOX_URL={address} campaignctl provider verify jumio");
    let run = on_a_bus(place, LOGIN, &line);
    assert_eq!(run.code, 6, "{run}");
    let request = requests.recv().unwrap();
    let (_, credentials) = request.split_once("Basic ").unwrap_or_else(|| panic!("{request}"));
    credentials.split_whitespace().next().unwrap().to_owned()
}

fn no_secret_is_said_or_written(place: &Place, runs: &[&Run]) {
    for run in runs {
        for secret in [API_SECRET, NEW_SECRET] {
            assert!(!run.stdout.contains(secret) && !run.stderr.contains(secret), "{run}");
        }
    }
    for (path, bytes) in place.files() {
        let name = path.file_name().unwrap();
        if name != "old" && name != "new" {
            let text = String::from_utf8_lossy(&bytes);
            assert!(
                !text.contains(API_SECRET) && !text.contains(NEW_SECRET),
                "a secret is in {}",
                path.display()
            );
        }
    }
}

#[test]
fn both_places_have_the_new_pair_and_the_settings_stay() {
    let place = place_with_keyring();
    let (before, files) = (fingerprint(&place), place.workspace_files());
    assert_eq!(in_keyring(&place), OLD_BASIC);
    let run = ok(on_a_bus(&place, LOGIN, ROTATE));
    let after = fingerprint(&place);
    assert_ne!(before, after);
    for line in [
        "verified: the sandbox accepts the pair".to_owned(),
        format!("replaced at the backend (embedded) for kyx eu: fingerprint {after}, was {before}"),
        "replaced in the keyring for the environment `local`".to_owned(),
    ] {
        assert!(run.stderr.contains(&line), "{line}\n{run}");
    }
    assert_eq!(in_keyring(&place), NEW_BASIC);
    assert_eq!(place.workspace_files(), files);

    // Once more: nothing differs, and that is no failure.
    let again = ok(on_a_bus(&place, LOGIN, ROTATE));
    assert!(again.stderr.contains("nothing to do: the pair from file ../new is the one in use"), "{again}");
    let told = ok(on_a_bus(&place, LOGIN, &format!("{ROTATE} --format json"))).json();
    assert_eq!((&told["rotated"], &told["in_keyring"]), (&false.into(), &true.into()), "{told}");
    assert_eq!(told["backend"]["fingerprint"], told["backend"]["fingerprint_before"], "{told}");
    assert_eq!((fingerprint(&place), in_keyring(&place)), (after, NEW_BASIC.to_owned()));
    no_secret_is_said_or_written(&place, &[&run, &again]);
}

#[test]
fn on_this_machine_only_the_backend_keeps_the_old_pair() {
    let place = place_with_keyring();
    let before = fingerprint(&place);
    let run = ok(on_a_bus(&place, LOGIN, &format!("{ROTATE} --local-only")));
    assert!(run.stderr.contains("the backend's pair was left alone"), "{run}");
    assert_eq!((fingerprint(&place), in_keyring(&place)), (before.clone(), NEW_BASIC.to_owned()));
    // The provider is not asked about a pair that changes nothing.
    let nobody = "CAMPAIGNCTL_SANDBOX_URL=http://127.0.0.1:1";
    let again = ok(on_a_bus(&place, LOGIN, &format!("{nobody} {ROTATE} --local-only")));
    assert!(again.stderr.contains("nothing to do"), "{again}");
    // What was left out is made up for.
    let rest = ok(on_a_bus(&place, LOGIN, ROTATE));
    assert!(rest.stderr.contains("the keyring has it for the environment `local` already"), "{rest}");
    assert_ne!(fingerprint(&place), before);
}

#[test]
fn a_pair_that_is_refused_or_misplaced_changes_nothing() {
    let place = place_with_keyring();
    let before = fingerprint(&place);
    let (refusing, _requests) = listener("401 Unauthorized");
    let refused = on_a_bus(&place, LOGIN, &format!("CAMPAIGNCTL_SANDBOX_URL={refusing} {ROTATE}"));
    assert_eq!(refused.code, 6, "{refused}");
    assert!(
        refused.stderr.contains("nothing was changed: the pair that was in use is still in place"),
        "{refused}"
    );
    place.write("real", "4c1b\nf00d\n");
    let real = on_a_bus(&place, LOGIN, "campaignctl provider rotate jumio --credentials-file ../real");
    assert_eq!(real.code, 2, "{real}");
    assert!(real.stderr.contains("takes sandbox pairs only") && !real.stderr.contains("f00d"), "{real}");
    place.write("half", "sandbox-next\n");
    let half = place.shell("campaignctl provider rotate jumio --credentials-file ../half");
    assert_eq!(half.code, 6, "{half}");
    let missing = place.shell("campaignctl provider rotate jumio");
    assert_eq!(missing.code, 2, "{missing}");
    assert!(missing.stderr.contains("pass --credentials-file FILE"), "{missing}");
    let unknown = place.shell("campaignctl provider rotate jumoi --credentials-file ../new");
    assert_eq!(unknown.code, 2, "{unknown}");
    assert!(unknown.stderr.contains("did you mean `jumio`?"), "{unknown}");
    assert_eq!((fingerprint(&place), in_keyring(&place)), (before, OLD_BASIC.to_owned()));
    no_secret_is_said_or_written(&place, &[&refused, &real, &half]);
}

#[test]
fn a_locked_keyring_would_go_on_with_the_old_pair_so_nothing_is_begun() {
    let place = place_with_keyring();
    let before = fingerprint(&place);
    let run = on_a_bus(&place, NO_PASSWORD, ROTATE);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stderr.contains("nothing was changed: the keyring may have the old pair"), "{run}");
    assert!(run.stderr.contains("CAMPAIGNCTL_KEYRING=off leaves it out"), "{run}");
    assert_eq!((fingerprint(&place), in_keyring(&place)), (before.clone(), OLD_BASIC.to_owned()));
    let out = ok(on_a_bus(&place, NO_PASSWORD, &format!("CAMPAIGNCTL_KEYRING=off {ROTATE}")));
    assert!(out.stderr.contains("only the backend has the new pair"), "{out}");
    assert_ne!(fingerprint(&place), before);
    let nowhere = place.shell(&format!("{ROTATE} --local-only"));
    assert_eq!(nowhere.code, 1, "{nowhere}");
    assert!(nowhere.stderr.contains("could not be kept anywhere"), "{nowhere}");
}

#[test]
fn the_environment_gives_a_pair_and_an_old_one_there_is_warned_of() {
    let place = place();
    let old = format!("CAMPAIGNCTL_JUMIO_API_TOKEN={API_TOKEN} CAMPAIGNCTL_JUMIO_API_SECRET={API_SECRET}");
    let new = format!("CAMPAIGNCTL_JUMIO_API_TOKEN={NEW_TOKEN} CAMPAIGNCTL_JUMIO_API_SECRET={NEW_SECRET}");
    let first = ok(place.shell(&format!("{old} campaignctl provider rotate jumio")));
    assert!(first.stderr.contains("stored at the backend (embedded) for kyx eu"), "{first}");
    assert!(!first.stderr.contains("still gives another pair"), "{first}");
    let before = fingerprint(&place);
    let dry = ok(place.shell(&format!("{new} campaignctl provider rotate jumio --dry-run")));
    assert!(dry.stderr.contains("the pair for kyx eu at the backend would be replaced"), "{dry}");
    assert_eq!(fingerprint(&place), before);
    let run = ok(place.shell(&format!("{old} {ROTATE}")));
    assert!(run.stderr.contains("CAMPAIGNCTL_JUMIO_API_TOKEN still gives another pair"), "{run}");
    let next = fingerprint(&place);
    assert_ne!(next, before);
    // One that was typed is another's.
    let typed = place.shell(&format!("{old} campaignctl provider rotate jumio --env local"));
    assert_eq!(typed.code, 2, "{typed}");
    let read = ok(place.shell("campaignctl provider rotate jumio --credentials-file - < ../old"));
    assert!(read.stderr.contains(&format!("fingerprint {before}, was {next}")), "{read}");
    no_secret_is_said_or_written(&place, &[&first, &dry, &run, &read]);
}

#[test]
fn on_a_terminal_the_new_pair_is_asked_for_and_not_shown() {
    let place = place();
    let _ = ok(place.shell("campaignctl provider set jumio --credentials-file ../old"));
    let before = fingerprint(&place);
    let mut terminal = on_a_terminal(&place, &["provider", "rotate"]);
    let mut seen = String::new();
    let mut answer = |terminal: &mut PtySession, question: &str, text: &str| {
        seen.push_str(&terminal.exp_string(question).unwrap());
        terminal.send(text).unwrap();
        terminal.send("\r").unwrap();
        terminal.flush().unwrap();
    };
    answer(&mut terminal, "New API token", NEW_TOKEN);
    answer(&mut terminal, "New API secret", NEW_SECRET);
    seen.push_str(&terminal.exp_eof().unwrap());
    assert!(seen.contains("is rotated") && !seen.contains(NEW_SECRET), "{seen}");
    assert_ne!(fingerprint(&place), before);
}

/// What a backend does when it is given a pair.
#[derive(Clone, Copy)]
enum Answer {
    Told(u16, &'static str),
    /// It hangs up.
    Nothing,
}

const HELD: &str = r#"[{"platform":"kyx","datacenter":"eu","fingerprint":"aaaa","set_at":"2026-01-02T03:04:05Z","set_by":"ana"}]"#;
const TAKEN: &str = r#"{"platform":"kyx","datacenter":"eu","fingerprint":"bbbb","set_at":"2026-01-02T03:04:06Z","set_by":"ana"}"#;
const HELD_NEW: &str = r#"[{"platform":"kyx","datacenter":"eu","fingerprint":"bbbb","set_at":"2026-01-02T03:04:06Z","set_by":"ana"}]"#;

/// A backend that has a pair, says so or answers with `held`, and answers a new one with what `put` gives.
fn backend(held: (u16, &'static str), put: impl Fn() -> Answer + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let Some(first) = first_line(&stream) else { continue };
            let answer = if first.starts_with("PUT") { put() } else { Answer::Told(held.0, held.1) };
            if let Answer::Told(status, body) = answer {
                respond(stream, status, body);
            }
        }
    });
    address
}

/// The first line of a request that is read to its end.
fn first_line(stream: &TcpStream) -> Option<String> {
    let mut reader = BufReader::new(stream);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let line = line.trim_end().to_owned();
        if line.is_empty() {
            break;
        }
        lines.push(line);
    }
    let told = |line: &String| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok();
    let length = lines.iter().find_map(told).unwrap_or(0);
    std::io::copy(&mut reader.take(length), &mut std::io::sink()).ok()?;
    lines.into_iter().next()
}

fn respond(mut stream: TcpStream, status: u16, body: &str) {
    let length = body.len();
    let head = format!("HTTP/1.1 {status} Told\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
    // Whoever asked may be gone.
    let _ = stream.write_all(format!("{head}{body}").as_bytes());
}

/// The line that rotates at another backend, which has a pair already.
fn at(place: &Place, address: &str) -> String {
    let settings = place.read("acme/campaignctl.toml");
    let common = settings.split("\n[env.shared]").next().unwrap();
    let shared = format!("\n[env.shared]\nbackend = \"{address}\"\nsandbox = true\n");
    place.write("acme/campaignctl.toml", &format!("{common}{shared}"));
    format!("{ROTATE} --env shared")
}

/// Keeps the old pair in the keyring for that environment.
fn keep_for_shared(place: &Place) {
    let _ = at(place, "http://127.0.0.1:1");
    let set = "campaignctl provider set jumio --credentials-file ../old --env shared --local-only";
    let _ = ok(on_a_bus(place, LOGIN, set));
}

/// The pair of the environment `shared` that the keyring gives.
fn shared_in_keyring(place: &Place) -> String {
    let settings = place.read("acme/campaignctl.toml");
    place.write(
        "acme/campaignctl.toml",
        &settings.replace("default-env = \"local\"", "default-env = \"shared\""),
    );
    let found = in_keyring(place);
    place.write("acme/campaignctl.toml", &settings);
    found
}

#[test]
fn a_backend_that_does_not_take_the_pair_leaves_the_old_one_everywhere() {
    let place = place();
    keep_for_shared(&place);
    let not_signed_in = r#"{"kind":"not-signed-in","status":401,"title":"not signed in"}"#;
    let internal = r#"{"kind":"internal","status":500,"title":"a fault"}"#;
    let refused = "nothing was changed: the backend and this machine still have the old pair";
    let unknown = "whether the backend has the new pair is not known; this machine still has the old one";
    let not_allowed = r#"{"kind":"not-allowed","status":403,"title":"no"}"#;
    let cases = [
        ((401, not_signed_in), Answer::Nothing, 6, "which would stay the old one"),
        ((500, internal), Answer::Nothing, 7, "nothing was changed"),
        ((200, HELD), Answer::Told(403, not_allowed), 6, refused),
        ((200, HELD), Answer::Told(500, internal), 7, unknown),
        ((200, HELD), Answer::Told(502, "<html>"), 7, unknown),
        ((200, HELD), Answer::Nothing, 7, unknown),
    ];
    for (held, put, code, told) in cases {
        let line = at(&place, &backend(held, move || put));
        let run = on_a_bus(&place, LOGIN, &line);
        assert_eq!(run.code, code, "{held:?}\n{run}");
        assert!(run.stderr.contains(told), "{told}\n{run}");
        assert_eq!(run.stderr.contains("the old pair's is aaaa"), told == unknown, "{run}");
        assert_eq!(shared_in_keyring(&place), OLD_BASIC, "{held:?}");
        no_secret_is_said_or_written(&place, &[&run]);
    }
    // The next one takes it.
    let line = at(&place, &backend((200, HELD), || Answer::Told(200, TAKEN)));
    let run = ok(on_a_bus(&place, LOGIN, &line));
    assert!(run.stderr.contains("fingerprint bbbb, was aaaa"), "{run}");
    assert_eq!(shared_in_keyring(&place), NEW_BASIC);
}

#[test]
fn a_keyring_that_is_gone_half_way_is_told_with_what_was_done() {
    let place = place();
    keep_for_shared(&place);
    let pid = place.work().join("pid");
    // While the backend takes the pair, the keyring's daemon ends.
    let end = move || {
        let pid = std::fs::read_to_string(&pid).unwrap();
        let ended = std::process::Command::new("kill").args(["-9", pid.trim()]).status().unwrap();
        assert!(ended.success());
        Answer::Told(200, TAKEN)
    };
    let line = at(&place, &backend((200, HELD), end));
    // Once the keyring has been asked for something, its daemon has its name on the bus.
    let name_it = "campaignctl provider show jumio --local-only >/dev/null\n\
                   dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus / \
                   org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets \
                   | awk '{print $2}' > ../pid";
    let run = on_a_bus(&place, LOGIN, &format!("{name_it}\n{line}"));
    assert_eq!(run.code, 1, "{run}");
    for told in [
        "the keyring did not take the new pair",
        "done before that: verified: the sandbox accepts the pair",
        "done before that: replaced at the backend",
        "for the environment `shared`",
        "the same command completes it",
    ] {
        assert!(run.stderr.contains(told), "{told}\n{run}");
    }
    assert_eq!(shared_in_keyring(&place), OLD_BASIC);
    no_secret_is_said_or_written(&place, &[&run]);
    let line = at(&place, &backend((200, HELD_NEW), || Answer::Told(200, TAKEN)));
    let again = ok(on_a_bus(&place, LOGIN, &line));
    assert!(
        again.stderr.contains("has it for kyx eu already")
            && again.stderr.contains("replaced in the keyring"),
        "{again}"
    );
    assert_eq!(shared_in_keyring(&place), NEW_BASIC);
}
