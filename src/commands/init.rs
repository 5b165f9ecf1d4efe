//! `campaignctl init`.

use camino::{Utf8Path, Utf8PathBuf};
use model::WorkspaceName;
use serde_json::json;
use workspace::EditError;
use workspace::verbs::init;

use crate::context::{Context, current_directory};
use crate::edit::edit_error;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::schemas;

/// Make a workspace in a new or empty directory
///
/// Writes campaignctl.toml with a `local` environment that needs nothing but this program, an empty data model, and a
/// .gitignore for what the tool keeps for itself. Every file begins with a line by which editors find its schema.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The directory to make, `.` for the current one; its last part is the workspace's name
    #[arg(value_name = "DIR", value_parser = place)]
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
        self.refuse_what_is_there(&directory, &name)?;
        let files = if self.dry_run {
            init::files(&name)
        } else {
            let (root, files) = init::create(&directory, &name).map_err(|error| match error {
                EditError::Refused { path, reason } => {
                    Error::usage(format!("{path}: {reason}; nothing was written"))
                }
                error => edit_error(context, error),
            })?;
            schemas::refresh(context, &root);
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
        if self.place != "." {
            context.ui.hint(&format!("go there: cd {}", word(self.place.as_str())));
        }
        let provider = model::providers::NAMES[0];
        context.ui.hint(&format!("`campaignctl provider set {provider}` chooses who verifies identities"));
        context.ui.hint("`campaignctl campaign new SLUG` begins a campaign");
        Ok(Exit::Done)
    }

    /// Refuses to begin where something is in the way; a dry run tells it as well.
    fn refuse_what_is_there(&self, directory: &Utf8Path, name: &WorkspaceName) -> Result<()> {
        let is_there = |path: &Utf8Path| directory.join(path).symlink_metadata().is_ok();
        if is_there("campaignctl.toml".into()) {
            return Err(Error::usage(format!("there is a workspace in `{}` already", self.place)));
        }
        if directory.is_file() {
            return Err(Error::usage(format!("`{}` is a file, not a directory", self.place)));
        }
        // A .gitignore may be there: it gets another line.
        let in_the_way =
            init::files(name).into_iter().find(|file| file.path != ".gitignore" && is_there(&file.path));
        match in_the_way {
            Some(file) => Err(Error::usage(format!(
                "there is {} in `{}` already; nothing was written",
                file.path, self.place
            ))),
            None => Ok(()),
        }
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

/// A directory as it is typed.
fn place(text: &str) -> Result<Utf8PathBuf, &'static str> {
    match text {
        "" => Err("the name of a directory is wanted, `.` for the current one"),
        text if text.chars().any(char::is_control) => {
            Err("the name of a directory has no control characters")
        }
        text => Ok(text.into()),
    }
}

/// A path as a shell takes it for one word.
fn word(path: &str) -> String {
    if path.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c)) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn paths_are_one_word_for_a_shell() {
        assert_eq!(word("a/b-c_d.e"), "a/b-c_d.e");
        assert_eq!(word("my work/acme"), "'my work/acme'");
        assert_eq!(word("it's"), r"'it'\''s'");
    }
}
