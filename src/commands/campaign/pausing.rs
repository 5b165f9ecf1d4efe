//! What `campaign pause` and `campaign resume` have in common.

use api::{ManifestEntry, SetPaused};
use model::{CampaignSlug, ResourceName};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;

/// Begins or ends the pause of a campaign at the backend, and tells what customers find now.
pub(super) fn set(
    context: &mut Context,
    slug: &str,
    paused: bool,
    reason: Option<String>,
    dry_run: bool,
) -> Result {
    // Without a workspace `--backend` names the place, and nothing there is protected by a file.
    let environment = context.settings().ok().map(|(_, workspace)| workspace);
    let target = context.target()?;
    let manifest = context.call(target.client.manifest())?;
    let (slug, entry) = campaign(&manifest.resources, slug)?;
    if paused && entry.live.is_none() {
        let why = format!("the campaign {slug} is not live: nobody can begin it anyway");
        return Err(
            Error::new(Exit::Refused, why).hint(format!("`campaignctl publish {slug}` makes it live"))
        );
    }
    let verb = if paused { "pause" } else { "resume" };
    let backend = target.client.describe();
    let is_protected = environment
        .as_ref()
        .filter(|_| context.global.backend.is_none())
        .is_some_and(|workspace| workspace.environment().is_some_and(|environment| environment.protected));
    let mut unchanged = entry.paused == paused;
    if !dry_run && !unchanged {
        if is_protected {
            context.ui.confirm(&format!("{verb} the campaign {slug} ({backend})"))?;
        }
        unchanged = context.call(target.client.set_paused(slug, &SetPaused { paused, reason }))?.unchanged;
    }
    if context.ui.json() {
        let document = json!({
            "campaign": slug, "paused": if dry_run { entry.paused } else { paused }, "unchanged": unchanged,
            "backend": backend, "dry_run": dry_run,
        });
        context.ui.document(&document)?;
        return Ok(Exit::Done);
    }
    let now = if paused { "paused" } else { "not paused" };
    if unchanged {
        context.ui.say(&format!("the campaign {slug} is {now} already ({backend})"));
    } else if dry_run {
        context.ui.say(&format!("would {verb} the campaign {slug} ({backend})"));
    } else if paused {
        let done = format!("paused the campaign {slug} ({backend}): who has begun goes on, nobody begins");
        context.ui.done(&done);
        context.ui.hint(&format!("`campaignctl campaign resume {slug}` opens it again"));
    } else {
        context.ui.done(&format!("resumed the campaign {slug} ({backend}): customers can begin again"));
    }
    Ok(Exit::Done)
}

/// What the backend tells of a campaign.
fn campaign<'a>(resources: &'a [ManifestEntry], slug: &str) -> Result<(&'a CampaignSlug, &'a ManifestEntry)> {
    let campaigns: Vec<_> = resources
        .iter()
        .filter_map(|entry| match &entry.name {
            ResourceName::Campaign(slug) => Some((slug, entry)),
            _ => None,
        })
        .collect();
    campaigns.iter().copied().find(|(known, _)| known.as_str() == slug).ok_or_else(|| {
        Error::unknown("campaign", slug, campaigns.iter().map(|(known, _)| known.as_str()))
            .hint("the backend has to know a campaign, by `campaignctl push`")
    })
}
