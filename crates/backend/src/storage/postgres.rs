//! PostgreSQL: for several backends that serve together.

use std::fmt;
use std::str::FromStr;

use secrecy::{ExposeSecret, SecretString};
use sqlx::migrate::Migrator;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions, PgRow};
use sqlx::{PgPool, Transaction};

use super::Result;
use super::engine::{Dialect, Engine, connection};

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations/postgres");

/// Servers allow a hundred by default, for all that use them.
const CONNECTIONS: u32 = 10;

/// Each statement sees what is committed when it begins, so a compare-and-set that waited for a row compares with what the
/// other one left. The server's default may be another level.
const BEGIN_WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";

const BEGIN_SNAPSHOT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// A database on a server.
pub struct Postgres {
    pool: PgPool,
    place: String,
}

impl Postgres {
    /// Connects to the database of a `postgres://` address and brings it to this version's form, under a lock: several
    /// backends may start at once. With TLS where the server has it; `?sslmode=verify-full` demands it.
    pub async fn connect(url: &SecretString) -> Result<Self> {
        let options = PgConnectOptions::from_str(url.expose_secret())?.application_name("campaignctl");
        let place =
            format!("{}/{}", options.get_host(), options.get_database().unwrap_or(options.get_username()));
        let pool = PgPoolOptions::new().max_connections(CONNECTIONS).connect_with(options).await?;
        MIGRATIONS.run(&pool).await?;
        Ok(Self { pool, place })
    }
}

impl fmt::Debug for Postgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Postgres({})", self.place)
    }
}

connection!(PgConnection, PgRow);

impl Engine for Postgres {
    type Db = sqlx::Postgres;
    type Connection = PgConnection;

    const DIALECT: Dialect = Dialect {
        lock_workspace: "SELECT name FROM workspace WHERE id = 1 FOR UPDATE",
        // Materialised, because a planner that runs the inner query twice would lock twice as many.
        claim_jobs: "\
            WITH due AS MATERIALIZED ( \
                SELECT key FROM jobs \
                WHERE state = 'waiting' AND run_at <= $1 AND (lease_until IS NULL OR lease_until <= $1) \
                ORDER BY run_at, key LIMIT $3 FOR UPDATE SKIP LOCKED \
            ) \
            UPDATE jobs SET lease_until = $2, fence = fence + 1, claims = claims + 1, hastened_at = NULL \
            FROM due WHERE jobs.key = due.key \
            RETURNING jobs.key, kind, payload, claims, fence, run_at",
        claim_job: "\
            WITH due AS MATERIALIZED ( \
                SELECT key FROM jobs \
                WHERE key = $3 AND state = 'waiting' AND run_at <= $1 \
                    AND (lease_until IS NULL OR lease_until <= $1) \
                FOR UPDATE SKIP LOCKED \
            ) \
            UPDATE jobs SET lease_until = $2, fence = fence + 1, claims = claims + 1, hastened_at = NULL \
            FROM due WHERE jobs.key = due.key \
            RETURNING jobs.key, kind, payload, claims, fence, run_at",
    };

    async fn write(&self) -> Result<Transaction<'static, sqlx::Postgres>> {
        Ok(self.pool.begin_with(BEGIN_WRITE).await?)
    }

    async fn snapshot(&self) -> Result<Transaction<'static, sqlx::Postgres>> {
        Ok(self.pool.begin_with(BEGIN_SNAPSHOT).await?)
    }

    async fn reader(&self) -> Result<PoolConnection<sqlx::Postgres>> {
        Ok(self.pool.acquire().await?)
    }
}
