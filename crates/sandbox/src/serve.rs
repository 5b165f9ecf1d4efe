//! The whole sandbox as one server.

use std::convert::Infallible;
use std::future::{Future, IntoFuture};
use std::io;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use url::Url;

use crate::handle::Sandbox;
use crate::{control, kyx};

/// How often what only time brings about (expiry, delayed callbacks) is looked for.
const TICK: Duration = Duration::from_millis(250);

impl Sandbox {
    /// All routes. `base_url` is where customers, clients and callbacks' receivers reach them; its path, if it has one, is
    /// where they begin. Without [`serve`], expiry and delayed callbacks happen at the next request or
    /// [`tick`](Self::tick).
    pub fn router(&self, base_url: &Url) -> Router {
        let routes = Router::new().merge(kyx::router(self, base_url)).merge(control::router(self));
        match base_url.path().trim_end_matches('/') {
            "" => routes,
            path => Router::new().nest(path, routes),
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
    let router = sandbox.router(&base_url);
    let server = axum::serve(listener, router).with_graceful_shutdown(shutdown);
    tokio::select! {
        result = server.into_future() => result,
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
