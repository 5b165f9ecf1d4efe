//! Where a workspace stands in version control, as far as a push tells it. Asks `git` without running anything that a
//! repository's own settings could name.

use std::process::{Command, Stdio};

use api::CommitState;
use camino::Utf8Path;

/// Settings that could name a program, or lead into a repository that lies in the files of another.
const HARMLESS: [(&str, &str); 4] = [
    ("core.fsmonitor", "false"),
    ("core.hooksPath", "/dev/null"),
    ("core.untrackedCache", "false"),
    ("safe.bareRepository", "explicit"),
];

/// What a filter of file contents is told, so that it does not run.
const NO_FILTER: [(&str, &str); 3] = [("clean", ""), ("process", ""), ("required", "false")];

/// The commit that is checked out in `directory`, and whether files differ from it.
pub(crate) fn state(directory: &Utf8Path) -> (Option<String>, CommitState) {
    let head = ["rev-parse", "--verify", "--quiet", "HEAD"];
    let Some(commit) = git(directory, &[], &head) else {
        return (None, CommitState::Unknown);
    };
    let commit = commit.trim().to_owned();
    if !is_id(&commit) {
        return (None, CommitState::Unknown);
    }
    let settings = without_filters(directory);
    let status = ["status", "--porcelain", "--untracked-files=normal", "--ignore-submodules=all", "--", "."];
    match git(directory, &settings, &status) {
        Some(changes) if changes.trim().is_empty() => (Some(commit), CommitState::Clean),
        Some(_) => (Some(commit), CommitState::Dirty),
        None => (Some(commit), CommitState::Unknown),
    }
}

/// Whether a commit is the one that is checked out in `directory`, or one that it builds on.
pub(crate) fn contains(directory: &Utf8Path, commit: &str) -> bool {
    is_id(commit) && git(directory, &[], &["merge-base", "--is-ancestor", commit, "HEAD"]).is_some()
}

/// Whether a text is the full id of a commit. Nothing else is handed to `git`: it might take it for an option.
fn is_id(commit: &str) -> bool {
    commit.len() >= 40 && commit.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Settings that turn off every filter that the repository has: comparing files with a commit would run them.
fn without_filters(directory: &Utf8Path) -> Vec<(String, String)> {
    let names = ["config", "--null", "--name-only", "--get-regexp", r"^filter\."];
    let listed = git(directory, &[], &names).unwrap_or_default();
    let mut filters: Vec<&str> =
        listed.split('\0').filter_map(|name| Some(name.rsplit_once('.')?.0)).collect();
    filters.sort_unstable();
    filters.dedup();
    let settings = |filter: &str| NO_FILTER.map(|(key, value)| (format!("{filter}.{key}"), value.to_owned()));
    filters.into_iter().flat_map(settings).collect()
}

fn git(directory: &Utf8Path, settings: &[(String, String)], arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    command
        .args(["--no-optional-locks", "--no-pager", "-C", directory.as_str()])
        .args(arguments)
        .env("GIT_TERMINAL_PROMPT", "0")
        // What is missing in a partial clone is not fetched: that would reach hosts and run programs of its choice.
        .env("GIT_NO_LAZY_FETCH", "1")
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    // By variables: names of filters may hold what `-c` takes for its own.
    let harmless = HARMLESS.iter().map(|(key, value)| (*key, *value));
    let settings = harmless.chain(settings.iter().map(|(key, value)| (key.as_str(), value.as_str())));
    let mut count = 0;
    for (key, value) in settings {
        command.env(format!("GIT_CONFIG_KEY_{count}"), key).env(format!("GIT_CONFIG_VALUE_{count}"), value);
        count += 1;
    }
    let output = command.env("GIT_CONFIG_COUNT", count.to_string()).output().ok()?;
    output.status.success().then(|| String::from_utf8(output.stdout).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use api::CommitState;
    use camino::Utf8Path;

    use super::{contains, state};

    fn run(directory: &Utf8Path, arguments: &[&str]) {
        let identity = ["-c", "user.name=Ana", "-c", "user.email=ana@example.com"];
        let done = Command::new("git")
            .arg("-C")
            .arg(directory)
            .args(identity)
            .args(arguments)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .unwrap();
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    }

    fn repository() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        let path = Utf8Path::from_path(dir.path()).unwrap();
        run(path, &["init", "--quiet"]);
        std::fs::write(path.join("a.toml"), "a = 1\n").unwrap();
        run(path, &["add", "."]);
        run(path, &["commit", "--quiet", "-m", "first"]);
        dir
    }

    #[test]
    fn the_commit_and_whether_files_differ() {
        let dir = repository();
        let path = Utf8Path::from_path(dir.path()).unwrap();
        let (commit, clean) = state(path);
        assert_eq!(commit.map(|commit| commit.len()), Some(40));
        assert_eq!(clean, CommitState::Clean);
        std::fs::write(path.join("a.toml"), "a = 2\n").unwrap();
        assert_eq!(state(path).1, CommitState::Dirty);
        let nowhere = tempfile::tempdir().unwrap();
        assert_eq!(state(Utf8Path::from_path(nowhere.path()).unwrap()), (None, CommitState::Unknown));
    }

    #[test]
    fn a_commit_is_contained_in_itself_and_in_what_builds_on_it() {
        let dir = repository();
        let path = Utf8Path::from_path(dir.path()).unwrap();
        let first = state(path).0.unwrap();
        assert!(contains(path, &first));
        run(path, &["commit", "--quiet", "--allow-empty", "-m", "second"]);
        let second = state(path).0.unwrap();
        assert!(contains(path, &first) && contains(path, &second));
        run(path, &["checkout", "--quiet", &first]);
        assert!(!contains(path, &second));
        assert!(!contains(path, &"0".repeat(40)) && !contains(path, "HEAD") && !contains(path, "--all"));
    }

    #[test]
    fn nothing_that_a_repository_names_is_run() {
        let dir = repository();
        let path = Utf8Path::from_path(dir.path()).unwrap();
        let trap = path.join(".git/trap");
        let touch = format!("touch {trap}; cat");
        run(path, &["config", "core.fsmonitor", &touch]);
        run(path, &["config", "filter.odd=.name.clean", &touch]);
        run(path, &["config", "filter.odd=.name.process", &touch]);
        run(path, &["config", "filter.odd=.name.required", "true"]);
        std::fs::write(path.join(".gitattributes"), "*.toml filter=odd=.name\n").unwrap();
        std::fs::write(path.join("a.toml"), "b = 1\n").unwrap();
        assert_eq!(state(path).1, CommitState::Dirty);
        assert!(!trap.exists());
    }
}
