//! Versions: publishing, history, and which version customers get.

use std::collections::BTreeMap;

use api::{PausedOrNot, Problem, ProblemKind, Publish, Published, SetLive, SetPaused, Version};
use axum::extract::State;
use axum::{Extension, Json};
use jiff::Timestamp;
use model::{CampaignSlug, Diagnostic, KeyPath, Level, Open, Resource, ResourceName, Revision};

use super::providers::not_opened;
use super::whole::{Whole, parse};
use crate::app::App;
use crate::auth::Actor;
use crate::credentials::stored_for;
use crate::problem::{Body, Path, Refusal, not_found};
use crate::storage::{
    LiveChange, LiveChanged, LiveRow, NewVersion, PauseChange, PauseChanged, PublishedOrNot, VersionRow,
};

/// How often a publication reads again when somebody else was faster.
const TRIES: u32 = 5;

/// `GET /campaigns/{slug}/versions`: newest first.
pub(super) async fn list(
    State(app): State<App>,
    Path(slug): Path<CampaignSlug>,
) -> Result<Json<Vec<Version>>, Refusal> {
    let live = app.parts.storage.live(&slug).await?.and_then(|live| live.version);
    let rows = app.parts.storage.versions(&slug).await?;
    if rows.is_empty() && app.parts.storage.draft(&ResourceName::Campaign(slug.clone())).await?.is_none() {
        return Err(not_found(format!("campaign {slug}")).into());
    }
    Ok(Json(rows.into_iter().map(|row| version(row, live)).collect()))
}

/// `POST /campaigns/{slug}/versions`: freezes the draft with what it needs, and makes it live.
pub(super) async fn publish(
    State(app): State<App>,
    Extension(actor): Extension<Actor>,
    Path(slug): Path<CampaignSlug>,
    Body(publish): Body<Publish>,
) -> Result<Json<Published>, Refusal> {
    for _ in 0..TRIES {
        if let Some(published) = try_publish(&app, &actor, &slug, &publish).await? {
            return Ok(Json(published));
        }
    }
    let problem = Problem::new(ProblemKind::Conflict, "others change the same drafts all the time");
    Err(problem.with_detail("nothing was published; try again").into())
}

/// `None` when a draft or the live version changed in between.
async fn try_publish(
    app: &App,
    actor: &Actor,
    slug: &CampaignSlug,
    publish: &Publish,
) -> Result<Option<Published>, Problem> {
    let storage = &app.parts.storage;
    // Before the drafts: when it changes afterwards, storing the version fails, and this begins again.
    let live = storage.live(slug).await?;
    let whole = Whole::read(app).await?;
    let name = ResourceName::Campaign(slug.clone());
    if whole.revision(&name) != Some(publish.revision) {
        return Err(not_pushed(&name, whole.revision(&name), publish.revision));
    }
    let held = live.as_ref().is_some_and(|live| live.held);
    if held && !publish.release_hold {
        return Err(Problem::new(
            ProblemKind::Held,
            format!("publishing of {slug} is held after a roll back"),
        )
        .with_detail("nothing was published; release the hold if the reason for it is gone"));
    }
    let frozen = frozen(&whole, &name);
    let findings = findings(&whole, &name, &frozen, app.now())?;
    if let Some(mut published) = live_already(app, slug, live.as_ref(), &frozen).await? {
        if held && !release(app, actor, slug, publish, published.number).await? {
            return Ok(None);
        }
        published.live = true;
        return Ok(Some(Published { version: published, unchanged: true, findings }));
    }
    let new = NewVersion {
        campaign: slug.clone(),
        revision: publish.revision,
        was_live: live.and_then(|live| live.version),
        frozen,
        message: publish.message.clone(),
        actor: actor.name.clone(),
    };
    match storage.publish(&new, app.now()).await? {
        PublishedOrNot::Changed => Ok(None),
        PublishedOrNot::Published(row) => {
            let number = row.number;
            Ok(Some(Published { version: version(row, Some(number)), unchanged: false, findings }))
        }
    }
}

fn not_pushed(name: &ResourceName, saved: Option<Revision>, meant: Revision) -> Problem {
    let detail = match saved {
        Some(saved) => format!("saved is revision {}, meant is {}", saved.short(), meant.short()),
        None => format!("no draft of {name} is saved"),
    };
    Problem::new(ProblemKind::NotPushed, format!("what shall be published of {name} was not pushed"))
        .with_detail(detail)
}

/// The campaign, its provider and the data model: all that a session needs.
fn frozen(whole: &Whole, campaign: &ResourceName) -> BTreeMap<ResourceName, (Revision, String)> {
    let mut names = vec![campaign.clone(), ResourceName::DataModel];
    let resolved = whole.resolved();
    if let Some(Resource::Campaign(_, contents)) = whole.drafts.get(campaign)
        && let Some(settings) = resolved.provider_of(contents)
    {
        names.push(ResourceName::Provider(settings.name()));
    }
    names
        .into_iter()
        .filter_map(|name| {
            let resource = whole.drafts.get(&name)?;
            Some((name, (resource.revision(), resource.to_json().to_string())))
        })
        .collect()
}

/// What the rules say about what shall be frozen. Errors elsewhere, as in another campaign that is not finished yet, do
/// not keep this one from being published.
fn findings(
    whole: &Whole,
    campaign: &ResourceName,
    frozen: &BTreeMap<ResourceName, (Revision, String)>,
    now: Timestamp,
) -> Result<Vec<Diagnostic>, Problem> {
    let mut findings = whole.check();
    // Rules know no time.
    if let Some(Resource::Campaign(_, contents)) = whole.drafts.get(campaign)
        && let Open::Until(end) = contents.open_at(now)
    {
        let ended = format!("the campaign ended at {end}: nobody could begin");
        findings.push(Diagnostic::error("C001", campaign.clone(), KeyPath::of(["ends"]), ended));
    }
    findings.retain(|finding| frozen.contains_key(&finding.resource));
    if findings.iter().any(|finding| finding.level == Level::Error) {
        findings.retain(|finding| finding.level == Level::Error);
        return Err(Problem::new(ProblemKind::Invalid, "the drafts have errors")
            .with_detail("nothing was published")
            .with_findings(findings));
    }
    Ok(findings)
}

/// The live version, if it has the same contents.
async fn live_already(
    app: &App,
    slug: &CampaignSlug,
    live: Option<&LiveRow>,
    frozen: &BTreeMap<ResourceName, (Revision, String)>,
) -> Result<Option<Version>, Problem> {
    let Some(live) = live else { return Ok(None) };
    let Some(number) = live.version else { return Ok(None) };
    let same = live.revisions.len() == frozen.len()
        && frozen.iter().all(|(name, (revision, _))| live.revisions.get(name) == Some(revision));
    if !same {
        return Ok(None);
    }
    Ok(app.parts.storage.version(slug, number).await?.map(|row| version(row, Some(number))))
}

/// Takes back the hold of a campaign whose live version is what shall be published.
async fn release(
    app: &App,
    actor: &Actor,
    slug: &CampaignSlug,
    publish: &Publish,
    number: u64,
) -> Result<bool, Problem> {
    let change = LiveChange {
        campaign: slug.clone(),
        version: Some(number),
        was: Some(number),
        hold: false,
        reason: publish.message.clone(),
        actor: actor.name.clone(),
    };
    Ok(app.parts.storage.set_live(&change, app.now()).await? == LiveChanged::Done)
}

/// `PUT /campaigns/{slug}/live`: back to an earlier version, or to none. Either holds the campaign, so that the next
/// pipeline does not undo it.
pub(super) async fn set_live(
    State(app): State<App>,
    Extension(actor): Extension<Actor>,
    Path(slug): Path<CampaignSlug>,
    Body(live): Body<SetLive>,
) -> Result<Json<Option<Version>>, Refusal> {
    let storage = &app.parts.storage;
    let target = match live.version {
        None => None,
        Some(number) => {
            let missing = || not_found(format!("version {number} of {slug}"));
            let row = storage.version(&slug, number).await?.ok_or_else(missing)?;
            has_credentials(&app, &row).await?;
            Some(row)
        }
    };
    let change = LiveChange {
        campaign: slug.clone(),
        version: live.version,
        was: live.was,
        hold: true,
        reason: live.reason,
        actor: actor.name,
    };
    match storage.set_live(&change, app.now()).await? {
        LiveChanged::Done => Ok(Json(target.map(|row| version(row, live.version)))),
        LiveChanged::NoSuchVersion => Err(not_found(format!("such version of {slug}")).into()),
        LiveChanged::Changed => {
            let now = storage.live(&slug).await?.and_then(|live| live.version);
            let spell =
                |version: Option<u64>| version.map_or("no version".to_owned(), |n| format!("version {n}"));
            Err(Problem::new(ProblemKind::Conflict, "another version is live than was expected")
                .with_detail(format!("live is {}, expected was {}", spell(now), spell(live.was)))
                .into())
        }
    }
}

/// `PUT /campaigns/{slug}/paused`: acts at once, on whatever version is live, and stays when another is published.
pub(super) async fn set_paused(
    State(app): State<App>,
    Extension(actor): Extension<Actor>,
    Path(slug): Path<CampaignSlug>,
    Body(paused): Body<SetPaused>,
) -> Result<Json<PausedOrNot>, Refusal> {
    let change = PauseChange {
        campaign: slug.clone(),
        paused: paused.paused,
        reason: paused.reason,
        actor: actor.name,
    };
    let unchanged = match app.parts.storage.set_paused(&change, app.now()).await? {
        PauseChanged::Done => false,
        PauseChanged::Unchanged => true,
        PauseChanged::NotLive => return Err(not_found(format!("live version of {slug}")).into()),
    };
    Ok(Json(PausedOrNot { paused: change.paused, unchanged }))
}

/// Makes sure that customers of an earlier version can be verified: its platform and data centre may be other ones than
/// those of today.
async fn has_credentials(app: &App, row: &VersionRow) -> Result<(), Problem> {
    for (_, json) in row
        .frozen
        .iter()
        .filter(|(name, _)| matches!(name, ResourceName::Provider(_)))
        .map(|(_, frozen)| frozen)
    {
        if let Resource::Provider(settings) = parse(json)? {
            stored_for(app, &settings).await.map_err(not_opened)?;
        }
    }
    Ok(())
}

fn version(row: VersionRow, live: Option<u64>) -> Version {
    Version {
        number: row.number,
        revisions: row.frozen.into_iter().map(|(name, (revision, _))| (name, revision)).collect(),
        message: row.message,
        published_by: row.published_by,
        published_at: row.published_at,
        live: live == Some(row.number),
    }
}
