use backend::storage::{ClaimedJob, Storage};

use super::make::{at, job};
use super::on_both;
use super::place::Place;

on_both!(
    jobs_are_taken_when_due_oldest_first,
    a_key_is_used_once,
    a_lease_that_ran_out_is_taken_over,
    a_job_is_tried_again,
    one_job_is_claimed_by_its_key,
    a_waiting_job_is_hastened,
    a_job_at_work_remembers_that_it_was_hastened,
    the_next_due_job_is_known,
    a_job_is_at_work_while_its_lease_holds,
);

async fn claim(storage: &dyn Storage, now: i64, limit: u32) -> Vec<ClaimedJob> {
    storage.claim_jobs(at(now), at(now + 60), limit).await.unwrap()
}

async fn claim_one(storage: &dyn Storage, key: &str, now: i64) -> Option<ClaimedJob> {
    storage.claim_job(key, at(now), at(now + 60)).await.unwrap()
}

fn keys(jobs: &[ClaimedJob]) -> Vec<&str> {
    jobs.iter().map(|job| job.key.as_str()).collect()
}

async fn jobs_are_taken_when_due_oldest_first(place: Place) {
    let storage = place.open().await;
    assert_eq!(claim(&*storage, 0, 10).await, []);
    let jobs = [job("c", 20), job("d", 30), job("b", 10), job("a", 20), job("later", 41)];
    storage.add_jobs(&jobs, at(0)).await.unwrap();

    assert_eq!(keys(&claim(&*storage, 9, 10).await), [""; 0]);
    assert_eq!(keys(&claim(&*storage, 40, 0).await), [""; 0]);
    let first = claim(&*storage, 40, 3).await;
    assert_eq!(keys(&first), ["b", "a", "c"]);
    assert_eq!(
        first[0],
        ClaimedJob {
            key: "b".to_owned(),
            kind: "fetch".to_owned(),
            payload: r#"{"of":"b"}"#.to_owned(),
            claims: 1,
            fence: first[0].fence,
        }
    );
    assert_eq!(keys(&claim(&*storage, 40, 3).await), ["d"]);
    assert_eq!(keys(&claim(&*storage, 40, 3).await), [""; 0]);
    assert_eq!(keys(&claim(&*storage, 41, 3).await), ["later"], "due at this very moment");
}

async fn a_key_is_used_once(place: Place) {
    let storage = place.open().await;
    storage.add_jobs(&[job("a", 10)], at(0)).await.unwrap();
    // Waiting, and twice in one call.
    let mut other = job("a", 1);
    other.payload = "{}".to_owned();
    storage.add_jobs(&[other.clone(), job("b", 100), job("b", 100)], at(0)).await.unwrap();
    assert_eq!(keys(&claim(&*storage, 9, 10).await), [""; 0]);
    // Running.
    let jobs = claim(&*storage, 10, 10).await;
    assert_eq!(jobs[0].payload, job("a", 10).payload);
    storage.add_jobs(std::slice::from_ref(&other), at(10)).await.unwrap();
    assert_eq!(keys(&claim(&*storage, 10, 10).await), [""; 0]);
    // Done.
    assert!(storage.finish_job(&jobs[0]).await.unwrap());
    storage.add_jobs(&[other], at(10)).await.unwrap();
    assert_eq!(keys(&claim(&*storage, 90, 10).await), [""; 0]);
}

async fn a_lease_that_ran_out_is_taken_over(place: Place) {
    let storage = place.open().await;
    storage.add_jobs(&[job("a", 0)], at(0)).await.unwrap();
    let crashed = claim(&*storage, 0, 1).await.remove(0);
    assert_eq!(keys(&claim(&*storage, 59, 1).await), [""; 0]);
    let taken = claim(&*storage, 60, 1).await.remove(0);
    assert_eq!((taken.claims, taken.fence > crashed.fence), (2, true));

    assert!(!storage.finish_job(&crashed).await.unwrap());
    assert!(!storage.retry_job(&crashed, at(61), "late").await.unwrap());
    assert!(storage.job_at_work("a", at(61)).await.unwrap());
    assert_eq!(keys(&claim(&*storage, 61, 1).await), [""; 0]);
    assert!(storage.finish_job(&taken).await.unwrap());
    assert!(!storage.finish_job(&taken).await.unwrap(), "only once");

    // Whoever was slow, but nobody took over, may finish.
    storage.add_jobs(&[job("b", 0)], at(0)).await.unwrap();
    let slow = claim_one(&*storage, "b", 0).await.unwrap();
    assert!(storage.finish_job(&slow).await.unwrap());
}

async fn a_job_is_tried_again(place: Place) {
    let storage = place.open().await;
    storage.add_jobs(&[job("a", 0)], at(0)).await.unwrap();
    let first = claim_one(&*storage, "a", 0).await.unwrap();
    assert!(storage.retry_job(&first, at(30), "not ready").await.unwrap());
    assert!(!storage.finish_job(&first).await.unwrap(), "it was given back");
    assert!(!storage.retry_job(&first, at(31), "not ready").await.unwrap());

    assert_eq!(claim_one(&*storage, "a", 29).await, None);
    let second = claim(&*storage, 30, 1).await.remove(0);
    assert_eq!((second.claims, second.fence > first.fence), (2, true));
    assert!(storage.finish_job(&second).await.unwrap());
    assert!(!storage.retry_job(&second, at(31), "done").await.unwrap());
}

async fn one_job_is_claimed_by_its_key(place: Place) {
    let storage = place.open().await;
    storage.add_jobs(&[job("a", 10), job("b", 0)], at(0)).await.unwrap();
    assert_eq!(claim_one(&*storage, "a", 9).await, None, "not due");
    assert_eq!(claim_one(&*storage, "c", 9).await, None, "not there");
    let job = claim_one(&*storage, "a", 10).await.unwrap();
    assert_eq!((job.key.as_str(), job.payload.as_str(), job.claims), ("a", r#"{"of":"a"}"#, 1));
    assert_eq!(claim_one(&*storage, "a", 69).await, None, "leased");
    assert_eq!(keys(&claim(&*storage, 69, 10).await), ["b"], "leased for others, too");
    let job = claim_one(&*storage, "a", 70).await.unwrap();
    assert_eq!(job.claims, 2);
    storage.finish_job(&job).await.unwrap();
    assert_eq!(claim_one(&*storage, "a", 200).await, None, "done");
}

async fn a_waiting_job_is_hastened(place: Place) {
    let storage = place.open().await;
    storage.add_jobs(&[job("a", 100), job("b", 5)], at(0)).await.unwrap();
    assert!(!storage.hasten_job("c", at(10)).await.unwrap());
    assert!(storage.hasten_job("a", at(10)).await.unwrap());
    assert!(storage.hasten_job("b", at(10)).await.unwrap());
    assert_eq!(keys(&claim(&*storage, 9, 10).await), ["b"], "what is due earlier stays so");
    let a = claim(&*storage, 10, 10).await.remove(0);
    assert_eq!(a.key, "a");
    assert!(storage.finish_job(&a).await.unwrap());
    assert!(!storage.hasten_job("a", at(11)).await.unwrap(), "done");
    assert_eq!(claim_one(&*storage, "a", 12).await, None);
}

async fn a_job_at_work_remembers_that_it_was_hastened(place: Place) {
    let storage = place.open().await;
    storage.add_jobs(&[job("a", 0)], at(0)).await.unwrap();
    let first = claim_one(&*storage, "a", 0).await.unwrap();
    assert!(storage.hasten_job("a", at(5)).await.unwrap());
    assert_eq!(claim_one(&*storage, "a", 6).await, None, "the lease holds");
    assert!(storage.retry_job(&first, at(100), "not ready").await.unwrap());
    let second = claim_one(&*storage, "a", 6).await.unwrap();

    // Once only, and never later than asked for.
    assert!(storage.retry_job(&second, at(100), "not ready").await.unwrap());
    assert_eq!(claim_one(&*storage, "a", 99).await, None);
    let third = claim_one(&*storage, "a", 100).await.unwrap();
    assert!(storage.hasten_job("a", at(120)).await.unwrap());
    assert!(storage.retry_job(&third, at(110), "not ready").await.unwrap());
    let fourth = claim_one(&*storage, "a", 110).await.unwrap();

    // A lease that ran out takes the memory along: the new one begins after the hint.
    assert!(storage.hasten_job("a", at(130)).await.unwrap());
    let fifth = claim_one(&*storage, "a", 170).await.unwrap();
    assert!(!storage.retry_job(&fourth, at(500), "late").await.unwrap());
    assert!(storage.retry_job(&fifth, at(500), "not ready").await.unwrap());
    assert_eq!(claim_one(&*storage, "a", 499).await, None);
}

async fn the_next_due_job_is_known(place: Place) {
    let storage = place.open().await;
    assert_eq!(storage.next_due().await.unwrap(), None);
    storage.add_jobs(&[job("a", 10), job("b", 50)], at(0)).await.unwrap();
    assert_eq!(storage.next_due().await.unwrap(), Some(at(10)));
    let a = claim_one(&*storage, "a", 10).await.unwrap();
    assert_eq!(storage.next_due().await.unwrap(), Some(at(50)), "leased until 70");
    let b = claim_one(&*storage, "b", 55).await.unwrap();
    assert_eq!(storage.next_due().await.unwrap(), Some(at(70)), "when the lease of a runs out");
    storage.retry_job(&a, at(300), "not ready").await.unwrap();
    assert_eq!(storage.next_due().await.unwrap(), Some(at(115)), "when the lease of b runs out");
    storage.finish_job(&b).await.unwrap();
    assert_eq!(storage.next_due().await.unwrap(), Some(at(300)));
    let a = claim_one(&*storage, "a", 300).await.unwrap();
    storage.finish_job(&a).await.unwrap();
    assert_eq!(storage.next_due().await.unwrap(), None);
}

async fn a_job_is_at_work_while_its_lease_holds(place: Place) {
    let storage = place.open().await;
    let at_work = async |now: i64| storage.job_at_work("a", at(now)).await.unwrap();
    assert!(!at_work(0).await, "not there");
    storage.add_jobs(&[job("a", 0), job("b", 0)], at(0)).await.unwrap();
    assert!(!at_work(0).await, "nobody has begun");
    claim_one(&*storage, "b", 0).await.unwrap();
    assert!(!at_work(0).await, "another one is");
    claim_one(&*storage, "a", 0).await.unwrap();
    assert!(at_work(59).await);
    assert!(!at_work(60).await, "the lease ran out");
    let again = claim_one(&*storage, "a", 60).await.unwrap();
    assert!(at_work(60).await);
    storage.retry_job(&again, at(70), "not ready").await.unwrap();
    assert!(!at_work(60).await, "given back");
    let last = claim_one(&*storage, "a", 70).await.unwrap();
    storage.finish_job(&last).await.unwrap();
    assert!(!at_work(70).await, "done");
}
