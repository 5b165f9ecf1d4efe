//! `campaignctl funnel edit-step`.

use model::{DataModel, EnvName, KeyPath, ResourceName, Step, StepId};
use workspace::verbs::place;

use super::changes::Changes;
use super::kinds::{
    self, DecisionFlags, EndFlags, KindFlags, PageFlags, ReviewFlags, VerificationFlags, settings_of,
};
use crate::commands::campaign_edit::CampaignEdit;
use crate::context::Context;
use crate::edit::{self, Done, edit_error, verb_error};
use crate::error::{Error, Result};

/// Change a step's settings
///
/// Only what is given changes. `--env NAME` writes the settings for that environment alone. Flags belong to kinds of steps:
/// one that means nothing for this step's kind is refused.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The step
    step: StepId,
    /// Take a setting back to its default (can be repeated)
    #[arg(long, value_name = "SETTING")]
    unset: Vec<String>,
    /// How often a session may enter it, before it ends by the outcome `exhausted`
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..))]
    max_visits: Option<u32>,
    #[command(flatten)]
    edit: CampaignEdit,
    #[command(flatten)]
    verification: VerificationFlags,
    #[command(flatten)]
    page: PageFlags,
    #[command(flatten)]
    decision: DecisionFlags,
    #[command(flatten)]
    review: ReviewFlags,
    #[command(flatten)]
    end: EndFlags,
}

impl Args {
    pub(crate) fn run(mut self, context: &mut Context) -> Result {
        self.page.read()?;
        match context.chosen_env()?.typed().cloned() {
            Some(env) => self.run_for(&env, context),
            None => self.edit.run(context, |context, edit, slug, campaign| {
                let before =
                    place::known_step(campaign, &self.step).map_err(|error| verb_error(&error))?.clone();
                let data_model = edit::data_model(context, edit)?;
                let changes = self.changes(&before, &data_model)?;
                let after = changes.apply(&before)?;
                kinds::known_names(&after, &changes, campaign, &data_model)?;
                if after == before {
                    return Ok(Done::default());
                }
                let line = format!("changed {} of the step {} in {slug}", keys(&changes), self.step);
                let done = self.with_hints(Done::line(line), &before, &after);
                campaign.steps.insert(self.step.clone(), after);
                Ok(done)
            }),
        }
    }

    /// Changes the settings in one environment alone.
    fn run_for(&self, env: &EnvName, context: &mut Context) -> Result {
        edit::edit(context, self.edit.dry_run, |context, edit, root| {
            let settings = edit.settings().map_err(|error| edit_error(context, error))?;
            if !settings.envs.contains_key(env) {
                let names = settings.envs.keys().map(EnvName::as_str);
                return Err(Error::unknown("environment", env.as_str(), names));
            }
            let (slug, written) = edit::campaign(context, edit, root, self.edit.campaign.as_deref())?;
            // As it is in this environment by now; as it is in the others when it does not read there: that may be what
            // this edit mends.
            let resolved = root.load(Some(env)).workspace.and_then(|mut now| now.campaigns.remove(&slug));
            let campaign = resolved.filter(|now| now.steps.contains_key(&self.step)).unwrap_or(written);
            let before = place::known_step(&campaign, &self.step).map_err(|error| verb_error(&error))?;
            let data_model = edit::data_model(context, edit)?;
            let changes = self.changes(before, &data_model)?;
            // What is taken back becomes what it is in the other environments, whatever that is.
            let after = changes.apply_values(before)?;
            kinds::known_names(&after, &changes, &campaign, &data_model)?;
            // As the step will say it: flags may spell a value otherwise.
            let mut spec = serde_json::to_value(&after)?;
            let name = ResourceName::Campaign(slug.clone());
            for (key, change) in changes.iter() {
                let path = KeyPath::of(["step", self.step.as_str(), key]);
                let value = change.value.as_ref().map(|given| match spec.get_mut(key) {
                    Some(said) => said.take(),
                    // A default, which may differ from what the step says in other environments.
                    None => given.clone(),
                });
                edit.put_overlay(env, &name, &path, value.as_ref())
                    .map_err(|error| edit_error(context, error))?;
            }
            if edit.preview().map_err(|error| edit_error(context, error))?.is_empty() {
                return Ok(Done::default());
            }
            let line =
                format!("changed {} of the step {} in {slug} for {env} alone", keys(&changes), self.step);
            Ok(self.with_hints(Done::line(line), before, &after))
        })
    }

    /// What is to be changed of a step.
    fn changes(&self, step: &Step, data_model: &DataModel) -> Result<Changes> {
        let mut changes = self.of_kind(step, data_model)?;
        changes.set("max-visits", self.max_visits)?;
        for key in &self.unset {
            let key = settings_of(&step.settings)
                .find(|known| known == key)
                .ok_or_else(|| Error::unknown("setting", key, settings_of(&step.settings)))?;
            if changes.sets(key) {
                return Err(Error::usage(format!("`{key}` is given a value and taken back at once")));
            }
            changes.unset(key);
        }
        if changes.is_empty() {
            return Err(Error::usage("nothing to change was given").hint(settings_in_words(step)));
        }
        Ok(changes)
    }

    /// What the flags of the step's kind say; flags of other kinds are refused.
    fn of_kind(&self, step: &Step, data_model: &DataModel) -> Result<Changes> {
        let groups: [&dyn KindFlags; 5] =
            [&self.verification, &self.page, &self.decision, &self.review, &self.end];
        let mut changes = Changes::default();
        for flags in groups {
            for (key, change) in flags.changes(Some(&step.settings), data_model)? {
                if !settings_of(&step.settings).any(|known| known == key) {
                    let (flag, kind) = (change.flag, step.settings.kind());
                    let message =
                        format!("{flag} means nothing for `{}`, which is a step of kind `{kind}`", self.step);
                    return Err(Error::usage(message).hint(settings_in_words(step)));
                }
                changes.put(key, change);
            }
        }
        Ok(changes)
    }

    /// What comes next when the step can end in other ways than before.
    fn with_hints(&self, mut done: Done, before: &Step, after: &Step) -> Done {
        let (had, has) = (before.outcomes(), after.outcomes());
        let flag = self.edit.flag();
        for outcome in has.iter().filter(|outcome| !had.contains(outcome) && after.target(outcome).is_none())
        {
            let way = format!("{}.{outcome}", self.step);
            done =
                done.hint(format!("{way} leads nowhere yet: `campaignctl funnel connect {way} STEP{flag}`"));
        }
        for outcome in had.iter().filter(|outcome| !has.contains(outcome) && after.on.contains_key(*outcome))
        {
            let way = format!("{}.{outcome}", self.step);
            done = done.hint(format!(
                "the step does not end by {outcome} any more: `campaignctl funnel disconnect {way}{flag}`"
            ));
        }
        done
    }
}

fn settings_in_words(step: &Step) -> String {
    let settings: Vec<&str> = settings_of(&step.settings).collect();
    format!("settings of the kind `{}` are {}", step.settings.kind(), settings.join(", "))
}

fn keys(changes: &Changes) -> String {
    changes.iter().map(|(key, _)| key).collect::<Vec<_>>().join(", ")
}
