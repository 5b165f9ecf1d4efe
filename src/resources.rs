//! Resources named on the command line: `campaign/onboarding`, `provider/NAME`, `data-model`; a bare name is a campaign.

use std::collections::BTreeSet;

use model::{ResourceName, Workspace};

use crate::error::{Error, Result};

/// The resources that were named; `None` when none was, which means all.
///
/// `known` are the names that make sense here: those of the workspace, and perhaps those of the backend.
pub(crate) fn chosen(
    named: &[String],
    known: &BTreeSet<ResourceName>,
) -> Result<Option<BTreeSet<ResourceName>>> {
    if named.is_empty() {
        return Ok(None);
    }
    let mut chosen = BTreeSet::new();
    for text in named {
        let name: ResourceName =
            text.parse().map_err(|error: model::ResourceError| Error::usage(error.to_string()))?;
        if !known.contains(&name) {
            let known: Vec<String> = known.iter().map(short).collect();
            return Err(Error::unknown("resource", text, known.iter().map(String::as_str)));
        }
        chosen.insert(name);
    }
    Ok(Some(chosen))
}

/// The names of everything that can be pushed from this workspace.
pub(crate) fn of_workspace(workspace: &Workspace) -> BTreeSet<ResourceName> {
    std::iter::once(ResourceName::DataModel)
        .chain(workspace.providers.keys().cloned().map(ResourceName::Provider))
        .chain(workspace.campaigns.keys().cloned().map(ResourceName::Campaign))
        .collect()
}

/// The name as people type it: a campaign by its slug alone.
pub(crate) fn short(name: &ResourceName) -> String {
    match name {
        ResourceName::Campaign(slug) => slug.to_string(),
        other => other.to_string(),
    }
}
