//! Jumio's hosts, each as the first segment of a path here.

use url::Url;
use uuid::Uuid;

/// Makes the URLs that answers and callbacks carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hosts {
    /// Without a slash at the end.
    base: String,
}

impl Hosts {
    pub(crate) fn new(base_url: &Url) -> Self {
        let mut base = base_url.clone();
        base.set_query(None);
        base.set_fragment(None);
        Self { base: base.as_str().trim_end_matches('/').to_owned() }
    }

    /// A path on the web client's host.
    pub(crate) fn web(&self, rest: &str) -> String {
        format!("{}/web/v4/{rest}", self.base)
    }

    /// Where a run is uploaded to.
    pub(crate) fn api_run(&self, account: Uuid, run: Uuid) -> String {
        format!("{}/api/api/v1/accounts/{account}/workflow-executions/{run}", self.base)
    }

    pub(crate) fn account(&self, account: Uuid) -> String {
        format!("{}/retrieval/api/v1/accounts/{account}", self.base)
    }

    pub(crate) fn run(&self, account: Uuid, run: Uuid) -> String {
        format!("{}/workflow-executions/{run}", self.account(account))
    }

    /// The status answer names a run without its account (FACTS 4.5).
    pub(crate) fn run_without_account(&self, run: Uuid) -> String {
        format!("{}/retrieval/api/v1/workflow-executions/{run}", self.base)
    }

    pub(crate) fn part(&self, account: Uuid, credential: Uuid, classifier: &str) -> String {
        format!("{}/credentials/{credential}/parts/{classifier}", self.account(account))
    }
}
