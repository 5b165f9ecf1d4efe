//! Files as they come in, with a form or alone: read up to what the field takes, told by their contents, stored one after the
//! other.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::body::Body;
use http_body_util::BodyExt as _;
use model::{Field, FieldId};
use zeroize::Zeroizing;

use super::fields::say_refused;
use super::form::{File, Parts, Unreadable, soon};
use super::show::{At, Wrong};
use crate::App;
use crate::run::uploads::{self, MOST, Place, Refused};
use crate::run::{Current, Error, View};
use crate::storage::ImageRow;

/// How long a request with files waits for others to be through.
const QUEUE: Duration = Duration::from_secs(20);
/// How long a request with files may take to come in.
const PATIENCE: Duration = Duration::from_mins(10);

/// Why files could not be taken in at all.
pub(super) enum Failed {
    /// What was sent cannot be read.
    Unreadable(Unreadable),
    /// The session has moved on.
    Moved,
    /// Our own fault.
    Error(Error),
}

impl From<Unreadable> for Failed {
    fn from(unreadable: Unreadable) -> Self {
        Self::Unreadable(unreadable)
    }
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

/// Waits for work on a request's files to be done, with few others at the same time and not for ever.
pub(super) async fn in_turn<T>(
    app: &App,
    work: impl Future<Output = Result<T, Failed>>,
) -> Result<T, Failed> {
    let turn = async {
        let place = tokio::time::timeout(QUEUE, app.kept.receiving.0.acquire()).await;
        let _one_of_few = place.ok().and_then(Result::ok).ok_or(Error::Busy)?;
        work.await
    };
    tokio::time::timeout(PATIENCE, turn).await.unwrap_or(Err(Unreadable::Form.into()))
}

/// Reads the rest of a form. The files of a form that is not that of the page, and those for no field of it, are passed over.
/// Gives what is wrong with files, by field: all others are sent.
pub(super) async fn receive(
    app: &App,
    id: &str,
    current: &Current,
    parts: &mut Parts,
) -> Result<BTreeMap<FieldId, Wrong>, Failed> {
    let place = Place::of(app, id, current).await?;
    let mut stored: BTreeMap<FieldId, Vec<ImageRow>> = BTreeMap::new();
    let mut refused: BTreeMap<FieldId, Wrong> = BTreeMap::new();
    let read = read(app, &place, current, parts, &mut stored, &mut refused).await;
    let failed: Vec<FieldId> = match &read {
        Ok(()) => refused.keys().cloned().collect(),
        Err(_) => stored.keys().cloned().collect(),
    };
    for field in failed {
        uploads::discard(app, &stored.remove(&field).unwrap_or_default()).await;
    }
    read?;
    let replaced: Vec<FieldId> = stored.keys().cloned().collect();
    let files = stored.into_values().flatten().collect();
    if uploads::send(app, &place, &replaced, files).await? { Ok(refused) } else { Err(Failed::Moved) }
}

async fn read(
    app: &App,
    place: &Place,
    current: &Current,
    parts: &mut Parts,
    stored: &mut BTreeMap<FieldId, Vec<ImageRow>>,
    refused: &mut BTreeMap<FieldId, Wrong>,
) -> Result<(), Failed> {
    let asked = match &current.view {
        View::Page { page, .. } => uploads::asked(page, &current.frozen.data_model),
        _ => BTreeMap::new(),
    };
    while let Some(mut file) = parts.file().await? {
        let asked = FieldId::new(&file.input).ok().and_then(|id| asked.get_key_value(&id));
        let Some((id, field)) = asked.filter(|_| parts.sent.is_of(current)) else {
            while file.piece().await?.is_some() {}
            continue;
        };
        if refused.contains_key(*id) {
            while file.piece().await?.is_some() {}
            continue;
        }
        let contents = contents(&mut file, field).await?;
        // An input in which nothing was chosen.
        if !file.has_name && contents.as_ref().is_ok_and(|contents| contents.is_empty()) {
            continue;
        }
        let files = stored.entry((*id).clone()).or_default();
        let most = if field.multiple { MOST } else { 1 };
        let checked = match &contents {
            _ if files.len() >= most => Err(Refused::TooMany),
            Ok(contents) => uploads::check(field, contents).map(|kind| (kind, contents)),
            Err(why) => Err(*why),
        };
        match checked {
            Ok((kind, contents)) => files.push(uploads::store(app, place, id, kind, contents).await?),
            Err(why) => {
                let text = say_refused(field, why);
                refused.entry((*id).clone()).or_insert(Wrong { text, at: At::Whole });
            }
        }
    }
    Ok(())
}

/// The contents of a file, unless there are more than the field takes: then the rest is passed over.
async fn contents(file: &mut File, field: &Field) -> Result<Result<Zeroizing<Vec<u8>>, Refused>, Unreadable> {
    let mut contents = Zeroizing::new(Vec::new());
    let mut fits = true;
    while let Some(piece) = file.piece().await? {
        fits = fits && (contents.len() + piece.len()) as u64 <= field.largest();
        if fits {
            contents.extend_from_slice(&piece);
        } else if !contents.is_empty() {
            contents = Zeroizing::new(Vec::new());
        }
    }
    Ok(if fits { Ok(contents) } else { Err(Refused::TooLarge) })
}

/// Takes in a file that is sent alone, for a field of the page that the session shows. With `added` it comes to those that were
/// sent before.
pub(super) async fn receive_one(
    app: &App,
    id: &str,
    current: &Current,
    (field_id, field): (&FieldId, &Field),
    mut body: Body,
    added: bool,
) -> Result<Result<(), Refused>, Failed> {
    let mut contents = Zeroizing::new(Vec::new());
    while let Some(frame) =
        soon(async { body.frame().await.transpose().map_err(|_| Unreadable::Form) }).await?
    {
        let Ok(data) = frame.into_data() else { continue };
        if (contents.len() + data.len()) as u64 > field.largest() {
            return Ok(Err(Refused::TooLarge));
        }
        contents.extend_from_slice(&data);
    }
    let kind = match uploads::check(field, &contents) {
        Ok(kind) => kind,
        Err(why) => return Ok(Err(why)),
    };
    let place = Place::of(app, id, current).await?;
    let file = uploads::store(app, &place, field_id, kind, &contents).await?;
    let replaced = if added { Vec::new() } else { vec![field_id.clone()] };
    if uploads::send(app, &place, &replaced, vec![file]).await? { Ok(Ok(())) } else { Err(Failed::Moved) }
}
