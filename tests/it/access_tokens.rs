//! A backend that is worked with from elsewhere: by HTTP, with an access token.

use crate::support::{Place, Run, Serving};

/// A workspace of somebody else, whose environment is the served backend.
fn colleague(place: &Place, serving: &Serving) {
    let acme = place.work().join("acme");
    for file in ["data-model.toml", "providers/jumio.toml", "campaigns/onboarding.toml"] {
        place.write(&format!("colleague/{file}"), &std::fs::read_to_string(acme.join(file)).unwrap());
    }
    let settings = format!(
        "workspace = \"acme\"\ndefault-env = \"shared\"\n[env.shared]\nbackend = \"{}\"\nsandbox = true\n",
        serving.admin
    );
    place.write("colleague/campaignctl.toml", &settings);
}

#[test]
fn a_colleague_works_with_a_served_backend() {
    let place = Place::live();
    let token = place.shell("campaignctl access-token create ci --role publisher --expires 1d");
    assert_eq!(token.code, 0, "{token}");
    let secret = token.stdout.trim().to_owned();
    assert!(secret.starts_with("cctl_") && !token.stderr.contains(&secret), "{token}");
    let reader = place.shell("campaignctl access-token create reader --role viewer --format json").json();
    let reader = reader["token"].as_str().unwrap().to_owned();
    let listed = place.shell("campaignctl access-token list");
    assert!(listed.stdout.contains("publisher") && !listed.stdout.contains(&secret), "{listed}");
    for (path, bytes) in place.files() {
        assert!(!String::from_utf8_lossy(&bytes).contains(&secret), "the token is in {}", path.display());
    }

    let serving = Serving::start(&place);
    colleague(&place, &serving);
    let run = |arguments: &[&str], token: Option<&str>| {
        let mut command = place.campaignctl(&["-C", "colleague"]);
        command.args(arguments).env("CAMPAIGNCTL_BACKEND", &serving.admin);
        if let Some(token) = token {
            command.env("CAMPAIGNCTL_ACCESS_TOKEN", token);
        }
        Run::of(&mut command)
    };
    let nobody = run(&["status"], None);
    assert_eq!(nobody.code, 6, "{nobody}");
    let unchanged = run(&["diff", "--exit-code"], Some(&secret));
    assert_eq!(unchanged.code, 0, "{unchanged}");
    // Nothing to send: from now on it is known here what is there.
    let nothing = run(&["push"], Some(&secret));
    assert_eq!(nothing.code, 0, "{nothing}");
    let edited = run(&["funnel", "edit-step", "welcome", "--title", "Hello"], None);
    assert_eq!(edited.code, 0, "{edited}");
    let refused = run(&["push"], Some(&reader));
    assert_eq!(refused.code, 6, "{refused}");
    let pushed = run(&["push"], Some(&secret));
    assert_eq!(pushed.code, 0, "{pushed}");
    let published = run(&["publish", "onboarding", "--message", "hello"], Some(&secret));
    assert_eq!(published.code, 0, "{published}");
    assert!(published.stderr.contains("version 2"), "{published}");

    let revoked = place.shell("campaignctl access-token revoke ci");
    assert_eq!(revoked.code, 0, "{revoked}");
    let gone = run(&["status"], Some(&secret));
    assert_eq!(gone.code, 6, "{gone}");
    let unknown = place.shell("campaignctl access-token revoke cii");
    assert_eq!(unknown.code, 2, "{unknown}");
    assert_eq!(serving.end(), 0);
}
