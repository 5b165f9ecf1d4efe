//! Beginning a workspace.

use camino::{Utf8Path, Utf8PathBuf};
use model::{ResourceName, WorkspaceName};

use crate::edit::{self, Target, schema_line, write_all};
use crate::files::read_bytes;
use crate::root::IGNORE_FILE;
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
        r#"{schema}

# Settings of the workspace and its environments.
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
"#,
        schema = schema_line(&ResourceName::Workspace),
    );
    let data_model = format!(
        "{}\n\n# The fields that customers have. `campaignctl field add NAME --type TYPE` adds one.\n",
        schema_line(&ResourceName::DataModel)
    );
    vec![
        NewFile { path: "campaignctl.toml".into(), text: settings },
        NewFile { path: "data-model.toml".into(), text: data_model },
        NewFile { path: IGNORE_FILE.into(), text: ".campaignctl/\n".to_owned() },
    ]
}

/// Writes the files of a new workspace into a directory, which is made if it is not there. A `.gitignore` that exists
/// gets the line that is missing (it may be the one file that is there before); any other file that exists is left alone and an error.
pub fn create(dir: &Utf8Path, name: &WorkspaceName) -> Result<(Root, Vec<NewFile>), EditError> {
    let io = |source| EditError::Io { path: dir.to_owned(), verb: "written", source };
    std::fs::create_dir_all(dir).map_err(io)?;
    let root = Root::at(dir);
    // A beginning that was cut off is completed: then there is a workspace already.
    let lock = edit::begin(&root)?;
    let mut news = Vec::new();
    let mut reads = Vec::new();
    for mut new in files(name) {
        let refused = |reason: String| EditError::Refused { path: new.path.clone(), reason };
        let read = read_bytes(&root, &new.path).map_err(|fault| refused(fault.to_string()))?;
        if let Some(bytes) = &read {
            if new.path != IGNORE_FILE {
                return Err(refused("there is such a file already".to_owned()));
            }
            let text =
                std::str::from_utf8(bytes).map_err(|_| refused("it is not text in UTF-8".to_owned()))?;
            if text.lines().any(|line| line.trim() == new.text.trim()) {
                continue;
            }
            let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
            new.text = format!("{text}{end}{}", new.text);
        }
        reads.push(read);
        news.push(new);
    }
    let targets: Vec<Target<'_>> = news
        .iter()
        .zip(&reads)
        .map(|(new, read)| Target {
            path: &new.path,
            read: read.as_deref(),
            bytes: Some(new.text.clone().into_bytes()),
        })
        .collect();
    write_all(&root, &lock, &targets)?;
    Ok((root, news))
}
