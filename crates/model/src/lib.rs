//! The domain of campaign funnels: what an admin configures, in types.
//!
//! Resources (provider settings, the data model, campaigns) have one JSON form ([`Resource::to_json`]), which is what
//! travels to the backend and what a [`Revision`] is the hash of. Everything here is pure: no file, no clock, no
//! randomness, no environment. The types carry no source positions; a finding names its place by a [`KeyPath`].
//!
//! What a file may get wrong without being unreadable (a country that does not exist, a document misspelt, a mapping
//! from an unknown capture field) is kept as written, so that a rule can point at it; an accessor gives the checked form.

mod bound;
pub mod capture;
pub mod color;
pub mod country;
pub mod diagnostic;
pub mod document;
pub mod funnel_test;
pub mod placeholders;
pub mod providers;
pub mod step;
pub mod suggest;
pub mod terminal;
pub mod transform;
pub mod verification;

mod campaign;
mod canonical;
mod composite;
mod condition;
mod field;
mod field_type;
mod files;
mod id;
mod mapping;
mod pattern;
mod resource;
mod settings;
mod time_span;
mod value;

pub use bound::{Bound, DateBound};
pub use campaign::{Campaign, Open};
pub use canonical::{FORMAT, Revision, canonical_json};
pub use capture::{CaptureField, CaptureType};
pub use condition::{Branch, Condition, Operand, Operator};
pub use country::{Country, CountryCode};
pub use diagnostic::{Diagnostic, Fix, KeyPath, Level, Segment};
pub use document::Document;
pub use field::{DataModel, Field, Pii, Scope};
pub use field_type::{FieldType, FieldTypeError};
pub use files::{MAX_BYTES, MediaType};
pub use funnel_test::FunnelTest;
pub use id::{
    CampaignSlug, CaseId, EnvName, FieldId, IdError, Outcome, ProviderName, StepId, TestName, WorkspaceName,
};
pub use mapping::{Mapping, Sources};
pub use pattern::Pattern;
pub use providers::ProviderSettings;
pub use resource::{Resource, ResourceError, ResourceKind, ResourceName};
pub use settings::{Backend, Environment, LintLevel, Workspace, WorkspaceSettings};
pub use step::{Step, StepSettings};
pub use time_span::{TimeSpan, TimeSpanError};
pub use transform::Transform;
pub use value::{Value, ValueError};
pub use verification::VerificationResult;
