//! A real gnome-keyring on a D-Bus of its own. It has to be installed: a missing daemon is a failure.

use secrecy::{ExposeSecret, SecretString};
use secrets::{Account, Keyring, Limits, Pair, SecretStore, StoreError, store_pair};

use crate::child::{Home, account, inside};

/// As a login to a desktop does it: the password opens the keyring, or makes it.
const LOGIN: &str =
    "printf %s password | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null";
/// As a login without a password does it: the keyring stays locked.
const NO_PASSWORD: &str = "gnome-keyring-daemon --start --components=secrets >/dev/null";

fn keyring() -> Keyring {
    Keyring::new(Limits::UNATTENDED)
}

#[test]
fn keeps_replaces_finds_again_and_deletes() {
    match inside().as_deref() {
        None => {
            let home = Home::new();
            let test = "real_keyring::keeps_replaces_finds_again_and_deletes";
            home.run_on_private_bus(test, "write", LOGIN);
            home.run_on_private_bus(test, "read", LOGIN);
        }
        Some("write") => {
            let keyring = keyring();
            assert_eq!(keyring.get(&account()).unwrap_err(), StoreError::NotFound);
            assert_eq!(keyring.delete(&account()).unwrap_err(), StoreError::NotFound);
            for secret in ["first", "s3cret-\u{e4}\u{1f511}"] {
                keyring.set(&account(), &SecretString::from(secret)).unwrap();
                assert_eq!(keyring.get(&account()).unwrap().expose_secret(), secret);
            }
            let other = Account::in_workspace("acme", "production", "backend.access-token").unwrap();
            assert_eq!(keyring.get(&other).unwrap_err(), StoreError::NotFound);
        }
        Some(_) => {
            let keyring = keyring();
            assert_eq!(keyring.get(&account()).unwrap().expose_secret(), "s3cret-\u{e4}\u{1f511}");
            keyring.delete(&account()).unwrap();
            assert_eq!(keyring.get(&account()).unwrap_err(), StoreError::NotFound);
        }
    }
}

#[test]
fn keeps_a_pair_and_works_inside_an_async_runtime() {
    if inside().is_none() {
        let test = "real_keyring::keeps_a_pair_and_works_inside_an_async_runtime";
        Home::new().run_on_private_bus(test, "", LOGIN);
        return;
    }
    let account = |name| Account::in_workspace("acme", "local", name).unwrap();
    let (token, secret) = (account("idv.api-token"), account("idv.api-secret"));
    let pair = Pair::parse("t-1\ns3cret").unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        store_pair(&keyring(), &token, &secret, &pair).unwrap();
        assert_eq!(keyring().get(&token).unwrap().expose_secret(), "t-1");
        assert_eq!(keyring().get(&secret).unwrap().expose_secret(), "s3cret");
    });
}

#[test]
fn a_locked_keyring_says_so() {
    match inside().as_deref() {
        None => {
            let home = Home::new();
            let test = "real_keyring::a_locked_keyring_says_so";
            home.run_on_private_bus(test, "write", LOGIN);
            home.run_on_private_bus(test, "locked", NO_PASSWORD);
            home.run_on_private_bus(test, "still there", LOGIN);
        }
        Some("write") => keyring().set(&account(), &SecretString::from("s3cret")).unwrap(),
        Some("locked") => {
            let keyring = keyring();
            assert_eq!(keyring.get(&account()).unwrap_err(), StoreError::Locked);
            assert_eq!(
                keyring.set(&account(), &SecretString::from("other")).unwrap_err(),
                StoreError::Locked
            );
        }
        Some(_) => assert_eq!(keyring().get(&account()).unwrap().expose_secret(), "s3cret"),
    }
}

#[test]
fn where_there_is_no_keyring_yet_nothing_is_found_and_nothing_can_be_kept() {
    if inside().is_none() {
        let test = "real_keyring::where_there_is_no_keyring_yet_nothing_is_found_and_nothing_can_be_kept";
        Home::new().run_on_private_bus(test, "", NO_PASSWORD);
        return;
    }
    let keyring = keyring();
    assert_eq!(keyring.get(&account()).unwrap_err(), StoreError::NotFound);
    assert_eq!(keyring.set(&account(), &SecretString::from("s3cret")).unwrap_err(), StoreError::Locked);
}
