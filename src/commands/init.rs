//! `campaignctl init`.

use camino::{Utf8Path, Utf8PathBuf};
use model::WorkspaceName;
use serde_json::json;
use workspace::verbs::init;
use workspace::{EditError, Root};

use crate::context::{Context, current_directory};
use crate::edit::edit_error;
use crate::error::{Error, Result};
use crate::exit::Exit;

/// Make a workspace in a new or empty directory
///
/// Writes campaignctl.toml with a `local` environment that needs nothing but this program, an empty data model, and a
/// .gitignore for what the tool keeps for itself.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The directory to make, `.` for the current one; its last part is the workspace's name
    #[arg(value_name = "DIR")]
    place: Utf8PathBuf,
    /// The workspace's name, which names the entries in the keyring [default: the directory's]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Tell what would be written, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let directory = current_directory()?.join(&self.place);
        let name = self.workspace_name(&directory)?;
        if directory.join("campaignctl.toml").symlink_metadata().is_ok() {
            return Err(Error::usage(format!("there is a workspace in `{}` already", self.place)));
        }
        let files = if self.dry_run {
            init::files(&name)
        } else {
            let (Root { .. }, files) = init::create(&directory, &name).map_err(|error| match error {
                EditError::Refused { path, reason } => {
                    Error::usage(format!("{path}: {reason}; nothing was written"))
                }
                error => edit_error(context, error),
            })?;
            files
        };
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        if context.ui.json() {
            context.ui.document(&json!({
                "workspace": name, "directory": directory.as_str(), "written": paths, "dry_run": self.dry_run,
            }))?;
            return Ok(Exit::Done);
        }
        if self.dry_run {
            context.ui.say(&format!(
                "would begin the workspace {name} in {}: {}",
                self.place,
                paths.join(", ")
            ));
            return Ok(Exit::Done);
        }
        context.ui.say(&format!("began the workspace {name} in {}: {}", self.place, paths.join(", ")));
        let provider = model::providers::NAMES[0];
        let into = if self.place == "." { String::new() } else { format!("cd {} && ", self.place) };
        context.ui.hint(&format!("{into}campaignctl provider set {provider}"));
        Ok(Exit::Done)
    }

    fn workspace_name(&self, directory: &Utf8Path) -> Result<WorkspaceName> {
        let name = match &self.name {
            Some(name) => name.clone(),
            None => {
                directory.components().next_back().map_or_else(String::new, |part| part.as_str().to_owned())
            }
        };
        WorkspaceName::new(&name).map_err(|error| {
            let usage = Error::usage(error.to_string());
            if self.name.is_some() {
                usage
            } else {
                usage.hint("pass --name to name the workspace otherwise")
            }
        })
    }
}
