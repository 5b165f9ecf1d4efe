//! A source file that no `mod` names is compiled by nobody, and its tests never run.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use fs_err as fs;

use crate::packages;
use crate::tree::{File, files, root};

#[test]
fn every_source_file_belongs_to_a_target() {
    let mut reached = BTreeSet::new();
    for target in packages::ours().flat_map(|package| &package.targets) {
        follow(&target.src_path.canonicalize().unwrap(), true, &mut reached);
    }
    let forgotten: Vec<_> = ["src", "crates", "tests"]
        .into_iter()
        .flat_map(files)
        .filter(File::is_rust)
        .filter(|file| !reached.contains(&root().join(&file.path)))
        .map(|file| file.path)
        .collect();
    assert!(forgotten.is_empty(), "no `mod` names {forgotten:#?}");
}

#[test]
fn cargo_test_runs_every_target_that_has_tests() {
    for package in packages::ours() {
        for target in &package.targets {
            let runs =
                target.test || target.kind.iter().any(|kind| kind == "custom-build" || kind == "example");
            assert!(runs, "{}: {} ({}) has test = false", package.name, target.name, target.kind.join(", "));
        }
        let tests = package.targets.iter().filter(|target| target.kind == ["test"]).count();
        assert!(
            tests <= 1,
            "{} has {tests} test binaries; each one is linked anew: one is enough",
            package.name
        );
    }
}

/// Adds a file and everything that its `mod`s name. `is_root`: it is the root of a target, or a `mod.rs`, whose modules
/// lie beside it.
fn follow(file: &Path, is_root: bool, reached: &mut BTreeSet<PathBuf>) {
    if !reached.insert(file.to_owned()) {
        return;
    }
    let beside = file.parent().unwrap();
    let below = if is_root { beside.to_owned() } else { file.with_extension("") };
    let mut path_attribute = None;
    for line in fs::read_to_string(file).unwrap().lines() {
        let line = line.trim();
        if let Some(path) = line.strip_prefix("#[path = \"").and_then(|rest| rest.strip_suffix("\"]")) {
            path_attribute = Some(beside.join(path));
        } else if let Some(name) = module_name(line) {
            let candidates = match path_attribute.take() {
                Some(path) => vec![path],
                None => vec![below.join(format!("{name}.rs")), below.join(name).join("mod.rs")],
            };
            for candidate in candidates.into_iter().filter(|candidate| candidate.is_file()) {
                let is_root = candidate.ends_with("mod.rs");
                follow(&candidate.canonicalize().unwrap(), is_root, reached);
            }
        }
    }
}

/// The name in `mod name;`, whatever stands before it.
fn module_name(line: &str) -> Option<&str> {
    let rest = match line.strip_prefix("mod ") {
        Some(rest) => rest,
        None if line.starts_with("pub") => line.split_once(" mod ")?.1,
        None => return None,
    };
    rest.strip_suffix(';')
}

#[test]
fn a_declaration_is_told_from_other_lines() {
    for line in ["mod name;", "pub mod name;", "pub(crate) mod name;"] {
        assert_eq!(module_name(line), Some("name"), "{line}");
    }
    for line in ["mod tests {", "// mod name;", "use a::mod_b;", "pub fn model();"] {
        assert_eq!(module_name(line), None, "{line}");
    }
}
