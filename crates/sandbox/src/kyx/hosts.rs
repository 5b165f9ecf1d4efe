//! The URLs of the platform that answers and callbacks carry.

use std::sync::Arc;

use url::Url;
use uuid::Uuid;

use crate::hosts::{Role, Via};

/// Makes URLs on the platform's hosts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hosts {
    base: Url,
    /// As the caller reaches the sandbox.
    via: Via,
}

impl Hosts {
    pub(crate) fn new(base_url: &Url) -> Self {
        let mut base = base_url.clone();
        base.set_query(None);
        base.set_fragment(None);
        Self { base, via: Via::Base }
    }

    /// The same, for who reaches the sandbox otherwise.
    pub(crate) fn by(self: &Arc<Self>, via: Via) -> Arc<Self> {
        if via == self.via {
            return self.clone();
        }
        Arc::new(Self { base: self.base.clone(), via })
    }

    /// A path on the web client's host.
    pub(crate) fn web(&self, rest: &str) -> String {
        format!("{}/web/v4/{rest}", self.via.origin(&self.base, Role::Web))
    }

    /// Where a run is uploaded to.
    pub(crate) fn api_run(&self, account: Uuid, run: Uuid) -> String {
        let api = self.via.origin(&self.base, Role::Api);
        format!("{api}/api/v1/accounts/{account}/workflow-executions/{run}")
    }

    fn retrieval(&self) -> String {
        self.via.origin(&self.base, Role::Retrieval)
    }

    pub(crate) fn account(&self, account: Uuid) -> String {
        format!("{}/api/v1/accounts/{account}", self.retrieval())
    }

    pub(crate) fn run(&self, account: Uuid, run: Uuid) -> String {
        format!("{}/workflow-executions/{run}", self.account(account))
    }

    /// The status answer names a run without its account (FACTS 4.5).
    pub(crate) fn run_without_account(&self, run: Uuid) -> String {
        format!("{}/api/v1/workflow-executions/{run}", self.retrieval())
    }

    pub(crate) fn part(&self, account: Uuid, credential: Uuid, classifier: &str) -> String {
        format!("{}/credentials/{credential}/parts/{classifier}", self.account(account))
    }
}
