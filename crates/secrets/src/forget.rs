//! Taking secrets out of a store so that they can be put back.

use secrecy::SecretString;

use crate::{Account, SecretStore, StoreError};

/// Secrets that a store keeps no more, for as long as they may be wanted back.
#[derive(Debug, Default)]
#[must_use = "dropped, the secrets are gone"]
pub struct Forgotten {
    secrets: Vec<(Account, SecretString)>,
}

/// Why secrets were not taken out. Those that had been are put back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{error}")]
pub struct ForgetError {
    /// What the store says.
    pub error: StoreError,
    /// The accounts that could not be put back: their secrets may be gone.
    pub lost: Vec<Account>,
}

/// Takes the secrets of accounts out of a store: all, or none. Accounts that have none do not matter.
pub fn forget(store: &dyn SecretStore, accounts: &[Account]) -> Result<Forgotten, ForgetError> {
    // What cannot be read could not be put back.
    let mut kept = Vec::new();
    for account in accounts {
        match store.get(account) {
            Ok(secret) => kept.push((account.clone(), secret)),
            Err(StoreError::NotFound) => {}
            Err(error) => return Err(ForgetError { error, lost: Vec::new() }),
        }
    }
    let mut forgotten = Forgotten::default();
    for (account, secret) in kept {
        let deleted = store.delete(&account);
        // One whose deletion failed may be gone all the same: a store that did not answer may have heard.
        forgotten.secrets.push((account, secret));
        if let Err(error) = deleted
            && error != StoreError::NotFound
        {
            return Err(ForgetError { error, lost: forgotten.put_back(store) });
        }
    }
    Ok(forgotten)
}

impl Forgotten {
    /// The accounts whose secrets were taken out.
    pub fn accounts(&self) -> impl Iterator<Item = &Account> {
        self.secrets.iter().map(|(account, _)| account)
    }

    /// Puts everything back where it was; gives the accounts with which that failed.
    pub fn put_back(self, store: &dyn SecretStore) -> Vec<Account> {
        let failed =
            |(account, secret): (Account, SecretString)| store.set(&account, &secret).err().map(|_| account);
        self.secrets.into_iter().filter_map(failed).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use secrecy::ExposeSecret;

    use super::*;
    use crate::MemoryStore;

    /// A store that stops answering after so many deletions, for good or for those only.
    struct Tiring {
        inner: MemoryStore,
        left: AtomicUsize,
        takes_back: bool,
    }

    impl Tiring {
        fn tired(&self) -> bool {
            self.left.load(Ordering::Relaxed) == 0
        }
    }

    impl SecretStore for Tiring {
        fn get(&self, account: &Account) -> Result<SecretString, StoreError> {
            self.inner.get(account)
        }

        fn set(&self, account: &Account, secret: &SecretString) -> Result<(), StoreError> {
            if self.tired() && !self.takes_back {
                Err(StoreError::Locked)
            } else {
                self.inner.set(account, secret)
            }
        }

        fn delete(&self, account: &Account) -> Result<(), StoreError> {
            if self.tired() {
                return Err(StoreError::Locked);
            }
            self.left.fetch_sub(1, Ordering::Relaxed);
            self.inner.delete(account)
        }

        fn describe(&self) -> &'static str {
            "tiring"
        }
    }

    fn account(environment: &str) -> Account {
        Account::in_workspace("acme", environment, "idv.api-secret").unwrap()
    }

    fn filled() -> (MemoryStore, [Account; 3]) {
        let store = MemoryStore::new();
        let accounts = ["local", "staging", "production"].map(account);
        for account in [&accounts[0], &accounts[2]] {
            store.set(account, &SecretString::from(format!("s3cret of {account}"))).unwrap();
        }
        (store, accounts)
    }

    fn kept(store: &dyn SecretStore, accounts: &[Account]) -> Vec<Option<String>> {
        let secret = |account| store.get(account).ok().map(|secret| secret.expose_secret().to_owned());
        accounts.iter().map(secret).collect()
    }

    #[test]
    fn what_is_there_goes_and_comes_back() {
        let (store, accounts) = filled();
        let before = kept(&store, &accounts);
        let forgotten = forget(&store, &accounts).unwrap();
        assert_eq!(kept(&store, &accounts), [None, None, None]);
        assert_eq!(forgotten.accounts().collect::<Vec<_>>(), [&accounts[0], &accounts[2]]);
        assert!(!format!("{forgotten:?}").contains("s3cret"));
        assert_eq!(forgotten.put_back(&store), []);
        assert_eq!(kept(&store, &accounts), before);
        assert_eq!(forget(&MemoryStore::new(), &accounts).unwrap().accounts().count(), 0);
    }

    #[test]
    fn a_store_that_fails_on_the_way_loses_nothing_or_says_what() {
        for (takes_back, lost) in [(true, vec![]), (false, vec![account("local"), account("production")])] {
            let (inner, accounts) = filled();
            let before = kept(&inner, &accounts);
            let store = Tiring { inner, left: AtomicUsize::new(1), takes_back };
            let failed = forget(&store, &accounts).unwrap_err();
            assert_eq!(failed, ForgetError { error: StoreError::Locked, lost });
            assert_eq!(kept(&store, &accounts) == before, takes_back);
        }
    }
}
