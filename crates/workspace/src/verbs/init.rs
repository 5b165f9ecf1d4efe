//! Beginning a workspace.

use camino::{Utf8Path, Utf8PathBuf};
use model::WorkspaceName;

use crate::{EditError, Root};

/// A file of a new workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Where, relative to the workspace.
    pub path: Utf8PathBuf,
    /// Its text.
    pub text: String,
}

/// The files of a new workspace.
pub fn files(name: &WorkspaceName) -> Vec<NewFile> {
    let settings = format!(
        r#"# Settings of the workspace and its environments.
workspace = "{name}"
default-env = "local"

# Everything on this machine: a backend in this process and an identity verification sandbox. Nobody real is asked.
[env.local]
backend = "embedded"
sandbox = true

# Where customers are. Take the marks away and write your backend's address:
# [env.production]
# backend = "https://campaigns.example.com"
# protected = true       # push and publish ask first
"#
    );
    let data_model = "# The fields that customers have. `campaignctl field add NAME --type TYPE` adds one.\n";
    vec![
        NewFile { path: "campaignctl.toml".into(), text: settings },
        NewFile { path: "data-model.toml".into(), text: data_model.to_owned() },
        NewFile { path: ".gitignore".into(), text: ".campaignctl/\n".to_owned() },
    ]
}

/// Writes the files of a new workspace into a directory, which is made if it is not there. A `.gitignore` that exists
/// gets the line that is missing; any other file that exists is left alone and an error.
pub fn create(dir: &Utf8Path, name: &WorkspaceName) -> Result<(Root, Vec<NewFile>), EditError> {
    let _ = (dir, name);
    unimplemented!()
}
