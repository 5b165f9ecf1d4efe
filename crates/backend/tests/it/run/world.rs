//! A backend with a published funnel, served on a port of its own.

use std::collections::BTreeMap;
use std::future::IntoFuture as _;
use std::net::SocketAddr;
use std::sync::Arc;

use api::{CommitState, Origin};
use backend::endpoints::Endpoints;
use backend::storage::{
    AppliedOrNot, AttemptRow, NewChangeset, NewVersion, PublishedOrNot, SessionRow, Storage,
};
use backend::{App, Pair, Parts, ProviderFactory};
use model::{CampaignSlug, ProviderName, Resource, WorkspaceName};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::browser::Browser;
use super::clock::Moved;
use super::scripted::{Factory, Scripted};

/// A backend, and what a test reaches of it.
pub(crate) struct World {
    pub(crate) app: App,
    pub(crate) clock: Moved,
    pub(crate) base: String,
    stop: Option<oneshot::Sender<()>>,
    directory: TempDir,
}

impl Drop for World {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
    }
}

pub(crate) fn provider_name() -> ProviderName {
    ProviderName::new(model::providers::NAMES[0]).unwrap()
}

pub(crate) fn slug() -> CampaignSlug {
    CampaignSlug::new("onboarding").unwrap()
}

/// A resource of a name and contents.
#[expect(clippy::needless_pass_by_value, reason = "contents are written where they are used")]
pub(crate) fn resource(name: &str, spec: Value) -> Resource {
    Resource::from_json(&json!({ "format": 1, "name": name, "spec": spec })).unwrap()
}

/// The data model of the tests.
pub(crate) fn data_model() -> Value {
    json!({ "field": {
        "first_name": { "type": "text", "label": "First name", "pii": "personal" },
        "last_name": { "type": "text", "pii": "personal" },
        "birth_date": { "type": "birth-date", "pii": "personal" },
        "nickname": { "type": "text", "label": "Nickname", "max-length": 12 },
        "email": { "type": "email", "label": "E-mail", "pii": "personal" },
        "news": { "type": "boolean", "label": "News" },
        "home": { "type": "country", "label": "Home" },
    }})
}

/// The funnel of the tour: a page, a verification, a clerk for what is unclear.
pub(crate) fn onboarding() -> Value {
    json!({
        "title": "Account opening",
        "entry": "welcome",
        "step": {
            "welcome": { "kind": "page", "title": "Welcome", "body": "You need a passport.", "on": { "next": "identity" } },
            "identity": {
                "kind": provider_name().as_str(),
                "documents": ["passport", "id-card"],
                "country": "URY",
                "save-images": true,
                "max-attempts": 2,
                "map": {
                    "first_name": { "from": "document.first_name", "transform": ["title-case"] },
                    "last_name": "document.last_name",
                    "birth_date": "document.date_of_birth",
                },
                "on": {
                    "approved": "done", "rejected": "declined", "error": "identity", "timeout": "late",
                    "otherwise": "clerk",
                },
            },
            "late": { "kind": "page", "title": "Still waiting", "body": "…", "on": { "next": "identity" } },
            "clerk": { "kind": "review", "reasons": ["blurred"], "on": { "approved": "done", "otherwise": "declined" } },
            "done": { "kind": "end", "result": "completed" },
            "declined": { "kind": "end", "result": "declined" },
        },
    })
}

impl World {
    /// A backend with this funnel live, and a provider that does what the test says.
    pub(crate) async fn scripted(campaign: Value) -> (Self, Arc<Scripted>) {
        let scripted = Scripted::new();
        let world = Self::with(campaign, Arc::new(Factory(Arc::clone(&scripted))), None, Moved::new()).await;
        (world, scripted)
    }

    pub(crate) async fn with(
        campaign: Value,
        providers: Arc<dyn ProviderFactory>,
        sandbox_url: Option<url::Url>,
        clock: Moved,
    ) -> Self {
        Self::with_endpoints(campaign, providers, sandbox_url, clock, Endpoints::default()).await
    }

    pub(crate) async fn with_endpoints(
        campaign: Value,
        providers: Arc<dyn ProviderFactory>,
        sandbox_url: Option<url::Url>,
        clock: Moved,
        endpoints: Endpoints,
    ) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let storage = backend::storage::Sqlite::open(directory.path().join("backend.db")).await.unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let app = App::new(Parts {
            storage: Arc::new(storage),
            blobs: Arc::new(object_store::memory::InMemory::new()),
            master_key: backend::seal::MasterKey::generate(),
            clock: Arc::new(clock.clone()),
            public_url: Some(base.parse().unwrap()),
            sandbox_url,
            providers,
            endpoints,
        });
        let (stop, stopped) = oneshot::channel::<()>();
        let shutdown = async {
            let _ = stopped.await;
        };
        let service =
            backend::public::router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(axum::serve(listener, service).with_graceful_shutdown(shutdown).into_future());
        let world = Self { app, clock, base, stop: Some(stop), directory };
        world.store_pair(settings().0).await;
        world.publish(data_model(), campaign, None).await;
        world
    }

    /// A replica: the same database, nothing of it in memory.
    pub(crate) fn replica(&self, provider: &Arc<Scripted>) -> App {
        let parts = &self.app.parts;
        App::new(Parts {
            storage: Arc::clone(&parts.storage),
            blobs: Arc::clone(&parts.blobs),
            master_key: parts.master_key.clone(),
            clock: Arc::clone(&parts.clock),
            public_url: parts.public_url.clone(),
            sandbox_url: parts.sandbox_url.clone(),
            providers: Arc::new(Factory(Arc::clone(provider))),
            endpoints: parts.endpoints.clone(),
        })
    }

    async fn store_pair(&self, (platform, datacenter): (String, String)) {
        let pair = Pair { api_token: "sandbox-acme".into(), api_secret: "sandbox-acme-secret".into() };
        let place = (&provider_name(), platform.as_str(), datacenter.as_str());
        let row = backend::credentials::seal(&self.app, place, &pair, "test", self.app.now()).await.unwrap();
        self.app.parts.storage.put_credentials(&row).await.unwrap();
    }

    /// Has customers verified by the provider's former platform from now on.
    pub(crate) async fn on_the_former_platform(&self, workflow: &str, campaign: Value) {
        self.store_pair(("netverify".to_owned(), "eu".to_owned())).await;
        let spec = json!({ "platform": "netverify", "datacenter": "eu", "workflow": workflow });
        self.publish_with(&slug(), data_model(), spec, campaign, Some(1)).await;
    }

    /// Pushes and publishes a campaign; gives the number of the version.
    pub(crate) async fn publish(&self, model: Value, campaign: Value, was: Option<u64>) -> u64 {
        self.publish_with(&slug(), model, settings().1, campaign, was).await
    }

    /// Pushes and publishes the first version of another campaign.
    pub(crate) async fn publish_another(&self, name: &str, model: Value, campaign: Value) {
        let slug = CampaignSlug::new(name).unwrap();
        self.publish_with(&slug, model, settings().1, campaign, None).await;
    }

    async fn publish_with(
        &self,
        slug: &CampaignSlug,
        model: Value,
        provider: Value,
        campaign: Value,
        was: Option<u64>,
    ) -> u64 {
        let resources = [
            resource("data-model", model),
            resource(&format!("provider/{}", provider_name()), provider),
            resource(&format!("campaign/{slug}"), campaign),
        ];
        let storage = &self.app.parts.storage;
        let put: BTreeMap<_, _> =
            resources.iter().map(|one| (one.name(), (one.revision(), one.to_json().to_string()))).collect();
        let stored = storage.manifest().await.unwrap().drafts;
        let base =
            put.keys().map(|name| (name.clone(), stored.get(name).map(|(revision, _)| *revision))).collect();
        let changeset = NewChangeset {
            id: format!("changeset-{slug}-{was:?}"),
            idempotency_key: format!("changeset-{slug}-{was:?}"),
            actor: "test".to_owned(),
            origin: Origin {
                workspace: WorkspaceName::new("acme").unwrap(),
                commit: None,
                state: CommitState::Unknown,
                run: None,
            },
            message: None,
            base,
            put: put.clone(),
            delete: Vec::new(),
        };
        let applied = storage.apply_changeset(&changeset, self.app.now()).await.unwrap();
        assert!(matches!(applied, AppliedOrNot::Applied { .. }), "{applied:?}");
        let version = NewVersion {
            campaign: slug.clone(),
            revision: resources[2].revision(),
            was_live: was,
            frozen: put,
            message: None,
            actor: "test".to_owned(),
        };
        match storage.publish(&version, self.app.now()).await.unwrap() {
            PublishedOrNot::Published(version) => version.number,
            PublishedOrNot::Changed => panic!("the draft changed"),
        }
    }

    /// Whether the files of the database hold this text anywhere.
    pub(crate) fn database_holds(&self, text: &str) -> bool {
        let files = std::fs::read_dir(self.directory.path()).unwrap().map(|file| file.unwrap().path());
        let files: Vec<Vec<u8>> = files.map(|file| std::fs::read(file).unwrap()).collect();
        assert!(files.iter().map(Vec::len).sum::<usize>() > 0);
        files.iter().any(|file| file.windows(text.len()).any(|bytes| bytes == text.as_bytes()))
    }

    /// What a session remembers, as JSON.
    pub(crate) async fn state(&self, session: &str) -> String {
        let row = self.storage().session(session).await.unwrap().unwrap();
        let context = backend::seal::context::session(session);
        let plain = self.app.parts.master_key.open(&context, &row.state).unwrap();
        String::from_utf8(plain.to_vec()).unwrap()
    }

    pub(crate) fn storage(&self) -> &dyn Storage {
        &*self.app.parts.storage
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser::new(&self.base)
    }

    /// Does all that is due.
    pub(crate) async fn work(&self) -> usize {
        backend::run::run_due_jobs(&self.app).await.unwrap()
    }

    /// Lets time pass, and does what is due by then.
    pub(crate) async fn later(&self, seconds: i64) {
        self.clock.advance(seconds);
        self.work().await;
    }

    /// The only session there is.
    pub(crate) async fn session(&self) -> SessionRow {
        let mut sessions = self.storage().sessions(10).await.unwrap();
        assert_eq!(sessions.len(), 1);
        sessions.remove(0)
    }

    pub(crate) async fn attempts(&self) -> Vec<AttemptRow> {
        let session = self.session().await;
        self.storage().attempts(Some(&session.id), 10).await.unwrap()
    }

    /// The values on the customer's record, by field.
    pub(crate) async fn fields(&self) -> BTreeMap<String, String> {
        let customer = self.session().await.customer;
        let mut values = BTreeMap::new();
        for row in self.storage().fields(&customer).await.unwrap() {
            let context = backend::seal::context::field(&row.key());
            let plain = self.app.parts.master_key.open(&context, &row.value).unwrap();
            values.insert(row.field.to_string(), String::from_utf8(plain.to_vec()).unwrap());
        }
        values
    }

    /// Posts a callback.
    pub(crate) async fn call_back(&self, url: &str, body: &str) -> u16 {
        let request = super::browser::client().post(url).body(body.to_owned());
        request.send().await.unwrap().status().as_u16()
    }
}

/// The provider's settings, with platform and data centre.
pub(crate) fn settings() -> ((String, String), Value) {
    let spec = json!({
        "platform": "kyx", "datacenter": "eu", "workflow": "10011", "primary-color": "#0B5FFF",
    });
    (("kyx".to_owned(), "eu".to_owned()), spec)
}
