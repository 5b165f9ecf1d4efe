//! The drafts that a push from this workspace saw last, kept in `.campaignctl/cache`. Safe to delete: then a draft that
//! differs counts as somebody else's.

use std::collections::BTreeMap;
use std::io::{Read, Write};

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
    drafts: BTreeMap<ResourceName, Revision>,
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

    /// The revision of a draft that was seen last.
    pub(crate) fn revision(&self, name: &ResourceName) -> Option<Revision> {
        self.kept.drafts.get(name).copied()
    }

    /// Keeps that these drafts were seen.
    pub(crate) fn keep(
        &mut self,
        drafts: impl IntoIterator<Item = (ResourceName, Revision)>,
    ) -> std::io::Result<()> {
        let before = self.kept.drafts.clone();
        self.kept.drafts.extend(drafts);
        if self.kept.drafts == before {
            return Ok(());
        }
        // A link would lead the file to a place that whoever made the workspace chose.
        for place in [self.directory.parent(), Some(self.directory.as_path())].into_iter().flatten() {
            if place.is_symlink() {
                return Err(std::io::Error::other(format!("{place} is a link")));
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
        assert_eq!(seen(&root, "embedded").revision(&ResourceName::DataModel), None);
        seen(&root, "embedded").keep([(ResourceName::DataModel, revision)]).unwrap();
        assert_eq!(seen(&root, "embedded").revision(&ResourceName::DataModel), Some(revision));
        assert_eq!(seen(&root, "https://elsewhere.example").revision(&ResourceName::DataModel), None);
        std::fs::write(root.cache_dir().join("seen-local.json"), "{").unwrap();
        assert_eq!(seen(&root, "embedded").revision(&ResourceName::DataModel), None);
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
