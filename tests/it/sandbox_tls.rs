//! `campaignctl sandbox --tls`: for programs whose hosts cannot be changed.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};

use serde_json::Value;

use crate::support::{API_SECRET, API_TOKEN, Place, Run, wait};

/// A sandbox that runs until this is dropped: its standard input ends then.
struct Secured {
    child: Child,
    url: String,
}

impl Secured {
    fn start(place: &Place, arguments: &[&str]) -> Self {
        let usual = ["sandbox", "--listen", "127.0.0.1:0", "--end-with-stdin", "--format", "json", "--tls"];
        let mut command = place.campaignctl(&usual);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let told: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        Self { child, url: told["sandbox"].as_str().unwrap().to_owned() }
    }
}

impl Drop for Secured {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

/// Whether somebody is there whom `authority` vouches for.
fn answers(url: &str, authority: &str) -> bool {
    wait(async {
        let authority = reqwest::Certificate::from_pem(authority.as_bytes()).unwrap();
        let client = reqwest::Client::builder().tls_certs_only([authority]).no_proxy().build().unwrap();
        let answer = client.get(format!("{url}/status")).send().await;
        answer.is_ok_and(|answer| answer.status().is_success())
    })
}

#[test]
fn the_authority_is_written_before_the_address_is_told() {
    let place = Place::new();
    let first = Secured::start(&place, &["--tls-ca-out", "ca.pem"]);
    assert!(first.url.starts_with("https://127.0.0.1:"), "{}", first.url);
    let authority = place.read("ca.pem");
    assert!(answers(&first.url, &authority));
    assert!(!authority.contains("PRIVATE"), "{authority}");
    let second = Secured::start(&place, &["--tls-ca-out", "another.pem"]);
    assert!(!answers(&second.url, &authority), "each start makes a new authority");
    assert!(answers(&second.url, &place.read("another.pem")));
}

#[test]
fn commands_find_it_where_its_authority_is_trusted() {
    let place = Place::with_campaign();
    let sandbox = Secured::start(&place, &["--tls-ca-out", "ca.pem"]);
    let verify = |authority: Option<&str>| {
        let mut command = place.campaignctl(&["-C", "acme", "provider", "verify", "jumio"]);
        command
            .env("CAMPAIGNCTL_SANDBOX_URL", &sandbox.url)
            .env("CAMPAIGNCTL_JUMIO_API_TOKEN", API_TOKEN)
            .env("CAMPAIGNCTL_JUMIO_API_SECRET", API_SECRET);
        if let Some(file) = authority {
            command.env("SSL_CERT_FILE", place.work().join(file));
        }
        Run::of(&mut command)
    };
    let run = verify(Some("ca.pem"));
    assert_eq!(run.code, 0, "{run}");
    let run = verify(None);
    assert_ne!(run.code, 0, "{run}");
}

#[test]
fn a_certificate_of_ones_own_is_served() {
    let place = Place::new();
    let key = rcgen::KeyPair::generate().unwrap();
    let params = rcgen::CertificateParams::new(["127.0.0.1".to_owned()]).unwrap();
    let certificate = params.self_signed(&key).unwrap().pem();
    place.write("cert.pem", &certificate);
    place.write("key.pem", &key.serialize_pem());
    let sandbox = Secured::start(&place, &["--tls-cert", "cert.pem", "--tls-key", "key.pem"]);
    assert!(answers(&sandbox.url, &certificate));

    place.write("other.pem", &rcgen::KeyPair::generate().unwrap().serialize_pem());
    place.write("empty.pem", "");
    for (certificate, key, flag) in [
        ("missing.pem", "key.pem", "--tls-cert"),
        ("empty.pem", "key.pem", "--tls-cert"),
        ("cert.pem", "missing.pem", "--tls-key"),
        ("cert.pem", "cert.pem", "--tls-key"),
        ("cert.pem", "other.pem", "--tls-key"),
    ] {
        let run = place.run(&[
            "sandbox",
            "--listen",
            "127.0.0.1:0",
            "--tls",
            "--tls-cert",
            certificate,
            "--tls-key",
            key,
        ]);
        assert_eq!(run.code, 1, "{certificate} {key}\n{run}");
        assert!(run.stderr.contains(flag), "{certificate} {key}\n{run}");
    }
}

#[test]
fn flags_that_do_not_go_together_are_refused() {
    let place = Place::new();
    for flags in [
        &["--tls"][..],
        &["--tls-ca-out", "ca.pem"],
        &["--tls", "--tls-cert", "cert.pem"],
        &["--tls", "--tls-key", "key.pem"],
        &["--tls", "--tls-ca-out", "ca.pem", "--tls-cert", "cert.pem", "--tls-key", "key.pem"],
    ] {
        let arguments: Vec<&str> =
            ["sandbox", "--listen", "127.0.0.1:0"].iter().chain(flags).copied().collect();
        let run = place.run(&arguments);
        assert_eq!(run.code, 2, "{flags:?}\n{run}");
    }
    assert!(!place.work().join("ca.pem").exists());
    let run =
        place.run(&["sandbox", "--listen", "127.0.0.1:0", "--tls", "--tls-ca-out", "no/such/directory"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stderr.contains("--tls-ca-out"), "{run}");
}
