//! Finding the workspace's directory.

use camino::{Utf8Path, Utf8PathBuf};
use model::{CampaignSlug, IdError, ProviderName, TestName};

/// The file that makes a directory a workspace.
pub(crate) const SETTINGS_FILE: &str = "campaignctl.toml";
/// The file of the data model.
pub(crate) const DATA_MODEL_FILE: &str = "data-model.toml";
/// The file that tells git what to leave out.
pub(crate) const IGNORE_FILE: &str = ".gitignore";
/// The directory of the providers' settings.
pub(crate) const PROVIDERS: &str = "providers";
/// The directory of the campaigns.
pub(crate) const CAMPAIGNS: &str = "campaigns";
/// The directory of the funnel tests.
pub(crate) const TESTS: &str = "tests";
/// The directory of what the tool keeps for itself.
pub(crate) const STATE: &str = ".campaignctl";
/// The directory of the schemas for editors, in there.
pub(crate) const SCHEMAS: &str = "cache/schemas";

/// The directory of a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    dir: Utf8PathBuf,
}

/// Why there is no workspace.
#[derive(Debug, thiserror::Error)]
pub enum RootError {
    /// Neither the directory nor any above it has a `campaignctl.toml`.
    #[error("`{0}` is not in a workspace: there is no `campaignctl.toml` in it or above it")]
    NotFound(Utf8PathBuf),
    /// The directory cannot be looked at.
    #[error("the directory `{path}` cannot be read: {source}")]
    Io {
        /// The directory.
        path: Utf8PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl Root {
    /// The workspace that a directory belongs to: the nearest directory at or above it with a `campaignctl.toml`.
    pub fn discover(start: &Utf8Path) -> Result<Self, RootError> {
        let io = |source| RootError::Io { path: start.to_owned(), source };
        let full = camino::absolute_utf8(start).map_err(io)?;
        std::fs::metadata(&full).map_err(io)?;
        full.ancestors()
            .find(|dir| dir.join(SETTINGS_FILE).symlink_metadata().is_ok())
            .map(Self::at)
            .ok_or_else(|| RootError::NotFound(start.to_owned()))
    }

    /// The workspace in exactly this directory, whether or not it has been begun.
    pub fn at(dir: impl AsRef<Utf8Path>) -> Self {
        Self { dir: dir.as_ref().to_owned() }
    }

    /// The directory.
    pub fn dir(&self) -> &Utf8Path {
        &self.dir
    }

    /// The names of the campaigns that have a file, in order. Files whose name is none are left out: reading the
    /// workspace tells them.
    ///
    /// # Errors
    /// Those of reading the directory; a missing one has no campaigns.
    pub fn campaigns(&self) -> std::io::Result<Vec<CampaignSlug>> {
        self.names(CAMPAIGNS, CampaignSlug::new)
    }

    /// The names of the funnel tests that have a file, in order. As with [`Self::campaigns`].
    ///
    /// # Errors
    /// Those of reading the directory; a missing one has no tests.
    pub fn tests(&self) -> std::io::Result<Vec<TestName>> {
        self.names(TESTS, TestName::new)
    }

    fn names<N: Ord>(
        &self,
        directory: &str,
        name: impl Fn(&str) -> Result<N, IdError>,
    ) -> std::io::Result<Vec<N>> {
        let entries = match std::fs::read_dir(self.dir.join(directory)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut names = Vec::new();
        for entry in entries {
            let file = entry?.file_name();
            let stem = file.to_str().and_then(|file| file.strip_suffix(".toml"));
            names.extend(stem.and_then(|stem| name(stem).ok()));
        }
        names.sort();
        Ok(names)
    }

    /// Whether a campaign has a file, readable or not. Cheaper than [`Self::campaigns`] where there are many.
    pub fn has_campaign(&self, slug: &CampaignSlug) -> bool {
        self.dir.join(CAMPAIGNS).join(format!("{slug}.toml")).symlink_metadata().is_ok()
    }

    /// Whether a provider has a file, readable or not.
    pub fn has_provider(&self, name: &ProviderName) -> bool {
        self.dir.join(PROVIDERS).join(format!("{name}.toml")).symlink_metadata().is_ok()
    }

    /// The directory of what can be deleted at any time, `.campaignctl/cache`.
    pub fn cache_dir(&self) -> Utf8PathBuf {
        self.dir.join(STATE).join("cache")
    }

    /// The directory of the embedded backend's data, `.campaignctl/data`.
    pub fn data_dir(&self) -> Utf8PathBuf {
        self.dir.join(STATE).join("data")
    }
}
