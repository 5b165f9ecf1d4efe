//! The whole backend as servers and workers, until it shall stop.

use std::future::{Future, IntoFuture as _};
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::App;

/// How long requests in flight have to come to an end.
const GRACE: Duration = Duration::from_secs(15);

/// Serves customers and callbacks on `public`, the interface for admins on `admin`, and works off jobs with so many
/// workers. When `shutdown` completes no request and no job is begun any more; those begun are finished.
///
/// # Errors
/// The listeners'.
pub async fn serve(
    app: App,
    public: TcpListener,
    admin: Option<TcpListener>,
    workers: usize,
    shutdown: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    let (stop, stopped) = watch::channel(false);
    let public = listen(public, crate::public::router(app.clone()), stopped.clone());
    let admin_router = crate::admin::router(app.clone());
    let admin_stopped = stopped.clone();
    let admin = async {
        match admin {
            Some(listener) => listen(listener, admin_router, admin_stopped).await,
            None => Ok(()),
        }
    };
    let workers = crate::run::run_workers(app.clone(), workers, told(stopped));
    let servers = async {
        let ended = tokio::try_join!(public, admin);
        // Where a listener failed, workers have to be told; otherwise they know.
        stop.send_replace(true);
        ended
    };
    let everything = async {
        let (ended, ()) = tokio::join!(servers, workers);
        app.kept.hurried.finished().await;
        ended
    };
    tokio::pin!(everything);
    tokio::select! {
        ended = &mut everything => return ended.map(drop),
        () = shutdown => {}
    }
    stop.send_replace(true);
    let Ok(ended) = tokio::time::timeout(GRACE, everything).await else {
        tracing::warn!("some requests or jobs did not come to an end in time");
        return Ok(());
    };
    ended.map(drop)
}

async fn listen(listener: TcpListener, router: Router, stopped: watch::Receiver<bool>) -> io::Result<()> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(told(stopped)).into_future().await
}

/// Completes when it is time to stop.
async fn told(mut stopped: watch::Receiver<bool>) {
    // An error says that nobody is left to tell: time to stop, too.
    let _ = stopped.wait_for(|stop| *stop).await;
}
