//! Sessions and all that is committed together with their steps.

use std::collections::BTreeSet;

use async_trait::async_trait;
use jiff::Timestamp;

use super::{attempts, audit, customers, fields, images, jobs, reviews, sessions};
use crate::storage::engine::{Connection, Engine};
use crate::storage::{
    AttemptRow, AttemptState, AuditRow, Commit, Committed, CustomerRow, FieldKey, FieldRow, ImageRow, Result,
    ReviewRow, Runs, Sealed, SessionRow, StorageError,
};

/// Writes what belongs to a session's step. Unless it is done the transaction must not be committed: the job that it finishes
/// is no longer ours, a file that it keeps is not there any more, or others have values that nobody else may have.
async fn write<C: Connection>(connection: &mut C, commit: &Commit, now: Timestamp) -> Result<Committed> {
    if let Some(job) = &commit.finished_job
        && !jobs::finish(connection, job).await?
    {
        return Ok(Committed::Overtaken);
    }
    // The customer first: two sessions of one customer then take their locks in the same order.
    let written: BTreeSet<FieldKey> = commit.fields.iter().map(FieldRow::key).collect();
    let cleared: BTreeSet<FieldKey> = commit.cleared.iter().cloned().collect();
    let changed: BTreeSet<FieldKey> = &written | &cleared;
    let customers: BTreeSet<&str> = changed.iter().map(|key| key.customer.as_str()).collect();
    for customer in customers {
        customers::changed(connection, customer, now).await?;
    }
    for field in &commit.fields {
        fields::store(connection, field).await?;
    }
    let taken = fields::tell_apart(connection, &changed, &commit.unique).await?;
    if !taken.is_empty() {
        return Ok(Committed::Taken(taken));
    }
    for key in cleared.difference(&written) {
        fields::clear(connection, key).await?;
    }
    if let Some(settled) = &commit.uploads
        && !images::settle(connection, settled).await?
    {
        return Ok(Committed::Overtaken);
    }
    for attempt in &commit.attempts {
        attempts::store(connection, attempt).await?;
    }
    for review in &commit.reviews {
        reviews::store(connection, review).await?;
    }
    jobs::add(connection, &commit.jobs, now).await?;
    for row in &commit.audit {
        audit::add(connection, row).await?;
    }
    Ok(Committed::Done)
}

#[async_trait]
impl<E: Engine> Runs for E {
    async fn start_session(
        &self,
        session: &SessionRow,
        commit: &Commit,
        now: Timestamp,
    ) -> Result<Committed> {
        let mut tx = self.write().await?;
        customers::add(&mut *tx, &session.customer, now).await?;
        sessions::add(&mut *tx, session).await?;
        let committed = write(&mut *tx, commit, now).await?;
        match committed {
            Committed::Done => tx.commit().await?,
            Committed::Taken(_) => tx.rollback().await?,
            Committed::Overtaken => {
                tx.rollback().await?;
                let key = commit.finished_job.as_ref().map(|job| job.key.clone());
                return Err(StorageError::LeaseLost(key.unwrap_or_default()));
            }
        }
        Ok(committed)
    }

    async fn session(&self, id: &str) -> Result<Option<SessionRow>> {
        sessions::one(&mut *self.reader().await?, id).await
    }

    async fn sessions(&self, limit: u32) -> Result<Vec<SessionRow>> {
        sessions::newest(&mut *self.reader().await?, limit).await
    }

    async fn sessions_of(&self, customer: &str) -> Result<Vec<SessionRow>> {
        sessions::of_customer(&mut *self.reader().await?, customer).await
    }

    async fn advance(
        &self,
        session: &SessionRow,
        expected_seq: u64,
        commit: &Commit,
        now: Timestamp,
    ) -> Result<Committed> {
        let mut tx = self.write().await?;
        let committed = if sessions::replace(&mut *tx, session, expected_seq, now).await? {
            write(&mut *tx, commit, now).await?
        } else {
            Committed::Overtaken
        };
        if committed.is_done() {
            tx.commit().await?;
        } else {
            tx.rollback().await?;
        }
        Ok(committed)
    }

    async fn replace_state(&self, session: &str, expected_seq: u64, state: &Sealed) -> Result<bool> {
        let mut tx = self.write().await?;
        let done = sessions::replace_state(&mut *tx, session, expected_seq, state).await?;
        tx.commit().await?;
        Ok(done)
    }

    async fn attempt(&self, id: &str) -> Result<Option<AttemptRow>> {
        attempts::one(&mut *self.reader().await?, id).await
    }

    async fn attempt_by_token(&self, hash: &[u8; 32]) -> Result<Option<AttemptRow>> {
        attempts::of_token(&mut *self.reader().await?, hash).await
    }

    async fn attempts(&self, session: Option<&str>, limit: u32) -> Result<Vec<AttemptRow>> {
        attempts::list(&mut *self.reader().await?, session, limit).await
    }

    async fn update_attempt(&self, attempt: &AttemptRow, expected: AttemptState) -> Result<bool> {
        let mut tx = self.write().await?;
        let done = attempts::replace(&mut *tx, attempt, expected).await?;
        tx.commit().await?;
        Ok(done)
    }

    async fn reviews(&self, id: Option<&str>) -> Result<Vec<ReviewRow>> {
        reviews::list(&mut *self.reader().await?, id).await
    }

    async fn customers(&self, limit: u32) -> Result<Vec<CustomerRow>> {
        customers::newest(&mut *self.reader().await?, limit).await
    }

    async fn customer(&self, id: &str) -> Result<Option<CustomerRow>> {
        customers::one(&mut *self.reader().await?, id).await
    }

    async fn fields(&self, customer: &str) -> Result<Vec<FieldRow>> {
        fields::of_customer(&mut *self.reader().await?, customer).await
    }

    async fn expire_field(&self, key: &FieldKey, written_at: Timestamp, now: Timestamp) -> Result<bool> {
        let mut tx = self.write().await?;
        customers::changed(&mut *tx, &key.customer, now).await?;
        fields::tell_apart(&mut *tx, &BTreeSet::from([key.clone()]), &[]).await?;
        if !fields::clear_written(&mut *tx, key, written_at).await? {
            tx.rollback().await?;
            return Ok(false);
        }
        let campaign = key.campaign.as_ref().map(|campaign| format!(" of campaign {campaign}"));
        let note = AuditRow {
            actor: "system".to_owned(),
            action: "field.expire".to_owned(),
            subject: format!("customer/{}", key.customer),
            detail: Some(format!("{}{}", key.field, campaign.unwrap_or_default())),
            at: now,
        };
        audit::add(&mut *tx, &note).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn images(&self, customer: &str) -> Result<Vec<ImageRow>> {
        images::kept(&mut *self.reader().await?, customer).await
    }

    async fn image(&self, id: &str) -> Result<Option<ImageRow>> {
        images::one(&mut *self.reader().await?, id).await
    }

    async fn put_image(&self, image: &ImageRow) -> Result<()> {
        let mut tx = self.write().await?;
        images::add(&mut *tx, image).await?;
        Ok(tx.commit().await?)
    }

    async fn remove_image(&self, id: &str, now: Timestamp) -> Result<bool> {
        let mut tx = self.write().await?;
        let removed = images::remove(&mut *tx, id, now).await?;
        tx.commit().await?;
        Ok(removed)
    }

    async fn note(&self, row: &AuditRow) -> Result<()> {
        let mut tx = self.write().await?;
        audit::add(&mut *tx, row).await?;
        Ok(tx.commit().await?)
    }
}
