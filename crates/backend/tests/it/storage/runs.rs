use backend::storage::{AttemptState, ClaimedJob, Closed, Commit, SessionRow, Storage, StorageError};
use model::Outcome;
use model::step::EndResult;

use super::make::{
    at, attempt, field, hash, job, log, note, review, sealed, session, slug, start, step, with_version,
};
use super::on_both;
use super::place::Place;

on_both!(
    a_session_starts_with_all_that_belongs_to_it,
    a_session_starts_once,
    sessions_are_listed_newest_first,
    a_session_moves_by_compare_and_set,
    a_step_is_committed_whole_or_not_at_all,
    a_step_finishes_its_job,
    nothing_is_committed_without_the_lease,
    a_failing_statement_leaves_nothing_behind,
    attempts_are_found,
    an_attempt_is_changed_by_compare_and_set,
    reviews_wait_in_order,
    what_a_database_cannot_keep_is_refused,
);

/// Everything that a commit can hold, for a session.
fn full(session: &SessionRow) -> Commit {
    Commit {
        fields: vec![field(&session.customer, "name", "Anna"), field(&session.customer, "city", "Rome")],
        cleared: Vec::new(),
        unique: Vec::new(),
        uploads: None,
        attempts: vec![attempt("a1", &session.id, 1)],
        reviews: vec![review("r1", session, 2)],
        jobs: vec![job("create a1", 0)],
        finished_job: None,
        audit: vec![note("session.start", 1)],
    }
}

/// The session moved on to another step.
fn moved(session: &SessionRow, to: &str) -> SessionRow {
    SessionRow { step: step(to), state: sealed(to), ..session.clone() }
}

/// All that is stored of a session, to be compared.
async fn everything(storage: &dyn Storage, session: &SessionRow) -> String {
    format!(
        "{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
        storage.session(&session.id).await.unwrap(),
        storage.customer(&session.customer).await.unwrap(),
        storage.fields(&session.customer).await.unwrap(),
        storage.attempts(Some(&session.id), 10).await.unwrap(),
        storage.reviews(None).await.unwrap(),
        storage.next_due().await.unwrap(),
        log(storage).await,
    )
}

async fn claim(storage: &dyn Storage, key: &str, now: i64) -> ClaimedJob {
    storage.claim_job(key, at(now), at(now + 60)).await.unwrap().unwrap()
}

async fn a_session_starts_with_all_that_belongs_to_it(place: Place) {
    let storage = place.open().await;
    with_version(&*storage).await;
    let session = session("s1", 1);
    assert_eq!(storage.session("s1").await.unwrap(), None);
    assert_eq!(storage.customer("c-s1").await.unwrap(), None);
    let commit = full(&session);
    storage.start_session(&session, &commit, at(1)).await.unwrap();

    assert_eq!(storage.session("s1").await.unwrap(), Some(session.clone()));
    let customer = storage.customer("c-s1").await.unwrap().unwrap();
    assert_eq!((customer.created_at, customer.updated_at), (at(1), at(1)));
    assert_eq!((customer.fields, customer.images), (2, 0));
    let fields = storage.fields("c-s1").await.unwrap();
    assert_eq!(fields, [commit.fields[1].clone(), commit.fields[0].clone()], "by name");
    assert_eq!(storage.attempts(Some("s1"), 10).await.unwrap(), commit.attempts);
    assert_eq!(storage.reviews(None).await.unwrap(), commit.reviews);
    assert_eq!(claim(&*storage, "create a1", 0).await.payload, commit.jobs[0].payload);
    assert!(storage.audit(10).await.unwrap().contains(&commit.audit[0]));
    assert_eq!(storage.sessions_of("c-s1").await.unwrap(), [session]);
    assert!(storage.sessions_of("c-other").await.unwrap().is_empty());
}

async fn a_session_starts_once(place: Place) {
    let storage = place.open().await;
    with_version(&*storage).await;
    let first = session("s1", 1);
    start(&*storage, &first).await;
    let before = everything(&*storage, &first).await;
    let again = SessionRow { customer: "c-other".to_owned(), ..moved(&first, "elsewhere") };
    storage.start_session(&again, &full(&again), at(2)).await.unwrap_err();
    assert_eq!(everything(&*storage, &first).await, before);
    assert_eq!(storage.customer("c-other").await.unwrap(), None);

    // A customer may have several.
    let second = SessionRow { customer: first.customer.clone(), ..session("s2", 5) };
    start(&*storage, &second).await;
    let customer = storage.customer(&first.customer).await.unwrap().unwrap();
    assert_eq!((customer.created_at, customer.updated_at), (at(1), at(1)));
    assert_eq!(storage.customers(10).await.unwrap(), [customer]);
}

async fn sessions_are_listed_newest_first(place: Place) {
    let storage = place.open().await;
    with_version(&*storage).await;
    for (id, seconds) in [("s2", 2), ("s3", 3), ("s1", 1)] {
        start(&*storage, &session(id, seconds)).await;
    }
    let all = storage.sessions(10).await.unwrap();
    assert_eq!(all, [session("s3", 3), session("s2", 2), session("s1", 1)]);
    assert_eq!(storage.sessions(2).await.unwrap(), all[..2]);
}

async fn a_session_moves_by_compare_and_set(place: Place) {
    let storage = place.open().await;
    with_version(&*storage).await;
    let first = session("s1", 1);
    start(&*storage, &first).await;
    start(&*storage, &session("s2", 1)).await;
    let nothing = Commit::default();

    for wrong in [0, 2, 17] {
        assert!(!storage.advance(&moved(&first, "wrong"), wrong, &nothing, at(3)).await.unwrap().is_done());
    }
    assert!(
        !storage.advance(&session("s9", 1), 1, &nothing, at(3)).await.unwrap().is_done(),
        "no such session"
    );
    assert_eq!(storage.session("s1").await.unwrap(), Some(first.clone()));

    let mut ended = moved(&first, "end");
    ended.seq = 2;
    ended.result = Some(EndResult::Completed);
    ended.updated_at = at(3);
    assert!(storage.advance(&ended, 1, &nothing, at(3)).await.unwrap().is_done());
    assert_eq!(storage.session("s1").await.unwrap(), Some(ended.clone()));
    assert!(!storage.advance(&moved(&first, "wrong"), 1, &nothing, at(4)).await.unwrap().is_done());
    assert_eq!(storage.session("s2").await.unwrap(), Some(session("s2", 1)), "another one stays");

    // Who the session belongs to never changes.
    let mut stolen = SessionRow { customer: "c-s2".to_owned(), version: 7, ..ended.clone() };
    stolen.token_hash = hash("stolen");
    stolen.campaign = slug("other");
    assert!(storage.advance(&stolen, 2, &nothing, at(5)).await.unwrap().is_done());
    let expected = SessionRow { seq: 3, updated_at: at(5), ..ended };
    assert_eq!(storage.session("s1").await.unwrap(), Some(expected));
}

async fn a_step_is_committed_whole_or_not_at_all(place: Place) {
    let storage = place.open().await;
    with_version(&*storage).await;
    let first = session("s1", 1);
    storage.start_session(&first, &full(&first), at(1)).await.unwrap();

    let mut decided = attempt("a1", "s1", 1);
    decided.state = AttemptState::Done;
    decided.account_id = Some("account".to_owned());
    decided.run_id = Some("run".to_owned());
    decided.outcome = Some(Outcome::new("approved").unwrap());
    decided.result = Some(sealed("result"));
    decided.decided_at = Some(at(30));
    let mut closed = review("r1", &first, 2);
    closed.closed = Some(Closed {
        at: at(31),
        by: "rita".to_owned(),
        outcome: Outcome::new("approved").unwrap(),
        reason: Some("looks good".to_owned()),
    });
    let mut renamed = field("c-s1", "name", "Anne");
    renamed.label = "Name".to_owned();
    renamed.origin = "identity".to_owned();
    renamed.written_at = at(32);
    let commit = Commit {
        fields: vec![renamed.clone(), field("c-s1", "zip", "00100")],
        cleared: vec![field("c-s1", "never_there", "").key()],
        unique: Vec::new(),
        uploads: None,
        attempts: vec![decided.clone(), attempt("a2", "s1", 40)],
        reviews: vec![closed.clone(), review("r2", &first, 41)],
        jobs: vec![job("create a1", 77), job("create a2", 77)],
        finished_job: None,
        audit: vec![note("session.step", 33)],
    };

    let before = everything(&*storage, &first).await;
    assert!(!storage.advance(&moved(&first, "next"), 2, &commit, at(33)).await.unwrap().is_done());
    assert_eq!(everything(&*storage, &first).await, before);

    assert!(storage.advance(&moved(&first, "next"), 1, &commit, at(33)).await.unwrap().is_done());
    let fields = storage.fields("c-s1").await.unwrap();
    assert_eq!(fields, [field("c-s1", "city", "Rome"), renamed, field("c-s1", "zip", "00100")]);
    let customer = storage.customer("c-s1").await.unwrap().unwrap();
    assert_eq!((customer.created_at, customer.updated_at, customer.fields), (at(1), at(33), 3));
    assert_eq!(storage.attempts(Some("s1"), 10).await.unwrap(), [decided, attempt("a2", "s1", 40)]);
    assert_eq!(storage.reviews(None).await.unwrap(), [review("r2", &first, 41)]);
    assert_eq!(storage.reviews(Some("r1")).await.unwrap(), [closed]);
    assert_eq!(storage.audit(1).await.unwrap(), commit.audit);
    let jobs = storage.claim_jobs(at(0), at(60), 10).await.unwrap();
    assert_eq!(jobs.iter().map(|job| job.key.as_str()).collect::<Vec<_>>(), ["create a1"], "as it was");

    // A step that writes no field leaves the record as old as it is.
    assert!(storage.advance(&moved(&first, "last"), 2, &Commit::default(), at(50)).await.unwrap().is_done());
    assert_eq!(storage.customer("c-s1").await.unwrap().unwrap().updated_at, at(33));

    let cleared = vec![field("c-s1", "city", "").key()];
    let commit = Commit { cleared, ..Commit::default() };
    assert!(storage.advance(&moved(&first, "very-last"), 3, &commit, at(60)).await.unwrap().is_done());
    let left: Vec<String> =
        storage.fields("c-s1").await.unwrap().into_iter().map(|field| field.field.to_string()).collect();
    assert_eq!(left, ["name", "zip"]);
    assert_eq!(storage.customer("c-s1").await.unwrap().unwrap().updated_at, at(60));
}

async fn a_step_finishes_its_job(place: Place) {
    let storage = place.open().await;
    with_version(&*storage).await;
    let first = session("s1", 1);
    let commit = Commit { jobs: vec![job("one", 0)], ..Commit::default() };
    storage.start_session(&first, &commit, at(0)).await.unwrap();
    let finished = claim(&*storage, "one", 0).await;
    let commit = Commit { finished_job: Some(finished.clone()), ..Commit::default() };
    assert!(storage.advance(&moved(&first, "next"), 1, &commit, at(3)).await.unwrap().is_done());
    assert!(!storage.job_at_work("one", at(3)).await.unwrap());
    assert!(
        !storage.advance(&moved(&first, "again"), 2, &commit, at(3)).await.unwrap().is_done(),
        "done before"
    );
    assert_eq!(storage.session("s1").await.unwrap().unwrap().step, step("next"));

    // When the session moved first, the job is not done.
    storage.add_jobs(&[job("two", 0)], at(3)).await.unwrap();
    let finished = claim(&*storage, "two", 0).await;
    let commit = Commit { finished_job: Some(finished), ..Commit::default() };
    assert!(!storage.advance(&moved(&first, "late"), 1, &commit, at(3)).await.unwrap().is_done());
    assert!(storage.job_at_work("two", at(3)).await.unwrap());

    // Even a session can begin by finishing a job.
    start(&*storage, &session("s2", 1)).await;
    let third = session("s3", 3);
    storage.start_session(&third, &commit, at(3)).await.unwrap();
    assert!(!storage.job_at_work("two", at(3)).await.unwrap());
}

async fn nothing_is_committed_without_the_lease(place: Place) {
    let storage = place.open().await;
    with_version(&*storage).await;
    let first = session("s1", 1);
    start(&*storage, &first).await;
    storage.add_jobs(&[job("one", 0)], at(0)).await.unwrap();
    let lost = claim(&*storage, "one", 0).await;
    let taken = claim(&*storage, "one", 60).await;
    let before = everything(&*storage, &first).await;

    let commit = Commit { finished_job: Some(lost), ..full(&first) };
    assert!(!storage.advance(&moved(&first, "next"), 1, &commit, at(61)).await.unwrap().is_done());
    let second = session("s2", 2);
    let error = storage.start_session(&second, &commit, at(61)).await.unwrap_err();
    assert!(matches!(&error, StorageError::LeaseLost(key) if key == "one"), "{error}");
    assert_eq!(everything(&*storage, &first).await, before);
    assert_eq!(storage.session("s2").await.unwrap(), None);
    assert_eq!(storage.customer("c-s2").await.unwrap(), None);

    let commit = Commit { finished_job: Some(taken), ..full(&first) };
    assert!(storage.advance(&moved(&first, "next"), 1, &commit, at(62)).await.unwrap().is_done());
}

async fn a_failing_statement_leaves_nothing_behind(place: Place) {
    let storage = place.open().await;
    with_version(&*storage).await;
    let first = session("s1", 1);
    storage.start_session(&first, &full(&first), at(1)).await.unwrap();
    let before = everything(&*storage, &first).await;

    // The token of another attempt; an attempt of no session; the same attempt of a step twice.
    let mut same_token = attempt("a2", "s1", 2);
    same_token.callback_hash = attempt("a1", "s1", 1).callback_hash;
    let of_nobody = attempt("a2", "s9", 2);
    let mut same_count = attempt("a2", "s1", 2);
    same_count.step = attempt("a1", "s1", 1).step;
    for bad in [same_token, of_nobody, same_count] {
        let commit =
            Commit { attempts: vec![bad], fields: vec![field("c-s1", "name", "Eve")], ..Commit::default() };
        storage.advance(&moved(&first, "next"), 1, &commit, at(9)).await.unwrap_err();
        assert_eq!(everything(&*storage, &first).await, before);
    }
    // And writers are not stuck.
    assert!(storage.advance(&moved(&first, "next"), 1, &Commit::default(), at(9)).await.unwrap().is_done());

    let no_version = SessionRow { version: 2, ..session("s2", 1) };
    storage.start_session(&no_version, &Commit::default(), at(1)).await.unwrap_err();
    assert_eq!(storage.customer("c-s2").await.unwrap(), None);
}

async fn attempts_are_found(place: Place) {
    let storage = place.open().await;
    with_version(&*storage).await;
    start(&*storage, &session("s1", 1)).await;
    let second = session("s2", 1);
    start(&*storage, &second).await;
    let all = [attempt("a1", "s1", 10), attempt("a2", "s2", 20), attempt("a3", "s1", 30)];
    let mut of_first = Commit { attempts: vec![all[2].clone(), all[0].clone()], ..Commit::default() };
    storage.advance(&session("s1", 1), 1, &of_first, at(1)).await.unwrap();
    of_first.attempts = vec![all[1].clone()];
    storage.advance(&second, 1, &of_first, at(1)).await.unwrap();

    assert_eq!(storage.attempt("a1").await.unwrap(), Some(all[0].clone()));
    assert_eq!(storage.attempt("a9").await.unwrap(), None);
    assert_eq!(storage.attempt_by_token(&hash("callback a2")).await.unwrap(), Some(all[1].clone()));
    assert_eq!(storage.attempt_by_token(&hash("return a3")).await.unwrap(), Some(all[2].clone()));
    assert_eq!(storage.attempt_by_token(&hash("return a9")).await.unwrap(), None);
    let [a1, a2, a3] = all;
    assert_eq!(storage.attempts(Some("s1"), 10).await.unwrap(), [a1.clone(), a3.clone()]);
    assert_eq!(storage.attempts(Some("s1"), 1).await.unwrap(), [a1.clone()]);
    assert_eq!(storage.attempts(Some("s9"), 1).await.unwrap(), []);
    assert_eq!(storage.attempts(None, 10).await.unwrap(), [a3.clone(), a2.clone(), a1]);
    assert_eq!(storage.attempts(None, 2).await.unwrap(), [a3, a2]);
}

async fn an_attempt_is_changed_by_compare_and_set(place: Place) {
    let storage = place.open().await;
    with_version(&*storage).await;
    let first = session("s1", 1);
    storage.start_session(&first, &full(&first), at(1)).await.unwrap();
    let mut created = attempt("a1", "s1", 1);
    created.state = AttemptState::Created;
    created.private = sealed("tokens and page");
    created.account_id = Some("account".to_owned());
    created.run_id = Some("run".to_owned());
    assert!(!storage.update_attempt(&created, AttemptState::Created).await.unwrap());
    assert_eq!(storage.attempt("a1").await.unwrap(), Some(attempt("a1", "s1", 1)));
    assert!(storage.update_attempt(&created, AttemptState::Creating).await.unwrap());
    assert_eq!(storage.attempt("a1").await.unwrap(), Some(created.clone()));
    assert!(!storage.update_attempt(&created, AttemptState::Creating).await.unwrap());
    assert!(!storage.update_attempt(&attempt("a9", "s1", 1), AttemptState::Creating).await.unwrap());
}

async fn reviews_wait_in_order(place: Place) {
    let storage = place.open().await;
    with_version(&*storage).await;
    let first = session("s1", 1);
    start(&*storage, &first).await;
    let mut bare = review("r1", &first, 30);
    bare.reasons = Vec::new();
    bare.came_from = None;
    bare.due_at = None;
    let reviews = vec![bare.clone(), review("r2", &first, 10), review("r3", &first, 20)];
    let commit = Commit { reviews: reviews.clone(), ..Commit::default() };
    storage.advance(&first, 1, &commit, at(40)).await.unwrap();
    assert_eq!(storage.reviews(None).await.unwrap(), [reviews[1].clone(), reviews[2].clone(), bare.clone()]);
    assert_eq!(storage.reviews(Some("r1")).await.unwrap(), [bare.clone()]);
    assert_eq!(storage.reviews(Some("r9")).await.unwrap(), []);

    bare.closed = Some(Closed {
        at: at(50),
        by: "rita".to_owned(),
        outcome: Outcome::new("rejected").unwrap(),
        reason: None,
    });
    let commit = Commit { reviews: vec![bare.clone()], ..Commit::default() };
    storage.advance(&first, 2, &commit, at(50)).await.unwrap();
    assert_eq!(storage.reviews(None).await.unwrap(), reviews[1..]);
    assert_eq!(storage.reviews(Some("r1")).await.unwrap(), [bare]);
}

async fn what_a_database_cannot_keep_is_refused(place: Place) {
    let storage = place.open().await;
    with_version(&*storage).await;
    let huge = SessionRow { version: u64::MAX, ..session("s1", 1) };
    let error = storage.start_session(&huge, &Commit::default(), at(1)).await.unwrap_err();
    assert!(matches!(error, StorageError::Corrupt { what: "number", .. }), "{error}");
    assert_eq!(storage.customer("c-s1").await.unwrap(), None);
}
