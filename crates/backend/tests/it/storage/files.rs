//! What only one of the databases has: files and addresses.

use backend::storage::{Drafts, Postgres, Sqlite, Storage, StorageError};
use secrecy::SecretString;

use super::make::{apply, campaign, changeset, putting, revision};
use super::place::{Place, on_postgres, sqlite_place};

fn path(place: &Place) -> &str {
    place.address.strip_prefix("sqlite:").unwrap()
}

async fn push(storage: &dyn Storage) {
    apply(storage, &putting(changeset("1"), campaign("welcome"), None, 1)).await;
}

async fn is_there(storage: &dyn Storage) -> bool {
    storage.draft(&campaign("welcome")).await.unwrap().is_some_and(|draft| draft.revision == revision(1))
}

#[tokio::test]
async fn a_file_is_found_by_any_form_of_its_address() {
    let place = sqlite_place();
    push(&Sqlite::open(path(&place)).await.unwrap()).await;
    for address in
        [path(&place).to_owned(), format!("sqlite:{}", path(&place)), format!("sqlite://{}", path(&place))]
    {
        let storage = backend::storage::open(&SecretString::from(address.clone())).await.unwrap();
        assert!(is_there(&*storage).await, "{address}");
        assert_eq!(format!("{storage:?}"), format!("Sqlite({})", path(&place)));
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let place = sqlite_place();
    let storage = place.open().await;
    push(&*storage).await;
    let mut files = 0;
    for entry in std::fs::read_dir(std::path::Path::new(path(&place)).parent().unwrap()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", entry.path().display());
        files += 1;
    }
    assert!(files >= 2, "the database and its log");
}

#[tokio::test]
async fn a_file_that_cannot_be_made_is_an_error() {
    let place = sqlite_place();
    let error = Sqlite::open(format!("{}/no/such/place", path(&place))).await.unwrap_err();
    assert!(error.to_string().contains("/no/such/place"), "{error}");
}

#[tokio::test]
async fn what_is_no_database_is_not_touched() {
    let place = sqlite_place();
    std::fs::write(path(&place), "not a database, but a letter to a friend".repeat(50)).unwrap();
    let before = std::fs::read(path(&place)).unwrap();
    assert!(matches!(Sqlite::open(path(&place)).await, Err(StorageError::Database(_))));
    assert_eq!(std::fs::read(path(&place)).unwrap(), before);
}

#[tokio::test]
async fn a_database_of_a_later_version_is_not_touched() {
    let place = sqlite_place();
    push(&*place.open().await).await;
    place
        .run(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
             VALUES (9999, 'of the future', TRUE, x'00', 0)",
        )
        .await;
    assert!(matches!(Sqlite::open(path(&place)).await, Err(StorageError::Migrate(_))));
}

#[tokio::test]
async fn a_database_in_memory_does_the_same() {
    let storage = Sqlite::open_in_memory().await.unwrap();
    push(&storage).await;
    assert!(is_there(&storage).await);
    assert_eq!(storage.manifest().await.unwrap().drafts.len(), 1);
    assert!(!is_there(&Sqlite::open_in_memory().await.unwrap()).await, "each is its own");
}

#[tokio::test]
async fn a_password_is_not_shown() {
    on_postgres(async |place: Place| {
        let address = place.address.replacen("postgres@", "postgres:hunter2@", 1);
        assert!(address.contains("hunter2"));
        let storage = Postgres::connect(&SecretString::from(address)).await.unwrap();
        push(&storage).await;
        assert!(is_there(&*place.open().await).await);
        let text = format!("{storage:?}");
        assert!(text.starts_with("Postgres(") && !text.contains("hunter2"), "{text}");
    })
    .await;
    for bad in ["postgres://user:hunter2@[::1", "postgres://user:hunter2@127.0.0.1:1/database"] {
        let error = Postgres::connect(&SecretString::from(bad)).await.unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
    }
}
