//! Edits of whole files: copied, moved, kept for later.

use camino::{Utf8Path, Utf8PathBuf};
use model::ResourceName;

use super::{Edit, EditError};
use crate::Root;
use crate::files::{self, path_of};
use crate::root::STATE;

/// The directory of files that were deleted, in the directory of what the tool keeps for itself.
pub(super) const DELETED: &str = "deleted";
/// The directory of what edits and other people made of one file at the same time.
pub(super) const RECOVERED: &str = "recovered";

impl Edit {
    /// Whether there is a file, readable or not, with the edits so far.
    pub(crate) fn has_file(&mut self, name: &ResourceName) -> Result<bool, EditError> {
        Ok(self.open(name)?.after.is_some())
    }

    /// Makes a resource's file of another one's, byte for byte. There must be none of that name yet.
    pub fn copy_file(&mut self, from: &ResourceName, to: &ResourceName) -> Result<(), EditError> {
        let source = self.open(from)?;
        let (after, bom, path) = (source.after.clone(), source.bom, source.path.clone());
        if after.is_none() {
            return Err(EditError::Refused { path, reason: "there is no such file".to_owned() });
        }
        let target = self.open(to)?;
        if target.after.is_some() {
            let reason = "there is such a file already".to_owned();
            return Err(EditError::Refused { path: target.path.clone(), reason });
        }
        target.after = after;
        target.bom = bom;
        Ok(())
    }

    /// Removes a resource's file and keeps its bytes in a file of the workspace's `.campaignctl/deleted`, whose path,
    /// relative to the workspace, comes back.
    pub fn remove_keeping(&mut self, name: &ResourceName) -> Result<Utf8PathBuf, EditError> {
        let directory = Utf8Path::new(STATE).join(DELETED);
        let stem = match name {
            // Often named like its campaign, which goes at the same time.
            ResourceName::Test(name) => format!("test-{name}"),
            name => path_of(name).file_stem().unwrap_or_default().to_owned(),
        };
        let kept = free_place(&self.root, &directory, &stem, &self.kept)?;
        let open = self.open(name)?;
        let Some(bytes) = open.read.clone() else {
            let reason = "there is no such file".to_owned();
            return Err(EditError::Refused { path: open.path.clone(), reason });
        };
        open.after = None;
        self.kept.push((kept.clone(), bytes));
        Ok(kept)
    }
}

/// The first of `NAME.toml`, `NAME-2.toml`, … that is not there, and is not to be there.
fn free_place(
    root: &Root,
    directory: &Utf8Path,
    stem: &str,
    taken: &[(Utf8PathBuf, Vec<u8>)],
) -> Result<Utf8PathBuf, EditError> {
    let mut path = directory.join(format!("{stem}.toml"));
    for number in 2_u32.. {
        let there = files::resolve(root, &path)
            .map_err(|fault| EditError::Refused { path: path.clone(), reason: fault.to_string() })?;
        if there.is_none() && !taken.iter().any(|(other, _)| *other == path) {
            break;
        }
        path = directory.join(format!("{stem}-{number}.toml"));
    }
    Ok(path)
}

/// A place in `.campaignctl/recovered` for another version of a file.
pub(super) fn recovered(root: &Root, path: &Utf8Path) -> Result<Utf8PathBuf, EditError> {
    let directory = Utf8Path::new(STATE).join(RECOVERED);
    free_place(root, &directory, path.file_stem().unwrap_or_default(), &[])
}
