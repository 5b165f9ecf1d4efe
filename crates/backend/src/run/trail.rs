//! The way that a session took.

use api::TrailEntry;

use super::{Error, machine, session};
use crate::App;
use crate::storage::SessionRow;

/// The steps that a session passed, in order, without anything personal.
pub(crate) async fn trail(app: &App, row: &SessionRow) -> Result<Vec<TrailEntry>, Error> {
    let loaded = session::load(app, &row.id).await?;
    Ok(machine::trail(&loaded.state))
}
