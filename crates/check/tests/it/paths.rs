//! F012, J007, M005, M016: what follows from the paths through a funnel.

use insta::assert_snapshot;

use crate::support::{campaign, found, hints, identity, told, verification};

/// Findings of a verification with these lines, and more steps.
fn with(lines: &str, steps: &str) -> String {
    told(&campaign(&format!("{}{steps}", identity(lines))))
}

const SORRY: &str = "[step.sorry]\nkind = \"page\"\non.next = \"done\"\n";
const CLERK: &str = "[step.clerk]\nkind = \"review\"\non.approved = \"done\"\n";

#[test]
fn a_failed_verification_does_not_lead_to_a_conversion() {
    assert_snapshot!(with("on.rejected = \"done\"\non.expired = \"sorry\"", SORRY), @r"
    F012 warning step.identity.on.expired: `expired` of `identity` leads to a conversion: `identity.expired` -> `sorry.next` -> `done`
      help: lead it to a review, to another attempt, or to an end that is no conversion
    F012 warning step.identity.on.rejected: `rejected` of `identity` leads to a conversion: `identity.rejected` -> `done`
      help: lead it to a review, to another attempt, or to an end that is no conversion
    ");
    assert_snapshot!(with("on.approved = \"sorry\"\non.error = \"sorry\"", &SORRY.replace("done", "declined")), @r"
    F005 error step.done^: the step `done` cannot be reached from the entry `identity`
      help: lead a way to it: `campaignctl funnel connect STEP.OUTCOME done`, or remove `[step.done]`
    F012 warning step.identity.on.error: `error` of `identity` leads where `approved` leads, to `sorry`
      help: lead it to a review, to another attempt, or to an end that is no conversion
    ");
    // A person decides; but not one who takes too long.
    let clerk = format!("{CLERK}on.rejected = \"declined\"\non.overdue = \"declined\"\n");
    assert_eq!(with("on.rejected = \"clerk\"", &clerk), "");
    let late = format!("{CLERK}on.rejected = \"declined\"\non.overdue = \"done\"\n");
    assert_snapshot!(with("on.rejected = \"clerk\"", &late), @r"
    F012 warning step.identity.on.rejected: `rejected` of `identity` leads to a conversion: `identity.rejected` -> `clerk.overdue` -> `done`
      help: lead it to a review, to another attempt, or to an end that is no conversion
    ");
    // Another attempt is another matter.
    assert_eq!(with("on.error = \"identity\"", ""), "");
}

#[test]
fn decisions_about_the_verification_are_followed() {
    let decide = |outcome: &str| {
        format!(
            "[step.decide]\nkind = \"decision\"\non.good = \"done\"\non.otherwise = \"declined\"\n[[step.decide.branch]]\n\
             outcome = \"good\"\nwhen = {{ any = [{{ step = \"identity\", op = \"outcome-of\", value = \"approved\" }}, {{ \
             step = \"identity\", op = \"outcome-of\", value = \"{outcome}\" }}] }}\n"
        )
    };
    let all =
        "on.approved = \"decide\"\non.review = \"decide\"\non.rejected = \"decide\"\non.error = \"decide\"";
    assert_eq!(with(all, &decide("review")), "");
    assert_snapshot!(with(all, &decide("error")), @r"
    F012 warning step.identity.on.error: `error` of `identity` leads to a conversion: `identity.error` -> `decide.good` -> `done`
      help: lead it to a review, to another attempt, or to an end that is no conversion
    ");
}

#[test]
fn attempts_cost() {
    assert_eq!(found(&verification("max-attempts = 20")), Vec::<String>::new());
    assert_eq!(found(&verification("max-attempts = 5\non.error = \"identity\"")), Vec::<String>::new());
    assert_snapshot!(told(&verification("max-attempts = 6\non.error = \"identity\"")), @r"
    J007 warning step.identity.max-attempts: `identity` may be tried 6 times in a session, and each attempt is paid for
      help: write 5 or less, and lead `identity.exhausted` to a review or an end
    ");
    let second = "[step.second]\nkind = \"jumio\"\ndocuments = [\"visa\"]\non.approved = \"done\"\non.otherwise = \"declined\"\n";
    assert_snapshot!(with("on.unsupported = \"second\"", second), @r#"
    J007 warning step.second^: two verifications are paid for on the path `identity.unsupported` -> `second`
      help: lead the path back to `identity`, which counts its attempts, or write `allow = ["J007"]` if both are meant
    "#);
    assert_eq!(
        with("on.unsupported = \"second\"\nallow = [\"W007\"]", &format!("{second}allow = [\"J007\"]")),
        ""
    );
}

#[test]
fn what_was_mapped_is_not_written_again() {
    let form =
        "[step.form]\nkind = \"page\"\nfields = [{ field = \"first_name\" }, { field = \"last_name\" }]\n";
    let map = "map.first_name = \"document.first_name\"";
    let after = format!("{form}on.next = \"done\"\n");
    assert_snapshot!(with(&format!("{map}\non.approved = \"form\""), &after), @r"
    M005 warning step.form.fields[0].field: `first_name` is written again on the path `identity.approved` -> `form`
      help: on a page, show it with `read-only = true`; or take a field of its own for one of the two
    ");
    // There is nothing to be lost on other ways.
    assert_eq!(with(&format!("{map}\non.unreadable = \"form\""), &after), "");
    let second = "[step.second]\nkind = \"jumio\"\ndocuments = [\"visa\"]\nallow = [\"J007\"]\n\
                  map.first_name = \"document.first_name\"\non.approved = \"done\"\non.otherwise = \"declined\"\n";
    assert_eq!(with(&format!("{map}\non.unsupported = \"second\""), second), "");
    assert_snapshot!(with(&format!("{map}\non.approved = \"second\""), second), @r"
    M005 warning step.second.map.first_name: `first_name` is written again on the path `identity.approved` -> `second`
      help: on a page, show it with `read-only = true`; or take a field of its own for one of the two
    ");
}

#[test]
fn something_is_kept() {
    let told = |lines: &str, steps: &str| {
        let all = hints(&campaign(&format!("{}{steps}", identity(lines))));
        all.lines().filter(|line| line.starts_with("M016")).map(str::to_owned).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(told("", ""), @"M016 hint step.identity^: nothing is kept of what is read from the document on the path `identity`");
    assert_eq!(told("map.first_name = \"document.first_name\"", ""), "");
    let second = "[step.second]\nkind = \"jumio\"\ndocuments = [\"visa\"]\nmap.first_name = \"document.first_name\"\n\
                  on.approved = \"done\"\non.otherwise = \"declined\"\n";
    assert_eq!(told("on.unsupported = \"second\"", second), "");
}

#[test]
fn a_huge_funnel_is_given_up_in_time() {
    use std::fmt::Write;

    let mut text = "entry = \"v0\"\n".to_owned();
    for number in 0..1500 {
        let next = number + 1;
        writeln!(
            text,
            "[step.v{number}]\nkind = \"jumio\"\ndocuments = [\"passport\"]\non.approved = \"d{number}\"\n\
             on.otherwise = \"d{number}\"\nmap.first_name = \"document.first_name\"\n[step.d{number}]\nkind = \
             \"decision\"\non.yes = \"v{next}\"\non.otherwise = \"v{next}\"\n[[step.d{number}.branch]]\noutcome = \
             \"yes\"\nwhen = {{ step = \"v{number}\", op = \"outcome-of\", value = \"approved\" }}"
        )
        .unwrap();
    }
    text.push_str("[step.v1500]\nkind = \"end\"\nresult = \"completed\"\n");
    let found = found(&campaign(&text));
    // What is local is told of every step, what follows from paths of as many as there was time for.
    assert!(found.iter().any(|line| line.starts_with("F012")), "nothing was told");
    assert!(found.len() < 20_000, "{}", found.len());
}
