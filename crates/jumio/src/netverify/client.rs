//! The client.

use std::fmt;
use std::sync::Arc;

use reqwest::header::ACCEPT;
use reqwest::{Method, RequestBuilder};
use secrecy::ExposeSecret;
use serde::de::DeserializeOwned;
use url::Url;

use super::{
    AcceptedIdTypes, Config, Document, Endpoints, Images, InitiateRequest, InitiateResponse, ScanData,
    ScanStatus, SupportedIdTypes, Transaction, Verification,
};
use crate::http::Answer;
use crate::path::{NOBODYS, at, id};
use crate::tls::Network;
use crate::transport::{JSON_LIMIT, Repeat, Transport};
use crate::{Call, Credentials, Error, IMAGE_LIMIT, Image};

/// A client of Netverify. Clones are cheap and share connections.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    transport: Transport,
    credentials: Credentials,
    administration: Option<Credentials>,
    endpoints: Endpoints,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("endpoints", &self.0.endpoints).finish_non_exhaustive()
    }
}

impl Client {
    /// A client; nothing is sent yet.
    ///
    /// # Errors
    /// [`Error::Setup`] when the base URL is neither `https` nor on this machine, or TLS cannot be set up.
    pub fn new(config: Config) -> Result<Self, Error> {
        let Config { credentials, administration, endpoints, user_agent, timeouts, retries, .. } = config;
        let (network, limiter) =
            (Network { roots: config.roots, addresses: config.addresses }, config.limiter);
        let transport =
            Transport::new(&[&endpoints.main], &network, &user_agent, timeouts, retries, limiter)?;
        Ok(Self(Arc::new(Inner { transport, credentials, administration, endpoints })))
    }

    /// Whether the credentials are good, by asking for the accepted documents; costs nothing.
    ///
    /// # Errors
    /// [`Error::Credentials`] when they are not, or belong to another data centre.
    pub async fn check_credentials(&self) -> Result<(), Error> {
        self.accepted_id_types().await.map(|_| ())
    }

    /// Whether the credentials for reading and deleting are good, by asking for a transaction that never was; costs
    /// nothing.
    ///
    /// # Errors
    /// [`Error::Credentials`] when they are not, [`Error::Permission`] when they may not read.
    pub async fn check_administration(&self) -> Result<(), Error> {
        match self.status(NOBODYS).await {
            Ok(_) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Starts a transaction. Billable: repeated only when it surely did not arrive.
    ///
    /// # Errors
    /// [`Error::arrival`] tells whether the transaction may have been started all the same.
    pub async fn initiate(&self, request: &InitiateRequest) -> Result<InitiateResponse, Error> {
        let call = Call::Initiate;
        let url = at(&self.0.endpoints.main, &["api", "v4", "initiate"]);
        let send =
            || self.as_user(Method::POST, url.clone()).header(ACCEPT, "application/json").json(request);
        let answer = self
            .repeated(call, Repeat::NotArrived, JSON_LIMIT, send)
            .await
            .map_err(|error| error.without(request.hidden()))?;
        answer.json(call)
    }

    /// The state of a transaction. Jumio wants to be asked rarely ([`crate::POLLING`]).
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of this reference, or it was deleted.
    pub async fn status(&self, scan: &str) -> Result<ScanStatus, Error> {
        self.scan_json(Call::ScanStatus, scan, &[]).await
    }

    /// The whole result of a transaction; to be fetched once, when it is over.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of this reference, or it was deleted.
    pub async fn data(&self, scan: &str) -> Result<ScanData, Error> {
        self.scan_json(Call::ScanData, scan, &["data"]).await
    }

    /// What was read from the document.
    ///
    /// # Errors
    /// As [`Self::data`].
    pub async fn document(&self, scan: &str) -> Result<Document, Error> {
        self.scan_json(Call::ScanData, scan, &["data", "document"]).await
    }

    /// What is known about the journey.
    ///
    /// # Errors
    /// As [`Self::data`].
    pub async fn transaction(&self, scan: &str) -> Result<Transaction, Error> {
        self.scan_json(Call::ScanData, scan, &["data", "transaction"]).await
    }

    /// What was checked.
    ///
    /// # Errors
    /// As [`Self::data`].
    pub async fn verification(&self, scan: &str) -> Result<Verification, Error> {
        self.scan_json(Call::ScanData, scan, &["data", "verification"]).await
    }

    /// Which pictures there are.
    ///
    /// # Errors
    /// As [`Self::data`].
    pub async fn images(&self, scan: &str) -> Result<Images, Error> {
        self.scan_json(Call::ScanImages, scan, &["images"]).await
    }

    /// A picture: `front`, `back` or `face`, of at most [`IMAGE_LIMIT`] bytes.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it does not exist or was deleted.
    pub async fn image(&self, scan: &str, classifier: &str) -> Result<Image, Error> {
        let classifier = id(Call::Image, "classifier", classifier)?;
        self.file(Call::Image, scan, &["images", classifier], "image/jpeg, image/png").await
    }

    /// A picture that proves a living person, by its number ([`Images::liveness_numbers`]).
    ///
    /// # Errors
    /// As [`Self::image`].
    pub async fn liveness_image(&self, scan: &str, number: u32) -> Result<Image, Error> {
        let number = number.to_string();
        self.file(Call::Image, scan, &["images", "liveness", &number], "image/jpeg, image/png").await
    }

    /// The face map, for those to whom Jumio gives it.
    ///
    /// # Errors
    /// As [`Self::image`].
    pub async fn facemap(&self, scan: &str) -> Result<Image, Error> {
        self.file(Call::Part, scan, &["data", "facemap"], "*/*").await
    }

    /// Deletes a transaction's pictures and data, for ever. Repeated where that may help: after a repetition,
    /// [`Error::NotFound`] may mean that it is done.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of this reference, or it was deleted.
    pub async fn delete(&self, scan: &str) -> Result<(), Error> {
        let call = Call::DeleteScan;
        let url = self.scan(call, scan, &[])?;
        let send = || self.as_administrator(Method::DELETE, url.clone()).header(ACCEPT, "application/json");
        self.repeated(call, Repeat::Transient, JSON_LIMIT, send).await.map(|_| ())
    }

    /// The identity documents that Jumio supports.
    ///
    /// # Errors
    /// As usual.
    pub async fn supported_id_types(&self) -> Result<SupportedIdTypes, Error> {
        self.id_types("supportedIdTypes").await
    }

    /// The identity documents that the tenant accepts.
    ///
    /// # Errors
    /// As usual.
    pub async fn accepted_id_types(&self) -> Result<AcceptedIdTypes, Error> {
        self.id_types("acceptedIdTypes").await
    }

    async fn id_types<T: DeserializeOwned>(&self, name: &str) -> Result<T, Error> {
        let call = Call::IdTypes;
        let url = at(&self.0.endpoints.main, &["api", "netverify", "v2", name]);
        let send = || self.as_user(Method::GET, url.clone()).header(ACCEPT, "application/json");
        self.repeated(call, Repeat::Transient, JSON_LIMIT, send).await?.json(call)
    }

    async fn scan_json<T: DeserializeOwned>(
        &self,
        call: Call,
        scan: &str,
        rest: &[&str],
    ) -> Result<T, Error> {
        let url = self.scan(call, scan, rest)?;
        let send = || self.as_administrator(Method::GET, url.clone()).header(ACCEPT, "application/json");
        self.repeated(call, Repeat::Transient, JSON_LIMIT, send).await?.json(call)
    }

    async fn file(&self, call: Call, scan: &str, rest: &[&str], accept: &str) -> Result<Image, Error> {
        let url = self.scan(call, scan, rest)?;
        let send = || self.as_administrator(Method::GET, url.clone()).header(ACCEPT, accept);
        self.repeated(call, Repeat::Transient, IMAGE_LIMIT, send).await.map(Answer::into_image)
    }

    fn scan(&self, call: Call, scan: &str, rest: &[&str]) -> Result<Url, Error> {
        let mut path = vec!["api", "netverify", "v2", "scans", id(call, "scan", scan)?];
        path.extend(rest);
        Ok(at(&self.0.endpoints.main, &path))
    }

    fn as_user(&self, method: Method, url: Url) -> RequestBuilder {
        self.request(method, url, &self.0.credentials)
    }

    fn as_administrator(&self, method: Method, url: Url) -> RequestBuilder {
        self.request(method, url, self.0.administration.as_ref().unwrap_or(&self.0.credentials))
    }

    fn request(&self, method: Method, url: Url, credentials: &Credentials) -> RequestBuilder {
        self.0
            .transport
            .http
            .request(method, url)
            .basic_auth(credentials.api_token.expose_secret(), Some(credentials.api_secret.expose_secret()))
    }

    async fn repeated(
        &self,
        call: Call,
        repeat: Repeat,
        limit: usize,
        request: impl Fn() -> RequestBuilder,
    ) -> Result<Answer, Error> {
        let transport = &self.0.transport;
        transport.repeated(call, repeat, || transport.once(call, request(), limit)).await
    }
}
