//! Netverify, the former platform: Basic authentication and transactions.

mod callback;
mod client;
mod config;
mod endpoints;
mod id_types;
mod images;
mod initiate;
mod scan;
mod verification;

pub use callback::{Callback, IdentityCallback};
pub use client::Client;
pub use config::Config;
pub use endpoints::Endpoints;
pub use id_types::{AcceptedIdTypes, AcquisitionConfig, CountryIdTypes, IdTypeSupport, SupportedIdTypes};
pub use images::{ImageLink, Images};
pub use initiate::{InitiateRequest, InitiateResponse, Preset, PresetType, WorkflowId};
pub use scan::{Document, ScanData, ScanState, ScanStatus, Transaction, VerificationStatus};
pub use verification::{
    IdentityVerification, MrzCheck, RejectDetail, RejectReason, Similarity, Verification,
};
