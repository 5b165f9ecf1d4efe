//! Real processes on one database: this program starts itself.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use backend::storage::{AppliedOrNot, Commit, Storage};
use model::ResourceName;
use secrecy::SecretString;

use super::make::{
    self, at, campaign, changeset, drafts_of, log, note, publication, putting, revision, session, slug,
    start, with_version,
};
use super::on_both;
use super::place::Place;

on_both!(
    two_processes_share_a_database,
    a_killed_push_leaves_old_or_new,
    a_killed_publication_leaves_old_or_new,
);

/// Names the variable that tells a process of its own what to do, and where.
const TASK: &str = "CAMPAIGNCTL_TEST_TASK";
const ADDRESS: &str = "CAMPAIGNCTL_TEST_ADDRESS";

const STEPS: u64 = 60;

/// Starts this program again to do a task on a database.
fn process(task: &str, place: &Place) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "storage::processes::task", "--nocapture", "--test-threads=1"])
        .env(TASK, task)
        .env(ADDRESS, &place.address)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What the processes of other tests run. Started without a task, it is such a test itself: the process that it starts
/// finds the database that it is told.
#[tokio::test]
async fn task() {
    let Ok(task) = std::env::var(TASK) else {
        let place = super::place::sqlite_place();
        assert!(place.open().await.manifest().await.unwrap().drafts.is_empty());
        assert!(process("look", &place).wait().unwrap().success());
        let mut nowhere = place.clone();
        nowhere.address = "sqlite:/nowhere/at/all.db".to_owned();
        assert!(!process("look", &nowhere).wait().unwrap().success());
        return;
    };
    let address = SecretString::from(std::env::var(ADDRESS).unwrap());
    let storage = backend::storage::open(&address).await.unwrap();
    match task.as_str() {
        "advance" => advance(&*storage).await,
        "push" => push(&*storage).await,
        "publish" => publish(&*storage).await,
        "look" => assert!(storage.manifest().await.unwrap().drafts.is_empty()),
        other => panic!("no task {other}"),
    }
}

/// Moves a session on until it is far enough.
async fn advance(storage: &dyn Storage) {
    loop {
        let now = storage.session("s1").await.unwrap().unwrap();
        if now.seq > STEPS {
            return;
        }
        let commit = Commit { audit: vec![note(&format!("step {}", now.seq), 1)], ..Commit::default() };
        storage.advance(&now, now.seq, &commit, at(1)).await.unwrap();
    }
}

/// Pushes two drafts of the same revision again and again, and tells after each time.
async fn push(storage: &dyn Storage) {
    for number in 1..=u8::MAX {
        let base = (number > 1).then(|| number - 1);
        let both = putting(changeset(&number.to_string()), campaign("welcome"), base, number);
        let both = putting(both, ResourceName::DataModel, base, number);
        let answer = storage.apply_changeset(&both, at(1)).await.unwrap();
        assert!(matches!(answer, AppliedOrNot::Applied { .. }), "{answer:?}");
        tell(&format!("pushed {number}"));
    }
}

/// Publishes one version after the other, and tells after each.
async fn publish(storage: &dyn Storage) {
    for number in 1..u64::MAX {
        let was = storage.live(&slug("welcome")).await.unwrap().and_then(|live| live.version);
        make::publish(storage, &publication("welcome", was)).await;
        tell(&format!("published {number}"));
    }
}

/// Tells whoever started this process. Not printed: what is printed may be kept back by the test program.
fn tell(what: &str) {
    let mut out = std::io::stdout();
    out.write_all(format!("\n{what}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

/// Kills a process as soon as it has told something: it certainly is at work then.
fn kill_after(mut child: Child, told: &str) {
    let out = BufReader::new(child.stdout.take().unwrap());
    assert!(out.lines().any(|line| line.unwrap() == told));
    child.kill().unwrap();
    child.wait().unwrap();
}

async fn two_processes_share_a_database(place: Place) {
    let storage = place.open().await;
    with_version(&*storage).await;
    start(&*storage, &session("s1", 1)).await;
    let children = [process("advance", &place), process("advance", &place)];
    advance(&*storage).await;
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(storage.session("s1").await.unwrap().unwrap().seq, STEPS + 1);
    let rows = log(&*storage).await;
    for step in 1..=STEPS {
        let row = format!("anna step {step} customer/c-1: -");
        assert_eq!(rows.iter().filter(|other| **other == row).count(), 1, "step {step}");
    }
}

async fn a_killed_push_leaves_old_or_new(place: Place) {
    kill_after(process("push", &place), "pushed 3");
    let storage = place.open().await;
    // A server may still be about to commit what it was sent: after a write of our own it is done or gone.
    storage.apply_changeset(&changeset("ours"), at(2)).await.unwrap();
    let manifest = storage.manifest().await.unwrap();
    let revisions: Vec<_> = manifest.drafts.values().map(|(revision, _)| *revision).collect();
    let number = (3..=u8::MAX).find(|number| revision(*number) == revisions[0]).unwrap();
    assert_eq!(revisions, [revision(number), revision(number)]);
    assert_eq!(log(&*storage).await.len(), usize::from(number) * 2);

    // And work goes on.
    let next = putting(changeset("next"), campaign("welcome"), Some(number), 255);
    let answer = storage.apply_changeset(&next, at(3)).await.unwrap();
    assert_eq!(answer, AppliedOrNot::Applied { id: "next".to_owned() });
}

async fn a_killed_publication_leaves_old_or_new(place: Place) {
    let storage = place.open().await;
    drafts_of(&*storage, "welcome").await;
    kill_after(process("publish", &place), "published 3");

    // A server may still be about to commit what it was sent: after a write of our own it is done or gone.
    storage.apply_changeset(&changeset("ours"), at(2)).await.unwrap();
    let live = storage.live(&slug("welcome")).await.unwrap().unwrap();
    let number = live.version.unwrap();
    assert!(number >= 3);
    // Every version is whole, the last one is live, and each is in the log once.
    let versions = storage.versions(&slug("welcome")).await.unwrap();
    let numbers: Vec<_> = versions.iter().map(|version| version.number).collect();
    assert_eq!(numbers, (1..=number).rev().collect::<Vec<_>>());
    let meant = publication("welcome", None).frozen;
    assert!(versions.iter().all(|version| version.frozen == meant));
    assert_eq!(live.revisions.len(), meant.len());
    let published = storage.audit(u32::MAX).await.unwrap();
    let published = published.iter().filter(|row| row.action == "publish").count();
    assert_eq!(u64::try_from(published).unwrap(), number);

    // And work goes on.
    let next = make::publish(&*storage, &publication("welcome", Some(number))).await;
    assert_eq!(next.number, number + 1);
}
