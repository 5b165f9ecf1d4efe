//! Changesets: several drafts saved at once, or none.

use std::collections::{BTreeMap, BTreeSet};

use api::{Changeset, ChangesetApplied, Conflict, Problem, ProblemKind, Put};
use axum::extract::State;
use axum::{Extension, Json};
use http::HeaderMap;
use model::{Resource, ResourceName};
use uuid::Uuid;

use super::whole::Whole;
use crate::app::App;
use crate::auth::Actor;
use crate::problem::{Body, Refusal, bad_request};
use crate::storage::{AppliedOrNot, NewChangeset};

/// The header by which a changeset that is sent again is known.
const IDEMPOTENCY_KEY: &str = "idempotency-key";
const LONGEST_KEY: usize = 200;

/// `POST /changesets`.
pub(super) async fn apply(
    State(app): State<App>,
    Extension(actor): Extension<Actor>,
    headers: HeaderMap,
    Body(changeset): Body<Changeset>,
) -> Result<Json<ChangesetApplied>, Refusal> {
    let idempotency_key = idempotency_key(&headers)?;
    let puts = read_puts(&changeset.put)?;
    complete(&changeset, &puts)?;

    let mut whole = Whole::read(&app).await?;
    if whole.workspace.as_ref().is_some_and(|bound| *bound != changeset.origin.workspace) {
        return Err(other_workspace(whole.workspace.as_ref().map_or("", |name| name.as_str())).into());
    }
    whole.workspace = Some(changeset.origin.workspace.clone());
    for name in &changeset.delete {
        whole.drafts.remove(name);
    }
    whole.drafts.extend(puts.iter().map(|(name, resource)| (name.clone(), resource.clone())));
    let findings = whole.check();
    if findings.iter().any(model::Diagnostic::blocks_push) {
        let blocking = findings.into_iter().filter(model::Diagnostic::blocks_push).collect();
        return Err(Problem::new(ProblemKind::Invalid, "the drafts cannot be saved")
            .with_detail("nothing was saved; what cannot be read, or refers to nothing, is not taken")
            .with_findings(blocking)
            .into());
    }

    let drafts = puts.iter().map(|(name, resource)| (name.clone(), Some(resource.revision())));
    let drafts = drafts.chain(changeset.delete.iter().map(|name| (name.clone(), None))).collect();
    let new = NewChangeset {
        id: Uuid::new_v4().to_string(),
        idempotency_key,
        actor: actor.name,
        origin: changeset.origin,
        message: changeset.message,
        base: changeset.base,
        put: puts
            .into_iter()
            .map(|(name, resource)| (name, (resource.revision(), resource.to_json().to_string())))
            .collect(),
        delete: changeset.delete,
    };
    match app.parts.storage.apply_changeset(&new, app.now()).await? {
        AppliedOrNot::Applied { id } => Ok(Json(ChangesetApplied { id, drafts, findings })),
        AppliedOrNot::OtherWorkspace(bound) => Err(other_workspace(bound.as_str()).into()),
        AppliedOrNot::Conflicts(stored) => {
            let conflicts = stored.into_iter().map(|(resource, draft)| {
                let (draft, writer) = draft.unzip();
                Conflict { resource, draft, writer }
            });
            Err(Problem::new(ProblemKind::OutOfDate, "drafts were changed by somebody else")
                .with_detail("nothing was saved")
                .with_conflicts(conflicts.collect())
                .into())
        }
    }
}

fn idempotency_key(headers: &HeaderMap) -> Result<String, Problem> {
    let key = headers.get(IDEMPOTENCY_KEY).and_then(|key| key.to_str().ok()).map(str::trim);
    match key {
        Some(key) if !key.is_empty() && key.len() <= LONGEST_KEY => Ok(key.to_owned()),
        _ => Err(bad_request(format!(
            "a header `Idempotency-Key` of 1 to {LONGEST_KEY} characters makes a changeset safe to send again"
        ))),
    }
}

/// Reads the resources, and makes sure that nothing of them got lost in doing so.
fn read_puts(puts: &[Put]) -> Result<BTreeMap<ResourceName, Resource>, Problem> {
    let invalid =
        |detail| Problem::new(ProblemKind::Invalid, "a resource cannot be read").with_detail(detail);
    let mut resources = BTreeMap::new();
    for (index, put) in puts.iter().enumerate() {
        let resource = Resource::from_json(&put.resource)
            .map_err(|error| invalid(format!("`put[{index}]`: {error}")))?;
        let name = resource.name();
        if resource.revision() != put.revision {
            return Err(invalid(format!(
                "{name} has keys that this backend does not know: a newer version of the tool wrote it; bring \
                 the backend to that version first (sent as revision {}, read as {})",
                put.revision.short(),
                resource.revision().short()
            )));
        }
        if resources.insert(name.clone(), resource).is_some() {
            return Err(bad_request(format!("{name} is put twice")));
        }
    }
    Ok(resources)
}

/// Makes sure that the changeset says of each resource once what to do with it, and what the sender saw of it.
fn complete(changeset: &Changeset, puts: &BTreeMap<ResourceName, Resource>) -> Result<(), Problem> {
    let mut named: BTreeSet<&ResourceName> = puts.keys().collect();
    for name in &changeset.delete {
        if name.is_local() {
            let what = match name {
                ResourceName::Test(_) => "funnel tests",
                _ => "the workspace's own settings",
            };
            return Err(bad_request(format!("{what} are never pushed, so never deleted")));
        }
        if !named.insert(name) {
            return Err(bad_request(format!("{name} is deleted twice, or put and deleted")));
        }
    }
    if let Some(name) = named.iter().find(|name| !changeset.base.contains_key(**name)) {
        return Err(bad_request(format!("`base` does not say which revision of {name} was seen")));
    }
    if let Some(name) = changeset.base.keys().find(|name| !named.contains(name)) {
        return Err(bad_request(format!("`base` speaks of {name}, which is neither put nor deleted")));
    }
    Ok(())
}

fn other_workspace(bound: &str) -> Problem {
    Problem::new(ProblemKind::OtherWorkspace, "this backend serves another workspace")
        .with_detail(format!("it serves `{bound}`; nothing was saved"))
}
