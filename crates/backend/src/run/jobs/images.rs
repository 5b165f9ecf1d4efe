//! Keeps the pictures of a verification: each fetched once, checked, sealed, stored.

use jiff::{SignedDuration, Timestamp};
use model::step::VerificationStep;
use model::verification::ImageRef;
use model::{MediaType, VerificationResult};
use serde::{Deserialize, Serialize};
use verification::{Provider, ProviderError};

use super::{Next, back_off, expiry, later};
use crate::App;
use crate::blobs::{self, Stored};
use crate::run::callback::run_of;
use crate::run::frozen::Frozen;
use crate::run::{Error, frozen, picture, provider, result, token};
use crate::storage::{AttemptRow, ClaimedJob, ImageRow, ImageState, NewJob};

pub(super) const KIND: &str = "images";

/// How often the provider is asked for pictures that it does not give.
const TRIES: u32 = 12;

#[derive(Serialize, Deserialize)]
struct Payload {
    attempt: String,
}

/// The job for an attempt.
pub(crate) fn job(attempt: &str, at: Timestamp) -> NewJob {
    let payload = serde_json::json!({ "attempt": attempt }).to_string();
    NewJob { key: format!("images/{attempt}"), kind: KIND.to_owned(), payload, run_at: at }
}

pub(super) async fn run(app: &App, job: &ClaimedJob) -> Result<Next, Error> {
    let storage = &app.parts.storage;
    let broken = || Error::Broken { what: "job", id: job.key.clone() };
    let Payload { attempt } = serde_json::from_str(&job.payload).map_err(|_| broken())?;
    let attempt = storage.attempt(&attempt).await?.ok_or_else(broken)?;
    let session = storage.session(&attempt.session).await?.ok_or_else(broken)?;
    let frozen = frozen::version(app, &session.campaign, session.version).await?;
    let Some(found) = result::open(app, &attempt)? else { return Ok(Next::Finish) };
    let kept = storage.images(&session.customer).await?;
    let Some(step) = frozen.campaign.steps.get(&attempt.step).and_then(|step| step.verification()) else {
        return Err(broken());
    };
    let missing: Vec<&ImageRef> = wanted(&found)
        .filter(|image| step.keeps(&image.name))
        .filter(|image| {
            !kept.iter().any(|kept| kept.attempt.as_ref() == Some(&attempt.id) && kept.name == image.name)
        })
        .collect();
    if missing.is_empty() {
        return Ok(Next::Finish);
    }
    let days = step.retention_days;
    let provider = match provider::open(app, &frozen, &attempt.provider).await {
        Ok(provider) => provider,
        Err(error) => return Ok(again(app, job, &error.to_string())),
    };
    let mut failed = None;
    for image in missing {
        match fetch(&*provider, &attempt, image).await {
            Ok(Some((media_type, bytes))) => {
                compare(&frozen, step, image, media_type, bytes.len() as u64);
                keep(app, &attempt, &session.customer, image, media_type, &bytes, days).await?;
            }
            Ok(None) => {
                tracing::warn!(image = %image.name, "what the provider gave is no picture and is not kept");
            }
            Err(error @ (ProviderError::NotFound { .. } | ProviderError::Mismatch { .. })) => {
                tracing::warn!(image = %image.name, kind = error.kind(), "a picture cannot be had");
            }
            Err(error) => failed = Some(error),
        }
    }
    Ok(failed.map_or(Next::Finish, |error| again(app, job, error.kind())))
}

/// One picture of each name: a provider may tell one twice.
fn wanted(result: &VerificationResult) -> impl Iterator<Item = &ImageRef> {
    result
        .images
        .iter()
        .enumerate()
        .filter(|(index, image)| result.images[..*index].iter().all(|other| other.name != image.name))
        .map(|(_, image)| image)
}

fn again(app: &App, job: &ClaimedJob, reason: &str) -> Next {
    if job.claims >= TRIES {
        tracing::error!(reason, "the pictures of a verification could not be fetched");
        return Next::Finish;
    }
    Next::Again { at: later(app.now(), back_off(job.claims)), reason: reason.to_owned() }
}

/// A picture and what it really is; `None` when it is no picture.
async fn fetch(
    provider: &dyn Provider,
    attempt: &AttemptRow,
    image: &ImageRef,
) -> Result<Option<(MediaType, bytes::Bytes)>, ProviderError> {
    let Some(run) = run_of(attempt) else { return Ok(None) };
    let fetched = provider.image(&run, image).await?;
    Ok(picture::media_type(&fetched.bytes).map(|media_type| (media_type, fetched.bytes)))
}

/// Tells which fields a picture is mapped to that would not take it from a customer. What it is, and how large, is not known
/// before it is fetched: the fields have their values by then, and keep them.
fn compare(frozen: &Frozen, step: &VerificationStep, image: &ImageRef, kind: MediaType, bytes: u64) {
    for (id, mapping) in &step.map {
        let is_from =
            mapping.sources().is_some_and(|sources| sources.iter().any(|one| one.is_picture(&image.name)));
        let Some(field) = frozen.data_model.fields.get(id).filter(|_| is_from) else { continue };
        if !field.takes(kind) {
            tracing::warn!(image = %image.name, field = %id, %kind, "the field does not take pictures of this type");
        }
        if bytes > field.largest() {
            tracing::warn!(image = %image.name, field = %id, bytes, "the picture is larger than the field takes");
        }
    }
}

/// Seals a picture with a key of its own and stores it. The row comes last: what has no row is found by nobody, and of two
/// that are stored for one name the first counts.
async fn keep(
    app: &App,
    attempt: &AttemptRow,
    customer: &str,
    image: &ImageRef,
    media_type: MediaType,
    bytes: &[u8],
    days: u32,
) -> Result<(), Error> {
    let id = token::row_id(app.now());
    let Stored { blob, wrapped_key } = blobs::put(app, &id, bytes).await?;
    let now = app.now();
    let row = ImageRow {
        id,
        customer: customer.to_owned(),
        attempt: Some(attempt.id.clone()),
        field: None,
        session: attempt.session.clone(),
        step: attempt.step.clone(),
        name: image.name.clone(),
        state: ImageState::Kept,
        media_type: media_type.as_str().to_owned(),
        bytes: bytes.len() as u64,
        blob,
        wrapped_key,
        stored_at: now,
        remove_at: (days > 0).then(|| later(now, SignedDuration::from_hours(24 * i64::from(days)))),
    };
    if let Some(at) = row.remove_at {
        app.parts.storage.add_jobs(&[expiry::job(&row.id, at)], now).await?;
    }
    app.parts.storage.put_image(&row).await?;
    tracing::info!(image = %row.name, bytes = row.bytes, "picture kept");
    Ok(())
}
