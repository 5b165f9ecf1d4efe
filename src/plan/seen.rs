//! The drafts that a push from this workspace saw last, kept in `.campaignctl/cache`. Safe to delete: then a draft that
//! differs counts as somebody else's.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Write};

use camino::Utf8PathBuf;
use model::{EnvName, ResourceName, Revision, WorkspaceName};
use serde::{Deserialize, Serialize};
use workspace::Root;

/// The largest file that is read, in bytes: a thousand campaigns have a tenth of it.
const MAX_BYTES: u64 = 1024 * 1024;

/// What was seen of one environment's backend.
pub(crate) struct Seen {
    directory: Utf8PathBuf,
    env: EnvName,
    kept: Kept,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    workspace: WorkspaceName,
    backend: String,
    /// More than one where a push was on its way, and what became of it was not heard.
    drafts: BTreeMap<ResourceName, BTreeSet<Revision>>,
}

impl Seen {
    /// What is kept. A file that cannot be read, or is about another backend, is none.
    pub(crate) fn read(root: &Root, env: &EnvName, workspace: &WorkspaceName, backend: &str) -> Self {
        let directory = root.cache_dir();
        let fresh =
            || Kept { workspace: workspace.clone(), backend: backend.to_owned(), drafts: BTreeMap::new() };
        let kept = read(&directory.join(file(env)))
            .and_then(|bytes| serde_json::from_slice::<Kept>(&bytes).ok())
            .filter(|kept| kept.workspace == *workspace && kept.backend == backend);
        Self { env: env.clone(), kept: kept.unwrap_or_else(fresh), directory }
    }

    /// Keeps for an environment what was seen for it under another name. What cannot be kept is seen anew.
    pub(crate) fn renamed(root: &Root, from: &EnvName, to: &EnvName) {
        let directory = root.cache_dir();
        let places = [directory.parent(), Some(directory.as_path())];
        if !places.into_iter().flatten().any(camino::Utf8Path::is_symlink) {
            let _ = fs_err::rename(directory.join(file(from)), directory.join(file(to)));
        }
    }

    /// Whether a draft of this revision was pushed from here, or seen by the last push.
    pub(crate) fn has(&self, name: &ResourceName, draft: Revision) -> bool {
        self.kept.drafts.get(name).is_some_and(|seen| seen.contains(&draft))
    }

    /// Keeps, before they are sent, what drafts may be from now on: a push that is killed may have arrived.
    pub(crate) fn expect(
        &mut self,
        drafts: impl IntoIterator<Item = (ResourceName, Revision)>,
    ) -> io::Result<()> {
        let mut kept = self.kept.drafts.clone();
        for (name, revision) in drafts {
            kept.entry(name).or_default().insert(revision);
        }
        self.write(kept)
    }

    /// Keeps that these are the drafts.
    pub(crate) fn keep(
        &mut self,
        drafts: impl IntoIterator<Item = (ResourceName, Revision)>,
    ) -> io::Result<()> {
        let mut kept = self.kept.drafts.clone();
        kept.extend(drafts.into_iter().map(|(name, revision)| (name, BTreeSet::from([revision]))));
        self.write(kept)
    }

    fn write(&mut self, drafts: BTreeMap<ResourceName, BTreeSet<Revision>>) -> io::Result<()> {
        if self.kept.drafts == drafts {
            return Ok(());
        }
        self.kept.drafts = drafts;
        // A link would lead the file to a place that whoever made the workspace chose.
        for place in [self.directory.parent(), Some(self.directory.as_path())].into_iter().flatten() {
            if place.is_symlink() {
                return Err(io::Error::other(format!("{place} is a link")));
            }
        }
        fs_err::create_dir_all(&self.directory)?;
        let mut new = tempfile::NamedTempFile::new_in(&self.directory)?;
        new.write_all(&serde_json::to_vec_pretty(&self.kept)?)?;
        new.persist(self.directory.join(file(&self.env))).map_err(|error| error.error)?;
        Ok(())
    }
}

fn file(env: &EnvName) -> String {
    format!("seen-{env}.json")
}

/// The bytes of a file; `None` for a pipe, a device, or what is too large.
fn read(path: &Utf8PathBuf) -> Option<Vec<u8>> {
    // Looked at before it is opened: opening a pipe waits for its other end.
    if !path.symlink_metadata().ok()?.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    fs_err::File::open(path).ok()?.take(MAX_BYTES).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use camino::Utf8Path;
    use model::{EnvName, ResourceName, Revision, WorkspaceName};
    use workspace::Root;

    use super::Seen;

    fn seen(root: &Root, backend: &str) -> Seen {
        Seen::read(root, &EnvName::new("local").unwrap(), &WorkspaceName::new("acme").unwrap(), backend)
    }

    #[test]
    fn what_was_seen_is_kept_for_one_backend() {
        let dir = tempfile::tempdir().unwrap();
        let root = Root::at(Utf8Path::from_path(dir.path()).unwrap());
        let revision: Revision = "a".repeat(64).parse().unwrap();
        let model = ResourceName::DataModel;
        assert!(!seen(&root, "embedded").has(&model, revision));
        seen(&root, "embedded").keep([(model.clone(), revision)]).unwrap();
        assert!(seen(&root, "embedded").has(&model, revision));
        assert!(!seen(&root, "https://elsewhere.example").has(&model, revision));
        std::fs::write(root.cache_dir().join("seen-local.json"), "{").unwrap();
        assert!(!seen(&root, "embedded").has(&model, revision));
    }

    #[test]
    fn what_a_killed_push_sent_may_be_there() {
        let dir = tempfile::tempdir().unwrap();
        let root = Root::at(Utf8Path::from_path(dir.path()).unwrap());
        let [old, new] = ["a", "b"].map(|digit| digit.repeat(64).parse::<Revision>().unwrap());
        let model = ResourceName::DataModel;
        seen(&root, "embedded").keep([(model.clone(), old)]).unwrap();
        seen(&root, "embedded").expect([(model.clone(), new)]).unwrap();
        let after = seen(&root, "embedded");
        assert!(after.has(&model, old) && after.has(&model, new));
        seen(&root, "embedded").keep([(model.clone(), new)]).unwrap();
        let after = seen(&root, "embedded");
        assert!(!after.has(&model, old) && after.has(&model, new));
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let dir = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), dir.path().join(".campaignctl")).unwrap();
        let root = Root::at(Utf8Path::from_path(dir.path()).unwrap());
        let revision: Revision = "a".repeat(64).parse().unwrap();
        assert!(seen(&root, "embedded").keep([(ResourceName::DataModel, revision)]).is_err());
        assert_eq!(std::fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }
}
