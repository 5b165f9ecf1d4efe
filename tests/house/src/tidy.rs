//! What no tool of Rust looks at.

use crate::tree::{File, files, root};

const MAX_LINES: usize = 800;

/// Kinds of files that people write here.
const KINDS: &[&str] = &["css", "html", "js", "json", "md", "rs", "sh", "sql", "toml", "yml"];

fn is_written_here(file: &File) -> bool {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    match name.rsplit_once('.') {
        Some((_, kind)) => KINDS.contains(&kind),
        None => file.text.starts_with("#!"),
    }
}

#[test]
fn files_are_short_and_lines_end_where_they_end() {
    let mut wrong = Vec::new();
    for file in files("").into_iter().filter(is_written_here) {
        let lines = file.text.lines().count();
        if file.is_rust() && lines > MAX_LINES {
            wrong
                .push(format!("{} has {lines} lines; {MAX_LINES} are too many to find one's way", file.path));
        }
        for (index, line) in file.text.split('\n').enumerate() {
            let place = format!("{}:{}", file.path, index + 1);
            if line.ends_with([' ', '\t', '\r']) {
                wrong.push(format!("{place} ends in a blank or a carriage return"));
            }
            if line.contains('\t') {
                wrong.push(format!("{place} has a tabulator"));
            }
        }
        if !file.text.is_empty() && (!file.text.ends_with('\n') || file.text.ends_with("\n\n")) {
            wrong.push(format!("{} does not end in one line end", file.path));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_is_left_for_later_and_no_lint_is_silenced_without_a_reason() {
    let words = [
        (concat!("to", "do!"), "do it"),
        (concat!("unimple", "mented!"), "do it"),
        (concat!("#[ig", "nore"), "a test runs, or it is none"),
        (concat!("[al", "low("), "#[expect(lint, reason = \"…\")] says why, and when it is no longer needed"),
        (concat!("FIX", "ME"), "do it"),
        (concat!("XX", "X:"), "do it"),
    ];
    let mut wrong = Vec::new();
    for file in ["src", "crates", "tests"].into_iter().flat_map(files).filter(File::is_rust) {
        for (index, line) in file.text.lines().enumerate() {
            for (word, advice) in words {
                if line.contains(word) {
                    wrong.push(format!("{}:{} has {word}: {advice}", file.path, index + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[cfg(unix)]
#[test]
fn scripts_can_be_run() {
    use std::os::unix::fs::PermissionsExt;

    for file in ["scripts", ".ci"].into_iter().flat_map(files).filter(|file| file.text.starts_with("#!")) {
        let mode = root().join(&file.path).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o111, 0o111, "{} is not executable", file.path);
    }
}
