//! An edit that is stopped, or fails, before each step that it does to the disk.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};

use camino::{Utf8Path, Utf8PathBuf};

use super::super::disk::{Disk, RealDisk};
use super::super::write::{Lock, Target, all};
use super::*;

/// What happens at the chosen step.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Break {
    /// The process is gone: nothing happens from there on. Of what was being written half is there.
    Stop,
    /// This step fails, and the next ones do what they shall.
    Fail(io::ErrorKind),
    /// This step and all after it fail.
    FailOn(io::ErrorKind),
}

/// A disk on which something breaks. It leaves the waiting for the real one out.
struct Breaking {
    /// How many steps go well before.
    well: usize,
    how: Break,
    done: Cell<usize>,
    log: RefCell<Vec<String>>,
}

impl Breaking {
    fn at(well: usize, how: Break) -> Self {
        Self { well, how, done: Cell::new(0), log: RefCell::default() }
    }

    /// One on which nothing breaks.
    fn none() -> Self {
        Self::at(usize::MAX, Break::Stop)
    }

    fn reached(&self) -> bool {
        self.done.get() > self.well
    }

    fn step(
        &self,
        name: &str,
        path: &Path,
        half: impl FnOnce(),
        work: impl FnOnce() -> io::Result<()>,
    ) -> io::Result<()> {
        let at = self.done.get();
        self.done.set(at + 1);
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let file = if file.starts_with(".campaignctl-") { "unfinished" } else { &*file };
        self.log.borrow_mut().push(format!("{name} {file}"));
        match self.how {
            Break::Stop if at == self.well => {
                half();
                Err(io::ErrorKind::Interrupted.into())
            }
            Break::Stop if at > self.well => Err(io::ErrorKind::Interrupted.into()),
            Break::Fail(kind) if at == self.well => Err(kind.into()),
            Break::FailOn(kind) if at >= self.well => Err(kind.into()),
            _ => work(),
        }
    }
}

impl Disk for Breaking {
    fn make_directory(&self, path: &Path) -> io::Result<()> {
        self.step("make", path, || (), || RealDisk.make_directory(path))
    }

    fn write(&self, path: &Path, parts: &[&[u8]], like: Option<&Metadata>, sync: bool) -> io::Result<()> {
        let whole = parts.concat();
        let half = || std::fs::write(path, &whole[..whole.len() / 2]).unwrap();
        let name = if sync { "write and sync" } else { "write" };
        self.step(name, path, half, || RealDisk.write(path, parts, like, false))
    }

    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step("replace", to, || (), || RealDisk.replace(from, to))
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.step("exchange", other, || (), || RealDisk.exchange(one, other))
    }

    fn put(&self, from: &Path, to: &Path) -> io::Result<()> {
        let is_aside = to.file_name().unwrap().to_string_lossy().starts_with(".campaignctl-");
        let (name, path) = if is_aside { ("take", from) } else { ("put", to) };
        self.step(name, path, || (), || RealDisk.put(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step("remove", path, || (), || RealDisk.remove(path))
    }

    fn sync_directory(&self, path: &Path) -> io::Result<()> {
        self.step("sync", path, || (), || Ok(()))
    }
}

type Bytes = Option<Vec<u8>>;
type State = BTreeMap<Utf8PathBuf, Vec<u8>>;

/// The file of a provider.
fn provider() -> Utf8PathBuf {
    format!("{PROVIDERS}/{}.toml", model::providers::NAMES[0]).into()
}

/// A workspace, and an edit that changes, adds and removes files.
struct Place {
    dir: tempfile::TempDir,
    /// Path, what is there, and what shall be there.
    targets: Vec<(Utf8PathBuf, Bytes, Bytes)>,
}

impl Place {
    fn new(several: bool) -> Self {
        let own = |text: &str| Some(text.as_bytes().to_vec());
        let mut targets: Vec<(Utf8PathBuf, _, _)> = vec![(
            "data-model.toml".into(),
            own("# the old one\n"),
            own("# the new one, and it is longer\n"),
        )];
        if several {
            targets.push((
                "campaigns/changed.toml".into(),
                own("title = \"old\"\n"),
                own("title = \"new\"\n"),
            ));
            targets.push((provider(), None, own("# comes\n")));
            targets.push((".campaignctl/deleted/gone.toml".into(), None, own("title = \"gone\"\n")));
            targets.push(("campaigns/gone.toml".into(), own("title = \"gone\"\n"), None));
        }
        let place = Self { dir: tempfile::TempDir::new().unwrap(), targets };
        place.write("campaignctl.toml", b"workspace = \"acme\"\n");
        for (path, old, _) in &place.targets {
            if let Some(old) = old {
                place.write(path, old);
            }
        }
        place
    }

    fn root(&self) -> Root {
        Root::at(Utf8Path::from_path(self.dir.path()).unwrap())
    }

    fn write(&self, path: impl AsRef<Utf8Path>, bytes: &[u8]) {
        let full = self.root().dir().join(path);
        std::fs::create_dir_all(full.parent().unwrap()).unwrap();
        std::fs::write(full, bytes).unwrap();
    }

    fn edit(&self, disk: &dyn Disk) -> Result<(), EditError> {
        let targets: Vec<Target<'_>> = self
            .targets
            .iter()
            .map(|(path, old, new)| Target { path, read: old.as_deref(), bytes: new.clone() })
            .collect();
        let root = self.root();
        all(disk, &root, &Lock::take(&root).unwrap(), &targets)
    }

    fn recover(&self, disk: &dyn Disk) -> Result<Option<Recovery>, EditError> {
        let root = self.root();
        recover(disk, &root, &Lock::take(&root).unwrap())
    }

    /// The files of the edit as they are.
    fn now(&self) -> State {
        let read = |path: &Utf8PathBuf| std::fs::read(self.root().dir().join(path)).ok();
        self.targets.iter().filter_map(|(path, ..)| Some((path.clone(), read(path)?))).collect()
    }

    fn old(&self) -> State {
        self.targets.iter().filter_map(|(path, old, _)| Some((path.clone(), old.clone()?))).collect()
    }

    fn new_one(&self) -> State {
        self.targets.iter().filter_map(|(path, _, new)| Some((path.clone(), new.clone()?))).collect()
    }

    /// The names of all files but those of the edit, the settings and the lock.
    fn others(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut directories = vec![self.root().dir().to_owned()];
        while let Some(directory) = directories.pop() {
            for entry in directory.read_dir_utf8().unwrap() {
                let path = entry.unwrap().into_path();
                if path.is_dir() {
                    directories.push(path);
                } else {
                    names.push(path.strip_prefix(self.root().dir()).unwrap().to_string());
                }
            }
        }
        let known = |name: &String| {
            *name == "campaignctl.toml"
                || *name == ".campaignctl/edit.lock"
                || self.targets.iter().any(|(path, ..)| path == name)
        };
        names.retain(|name| !known(name));
        names.sort();
        names
    }
}

/// How often the steps of an edit can be cut.
const MORE_THAN_ALL: usize = 200;

#[test]
fn stopped_before_any_step_all_is_old_or_all_is_new() {
    for several in [false, true] {
        let (mut olds, mut news) = (0, 0);
        for well in 0..MORE_THAN_ALL {
            let place = Place::new(several);
            let disk = Breaking::at(well, Break::Stop);
            let edit = place.edit(&disk);
            if !disk.reached() {
                edit.unwrap();
                assert!(olds > 2 && news > 1, "{olds} {news}");
                break;
            }
            place.recover(&Breaking::none()).unwrap();
            let now = place.now();
            assert!(now == place.old() || now == place.new_one(), "step {well}: {now:?}");
            *(if now == place.old() { &mut olds } else { &mut news }) += 1;
            assert_eq!(place.others(), Vec::<String>::new(), "step {well}");
            if now == place.old() {
                // What was cut off is in nobody's way.
                place.edit(&Breaking::none()).unwrap();
                assert_eq!(place.now(), place.new_one());
            }
        }
    }
}

#[test]
fn stopped_again_while_it_is_completed_it_is_completed_later() {
    let mut cut_twice = 0;
    for well in 0..MORE_THAN_ALL {
        for again in 0..MORE_THAN_ALL {
            let place = Place::new(true);
            let disk = Breaking::at(well, Break::Stop);
            drop(place.edit(&disk));
            if !disk.reached() {
                assert!(cut_twice > 50, "{cut_twice}");
                return;
            }
            let disk = Breaking::at(again, Break::Stop);
            drop(place.recover(&disk));
            place.recover(&Breaking::none()).unwrap();
            let now = place.now();
            assert!(now == place.old() || now == place.new_one(), "steps {well}, {again}: {now:?}");
            assert_eq!(place.others(), Vec::<String>::new(), "steps {well}, {again}");
            if !disk.reached() {
                break;
            }
            cut_twice += 1;
        }
    }
    panic!("the edit has no end");
}

#[test]
fn a_step_that_fails_leaves_all_as_it_was_and_nothing_behind() {
    let kinds =
        [io::ErrorKind::StorageFull, io::ErrorKind::PermissionDenied, io::ErrorKind::ReadOnlyFilesystem];
    for (several, kind) in [false, true].into_iter().flat_map(|several| kinds.map(|kind| (several, kind))) {
        for well in 0..MORE_THAN_ALL {
            let place = Place::new(several);
            let disk = Breaking::at(well, Break::Fail(kind));
            let edit = place.edit(&disk);
            if !disk.reached() {
                break;
            }
            // Clearing away may be what fails: the next edit does it then.
            let expected = if edit.is_ok() { place.new_one() } else { place.old() };
            assert_eq!(place.now(), expected, "step {well}: {edit:?}");
            if let Err(error) = edit {
                assert!(error.to_string().contains("cannot be written"), "{error}");
            }
            assert!(!matches!(place.recover(&Breaking::none()), Ok(Some(Recovery::Unused { .. }))));
            assert_eq!(place.now(), expected, "step {well}");
            assert_eq!(place.others(), Vec::<String>::new(), "step {well}");
        }
    }
}

#[test]
fn a_disk_that_fails_for_good_leaves_what_can_be_completed() {
    for well in 0..MORE_THAN_ALL {
        let place = Place::new(true);
        let disk = Breaking::at(well, Break::FailOn(io::ErrorKind::StorageFull));
        let edit = place.edit(&disk);
        if !disk.reached() {
            return;
        }
        let before = place.now();
        if let Err(error) = &edit
            && !matches!(error, EditError::Unfinished { .. })
        {
            assert_eq!(before, place.old(), "step {well}: {error}");
        }
        place.recover(&Breaking::none()).unwrap();
        let now = place.now();
        assert!(now == place.old() || now == place.new_one(), "step {well}: {now:?}");
        assert_eq!(place.others(), Vec::<String>::new(), "step {well}");
    }
    panic!("the edit has no end");
}

/// What a power cut may take: everything is on the disk before what relies on it.
#[test]
fn the_steps_come_in_an_order_that_a_power_cut_cannot_turn() {
    let place = Place::new(true);
    let disk = Breaking::none();
    place.edit(&disk).unwrap();
    let log = disk.log.into_inner();
    let at =
        |step: &str| log.iter().position(|done| done == step).unwrap_or_else(|| panic!("{step} in {log:#?}"));
    let last = |step: &str| log.iter().rposition(|done| done == step).unwrap();
    let commit = at("replace edit.journal");
    assert!(at("write and sync edit.begun") < commit, "{log:#?}");
    assert!(last("write and sync unfinished") < commit, "what takes a name is on the disk: {log:#?}");
    assert_eq!(at("sync .campaignctl"), commit + 1, "{log:#?}");
    let put = format!("put {}", provider().file_name().unwrap());
    let own = [
        "exchange data-model.toml",
        "exchange changed.toml",
        put.as_str(),
        "put gone.toml",
        "take gone.toml",
    ];
    let forgotten = at("remove edit.journal");
    for step in own {
        assert!(at(step) > commit + 1 && at(step) < forgotten, "{step} in {log:#?}");
    }
    for directory in ["campaigns", "providers", "deleted"] {
        let synced = last(&format!("sync {directory}"));
        assert!(own.iter().all(|step| synced > at(step)) && synced < forgotten, "{log:#?}");
    }
    assert_eq!(log.last().unwrap(), "sync .campaignctl");
    assert!(
        !log.iter().any(|step| step.starts_with("write ") && !step.starts_with("write and sync")),
        "{log:#?}"
    );
}

/// Stops the edit when it has happened and this many files are in place.
fn cut(place: &Place, files: usize) {
    for well in 0..MORE_THAN_ALL {
        let other = Place::new(true);
        let disk = Breaking::at(well, Break::Stop);
        drop(other.edit(&disk));
        let put = |step: &&String| ["exchange ", "put ", "take "].iter().any(|name| step.starts_with(name));
        if disk.log.borrow().iter().filter(put).count() == files + 1 {
            drop(place.edit(&Breaking::at(well, Break::Stop)));
            return;
        }
    }
    panic!("there are not so many files");
}

fn journal(place: &Place) -> PathBuf {
    place.root().dir().join(STATE).join(JOURNAL).into_std_path_buf()
}

#[test]
fn what_somebody_changed_since_stays_and_both_are_kept() {
    let place = Place::new(true);
    cut(&place, 1);
    place.write("campaigns/changed.toml", b"title = \"theirs\"\n");
    place.write("campaigns/gone.toml", b"title = \"theirs, too\"\n");
    let Some(Recovery::Completed { files, overtaken }) = place.recover(&Breaking::none()).unwrap() else {
        panic!()
    };
    assert_eq!(files.len(), 5);
    let kept: Utf8PathBuf = ".campaignctl/recovered/changed.toml".into();
    let expected = [
        Overtaken { path: "campaigns/changed.toml".into(), kept: Some(kept.clone()) },
        Overtaken { path: "campaigns/gone.toml".into(), kept: None },
    ];
    assert_eq!(overtaken, expected);
    let now = place.now();
    assert_eq!(now[Utf8Path::new("campaigns/changed.toml")], b"title = \"theirs\"\n");
    assert_eq!(now[Utf8Path::new("campaigns/gone.toml")], b"title = \"theirs, too\"\n");
    assert_eq!(now[&provider()], b"# comes\n", "the others are written");
    assert_eq!(std::fs::read(place.root().dir().join(&kept)).unwrap(), b"title = \"new\"\n");
    assert_eq!(place.others(), [kept.as_str()]);
    assert_eq!(place.recover(&Breaking::none()).unwrap(), None, "once");
}

#[test]
fn an_edit_that_wrote_nothing_yet_is_given_up_when_somebody_was_faster() {
    let place = Place::new(true);
    cut(&place, 0);
    place.write("campaigns/changed.toml", b"title = \"theirs\"\n");
    let Some(Recovery::GivenUp { overtaken, kept }) = place.recover(&Breaking::none()).unwrap() else {
        panic!()
    };
    assert_eq!(overtaken.len(), 1);
    assert_eq!(kept.len(), 3, "{kept:?}");
    let mut expected = place.old();
    expected.insert("campaigns/changed.toml".into(), b"title = \"theirs\"\n".to_vec());
    assert_eq!(place.now(), expected);
}

#[test]
fn a_journal_counts_only_where_it_was_written() {
    let other = Place::new(true);
    cut(&other, 1);
    let place = Place::new(true);
    drop(Lock::take(&place.root()).unwrap());
    std::fs::copy(journal(&other), journal(&place)).unwrap();
    let Some(Recovery::Unused { now, reason }) = place.root().recover().unwrap() else { panic!() };
    assert!(reason.contains("not written in this directory"), "{reason}");
    assert_eq!(place.now(), place.old());
    assert_eq!(place.others(), [now.as_str()]);
    assert_eq!(place.root().recover().unwrap(), None, "told once");
}

/// A journal of this directory with other words in it.
fn forged(place: &Place, change: impl FnOnce(&mut serde_json::Value)) {
    cut(place, 0);
    let bytes = std::fs::read(journal(place)).unwrap();
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap();
    let mut head: serde_json::Value = serde_json::from_slice(&bytes[..end]).unwrap();
    change(&mut head);
    let mut forged = serde_json::to_vec(&head).unwrap();
    forged.extend(&bytes[end..]);
    std::fs::write(journal(place), forged).unwrap();
}

#[test]
fn a_journal_leads_to_nothing_but_the_workspaces_own_files() {
    let beyond = [
        "../evil.toml",
        "/tmp/evil.toml",
        "campaigns/../../evil.toml",
        "campaigns/./x.toml",
        "campaigns//x.toml",
        ".git/hooks/post-checkout",
        ".campaignctl/data/lock",
        ".campaignctl/deleted/../x.toml",
        "campaigns/x.toml/y",
        "README.md",
        "",
        "campaigns",
        ".campaignctl/deleted/.x.toml",
        "providers/other.toml",
        "campaigns/X Y.toml",
    ];
    for path in beyond {
        let place = Place::new(true);
        forged(&place, |head| head["files"][0]["path"] = path.into());
        let recovery = place.recover(&Breaking::none()).unwrap();
        assert!(matches!(recovery, Some(Recovery::Unused { .. })), "{path}: {recovery:?}");
        assert_eq!(place.now(), place.old(), "{path}");
        assert_eq!(place.others(), [".campaignctl/edit.journal.unused"], "{path}");
    }
}

#[test]
fn a_damaged_journal_is_not_used() {
    let changes: [fn(&mut serde_json::Value); 5] = [
        |head| head["files"][1]["bytes"] = 1.into(),
        |head| head["files"][1]["bytes"] = u64::MAX.into(),
        |head| head["files"][1]["new"] = "00".into(),
        |head| head["more"] = true.into(),
        |head| head["format"] = 2.into(),
    ];
    for change in changes {
        let place = Place::new(true);
        forged(&place, change);
        let recovery = place.recover(&Breaking::none()).unwrap();
        assert!(matches!(recovery, Some(Recovery::Unused { .. })), "{recovery:?}");
        assert_eq!(place.now(), place.old());
    }
    let place = Place::new(true);
    drop(Lock::take(&place.root()).unwrap());
    for bytes in [&b""[..], b"\n", b"{", &[0xff; 100]] {
        std::fs::write(journal(&place), bytes).unwrap();
        assert!(matches!(place.recover(&Breaking::none()).unwrap(), Some(Recovery::Unused { .. })));
    }
}

#[cfg(unix)]
#[test]
fn links_and_pipes_in_place_of_a_journal_lead_nowhere() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::TempDir::new().unwrap();
    let theirs = outside.path().join("theirs");
    std::fs::write(&theirs, "theirs").unwrap();
    for name in [JOURNAL, BEGUN, "edit.lock"] {
        let place = Place::new(true);
        std::fs::create_dir(place.root().dir().join(STATE)).unwrap();
        let there = place.root().dir().join(STATE).join(name);
        symlink(&theirs, &there).unwrap();
        if name == "edit.lock" {
            assert!(matches!(Lock::take(&place.root()), Err(EditError::Refused { .. })));
            std::fs::remove_file(&there).unwrap();
            symlink(outside.path().join("new"), &there).unwrap();
            assert!(Lock::take(&place.root()).is_err());
            std::fs::remove_file(&there).unwrap();
            assert!(std::process::Command::new("mkfifo").arg(&there).status().unwrap().success());
            assert!(Lock::take(&place.root()).is_err());
            continue;
        }
        place.recover(&Breaking::none()).unwrap();
        assert_eq!(place.now(), place.old());
        drop(std::fs::remove_file(&there));
        assert!(std::process::Command::new("mkfifo").arg(&there).status().unwrap().success());
        place.recover(&Breaking::none()).unwrap();
        place.edit(&Breaking::none()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&theirs).unwrap(), "theirs");
    assert_eq!(outside.path().read_dir().unwrap().count(), 1);

    // The file of an edit has become a link that leads out.
    let place = Place::new(true);
    cut(&place, 1);
    let changed = place.root().dir().join("campaigns/changed.toml");
    std::fs::remove_file(&changed).unwrap();
    symlink(&theirs, &changed).unwrap();
    let Some(Recovery::Completed { overtaken, .. }) = place.recover(&Breaking::none()).unwrap() else {
        panic!()
    };
    assert_eq!(overtaken.len(), 1);
    assert_eq!(std::fs::read_to_string(&theirs).unwrap(), "theirs");
}

#[test]
fn two_that_complete_an_edit_at_once_do_it_once() {
    let place = Place::new(true);
    cut(&place, 2);
    let found: Vec<Option<Recovery>> = std::thread::scope(|scope| {
        let at_work: Vec<_> = (0..6).map(|_| scope.spawn(|| place.root().recover().unwrap())).collect();
        at_work.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(found.iter().flatten().count(), 1, "{found:?}");
    assert_eq!(place.now(), place.new_one());
    assert_eq!(place.others(), Vec::<String>::new());
}

/// A file that is changed in the moment in which the edit happens.
#[test]
fn somebody_who_saves_in_the_last_moment_loses_nothing() {
    struct Saving<'a>(&'a Place, Cell<bool>);
    impl Disk for Saving<'_> {
        fn make_directory(&self, path: &Path) -> io::Result<()> {
            RealDisk.make_directory(path)
        }
        fn write(&self, path: &Path, parts: &[&[u8]], like: Option<&Metadata>, sync: bool) -> io::Result<()> {
            RealDisk.write(path, parts, like, sync)
        }
        fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
            RealDisk.replace(from, to)
        }
        fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
            // After the last look at it.
            if other.ends_with("changed.toml") && !self.1.replace(true) {
                self.0.write("campaigns/changed.toml", b"theirs");
            }
            RealDisk.exchange(one, other)
        }
        fn put(&self, from: &Path, to: &Path) -> io::Result<()> {
            RealDisk.put(from, to)
        }
        fn remove(&self, path: &Path) -> io::Result<()> {
            RealDisk.remove(path)
        }
        fn sync_directory(&self, path: &Path) -> io::Result<()> {
            RealDisk.sync_directory(path)
        }
    }
    let place = Place::new(true);
    let error = place.edit(&Saving(&place, Cell::new(false))).unwrap_err();
    assert!(
        matches!(&error, EditError::ChangedMeanwhile(path) if path == "campaigns/changed.toml"),
        "{error}"
    );
    let mut expected = place.old();
    expected.insert("campaigns/changed.toml".into(), b"theirs".to_vec());
    assert_eq!(place.now(), expected);
    assert_eq!(place.others(), Vec::<String>::new());
}
