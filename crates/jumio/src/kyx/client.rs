//! The client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use bytes::Bytes;
use reqwest::header::ACCEPT;
use reqwest::{Method, RequestBuilder};
use secrecy::ExposeSecret;
use serde::de::DeserializeOwned;
use url::Url;

use super::endpoints::at;
use super::token::{Token, TokenAnswer, TokenCache};
use super::{AccountRequest, AccountResponse, Config, Details, Health, Status};
use crate::http::{Answer, exchange};
use crate::{Arrival, Call, Error};

/// The largest picture that is accepted, in bytes; Jumio takes up to 15 MB (FACTS 4.4).
pub const IMAGE_LIMIT: usize = 16 * 1024 * 1024;
/// The largest JSON answer that is accepted, in bytes.
const JSON_LIMIT: usize = 4 * 1024 * 1024;
/// The longest id in a path.
const ID_LIMIT: usize = 100;

/// A picture.
#[derive(Clone, PartialEq, Eq)]
pub struct Image {
    /// What Jumio says it is, such as `image/jpeg`; a claim, to be checked against the content.
    pub content_type: String,
    /// The picture itself.
    pub bytes: Bytes,
}

impl fmt::Debug for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Image({}, {} bytes)", self.content_type, self.bytes.len())
    }
}

/// A client of the current platform. Clones are cheap and share the access token.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    http: reqwest::Client,
    config: Config,
    token: TokenCache,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("endpoints", &self.0.config.endpoints).finish_non_exhaustive()
    }
}

/// Which failures a call is repeated after.
#[derive(Clone, Copy)]
enum Repeat {
    /// Whatever may pass: the call changes nothing.
    Transient,
    /// Only what surely did not arrive: the call costs money.
    NotArrived,
}

impl Client {
    /// A client; nothing is sent yet.
    ///
    /// # Errors
    /// [`Error::Setup`] when a base URL is neither `https` nor on this machine, or TLS cannot be set up.
    pub fn new(config: Config) -> Result<Self, Error> {
        let http = crate::tls::http_client(
            &config.endpoints.all(),
            &config.roots,
            &config.user_agent,
            config.timeouts.connect,
        )?;
        Ok(Self(Arc::new(Inner { http, config, token: TokenCache::default() })))
    }

    /// Whether the credentials are good, by asking for a new access token; costs nothing.
    ///
    /// # Errors
    /// [`Error::Credentials`] when they are not, or belong to another data centre.
    pub async fn check_credentials(&self) -> Result<(), Error> {
        self.0.token.renew(|| self.fetch_token()).await.map(|_| ())
    }

    /// Creates an account with its first workflow execution. Billable: repeated only when it surely did not arrive.
    ///
    /// # Errors
    /// [`Error::arrival`] tells whether the account may have been created all the same.
    pub async fn create_account(&self, request: &AccountRequest) -> Result<AccountResponse, Error> {
        let url = at(&self.0.config.endpoints.account, &["api", "v1", "accounts"]);
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
        let url = at(&self.0.config.endpoints.account, &["api", "v1", "accounts", account]);
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

    /// A picture of a credential, of at most [`IMAGE_LIMIT`] bytes.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it does not exist or was deleted.
    pub async fn image(&self, account: &str, credential: &str, classifier: &str) -> Result<Image, Error> {
        let call = Call::Image;
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
        let url = at(&self.0.config.endpoints.retrieval, &path);
        let answer = self
            .authorized(call, Repeat::Transient, IMAGE_LIMIT, || {
                self.0.http.get(url.clone()).header(ACCEPT, "image/jpeg, image/png")
            })
            .await?;
        let content_type = answer.content_type.unwrap_or_else(|| "application/octet-stream".to_owned());
        Ok(Image { content_type, bytes: answer.body })
    }

    /// The platform's health; needs no credentials.
    ///
    /// # Errors
    /// As usual.
    pub async fn health(&self) -> Result<Health, Error> {
        let call = Call::Health;
        let request = || {
            let url = self.0.config.endpoints.status.clone();
            self.0.http.get(url).header(ACCEPT, "application/json").timeout(self.0.config.timeouts.call)
        };
        let answer = self.repeated(call, Repeat::Transient, || exchange(call, request(), JSON_LIMIT)).await?;
        answer.json(call)
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
        Ok(at(&self.0.config.endpoints.retrieval, &path))
    }

    async fn get_json<T: DeserializeOwned>(&self, call: Call, url: Url) -> Result<T, Error> {
        let answer = self
            .authorized(call, Repeat::Transient, JSON_LIMIT, || {
                self.0.http.get(url.clone()).header(ACCEPT, "application/json")
            })
            .await?;
        answer.json(call)
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
                    .http
                    .request(method.clone(), url.clone())
                    .header(ACCEPT, "application/json")
                    .json(request)
            })
            .await
            .map_err(|error| without_what_was_sent(error, request))?;
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
        let request = &request;
        let with = |token: Token| async move {
            let request = request().timeout(self.0.config.timeouts.call);
            let result = exchange(call, request.bearer_auth(token.secret.expose_secret()), limit).await;
            (token, result)
        };
        self.repeated(call, repeat, || async {
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
        let config = &self.0.config;
        let request = || {
            self.0
                .http
                .post(at(&config.endpoints.auth, &["oauth2", "token"]))
                .basic_auth(
                    config.credentials.api_token.expose_secret(),
                    Some(config.credentials.api_secret.expose_secret()),
                )
                .header(ACCEPT, "application/json")
                .form(&[("grant_type", "client_credentials")])
                .timeout(config.timeouts.token)
        };
        let answer = self.repeated(call, Repeat::Transient, || exchange(call, request(), JSON_LIMIT)).await?;
        answer.json(call)
    }

    /// Repeats a call as long as that is allowed and may help.
    async fn repeated<F: Future<Output = Result<Answer, Error>>>(
        &self,
        call: Call,
        repeat: Repeat,
        once: impl FnMut() -> F,
    ) -> Result<Answer, Error> {
        let retries = self.0.config.retries;
        let waits = ExponentialBuilder::default()
            .with_min_delay(retries.first_wait)
            .with_max_delay(retries.longest_wait)
            .with_max_times(retries.times)
            .with_jitter();
        once.retry(waits)
            .when(|error| {
                // The access token has its own repetitions; those of the call proper would multiply them.
                let own = error.call() == Some(call);
                let safe = match repeat {
                    Repeat::Transient => true,
                    Repeat::NotArrived => error.arrival() == Arrival::NotArrived,
                };
                own && safe && error.is_transient()
            })
            .adjust(|error, wait| longer(error, wait?, retries.longest_wait))
            .await
    }
}

/// The wait that Jumio asks for, if it is longer; `None` (no repetition) when it is too long.
fn longer(error: &Error, wait: Duration, longest: Duration) -> Option<Duration> {
    match error {
        Error::RateLimited { retry_after: Some(asked), .. } if *asked > wait => {
            (*asked <= longest).then_some(*asked)
        }
        _ => Some(wait),
    }
}

/// An id may go into a path only when it cannot change the path's meaning.
fn id<'a>(call: Call, what: &'static str, id: &'a str) -> Result<&'a str, Error> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if id.is_empty() || id.len() > ID_LIMIT || !id.bytes().all(plain) {
        return Err(Error::BadId { call, what });
    }
    Ok(id)
}

/// An explanation may repeat what was sent: the person's address and the callback's URL are taken out.
fn without_what_was_sent(mut error: Error, request: &AccountRequest) -> Error {
    if let Error::Refused { detail: Some(detail), .. } | Error::Permission { detail: Some(detail), .. } =
        &mut error
    {
        let address = request.user_consent.as_ref().map(|consent| &consent.user_ip);
        for hidden in address.into_iter().chain(&request.callback_url).filter(|text| !text.is_empty()) {
            *detail = detail.replace(hidden, "…");
        }
    }
    error
}
