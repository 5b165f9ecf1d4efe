//! Where no keyring answers.

use std::os::unix::net::UnixListener;
use std::thread;
use std::time::{Duration, Instant};

use secrecy::SecretString;
use secrets::{Keyring, Limits, SecretStore, StoreError};

use crate::child::{Home, account, inside};

#[test]
fn without_a_bus_it_is_unavailable_at_once() {
    if inside().is_none() {
        Home::new().run("no_answer::without_a_bus_it_is_unavailable_at_once", "", None);
        return;
    }
    let keyring = Keyring::new(Limits::UNATTENDED);
    for _ in 0..2 {
        let error = keyring.get(&account()).unwrap_err();
        assert!(matches!(error, StoreError::Unavailable { .. }), "{error:?}");
        let error = keyring.set(&account(), &SecretString::from("s3cret")).unwrap_err();
        assert!(matches!(error, StoreError::Unavailable { .. }), "{error:?}");
    }
}

#[test]
fn a_bus_that_never_answers_costs_one_time_limit_and_does_not_keep_the_process() {
    let limit = Duration::from_millis(300);
    if inside().is_none() {
        let home = Home::new();
        let path = home.path().join("bus");
        let listener = UnixListener::bind(&path).unwrap();
        // Takes every connection and keeps it open, without a word.
        thread::spawn(move || {
            let mut connections = Vec::new();
            for connection in listener.incoming() {
                connections.push(connection);
            }
        });
        let bus = format!("unix:path={}", path.display());
        let test = "no_answer::a_bus_that_never_answers_costs_one_time_limit_and_does_not_keep_the_process";
        // The child's end is waited for with a limit: the thread that hangs in it must not keep it.
        home.run(test, "", Some(&bus));
        return;
    }
    let keyring = Keyring::new(Limits { read: limit, write: Duration::from_mins(10) });
    let start = Instant::now();
    assert_eq!(keyring.get(&account()).unwrap_err(), StoreError::TimedOut { limit });
    assert!(start.elapsed() >= limit);
    // Not asked again: this would take ten minutes.
    let error = keyring.set(&account(), &SecretString::from("s3cret")).unwrap_err();
    assert!(matches!(error, StoreError::TimedOut { .. }), "{error:?}");
}
