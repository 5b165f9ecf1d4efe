//! The examples in the documentation show what they say.

use check::{Example, Rule, rules};
use model::{Diagnostic, Level};

use crate::support::workspace;

/// The findings about an example, but for hints of other rules.
fn relevant(rule: &Rule, example: &Example) -> Vec<Diagnostic> {
    let mut found = check::check(&workspace(&example.files().collect::<Vec<_>>()));
    found.retain(|finding| finding.code == rule.id || finding.level > Level::Hint);
    found
}

#[test]
fn each_example_has_exactly_its_fault() {
    let mut tried = 0;
    for rule in rules() {
        let Some((path, message)) = rule.docs.finding else { continue };
        // What an example leaves out is no fault of it.
        let found = relevant(rule, &rule.docs.example);
        let [finding] = found.as_slice() else { panic!("{}: {found:#?}", rule.id) };
        assert_eq!(
            (
                finding.code.as_str(),
                finding.path.to_string().as_str(),
                finding.message.as_str(),
                finding.level
            ),
            (rule.id, path, message, rule.level)
        );
        assert!(finding.help.is_some(), "{} says what is wrong and not what to do", rule.id);
        tried += 1;
    }
    assert!(tried >= 50, "{tried}");
}

#[test]
fn each_fix_has_no_fault() {
    for rule in rules() {
        assert_eq!(relevant(rule, &rule.docs.fix), [], "{}", rule.id);
    }
}

#[test]
fn rules_are_found_by_their_ids() {
    let ids: Vec<_> = rules().iter().map(|rule| rule.id).collect();
    for id in &ids {
        assert_eq!(ids.iter().filter(|other| other == &id).count(), 1, "{id}");
        assert_eq!(check::rule(&id.to_lowercase()).map(|rule| rule.id), Some(*id));
    }
    assert!(check::rule("F999").is_none());
    assert_eq!(check::nearest_rule("f04").map(|rule| rule.id), Some("F004"));
    assert!(check::nearest_rule("unused").is_none());
}

#[test]
fn only_the_four_rules_about_reading_are_fixed() {
    let fixed: Vec<_> = rules().iter().filter(|rule| !rule.configurable).map(|rule| rule.id).collect();
    assert_eq!(fixed, ["W001", "W002", "W003", "W004"]);
}
