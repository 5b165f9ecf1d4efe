//! One secret, many places where it may be: which one counts.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use secrecy::SecretString;
use zeroize::Zeroizing;

use crate::pair::parse_single;
use crate::source::read_path;
use crate::{Account, Pair, SecretStore, Source, SourceError, StoreError, TextError};

/// What the names of the variables begin with, for the environment in force without a flag.
pub const PREFIX: &str = "CAMPAIGNCTL_";

/// How long a file named by a variable may take.
const FILE_LIMIT: Duration = Duration::from_mins(1);

/// What the names of the variables begin with for an environment that was typed as a flag: a variable without the
/// environment's name in it was meant for the usual one, and shall not go to another.
pub fn prefix_for_environment(environment: &str) -> String {
    format!("{PREFIX}{}_", environment.to_ascii_uppercase().replace(['-', '.'], "_"))
}

/// A secret by its two names.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// The variable without its prefix, such as `ACCESS_TOKEN`.
    pub variable: &'a str,
    /// The account in the store.
    pub account: Account,
}

/// Where a secret was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// In the file that a flag named.
    File(PathBuf),
    /// On standard input.
    StandardInput,
    /// In an environment variable. For a pair, the one with the token.
    Variable(String),
    /// In the file that an environment variable named.
    VariableFile {
        /// The variable, `_FILE` included.
        variable: String,
        /// The file.
        path: PathBuf,
    },
    /// In the store, as [`SecretStore::describe`] calls it.
    Store(&'static str),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "file {}", path.display()),
            Self::StandardInput => f.write_str("standard input"),
            Self::Variable(variable) => write!(f, "environment variable {variable}"),
            Self::VariableFile { variable, path } => {
                write!(f, "file {} (environment variable {variable})", path.display())
            }
            Self::Store(store) => f.write_str(store),
        }
    }
}

/// A secret, or a pair, and where it was found.
#[derive(Debug, Clone)]
pub struct Found<T> {
    /// What was found.
    pub secret: T,
    /// Where.
    pub origin: Origin,
}

/// Why a place that should have the secret did not give it. Never shows any of the secret.
#[derive(Debug, thiserror::Error)]
pub enum LookupError {
    /// A file or standard input could not be read.
    #[error("cannot read {origin}: {error}")]
    Source {
        /// Which.
        origin: Origin,
        /// Why.
        error: SourceError,
    },
    /// It was read, and it is not what was expected.
    #[error("cannot use {origin}: {error}")]
    Text {
        /// Where it was read.
        origin: Origin,
        /// Why.
        error: TextError,
    },
    /// A variable and its `_FILE` twin say two things.
    #[error("both {0} and {0}_FILE are set")]
    Both(String),
    /// One half of a pair. Halves from two places are never put together.
    #[error("{set} is set, but {missing} is not")]
    Half {
        /// The variable that is set.
        set: String,
        /// The one that is not.
        missing: String,
    },
    /// The store has the one half of a pair without the other.
    #[error("{store} has {kept}, but not {missing}")]
    HalfKept {
        /// Which store.
        store: &'static str,
        /// The account that is there.
        kept: Account,
        /// The one that is not.
        missing: Account,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

type ReadVariable<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// The places to look in. They are asked in the order of the methods below, whatever the order of the calls.
#[derive(Default)]
pub struct Lookup<'a> {
    source: Option<Source<'a>>,
    variables: Option<(&'a str, &'a ReadVariable<'a>)>,
    store: Option<&'a dyn SecretStore>,
}

impl<'a> Lookup<'a> {
    /// Nowhere.
    pub fn new() -> Self {
        Self::default()
    }

    /// First, what a flag names.
    #[must_use]
    pub fn source(mut self, source: Option<Source<'a>>) -> Self {
        self.source = source;
        self
    }

    /// Then the environment variables that begin with `prefix` ([`PREFIX`] or [`prefix_for_environment`]): the one with
    /// the secret, or its twin whose name ends in `_FILE` and which names a file. An empty variable counts as not set.
    #[must_use]
    pub fn variables(mut self, prefix: &'a str, read: &'a dyn Fn(&str) -> Option<String>) -> Self {
        self.variables = Some((prefix, read));
        self
    }

    /// At last the store.
    #[must_use]
    pub fn store(mut self, store: &'a dyn SecretStore) -> Self {
        self.store = Some(store);
        self
    }

    /// Looks for one secret. A file has it as its only line.
    pub fn single(self, wanted: &Wanted<'_>) -> Result<Option<Found<SecretString>>, LookupError> {
        if let Some(source) = self.source {
            return read_source(source, parse_single).map(Some);
        }
        if let Some((prefix, read)) = self.variables
            && let Some(found) = read_variable(&format!("{prefix}{}", wanted.variable), read)?
        {
            return Ok(Some(found));
        }
        let Some(store) = self.store else { return Ok(None) };
        let secret = get(store, &wanted.account)?;
        Ok(secret.map(|secret| Found { secret, origin: Origin::Store(store.describe()) }))
    }

    /// Looks for a pair: API token and API secret, both from the same place. A file has them as its two lines.
    pub fn pair(self, token: &Wanted<'_>, secret: &Wanted<'_>) -> Result<Option<Found<Pair>>, LookupError> {
        if let Some(source) = self.source {
            return read_source(source, Pair::parse).map(Some);
        }
        if let Some((prefix, read)) = self.variables {
            let [token, secret] = [token, secret].map(|wanted| format!("{prefix}{}", wanted.variable));
            match (read_variable(&token, read)?, read_variable(&secret, read)?) {
                (Some(token), Some(secret)) => {
                    let pair = Pair { api_token: token.secret, api_secret: secret.secret };
                    return Ok(Some(Found { secret: pair, origin: token.origin }));
                }
                (Some(_), None) => return Err(LookupError::Half { set: token, missing: secret }),
                (None, Some(_)) => return Err(LookupError::Half { set: secret, missing: token }),
                (None, None) => {}
            }
        }
        let Some(store) = self.store else { return Ok(None) };
        let half = |kept: &Wanted<'_>, missing: &Wanted<'_>| LookupError::HalfKept {
            store: store.describe(),
            kept: kept.account.clone(),
            missing: missing.account.clone(),
        };
        match (get(store, &token.account)?, get(store, &secret.account)?) {
            (Some(api_token), Some(api_secret)) => {
                let pair = Pair { api_token, api_secret };
                Ok(Some(Found { secret: pair, origin: Origin::Store(store.describe()) }))
            }
            (Some(_), None) => Err(half(token, secret)),
            (None, Some(_)) => Err(half(secret, token)),
            (None, None) => Ok(None),
        }
    }
}

impl fmt::Debug for Lookup<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lookup")
            .field("source", &self.source)
            .field("variables", &self.variables.map(|(prefix, _)| prefix))
            .field("store", &self.store.map(SecretStore::describe))
            .finish()
    }
}

fn get(store: &dyn SecretStore, account: &Account) -> Result<Option<SecretString>, StoreError> {
    match store.get(account) {
        Ok(secret) => Ok(Some(secret)),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn read_source<T>(
    source: Source<'_>,
    parse: impl FnOnce(&str) -> Result<T, TextError>,
) -> Result<Found<T>, LookupError> {
    let origin = match &source {
        Source::Path(path) => Origin::File(path.clone()),
        Source::Reader(_) => Origin::StandardInput,
    };
    match source.read() {
        Ok(text) => found(&text, origin, parse),
        Err(error) => Err(LookupError::Source { origin, error }),
    }
}

fn read_variable(
    variable: &str,
    read: &dyn Fn(&str) -> Option<String>,
) -> Result<Option<Found<SecretString>>, LookupError> {
    let read = |name: &str| read(name).map(Zeroizing::new).filter(|value| !value.trim().is_empty());
    let twin = format!("{variable}_FILE");
    match (read(variable), read(&twin)) {
        (None, None) => Ok(None),
        (Some(_), Some(_)) => Err(LookupError::Both(variable.to_owned())),
        (Some(value), None) => found(&value, Origin::Variable(variable.to_owned()), parse_single).map(Some),
        (None, Some(path)) => {
            let path = PathBuf::from(path.as_str());
            let origin = Origin::VariableFile { variable: twin, path: path.clone() };
            match read_path(path, FILE_LIMIT) {
                Ok(text) => found(&text, origin, parse_single).map(Some),
                Err(error) => Err(LookupError::Source { origin, error }),
            }
        }
    }
}

fn found<T>(
    text: &str,
    origin: Origin,
    parse: impl FnOnce(&str) -> Result<T, TextError>,
) -> Result<Found<T>, LookupError> {
    match parse(text) {
        Ok(secret) => Ok(Found { secret, origin }),
        Err(error) => Err(LookupError::Text { origin, error }),
    }
}

#[cfg(test)]
#[path = "lookup_tests.rs"]
mod tests;
