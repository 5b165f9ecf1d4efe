//! `campaignctl fmt`.

use std::collections::BTreeSet;

use model::{Diagnostic, Level, ResourceName, providers};
use serde_json::json;
use workspace::{Edit, EditError, FileChange, Loaded, Root};

use crate::context::Context;
use crate::edit::{self, Done, edit_error};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::resources;

/// Write the workspace's files in one form
///
/// Keys, steps and tables come in one order and are spelled in one way; what the files say stays the same, and so does
/// every comment, beside what it belongs to. A file that does not read is told as `validate` does, and left alone (exit
/// code 3).
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What to format: campaign/SLUG (or SLUG), provider/NAME, data-model, test/NAME, workspace; all when left out
    #[arg(value_name = "RESOURCE")]
    resources: Vec<String>,
    /// Write nothing; list the files that would change, and end with exit code 4 if there are any
    #[arg(long)]
    check: bool,
    /// Show the difference, write nothing
    #[arg(long, conflicts_with = "check")]
    dry_run: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let root = context.root()?;
        let loaded = context.load_with_tests(&root)?;
        let known = known(&root, &loaded)?;
        let chosen = resources::chosen(&self.resources, &known)?;
        let mut unread = Unread::default();
        let mut names: Vec<ResourceName> = chosen.unwrap_or(known).into_iter().collect();
        names.retain(|name| !unread.of_loaded(context, name, &loaded));
        let changes = if self.check {
            look(context, &root, &names, &mut unread)?
        } else {
            format(context, &root, &names, &mut unread, self.dry_run)?
        };
        if context.ui.json() {
            context.ui.document(&self.document(&changes, &unread))?;
        } else if self.check {
            for change in &changes {
                context.ui.line(change.path.as_str())?;
            }
            if changes.is_empty() {
                context.ui.done("nothing to change");
            } else {
                context.ui.hint("`campaignctl fmt` formats them, `campaignctl fmt --dry-run` shows how");
            }
        } else {
            let lines = changes.iter().map(|change| format!("formatted {}", change.path)).collect();
            edit::show(context, &changes, &Done { lines, hints: Vec::new() }, self.dry_run)?;
        }
        if !unread.findings.is_empty() {
            return if context.ui.json() { Ok(Exit::Invalid) } else { Err(unread.into_error()) };
        }
        Ok(if self.check && !changes.is_empty() { Exit::Differs } else { Exit::Done })
    }

    fn document(&self, changes: &[FileChange], unread: &Unread) -> serde_json::Value {
        let files: Vec<&str> = changes.iter().map(|change| change.path.as_str()).collect();
        let mut document = json!({
            "changed": files, "unreadable": unread.names, "findings": unread.findings,
            "check": self.check, "dry_run": self.dry_run,
        });
        if self.dry_run {
            document["diff"] =
                changes.iter().map(FileChange::unified_diff).collect::<Vec<_>>().concat().into();
        }
        document
    }
}

/// Everything that has a file, readable or not.
fn known(root: &Root, loaded: &Loaded) -> Result<BTreeSet<ResourceName>> {
    let providers = providers::NAMES.into_iter().filter_map(providers::named).map(ResourceName::Provider);
    let mut known: BTreeSet<ResourceName> = [ResourceName::Workspace, ResourceName::DataModel]
        .into_iter()
        .chain(providers)
        .filter(|name| loaded.sources.path(name).is_some() || loaded.incomplete.contains(name))
        .collect();
    known.extend(root.campaigns()?.into_iter().map(ResourceName::Campaign));
    known.extend(root.tests()?.into_iter().map(ResourceName::Test));
    Ok(known)
}

/// What formatting would change.
fn look(
    context: &Context,
    root: &Root,
    names: &[ResourceName],
    unread: &mut Unread,
) -> Result<Vec<FileChange>> {
    let mut changes = Vec::new();
    for name in names {
        match workspace::unformatted(root, name) {
            Ok(change) => changes.extend(change),
            Err(error) => unread.or_fail(context, name, error)?,
        }
    }
    Ok(changes)
}

/// Formats the files that read: all of them or none.
fn format(
    context: &mut Context,
    root: &Root,
    names: &[ResourceName],
    unread: &mut Unread,
    dry_run: bool,
) -> Result<Vec<FileChange>> {
    let mut edit = Edit::begin(root).map_err(|error| edit_error(context, error))?;
    for name in names {
        if let Err(error) = edit.format(name) {
            unread.or_fail(context, name, error)?;
        }
    }
    if dry_run {
        return edit.preview().map_err(|error| edit_error(context, error));
    }
    edit::commit(context, root, edit)
}

/// Files that do not read, and why.
#[derive(Debug, Default)]
struct Unread {
    names: Vec<ResourceName>,
    findings: Vec<Diagnostic>,
    report: String,
}

impl Unread {
    /// Takes in a file that did not read when the workspace was loaded, and tells whether it did not.
    fn of_loaded(&mut self, context: &Context, name: &ResourceName, loaded: &Loaded) -> bool {
        if !loaded.incomplete.contains(name) {
            return false;
        }
        let findings = loaded.diagnostics.iter();
        let findings = findings.filter(|finding| finding.resource == *name && finding.level == Level::Error);
        self.add(context, name, findings.cloned().collect(), &loaded.sources);
        true
    }

    /// Takes in a file that does not read; anything else is a failure of the command.
    fn or_fail(&mut self, context: &Context, name: &ResourceName, error: EditError) -> Result<()> {
        match error {
            EditError::Unreadable { diagnostics, sources, .. } => {
                self.add(context, name, diagnostics, &sources);
                Ok(())
            }
            error => Err(edit_error(context, error)),
        }
    }

    fn add(
        &mut self,
        context: &Context,
        name: &ResourceName,
        findings: Vec<Diagnostic>,
        sources: &workspace::Sources,
    ) {
        if !self.report.is_empty() {
            self.report.push('\n');
        }
        self.report.push_str(&context.render(&findings, sources));
        self.names.push(name.clone());
        self.findings.extend(findings);
    }

    fn into_error(self) -> Error {
        let names: Vec<String> = self.names.iter().map(resources::short).collect();
        let message = match names.as_slice() {
            [one] => format!("{one} does not read and was left alone"),
            many => format!("{} do not read and were left alone", many.join(", ")),
        };
        let mut error = Error::new(Exit::Invalid, message);
        error.report = Some(self.report);
        error.findings = self.findings;
        error
    }
}
