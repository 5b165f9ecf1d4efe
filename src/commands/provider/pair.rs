//! Providers' pairs of API token and API secret: where they are found, and whether they are good.

use std::path::Path;

use camino::Utf8Path;
use jiff::Timestamp;
use model::{EnvName, ProviderName, ProviderSettings, Workspace};
use secrecy::ExposeSecret;
use secrets::{Account, Found, Keyring, Lookup, LookupError, Pair, Source, Wanted};
use url::Url;
use verification::{Credentials, Health, ProviderError, Unproven, Why};

use crate::config;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::target;

/// The keyring's entries of a provider's pair in an environment: API token and API secret.
pub(super) fn accounts(
    workspace: &Workspace,
    env: &EnvName,
    provider: &ProviderName,
) -> Result<[Account; 2]> {
    let account = |half: &str| {
        let name = format!("{provider}.{half}");
        Account::in_workspace(workspace.settings.workspace.as_str(), env.as_str(), &name)
            .map_err(|error| Error::failed(error.to_string()))
    };
    Ok([account("api-token")?, account("api-secret")?])
}

/// The pair that a flag, the environment or the keyring has. A keyring that does not answer has none.
pub(super) fn find(
    context: &Context,
    workspace: &Workspace,
    provider: &ProviderName,
    file: Option<&Utf8Path>,
) -> Result<Option<Found<Pair>>> {
    let keyring = target::keyring(context);
    match look(context, workspace, provider, file, keyring.as_ref())? {
        Err(LookupError::Store(error)) => {
            tracing::info!(%error, "no pair from the keyring");
            Ok(None)
        }
        found => found.map_err(|error| unreadable(&error)),
    }
}

/// The pair that a flag or the environment gives.
pub(super) fn given(
    context: &Context,
    workspace: &Workspace,
    provider: &ProviderName,
    file: Option<&Utf8Path>,
) -> Result<Option<Found<Pair>>> {
    look(context, workspace, provider, file, None)?.map_err(|error| unreadable(&error))
}

fn look(
    context: &Context,
    workspace: &Workspace,
    provider: &ProviderName,
    file: Option<&Utf8Path>,
    keyring: Option<&Keyring>,
) -> Result<Result<Option<Found<Pair>>, LookupError>> {
    let [token, secret] = accounts(workspace, &workspace.env, provider)?;
    let upper = provider.as_str().to_ascii_uppercase().replace('-', "_");
    let (token_variable, secret_variable) = (format!("{upper}_API_TOKEN"), format!("{upper}_API_SECRET"));
    let mut stdin = std::io::stdin();
    let prefix = target::variables_prefix(context)?;
    let mut lookup = Lookup::new()
        .source(file.map(|file| Source::from_argument(Path::new(file.as_str()), &mut stdin)))
        .variables(&prefix, &config::variable);
    if let Some(keyring) = keyring {
        lookup = lookup.store(keyring);
    }
    Ok(lookup.pair(
        &Wanted { variable: &token_variable, account: token },
        &Wanted { variable: &secret_variable, account: secret },
    ))
}

fn unreadable(error: &LookupError) -> Error {
    Error::new(Exit::Credentials, "the credentials cannot be read")
        .because(error)
        .hint("the file has two lines: API token and API secret; `-` reads them from stdin")
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
    let credentials = Credentials::new(pair.api_token.clone(), pair.api_secret.clone());
    let open = |settings: &ProviderSettings| verification::open(settings, credentials.clone(), sandbox);
    // A sandbox knows no data centres, and a real pair goes to the provider's own hosts only.
    let elsewhere = sandbox.is_none();
    let proven = context.wait(async {
        tokio::select! {
            proven = verification::prove(settings, elsewhere, open) => Some(proven),
            _ = tokio::signal::ctrl_c() => None,
        }
    })?;
    let proven = proven.ok_or_else(|| Error::new(Exit::Interrupted, "interrupted; nothing was changed"))?;
    proven.map_err(|unproven| told(&unproven, Timestamp::now()))
}

/// What became of a pair, for a person: what is wrong, and what to do about it.
fn told(unproven: &Unproven, now: Timestamp) -> Error {
    let (exit, message) = match (&unproven.why, &unproven.error) {
        (Why::Elsewhere(_) | Why::Refused { .. }, _) => (Exit::Credentials, "the provider refused the pair"),
        (Why::Permission, _) => {
            (Exit::Credentials, "the provider knows the pair, but it may not do what is needed")
        }
        (Why::Down(_), _) => (Exit::Unavailable, "the provider is not well"),
        (Why::Silent(_), _) => (Exit::Unavailable, "the provider cannot be reached"),
        (Why::Insecure { .. }, _) => (Exit::Unavailable, "the connection to the provider cannot be trusted"),
        (Why::Other, ProviderError::Settings { .. }) => {
            (Exit::Invalid, "the provider's settings do not suffice")
        }
        (Why::Other, _) => (Exit::Refused, "the provider gave no usable answer"),
    };
    let error = Error::new(exit, message).cause(unproven.error.to_string());
    match &unproven.why {
        Why::Elsewhere(place) => error.hint(format!("the pair belongs to the data centre `{place}`")),
        Why::Refused { untried } if untried.is_empty() => {
            error.hint("no data centre takes the pair: look for a typing mistake, or for a pair that was revoked")
        }
        Why::Refused { untried } => {
            let places = untried.iter().map(|place| format!("`{place}`")).collect::<Vec<_>>().join(", ");
            error.hint(format!("whether it belongs to {places} could not be found out: there was no answer"))
        }
        Why::Permission => error
            .hint("give it both permissions in the provider's portal: to initiate, and to retrieve and delete"),
        Why::Down(health) => error.cause(unwell(health)).hint("nothing is wrong here: try again later"),
        Why::Silent(Some(health)) => error
            .cause(format!("the provider says that it is {}", health.word))
            .hint("look at what lies between: a proxy or a firewall that lets only some of its hosts through"),
        Why::Silent(None) => {
            error.hint("look at this machine's network: name resolution, firewall, HTTPS_PROXY")
        }
        Why::Insecure { clock: true } => {
            error.hint(format!("this machine's clock says {now:.0}: set it if that is wrong"))
        }
        Why::Insecure { clock: false } => error.hint(
            "something answers in the provider's place, such as a proxy that reads along: have this machine trust its \
             authority, or go round it",
        ),
        Why::Other => error,
    }
}

fn unwell(health: &Health) -> String {
    let parts =
        if health.troubled.is_empty() { String::new() } else { format!(" ({})", health.troubled.join(", ")) };
    format!("the provider says that it is {}{parts}", health.word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told_of(error: ProviderError, why: Why) -> (Exit, String) {
        let error = told(&Unproven { error, why }, "2026-01-02T03:04:05.6Z".parse().unwrap());
        (
            error.exit,
            [vec![error.message.clone()], error.causes.clone(), error.hints.clone()].concat().join("\n"),
        )
    }

    fn detail() -> String {
        "asked".to_owned()
    }

    #[test]
    fn every_trouble_has_its_words_and_its_exit_code() {
        let health = |is_up, word: &str, troubled: &[&str]| Health {
            is_up,
            word: word.to_owned(),
            troubled: troubled.iter().map(|part| (*part).to_owned()).collect(),
        };
        let refused = || ProviderError::Credentials { detail: detail() };
        let silent = || ProviderError::Unavailable { detail: detail() };
        let insecure = |clock| ProviderError::Insecure { detail: detail(), clock };
        for (error, why, exit, words) in [
            (refused(), Why::Elsewhere("sg"), Exit::Credentials, "belongs to the data centre `sg`"),
            (refused(), Why::Refused { untried: vec![] }, Exit::Credentials, "look for a typing mistake"),
            (
                refused(),
                Why::Refused { untried: vec!["us", "sg"] },
                Exit::Credentials,
                "to `us`, `sg` could not be",
            ),
            (
                ProviderError::Permission { detail: detail() },
                Why::Permission,
                Exit::Credentials,
                "both permissions in the provider's portal",
            ),
            (
                silent(),
                Why::Down(health(false, "DOWN", &["api", "retrieval"])),
                Exit::Unavailable,
                "says that it is DOWN (api, retrieval)",
            ),
            (silent(), Why::Down(health(false, "DEGRADED", &[])), Exit::Unavailable, "it is DEGRADED\n"),
            (
                silent(),
                Why::Silent(Some(health(true, "UP", &[]))),
                Exit::Unavailable,
                "a proxy or a firewall",
            ),
            (silent(), Why::Silent(None), Exit::Unavailable, "HTTPS_PROXY"),
            (
                insecure(true),
                Why::Insecure { clock: true },
                Exit::Unavailable,
                "clock says 2026-01-02T03:04:05Z: set it",
            ),
            (insecure(false), Why::Insecure { clock: false }, Exit::Unavailable, "a proxy that reads along"),
            (ProviderError::Settings { detail: detail() }, Why::Other, Exit::Invalid, "do not suffice"),
            (
                ProviderError::Refused { status: 418, detail: detail() },
                Why::Other,
                Exit::Refused,
                "no usable answer",
            ),
        ] {
            let (code, text) = told_of(error, why.clone());
            assert_eq!(code, exit, "{why:?}");
            assert!(text.contains(words) && text.contains("\nasked"), "{why:?}: {text}");
        }
    }
}
