//! Writing files so that all are the old ones or the new ones, whatever happens.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use camino::Utf8Path;

use super::disk::{Disk, RealDisk, beside};
use super::journal::Note;
use super::{EditError, moves, swap};
use crate::Root;
use crate::files::{self, FileFault};
use crate::root::STATE;

/// How long another edit is waited for.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(20);

/// The lock's file.
pub(crate) const LOCK: &str = "edit.lock";
/// How long the lock's file gets, in bytes.
const LONGEST: u64 = 4096;

/// The lock of a workspace: one edit at a time. Let go when dropped, also when the process is killed.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
}

impl Lock {
    pub(crate) fn take(root: &Root) -> Result<Self, EditError> {
        let path = Utf8Path::new(STATE).join(LOCK);
        let io = |source| EditError::Io { path: path.clone(), verb: "written", source };
        let directory = root.dir().join(STATE);
        if directory.symlink_metadata().is_err() {
            RealDisk.make_directory(directory.as_std_path()).map_err(io)?;
        }
        inside(root, directory.as_std_path(), &path)?;
        let full = root.dir().join(&path);
        // A link may lead out of the workspace, and a pipe is waited for.
        if full.symlink_metadata().is_ok_and(|there| !there.is_file()) {
            return Err(refused(&path, &FileFault::NotAFile));
        }
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&full).map_err(io)?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { file }),
                Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => std::thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => return Err(EditError::Locked(path)),
                Err(TryLockError::Error(source)) => return Err(io(source)),
            }
        }
    }

    /// Counts an edit, by the length of the lock's file: one look tells a reader whether there was one.
    pub(super) fn count(&self) {
        let length = self.file.metadata().map_or(0, |there| there.len());
        // Readers that are at work at this very moment are worse off if it fails; that is no reason to fail as well.
        let _ = self.file.set_len(if length < LONGEST { length + 1 } else { 1 });
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

/// Writes all files, or none, whenever the process or the machine stops.
///
/// What can fail is done before the edit happens. What fails after that all the same is undone: then none is written. An
/// edit of one file needs no journal, the file's new name is the moment in which it happens.
pub(crate) fn all(
    disk: &dyn Disk,
    root: &Root,
    lock: &Lock,
    targets: &[Target<'_>],
) -> Result<(), EditError> {
    let Some(first) = targets.first() else { return Ok(()) };
    let several = targets.len() > 1;
    let mut places = Vec::new();
    for target in targets {
        places.push(place(disk, root, target.path)?);
    }
    let io = |path: &Utf8Path| {
        let path = path.to_owned();
        move |source| EditError::Io { path, verb: "written", source }
    };
    let note = Note::begin(disk, root, targets, several).map_err(io(first.path))?;
    let mut work = Work { disk, root, targets, beside: Vec::new() };
    let ready = work
        .stage_all(&places)
        .and_then(|()| if several { note.commit(disk).map_err(io(first.path)) } else { Ok(()) });
    if let Err(error) = ready {
        work.clear_away();
        note.take_back(disk);
        return Err(error);
    }
    if !several {
        lock.count();
    }
    let mut done = Vec::new();
    for (index, (target, full)) in targets.iter().zip(&places).enumerate() {
        let Err(error) = work.put(index, full) else {
            done.push((target, full));
            continue;
        };
        let undone = done.iter().rev().try_for_each(|(target, full)| put_back(disk, root, target, full));
        work.clear_away();
        lock.count();
        let forgotten = undone.and_then(|()| if several { note.forget(disk) } else { Ok(()) });
        if !several {
            note.take_back(disk);
        }
        return Err(match forgotten {
            Ok(()) => error,
            Err(source) => EditError::Unfinished { path: target.path.to_owned(), source },
        });
    }
    let mut directories: Vec<&Path> = places.iter().filter_map(|full| full.parent()).collect();
    directories.sort();
    directories.dedup();
    work.clear_away();
    // The files are in place: nothing that fails from here on undoes that. A journal that stays is found complete.
    let lasting = directories.into_iter().try_for_each(|directory| disk.sync_directory(directory));
    if !several {
        note.take_back(disk);
    } else if lasting.is_ok() {
        lock.count();
        let _ = note.forget(disk);
    }
    Ok(())
}

/// The files of an edit that are beside their places.
struct Work<'a> {
    disk: &'a dyn Disk,
    root: &'a Root,
    targets: &'a [Target<'a>],
    /// One name for each target: there is what is to be written, and then what was there before.
    beside: Vec<PathBuf>,
}

impl Work<'_> {
    fn stage_all(&mut self, places: &[PathBuf]) -> Result<(), EditError> {
        for (target, full) in self.targets.iter().zip(places) {
            self.beside.push(match &target.bytes {
                None => beside(full),
                Some(bytes) => stage(self.disk, full, bytes).map_err(|source| EditError::Io {
                    path: target.path.to_owned(),
                    verb: "written",
                    source,
                })?,
            });
        }
        self.targets.iter().try_for_each(|target| unchanged(self.root, target))
    }

    /// Puts a file in place of what was read.
    fn put(&self, index: usize, full: &Path) -> Result<(), EditError> {
        let target = &self.targets[index];
        let expected = target.read.map(|read| move |bytes: &[u8]| bytes == read);
        let expected = expected.as_ref().map(|expected| expected as &dyn Fn(&[u8]) -> bool);
        match swap::put(self.disk, &self.beside[index], full, expected, target.bytes.is_some()) {
            Ok(true) => Ok(()),
            Ok(false) => Err(EditError::ChangedMeanwhile(target.path.to_owned())),
            Err(source) => Err(EditError::Io { path: target.path.to_owned(), verb: "written", source }),
        }
    }

    /// Removes what is still beside the files. What somebody else wrote there, in the one moment in which it could get
    /// there, is kept.
    fn clear_away(&self) {
        for (target, path) in self.targets.iter().zip(&self.beside) {
            if path.symlink_metadata().is_err() {
                continue;
            }
            let is_known =
                |bytes: &[u8]| Some(bytes) == target.bytes.as_deref() || Some(bytes) == target.read;
            if swap::holds(path, &is_known) {
                let _ = self.disk.remove(path);
            } else if let Ok(kept) = moves::recovered(self.root, target.path)
                && let Ok(full) = place(self.disk, self.root, &kept)
            {
                let _ = self.disk.put(path, &full);
            }
        }
    }
}

/// Where a file is written, links followed; its directory is made.
pub(super) fn place(disk: &dyn Disk, root: &Root, path: &Utf8Path) -> Result<PathBuf, EditError> {
    if let Some(full) = files::resolve(root, path).map_err(|fault| refused(path, &fault))? {
        return Ok(full);
    }
    let full = root.dir().join(path);
    let directory = full.parent().unwrap_or(root.dir());
    if directory.symlink_metadata().is_err() {
        disk.make_directory(directory.as_std_path()).map_err(|source| EditError::Io {
            path: path.to_owned(),
            verb: "written",
            source,
        })?;
    }
    inside(root, directory.as_std_path(), path)?;
    Ok(full.into_std_path_buf())
}

/// Refuses a directory that is a link out of the workspace.
pub(super) fn inside(root: &Root, directory: &Path, path: &Utf8Path) -> Result<(), EditError> {
    let io = |source| EditError::Io { path: path.to_owned(), verb: "written", source };
    let root = root.dir().canonicalize().map_err(io)?;
    let directory = directory.canonicalize().map_err(io)?;
    if directory.starts_with(root) { Ok(()) } else { Err(refused(path, &FileFault::Outside)) }
}

pub(super) fn refused(path: &Utf8Path, fault: &FileFault) -> EditError {
    EditError::Refused { path: path.to_owned(), reason: fault.to_string() }
}

/// Writes the bytes beside the file, down to the disk. Permissions and owner are those of the file that they will replace.
pub(super) fn stage(disk: &dyn Disk, full: &Path, bytes: &[u8]) -> std::io::Result<PathBuf> {
    let staged = beside(full);
    let there = full.metadata().ok();
    match disk.write(&staged, &[bytes], there.as_ref(), true) {
        Ok(()) => Ok(staged),
        Err(error) => {
            let _ = disk.remove(&staged);
            Err(error)
        }
    }
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

/// Undoes what was put in place, unless somebody has changed it again.
fn put_back(disk: &dyn Disk, root: &Root, target: &Target<'_>, full: &Path) -> std::io::Result<()> {
    if files::read_bytes(root, target.path).is_ok_and(|now| now != target.bytes) {
        return Ok(());
    }
    match target.read {
        None => disk.remove(full),
        Some(bytes) => disk.replace(&stage(disk, full, bytes)?, full),
    }
}
