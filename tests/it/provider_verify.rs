//! `provider verify` on both platforms: what is wrong, what to do about it, and the exit code.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

use crate::support::{Place, Run};

const PLATFORMS: [(&str, &str); 2] = [("kyx", "10011"), ("netverify", "200")];
const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

/// A workspace that is verified by the sandbox, on a platform.
fn place(platform: &str, workflow: &str) -> Place {
    let place = Place::new();
    let init = place.run(&["init", "acme"]);
    assert_eq!(init.code, 0, "{init}");
    let settings = format!("platform = \"{platform}\"\ndatacenter = \"eu\"\nworkflow = \"{workflow}\"\n");
    place.write("acme/providers/jumio.toml", &settings);
    place
}

fn verify(place: &Place, pair: &str, variables: &str) -> Run {
    place.write("pair", &format!("{pair}\n{pair}-secret\n"));
    place.shell(&format!("{variables} campaignctl provider verify jumio --credentials-file ../pair"))
}

/// A server whose answers, by call, are the same every time; 404 to others.
fn serve(answers: BTreeMap<String, (u16, &'static str)>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let answers = Arc::new(answers);
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let answers = Arc::clone(&answers);
            std::thread::spawn(move || answer(&stream, &answers));
        }
    });
    address
}

/// Answers one request and hangs up. A body that came along is not read: what was asked for is in the first line.
fn answer(mut stream: &TcpStream, answers: &BTreeMap<String, (u16, &'static str)>) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let line = line.trim().to_ascii_lowercase();
        if let Some(told) = line.strip_prefix("content-length:") {
            length = told.trim().parse().ok()?;
        }
        if line.is_empty() {
            break;
        }
    }
    std::io::copy(&mut std::io::Read::take(&mut reader, length), &mut std::io::sink()).ok()?;
    let call = first.rsplit_once(' ')?.0;
    let (status, body) = answers.get(call).copied().unwrap_or((404, "{}"));
    let head =
        format!("HTTP/1.1 {status} Told\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    stream.write_all(format!("{head}{body}").as_bytes()).ok()
}

/// A server in the place of the sandbox that answers the first call for a pair, and the one for reading, in this way.
fn standing_in(first: (u16, &'static str), reading: (u16, &'static str)) -> String {
    let calls = [
        ("POST /auth/oauth2/token".to_owned(), first),
        ("GET /api/netverify/v2/acceptedIdTypes".to_owned(), first),
        (format!("GET /retrieval/api/v1/accounts/{NOBODY}/workflow-executions/{NOBODY}/status"), reading),
        (format!("GET /api/netverify/v2/scans/{NOBODY}"), reading),
    ];
    format!("CAMPAIGNCTL_SANDBOX_URL={}", serve(calls.into()))
}

const TAKEN: (u16, &str) = (200, r#"{"access_token":"t","expires_in":3600,"acceptedIdTypes":[]}"#);

#[test]
fn a_good_pair_is_good_on_both_platforms() {
    for (platform, workflow) in PLATFORMS {
        let place = place(platform, workflow);
        let run = verify(&place, "sandbox-acme", "");
        assert_eq!(run.code, 0, "{platform}\n{run}");
        assert!(run.stderr.contains("the sandbox accepts the pair from"), "{run}");
        let run = verify(&place, "sandbox-acme", &standing_in(TAKEN, (404, "{}")));
        assert_eq!(run.code, 0, "{platform}\n{run}");
    }
}

#[test]
fn what_is_wrong_with_a_pair_is_told_with_what_to_do() {
    for (platform, workflow) in PLATFORMS {
        let place = place(platform, workflow);
        for (first, reading, code, message, advice) in [
            ((401, "{}"), (404, "{}"), 6, "the provider refused the pair", "look for a typing mistake"),
            (TAKEN, (403, "{}"), 6, "it may not do what is needed", "give it both permissions"),
            ((403, "{}"), (404, "{}"), 6, "it may not do what is needed", "give it both permissions"),
            ((200, "<html>hotel</html>"), (404, "{}"), 8, "gave no usable answer", "cannot be understood"),
        ] {
            let run = verify(&place, "sandbox-acme", &standing_in(first, reading));
            assert_eq!(run.code, code, "{platform} {first:?}\n{run}");
            assert!(
                run.stderr.contains(message) && run.stderr.contains(advice),
                "{platform} {first:?}\n{run}"
            );
            assert!(!run.stderr.contains("sandbox-acme-secret") && run.stdout.is_empty(), "{run}");
        }
    }
}

#[test]
fn the_sandbox_knows_pairs_that_may_not_do_everything() {
    for (platform, workflow) in PLATFORMS {
        let run = verify(&place(platform, workflow), "sandbox-acme-initiate", "");
        assert_eq!(run.code, 6, "{platform}\n{run}");
        assert!(run.stderr.contains("give it both permissions"), "{platform}\n{run}");
    }
}

#[test]
fn a_connection_that_cannot_be_trusted_is_told_at_once() {
    // It answers whatever comes, and does not speak TLS.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
            // Whoever hangs up with something unread in the line cuts off what was written.
            let _ = std::io::copy(&mut stream, &mut std::io::sink());
        }
    });
    for (platform, workflow) in PLATFORMS {
        let place = place(platform, workflow);
        let run = verify(&place, "sandbox-acme", &format!("CAMPAIGNCTL_SANDBOX_URL={address}"));
        assert_eq!(run.code, 7, "{platform}\n{run}");
        assert!(run.stderr.contains("the connection to the provider cannot be trusted"), "{platform}\n{run}");
    }
}

#[test]
fn workflows_of_both_platforms_are_listed() {
    let place = Place::new();
    let run = place.ok(&["provider", "workflows", "jumio", "--all", "--format", "json"]);
    let listed: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let keys: Vec<&str> =
        listed["workflows"].as_array().unwrap().iter().map(|one| one["workflow"].as_str().unwrap()).collect();
    for key in ["100", "101", "102", "200", "201", "202", "1", "32", "10011", "10172", "10010"] {
        assert!(keys.contains(&key), "{key}");
    }
    let of = |key: &str| {
        let all = listed["workflows"].as_array().unwrap();
        all.iter().find(|one| one["workflow"] == key).unwrap()["channels"].to_string()
    };
    assert_eq!((of("200").as_str(), of("10010").as_str()), (r#"["web"]"#, r#"["api"]"#));
    assert_eq!(of("10016"), r#"["web","sdk"]"#);
    let run = place.ok(&["provider", "workflows", "--platform", "netverify"]);
    assert!(run.stdout.contains("ID and Identity, camera only") && !run.stdout.contains("10011"), "{run}");
    let run = place.run(&["provider", "workflows", "--platform", "netverifi"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("did you mean `netverify`?"), "{run}");
}
