//! Sends callbacks: no signature, and no second attempt unless somebody wants one (FACTS 4.8).

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::OnceLock;
use std::time::Duration;

use jiff::Timestamp;
use rand::rngs::StdRng;
use rand::seq::SliceRandom as _;
use serde_json::Value;
use tokio::net::TcpSocket;
use url::Url;
use uuid::Uuid;

use crate::clock::{later, wire};
use crate::control::{Control, EventKind};
use crate::handle::{Sandbox, locked};
use crate::options::{CallbackOptions, Order, Settings};

const TIMEOUT: Duration = Duration::from_secs(30);

/// Something that happened to a transaction, and the callback that tells it.
#[derive(Debug, Clone)]
pub(crate) struct Callback {
    /// Where to; `None` where nobody wants to know. May carry a secret: never logged.
    pub(crate) url: Option<Url>,
    pub(crate) run: Uuid,
    pub(crate) status: &'static str,
    /// When it happened.
    pub(crate) at: Timestamp,
    /// But for the time of sending.
    pub(crate) body: Body,
}

/// What a callback says.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    /// An object.
    Json(Value),
    /// Fields of a form.
    Form(Vec<(String, String)>),
}

impl Body {
    fn sent_at(&mut self, at: Timestamp) {
        match self {
            Self::Json(body) => body["callbackSentAt"] = wire(at).into(),
            Self::Form(fields) => {
                fields.retain(|(name, _)| name != "callbackDate");
                fields.push(("callbackDate".to_owned(), wire(at)));
            }
        }
    }
}

impl Callback {
    /// Whether nothing comes after it.
    fn is_last(&self) -> bool {
        !matches!(self.status, "ACQUISITION_STARTED" | "ACQUIRED")
    }
}

/// One sending that waits for its time.
#[derive(Debug)]
struct Waiting {
    due: Timestamp,
    url: Url,
    callback: Callback,
    retries: u32,
}

/// What waits to be sent.
#[derive(Debug)]
pub(crate) struct Outbox {
    waiting: Vec<Waiting>,
    /// Those of transactions that will have more.
    held: HashMap<Uuid, Vec<Callback>>,
    random: StdRng,
}

impl Outbox {
    pub(crate) fn new(random: StdRng) -> Self {
        Self { waiting: Vec::new(), held: HashMap::new(), random }
    }

    /// The callbacks that may go now that `callback` is there, in their order.
    fn released(&mut self, callback: Callback, order: Order) -> Vec<Callback> {
        if order == Order::AsTold {
            let mut all = self.held.remove(&callback.run).unwrap_or_default();
            all.push(callback);
            return all;
        }
        let (run, is_last) = (callback.run, callback.is_last());
        self.held.entry(run).or_default().push(callback);
        if !is_last {
            return Vec::new();
        }
        let mut all = self.held.remove(&run).unwrap_or_default();
        match order {
            Order::AsTold => {}
            Order::Reversed => all.reverse(),
            Order::Shuffled => all.shuffle(&mut self.random),
        }
        all
    }

    fn post(&mut self, callback: &Callback, now: Timestamp, options: CallbackOptions) {
        let Some(url) = callback.url.clone() else { return };
        for _ in 0..options.copies {
            self.waiting.push(Waiting {
                due: later(now, options.delay),
                url: url.clone(),
                callback: callback.clone(),
                retries: options.retries,
            });
        }
    }
}

impl Control {
    /// Takes what happened into the timelines, and puts its callbacks where they wait for their time.
    pub(crate) fn queue(&self, told: Vec<Callback>, now: Timestamp) {
        if told.is_empty() {
            return;
        }
        let Settings { strict_urls, callbacks: options, .. } = self.settings();
        let mut outbox = locked(&self.outbox);
        for callback in told {
            let Callback { run, status, at, .. } = callback;
            self.note(run, at, EventKind::Status, status, None);
            let Some(url) = &callback.url else { continue };
            if !(callback.is_last() || options.intermediate) {
                continue;
            }
            if strict_urls && url.scheme() != "https" {
                self.note(run, now, EventKind::Callback, &format!("{status}: not sent, no https"), None);
                continue;
            }
            if options.drop {
                self.note(run, now, EventKind::Callback, &format!("{status}: dropped"), None);
                continue;
            }
            for callback in outbox.released(callback, options.order) {
                outbox.post(&callback, now, options);
            }
        }
    }
}

impl Sandbox {
    /// Sends what is due, one after the other, on a task of its own.
    pub(crate) fn send_due(&self, now: Timestamp) {
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        let due: Vec<Waiting> =
            locked(&self.control().outbox).waiting.extract_if(.., |waiting| waiting.due <= now).collect();
        if due.is_empty() {
            return;
        }
        let sandbox = self.clone();
        runtime.spawn(async move {
            for mut waiting in due {
                waiting.callback.body.sent_at(now);
                sandbox.send(waiting).await;
            }
        });
    }

    /// Sends one callback once. What goes wrong is told by the timeline and the log; it may be tried again later.
    async fn send(&self, mut waiting: Waiting) {
        let control = self.control();
        let options = control.settings().callbacks;
        let (run, status) = (waiting.callback.run, waiting.callback.status);
        let mut url = waiting.url.clone();
        if options.dead_port && !control.sender.lead_astray(&mut url) {
            return;
        }
        let answer = control.sender.post(&url, &waiting.callback.body).await;
        let (delivered, what, code) = match answer {
            Ok(answer) if answer.is_success() => {
                tracing::debug!(%run, status, "callback delivered");
                (true, format!("{status} to {}", place(&url)), Some(answer.as_u16()))
            }
            Ok(answer) => {
                tracing::warn!(%run, status, %answer, "callback was not accepted");
                (false, format!("{status} to {}", place(&url)), Some(answer.as_u16()))
            }
            Err(error) => {
                tracing::warn!(%run, status, error, "callback was not delivered");
                (false, format!("{status} to {}: not delivered", place(&url)), None)
            }
        };
        let now = self.now();
        control.note(run, now, EventKind::Callback, &what, code);
        if !delivered && waiting.retries > 0 {
            waiting.retries -= 1;
            waiting.due = later(now, options.retry_after);
            locked(&control.outbox).waiting.push(waiting);
        }
    }
}

/// Where a URL leads, without what may be secret in it.
fn place(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// HTTP clients, made when first needed.
#[derive(Debug, Default)]
pub(crate) struct Sender {
    plain: OnceLock<Option<reqwest::Client>>,
    secure: OnceLock<Option<reqwest::Client>>,
    dead: OnceLock<Option<(TcpSocket, SocketAddr)>>,
}

impl Sender {
    async fn post(&self, url: &Url, body: &Body) -> Result<http::StatusCode, String> {
        let client = self.client(url).ok_or("there is no client")?;
        let request = client.post(url.clone());
        let request = match body {
            Body::Json(body) => request.json(body),
            Body::Form(fields) => request.form(fields),
        };
        let answer = request.send().await.map_err(|error| error.without_url().to_string())?;
        Ok(answer.status())
    }

    /// Makes a URL lead to a port of this machine that is taken, and where nobody listens. Whether that worked.
    fn lead_astray(&self, url: &mut Url) -> bool {
        let dead = self.dead.get_or_init(|| {
            // Taken for as long as the sandbox runs, so that nobody else begins to listen there.
            let socket = TcpSocket::new_v4().ok()?;
            socket.bind((Ipv4Addr::LOCALHOST, 0).into()).ok()?;
            let address = socket.local_addr().ok()?;
            Some((socket, address))
        });
        let Some((_, address)) = dead else { return false };
        url.set_scheme("http").is_ok()
            && url.set_ip_host(address.ip()).is_ok()
            && url.set_port(Some(address.port())).is_ok()
    }

    fn client(&self, url: &Url) -> Option<&reqwest::Client> {
        let builder =
            || reqwest::Client::builder().timeout(TIMEOUT).redirect(reqwest::redirect::Policy::none());
        // Loading the system's certificates fails where there are none, and plain HTTP needs none.
        let client = if url.scheme() == "https" {
            self.secure.get_or_init(|| built(builder()))
        } else {
            self.plain.get_or_init(|| built(builder().tls_certs_only([]).no_proxy()))
        };
        client.as_ref()
    }
}

fn built(builder: reqwest::ClientBuilder) -> Option<reqwest::Client> {
    builder.build().inspect_err(|error| tracing::error!(%error, "no client for callbacks")).ok()
}
