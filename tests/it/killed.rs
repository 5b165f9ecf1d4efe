//! A killed push leaves the old draft or the new one.

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
