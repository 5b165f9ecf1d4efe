//! Two who edit one workspace at once: every edit that says it was done is there in the end.

use std::collections::BTreeSet;
use std::process::{Child, Stdio};

use crate::support::{Place, Run};

/// How often each of two programs edits.
const EDITS: usize = 12;

/// A shell that runs a line for the numbers from 1 on, and prints those for which it succeeded.
fn editing(place: &Place, line: &str) -> Child {
    let numbers = (1..=EDITS).map(|number| number.to_string()).collect::<Vec<_>>().join(" ");
    let script = format!("for n in {numbers}; do if {line} 2>>../said; then echo $n; fi; done");
    let mut command = place.command("sh");
    command
        .current_dir(place.work().join("acme"))
        .args(["-c", &script])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

fn succeeded(child: Child) -> BTreeSet<String> {
    let output = child.wait_with_output().unwrap();
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn two_who_add_different_things_lose_none() {
    let place = Place::with_campaign();
    let one = editing(&place, "campaignctl field add one_$n --type text");
    let other = editing(&place, "campaignctl field add other_$n --type date");
    let (one, other) = (succeeded(one), succeeded(other));
    assert_eq!((one.len(), other.len()), (EDITS, EDITS), "{}", place.read("said"));
    let model = place.read("acme/data-model.toml");
    for number in 1..=EDITS {
        assert!(model.contains(&format!("[field.one_{number}]\ntype = \"text\"\n")), "{model}");
        assert!(model.contains(&format!("[field.other_{number}]\ntype = \"date\"\n")), "{model}");
    }
    let run = place.shell("campaignctl validate");
    assert_eq!(run.code, 0, "{run}");
}

/// Of two who add the same thing one is told that it is there.
#[test]
fn two_who_add_the_same_thing_do_it_once() {
    let place = Place::with_campaign();
    let line = "campaignctl field add same_$n --type text";
    let (one, other) = (editing(&place, line), editing(&place, line));
    let (one, other) = (succeeded(one), succeeded(other));
    assert_eq!(one.intersection(&other).count(), 0, "{one:?} {other:?}");
    assert_eq!(one.len() + other.len(), EDITS, "{one:?} {other:?}");
    let model = place.read("acme/data-model.toml");
    for number in 1..=EDITS {
        assert_eq!(model.matches(&format!("[field.same_{number}]")).count(), 1, "{model}");
    }
}

/// Edits of several files at once: a rename follows every reference, while the other one adds fields.
#[test]
fn a_rename_in_several_files_and_another_edit_go_together() {
    let place = Place::with_campaign();
    let there = |name: &str| {
        let campaign = place.read("acme/campaigns/onboarding.toml");
        campaign.contains(&format!("\n{name} = \"document.first_name\""))
    };
    assert!(there("first_name"), "{}", place.read("acme/campaigns/onboarding.toml"));
    let rename = "if [ $((n % 2)) = 1 ]; then set -- first_name given_name; else set -- given_name first_name; fi; \
                  campaignctl field rename $1 $2";
    let one = editing(&place, rename);
    let other = editing(&place, "campaignctl field add other_$n --type date");
    let (one, other) = (succeeded(one), succeeded(other));
    assert_eq!((one.len(), other.len()), (EDITS, EDITS), "{}", place.read("said"));
    assert!(there("first_name") && !there("given_name"));
    let run = place.shell("campaignctl validate");
    assert_eq!(run.code, 0, "{run}");
    let model = place.read("acme/data-model.toml");
    assert_eq!(model.matches("[field.other_").count(), EDITS, "{model}");
    assert!(!place.work().join("acme/.campaignctl/edit.journal").exists());
}

/// A person saves the file again and again, the way an editor does, while the program edits it. An edit is done or is
/// refused; it never takes back what the person wrote.
#[test]
fn a_person_who_saves_in_between_loses_nothing() {
    let place = Place::with_campaign();
    let path = place.work().join("acme/data-model.toml");
    let beside = place.work().join("acme/data-model.toml.swp");
    let adding = editing(&place, "campaignctl field add added_$n --type text");
    let mut saved = 0;
    let mut adding = Some(adding);
    let mut done = BTreeSet::new();
    while let Some(mut child) = adding.take() {
        // The lock is not for people, who know of none: they look, write, and look whether somebody else was faster.
        let before = std::fs::read_to_string(&path).unwrap();
        let text = format!("{}\n# note {saved}\n", before.trim_end());
        std::fs::write(&beside, &text).unwrap();
        if std::fs::read_to_string(&path).unwrap() == before {
            std::fs::rename(&beside, &path).unwrap();
            saved += 1;
        }
        if child.try_wait().unwrap().is_some() {
            done = succeeded(child);
        } else {
            adding = Some(child);
        }
    }
    let said = std::fs::read_to_string(place.work().join("said")).unwrap();
    assert!(saved > EDITS, "{saved}");
    // What was saved in the one moment between two looks of the program is kept beside.
    let recovered = place.work().join("acme/.campaignctl/recovered");
    let kept = std::fs::read_dir(recovered).into_iter().flatten();
    let kept: String = kept.map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap()).collect();
    let text = place.read("acme/data-model.toml") + kept.as_str();
    let lost: Vec<usize> = (0..saved).filter(|note| !text.contains(&format!("# note {note}\n"))).collect();
    assert!(lost.is_empty(), "{lost:?} of {saved} are lost; {done:?} were done\n{said}");
    for line in said.lines().filter(|line| line.starts_with("error")) {
        assert!(line.contains("data-model.toml was changed by somebody else at the same time"), "{line}");
    }
}

#[test]
fn a_lock_that_somebody_holds_is_waited_for_and_then_told() {
    let place = Place::with_campaign();
    let lock = std::fs::File::options().write(true).open(place.work().join("acme/.campaignctl/edit.lock"));
    let lock = lock.unwrap();
    lock.lock().unwrap();
    let before = place.workspace_files();
    let run = place.shell("campaignctl field add more --type text");
    assert_eq!(run.code, 1, "{run}");
    assert!(
        run.stderr.contains("another command is editing this workspace") && run.stderr.contains("hint"),
        "{run}"
    );
    assert_eq!(place.workspace_files(), before);
    // Reading waits for nobody.
    let run: Run = place.shell("campaignctl validate");
    assert_eq!(run.code, 0, "{run}");
    drop(lock);
    assert_eq!(place.shell("campaignctl field add more --type text").code, 0);
}
