//! Writing files so that each is the old one or the new one, whatever happens.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use camino::Utf8Path;
use tempfile::NamedTempFile;

use super::EditError;
use crate::Root;
use crate::files::{self, FileFault};
use crate::root::STATE;

/// How long another edit is waited for.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(20);

/// The lock of a workspace: one edit at a time. Let go when dropped, also when the process is killed.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    pub(crate) fn take(root: &Root) -> Result<Self, EditError> {
        let path = Utf8Path::new(STATE).join("edit.lock");
        let io = |source| EditError::Io { path: path.clone(), verb: "written", source };
        let directory = root.dir().join(STATE);
        std::fs::create_dir_all(&directory).map_err(io)?;
        inside(root, directory.as_std_path(), &path)?;
        let full = root.dir().join(&path);
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&full).map_err(io)?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => std::thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => return Err(EditError::Locked(path)),
                Err(TryLockError::Error(source)) => return Err(io(source)),
            }
        }
    }
}

/// One file to be written.
pub(crate) struct Target<'a> {
    /// The file, relative to the workspace.
    pub(crate) path: &'a Utf8Path,
    /// Its bytes when it was read; `None` when there was none.
    pub(crate) read: Option<&'a [u8]>,
    /// Its bytes from now on; `None` when it goes.
    pub(crate) bytes: Option<Vec<u8>>,
}

/// Writes all files, or none: what can fail is done before the first file is put in place, and what is in place is put
/// back when a later one fails all the same.
pub(crate) fn all(root: &Root, targets: &[Target<'_>]) -> Result<(), EditError> {
    let mut staged = Vec::new();
    for target in targets {
        let full = place(root, target.path)?;
        let file = target.bytes.as_deref().map(|bytes| stage(&full, target.path, bytes)).transpose()?;
        staged.push((target, full, file));
    }
    for target in targets {
        unchanged(root, target)?;
    }
    let mut done: Vec<(&Target<'_>, PathBuf)> = Vec::new();
    for (target, full, file) in staged {
        let put = match file {
            Some(file) if target.read.is_none() => {
                file.persist_noclobber(&full).map(drop).map_err(|e| e.error)
            }
            Some(file) => file.persist(&full).map(drop).map_err(|e| e.error),
            None => std::fs::remove_file(&full),
        };
        if let Err(source) = put {
            for (target, full) in done.iter().rev() {
                put_back(target, full);
            }
            return Err(match source.kind() {
                ErrorKind::AlreadyExists => EditError::ChangedMeanwhile(target.path.to_owned()),
                _ => EditError::Io { path: target.path.to_owned(), verb: "written", source },
            });
        }
        done.push((target, full));
    }
    for (_, full) in &done {
        sync_directory(full);
    }
    Ok(())
}

/// Where a file is written, links followed; its directory is made.
fn place(root: &Root, path: &Utf8Path) -> Result<PathBuf, EditError> {
    if let Some(full) = files::resolve(root, path).map_err(|fault| refused(path, &fault))? {
        return Ok(full);
    }
    let full = root.dir().join(path);
    let directory = full.parent().unwrap_or(root.dir());
    std::fs::create_dir_all(directory).map_err(|source| EditError::Io {
        path: path.to_owned(),
        verb: "written",
        source,
    })?;
    inside(root, directory.as_std_path(), path)?;
    Ok(full.into_std_path_buf())
}

/// Refuses a directory that is a link out of the workspace.
fn inside(root: &Root, directory: &Path, path: &Utf8Path) -> Result<(), EditError> {
    let io = |source| EditError::Io { path: path.to_owned(), verb: "written", source };
    let root = root.dir().canonicalize().map_err(io)?;
    let directory = directory.canonicalize().map_err(io)?;
    if directory.starts_with(root) { Ok(()) } else { Err(refused(path, &FileFault::Outside)) }
}

fn refused(path: &Utf8Path, fault: &FileFault) -> EditError {
    EditError::Refused { path: path.to_owned(), reason: fault.to_string() }
}

/// Writes the bytes beside the file, down to the disk.
fn stage(full: &Path, path: &Utf8Path, bytes: &[u8]) -> Result<NamedTempFile, EditError> {
    let stage = || {
        let directory = full.parent().ok_or(ErrorKind::NotFound)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".campaignctl-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As any new file: the process's umask takes from it.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let mut file = builder.tempfile_in(directory)?;
        if let Ok(there) = full.metadata() {
            file.as_file().set_permissions(there.permissions())?;
        }
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        Ok(file)
    };
    stage().map_err(|source: std::io::Error| EditError::Io { path: path.to_owned(), verb: "written", source })
}

/// Refuses when the file is not as it was read.
fn unchanged(root: &Root, target: &Target<'_>) -> Result<(), EditError> {
    let now = files::read_bytes(root, target.path).map_err(|fault| refused(target.path, &fault))?;
    if now.as_deref() == target.read {
        Ok(())
    } else {
        Err(EditError::ChangedMeanwhile(target.path.to_owned()))
    }
}

/// Undoes what was put in place. It may fail as what came before it did: the error that is told is that one.
fn put_back(target: &Target<'_>, full: &Path) {
    let undone = match target.read {
        None => std::fs::remove_file(full).map_err(|source| EditError::Io {
            path: target.path.to_owned(),
            verb: "written",
            source,
        }),
        Some(bytes) => stage(full, target.path, bytes).map(|file| drop(file.persist(full))),
    };
    drop(undone);
}

/// Makes the new name of a file last. Where directories cannot be synced the file system sees to it.
fn sync_directory(full: &Path) {
    if let Some(directory) = full.parent().and_then(|directory| File::open(directory).ok()) {
        let _ = directory.sync_all();
    }
}
