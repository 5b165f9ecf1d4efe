//! What commands that stay up share: a runtime, an address to listen on, and being told to end.

use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use url::Url;

use crate::error::{Error, Result};

/// A runtime of several threads.
pub(crate) fn runtime() -> Result<Runtime> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| Error::failed("the runtime cannot be started").because(&error))
}

/// Listens on an address. `flag` is what names another one.
pub(crate) async fn bind(address: SocketAddr, flag: &str) -> Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| {
        let message = Error::failed(format!("the address {address} cannot be listened on")).because(&error);
        match error.kind() {
            std::io::ErrorKind::AddrInUse => {
                let any = SocketAddr::new(address.ip(), 0);
                message.hint(format!(
                    "end what listens there, or pass {flag} with another port; {any} takes a free one"
                ))
            }
            _ => message.hint(format!("pass {flag} with an address of this machine")),
        }
    })
}

/// By which URL a listener is reached from this machine.
pub(crate) fn url_of(listener: &TcpListener) -> Result<Url> {
    let failed = |error: &dyn std::error::Error| Error::failed("a listener has no address").because(error);
    let mut address = listener.local_addr().map_err(|error| failed(&error))?;
    if address.ip().is_unspecified() {
        // All addresses: that of this machine itself is among them.
        address.set_ip(match address {
            SocketAddr::V4(_) => std::net::Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(_) => std::net::Ipv6Addr::LOCALHOST.into(),
        });
    }
    format!("http://{address}").parse().map_err(|error: url::ParseError| failed(&error))
}

/// A URL as people read it: without the slash of an empty path.
pub(crate) fn shown(url: &Url) -> &str {
    url.as_str().trim_end_matches('/')
}

/// The signals by which a person or the system asks a program to end.
pub(crate) struct Signals {
    #[cfg(unix)]
    signals: [tokio::signal::unix::Signal; 3],
}

impl Signals {
    /// Listens to them from now on, so that none ends the program by itself. Needs a runtime around it.
    pub(crate) fn listen() -> Result<Self> {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            let listen = |kind| {
                signal(kind).map_err(|error| Error::failed("signals cannot be listened to").because(&error))
            };
            let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
            let [interrupt, terminate, hangup] = kinds.map(listen);
            Ok(Self { signals: [interrupt?, terminate?, hangup?] })
        }
        #[cfg(not(unix))]
        Ok(Self {})
    }

    /// Waits for the next one.
    pub(crate) async fn next(&mut self) {
        #[cfg(unix)]
        {
            let [interrupt, terminate, hangup] = &mut self.signals;
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
                _ = hangup.recv() => {}
            }
        }
        #[cfg(not(unix))]
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// Completes when standard input ends: when the program at its other end wants that, or is gone.
pub(crate) async fn stdin_ended() {
    let (tell, told) = tokio::sync::oneshot::channel::<()>();
    // A thread of its own: a task of the runtime that reads would keep the program from ending.
    std::thread::spawn(move || {
        let _ = std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
        drop(tell);
    });
    let _ = told.await;
}
