//! Rates (FACTS 3.16): those of customers who came after March 2024, which are the narrower ones.

use std::collections::{HashMap, VecDeque};

use jiff::{SignedDuration, Timestamp};

use crate::clock::later;
use crate::kyx::pair::Permission;

const WINDOW: SignedDuration = SignedDuration::from_secs(5);

/// What is counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Family {
    /// What starts transactions.
    Initiate,
    /// Everything about existing ones.
    Retrieval,
    /// Which documents are supported. Counted as if it were retrieval; every pair of a tenant's own may ask.
    IdTypes,
}

impl Family {
    /// What a pair needs for it. The pair for "transaction administration" retrieves and deletes, and nothing else.
    pub(crate) const fn permission(self) -> Permission {
        match self {
            Self::Initiate | Self::IdTypes => Permission::Initiate,
            Self::Retrieval => Permission::Retrieve,
        }
    }

    const fn counted_as(self) -> Self {
        match self {
            Self::Initiate => Self::Initiate,
            Self::Retrieval | Self::IdTypes => Self::Retrieval,
        }
    }

    /// Calls in any five seconds.
    const fn most(self) -> usize {
        match self {
            Self::Initiate => 5,
            Self::Retrieval | Self::IdTypes => 75,
        }
    }
}

/// When each tenant called lately.
#[derive(Debug, Default)]
pub(crate) struct Limits(HashMap<(String, Family), VecDeque<Timestamp>>);

impl Limits {
    /// Whether one more call is within the rate; it is counted if so.
    pub(crate) fn admit(&mut self, tenant: &str, family: Family, now: Timestamp) -> bool {
        let calls = self.0.entry((tenant.to_owned(), family.counted_as())).or_default();
        while calls.front().is_some_and(|call| later(*call, WINDOW) <= now) {
            calls.pop_front();
        }
        let admitted = calls.len() < family.most();
        if admitted {
            calls.push_back(now);
        }
        admitted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_five_seconds_are_looked_at() {
        let at = |millis: i64| Timestamp::from_millisecond(millis).unwrap();
        let mut limits = Limits::default();
        let mut call = |millis| limits.admit("acme", Family::Initiate, at(millis));
        assert!([0, 0, 0, 0, 4000].into_iter().all(&mut call));
        assert!(!call(4999));
        // The first four are over, the fifth counts on.
        assert_eq!([5000, 5000, 5000, 5000, 5000].map(&mut call), [true, true, true, true, false]);
        assert!(limits.admit("other", Family::Initiate, at(5000)), "each tenant is counted apart");
        assert!(limits.admit("acme", Family::Retrieval, at(5000)), "each family is counted apart");
    }
}
