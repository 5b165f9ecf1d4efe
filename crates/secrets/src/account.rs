//! Under which name a secret lies in a store.

use std::fmt;

/// The name of one secret in a store.
///
/// Either `<workspace>/<environment>/<name>`, or `<origin>/<name>` for what belongs to a server and must never be
/// found under a name that a workspace chooses for itself. The two cannot meet: an origin contains `://`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Account(String);

/// Why a text cannot be part of an account.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// A workspace, environment or name that is empty or has other characters than `a-z 0-9 - _ .`.
    #[error("{0:?} cannot name a secret: only a-z, 0-9, '-', '_' and '.' may be in it")]
    Part(String),
    /// Not `scheme://host`, with or without a port.
    #[error("{0:?} is not the origin of a server: scheme, host and port, nothing else")]
    Origin(String),
}

impl Account {
    /// The account of the secret `name` (such as `backend.access-token`) of one environment of a workspace.
    pub fn in_workspace(workspace: &str, environment: &str, name: &str) -> Result<Self, AccountError> {
        for part in [workspace, environment, name] {
            check_part(part)?;
        }
        Ok(Self(format!("{workspace}/{environment}/{name}")))
    }

    /// The account of the secret `name` of a server, by the server's origin (`https://campaigns.example:8443`).
    pub fn of_origin(origin: &str, name: &str) -> Result<Self, AccountError> {
        check_part(name)?;
        let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '/' | '@' | '?' | '#' | '\\');
        match origin.split_once("://") {
            Some((scheme, host))
                if !scheme.is_empty()
                    && scheme.chars().all(|c| c.is_ascii_lowercase())
                    && !host.is_empty()
                    && host.chars().all(plain) =>
            {
                Ok(Self(format!("{origin}/{name}")))
            }
            _ => Err(AccountError::Origin(origin.to_owned())),
        }
    }

    /// The account as a store is given it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn check_part(part: &str) -> Result<(), AccountError> {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    if !part.is_empty() && part.chars().all(good) { Ok(()) } else { Err(AccountError::Part(part.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workspace_cannot_reach_another_ones_secret() {
        let account = Account::in_workspace("acme", "production", "idv.api-token").unwrap();
        assert_eq!(account.as_str(), "acme/production/idv.api-token");
        for (workspace, environment) in
            [("acme/production", ""), ("acme", "a/b"), ("https:", ""), ("", "x"), ("Acme", "x")]
        {
            assert!(
                Account::in_workspace(workspace, environment, "idv.api-token").is_err(),
                "{workspace} {environment}"
            );
        }
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        let account = Account::of_origin("https://campaigns.example:8443", "backend.access-token").unwrap();
        assert_eq!(account.as_str(), "https://campaigns.example:8443/backend.access-token");
        for origin in [
            "https://a/b",
            "https://",
            "://a",
            "a",
            "https://u@a",
            "https://a?b",
            "https://a\\b",
            "HTTPS://a",
        ] {
            assert_eq!(
                Account::of_origin(origin, "backend.access-token"),
                Err(AccountError::Origin(origin.to_owned())),
                "{origin}"
            );
        }
    }
}
