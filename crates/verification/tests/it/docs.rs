//! `docs/JUMIO.md` names a test for each sample and for what it says is done: they are there.

use std::path::{Path, PathBuf};

use crate::server::samples;

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The words between backquotes.
fn code() -> Vec<String> {
    let text = std::fs::read_to_string(crates().join("../docs/JUMIO.md")).unwrap();
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// What is named like a test: `crate/module::function`.
fn named() -> Vec<String> {
    let is_name = |word: &&String| {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | ':' | '/');
        word.contains('/') && word.contains("::") && word.chars().all(plain)
    };
    code().iter().filter(is_name).cloned().collect()
}

fn exists(name: &str) -> bool {
    let (krate, path) = name.split_once('/').unwrap();
    let (module, function) = path.rsplit_once("::").unwrap();
    let file = crates().join(krate).join("tests/it").join(module.replace("::", "/"));
    let text = std::fs::read_to_string(file.with_extension("rs"))
        .or_else(|_| std::fs::read_to_string(file.join("mod.rs")))
        .unwrap_or_default();
    // Samples are tests that a macro makes.
    text.contains(&format!("fn {function}(")) || text.contains(&format!("    {function}: \""))
}

#[test]
fn every_test_that_is_named_exists() {
    let named = named();
    assert!(named.len() > 150, "{}", named.len());
    let astray: Vec<_> = named.iter().filter(|name| !exists(name)).collect();
    assert!(astray.is_empty(), "docs/JUMIO.md names tests that are not there: {astray:#?}");
    assert!(!exists("jumio/every_sample::no_such_sample") && !exists("jumio/nowhere::at_all"));
}

#[test]
fn every_sample_is_listed() {
    let code = code();
    for entry in std::fs::read_dir(samples()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(code.contains(&name), "docs/JUMIO.md does not list {name}");
    }
}
