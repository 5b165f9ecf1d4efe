//! Files that customers sent and that belong to no record are removed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Next, remove_image};
use crate::App;
use crate::run::Error;
use crate::storage::{ClaimedJob, ImageState, NewJob};

/// For one file: planned before it is stored, and done unless it is kept by then.
pub(super) const ABANDONED: &str = "upload-abandoned";
/// For all files of a customer that were left.
pub(super) const LEFT: &str = "uploads-left";

#[derive(Serialize, Deserialize)]
struct File {
    image: String,
    blob: String,
}

/// The job that removes a file if nobody has submitted the page for which it was sent. It may be planned before the file is
/// stored, and noted.
pub(crate) fn abandoned(image: &str, blob: &str, at: Timestamp) -> NewJob {
    let payload = serde_json::json!({ "image": image, "blob": blob }).to_string();
    NewJob { key: format!("{ABANDONED}/{image}"), kind: ABANDONED.to_owned(), payload, run_at: at }
}

/// The job that removes what a customer's request left; `reason` tells such requests apart.
pub(crate) fn left(customer: &str, reason: &str, at: Timestamp) -> NewJob {
    NewJob {
        key: format!("{LEFT}/{reason}"),
        kind: LEFT.to_owned(),
        payload: customer.to_owned(),
        run_at: at,
    }
}

pub(super) async fn run_abandoned(app: &App, job: &ClaimedJob) -> Result<Next, Error> {
    let storage = &app.parts.storage;
    let broken = |_| Error::Broken { what: "job", id: job.key.clone() };
    let File { image, blob } = serde_json::from_str(&job.payload).map_err(broken)?;
    // From here on nobody keeps it any more.
    let noted = storage.image(&image).await?.is_some();
    if noted && !storage.leave_upload(&image).await? {
        return Ok(Next::Finish);
    }
    if remove_image(app, &image, &blob).await? {
        tracing::info!("a file was removed: its page was not submitted");
    }
    Ok(Next::Finish)
}

pub(super) async fn run_left(app: &App, job: &ClaimedJob) -> Result<Next, Error> {
    let storage = &app.parts.storage;
    for file in storage.uploads(&job.payload).await? {
        if file.state == ImageState::Left {
            remove_image(app, &file.id, &file.blob).await?;
        }
    }
    Ok(Next::Finish)
}
