//! `campaignctl provider rotate`: another pair in place of the one in use, the settings as they are.

use api::CredentialsInfo;
use camino::Utf8PathBuf;
use model::{ProviderName, ProviderSettings, Workspace};
use secrets::{Keyring, Lookup, LookupError, Origin, Pair, SecretStore, StoreError, Wanted};
use serde_json::json;
use workspace::Root;

use super::pair;
use super::storing::{self, AtBackend, NotStored};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::target;

/// Replace the credentials of the environment in force by new ones; the settings stay as they are
///
/// The new pair comes from a file, from the environment variables, or is asked for. It is proved at the provider first, then
/// replaces the one at the backend, then the one in the keyring. Where that ends early, it is told which place still has the
/// old pair; the same command completes it.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The provider
    provider: Option<String>,
    /// Read the new API token and API secret from the two lines of FILE, `-` for standard input
    #[arg(long, value_name = "FILE")]
    credentials_file: Option<Utf8PathBuf>,
    /// Replace the pair in this machine's keyring only, not the one at the backend
    #[arg(long)]
    local_only: bool,
    /// Say where the pair would be replaced; nothing is written or sent
    #[arg(long)]
    dry_run: bool,
}

/// What this machine keeps before anything is done.
enum Here {
    /// The keyring answers: the pair that it has, if it has one.
    Kept(Keyring, Option<Pair>),
    /// There is no keyring, or it is switched off.
    NoKeyring(Option<StoreError>),
}

/// What became of the pair, for the one who asked for it.
#[derive(Default)]
struct Told {
    lines: Vec<String>,
    /// Whether a place has another pair than before.
    changed: bool,
    /// The backend's pair before and after.
    backend: Option<(Option<CredentialsInfo>, CredentialsInfo)>,
    /// Whether the keyring has the pair now.
    in_keyring: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let provider = super::named_or_only(self.provider.as_deref())?;
        let (root, workspace, settings) = super::set_up(context, &provider)?;
        let here = look(context, &workspace, &provider)?;
        if let (Here::NoKeyring(error), true) = (&here, self.local_only) {
            return Err(storing::kept_nowhere(error.as_ref()));
        }
        if self.dry_run {
            return self.preview(context, &workspace, &settings, &here);
        }
        // Whoever may not do it is told so before anything is typed.
        let place = if self.local_only { None } else { Some(open(context, &root, &workspace, &settings)?) };

        let (new, origin) = self.new_pair(context, &workspace, &provider)?;
        pair::fits(&workspace, &new)?;
        let same_here = matches!(&here, Here::Kept(_, Some(old)) if old.is_same(&new));
        let mut told = Told::default();
        if place.is_some() || !same_here {
            told.lines.push(storing::prove(context, &workspace, &settings, &new).map_err(|error| {
                error.cause("nothing was changed: the pair that was in use is still in place")
            })?);
        }
        if let Some((place, before)) = place {
            to_backend(context, &place, before, &new, &mut told)?;
        }
        to_keyring(context, &workspace, &provider, &here, &new, &mut told)?;
        warn_of_variables(context, &workspace, &provider, &new);
        tell(context, &workspace, &provider, origin.as_ref(), &told)
    }

    /// The pair that is given, and by what; or the one that is typed.
    fn new_pair(
        &self,
        context: &mut Context,
        workspace: &Workspace,
        provider: &ProviderName,
    ) -> Result<(Pair, Option<Origin>)> {
        let file = self.credentials_file.as_deref();
        if let Some(found) = pair::given(context, workspace, provider, file)? {
            return Ok((found.secret, Some(found.origin)));
        }
        Ok((storing::ask(context, "New ", "--credentials-file FILE")?, None))
    }

    /// Says what would be done, and reads no more than what is given.
    fn preview(
        &self,
        context: &mut Context,
        workspace: &Workspace,
        settings: &ProviderSettings,
        here: &Here,
    ) -> Result {
        let provider = settings.name();
        if let Some(found) = pair::given(context, workspace, &provider, self.credentials_file.as_deref())? {
            pair::fits(workspace, &found.secret)?;
        }
        let mut lines = Vec::new();
        if !self.local_only {
            let (platform, datacenter) = settings.credential_key().ok_or_else(storing::no_datacenter)?;
            lines.push(format!("the pair for {platform} {datacenter} at the backend would be replaced"));
        }
        if let Here::Kept(keyring, _) = here {
            let env = &workspace.env;
            lines.push(format!(
                "the pair for the environment `{env}` in {} would be replaced",
                keyring.describe()
            ));
        }
        if context.ui.json() {
            context.ui.document(&json!({
                "provider": provider, "environment": workspace.env, "told": lines, "dry_run": true,
            }))?;
            return Ok(Exit::Done);
        }
        for line in &lines {
            context.ui.say(line);
        }
        context.ui.say("dry run: nothing was written or sent");
        Ok(Exit::Done)
    }
}

/// Looks at what the keyring has. One that is there and does not answer would go on with the old pair: then nothing is begun.
fn look(context: &Context, workspace: &Workspace, provider: &ProviderName) -> Result<Here> {
    let Some(keyring) = target::keyring(context) else { return Ok(Here::NoKeyring(None)) };
    let [token, secret] = pair::accounts(workspace, &workspace.env, provider)?;
    let wanted = |account| Wanted { variable: "", account };
    match Lookup::new().store(&keyring).pair(&wanted(token), &wanted(secret)) {
        Ok(found) => Ok(Here::Kept(keyring, found.map(|found| found.secret))),
        Err(LookupError::Store(error @ StoreError::Unavailable { .. })) => Ok(Here::NoKeyring(Some(error))),
        Err(LookupError::Store(error)) => {
            let failed =
                Error::failed("nothing was changed: the keyring may have the old pair, and does not answer");
            Err(storing::ways_out(failed.because(&error), &error)
                .hint("CAMPAIGNCTL_KEYRING=off leaves it out: then the backend alone gets the new pair"))
        }
        // One half without the other is no pair.
        Err(_) => Ok(Here::Kept(keyring, None)),
    }
}

/// The pair's place at the backend, and what is known of the one that is there.
fn open(
    context: &mut Context,
    root: &Root,
    workspace: &Workspace,
    settings: &ProviderSettings,
) -> Result<(AtBackend, Option<CredentialsInfo>)> {
    let place = AtBackend::open(context, root, workspace, settings)?;
    match place.held(context) {
        Ok(before) => Ok((place, before)),
        Err(NotStored::NotSignedIn) => Err(not_signed_in(&place)),
        Err(NotStored::Refused(error) | NotStored::Unknown(error)) => {
            Err(error.cause("nothing was changed: the pair that was in use is still in place"))
        }
    }
}

fn not_signed_in(place: &AtBackend) -> Error {
    Error::new(Exit::Credentials, format!("not signed in at {}: nothing was changed", place.backend()))
        .cause("customers are verified with the pair that it has, which would stay the old one")
        .hint("pass --access-token-file, or set CAMPAIGNCTL_ACCESS_TOKEN together with CAMPAIGNCTL_BACKEND")
        .hint("--local-only replaces the pair on this machine alone")
}

fn to_backend(
    context: &mut Context,
    place: &AtBackend,
    before: Option<CredentialsInfo>,
    pair: &Pair,
    told: &mut Told,
) -> Result<()> {
    let fingerprint = before.as_ref().map(|before| before.fingerprint.clone());
    let after = place.put(context, pair).map_err(|failed| match failed {
        NotStored::NotSignedIn => not_signed_in(place),
        NotStored::Refused(error) => {
            error.cause("nothing was changed: the backend and this machine still have the old pair")
        }
        NotStored::Unknown(error) => {
            let was =
                fingerprint.as_deref().map_or_else(String::new, |was| format!(" (the old pair's is {was})"));
            error
                .cause(
                    "whether the backend has the new pair is not known; this machine still has the old one",
                )
                .hint(format!(
                    "`campaignctl provider show` tells the fingerprint of the pair that it has{was}"
                ))
                .hint("run the command again: a pair may be given to the backend twice")
        }
    })?;
    let (name, key, now) = (place.backend(), place.place(), &after.fingerprint);
    told.lines.push(match &before {
        Some(before) if before.fingerprint == *now => {
            format!("{name} has it for {key} already: fingerprint {now}")
        }
        Some(before) => {
            format!("replaced at {name} for {key}: fingerprint {now}, was {}", before.fingerprint)
        }
        None => format!("stored at {name} for {key}: fingerprint {now}; it had none"),
    });
    told.changed |= before.as_ref().is_none_or(|before| before.fingerprint != *now);
    told.backend = Some((before, after));
    Ok(())
}

fn to_keyring(
    context: &mut Context,
    workspace: &Workspace,
    provider: &ProviderName,
    here: &Here,
    pair: &Pair,
    told: &mut Told,
) -> Result<()> {
    let env = &workspace.env;
    let (keyring, old) = match here {
        Here::Kept(keyring, old) => (keyring, old),
        Here::NoKeyring(None) => {
            told.lines.push("the keyring is switched off: only the backend has the new pair".to_owned());
            return Ok(());
        }
        Here::NoKeyring(Some(error)) => {
            context.ui.warn(&format!("{error}; only the backend has the new pair"));
            return Ok(());
        }
    };
    let name = keyring.describe();
    told.in_keyring = true;
    if old.as_ref().is_some_and(|old| old.is_same(pair)) {
        told.lines.push(format!("{name} has it for the environment `{env}` already"));
        return Ok(());
    }
    storing::to_keyring(keyring, workspace, provider, pair).map_err(|error| {
        let failed = Error::failed("the keyring did not take the new pair").because(&error);
        let failed =
            told.lines.iter().fold(failed, |failed, line| failed.cause(format!("done before that: {line}")));
        let left = match (&error, old) {
            (StoreError::TimedOut { .. }, _) => {
                format!("whether {name} has it for the environment `{env}` is not known")
            }
            (_, Some(_)) => format!("{name} still has the old pair for the environment `{env}`"),
            (_, None) => format!("{name} has no pair for the environment `{env}`"),
        };
        storing::ways_out(failed.cause(left), &error).hint("the same command completes it")
    })?;
    told.changed = true;
    let done = if old.is_some() { "replaced" } else { "kept" };
    told.lines.push(format!("{done} in {name} for the environment `{env}`"));
    Ok(())
}

/// Environment variables count before the keyring: an old pair there would go on being used on this machine.
fn warn_of_variables(context: &mut Context, workspace: &Workspace, provider: &ProviderName, new: &Pair) {
    if let Ok(Some(found)) = pair::given(context, workspace, provider, None)
        && !found.secret.is_same(new)
    {
        context
            .ui
            .warn(&format!("{} still gives another pair, which counts before the keyring", found.origin));
    }
}

fn tell(
    context: &mut Context,
    workspace: &Workspace,
    provider: &ProviderName,
    origin: Option<&Origin>,
    told: &Told,
) -> Result {
    if context.ui.json() {
        let backend = told.backend.as_ref().map(|(before, after)| {
            json!({
                "platform": after.platform, "datacenter": after.datacenter, "fingerprint": after.fingerprint,
                "fingerprint_before": before.as_ref().map(|before| &before.fingerprint),
            })
        });
        context.ui.document(&json!({
            "provider": provider, "environment": workspace.env, "rotated": told.changed, "backend": backend,
            "in_keyring": told.in_keyring, "told": told.lines, "dry_run": false,
        }))?;
        return Ok(Exit::Done);
    }
    let ui = &mut context.ui;
    for line in &told.lines {
        ui.say(line);
    }
    if !told.changed {
        let from = origin.map_or_else(String::new, |origin| format!(" from {origin}"));
        ui.say(&format!("nothing to do: the pair{from} is the one in use"));
        ui.hint("make a new pair in the provider's portal first, and give that one");
        return Ok(Exit::Done);
    }
    ui.done(&format!("the pair of {provider} is rotated in the environment `{}`", workspace.env));
    if told.backend.is_some() {
        ui.hint(
            "the old pair may be revoked in the provider's portal; a machine whose keyring has it gets the new one with \
             `campaignctl provider rotate --local-only`",
        );
    } else {
        ui.hint("the backend's pair was left alone: revoke the old one only when that is another");
    }
    Ok(Exit::Done)
}
