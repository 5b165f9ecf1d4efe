//! Reading files that somebody else may have put there: never a hang, never out of the workspace, never without bound.

use std::fs::File;
use std::io::{self, Read};

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};
use model::{CampaignSlug, ResourceName, TestName};

use crate::Root;
use crate::root::{CAMPAIGNS, DATA_MODEL_FILE, IGNORE_FILE, PROVIDERS, SETTINGS_FILE, TESTS};

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
        ResourceName::Test(name) => Utf8Path::new(TESTS).join(format!("{name}.toml")),
    }
}

/// Whether the workspace has files of this name: those of resources, and the one that tells git what to leave out.
pub(crate) fn is_own(path: &Utf8Path) -> bool {
    let stem = path.file_stem().unwrap_or_default();
    let name = match path.parent().map(Utf8Path::as_str) {
        Some("") if path == IGNORE_FILE => return true,
        Some("") if path == SETTINGS_FILE => Some(ResourceName::Workspace),
        Some("") => Some(ResourceName::DataModel),
        Some(PROVIDERS) => model::providers::named(stem).map(ResourceName::Provider),
        Some(CAMPAIGNS) => CampaignSlug::new(stem).ok().map(ResourceName::Campaign),
        Some(TESTS) => TestName::new(stem).ok().map(ResourceName::Test),
        _ => None,
    };
    // As it is spelled, not as it is compared: `campaigns/./x.toml` is none of them.
    name.is_some_and(|name| path_of(&name).as_str() == path.as_str())
}

/// Whether a path in the workspace is a regular file and no part of it below the workspace a link, as it is nearly always.
/// That is cheaper to find out than where the path leads.
fn is_plain(root: &Root, path: &Utf8Path, full: &Utf8Path) -> bool {
    let mut above = path.ancestors().skip(1).filter(|directory| !directory.as_str().is_empty());
    let is_directory = |directory: &Utf8Path| {
        root.dir().join(directory).symlink_metadata().is_ok_and(|metadata| metadata.is_dir())
    };
    path.components().all(|part| matches!(part, Utf8Component::Normal(_)))
        && full.symlink_metadata().is_ok_and(|metadata| metadata.is_file())
        && above.all(is_directory)
}

/// The file that a path in the workspace means, links followed; `None` when there is none.
pub(crate) fn resolve(root: &Root, path: &Utf8Path) -> Result<Option<std::path::PathBuf>, FileFault> {
    let full = root.dir().join(path);
    if is_plain(root, path, &full) {
        return Ok(Some(full.into_std_path_buf()));
    }
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
    let file = File::open(target)?;
    // One byte more than the file has: that there is no more is found out without making room for it.
    let length = file.metadata()?.len().min(MAX_BYTES) + 1;
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
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
