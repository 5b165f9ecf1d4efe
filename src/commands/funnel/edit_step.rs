//! `campaignctl funnel edit-step`.

use model::{Campaign, DataModel, KeyPath, ResourceName, Step, StepId};
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
        let env = context.chosen_env()?.typed().cloned();
        let Some(env) = env else {
            return self.edit.run(context, |context, edit, slug, campaign| {
                let data_model = edit::data_model(context, edit)?;
                let (changes, step) = self.changed(campaign, &data_model)?;
                campaign.steps.insert(self.step.clone(), step);
                Ok(Done::line(format!("changed {} of the step {} in {slug}", keys(&changes), self.step)))
            });
        };
        edit::edit(context, self.edit.dry_run, |context, edit, root| {
            let settings = edit.settings().map_err(|error| edit_error(context, error))?;
            if !settings.envs.contains_key(&env) {
                let names = settings.envs.keys().map(model::EnvName::as_str);
                return Err(Error::unknown("environment", env.as_str(), names));
            }
            let (slug, campaign) = edit::campaign(context, edit, root, self.edit.campaign.as_deref())?;
            let data_model = edit::data_model(context, edit)?;
            let (changes, step) = self.changed(&campaign, &data_model)?;
            // As the step will say it: flags may spell a value otherwise.
            let mut spec = serde_json::to_value(&step)?;
            let name = ResourceName::Campaign(slug.clone());
            for (key, change) in changes.iter() {
                let path = KeyPath::of(["step", self.step.as_str(), key]);
                let value = change.value.as_ref().map(|given| match spec.get_mut(key) {
                    Some(said) => said.take(),
                    // A default, which may differ from what the step says in other environments.
                    None => given.clone(),
                });
                edit.put_overlay(&env, &name, &path, value.as_ref())
                    .map_err(|error| edit_error(context, error))?;
            }
            let line =
                format!("changed {} of the step {} in {slug} for {env} alone", keys(&changes), self.step);
            Ok(Done::line(line))
        })
    }

    /// What is to be changed, and the step as it will be.
    fn changed(&self, campaign: &Campaign, data_model: &DataModel) -> Result<(Changes, Step)> {
        let step = place::known_step(campaign, &self.step).map_err(|error| verb_error(&error))?;
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
            let known: Vec<&str> = settings_of(&step.settings).collect();
            return Err(Error::usage("nothing to change was given").hint(format!(
                "a {} step has {}",
                step.settings.kind(),
                known.join(", ")
            )));
        }
        let after = changes.apply(step)?;
        kinds::known_names(&after, &changes, campaign, data_model)?;
        Ok((changes, after))
    }

    /// What the flags of the step's kind say; flags of other kinds are refused.
    fn of_kind(&self, step: &Step, data_model: &DataModel) -> Result<Changes> {
        let own: Vec<&str> = settings_of(&step.settings).collect();
        let groups: [&dyn KindFlags; 5] =
            [&self.verification, &self.page, &self.decision, &self.review, &self.end];
        let mut changes = Changes::default();
        for flags in groups {
            for (key, change) in flags.changes(Some(&step.settings), data_model)? {
                if !own.contains(&key) {
                    let kind = step.settings.kind();
                    return Err(Error::usage(format!(
                        "{} means nothing for `{}`, which is a {kind} step",
                        change.flag, self.step
                    ))
                    .hint(format!("a {kind} step has {}", own.join(", "))));
                }
                changes.put(key, change);
            }
        }
        Ok(changes)
    }
}

fn keys(changes: &Changes) -> String {
    changes.iter().map(|(key, _)| key).collect::<Vec<_>>().join(", ")
}
