//! Beginning a workspace.

use model::WorkspaceName;
use workspace::{EditError, verbs};

use crate::support::Files;

fn name() -> WorkspaceName {
    WorkspaceName::new("acme").unwrap()
}

#[test]
fn a_new_workspace_reads_without_a_finding() {
    let files = Files::new(&[]);
    let dir = files.path().join("deep").join("acme");
    let (root, written) = verbs::init::create(&dir, &name()).unwrap();
    let names: Vec<&str> = written.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(names, ["campaignctl.toml", "data-model.toml", ".gitignore"]);
    let loaded = root.load(None);
    assert_eq!(loaded.diagnostics, []);
    let workspace = loaded.workspace.unwrap();
    assert_eq!(workspace.settings.workspace, name());
    assert!(workspace.environment().unwrap().sandbox);
}

#[test]
fn files_that_are_there_are_left_alone() {
    let files = Files::new(&[(".gitignore", "target")]);
    let before = files.all();
    let error = verbs::init::create(&files.path(), &name()).unwrap_err();
    assert!(matches!(error, EditError::Refused { .. }), "{error}");
    assert_eq!(files.all(), before);
}

#[test]
fn an_ignore_file_gets_the_line_that_is_missing_once() {
    let files = Files::new(&[]);
    let dir = files.path().join("acme");
    files.write("acme/.gitignore", "target");
    verbs::init::create(&dir, &name()).unwrap();
    assert_eq!(files.read("acme/.gitignore"), "target\n.campaignctl/\n");
    std::fs::remove_file(dir.join("campaignctl.toml")).unwrap();
    std::fs::remove_file(dir.join("data-model.toml")).unwrap();
    verbs::init::create(&dir, &name()).unwrap();
    assert_eq!(files.read("acme/.gitignore"), "target\n.campaignctl/\n");
}
