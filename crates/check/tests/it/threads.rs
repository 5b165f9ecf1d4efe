//! Many campaigns, looked at on several threads.

use std::collections::BTreeSet;

use crate::support::workspace;

#[test]
fn what_is_found_does_not_depend_on_the_number_of_threads() {
    // Each second campaign has a fault of its own, and some belong together: `twin-1` and `twin_1`.
    let files: Vec<(String, String)> = (0..150)
        .map(|number| {
            let name = match number {
                7 => "twin-1".to_owned(),
                90 => "twin_1".to_owned(),
                number => format!("campaign-{number}"),
            };
            let to = if number % 2 == 0 { "done" } else { "nowhere" };
            let text = format!(
                "entry = \"welcome\"\n[step.welcome]\nkind = \"page\"\nfields = [{{ field = \"first_name\" }}]\n\
                 on.next = \"{to}\"\n[step.done]\nkind = \"end\"\nresult = \"completed\"\n"
            );
            (format!("campaigns/{name}.toml"), text)
        })
        .collect();
    let workspace = workspace(&files);
    let incomplete = BTreeSet::new();
    let alone = check::check_partial(&workspace, &incomplete);
    let codes: BTreeSet<&str> = alone.iter().map(|finding| finding.code.as_str()).collect();
    assert!(codes.contains("F002") && codes.contains("W005") && codes.contains("W006"), "{codes:?}");
    assert_eq!(alone.iter().filter(|finding| finding.code == "F002").count(), 75);
    for threads in [2, 3, 8] {
        assert_eq!(check::check_on(&workspace, &incomplete, threads), alone, "{threads} threads");
    }
}
