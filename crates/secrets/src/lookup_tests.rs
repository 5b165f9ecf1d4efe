use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};

use fs_err as fs;
use secrecy::ExposeSecret;

use super::*;
use crate::MemoryStore;

/// A store that counts how often it is asked.
#[derive(Default)]
struct Counting(MemoryStore, AtomicU32);

impl SecretStore for Counting {
    fn get(&self, account: &Account) -> Result<SecretString, StoreError> {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.get(account)
    }

    fn set(&self, account: &Account, secret: &SecretString) -> Result<(), StoreError> {
        self.0.set(account, secret)
    }

    fn delete(&self, account: &Account) -> Result<(), StoreError> {
        self.0.delete(account)
    }

    fn describe(&self) -> &'static str {
        "the counting store"
    }
}

fn token() -> Wanted<'static> {
    Wanted {
        variable: "IDV_API_TOKEN",
        account: Account::in_workspace("acme", "local", "idv.api-token").unwrap(),
    }
}

fn secret() -> Wanted<'static> {
    Wanted {
        variable: "IDV_API_SECRET",
        account: Account::in_workspace("acme", "local", "idv.api-secret").unwrap(),
    }
}

fn variables<'a>(set: &'a [(&'a str, &'a str)]) -> impl Fn(&str) -> Option<String> + 'a {
    let set: BTreeMap<_, _> = set.iter().copied().collect();
    move |name| set.get(name).map(|value| (*value).to_owned())
}

fn kept() -> Counting {
    let store = Counting::default();
    store.set(&token().account, &SecretString::from("kept-token")).unwrap();
    store.set(&secret().account, &SecretString::from("kept-secret")).unwrap();
    store
}

fn texts(found: Result<Option<Found<Pair>>, LookupError>) -> (String, String, Origin) {
    let Found { secret, origin } = found.unwrap().unwrap();
    (secret.api_token.expose_secret().to_owned(), secret.api_secret.expose_secret().to_owned(), origin)
}

#[test]
fn the_first_place_wins_and_later_ones_are_not_touched() {
    let store = kept();
    let asked = AtomicU32::new(0);
    let set =
        [("CAMPAIGNCTL_IDV_API_TOKEN", "variable-token"), ("CAMPAIGNCTL_IDV_API_SECRET", "variable-secret")];
    let set = variables(&set);
    let read = |name: &str| {
        asked.fetch_add(1, Ordering::Relaxed);
        set(name)
    };

    let mut input = &b"input-token\ninput-secret\n"[..];
    let lookup =
        Lookup::new().store(&store).variables(PREFIX, &read).source(Some(Source::Reader(&mut input)));
    let found = texts(lookup.pair(&token(), &secret()));
    assert_eq!(found, ("input-token".into(), "input-secret".into(), Origin::StandardInput));
    assert_eq!((asked.load(Ordering::Relaxed), store.1.load(Ordering::Relaxed)), (0, 0));

    let found = texts(Lookup::new().store(&store).variables(PREFIX, &read).pair(&token(), &secret()));
    let origin = Origin::Variable("CAMPAIGNCTL_IDV_API_TOKEN".into());
    assert_eq!(found, ("variable-token".into(), "variable-secret".into(), origin));
    assert_eq!(store.1.load(Ordering::Relaxed), 0);

    let nothing = variables(&[]);
    let found = texts(Lookup::new().store(&store).variables(PREFIX, &nothing).pair(&token(), &secret()));
    assert_eq!(found, ("kept-token".into(), "kept-secret".into(), Origin::Store("the counting store")));

    let nowhere =
        Lookup::new().store(&Counting::default()).variables(PREFIX, &nothing).pair(&token(), &secret());
    assert!(nowhere.unwrap().is_none());
}

#[test]
fn a_source_that_fails_does_not_fall_through() {
    let store = kept();
    let cases: [&[u8]; 3] = [b"", b"only-token", b"\xff\xfe"];
    for mut input in cases {
        let lookup = Lookup::new().source(Some(Source::Reader(&mut input))).store(&store);
        assert!(lookup.pair(&token(), &secret()).is_err());
    }
    let lookup = Lookup::new().source(Some(Source::Path("/nonexistent/pair".into()))).store(&store);
    let error = lookup.pair(&token(), &secret()).unwrap_err().to_string();
    assert!(error.starts_with("cannot read file /nonexistent/pair: "), "{error}");
    assert_eq!(store.1.load(Ordering::Relaxed), 0);
}

#[test]
fn a_variable_counts_for_its_environment_only() {
    assert_eq!(prefix_for_environment("eu-west.2"), "CAMPAIGNCTL_EU_WEST_2_");
    let set = [("CAMPAIGNCTL_ACCESS_TOKEN", "usual"), ("CAMPAIGNCTL_STAGING_ACCESS_TOKEN", "staging")];
    let read = variables(&set);
    let wanted = Wanted { variable: "ACCESS_TOKEN", account: token().account };
    for (prefix, expected) in [
        (PREFIX.to_owned(), Some("usual")),
        (prefix_for_environment("staging"), Some("staging")),
        (prefix_for_environment("production"), None),
    ] {
        let found = Lookup::new().variables(&prefix, &read).single(&wanted).unwrap();
        assert_eq!(found.as_ref().map(|found| found.secret.expose_secret()), expected, "{prefix}");
    }
}

#[test]
fn a_twin_names_a_file_with_one_line() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("token");
    fs::write(&path, "from-file\r\n").unwrap();
    let name = path.to_str().unwrap();
    let wanted = Wanted { variable: "ACCESS_TOKEN", account: token().account };
    let single = |set: &[(&str, &str)]| Lookup::new().variables(PREFIX, &variables(set)).single(&wanted);

    let found = single(&[("CAMPAIGNCTL_ACCESS_TOKEN_FILE", name)]).unwrap().unwrap();
    assert_eq!(found.secret.expose_secret(), "from-file");
    assert_eq!(
        found.origin.to_string(),
        format!("file {name} (environment variable CAMPAIGNCTL_ACCESS_TOKEN_FILE)")
    );

    // Systems that fill variables from secrets leave an empty one where there is none.
    let found =
        single(&[("CAMPAIGNCTL_ACCESS_TOKEN", " "), ("CAMPAIGNCTL_ACCESS_TOKEN_FILE", name)]).unwrap();
    assert_eq!(found.unwrap().secret.expose_secret(), "from-file");

    let both =
        single(&[("CAMPAIGNCTL_ACCESS_TOKEN", "a"), ("CAMPAIGNCTL_ACCESS_TOKEN_FILE", name)]).unwrap_err();
    assert_eq!(both.to_string(), "both CAMPAIGNCTL_ACCESS_TOKEN and CAMPAIGNCTL_ACCESS_TOKEN_FILE are set");

    fs::write(&path, "a\nb\n").unwrap();
    let error = single(&[("CAMPAIGNCTL_ACCESS_TOKEN_FILE", name)]).unwrap_err();
    assert!(matches!(error, LookupError::Text { error: TextError::TooManyLines { .. }, .. }), "{error}");
}

#[test]
fn halves_of_a_pair_are_never_put_together() {
    let store = kept();
    let set = [("CAMPAIGNCTL_IDV_API_SECRET", "variable-secret")];
    let read = variables(&set);
    let error = Lookup::new().variables(PREFIX, &read).store(&store).pair(&token(), &secret()).unwrap_err();
    assert_eq!(error.to_string(), "CAMPAIGNCTL_IDV_API_SECRET is set, but CAMPAIGNCTL_IDV_API_TOKEN is not");

    store.delete(&secret().account).unwrap();
    let error = Lookup::new().store(&store).pair(&token(), &secret()).unwrap_err();
    let expected = "the counting store has acme/local/idv.api-token, but not acme/local/idv.api-secret";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn debug_shows_no_secret() {
    let read = variables(&[]);
    let mut input = &b"s3cret-token\ns3cret\n"[..];
    let lookup = Lookup::new().variables(PREFIX, &read).source(Some(Source::Reader(&mut input)));
    let shown = format!("{lookup:?}");
    let shown = format!("{shown} {:?}", lookup.pair(&token(), &secret()).unwrap());
    assert!(!shown.contains("s3cret"), "{shown}");
}
