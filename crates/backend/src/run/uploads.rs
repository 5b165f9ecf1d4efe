//! Files that customers send for the fields of a page.
//!
//! A file is sealed and stored as soon as it is there, and noted as `sent` for the page where the session stands. With the
//! page it is kept, on the customer's record; what it replaces, and what is never submitted, is removed. Before a file is
//! stored its removal is planned, so that nothing stays behind when this process ends in between.

use std::collections::BTreeMap;

use funnel::{Effect, Write};
use jiff::{SignedDuration, Timestamp};
use model::step::PageStep;
use model::{DataModel, Field, FieldId, MediaType, StepId, StepSettings, Value};

use super::jobs::{expiry, later, uploads as jobs};
use super::session::Loaded;
use super::{Error, token};
use crate::App;
use crate::blobs::{self, Stored};
use crate::storage::{Commit, ImageRow, ImageState, SettledUploads};

/// The most files for a field with `multiple`.
pub(crate) const MOST: usize = 10;

/// How long a file waits for its page to be submitted.
const PATIENCE: SignedDuration = SignedDuration::from_hours(24);

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// There is nothing in it.
    Empty,
    /// It has more bytes than the field takes.
    TooLarge,
    /// It is none of what the field takes.
    Kind,
    /// There are more files than a field takes.
    TooMany,
}

/// What there is for a field already.
#[derive(Debug, Clone, Default)]
pub(crate) struct Files {
    /// Whether they were sent for the page that is shown, and wait for it to be submitted.
    pub(crate) sent: bool,
    /// What each is, and its size in bytes.
    pub(crate) files: Vec<(String, u64)>,
}

/// The fields of a page for which files are sent.
pub(crate) fn asked<'a>(page: &'a PageStep, model: &'a DataModel) -> BTreeMap<&'a FieldId, &'a Field> {
    let asked = page.fields.iter().filter(|asked| !asked.read_only);
    asked
        .filter_map(|asked| Some((&asked.field, model.fields.get(&asked.field)?)))
        .filter(|(_, field)| field.kind.is_kept_apart())
        .collect()
}

/// The value that names so many files of a field, as text.
pub(crate) fn value(step: &StepId, field: &FieldId, files: usize) -> String {
    let names: Vec<_> = (0..files).map(|index| format!("{step}/{}", name(field, index))).collect();
    names.join("\n")
}

/// A file's name in its step. No field's name has a dot, so that none is called like another one's second file.
fn name(field: &FieldId, index: usize) -> String {
    if index == 0 { field.to_string() } else { format!("{field}.{}", index + 1) }
}

/// What a file is, if the field takes it. Its contents tell, whatever the sender says.
pub(crate) fn check(field: &Field, contents: &[u8]) -> Result<MediaType, Refused> {
    if contents.is_empty() {
        return Err(Refused::Empty);
    }
    if contents.len() as u64 > field.largest() {
        return Err(Refused::TooLarge);
    }
    MediaType::of(contents).filter(|kind| field.takes(*kind)).ok_or(Refused::Kind)
}

/// Where a session stands, and whose it is.
pub(crate) struct Place {
    session: String,
    customer: String,
    step: StepId,
    seq: u64,
}

impl Place {
    /// The place of a session that is shown.
    pub(crate) async fn of(app: &App, id: &str, current: &super::Current) -> Result<Self, Error> {
        let row = app.parts.storage.session(id).await?.ok_or(Error::NoSession)?;
        let (session, customer) = (row.id, row.customer);
        Ok(Self { session, customer, step: current.step.clone(), seq: current.seq })
    }
}

/// Seals a file and stores it. It is not noted yet: [`send`] it, or [`discard`] it.
pub(crate) async fn store(
    app: &App,
    place: &Place,
    field: &FieldId,
    kind: MediaType,
    contents: &[u8],
) -> Result<ImageRow, Error> {
    let now = app.now();
    let (id, blob) = (token::row_id(now), blobs::new_name());
    let removal = jobs::abandoned(&id, &blob, later(now, PATIENCE));
    app.parts.storage.add_jobs(&[removal], now).await?;
    let Stored { blob, wrapped_key } = blobs::put_as(app, &id, blob, contents).await?;
    Ok(ImageRow {
        id,
        customer: place.customer.clone(),
        attempt: None,
        field: Some(field.clone()),
        session: place.session.clone(),
        step: place.step.clone(),
        name: field.to_string(),
        state: ImageState::Sent,
        media_type: kind.as_str().to_owned(),
        bytes: contents.len() as u64,
        blob,
        wrapped_key,
        stored_at: now,
        remove_at: None,
    })
}

/// Notes files that are stored; of the fields `replaced` all that were sent before are left. `false`, and they are discarded:
/// the session has moved on.
pub(crate) async fn send(
    app: &App,
    place: &Place,
    replaced: &[FieldId],
    mut files: Vec<ImageRow>,
) -> Result<bool, Error> {
    // Those of one moment are told apart by their names.
    let mut numbers: BTreeMap<FieldId, usize> = BTreeMap::new();
    for file in &mut files {
        let Some(field) = &file.field else { continue };
        let number = numbers.entry(field.clone()).or_default();
        file.name = name(field, *number);
        *number += 1;
    }
    let Some(first) = files.first() else { return Ok(true) };
    let now = app.now();
    let removal = jobs::left(&place.customer, &first.id, now);
    let session = (place.session.as_str(), place.seq);
    let sent = app.parts.storage.send_uploads(session, replaced, &files, &[removal], now).await?;
    if sent {
        tracing::info!(session = %place.session, files = files.len(), "files were sent");
        app.wake.notify_one();
    } else {
        discard(app, &files).await;
    }
    Ok(sent)
}

/// Removes files that are stored and not noted.
pub(crate) async fn discard(app: &App, files: &[ImageRow]) {
    for file in files {
        if let Err(error) = blobs::remove(app, &file.blob).await {
            tracing::warn!(%error, "a file could not be removed; that is tried again later");
        }
    }
}

/// What there is for the fields of a page.
pub(super) async fn files(
    app: &App,
    loaded: &Loaded,
    page: &PageStep,
) -> Result<BTreeMap<FieldId, Files>, Error> {
    let asked = asked(page, &loaded.frozen.data_model);
    let mut found: BTreeMap<FieldId, Files> = BTreeMap::new();
    if asked.is_empty() {
        return Ok(found);
    }
    for row in app.parts.storage.uploads(&loaded.row.customer).await? {
        let Some(field) = row.field.filter(|field| asked.contains_key(field)) else { continue };
        let sent = row.state == ImageState::Sent;
        if row.state == ImageState::Left || sent && row.step != *loaded.state.step() {
            continue;
        }
        let files = found.entry(field).or_default();
        if sent && !files.sent {
            *files = Files { sent, files: Vec::new() };
        }
        if sent == files.sent {
            files.files.push((row.media_type, row.bytes));
        }
    }
    Ok(found)
}

/// What becomes of files when the session leaves a page: with `values` if it was submitted. A field whose files were replaced
/// is written anew, though its value has not changed.
pub(super) async fn settle(
    app: &App,
    loaded: &Loaded,
    values: Option<&BTreeMap<FieldId, Option<Value>>>,
    effects: &mut Vec<Effect>,
    now: Timestamp,
    commit: &mut Commit,
) -> Result<(), Error> {
    let step = loaded.state.step();
    let Some(StepSettings::Page(page)) = loaded.frozen.campaign.steps.get(step).map(|step| &step.settings)
    else {
        return Ok(());
    };
    let asked = asked(page, &loaded.frozen.data_model);
    if asked.is_empty() {
        return Ok(());
    }
    let rows = app.parts.storage.uploads(&loaded.row.customer).await?;
    let mut settled = SettledUploads { session: loaded.row.id.clone(), ..SettledUploads::default() };
    for (id, field) in asked {
        let Some(given) = values.and_then(|values| values.get(id)) else { continue };
        let of_state =
            |state| rows.iter().filter(move |row| row.field.as_ref() == Some(id) && row.state == state);
        let sent: Vec<_> = of_state(ImageState::Sent).filter(|row| row.step == *step).collect();
        match given {
            Some(given) if !sent.is_empty() && given.to_string() == value(step, id, sent.len()) => {
                let remove_at = field.kept_until(now);
                for (index, row) in sent.iter().enumerate() {
                    settled.keep.push((row.id.clone(), name(id, index), remove_at));
                    commit.jobs.extend(remove_at.map(|at| expiry::job(&row.id, at)));
                }
                let writes = |effect: &Effect| matches!(effect, Effect::Write(write) if write.field == *id);
                if !effects.iter().any(writes) {
                    let origin = format!("page {step}");
                    let write = Write { field: id.clone(), value: given.clone(), origin };
                    effects.push(Effect::Write(write));
                }
            }
            // Another request changed in between what was sent.
            Some(given) if loaded.state.values().get(id) != Some(given) => return Err(Error::Busy),
            Some(_) => continue,
            None => {}
        }
        settled.leave.extend(of_state(ImageState::Kept).map(|row| row.id.clone()));
    }
    let sent = rows.iter().filter(|row| row.state == ImageState::Sent).count();
    if !settled.leave.is_empty() || sent > settled.keep.len() {
        let seq = loaded.row.seq;
        commit.jobs.push(jobs::left(&loaded.row.customer, &format!("{}/{seq}", loaded.row.id), now));
    }
    commit.uploads = Some(settled);
    Ok(())
}

#[cfg(test)]
mod tests {
    use model::FieldType;

    use super::*;

    #[test]
    fn files_are_taken_by_their_contents_and_size() {
        let mut field = Field::new(FieldType::File);
        field.max_bytes = Some(12);
        let table: [(&[u8], Result<MediaType, Refused>); 5] = [
            (b"%PDF-1.7", Ok(MediaType::Pdf)),
            (b"\x89PNG\r\n\x1a\n", Ok(MediaType::Png)),
            (b"", Err(Refused::Empty)),
            (b"<html>", Err(Refused::Kind)),
            (b"%PDF-1.7     ", Err(Refused::TooLarge)),
        ];
        for (contents, expected) in table {
            assert_eq!(check(&field, contents), expected, "{contents:?}");
        }
        field.kind = FieldType::Image;
        assert_eq!(check(&field, b"%PDF-1.7"), Err(Refused::Kind), "a document is no picture");
    }

    #[test]
    fn values_name_each_file() {
        let (step, field) = (StepId::new("about").unwrap(), FieldId::new("scan").unwrap());
        assert_eq!(value(&step, &field, 1), "about/scan");
        assert_eq!(value(&step, &field, 3), "about/scan\nabout/scan.2\nabout/scan.3");
    }
}
