//! The current platform, also called KYX: OAuth2, accounts and workflow executions.

mod account;
mod client;
mod config;
mod details;
mod endpoints;
mod request;
mod status;
mod token;

pub use account::{AccountResponse, CredentialApi, SdkStart, StartedCredential, StartedExecution, WebStart};
pub use client::{Client, IMAGE_LIMIT, Image};
pub use config::{Config, Retries, Timeouts};
pub use details::{
    Capability, CredentialRef, Decision, DecisionDetails, DecisionType, Details, DetailsCredential, Link,
    Part, Risk, WorkflowRun,
};
pub use endpoints::Endpoints;
pub use request::{
    AccountRequest, ConsentGiven, Obtained, Preset, PresetKind, PresetValues, UserConsent, UserLocation, Web,
    WorkflowDefinition, WorkflowKey,
};
pub use status::{Callback, Execution, Health, HealthState, IdRef, RunState, Status};
