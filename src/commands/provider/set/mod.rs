//! `campaignctl provider set`: settings into the file; the pair, once verified, to the backend and into the keyring.

mod jumio;

use camino::Utf8PathBuf;
use model::{EnvName, KeyPath, ProviderName, ProviderSettings, Resource, ResourceName, Workspace};
use secrets::{Pair, SecretStore};
use serde_json::Value;
use workspace::{Edit, Root};

use super::pair;
use super::storing::{self, AtBackend, NotStored};
use crate::context::Context;
use crate::edit::{self, Done, edit_error};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::target;

/// Choose a provider, its settings and its credentials; without flags, on a terminal, everything is asked
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    provider: Provider,
}

/// The providers that there are.
#[derive(Debug, clap::Subcommand)]
enum Provider {
    Jumio(jumio::SetArgs),
}

/// What every provider's settings are set with.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
struct Common {
    /// Read API token and API secret from the two lines of FILE, `-` for standard input
    #[arg(long, value_name = "FILE")]
    credentials_file: Option<Utf8PathBuf>,
    /// Leave the credentials alone
    #[arg(long, conflicts_with = "credentials_file")]
    settings_only: bool,
    /// Keep the credentials in this machine's keyring only, not at the backend
    #[arg(long)]
    local_only: bool,
    /// Do not try the credentials at the provider first
    #[arg(long)]
    no_verify: bool,
    /// Take a setting back, so that its default counts (can be repeated)
    #[arg(long, value_name = "KEY")]
    unset: Vec<String>,
    /// Show what would change in the files; nothing is written or sent
    #[arg(long)]
    dry_run: bool,
}

/// Settings to change: the key, and the value or `None` to take it back.
type Updates = Vec<(String, Option<Value>)>;

/// What a provider's flags, or the answers to its questions, come to.
struct Wanted {
    updates: Updates,
    /// A pair that was typed.
    pair: Option<Pair>,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        match self.provider {
            Provider::Jumio(args) => args.run(context),
        }
    }
}

/// Sets a provider. `wanted` is asked once the settings so far are known: they are the defaults of questions.
fn set(
    context: &mut Context,
    provider: &ProviderName,
    common: &Common,
    wanted: impl FnOnce(&mut Context, Option<&ProviderSettings>) -> Result<Wanted>,
) -> Result {
    let root = context.root()?;
    let name = ResourceName::Provider(provider.clone());
    let (workspace, resolved) = read(context, &root, provider)?;
    let mut edit = Edit::begin(&root).map_err(|error| edit_error(context, error))?;
    let base = match edit::resource(context, &mut edit, &name)? {
        Some(Resource::Provider(settings)) => Some(settings),
        _ => None,
    };

    let Wanted { mut updates, pair: typed } = wanted(context, resolved.as_ref().or(base.as_ref()))?;
    for key in &common.unset {
        known_setting(provider, key)?;
        if updates.iter().any(|(updated, _)| updated == key) {
            return Err(Error::usage(format!("`{key}` is set and taken back at once")));
        }
        updates.push((key.clone(), None));
    }
    let env = context.chosen_env()?.typed().cloned();
    write(context, &mut edit, provider, base.as_ref(), &updates, env.as_ref())?;
    let settings = merged(provider, resolved.as_ref().or(base.as_ref()), &updates)?;
    warn_of_workflow(context, &settings);

    let pair = match typed {
        Some(pair) => Some(pair),
        None if common.settings_only => None,
        None => given(context, &workspace, provider, common, base.is_none())?,
    };
    if let Some(pair) = &pair {
        pair::fits(&workspace, pair)?;
    }
    let mut done = Done::line(in_words(&settings, env.as_ref()));
    if common.dry_run {
        let changes = edit.preview().map_err(|error| edit_error(context, error))?;
        edit::show(context, &changes, &done, true)?;
        return Ok(Exit::Done);
    }
    if let Some(pair) = pair {
        let stored = store(context, &root, &workspace, &settings, &pair, common)?;
        done.lines.extend(stored);
    }
    let changes = edit::commit(context, &root, edit).map_err(|error| {
        done.lines[1..].iter().fold(error, |error, line| error.cause(format!("done before that: {line}")))
    })?;
    let done = done.hint("`campaignctl push` saves the settings at the backend");
    edit::show(context, &changes, &done, false)?;
    Ok(Exit::Done)
}

/// Refuses the name of a setting that the provider does not have.
fn known_setting(provider: &ProviderName, key: &str) -> Result<()> {
    let schema = schema::Kind::Provider(provider.clone()).schema();
    let known = schema["properties"].as_object().into_iter().flatten().map(|(known, _)| known.as_str());
    let known: Vec<&str> = known.filter(|known| *known != "env").collect();
    if known.contains(&key) { Ok(()) } else { Err(Error::unknown("setting", key, known)) }
}

/// The workspace's settings and the provider's, resolved for the environment in force. What is wrong with other files
/// does not matter here.
fn read(
    context: &Context,
    root: &Root,
    provider: &ProviderName,
) -> Result<(Workspace, Option<ProviderSettings>)> {
    let (_, workspace) = context.settings()?;
    let loaded = root.load(Some(&workspace.env));
    let resolved = loaded.workspace.and_then(|mut workspace| workspace.providers.remove(provider));
    Ok((workspace, resolved))
}

/// Settings with updates.
fn merged(
    provider: &ProviderName,
    before: Option<&ProviderSettings>,
    updates: &Updates,
) -> Result<ProviderSettings> {
    let mut spec = match before {
        Some(settings) => Resource::Provider(settings.clone()).to_json()["spec"].take(),
        None => Value::Object(serde_json::Map::new()),
    };
    if let Some(members) = spec.as_object_mut() {
        for (key, value) in updates {
            match value {
                Some(value) => drop(members.insert(key.clone(), value.clone())),
                None => drop(members.remove(key)),
            }
        }
    }
    ProviderSettings::of(provider, spec)
        .map_err(|error| Error::usage("these settings do not fit").because(&error))
}

/// Writes the updates: to the settings of all environments, or to those of one that was typed.
fn write(
    context: &Context,
    edit: &mut Edit,
    provider: &ProviderName,
    base: Option<&ProviderSettings>,
    updates: &Updates,
    env: Option<&EnvName>,
) -> Result<()> {
    let Some(env) = env else {
        let settings = merged(provider, base, updates)?;
        return edit::put(context, edit, &Resource::Provider(settings));
    };
    // The platform is the same everywhere, and a file has to say it: the rest belongs to the environment.
    let (common, own): (Updates, Updates) =
        updates.iter().cloned().partition(|(key, _)| base.is_none() && key == "platform");
    if !common.is_empty() {
        let settings = merged(provider, base, &common)?;
        edit::put(context, edit, &Resource::Provider(settings))?;
    }
    for (key, value) in own {
        let name = ResourceName::Provider(provider.clone());
        edit.put_overlay(env, &name, &KeyPath::of([key]), value.as_ref())
            .map_err(|error| edit_error(context, error))?;
    }
    Ok(())
}

fn warn_of_workflow(context: &mut Context, settings: &ProviderSettings) {
    if let Some((key, nearest)) = settings.unknown_workflow() {
        let meant = nearest.map_or_else(String::new, |nearest| {
            format!("; did you mean `{}` ({})?", nearest.key, nearest.name)
        });
        context.ui.warn(&format!("`{key}` is none of the provider's public workflows{meant}"));
    }
}

/// The pair from a file, or for a provider that is new, from the environment; asked for where a person is there.
fn given(
    context: &mut Context,
    workspace: &Workspace,
    provider: &ProviderName,
    common: &Common,
    is_new: bool,
) -> Result<Option<Pair>> {
    if common.credentials_file.is_none() && !is_new {
        return Ok(None);
    }
    let file = common.credentials_file.as_deref();
    if let Some(found) = pair::find(context, workspace, provider, file)? {
        return Ok(Some(found.secret));
    }
    if common.dry_run {
        return Ok(None);
    }
    storing::ask(context, "", "--credentials-file FILE, or --settings-only to leave them out").map(Some)
}

/// Verifies a pair, then stores it at the backend and in the keyring; says what was done.
fn store(
    context: &mut Context,
    root: &Root,
    workspace: &Workspace,
    settings: &ProviderSettings,
    pair: &Pair,
    common: &Common,
) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    let kept = "nothing was changed: the credentials that were there are still in place";
    if !common.no_verify {
        lines.push(storing::prove(context, workspace, settings, pair).map_err(|error| error.cause(kept))?);
    }
    let mut at_backend = false;
    if !common.local_only {
        let place = AtBackend::open(context, root, workspace, settings).map_err(|error| error.cause(kept))?;
        match place.put(context, pair) {
            Ok(_) => {
                at_backend = true;
                lines.push(format!("stored at {} for {}", place.backend(), place.place()));
            }
            Err(NotStored::NotSignedIn) => context.ui.warn(
                "not signed in at the backend: the pair is kept on this machine only, and customers cannot be verified with it",
            ),
            Err(NotStored::Refused(error)) => return Err(error.cause(kept)),
            Err(NotStored::Unknown(error)) => {
                return Err(error.cause("whether the backend has the pair now is not known; nothing else was changed"));
            }
        }
    }
    let env = &workspace.env;
    let Some(keyring) = target::keyring(context) else {
        if !at_backend {
            return Err(storing::kept_nowhere(None));
        }
        lines.push("the keyring is switched off: only the backend has the pair".to_owned());
        return Ok(lines);
    };
    match storing::to_keyring(&keyring, workspace, &settings.name(), pair) {
        Ok(()) => lines.push(format!("kept in {} for the environment `{env}`", keyring.describe())),
        Err(error) if at_backend => {
            context.ui.warn(&format!("{error}; only the backend has the pair, and nothing else was stored"));
        }
        Err(error) => return Err(storing::kept_nowhere(Some(&error))),
    }
    Ok(lines)
}

/// The settings in one line.
fn in_words(settings: &ProviderSettings, env: Option<&EnvName>) -> String {
    let spec = Resource::Provider(settings.clone()).to_json()["spec"].take();
    let words: Vec<String> = spec
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, value)| match value {
            Value::String(text) => format!("{key} {text}"),
            other => format!("{key} {other}"),
        })
        .collect();
    let place = env.map_or_else(String::new, |env| format!(" in the environment `{env}`"));
    format!("{}{place}: {}", settings.name(), words.join(", "))
}
