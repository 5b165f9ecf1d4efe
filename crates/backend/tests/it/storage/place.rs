//! Where a test's database is: a file, or a schema of a PostgreSQL server. Every test has its own.

use std::sync::Arc;

use backend::storage::{self, Storage};
use secrecy::SecretString;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor};
use tempfile::TempDir;

/// Names the variable with the address of a PostgreSQL server.
const SERVER: &str = "CAMPAIGNCTL_TEST_POSTGRES";

/// A database of a test's own.
#[derive(Clone)]
pub(super) struct Place {
    /// Its address, as [`storage::open`] takes it.
    pub(super) address: String,
    _directory: Option<Arc<TempDir>>,
}

impl Place {
    /// Another set of connections to it, as another process would have.
    pub(super) async fn open(&self) -> Arc<dyn Storage> {
        storage::open(&SecretString::from(self.address.clone())).await.unwrap()
    }

    /// Runs a statement behind the back of storage.
    pub(super) async fn run(&self, sql: &str) {
        let sql = AssertSqlSafe(sql.to_owned());
        if let Some(path) = self.address.strip_prefix("sqlite:") {
            let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
            options.connect().await.unwrap().execute(sql).await.unwrap();
        } else {
            sqlx::PgConnection::connect(&self.address).await.unwrap().execute(sql).await.unwrap();
        }
    }
}

/// A new file in a new directory.
pub(super) fn sqlite_place() -> Place {
    let directory = TempDir::new().unwrap();
    let address = format!("sqlite:{}", directory.path().join("campaigns.db").display());
    Place { address, _directory: Some(Arc::new(directory)) }
}

/// Runs a test on a new file.
pub(super) async fn on_sqlite<F>(test: impl FnOnce(Place) -> F)
where
    F: Future<Output = ()>,
{
    test(sqlite_place()).await;
}

/// Runs a test in a new schema, and removes that whatever became of the test.
pub(super) async fn on_postgres<F>(test: impl FnOnce(Place) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let Ok(server) = std::env::var(SERVER) else {
        panic!(
            "these tests want a PostgreSQL server: run `scripts/with-postgres cargo test -p campaignctl-backend`, \
             or set {SERVER} to the address of a server where schemas can be made"
        );
    };
    let schema = format!("test_{}", uuid::Uuid::new_v4().simple());
    let mut connection = sqlx::PgConnection::connect(&server).await.unwrap();
    connection.execute(AssertSqlSafe(format!("CREATE SCHEMA {schema}"))).await.unwrap();
    let separator = if server.contains('?') { '&' } else { '?' };
    let place =
        Place { address: format!("{server}{separator}options[search_path]={schema}"), _directory: None };
    let outcome = tokio::spawn(test(place)).await;
    connection.execute(AssertSqlSafe(format!("DROP SCHEMA {schema} CASCADE"))).await.unwrap();
    if let Err(error) = outcome {
        std::panic::resume_unwind(error.into_panic());
    }
}
