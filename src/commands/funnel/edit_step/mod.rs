//! `campaignctl funnel edit-step`: by flags, by questions, or in the user's editor.

mod by_editor;
mod by_questions;
mod notes;

use camino::Utf8PathBuf;
use model::{Campaign, CampaignSlug, DataModel, EnvName, KeyPath, Resource, ResourceName, Step, StepId};
use workspace::verbs::place;
use workspace::{Edit, Root};

use super::changes::Changes;
use super::kinds::{
    self, AssignFlags, DecisionFlags, EndFlags, KindFlags, PageFlags, ReviewFlags, VerificationFlags,
    WebhookFlags, settings_of,
};
use crate::commands::campaign_edit::CampaignEdit;
use crate::context::Context;
use crate::edit::{self, Done, edit_error, verb_error};
use crate::error::{Error, Result};

/// Change a step's settings
///
/// Only what is given changes. Without any flag, on a terminal, every setting is asked, with today's values as defaults.
/// `--env NAME` writes the settings for that environment alone, by flags, by questions and in the editor. Flags belong to kinds of steps: one that means nothing for
/// this step's kind is refused.
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
    /// Edit the step's own text, with its comments, in the editor of VISUAL or EDITOR; what comes back is checked first
    #[arg(long)]
    editor: bool,
    /// The same, beginning with a text that was kept before
    #[arg(long, value_name = "FILE")]
    editor_file: Option<Utf8PathBuf>,
    #[command(flatten)]
    edit: CampaignEdit,
    #[command(flatten)]
    verification: VerificationFlags,
    #[command(flatten)]
    page: PageFlags,
    #[command(flatten)]
    decision: DecisionFlags,
    #[command(flatten)]
    assign: AssignFlags,
    #[command(flatten)]
    webhook: WebhookFlags,
    #[command(flatten)]
    review: ReviewFlags,
    #[command(flatten)]
    end: EndFlags,
}

/// A step, and what is around it.
struct Found {
    slug: CampaignSlug,
    /// The environment for which alone the step is edited.
    env: Option<EnvName>,
    /// As it is in that environment, or in all.
    campaign: Campaign,
    step: Step,
    data_model: DataModel,
}

impl Args {
    pub(crate) fn run(mut self, context: &mut Context) -> Result {
        self.page.read()?;
        let is_by_editor = self.editor || self.editor_file.is_some();
        match (is_by_editor, self.says_nothing()) {
            (true, true) => by_editor::run(&self, context),
            (true, false) => Err(Error::usage("the editor does not go together with flags for settings")
                .hint("pass either --editor, or the settings")),
            (false, true) if context.ui.can_ask() => by_questions::run(&self, context),
            (false, _) => edit::edit(context, self.edit.dry_run, |context, edit, root| {
                self.change(context, edit, root, |step, data_model| self.changes(step, data_model))
            }),
        }
    }

    /// The step as it is now.
    fn find(&self, context: &Context, edit: &mut Edit, root: &Root) -> Result<Found> {
        let env = context.chosen_env()?.typed().cloned();
        if let Some(env) = &env {
            let settings = edit.settings().map_err(|error| edit_error(context, error))?;
            if !settings.envs.contains_key(env) {
                let names = settings.envs.keys().map(EnvName::as_str);
                return Err(Error::unknown("environment", env.as_str(), names));
            }
        }
        let (slug, written) = edit::campaign(context, edit, root, self.edit.campaign.as_deref())?;
        // As it is in this environment by now; as it is in the others when it does not read there: that may be what
        // this edit mends.
        let resolved = env.as_ref().and_then(|env| root.load(Some(env)).workspace);
        let resolved = resolved.and_then(|mut now| now.campaigns.remove(&slug));
        let campaign = resolved.filter(|now| now.steps.contains_key(&self.step)).unwrap_or(written);
        let step = place::known_step(&campaign, &self.step).map_err(|error| verb_error(&error))?.clone();
        let data_model = edit::data_model(context, edit)?;
        Ok(Found { slug, env, campaign, step, data_model })
    }

    /// Makes changes of the step, in all environments or in the one that was typed.
    fn change(
        &self,
        context: &Context,
        edit: &mut Edit,
        root: &Root,
        wanted: impl FnOnce(&Step, &DataModel) -> Result<Changes>,
    ) -> Result<Done> {
        let found = self.find(context, edit, root)?;
        let changes = wanted(&found.step, &found.data_model)?;
        let after = match found.env {
            None => changes.apply(&found.step)?,
            // What is taken back becomes what it is in the other environments, whatever that is.
            Some(_) => changes.apply_values(&found.step)?,
        };
        kinds::known_names(&after, &changes, &found.campaign, &found.data_model)?;
        let Found { slug, env, mut campaign, step: before, .. } = found;
        let mut line = format!("changed {} of the step {} in {slug}", keys(&changes), self.step);
        if let Some(env) = env {
            self.put_for(&env, context, edit, &slug, &changes, &after)?;
            if edit.preview().map_err(|error| edit_error(context, error))?.is_empty() {
                return Ok(Done::default());
            }
            line = format!("{line} for {env} alone");
        } else {
            if after == before {
                return Ok(Done::default());
            }
            campaign.steps.insert(self.step.clone(), after.clone());
            edit::put(context, edit, &Resource::Campaign(slug, campaign))?;
        }
        Ok(self.with_hints(Done::line(line), &before, &after))
    }

    /// Writes changes for one environment alone.
    fn put_for(
        &self,
        env: &EnvName,
        context: &Context,
        edit: &mut Edit,
        slug: &CampaignSlug,
        changes: &Changes,
        after: &Step,
    ) -> Result<()> {
        // As the step will say it: flags may spell a value otherwise.
        let mut spec = serde_json::to_value(after)?;
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
        Ok(())
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
            let (kind, flags) = (step.settings.kind(), kinds::flags_of(&step.settings).join(", "));
            return Err(Error::usage("nothing to change was given, and there is no terminal to ask on")
                .hint(format!("flags for steps of kind `{kind}` are {flags}"))
                .hint("--unset SETTING takes a setting back, --editor edits the step's text"));
        }
        Ok(changes)
    }

    fn groups(&self) -> [&dyn KindFlags; 7] {
        [&self.verification, &self.page, &self.decision, &self.assign, &self.webhook, &self.review, &self.end]
    }

    /// Whether no flag says what to change.
    fn says_nothing(&self) -> bool {
        let says_nothing = |flags: &dyn KindFlags| {
            flags.changes(None, &DataModel::default()).is_ok_and(|changes| changes.is_empty())
        };
        self.unset.is_empty() && self.max_visits.is_none() && self.groups().into_iter().all(says_nothing)
    }

    /// What the flags of the step's kind say; flags of other kinds are refused.
    fn of_kind(&self, step: &Step, data_model: &DataModel) -> Result<Changes> {
        let mut changes = Changes::default();
        for flags in self.groups() {
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
