//! Files that customers send.

use backend::storage::{Commit, Committed, ImageRow, ImageState, SettledUploads, Storage};
use model::FieldId;

use super::make::{at, attempt, image, job, session, start, step, with_version};
use super::on_both;
use super::place::Place;

on_both!(
    files_are_noted_while_the_session_stands_still,
    files_are_kept_and_left_with_the_commit,
    what_was_replaced_meanwhile_is_not_kept,
    an_abandoned_file_is_left_once,
);

fn field(name: &str) -> FieldId {
    FieldId::new(name).unwrap()
}

/// A file that was sent in session `s1` for a field.
fn file(id: &str, name: &str, seconds: i64) -> ImageRow {
    let mut row = image(id, &attempt("a1", "s1", 1), "c-s1", name, seconds);
    row.attempt = None;
    row.field = Some(field(name));
    row.step = step("about");
    row.state = ImageState::Sent;
    row.remove_at = None;
    row
}

async fn begun(storage: &dyn Storage) {
    with_version(storage).await;
    start(storage, &session("s1", 1)).await;
}

async fn states(storage: &dyn Storage) -> Vec<(String, String, ImageState)> {
    let rows = storage.uploads("c-s1").await.unwrap();
    rows.into_iter().map(|row| (row.id, row.name, row.state)).collect()
}

fn row(id: &str, name: &str, state: ImageState) -> (String, String, ImageState) {
    (id.to_owned(), name.to_owned(), state)
}

async fn send(storage: &dyn Storage, seq: u64, replaced: &[FieldId], files: &[ImageRow]) -> bool {
    storage.send_uploads(("s1", seq), replaced, files, &[job("removal", 60)], at(5)).await.unwrap()
}

async fn files_are_noted_while_the_session_stands_still(place: Place) {
    let storage = place.open().await;
    begun(&*storage).await;
    let scan = file("i1", "scan", 10);
    assert!(!send(&*storage, 2, &[], std::slice::from_ref(&scan)).await, "the session has moved on");
    assert_eq!(storage.uploads("c-s1").await.unwrap(), []);
    assert_eq!(storage.next_due().await.unwrap(), None, "no job either");
    assert!(send(&*storage, 1, &[field("scan")], std::slice::from_ref(&scan)).await);
    assert_eq!(storage.uploads("c-s1").await.unwrap(), [scan.clone()]);
    assert_eq!(storage.image("i1").await.unwrap(), Some(scan));
    assert_eq!(storage.images("c-s1").await.unwrap(), [], "it is on no record");
    assert_eq!(storage.customer("c-s1").await.unwrap().unwrap().images, 0);
    assert_eq!(storage.next_due().await.unwrap(), Some(at(60)));

    // Another one in its place, and one for another field; then one that is added.
    let files = [file("i2", "scan", 20), file("i3", "bills", 21)];
    assert!(send(&*storage, 1, &[field("scan"), field("bills")], &files).await);
    assert!(send(&*storage, 1, &[], &[file("i4", "bills", 22)]).await);
    let expected = [
        row("i1", "scan", ImageState::Left),
        row("i2", "scan", ImageState::Sent),
        row("i3", "bills", ImageState::Sent),
        row("i4", "bills", ImageState::Sent),
    ];
    assert_eq!(states(&*storage).await, expected);
}

async fn files_are_kept_and_left_with_the_commit(place: Place) {
    let storage = place.open().await;
    begun(&*storage).await;
    assert!(send(&*storage, 1, &[], &[file("i1", "scan", 10), file("i2", "photo", 11)]).await);
    let keep = |id: &str, leave: &[&str]| Commit {
        uploads: Some(SettledUploads {
            session: "s1".to_owned(),
            keep: vec![(id.to_owned(), "scan".to_owned(), Some(at(900)))],
            leave: leave.iter().map(|id| (*id).to_owned()).collect(),
        }),
        ..Commit::default()
    };
    let done = storage.advance(&session("s1", 1), 1, &keep("i1", &[]), at(20)).await.unwrap();
    assert!(matches!(done, Committed::Done));
    let expected = [row("i1", "scan", ImageState::Kept), row("i2", "photo", ImageState::Left)];
    assert_eq!(states(&*storage).await, expected);
    let kept = storage.images("c-s1").await.unwrap();
    assert_eq!((kept.len(), kept[0].remove_at), (1, Some(at(900))));
    assert_eq!(storage.customer("c-s1").await.unwrap().unwrap().images, 1);

    // Another one in its place: no two have one name on a record.
    assert!(send(&*storage, 2, &[], &[file("i3", "scan", 30)]).await);
    storage.advance(&session("s1", 1), 2, &keep("i3", &[]), at(40)).await.unwrap_err();
    let done = storage.advance(&session("s1", 1), 2, &keep("i3", &["i1"]), at(40)).await.unwrap();
    assert!(matches!(done, Committed::Done));
    let expected = [
        row("i1", "scan", ImageState::Left),
        row("i2", "photo", ImageState::Left),
        row("i3", "scan", ImageState::Kept),
    ];
    assert_eq!(states(&*storage).await, expected);
    assert!(storage.remove_image("i1", at(50)).await.unwrap());
    let note = storage.audit(1).await.unwrap().remove(0);
    assert_eq!((note.action.as_str(), note.subject.as_str()), ("image.discard", "image/i1"));
}

async fn what_was_replaced_meanwhile_is_not_kept(place: Place) {
    let storage = place.open().await;
    begun(&*storage).await;
    assert!(send(&*storage, 1, &[], &[file("i1", "scan", 10)]).await);
    assert!(send(&*storage, 1, &[field("scan")], &[file("i2", "scan", 20)]).await);
    let settled = SettledUploads {
        session: "s1".to_owned(),
        keep: vec![("i1".to_owned(), "scan".to_owned(), None)],
        leave: Vec::new(),
    };
    let commit = Commit { uploads: Some(settled), ..Commit::default() };
    let done = storage.advance(&session("s1", 1), 1, &commit, at(20)).await.unwrap();
    assert!(matches!(done, Committed::Overtaken));
    assert_eq!(storage.session("s1").await.unwrap().unwrap().seq, 1, "nothing was committed");
    let expected = [row("i1", "scan", ImageState::Left), row("i2", "scan", ImageState::Sent)];
    assert_eq!(states(&*storage).await, expected);
}

async fn an_abandoned_file_is_left_once(place: Place) {
    let storage = place.open().await;
    begun(&*storage).await;
    let mut kept = file("i2", "photo", 11);
    kept.state = ImageState::Kept;
    assert!(send(&*storage, 1, &[], &[file("i1", "scan", 10), kept]).await);
    assert!(storage.leave_upload("i1").await.unwrap());
    assert!(storage.leave_upload("i1").await.unwrap(), "whoever begins again goes on");
    assert!(!storage.leave_upload("i2").await.unwrap(), "it is kept");
    assert!(!storage.leave_upload("i9").await.unwrap());
    let expected = [row("i1", "scan", ImageState::Left), row("i2", "photo", ImageState::Kept)];
    assert_eq!(states(&*storage).await, expected);
}
