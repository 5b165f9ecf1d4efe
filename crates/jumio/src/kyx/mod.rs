//! The current platform, also called KYX: OAuth2, accounts and workflow executions.

mod account;
mod client;
mod config;
mod details;
mod endpoints;
mod request;
mod status;
mod steps;
mod token;
mod upload;
mod workflows;

pub use crate::{IMAGE_LIMIT, Image, Retries, Timeouts};
pub use account::{AccountResponse, CredentialApi, SdkStart, StartedCredential, StartedExecution, WebStart};
pub use client::Client;
pub use config::Config;
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
pub use steps::{Step, Steps};
pub use upload::{MediaType, PreparedAddress, PreparedData, PreparedId, UploadResponse};
pub use workflows::{Capture, Channel, WORKFLOWS, Workflow, workflow};
