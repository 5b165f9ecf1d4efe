//! Random renames of random spellings: what is renamed back is as it was, to the byte.

use std::collections::BTreeSet;

use model::{CampaignSlug, EnvName, FieldId, StepId};
use proptest::prelude::*;
use workspace::verbs::{ChangeError, Referrers, VerbError, rename};
use workspace::{Edit, Root};

use crate::support::{Files, cases, regressions};

/// A key in one of its spellings.
fn key(name: &str, form: usize) -> String {
    match form % 3 {
        0 => name.to_owned(),
        1 => format!("\"{name}\""),
        _ => format!("'{name}'"),
    }
}

/// A text in one of its spellings.
fn text(said: &str, form: usize) -> String {
    match form % 4 {
        0 => format!("\"{said}\""),
        1 => format!("'{said}'"),
        2 => format!("\"\"\"{said}\"\"\""),
        _ => format!("'''{said}'''"),
    }
}

/// A page as a person may have written it. `s0` to `s3` are steps, `f0` to `f2` fields, `e0` and `e1` environments.
fn page(at: usize, forms: &[usize], to: usize, field: usize) -> String {
    let step = key(&format!("s{at}"), forms[0]);
    let target = text(&format!("s{to}"), forms[1]);
    let asked = text(&format!("f{field}"), forms[2]);
    let words = text(&format!("Hi {{{{f{field}}}}}, {{{{ f0 }}}} and {{{{f{field}0}}}}"), forms[3]);
    match forms[4] % 4 {
        0 => format!(
            "# s{at}\n[step.{step}]\nkind = \"page\"\ntitle = {words} # f{field}\n\
             fields = [{{ field = {asked} }}]\non.next = {target}\n\n"
        ),
        1 => format!(
            "\n  [ step . {step} ]  # here\n  kind = 'page'\n  body = {words}\n  on = {{ next = {target} }}\n"
        ),
        2 => format!(
            "[step.{step}]\nkind = \"page\"\nfields = [ # f{field}\n  {{ field={asked} }},\n]\n\
             [step.{step}.on]\nnext={target}\n\n"
        ),
        _ => format!(
            "[step.{step}]\nkind = \"decision\"\n[[step.{step}.branch]]\noutcome = \"s0\"\n\
             [step.{step}.branch.when]\nany = [{{ field = {asked}, op = \"is-set\" }}, \
             {{ step = {target}, op = \"outcome-of\", value = \"s0\" }}]\n"
        ),
    }
}

#[derive(Debug, Clone)]
enum Rename {
    Field(usize, String),
    Step(usize, String),
    Environment(usize, String),
    Campaign(String),
}

fn any_rename() -> impl Strategy<Value = Rename> {
    let name = || "[a-z][a-z0-9_-]{0,12}";
    prop_oneof![
        (0_usize..3, name()).prop_map(|(at, name)| Rename::Field(at, name)),
        (0_usize..4, name()).prop_map(|(at, name)| Rename::Step(at, name)),
        (0_usize..2, name()).prop_map(|(at, name)| Rename::Environment(at, name)),
        name().prop_map(Rename::Campaign),
    ]
}

/// A test as a person may have written it, of the same names.
fn test(forms: &[usize], at: usize, field: usize) -> String {
    let (step, other) = (text(&format!("s{at}"), forms[0]), text("s0", forms[1]));
    let (filled, unset) = (key(&format!("f{field}"), forms[2]), text("f0", forms[3]));
    let head = format!(
        "{} = {} # onboarding\nenv = {}\n",
        key("campaign", forms[0]),
        text("onboarding", forms[4]),
        text("e1", forms[5])
    );
    head + &match forms[4] % 3 {
        0 => format!(
            "[case.s0] # s0\nplay = [\n  {{ at = {step}, fill = {{ {filled} = \"f0\" }} }}, # f0\n]\n\
             expect = {{ path = [{other}, {step}], unset = [ {unset} ] }}\n"
        ),
        1 => format!(
            "[[case.'f0'.play]]\nat={step}\nanswer.{filled} = 's0'\n[case.f0.expect]\nend = {other}\nfields.{filled} = \"f0\"\n"
        ),
        _ => {
            format!("case = {{ e0 = {{ expect = {{ at = {step}, fields = {{ {filled} = {unset} }} }} }} }}\n")
        }
    }
}

/// Renames there, or back; tells whether it could be.
fn renames(root: &Root, change: &Rename, back: bool) -> bool {
    let mut edit = Edit::begin(root).unwrap();
    // There is one.
    let slug = root.campaigns().unwrap().remove(0);
    let order = |old: String, new: &String| if back { (new.clone(), old) } else { (old, new.clone()) };
    let referrers = Referrers::of(root).unwrap();
    let done = match change {
        Rename::Field(at, name) => {
            let (from, to) = order(format!("f{at}"), name);
            let (Ok(from), Ok(to)) = (FieldId::new(&from), FieldId::new(&to)) else { return false };
            rename::field(&mut edit, &referrers, &from, &to)
        }
        Rename::Step(at, name) => {
            let (from, to) = order(format!("s{at}"), name);
            let (Ok(from), Ok(to)) = (StepId::new(&from), StepId::new(&to)) else { return false };
            rename::step(&mut edit, &referrers, &slug, &from, &to)
        }
        Rename::Environment(at, name) => {
            let (from, to) = order(format!("e{at}"), name);
            let (Ok(from), Ok(to)) = (EnvName::new(&from), EnvName::new(&to)) else { return false };
            rename::environment(&mut edit, &referrers, &from, &to)
        }
        Rename::Campaign(name) => {
            let (from, to) = order("onboarding".to_owned(), name);
            let (Ok(from), Ok(to)) = (CampaignSlug::new(&from), CampaignSlug::new(&to)) else { return false };
            rename::campaign(&mut edit, &referrers, &from, &to)
        }
    };
    match done {
        Ok(places) => {
            assert_eq!(places.is_empty(), edit.commit().unwrap().is_empty());
            true
        }
        // The name is in use, or something refers to it.
        Err(ChangeError::Verb(VerbError::Exists { .. } | VerbError::ReferredTo { .. })) => false,
        Err(error) => panic!("{error}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: regressions!("verbs_rename_any"), ..cases(96) })]

    #[test]
    fn what_is_renamed_and_renamed_back_is_as_it_was(
        pages in proptest::collection::vec(
            (proptest::collection::vec(0_usize..12, 5), 0_usize..4, 0_usize..3),
            4,
        ),
        forms in proptest::collection::vec(0_usize..12, 6),
        tested in (proptest::collection::vec(0_usize..12, 6), 0_usize..4, 0_usize..3),
        windows in any::<bool>(),
        changes in proptest::collection::vec(any_rename(), 1..5),
    ) {
        let steps: String = pages
            .iter()
            .enumerate()
            .map(|(at, (forms, to, field))| page(at, forms, *to, *field))
            .collect();
        let mut campaign = format!(
            "# head\nentry = {}\n\n{steps}\n[env.{}.step.{}]\ntitle = {} # e0\n# tail\n",
            text("s0", forms[0]), key("e0", forms[1]), key("s1", forms[2]), text("{{f1}}", forms[3]),
        );
        let mut tests = test(&tested.0, tested.1, tested.2);
        if windows {
            campaign = campaign.replace('\n', "\r\n");
            tests = tests.replace('\n', "\r\n");
        }
        let settings = format!(
            "workspace = \"acme\"\ndefault-env = {} # e0\n[env]\n{}.backend = \"embedded\"\n\
             e1 = {{ backend = \"embedded\" }}\n",
            text("e0", forms[4]), key("e0", forms[5]),
        );
        let fields = "field.f0.type = 'text'\n[field.\"f1\"]\ntype = \"text\" # f1\n[ field . f2 ]\ntype = \"text\"\n";
        let files = Files::new(&[
            ("campaignctl.toml", &settings),
            ("data-model.toml", fields),
            ("campaigns/onboarding.toml", &campaign),
            ("tests/t.toml", &tests),
        ]);
        let read = files.root().load_with_tests(None);
        prop_assert!(read.incomplete.is_empty(), "{:?}", read.diagnostics);
        let before = files.all();
        let mut done = Vec::new();
        let mut renamed = BTreeSet::new();
        for change in &changes {
            // The second name of one thing would be renamed from a name that is gone.
            let what = match change {
                Rename::Field(at, _) => ("field", *at),
                Rename::Step(at, _) => ("step", *at),
                Rename::Environment(at, _) => ("env", *at),
                Rename::Campaign(_) => ("campaign", 0),
            };
            if renamed.insert(what) && renames(&files.root(), change, false) {
                done.push(change);
            }
        }
        let read = files.root().load_with_tests(None);
        prop_assert!(read.incomplete.is_empty(), "{:?}", read.diagnostics);
        let test = read.workspace.unwrap().tests.into_values().next().unwrap();
        prop_assert_eq!(vec![test.campaign], files.root().campaigns().unwrap());
        for change in done.iter().rev() {
            prop_assert!(renames(&files.root(), change, true), "{change:?}");
        }
        prop_assert_eq!(files.all(), before);
    }
}
