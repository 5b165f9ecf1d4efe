//! Reading a workspace.

use std::collections::BTreeSet;

use model::{Diagnostic, EnvName, ResourceName, Workspace};

use crate::{Root, Sources};

/// What [`Root::load`] found.
#[derive(Debug)]
pub struct Loaded {
    /// What could be read; `None` when `campaignctl.toml` itself does not say which workspace this is.
    pub workspace: Option<Workspace>,
    /// What could not be read, and why.
    pub diagnostics: Vec<Diagnostic>,
    /// Resources of which something is missing in `workspace`: what rules find there may only follow from it.
    pub incomplete: BTreeSet<ResourceName>,
    /// The texts, for places.
    pub sources: Sources,
}

impl Loaded {
    /// The names of all environments that the settings know.
    pub fn environments(&self) -> Vec<EnvName> {
        self.workspace.iter().flat_map(|workspace| workspace.settings.envs.keys().cloned()).collect()
    }
}

impl Root {
    /// Reads the whole workspace, resolved for an environment, or for `default-env`. An environment that the settings
    /// do not know gives the workspace without overlays: [`Workspace::environment`] is `None` then.
    pub fn load(&self, env: Option<&EnvName>) -> Loaded {
        let _ = env;
        unimplemented!()
    }
}
