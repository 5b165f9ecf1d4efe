//! `campaignctl schema`.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use model::{ResourceName, providers};
use schema::Kind;
use serde_json::json;
use workspace::Root;

use crate::context::Context;
use crate::edit::{self, Done, edit_error};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::schemas;

/// Print a JSON Schema of a kind of file, or put the schemas where editors find them
///
/// Editors that know it complete keys, show what they mean, and underline what `validate` would refuse. New files begin with a
/// line that leads editors to `.campaignctl/cache/schemas`; every command that edits files sees to it that the schemas are
/// there. `--install` does so after a clone, and `--add-lines` for files that have no such line yet. For everything else a
/// schema can be printed: `campaignctl schema campaign > campaign.schema.json`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The kind of file; all kinds are listed when it is left out
    #[arg(value_parser = kinds(), conflicts_with_all = ["install", "add_lines"])]
    kind: Option<Kind>,
    /// Write the schemas into the workspace's `.campaignctl/cache/schemas`
    #[arg(long)]
    install: bool,
    /// Begin each file of the workspace that names no schema with the line that does; all else in it stays
    #[arg(long)]
    add_lines: bool,
    /// Show what --add-lines would change, write nothing
    #[arg(long, requires = "add_lines", conflicts_with = "install")]
    dry_run: bool,
}

fn kinds() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::all().iter().map(ToString::to_string))
        .try_map(|name| name.parse::<Kind>())
}

impl Args {
    /// Whether it has to do with the workspace that it is called in.
    pub(crate) fn needs_workspace(&self) -> bool {
        self.install || self.add_lines
    }

    pub(crate) fn run(self, context: &mut Context) -> Result {
        if self.needs_workspace() {
            return self.put_into_workspace(context);
        }
        match self.kind {
            // A schema is JSON in every format: whoever asks for one wants exactly it.
            Some(kind) => context.ui.bytes(kind.text().as_bytes())?,
            None => list(context)?,
        }
        Ok(Exit::Done)
    }

    fn put_into_workspace(&self, context: &mut Context) -> Result {
        let root = context.root()?;
        if self.install {
            schemas::install(&root)
                .map_err(|error| Error::failed("the schemas cannot be written").because(&error))?;
        }
        if self.add_lines {
            return add_lines(context, self.dry_run);
        }
        let directory = schemas::shown(&root, &root.schemas_dir());
        if context.ui.json() {
            context.ui.document(&json!({ "schemas": names(), "directory": directory.as_str() }))?;
        } else {
            context
                .ui
                .say(&format!("wrote the schemas for editors into {directory}: {}", names().join(", ")));
            context.ui.hint(
                "`campaignctl schema --add-lines` leads editors there from files that have no such line yet",
            );
        }
        Ok(Exit::Done)
    }
}

/// The names of the schemas' files.
fn names() -> Vec<String> {
    Kind::all().iter().map(Kind::file_name).collect()
}

/// Begins every file with the line that names its schema, where there is none.
fn add_lines(context: &mut Context, dry_run: bool) -> Result {
    edit::edit(context, dry_run, |context, edit, root| {
        let mut done = Done::default();
        for name in all(root)? {
            if edit.add_schema_line(&name).map_err(|error| edit_error(context, error))? {
                done.lines.push(format!("{} names its schema now", crate::resources::short(&name)));
            }
        }
        Ok(done)
    })
}

/// Everything that may have a file.
fn all(root: &Root) -> Result<Vec<ResourceName>> {
    let mut all = vec![ResourceName::Workspace, ResourceName::DataModel];
    all.extend(providers::NAMES.into_iter().filter_map(providers::named).map(ResourceName::Provider));
    all.extend(edit::campaigns(root)?.into_iter().map(ResourceName::Campaign));
    let tests = root.tests().map_err(|error| Error::failed("the tests cannot be listed").because(&error))?;
    all.extend(tests.into_iter().map(ResourceName::Test));
    Ok(all)
}

fn list(context: &mut Context) -> Result<()> {
    if context.ui.json() {
        let schemas: Vec<_> = Kind::all()
            .iter()
            .map(|kind| json!({ "kind": kind.to_string(), "files": kind.files() }))
            .collect();
        return context.ui.document(&json!({ "schemas": schemas }));
    }
    let rows: Vec<Vec<String>> =
        Kind::all().iter().map(|kind| vec![kind.to_string(), kind.files()]).collect();
    context.ui.table(&["kind", "files"], &rows)
}
