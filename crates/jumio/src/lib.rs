//! A client for Jumio's identity verification, in both generations of its API.
//!
//! [`kyx`] speaks to the current platform: OAuth2, accounts and workflow executions. [`netverify`] speaks to the former
//! one: Basic authentication and transactions. What both share (data centres, credentials, time limits, the tenant's
//! rates, errors, lenient values) is at the top.
//!
//! Nothing here logs, prints or puts into an error a secret, a token, or what was read from a person's document.
//! A TLS crypto provider of `rustls` must have been installed by the program before a client is made.

pub mod kyx;
pub mod netverify;
pub mod wire;

mod credentials;
mod data_center;
mod error;
mod http;
mod image;
mod limiter;
mod open_enum;
mod path;
mod polling;
mod settings;
mod timestamp;
mod tls;
mod transport;
mod trust;

pub use credentials::Credentials;
pub use data_center::{DataCenter, UnknownDataCenter};
pub use error::{Arrival, Call, Error};
pub use image::Image;
pub use limiter::{Limiter, Limits, Rate};
pub use polling::POLLING;
pub use settings::{Retries, Timeouts};
pub use timestamp::WireTime;
pub use tls::Roots;
pub use transport::IMAGE_LIMIT;
pub use trust::Distrust;
