//! Rows of customers' fields, and of the values that nobody else may have.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use model::{CampaignSlug, FieldId, FieldType, Pii};

use crate::storage::engine::{Columns, Connection, Value, corrupt, values};
use crate::storage::{FieldKey, FieldRow, Result, UniqueValue};

const STORE: &str = "\
    INSERT INTO fields \
    (customer, campaign, field, label, kind, pii, value, is_unique, origin, written_at, remove_at) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
    ON CONFLICT (customer, campaign, field) DO UPDATE \
    SET label = excluded.label, kind = excluded.kind, pii = excluded.pii, value = excluded.value, \
        is_unique = excluded.is_unique, origin = excluded.origin, written_at = excluded.written_at, \
        remove_at = excluded.remove_at";

const CLEAR: &str = "DELETE FROM fields WHERE customer = $1 AND campaign = $2 AND field = $3";

const CLEAR_WRITTEN: &str =
    "DELETE FROM fields WHERE customer = $1 AND campaign = $2 AND field = $3 AND written_at = $4";

const OF_CUSTOMER: &str = "\
    SELECT customer, campaign, field, label, kind, pii, value, is_unique, origin, written_at, remove_at FROM fields \
    WHERE customer = $1 ORDER BY field, campaign";

const FINGERPRINTS: &str = "SELECT campaign, field, fingerprint FROM unique_values WHERE customer = $1";

/// Waits for whoever is about to take or to free the same one.
const TAKE: &str = "\
    INSERT INTO unique_values (fingerprint, customer, campaign, field) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (fingerprint) DO NOTHING";

const FREE: &str = "DELETE FROM unique_values WHERE fingerprint = $1";

fn campaign(row: &impl Columns) -> Result<Option<CampaignSlug>> {
    let slug = Some(row.text("campaign")?).filter(|slug| !slug.is_empty());
    let unknown = |_| corrupt("campaign", "it has an unknown form");
    slug.map(|slug| CampaignSlug::new(&slug)).transpose().map_err(unknown)
}

fn field(row: &impl Columns) -> Result<FieldRow> {
    Ok(FieldRow {
        customer: row.text("customer")?,
        campaign: campaign(row)?,
        field: row.parsed("field")?,
        label: row.text("label")?,
        kind: row.word("kind", |name| FieldType::from_name(name).ok())?,
        pii: row.word("pii", |name| Pii::ALL.into_iter().find(|pii| pii.as_str() == name))?,
        value: row.sealed("value")?,
        unique: row.flag("is_unique")?,
        origin: row.text("origin")?,
        written_at: row.time("written_at")?,
        remove_at: row.maybe_time("remove_at")?,
    })
}

/// A campaign as the tables keep it: what belongs to the customer has none, which cannot be part of a primary key.
fn scope(campaign: Option<&CampaignSlug>) -> &str {
    campaign.map_or("", CampaignSlug::as_str)
}

fn place(key: &FieldKey) -> Vec<Value> {
    values![key.customer.as_str(), scope(key.campaign.as_ref()), key.field.as_str()]
}

/// Writes a field, replacing its earlier value.
pub(super) async fn store<C: Connection>(connection: &mut C, field: &FieldRow) -> Result<()> {
    let values = values![
        field.customer.as_str(),
        scope(field.campaign.as_ref()),
        field.field.as_str(),
        field.label.as_str(),
        field.kind.as_str(),
        field.pii.as_str(),
        &field.value,
        field.unique,
        field.origin.as_str(),
        field.written_at,
        field.remove_at,
    ];
    connection.execute(STORE, values).await?;
    Ok(())
}

/// Takes a field's value off a record.
pub(super) async fn clear<C: Connection>(connection: &mut C, key: &FieldKey) -> Result<()> {
    connection.execute(CLEAR, place(key)).await?;
    Ok(())
}

/// The same if the value was written at this time; `false` when it was not.
pub(super) async fn clear_written<C: Connection>(
    connection: &mut C,
    key: &FieldKey,
    written_at: Timestamp,
) -> Result<bool> {
    let mut values = place(key);
    values.push(written_at.into());
    Ok(connection.execute(CLEAR_WRITTEN, values).await? == 1)
}

/// Has these fields hold these values, which nobody else may have, and no others any more. Gives the fields whose values
/// others have: then the transaction must not be committed.
pub(super) async fn tell_apart<C: Connection>(
    connection: &mut C,
    keys: &BTreeSet<FieldKey>,
    unique: &[UniqueValue],
) -> Result<BTreeSet<FieldId>> {
    let mut held = BTreeSet::new();
    // Nearly always there is one customer, whose unique values are few.
    let customers: BTreeSet<&str> = keys.iter().map(|key| key.customer.as_str()).collect();
    for customer in customers {
        for row in connection.fetch(FINGERPRINTS, values![customer]).await? {
            let key = FieldKey {
                customer: customer.to_owned(),
                campaign: campaign(&row)?,
                field: row.parsed("field")?,
            };
            if keys.contains(&key) {
                held.insert(row.hash("fingerprint")?);
            }
        }
    }
    let wanted: BTreeMap<[u8; 32], &FieldKey> =
        unique.iter().map(|value| (value.fingerprint, &value.key)).collect();
    // In order, so that transactions that want each other's wait for each other, never crosswise.
    let all: BTreeSet<[u8; 32]> = held.iter().chain(wanted.keys()).copied().collect();
    let mut taken = BTreeSet::new();
    for fingerprint in all {
        match wanted.get(&fingerprint) {
            None => {
                connection.execute(FREE, values![&fingerprint[..]]).await?;
            }
            Some(_) if held.contains(&fingerprint) => {}
            Some(key) => {
                let mut values = values![&fingerprint[..]];
                values.extend(place(key));
                if connection.execute(TAKE, values).await? != 1 {
                    taken.insert(key.field.clone());
                }
            }
        }
    }
    Ok(taken)
}

pub(super) async fn of_customer<C: Connection>(connection: &mut C, customer: &str) -> Result<Vec<FieldRow>> {
    connection.fetch(OF_CUSTOMER, values![customer]).await?.iter().map(field).collect()
}
