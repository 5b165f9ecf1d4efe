//! The schemas of the workspace's files, in `.campaignctl/cache/schemas`: there the first line of each file leads editors to
//! them. Safe to delete: the next edit, or `campaignctl schema --install`, writes them again.

use std::io::{self, Write};

use camino::{Utf8Path, Utf8PathBuf};
use schema::Kind;
use workspace::Root;

use crate::context::Context;

/// How the name of the file begins that tells by which version the schemas were written.
const STAMP: &str = "version-";

/// Writes the schemas where those of this version are not there. An edit does not fail when they cannot be written.
pub(crate) fn refresh(context: &mut Context, root: &Root) {
    let directory = root.schemas_dir();
    if directory.join(stamp()).symlink_metadata().is_ok() {
        return;
    }
    match install(root) {
        Ok(()) if context.global.verbose > 0 => {
            context.ui.say(&format!("wrote the schemas for editors into {}", shown(root, &directory)));
        }
        Ok(()) => {}
        Err(error) => context.ui.warn(&format!("the schemas for editors cannot be written: {error}")),
    }
}

/// Writes the schemas, whatever is there.
///
/// # Errors
/// What the system says, or a link in the way: it would lead the files to a place that whoever made the workspace chose.
pub(crate) fn install(root: &Root) -> io::Result<()> {
    let directory = root.schemas_dir();
    let own = directory.ancestors().take_while(|above| *above != root.dir());
    if let Some(link) = own.into_iter().find(|place| place.is_symlink()) {
        return Err(io::Error::other(format!("{} is a link", shown(root, link))));
    }
    fs_err::create_dir_all(&directory)?;
    for kind in Kind::all() {
        put(&directory, &kind.file_name(), kind.text().as_bytes())?;
    }
    for entry in fs_err::read_dir(&directory)? {
        let entry = entry?;
        if entry.file_name().to_str().is_some_and(|name| name.starts_with(STAMP) && name != stamp()) {
            fs_err::remove_file(entry.path())?;
        }
    }
    // Last: whoever finds it finds the schemas.
    put(&directory, &stamp(), b"")
}

/// Puts a whole file into a directory, in place of what is there: an editor may be reading it.
fn put(directory: &Utf8Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let mut new = tempfile::NamedTempFile::new_in(directory)?;
    new.write_all(bytes)?;
    new.persist(directory.join(name)).map_err(|error| error.error)?;
    Ok(())
}

fn stamp() -> String {
    format!("{STAMP}{}", env!("CARGO_PKG_VERSION"))
}

/// A place as it is told: from the workspace on.
pub(crate) fn shown(root: &Root, place: &Utf8Path) -> Utf8PathBuf {
    place.strip_prefix(root.dir()).unwrap_or(place).to_owned()
}
