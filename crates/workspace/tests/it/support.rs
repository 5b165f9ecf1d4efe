//! A workspace in a temporary directory.

use camino::{Utf8Path, Utf8PathBuf};
use model::{Campaign, CampaignSlug, Resource, ResourceName};
use proptest::prelude::ProptestConfig;
use tempfile::TempDir;
use workspace::verbs::Referrers;
use workspace::{Edit, Root};

pub(crate) const SETTINGS: &str = "\
workspace = \"acme\"
default-env = \"local\"

[env.local]
backend = \"embedded\"
sandbox = true

[env.production]
backend = \"https://campaigns.example.com\"
protected = true
";

pub(crate) struct Files {
    dir: TempDir,
}

impl Files {
    /// A workspace with settings and these files.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let there = Self { dir: TempDir::new().unwrap() };
        there.write("campaignctl.toml", SETTINGS);
        for (path, text) in files {
            there.write(path, text);
        }
        there
    }

    pub(crate) fn path(&self) -> Utf8PathBuf {
        Utf8Path::from_path(self.dir.path()).unwrap().to_owned()
    }

    pub(crate) fn root(&self) -> Root {
        Root::at(self.path())
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let full = self.path().join(path);
        std::fs::create_dir_all(full.parent().unwrap()).unwrap();
        std::fs::write(full, text).unwrap();
    }

    pub(crate) fn write_bytes(&self, path: &str, bytes: &[u8]) {
        self.write(path, "");
        std::fs::write(self.path().join(path), bytes).unwrap();
    }

    pub(crate) fn bytes(&self, path: &str) -> Vec<u8> {
        std::fs::read(self.path().join(path)).unwrap()
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// The files that may refer to what others have.
    pub(crate) fn referrers(&self) -> Referrers {
        Referrers::of(&self.root()).unwrap()
    }

    /// All files but those of the tool itself, with their contents.
    pub(crate) fn all(&self) -> Vec<(String, String)> {
        let mut files = Vec::new();
        let mut directories = vec![self.path()];
        while let Some(directory) = directories.pop() {
            for entry in directory.read_dir_utf8().unwrap() {
                let path = entry.unwrap().into_path();
                if path.is_dir() && path.file_name() != Some(".campaignctl") {
                    directories.push(path);
                } else if path.is_file() {
                    let name = path.strip_prefix(self.path()).unwrap().to_string();
                    files.push((name, std::fs::read_to_string(&path).unwrap()));
                }
            }
        }
        files.sort();
        files
    }
}

pub(crate) fn slug() -> CampaignSlug {
    CampaignSlug::new("onboarding").unwrap()
}

pub(crate) fn onboarding() -> ResourceName {
    ResourceName::Campaign(slug())
}

/// The campaign of a file `campaigns/onboarding.toml` after an edit of the model, as text.
pub(crate) fn edited(before: &str, change: impl FnOnce(&mut Campaign)) -> String {
    let files = Files::new(&[("campaigns/onboarding.toml", before)]);
    edit_campaign(&files, change);
    files.read("campaigns/onboarding.toml")
}

pub(crate) fn edit_campaign(files: &Files, change: impl FnOnce(&mut Campaign)) {
    let mut edit = Edit::begin(&files.root()).unwrap();
    let Some(Resource::Campaign(slug, mut campaign)) = edit.resource(&onboarding()).unwrap() else {
        panic!("there is a campaign");
    };
    change(&mut campaign);
    edit.put(&Resource::Campaign(slug, campaign)).unwrap();
    edit.commit().unwrap();
}

/// How a property is tested: with this many cases, or with `FUZZ_TIMES` as many.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    let times = std::env::var("FUZZ_TIMES").map_or(1, |times| times.parse().unwrap());
    ProptestConfig { cases: cases * times, ..ProptestConfig::default() }
}

/// Where the cases of a file of tests are kept that failed once: they are tried first from then on.
macro_rules! regressions {
    ($name:literal) => {
        Some(Box::new(proptest::test_runner::FileFailurePersistence::Direct(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/regressions/",
            $name,
            ".txt"
        ))))
    };
}
pub(crate) use regressions;
