//! Whatever stands in a file: it reads, or every reason why not is told in its place; it is written in one form, or left
//! alone; and an edit does what was meant, or is refused. `scripts/fuzz` looks for longer.

use model::funnel_test::FunnelTest;
use model::step::{EndResult, EndStep};
use model::{
    DataModel, EnvName, Field, FieldId, FieldType, Level, Outcome, Resource, ResourceName, Step, StepId,
    StepSettings, TestName,
};
use proptest::prelude::*;
use proptest::sample::Index;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;
use workspace::verbs::{environments, rename};
use workspace::{Edit, EditError, RenderStyle, unformatted};

use crate::fuzz_texts::{KINDS, Kind, bytes, kind, soup, tampered};
use crate::support::{Files, cases, regressions};

/// Looks at a file in every way in which the program does.
fn looked_at(kind: Kind, bytes: &[u8]) -> Result<(), TestCaseError> {
    let files = Files::new(&[]);
    files.write_bytes(kind.path(), bytes);
    let name = kind.name();
    let production = EnvName::new("production").unwrap();
    let mut reads = true;
    for env in [None, Some(&production)] {
        let loaded = files.root().load_with_tests(env);
        if loaded.incomplete.contains(&name) {
            reads = false;
            prop_assert!(
                loaded.diagnostics.iter().any(|finding| finding.level == Level::Error),
                "told nothing"
            );
        }
        let places = loaded.sources.locate_all(&loaded.diagnostics);
        prop_assert_eq!(places.len(), loaded.diagnostics.len());
        let text = String::from_utf8_lossy(bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        for (finding, place) in loaded.diagnostics.iter().zip(places) {
            let Some(place) = place.filter(|place| place.path == kind.path()) else { continue };
            prop_assert!(place.line > 0 && place.column > 0, "{:?}", place);
            prop_assert!((place.line, place.column) <= (place.end_line, place.end_column), "{:?}", place);
            if !place.range.is_empty() {
                prop_assert!(
                    text.get(place.range.clone()).is_some(),
                    "{:?} is no place in {:?}",
                    place,
                    text
                );
            }
            for fix in &finding.fixes {
                if let Some((place, _)) = loaded.sources.replacement(finding, fix) {
                    prop_assert!(
                        text.get(place.range.clone()).is_some(),
                        "{:?} is no place in {:?}",
                        place,
                        text
                    );
                }
            }
        }
        let shown = workspace::render(&loaded.diagnostics, &loaded.sources, RenderStyle::default());
        prop_assert_eq!(shown.is_empty(), loaded.diagnostics.is_empty());
        prop_assert!(!shown.contains(|sign: char| sign.is_control() && sign != '\n'), "{:?}", shown);
    }
    formatted(&files, kind, reads)
}

/// Formatting changes nothing but the form, and once is enough.
fn formatted(files: &Files, kind: Kind, reads: bool) -> Result<(), TestCaseError> {
    let said = || {
        let loaded = files.root().load_with_tests(None);
        loaded
            .workspace
            .map(|workspace| (workspace.settings.clone(), workspace.resource(&kind.name()), workspace.tests))
    };
    let change = match unformatted(&files.root(), &kind.name()) {
        Ok(change) => change,
        Err(EditError::Unreadable { .. }) => return Ok(()),
        // Bytes that are no text.
        Err(EditError::Refused { reason, .. }) if !reads && reason.contains("UTF-8") => return Ok(()),
        // What reads files takes a line end between a key of an inline table and its `=`, which is no TOML: it is refused here,
        // and nothing is written.
        Err(EditError::Refused { reason, .. }) if reason == "it has a form that is not known" => {
            return Ok(());
        }
        Err(error) => return Err(TestCaseError::fail(format!("{error}\n{:?}", files.bytes(kind.path())))),
    };
    let Some(after) = change.and_then(|change| change.after) else { return Ok(()) };
    let before = said();
    files.write(kind.path(), &after);
    prop_assert_eq!(said(), before, "{}", after);
    let again = unformatted(&files.root(), &kind.name());
    prop_assert!(matches!(again, Ok(None)), "{:?}\n{}", again, after);
    Ok(())
}

/// An edit of what a file says.
#[derive(Debug, Clone)]
enum Meant {
    /// Something comes, or says something else.
    More(Index, String),
    /// Something goes.
    Less(Index),
    /// Two things change places.
    Swap(Index, Index),
}

fn meant() -> impl Strategy<Value = Meant> {
    prop_oneof![
        3 => (any::<Index>(), "[ -~\u{e4}\u{1F600}\n\"'\\\\#]{0,12}").prop_map(|(at, text)| Meant::More(at, text)),
        1 => any::<Index>().prop_map(Meant::Less),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Meant::Swap(one, other)),
    ]
}

/// The resource as it is meant to be.
fn edited(mut resource: Resource, meant: &Meant) -> Resource {
    match &mut resource {
        Resource::DataModel(model) => edit_fields(model, meant),
        Resource::Campaign(_, campaign) => {
            let ids: Vec<StepId> = campaign.steps.keys().cloned().collect();
            let at = |index: &Index| (!ids.is_empty()).then(|| ids[index.index(ids.len())].clone());
            match meant {
                Meant::More(index, text) => match index.index(4) {
                    0 => campaign.title = Some(text.clone()),
                    1 => {
                        let end = StepSettings::End(EndStep { message: Some(text.clone()), ..end() });
                        let _ = campaign.steps.insert(StepId::new("added").unwrap(), Step::new(end));
                    }
                    _ => {
                        if let Some(step) = at(index).and_then(|id| campaign.steps.get_mut(&id)) {
                            step.on.insert(Outcome::new("next").unwrap(), StepId::new("added").unwrap());
                            step.max_visits = u32::try_from(text.len()).ok().filter(|visits| *visits > 0);
                            if let StepSettings::Page(page) = &mut step.settings {
                                page.body = Some(text.clone());
                            }
                        }
                    }
                },
                Meant::Less(index) => drop(at(index).and_then(|id| campaign.steps.remove(&id))),
                Meant::Swap(one, other) => {
                    if let (Some(one), Some(other)) = (at(one), at(other)) {
                        let first = campaign.steps[&one].clone();
                        let second = campaign.steps.insert(other, first).unwrap();
                        campaign.steps.insert(one, second);
                    }
                }
            }
        }
        Resource::Provider(_) => {}
    }
    resource
}

fn end() -> EndStep {
    EndStep { result: EndResult::Completed, conversion: None, message: None, redirect_url: None }
}

fn edit_fields(model: &mut DataModel, meant: &Meant) {
    let ids: Vec<FieldId> = model.fields.keys().cloned().collect();
    let at = |index: &Index| (!ids.is_empty()).then(|| ids[index.index(ids.len())].clone());
    match meant {
        Meant::More(index, text) if index.index(2) == 0 => {
            let field = Field { label: Some(text.clone()), ..Field::new(FieldType::Text) };
            model.fields.insert(FieldId::new("added").unwrap(), field);
        }
        Meant::More(index, text) => {
            if let Some(field) = at(index).and_then(|id| model.fields.get_mut(&id)) {
                field.description = Some(text.clone());
            }
        }
        Meant::Less(index) => drop(at(index).and_then(|id| model.fields.remove(&id))),
        Meant::Swap(one, other) => {
            if let (Some(one), Some(other)) = (at(one), at(other)) {
                let first = model.fields[&one].clone();
                let second = model.fields.insert(other, first).unwrap();
                model.fields.insert(one, second);
            }
        }
    }
}

/// The comments of a text, in order of their words.
fn comments(text: &str) -> Vec<&str> {
    let tokens = Source::new(text).lex().into_vec();
    let comments = tokens.iter().filter(|token| token.kind() == TokenKind::Comment);
    let mut comments: Vec<&str> =
        comments.map(|token| text[token.span().start()..token.span().end()].trim_end()).collect();
    comments.sort_unstable();
    comments
}

/// Renames what a test names, if it reads, and back: nothing else changes.
fn renames(edit: &mut Edit, files: &Files, test: &TestName) -> Result<(), TestCaseError> {
    let Ok(first) = edit.test(test) else { return Ok(()) };
    let [production, live] = ["production", "live"].map(|name| EnvName::new(name).unwrap());
    let referrers = files.referrers();
    rename::environment(edit, &referrers, &production, &live).unwrap();
    let meant = first.clone().map(|test| FunnelTest {
        env: test.env.map(|env| if env == production { live.clone() } else { env }),
        ..test
    });
    prop_assert_eq!(&edit.test(test).unwrap(), &meant);
    rename::environment(edit, &referrers, &live, &production).unwrap();
    prop_assert_eq!(edit.preview().unwrap(), []);
    environments::remove(edit, &referrers, &production, true).unwrap();
    let meant = first.map(|test| FunnelTest { env: test.env.filter(|env| *env != production), ..test });
    prop_assert_eq!(edit.test(test).unwrap(), meant);
    Ok(())
}

/// Makes edits of a file, if it reads: each says what was meant, and once is enough.
fn edits(kind: Kind, text: &str, all: &[Meant]) -> Result<(), TestCaseError> {
    let files = Files::new(&[(kind.path(), text)]);
    let name = kind.name();
    let mut edit = Edit::begin(&files.root()).unwrap();
    if name == ResourceName::Workspace {
        let Ok(settings) = edit.settings() else { return Ok(()) };
        let mut other = settings.clone();
        other.requires = Some("0.1".to_owned());
        for settings in [other, settings] {
            let put = edit.put_settings(&settings);
            prop_assert!(put.is_ok(), "{:?}\n{}", put, text);
            prop_assert_eq!(edit.settings().unwrap(), settings);
        }
        return Ok(());
    }
    if let ResourceName::Test(test) = &name {
        return renames(&mut edit, &files, test);
    }
    let first = match edit.resource(&name) {
        Ok(Some(first)) => first,
        Ok(None) => return Err(TestCaseError::fail("there is a file")),
        Err(EditError::Unreadable { .. }) => return Ok(()),
        Err(error) => return Err(TestCaseError::fail(error.to_string())),
    };
    let mut resource = first.clone();
    for meant in all {
        resource = edited(resource, meant);
        let put = edit.put(&resource);
        prop_assert!(put.is_ok(), "{:?}\n{}", put, text);
        let said = edit.resource(&name).unwrap();
        prop_assert_eq!(said.as_ref(), Some(&resource), "{}", text);
    }
    let after =
        edit.preview().unwrap().pop().and_then(|change| change.after).unwrap_or_else(|| text.to_owned());
    if all.iter().all(|meant| matches!(meant, Meant::More(..))) {
        let (before, after) = (comments(text), comments(&after));
        prop_assert!(
            before.iter().all(|comment| after.contains(comment)),
            "{:?}\n{}\n{:?}",
            before,
            text,
            after
        );
    }
    drop(edit);
    files.write(kind.path(), &after);
    let mut again = Edit::begin(&files.root()).unwrap();
    again.put(&resource).unwrap();
    prop_assert_eq!(again.preview().unwrap(), []);
    // And back.
    again.put(&first).unwrap();
    prop_assert_eq!(again.resource(&name).unwrap(), Some(first));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: regressions!("fuzz"), ..cases(2500) })]

    #[test]
    fn any_bytes(kind in kind(), bytes in bytes()) {
        looked_at(kind, &bytes)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: regressions!("fuzz"), ..cases(3000) })]

    #[test]
    fn near_misses(kind in kind(), text in soup()) {
        looked_at(kind, text.as_bytes())?;
    }

    #[test]
    fn files_that_were_tampered_with((kind, text) in tampered(4)) {
        looked_at(kind, text.as_bytes())?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: regressions!("fuzz"), ..cases(1500) })]

    #[test]
    fn edits_of_what_still_reads((kind, text) in tampered(2), meant in proptest::collection::vec(meant(), 1..4)) {
        edits(kind, &text, &meant)?;
    }
}

#[test]
fn the_files_to_begin_with_read() {
    let files = Files::new(&KINDS.map(|kind| (kind.path(), kind.valid())));
    let loaded = files.root().load_with_tests(None);
    assert_eq!(loaded.diagnostics, []);
    assert!(KINDS[1..].iter().all(|kind| loaded.sources.path(&kind.name()).is_some()));
}
