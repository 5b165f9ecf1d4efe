//! Connections that end too early, and servers that stop.

use std::time::Duration;

use api::ProblemKind;
use backend::storage::Role;
use secrecy::ExposeSecret;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use super::office::{Office, push, putting, tour, tour_with};
use crate::run::clock::Moved;
use crate::run::world::onboarding;

/// The head of a push and its body.
fn request(token: &secrecy::SecretString, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "POST /api/v1/changesets HTTP/1.1\r\nhost: backend\r\nauthorization: Bearer {}\r\nidempotency-key: cut\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        token.expose_secret(),
        body.len()
    );
    [head.as_bytes(), body].concat()
}

#[tokio::test]
async fn a_push_that_is_cut_off_leaves_the_old_drafts() {
    let office = Office::empty().await;
    let client = office.local();
    push(&client, &tour()).await.unwrap();
    let before = client.manifest().await.unwrap();
    let seen = |name: &model::ResourceName| {
        before.resources.iter().find(|entry| entry.name == *name).and_then(|entry| entry.draft)
    };
    let mut campaign = onboarding();
    campaign["title"] = serde_json::json!("Cut off");
    let changeset = putting("acme", &tour_with(campaign), seen);
    let body = serde_json::to_vec(&changeset).unwrap();
    let token = office.access_token(Role::Editor).await;
    let whole = request(&token, &body);
    let address = office.base.strip_prefix("http://").unwrap();
    for missing in [1, body.len() / 2, body.len()] {
        let mut socket = TcpStream::connect(address).await.unwrap();
        socket.write_all(&whole[..whole.len() - missing]).await.unwrap();
        // The sender is killed: nothing more comes. When the backend has noticed, it hangs up.
        socket.shutdown().await.unwrap();
        let mut answer = Vec::new();
        let hung_up = tokio::time::timeout(Duration::from_mins(2), socket.read_to_end(&mut answer)).await;
        hung_up.expect("the backend notices").unwrap();
        assert!(!String::from_utf8_lossy(&answer).starts_with("HTTP/1.1 200"));
        assert_eq!(client.manifest().await.unwrap(), before);
    }

    // The same as a whole is taken: only the end was missing.
    let mut socket = TcpStream::connect(address).await.unwrap();
    socket.write_all(&whole).await.unwrap();
    let mut status = [0; 12];
    socket.read_exact(&mut status).await.unwrap();
    assert_eq!(&status, b"HTTP/1.1 200");
    assert_ne!(client.manifest().await.unwrap(), before);
}

#[tokio::test]
async fn a_server_that_stops_finishes_what_was_begun_and_takes_nothing_new() {
    let office = Office::empty().await;
    let token = office.access_token(Role::Editor).await;
    let (public, admin) =
        (TcpListener::bind("127.0.0.1:0").await.unwrap(), TcpListener::bind("127.0.0.1:0").await.unwrap());
    let (public_at, admin_at) = (public.local_addr().unwrap(), admin.local_addr().unwrap());
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(backend::serve::serve(office.app.clone(), public, Some(admin), 2, async {
        let _ = stopped.await;
    }));

    // Each listener has its own side only.
    let http = crate::run::browser::client();
    let status = async |url: String| http.get(url).send().await.unwrap().status().as_u16();
    assert_eq!(status(format!("http://{admin_at}/healthz")).await, 200);
    assert_eq!(status(format!("http://{public_at}/healthz")).await, 200);
    assert_eq!(status(format!("http://{admin_at}/api/v1/manifest")).await, 401);
    assert_eq!(status(format!("http://{public_at}/api/v1/manifest")).await, 404);
    assert_eq!(status(format!("http://{admin_at}/c/onboarding")).await, 404);

    // A push is half sent when the server is told to stop.
    let body = serde_json::to_vec(&putting("acme", &tour(), |_| None)).unwrap();
    let whole = request(&token, &body);
    let (first, rest) = whole.split_at(whole.len() - 10);
    let mut socket = TcpStream::connect(admin_at).await.unwrap();
    // The backend asks for the body, so that it has certainly begun with the request.
    let expecting = String::from_utf8(first.to_vec()).unwrap();
    let expecting = expecting.replacen("\r\n\r\n", "\r\nexpect: 100-continue\r\n\r\n", 1);
    let (head, begin) = expecting.split_once("\r\n\r\n").unwrap();
    socket.write_all(format!("{head}\r\n\r\n").as_bytes()).await.unwrap();
    let mut go_on = [0; 25];
    socket.read_exact(&mut go_on).await.unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    socket.write_all(begin.as_bytes()).await.unwrap();
    stop.send(()).unwrap();
    while TcpStream::connect(admin_at).await.is_ok() || TcpStream::connect(public_at).await.is_ok() {
        tokio::task::yield_now().await;
    }
    assert!(!server.is_finished(), "a request is not answered yet");
    socket.write_all(rest).await.unwrap();
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer).await.unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&answer));
    tokio::time::timeout(Duration::from_mins(2), server).await.unwrap().unwrap().unwrap();
    assert_eq!(office.local().manifest().await.unwrap().resources.len(), 3);
}

#[tokio::test]
async fn a_database_that_is_gone_is_told_without_details() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("backend.db");
    let storage = backend::storage::Sqlite::open(&path).await.unwrap();
    let office = Office::over(backend::App::new(backend::Parts {
        storage: std::sync::Arc::new(storage),
        blobs: std::sync::Arc::new(object_store::memory::InMemory::new()),
        master_key: backend::seal::MasterKey::generate(),
        clock: std::sync::Arc::new(Moved::new()),
        public_url: None,
        sandbox_url: None,
        providers: std::sync::Arc::new(backend::credentials::RealProviders),
        endpoints: backend::endpoints::Endpoints::default(),
    }))
    .await;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&path);
    let mut behind = sqlx::ConnectOptions::connect(&options).await.unwrap();
    for table in ["jobs", "reviews"] {
        let sql = sqlx::AssertSqlSafe(format!("ALTER TABLE {table} RENAME TO gone_{table}"));
        sqlx::Executor::execute(&mut behind, sql).await.unwrap();
    }
    let problem = super::refused(office.local().reviews().await, ProblemKind::Internal);
    assert!(!format!("{problem:?}").contains("table"), "{problem:?}");
    assert_eq!(office.send(reqwest::Method::GET, "/readyz", None, None).await.status(), 503);
    assert_eq!(office.send(reqwest::Method::GET, "/healthz", None, None).await.status(), 200);
}
