//! The whole sandbox as one server.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tower::util::MapRequest;
use url::Url;

use crate::clock::Clock;
use crate::handle::Sandbox;
use crate::options::Options;
use crate::tls::Identity;
use crate::{connections, control, hosts, kyx, netverify, page};

/// How often what only time brings about (expiry, delayed callbacks) is looked for.
const TICK: Duration = Duration::from_millis(250);

impl Sandbox {
    /// All routes. `base_url` is where customers, clients and callbacks' receivers reach them; its path, if it has one, is
    /// where they begin. Without [`serve`], expiry and delayed callbacks happen at the next request or
    /// [`tick`](Self::tick).
    pub fn router(&self, base_url: &Url) -> Router {
        let routes = Router::new()
            .merge(kyx::router(self, base_url))
            .merge(page::router(self))
            .merge(control::router(self, base_url));
        let routes = routes.merge(netverify::router(self, base_url));
        let routes = routes.layer(axum::middleware::from_fn_with_state(self.clone(), control::watch));
        // Around the routes: which of them a request is for depends on the host that it names.
        let routes = MapRequest::new(routes, hosts::direct);
        match base_url.path().trim_end_matches('/') {
            "" => Router::new().fallback_service(routes),
            path => Router::new().nest_service(path, routes),
        }
    }

    /// A sandbox in one call, for tests: with the usual options but for the clock, served on the current tokio runtime
    /// until what comes back is dropped. Errors: the listener has no address.
    pub fn start(listener: TcpListener, clock: Arc<dyn Clock>) -> io::Result<Running> {
        Self::new(Options { clock, ..Options::default() }).run(listener, None)
    }

    /// Serves this sandbox on the current tokio runtime until what comes back is dropped; over HTTPS where there is an
    /// identity. Errors: the listener has no address.
    pub fn run(self, listener: TcpListener, identity: Option<&Identity>) -> io::Result<Running> {
        let scheme = if identity.is_some() { "https" } else { "http" };
        let url = format!("{scheme}://{}", listener.local_addr()?);
        let url: Url = url.parse().map_err(io::Error::other)?;
        let (stop, stopped) = oneshot::channel();
        let shutdown = async {
            let _ = stopped.await;
        };
        let server = serve_with(listener, url.clone(), self.clone(), identity.cloned(), shutdown);
        Ok(Running { sandbox: self, url, stop: Some(stop), server: Some(tokio::spawn(server)) })
    }
}

/// A sandbox that is being served. It ends when this is dropped, after the requests under way.
#[derive(Debug)]
pub struct Running {
    sandbox: Sandbox,
    url: Url,
    stop: Option<oneshot::Sender<()>>,
    server: Option<JoinHandle<io::Result<()>>>,
}

impl Running {
    /// The sandbox.
    pub fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// Where it is reached.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Ends it, and waits until it has ended. Errors: why it had ended before.
    pub async fn stop(mut self) -> io::Result<()> {
        self.stop.take();
        match self.server.take() {
            Some(server) => server.await.map_err(io::Error::other)?,
            None => Ok(()),
        }
    }
}

/// Serves a sandbox on a bound listener until `shutdown` completes. Errors: the listener's.
pub async fn serve(
    listener: TcpListener,
    base_url: Url,
    sandbox: Sandbox,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    serve_with(listener, base_url, sandbox, None, shutdown).await
}

/// As [`serve`], over HTTPS where there is an identity: `base_url` then begins with `https`.
pub async fn serve_with(
    listener: TcpListener,
    base_url: Url,
    sandbox: Sandbox,
    identity: Option<Identity>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let router = sandbox.router(&base_url);
    let tls = identity.as_ref().map(Identity::acceptor);
    tokio::select! {
        result = connections::serve(listener, router, tls, shutdown) => result,
        never = tick(&sandbox) => match never {},
    }
}

async fn tick(sandbox: &Sandbox) -> Infallible {
    let mut interval = tokio::time::interval(TICK);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        interval.tick().await;
        sandbox.tick();
    }
}
