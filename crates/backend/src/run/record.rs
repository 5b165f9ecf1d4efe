//! A customer's record: what is written on it, and for how long.

use jiff::Timestamp;
use model::{Field, FieldId, Scope};
use zeroize::Zeroizing;

use super::jobs::retention;
use super::unique::Fingerprints;
use crate::App;
use crate::seal::context;
use crate::storage::{Commit, FieldKey, FieldRow, SessionRow, UniqueValue};

/// Where a field of a session's customer is kept: with the campaign, if that is its scope.
fn place(session: &SessionRow, field: &FieldId, settings: &Field) -> FieldKey {
    let campaign = match settings.scope {
        Scope::Customer => None,
        Scope::Campaign => Some(session.campaign.clone()),
    };
    FieldKey { customer: session.customer.clone(), campaign, field: field.clone() }
}

/// Writes a value, with its fingerprints where nobody else may have it. What the same commit wrote there before counts no more.
pub(super) fn write(
    app: &App,
    fingerprints: Option<&Fingerprints>,
    session: &SessionRow,
    settings: &Field,
    write: funnel::Write,
    now: Timestamp,
    commit: &mut Commit,
) {
    let key = place(session, &write.field, settings);
    forget(commit, &key);
    let remove_at = settings.kept_until(now);
    if let Some(at) = remove_at {
        commit.jobs.push(retention::field_job(&key, &session.id, now, at));
    }
    let plain = Zeroizing::new(settings.written(&write.value));
    commit.fields.push(FieldRow {
        customer: key.customer.clone(),
        campaign: key.campaign.clone(),
        field: write.field,
        label: settings.label(&key.field).to_owned(),
        kind: settings.kind,
        pii: settings.pii,
        value: app.parts.master_key.seal(&context::field(&key), plain.as_bytes()),
        unique: settings.unique,
        origin: write.origin,
        written_at: now,
        remove_at,
    });
    if let Some(fingerprints) = fingerprints {
        let unique = fingerprints.of(key.campaign.as_ref(), &key.field, settings, &write.value);
        let unique = unique.into_iter().map(|fingerprint| UniqueValue { key: key.clone(), fingerprint });
        commit.unique.extend(unique);
    }
}

/// Takes a value off the record.
pub(super) fn clear(session: &SessionRow, settings: &Field, field: &FieldId, commit: &mut Commit) {
    let key = place(session, field, settings);
    forget(commit, &key);
    commit.cleared.push(key);
}

fn forget(commit: &mut Commit, key: &FieldKey) {
    commit.fields.retain(|row| row.key() != *key);
    commit.unique.retain(|unique| unique.key != *key);
    commit.cleared.retain(|cleared| cleared != key);
}
