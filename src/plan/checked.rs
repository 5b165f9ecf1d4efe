//! The workspace with what the rules say about it, for commands that send it.

use std::collections::BTreeSet;

use model::{Diagnostic, ResourceName, Workspace};
use workspace::{Root, Sources};

use crate::context::Context;
use crate::error::Result;

/// A workspace, read as far as it can be, and checked.
pub(crate) struct Checked {
    /// Where it is.
    pub(crate) root: Root,
    /// What could be read.
    pub(crate) workspace: Workspace,
    /// Resources that could be read in part only, or not at all.
    pub(crate) incomplete: BTreeSet<ResourceName>,
    /// Everything that is wrong with it in the environment in force.
    pub(crate) findings: Vec<Diagnostic>,
    sources: Sources,
}

impl Checked {
    /// Reads and checks the workspace. Only settings that cannot be read are an error.
    pub(crate) fn read(context: &Context) -> Result<Self> {
        let (root, loaded) = context.load()?;
        let mut findings = loaded.diagnostics;
        let Some(workspace) = loaded.workspace else {
            return Err(context.unreadable(
                "the workspace's settings cannot be read",
                findings,
                &loaded.sources,
            ));
        };
        findings.extend(check::check_partial(&workspace, &loaded.incomplete));
        Ok(Self { root, workspace, incomplete: loaded.incomplete, findings, sources: loaded.sources })
    }

    /// The names of all resources, whether or not they could be read.
    pub(crate) fn names(&self) -> BTreeSet<ResourceName> {
        let mut names = crate::resources::of_workspace(&self.workspace);
        names.extend(self.incomplete.iter().filter(|name| **name != ResourceName::Workspace).cloned());
        names
    }

    /// An error (exit 3) when there are findings of a sort about these resources, or about the workspace's own settings.
    pub(crate) fn refuse(
        &self,
        context: &Context,
        message: &str,
        resources: &BTreeSet<ResourceName>,
        stands_in_the_way: impl Fn(&Diagnostic) -> bool,
    ) -> Result<()> {
        let concerns = |name: &ResourceName| *name == ResourceName::Workspace || resources.contains(name);
        let in_the_way: Vec<Diagnostic> = self
            .findings
            .iter()
            .filter(|finding| concerns(&finding.resource) && stands_in_the_way(finding))
            .cloned()
            .collect();
        if in_the_way.is_empty() {
            return Ok(());
        }
        Err(context.unreadable(message, in_the_way, &self.sources))
    }
}
