//! Customers' records and pictures. Whoever reads one is in the audit log before they get it.

use api::{Customer, CustomerSummary, FieldRecord, ImageRecord, Problem};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use http::{HeaderValue, header};

use super::limit::Limit;
use super::sessions::summary as session_summary;
use crate::app::App;
use crate::auth::Actor;
use crate::blobs;
use crate::problem::{Path, Refusal, internal, not_found};
use crate::seal::context;
use crate::storage::{AuditRow, CustomerRow, FieldRow, ImageRow, ImageState, StorageError};

/// `GET /customers`: newest first; nothing personal.
pub(super) async fn list(
    State(app): State<App>,
    Limit(limit): Limit,
) -> Result<Json<Vec<CustomerSummary>>, Refusal> {
    let rows = app.parts.storage.customers(limit).await?;
    Ok(Json(rows.into_iter().map(summary).collect()))
}

/// `GET /customers/{id}`: the record.
pub(super) async fn one(
    State(app): State<App>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
) -> Result<Json<Customer>, Refusal> {
    let storage = &app.parts.storage;
    let row = storage.customer(&id).await?.ok_or_else(|| not_found("such customer"))?;
    let fields = storage.fields(&id).await?.into_iter().map(|row| field(&app, row));
    let fields = fields.collect::<Result<_, _>>()?;
    let images = storage.images(&id).await?.into_iter().map(image_record).collect();
    let sessions = storage.sessions_of(&id).await?.into_iter().map(session_summary).collect();
    read(&app, actor, "customer.read", format!("customer/{id}"), None).await?;
    Ok(Json(Customer { summary: summary(row), fields, images, sessions }))
}

/// `GET /images/{id}`: the picture.
pub(super) async fn image(
    State(app): State<App>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    let row = app.parts.storage.image(&id).await?.filter(|row| row.state == ImageState::Kept);
    let row = row.ok_or_else(|| not_found("such picture"))?;
    let picture = blobs::open(&app, &row).await?;
    let detail = format!("{} of customer {}", row.name, row.customer);
    read(&app, actor, "image.read", format!("image/{id}"), Some(detail)).await?;
    // What is stored is known by its contents; a browser that is sent it shall not think otherwise, nor show what a customer
    // sent.
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::try_from(&row.media_type).map_err(|error| internal(&error))?),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
    ];
    Ok((headers, picture.to_vec()).into_response())
}

async fn read(
    app: &App,
    actor: Actor,
    action: &str,
    subject: String,
    detail: Option<String>,
) -> Result<(), StorageError> {
    let row = AuditRow { actor: actor.name, action: action.to_owned(), subject, detail, at: app.now() };
    app.parts.storage.note(&row).await
}

fn summary(row: CustomerRow) -> CustomerSummary {
    CustomerSummary {
        id: row.id,
        created_at: row.created_at,
        updated_at: row.updated_at,
        fields: row.fields,
        images: row.images,
    }
}

fn field(app: &App, row: FieldRow) -> Result<FieldRecord, Problem> {
    let plain = app.parts.master_key.open(&context::field(&row.key()), &row.value)?;
    let text = || {
        String::from_utf8(plain.to_vec())
            .map_err(|_| StorageError::Corrupt { what: "field", reason: "it is no text".to_owned() })
    };
    let value = if row.kind.can_be_read() { text()? } else { "set".to_owned() };
    Ok(FieldRecord {
        field: row.field,
        campaign: row.campaign,
        label: row.label,
        kind: row.kind,
        pii: row.pii,
        value,
        unique: row.unique,
        origin: row.origin,
        written_at: row.written_at,
        remove_at: row.remove_at,
    })
}

/// What is told of a picture.
pub(super) fn image_record(row: ImageRow) -> ImageRecord {
    ImageRecord {
        id: row.id,
        name: row.name,
        media_type: row.media_type,
        bytes: row.bytes,
        session: row.session,
        step: row.step,
        stored_at: row.stored_at,
        remove_at: row.remove_at,
    }
}
