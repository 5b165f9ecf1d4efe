//! Killed in the middle, or on a disk that takes no more: a push leaves the old draft or the new one, an edit the old files or
//! the new ones.

use std::process::Stdio;
use std::time::Duration;

use crate::support::Place;

#[test]
fn a_killed_push_leaves_the_old_draft_or_the_new_one() {
    let place = Place::with_campaign();
    assert_eq!(place.shell("campaignctl push").code, 0);
    let mut outcomes = [0, 0];
    for round in 0..12_u32 {
        let title = format!("Title {round}");
        let edit = place.shell(&format!("campaignctl funnel edit-step welcome --title '{title}'"));
        assert_eq!(edit.code, 0, "{edit}");
        let mut push = place.campaignctl(&["-C", "acme", "push"]);
        let mut child = push.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // Each round at another moment; whatever it hits has to be safe.
        std::thread::sleep(Duration::from_millis(u64::from(round) * 4));
        let _ = child.kill();
        child.wait().unwrap();
        let diff = place.shell("campaignctl diff --exit-code");
        assert!(diff.code == 0 || diff.code == 4, "{diff}");
        outcomes[usize::from(diff.code == 0)] += 1;
        let again = place.shell("campaignctl push");
        assert_eq!(again.code, 0, "{again}");
        assert_eq!(place.shell("campaignctl diff --exit-code").code, 0);
    }
    assert_eq!(outcomes.iter().sum::<i32>(), 12);
}

/// The process is killed in the moment in which a file of its own is seen, or the first of the workspace's is new.
#[test]
fn a_killed_edit_of_several_files_leaves_all_of_them_old_or_all_new() {
    let place = Place::with_campaign();
    let acme = place.work().join("acme");
    let in_model = |name: &str| place.read("acme/data-model.toml").contains(&format!("[field.{name}]"));
    let campaign = || place.read("acme/campaigns/onboarding.toml");
    let in_campaign = |name: &str| campaign().contains(&format!("\n{name} = \"document.first_name\""));
    let mut names = ["first_name", "given_name"];
    for round in 0..9 {
        let [old, new] = names;
        let mut rename = place.campaignctl(&["-C", "acme", "field", "rename", old, new]);
        let mut child = rename.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let seen = || match round % 3 {
            0 => acme.join(".campaignctl/edit.begun").exists(),
            1 => acme.join(".campaignctl/edit.journal").exists(),
            _ => in_model(new) || in_campaign(new),
        };
        while child.try_wait().unwrap().is_none() && !seen() {}
        let _ = child.kill();
        child.wait().unwrap();
        let run = place.shell("campaignctl validate");
        assert_eq!(run.code, 0, "{run}");
        assert_eq!(in_model(new), in_campaign(new), "{run}");
        assert_ne!(in_model(new), in_model(old), "{run}");
        if in_model(new) {
            names = [new, old];
        }
        assert!(!acme.join(".campaignctl/edit.journal").exists());
    }
}

/// A limit on how large files may become takes the place of a full disk.
#[cfg(unix)]
#[test]
fn an_edit_on_a_full_disk_is_told_and_changes_nothing() {
    let place = Place::with_campaign();
    let before = place.workspace_files();
    for line in ["campaignctl field add more --type text", "campaignctl field rename first_name given_name"] {
        let run = place.shell(&format!("trap '' XFSZ; ulimit -f 0; {line}"));
        assert_eq!(run.code, 1, "{line}\n{run}");
        assert!(run.stderr.contains("cannot be written"), "{line}\n{run}");
        assert_eq!(place.workspace_files(), before, "{line}\n{run}");
        // Without a trap the system ends the program at its first byte.
        let run = place.shell(&format!("ulimit -f 0; {line}"));
        assert_ne!(run.code, 0, "{line}\n{run}");
        assert_eq!(place.workspace_files(), before, "{line}\n{run}");
        assert_eq!(place.shell(line).code, 0, "with room it is done");
        assert_eq!(place.shell("campaignctl validate").code, 0);
        let back = if line.contains("rename") { "rename given_name first_name" } else { "remove more" };
        assert_eq!(place.shell(&format!("campaignctl field {back}")).code, 0);
        assert_eq!(place.workspace_files(), before, "{line}");
    }
}

/// A repository may come with a journal that somebody made.
#[test]
fn a_journal_from_elsewhere_is_told_once_and_not_used() {
    let place = Place::with_campaign();
    let before = place.workspace_files();
    let content = "# theirs\n";
    let head = "{\"format\":1,\"workspace\":\"1-2\",\"files\":[{\"path\":\"data-model.toml\",\"old\":null,\"new\":null,\"bytes\":0}]}";
    place.write("acme/.campaignctl/edit.journal", &format!("{head}\n{content}"));
    // What has nothing to do with the workspace does not touch it.
    let run = place.shell("campaignctl explain F004");
    assert!(run.code == 0 && run.stderr.is_empty(), "{run}");
    let run = place.shell("campaignctl validate");
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stderr.contains("the journal of an edit was not used"), "{run}");
    assert!(run.stderr.contains(".campaignctl/edit.journal.unused"), "{run}");
    assert_eq!(place.workspace_files(), before);
    let run = place.shell("campaignctl validate");
    assert!(!run.stderr.contains("journal"), "{run}");
}
