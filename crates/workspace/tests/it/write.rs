//! Files are the old ones or the new ones, and nobody's work is lost.

use model::{Campaign, DataModel, Field, FieldId, FieldType, Resource};
use workspace::{Edit, EditError};

use crate::support::{Files, onboarding, slug};

fn titled(title: &str) -> Resource {
    Resource::Campaign(slug(), Campaign { title: Some(title.to_owned()), ..Campaign::default() })
}

/// What a campaign's file begins with.
const SCHEMA_LINE: &str = "#:schema ../.campaignctl/cache/schemas/campaign.schema.json\n";

fn one_field() -> Resource {
    let mut model = DataModel::default();
    model.fields.insert(FieldId::new("first_name").unwrap(), Field::new(FieldType::Text));
    Resource::DataModel(model)
}

#[test]
fn a_new_file_makes_its_directory() {
    let files = Files::new(&[]);
    let mut edit = Edit::begin(&files.root()).unwrap();
    assert_eq!(edit.resource(&onboarding()).unwrap(), None);
    edit.put(&titled("A")).unwrap();
    edit.commit().unwrap();
    assert_eq!(files.read("campaigns/onboarding.toml"), format!("{SCHEMA_LINE}\ntitle = \"A\"\n"));
}

#[test]
fn a_new_file_that_has_nothing_to_say_comes_to_be() {
    let files = Files::new(&[]);
    let mut edit = Edit::begin(&files.root()).unwrap();
    edit.put(&Resource::Campaign(slug(), Campaign::default())).unwrap();
    assert_eq!(edit.commit().unwrap().len(), 1);
    assert_eq!(files.read("campaigns/onboarding.toml"), SCHEMA_LINE);
}

#[test]
fn what_somebody_saved_in_between_is_not_lost() {
    let files =
        Files::new(&[("campaigns/onboarding.toml", "title = \"a\"\n"), ("data-model.toml", "# none\n")]);
    let mut edit = Edit::begin(&files.root()).unwrap();
    edit.put(&one_field()).unwrap();
    edit.put(&titled("b")).unwrap();
    files.write("campaigns/onboarding.toml", "title = \"c\"\n");
    let error = edit.commit().unwrap_err();
    assert!(
        matches!(&error, EditError::ChangedMeanwhile(path) if path == "campaigns/onboarding.toml"),
        "{error}"
    );
    assert_eq!(files.read("campaigns/onboarding.toml"), "title = \"c\"\n");
    assert_eq!(files.read("data-model.toml"), "# none\n");
}

#[test]
fn a_file_that_came_in_between_is_not_overwritten() {
    let files = Files::new(&[]);
    let mut edit = Edit::begin(&files.root()).unwrap();
    edit.put(&titled("b")).unwrap();
    files.write("campaigns/onboarding.toml", "title = \"c\"\n");
    assert!(matches!(edit.commit().unwrap_err(), EditError::ChangedMeanwhile(_)));
    assert_eq!(files.read("campaigns/onboarding.toml"), "title = \"c\"\n");
}

#[test]
fn two_edits_wait_for_each_other() {
    let files = Files::new(&[("campaigns/onboarding.toml", "title = \"0\"\n")]);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let mut edit = Edit::begin(&files.root()).unwrap();
                let Some(Resource::Campaign(_, campaign)) = edit.resource(&onboarding()).unwrap() else {
                    panic!()
                };
                let count: u32 = campaign.title.unwrap().parse().unwrap();
                edit.put(&titled(&(count + 1).to_string())).unwrap();
                edit.commit().unwrap();
            });
        }
    });
    assert_eq!(files.read("campaigns/onboarding.toml"), "title = \"8\"\n");
}

#[test]
fn nothing_is_left_behind_beside_the_files() {
    let files = Files::new(&[("data-model.toml", "# none\n")]);
    let mut edit = Edit::begin(&files.root()).unwrap();
    edit.put(&one_field()).unwrap();
    edit.put(&titled("b")).unwrap();
    edit.commit().unwrap();
    let names: Vec<String> = files.all().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["campaignctl.toml", "campaigns/onboarding.toml", "data-model.toml"]);
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_links_within_are_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let files = Files::new(&[("shared/real.toml", "title = \"a\"\n"), ("campaigns/other.toml", "")]);
    let real = files.path().join("shared/real.toml");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&real, files.path().join("campaigns/onboarding.toml")).unwrap();
    let mut edit = Edit::begin(&files.root()).unwrap();
    edit.put(&titled("b")).unwrap();
    edit.commit().unwrap();
    assert_eq!(files.read("shared/real.toml"), "title = \"b\"\n");
    assert_eq!(real.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    assert!(files.path().join("campaigns/onboarding.toml").is_symlink());
}

#[cfg(unix)]
#[test]
fn nothing_outside_is_written() {
    use std::os::unix::fs::symlink;
    let outside = Files::new(&[("data-model.toml", "# theirs\n")]);
    let files = Files::new(&[]);
    symlink(outside.path().join("data-model.toml"), files.path().join("data-model.toml")).unwrap();
    symlink(outside.path(), files.path().join("campaigns")).unwrap();
    let mut edit = Edit::begin(&files.root()).unwrap();
    assert!(matches!(edit.put(&one_field()).unwrap_err(), EditError::Refused { .. }));
    edit.put(&titled("b")).unwrap();
    assert!(matches!(edit.commit().unwrap_err(), EditError::Refused { .. }));
    assert_eq!(outside.all().len(), 2, "nothing came");
    assert_eq!(outside.read("data-model.toml"), "# theirs\n");
}

#[cfg(unix)]
#[test]
fn unusual_permissions_stay_and_another_name_of_the_file_keeps_the_old_text() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let files = Files::new(&[("campaigns/onboarding.toml", "title = \"a\"\n")]);
    let there = files.path().join("campaigns/onboarding.toml");
    std::fs::hard_link(&there, files.path().join("other")).unwrap();
    std::fs::set_permissions(&there, std::fs::Permissions::from_mode(0o2604)).unwrap();
    // Whoever may give files away gives this one to somebody.
    let given = std::os::unix::fs::chown(&there, Some(12), Some(34)).is_ok();
    std::fs::set_permissions(&there, std::fs::Permissions::from_mode(0o2604)).unwrap();
    let before = there.metadata().unwrap();
    let mut edit = Edit::begin(&files.root()).unwrap();
    edit.put(&titled("b")).unwrap();
    edit.commit().unwrap();
    let after = there.metadata().unwrap();
    assert_eq!(after.mode(), before.mode());
    assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
    assert_eq!(given, after.uid() == 12);
    assert_eq!(files.read("campaigns/onboarding.toml"), "title = \"b\"\n");
    assert_eq!(files.read("other"), "title = \"a\"\n");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_any_more_is_neither_waited_for_nor_replaced() {
    use std::os::unix::fs::symlink;
    let becomes: [fn(&std::path::Path); 4] = [
        |path| std::fs::create_dir(path).unwrap(),
        |path| assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success()),
        |path| symlink("/dev/zero", path).unwrap(),
        |path| symlink("nowhere", path).unwrap(),
    ];
    for become_that in becomes {
        let files =
            Files::new(&[("campaigns/onboarding.toml", "title = \"a\"\n"), ("data-model.toml", "# none\n")]);
        let there = files.path().join("campaigns/onboarding.toml");
        let mut edit = Edit::begin(&files.root()).unwrap();
        edit.put(&one_field()).unwrap();
        edit.put(&titled("b")).unwrap();
        std::fs::remove_file(&there).unwrap();
        become_that(there.as_std_path());
        let kind = there.symlink_metadata().unwrap().file_type();
        assert!(matches!(edit.commit().unwrap_err(), EditError::Refused { .. }));
        assert_eq!(there.symlink_metadata().unwrap().file_type(), kind);
        assert_eq!(files.read("data-model.toml"), "# none\n");
    }
}
