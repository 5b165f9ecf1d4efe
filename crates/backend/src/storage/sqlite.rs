//! SQLite: one file beside the backend, one writer at a time.

use std::fmt;
use std::path::Path;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqlitePoolOptions, SqliteRow, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection as _, SqlitePool, Transaction};
use tokio::time::{Instant, sleep};

use super::Result;
use super::engine::{Dialect, Engine, connection};

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations/sqlite");

/// How long a writer waits for writers of other processes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Readers see the last committed state and never wait, so a few are enough.
const READERS: u32 = 4;

/// "The database is locked", told by SQLite's primary result code.
const SQLITE_BUSY: i32 = 5;

/// Takes the one write lock at once. A transaction that reads first and writes later would fail, without waiting, when
/// another writer came between.
const BEGIN_WRITE: &str = "BEGIN IMMEDIATE";

/// A database in one file.
pub struct Sqlite {
    writer: SqlitePool,
    readers: SqlitePool,
    place: String,
}

impl Sqlite {
    /// Opens the database in a file; makes it, for its owner's eyes only, if there is none; brings it to this version's
    /// form. Several processes may do so at once.
    pub async fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        make_private(path).map_err(sqlx::Error::Io)?;
        let options = options().filename(path);
        prepare(&options).await?;
        let pool = SqlitePoolOptions::new().idle_timeout(None).max_lifetime(None).test_before_acquire(false);
        Ok(Self {
            writer: pool.clone().max_connections(1).connect_with(options.clone()).await?,
            readers: pool.max_connections(READERS).connect_with(options.pragma("query_only", "ON")).await?,
            place: path.display().to_string(),
        })
    }

    /// Brings the database in a file to this version's form, and makes it if there is none.
    pub async fn migrate(path: impl AsRef<Path>) -> Result<()> {
        make_private(path.as_ref()).map_err(sqlx::Error::Io)?;
        prepare(&options().filename(path)).await
    }

    /// Whether there is a database in a file that needs no migration to be used by this version. Changes nothing.
    pub async fn is_current(path: impl AsRef<Path>) -> Result<bool> {
        let path = path.as_ref();
        if !fs_err::exists(path).map_err(sqlx::Error::Io)? {
            return Ok(false);
        }
        let mut connection = options().filename(path).connect().await?;
        let begun = sqlx::query("SELECT 1 FROM sqlite_schema WHERE name = '_sqlx_migrations'")
            .fetch_optional(&mut connection)
            .await?
            .is_some();
        let mut done: Vec<i64> = Vec::new();
        if begun {
            done =
                sqlx::query_scalar("SELECT version FROM _sqlx_migrations").fetch_all(&mut connection).await?;
        }
        connection.close().await?;
        Ok(MIGRATIONS.iter().all(|migration| done.contains(&migration.version)))
    }

    /// A database that is gone with this value: for tests.
    pub async fn open_in_memory() -> Result<Self> {
        // Each connection to `:memory:` has a database of its own, so that there is only one, and it never ends.
        let pool = SqlitePoolOptions::new()
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .max_connections(1)
            .connect_with(options().filename(":memory:"))
            .await?;
        let mut connection = pool.acquire().await?;
        migrate(&mut connection).await?;
        drop(connection);
        Ok(Self { writer: pool.clone(), readers: pool, place: ":memory:".to_owned() })
    }
}

impl fmt::Debug for Sqlite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sqlite({})", self.place)
    }
}

/// With `synchronous=FULL` a commit that was answered for survives a loss of power; `NORMAL` may lose the last ones.
fn options() -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .busy_timeout(BUSY_TIMEOUT)
        .foreign_keys(true)
        .synchronous(SqliteSynchronous::Full)
}

/// Makes the file before SQLite does, which would let everybody read it. SQLite gives the files beside it the same mode.
fn make_private(path: &Path) -> std::io::Result<()> {
    let mut options = fs_err::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use fs_err::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path).map(drop)
}

/// Switches the file to write-ahead logging and brings it to this version's form.
async fn prepare(options: &SqliteConnectOptions) -> Result<()> {
    let mut connection = options.connect().await?;
    let deadline = Instant::now() + BUSY_TIMEOUT;
    // The switch fails at once, without the busy timeout, while another process does the same.
    while let Err(error) = sqlx::query("PRAGMA journal_mode = WAL").execute(&mut connection).await {
        if !is_busy(&error) || Instant::now() > deadline {
            return Err(error.into());
        }
        sleep(Duration::from_millis(10)).await;
    }
    migrate(&mut connection).await?;
    Ok(connection.close().await?)
}

/// All in one transaction: sqlx takes no lock on SQLite, so that two processes would run the same migration.
async fn migrate(connection: &mut SqliteConnection) -> Result<()> {
    let mut tx = connection.begin_with(BEGIN_WRITE).await?;
    MIGRATIONS.run_direct(None, &mut *tx, false).await?;
    Ok(tx.commit().await?)
}

fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.and_then(|code| code.parse::<i32>().ok()).is_some_and(|code| code & 0xff == SQLITE_BUSY)
}

connection!(SqliteConnection, SqliteRow);

impl Engine for Sqlite {
    type Db = sqlx::Sqlite;
    type Connection = SqliteConnection;

    const DIALECT: Dialect = Dialect {
        lock_workspace: "SELECT name FROM workspace WHERE id = 1",
        claim_jobs: "\
            UPDATE jobs SET lease_until = $2, fence = fence + 1, claims = claims + 1, hastened_at = NULL \
            WHERE key IN ( \
                SELECT key FROM jobs \
                WHERE state = 'waiting' AND run_at <= $1 AND (lease_until IS NULL OR lease_until <= $1) \
                ORDER BY run_at, key LIMIT $3 \
            ) \
            RETURNING key, kind, payload, claims, fence, run_at",
        claim_job: "\
            UPDATE jobs SET lease_until = $2, fence = fence + 1, claims = claims + 1, hastened_at = NULL \
            WHERE key = $3 AND state = 'waiting' AND run_at <= $1 \
                AND (lease_until IS NULL OR lease_until <= $1) \
            RETURNING key, kind, payload, claims, fence, run_at",
    };

    async fn write(&self) -> Result<Transaction<'static, sqlx::Sqlite>> {
        Ok(self.writer.begin_with(BEGIN_WRITE).await?)
    }

    async fn snapshot(&self) -> Result<Transaction<'static, sqlx::Sqlite>> {
        Ok(self.readers.begin().await?)
    }

    async fn reader(&self) -> Result<PoolConnection<sqlx::Sqlite>> {
        Ok(self.readers.acquire().await?)
    }
}
