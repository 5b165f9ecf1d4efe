//! Rows of customers, their fields and pictures.

use jiff::Timestamp;
use model::{FieldId, FieldType, Pii};

use crate::storage::engine::{Columns, Connection, int, values};
use crate::storage::{CustomerRow, FieldRow, ImageRow, Result};

const ADD: &str = "\
    INSERT INTO customers (id, created_at, updated_at) VALUES ($1, $2, $2) ON CONFLICT (id) DO NOTHING";

const CHANGED: &str = "UPDATE customers SET updated_at = $2 WHERE id = $1";

const ONE: &str = "\
    SELECT c.id, c.created_at, c.updated_at, \
           (SELECT COUNT(*) FROM fields f WHERE f.customer = c.id) AS fields, \
           (SELECT COUNT(*) FROM images i WHERE i.customer = c.id) AS images \
    FROM customers c WHERE c.id = $1";

const NEWEST: &str = "\
    SELECT c.id, c.created_at, c.updated_at, \
           (SELECT COUNT(*) FROM fields f WHERE f.customer = c.id) AS fields, \
           (SELECT COUNT(*) FROM images i WHERE i.customer = c.id) AS images \
    FROM customers c ORDER BY c.created_at DESC, c.id DESC LIMIT $1";

const STORE_FIELD: &str = "\
    INSERT INTO fields (customer, field, label, kind, pii, value, origin, written_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
    ON CONFLICT (customer, field) DO UPDATE \
    SET label = excluded.label, kind = excluded.kind, pii = excluded.pii, value = excluded.value, \
        origin = excluded.origin, written_at = excluded.written_at";

const CLEAR_FIELD: &str = "DELETE FROM fields WHERE customer = $1 AND field = $2";

const FIELDS: &str = "\
    SELECT customer, field, label, kind, pii, value, origin, written_at FROM fields \
    WHERE customer = $1 ORDER BY field";

const ADD_IMAGE: &str = "\
    INSERT INTO images \
    (id, customer, attempt, session, step, name, media_type, bytes, blob, wrapped_key, stored_at, remove_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
    ON CONFLICT (attempt, name) DO NOTHING";

const REMOVE_IMAGE: &str = "DELETE FROM images WHERE id = $1 RETURNING id";

const IMAGES: &str = "\
    SELECT id, customer, attempt, session, step, name, media_type, bytes, blob, wrapped_key, stored_at, remove_at \
    FROM images WHERE customer = $1 ORDER BY stored_at, id";

const IMAGE: &str = "\
    SELECT id, customer, attempt, session, step, name, media_type, bytes, blob, wrapped_key, stored_at, remove_at \
    FROM images WHERE id = $1";

fn customer(row: &impl Columns) -> Result<CustomerRow> {
    Ok(CustomerRow {
        id: row.text("id")?,
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
        fields: row.number("fields")?,
        images: row.number("images")?,
    })
}

fn field(row: &impl Columns) -> Result<FieldRow> {
    Ok(FieldRow {
        customer: row.text("customer")?,
        field: row.parsed("field")?,
        label: row.text("label")?,
        kind: row.word("kind", |name| FieldType::from_name(name).ok())?,
        pii: row.word("pii", |name| Pii::ALL.into_iter().find(|pii| pii.as_str() == name))?,
        value: row.sealed("value")?,
        origin: row.text("origin")?,
        written_at: row.time("written_at")?,
    })
}

fn image(row: &impl Columns) -> Result<ImageRow> {
    Ok(ImageRow {
        id: row.text("id")?,
        customer: row.text("customer")?,
        attempt: row.text("attempt")?,
        session: row.text("session")?,
        step: row.parsed("step")?,
        name: row.text("name")?,
        media_type: row.text("media_type")?,
        bytes: row.number("bytes")?,
        blob: row.text("blob")?,
        wrapped_key: row.sealed("wrapped_key")?,
        stored_at: row.time("stored_at")?,
        remove_at: row.maybe_time("remove_at")?,
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

/// Removes the row of a picture. `false` when there was none.
pub(super) async fn remove_image<C: Connection>(connection: &mut C, id: &str) -> Result<bool> {
    Ok(connection.first(REMOVE_IMAGE, values![id]).await?.is_some())
}

/// Takes a field's value off a record.
pub(super) async fn clear_field<C: Connection>(
    connection: &mut C,
    customer: &str,
    field: &FieldId,
) -> Result<()> {
    connection.execute(CLEAR_FIELD, values![customer, field.as_str()]).await?;
    Ok(())
}

/// Writes a field, replacing its earlier value.
pub(super) async fn store_field<C: Connection>(connection: &mut C, field: &FieldRow) -> Result<()> {
    let values = values![
        field.customer.as_str(),
        field.field.as_str(),
        field.label.as_str(),
        field.kind.as_str(),
        field.pii.as_str(),
        &field.value,
        field.origin.as_str(),
        field.written_at,
    ];
    connection.execute(STORE_FIELD, values).await?;
    Ok(())
}

pub(super) async fn fields<C: Connection>(connection: &mut C, customer: &str) -> Result<Vec<FieldRow>> {
    connection.fetch(FIELDS, values![customer]).await?.iter().map(field).collect()
}

/// Adds a picture, unless the attempt has one of that name.
pub(super) async fn add_image<C: Connection>(connection: &mut C, image: &ImageRow) -> Result<()> {
    let values = values![
        image.id.as_str(),
        image.customer.as_str(),
        image.attempt.as_str(),
        image.session.as_str(),
        image.step.as_str(),
        image.name.as_str(),
        image.media_type.as_str(),
        int(image.bytes)?,
        image.blob.as_str(),
        &image.wrapped_key,
        image.stored_at,
        image.remove_at,
    ];
    connection.execute(ADD_IMAGE, values).await?;
    Ok(())
}

pub(super) async fn images<C: Connection>(connection: &mut C, customer: &str) -> Result<Vec<ImageRow>> {
    connection.fetch(IMAGES, values![customer]).await?.iter().map(image).collect()
}

pub(super) async fn image_of_id<C: Connection>(connection: &mut C, id: &str) -> Result<Option<ImageRow>> {
    connection.first(IMAGE, values![id]).await?.map(|row| image(&row)).transpose()
}
