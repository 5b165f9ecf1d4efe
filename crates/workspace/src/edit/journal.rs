//! The journal of an edit of several files: what makes it all or nothing, whenever the process or the machine stops.
//!
//! What the edit will write is noted in full before any file is touched (`.campaignctl/edit.begun`). The edit happens in the
//! moment in which that note gets its second name (`.campaignctl/edit.journal`): stopped before, it has not happened, and
//! stopped after, whoever comes next completes it from the note. Then the edit is counted, and the journal goes: who reads without
//! the lock tells by both whether files were changed meanwhile.
//!
//! A journal may come from anywhere: a repository may have one that somebody made. So it counts only in the directory in
//! which it was written, and leads to nothing but the workspace's own files, by the same way as every other edit.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use camino::{Utf8Path, Utf8PathBuf};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::disk::{Disk, RealDisk, beside, sweep};
use super::write::{Lock, Target, inside, place, stage};
use super::{EditError, moves, swap};
use crate::Root;
use crate::files::{self, FileFault, MAX_BYTES};
use crate::root::{CAMPAIGNS, PROVIDERS, STATE, TESTS};

/// The note of an edit that has not happened yet.
const BEGUN: &str = "edit.begun";
/// The note of an edit that has happened and may not be complete.
pub(crate) const JOURNAL: &str = "edit.journal";
/// What becomes of a journal that is not used.
const UNUSED: &str = "edit.journal.unused";
const FORMAT: u32 = 1;
/// The longest table of contents that is read, in bytes. A hundred thousand files have a third of it.
const MAX_HEAD: u64 = 64 * 1024 * 1024;

/// What was found of an edit that had been cut off, and done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recovery {
    /// The edit is complete now. Files that somebody had changed since stay as they are.
    Completed {
        /// The files of the edit, relative to the workspace.
        files: Vec<Utf8PathBuf>,
        /// Those of them that somebody had changed since.
        overtaken: Vec<Overtaken>,
    },
    /// The edit had not touched any file when somebody changed one of them: it is given up, and what it would have written
    /// is kept.
    GivenUp {
        /// The files of the edit that are not as it had read them.
        overtaken: Vec<Overtaken>,
        /// Where what it would have written to the other files is kept.
        kept: Vec<Utf8PathBuf>,
    },
    /// There was a journal that no edit in this directory had written, or a damaged one. Nothing of it was used.
    Unused {
        /// The journal's name from now on, relative to the workspace.
        now: Utf8PathBuf,
        /// Why.
        reason: String,
    },
}

/// A file that somebody else changed while an edit of it was cut off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overtaken {
    /// The file, relative to the workspace. It stays as it is.
    pub path: Utf8PathBuf,
    /// What the edit made of it, in `.campaignctl/recovered`; `None` when the edit would have removed it.
    pub kept: Option<Utf8PathBuf>,
}

impl Root {
    /// Completes an edit that was cut off, if there is one: a killed process, a power cut. It costs one look at the
    /// directory when there is none.
    ///
    /// # Errors
    /// Files that cannot be written, or another edit that is under way and takes its time.
    pub fn recover(&self) -> Result<Option<Recovery>, EditError> {
        let journal = self.dir().join(STATE).join(JOURNAL);
        if journal.symlink_metadata().is_err() {
            return Ok(None);
        }
        recover(&RealDisk, self, &Lock::take(self)?)
    }
}

/// The first line of a note; the contents follow, one after the other.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    format: u32,
    /// The directory in which it counts.
    workspace: String,
    files: Vec<Entry>,
}

/// One file of an edit.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    /// The SHA-256 of what was read, in hexadecimal digits; `None` when there was no file.
    old: Option<String>,
    /// The SHA-256 of what is to be written; `None` when the file goes.
    new: Option<String>,
    /// How many bytes are to be written.
    bytes: u64,
}

/// The note of an edit that is being made.
pub(super) struct Note {
    begun: PathBuf,
    journal: PathBuf,
    state: PathBuf,
}

impl Note {
    /// Notes what an edit will write. `lasting` when it has to outlast a power cut.
    pub(super) fn begin(
        disk: &dyn Disk,
        root: &Root,
        targets: &[Target<'_>],
        lasting: bool,
    ) -> io::Result<Self> {
        let state = root.dir().join(STATE).into_std_path_buf();
        let note = Self { begun: state.join(BEGUN), journal: state.join(JOURNAL), state };
        let entry = |target: &Target<'_>| Entry {
            path: target.path.to_string(),
            old: target.read.map(digest),
            new: target.bytes.as_deref().map(digest),
            bytes: target.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64),
        };
        let files = targets.iter().map(entry).collect();
        let mut head = serde_json::to_vec(&Head { format: FORMAT, workspace: here(root)?, files })?;
        head.push(b'\n');
        let contents = targets.iter().filter_map(|target| target.bytes.as_deref());
        let parts: Vec<&[u8]> = std::iter::once(head.as_slice()).chain(contents).collect();
        let written = disk.write(&note.begun, &parts, None, lasting);
        if written.is_err() {
            note.take_back(disk);
        }
        written.map(|()| note)
    }

    /// From now on the edit has happened.
    pub(super) fn commit(&self, disk: &dyn Disk) -> io::Result<()> {
        disk.replace(&self.begun, &self.journal)?;
        let synced = disk.sync_directory(&self.state);
        if synced.is_err() {
            let _ = disk.remove(&self.journal);
        }
        synced
    }

    /// Forgets an edit that is complete, or undone.
    pub(super) fn forget(&self, disk: &dyn Disk) -> io::Result<()> {
        disk.remove(&self.journal)?;
        // Else it may come back after a power cut, and find that somebody has changed the files since.
        disk.sync_directory(&self.state)
    }

    /// Forgets an edit that has not happened. What stays is in nobody's way.
    pub(super) fn take_back(&self, disk: &dyn Disk) {
        let _ = disk.remove(&self.begun);
    }
}

/// Completes an edit that was cut off, and clears away what others have left. Nothing is touched without the lock.
pub(super) fn recover(disk: &dyn Disk, root: &Root, lock: &Lock) -> Result<Option<Recovery>, EditError> {
    let state = root.dir().join(STATE);
    let io = |path: &str| {
        let path = Utf8Path::new(STATE).join(path);
        move |source| EditError::Io { path, verb: "written", source }
    };
    let begun = state.join(BEGUN);
    if begun.symlink_metadata().is_ok() {
        let said = Said::read(begun.as_std_path(), root).ok();
        let paths = said.iter().flat_map(|said| &said.files).map(|(entry, _)| entry.path());
        sweep_all(disk, root, paths)?;
        disk.remove(begun.as_std_path()).map_err(io(BEGUN))?;
    }
    let journal = state.join(JOURNAL);
    if journal.symlink_metadata().is_err() {
        return Ok(None);
    }
    let mut said = match Said::read(journal.as_std_path(), root) {
        Ok(said) => said,
        Err(reason) => {
            sweep_all(disk, root, std::iter::empty())?;
            let now = Utf8Path::new(STATE).join(UNUSED);
            let full = root.dir().join(&now);
            disk.replace(journal.as_std_path(), full.as_std_path()).map_err(io(JOURNAL))?;
            return Ok(Some(Recovery::Unused { now, reason: reason.to_string() }));
        }
    };
    let recovery = said.complete(disk, root)?;
    let paths = said.files.iter().map(|(entry, _)| entry.path());
    sweep_all(disk, root, paths)?;
    lock.count();
    disk.remove(journal.as_std_path()).map_err(io(JOURNAL))?;
    disk.sync_directory(state.as_std_path()).map_err(io(JOURNAL))?;
    Ok(Some(recovery))
}

/// Why a journal is not used.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("it is no regular file")]
    NotAFile,
    #[error("it was not written in this directory")]
    Foreign,
    #[error("it is about {0}, which is no file of a workspace")]
    NotOurs(Utf8PathBuf),
    #[error("it is damaged")]
    Damaged,
    #[error("it cannot be read: {0}")]
    Io(#[from] io::Error),
}

/// What a note says. Its contents were looked at, and stay on the disk.
struct Said {
    file: BufReader<File>,
    /// Each with the place of its contents.
    files: Vec<(Entry, u64)>,
}

impl Entry {
    fn path(&self) -> &Utf8Path {
        Utf8Path::new(&self.path)
    }
}

/// What is in the place of a file of an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// What the edit had read.
    Old,
    /// What the edit was to write.
    New,
    /// Something else.
    Other,
}

impl Said {
    fn read(path: &Path, root: &Root) -> Result<Self, Fault> {
        // Looked at before it is opened: opening a pipe waits for its other end.
        if !path.symlink_metadata()?.is_file() {
            return Err(Fault::NotAFile);
        }
        let mut file = BufReader::new(File::open(path)?);
        let mut line = Vec::new();
        file.by_ref().take(MAX_HEAD).read_until(b'\n', &mut line)?;
        let head: Head = serde_json::from_slice(&line).map_err(|_| Fault::Damaged)?;
        if head.format != FORMAT || head.workspace != here(root)? {
            return Err(Fault::Foreign);
        }
        let mut at = line.len() as u64;
        let mut said = Self { file, files: Vec::with_capacity(head.files.len()) };
        for entry in head.files {
            if !is_own(entry.path()) {
                return Err(Fault::NotOurs(entry.path.into()));
            }
            let length = entry.bytes;
            said.files.push((entry, at));
            said.contents(said.files.len() - 1)?;
            at = at.saturating_add(length);
        }
        Ok(said)
    }

    /// What is to be written; `None` when the file goes.
    fn contents(&mut self, index: usize) -> Result<Option<Vec<u8>>, Fault> {
        let (entry, at) = &self.files[index];
        let Some(new) = &entry.new else { return Ok(None) };
        if entry.bytes > MAX_BYTES {
            return Err(Fault::Damaged);
        }
        self.file.seek(SeekFrom::Start(*at))?;
        let mut bytes = Vec::new();
        self.file.by_ref().take(entry.bytes).read_to_end(&mut bytes)?;
        if digest(&bytes) == *new { Ok(Some(bytes)) } else { Err(Fault::Damaged) }
    }

    /// Writes what is not written yet, wherever the file is as the edit had read it.
    fn complete(&mut self, disk: &dyn Disk, root: &Root) -> Result<Recovery, EditError> {
        let standings = self.files.iter().map(|(entry, _)| standing(root, entry));
        let standings = standings.collect::<Result<Vec<_>, _>>()?;
        let untouched = !standings.contains(&Standing::New);
        let given_up = untouched && standings.contains(&Standing::Other);
        let mut overtaken = Vec::new();
        let mut kept = Vec::new();
        let mut directories = Vec::new();
        for (index, standing) in standings.into_iter().enumerate() {
            let path = self.files[index].0.path().to_owned();
            let contents = self
                .contents(index)
                .map_err(|fault| EditError::Refused { path: path.clone(), reason: fault.to_string() })?;
            let keep =
                |bytes: Option<Vec<u8>>| bytes.map(|bytes| keep(disk, root, &path, &bytes)).transpose();
            match standing {
                Standing::New => continue,
                Standing::Old if given_up => {
                    kept.extend(keep(contents)?);
                    continue;
                }
                Standing::Old => {
                    let (directory, done) = write(disk, root, &self.files[index].0, contents.as_deref())?;
                    directories.push(directory);
                    if done {
                        continue;
                    }
                }
                Standing::Other => {}
            }
            let kept = keep(contents)?;
            overtaken.push(Overtaken { path, kept });
        }
        directories.sort();
        directories.dedup();
        for directory in directories {
            let io = |source| EditError::Io { path: Utf8PathBuf::from(STATE), verb: "written", source };
            disk.sync_directory(&directory).map_err(io)?;
        }
        if given_up {
            return Ok(Recovery::GivenUp { overtaken, kept });
        }
        let files = self.files.iter().map(|(entry, _)| entry.path().to_owned()).collect();
        Ok(Recovery::Completed { files, overtaken })
    }
}

fn standing(root: &Root, entry: &Entry) -> Result<Standing, EditError> {
    let now = match files::read_bytes(root, entry.path()) {
        Ok(bytes) => bytes.as_deref().map(digest),
        Err(FileFault::Io(source)) => {
            return Err(EditError::Io { path: entry.path().to_owned(), verb: "read", source });
        }
        // Something that no edit would have read.
        Err(_) => return Ok(Standing::Other),
    };
    Ok(if now == entry.new {
        Standing::New
    } else if now == entry.old {
        Standing::Old
    } else {
        Standing::Other
    })
}

/// Writes a file as the edit would have. Tells the directory whose names have to last, and whether the file was still what
/// the edit had read.
fn write(
    disk: &dyn Disk,
    root: &Root,
    entry: &Entry,
    contents: Option<&[u8]>,
) -> Result<(PathBuf, bool), EditError> {
    let io = |source| EditError::Io { path: entry.path().to_owned(), verb: "written", source };
    let full = place(disk, root, entry.path())?;
    let aside = contents.map_or_else(|| Ok(beside(&full)), |bytes| stage(disk, &full, bytes)).map_err(io)?;
    let is_old = |bytes: &[u8]| entry.old.as_deref() == Some(digest(bytes).as_str());
    let expected = entry.old.as_ref().map(|_| &is_old as &dyn Fn(&[u8]) -> bool);
    let done = swap::put(disk, &aside, &full, expected, contents.is_some()).map_err(io)?;
    Ok((full.parent().map(Path::to_owned).unwrap_or_default(), done))
}

/// Keeps what an edit made of a file that stays as it is.
fn keep(disk: &dyn Disk, root: &Root, path: &Utf8Path, bytes: &[u8]) -> Result<Utf8PathBuf, EditError> {
    let kept = moves::recovered(root, path)?;
    let full = place(disk, root, &kept)?;
    let io = |source| EditError::Io { path: kept.clone(), verb: "written", source };
    let staged = stage(disk, &full, bytes).map_err(io)?;
    disk.put(&staged, &full).map_err(io)?;
    disk.sync_directory(full.parent().unwrap_or(&full)).map_err(io)?;
    Ok(kept)
}

/// Clears away what was not finished, in every directory in which an edit may have been at work.
fn sweep_all<'a>(
    disk: &dyn Disk,
    root: &Root,
    paths: impl Iterator<Item = &'a Utf8Path>,
) -> Result<(), EditError> {
    // Where there is a link, the work is done where it leads.
    let linked = paths.filter_map(|path| files::resolve(root, path).ok().flatten());
    let state = |name: &str| Utf8Path::new(STATE).join(name);
    let own = [
        "".into(),
        PROVIDERS.into(),
        CAMPAIGNS.into(),
        TESTS.into(),
        STATE.into(),
        state(moves::DELETED),
        state(moves::RECOVERED),
    ];
    let own = own.iter().map(|name| root.dir().join(name)).filter_map(|directory| {
        let is_ours = inside(root, directory.as_std_path(), &directory);
        is_ours.is_ok().then(|| directory.into_std_path_buf())
    });
    let mut directories: Vec<PathBuf> =
        linked.filter_map(|full| full.parent().map(Path::to_owned)).chain(own).collect();
    directories.sort();
    directories.dedup();
    for directory in directories {
        sweep(disk, &directory).map_err(|source| EditError::Io {
            path: STATE.into(),
            verb: "written",
            source,
        })?;
    }
    Ok(())
}

/// Whether an edit ever writes a file of this name.
fn is_own(path: &Utf8Path) -> bool {
    let deleted = Utf8Path::new(STATE).join(moves::DELETED);
    files::is_own(path)
        || path.parent() == Some(deleted.as_path())
            && path.extension() == Some("toml")
            && path.file_stem().is_some_and(|stem| {
                stem.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
            })
}

/// What tells this directory from all others: nobody can know it who has not been here. It stays when the directory is
/// moved, and after a restart.
fn here(root: &Root) -> io::Result<String> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let state = root.dir().join(STATE).metadata()?;
        Ok(format!("{}-{}", root.dir().metadata()?.ino(), state.ino()))
    }
    #[cfg(not(unix))]
    root.dir().canonicalize_utf8().map(Utf8PathBuf::into_string)
}

fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

#[cfg(test)]
#[path = "journal_tests.rs"]
mod tests;
