//! Who reads while others edit sees the files as they were at one moment.

use std::sync::atomic::{AtomicBool, Ordering};

use model::{CampaignSlug, FieldId, ResourceName};
use workspace::verbs::{Referrers, rename};
use workspace::{Edit, Loaded, Root};

use crate::support::Files;

/// How many campaigns follow the name of a field.
const CAMPAIGNS: usize = 24;
/// How often the field gets another name.
const RENAMES: usize = 60;

fn workspace() -> Files {
    let files = Files::new(&[("data-model.toml", "[field.here]\ntype = \"text\"\n")]);
    for number in 0..CAMPAIGNS {
        files.write(
            &format!("campaigns/c{number:02}.toml"),
            "entry = \"a\"\n\n[step.a]\nkind = \"page\"\ntitle = \"{{here}}\"\nbody = \"{{here}}\"\non.next = \"a\"\n",
        );
    }
    files
}

/// Gives the field its other name, again and again.
fn rename_back_and_forth(root: &Root) {
    let referrers = Referrers::of(root).unwrap();
    let names = ["here", "there"].map(|name| FieldId::new(name).unwrap());
    for turn in 0..RENAMES {
        let mut edit = Edit::begin(root).unwrap();
        rename::field(&mut edit, &referrers, &names[turn % 2], &names[(turn + 1) % 2]).unwrap();
        assert_eq!(edit.commit().unwrap().len(), CAMPAIGNS + 1);
    }
}

/// The name that the field has in all files that were read.
fn name_everywhere(loaded: Loaded) -> String {
    assert_eq!(loaded.diagnostics, []);
    let workspace = loaded.workspace.unwrap();
    let names: Vec<String> = workspace.data_model.fields.keys().map(ToString::to_string).collect();
    let [name] = names.as_slice() else { panic!("{names:?}") };
    let other: Vec<String> = workspace
        .campaigns
        .iter()
        .filter(|(_, campaign)| {
            let text = serde_json::to_string(campaign).unwrap();
            text.matches(&format!("{{{{{name}}}}}")).count() != text.matches("{{").count()
        })
        .map(|(slug, _)| slug.to_string())
        .collect();
    assert!(other.is_empty(), "the field is `{name}`, and not in {other:?}");
    name.clone()
}

#[test]
fn a_reader_never_sees_some_files_of_an_edit_before_it_and_some_after_it() {
    let files = workspace();
    let (root, is_done) = (files.root(), AtomicBool::new(false));
    std::thread::scope(|scope| {
        let renames = scope.spawn(|| {
            rename_back_and_forth(&root);
            is_done.store(true, Ordering::Release);
        });
        let some = [ResourceName::DataModel, ResourceName::Campaign(CampaignSlug::new("c23").unwrap())];
        let mut seen = std::collections::BTreeSet::new();
        while !is_done.load(Ordering::Acquire) && !renames.is_finished() {
            seen.insert(name_everywhere(root.load(None)));
            seen.insert(name_everywhere(root.load_with_tests(None)));
            seen.insert(name_everywhere(root.load_only(None, &some)));
        }
        renames.join().unwrap();
        assert_eq!(seen.len(), 2, "the edits were seen at all: {seen:?}");
    });
    assert_eq!(name_everywhere(root.load(None)), "here");
}

#[test]
fn reading_leaves_nothing_behind() {
    let files = workspace();
    name_everywhere(files.root().load_with_tests(None));
    assert!(!files.path().join(".campaignctl").exists());
}
