//! The operating system's keyring.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use keyring_core::{CredentialStore, Entry, Error};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::limit::{self, NoAnswer};
use crate::{Account, SecretStore, StoreError};

/// The service under which every entry lies in the keyring.
pub const SERVICE: &str = "campaignctl";

/// How long one call of a keyring may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// For reading.
    pub read: Duration,
    /// For writing and deleting.
    pub write: Duration,
}

impl Limits {
    /// Where nobody can type the keyring's password.
    pub const UNATTENDED: Self = Self { read: Duration::from_secs(3), write: Duration::from_secs(3) };
    /// At a terminal: a write may wait for a person who unlocks the keyring.
    pub const AT_A_TERMINAL: Self = Self { read: Duration::from_secs(3), write: Duration::from_mins(1) };
}

/// The operating system's keyring: the Secret Service of a Linux desktop, the Keychain of macOS, the Credential
/// Manager of Windows.
///
/// A keyring may never answer: a password window on a screen that nobody looks at is enough. So each call runs on its
/// own thread and is given up when its time is over, and after that the keyring is not asked again.
pub struct Keyring {
    store: Connection,
    limits: Limits,
    /// A call ran out of time: the next would as well, and the person would wait twice.
    stuck: Arc<AtomicBool>,
}

#[derive(Clone)]
enum Connection {
    /// Connected on the first call, on that call's thread.
    System,
    #[cfg(test)]
    Given(Arc<CredentialStore>),
}

impl Keyring {
    /// The keyring of this system. Nothing is asked before the first call.
    pub fn new(limits: Limits) -> Self {
        Self { store: Connection::System, limits, stuck: Arc::default() }
    }

    #[cfg(test)]
    fn with_store(store: Arc<CredentialStore>, limits: Limits) -> Self {
        Self { store: Connection::Given(store), limits, stuck: Arc::default() }
    }

    fn call<T: Send + 'static>(
        &self,
        limit: Duration,
        account: &Account,
        act: impl FnOnce(&Entry) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, StoreError> {
        if self.stuck.load(Ordering::Relaxed) {
            return Err(StoreError::TimedOut { limit });
        }
        let store = self.store.clone();
        let account = account.clone();
        // The error is translated over there, too: the library's own may carry what lies in the keyring.
        let work = move || {
            let entry = store.connect()?.build(SERVICE, account.as_str(), None).map_err(translate)?;
            act(&entry).map_err(translate)
        };
        limit::within(limit, work).unwrap_or_else(|none| match none {
            NoAnswer::TimedOut => {
                self.stuck.store(true, Ordering::Relaxed);
                Err(StoreError::TimedOut { limit })
            }
            NoAnswer::Died => Err(StoreError::Other { detail: "the thread that asked it ended".to_owned() }),
        })
    }
}

impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keyring").field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl Connection {
    fn connect(&self) -> Result<Arc<CredentialStore>, StoreError> {
        match self {
            Self::System => system_store(),
            #[cfg(test)]
            Self::Given(store) => Ok(Arc::clone(store)),
        }
    }
}

fn system_store() -> Result<Arc<CredentialStore>, StoreError> {
    // The library connects once in a process, and keeps the reason when that fails.
    if let Err(error) = keyring::Entry::store_status() {
        let detail = match error {
            Error::PlatformFailure(reason) | Error::NoStorageAccess(reason) => reason.to_string(),
            other => other.to_string(),
        };
        return Err(StoreError::Unavailable { detail });
    }
    keyring_core::get_default_store().ok_or_else(|| translate(Error::NoDefaultStore))
}

impl SecretStore for Keyring {
    fn get(&self, account: &Account) -> Result<SecretString, StoreError> {
        self.call(self.limits.read, account, |entry| {
            let password = Zeroizing::new(entry.get_password()?);
            Ok(SecretString::from(password.as_str()))
        })
    }

    fn set(&self, account: &Account, secret: &SecretString) -> Result<(), StoreError> {
        let secret = secret.clone();
        self.call(self.limits.write, account, move |entry| entry.set_password(secret.expose_secret()))
    }

    fn delete(&self, account: &Account) -> Result<(), StoreError> {
        self.call(self.limits.write, account, Entry::delete_credential)
    }

    fn describe(&self) -> &'static str {
        if cfg!(target_os = "macos") {
            "the Keychain"
        } else if cfg!(windows) {
            "the Windows Credential Manager"
        } else {
            "the keyring"
        }
    }
}

/// The library's errors in our words. Never shows what lies in the keyring: two of them carry it.
fn translate(error: Error) -> StoreError {
    match error {
        Error::NoEntry => StoreError::NotFound,
        Error::NoStorageAccess(reason) | Error::PlatformFailure(reason)
            if is_refusal(&reason.to_string()) =>
        {
            StoreError::Denied { detail: reason.to_string() }
        }
        // The Secret Service's words are of no use ("prompt dismissed", "result not returned from SS API").
        Error::NoStorageAccess(_) => StoreError::Locked,
        Error::PlatformFailure(reason) => StoreError::Unavailable { detail: reason.to_string() },
        Error::NoDefaultStore => {
            StoreError::Unavailable { detail: "this system has none that is supported".to_owned() }
        }
        Error::BadEncoding(bytes) => {
            drop(Zeroizing::new(bytes));
            StoreError::Other { detail: "what is kept there is not text".to_owned() }
        }
        Error::BadDataFormat(bytes, _) => {
            drop(Zeroizing::new(bytes));
            StoreError::Other { detail: "what is kept there cannot be decoded".to_owned() }
        }
        Error::Ambiguous(entries) => {
            StoreError::Other { detail: format!("it keeps {} entries of that name", entries.len()) }
        }
        other => StoreError::Other { detail: other.to_string() },
    }
}

fn is_refusal(reason: &str) -> bool {
    let reason = reason.to_ascii_lowercase();
    ["accessdenied", "access denied", "access is denied", "not allowed"]
        .iter()
        .any(|word| reason.contains(word))
}

#[cfg(test)]
mod tests {
    use keyring_core::api::CredentialStoreApi;
    use keyring_core::mock;

    use super::*;

    const LONG: Duration = Duration::from_mins(1);

    fn account() -> Account {
        Account::in_workspace("acme", "local", "backend.access-token").unwrap()
    }

    fn mocked() -> (Keyring, Arc<mock::Store>) {
        let store = mock::Store::new().unwrap();
        (Keyring::with_store(store.clone(), Limits { read: LONG, write: LONG }), store)
    }

    #[test]
    fn keeps_replaces_and_forgets_a_secret_under_its_service() {
        let (keyring, store) = mocked();
        assert_eq!(keyring.get(&account()).unwrap_err(), StoreError::NotFound);
        for secret in ["s3cret", "n\u{e4}chstes"] {
            keyring.set(&account(), &SecretString::from(secret)).unwrap();
            assert_eq!(keyring.get(&account()).unwrap().expose_secret(), secret);
        }
        let entry = store.build("campaignctl", "acme/local/backend.access-token", None).unwrap();
        assert_eq!(entry.get_password().unwrap(), "n\u{e4}chstes");
        keyring.delete(&account()).unwrap();
        assert_eq!(keyring.delete(&account()).unwrap_err(), StoreError::NotFound);
    }

    #[test]
    fn every_error_has_our_words_a_way_out_and_no_secret() {
        type Is = fn(&StoreError) -> bool;

        let platform = |text: &str| text.to_owned().into();
        let cases: [(Error, Is); 9] = [
            (Error::NoEntry, |e| *e == StoreError::NotFound),
            (Error::NoStorageAccess(platform("prompt dismissed")), |e| *e == StoreError::Locked),
            (Error::NoStorageAccess(platform("AccessDenied")), |e| matches!(e, StoreError::Denied { .. })),
            (Error::PlatformFailure(platform("ServiceUnknown")), |e| {
                matches!(e, StoreError::Unavailable { .. })
            }),
            (Error::PlatformFailure(platform("org.freedesktop.DBus.Error.AccessDenied: no")), |e| {
                matches!(e, StoreError::Denied { .. })
            }),
            (Error::NoDefaultStore, |e| matches!(e, StoreError::Unavailable { .. })),
            (Error::BadEncoding(b"s3cret".to_vec()), |e| matches!(e, StoreError::Other { .. })),
            (Error::BadDataFormat(b"s3cret".to_vec(), platform("x")), |e| {
                matches!(e, StoreError::Other { .. })
            }),
            (Error::TooLong("password".to_owned(), 2560), |e| matches!(e, StoreError::Other { .. })),
        ];
        for (error, is) in cases {
            let (keyring, store) = mocked();
            let entry = store.build(SERVICE, account().as_str(), None).unwrap();
            let name = error.to_string();
            entry.as_any().downcast_ref::<mock::Cred>().unwrap().set_error(error);
            let error = keyring.get(&account()).unwrap_err();
            assert!(is(&error), "{name}: {error:?}");
            assert!(!error.ways_out().is_empty(), "{name}");
            assert!(!format!("{error} {error:?}").contains("s3cret"), "{name}: {error:?}");
        }
    }
}
