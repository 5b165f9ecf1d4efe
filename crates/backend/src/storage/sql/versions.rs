//! Published versions and which of them is live.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use async_trait::async_trait;
use jiff::Timestamp;
use model::{CampaignSlug, ResourceName, Revision};

use super::audit;
use crate::storage::engine::{Columns, Connection, Engine, int, values};
use crate::storage::{
    AuditRow, LiveChange, LiveChanged, LiveRow, NewVersion, PauseChange, PauseChanged, PublishedOrNot,
    Result, VersionRow, Versions,
};

const DRAFT_REVISION: &str = "SELECT revision FROM drafts WHERE name = $1";

const LIVE_VERSION: &str = "SELECT version FROM live WHERE campaign = $1";

const NEXT_NUMBER: &str = "SELECT COALESCE(MAX(number), 0) + 1 AS number FROM versions WHERE campaign = $1";

const ADD_VERSION: &str = "\
    INSERT INTO versions (campaign, number, message, published_by, published_at) VALUES ($1, $2, $3, $4, $5)";

const ADD_RESOURCE: &str = "\
    INSERT INTO version_resources (campaign, number, name, revision, json) VALUES ($1, $2, $3, $4, $5)";

const SET_LIVE: &str = "\
    INSERT INTO live (campaign, version, held) VALUES ($1, $2, $3) \
    ON CONFLICT (campaign) DO UPDATE SET version = excluded.version, held = excluded.held";

const VERSIONS: &str = "\
    SELECT campaign, number, message, published_by, published_at FROM versions \
    WHERE campaign = $1 ORDER BY number DESC";

const VERSION: &str = "\
    SELECT campaign, number, message, published_by, published_at FROM versions \
    WHERE campaign = $1 AND number = $2";

const RESOURCES: &str = "SELECT number, name, revision, json FROM version_resources WHERE campaign = $1";

const RESOURCES_OF_VERSION: &str = "\
    SELECT number, name, revision, json FROM version_resources WHERE campaign = $1 AND number = $2";

const ALL_LIVE: &str = "\
    SELECT l.campaign, l.version, l.held, v.published_at, l.paused FROM live l \
    LEFT JOIN versions v ON v.campaign = l.campaign AND v.number = l.version";

const LIVE: &str = "\
    SELECT l.campaign, l.version, l.held, v.published_at, l.paused FROM live l \
    LEFT JOIN versions v ON v.campaign = l.campaign AND v.number = l.version WHERE l.campaign = $1";

const SET_PAUSED: &str = "UPDATE live SET paused = $2 WHERE campaign = $1 AND paused <> $2";

const ALL_LIVE_REVISIONS: &str = "\
    SELECT r.campaign, r.name, r.revision FROM live l \
    JOIN version_resources r ON r.campaign = l.campaign AND r.number = l.version";

const LIVE_REVISIONS: &str = "\
    SELECT r.campaign, r.name, r.revision FROM live l \
    JOIN version_resources r ON r.campaign = l.campaign AND r.number = l.version WHERE l.campaign = $1";

fn version(row: &impl Columns) -> Result<VersionRow> {
    Ok(VersionRow {
        campaign: row.parsed("campaign")?,
        number: row.number("number")?,
        frozen: BTreeMap::new(),
        message: row.maybe_text("message")?,
        published_by: row.text("published_by")?,
        published_at: row.time("published_at")?,
    })
}

fn frozen(row: &impl Columns) -> Result<(ResourceName, (Revision, String))> {
    Ok((row.parsed("name")?, (row.parsed("revision")?, row.text("json")?)))
}

fn live(rows: &[impl Columns], revisions: &[impl Columns]) -> Result<BTreeMap<CampaignSlug, LiveRow>> {
    let mut live = BTreeMap::new();
    for row in rows {
        let one = LiveRow {
            version: row.maybe_number("version")?,
            revisions: BTreeMap::new(),
            published_at: row.maybe_time("published_at")?,
            held: row.flag("held")?,
            paused: row.flag("paused")?,
        };
        live.insert(row.parsed("campaign")?, one);
    }
    for row in revisions {
        if let Some(one) = live.get_mut(&row.parsed::<CampaignSlug>("campaign")?) {
            one.revisions.insert(row.parsed("name")?, row.parsed("revision")?);
        }
    }
    Ok(live)
}

/// The live versions of all campaigns that were ever published; `connection` must read one state throughout.
pub(super) async fn all_live<C: Connection>(connection: &mut C) -> Result<BTreeMap<CampaignSlug, LiveRow>> {
    let rows = connection.fetch(ALL_LIVE, values![]).await?;
    let revisions = connection.fetch(ALL_LIVE_REVISIONS, values![]).await?;
    live(&rows, &revisions)
}

async fn live_version<C: Connection>(connection: &mut C, campaign: &CampaignSlug) -> Result<Option<u64>> {
    let row = connection.first(LIVE_VERSION, values![campaign.as_str()]).await?;
    Ok(row.map(|row| row.maybe_number("version")).transpose()?.flatten())
}

/// Whether all drafts that a publication means are still the stored ones.
async fn drafts_are_as_meant<C: Connection>(connection: &mut C, publish: &NewVersion) -> Result<bool> {
    let own = ResourceName::Campaign(publish.campaign.clone());
    let frozen = publish.frozen.iter().map(|(name, (revision, _))| (name, revision));
    for (name, revision) in frozen.chain([(&own, &publish.revision)]) {
        let row = connection.first(DRAFT_REVISION, values![name.to_string()]).await?;
        let stored: Option<Revision> = row.map(|row| row.parsed("revision")).transpose()?;
        if stored.as_ref() != Some(revision) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn note(campaign: &CampaignSlug, action: &str, actor: &str, detail: String, now: Timestamp) -> AuditRow {
    AuditRow {
        actor: actor.to_owned(),
        action: action.to_owned(),
        subject: ResourceName::Campaign(campaign.clone()).to_string(),
        detail: Some(detail),
        at: now,
    }
}

fn named(version: Option<u64>) -> String {
    version.map_or_else(|| "none".to_owned(), |number| number.to_string())
}

#[async_trait]
impl<E: Engine> Versions for E {
    async fn publish(&self, publish: &NewVersion, now: Timestamp) -> Result<PublishedOrNot> {
        let mut tx = self.write().await?;
        tx.first(E::DIALECT.lock_workspace, values![]).await?;
        if live_version(&mut *tx, &publish.campaign).await? != publish.was_live
            || !drafts_are_as_meant(&mut *tx, publish).await?
        {
            tx.rollback().await?;
            return Ok(PublishedOrNot::Changed);
        }
        let campaign = publish.campaign.as_str();
        let row = tx.first(NEXT_NUMBER, values![campaign]).await?;
        let number = row.map_or(Ok(1), |row| row.int("number"))?;
        let values = values![campaign, number, publish.message.as_deref(), publish.actor.as_str(), now];
        tx.execute(ADD_VERSION, values).await?;
        for (name, (revision, json)) in &publish.frozen {
            let values = values![campaign, number, name.to_string(), revision.to_string(), json.as_str()];
            tx.execute(ADD_RESOURCE, values).await?;
        }
        tx.execute(SET_LIVE, values![campaign, number, false]).await?;
        let mut detail = format!("version {number}, revision {}", publish.revision.short());
        if let Some(message) = &publish.message {
            // Writing to a text never fails.
            let _ = write!(detail, ": {message}");
        }
        audit::add(&mut *tx, &note(&publish.campaign, "publish", &publish.actor, detail, now)).await?;
        let mut published = None;
        if let Some(row) = tx.first(VERSION, values![campaign, number]).await? {
            published = Some(version(&row)?);
        }
        tx.commit().await?;
        let mut published = published.ok_or(sqlx::Error::RowNotFound)?;
        published.frozen.clone_from(&publish.frozen);
        Ok(PublishedOrNot::Published(published))
    }

    async fn versions(&self, campaign: &CampaignSlug) -> Result<Vec<VersionRow>> {
        let mut tx = self.snapshot().await?;
        let rows = tx.fetch(VERSIONS, values![campaign.as_str()]).await?;
        let resources = tx.fetch(RESOURCES, values![campaign.as_str()]).await?;
        tx.commit().await?;
        let mut by_number: BTreeMap<i64, BTreeMap<_, _>> = BTreeMap::new();
        for row in resources {
            let (name, contents) = frozen(&row)?;
            by_number.entry(row.int("number")?).or_default().insert(name, contents);
        }
        rows.iter()
            .map(|row| {
                let frozen = by_number.remove(&row.int("number")?).unwrap_or_default();
                Ok(VersionRow { frozen, ..version(row)? })
            })
            .collect()
    }

    async fn version(&self, campaign: &CampaignSlug, number: u64) -> Result<Option<VersionRow>> {
        let number = int(number)?;
        // Versions never change, so two statements need no common state.
        let mut reader = self.reader().await?;
        let Some(row) = reader.first(VERSION, values![campaign.as_str(), number]).await? else {
            return Ok(None);
        };
        let resources = reader.fetch(RESOURCES_OF_VERSION, values![campaign.as_str(), number]).await?;
        let frozen = resources.iter().map(frozen).collect::<Result<_>>()?;
        Ok(Some(VersionRow { frozen, ..version(&row)? }))
    }

    async fn live(&self, campaign: &CampaignSlug) -> Result<Option<LiveRow>> {
        let mut tx = self.snapshot().await?;
        let rows = tx.fetch(LIVE, values![campaign.as_str()]).await?;
        let revisions = tx.fetch(LIVE_REVISIONS, values![campaign.as_str()]).await?;
        tx.commit().await?;
        Ok(live(&rows, &revisions)?.remove(campaign))
    }

    async fn set_live(&self, change: &LiveChange, now: Timestamp) -> Result<LiveChanged> {
        let campaign = change.campaign.as_str();
        let mut tx = self.write().await?;
        tx.first(E::DIALECT.lock_workspace, values![]).await?;
        if live_version(&mut *tx, &change.campaign).await? != change.was {
            tx.rollback().await?;
            return Ok(LiveChanged::Changed);
        }
        let number = change.version.map(int).transpose()?;
        if let Some(number) = number
            && tx.first(VERSION, values![campaign, number]).await?.is_none()
        {
            tx.rollback().await?;
            return Ok(LiveChanged::NoSuchVersion);
        }
        tx.execute(SET_LIVE, values![campaign, number, change.hold]).await?;
        let mut detail = format!("version {}, was {}", named(change.version), named(change.was));
        if change.hold {
            detail.push_str(", held");
        }
        if let Some(reason) = &change.reason {
            // Writing to a text never fails.
            let _ = write!(detail, ": {reason}");
        }
        audit::add(&mut *tx, &note(&change.campaign, "live.set", &change.actor, detail, now)).await?;
        tx.commit().await?;
        Ok(LiveChanged::Done)
    }

    async fn set_paused(&self, change: &PauseChange, now: Timestamp) -> Result<PauseChanged> {
        let campaign = change.campaign.as_str();
        let mut tx = self.write().await?;
        tx.first(E::DIALECT.lock_workspace, values![]).await?;
        if change.paused && live_version(&mut *tx, &change.campaign).await?.is_none() {
            tx.rollback().await?;
            return Ok(PauseChanged::NotLive);
        }
        if tx.execute(SET_PAUSED, values![campaign, change.paused]).await? == 0 {
            tx.rollback().await?;
            return Ok(PauseChanged::Unchanged);
        }
        let action = if change.paused { "pause" } else { "resume" };
        let detail = change.reason.clone();
        let note = AuditRow { detail, ..note(&change.campaign, action, &change.actor, String::new(), now) };
        audit::add(&mut *tx, &note).await?;
        tx.commit().await?;
        Ok(PauseChanged::Done)
    }
}
