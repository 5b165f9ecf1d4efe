//! The texts of the files, and places in them.

use std::ops::Range;

use camino::Utf8PathBuf;
use model::Diagnostic;

/// The texts of a workspace's files.
#[derive(Debug, Default)]
pub struct Sources {}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The file, relative to the workspace.
    pub path: Utf8PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// The bytes in the file's text (without byte order mark).
    pub range: Range<usize>,
}

impl Sources {
    /// The place of a finding: its value, or its key when the finding says so, or the nearest thing around it.
    pub fn locate(&self, diagnostic: &Diagnostic) -> Option<Location> {
        let _ = diagnostic;
        unimplemented!()
    }
}
