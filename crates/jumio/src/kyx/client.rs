//! The client.

use std::fmt;
use std::sync::Arc;

use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Method, RequestBuilder};
use secrecy::ExposeSecret;
use serde::de::DeserializeOwned;
use url::Url;

use super::token::{Token, TokenAnswer, TokenCache};
use super::{
    AccountRequest, AccountResponse, Config, CredentialApi, Details, Endpoints, Health, MediaType,
    PreparedData, Status, Steps, UploadResponse, upload,
};
use crate::http::Answer;
use crate::path::{NOBODYS, at, id, traces};
use crate::tls::{Network, check_base};
use crate::transport::{JSON_LIMIT, Repeat, Transport};
use crate::wire::Members;
use crate::{Call, Credentials, Error, IMAGE_LIMIT, Image};

/// A client of the current platform. Clones are cheap and share the access token.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    transport: Transport,
    credentials: Credentials,
    endpoints: Endpoints,
    token: TokenCache,
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
    /// [`Error::Setup`] when a base URL is neither `https` nor on this machine, or TLS cannot be set up.
    pub fn new(config: Config) -> Result<Self, Error> {
        let Config { credentials, endpoints, user_agent, timeouts, retries, roots, addresses, limiter } =
            config;
        let network = Network { roots, addresses };
        let transport = Transport::new(&endpoints.all(), &network, &user_agent, timeouts, retries, limiter)?;
        Ok(Self(Arc::new(Inner { transport, credentials, endpoints, token: TokenCache::default() })))
    }

    /// Whether the credentials are good, by asking for a new access token; costs nothing.
    ///
    /// # Errors
    /// [`Error::Credentials`] when they are not, or belong to another data centre.
    pub async fn check_credentials(&self) -> Result<(), Error> {
        self.0.token.renew(|| self.fetch_token()).await.map(|_| ())
    }

    /// Whether the credentials may read results, by asking for a run that never was; costs nothing.
    ///
    /// # Errors
    /// [`Error::Credentials`] when they are not good, [`Error::Permission`] when they may not read.
    pub async fn check_retrieval(&self) -> Result<(), Error> {
        match self.status(NOBODYS, NOBODYS).await {
            Ok(_) | Err(Error::NotFound { call: Call::Status, .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Creates an account with its first workflow execution. Billable: repeated only when it surely did not arrive.
    ///
    /// # Errors
    /// [`Error::arrival`] tells whether the account may have been created all the same.
    pub async fn create_account(&self, request: &AccountRequest) -> Result<AccountResponse, Error> {
        let url = at(&self.0.endpoints.account, &["api", "v1", "accounts"]);
        self.begin(Call::CreateAccount, Method::POST, url, request).await
    }

    /// Starts another workflow execution of an account. Billable: repeated only when it surely did not arrive.
    ///
    /// # Errors
    /// [`Error::arrival`] tells whether the execution may have been started all the same.
    pub async fn update_account(
        &self,
        account: &str,
        request: &AccountRequest,
    ) -> Result<AccountResponse, Error> {
        let call = Call::UpdateAccount;
        let account = id(call, "account", account)?;
        let url = at(&self.0.endpoints.account, &["api", "v1", "accounts", account]);
        self.begin(call, Method::PUT, url, request).await
    }

    /// The state of a workflow execution.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of these ids.
    pub async fn status(&self, account: &str, run: &str) -> Result<Status, Error> {
        let call = Call::Status;
        let url = self.execution(call, account, run, &["status"])?;
        self.get_json(call, url).await
    }

    /// The result of a workflow execution.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of these ids, or not yet.
    pub async fn details(&self, account: &str, run: &str) -> Result<Details, Error> {
        let call = Call::Details;
        let url = self.execution(call, account, run, &[])?;
        self.get_json(call, url).await
    }

    /// The steps of a workflow execution, with the decision on each.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of these ids, and for the workflows of the former version.
    pub async fn steps(&self, account: &str, run: &str) -> Result<Steps, Error> {
        let call = Call::Steps;
        let url = self.execution(call, account, run, &["steps"])?;
        self.get_json(call, url).await
    }

    /// A picture of a credential, of at most [`IMAGE_LIMIT`] bytes.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it does not exist or was deleted.
    pub async fn image(&self, account: &str, credential: &str, classifier: &str) -> Result<Image, Error> {
        self.file(Call::Image, account, credential, classifier, "image/jpeg, image/png").await
    }

    /// Any part of a credential, such as `FACEMAP`, `PREPARED_DATA` or `DOCUMENT`, of at most [`IMAGE_LIMIT`] bytes.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it does not exist or was deleted.
    pub async fn part(&self, account: &str, credential: &str, classifier: &str) -> Result<Image, Error> {
        self.file(Call::Part, account, credential, classifier, "*/*").await
    }

    /// Sends a picture or document as a part of a credential that was begun: `front`, `back`, `face`, `document`.
    /// Repeated only when it surely did not arrive, since a part can be added only once.
    ///
    /// # Errors
    /// [`Error::BadId`] when the credential has no such part; [`Error::Credentials`] when its token has ended.
    pub async fn upload(
        &self,
        credential: &CredentialApi,
        part: &str,
        media: MediaType,
        content: &[u8],
    ) -> Result<UploadResponse, Error> {
        let call = Call::Upload;
        let (content_type, body) = upload::form(media, content);
        let send = |request: RequestBuilder| request.header(CONTENT_TYPE, &content_type).body(body.clone());
        self.captured(call, Method::POST, part_url(credential, part)?, credential, send).await?.json(call)
    }

    /// Sends what is known about the person, for credentials of the category `DATA`. Repeated only when it surely did
    /// not arrive.
    ///
    /// # Errors
    /// As [`Self::upload`].
    pub async fn send_prepared_data(
        &self,
        credential: &CredentialApi,
        data: &PreparedData,
    ) -> Result<UploadResponse, Error> {
        let call = Call::Upload;
        let url = part_url(credential, "prepared_data")?;
        let answer = self
            .captured(call, Method::POST, url, credential, |request| request.json(data))
            .await
            .map_err(|error| error.without(data.texts()))?;
        answer.json(call)
    }

    /// Tells that all parts of an execution have been sent; any of its credentials will do. Repeated only when it surely
    /// did not arrive.
    ///
    /// # Errors
    /// As [`Self::upload`].
    pub async fn finalise(&self, credential: &CredentialApi) -> Result<(), Error> {
        let call = Call::Finalise;
        let url = credential.workflow_execution.as_deref();
        let url = url.ok_or(Error::BadId { call, what: "run" })?;
        self.captured(call, Method::PUT, url, credential, |request| request.json(&Members::default()))
            .await
            .map(|_| ())
    }

    /// Deletes the pictures and the extracted data of a workflow execution, for ever. What was decided remains.
    /// Repeated where that may help: after a repetition, [`Error::NotFound`] may mean that it is done.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of these ids.
    pub async fn delete_execution(&self, account: &str, run: &str) -> Result<(), Error> {
        let call = Call::DeleteRun;
        let url = self.execution(call, account, run, &[])?;
        self.delete(call, url).await
    }

    /// Deletes an account with all its workflow executions, for ever. Repeated where that may help: after a repetition,
    /// [`Error::NotFound`] may mean that it is done.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of this id.
    pub async fn delete_account(&self, account: &str) -> Result<(), Error> {
        let call = Call::DeleteAccount;
        let path = ["api", "v1", "accounts", id(call, "account", account)?];
        self.delete(call, at(&self.0.endpoints.retrieval, &path)).await
    }

    /// The platform's health; needs no credentials. Asked once: that there is no answer says something, too.
    ///
    /// # Errors
    /// As usual.
    pub async fn health(&self) -> Result<Health, Error> {
        let call = Call::Health;
        let transport = &self.0.transport;
        let request = transport.http.get(self.0.endpoints.status.clone()).header(ACCEPT, "application/json");
        transport.once(call, request, JSON_LIMIT).await?.json(call)
    }

    /// A call with the token of an execution, to a URL that came with it.
    async fn captured(
        &self,
        call: Call,
        method: Method,
        url: &str,
        credential: &CredentialApi,
        finish: impl Fn(RequestBuilder) -> RequestBuilder,
    ) -> Result<Answer, Error> {
        let odd = || Error::Undecodable { call, reason: "the URL to send to is not one".to_owned() };
        let url: Url = url.parse().map_err(|_| odd())?;
        check_base(&url).map_err(|_| odd())?;
        let transport = &self.0.transport;
        let request = || {
            let request = transport.http.request(method.clone(), url.clone());
            let request = request.header(ACCEPT, "application/json");
            finish(request.bearer_auth(credential.token.expose_secret()))
        };
        transport.repeated(call, Repeat::NotArrived, || transport.once(call, request(), JSON_LIMIT)).await
    }

    async fn file(
        &self,
        call: Call,
        account: &str,
        credential: &str,
        classifier: &str,
        accept: &str,
    ) -> Result<Image, Error> {
        let path = [
            "api",
            "v1",
            "accounts",
            id(call, "account", account)?,
            "credentials",
            id(call, "credential", credential)?,
            "parts",
            id(call, "classifier", classifier)?,
        ];
        let url = at(&self.0.endpoints.retrieval, &path);
        let request = || self.0.transport.http.get(url.clone()).header(ACCEPT, accept);
        self.authorized(call, Repeat::Transient, IMAGE_LIMIT, request).await.map(Answer::into_image)
    }

    async fn delete(&self, call: Call, url: Url) -> Result<(), Error> {
        let request = || self.0.transport.http.delete(url.clone()).header(ACCEPT, "application/json");
        self.authorized(call, Repeat::Transient, JSON_LIMIT, request).await.map(|_| ())
    }

    fn execution(&self, call: Call, account: &str, run: &str, rest: &[&str]) -> Result<Url, Error> {
        let mut path = vec![
            "api",
            "v1",
            "accounts",
            id(call, "account", account)?,
            "workflow-executions",
            id(call, "run", run)?,
        ];
        path.extend(rest);
        Ok(at(&self.0.endpoints.retrieval, &path))
    }

    async fn get_json<T: DeserializeOwned>(&self, call: Call, url: Url) -> Result<T, Error> {
        let request = || self.0.transport.http.get(url.clone()).header(ACCEPT, "application/json");
        self.authorized(call, Repeat::Transient, JSON_LIMIT, request).await?.json(call)
    }

    async fn begin(
        &self,
        call: Call,
        method: Method,
        url: Url,
        request: &AccountRequest,
    ) -> Result<AccountResponse, Error> {
        let answer = self
            .authorized(call, Repeat::NotArrived, JSON_LIMIT, || {
                self.0
                    .transport
                    .http
                    .request(method.clone(), url.clone())
                    .header(ACCEPT, "application/json")
                    .json(request)
            })
            .await
            .map_err(|error| error.without(hidden(request)))?;
        answer.json(call)
    }

    /// A call with an access token. A token that is refused is renewed once.
    async fn authorized(
        &self,
        call: Call,
        repeat: Repeat,
        limit: usize,
        request: impl Fn() -> RequestBuilder,
    ) -> Result<Answer, Error> {
        let transport = &self.0.transport;
        let request = &request;
        let with = |token: Token| async move {
            let request = request().bearer_auth(token.secret.expose_secret());
            (token, transport.once(call, request, limit).await)
        };
        transport
            .repeated(call, repeat, || async {
                let (token, result) = with(self.token().await?).await;
                match result {
                    Err(Error::Credentials { .. }) => {
                        self.0.token.forget(&token).await;
                        with(self.token().await?).await.1
                    }
                    result => result,
                }
            })
            .await
    }

    async fn token(&self) -> Result<Token, Error> {
        self.0.token.get(|| self.fetch_token()).await
    }

    async fn fetch_token(&self) -> Result<TokenAnswer, Error> {
        let call = Call::Token;
        let Inner { transport, credentials, endpoints, .. } = &*self.0;
        let request = || {
            transport
                .http
                .post(at(&endpoints.auth, &["oauth2", "token"]))
                .basic_auth(
                    credentials.api_token.expose_secret(),
                    Some(credentials.api_secret.expose_secret()),
                )
                .header(ACCEPT, "application/json")
                .form(&[("grant_type", "client_credentials")])
        };
        let answer = transport
            .repeated(call, Repeat::Transient, || transport.once(call, request(), JSON_LIMIT))
            .await?;
        answer.json(call)
    }
}

/// What an error must not repeat: the person's address, and URLs that may hold secrets.
fn hidden(request: &AccountRequest) -> Vec<String> {
    let web = request.web.iter().flat_map(|web| [&web.success_url, &web.error_url]);
    let urls = web.chain([&request.callback_url]).flatten();
    let mut hidden: Vec<String> = urls.flat_map(|url| traces(url)).collect();
    hidden.extend(request.user_consent.as_ref().map(|consent| consent.user_ip.clone()));
    hidden
}

/// Where a part of a credential is sent.
fn part_url<'a>(credential: &'a CredentialApi, part: &str) -> Result<&'a str, Error> {
    let url = credential.parts.get(part).map(String::as_str);
    url.ok_or(Error::BadId { call: Call::Upload, what: "part" })
}
