//! The current platform: accounts of persons, and runs of workflows.

mod normalize;
mod start;

use async_trait::async_trait;
use jumio::kyx::{Callback, Client, Config, Endpoints, HealthState};
use jumio::{Credentials, Error};
use model::providers::jumio::JumioSettings;
use model::verification::{ImageRef, RunRef};
use url::Url;

use super::failure::{same, while_reading, while_starting};
use crate::{
    CallbackHint, Fetched, FetchedImage, Health, Provider, ProviderError, StartRequest, Started, WebLink,
};

/// Jumio's current platform as a provider.
#[derive(Debug, Clone)]
pub struct Kyx {
    client: Client,
    settings: JumioSettings,
}

impl Kyx {
    /// The platform with these settings; `instead` stands in for its own hosts, as a sandbox does.
    ///
    /// # Errors
    /// [`ProviderError::Settings`] when the data centre is missing.
    pub fn new(
        settings: &JumioSettings,
        credentials: Credentials,
        instead: Option<&Url>,
    ) -> Result<Self, ProviderError> {
        Self::with_config(settings, Self::config(settings, credentials, instead)?)
    }

    /// What the client is made from, to be changed (certificate authorities, time limits) where needed.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn config(
        settings: &JumioSettings,
        credentials: Credentials,
        instead: Option<&Url>,
    ) -> Result<Config, ProviderError> {
        let endpoints = super::endpoints(settings, instead, Endpoints::under, Endpoints::for_data_center)?;
        Ok(Config::new(credentials, endpoints, super::user_agent(settings)))
    }

    /// The platform with these settings and a client made from this.
    ///
    /// # Errors
    /// [`ProviderError::Settings`] when the client cannot be set up.
    pub fn with_config(settings: &JumioSettings, config: Config) -> Result<Self, ProviderError> {
        let client = Client::new(config).map_err(|error| while_reading(&error))?;
        Ok(Self { client, settings: settings.clone() })
    }
}

#[async_trait]
impl Provider for Kyx {
    async fn check_credentials(&self) -> Result<(), ProviderError> {
        let failed = |error: Error| while_reading(&error);
        self.client.check_credentials().await.map_err(failed)?;
        self.client.check_retrieval().await.map_err(failed)
    }

    async fn health(&self) -> Option<Health> {
        let health = self.client.health().await.ok()?;
        let is_up = |state: &HealthState| *state == HealthState::Up;
        let parts = health.details.iter().filter(|(_, state)| !is_up(state));
        Some(Health {
            is_up: is_up(&health.status),
            word: health.status.to_string(),
            troubled: parts.map(|(part, _)| part.clone()).collect(),
        })
    }

    async fn start(&self, request: &StartRequest) -> Result<Started, ProviderError> {
        let body = start::body(&self.settings, request)?;
        let answer = match &request.account {
            None => self.client.create_account(&body).await,
            Some(account) => self.client.update_account(account, &body).await,
        };
        let answer = answer.map_err(|error| while_starting(&error))?;
        if request.account.as_ref().is_some_and(|account| *account != answer.account.id) {
            return Err(ProviderError::Mismatch { what: "account" });
        }
        Ok(Started {
            run: RunRef { account_id: answer.account.id, run_id: answer.workflow_execution.id },
            web: answer.web.map(|web| WebLink::new(web.href)),
            sdk_token: answer.sdk.map(|sdk| sdk.token),
        })
    }

    async fn fetch(&self, run: &RunRef, reference: &str) -> Result<Fetched, ProviderError> {
        let read = |error: Error| while_reading(&error);
        let status = self.client.status(&run.account_id, &run.run_id).await.map_err(read)?;
        same("account", &status.account.id, &run.account_id)?;
        same("run", &status.workflow_execution.id, &run.run_id)?;
        let state = status.workflow_execution.status;
        if state.is_pending() {
            return Ok(Fetched::Pending { status: state.to_string() });
        }
        let details = match self.client.details(&run.account_id, &run.run_id).await {
            Ok(details) => details,
            // The end can be told moments before the result can be read (FACTS 4.5).
            Err(error @ Error::NotFound { .. }) => {
                return Err(ProviderError::Unavailable { detail: error.to_string() });
            }
            Err(error) => return Err(read(error)),
        };
        same("account", &details.account.id, &run.account_id)?;
        same("run", &details.workflow.id, &run.run_id)?;
        same("reference", details.workflow.customer_internal_reference.as_deref().unwrap_or(""), reference)?;
        if details.workflow.status.is_pending() {
            return Ok(Fetched::Pending { status: details.workflow.status.to_string() });
        }
        Ok(Fetched::Final(Box::new(normalize::result(&details)?)))
    }

    async fn image(&self, run: &RunRef, image: &ImageRef) -> Result<FetchedImage, ProviderError> {
        let fetched = self.client.image(&run.account_id, &image.credential_id, &image.classifier).await;
        let fetched = fetched.map_err(|error| while_reading(&error))?;
        Ok(FetchedImage { content_type: fetched.content_type, bytes: fetched.bytes })
    }

    fn parse_callback(&self, body: &[u8]) -> Option<CallbackHint> {
        let callback: Callback = serde_json::from_slice(body).ok()?;
        let run = RunRef { account_id: callback.account.id, run_id: callback.workflow_execution.id };
        let known = super::is_id(&run.account_id) && super::is_id(&run.run_id);
        known.then(|| CallbackHint {
            run,
            is_final: !callback.workflow_execution.status.is_pending(),
            status: callback.workflow_execution.status.to_string(),
        })
    }
}
