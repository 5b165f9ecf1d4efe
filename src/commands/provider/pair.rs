//! Providers' pairs of API token and API secret: where they are found, and whether they are good.

use std::path::Path;

use camino::Utf8Path;
use model::{ProviderName, ProviderSettings, Workspace};
use secrecy::ExposeSecret;
use secrets::{Account, Found, Lookup, LookupError, Pair, Source, Wanted};
use url::Url;
use verification::{Credentials, ProviderError};

use crate::config;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::target;

/// The keyring's entries of a provider's pair in the environment in force: API token and API secret.
pub(super) fn accounts(workspace: &Workspace, provider: &ProviderName) -> Result<[Account; 2]> {
    let account = |half: &str| {
        let name = format!("{provider}.{half}");
        Account::in_workspace(workspace.settings.workspace.as_str(), workspace.env.as_str(), &name)
            .map_err(|error| Error::failed(error.to_string()))
    };
    Ok([account("api-token")?, account("api-secret")?])
}

/// The pair that a flag, the environment or the keyring has. A keyring that does not answer is an error only where
/// `keyring_must_answer`.
pub(super) fn find(
    context: &Context,
    workspace: &Workspace,
    provider: &ProviderName,
    file: Option<&Utf8Path>,
    keyring_must_answer: bool,
) -> Result<Option<Found<Pair>>> {
    let [token, secret] = accounts(workspace, provider)?;
    let upper = provider.as_str().to_ascii_uppercase().replace('-', "_");
    let (token_variable, secret_variable) = (format!("{upper}_API_TOKEN"), format!("{upper}_API_SECRET"));
    let mut stdin = std::io::stdin();
    let prefix = target::variables_prefix(context)?;
    let keyring = target::keyring(context);
    let mut lookup = Lookup::new()
        .source(file.map(|file| Source::from_argument(Path::new(file.as_str()), &mut stdin)))
        .variables(&prefix, &config::variable);
    if let Some(keyring) = &keyring {
        lookup = lookup.store(keyring);
    }
    let found = lookup.pair(
        &Wanted { variable: &token_variable, account: token },
        &Wanted { variable: &secret_variable, account: secret },
    );
    match found {
        Err(LookupError::Store(error)) if !keyring_must_answer => {
            tracing::info!(%error, "no pair from the keyring");
            Ok(None)
        }
        Err(error) => {
            let mut message = Error::new(Exit::Credentials, "the credentials cannot be read").because(&error);
            if let LookupError::Store(error) = &error {
                for way in error.ways_out() {
                    message = message.hint(*way);
                }
            } else {
                message = message
                    .hint("the file has two lines: API token and API secret; `-` reads them from stdin");
            }
            Err(message)
        }
        Ok(found) => Ok(found),
    }
}

/// Makes sure that a pair may go where this environment verifies: real pairs never go to a sandbox.
pub(super) fn fits(workspace: &Workspace, pair: &Pair) -> Result<()> {
    let sandbox = workspace.environment().is_some_and(|environment| environment.sandbox);
    if !sandbox || sandbox::accepts_pair(pair.api_token.expose_secret(), pair.api_secret.expose_secret()) {
        return Ok(());
    }
    let other = workspace.settings.envs.iter().find(|(_, environment)| !environment.sandbox);
    let advice = match other {
        Some((name, _)) => format!("for a real pair, type --env {name}"),
        None => "a real pair needs an environment without `sandbox = true`: add [env.production] to campaignctl.toml"
            .to_owned(),
    };
    let message = format!(
        "the environment `{}` verifies by the sandbox, which takes sandbox pairs only; nothing was sent",
        workspace.env
    );
    Err(Error::usage(message)
        .hint(advice)
        .hint("a sandbox pair is `sandbox-NAME` and `sandbox-NAME-secret`, whatever NAME is"))
}

/// Tries a pair at the provider, or at the sandbox that stands in. Starts and costs nothing.
pub(super) fn check(
    context: &mut Context,
    settings: &ProviderSettings,
    pair: &Pair,
    sandbox: Option<&Url>,
) -> Result<()> {
    let error = match try_at(context, settings, pair, sandbox)? {
        Ok(()) => return Ok(()),
        Err(error) => error,
    };
    let mut refused = failed(&error);
    if sandbox.is_none() && matches!(error, ProviderError::Credentials { .. }) {
        for (datacenter, there) in settings.elsewhere() {
            if matches!(try_at(context, &there, pair, None)?, Ok(()) | Err(ProviderError::Permission { .. }))
            {
                return Err(refused.hint(format!("the pair belongs to the data centre `{datacenter}`")));
            }
        }
        refused = refused.hint("no other data centre takes the pair either: look for a typing mistake");
    }
    Err(refused)
}

fn try_at(
    context: &mut Context,
    settings: &ProviderSettings,
    pair: &Pair,
    sandbox: Option<&Url>,
) -> Result<std::result::Result<(), ProviderError>> {
    let credentials = Credentials::new(pair.api_token.clone(), pair.api_secret.clone());
    let provider = match verification::open(settings, credentials, sandbox) {
        Ok(provider) => provider,
        Err(error) => return Ok(Err(error)),
    };
    let answer = context.wait(async {
        tokio::select! {
            answer = provider.check_credentials() => Some(answer),
            _ = tokio::signal::ctrl_c() => None,
        }
    })?;
    answer.ok_or_else(|| Error::new(Exit::Interrupted, "interrupted; nothing was changed"))
}

/// What a provider's refusal means for a person.
fn failed(error: &ProviderError) -> Error {
    let (exit, message) = match error {
        ProviderError::Credentials { .. } => (Exit::Credentials, "the provider refused the pair"),
        ProviderError::Permission { .. } => {
            (Exit::Credentials, "the provider knows the pair, but it may not do what is needed")
        }
        ProviderError::Settings { .. } => (Exit::Invalid, "the provider's settings do not suffice"),
        ProviderError::Unavailable { .. }
        | ProviderError::NotArrived { .. }
        | ProviderError::Unknown { .. } => (Exit::Unavailable, "the provider cannot be reached"),
        _ => (Exit::Refused, "the provider gave no usable answer"),
    };
    Error::new(exit, message).cause(error.to_string())
}
