//! A sandbox server that speaks Jumio's wire protocol on a laptop and in CI. It is not made by Jumio, nor connected
//! with Jumio; it follows Jumio's public documentation, and it says so on every page that it shows.
//!
//! # Hosts
//! One listener serves all of Jumio's hosts. A client names the one that it means in any of three ways, and gets URLs
//! of the same kind back:
//!
//! - by `Host`, as `auth.emea-1.jumio.ai`, in any data centre, with any port: for clients with fixed hosts, whose resolver
//!   leads here. The page is at `sandbox.web.emea-1.jumio.ai`, and under any other first label;
//! - by the first segment of the path: `/auth.emea-1.jumio.ai/oauth2/token`;
//! - by a plain base URL below which each host has a path, as here:
//!
//! | Jumio's host | here | what |
//! |---|---|---|
//! | `auth` | `/auth/oauth2/token` | access tokens (FACTS 4.2) |
//! | `account` | `/account/api/v1/accounts[/{account}]` | new account and run, new run (FACTS 4.3) |
//! | `api` | `/api/api/v1/accounts/{account}/workflow-executions/{run}…` | uploads and their end (FACTS 4.4) |
//! | `retrieval` | `/retrieval/api/v1/accounts/{account}/…` | status, details, steps, pictures, deletion (FACTS 4.5-4.7) |
//! | `status` | `/status` | health |
//! | web client | `/web/v4/app?authorizationToken=…&locale=…` | the page a customer is sent to (FACTS 4.11) |
//! | none | `/sandbox/…` | what only a sandbox has, see below |
//!
//! Netverify's hosts (`netverify.com`, `lon.netverify.com`, `core-sgp.jumio.com`, and `retrieval.`, `acquisition.` and `upload.`
//! before each) have the path `/netverify`. With a plain base URL, that may be left out:
//!
//! | Netverify's path | what |
//! |---|---|
//! | `/api/v4/initiate` | a new transaction (FACTS 3.3) |
//! | `/api/netverify/v2/scans/{reference}…` | state, data, pictures, deletion (FACTS 3.10, 3.11) |
//! | `/api/netverify/v2/supportedIdTypes`, `…/acceptedIdTypes` | documents by country (FACTS 3.12) |
//! | `/recognition/v1/idscan/{reference}/{side}` | pictures, as callbacks name them (FACTS 3.9) |
//!
//! [`serve_with`] and an [`Identity`] serve HTTPS, with a certificate for all of these names, made at start by an authority that
//! may speak for nothing else ([`Identity::made`]), or a given one. [`Sandbox::start`] is the one call that a test needs.
//!
//! # Who may use it
//! Any pair ([`accepts_pair`]) of the form `sandbox[-NAME]` (API token) and `sandbox[-NAME]-secret` (API secret), where `NAME` is made of
//! lower-case letters, digits and hyphens. Each pair is a tenant of its own; all others get 401.
//!
//! What a pair may do is limited by how its API token ends (the secret is the whole token and `-secret`, as always):
//!
//! | API token | |
//! |---|---|
//! | `sandbox-acme-initiate` | begins and feeds the transactions of the tenant `sandbox-acme`, and may neither read nor delete them: 403 |
//! | `sandbox-acme-retrieve` | reads and deletes the transactions of `sandbox-acme`, and begins none: 403 |
//! | `sandbox-acme-us`, `-eu`, `-sg` | a tenant of one data centre: the hosts of the others answer 401. A plain base URL stands for all of them |
//!
//! Both may be said: `sandbox-acme-eu-retrieve`.
//!
//! # Uploads
//! Each execution has a token for its own uploads, which gets 403 at another's; its tenant may upload, too. `POST` adds a part and
//! `PUT` replaces it, with 405 where there is none yet. Files are judged by their content: JPEG or PNG (PDF for documents)
//! up to 15 MB, the longer side of pictures above 300 pixels and at most 8000. An identity document needs its country to be
//! named when the execution is made, because nobody asks the customer. What was uploaded is given back as it was. `PUT`
//! on the execution ends it; what is missing then is judged as not uploaded, and a card without its back as `MISSING_PAGE`.
//!
//! # The page
//! One page serves both platforms: a token tells whose transaction it is. It works without scripts: the customer chooses a
//! country and a document, "photographs" its sides and their face (each with a specimen that the sandbox draws, or with a
//! file of their own, which retrieval gives back as it came), and chooses what is said of it. What cannot be read is
//! taken again, up to three times; then the visit ends with error 9835. At the end the customer goes back with the
//! documented parameters (FACTS 3.7, 4.11). In a frame, a script of the page tells the page around it `loaded`, `success` or
//! `error`. The token is in the link alone: forms carry it on.
//!
//! Who has no browser goes from form to form: the fields of a form that are hidden are enough for everything but the first,
//! which wants `document` (`passport`, `id-card`, `driving-license`, `visa`) and `country` (alpha-3), and the last, which
//! wants `outcome`. Values of `outcome`: see [`Outcome`], and `requested` for what `customerInternalReference` or a scenario
//! asks for. Or all of it is sent at once, by POST to `/web/v4/app`, with `authorizationToken` and without `step`: the answer
//! is the way back, and nothing is repeated.
//!
//! # Wanted results
//! As with Jumio's Mock Service (FACTS 8.1), a JSON object in `customerInternalReference` may name `decisionLabel`,
//! `credentialWithDecision` and `extractionOverrides`. `POST /sandbox/transactions/{run}/finish` with
//! `{"document", "country", "outcome" | "label" and "credential", "extraction"}` (all optional, see [`Finish`]) plays the
//! customer's part without a browser.
//!
//! Netverify has no such service, and takes the same object. A label is there a status, the code or the description of a
//! reject reason or of one of its details (`108`, `MRZ_CHECK_FAILED`, `GLARE`), a word about the face (`NO_MATCH`,
//! `LIVENESS_FAILED`), or `ALERT` and `REPEATED_FACE` for a doubt. `BAD_QUALITY` is said of the document, unless the credential is
//! `SELFIE`. [`Finish::reject_reason`] and [`Finish::reject_details`] say more.
//!
//! What the documentation leaves open, the sandbox has decided: before a transaction of Netverify ends, it has a state and
//! nothing else, and the rest is 404; a technical error has no status, so that the customer is sent back with 9100 and the
//! transaction runs out; numbers of German, Dutch and Korean documents are kept back; visas are supported for China and
//! the United States; what is deleted leaves nothing.
//!
//! # Control
//! A [`Scenario`] says how transactions end that are made from now on; a [`Fault`] strikes calls. For programs that are not
//! written in Rust, `/sandbox` is a page for people, and below it there is JSON, with errors as problem documents:
//!
//! | | |
//! |---|---|
//! | `GET /sandbox/transactions[/{id}]` | transactions, and one with its timeline |
//! | `POST /sandbox/transactions/{id}/finish` | plays the customer's part: [`Finish`] |
//! | `GET /sandbox/clock`, `POST /sandbox/clock/advance` | `{"seconds": 900}` moves the clock forward |
//! | `GET`, `POST /sandbox/scenarios`, `GET /sandbox/scenarios/{name}` | the scenarios that are known; a [`Scenario`] more |
//! | `GET`, `PUT`, `DELETE /sandbox/scenario` | those that are on; `{"name", "scope": {"tenant", "referencePrefix"}, "finishes"}` |
//! | `GET`, `POST`, `DELETE /sandbox/faults`, `DELETE /sandbox/faults/{id}` | faults; a [`Fault`] more |
//! | `GET`, `PUT /sandbox/callbacks` | `delaySeconds`, `copies`, `drop`, `intermediate`, `order`, `deadPort`, `retries`, `retryAfterSeconds` |
//! | `GET`, `PATCH /sandbox/settings` | `strictUrls`, `rateLimits`, `processingSeconds` |
//! | `POST /sandbox/reset` | forgets everything; with `{"keepSettings": true}`, transactions only |
//!
//! It takes nothing from pages of other sites, nothing addressed to a host name that is not its own or `localhost`, and
//! bodies up to 64 KiB.
//!
//! # Callbacks
//! One attempt, JSON (a form from Netverify), not signed (FACTS 3.9, 4.8), unless [`CallbackOptions`] say otherwise. The process that runs a sandbox has to install a default crypto provider of
//! `rustls` before the first callback, as for every HTTP client of this project.

mod callback;
mod clock;
mod connections;
mod control;
mod faults;
mod handle;
mod hosts;
mod kyx;
mod netverify;
mod options;
mod page;
mod scenario;
mod serve;
mod specimen;
mod tls;

pub use clock::{Clock, SystemClock};
pub use control::{Event, EventKind, Finish, FinishError, Transaction};
pub use faults::{Calls, Fault, FaultError, FaultKind, FaultState};
pub use handle::Sandbox;
pub use kyx::outcome::Outcome;
pub use kyx::pair::accepts_pair;
pub use options::{CallbackOptions, Options, Order, Settings};
pub use scenario::{
    ActiveScenario, Afterwards, Attempts, Finishes, Scenario, ScenarioError, Scope, built_in,
};
pub use serve::{Running, serve, serve_with};
pub use tls::{Identity, TlsError};
