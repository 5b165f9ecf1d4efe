//! Pictures that have been kept long enough are removed.

use jiff::Timestamp;

use super::{Next, remove_image};
use crate::App;
use crate::run::Error;
use crate::storage::{ClaimedJob, NewJob};

pub(super) const KIND: &str = "image-expiry";

/// The job that removes a picture. It may be planned before the picture is noted: one that is not there is removed.
pub(crate) fn job(image: &str, at: Timestamp) -> NewJob {
    NewJob { key: format!("{KIND}/{image}"), kind: KIND.to_owned(), payload: image.to_owned(), run_at: at }
}

pub(super) async fn run(app: &App, job: &ClaimedJob) -> Result<Next, Error> {
    let Some(image) = app.parts.storage.image(&job.payload).await? else { return Ok(Next::Finish) };
    remove_image(app, &image.id, &image.blob).await?;
    tracing::info!(image = %image.name, "picture removed: it was kept long enough");
    Ok(Next::Finish)
}
