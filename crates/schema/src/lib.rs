//! JSON Schemas of the files of a workspace, for editors: what keys there are, what they mean, and what they take.
//!
//! The schemas describe the form that people write, which is not always the one that a type has on the way: short and
//! long mappings, the overlays of environments, the outcomes of each kind of step. What a file says of other files, or of
//! another place in it, they cannot know; `campaignctl validate` does: whether a step or a field exists, which kind of
//! step an overlay is laid over, whether a page may be dismissed.
//!
//! They are written in draft-07, which the editors' tools for TOML (Taplo, with Even Better TOML on top of it, and Tombi)
//! understand best. Both complete keys by `properties`, and tell what is wrong best behind `if` and `then`: a table that
//! has several forms has the keys of all of them, and is closed by the one that it has.

mod campaign;
mod condition;
mod data_model;
mod form;
mod name;
mod providers;
mod step;
mod test;
mod verification;
mod workspace;

use std::fmt;
use std::str::FromStr;

use model::{ProviderName, ResourceName};
use serde_json::Value;

/// A kind of file that has a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// The settings of the workspace.
    Workspace,
    /// The fields of the customer's record.
    DataModel,
    /// The settings of an identity verification provider.
    Provider(ProviderName),
    /// A campaign.
    Campaign,
    /// A funnel test.
    Test,
}

impl Kind {
    /// All kinds, one for each provider among them.
    pub fn all() -> Vec<Self> {
        let providers = model::providers::NAMES.into_iter().filter_map(model::providers::named);
        let mut kinds = vec![Self::Workspace, Self::DataModel];
        kinds.extend(providers.map(Self::Provider));
        kinds.extend([Self::Campaign, Self::Test]);
        kinds
    }

    /// The kind of a resource's file.
    pub fn of(name: &ResourceName) -> Self {
        match name {
            ResourceName::Workspace => Self::Workspace,
            ResourceName::DataModel => Self::DataModel,
            ResourceName::Provider(name) => Self::Provider(name.clone()),
            ResourceName::Campaign(_) => Self::Campaign,
            ResourceName::Test(_) => Self::Test,
        }
    }

    /// The files of the kind, relative to the workspace: a name, or a pattern with `*`.
    pub fn files(&self) -> String {
        match self {
            Self::Workspace => "campaignctl.toml".to_owned(),
            Self::DataModel => "data-model.toml".to_owned(),
            Self::Provider(name) => format!("providers/{name}.toml"),
            Self::Campaign => "campaigns/*.toml".to_owned(),
            Self::Test => "tests/*.toml".to_owned(),
        }
    }

    /// The name of a file with the schema.
    pub fn file_name(&self) -> String {
        format!("{self}.schema.json")
    }

    /// The schema.
    pub fn schema(&self) -> Value {
        let schema = match self {
            Self::Workspace => workspace::schema(),
            Self::DataModel => data_model::schema(),
            Self::Provider(name) => providers::schema(name),
            Self::Campaign => campaign::schema(),
            Self::Test => test::schema(),
        };
        schema.document(&self.files())
    }

    /// The schema as text, as it is given to editors.
    pub fn text(&self) -> String {
        format!("{:#}\n", self.schema())
    }
}

impl fmt::Display for Kind {
    /// The name that `campaignctl schema` takes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Workspace => f.pad("workspace"),
            Self::DataModel => f.pad("data-model"),
            Self::Provider(name) => f.pad(&format!("provider-{name}")),
            Self::Campaign => f.pad("campaign"),
            Self::Test => f.pad("test"),
        }
    }
}

/// There is no kind of file of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownKind;

impl fmt::Display for UnknownKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is no schema of that name")
    }
}

impl std::error::Error for UnknownKind {}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        Self::all().into_iter().find(|kind| kind.to_string() == text).ok_or(UnknownKind)
    }
}
