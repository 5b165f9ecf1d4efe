//! Random edits of random spellings: what is not meant stays, and a second run changes nothing.

use model::step::PageStep;
use model::{Campaign, Outcome, Resource, Step, StepId, StepSettings};
use proptest::prelude::*;
use workspace::Edit;

use crate::support::{Files, cases, onboarding, regressions, slug};

/// One step as a person may have written it. Each is marked by a comment of its own.
fn spelled(id: usize, form: usize, indent: &str) -> String {
    let mark = format!("{indent}# mark {id}\n");
    match form {
        0 => format!(
            "{mark}{indent}[step.s{id}]\n{indent}kind = \"page\"\n{indent}title = 'T'\n{indent}on.next = \"s0\"\n\n"
        ),
        1 => format!(
            "{mark}{indent}[ step . s{id} ]  # here\n{indent}title = \"\"\"T\"\"\"\n{indent}kind = 'page'\n\n\n"
        ),
        2 => format!(
            "{mark}[step.s{id}]\nkind = \"page\"\non = {{ next = \"s0\" }} # on\n[step.s{id}.extra]\n",
        )
        .replace(&format!("[step.s{id}.extra]\n"), ""),
        _ => format!("{mark}[step.s{id}]\nkind=\"page\"\nfields=[ ]\n[step.s{id}.on]\nnext=\"s0\"\n\n"),
    }
}

#[derive(Debug, Clone)]
enum Change {
    Title(String),
    Add(usize),
    Remove(usize),
    Connect(usize, usize),
    Body(usize, String),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        "[ -~\u{e4}\n\"'\\\\]{1,12}".prop_map(Change::Title),
        (10_usize..13).prop_map(Change::Add),
        (1_usize..6).prop_map(Change::Remove),
        (0_usize..6, 0_usize..6).prop_map(|(from, to)| Change::Connect(from, to)),
        (0_usize..6, "[ -~\u{e4}\n\"'\\\\#]{1,20}").prop_map(|(step, text)| Change::Body(step, text)),
    ]
}

fn step(at: usize) -> StepId {
    StepId::new(&format!("s{at}")).unwrap()
}

/// Makes a change, and tells which step it is about.
fn make(campaign: &mut Campaign, change: &Change) -> Option<usize> {
    match change {
        Change::Title(title) => {
            campaign.title = Some(title.clone());
            None
        }
        Change::Add(at) => {
            let page = StepSettings::Page(PageStep::default());
            campaign.steps.entry(step(*at)).or_insert_with(|| Step::new(page));
            Some(*at)
        }
        Change::Remove(at) => {
            campaign.steps.remove(&step(*at));
            Some(*at)
        }
        Change::Connect(from, to) => {
            if let Some(from) = campaign.steps.get_mut(&step(*from)) {
                from.on.insert(Outcome::new("next").unwrap(), step(*to));
            }
            Some(*from)
        }
        Change::Body(at, text) => {
            if let Some(step) = campaign.steps.get_mut(&step(*at))
                && let StepSettings::Page(page) = &mut step.settings
            {
                page.body = Some(text.clone());
            }
            Some(*at)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: regressions!("edit_any"), ..cases(96) })]

    #[test]
    fn what_is_not_meant_stays(
        forms in proptest::collection::vec((0_usize..4, prop_oneof![Just(""), Just("  ")]), 1..6),
        windows in any::<bool>(),
        changes in proptest::collection::vec(change(), 1..6),
    ) {
        let steps: String = forms.iter().enumerate().map(|(at, (form, indent))| spelled(at, *form, indent)).collect();
        let mut text = format!("# head\n\ntitle = \"T\" # title\n\n{steps}# tail\n");
        if windows {
            text = text.replace('\n', "\r\n");
        }
        let files = Files::new(&[("campaigns/onboarding.toml", &text)]);
        let mut touched = Vec::new();
        let mut edit = Edit::begin(&files.root()).unwrap();
        for change in &changes {
            let Some(Resource::Campaign(_, mut campaign)) = edit.resource(&onboarding()).unwrap() else { panic!() };
            touched.extend(make(&mut campaign, change));
            edit.put(&Resource::Campaign(slug(), campaign.clone())).unwrap();
            prop_assert_eq!(edit.resource(&onboarding()).unwrap(), Some(Resource::Campaign(slug(), campaign)));
        }
        edit.commit().unwrap();

        let after = files.read("campaigns/onboarding.toml");
        prop_assert!(after.starts_with("# head") && after.contains("# title") && after.contains("# tail"), "{}", after);
        for (at, (form, indent)) in forms.iter().enumerate().filter(|(at, _)| !touched.contains(at)) {
            let whole = spelled(at, *form, indent);
            let own = if windows { whole.replace('\n', "\r\n") } else { whole };
            prop_assert!(after.contains(own.trim_end()), "{} is not in {}", own, after);
        }
        if windows {
            prop_assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
        }

        let mut again = Edit::begin(&files.root()).unwrap();
        let resource = again.resource(&onboarding()).unwrap().unwrap();
        again.put(&resource).unwrap();
        prop_assert!(again.preview().unwrap().is_empty());
    }
}
