//! Ways out of steps as arguments.

use std::str::FromStr;

use workspace::verbs::{Way, WayError};

/// One or several ways, separated by commas: `identity.rejected,expired`.
#[derive(Debug, Clone)]
pub(super) struct Ways(pub(super) Vec<Way>);

impl FromStr for Ways {
    type Err = WayError;

    fn from_str(text: &str) -> Result<Self, WayError> {
        Way::parse_list(text).map(Self)
    }
}
