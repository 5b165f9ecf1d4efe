//! What the units of work need of a database: connections that run statements, transactions, and the few statements that
//! databases have to say in their own way.

use std::fmt::Display;
use std::future::Future;
use std::str::FromStr;

use jiff::Timestamp;
use sqlx::pool::PoolConnection;
use sqlx::{ColumnIndex, Decode, Transaction, Type};

use super::{Result, Sealed, StorageError};

/// A database. The units of work in `storage::sql` are written once, for every engine.
pub(super) trait Engine: Send + Sync {
    /// The driver.
    type Db: sqlx::Database<Connection = Self::Connection>;
    /// One connection.
    type Connection: Connection + sqlx::Connection<Database = Self::Db> + 'static;
    /// The statements that this engine has to say in its own way.
    const DIALECT: Dialect;

    /// Begins a transaction that writes: the one way to write. It sees what is committed at each of its statements.
    fn write(&self) -> impl Future<Output = Result<Transaction<'static, Self::Db>>> + Send;

    /// Begins a transaction that reads, and sees one state of the database throughout.
    fn snapshot(&self) -> impl Future<Output = Result<Transaction<'static, Self::Db>>> + Send;

    /// A connection for a single statement that reads.
    fn reader(&self) -> impl Future<Output = Result<PoolConnection<Self::Db>>> + Send;
}

/// Statements that differ between databases, because locking does.
pub(super) struct Dialect {
    /// The workspace's `name`; whoever has read it inside of a writing transaction is alone in changing drafts and
    /// versions until the end of it.
    pub(super) lock_workspace: &'static str,
    /// Leases waiting jobs that are due at $1 until $2, at most $3, oldest first; gives them back with `run_at`.
    pub(super) claim_jobs: &'static str,
    /// The same for the one job with key $3.
    pub(super) claim_job: &'static str,
}

/// A value that is bound to a placeholder: databases want to know the type even of nothing.
pub(super) enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
    Flag(bool),
}

/// The values of a statement, in the order of its placeholders.
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$($crate::storage::engine::Value::from($value)),*] };
}
pub(super) use values;

macro_rules! value_from {
    ($variant:ident, $from:ty, $convert:expr) => {
        impl From<$from> for Value {
            fn from(value: $from) -> Self {
                Self::$variant(Some($convert(value)))
            }
        }

        impl From<Option<$from>> for Value {
            fn from(value: Option<$from>) -> Self {
                Self::$variant(value.map($convert))
            }
        }
    };
}

value_from!(Int, i64, |value| value);
value_from!(Int, u32, i64::from);
value_from!(Int, Timestamp, |at: Timestamp| at.as_microsecond());
value_from!(Text, String, |value| value);
value_from!(Text, &str, str::to_owned);
value_from!(Bytes, &[u8], <[u8]>::to_vec);
value_from!(Bytes, &Sealed, |sealed: &Sealed| sealed.0.clone());

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Flag(value)
    }
}

/// A number as databases keep it: they have signed ones only.
pub(super) fn int(value: u64) -> Result<i64> {
    i64::try_from(value).map_err(|_| corrupt("number", "it is greater than 2^63 - 1"))
}

/// What the database holds cannot be read. The reason must not show contents.
pub(super) fn corrupt(what: &'static str, reason: impl Display) -> StorageError {
    StorageError::Corrupt { what, reason: reason.to_string() }
}

/// Runs statements.
pub(super) trait Connection: Send {
    /// What it gives back.
    type Row: Columns + Send;

    /// Runs a statement and tells how many rows it changed.
    fn execute(&mut self, sql: &'static str, values: Vec<Value>) -> impl Future<Output = Result<u64>> + Send;

    /// Runs a statement and gives all its rows.
    fn fetch(
        &mut self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> impl Future<Output = Result<Vec<Self::Row>>> + Send;

    /// Runs a statement and gives its only row, if any.
    fn first(
        &mut self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> impl Future<Output = Result<Option<Self::Row>>> + Send {
        async move { Ok(self.fetch(sql, values).await?.into_iter().next()) }
    }
}

/// [`Connection`] for a driver: the same words, but other types, and no trait of the drivers tells the number of rows.
macro_rules! connection {
    ($connection:ty, $row:ty) => {
        impl $crate::storage::engine::Connection for $connection {
            type Row = $row;

            async fn execute(
                &mut self,
                sql: &'static str,
                values: Vec<$crate::storage::engine::Value>,
            ) -> $crate::storage::Result<u64> {
                let query = $crate::storage::engine::bind(sqlx::query(sql), values);
                Ok(query.execute(&mut *self).await?.rows_affected())
            }

            async fn fetch(
                &mut self,
                sql: &'static str,
                values: Vec<$crate::storage::engine::Value>,
            ) -> $crate::storage::Result<Vec<$row>> {
                let query = $crate::storage::engine::bind(sqlx::query(sql), values);
                Ok(query.fetch_all(&mut *self).await?)
            }
        }
    };
}
pub(super) use connection;

type Query<DB> = sqlx::query::Query<'static, DB, <DB as sqlx::Database>::Arguments>;

/// Binds the values of a statement in order.
pub(super) fn bind<DB>(query: Query<DB>, values: Vec<Value>) -> Query<DB>
where
    DB: sqlx::Database,
    Option<i64>: sqlx::Encode<'static, DB> + Type<DB>,
    Option<String>: sqlx::Encode<'static, DB> + Type<DB>,
    Option<Vec<u8>>: sqlx::Encode<'static, DB> + Type<DB>,
    bool: sqlx::Encode<'static, DB> + Type<DB>,
{
    values.into_iter().fold(query, |query, value| match value {
        Value::Int(value) => query.bind(value),
        Value::Text(value) => query.bind(value),
        Value::Bytes(value) => query.bind(value),
        Value::Flag(value) => query.bind(value),
    })
}

/// Reads a row's columns as what they mean.
pub(super) trait Columns {
    fn int(&self, column: &'static str) -> Result<i64>;
    fn maybe_int(&self, column: &'static str) -> Result<Option<i64>>;
    fn text(&self, column: &'static str) -> Result<String>;
    fn maybe_text(&self, column: &'static str) -> Result<Option<String>>;
    fn bytes(&self, column: &'static str) -> Result<Vec<u8>>;
    fn maybe_bytes(&self, column: &'static str) -> Result<Option<Vec<u8>>>;
    fn flag(&self, column: &'static str) -> Result<bool>;

    /// A number that is never negative.
    fn number<T: TryFrom<i64>>(&self, column: &'static str) -> Result<T> {
        T::try_from(self.int(column)?).map_err(|_| corrupt(column, "it is out of range"))
    }

    fn maybe_number<T: TryFrom<i64>>(&self, column: &'static str) -> Result<Option<T>> {
        let number = self.maybe_int(column)?.map(T::try_from).transpose();
        number.map_err(|_| corrupt(column, "it is out of range"))
    }

    fn time(&self, column: &'static str) -> Result<Timestamp> {
        time(column, self.int(column)?)
    }

    fn maybe_time(&self, column: &'static str) -> Result<Option<Timestamp>> {
        self.maybe_int(column)?.map(|micros| time(column, micros)).transpose()
    }

    fn hash(&self, column: &'static str) -> Result<[u8; 32]> {
        self.bytes(column)?.try_into().map_err(|_| corrupt(column, "it has not 32 bytes"))
    }

    fn sealed(&self, column: &'static str) -> Result<Sealed> {
        self.bytes(column).map(Sealed)
    }

    fn maybe_sealed(&self, column: &'static str) -> Result<Option<Sealed>> {
        Ok(self.maybe_bytes(column)?.map(Sealed))
    }

    /// A name, a revision: whatever is read from text.
    fn parsed<T: FromStr>(&self, column: &'static str) -> Result<T> {
        parsed(column, &self.text(column)?)
    }

    fn maybe_parsed<T: FromStr>(&self, column: &'static str) -> Result<Option<T>> {
        self.maybe_text(column)?.map(|text| parsed(column, &text)).transpose()
    }

    /// One of a fixed set of words.
    fn word<T>(&self, column: &'static str, from_name: impl FnOnce(&str) -> Option<T>) -> Result<T> {
        from_name(&self.text(column)?).ok_or_else(|| corrupt(column, "it is no known word"))
    }

    fn maybe_word<T>(
        &self,
        column: &'static str,
        from_name: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>> {
        let Some(name) = self.maybe_text(column)? else { return Ok(None) };
        from_name(&name).map(Some).ok_or_else(|| corrupt(column, "it is no known word"))
    }
}

fn time(column: &'static str, micros: i64) -> Result<Timestamp> {
    Timestamp::from_microsecond(micros).map_err(|_| corrupt(column, "it is out of range"))
}

fn parsed<T: FromStr>(column: &'static str, text: &str) -> Result<T> {
    text.parse().map_err(|_| corrupt(column, "it has an unknown form"))
}

impl<R> Columns for R
where
    R: sqlx::Row,
    &'static str: ColumnIndex<R>,
    i64: for<'r> Decode<'r, R::Database> + Type<R::Database>,
    String: for<'r> Decode<'r, R::Database> + Type<R::Database>,
    Vec<u8>: for<'r> Decode<'r, R::Database> + Type<R::Database>,
    bool: for<'r> Decode<'r, R::Database> + Type<R::Database>,
{
    fn int(&self, column: &'static str) -> Result<i64> {
        Ok(self.try_get(column)?)
    }

    fn maybe_int(&self, column: &'static str) -> Result<Option<i64>> {
        Ok(self.try_get(column)?)
    }

    fn text(&self, column: &'static str) -> Result<String> {
        Ok(self.try_get(column)?)
    }

    fn maybe_text(&self, column: &'static str) -> Result<Option<String>> {
        Ok(self.try_get(column)?)
    }

    fn bytes(&self, column: &'static str) -> Result<Vec<u8>> {
        Ok(self.try_get(column)?)
    }

    fn maybe_bytes(&self, column: &'static str) -> Result<Option<Vec<u8>>> {
        Ok(self.try_get(column)?)
    }

    fn flag(&self, column: &'static str) -> Result<bool> {
        Ok(self.try_get(column)?)
    }
}
