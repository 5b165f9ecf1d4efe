//! Pairs of API token and API secret: whose they are, what they may do, and where.

use crate::hosts::Center;

/// Whether the sandbox takes this pair: `sandbox[-NAME]` and `sandbox[-NAME]-secret`, where `NAME` is made of lower-case
/// letters, digits and hyphens. No real pair looks like that.
pub fn accepts_pair(api_token: &str, api_secret: &str) -> bool {
    Pair::read(api_token, api_secret).is_some()
}

/// What a caller does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Permission {
    /// Begins and feeds transactions.
    Initiate,
    /// Reads and deletes them.
    Retrieve,
}

/// A pair of the sandbox's form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair {
    /// Whose it is: the API token, without what limits it.
    pub(crate) tenant: String,
    /// The one thing that it may do, if it may not do everything.
    only: Option<Permission>,
    /// The one data centre that knows it, if not all do.
    center: Option<Center>,
}

impl Pair {
    pub(crate) fn read(api_token: &str, api_secret: &str) -> Option<Self> {
        let name = api_token.strip_prefix("sandbox")?;
        let well_formed = name.is_empty()
            || name.strip_prefix('-').is_some_and(|name| {
                !name.is_empty()
                    && name
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            });
        if !well_formed || api_secret.strip_suffix("-secret") != Some(api_token) {
            return None;
        }
        let (tenant, only) = if let Some(tenant) = api_token.strip_suffix("-initiate") {
            (tenant, Some(Permission::Initiate))
        } else if let Some(tenant) = api_token.strip_suffix("-retrieve") {
            (tenant, Some(Permission::Retrieve))
        } else {
            (api_token, None)
        };
        let ends =
            |center: &Center| tenant.strip_suffix(center.name()).is_some_and(|rest| rest.ends_with('-'));
        let center = Center::ALL.into_iter().find(ends);
        Some(Self { tenant: tenant.to_owned(), only, center })
    }

    /// Whether it may do this.
    pub(crate) fn may(&self, permission: Permission) -> bool {
        self.only.is_none_or(|only| only == permission)
    }

    /// Whether a data centre knows it; `None` stands for all of them.
    pub(crate) fn is_of(&self, center: Option<Center>) -> bool {
        match (self.center, center) {
            (Some(own), Some(asked)) => own == asked,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(token: &str) -> Pair {
        Pair::read(token, &format!("{token}-secret")).unwrap()
    }

    #[test]
    fn no_real_pair_looks_like_the_sandbox_s() {
        for (token, secret) in [
            ("sandbox", "sandbox-secret"),
            ("sandbox-acme", "sandbox-acme-secret"),
            ("sandbox-acme-2", "sandbox-acme-2-secret"),
            ("sandbox-retrieve", "sandbox-retrieve-secret"),
        ] {
            assert!(accepts_pair(token, secret), "{token}");
        }
        for (token, secret) in [
            ("sandbox", "sandbox-acme-secret"),
            ("sandbox-", "sandbox--secret"),
            ("sandboxes", "sandboxes-secret"),
            ("sandbox-Acme", "sandbox-Acme-secret"),
            ("sandbox-acme", "sandbox-acme"),
            ("sandbox-acme-retrieve", "sandbox-acme-secret"),
            ("4d2c", "4d2c-secret"),
            ("", "-secret"),
        ] {
            assert!(!accepts_pair(token, secret), "{token}");
        }
    }

    #[test]
    fn what_limits_a_pair_is_at_its_end() {
        use Permission::{Initiate, Retrieve};
        for (token, tenant, initiates, retrieves, centers) in [
            ("sandbox", "sandbox", true, true, "us eu sg"),
            ("sandbox-acme", "sandbox-acme", true, true, "us eu sg"),
            ("sandbox-acme-initiate", "sandbox-acme", true, false, "us eu sg"),
            ("sandbox-retrieve", "sandbox", false, true, "us eu sg"),
            ("sandbox-eu", "sandbox-eu", true, true, "eu"),
            ("sandbox-acme-sg-retrieve", "sandbox-acme-sg", false, true, "sg"),
            ("sandbox-retrieve-us", "sandbox-retrieve-us", true, true, "us"),
            ("sandbox-museu", "sandbox-museu", true, true, "us eu sg"),
        ] {
            let pair = pair(token);
            assert_eq!(pair.tenant, tenant);
            assert_eq!((pair.may(Initiate), pair.may(Retrieve)), (initiates, retrieves), "{token}");
            let known = Center::ALL.into_iter().filter(|center| pair.is_of(Some(*center))).map(Center::name);
            assert_eq!(known.collect::<Vec<_>>().join(" "), centers, "{token}");
            assert!(pair.is_of(None), "{token}: one base URL stands for every data centre");
        }
    }
}
