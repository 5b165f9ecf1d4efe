//! Drafts, credentials and access tokens.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use api::{CommitState, Origin, Writer};
use async_trait::async_trait;
use jiff::Timestamp;
use model::{ProviderName, ResourceName, Revision};

use super::{audit, versions};
use crate::storage::engine::{Columns, Connection, Engine, values};
use crate::storage::{
    AccessTokenRow, AppliedOrNot, AuditRow, CredentialsRow, DraftRow, Drafts, ManifestRows, NewChangeset,
    Result, Role,
};

const WORKSPACE: &str = "SELECT name FROM workspace WHERE id = 1";

const BIND_WORKSPACE: &str = "UPDATE workspace SET name = $1 WHERE id = 1";

const DRAFTS: &str = "\
    SELECT d.name, d.revision, c.actor, c.applied_at, c.workspace, c.commit_id, c.commit_state, c.ci_run \
    FROM drafts d JOIN changesets c ON c.id = d.changeset";

const DRAFT: &str = "\
    SELECT d.name, d.revision, d.json, c.actor, c.applied_at, c.workspace, c.commit_id, c.commit_state, c.ci_run \
    FROM drafts d JOIN changesets c ON c.id = d.changeset WHERE d.name = $1";

const SAVE_DRAFT: &str = "\
    INSERT INTO drafts (name, revision, json, changeset) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (name) DO UPDATE \
    SET revision = excluded.revision, json = excluded.json, changeset = excluded.changeset";

const DELETE_DRAFT: &str = "DELETE FROM drafts WHERE name = $1";

const CHANGESET_OF_KEY: &str = "SELECT id FROM changesets WHERE idempotency_key = $1";

const ADD_CHANGESET: &str = "\
    INSERT INTO changesets \
    (id, idempotency_key, actor, workspace, commit_id, commit_state, ci_run, message, applied_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

const SET_CREDENTIALS: &str = "\
    INSERT INTO credentials (provider, platform, datacenter, pair, fingerprint, set_by, set_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7) \
    ON CONFLICT (provider, platform, datacenter) DO UPDATE \
    SET pair = excluded.pair, fingerprint = excluded.fingerprint, set_by = excluded.set_by, \
        set_at = excluded.set_at";

const CREDENTIALS: &str = "\
    SELECT provider, platform, datacenter, pair, fingerprint, set_by, set_at FROM credentials \
    WHERE provider = $1 ORDER BY platform, datacenter";

const ADD_TOKEN: &str = "\
    INSERT INTO access_tokens (id, name, hash, role, created_by, created_at, expires_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

const TOKEN: &str = "\
    SELECT id, name, hash, role, created_by, created_at, expires_at FROM access_tokens \
    WHERE hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)";

const TOKENS: &str = "\
    SELECT id, name, hash, role, created_by, created_at, expires_at FROM access_tokens \
    WHERE revoked_at IS NULL ORDER BY created_at DESC, id";

const REVOKE_TOKEN: &str = "\
    UPDATE access_tokens SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING name";

const META: &str = "SELECT value FROM meta WHERE name = $1";

const ADD_META: &str = "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";

const fn commit_state_name(state: CommitState) -> &'static str {
    match state {
        CommitState::Unknown => "unknown",
        CommitState::Clean => "clean",
        CommitState::Dirty => "dirty",
    }
}

fn commit_state(name: &str) -> Option<CommitState> {
    [CommitState::Unknown, CommitState::Clean, CommitState::Dirty]
        .into_iter()
        .find(|state| commit_state_name(*state) == name)
}

fn writer(row: &impl Columns) -> Result<Writer> {
    Ok(Writer {
        actor: row.text("actor")?,
        at: row.time("applied_at")?,
        origin: Origin {
            workspace: row.parsed("workspace")?,
            commit: row.maybe_text("commit_id")?,
            state: row.word("commit_state", commit_state)?,
            run: row.maybe_text("ci_run")?,
        },
    })
}

fn draft(row: &impl Columns) -> Result<DraftRow> {
    Ok(DraftRow {
        name: row.parsed("name")?,
        revision: row.parsed("revision")?,
        json: row.text("json")?,
        writer: writer(row)?,
    })
}

fn credentials(row: &impl Columns) -> Result<CredentialsRow> {
    Ok(CredentialsRow {
        provider: row.parsed("provider")?,
        platform: row.text("platform")?,
        datacenter: row.text("datacenter")?,
        pair: row.sealed("pair")?,
        fingerprint: row.text("fingerprint")?,
        set_by: row.text("set_by")?,
        set_at: row.time("set_at")?,
    })
}

fn token(row: &impl Columns) -> Result<AccessTokenRow> {
    Ok(AccessTokenRow {
        id: row.text("id")?,
        name: row.text("name")?,
        hash: row.hash("hash")?,
        role: row.word("role", Role::from_name)?,
        created_by: row.text("created_by")?,
        created_at: row.time("created_at")?,
        expires_at: row.maybe_time("expires_at")?,
    })
}

/// What the audit log tells of one resource of a changeset: what happened, and where it came from.
fn pushed(what: &str, changeset: &NewChangeset) -> String {
    let origin = &changeset.origin;
    let mut text = format!("{what}, workspace {}", origin.workspace);
    // Writing to a text never fails.
    if let Some(commit) = &origin.commit {
        let _ = write!(text, ", commit {commit}");
    }
    if origin.state == CommitState::Dirty {
        text.push_str(" (dirty)");
    }
    if let Some(run) = &origin.run {
        let _ = write!(text, ", run {run}");
    }
    if let Some(message) = &changeset.message {
        let _ = write!(text, ": {message}");
    }
    text
}

/// Compares what is stored with what the sender saw. Resources that it changes without a base shall be new.
async fn conflicts<C: Connection>(
    connection: &mut C,
    changeset: &NewChangeset,
) -> Result<BTreeMap<ResourceName, Option<(Revision, Writer)>>> {
    let mut names: BTreeSet<&ResourceName> = changeset.base.keys().collect();
    names.extend(changeset.put.keys());
    names.extend(&changeset.delete);
    let mut conflicts = BTreeMap::new();
    for name in names {
        let stored = connection.first(DRAFT, values![name.to_string()]).await?;
        let stored = stored.map(|row| draft(&row)).transpose()?.map(|draft| (draft.revision, draft.writer));
        let seen = changeset.base.get(name).copied().flatten();
        if stored.as_ref().map(|(revision, _)| *revision) != seen {
            conflicts.insert(name.clone(), stored);
        }
    }
    Ok(conflicts)
}

async fn save<C: Connection>(connection: &mut C, changeset: &NewChangeset, now: Timestamp) -> Result<()> {
    let origin = &changeset.origin;
    let values = values![
        changeset.id.as_str(),
        changeset.idempotency_key.as_str(),
        changeset.actor.as_str(),
        origin.workspace.as_str(),
        origin.commit.as_deref(),
        commit_state_name(origin.state),
        origin.run.as_deref(),
        changeset.message.as_deref(),
        now,
    ];
    connection.execute(ADD_CHANGESET, values).await?;
    let note = |name: &ResourceName, what: &str| AuditRow {
        actor: changeset.actor.clone(),
        action: "push".to_owned(),
        subject: name.to_string(),
        detail: Some(pushed(what, changeset)),
        at: now,
    };
    for (name, (revision, json)) in &changeset.put {
        let values = values![name.to_string(), revision.to_string(), json.as_str(), changeset.id.as_str()];
        connection.execute(SAVE_DRAFT, values).await?;
        audit::add(connection, &note(name, &format!("revision {}", revision.short()))).await?;
    }
    for name in &changeset.delete {
        if connection.execute(DELETE_DRAFT, values![name.to_string()]).await? > 0 {
            audit::add(connection, &note(name, "deleted")).await?;
        }
    }
    Ok(())
}

#[async_trait]
impl<E: Engine> Drafts for E {
    async fn manifest(&self) -> Result<ManifestRows> {
        let mut tx = self.snapshot().await?;
        let workspace = tx.first(WORKSPACE, values![]).await?;
        let mut manifest = ManifestRows {
            workspace: workspace.map(|row| row.maybe_parsed("name")).transpose()?.flatten(),
            ..ManifestRows::default()
        };
        for row in tx.fetch(DRAFTS, values![]).await? {
            manifest.drafts.insert(row.parsed("name")?, (row.parsed("revision")?, writer(&row)?));
        }
        manifest.live = versions::all_live(&mut *tx).await?;
        tx.commit().await?;
        Ok(manifest)
    }

    async fn draft(&self, name: &ResourceName) -> Result<Option<DraftRow>> {
        let row = self.reader().await?.first(DRAFT, values![name.to_string()]).await?;
        row.map(|row| draft(&row)).transpose()
    }

    async fn apply_changeset(&self, changeset: &NewChangeset, now: Timestamp) -> Result<AppliedOrNot> {
        let mut tx = self.write().await?;
        let bound = tx.first(E::DIALECT.lock_workspace, values![]).await?;
        let bound = bound.map(|row| row.maybe_parsed("name")).transpose()?.flatten();
        let earlier = tx.first(CHANGESET_OF_KEY, values![changeset.idempotency_key.as_str()]).await?;
        if let Some(row) = earlier {
            tx.rollback().await?;
            return Ok(AppliedOrNot::Applied { id: row.text("id")? });
        }
        match bound {
            Some(workspace) if workspace == changeset.origin.workspace => {}
            Some(other) => {
                tx.rollback().await?;
                return Ok(AppliedOrNot::OtherWorkspace(other));
            }
            None => {
                tx.execute(BIND_WORKSPACE, values![changeset.origin.workspace.as_str()]).await?;
            }
        }
        let conflicts = conflicts(&mut *tx, changeset).await?;
        if !conflicts.is_empty() {
            tx.rollback().await?;
            return Ok(AppliedOrNot::Conflicts(conflicts));
        }
        save(&mut *tx, changeset, now).await?;
        tx.commit().await?;
        Ok(AppliedOrNot::Applied { id: changeset.id.clone() })
    }

    async fn put_credentials(&self, credentials: &CredentialsRow) -> Result<()> {
        let mut tx = self.write().await?;
        let values = values![
            credentials.provider.as_str(),
            credentials.platform.as_str(),
            credentials.datacenter.as_str(),
            &credentials.pair,
            credentials.fingerprint.as_str(),
            credentials.set_by.as_str(),
            credentials.set_at,
        ];
        tx.execute(SET_CREDENTIALS, values).await?;
        let note = AuditRow {
            actor: credentials.set_by.clone(),
            action: "credentials.set".to_owned(),
            subject: ResourceName::Provider(credentials.provider.clone()).to_string(),
            detail: Some(format!(
                "{} {}, fingerprint {}",
                credentials.platform, credentials.datacenter, credentials.fingerprint
            )),
            at: credentials.set_at,
        };
        audit::add(&mut *tx, &note).await?;
        Ok(tx.commit().await?)
    }

    async fn credentials(&self, provider: &ProviderName) -> Result<Vec<CredentialsRow>> {
        let rows = self.reader().await?.fetch(CREDENTIALS, values![provider.as_str()]).await?;
        rows.iter().map(credentials).collect()
    }

    async fn put_access_token(&self, token: &AccessTokenRow) -> Result<()> {
        let mut tx = self.write().await?;
        let values = values![
            token.id.as_str(),
            token.name.as_str(),
            &token.hash[..],
            token.role.as_str(),
            token.created_by.as_str(),
            token.created_at,
            token.expires_at,
        ];
        tx.execute(ADD_TOKEN, values).await?;
        let note = AuditRow {
            actor: token.created_by.clone(),
            action: "access-token.create".to_owned(),
            subject: token.name.clone(),
            detail: Some(format!("role {}", token.role.as_str())),
            at: token.created_at,
        };
        audit::add(&mut *tx, &note).await?;
        Ok(tx.commit().await?)
    }

    async fn access_token(&self, hash: &[u8; 32], now: Timestamp) -> Result<Option<AccessTokenRow>> {
        let row = self.reader().await?.first(TOKEN, values![&hash[..], now]).await?;
        row.map(|row| token(&row)).transpose()
    }

    async fn access_tokens(&self) -> Result<Vec<AccessTokenRow>> {
        self.reader().await?.fetch(TOKENS, values![]).await?.iter().map(token).collect()
    }

    async fn revoke_access_token(&self, id: &str, by: &str, now: Timestamp) -> Result<bool> {
        let mut tx = self.write().await?;
        let Some(row) = tx.first(REVOKE_TOKEN, values![id, now]).await? else {
            tx.rollback().await?;
            return Ok(false);
        };
        let note = AuditRow {
            actor: by.to_owned(),
            action: "access-token.revoke".to_owned(),
            subject: row.text("name")?,
            detail: None,
            at: now,
        };
        audit::add(&mut *tx, &note).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn meta_or_insert(&self, name: &str, value: &[u8]) -> Result<Vec<u8>> {
        let stored = self.reader().await?.first(META, values![name]).await?;
        if let Some(row) = stored {
            return row.bytes("value");
        }
        let mut tx = self.write().await?;
        tx.execute(ADD_META, values![name, value]).await?;
        // Somebody else may have been faster: theirs counts.
        let stored = tx.first(META, values![name]).await?;
        tx.commit().await?;
        stored.map_or_else(|| Ok(value.to_vec()), |row| row.bytes("value"))
    }

    async fn audit(&self, limit: u32) -> Result<Vec<AuditRow>> {
        audit::newest(&mut *self.reader().await?, limit).await
    }
}
