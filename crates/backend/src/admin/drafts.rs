//! Drafts as they are: the manifest, and each one's contents.

use std::collections::BTreeMap;

use api::{Draft, LiveSummary, Manifest, ManifestEntry};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use model::{CampaignSlug, ProviderName, ResourceKind, ResourceName};
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::problem::{Path, Refusal, internal, not_found};
use crate::seal::hex_text;
use crate::storage::{ManifestRows, StorageError};

/// `GET /manifest`: everything by name and revision. With `If-None-Match`, 304 when it still is the same.
pub(super) async fn manifest(State(app): State<App>, headers: HeaderMap) -> Result<Response, Refusal> {
    let manifest = entries(app.parts.storage.manifest().await?);
    let body = serde_json::to_vec(&manifest).map_err(|error| internal(&error))?;
    let digest = hex_text(&Sha256::digest(&body)[..16]);
    let etag = HeaderValue::try_from(format!("\"{digest}\"")).map_err(|error| internal(&error))?;
    let common =
        [(header::ETAG, etag.clone()), (header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))];
    if headers.get_all(header::IF_NONE_MATCH).iter().any(|given| matches(given, &etag)) {
        return Ok((StatusCode::NOT_MODIFIED, common).into_response());
    }
    let json = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    Ok((common, json, body).into_response())
}

/// Whether an `If-None-Match` header names the tag. Comparison is weak (RFC 9110, section 13.1.2).
fn matches(given: &HeaderValue, etag: &HeaderValue) -> bool {
    let (Ok(given), Ok(etag)) = (given.to_str(), etag.to_str()) else { return false };
    given.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == etag)
}

fn entries(rows: ManifestRows) -> Manifest {
    let mut resources: BTreeMap<ResourceName, ManifestEntry> = BTreeMap::new();
    let entry = |name: &ResourceName| ManifestEntry {
        name: name.clone(),
        draft: None,
        writer: None,
        live: None,
        held: false,
        paused: false,
    };
    for (name, (revision, writer)) in rows.drafts {
        let row = resources.entry(name.clone()).or_insert_with(|| entry(&name));
        row.draft = Some(revision);
        row.writer = Some(writer);
    }
    for (slug, live) in rows.live {
        let name = ResourceName::Campaign(slug);
        let row = resources.entry(name.clone()).or_insert_with(|| entry(&name));
        row.held = live.held;
        row.paused = live.paused;
        if let (Some(version), Some(published_at)) = (live.version, live.published_at) {
            row.live = Some(LiveSummary { version, revisions: live.revisions, published_at });
        }
    }
    Manifest { workspace: rows.workspace, resources: resources.into_values().collect() }
}

/// `GET /resources/{kind}/{name}`: a draft.
pub(super) async fn resource(
    State(app): State<App>,
    Path((kind, name)): Path<(ResourceKind, String)>,
) -> Result<axum::Json<Draft>, Refusal> {
    let missing = || not_found("such resource");
    let name = match kind {
        ResourceKind::DataModel if name == "data-model" => ResourceName::DataModel,
        ResourceKind::Provider => ResourceName::Provider(ProviderName::new(&name).map_err(|_| missing())?),
        ResourceKind::Campaign => ResourceName::Campaign(CampaignSlug::new(&name).map_err(|_| missing())?),
        ResourceKind::DataModel | ResourceKind::Workspace | ResourceKind::Test => {
            return Err(missing().into());
        }
    };
    let row = app.parts.storage.draft(&name).await?;
    let row = row.ok_or_else(|| not_found(format!("draft of {name}")))?;
    let resource = serde_json::from_str(&row.json)
        .map_err(|error| StorageError::Corrupt { what: "draft", reason: error.to_string() })?;
    Ok(axum::Json(Draft { revision: row.revision, resource, writer: row.writer }))
}
