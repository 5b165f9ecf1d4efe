//! The edits that people ask for, which say what they did. Most are functions from model to model; those that follow a
//! name through all files work on an [`Edit`]. Names that do not exist come back as errors with what was probably meant;
//! nothing is changed then.

pub mod campaigns;
pub mod environments;
pub mod fields;
pub mod init;
pub mod mappings;
pub mod place;
pub mod providers;
pub mod rename;
pub mod steps;
pub mod values;

mod cascade;
mod cascade_tests;
mod error;
mod references;
mod told;
mod way;

use model::{Campaign, CampaignSlug, DataModel, Resource, ResourceName};

use crate::{Edit, EditError};

pub use error::{ChangeError, Divided, Noun, VerbError};
pub use references::{Place, Referent, Referrers, places};
pub use told::Told;
pub use way::{Way, WayError};

/// The data model; an empty one where there is no file yet.
fn data_model(edit: &mut Edit) -> Result<DataModel, EditError> {
    match edit.resource(&ResourceName::DataModel)? {
        Some(Resource::DataModel(model)) => Ok(model),
        _ => Ok(DataModel::default()),
    }
}

/// A campaign that has a file.
fn campaign(edit: &mut Edit, slug: &CampaignSlug) -> Result<Campaign, ChangeError> {
    match edit.resource(&ResourceName::Campaign(slug.clone()))? {
        Some(Resource::Campaign(_, campaign)) => Ok(campaign),
        _ => Err(VerbError::Unknown { noun: Noun::Campaign, name: slug.to_string(), nearest: None }.into()),
    }
}
