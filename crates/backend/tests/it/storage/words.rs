//! Every word of every fixed set can be stored and read: the databases have lists of their own.

use backend::storage::{AccessTokenRow, AttemptState, Commit, FieldRow, Role, SessionRow, StorageError};
use model::step::EndResult;
use model::{FieldType, Pii};

use super::make::{at, attempt, field, hash, session, start, with_version};
use super::on_both;
use super::place::Place;

on_both!(all_words_are_kept, an_unknown_word_is_told);

async fn all_words_are_kept(place: Place) {
    let storage = place.open().await;
    with_version(&*storage).await;
    for role in Role::ALL {
        let token = AccessTokenRow {
            id: role.as_str().to_owned(),
            name: "a name".to_owned(),
            hash: hash(role.as_str()),
            role,
            created_by: "root".to_owned(),
            created_at: at(1),
            expires_at: None,
        };
        storage.put_access_token(&token).await.unwrap();
        assert_eq!(storage.access_token(&token.hash, at(1)).await.unwrap(), Some(token));
    }
    for result in EndResult::ALL {
        let ended = SessionRow { result: Some(result), ..session(result.as_str(), 1) };
        start(&*storage, &ended).await;
        assert_eq!(storage.session(result.as_str()).await.unwrap(), Some(ended));
    }

    let first = session("s1", 1);
    let kinds = FieldType::ALL.map(|kind| FieldRow { kind, ..field("c-s1", kind.as_str(), "x") });
    let levels = Pii::ALL.map(|pii| FieldRow { pii, ..field("c-s1", &format!("pii-{pii}"), "x") });
    let states = AttemptState::ALL.map(|state| {
        let mut row = attempt(state.as_str(), "s1", 1);
        row.state = state;
        row
    });
    let commit = Commit {
        fields: kinds.iter().chain(&levels).cloned().collect(),
        attempts: states.to_vec(),
        ..Commit::default()
    };
    storage.start_session(&first, &commit, at(1)).await.unwrap();
    let stored = storage.fields("c-s1").await.unwrap();
    assert_eq!(stored.len(), commit.fields.len());
    for row in &commit.fields {
        assert!(stored.contains(row), "{row:?}");
    }
    for row in states {
        assert_eq!(storage.attempt(&row.id).await.unwrap(), Some(row));
    }
}

async fn an_unknown_word_is_told(place: Place) {
    let storage = place.open().await;
    with_version(&*storage).await;
    let first = session("s1", 1);
    let commit = Commit { fields: vec![field("c-s1", "name", "Anna")], ..Commit::default() };
    storage.start_session(&first, &commit, at(1)).await.unwrap();

    place.run("UPDATE fields SET kind = 'of the future'").await;
    let error = storage.fields("c-s1").await.unwrap_err();
    assert!(matches!(error, StorageError::Corrupt { what: "kind", .. }), "{error}");
    assert!(!error.to_string().contains("future"), "errors show no contents: {error}");

    place.run("UPDATE sessions SET step = 'Not A Name'").await;
    let error = storage.session("s1").await.unwrap_err();
    assert!(matches!(error, StorageError::Corrupt { what: "step", .. }), "{error}");
    assert!(!error.to_string().contains("Not A Name"), "errors show no contents: {error}");
}
