//! The README's tour, line by line.

use crate::support::{API_SECRET, Place, Serving, tour, wait};

#[test]
fn every_line_of_the_readme_does_what_it_says() {
    let place = Place::new();
    place.write("pair", "sandbox-acme\nsandbox-acme-secret\n");
    let mut transcript = String::new();
    for line in tour() {
        if line == "campaignctl serve" {
            continue;
        }
        let expected = if line.contains("--exit-code") { 4 } else { 0 };
        let run = place.shell(&line.replace(" && cd acme", ""));
        assert_eq!(run.code, expected, "{line}\n{run}");
        transcript.extend([format!("$ {line}\n"), run.to_string(), "\n\n".to_owned()]);
    }
    insta::with_settings!({ filters => filters(), prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("tour", transcript);
    });

    let serving = Serving::start(&place);
    assert!(serving.public.starts_with("http://127.0.0.1:"), "{}", serving.public);
    let page = get(&format!("{}/c/onboarding", serving.public));
    assert!(page.contains("Welcome") && page.contains("You need a passport or an identity card."), "{page}");
    assert!(get(&format!("{}/healthz", serving.admin)).contains("ok"));
    assert!(serving.sandbox.starts_with("http://127.0.0.1:"), "{}", serving.sandbox);
    assert_eq!(serving.end(), 0);

    for (path, bytes) in place.files() {
        let name = path.file_name().unwrap();
        let found = String::from_utf8_lossy(&bytes).contains(API_SECRET);
        assert!(!found || name == "pair", "the secret is in {}", path.display());
    }
}

/// What differs from run to run.
fn filters() -> Vec<(&'static str, &'static str)> {
    vec![
        (r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z| UTC)?", "[time]"),
        (r"\b[0-9a-f]{64}\b", "[revision]"),
        (r"\b[0-9a-f]{12}\b", "[revision]"),
    ]
}

/// The page at an address, redirects followed, cookies kept.
fn get(url: &str) -> String {
    wait(async {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let mut url: reqwest::Url = url.parse().unwrap();
        let mut cookies = String::new();
        for _ in 0..5 {
            let response = client.get(url.clone()).header("cookie", &cookies).send().await.unwrap();
            for cookie in response.headers().get_all("set-cookie") {
                let pair = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
                cookies = if cookies.is_empty() { pair } else { format!("{cookies}; {pair}") };
            }
            match response.headers().get("location") {
                Some(location) => url = url.join(location.to_str().unwrap()).unwrap(),
                None => return response.text().await.unwrap(),
            }
        }
        panic!("too many redirects")
    })
}
