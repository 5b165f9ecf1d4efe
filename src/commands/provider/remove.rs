//! `campaignctl provider remove`.

use std::collections::BTreeSet;

use model::{EnvName, ProviderName, Workspace};
use secrets::{Account, ForgetError, Forgotten, Keyring, SecretStore, StoreError, forget};
use serde_json::json;
use workspace::verbs::providers;
use workspace::{Edit, Root};

use super::{pair, storing};
use crate::context::Context;
use crate::edit::{self, Done, change_error, edit_error};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::target;

/// Remove a provider from this workspace; the backend keeps what was pushed and published
///
/// Asks first. Its settings are kept in `.campaignctl/deleted`. A provider whose steps a campaign has stays: take the steps out
/// with `funnel remove-step`, one by one, since customers go on unverified from there. Campaigns without such steps that only
/// name it stop doing so with `--cascade`.
///
/// Its credentials in the keyring stay unless that is asked for, and those at the backend stay in any case: versions that are live
/// are verified with them.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Args {
    /// The provider
    provider: String,
    /// Take the provider out of campaigns that name it as well, and tell each place
    #[arg(long)]
    cascade: bool,
    /// Remove its credentials from this machine's keyring as well, in every environment of the workspace
    #[arg(long)]
    forget_pair: bool,
    /// Leave its credentials in this machine's keyring; so it is without a terminal
    #[arg(long, conflicts_with = "forget_pair")]
    keep_pair: bool,
    /// Show the difference, write nothing
    #[arg(long)]
    dry_run: bool,
}

/// The pairs of a provider in the keyring.
struct Kept {
    keyring: Keyring,
    /// The environments that have one, or half of one.
    envs: Vec<EnvName>,
    /// Their entries.
    accounts: Vec<Account>,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let provider = super::known(&self.provider)?;
        refuse_env(context)?;
        let (root, workspace) = context.settings()?;
        if !root.has_provider(&provider) {
            return self.forget_only(context, &workspace, &provider);
        }
        // Whether it can be done is known before it is asked for, and others need not wait for an answer.
        let (preview, done) = self.prepare(context, &root, &provider)?;
        if self.dry_run {
            let changes = preview.preview().map_err(|error| edit_error(context, error))?;
            let done = self.and_pairs(context, &workspace, &provider, done)?;
            edit::show(context, &changes, &done, true)?;
            return Ok(Exit::Done);
        }
        drop(preview);
        context.ui.confirm(&format!("remove the provider {provider} from this workspace"))?;
        let (pairs, hint) = self.pairs_to_forget(context, &workspace, &provider)?;

        let (edit, mut done) = self.prepare(context, &root, &provider)?;
        let forgotten = pairs.as_ref().map(take_out).transpose()?;
        let changes =
            edit::commit(context, &root, edit).map_err(|error| put_back(error, pairs.as_ref(), forgotten))?;
        done.lines.extend(pairs.as_ref().map(Kept::told));
        done.lines.push(
            "the backend keeps what was pushed and published, and its sealed pair: versions that are live need it".to_owned(),
        );
        done.hints.extend(hint);
        edit::show(context, &changes, &done, false)?;
        Ok(Exit::Done)
    }

    /// The edit of the files, not written yet, and what it does.
    fn prepare(&self, context: &Context, root: &Root, provider: &ProviderName) -> Result<(Edit, Done)> {
        let mut edit = Edit::begin(root).map_err(|error| edit_error(context, error))?;
        let referrers = edit::referrers(root)?;
        let (kept, told) = providers::remove(&mut edit, &referrers, provider, self.cascade)
            .map_err(|error| change_error(context, error))?;
        let mut done = Done::line(format!("removed the provider {provider}")).and(&told);
        done.lines.push(format!("{} is kept as {}", kept.file, kept.kept));
        Ok((edit, done.hint(format!("`mv {} {}` brings it back", kept.kept, kept.file))))
    }

    /// What a dry run says of the keyring, which is asked only when it would be written to.
    fn and_pairs(
        &self,
        context: &Context,
        workspace: &Workspace,
        provider: &ProviderName,
        mut done: Done,
    ) -> Result<Done> {
        if self.forget_pair {
            let pairs = must_answer(look(context, workspace, provider)?)?;
            done.lines.push(pairs.told());
        }
        Ok(done)
    }

    /// The pairs that go as well, or advice on those that stay.
    fn pairs_to_forget(
        &self,
        context: &mut Context,
        workspace: &Workspace,
        provider: &ProviderName,
    ) -> Result<(Option<Kept>, Option<String>)> {
        if self.keep_pair {
            return Ok((None, None));
        }
        let looked = look(context, workspace, provider)?;
        if self.forget_pair {
            return Ok((Some(must_answer(looked)?), None));
        }
        let advice = format!("`campaignctl provider remove {provider} --forget-pair` removes it from there");
        let pairs = match looked {
            Ok(pairs) if pairs.envs.is_empty() => return Ok((None, None)),
            Ok(pairs) => pairs,
            // Where there is no keyring, it keeps nothing.
            Err(None | Some(StoreError::Unavailable { .. })) => return Ok((None, None)),
            Err(Some(error)) => {
                let hint = format!("{error}; if it has a pair of {provider}, that stays: {advice}");
                return Ok((None, Some(hint)));
            }
        };
        let question =
            format!("remove the pair from {} as well ({})?", pairs.keyring.describe(), pairs.environments());
        // `--yes` says that the provider goes; a secret that goes is said by name.
        let asks = context.ui.can_ask() && !context.ui.says_yes() && !context.ui.json();
        if asks && context.ui.ask_whether(&question, "--forget-pair", false)? {
            return Ok((Some(pairs), None));
        }
        let stays =
            format!("{} still has the pair ({}); {advice}", pairs.keyring.describe(), pairs.environments());
        Ok((None, Some(stays)))
    }

    /// Removes the pairs of a provider whose settings are gone already.
    fn forget_only(&self, context: &mut Context, workspace: &Workspace, provider: &ProviderName) -> Result {
        if !self.forget_pair {
            return Err(super::not_set_up(provider));
        }
        let pairs = must_answer(look(context, workspace, provider)?)?;
        if !self.dry_run {
            if !pairs.envs.is_empty() {
                let question = format!("remove the pair of {provider} from {}", pairs.keyring.describe());
                context.ui.confirm(&question)?;
            }
            drop(take_out(&pairs)?);
        }
        let told = pairs.told();
        if context.ui.json() {
            context.ui.document(&json!({ "changed": [], "told": [told], "dry_run": self.dry_run }))?;
            return Ok(Exit::Done);
        }
        context.ui.say(&told);
        if self.dry_run {
            context.ui.say("dry run: nothing was written");
        }
        Ok(Exit::Done)
    }
}

/// Refuses `--env`: the settings of all environments stand in one file.
fn refuse_env(context: &Context) -> Result<()> {
    match context.chosen_env()?.typed() {
        None => Ok(()),
        Some(env) => Err(Error::usage(format!("a provider is not removed from the environment {env} alone"))
            .hint("leave --env out; `campaignctl provider set` with --env and --unset takes single settings back")),
    }
}

/// What the keyring has of a provider, in every environment of the workspace; without an error, it is switched off.
fn look(
    context: &Context,
    workspace: &Workspace,
    provider: &ProviderName,
) -> Result<Result<Kept, Option<StoreError>>> {
    let Some(keyring) = target::keyring(context) else { return Ok(Err(None)) };
    let envs: BTreeSet<&EnvName> =
        workspace.settings.envs.keys().chain([&workspace.settings.default_env]).collect();
    let mut kept = Kept { keyring, envs: Vec::new(), accounts: Vec::new() };
    for env in envs {
        for account in pair::accounts(workspace, env, provider)? {
            match kept.keyring.get(&account) {
                Ok(_) => kept.accounts.push(account),
                Err(StoreError::NotFound) => continue,
                Err(error) => return Ok(Err(Some(error))),
            }
            if kept.envs.last() != Some(env) {
                kept.envs.push(env.clone());
            }
        }
    }
    Ok(Ok(kept))
}

/// A keyring that has to do something, or why nothing was done.
fn must_answer(looked: Result<Kept, Option<StoreError>>) -> Result<Kept> {
    looked.map_err(|error| {
        let failed = Error::failed("nothing was changed: the keyring cannot be asked for the pair");
        let failed = match &error {
            Some(error) => failed.because(error),
            None => failed.cause("it is switched off by CAMPAIGNCTL_KEYRING"),
        };
        failed.hint("unlock it, or pass --keep-pair to leave what it has there")
    })
}

/// Takes the pairs out of the keyring: all, or none.
fn take_out(pairs: &Kept) -> Result<Forgotten> {
    forget(&pairs.keyring, &pairs.accounts).map_err(|ForgetError { error, lost }| {
        let failed = Error::failed("the pair could not be removed from the keyring; no file was changed");
        let failed = storing::ways_out(failed.because(&error), &error);
        with_lost(failed, &lost)
    })
}

/// An edit that failed after the pairs had gone: they come back.
fn put_back(error: Error, pairs: Option<&Kept>, forgotten: Option<Forgotten>) -> Error {
    match (pairs, forgotten) {
        (Some(pairs), Some(forgotten)) => with_lost(error, &forgotten.put_back(&pairs.keyring)),
        _ => error,
    }
}

fn with_lost(error: Error, lost: &[Account]) -> Error {
    lost.iter().fold(error, |error, account| {
        error
            .cause(format!("the keyring may have lost {account}: `campaignctl provider set` stores it again"))
    })
}

impl Kept {
    fn environments(&self) -> String {
        self.envs.iter().map(|env| format!("`{env}`")).collect::<Vec<_>>().join(", ")
    }

    /// What becomes of the pairs, in one line.
    fn told(&self) -> String {
        let name = self.keyring.describe();
        if self.envs.is_empty() {
            return format!("{name} has no pair of it");
        }
        format!("its pair goes from {name} ({})", self.environments())
    }
}
