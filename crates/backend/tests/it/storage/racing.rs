//! Many at once, over two sets of connections as two processes have.

use std::collections::BTreeSet;
use std::sync::Arc;

use backend::storage::{AppliedOrNot, Commit, Committed, PublishedOrNot, SessionRow, Storage};
use model::{FieldId, ResourceName};
use tokio::task::JoinSet;

use super::make::{
    at, campaign, changeset, drafts_of, field, job, log, note, publication, putting, sealed, session, slug,
    start, unique, with_version,
};
use super::on_both;
use super::place::Place;

on_both!(
    all_may_open_a_new_database_at_once,
    one_wins_each_step_of_a_session,
    sessions_of_one_customer_do_not_lock_each_other_out,
    one_of_many_gets_a_value_that_nobody_else_may_have,
    values_change_hands_crosswise,
    claimers_get_disjoint_jobs,
    one_of_many_takes_over_a_lost_lease,
    jobs_are_added_crosswise,
    one_of_many_changesets_is_applied,
    a_changeset_sent_many_times_is_applied_once,
    one_of_many_publications_goes_live,
    all_agree_on_the_first_value,
    drafts_and_publications_wait_for_each_other,
);

/// How many work at the same time.
const MANY: usize = 8;

/// As many handles, half of them on a second set of connections.
async fn handles(place: &Place) -> Vec<Arc<dyn Storage>> {
    let two = [place.open().await, place.open().await];
    (0..MANY).map(|number| two[number % 2].clone()).collect()
}

/// Runs one future for each handle at the same time and gives what they give.
async fn all<T, F>(handles: &[Arc<dyn Storage>], make: impl Fn(usize, Arc<dyn Storage>) -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let mut set = JoinSet::new();
    for (number, storage) in handles.iter().enumerate() {
        set.spawn(make(number, storage.clone()));
    }
    set.join_all().await
}

async fn all_may_open_a_new_database_at_once(place: Place) {
    let mut set = JoinSet::new();
    for _ in 0..MANY {
        let place = place.clone();
        set.spawn(async move { place.open().await.manifest().await.unwrap() });
    }
    assert_eq!(set.join_all().await.len(), MANY);
}

async fn one_wins_each_step_of_a_session(place: Place) {
    const STEPS: u64 = 40;
    let handles = handles(&place).await;
    with_version(&*handles[0]).await;
    let first = session("s1", 1);
    start(&*handles[0], &first).await;
    let wins = all(&handles, |number, storage| async move {
        let mut wins = Vec::new();
        loop {
            let now = storage.session("s1").await.unwrap().unwrap();
            if now.seq > STEPS {
                return wins;
            }
            let seq = now.seq;
            let commit = Commit {
                fields: vec![field("c-s1", "name", &format!("{seq}"))],
                audit: vec![note(&format!("{number} made step {seq}"), 1)],
                ..Commit::default()
            };
            if storage.advance(&now, seq, &commit, at(1)).await.unwrap().is_done() {
                wins.push(seq);
            }
        }
    })
    .await;

    let mut steps: Vec<u64> = wins.into_iter().flatten().collect();
    steps.sort_unstable();
    assert_eq!(steps, (1..=STEPS).collect::<Vec<_>>());
    let storage = &handles[0];
    assert_eq!(storage.session("s1").await.unwrap().unwrap().seq, STEPS + 1);
    let noted = log(&**storage).await.iter().filter(|row| row.contains("made step")).count();
    assert_eq!(noted, steps.len(), "whoever lost left nothing behind");
    assert_eq!(storage.fields("c-s1").await.unwrap(), [field("c-s1", "name", &format!("{STEPS}"))]);
}

async fn sessions_of_one_customer_do_not_lock_each_other_out(place: Place) {
    let handles = handles(&place).await;
    with_version(&*handles[0]).await;
    for number in 0..MANY {
        let one = SessionRow { customer: "c-1".to_owned(), ..session(&format!("s{number}"), 1) };
        start(&*handles[0], &one).await;
    }
    let won = all(&handles, |number, storage| async move {
        // Each in another order.
        let mut names = ["a", "b", "c", "d"];
        names.rotate_left(number % 4);
        let fields: Vec<_> = names.iter().map(|name| field("c-1", name, &number.to_string())).collect();
        let mut won = 0;
        for seq in 1..=10 {
            let commit = Commit { fields: fields.clone(), ..Commit::default() };
            let one = session(&format!("s{number}"), 1);
            won += u32::from(storage.advance(&one, seq, &commit, at(1)).await.unwrap().is_done());
        }
        won
    })
    .await;
    assert_eq!(won, [10; MANY]);
    assert_eq!(handles[0].fields("c-1").await.unwrap().len(), 4);
}

async fn one_of_many_gets_a_value_that_nobody_else_may_have(place: Place) {
    let handles = handles(&place).await;
    with_version(&*handles[0]).await;
    for number in 0..MANY {
        start(&*handles[0], &session(&format!("s{number}"), 1)).await;
    }
    for round in 0..10 {
        let answers = all(&handles, |number, storage| async move {
            let session = session(&format!("s{number}"), 1);
            let (row, value) = unique(&session.customer, "email", &format!("round {round}"));
            let commit = Commit { fields: vec![row], unique: vec![value], ..Commit::default() };
            let seq = storage.session(&session.id).await.unwrap().unwrap().seq;
            let answer = storage.advance(&session, seq, &commit, at(1)).await.unwrap();
            (session.customer, answer)
        })
        .await;
        let taken = Committed::Taken([FieldId::new("email").unwrap()].into());
        let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(|(_, answer)| answer.is_done());
        assert!(won.len() == 1 && lost.iter().all(|(_, answer)| *answer == taken), "{won:?} {lost:?}");
        let fields = handles[0].fields(&won[0].0).await.unwrap();
        assert_eq!(fields[0].value, sealed(&format!("round {round}")));
    }
}

async fn values_change_hands_crosswise(place: Place) {
    let handles = handles(&place).await;
    with_version(&*handles[0]).await;
    for number in 0..MANY {
        start(&*handles[0], &session(&format!("s{number}"), 1)).await;
    }
    // Each wants, again and again, what others have at the moment: nobody is killed to let another one go on.
    let won = all(&handles, |number, storage| async move {
        let session = session(&format!("s{number}"), 1);
        let mut won = 0;
        for round in 0..30 {
            let held = [(number + round) % MANY, (number + 2 * round) % MANY];
            let held: BTreeSet<String> = held.iter().map(|value| format!("value {value}")).collect();
            let (row, _) = unique(&session.customer, "codes", "…");
            let values = held.iter().map(|held| unique(&session.customer, "codes", held).1).collect();
            let commit = Commit { fields: vec![row], unique: values, ..Commit::default() };
            let seq = storage.session(&session.id).await.unwrap().unwrap().seq;
            won += u32::from(storage.advance(&session, seq, &commit, at(1)).await.unwrap().is_done());
        }
        won
    })
    .await;
    assert!(won.iter().sum::<u32>() >= 1, "{won:?}");
}

async fn claimers_get_disjoint_jobs(place: Place) {
    const JOBS: usize = 100;
    let handles = handles(&place).await;
    let jobs: Vec<_> = (0..JOBS).map(|number| job(&format!("job {number}"), 0)).collect();
    handles[0].add_jobs(&jobs, at(0)).await.unwrap();
    let claimed = all(&handles, |_, storage| async move {
        let mut claimed = Vec::new();
        loop {
            // Locked rows are skipped, so that nothing found does not mean that nothing is left.
            let jobs = storage.claim_jobs(at(1), at(60), 3).await.unwrap();
            for job in &jobs {
                assert!(storage.finish_job(job).await.unwrap());
            }
            claimed.extend(jobs);
            if storage.next_due().await.unwrap().is_none() {
                return claimed;
            }
        }
    })
    .await;
    let claimed: Vec<_> = claimed.into_iter().flatten().collect();
    assert_eq!(claimed.len(), JOBS);
    assert!(claimed.iter().all(|job| job.claims == 1));
    let keys: BTreeSet<_> = claimed.into_iter().map(|job| job.key).collect();
    assert_eq!(keys.len(), JOBS);
}

async fn one_of_many_takes_over_a_lost_lease(place: Place) {
    let handles = handles(&place).await;
    handles[0].add_jobs(&[job("a", 0)], at(0)).await.unwrap();
    for round in 1..=5 {
        let now = i64::from(round) * 60;
        let claimed = all(&handles, |number, storage| async move {
            if number % 3 == 0 {
                storage.claim_job("a", at(now), at(now + 60)).await.unwrap()
            } else {
                storage.claim_jobs(at(now), at(now + 60), 5).await.unwrap().pop()
            }
        })
        .await;
        let claimed: Vec<_> = claimed.into_iter().flatten().collect();
        assert_eq!(claimed.len(), 1);
        assert_eq!(claimed[0].claims, round);
    }
}

async fn jobs_are_added_crosswise(place: Place) {
    let handles = handles(&place).await;
    all(&handles, |number, storage| async move {
        for round in 0..5 {
            let mut jobs: Vec<_> = (0..10).map(|key| job(&format!("{round} {key}"), 0)).collect();
            jobs.rotate_left(number);
            storage.add_jobs(&jobs, at(0)).await.unwrap();
        }
    })
    .await;
    assert_eq!(handles[0].claim_jobs(at(0), at(60), 1000).await.unwrap().len(), 50);
}

async fn one_of_many_changesets_is_applied(place: Place) {
    let handles = handles(&place).await;
    let answers = all(&handles, |number, storage| async move {
        let id = number.to_string();
        let mine = putting(changeset(&id), campaign("welcome"), None, u8::try_from(number).unwrap() + 1);
        storage.apply_changeset(&mine, at(1)).await.unwrap()
    })
    .await;
    let applied: Vec<_> =
        answers.iter().filter(|answer| matches!(answer, AppliedOrNot::Applied { .. })).collect();
    assert_eq!(applied.len(), 1);
    let stored = handles[0].draft(&campaign("welcome")).await.unwrap().unwrap();
    for answer in &answers {
        if let AppliedOrNot::Conflicts(conflicts) = answer {
            let seen = conflicts[&campaign("welcome")].as_ref().unwrap();
            assert_eq!(seen, &(stored.revision, stored.writer.clone()));
        }
    }
    assert_eq!(log(&*handles[0]).await.len(), 1);
}

async fn a_changeset_sent_many_times_is_applied_once(place: Place) {
    let handles = handles(&place).await;
    let answers = all(&handles, |number, storage| async move {
        let mut mine = putting(changeset(&number.to_string()), campaign("welcome"), None, 1);
        mine.idempotency_key = "the same".to_owned();
        storage.apply_changeset(&mine, at(1)).await.unwrap()
    })
    .await;
    assert!(matches!(answers[0], AppliedOrNot::Applied { .. }));
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(log(&*handles[0]).await.len(), 1);
}

async fn one_of_many_publications_goes_live(place: Place) {
    let handles = handles(&place).await;
    drafts_of(&*handles[0], "welcome").await;
    for round in 0..5_u64 {
        let was = (round > 0).then_some(round);
        let answers = all(&handles, |_, storage| async move {
            storage.publish(&publication("welcome", was), at(1)).await.unwrap()
        })
        .await;
        let published: Vec<_> = answers
            .iter()
            .filter_map(|answer| match answer {
                PublishedOrNot::Published(version) => Some(version.number),
                PublishedOrNot::Changed => None,
            })
            .collect();
        assert_eq!(published, [round + 1]);
    }
    assert_eq!(handles[0].versions(&slug("welcome")).await.unwrap().len(), 5);
}

async fn all_agree_on_the_first_value(place: Place) {
    let handles = handles(&place).await;
    let values = all(&handles, |number, storage| async move {
        storage.meta_or_insert("salt", number.to_string().as_bytes()).await.unwrap()
    })
    .await;
    assert!(values.iter().all(|value| *value == values[0]), "{values:?}");
}

/// A draft that changes while it is published: the version has what was meant, or there is none.
async fn drafts_and_publications_wait_for_each_other(place: Place) {
    let handles = handles(&place).await;
    drafts_of(&*handles[0], "welcome").await;
    all(&handles, |number, storage| async move {
        if number % 2 == 0 {
            let live = storage.live(&slug("welcome")).await.unwrap().and_then(|live| live.version);
            storage.publish(&publication("welcome", live), at(1)).await.unwrap();
        } else {
            let next = u8::try_from(number).unwrap() + 10;
            let mine = putting(changeset(&number.to_string()), ResourceName::DataModel, Some(2), next);
            storage.apply_changeset(&mine, at(1)).await.unwrap();
        }
    })
    .await;
    let order: Vec<_> = log(&*handles[0]).await.into_iter().rev().skip(2).collect();
    let changed = order.iter().position(|row| row.contains("push data-model")).unwrap();
    assert_eq!(changed, order.len() - 1, "nothing was published after the data model changed: {order:?}");
}
