//! What an edit does to the disk, step by step. Tests put a disk in its place that stops or fails before any of them.

use std::fs::{File, Metadata, OpenOptions};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

/// How the names of files begin that are not finished yet.
const UNFINISHED: &str = ".campaignctl-";
/// How many hexadecimal digits follow.
const DIGITS: usize = 16;

/// The steps.
pub(crate) trait Disk {
    /// Makes a directory, and those above it, and makes its name last.
    fn make_directory(&self, path: &Path) -> io::Result<()>;

    /// Writes a file that must not be there yet, down to the disk when `sync` says so. Permissions and owner are those of
    /// another file, or of any new one.
    fn write(&self, path: &Path, parts: &[&[u8]], like: Option<&Metadata>, sync: bool) -> io::Result<()>;

    /// Gives a file another name, in place of what has it now.
    fn replace(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives each of two files the other's name, in one moment. Not every system can.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;

    /// Gives a file another name that nothing must have yet.
    fn put(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file, or a link.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Makes the names in a directory last.
    fn sync_directory(&self, path: &Path) -> io::Result<()>;
}

/// The disk.
pub(crate) struct RealDisk;

impl Disk for RealDisk {
    fn make_directory(&self, path: &Path) -> io::Result<()> {
        std::fs::create_dir_all(path)?;
        path.parent().map_or(Ok(()), |above| self.sync_directory(above))
    }

    fn write(&self, path: &Path, parts: &[&[u8]], like: Option<&Metadata>, sync: bool) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        if let Some(like) = like {
            // Only the system's administrator can give files away; a file of somebody else's group stays with us.
            #[cfg(unix)]
            {
                use std::os::unix::fs::{MetadataExt, fchown};
                let own = file.metadata()?;
                if (own.uid(), own.gid()) != (like.uid(), like.gid()) {
                    let _ = fchown(&file, Some(like.uid()), Some(like.gid()));
                }
            }
            file.set_permissions(like.permissions())?;
        }
        for part in parts {
            file.write_all(part)?;
        }
        if sync { file.sync_all() } else { Ok(()) }
    }

    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(from, to)
    }

    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
    }

    #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
    fn exchange(&self, _one: &Path, _other: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn put(&self, from: &Path, to: &Path) -> io::Result<()> {
        TempPath::try_from_path(from)?.persist_noclobber(to).map_err(|error| error.error)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }

    fn sync_directory(&self, path: &Path) -> io::Result<()> {
        // Where directories cannot be opened or synced the file system sees to it.
        if let Ok(directory) = File::open(path) {
            let _ = directory.sync_all();
        }
        Ok(())
    }
}

/// A name beside a file under which its next contents are written.
pub(crate) fn beside(full: &Path) -> PathBuf {
    let number = RandomState::new().build_hasher().finish();
    full.with_file_name(format!("{UNFINISHED}{number:0DIGITS$x}"))
}

/// Removes the files of a directory that were not finished. Nobody may be at work on any.
pub(crate) fn sweep(disk: &dyn Disk, directory: &Path) -> io::Result<()> {
    let entries = match std::fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let digits = name.to_str().and_then(|name| name.strip_prefix(UNFINISHED));
        let is_ours = digits.is_some_and(|digits| {
            digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        if is_ours && entry.file_type()?.is_file() {
            disk.remove(&entry.path())?;
        }
    }
    Ok(())
}
