//! Rates (FACTS 4.12).

use std::collections::HashMap;

use jiff::Timestamp;

use super::pair::Permission;

/// What is counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Family {
    /// Access tokens.
    Auth,
    /// What starts transactions.
    Account,
    /// Everything about existing ones.
    Retrieval,
}

impl Family {
    /// What a pair needs for it; access tokens are for every pair.
    pub(crate) const fn permission(self) -> Permission {
        match self {
            Self::Auth | Self::Account => Permission::Initiate,
            Self::Retrieval => Permission::Retrieve,
        }
    }

    const fn per_second(self) -> f64 {
        match self {
            Self::Auth => 10.0,
            Self::Account => 1.0,
            Self::Retrieval => 15.0,
        }
    }

    /// "Short bursts tolerated": how short is not documented.
    const fn burst(self) -> f64 {
        match self {
            Self::Auth => 10.0,
            Self::Account => 3.0,
            Self::Retrieval => 15.0,
        }
    }
}

#[derive(Debug)]
struct Bucket {
    left: f64,
    at: Timestamp,
}

/// How much of its rates each tenant has used.
#[derive(Debug, Default)]
pub(crate) struct Limits(HashMap<(String, Family), Bucket>);

impl Limits {
    /// Whether one more call is within the rate; it is counted if so.
    pub(crate) fn admit(&mut self, tenant: &str, family: Family, now: Timestamp) -> bool {
        let bucket = self
            .0
            .entry((tenant.to_owned(), family))
            .or_insert_with(|| Bucket { left: family.burst(), at: now });
        let passed = now.duration_since(bucket.at).as_secs_f64().max(0.0);
        bucket.left = passed.mul_add(family.per_second(), bucket.left).min(family.burst());
        bucket.at = now;
        let admitted = bucket.left >= 1.0;
        if admitted {
            bucket.left -= 1.0;
        }
        admitted
    }
}
