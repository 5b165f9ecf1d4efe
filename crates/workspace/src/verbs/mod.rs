//! The edits that people ask for: functions from model to model, which say what they did. Names that do not exist
//! come back as errors with what was probably meant; nothing is changed then.

pub mod campaigns;
pub mod fields;
pub mod init;
pub mod mappings;
pub mod place;
pub mod values;

mod error;
mod told;
mod way;

pub use error::{Divided, Noun, VerbError};
pub use told::Told;
pub use way::{Way, WayError};
