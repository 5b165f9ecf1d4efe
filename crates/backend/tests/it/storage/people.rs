use backend::storage::{Commit, Storage};

use super::make::{at, attempt, field, image, session, start, with_version};
use super::on_both;
use super::place::Place;

on_both!(customers_are_listed_newest_first, a_picture_is_noted_once, pictures_are_listed_in_order);

async fn with_attempt(storage: &dyn Storage) {
    with_version(storage).await;
    let first = session("s1", 1);
    let commit =
        Commit { attempts: vec![attempt("a1", "s1", 1), attempt("a2", "s1", 2)], ..Commit::default() };
    storage.start_session(&first, &commit, at(1)).await.unwrap();
}

async fn customers_are_listed_newest_first(place: Place) {
    let storage = place.open().await;
    with_version(&*storage).await;
    for (id, seconds) in [("s2", 2), ("s3", 3), ("s1", 1)] {
        start(&*storage, &session(id, seconds)).await;
    }
    let commit = Commit { fields: vec![field("c-s1", "name", "Anna")], ..Commit::default() };
    storage.advance(&session("s1", 1), 1, &commit, at(90)).await.unwrap();

    let all = storage.customers(10).await.unwrap();
    assert_eq!(all.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["c-s3", "c-s2", "c-s1"]);
    assert_eq!(all.iter().map(|row| row.fields).collect::<Vec<_>>(), [0, 0, 1]);
    assert_eq!(storage.customers(2).await.unwrap(), all[..2]);
    assert_eq!(storage.customer("c-s1").await.unwrap().as_ref(), Some(&all[2]));
    assert_eq!(storage.fields("c-s2").await.unwrap(), []);
}

async fn a_picture_is_noted_once(place: Place) {
    let storage = place.open().await;
    with_attempt(&*storage).await;
    let front = image("i1", &attempt("a1", "s1", 1), "c-s1", "front", 10);
    storage.put_image(&front).await.unwrap();

    // The same again, as a job does that runs twice; and with an id of its own, as one does that began anew.
    storage.put_image(&front).await.unwrap();
    let mut again = image("i2", &attempt("a1", "s1", 1), "c-s1", "front", 20);
    again.blob = "blobs/other".to_owned();
    storage.put_image(&again).await.unwrap();
    assert_eq!(storage.images("c-s1").await.unwrap(), [front.clone()]);
    assert_eq!(storage.image("i1").await.unwrap(), Some(front));
    assert_eq!(storage.image("i2").await.unwrap(), None);

    assert!(!storage.remove_image("i2", at(40)).await.unwrap(), "there is none");
    assert!(storage.remove_image("i1", at(40)).await.unwrap());
    assert_eq!(storage.images("c-s1").await.unwrap(), []);
    assert!(!storage.remove_image("i1", at(40)).await.unwrap());
    let note = storage.audit(1).await.unwrap().remove(0);
    assert_eq!(
        (note.actor.as_str(), note.action.as_str(), note.subject.as_str()),
        ("system", "image.expire", "image/i1")
    );
    storage.put_image(&image("i1", &attempt("a1", "s1", 1), "c-s1", "front", 10)).await.unwrap();

    // But an id never stands for two pictures.
    let taken = image("i1", &attempt("a2", "s1", 2), "c-s1", "front", 30);
    storage.put_image(&taken).await.unwrap_err();
}

async fn pictures_are_listed_in_order(place: Place) {
    let storage = place.open().await;
    with_attempt(&*storage).await;
    start(&*storage, &session("s2", 2)).await;
    let mut kept = image("i1", &attempt("a1", "s1", 1), "c-s1", "front", 30);
    kept.remove_at = None;
    kept.media_type = "image/png".to_owned();
    let back = image("i2", &attempt("a1", "s1", 1), "c-s1", "back", 10);
    let face = image("i3", &attempt("a2", "s1", 2), "c-s1", "front", 20);
    for row in [&kept, &back, &face] {
        storage.put_image(row).await.unwrap();
    }
    assert_eq!(storage.images("c-s1").await.unwrap(), [back, face, kept]);
    assert_eq!(storage.images("c-s2").await.unwrap(), []);
    assert_eq!(storage.customer("c-s1").await.unwrap().unwrap().images, 3);
    assert_eq!(storage.customer("c-s2").await.unwrap().unwrap().images, 0);
}
