//! A store that forgets.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use secrecy::SecretString;

use crate::{Account, SecretStore, StoreError};

/// A store in memory, for tests and for runs that shall leave nothing behind.
#[derive(Default)]
pub struct MemoryStore {
    secrets: Mutex<BTreeMap<Account, SecretString>>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    fn with<T>(&self, act: impl FnOnce(&mut BTreeMap<Account, SecretString>) -> T) -> T {
        act(&mut self.secrets.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.with(|secrets| secrets.keys().cloned().collect::<Vec<_>>())).finish()
    }
}

impl SecretStore for MemoryStore {
    fn get(&self, account: &Account) -> Result<SecretString, StoreError> {
        self.with(|secrets| secrets.get(account).cloned()).ok_or(StoreError::NotFound)
    }

    fn set(&self, account: &Account, secret: &SecretString) -> Result<(), StoreError> {
        self.with(|secrets| secrets.insert(account.clone(), secret.clone()));
        Ok(())
    }

    fn delete(&self, account: &Account) -> Result<(), StoreError> {
        self.with(|secrets| secrets.remove(account)).map(drop).ok_or(StoreError::NotFound)
    }

    fn describe(&self) -> &'static str {
        "memory"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_names_only() {
        let store = MemoryStore::new();
        let account = Account::in_workspace("acme", "local", "idv.api-token").unwrap();
        store.set(&account, &SecretString::from("s3cret")).unwrap();
        let shown = format!("{store:?}");
        assert!(shown.contains("acme/local/idv.api-token") && !shown.contains("s3cret"), "{shown}");
    }
}
