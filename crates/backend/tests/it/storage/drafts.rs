use std::collections::BTreeMap;

use api::{CommitState, Writer};
use backend::storage::{AccessTokenRow, AppliedOrNot, DraftRow, ManifestRows, Role};
use model::{ResourceName, WorkspaceName};

use super::make::{
    apply, at, campaign, changeset, contents, credentials, deleting, hash, jumio, log, note, putting,
    revision,
};
use super::on_both;
use super::place::Place;

on_both!(
    a_new_backend_is_empty,
    a_changeset_saves_and_deletes,
    drafts_tell_who_wrote_them,
    conflicts_are_told_all_at_once,
    a_conflict_changes_nothing,
    the_same_key_again_gives_the_first_answer,
    another_workspace_is_refused,
    a_name_of_each_kind_is_kept,
    credentials_are_replaced_and_audited,
    access_tokens_end,
    the_first_value_stays,
    the_audit_log_is_read_from_its_end,
);

async fn a_new_backend_is_empty(place: Place) {
    let storage = place.open().await;
    assert_eq!(storage.manifest().await.unwrap(), ManifestRows::default());
    assert_eq!(storage.draft(&campaign("welcome")).await.unwrap(), None);
    assert_eq!(storage.credentials(&jumio()).await.unwrap(), []);
    assert_eq!(storage.audit(10).await.unwrap(), []);
}

async fn a_changeset_saves_and_deletes(place: Place) {
    let storage = place.open().await;
    let first = putting(changeset("1"), campaign("welcome"), None, 1);
    let first = putting(putting(first, campaign("old"), None, 2), ResourceName::DataModel, None, 3);
    apply(&*storage, &first).await;

    let second = putting(changeset("2"), campaign("welcome"), Some(1), 4);
    apply(&*storage, &deleting(second, campaign("old"), 2)).await;

    let manifest = storage.manifest().await.unwrap();
    assert_eq!(manifest.workspace, Some(WorkspaceName::new("acme").unwrap()));
    let revisions: Vec<_> = manifest.drafts.iter().map(|(name, (revision, _))| (name, *revision)).collect();
    assert_eq!(revisions, [(&ResourceName::DataModel, revision(3)), (&campaign("welcome"), revision(4))]);
    assert_eq!(storage.draft(&campaign("old")).await.unwrap(), None);
    assert_eq!(storage.draft(&campaign("welcome")).await.unwrap().unwrap().json, contents(4));

    let from = "workspace acme, commit 0123abcd (dirty), run ci 77: more colour";
    assert_eq!(
        log(&*storage).await,
        [
            format!("anna push campaign/old: deleted, {from}"),
            format!("anna push campaign/welcome: revision 040404040404, {from}"),
            format!("anna push campaign/welcome: revision 010101010101, {from}"),
            format!("anna push campaign/old: revision 020202020202, {from}"),
            format!("anna push data-model: revision 030303030303, {from}"),
        ]
    );

    // A draft that was deleted may come again, as a new one.
    apply(&*storage, &putting(changeset("3"), campaign("old"), None, 5)).await;
}

async fn drafts_tell_who_wrote_them(place: Place) {
    let storage = place.open().await;
    for (number, state) in
        [CommitState::Unknown, CommitState::Clean, CommitState::Dirty].into_iter().enumerate()
    {
        let name = campaign(&format!("c{number}"));
        let mut changeset = putting(changeset(&number.to_string()), name.clone(), None, 1);
        changeset.actor = format!("writer {number}");
        changeset.origin.state = state;
        if state == CommitState::Unknown {
            changeset.origin.commit = None;
            changeset.origin.run = None;
            changeset.message = None;
        }
        let now = at(i64::try_from(number).unwrap());
        storage.apply_changeset(&changeset, now).await.unwrap();

        let writer = Writer { actor: changeset.actor, at: now, origin: changeset.origin };
        let draft = storage.draft(&name).await.unwrap().unwrap();
        assert_eq!(
            draft,
            DraftRow { name: name.clone(), revision: revision(1), json: contents(1), writer: writer.clone() }
        );
        assert_eq!(storage.manifest().await.unwrap().drafts[&name], (revision(1), writer));
    }
    assert_eq!(
        log(&*storage).await.last().unwrap(),
        "writer 0 push campaign/c0: revision 010101010101, workspace acme"
    );
}

async fn conflicts_are_told_all_at_once(place: Place) {
    let storage = place.open().await;
    let names = ["changed", "made", "unseen", "deleting", "looked-at", "fine"].map(campaign);
    let first = names.iter().cloned().fold(changeset("1"), |all, name| putting(all, name, None, 1));
    apply(&*storage, &first).await;
    let writer = storage.draft(&names[0]).await.unwrap().unwrap().writer;
    let [changed, made, unseen, to_delete, looked_at, fine] = names;
    let gone = campaign("gone");
    let new = campaign("new");

    let mut second = putting(changeset("2"), changed.clone(), Some(9), 2);
    second = putting(second, made.clone(), None, 2);
    second.put.insert(unseen.clone(), (revision(2), contents(2)));
    second.delete.push(to_delete.clone());
    second.base.insert(looked_at.clone(), Some(revision(9)));
    second = putting(second, fine, Some(1), 2);
    second = putting(second, gone.clone(), Some(1), 2);
    second.put.insert(new, (revision(2), contents(2)));
    let conflict = AppliedOrNot::Conflicts(BTreeMap::from([
        (changed, Some((revision(1), writer.clone()))),
        (made, Some((revision(1), writer.clone()))),
        (unseen, Some((revision(1), writer.clone()))),
        (to_delete, Some((revision(1), writer.clone()))),
        (looked_at, Some((revision(1), writer))),
        (gone, None),
    ]));
    assert_eq!(storage.apply_changeset(&second, at(1)).await.unwrap(), conflict);
}

async fn a_conflict_changes_nothing(place: Place) {
    let storage = place.open().await;
    let mut refused = putting(changeset("1"), campaign("welcome"), Some(1), 2);
    refused = putting(refused, ResourceName::DataModel, None, 3);
    let answer = storage.apply_changeset(&refused, at(0)).await.unwrap();
    assert!(matches!(answer, AppliedOrNot::Conflicts(_)), "{answer:?}");

    assert_eq!(storage.manifest().await.unwrap(), ManifestRows::default(), "and is not bound either");
    assert_eq!(storage.audit(10).await.unwrap(), []);

    // The key is not used up.
    refused.base.insert(campaign("welcome"), None);
    apply(&*storage, &refused).await;
}

async fn the_same_key_again_gives_the_first_answer(place: Place) {
    let storage = place.open().await;
    let first = putting(changeset("1"), campaign("welcome"), None, 1);
    apply(&*storage, &first).await;
    apply(&*storage, &putting(changeset("2"), campaign("welcome"), Some(1), 2)).await;
    let before = (storage.manifest().await.unwrap(), log(&*storage).await);

    // The same again would be a conflict, as would one with other contents and from elsewhere.
    let mut again = putting(changeset("3"), campaign("welcome"), None, 3);
    again.idempotency_key.clone_from(&first.idempotency_key);
    again.origin.workspace = WorkspaceName::new("other").unwrap();
    for repeated in [&first, &again] {
        let answer = storage.apply_changeset(repeated, at(9)).await.unwrap();
        assert_eq!(answer, AppliedOrNot::Applied { id: "1".to_owned() });
    }
    assert_eq!((storage.manifest().await.unwrap(), log(&*storage).await), before);
}

async fn another_workspace_is_refused(place: Place) {
    let storage = place.open().await;
    apply(&*storage, &changeset("1")).await;
    let mut other = putting(changeset("2"), campaign("welcome"), None, 1);
    other.origin.workspace = WorkspaceName::new("other").unwrap();
    let answer = storage.apply_changeset(&other, at(1)).await.unwrap();
    assert_eq!(answer, AppliedOrNot::OtherWorkspace(WorkspaceName::new("acme").unwrap()));
    assert!(storage.manifest().await.unwrap().drafts.is_empty());
    assert_eq!(storage.audit(10).await.unwrap(), []);
}

async fn a_name_of_each_kind_is_kept(place: Place) {
    let storage = place.open().await;
    let names = [ResourceName::DataModel, ResourceName::Provider(jumio()), campaign("data-model")];
    let all = names.iter().cloned().fold(changeset("1"), |all, name| putting(all, name, None, 1));
    apply(&*storage, &all).await;
    let manifest = storage.manifest().await.unwrap();
    assert_eq!(manifest.drafts.keys().collect::<Vec<_>>(), names.iter().collect::<Vec<_>>());
    for name in names {
        assert_eq!(storage.draft(&name).await.unwrap().unwrap().name, name);
    }
}

async fn credentials_are_replaced_and_audited(place: Place) {
    let storage = place.open().await;
    let rows = [
        credentials("kyx", "emea", "a"),
        credentials("kyx", "amer", "b"),
        credentials("netverify", "emea", "c"),
    ];
    for row in &rows {
        storage.put_credentials(row).await.unwrap();
    }
    let mut newer = credentials("kyx", "emea", "d");
    newer.set_by = "eve".to_owned();
    newer.set_at = at(6);
    storage.put_credentials(&newer).await.unwrap();

    let stored = storage.credentials(&jumio()).await.unwrap();
    assert_eq!(stored, [rows[1].clone(), newer, rows[2].clone()]);
    let other = model::ProviderName::new("other").unwrap();
    assert_eq!(storage.credentials(&other).await.unwrap(), []);
    assert_eq!(
        log(&*storage).await,
        [
            "eve credentials.set provider/jumio: kyx emea, fingerprint fp-d",
            "adam credentials.set provider/jumio: netverify emea, fingerprint fp-c",
            "adam credentials.set provider/jumio: kyx amer, fingerprint fp-b",
            "adam credentials.set provider/jumio: kyx emea, fingerprint fp-a",
        ]
    );
}

async fn access_tokens_end(place: Place) {
    let storage = place.open().await;
    let token = |id: &str, expires_at| AccessTokenRow {
        id: id.to_owned(),
        name: format!("name of {id}"),
        hash: hash(id),
        role: Role::Editor,
        created_by: "root".to_owned(),
        created_at: at(1),
        expires_at,
    };
    let (endless, short) = (token("endless", None), token("short", Some(at(100))));
    storage.put_access_token(&endless).await.unwrap();
    storage.put_access_token(&short).await.unwrap();

    assert_eq!(storage.access_token(&hash("endless"), at(1_000_000)).await.unwrap(), Some(endless.clone()));
    assert_eq!(storage.access_token(&hash("short"), at(99)).await.unwrap(), Some(short.clone()));
    assert_eq!(storage.access_token(&hash("short"), at(100)).await.unwrap(), None);
    assert_eq!(storage.access_token(&hash("other"), at(1)).await.unwrap(), None);
    assert_eq!(storage.access_tokens().await.unwrap(), [endless.clone(), short.clone()]);
    assert!(storage.revoke_access_token("endless", "eve", at(9)).await.unwrap());
    assert_eq!(storage.access_token(&hash("endless"), at(1)).await.unwrap(), None);
    assert_eq!(storage.access_tokens().await.unwrap(), [short]);
    assert_eq!(log(&*storage).await[0], "eve access-token.revoke name of endless: -");
    assert!(!storage.revoke_access_token("endless", "eve", at(9)).await.unwrap());
    assert!(!storage.revoke_access_token("nobody", "eve", at(9)).await.unwrap());
    assert_eq!(log(&*storage).await[0], "eve access-token.revoke name of endless: -", "once");

    let mut same_hash = endless;
    same_hash.id = "another".to_owned();
    storage.put_access_token(&same_hash).await.unwrap_err();
    assert_eq!(
        log(&*storage).await,
        [
            "eve access-token.revoke name of endless: -",
            "root access-token.create name of short: role editor",
            "root access-token.create name of endless: role editor",
        ]
    );
}

async fn the_first_value_stays(place: Place) {
    let storage = place.open().await;
    assert_eq!(storage.meta_or_insert("salt", b"first").await.unwrap(), b"first");
    assert_eq!(storage.meta_or_insert("salt", b"second").await.unwrap(), b"first");
    assert_eq!(storage.meta_or_insert("empty", b"").await.unwrap(), b"");
    assert_eq!(storage.meta_or_insert("empty", b"x").await.unwrap(), b"");
    assert_eq!(place.open().await.meta_or_insert("salt", b"third").await.unwrap(), b"first");
}

async fn the_audit_log_is_read_from_its_end(place: Place) {
    let storage = place.open().await;
    let rows = [note("one", 3), note("two", 1), note("three", 2), note("four", 2)];
    for row in &rows {
        storage.note(row).await.unwrap();
    }
    let [one, two, three, four] = rows;
    assert_eq!(storage.audit(10).await.unwrap(), [one.clone(), four.clone(), three, two]);
    assert_eq!(storage.audit(2).await.unwrap(), [one, four]);
    assert_eq!(storage.audit(0).await.unwrap(), []);
}
