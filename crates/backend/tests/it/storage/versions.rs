use std::collections::BTreeMap;

use backend::storage::{
    LiveChange, LiveChanged, LiveRow, PauseChange, PauseChanged, PublishedOrNot, VersionRow,
};
use model::ResourceName;

use super::make::{
    apply, at, campaign, changeset, contents, deleting, drafts_of, log, publication, publish, putting,
    revision, slug,
};
use super::on_both;
use super::place::Place;

on_both!(
    a_version_is_frozen_and_live,
    versions_are_counted_per_campaign,
    nothing_is_published_that_changed,
    another_version_can_be_live,
    a_hold_lasts_until_the_next_version,
    a_campaign_can_be_unpublished,
    a_pause_outlasts_versions,
);

fn change(version: Option<u64>, was: Option<u64>) -> LiveChange {
    LiveChange {
        campaign: slug("welcome"),
        version,
        was,
        hold: false,
        reason: Some("it was wrong".to_owned()),
        actor: "rolf".to_owned(),
    }
}

async fn a_version_is_frozen_and_live(place: Place) {
    let storage = place.open().await;
    assert_eq!(storage.live(&slug("welcome")).await.unwrap(), None);
    drafts_of(&*storage, "welcome").await;
    let meant = publication("welcome", None);
    let version = publish(&*storage, &meant).await;
    let expected = VersionRow {
        campaign: slug("welcome"),
        number: 1,
        frozen: meant.frozen.clone(),
        message: Some("for spring".to_owned()),
        published_by: "pia".to_owned(),
        published_at: at(10),
    };
    assert_eq!(version, expected);

    // What happens to drafts later means nothing to it.
    apply(&*storage, &deleting(changeset("later"), campaign("welcome"), 1)).await;
    assert_eq!(storage.version(&slug("welcome"), 1).await.unwrap(), Some(expected.clone()));
    assert_eq!(storage.versions(&slug("welcome")).await.unwrap(), [expected]);
    let live = LiveRow {
        version: Some(1),
        revisions: BTreeMap::from([
            (campaign("welcome"), revision(1)),
            (ResourceName::DataModel, revision(2)),
        ]),
        published_at: Some(at(10)),
        held: false,
        paused: false,
    };
    assert_eq!(storage.live(&slug("welcome")).await.unwrap(), Some(live.clone()));
    let manifest = storage.manifest().await.unwrap();
    assert_eq!(manifest.live, BTreeMap::from([(slug("welcome"), live)]));
    assert!(
        log(&*storage).await.contains(
            &"pia publish campaign/welcome: version 1, revision 010101010101: for spring".to_owned()
        )
    );
}

async fn versions_are_counted_per_campaign(place: Place) {
    let storage = place.open().await;
    drafts_of(&*storage, "welcome").await;
    drafts_of(&*storage, "other").await;
    assert_eq!(publish(&*storage, &publication("welcome", None)).await.number, 1);
    assert_eq!(publish(&*storage, &publication("welcome", Some(1))).await.number, 2);
    assert_eq!(publish(&*storage, &publication("other", None)).await.number, 1);
    let mut silent = publication("welcome", Some(2));
    silent.message = None;
    assert_eq!(publish(&*storage, &silent).await.message, None);

    let numbers = |rows: Vec<VersionRow>| rows.iter().map(|row| row.number).collect::<Vec<_>>();
    assert_eq!(numbers(storage.versions(&slug("welcome")).await.unwrap()), [3, 2, 1]);
    assert_eq!(numbers(storage.versions(&slug("other")).await.unwrap()), [1]);
    assert!(storage.versions(&slug("unknown")).await.unwrap().is_empty());
    assert_eq!(storage.version(&slug("welcome"), 4).await.unwrap(), None);
    assert_eq!(storage.version(&slug("unknown"), 1).await.unwrap(), None);
    let live = storage.manifest().await.unwrap().live;
    assert_eq!(live.values().map(|row| row.version).collect::<Vec<_>>(), [Some(1), Some(3)]);
}

async fn nothing_is_published_that_changed(place: Place) {
    let storage = place.open().await;
    drafts_of(&*storage, "welcome").await;
    publish(&*storage, &publication("welcome", None)).await;
    let good = publication("welcome", Some(1));

    let mut other_revision = good.clone();
    other_revision.revision = revision(9);
    other_revision.frozen.insert(campaign("welcome"), (revision(9), contents(9)));
    let mut own_revision_only = good.clone();
    own_revision_only.revision = revision(9);
    own_revision_only.frozen.remove(&campaign("welcome"));
    let mut other_model = good.clone();
    other_model.frozen.insert(ResourceName::DataModel, (revision(9), contents(9)));
    let mut missing_draft = good.clone();
    missing_draft.frozen.insert(campaign("missing"), (revision(1), contents(1)));
    let mut never_live = good.clone();
    never_live.was_live = None;
    let mut another_live = good.clone();
    another_live.was_live = Some(2);
    let mut no_such_campaign = good.clone();
    no_such_campaign.campaign = slug("missing");
    no_such_campaign.was_live = None;

    let before = log(&*storage).await;
    for (name, bad) in [
        ("other revision", other_revision),
        ("own revision", own_revision_only),
        ("other model", other_model),
        ("missing draft", missing_draft),
        ("never live", never_live),
        ("another live", another_live),
        ("no such campaign", no_such_campaign),
    ] {
        assert_eq!(storage.publish(&bad, at(20)).await.unwrap(), PublishedOrNot::Changed, "{name}");
    }
    assert_eq!(log(&*storage).await, before);
    assert_eq!(storage.versions(&slug("welcome")).await.unwrap().len(), 1);

    apply(&*storage, &putting(changeset("model"), ResourceName::DataModel, Some(2), 3)).await;
    assert_eq!(storage.publish(&good, at(20)).await.unwrap(), PublishedOrNot::Changed);
}

async fn another_version_can_be_live(place: Place) {
    let storage = place.open().await;
    drafts_of(&*storage, "welcome").await;
    publish(&*storage, &publication("welcome", None)).await;
    publish(&*storage, &publication("welcome", Some(1))).await;

    let before = log(&*storage).await;
    for (version, was, expected) in [
        (Some(1), Some(1), LiveChanged::Changed),
        (Some(1), None, LiveChanged::Changed),
        (None, None, LiveChanged::Changed),
        (Some(3), Some(2), LiveChanged::NoSuchVersion),
        (Some(0), Some(2), LiveChanged::NoSuchVersion),
    ] {
        let answer = storage.set_live(&change(version, was), at(30)).await.unwrap();
        assert_eq!(answer, expected, "{version:?} for {was:?}");
    }
    assert_eq!(log(&*storage).await, before);
    assert_eq!(storage.live(&slug("welcome")).await.unwrap().unwrap().version, Some(2));

    assert_eq!(storage.set_live(&change(Some(1), Some(2)), at(30)).await.unwrap(), LiveChanged::Done);
    assert_eq!(storage.live(&slug("welcome")).await.unwrap().unwrap().version, Some(1));
    assert_eq!(log(&*storage).await[0], "rolf live.set campaign/welcome: version 1, was 2: it was wrong");
    assert_eq!(
        publish(&*storage, &publication("welcome", Some(1))).await.number,
        3,
        "numbers never come again"
    );
}

async fn a_hold_lasts_until_the_next_version(place: Place) {
    let storage = place.open().await;
    drafts_of(&*storage, "welcome").await;
    publish(&*storage, &publication("welcome", None)).await;
    publish(&*storage, &publication("welcome", Some(1))).await;
    let held = async || storage.live(&slug("welcome")).await.unwrap().unwrap().held;
    assert!(!held().await);

    let mut back = change(Some(1), Some(2));
    back.hold = true;
    storage.set_live(&back, at(30)).await.unwrap();
    assert!(held().await);
    assert!(storage.manifest().await.unwrap().live[&slug("welcome")].held);
    assert_eq!(
        log(&*storage).await[0],
        "rolf live.set campaign/welcome: version 1, was 2, held: it was wrong"
    );
    storage.set_live(&change(Some(2), Some(1)), at(31)).await.unwrap();
    assert!(!held().await);
    back.was = Some(2);
    storage.set_live(&back, at(32)).await.unwrap();
    publish(&*storage, &publication("welcome", Some(1))).await;
    assert!(!held().await);
}

async fn a_campaign_can_be_unpublished(place: Place) {
    let storage = place.open().await;
    drafts_of(&*storage, "welcome").await;
    publish(&*storage, &publication("welcome", None)).await;
    let mut off = change(None, Some(1));
    off.reason = None;
    storage.set_live(&off, at(30)).await.unwrap();
    let nothing =
        LiveRow { version: None, revisions: BTreeMap::new(), published_at: None, held: false, paused: false };
    assert_eq!(storage.live(&slug("welcome")).await.unwrap(), Some(nothing.clone()));
    assert_eq!(storage.manifest().await.unwrap().live[&slug("welcome")], nothing);
    assert_eq!(log(&*storage).await[0], "rolf live.set campaign/welcome: version none, was 1");
    assert_eq!(publish(&*storage, &publication("welcome", None)).await.number, 2);
}

async fn a_pause_outlasts_versions(place: Place) {
    let storage = place.open().await;
    let set = async |paused, reason: Option<&str>| {
        let change = PauseChange {
            campaign: slug("welcome"),
            paused,
            reason: reason.map(str::to_owned),
            actor: "rolf".to_owned(),
        };
        storage.set_paused(&change, at(30)).await.unwrap()
    };
    let paused = async || storage.live(&slug("welcome")).await.unwrap().unwrap().paused;
    drafts_of(&*storage, "welcome").await;
    assert_eq!(set(true, None).await, PauseChanged::NotLive);
    publish(&*storage, &publication("welcome", None)).await;
    assert!(!paused().await);
    assert_eq!(set(false, None).await, PauseChanged::Unchanged);

    assert_eq!(set(true, Some("too many")).await, PauseChanged::Done);
    assert_eq!(set(true, Some("again")).await, PauseChanged::Unchanged);
    assert!(paused().await);
    assert!(storage.manifest().await.unwrap().live[&slug("welcome")].paused);
    publish(&*storage, &publication("welcome", Some(1))).await;
    assert!(paused().await, "another version changes nothing about it");
    assert_eq!(set(false, None).await, PauseChanged::Done);
    assert!(!paused().await);
    let log = log(&*storage).await;
    assert_eq!(log[0], "rolf resume campaign/welcome: -");
    assert!(log.contains(&"rolf pause campaign/welcome: too many".to_owned()), "{log:?}");
}
