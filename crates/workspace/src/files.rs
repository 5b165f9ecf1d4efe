//! Reading files that somebody else may have put there: never a hang, never out of the workspace, never without bound.

use std::fs::File;
use std::io::{self, Read};

use camino::{Utf8Path, Utf8PathBuf};
use model::ResourceName;

use crate::Root;
use crate::root::{CAMPAIGNS, DATA_MODEL_FILE, PROVIDERS, SETTINGS_FILE};

/// The largest file that is read, in bytes. A campaign of a thousand steps has a tenth of it.
pub(crate) const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// A file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileText {
    /// Without byte order mark, line ends as they are.
    pub(crate) text: String,
    /// Whether a byte order mark stood before it.
    pub(crate) bom: bool,
}

/// Why a file is not read. Whole sentences without a full stop.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FileFault {
    /// A directory, a pipe, a device.
    #[error("this is no regular file")]
    NotAFile,
    /// A link out of the workspace.
    #[error("this is a link that leads out of the workspace")]
    Outside,
    /// Larger than [`MAX_BYTES`].
    #[error("this file is larger than {} MiB", MAX_BYTES / 1024 / 1024)]
    TooLarge,
    /// Not UTF-8.
    #[error("this file is not text in UTF-8")]
    NotText,
    /// What the system said.
    #[error("this file cannot be read: {0}")]
    Io(#[from] io::Error),
}

/// Where the file of a resource is, relative to the workspace.
pub(crate) fn path_of(name: &ResourceName) -> Utf8PathBuf {
    match name {
        ResourceName::Workspace => SETTINGS_FILE.into(),
        ResourceName::DataModel => DATA_MODEL_FILE.into(),
        ResourceName::Provider(name) => Utf8Path::new(PROVIDERS).join(format!("{name}.toml")),
        ResourceName::Campaign(slug) => Utf8Path::new(CAMPAIGNS).join(format!("{slug}.toml")),
    }
}

/// The file that a path in the workspace means, links followed; `None` when there is none.
pub(crate) fn resolve(root: &Root, path: &Utf8Path) -> Result<Option<std::path::PathBuf>, FileFault> {
    let full = root.dir().join(path);
    let target = match full.canonicalize() {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // A link to nothing is not nothing: writing there would write where it leads.
            return if full.symlink_metadata().is_ok() { Err(FileFault::Outside) } else { Ok(None) };
        }
        Err(error) => return Err(error.into()),
    };
    if !target.starts_with(root.dir().canonicalize()?) {
        return Err(FileFault::Outside);
    }
    // Looked at before it is opened: opening a pipe waits for its other end.
    if !target.metadata()?.is_file() {
        return Err(FileFault::NotAFile);
    }
    Ok(Some(target))
}

/// Reads a file of the workspace; `None` when there is none.
pub(crate) fn read(root: &Root, path: &Utf8Path) -> Result<Option<FileText>, FileFault> {
    match read_bytes(root, path)? {
        Some(bytes) => text_of(bytes).map(Some),
        None => Ok(None),
    }
}

/// The bytes of a file of the workspace; `None` when there is none.
pub(crate) fn read_bytes(root: &Root, path: &Utf8Path) -> Result<Option<Vec<u8>>, FileFault> {
    let Some(target) = resolve(root, path)? else { return Ok(None) };
    let mut bytes = Vec::new();
    File::open(target)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(FileFault::TooLarge);
    }
    Ok(Some(bytes))
}

pub(crate) fn text_of(bytes: Vec<u8>) -> Result<FileText, FileFault> {
    let text = String::from_utf8(bytes).map_err(|_| FileFault::NotText)?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => FileText { text: rest.to_owned(), bom: true },
        None => FileText { text, bom: false },
    })
}
