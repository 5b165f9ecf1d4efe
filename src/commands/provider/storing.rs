//! What `set` and `rotate` do with a pair: they prove it at the provider, give it to the backend, and keep it in the keyring,
//! in this order. What to make of a place that does not take it is theirs to say.

use api::{CredentialsInfo, CredentialsWrite, ProblemKind};
use model::{ProviderName, ProviderSettings, Workspace};
use secrets::{Keyring, Pair, StoreError, store_pair};
use workspace::Root;

use super::pair;
use crate::answer;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::sandboxes;
use crate::target::Target;

/// Asks for a pair; the secret is not shown.
pub(super) fn ask(context: &mut Context, which: &str, flag: &str) -> Result<Pair> {
    let api_token = context.ui.ask(&format!("{which}API token"), flag, None)?;
    let api_secret = context.ui.ask_secret(&format!("{which}API secret"), flag)?;
    Ok(Pair { api_token: api_token.trim().to_owned().into(), api_secret })
}

/// Tries a pair at the provider, or at the sandbox that stands in; says who took it. Starts and costs nothing.
pub(super) fn prove(
    context: &mut Context,
    workspace: &Workspace,
    settings: &ProviderSettings,
    pair: &Pair,
) -> Result<String> {
    let sandbox = sandboxes::for_command(context, workspace)?;
    pair::check(context, settings, pair, sandbox.as_ref())?;
    let who = if sandbox.is_some() { "the sandbox".to_owned() } else { settings.name().to_string() };
    Ok(format!("verified: {who} accepts the pair"))
}

/// The place of a pair at the backend: it belongs to a platform and a data centre.
pub(super) struct AtBackend {
    target: Target,
    provider: ProviderName,
    platform: String,
    datacenter: String,
}

/// Why the backend did not take a pair, or did not say which one it has.
pub(super) enum NotStored {
    /// It wants to know who asks.
    NotSignedIn,
    /// It was not reached, or it answered that it did not: it has what it had.
    Refused(Error),
    /// It was asked, and gave no answer that says what it did.
    Unknown(Error),
}

impl AtBackend {
    /// The place of the pair that these settings need, at the backend of the environment in force.
    pub(super) fn open(
        context: &mut Context,
        root: &Root,
        workspace: &Workspace,
        settings: &ProviderSettings,
    ) -> Result<Self> {
        let (platform, datacenter) = settings.credential_key().ok_or_else(no_datacenter)?;
        let target = Target::of_workspace(context, root, workspace, None)?;
        Ok(Self { target, provider: settings.name(), platform, datacenter })
    }

    /// What is known of the pair that is there.
    pub(super) fn held(&self, context: &mut Context) -> Result<Option<CredentialsInfo>, NotStored> {
        let call = self.target.client.credentials(&self.provider);
        let held = context.wait(call).map_err(NotStored::Refused)?.map_err(|error| not_stored(&error))?;
        Ok(held.into_iter().find(|pair| pair.platform == self.platform && pair.datacenter == self.datacenter))
    }

    /// Puts a pair there, in place of the one that was.
    pub(super) fn put(&self, context: &mut Context, pair: &Pair) -> Result<CredentialsInfo, NotStored> {
        let body =
            CredentialsWrite { api_token: pair.api_token.clone(), api_secret: pair.api_secret.clone() };
        let call =
            self.target.client.put_credentials(&self.provider, &self.platform, &self.datacenter, &body);
        context.wait(call).map_err(NotStored::Refused)?.map_err(|error| not_stored(&error))
    }

    /// The backend, for a person.
    pub(super) fn backend(&self) -> String {
        format!("the backend ({})", self.target.client.describe())
    }

    /// What the pair belongs to, for a person.
    pub(super) fn place(&self) -> String {
        format!("{} {}", self.platform, self.datacenter)
    }
}

/// Settings that do not say to which data centre a pair belongs.
pub(super) fn no_datacenter() -> Error {
    Error::usage("the data centre is missing: the pair belongs to one")
        .hint("`campaignctl provider set` with --datacenter says where the account is")
}

fn not_stored(error: &api::Error) -> NotStored {
    let told = || answer::error(error).hint("--local-only leaves the backend out");
    match error {
        api::Error::Refused(problem) => match problem.kind {
            ProblemKind::NotSignedIn => NotStored::NotSignedIn,
            ProblemKind::Internal => NotStored::Unknown(told()),
            _ => NotStored::Refused(told()),
        },
        api::Error::Request(_) => NotStored::Refused(told()),
        api::Error::Transport(_) | api::Error::Undecodable { .. } => NotStored::Unknown(told()),
    }
}

/// Keeps the pair in the keyring for the environment in force.
pub(super) fn to_keyring(
    keyring: &Keyring,
    workspace: &Workspace,
    provider: &ProviderName,
    pair: &Pair,
) -> Result<(), StoreError> {
    let [token, secret] = pair::accounts(workspace, &workspace.env, provider)
        .map_err(|error| StoreError::Other { detail: error.message.clone() })?;
    store_pair(keyring, &token, &secret, pair)
}

/// A pair that no place took; without an error, the keyring is switched off.
pub(super) fn kept_nowhere(error: Option<&StoreError>) -> Error {
    let failed = Error::failed("the pair could not be kept anywhere, and was not written to any file");
    match error {
        Some(error) => ways_out(failed.because(error), error),
        None => failed.cause("the keyring is switched off by CAMPAIGNCTL_KEYRING"),
    }
}

/// The error with what a person can do about a keyring.
pub(super) fn ways_out(told: Error, error: &StoreError) -> Error {
    error.ways_out().iter().fold(told, |told, way| told.hint(*way))
}
