//! Changing files in place.

use camino::Utf8PathBuf;
use model::{Diagnostic, EnvName, KeyPath, Resource, ResourceName, WorkspaceSettings};

use crate::{Root, Sources};

/// Edits of a workspace's files: nothing is written before [`Edit::commit`].
#[derive(Debug)]
pub struct Edit {
    root: Root,
}

/// Why an edit cannot be made. Nothing has been written then.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// A file to be edited cannot be read as what it should be.
    #[error("{} cannot be edited: it does not read", .path)]
    Unreadable {
        /// The file, relative to the workspace.
        path: Utf8PathBuf,
        /// Everything that is wrong with it.
        diagnostics: Vec<Diagnostic>,
        /// The texts for [`crate::render()`].
        sources: Box<Sources>,
    },
    /// The edit would leave a file that does not say what was meant.
    #[error("the edit of {path} was given up: {reason}; nothing was written")]
    Refused {
        /// The file, relative to the workspace.
        path: Utf8PathBuf,
        /// What is wrong with the result.
        reason: String,
    },
    /// Somebody else changed a file after it had been read.
    #[error("{0} was changed by somebody else at the same time; nothing was written")]
    ChangedMeanwhile(Utf8PathBuf),
    /// Another edit is under way.
    #[error("another command is editing this workspace; its lock is {0}")]
    Locked(Utf8PathBuf),
    /// A file or directory cannot be read or written.
    #[error("{path} cannot be {verb}: {source}")]
    Io {
        /// The file or directory.
        path: Utf8PathBuf,
        /// `read` or `written`.
        verb: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
}

/// What an edit does to one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// The file, relative to the workspace.
    pub path: Utf8PathBuf,
    /// The text before; `None` for a new file.
    pub before: Option<String>,
    /// The text after; `None` for a file that goes.
    pub after: Option<String>,
}

impl FileChange {
    /// The change as a unified diff with `a/` and `b/` names.
    pub fn unified_diff(&self) -> String {
        unimplemented!()
    }
}

impl Edit {
    /// Begins an edit: takes the workspace's lock, waiting a few seconds for another command to let it go.
    pub fn begin(root: &Root) -> Result<Self, EditError> {
        Ok(Self { root: root.clone() })
    }

    /// The workspace's settings, with the edits so far.
    pub fn settings(&mut self) -> Result<WorkspaceSettings, EditError> {
        let _ = &self.root;
        unimplemented!()
    }

    /// A resource as its file has it, without overlays and with the edits so far; `None` when there is no such file.
    pub fn resource(&mut self, name: &ResourceName) -> Result<Option<Resource>, EditError> {
        let _ = name;
        unimplemented!()
    }

    /// Makes a resource's file say this resource.
    pub fn put(&mut self, resource: &Resource) -> Result<(), EditError> {
        let _ = resource;
        unimplemented!()
    }

    /// Makes `campaignctl.toml` say these settings.
    pub fn put_settings(&mut self, settings: &WorkspaceSettings) -> Result<(), EditError> {
        let _ = settings;
        unimplemented!()
    }

    /// Sets a key of a resource for one environment only (`[env.NAME]` in its file), or takes it back with `None`.
    pub fn put_overlay(
        &mut self,
        env: &EnvName,
        resource: &ResourceName,
        path: &KeyPath,
        value: Option<serde_json::Value>,
    ) -> Result<(), EditError> {
        let _ = (env, resource, path, value);
        unimplemented!()
    }

    /// Removes a resource's file.
    pub fn remove_file(&mut self, name: &ResourceName) -> Result<(), EditError> {
        let _ = name;
        unimplemented!()
    }

    /// What [`Edit::commit`] would write.
    pub fn preview(&self) -> Result<Vec<FileChange>, EditError> {
        unimplemented!()
    }

    /// Writes all changed files, or none. Returns what was written.
    pub fn commit(self) -> Result<Vec<FileChange>, EditError> {
        unimplemented!()
    }
}
