//! The schemas in `schemas/`, for those who have no `campaignctl` at hand.

use std::path::PathBuf;

use schema::Kind;

fn directory() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../schemas")
}

#[test]
fn the_committed_schemas_are_current() {
    let mut expected = Vec::new();
    for kind in Kind::all() {
        let file = kind.file_name();
        let path = directory().join(&file);
        let now = kind.text();
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(directory()).unwrap();
            std::fs::write(&path, &now).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == now,
            "schemas/{file} is not current: UPDATE=1 cargo test -p campaignctl-schema committed"
        );
        expected.push(file);
    }
    let mut there: Vec<String> = std::fs::read_dir(directory())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    there.sort();
    expected.sort();
    assert_eq!(there, expected);
}
