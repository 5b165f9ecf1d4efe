//! A backend whose interface for admins is served, and those who work with it.

use std::future::IntoFuture as _;
use std::sync::Arc;

use api::{Changeset, ChangesetApplied, Client, CommitState, Error, HttpTransport, Origin, Put};
use backend::auth::{self, Actor};
use backend::credentials::RealProviders;
use backend::storage::{AccessTokenRow, Role, Sqlite};
use backend::{App, Parts};
use model::{Resource, ResourceName, Revision, WorkspaceName};
use reqwest::{Method, Response};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use tokio::net::TcpListener;

use crate::run::browser::client;
use crate::run::clock::Moved;
use crate::run::world::{data_model, onboarding, provider_name, resource, settings};

pub(crate) struct Office {
    pub(crate) app: App,
    pub(crate) base: String,
}

impl Office {
    /// The interface of a backend that is there already.
    pub(crate) async fn over(app: App) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        // It ends with the runtime of the test.
        tokio::spawn(axum::serve(listener, backend::admin::router(app.clone())).into_future());
        Self { app, base }
    }

    /// A new backend without anything.
    pub(crate) async fn empty() -> Self {
        Self::beside(None).await
    }

    /// A new backend without anything, whose provider is the sandbox at this address.
    pub(crate) async fn beside(sandbox_url: Option<url::Url>) -> Self {
        Self::over(App::new(Parts {
            storage: Arc::new(Sqlite::open_in_memory().await.unwrap()),
            blobs: Arc::new(object_store::memory::InMemory::new()),
            master_key: backend::seal::MasterKey::generate(),
            clock: Arc::new(Moved::new()),
            public_url: None,
            sandbox_url,
            providers: Arc::new(RealProviders),
            endpoints: backend::endpoints::Endpoints::default(),
        }))
        .await
    }

    /// A new access token; who uses it is called like the role.
    pub(crate) async fn access_token(&self, role: Role) -> SecretString {
        let token = auth::new_access_token();
        let row = AccessTokenRow {
            id: uuid::Uuid::new_v4().to_string(),
            name: format!("the {}", role.as_str()),
            hash: auth::hash_secret(&token),
            role,
            created_by: "test".to_owned(),
            created_at: self.app.now(),
            expires_at: None,
        };
        self.app.parts.storage.put_access_token(&row).await.unwrap();
        token
    }

    /// Somebody elsewhere with an access token of this role.
    pub(crate) async fn remote(&self, role: Role) -> Client {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let token = self.access_token(role).await;
        Client::new(HttpTransport::new(self.base.parse().unwrap(), Some(token)).unwrap())
    }

    /// Somebody at this computer.
    pub(crate) fn local(&self) -> Client {
        Client::new(backend::embedded::transport(&self.app, Actor::new("olga", Role::Admin)))
    }

    /// A request as it is, over the socket.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        token: Option<&SecretString>,
        body: Option<&Value>,
    ) -> Response {
        let mut request = client().request(method, format!("{}{path}", self.base));
        if let Some(token) = token {
            request = request.bearer_auth(token.expose_secret());
        }
        if let Some(body) = body {
            request = request.header("idempotency-key", "a key").json(body);
        }
        request.send().await.unwrap()
    }

    /// The audit log in short, newest first.
    pub(crate) async fn log(&self) -> Vec<String> {
        let rows = self.app.parts.storage.audit(100).await.unwrap();
        rows.iter().map(|row| format!("{} {} {}", row.actor, row.action, row.subject)).collect()
    }
}

/// Everything that the tour's campaign needs.
pub(crate) fn tour() -> Vec<Resource> {
    tour_with(onboarding())
}

/// The same with another campaign.
pub(crate) fn tour_with(campaign: Value) -> Vec<Resource> {
    vec![
        resource("data-model", data_model()),
        resource(&format!("provider/{}", provider_name()), settings().1),
        resource("campaign/onboarding", campaign),
    ]
}

pub(crate) fn campaign_name() -> ResourceName {
    "campaign/onboarding".parse().unwrap()
}

/// A changeset from `workspace` that puts these resources over what was seen last.
pub(crate) fn putting(
    workspace: &str,
    resources: &[Resource],
    seen: impl Fn(&ResourceName) -> Option<Revision>,
) -> Changeset {
    Changeset {
        origin: Origin {
            workspace: WorkspaceName::new(workspace).unwrap(),
            commit: Some("0123abcd".to_owned()),
            state: CommitState::Clean,
            run: None,
        },
        message: None,
        base: resources.iter().map(|one| (one.name(), seen(&one.name()))).collect(),
        put: resources.iter().map(|one| Put { revision: one.revision(), resource: one.to_json() }).collect(),
        delete: Vec::new(),
    }
}

/// Pushes resources over whatever is there.
pub(crate) async fn push(client: &Client, resources: &[Resource]) -> Result<ChangesetApplied, Error> {
    let manifest = client.manifest().await?;
    let seen = |name: &ResourceName| {
        manifest.resources.iter().find(|entry| entry.name == *name).and_then(|entry| entry.draft)
    };
    client.apply(&putting("acme", resources, seen), &uuid::Uuid::new_v4().to_string()).await
}
