//! The files of the project.

use std::path::{Path, PathBuf};

use fs_err as fs;

/// The project's root directory.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// A text file of the project.
pub(crate) struct File {
    /// From the root, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    pub(crate) fn is_rust(&self) -> bool {
        Path::new(&self.path).extension().is_some_and(|extension| extension == "rs")
    }
}

/// Every text file below `directory` (from the root), in order. What is built, and what git keeps for itself, is left
/// out, as is what is not text.
pub(crate) fn files(directory: &str) -> Vec<File> {
    let mut files = Vec::new();
    visit(&root(), &root().join(directory), &mut files);
    assert!(!files.is_empty(), "no files below {directory:?}");
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn visit(root: &Path, directory: &Path, files: &mut Vec<File>) {
    for entry in fs::read_dir(directory).unwrap() {
        let entry = entry.unwrap();
        let path = entry.path();
        if entry.file_type().unwrap().is_dir() {
            if !matches!(entry.file_name().to_str(), Some("target" | ".git" | ".campaignctl")) {
                visit(root, &path, files);
            }
        } else if let Ok(text) = String::from_utf8(fs::read(&path).unwrap_or_default()) {
            let path = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            files.push(File { path, text });
        }
    }
}

/// The source files that make the program: `src/` and `crates/*/src/`.
pub(crate) fn program_sources() -> Vec<File> {
    let mut sources = files("src");
    sources.extend(files("crates").into_iter().filter(|file| file.path.split('/').nth(2) == Some("src")));
    sources
}
