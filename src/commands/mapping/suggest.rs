//! `campaignctl mapping suggest`.

use check::Proposal;
use model::{Campaign, CampaignSlug, StepId};
use serde_json::json;
use workspace::verbs::{VerbError, mappings, place};

use crate::commands::campaign_edit::{CampaignEdit, refuse_env};
use crate::commands::text::counted;
use crate::context::Context;
use crate::edit::{self, Done, verb_error};
use crate::error::{Error, Result};
use crate::exit::Exit;

/// Propose mappings by name and type, and add those that are accepted
///
/// Fields that no mapping fills are compared with what a verification captures, by name, label and type, in English, Spanish,
/// Portuguese, German and French. On a terminal, mark those to add; `--yes` adds the certain ones. Otherwise they are shown
/// only, with the commands that add them. Nothing is proposed that `validate` would call an error.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The identity verification step; all of the campaign when left out
    step: Option<StepId>,
    #[command(flatten)]
    edit: CampaignEdit,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        refuse_env(context)?;
        let (root, workspace, _) = context.workspace()?;
        let slug = edit::campaign_slug(&root, self.edit.campaign.as_deref())?;
        let campaign = workspace.campaigns.get(&slug);
        let campaign =
            campaign.ok_or_else(|| Error::failed(format!("the campaign {slug} is not there any more")))?;
        let steps = self.steps(campaign, &slug)?;
        let proposals = check::suggest(&workspace, &slug, &steps);
        // A dry run without a person shows what `--yes` would do.
        let asks = context.ui.can_ask() && !context.ui.says_yes() && !context.ui.json();
        if proposals.is_empty() || !(asks || context.ui.says_yes() || self.edit.dry_run) {
            self.show(context, &slug, &proposals)?;
            return Ok(Exit::Done);
        }
        let wanted: Vec<Proposal> = if asks {
            choose(context, &proposals)?
        } else {
            proposals.iter().filter(|one| one.certain).cloned().collect()
        };
        let left = proposals.len() - wanted.len();
        self.edit.run(context, |context, edit, _, campaign| {
            let model = edit::data_model(context, edit)?;
            let mut done = Done::default();
            for one in &wanted {
                add(campaign, &model, one, &mut done)?;
            }
            if left > 0 && !asks {
                let those = counted(left, "proposal");
                done = done.hint(format!(
                    "{those} left out: `campaignctl mapping suggest{}` shows them",
                    self.edit.flag()
                ));
            }
            Ok(done)
        })
    }

    /// The steps that are meant: the one that was named, or all that verify identities.
    fn steps(&self, campaign: &Campaign, slug: &CampaignSlug) -> Result<Vec<StepId>> {
        if let Some(step) = &self.step {
            let known = place::known_step(campaign, step).map_err(|error| verb_error(&error))?;
            return match known.verification() {
                Some(_) => Ok(vec![step.clone()]),
                None => Err(verb_error(&VerbError::NotAVerification(step.clone()))),
            };
        }
        let all = campaign.steps.iter().filter(|(_, step)| step.verification().is_some());
        let all: Vec<StepId> = all.map(|(id, _)| id.clone()).collect();
        if all.is_empty() {
            return Err(Error::usage(format!("the campaign {slug} verifies no identity"))
                .hint("`campaignctl funnel add-step` adds a step that does"));
        }
        Ok(all)
    }

    /// The proposals as a table, and what to type for them.
    fn show(&self, context: &mut Context, slug: &CampaignSlug, proposals: &[Proposal]) -> Result<()> {
        if context.ui.json() {
            let rows: Vec<_> = proposals
                .iter()
                .map(|one| {
                    json!({
                        "step": one.step, "field": one.field, "from": one.mapping.from,
                        "transform": one.mapping.transform, "certain": one.certain, "why": one.why,
                        "notes": one.notes, "command": self.command(one),
                    })
                })
                .collect();
            return context.ui.document(&json!({ "campaign": slug, "proposals": rows }));
        }
        let rows: Vec<Vec<String>> = proposals
            .iter()
            .map(|one| {
                let sure = if one.certain { "certain" } else { "possible" };
                vec![
                    one.step.to_string(),
                    one.field.to_string(),
                    one.mapping.from.to_string(),
                    transforms(one),
                    sure.to_owned(),
                    because(one),
                ]
            })
            .collect();
        context.ui.table(&["step", "field", "from", "transform", "", "why"], &rows)?;
        if proposals.is_empty() {
            context.ui.say("nothing to propose: no open field means what is captured");
            return Ok(());
        }
        context.ui.say("");
        for one in proposals {
            context.ui.say(&self.command(one));
        }
        if proposals.iter().any(|one| one.certain) {
            context.ui.hint(&format!(
                "`campaignctl mapping suggest{} --yes` adds the certain ones",
                self.edit.flag()
            ));
        }
        Ok(())
    }

    /// What adds a proposal.
    fn command(&self, one: &Proposal) -> String {
        let transforms = match transforms(one) {
            none if none.is_empty() => none,
            some => format!(" --transform {}", some.replace(", ", ",")),
        };
        let flag = self.edit.flag();
        format!("campaignctl mapping add{flag} {} {}={}{transforms}", one.step, one.field, one.mapping.from)
    }
}

/// Lets a person choose, beginning with the certain ones.
fn choose(context: &mut Context, proposals: &[Proposal]) -> Result<Vec<Proposal>> {
    let items: Vec<String> = proposals
        .iter()
        .map(|one| format!("{}: {} <- {}  ({})", one.step, one.field, one.mapping.from, because(one)))
        .collect();
    let certain: Vec<bool> = proposals.iter().map(|one| one.certain).collect();
    let chosen = context.ui.choose_many("Mappings to add", "--yes", &items, &certain)?;
    let mut wanted: Vec<Proposal> = Vec::new();
    for one in chosen.into_iter().filter_map(|place| proposals.get(place)) {
        wanted.push(one.clone());
    }
    Ok(wanted)
}

/// Adds a proposal, unless somebody filled the field meanwhile.
fn add(campaign: &mut Campaign, model: &model::DataModel, one: &Proposal, done: &mut Done) -> Result<()> {
    let filled = campaign.steps.get(&one.step).and_then(|step| step.verification());
    if filled.is_some_and(|settings| settings.map.contains_key(&one.field)) {
        return Err(Error::failed(format!("the field `{}` was mapped meanwhile", one.field))
            .hint("run the command again"));
    }
    let mapping = [(one.field.clone(), one.mapping.clone())];
    let told = mappings::add(campaign, model, &one.step, &mapping).map_err(|error| verb_error(&error))?;
    done.lines.extend(told.iter().map(|told| format!("{told}: {}", because(one))));
    Ok(())
}

/// Why, and what to know about it.
fn because(one: &Proposal) -> String {
    std::iter::once(&one.why).chain(&one.notes).map(String::as_str).collect::<Vec<_>>().join("; ")
}

fn transforms(one: &Proposal) -> String {
    one.mapping.transform.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
