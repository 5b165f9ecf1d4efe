//! What cargo knows about the workspace and everything that it depends on.

use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::tree::root;

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) license: Option<String>,
    /// Where it comes from; nothing for a package of this workspace.
    pub(crate) source: Option<String>,
    pub(crate) dependencies: Vec<Dependency>,
    pub(crate) targets: Vec<Target>,
}

#[derive(Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    /// `dev`, `build`, or nothing for a normal one.
    pub(crate) kind: Option<String>,
    pub(crate) path: Option<PathBuf>,
}

#[derive(Deserialize)]
pub(crate) struct Target {
    pub(crate) name: String,
    pub(crate) kind: Vec<String>,
    pub(crate) src_path: PathBuf,
    /// Whether `cargo test` runs it.
    pub(crate) test: bool,
}

/// Every package, dependencies for other systems included.
pub(crate) fn all() -> &'static [Package] {
    static PACKAGES: LazyLock<Vec<Package>> = LazyLock::new(|| {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args(["metadata", "--format-version", "1", "--locked"])
            .current_dir(root())
            .output()
            .unwrap();
        assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice::<Metadata>(&output.stdout).unwrap().packages
    });
    &PACKAGES
}

/// The packages of this workspace.
pub(crate) fn ours() -> impl Iterator<Item = &'static Package> {
    all().iter().filter(|package| package.source.is_none())
}

/// Those that others come with.
pub(crate) fn theirs() -> impl Iterator<Item = &'static Package> {
    all().iter().filter(|package| package.source.is_some())
}

/// The name of a room by the name of its package.
pub(crate) fn room(package: &str) -> &str {
    package.strip_prefix("campaignctl-").unwrap_or(package)
}
