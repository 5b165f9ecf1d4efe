//! Jobs: leased to one worker at a time, by a fence that goes up with every claim.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::storage::engine::{Columns, Connection, Engine, values};
use crate::storage::{ClaimedJob, Jobs, NewJob, Result};

const ADD: &str = "\
    INSERT INTO jobs (key, kind, payload, run_at, created_at) VALUES ($1, $2, $3, $4, $5) \
    ON CONFLICT (key) DO NOTHING";

const FINISH: &str = "\
    UPDATE jobs SET state = 'done', lease_until = NULL \
    WHERE key = $1 AND fence = $2 AND state = 'waiting' AND lease_until IS NOT NULL";

const RETRY: &str = "\
    UPDATE jobs \
    SET run_at = CASE WHEN hastened_at < $3 THEN hastened_at ELSE $3 END, hastened_at = NULL, lease_until = NULL, \
        last_error = $4 \
    WHERE key = $1 AND fence = $2 AND state = 'waiting' AND lease_until IS NOT NULL";

/// A job that somebody works on may just have asked too early: it remembers, and is due again at once when it is to be
/// retried.
const HASTEN: &str = "\
    UPDATE jobs \
    SET run_at = CASE WHEN lease_until IS NULL AND run_at > $2 THEN $2 ELSE run_at END, \
        hastened_at = CASE WHEN lease_until IS NOT NULL THEN $2 END \
    WHERE key = $1 AND state = 'waiting'";

const NEXT_DUE: &str = "\
    SELECT MIN(due) AS due FROM ( \
        SELECT MIN(run_at) AS due FROM jobs WHERE state = 'waiting' AND lease_until IS NULL \
        UNION ALL SELECT MIN(lease_until) AS due FROM jobs WHERE lease_until IS NOT NULL \
    ) AS both_kinds";

const AT_WORK: &str = "SELECT key FROM jobs WHERE key = $1 AND lease_until > $2";

fn claimed(row: &impl Columns) -> Result<(i64, ClaimedJob)> {
    let job = ClaimedJob {
        key: row.text("key")?,
        kind: row.text("kind")?,
        payload: row.text("payload")?,
        claims: row.number("claims")?,
        fence: row.int("fence")?,
    };
    Ok((row.int("run_at")?, job))
}

/// Adds jobs whose keys are not there yet.
pub(super) async fn add<C: Connection>(connection: &mut C, jobs: &[NewJob], now: Timestamp) -> Result<()> {
    // In order of keys, so that transactions that add the same ones wait for each other, never crosswise.
    let mut jobs: Vec<&NewJob> = jobs.iter().collect();
    jobs.sort_by(|a, b| a.key.cmp(&b.key));
    for job in jobs {
        let values = values![job.key.as_str(), job.kind.as_str(), job.payload.as_str(), job.run_at, now];
        connection.execute(ADD, values).await?;
    }
    Ok(())
}

/// Marks a job as done, if its lease still is ours.
pub(super) async fn finish<C: Connection>(connection: &mut C, job: &ClaimedJob) -> Result<bool> {
    Ok(connection.execute(FINISH, values![job.key.as_str(), job.fence]).await? == 1)
}

#[async_trait]
impl<E: Engine> Jobs for E {
    async fn add_jobs(&self, jobs: &[NewJob], now: Timestamp) -> Result<()> {
        let mut tx = self.write().await?;
        add(&mut *tx, jobs, now).await?;
        Ok(tx.commit().await?)
    }

    async fn claim_jobs(
        &self,
        now: Timestamp,
        lease_until: Timestamp,
        limit: u32,
    ) -> Result<Vec<ClaimedJob>> {
        let mut tx = self.write().await?;
        let rows = tx.fetch(E::DIALECT.claim_jobs, values![now, lease_until, limit]).await?;
        tx.commit().await?;
        let mut jobs = rows.iter().map(claimed).collect::<Result<Vec<_>>>()?;
        // An UPDATE gives its rows in any order.
        jobs.sort_by(|(at, job), (other_at, other)| (at, &job.key).cmp(&(other_at, &other.key)));
        Ok(jobs.into_iter().map(|(_, job)| job).collect())
    }

    async fn claim_job(
        &self,
        key: &str,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Option<ClaimedJob>> {
        let mut tx = self.write().await?;
        let row = tx.first(E::DIALECT.claim_job, values![now, lease_until, key]).await?;
        tx.commit().await?;
        row.map(|row| claimed(&row).map(|(_, job)| job)).transpose()
    }

    async fn finish_job(&self, job: &ClaimedJob) -> Result<bool> {
        let mut tx = self.write().await?;
        let done = finish(&mut *tx, job).await?;
        tx.commit().await?;
        Ok(done)
    }

    async fn retry_job(&self, job: &ClaimedJob, at: Timestamp, error: &str) -> Result<bool> {
        let mut tx = self.write().await?;
        let changed = tx.execute(RETRY, values![job.key.as_str(), job.fence, at, error]).await?;
        tx.commit().await?;
        Ok(changed == 1)
    }

    async fn hasten_job(&self, key: &str, now: Timestamp) -> Result<bool> {
        let mut tx = self.write().await?;
        let changed = tx.execute(HASTEN, values![key, now]).await?;
        tx.commit().await?;
        Ok(changed == 1)
    }

    async fn next_due(&self) -> Result<Option<Timestamp>> {
        let row = self.reader().await?.first(NEXT_DUE, values![]).await?;
        Ok(row.map(|row| row.maybe_time("due")).transpose()?.flatten())
    }

    async fn job_at_work(&self, key: &str, now: Timestamp) -> Result<bool> {
        Ok(self.reader().await?.first(AT_WORK, values![key, now]).await?.is_some())
    }
}
