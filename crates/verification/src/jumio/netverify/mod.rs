//! The former platform: transactions, which know of no account.

mod checks;
mod normalize;
mod reasons;
mod start;

use async_trait::async_trait;
use jumio::netverify::{Callback, Client, Config, Endpoints, Images, ScanData, ScanState, WorkflowId};
use jumio::{Credentials, Error};
use model::providers::jumio::JumioSettings;
use model::verification::{ImageRef, RunRef};
use url::Url;

use super::failure::{same, while_reading, while_starting};
use crate::{CallbackHint, Fetched, FetchedImage, Provider, ProviderError, StartRequest, Started, WebLink};

/// Jumio's former platform as a provider. A transaction belongs to no account there: its reference stands for both ids of a
/// run.
#[derive(Debug, Clone)]
pub struct Netverify {
    client: Client,
    settings: JumioSettings,
}

impl Netverify {
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

    /// Whether a result is worth nothing without a word on the face: always, but for the workflows that take none.
    fn needs_face(&self) -> bool {
        let key = self.settings.workflow.as_deref().and_then(|key| key.parse().ok()).map(WorkflowId);
        !matches!(key, Some(WorkflowId::ID | WorkflowId::ID_CAMERA | WorkflowId::ID_UPLOAD))
    }

    /// What was read and checked. A transaction that ended without a result may have none.
    async fn data(&self, scan: &str, state: &ScanState) -> Result<Option<ScanData>, ProviderError> {
        match self.client.data(scan).await {
            Ok(data) => Ok(Some(data)),
            Err(Error::NotFound { .. }) if *state == ScanState::Failed => Ok(None),
            // The end can be told moments before the result can be read.
            Err(error @ Error::NotFound { .. }) => {
                Err(ProviderError::Unavailable { detail: error.to_string() })
            }
            Err(error) => Err(while_reading(&error)),
        }
    }

    async fn pictures(&self, scan: &str) -> Result<Option<Images>, ProviderError> {
        match self.client.images(scan).await {
            Ok(images) => Ok(Some(images)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(while_reading(&error)),
        }
    }
}

/// A transaction as a run.
fn run_of(scan: &str) -> RunRef {
    RunRef { account_id: scan.to_owned(), run_id: scan.to_owned() }
}

#[async_trait]
impl Provider for Netverify {
    async fn check_credentials(&self) -> Result<(), ProviderError> {
        let failed = |error: Error| while_reading(&error);
        self.client.check_credentials().await.map_err(failed)?;
        self.client.check_administration().await.map_err(failed)
    }

    async fn start(&self, request: &StartRequest) -> Result<Started, ProviderError> {
        let body = start::body(&self.settings, request)?;
        let answer = self.client.initiate(&body).await.map_err(|error| while_starting(&error))?;
        Ok(Started {
            run: run_of(&answer.transaction_reference),
            web: Some(WebLink::new(answer.redirect_url)),
            // Its mobile kit wants the API secret itself, which is given to no app.
            sdk_token: None,
        })
    }

    async fn fetch(&self, run: &RunRef, reference: &str) -> Result<Fetched, ProviderError> {
        let scan = run.run_id.as_str();
        let status = self.client.status(scan).await.map_err(|error| while_reading(&error))?;
        same("run", &status.scan_reference, scan)?;
        if status.status.is_pending() {
            return Ok(Fetched::Pending { status: status.status.to_string() });
        }
        let data = self.data(scan, &status.status).await?;
        if let Some(data) = &data {
            same("run", &data.scan_reference, scan)?;
            let transaction = data.transaction.as_ref();
            let told = transaction.and_then(|transaction| transaction.merchant_scan_reference.as_deref());
            same("reference", told.unwrap_or(""), reference)?;
            if let Some(state) = transaction.and_then(|transaction| transaction.status.as_ref())
                && state.is_pending()
            {
                return Ok(Fetched::Pending { status: state.to_string() });
            }
        }
        let images = match &data {
            Some(data) if normalize::shows_pictures(data) => self.pictures(scan).await?,
            _ => None,
        };
        let end = normalize::End {
            scan,
            reference,
            state: &status.status,
            data: data.unwrap_or_else(|| normalize::nothing(scan)),
            images,
            needs_face: self.needs_face(),
        };
        Ok(Fetched::Final(Box::new(end.result()?)))
    }

    async fn image(&self, run: &RunRef, image: &ImageRef) -> Result<FetchedImage, ProviderError> {
        let number =
            image.classifier.strip_prefix(normalize::LIVENESS).and_then(|number| number.parse().ok());
        let fetched = match number {
            Some(number) => self.client.liveness_image(&run.run_id, number).await,
            None => self.client.image(&run.run_id, &image.classifier).await,
        };
        let fetched = fetched.map_err(|error| while_reading(&error))?;
        Ok(FetchedImage { content_type: fetched.content_type, bytes: fetched.bytes })
    }

    fn parse_callback(&self, body: &[u8]) -> Option<CallbackHint> {
        let Callback::Identity(callback) = Callback::from_form(body) else { return None };
        let scan = &callback.jumio_id_scan_reference;
        // It is sent once, when the transaction is over.
        super::is_id(scan).then(|| CallbackHint {
            run: run_of(scan),
            status: callback.verification_status.to_string(),
            is_final: true,
        })
    }
}
