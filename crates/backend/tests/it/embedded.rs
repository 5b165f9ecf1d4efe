//! The embedded backend: its files, its key, its lock.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use api::{Client, CredentialsWrite, ProblemKind};
use backend::embedded::{Embedded, MasterKeyPlace};
use backend::open::{OpenError, Surroundings};
use backend::storage::Sqlite;
use camino::{Utf8Path, Utf8PathBuf};
use model::verification::Verdict;
use secrecy::SecretString;
use tempfile::TempDir;

use crate::admin::office::{push, tour};
use crate::run::clock::Moved;
use crate::run::scripted::{Factory, PNG, Scripted};
use crate::run::world::{provider_name, slug};

/// A workspace's data, and the user's keys.
struct Place {
    directory: TempDir,
    surroundings: Surroundings,
    provider: Arc<Scripted>,
    clock: Moved,
}

impl Place {
    fn new() -> Self {
        let (provider, clock) = (Scripted::new(), Moved::new());
        let surroundings = Surroundings {
            clock: Arc::new(clock.clone()),
            public_url: Some("http://127.0.0.1:1".parse().unwrap()),
            sandbox_url: None,
            providers: Arc::new(Factory(Arc::clone(&provider))),
            endpoints: backend::endpoints::Endpoints::default(),
        };
        Self { directory: tempfile::tempdir().unwrap(), surroundings, provider, clock }
    }

    fn path(&self, name: &str) -> Utf8PathBuf {
        Utf8Path::from_path(self.directory.path()).unwrap().join(name)
    }

    fn data(&self) -> Utf8PathBuf {
        self.path("acme/.campaignctl/data")
    }

    async fn open(&self) -> Result<Embedded, OpenError> {
        self.open_with(MasterKeyPlace::Directory(self.path("home/keys"))).await
    }

    async fn open_with(&self, key: MasterKeyPlace) -> Result<Embedded, OpenError> {
        Embedded::open(&self.data(), &key, self.surroundings.clone()).await
    }

    /// Without waiting for others.
    async fn open_at_once(&self) -> Result<Embedded, OpenError> {
        let key = MasterKeyPlace::Directory(self.path("home/keys"));
        Embedded::open_within(Duration::ZERO, &self.data(), &key, self.surroundings.clone()).await
    }

    fn key_file(&self) -> Utf8PathBuf {
        let mut keys = files(&self.path("home/keys"));
        assert_eq!(keys.len(), 1);
        keys.remove(0)
    }
}

/// All files below a directory.
fn files(directory: &Utf8Path) -> Vec<Utf8PathBuf> {
    let mut found = Vec::new();
    for entry in directory.read_dir_utf8().unwrap() {
        let path = entry.unwrap().into_path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

#[tokio::test]
async fn what_one_process_saves_another_one_sees() {
    let place = Place::new();
    let (one, other) = tokio::join!(place.open(), place.open());
    let (one, other) = (one.unwrap(), other.unwrap());
    push(&Client::new(one.transport("ada")), &tour()).await.unwrap();
    let client = Client::new(other.transport("bob"));
    let manifest = client.manifest().await.unwrap();
    assert_eq!(manifest.resources.len(), 3);
    assert_eq!(manifest.resources[0].writer.as_ref().unwrap().actor, "ada");
    assert_eq!(client.describe(), "embedded");
    drop((one, other));
    let again = place.open().await.unwrap();
    assert_eq!(Client::new(again.transport("eve")).manifest().await.unwrap(), manifest);
}

#[cfg(unix)]
#[tokio::test]
async fn files_are_for_their_owner_only_and_the_key_lies_elsewhere() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let embedded = place.open().await.unwrap();
    push(&Client::new(embedded.transport("ada")), &tour()).await.unwrap();
    let mode = |path: &Utf8Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for directory in [place.data(), place.data().join("blobs"), place.path("home/keys")] {
        assert_eq!(mode(&directory), 0o700, "{directory}");
    }
    let mut names = Vec::new();
    for file in files(&place.data()) {
        assert_eq!(mode(&file), 0o600, "{file}");
        names.push(file.file_name().unwrap().to_owned());
    }
    names.sort();
    assert_eq!(names, ["backend.db", "backend.db-shm", "backend.db-wal", "id", "lock"]);
    let key = place.key_file();
    assert_eq!((mode(&key), fs::read(&key).unwrap().len()), (0o600, 32));
    let id = fs::read_to_string(place.data().join("id")).unwrap();
    assert_eq!(key.file_stem().unwrap(), id.trim_end());
}

#[tokio::test]
async fn a_key_that_is_wrong_missing_or_none_is_told_and_replaced_by_nobody() {
    let place = Place::new();
    drop(place.open().await.unwrap());
    let key = place.key_file();
    let right = fs::read(&key).unwrap();

    fs::write(&key, [7; 32]).unwrap();
    let error = place.open().await.unwrap_err();
    assert!(matches!(error, OpenError::WrongMasterKey(_)), "{error:?}");
    assert!(error.to_string().starts_with("the master key does not fit the data"), "{error}");

    fs::write(&key, [7; 31]).unwrap();
    assert!(matches!(place.open().await.unwrap_err(), OpenError::MasterKeyForm(path) if path == key));

    fs::remove_file(&key).unwrap();
    assert!(matches!(place.open().await.unwrap_err(), OpenError::MasterKeyMissing(path) if path == key));
    assert!(!key.exists(), "no other key is made for data that one would not open");

    fs::write(&key, &right).unwrap();
    drop(place.open().await.unwrap());
    fs::write(place.data().join("id"), "../../../../etc/shadow\n").unwrap();
    assert!(matches!(place.open().await.unwrap_err(), OpenError::Id(_)));
    fs::remove_file(place.data().join("id")).unwrap();
    assert!(matches!(place.open().await.unwrap_err(), OpenError::Id(_)));

    // The key in a file of its own needs no id.
    drop(place.open_with(MasterKeyPlace::File(key)).await.unwrap());
}

#[tokio::test]
async fn a_key_file_that_is_named_is_made_for_new_data() {
    let place = Place::new();
    let file = place.path("master.key");
    drop(place.open_with(MasterKeyPlace::File(file.clone())).await.unwrap());
    assert_eq!(fs::read(&file).unwrap().len(), 32);
    assert!(!place.data().join("id").exists() && !place.path("home").exists());
    drop(place.open_with(MasterKeyPlace::File(file)).await.unwrap());
}

#[tokio::test]
async fn what_would_have_to_be_migrated_is_not_while_others_use_it() {
    let place = Place::new();
    let serving = place.open().await.unwrap();
    // An older version has left the data, and is still at work on them.
    let path = place.data().join("backend.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&path);
    let mut behind = sqlx::ConnectOptions::connect(&options).await.unwrap();
    let forget = sqlx::AssertSqlSafe("ALTER TABLE _sqlx_migrations RENAME TO older".to_owned());
    sqlx::Executor::execute(&mut behind, forget).await.unwrap();
    assert!(!Sqlite::is_current(&path).await.unwrap());
    let error = place.open_at_once().await.unwrap_err();
    assert!(matches!(&error, OpenError::InUse(data) if *data == place.data()), "{error:?}");
    assert!(error.to_string().contains("another process"), "{error}");

    let back = sqlx::AssertSqlSafe("ALTER TABLE older RENAME TO _sqlx_migrations".to_owned());
    sqlx::Executor::execute(&mut behind, back).await.unwrap();
    drop(place.open().await.unwrap());
    drop(serving);

    // While somebody works on the data as a whole, nobody else does.
    let lock = fs::File::options().write(true).open(place.data().join("lock")).unwrap();
    lock.lock().unwrap();
    assert!(matches!(place.open_at_once().await.unwrap_err(), OpenError::Locked(_)));
    lock.unlock().unwrap();
    drop(place.open().await.unwrap());
}

#[tokio::test]
async fn nothing_secret_or_personal_can_be_read_in_the_files() {
    let place = Place::new();
    let embedded = place.open().await.unwrap();
    let client = Client::new(embedded.transport("ada"));
    push(&client, &tour()).await.unwrap();
    let pair = CredentialsWrite { api_token: "hush-token".into(), api_secret: "hush-secret".into() };
    client.put_credentials(&provider_name(), "kyx", "eu", &pair).await.unwrap();
    let publish = api::Publish { revision: tour()[2].revision(), message: None, release_hold: false };
    client.publish(&slug(), &publish).await.unwrap();
    serve_one_customer(&place, &embedded).await;
    let customer = client.customers().await.unwrap().remove(0);
    let record = client.customer(&customer.id).await.unwrap();
    assert!(record.fields.iter().any(|field| field.value == "QUARTERMAINE"));
    assert_eq!(record.images.len(), 2);
    let callback = place.provider.last_start().callback_url.unwrap();
    let token = callback.rsplit('/').next().unwrap().to_owned();

    let stored: Vec<(Utf8PathBuf, Vec<u8>)> = files(&place.data())
        .into_iter()
        .map(|file| {
            let bytes = fs::read(&file).unwrap();
            (file, bytes)
        })
        .collect();
    assert!(stored.iter().filter(|(file, _)| file.as_str().contains("/blobs/images/")).count() == 2);
    let find = |text: &[u8]| {
        stored
            .iter()
            .find(|(_, bytes)| bytes.windows(text.len()).any(|part| part == text))
            .map(|(file, _)| file)
    };
    // What is not secret is found, so that what is would be.
    assert!(find(b"Account opening").is_some() && find(customer.id.as_bytes()).is_some());
    for secret in [
        "hush",
        "ZENOBIA",
        "Zenobia",
        "QUARTERMAINE",
        "Quartermaine",
        "1984",
        "127.0.0.1",
        "kit-token",
        "provider.example",
        &token,
    ] {
        assert_eq!(find(secret.as_bytes()), None, "{secret}");
    }
    assert_eq!(find(PNG), None);
    let key = fs::read(place.key_file()).unwrap();
    assert_eq!(find(&key), None);
}

/// A customer goes through the funnel over a socket, and is verified.
async fn serve_one_customer(place: &Place, embedded: &Embedded) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let router = backend::public::router(embedded.app().clone());
    let service = router.into_make_service_with_connect_info::<std::net::SocketAddr>();
    tokio::spawn(std::future::IntoFuture::into_future(axum::serve(listener, service)));
    let mut browser = crate::run::browser::Browser::new(&base);
    let welcome = browser.get("/c/onboarding").await;
    let consent = browser.submit(&welcome, &[]).await;
    crate::run::agree(&mut browser, &consent).await;
    place.provider.decide(Verdict::Passed);
    place.clock.advance(60);
    backend::run::run_due_jobs(embedded.app()).await.unwrap();
}

#[tokio::test]
async fn a_server_is_opened_with_a_database_a_directory_and_a_key() {
    let place = Place::new();
    let database = SecretString::from(format!("sqlite:{}", place.path("server.db")));
    let (blobs, key) = (place.path("pictures"), place.path("server.key"));
    let open = async || backend::open::open(&database, &blobs, &key, place.surroundings.clone()).await;
    assert!(matches!(open().await.unwrap_err(), OpenError::MasterKeyMissing(_)), "a server makes no key");
    fs::write(&key, [1; 32]).unwrap();
    let app = open().await.unwrap();
    assert!(app.parts.storage.manifest().await.unwrap().drafts.is_empty());
    fs::write(&key, [2; 32]).unwrap();
    assert!(matches!(open().await.unwrap_err(), OpenError::WrongMasterKey(_)));
    let outside = Client::new(backend::embedded::transport(
        &app,
        backend::auth::Actor::new("v", backend::storage::Role::Viewer),
    ));
    crate::admin::refused(push(&outside, &tour()).await, ProblemKind::NotAllowed);
}
