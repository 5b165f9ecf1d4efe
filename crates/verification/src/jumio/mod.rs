//! Jumio, on its current platform.

mod normalize;
mod start;

use async_trait::async_trait;
use jumio::kyx::{Callback, Client, Config, Endpoints};
use jumio::{Arrival, Call, Credentials, DataCenter, Error};
use model::providers::jumio::{DataCenter as ModelDataCenter, JumioSettings, Platform};
use model::verification::{ImageRef, RunRef};
use url::Url;

use crate::{CallbackHint, Fetched, FetchedImage, Provider, ProviderError, StartRequest, Started, WebLink};

/// The longest id that is believed to be one of Jumio's.
const ID_LIMIT: usize = 100;

/// Jumio as a provider.
#[derive(Debug, Clone)]
pub struct JumioProvider {
    client: Client,
    settings: JumioSettings,
}

impl JumioProvider {
    /// Jumio with these settings; `instead` stands in for its own hosts, as a sandbox does.
    ///
    /// # Errors
    /// [`ProviderError::Settings`] for the Netverify platform, which is not supported yet, and when the data centre
    /// is missing.
    pub fn new(
        settings: &JumioSettings,
        credentials: Credentials,
        instead: Option<&Url>,
    ) -> Result<Self, ProviderError> {
        Self::with_config(settings, Self::config(settings, credentials, instead)?)
    }

    /// What the client of Jumio is made from, to be changed (certificate authorities, time limits) where needed.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn config(
        settings: &JumioSettings,
        credentials: Credentials,
        instead: Option<&Url>,
    ) -> Result<Config, ProviderError> {
        let missing = |detail: &str| ProviderError::Settings { detail: detail.to_owned() };
        match settings.platform {
            Platform::Kyx => {}
            Platform::Netverify => {
                return Err(missing("Jumio's platform `netverify` is not supported yet, only `kyx` is"));
            }
        }
        let endpoints = match (instead, settings.datacenter) {
            (Some(base), _) => Endpoints::under(base),
            (None, Some(center)) => Endpoints::for_data_center(data_center(center)),
            (None, None) => return Err(missing("the settings of Jumio name no data centre")),
        };
        let user_agent = settings
            .user_agent
            .clone()
            .unwrap_or_else(|| format!("campaignctl campaignctl/v{}", env!("CARGO_PKG_VERSION")));
        Ok(Config::new(credentials, endpoints, user_agent))
    }

    /// Jumio with these settings and a client made from this.
    ///
    /// # Errors
    /// [`ProviderError::Settings`] when the client cannot be set up.
    pub fn with_config(settings: &JumioSettings, config: Config) -> Result<Self, ProviderError> {
        let client = Client::new(config).map_err(|error| while_reading(&error))?;
        Ok(Self { client, settings: settings.clone() })
    }
}

fn data_center(center: ModelDataCenter) -> DataCenter {
    match center {
        ModelDataCenter::Us => DataCenter::Us,
        ModelDataCenter::Eu => DataCenter::Eu,
        ModelDataCenter::Sg => DataCenter::Sg,
    }
}

#[async_trait]
impl Provider for JumioProvider {
    async fn check_credentials(&self) -> Result<(), ProviderError> {
        self.client.check_credentials().await.map_err(|error| while_reading(&error))
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
        let is_id = |id: &str| !id.is_empty() && id.len() <= ID_LIMIT;
        (is_id(&run.account_id) && is_id(&run.run_id)).then(|| CallbackHint {
            run,
            is_final: !callback.workflow_execution.status.is_pending(),
            status: callback.workflow_execution.status.to_string(),
        })
    }
}

fn same(what: &'static str, got: &str, expected: &str) -> Result<(), ProviderError> {
    if got == expected { Ok(()) } else { Err(ProviderError::Mismatch { what }) }
}

/// A failure of a call that changes nothing.
fn while_reading(error: &Error) -> ProviderError {
    let detail = error.to_string();
    match error {
        Error::Undecodable { .. } | Error::TooLarge { .. } => ProviderError::Undecodable { detail },
        error if error.arrival() == Arrival::Refused => refused(error),
        Error::Setup { .. } | Error::BadId { .. } => ProviderError::Settings { detail },
        _ => ProviderError::Unavailable { detail },
    }
}

/// A failure of a call that may have been billed.
fn while_starting(error: &Error) -> ProviderError {
    let detail = error.to_string();
    match (error.arrival(), error) {
        (_, Error::Setup { .. } | Error::BadId { .. }) => ProviderError::Settings { detail },
        (Arrival::Refused, error) => refused(error),
        (Arrival::NotArrived, _) => ProviderError::NotArrived { detail },
        (Arrival::Unknown, _) => ProviderError::Unknown { detail },
    }
}

fn refused(error: &Error) -> ProviderError {
    let detail = error.to_string();
    match error {
        Error::Credentials { .. } => ProviderError::Credentials { detail },
        Error::Permission { .. } => ProviderError::Permission { detail },
        // The token's address is not there: that says nothing about an account or a run.
        Error::NotFound { call: Call::Token, .. } => ProviderError::Refused { status: 404, detail },
        Error::NotFound { .. } => ProviderError::NotFound { detail },
        Error::Refused { status, .. } => ProviderError::Refused { status: *status, detail },
        _ => ProviderError::Unavailable { detail },
    }
}
