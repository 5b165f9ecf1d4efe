//! `campaignctl publish`.

use std::collections::BTreeSet;

use api::{Publish, Published};
use model::{CampaignSlug, Diagnostic, Level, ResourceName, Workspace};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::plan::{self, Checked, Row, Standing};
use crate::resources;
use crate::target::Target;

/// Make pushed drafts live
///
/// A version is a frozen copy of the campaign, its provider's settings and the data model. New sessions get it from now on;
/// sessions that run stay on the version they began with. What was not pushed is not published: that ends with exit code 5.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("which").required(true).args(["campaigns", "all", "changed"])))]
pub(crate) struct Args {
    /// The campaigns to publish
    #[arg(value_name = "CAMPAIGN")]
    campaigns: Vec<String>,
    /// Publish every campaign of the workspace
    #[arg(long)]
    all: bool,
    /// Publish the campaigns whose drafts, provider or data model included, differ from what is live
    #[arg(long)]
    changed: bool,
    /// What to say about it in the history; protected environments need it
    #[arg(short, long, value_name = "TEXT")]
    message: Option<String>,
    /// Publish although a roll back holds the campaign
    #[arg(long)]
    release_hold: bool,
    /// Show what would be published, and publish nothing
    #[arg(long)]
    dry_run: bool,
}

/// A campaign that shall go live.
struct Candidate {
    slug: CampaignSlug,
    publish: Publish,
    /// The version that is live now.
    was: Option<u64>,
    /// What of it differs from that version.
    behind: Vec<ResourceName>,
    held: bool,
}

impl Candidate {
    /// Whether it is live as it is, so that nothing has to be done.
    fn is_live(&self) -> bool {
        self.behind.is_empty() && !self.held
    }
}

impl Args {
    pub(crate) fn run(mut self, context: &mut Context) -> Result {
        let checked = Checked::read(context)?;
        let named = self.named(&checked)?;
        if let Some(named) = &named {
            let freezes = named.iter().flat_map(|slug| freezes(&checked.workspace, slug)).collect();
            refuse_errors(context, &checked, &freezes)?;
        }
        let (target, standing) = plan::look(context, &checked.workspace)?;
        let rows = self.rows(&standing, named.as_ref());
        if named.is_none() {
            refuse_errors(context, &checked, &rows.iter().flat_map(|row| row.needs.clone()).collect())?;
        }
        refuse_unsaved(context, &standing, &rows)?;
        if !self.release_hold {
            refuse_held(&rows, &plan::env_flag(context)?)?;
        }
        let env = &checked.workspace.env;
        let is_protected = checked.workspace.environment().is_some_and(|environment| environment.protected);
        let backend = target.client.describe();
        let will_change = rows.iter().any(|row| row.held || !standing.behind(row).is_empty());
        if is_protected && will_change && !self.dry_run {
            if self.message.as_ref().is_none_or(|message| message.trim().is_empty()) {
                self.message = Some(context.ui.ask("Message", "--message TEXT", None)?);
            }
            let campaigns: Vec<String> = rows.iter().map(|row| resources::short(&row.name)).collect();
            context.ui.confirm(&format!("publish {} in `{env}` ({backend})", campaigns.join(", ")))?;
        }
        let candidates: Vec<Candidate> =
            rows.iter().filter_map(|row| self.candidate(&standing, row)).collect();
        if self.dry_run {
            return dry_run(context, &checked.workspace, &backend, &candidates);
        }
        let published = publish(context, &target, &candidates)?;
        tell(context, &checked.workspace, &backend, &candidates, &published)?;
        if self.changed {
            hint_at_unsaved(context, &standing, &rows)?;
        }
        Ok(Exit::Done)
    }

    /// The campaigns that were named, or all of the workspace; `None` for those that changed, which the backend knows.
    fn named(&self, checked: &Checked) -> Result<Option<BTreeSet<CampaignSlug>>> {
        if self.changed {
            return Ok(None);
        }
        let mut known = checked.names();
        known.retain(|name| matches!(name, ResourceName::Campaign(_)));
        let named = resources::chosen(&self.campaigns, &known)?.unwrap_or(known);
        if named.is_empty() {
            return Err(
                Error::usage("there is no campaign yet").hint("`campaignctl campaign new SLUG` begins one")
            );
        }
        Ok(Some(named.into_iter().filter_map(slug).collect()))
    }

    fn rows<'a>(&self, standing: &'a Standing, named: Option<&BTreeSet<CampaignSlug>>) -> Vec<&'a Row> {
        if let Some(named) = named {
            let row = |slug: &CampaignSlug| standing.row(&ResourceName::Campaign(slug.clone()));
            return named.iter().filter_map(row).collect();
        }
        let mut rows = standing.saved_not_live();
        // A hold that is to be released counts as a change.
        let held = standing
            .rows()
            .filter(|row| row.held && !row.needs.is_empty() && standing.behind(row).is_empty());
        rows.extend(held.filter(|_| self.release_hold));
        rows
    }

    fn candidate(&self, standing: &Standing, row: &Row) -> Option<Candidate> {
        Some(Candidate {
            slug: slug(row.name.clone())?,
            publish: Publish {
                revision: row.here?,
                message: self.message.clone(),
                release_hold: self.release_hold,
            },
            was: row.live.as_ref().map(|live| live.version),
            behind: standing.behind(row),
            held: row.held,
        })
    }
}

fn slug(name: ResourceName) -> Option<CampaignSlug> {
    match name {
        ResourceName::Campaign(slug) => Some(slug),
        _ => None,
    }
}

/// What a version of a campaign freezes, as far as the workspace could be read.
fn freezes(workspace: &Workspace, slug: &CampaignSlug) -> BTreeSet<ResourceName> {
    let provider = workspace
        .campaigns
        .get(slug)
        .and_then(|campaign| workspace.provider_of(campaign))
        .map(|settings| ResourceName::Provider(settings.name()));
    [ResourceName::Campaign(slug.clone()), ResourceName::DataModel].into_iter().chain(provider).collect()
}

/// The backend checks too, but cannot tell the lines.
fn refuse_errors(context: &Context, checked: &Checked, resources: &BTreeSet<ResourceName>) -> Result<()> {
    let is_error = |finding: &Diagnostic| finding.level == Level::Error;
    checked.refuse(context, "nothing was published: the workspace has errors", resources, is_error)
}

/// What goes live is what the workspace says, or nothing.
fn refuse_unsaved(context: &Context, standing: &Standing, rows: &[&Row]) -> Result<()> {
    let unsaved: BTreeSet<&ResourceName> =
        rows.iter().flat_map(|row| standing.unsaved(row)).map(|row| &row.name).collect();
    if unsaved.is_empty() {
        return Ok(());
    }
    let mut error = Error::new(
        Exit::OutOfDate,
        "nothing was published: the workspace says something else than what was pushed",
    );
    for row in unsaved.into_iter().filter_map(|name| standing.row(name)) {
        error = error.cause(match row.draft {
            None => format!("{} was never pushed", row.name),
            Some(_) => format!("{} differs from its draft, {}", row.name, plan::written_by(row)),
        });
    }
    let env = plan::env_flag(context)?;
    Err(error.hint(format!("`campaignctl diff{env}` shows what differs, `campaignctl push{env}` saves it")))
}

fn refuse_held(rows: &[&Row], env: &str) -> Result<()> {
    let held: Vec<String> =
        rows.iter().filter(|row| row.held).map(|row| resources::short(&row.name)).collect();
    if held.is_empty() {
        return Ok(());
    }
    let message = format!("nothing was published: a roll back holds {}", held.join(", "));
    let held = held.join(" ");
    Err(Error::new(Exit::OutOfDate, message).hint(format!(
        "if the reason for it is gone, `campaignctl publish {held} --release-hold{env}` publishes again"
    )))
}

/// Publishes one after the other. Each is live as a whole or not at all.
fn publish(
    context: &mut Context,
    target: &Target,
    candidates: &[Candidate],
) -> Result<Vec<Option<Published>>> {
    let mut published = Vec::new();
    for candidate in candidates {
        if candidate.is_live() {
            published.push(None);
            continue;
        }
        match context.call(target.client.publish(&candidate.slug, &candidate.publish)) {
            Ok(answer) => published.push(Some(answer)),
            Err(mut error) => {
                error.message = format!("{} was not published: {}", candidate.slug, error.message);
                let before: Vec<String> = candidates
                    .iter()
                    .zip(&published)
                    .filter_map(|(candidate, answer)| {
                        let answer = answer.as_ref()?;
                        Some(format!("{} (version {})", candidate.slug, answer.version.number))
                    })
                    .collect();
                if !before.is_empty() {
                    error = error.cause(format!("published before that: {}", before.join(", ")));
                }
                return Err(match error.exit {
                    Exit::Unavailable | Exit::Interrupted => {
                        error.hint("`campaignctl status` tells what is live; publish can be run again")
                    }
                    _ => error,
                });
            }
        }
    }
    Ok(published)
}

fn tell(
    context: &mut Context,
    workspace: &Workspace,
    backend: &str,
    candidates: &[Candidate],
    published: &[Option<Published>],
) -> Result<()> {
    let env = &workspace.env;
    if context.ui.json() {
        let campaigns: Vec<_> = candidates
            .iter()
            .zip(published)
            .map(|(candidate, answer)| {
                json!({
                    "campaign": candidate.slug,
                    "version": answer.as_ref().map_or(candidate.was, |answer| Some(answer.version.number)),
                    "was": candidate.was,
                    "unchanged": answer.as_ref().is_none_or(|answer| answer.unchanged),
                    "findings": answer.as_ref().map_or(&[][..], |answer| &answer.findings),
                })
            })
            .collect();
        return context.ui.document(&json!({
            "environment": env, "backend": backend, "dry_run": false, "campaigns": campaigns,
        }));
    }
    if candidates.is_empty() {
        context.ui.say(&format!("nothing to publish: what is saved in `{env}` is live"));
    }
    for (candidate, answer) in candidates.iter().zip(published) {
        let slug = &candidate.slug;
        match answer {
            Some(Published { version, unchanged: false, .. }) => {
                context.ui.done(&format!("{slug}: version {} is live in `{env}`", version.number));
            }
            Some(Published { version, .. }) => already(context, slug, version.number, env.as_str()),
            None => already(context, slug, candidate.was.unwrap_or_default(), env.as_str()),
        }
    }
    Ok(())
}

fn already(context: &mut Context, slug: &CampaignSlug, version: u64, env: &str) {
    context.ui.say(&format!("{slug}: version {version} is live in `{env}` already, with the same contents"));
}

fn dry_run(context: &mut Context, workspace: &Workspace, backend: &str, candidates: &[Candidate]) -> Result {
    let env = &workspace.env;
    if context.ui.json() {
        let campaigns: Vec<_> = candidates
            .iter()
            .map(|candidate| {
                json!({ "campaign": candidate.slug, "was": candidate.was, "unchanged": candidate.is_live(), "changed": candidate.behind })
            })
            .collect();
        context.ui.document(&json!({
            "environment": env, "backend": backend, "dry_run": true, "campaigns": campaigns,
        }))?;
        return Ok(Exit::Done);
    }
    for candidate in candidates {
        let slug = &candidate.slug;
        let behind: Vec<String> = candidate.behind.iter().map(ToString::to_string).collect();
        let behind = behind.join(", ");
        context.ui.line(&match (candidate.was, candidate.is_live()) {
            (Some(was), true) => format!("{slug}: version {was} is live already, with the same contents"),
            (Some(was), false) if behind.is_empty() => {
                format!("{slug}: version {was} is live; its hold would be released")
            }
            (Some(was), false) => {
                format!("{slug}: a new version would go live; changed since version {was}: {behind}")
            }
            (None, _) => format!("{slug}: a new version would go live; nothing is live now"),
        })?;
    }
    context.ui.say(&format!("dry run: nothing was published (environment `{env}`, backend {backend})"));
    Ok(Exit::Done)
}

/// With `--changed`, says which campaigns would have been taken had they been pushed.
fn hint_at_unsaved(context: &mut Context, standing: &Standing, taken: &[&Row]) -> Result<()> {
    let left: Vec<String> = standing
        .rows()
        .filter(|row| !taken.contains(row) && !standing.unsaved(row).is_empty())
        .map(|row| resources::short(&row.name))
        .collect();
    if !left.is_empty() {
        let env = plan::env_flag(context)?;
        context.ui.hint(&format!(
            "changed here and not pushed: {}; `campaignctl push{env}` saves that",
            left.join(", ")
        ));
    }
    Ok(())
}
