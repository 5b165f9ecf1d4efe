//! Fixes mend what they are offered for.

use check::rules;
use model::{Diagnostic, Level, Workspace};

use crate::support::{campaign, fixed, identity, verification, workspace};

/// Workspaces with faults that have fixes.
fn faulty() -> Vec<Workspace> {
    let mut all: Vec<Workspace> = rules()
        .iter()
        .filter(|rule| rule.docs.finding.is_some())
        .map(|rule| workspace(&rule.docs.example.files().collect::<Vec<_>>()))
        .collect();
    all.push(verification(
        "documents = [\"ID_CARD\", \"driver license\", \"pasport\"]\ncountry = \"kosovo\"",
    ));
    all.push(verification("map = { firstname = \"first_name\", last_name = { from = \"document.lastname\", transform = [\"trim\"] } }"));
    all.push(verification("write-on = [\"aproved\"]\nconsent-country = \"firstname\""));
    all.push(campaign(&identity("on.reviewed = \"don\"").replace("on.otherwise = \"done\"", "")));
    all.push(campaign(
        "entry = \"a\"\nstep.a = { kind = \"page\", on.next = \"done\", on.dismissed = \"done\" }\n\
         step.done = { kind = \"end\", result = \"completed\", on.next = \"a\" }",
    ));
    all.push(workspace(&[(
        "providers/jumio.toml",
        "platform = \"kyx\"\ndatacenter = \"eu\"\nworkflow = \"10011\"\nprimary-color = \" ##0b5fff\"",
    )]));
    all
}

fn is_same(a: &Diagnostic, b: &Diagnostic) -> bool {
    (&a.code, &a.resource, &a.path, &a.message) == (&b.code, &b.resource, &b.path, &b.message)
}

#[test]
fn a_fix_makes_its_finding_disappear() {
    let (mut certain, mut guesses) = (0, 0);
    for workspace in faulty() {
        let before = check::check(&workspace);
        assert!(!before.is_empty());
        for finding in &before {
            for fix in &finding.fixes {
                let after = check::check(&fixed(&workspace, &finding.resource, fix));
                assert!(!after.iter().any(|other| is_same(other, finding)), "{finding:#?}");
                if fix.certain {
                    // Nobody is asked: nothing else may come of it, but for a hint about what can be read now.
                    let above = after.iter().filter(|other| other.level > Level::Hint);
                    let news: Vec<_> =
                        above.filter(|other| !before.iter().any(|old| is_same(old, other))).collect();
                    assert!(news.is_empty(), "{news:#?}");
                    certain += 1;
                } else {
                    guesses += 1;
                }
            }
        }
    }
    assert!(certain >= 5 && guesses >= 12, "{certain} certain fixes and {guesses} guesses were tried");
}
