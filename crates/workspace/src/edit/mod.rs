//! Changing files in place.

mod apply;
mod array;
mod disk;
mod form;
mod journal;
mod lines;
mod mend;
mod mentions;
mod moves;
mod names;
mod schema_line;
mod section;
mod step_text;
mod swap;
mod write;

use std::collections::BTreeMap;

use camino::Utf8PathBuf;
use model::funnel_test::FunnelTest;
use model::{Diagnostic, EnvName, KeyPath, Resource, ResourceName, Segment, TestName, WorkspaceSettings};
use serde::Serialize;
use serde_json::{Map, Value as Json};
use toml_edit::DocumentMut;

use crate::files::{self, path_of};
use crate::read::{Lowered, lower_resource, lower_settings, lower_test};
use crate::{Root, Sources};

use disk::RealDisk;
pub(crate) use form::{Form, WIDTH, form_of, rank};
pub(crate) use journal::JOURNAL;
pub use journal::{Overtaken, Recovery};
pub(crate) use lines::unified;
pub(crate) use mend::{Change, mended};
pub(crate) use mentions::{Instead, Mention, Said, mentions};
pub(crate) use schema_line::schema_line;
pub use step_text::{StepDraft, StepText};
pub(crate) use write::{LOCK, Lock, Target};

/// Edits of a workspace's files: nothing is written before [`Edit::commit`].
#[derive(Debug)]
pub struct Edit {
    root: Root,
    files: BTreeMap<ResourceName, Open>,
    /// Files that keep what others lose: path and bytes.
    kept: Vec<(Utf8PathBuf, Vec<u8>)>,
    lock: Lock,
}

/// A file that an edit has read.
#[derive(Debug)]
struct Open {
    path: Utf8PathBuf,
    /// Its bytes; `None` when there is no such file.
    read: Option<Vec<u8>>,
    bom: bool,
    /// Its text as it was read.
    before: Option<String>,
    /// Its text with the edits so far; `None` when it is not there, or goes.
    after: Option<String>,
}

/// Why an edit cannot be made. Nothing has been written then, but for [`EditError::Unfinished`].
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// A file to be edited cannot be read as what it should be.
    #[error("{} cannot be edited: it does not read", .path)]
    Unreadable {
        /// The file, relative to the workspace.
        path: Utf8PathBuf,
        /// Everything that is wrong with it.
        diagnostics: Vec<Diagnostic>,
        /// The texts for [`crate::render()`].
        sources: Box<Sources>,
    },
    /// The edit would leave a file that does not say what was meant.
    #[error("the edit of {path} was given up: {reason}; nothing was written")]
    Refused {
        /// The file, relative to the workspace.
        path: Utf8PathBuf,
        /// What is wrong with the result.
        reason: String,
    },
    /// Somebody else changed a file after it had been read.
    #[error("{0} was changed by somebody else at the same time; nothing was written")]
    ChangedMeanwhile(Utf8PathBuf),
    /// Writing failed half-way, and so did undoing it. [`Root::recover`] completes the edit.
    #[error(
        "{path} cannot be written: {source}; the edit is not complete, and the next command will complete it"
    )]
    Unfinished {
        /// The file.
        path: Utf8PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// An edit of another command had been cut off, and a file of it was changed since.
    #[error("an edit of {0} was cut off, and somebody has changed it since; nothing was written")]
    CutOff(Utf8PathBuf),
    /// Another edit is under way.
    #[error("another command is editing this workspace; its lock is {0}")]
    Locked(Utf8PathBuf),
    /// A file or directory cannot be read or written.
    #[error("{path} cannot be {verb}: {source}")]
    Io {
        /// The file or directory.
        path: Utf8PathBuf,
        /// `read` or `written`.
        verb: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
}

/// What an edit does to one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// The file, relative to the workspace.
    pub path: Utf8PathBuf,
    /// The text before; `None` for a new file.
    pub before: Option<String>,
    /// The text after; `None` for a file that goes.
    pub after: Option<String>,
}

impl FileChange {
    /// The change as a unified diff with `a/` and `b/` names.
    pub fn unified_diff(&self) -> String {
        let name = |side: &str, text: &Option<String>| match text {
            Some(_) => format!("{side}/{}", self.path),
            None => "/dev/null".to_owned(),
        };
        let text = |text: &'_ Option<String>| lines::unified(text.as_deref().unwrap_or_default());
        let (before, after) = (text(&self.before), text(&self.after));
        similar::TextDiff::from_lines(before.as_str(), after.as_str())
            .unified_diff()
            .header(&name("a", &self.before), &name("b", &self.after))
            .to_string()
    }
}

impl Edit {
    /// Begins an edit: takes the workspace's lock, waiting a few seconds for another command to let it go.
    pub fn begin(root: &Root) -> Result<Self, EditError> {
        let lock = begin(root)?;
        Ok(Self { root: root.clone(), files: BTreeMap::new(), kept: Vec::new(), lock })
    }

    /// The workspace's settings, with the edits so far.
    pub fn settings(&mut self) -> Result<WorkspaceSettings, EditError> {
        let name = ResourceName::Workspace;
        let Some(text) = self.open(&name)?.after.clone() else {
            return Err(EditError::Refused {
                path: path_of(&name),
                reason: "there is no such file".to_owned(),
            });
        };
        whole(&name, &text, lower_settings(&text))
    }

    /// A resource as its file has it, without overlays and with the edits so far; `None` when there is no such file.
    pub fn resource(&mut self, name: &ResourceName) -> Result<Option<Resource>, EditError> {
        match self.open(name)?.after.clone() {
            Some(text) => whole(name, &text, lower_resource(name, &text, None)).map(Some),
            None => Ok(None),
        }
    }

    /// A funnel test as its file has it, with the edits so far; `None` when there is no such file.
    pub fn test(&mut self, name: &TestName) -> Result<Option<FunnelTest>, EditError> {
        let name = ResourceName::Test(name.clone());
        match self.open(&name)?.after.clone() {
            Some(text) => whole(&name, &text, lower_test(&name, &text)).map(Some),
            None => Ok(None),
        }
    }

    /// Whether there is a file, with the edits so far.
    ///
    /// # Errors
    /// One that cannot be read in full.
    pub(crate) fn is_there(&mut self, name: &ResourceName) -> Result<bool, EditError> {
        match name {
            ResourceName::Workspace => self.settings().map(|_| true),
            ResourceName::Test(name) => self.test(name).map(|test| test.is_some()),
            name => self.resource(name).map(|resource| resource.is_some()),
        }
    }

    /// Makes a resource's file say this resource. What the file says for single environments stays, but for steps that
    /// are gone.
    pub fn put(&mut self, resource: &Resource) -> Result<(), EditError> {
        let name = resource.name();
        let before = self.resource(&name)?;
        if before.as_ref() == Some(resource) {
            return Ok(());
        }
        let (before, after) = (before.as_ref().map(spec).unwrap_or_default(), spec(resource));
        self.change(&name, |document| {
            apply::apply(document, &before, &after);
            drop_overlays_of_gone_steps(document, &after);
        })?;
        self.check(&name, |text| {
            let lowered = lower_resource(&name, text, None);
            difference(lowered.complete, lowered.value.as_ref().map(spec), &after)
        })
    }

    /// Makes a funnel test's file say this test. A new file is written as [`Edit::format`] would.
    pub fn put_test(&mut self, name: &TestName, test: &FunnelTest) -> Result<(), EditError> {
        let before = self.test(name)?;
        if before.as_ref() == Some(test) {
            return Ok(());
        }
        let is_new = before.is_none();
        let (before, after) = (before.as_ref().map(members).unwrap_or_default(), members(test));
        let name = ResourceName::Test(name.clone());
        self.change(&name, |document| apply::apply(document, &before, &after))?;
        if is_new {
            self.format(&name)?;
        }
        self.check(&name, |text| {
            let lowered = lower_test(&name, text);
            difference(lowered.complete, lowered.value.as_ref().map(members), &after)
        })
    }

    /// Makes `campaignctl.toml` say these settings.
    pub fn put_settings(&mut self, settings: &WorkspaceSettings) -> Result<(), EditError> {
        let before = members(&self.settings()?);
        let after = members(settings);
        if before == after {
            return Ok(());
        }
        let name = ResourceName::Workspace;
        self.change(&name, |document| apply::apply(document, &before, &after))?;
        self.check(&name, |text| {
            let lowered = lower_settings(text);
            difference(lowered.complete, lowered.value.as_ref().map(members), &after)
        })
    }

    /// Sets a key of a resource for one environment only (`[env.NAME]` in its file), or takes it back with `None`.
    pub fn put_overlay(
        &mut self,
        env: &EnvName,
        resource: &ResourceName,
        path: &KeyPath,
        value: Option<&Json>,
    ) -> Result<(), EditError> {
        // Not only the overlay has to read afterwards.
        self.resource(resource)?;
        let keys: Vec<String> = path
            .segments()
            .iter()
            .filter_map(|segment| match segment {
                Segment::Key(key) => Some(key.clone()),
                Segment::Index(_) => None,
            })
            .collect();
        let full: Vec<String> = ["env".to_owned(), env.to_string()].into_iter().chain(keys.clone()).collect();
        self.change(resource, |document| {
            let before = apply::json_of(document);
            let after = apply::with(&before, &full, value);
            apply::apply(document, &before, &after);
        })?;
        self.check(resource, |text| {
            let lowered = lower_resource(resource, text, Some(env));
            let Some(said) = lowered.value.as_ref().map(spec).filter(|_| lowered.complete) else {
                return Err(fault(&lowered));
            };
            let said = keys.iter().try_fold(&Json::Object(said), |json, key| json.get(key)).cloned();
            // A default is left out of what a resource says.
            if value.is_some() && said.is_some() && said.as_ref() != value {
                return Err(format!("`{path}` would not say what was meant"));
            }
            Ok(())
        })
    }

    /// Replaces the text of a file, if it is there, by another that says the same.
    pub(crate) fn reprint(
        &mut self,
        name: &ResourceName,
        print: impl FnOnce(&str) -> Result<String, EditError>,
    ) -> Result<(), EditError> {
        let open = self.open(name)?;
        if let Some(text) = &open.after {
            open.after = Some(print(text)?);
        }
        Ok(())
    }

    /// Removes a resource's file.
    pub fn remove_file(&mut self, name: &ResourceName) -> Result<(), EditError> {
        self.open(name)?.after = None;
        Ok(())
    }

    /// What [`Edit::commit`] would write.
    pub fn preview(&self) -> Result<Vec<FileChange>, EditError> {
        let differing = self.files.values().filter(|file| file.before != file.after);
        Ok(differing
            .map(|file| FileChange {
                path: file.path.clone(),
                before: file.before.clone(),
                after: file.after.clone(),
            })
            .collect())
    }

    /// Writes all changed files, or none. Returns what was written.
    pub fn commit(self) -> Result<Vec<FileChange>, EditError> {
        let changes = self.preview()?;
        let differing = self.files.values().filter(|file| file.before != file.after);
        let mut targets: Vec<Target<'_>> = differing
            .map(|file| Target { path: &file.path, read: file.read.as_deref(), bytes: file.bytes() })
            .collect();
        targets.extend(self.kept.iter().map(|(path, bytes)| Target {
            path,
            read: None,
            bytes: Some(bytes.clone()),
        }));
        // What moves to another file is there before it goes here, even if somebody pulls the plug in between.
        targets.sort_by_key(|target| target.bytes.is_none());
        write_all(&self.root, &self.lock, &targets)?;
        Ok(changes)
    }

    fn open(&mut self, name: &ResourceName) -> Result<&mut Open, EditError> {
        use std::collections::btree_map::Entry;
        match self.files.entry(name.clone()) {
            Entry::Occupied(open) => Ok(open.into_mut()),
            Entry::Vacant(place) => Ok(place.insert(Open::read(&self.root, path_of(name))?)),
        }
    }

    /// Changes a file's document; a file that is not there begins with the line that names its schema.
    fn change(&mut self, name: &ResourceName, edit: impl FnOnce(&mut DocumentMut)) -> Result<(), EditError> {
        let open = self.open(name)?;
        let text = open.after.clone().unwrap_or_else(|| format!("{}\n", schema_line(name)));
        let unified = lines::unified(&text);
        let mut document: DocumentMut = unified.parse().map_err(|error: toml_edit::TomlError| {
            EditError::Refused { path: open.path.clone(), reason: error.message().to_owned() }
        })?;
        let before = document.to_string();
        // A file with nothing but comments: what is new comes after them.
        let heading = document.is_empty().then(|| before.trim_end().to_owned());
        if heading.is_some() {
            document.set_trailing("");
        }
        edit(&mut document);
        if heading.is_some() && document.is_empty() {
            open.after.get_or_insert(text);
            return Ok(());
        }
        let printed = document.to_string();
        let printed = match heading.as_deref() {
            None => printed,
            Some("") => printed.trim_start_matches('\n').to_owned(),
            Some(heading) => format!("{heading}\n\n{}", printed.trim_start_matches('\n')),
        };
        open.after = Some(if printed == before { text } else { lines::restored(&text, &before, printed) });
        Ok(())
    }

    /// Reads a changed file back; one that does not say what was meant is given up.
    fn check(
        &mut self,
        name: &ResourceName,
        says: impl FnOnce(&str) -> Result<(), String>,
    ) -> Result<(), EditError> {
        let open = self.open(name)?;
        let text = open.after.as_deref().unwrap_or_default();
        match says(text) {
            Ok(()) => Ok(()),
            Err(reason) => {
                open.after.clone_from(&open.before);
                Err(EditError::Refused { path: open.path.clone(), reason })
            }
        }
    }
}

impl Open {
    fn read(root: &Root, path: Utf8PathBuf) -> Result<Self, EditError> {
        let refused = |fault: files::FileFault| match fault {
            files::FileFault::Io(source) => EditError::Io { path: path.clone(), verb: "read", source },
            fault => EditError::Refused { path: path.clone(), reason: fault.to_string() },
        };
        let read = files::read_bytes(root, &path).map_err(refused)?;
        let text = read.clone().map(files::text_of).transpose().map_err(refused)?;
        let bom = text.as_ref().is_some_and(|text| text.bom);
        let before = text.map(|text| text.text);
        Ok(Self { path, read, bom, after: before.clone(), before })
    }

    fn bytes(&self) -> Option<Vec<u8>> {
        let text = self.after.as_ref()?;
        Some(if self.bom { format!("\u{feff}{text}").into_bytes() } else { text.clone().into_bytes() })
    }
}

/// Takes a workspace's lock for an edit. What another edit left half done is completed first.
pub(crate) fn begin(root: &Root) -> Result<Lock, EditError> {
    let lock = Lock::take(root)?;
    match journal::recover(&RealDisk, root, &lock)? {
        Some(Recovery::Completed { overtaken, .. } | Recovery::GivenUp { overtaken, .. }) => {
            match overtaken.into_iter().next() {
                Some(file) => Err(EditError::CutOff(file.path)),
                None => Ok(lock),
            }
        }
        Some(Recovery::Unused { .. }) | None => Ok(lock),
    }
}

/// Writes all files, or none.
pub(crate) fn write_all(root: &Root, lock: &Lock, targets: &[Target<'_>]) -> Result<(), EditError> {
    write::all(&RealDisk, root, lock, targets)
}

/// What was read, if nothing is missing in it.
pub(crate) fn whole<T>(name: &ResourceName, text: &str, lowered: Lowered<T>) -> Result<T, EditError> {
    match lowered.value {
        Some(value) if lowered.complete => Ok(value),
        _ => {
            let path = path_of(name);
            let mut sources = Sources::default();
            sources.add(name.clone(), path.clone(), text.to_owned(), &lowered.syntax);
            Err(EditError::Unreadable { path, diagnostics: lowered.diagnostics, sources: Box::new(sources) })
        }
    }
}

/// What a resource says, as its file does.
fn spec(resource: &Resource) -> Map<String, Json> {
    match resource.to_json().get_mut("spec").map(Json::take) {
        Some(Json::Object(members)) => members,
        _ => Map::new(),
    }
}

/// What a file that is no resource says, as JSON.
fn members(file: &impl Serialize) -> Map<String, Json> {
    match serde_json::to_value(file) {
        Ok(Json::Object(members)) => members,
        _ => Map::new(),
    }
}

fn difference(
    complete: bool,
    said: Option<Map<String, Json>>,
    meant: &Map<String, Json>,
) -> Result<(), String> {
    match said {
        Some(said) if complete && said == *meant => Ok(()),
        Some(said) if complete => {
            let keys = said.keys().chain(meant.keys());
            let key = keys.into_iter().find(|key| said.get(*key) != meant.get(*key));
            Err(format!("`{}` would not say what was meant", key.map_or("it", String::as_str)))
        }
        _ => Err("the result would not read".to_owned()),
    }
}

fn fault<T>(lowered: &Lowered<T>) -> String {
    let first = lowered.diagnostics.first();
    first.map_or_else(|| "the result would not read".to_owned(), |finding| finding.message.clone())
}

/// Settings for single environments of a step that is gone would be settings of nothing.
fn drop_overlays_of_gone_steps(document: &mut DocumentMut, after: &Map<String, Json>) {
    let before = apply::json_of(document);
    let steps = after.get("step").and_then(Json::as_object);
    let mut left = before.clone();
    let overlays = before.get("env").and_then(Json::as_object).into_iter().flatten();
    for (env, overlay) in overlays {
        let ids = overlay.get("step").and_then(Json::as_object).into_iter().flat_map(Map::keys);
        for id in ids.filter(|id| !steps.is_some_and(|steps| steps.contains_key(*id))) {
            let path = ["env", env, "step", id].map(str::to_owned);
            left = apply::with(&left, &path, None);
        }
    }
    if left != before {
        apply::apply(document, &before, &left);
    }
}
