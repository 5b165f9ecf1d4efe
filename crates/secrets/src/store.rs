//! What keeps secrets between two runs.

use std::time::Duration;

use secrecy::SecretString;

use crate::{Account, Pair};

/// A place that keeps secrets: the operating system's keyring, or a stand-in.
pub trait SecretStore: Send + Sync {
    /// The secret of an account.
    fn get(&self, account: &Account) -> Result<SecretString, StoreError>;
    /// Keeps a secret, in place of the one that was there.
    fn set(&self, account: &Account, secret: &SecretString) -> Result<(), StoreError>;
    /// Removes the secret of an account.
    fn delete(&self, account: &Account) -> Result<(), StoreError>;
    /// What a person calls this store.
    fn describe(&self) -> &'static str;
}

/// Why a store did not do what it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no such secret.
    #[error("no such secret is kept")]
    NotFound,
    /// The keyring is locked, and nobody unlocked it; or there is none yet, and nobody could be asked to make one.
    #[error("the keyring is locked and cannot be unlocked from here")]
    Locked,
    /// No keyring answers here, as in a container, in CI, or in a login without a desktop.
    #[error("there is no keyring here ({detail})")]
    Unavailable {
        /// What the system says about it.
        detail: String,
    },
    /// The keyring did not answer in time, this time or the time before.
    #[error("the keyring did not answer within {} s", .limit.as_secs_f32())]
    TimedOut {
        /// How long it was given.
        limit: Duration,
    },
    /// The keyring answers, but not to this program or this user.
    #[error("the keyring refuses access ({detail})")]
    Denied {
        /// What the system says about it.
        detail: String,
    },
    /// Anything else.
    #[error("the keyring failed ({detail})")]
    Other {
        /// What the system says about it.
        detail: String,
    },
}

const ELSEWHERE: &str = "give the secret in an environment variable, in a file that a variable ending in _FILE names, or on standard input";

impl StoreError {
    /// What a person can do about it, best first; whole sentences without a full stop.
    pub fn ways_out(&self) -> &'static [&'static str] {
        match self {
            Self::Locked => &[
                "unlock the keyring: log in to the desktop, or run `gnome-keyring-daemon --unlock` in a `dbus-run-session`",
                ELSEWHERE,
            ],
            Self::Unavailable { .. } => &[
                ELSEWHERE,
                "start a keyring: on Linux, a Secret Service on the session's D-Bus, such as gnome-keyring or KWallet",
            ],
            Self::TimedOut { .. } => &[
                "look for a window that asks for the keyring's password, perhaps on another screen, and try again",
                ELSEWHERE,
            ],
            Self::Denied { .. } => &["allow this program to use the keyring", ELSEWHERE],
            Self::NotFound | Self::Other { .. } => &[ELSEWHERE],
        }
    }
}

/// Keeps both halves of a pair. When the second cannot be kept, the first is put back as it was: a new token with an
/// old secret would be refused everywhere.
pub fn store_pair(
    store: &dyn SecretStore,
    token_account: &Account,
    secret_account: &Account,
    pair: &Pair,
) -> Result<(), StoreError> {
    let before = match store.get(token_account) {
        Ok(token) => Some(token),
        Err(StoreError::NotFound) => None,
        Err(error) => return Err(error),
    };
    store.set(token_account, &pair.api_token)?;
    store.set(secret_account, &pair.api_secret).inspect_err(|_| {
        // What failed is told; that this failed too would add nothing that a person could use.
        let _ = match &before {
            Some(token) => store.set(token_account, token),
            None => store.delete(token_account),
        };
    })
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;
    use crate::MemoryStore;

    /// A store that takes everything but what lies under one account.
    struct Refusing(MemoryStore, Account);

    impl SecretStore for Refusing {
        fn get(&self, account: &Account) -> Result<SecretString, StoreError> {
            self.0.get(account)
        }

        fn set(&self, account: &Account, secret: &SecretString) -> Result<(), StoreError> {
            if *account == self.1 { Err(StoreError::Locked) } else { self.0.set(account, secret) }
        }

        fn delete(&self, account: &Account) -> Result<(), StoreError> {
            self.0.delete(account)
        }

        fn describe(&self) -> &'static str {
            "refusing"
        }
    }

    #[test]
    fn a_pair_is_kept_whole_or_not_at_all() {
        let account = |name| Account::in_workspace("acme", "local", name).unwrap();
        let (token, secret) = (account("idv.api-token"), account("idv.api-secret"));
        let pair = Pair::parse("new-token\nnew-secret").unwrap();
        let kept = |store: &dyn SecretStore, account: &Account| match store.get(account) {
            Ok(secret) => Some(secret.expose_secret().to_owned()),
            Err(error) => {
                assert_eq!(error, StoreError::NotFound);
                None
            }
        };

        let store = MemoryStore::new();
        store_pair(&store, &token, &secret, &pair).unwrap();
        assert_eq!(kept(&store, &token).as_deref(), Some("new-token"));
        assert_eq!(kept(&store, &secret).as_deref(), Some("new-secret"));

        for before in [None, Some("old-token")] {
            let store = Refusing(MemoryStore::new(), secret.clone());
            if let Some(before) = before {
                store.set(&token, &SecretString::from(before)).unwrap();
            }
            assert_eq!(store_pair(&store, &token, &secret, &pair), Err(StoreError::Locked));
            assert_eq!(kept(&store, &token).as_deref(), before);
        }
    }
}
