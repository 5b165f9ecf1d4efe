//! The way that a session took.

use api::TrailEntry;
use funnel::Passed;

use super::{Error, session};
use crate::App;
use crate::storage::SessionRow;

/// The steps that a session passed, in order, without anything personal.
pub(crate) async fn trail(app: &App, row: &SessionRow) -> Result<Vec<TrailEntry>, Error> {
    let loaded = session::load(app, &row.id).await?;
    Ok(loaded.state.trail().iter().map(entry).collect())
}

fn entry(passed: &Passed) -> TrailEntry {
    TrailEntry {
        step: passed.step.clone(),
        outcome: passed.outcome.clone(),
        at: passed.at,
        note: passed.note.clone(),
    }
}
