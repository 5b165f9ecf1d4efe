//! A client for Jumio's identity verification platform.
//!
//! [`kyx`] speaks to the current platform: OAuth2, accounts and workflow executions. What both of Jumio's API
//! generations share (data centres, credentials, errors, lenient values) is at the top.
//!
//! Nothing here logs, prints or puts into an error a secret, a token, or what was read from a person's document.
//! A TLS crypto provider of `rustls` must have been installed by the program before a client is made.

pub mod kyx;
pub mod wire;

mod credentials;
mod data_center;
mod error;
mod http;
mod open_enum;
mod timestamp;
mod tls;

pub use credentials::Credentials;
pub use data_center::{DataCenter, UnknownDataCenter};
pub use error::{Arrival, Call, Error};
pub use timestamp::WireTime;
pub use tls::Roots;
