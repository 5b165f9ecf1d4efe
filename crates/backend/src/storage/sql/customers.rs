//! Rows of customers.

use jiff::Timestamp;

use crate::storage::engine::{Columns, Connection, values};
use crate::storage::{CustomerRow, Result};

const ADD: &str = "\
    INSERT INTO customers (id, created_at, updated_at) VALUES ($1, $2, $2) ON CONFLICT (id) DO NOTHING";

const CHANGED: &str = "UPDATE customers SET updated_at = $2 WHERE id = $1";

const ONE: &str = "\
    SELECT c.id, c.created_at, c.updated_at, \
           (SELECT COUNT(*) FROM fields f WHERE f.customer = c.id) AS fields, \
           (SELECT COUNT(*) FROM images i WHERE i.customer = c.id AND i.state = 'kept') AS images \
    FROM customers c WHERE c.id = $1";

const NEWEST: &str = "\
    SELECT c.id, c.created_at, c.updated_at, \
           (SELECT COUNT(*) FROM fields f WHERE f.customer = c.id) AS fields, \
           (SELECT COUNT(*) FROM images i WHERE i.customer = c.id AND i.state = 'kept') AS images \
    FROM customers c ORDER BY c.created_at DESC, c.id DESC LIMIT $1";

fn customer(row: &impl Columns) -> Result<CustomerRow> {
    Ok(CustomerRow {
        id: row.text("id")?,
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
        fields: row.number("fields")?,
        images: row.number("images")?,
    })
}

/// Adds a customer, if there is none of this id.
pub(super) async fn add<C: Connection>(connection: &mut C, id: &str, now: Timestamp) -> Result<()> {
    connection.execute(ADD, values![id, now]).await?;
    Ok(())
}

/// Notes that a customer's record changed.
pub(super) async fn changed<C: Connection>(connection: &mut C, id: &str, now: Timestamp) -> Result<()> {
    connection.execute(CHANGED, values![id, now]).await?;
    Ok(())
}

pub(super) async fn one<C: Connection>(connection: &mut C, id: &str) -> Result<Option<CustomerRow>> {
    connection.first(ONE, values![id]).await?.map(|row| customer(&row)).transpose()
}

pub(super) async fn newest<C: Connection>(connection: &mut C, limit: u32) -> Result<Vec<CustomerRow>> {
    connection.fetch(NEWEST, values![limit]).await?.iter().map(customer).collect()
}
