//! Sessions and all that is committed together with their steps.

use std::collections::BTreeSet;

use async_trait::async_trait;
use jiff::Timestamp;

use super::{attempts, audit, customers, jobs, reviews, sessions};
use crate::storage::engine::{Connection, Engine};
use crate::storage::{
    AttemptRow, AttemptState, AuditRow, Commit, CustomerRow, FieldRow, ImageRow, Result, ReviewRow, Runs,
    SessionRow, StorageError,
};

/// Writes what belongs to a session's step. `false`: the job that it finishes is no longer ours, and the transaction must
/// not be committed.
async fn write<C: Connection>(connection: &mut C, commit: &Commit, now: Timestamp) -> Result<bool> {
    if let Some(job) = &commit.finished_job
        && !jobs::finish(connection, job).await?
    {
        return Ok(false);
    }
    // The customer first: two sessions of one customer then take their locks in the same order.
    let written = commit.fields.iter().map(|field| field.customer.as_str());
    let changed: BTreeSet<&str> =
        written.chain(commit.cleared.iter().map(|(customer, _)| customer.as_str())).collect();
    for customer in changed {
        customers::changed(connection, customer, now).await?;
    }
    for (customer, field) in &commit.cleared {
        customers::clear_field(connection, customer, field).await?;
    }
    for field in &commit.fields {
        customers::store_field(connection, field).await?;
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
    Ok(true)
}

#[async_trait]
impl<E: Engine> Runs for E {
    async fn start_session(&self, session: &SessionRow, commit: &Commit, now: Timestamp) -> Result<()> {
        let mut tx = self.write().await?;
        customers::add(&mut *tx, &session.customer, now).await?;
        sessions::add(&mut *tx, session).await?;
        if !write(&mut *tx, commit, now).await? {
            tx.rollback().await?;
            let key = commit.finished_job.as_ref().map(|job| job.key.clone());
            return Err(StorageError::LeaseLost(key.unwrap_or_default()));
        }
        Ok(tx.commit().await?)
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
    ) -> Result<bool> {
        let mut tx = self.write().await?;
        let done = sessions::replace(&mut *tx, session, expected_seq, now).await?
            && write(&mut *tx, commit, now).await?;
        if done {
            tx.commit().await?;
        } else {
            tx.rollback().await?;
        }
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
        customers::fields(&mut *self.reader().await?, customer).await
    }

    async fn images(&self, customer: &str) -> Result<Vec<ImageRow>> {
        customers::images(&mut *self.reader().await?, customer).await
    }

    async fn image(&self, id: &str) -> Result<Option<ImageRow>> {
        customers::image_of_id(&mut *self.reader().await?, id).await
    }

    async fn put_image(&self, image: &ImageRow) -> Result<()> {
        let mut tx = self.write().await?;
        customers::add_image(&mut *tx, image).await?;
        Ok(tx.commit().await?)
    }

    async fn remove_image(&self, id: &str, now: Timestamp) -> Result<bool> {
        let mut tx = self.write().await?;
        if !customers::remove_image(&mut *tx, id).await? {
            tx.rollback().await?;
            return Ok(false);
        }
        let note = AuditRow {
            actor: "system".to_owned(),
            action: "image.expire".to_owned(),
            subject: format!("image/{id}"),
            detail: None,
            at: now,
        };
        audit::add(&mut *tx, &note).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn note(&self, row: &AuditRow) -> Result<()> {
        let mut tx = self.write().await?;
        audit::add(&mut *tx, row).await?;
        Ok(tx.commit().await?)
    }
}
