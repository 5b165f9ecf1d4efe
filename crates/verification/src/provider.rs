//! What every provider of identity verification can do.

use std::fmt;

use async_trait::async_trait;
use bytes::Bytes;
use jiff::Timestamp;
use model::verification::{ImageRef, RunRef, VerificationResult};
use model::{Country, Document, TimeSpan};
use secrecy::{ExposeSecret, SecretString};

use crate::ProviderError;

/// A provider of identity verification.
#[async_trait]
pub trait Provider: Send + Sync + fmt::Debug {
    /// Whether the credentials are good, and may read results. Starts and costs nothing.
    async fn check_credentials(&self) -> Result<(), ProviderError>;

    /// How the provider itself says it is; `None` where it does not say.
    async fn health(&self) -> Option<Health> {
        None
    }

    /// Starts one verification of one person. May be billed, so it is never blindly repeated: see
    /// [`ProviderError::NotArrived`] and [`ProviderError::Unknown`].
    async fn start(&self, request: &StartRequest) -> Result<Started, ProviderError>;

    /// The state of a verification, and its result once there is one. `reference` is that of the start: an answer
    /// about another account, run or reference is an error.
    async fn fetch(&self, run: &RunRef, reference: &str) -> Result<Fetched, ProviderError>;

    /// A picture of a result.
    async fn image(&self, run: &RunRef, image: &ImageRef) -> Result<FetchedImage, ProviderError>;

    /// What a callback's body speaks of; `None` when it is no callback of this provider. Anybody can forge one.
    fn parse_callback(&self, body: &[u8]) -> Option<CallbackHint>;
}

/// How a provider says it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Whether all is well.
    pub is_up: bool,
    /// The provider's word for the whole.
    pub word: String,
    /// The parts that are not well.
    pub troubled: Vec<String>,
}

/// What a verification starts with. Its `Debug` leaves out URLs (the callback's holds a secret) and the consent.
#[derive(Clone)]
pub struct StartRequest {
    /// Our own id of this attempt: unique, without personal data, at most 100 characters.
    pub reference: String,
    /// Our own id of the person: the same in all attempts, without personal data, at most 100 characters.
    pub person: String,
    /// The provider's id of the person, when this is a further attempt of theirs.
    pub account: Option<String>,
    /// The documents that may be used; none stands for any.
    pub documents: Vec<Document>,
    /// The country whose documents may be used.
    pub country: Option<Country>,
    /// Where the provider tells that something changed.
    pub callback_url: Option<String>,
    /// Where the customer goes afterwards.
    pub success_url: Option<String>,
    /// Where the customer goes when it went wrong.
    pub error_url: Option<String>,
    /// The language of the provider's pages, where it is another than that of the settings.
    pub locale: Option<String>,
    /// How long the customer may take to begin; default: that of the settings.
    pub token_lifetime: Option<TimeSpan>,
    /// What the customer agreed to.
    pub consent: Option<Consent>,
}

impl fmt::Debug for StartRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StartRequest")
            .field("reference", &self.reference)
            .field("person", &self.person)
            .field("account", &self.account)
            .field("documents", &self.documents)
            .field("country", &self.country)
            .finish_non_exhaustive()
    }
}

/// The customer's consent. Its `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Consent {
    /// The address from which the customer came.
    pub user_ip: String,
    /// Where the customer lives.
    pub country: Country,
    /// When.
    pub obtained_at: Timestamp,
}

impl fmt::Debug for Consent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Consent(…)")
    }
}

/// A page that lets whoever opens it act for the customer. Its `Debug` does not show it.
#[derive(Debug, Clone)]
pub struct WebLink(SecretString);

impl WebLink {
    /// A link as the provider gave it.
    pub fn new(href: impl Into<SecretString>) -> Self {
        Self(href.into())
    }

    /// The link, to be handed to the customer's browser exactly as it is, and to nobody else.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

/// A verification that was started.
#[derive(Debug, Clone)]
pub struct Started {
    /// The provider's ids.
    pub run: RunRef,
    /// Where the customer's browser goes; absent for what has no web channel.
    pub web: Option<WebLink>,
    /// What the mobile kit in an app is given; absent for what has no such channel.
    pub sdk_token: Option<SecretString>,
}

/// What is known of a verification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// It goes on.
    Pending {
        /// The provider's word for the state.
        status: String,
    },
    /// It is over.
    Final(Box<VerificationResult>),
}

/// A picture as the provider gave it.
#[derive(Clone, PartialEq, Eq)]
pub struct FetchedImage {
    /// What the provider says it is; to be checked against the content.
    pub content_type: String,
    /// The picture itself.
    pub bytes: Bytes,
}

impl fmt::Debug for FetchedImage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FetchedImage({}, {} bytes)", self.content_type, self.bytes.len())
    }
}

/// What a callback speaks of. A hint to go and fetch, never a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallbackHint {
    /// The provider's ids.
    pub run: RunRef,
    /// The provider's word for the state.
    pub status: String,
    /// Whether that state is an end.
    pub is_final: bool,
}
