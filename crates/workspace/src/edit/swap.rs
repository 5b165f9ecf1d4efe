//! Putting a file in place of the one that was read, and of no other: somebody may save it in the very moment.

use std::io::{self, ErrorKind};
use std::path::Path;

use super::disk::Disk;
use crate::files::MAX_BYTES;

/// What must be in the place: says whether these bytes are it. `None` when there must be no file.
pub(super) type Expected<'a> = Option<&'a dyn Fn(&[u8]) -> bool>;

/// Puts the file that was written beside in place, or, when nothing is to be put, takes away what is there. Says whether what
/// was expected was there; if not, all is as it was.
///
/// Where the system can exchange two names what was there is looked at once it is out of everybody's reach, and put back when
/// it is not what was expected. Elsewhere it is looked at just before.
pub(super) fn put(
    disk: &dyn Disk,
    aside: &Path,
    full: &Path,
    expected: Expected<'_>,
    writes: bool,
) -> io::Result<bool> {
    match expected {
        Some(expected) if writes => exchange(disk, aside, full, expected),
        Some(expected) => take_away(disk, aside, full, expected),
        None if writes => done_if(disk.put(aside, full), ErrorKind::AlreadyExists),
        None => Ok(full.symlink_metadata().is_err()),
    }
}

fn exchange(
    disk: &dyn Disk,
    aside: &Path,
    full: &Path,
    expected: &dyn Fn(&[u8]) -> bool,
) -> io::Result<bool> {
    match disk.exchange(aside, full) {
        Ok(()) => {}
        // The system or its file system cannot.
        Err(error) if matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput) => {
            return if holds(full, expected) { disk.replace(aside, full).map(|()| true) } else { Ok(false) };
        }
        Err(error) => return done_if(Err(error), ErrorKind::NotFound),
    }
    if holds(aside, expected) {
        // It is in place. What stays beside it is in nobody's way.
        let _ = disk.remove(aside);
        return Ok(true);
    }
    disk.exchange(aside, full)?;
    Ok(false)
}

fn take_away(
    disk: &dyn Disk,
    aside: &Path,
    full: &Path,
    expected: &dyn Fn(&[u8]) -> bool,
) -> io::Result<bool> {
    if !done_if(disk.put(full, aside), ErrorKind::NotFound)? {
        return Ok(false);
    }
    if holds(aside, expected) {
        let _ = disk.remove(aside);
        return Ok(true);
    }
    disk.put(aside, full)?;
    Ok(false)
}

fn done_if(done: io::Result<()>, overtaken: ErrorKind) -> io::Result<bool> {
    match done {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == overtaken => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether a file has the expected bytes. A pipe is not waited for.
pub(super) fn holds(path: &Path, expected: &dyn Fn(&[u8]) -> bool) -> bool {
    let is_file = path.symlink_metadata().is_ok_and(|there| there.is_file() && there.len() <= MAX_BYTES);
    is_file && std::fs::read(path).is_ok_and(|bytes| expected(&bytes))
}
