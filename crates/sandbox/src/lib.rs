//! A sandbox server that speaks Jumio's wire protocol on a laptop and in CI. It is not made by Jumio, nor connected
//! with Jumio; it follows Jumio's public documentation, and it says so on every page that it shows.
//!
//! One listener serves all of Jumio's hosts; each host is the first segment of the path:
//!
//! | Jumio's host | here | what |
//! |---|---|---|
//! | `auth` | `/auth/oauth2/token` | access tokens (FACTS 4.2) |
//! | `account` | `/account/api/v1/accounts[/{account}]` | new account and run, new run (FACTS 4.3) |
//! | `retrieval` | `/retrieval/api/v1/accounts/{account}/…` | status, details, steps, pictures, deletion (FACTS 4.5-4.7) |
//! | `status` | `/status` | health |
//! | web client | `/web/v4/app?authorizationToken=…&locale=…` | the page a customer is sent to (FACTS 4.11) |
//! | none | `/sandbox/…` | what only a sandbox has: list and finish transactions, move the clock |
//!
//! The URLs of the `api` host, for uploads, are given out and not served yet; a transaction of a workflow that has uploads
//! only is finished through `/sandbox`.
//!
//! # Who may use it
//! Any pair ([`accepts_pair`]) of the form `sandbox[-NAME]` (API token) and `sandbox[-NAME]-secret` (API secret), where `NAME` is made of
//! lower-case letters, digits and hyphens. Each pair is a tenant of its own; all others get 401.
//!
//! # The page
//! Works without scripts. First a form with `document` (`passport`, `id-card`, `driving-license`, `visa`) and `country`
//! (alpha-3), then one with the same two fields hidden and buttons called `outcome`; both are sent by POST to
//! `/web/v4/app` with the field `authorizationToken`. A scripted customer may send all of them at once. Values of
//! `outcome`: see [`Outcome`], and `requested` for what `customerInternalReference` asks for.
//!
//! # Wanted results
//! As with Jumio's Mock Service (FACTS 8.1), a JSON object in `customerInternalReference` may name `decisionLabel`,
//! `credentialWithDecision` and `extractionOverrides`. `POST /sandbox/transactions/{run}/finish` with
//! `{"document", "country", "outcome" | "label" and "credential", "extraction"}` (all optional, see [`Finish`]) plays the
//! customer's part without a browser.
//!
//! # Callbacks
//! One attempt, JSON, not signed (FACTS 4.8). The process that runs a sandbox has to install a default crypto provider of
//! `rustls` before the first callback, as for every HTTP client of this project.

mod callback;
mod clock;
mod control;
mod handle;
mod kyx;
mod options;
mod serve;
mod specimen;

pub use clock::{Clock, SystemClock};
pub use control::{Finish, FinishError, Transaction};
pub use handle::Sandbox;
pub use kyx::auth::accepts_pair;
pub use kyx::outcome::Outcome;
pub use options::{CallbackOptions, Options};
pub use serve::serve;
