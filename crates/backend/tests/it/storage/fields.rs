use std::borrow::Cow;
use std::path::Path;

use backend::storage::{Commit, Committed, FieldRow, SessionRow, Storage, UniqueValue};
use model::{CampaignSlug, FieldId};
use sqlx::Connection as _;
use sqlx::migrate::Migrator;

use super::make::{at, field, job, log, note, sealed, session, slug, start, unique, with_version};
use super::on_both;
use super::place::Place;

on_both!(
    nobody_else_may_have_a_unique_value,
    a_value_that_is_given_up_is_free,
    each_of_several_values_counts,
    a_session_does_not_start_with_the_value_of_another,
    what_belongs_to_campaigns_is_kept_apart,
    a_value_goes_when_its_time_has_come,
    a_state_is_replaced_and_nothing_else,
    fields_of_an_earlier_version_are_kept,
);

/// Two sessions, each of a customer of its own.
async fn two(storage: &dyn Storage) -> (SessionRow, SessionRow) {
    with_version(storage).await;
    for id in ["s1", "s2"] {
        start(storage, &session(id, 1)).await;
    }
    (session("s1", 1), session("s2", 1))
}

/// Moves a session on that nobody else moves.
async fn advance(storage: &dyn Storage, session: &SessionRow, commit: &Commit) -> Committed {
    let seq = storage.session(&session.id).await.unwrap().unwrap().seq;
    storage.advance(session, seq, commit, at(50)).await.unwrap()
}

fn writing(all: Vec<(FieldRow, UniqueValue)>) -> Commit {
    let (fields, unique) = all.into_iter().unzip();
    Commit { fields, unique, ..Commit::default() }
}

fn taken(ids: &[&str]) -> Committed {
    Committed::Taken(ids.iter().map(|id| FieldId::new(id).unwrap()).collect())
}

async fn nobody_else_may_have_a_unique_value(place: Place) {
    let storage = place.open().await;
    let (first, second) = two(&*storage).await;
    let mine = |customer: &str| unique(customer, "email", "ada@example.com");
    assert_eq!(advance(&*storage, &first, &writing(vec![mine("c-s1")])).await, Committed::Done);
    assert!(storage.fields("c-s1").await.unwrap()[0].unique);
    assert_eq!(
        advance(&*storage, &first, &writing(vec![mine("c-s1")])).await,
        Committed::Done,
        "it is theirs"
    );

    let mut commit = writing(vec![mine("c-s2"), unique("c-s2", "phone", "+598 1")]);
    commit.jobs.push(job("create a1", 0));
    commit.audit.push(note("session.step", 1));
    let before = (storage.session("s2").await.unwrap(), storage.customer("c-s2").await.unwrap());
    assert_eq!(advance(&*storage, &second, &commit).await, taken(&["email"]));
    let after = (storage.session("s2").await.unwrap(), storage.customer("c-s2").await.unwrap());
    assert_eq!(before, after);
    assert_eq!(storage.fields("c-s2").await.unwrap(), []);
    assert_eq!(storage.next_due().await.unwrap(), None);
    assert!(!log(&*storage).await.iter().any(|row| row.contains("session.step")));

    // Another value, and another field with that value, are free: so was the telephone number all the time.
    let others = vec![
        unique("c-s1", "phone", "+598 1"),
        unique("c-s1", "second_email", "ada@example.com"),
        unique("c-s1", "email", "ada@example.com"),
    ];
    assert_eq!(advance(&*storage, &first, &writing(others)).await, Committed::Done);
    let both = writing(vec![mine("c-s2"), unique("c-s2", "phone", "+598 1"), unique("c-s2", "code", "1")]);
    assert_eq!(advance(&*storage, &second, &both).await, taken(&["email", "phone"]));
}

async fn a_value_that_is_given_up_is_free(place: Place) {
    let storage = place.open().await;
    let (first, second) = two(&*storage).await;
    let wanted = || writing(vec![unique("c-s2", "email", "ada@example.com")]);
    let given_up = || writing(vec![unique("c-s2", "email", "eva@example.com")]);

    let (row, _) = unique("c-s1", "email", "ada@example.com");
    let changed = writing(vec![unique("c-s1", "email", "ada@example.org")]);
    let no_longer = Commit { fields: vec![field("c-s1", "email", "ada@example.com")], ..Commit::default() };
    let cleared = Commit { cleared: vec![row.key()], ..Commit::default() };
    for commit in [changed, no_longer, cleared] {
        let had = writing(vec![unique("c-s1", "email", "ada@example.com")]);
        assert_eq!(advance(&*storage, &first, &had).await, Committed::Done);
        assert_eq!(advance(&*storage, &second, &wanted()).await, taken(&["email"]));
        assert_eq!(advance(&*storage, &first, &commit).await, Committed::Done);
        assert_eq!(advance(&*storage, &second, &wanted()).await, Committed::Done);
        assert_eq!(advance(&*storage, &second, &given_up()).await, Committed::Done);
    }

    let had = writing(vec![unique("c-s1", "email", "ada@example.com")]);
    assert_eq!(advance(&*storage, &first, &had).await, Committed::Done);
    assert!(storage.expire_field(&row.key(), row.written_at, at(99)).await.unwrap());
    assert_eq!(advance(&*storage, &second, &wanted()).await, Committed::Done);
    assert_eq!(advance(&*storage, &first, &had).await, taken(&["email"]));

    // Whatever takes a customer's fields away gives the values free.
    place.run("DELETE FROM fields WHERE customer = 'c-s2'").await;
    assert_eq!(advance(&*storage, &first, &had).await, Committed::Done);
}

async fn each_of_several_values_counts(place: Place) {
    let storage = place.open().await;
    let (first, second) = two(&*storage).await;
    let holding = |customer: &str, values: &[&str]| {
        let values: Vec<_> = values.iter().map(|value| unique(customer, "emails", value)).collect();
        let unique = values.iter().map(|(_, value)| value.clone()).collect();
        Commit { fields: vec![values[0].0.clone()], unique, ..Commit::default() }
    };
    assert_eq!(advance(&*storage, &first, &holding("c-s1", &["a", "b"])).await, Committed::Done);
    assert_eq!(advance(&*storage, &second, &holding("c-s2", &["c", "b"])).await, taken(&["emails"]));
    assert_eq!(advance(&*storage, &first, &holding("c-s1", &["a", "d"])).await, Committed::Done);
    assert_eq!(advance(&*storage, &second, &holding("c-s2", &["c", "b"])).await, Committed::Done);
    assert_eq!(advance(&*storage, &second, &holding("c-s2", &["c", "b", "d"])).await, taken(&["emails"]));
    assert_eq!(advance(&*storage, &first, &holding("c-s1", &["c"])).await, taken(&["emails"]));
}

async fn a_session_does_not_start_with_the_value_of_another(place: Place) {
    let storage = place.open().await;
    let (first, _) = two(&*storage).await;
    assert!(advance(&*storage, &first, &writing(vec![unique("c-s1", "code", "1")])).await.is_done());
    let third = session("s3", 3);
    let begin = async |value| {
        let commit = writing(vec![unique("c-s3", "code", value)]);
        storage.start_session(&third, &commit, at(3)).await.unwrap()
    };
    assert_eq!(begin("1").await, taken(&["code"]));
    assert_eq!(storage.session("s3").await.unwrap(), None);
    assert_eq!(storage.customer("c-s3").await.unwrap(), None);
    assert_eq!(begin("2").await, Committed::Done);
    assert_eq!(storage.session("s3").await.unwrap(), Some(third.clone()));
}

async fn what_belongs_to_campaigns_is_kept_apart(place: Place) {
    let storage = place.open().await;
    let (first, _) = two(&*storage).await;
    let own = field("c-s1", "offer", "own");
    let of = |campaign: &str| FieldRow {
        campaign: Some(slug(campaign)),
        value: sealed(campaign),
        ..field("c-s1", "offer", "")
    };
    let commit = Commit {
        fields: vec![of("spring"), own.clone(), of("autumn"), field("c-s1", "name", "Ada")],
        ..Commit::default()
    };
    assert!(advance(&*storage, &first, &commit).await.is_done());
    let stored = storage.fields("c-s1").await.unwrap();
    assert_eq!(stored, [field("c-s1", "name", "Ada"), own.clone(), of("autumn"), of("spring")]);

    let cleared = Commit { cleared: vec![of("autumn").key()], ..Commit::default() };
    assert!(advance(&*storage, &first, &cleared).await.is_done());
    assert_eq!(storage.fields("c-s1").await.unwrap(), [field("c-s1", "name", "Ada"), own, of("spring")]);

    place.run("UPDATE fields SET campaign = 'No Name' WHERE campaign <> ''").await;
    let error = storage.fields("c-s1").await.unwrap_err();
    assert!(CampaignSlug::new("No Name").is_err() && !error.to_string().contains("No Name"), "{error}");
}

async fn a_value_goes_when_its_time_has_come(place: Place) {
    let storage = place.open().await;
    let (first, _) = two(&*storage).await;
    let of_campaign = FieldRow {
        campaign: Some(slug("welcome")),
        remove_at: Some(at(90)),
        ..field("c-s1", "city", "Rome")
    };
    let commit =
        Commit { fields: vec![of_campaign.clone(), field("c-s1", "city", "Oslo")], ..Commit::default() };
    assert!(advance(&*storage, &first, &commit).await.is_done());
    assert_eq!(storage.fields("c-s1").await.unwrap()[1], of_campaign);
    let before = storage.customer("c-s1").await.unwrap();

    // It was written anew since.
    assert!(!storage.expire_field(&of_campaign.key(), at(19), at(90)).await.unwrap());
    assert!(!storage.expire_field(&field("c-s1", "name", "").key(), at(20), at(90)).await.unwrap());
    assert_eq!(storage.customer("c-s1").await.unwrap(), before);
    assert!(!log(&*storage).await.iter().any(|row| row.contains("field.expire")));

    assert!(storage.expire_field(&of_campaign.key(), at(20), at(90)).await.unwrap());
    assert_eq!(storage.fields("c-s1").await.unwrap(), [field("c-s1", "city", "Oslo")]);
    assert_eq!(log(&*storage).await[0], "system field.expire customer/c-s1: city of campaign welcome");
    assert!(storage.expire_field(&field("c-s1", "city", "").key(), at(20), at(91)).await.unwrap());
    assert_eq!(log(&*storage).await[0], "system field.expire customer/c-s1: city");
    let customer = storage.customer("c-s1").await.unwrap().unwrap();
    assert_eq!((customer.fields, customer.updated_at), (0, at(91)));
}

async fn a_state_is_replaced_and_nothing_else(place: Place) {
    let storage = place.open().await;
    let (first, _) = two(&*storage).await;
    assert!(!storage.replace_state("s1", 2, &sealed("wrong")).await.unwrap());
    assert!(!storage.replace_state("s9", 1, &sealed("wrong")).await.unwrap());
    assert!(storage.replace_state("s1", 1, &sealed("less")).await.unwrap());
    let expected = SessionRow { seq: 2, state: sealed("less"), ..first };
    assert_eq!(storage.session("s1").await.unwrap(), Some(expected));
    assert_eq!(storage.session("s2").await.unwrap(), Some(session("s2", 1)));
}

/// The first migrations of a database.
async fn migrations(database: &str, count: usize) -> Migrator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(database);
    let all = Migrator::new(path).await.unwrap();
    Migrator { migrations: Cow::Owned(all.iter().take(count).cloned().collect()), ..all }
}

async fn fields_of_an_earlier_version_are_kept(place: Place) {
    if let Some(path) = place.address.strip_prefix("sqlite:") {
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).create_if_missing(true);
        let mut connection = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
        migrations("sqlite", 1).await.run_direct(None, &mut connection, false).await.unwrap();
    } else {
        let mut connection = sqlx::PgConnection::connect(&place.address).await.unwrap();
        migrations("postgres", 1).await.run_direct(None, &mut connection, false).await.unwrap();
    }
    place.run("INSERT INTO customers (id, created_at, updated_at) VALUES ('c-s1', 1, 1)").await;
    let row = field("c-s1", "name", "Ada");
    let micros = row.written_at.as_microsecond();
    let value = if place.address.starts_with("sqlite:") { "X'416461'" } else { "'\\x416461'" };
    place
        .run(&format!(
            "INSERT INTO fields (customer, field, label, kind, pii, value, origin, written_at) \
             VALUES ('c-s1', 'name', 'The name', 'text', 'personal', {value}, 'form/start', {micros})"
        ))
        .await;
    let storage = place.open().await;
    assert_eq!(storage.fields("c-s1").await.unwrap(), [row]);
    assert_eq!(storage.customer("c-s1").await.unwrap().unwrap().fields, 1);
}
