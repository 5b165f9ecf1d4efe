//! Makes rows: complete ones, so that tests only say what matters to them.

use std::collections::BTreeMap;

use api::{CommitState, Origin};
use backend::storage::{
    AppliedOrNot, AttemptRow, AttemptState, AuditRow, Commit, CredentialsRow, FieldRow, ImageRow, ImageState,
    NewChangeset, NewJob, NewVersion, PublishedOrNot, ReviewRow, Sealed, SessionRow, Storage, UniqueValue,
    VersionRow,
};
use jiff::Timestamp;
use model::{
    CampaignSlug, FieldId, FieldType, Pii, ProviderName, ResourceName, Revision, StepId, WorkspaceName,
};

/// Some seconds after the day on which all tests play, and a few microseconds, which must not get lost.
pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_microsecond(1_800_000_000_000_000 + seconds * 1_000_000 + 123_456).unwrap()
}

pub(super) fn revision(number: u8) -> Revision {
    format!("{number:02x}").repeat(32).parse().unwrap()
}

pub(super) fn slug(text: &str) -> CampaignSlug {
    CampaignSlug::new(text).unwrap()
}

pub(super) fn step(text: &str) -> StepId {
    StepId::new(text).unwrap()
}

pub(super) fn campaign(text: &str) -> ResourceName {
    ResourceName::Campaign(slug(text))
}

pub(super) fn jumio() -> ProviderName {
    ProviderName::new("jumio").unwrap()
}

pub(super) fn sealed(text: &str) -> Sealed {
    Sealed(text.as_bytes().to_vec())
}

/// A hash of its own for every text.
pub(super) fn hash(text: &str) -> [u8; 32] {
    let mut hash = [7; 32];
    hash[..text.len()].copy_from_slice(text.as_bytes());
    hash
}

/// What a draft of this revision holds.
pub(super) fn contents(number: u8) -> String {
    format!(r#"{{"revision":{number}}}"#)
}

/// A changeset without changes, from the workspace `acme`.
pub(super) fn changeset(id: &str) -> NewChangeset {
    NewChangeset {
        id: id.to_owned(),
        idempotency_key: format!("key of {id}"),
        actor: "anna".to_owned(),
        origin: Origin {
            workspace: WorkspaceName::new("acme").unwrap(),
            commit: Some("0123abcd".to_owned()),
            state: CommitState::Dirty,
            run: Some("ci 77".to_owned()),
        },
        message: Some("more colour".to_owned()),
        base: BTreeMap::new(),
        put: BTreeMap::new(),
        delete: Vec::new(),
    }
}

/// The same with a draft to save, seen last with `base`.
pub(super) fn putting(
    mut changeset: NewChangeset,
    name: ResourceName,
    base: Option<u8>,
    number: u8,
) -> NewChangeset {
    changeset.base.insert(name.clone(), base.map(revision));
    changeset.put.insert(name, (revision(number), contents(number)));
    changeset
}

/// The same with a draft to delete, seen last with `base`.
pub(super) fn deleting(mut changeset: NewChangeset, name: ResourceName, base: u8) -> NewChangeset {
    changeset.base.insert(name.clone(), Some(revision(base)));
    changeset.delete.push(name);
    changeset
}

pub(super) async fn apply(storage: &dyn Storage, changeset: &NewChangeset) {
    let answer = storage.apply_changeset(changeset, at(0)).await.unwrap();
    assert_eq!(answer, AppliedOrNot::Applied { id: changeset.id.clone() });
}

/// A publication of revision 1 of a campaign, with a data model of revision 2.
pub(super) fn publication(text: &str, was_live: Option<u64>) -> NewVersion {
    NewVersion {
        campaign: slug(text),
        revision: revision(1),
        was_live,
        frozen: BTreeMap::from([
            (campaign(text), (revision(1), contents(1))),
            (ResourceName::DataModel, (revision(2), contents(2))),
        ]),
        message: Some("for spring".to_owned()),
        actor: "pia".to_owned(),
    }
}

/// Saves the drafts that [`publication`] freezes.
pub(super) async fn drafts_of(storage: &dyn Storage, text: &str) {
    let base = storage.draft(&ResourceName::DataModel).await.unwrap().map(|_| 2);
    let changeset = putting(changeset(&format!("drafts of {text}")), campaign(text), None, 1);
    apply(storage, &putting(changeset, ResourceName::DataModel, base, 2)).await;
}

pub(super) async fn publish(storage: &dyn Storage, publication: &NewVersion) -> VersionRow {
    match storage.publish(publication, at(10)).await.unwrap() {
        PublishedOrNot::Published(version) => version,
        PublishedOrNot::Changed => panic!("something changed"),
    }
}

/// A storage with version 1 of the campaign `welcome`, for sessions to run through.
pub(super) async fn with_version(storage: &dyn Storage) {
    drafts_of(storage, "welcome").await;
    publish(storage, &publication("welcome", None)).await;
}

/// A session of customer `c-ID`, begun some seconds after the start.
pub(super) fn session(id: &str, seconds: i64) -> SessionRow {
    SessionRow {
        id: id.to_owned(),
        customer: format!("c-{id}"),
        token_hash: hash(id),
        campaign: slug("welcome"),
        version: 1,
        seq: 1,
        step: step("start"),
        result: None,
        state: sealed("first state"),
        started_at: at(seconds),
        updated_at: at(seconds),
    }
}

pub(super) async fn start(storage: &dyn Storage, session: &SessionRow) {
    storage.start_session(session, &Commit::default(), session.started_at).await.unwrap();
}

pub(super) fn field(customer: &str, id: &str, value: &str) -> FieldRow {
    FieldRow {
        customer: customer.to_owned(),
        campaign: None,
        field: FieldId::new(id).unwrap(),
        label: format!("The {id}"),
        kind: FieldType::Text,
        pii: Pii::Personal,
        value: sealed(value),
        unique: false,
        origin: "form/start".to_owned(),
        written_at: at(20),
        remove_at: None,
    }
}

/// A field whose value nobody else may have, and its fingerprint.
pub(super) fn unique(customer: &str, id: &str, value: &str) -> (FieldRow, UniqueValue) {
    let row = FieldRow { unique: true, ..field(customer, id, value) };
    let value = UniqueValue { key: row.key(), fingerprint: hash(&format!("{id} {value}")) };
    (row, value)
}

/// An attempt that is not created yet.
pub(super) fn attempt(id: &str, session: &str, seconds: i64) -> AttemptRow {
    AttemptRow {
        id: id.to_owned(),
        session: session.to_owned(),
        step: step(&format!("step-{id}")),
        attempt: 1,
        provider: jumio(),
        state: AttemptState::Creating,
        callback_hash: hash(&format!("callback {id}")),
        return_hash: hash(&format!("return {id}")),
        private: sealed("tokens"),
        account_id: None,
        run_id: None,
        outcome: None,
        result: None,
        created_at: at(seconds),
        decided_at: None,
    }
}

/// An open review.
pub(super) fn review(id: &str, session: &SessionRow, seconds: i64) -> ReviewRow {
    ReviewRow {
        id: id.to_owned(),
        session: session.id.clone(),
        customer: session.customer.clone(),
        campaign: session.campaign.clone(),
        step: step("review"),
        queue: "second look".to_owned(),
        reasons: vec!["blurred".to_owned(), "other \"person\"".to_owned()],
        came_from: Some("identity.review".to_owned()),
        opened_at: at(seconds),
        due_at: Some(at(seconds + 3600)),
        closed: None,
    }
}

pub(super) fn image(id: &str, attempt: &AttemptRow, customer: &str, name: &str, seconds: i64) -> ImageRow {
    ImageRow {
        id: id.to_owned(),
        customer: customer.to_owned(),
        attempt: Some(attempt.id.clone()),
        field: None,
        session: attempt.session.clone(),
        step: attempt.step.clone(),
        name: name.to_owned(),
        state: ImageState::Kept,
        media_type: "image/jpeg".to_owned(),
        bytes: 123_456,
        blob: format!("blobs/{id}"),
        wrapped_key: sealed("key"),
        stored_at: at(seconds),
        remove_at: Some(at(seconds + 1)),
    }
}

pub(super) fn job(key: &str, seconds: i64) -> NewJob {
    NewJob {
        key: key.to_owned(),
        kind: "fetch".to_owned(),
        payload: format!(r#"{{"of":"{key}"}}"#),
        run_at: at(seconds),
    }
}

pub(super) fn note(action: &str, seconds: i64) -> AuditRow {
    AuditRow {
        actor: "anna".to_owned(),
        action: action.to_owned(),
        subject: "customer/c-1".to_owned(),
        detail: None,
        at: at(seconds),
    }
}

pub(super) fn credentials(platform: &str, datacenter: &str, pair: &str) -> CredentialsRow {
    CredentialsRow {
        provider: jumio(),
        platform: platform.to_owned(),
        datacenter: datacenter.to_owned(),
        pair: sealed(pair),
        fingerprint: format!("fp-{pair}"),
        set_by: "adam".to_owned(),
        set_at: at(5),
    }
}

/// The newest rows of the audit log in short: who, what, to what, and what else.
pub(super) async fn log(storage: &dyn Storage) -> Vec<String> {
    let rows = storage.audit(1000).await.unwrap();
    rows.iter()
        .map(|row| {
            let detail = row.detail.as_deref().unwrap_or("-");
            format!("{} {} {}: {detail}", row.actor, row.action, row.subject)
        })
        .collect()
}
