//! The client: one method for each call.

use bytes::Bytes;
use http::{Method, Request, StatusCode, header};
use model::{CampaignSlug, ProviderName, ResourceName};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{
    AttemptDetail, AttemptSummary, Changeset, ChangesetApplied, CredentialsInfo, CredentialsWrite, Customer,
    CustomerSummary, Draft, Manifest, PREFIX, PausedOrNot, Problem, Publish, Published, ReviewDecision,
    ReviewItem, SessionDetail, SessionSummary, SetLive, SetPaused, Transport, TransportError, VerifyProvider,
    Version,
};

/// Why a call failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There was no answer.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The backend refused.
    #[error("{}{}", .0.title, .0.detail.as_ref().map(|detail| format!(": {detail}")).unwrap_or_default())]
    Refused(Box<Problem>),
    /// The answer is none that a backend of this version gives.
    #[error("the backend {backend} answered {status} with something that this version does not understand")]
    Undecodable {
        /// Its address.
        backend: String,
        /// The HTTP status.
        status: u16,
    },
    /// The request could not be written.
    #[error("the request could not be written: {0}")]
    Request(String),
}

/// A client of a campaign backend.
pub struct Client {
    transport: Box<dyn Transport>,
}

impl Client {
    /// A client over a transport.
    pub fn new(transport: impl Transport + 'static) -> Self {
        Self { transport: Box::new(transport) }
    }

    /// What people know the backend by: its address, or `embedded`.
    pub fn describe(&self) -> String {
        self.transport.describe()
    }

    async fn call(
        &self,
        method: Method,
        path: &str,
        body: Option<Bytes>,
        key: Option<&str>,
    ) -> Result<Bytes, Error> {
        let mut request = Request::builder().method(method).uri(format!("{PREFIX}{path}"));
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let request =
            request.body(body.unwrap_or_default()).map_err(|error| Error::Request(error.to_string()))?;
        let answer = self.transport.send(request).await?;
        let status = answer.status();
        if status.is_success() {
            return Ok(answer.into_body());
        }
        match serde_json::from_slice::<Problem>(answer.body()) {
            Ok(problem) => Err(Error::Refused(Box::new(problem))),
            Err(_) => Err(self.undecodable(status)),
        }
    }

    fn undecodable(&self, status: StatusCode) -> Error {
        Error::Undecodable { backend: self.describe(), status: status.as_u16() }
    }

    async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Error> {
        let body = self.call(Method::GET, path, None, None).await?;
        serde_json::from_slice(&body).map_err(|_| self.undecodable(StatusCode::OK))
    }

    async fn write<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: &impl Serialize,
        key: Option<&str>,
    ) -> Result<T, Error> {
        let body = serde_json::to_vec(body).map_err(|error| Error::Request(error.to_string()))?;
        let answer = self.call(method, path, Some(Bytes::from(body)), key).await?;
        serde_json::from_slice(&answer).map_err(|_| self.undecodable(StatusCode::OK))
    }

    /// `GET /manifest`.
    pub async fn manifest(&self) -> Result<Manifest, Error> {
        self.get("/manifest").await
    }

    /// `GET /resources/{kind}/{name}`; `None` when there is no draft.
    pub async fn draft(&self, name: &ResourceName) -> Result<Option<Draft>, Error> {
        let path = match name {
            ResourceName::DataModel => "/resources/data-model/data-model".to_owned(),
            other => format!("/resources/{other}"),
        };
        match self.get(&path).await {
            Ok(draft) => Ok(Some(draft)),
            Err(Error::Refused(problem)) if problem.kind == crate::ProblemKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// `POST /changesets`. The same `key` sent again gives the first answer again.
    pub async fn apply(&self, changeset: &Changeset, key: &str) -> Result<ChangesetApplied, Error> {
        self.write(Method::POST, "/changesets", changeset, Some(key)).await
    }

    /// `PUT /providers/{name}/credentials/{platform}/{datacenter}`.
    pub async fn put_credentials(
        &self,
        provider: &ProviderName,
        platform: &str,
        datacenter: &str,
        pair: &CredentialsWrite,
    ) -> Result<CredentialsInfo, Error> {
        let path = format!("/providers/{provider}/credentials/{platform}/{datacenter}");
        self.write(Method::PUT, &path, pair, None).await
    }

    /// `GET /providers/{name}/credentials`.
    pub async fn credentials(&self, provider: &ProviderName) -> Result<Vec<CredentialsInfo>, Error> {
        self.get(&format!("/providers/{provider}/credentials")).await
    }

    /// `POST /providers/{name}/verify`: the backend tries the pair that it holds.
    pub async fn verify_provider(
        &self,
        provider: &ProviderName,
        verify: &VerifyProvider,
    ) -> Result<CredentialsInfo, Error> {
        self.write(Method::POST, &format!("/providers/{provider}/verify"), verify, None).await
    }

    /// `POST /campaigns/{slug}/versions`.
    pub async fn publish(&self, campaign: &CampaignSlug, publish: &Publish) -> Result<Published, Error> {
        self.write(Method::POST, &format!("/campaigns/{campaign}/versions"), publish, None).await
    }

    /// `GET /campaigns/{slug}/versions`, newest first.
    pub async fn versions(&self, campaign: &CampaignSlug) -> Result<Vec<Version>, Error> {
        self.get(&format!("/campaigns/{campaign}/versions")).await
    }

    /// `PUT /campaigns/{slug}/paused`.
    pub async fn set_paused(
        &self,
        campaign: &CampaignSlug,
        paused: &SetPaused,
    ) -> Result<PausedOrNot, Error> {
        self.write(Method::PUT, &format!("/campaigns/{campaign}/paused"), paused, None).await
    }

    /// `PUT /campaigns/{slug}/live`.
    pub async fn set_live(&self, campaign: &CampaignSlug, live: &SetLive) -> Result<Option<Version>, Error> {
        self.write(Method::PUT, &format!("/campaigns/{campaign}/live"), live, None).await
    }

    /// `GET /sessions`, newest first.
    pub async fn sessions(&self) -> Result<Vec<SessionSummary>, Error> {
        self.get("/sessions").await
    }

    /// `GET /sessions/{id}`.
    pub async fn session(&self, id: &str) -> Result<SessionDetail, Error> {
        self.get(&format!("/sessions/{}", segment(id))).await
    }

    /// `GET /verifications`, newest first.
    pub async fn verifications(&self) -> Result<Vec<AttemptSummary>, Error> {
        self.get("/verifications").await
    }

    /// `GET /verifications/{id}`.
    pub async fn verification(&self, id: &str) -> Result<AttemptDetail, Error> {
        self.get(&format!("/verifications/{}", segment(id))).await
    }

    /// `GET /reviews`: open ones, longest waiting first.
    pub async fn reviews(&self) -> Result<Vec<ReviewItem>, Error> {
        self.get("/reviews").await
    }

    /// `GET /reviews/{id}`.
    pub async fn review(&self, id: &str) -> Result<ReviewItem, Error> {
        self.get(&format!("/reviews/{}", segment(id))).await
    }

    /// `POST /reviews/{id}`.
    pub async fn decide_review(&self, id: &str, decision: &ReviewDecision) -> Result<ReviewItem, Error> {
        self.write(Method::POST, &format!("/reviews/{}", segment(id)), decision, None).await
    }

    /// `GET /customers`, newest first.
    pub async fn customers(&self) -> Result<Vec<CustomerSummary>, Error> {
        self.get("/customers").await
    }

    /// `GET /customers/{id}`.
    pub async fn customer(&self, id: &str) -> Result<Customer, Error> {
        self.get(&format!("/customers/{}", segment(id))).await
    }

    /// `GET /images/{id}`: the picture.
    pub async fn image(&self, id: &str) -> Result<Bytes, Error> {
        self.call(Method::GET, &format!("/images/{}", segment(id)), None, None).await
    }
}

/// An id as one segment of a path: what is typed in a terminal may hold anything.
fn segment(id: &str) -> String {
    url::form_urlencoded::byte_serialize(id.as_bytes()).collect::<String>().replace('+', "%20")
}
