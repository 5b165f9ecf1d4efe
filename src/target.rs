//! The backend that a command talks to: in this process, or elsewhere by HTTP; and who may be sent an access token.

use std::path::Path;

use api::{Client, HttpTransport};
use camino::Utf8PathBuf;
use model::{Backend, Workspace};
use secrecy::SecretString;
use secrets::{
    Account, Keyring, Limits, Lookup, LookupError, PREFIX, Source, Wanted, prefix_for_environment,
};
use url::Url;
use workspace::Root;

use crate::config::{self, UserConfig};
use crate::context::{ChosenEnv, Context};
use crate::embedded::{self, Embedded};
use crate::error::{Error, Result};
use crate::exit::Exit;

/// The name of an access token in the keyring, under the backend's origin.
const ACCESS_TOKEN: &str = "backend.access-token";

/// A backend to talk to.
pub(crate) struct Target {
    /// The client of it.
    pub(crate) client: Client,
    /// Keeps the embedded backend open.
    _embedded: Option<Embedded>,
}

impl Target {
    /// The backend of the environment in force, or the one that `--backend` names.
    pub(crate) fn open(context: &mut Context) -> Result<Self> {
        if let Some(address) = context.global.backend.clone() {
            let base = address_of(&address, "--backend")?;
            let client = remote(context, base, Trust::Named)?;
            return Ok(Self { client, _embedded: None });
        }
        match context.settings() {
            Ok((root, workspace)) => Self::of_workspace(context, &root, &workspace, None),
            Err(error) => match named_by_user()? {
                // Without a workspace, the backend that the user named elsewhere is meant.
                Some(base) if context.root().is_err() => {
                    let client = remote(context, base, Trust::Named)?;
                    Ok(Self { client, _embedded: None })
                }
                _ => Err(error),
            },
        }
    }

    /// The backend of a workspace's environment. `sandbox_url` is where an embedded one verifies identities.
    pub(crate) fn of_workspace(
        context: &mut Context,
        root: &Root,
        workspace: &Workspace,
        sandbox_url: Option<Url>,
    ) -> Result<Self> {
        let environment = workspace.environment().ok_or_else(|| {
            let names = workspace.settings.envs.keys().map(model::EnvName::as_str);
            Error::unknown("environment", workspace.env.as_str(), names)
                .hint("campaignctl.toml has a section [env.NAME] for each environment")
        })?;
        match &environment.backend {
            Backend::Embedded => {
                let embedded = embedded::open(context, root, sandbox_url)?;
                let client = Client::new(embedded.transport(config::user_name()));
                Ok(Self { client, _embedded: Some(embedded) })
            }
            Backend::Url(address) => {
                let base = address_of(address, &format!("env.{}.backend", workspace.env))?;
                let named = named_by_user()?.is_some_and(|named| named.origin() == base.origin());
                let trust = if named { Trust::Named } else { Trust::WorkspaceOnly };
                let client = remote(context, base, trust)?;
                Ok(Self { client, _embedded: None })
            }
        }
    }
}

/// Who says that a backend is the right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// The user: by flag, environment or own settings.
    Named,
    /// A workspace alone, which anybody may have written.
    WorkspaceOnly,
}

/// The backend that the user names outside of any workspace.
fn named_by_user() -> Result<Option<Url>> {
    if let Some(address) = config::variable("CAMPAIGNCTL_BACKEND") {
        return address_of(&address, "CAMPAIGNCTL_BACKEND").map(Some);
    }
    Ok(UserConfig::read()?.backend)
}

fn address_of(text: &str, place: &str) -> Result<Url> {
    api::parse_address(text).map_err(|error| {
        Error::usage(format!("{place} is not the address of a backend")).cause(error.to_string())
    })
}

fn remote(context: &mut Context, base: Url, trust: Trust) -> Result<Client> {
    let token = access_token(context, &base, trust)?;
    let transport =
        HttpTransport::new(base, token).map_err(|error| Error::new(Exit::Unavailable, error.to_string()))?;
    Ok(Client::new(transport))
}

/// The access token for a backend. One from a flag or the environment goes only where the user said; one from the
/// keyring lies under the backend's own origin.
fn access_token(context: &Context, base: &Url, trust: Trust) -> Result<Option<SecretString>> {
    let file: Option<&Utf8PathBuf> = context.global.access_token_file.as_ref();
    let origin = base.origin().ascii_serialization();
    if file.is_some() && trust == Trust::WorkspaceOnly {
        return Err(Error::usage(format!(
            "only this workspace names the backend {origin}: no access token is sent there"
        ))
        .hint(format!("pass --backend {origin}, or set CAMPAIGNCTL_BACKEND, to say that it is yours")));
    }
    let account =
        Account::of_origin(&origin, ACCESS_TOKEN).map_err(|error| Error::usage(error.to_string()))?;
    let wanted = Wanted { variable: "ACCESS_TOKEN", account };
    let mut stdin = std::io::stdin();
    let mut lookup = Lookup::new();
    if let Some(file) = file {
        lookup = lookup.source(Some(Source::from_argument(Path::new(file.as_str()), &mut stdin)));
    }
    let prefix = variables_prefix(context)?;
    if trust == Trust::Named {
        lookup = lookup.variables(&prefix, &config::variable);
    }
    let keyring = keyring(context);
    if let Some(keyring) = &keyring {
        lookup = lookup.store(keyring);
    }
    match lookup.single(&wanted) {
        Ok(found) => Ok(found.map(|found| found.secret)),
        // A keyring that is not there keeps nothing: the backend says whether a token is needed.
        Err(LookupError::Store(error)) => {
            tracing::info!(%error, "no access token from the keyring");
            Ok(None)
        }
        Err(error) => Err(Error::new(Exit::Credentials, "the access token cannot be read").because(&error)),
    }
}

/// What the names of environment variables with secrets begin with: those of an environment that was typed have its name.
pub(crate) fn variables_prefix(context: &Context) -> Result<String> {
    Ok(match context.chosen_env()? {
        ChosenEnv::Typed(name) => prefix_for_environment(name.as_str()),
        ChosenEnv::Variable(_) | ChosenEnv::Default => PREFIX.to_owned(),
    })
}

/// The keyring, unless `CAMPAIGNCTL_KEYRING=off`.
pub(crate) fn keyring(context: &Context) -> Option<Keyring> {
    if config::variable("CAMPAIGNCTL_KEYRING").is_some_and(|value| value == "off") {
        return None;
    }
    Some(Keyring::new(if context.ui.can_ask() { Limits::AT_A_TERMINAL } else { Limits::UNATTENDED }))
}
