//! F001 to F007.

use insta::assert_snapshot;

use crate::support::{campaign, found, told, workspace};

const END: &str = "step.done = { kind = \"end\", result = \"completed\" }\n";

/// Findings of a campaign of these lines and an end named `done`.
fn lines(text: &str) -> String {
    told(&campaign(&format!("{text}\n{END}")))
}

#[test]
fn an_entry_is_missing_in_several_ways() {
    assert_snapshot!(told(&campaign("title = \"Nothing yet\"")), @r"
    F001 error step: the funnel has no steps
      help: add the first one: `campaignctl funnel add-step page --id welcome --title Welcome`
    ");
    assert_snapshot!(lines(""), @r#"
    F001 error entry: the funnel has no entry: sessions cannot begin
      help: say where they begin: write `entry = "done"` above the first `[step]`
    "#);
    assert_snapshot!(
        lines("entry = \"wellcome\"\nstep.welcome = { kind = \"page\", on.next = \"done\" }"),
        @r"
    F001 error entry: there is no step `wellcome`: sessions cannot begin
      help: did you mean `welcome`?
    "
    );
    assert_snapshot!(lines("entry = \"zebra\"\nstep.welcome = { kind = \"page\", on.next = \"done\" }"), @r#"
    F001 error entry: there is no step `zebra`: sessions cannot begin
      help: name one of the steps: `entry = "welcome"`
    "#);
    // The step that none leads to is the likely entry.
    assert_snapshot!(
        lines("step.a = { kind = \"page\", on.next = \"done\" }\nstep.b = { kind = \"page\", on.next = \"a\" }"),
        @r#"
    F001 error entry: the funnel has no entry: sessions cannot begin
      help: say where they begin: write `entry = "b"` above the first `[step]`
    "#
    );
}

#[test]
fn an_end_is_missing() {
    assert_snapshot!(told(&campaign("entry = \"a\"\nstep.a = { kind = \"page\" }")), @r"
    F001 error step: the funnel has no end
      help: add one: `campaignctl funnel add-step end --id done --after a.next --result completed`
    F004 error step.a^: the step `a` can end by `next`, which leads nowhere
      help: connect it: `campaignctl funnel connect a.next STEP`, or give the step `on.otherwise`
    ");
    // Going round follows from it.
    assert_snapshot!(
        told(&campaign("entry = \"a\"\nstep.a = { kind = \"page\", on.next = \"a\" }")),
        @r"
    F001 error step: the funnel has no end
      help: add one: `campaignctl funnel add-step end --id done --after STEP.OUTCOME --result completed`
    "
    );
}

#[test]
fn a_missing_step_is_told_with_the_nearest_or_with_what_to_do() {
    assert_snapshot!(lines("entry = \"a\"\nstep.a = { kind = \"page\", on.next = \"don\" }"), @r"
    F002 error step.a.on.next: there is no step `don`
      help: did you mean `done`?
    ");
    assert_snapshot!(lines("entry = \"a\"\nstep.a = { kind = \"page\", on.next = \"zebra\" }"), @r"
    F002 error step.a.on.next: there is no step `zebra`
      help: lead it to a step that there is: `campaignctl funnel connect a.next STEP`
    ");
}

#[test]
fn commands_name_the_campaign_where_there_are_several() {
    let text = format!("entry = \"a\"\nstep.a = {{ kind = \"page\" }}\n{END}");
    let two = workspace(&[("campaigns/onboarding.toml", text.as_str()), ("campaigns/other.toml", &text)]);
    assert_snapshot!(told(&two), @r"
    F004 error step.a^: the step `a` can end by `next`, which leads nowhere
      help: connect it: `campaignctl funnel connect -c onboarding a.next STEP`, or give the step `on.otherwise`
    F004 error step.a^: the step `a` can end by `next`, which leads nowhere
      help: connect it: `campaignctl funnel connect -c other a.next STEP`, or give the step `on.otherwise`
    ");
}

#[test]
fn an_unknown_outcome_is_told_with_what_would_make_it_known() {
    assert_snapshot!(lines("entry = \"a\"\nstep.a = { kind = \"page\", on.nxt = \"done\" }"), @r"
    F003 error step.a.on.nxt^: the step `a` has no outcome `nxt`
      help: did you mean `next`?
    ");
    assert_snapshot!(
        lines("entry = \"a\"\nstep.a = { kind = \"page\", on.next = \"done\", on.dismissed = \"done\" }"),
        @r"
    F003 error step.a.on.dismissed^: the step `a` has no outcome `dismissed`
      help: write `allow-dismiss = true` in `[step.a]`, so that it can end so
    "
    );
    assert_snapshot!(
        lines("entry = \"a\"\nstep.a = { kind = \"page\", on.next = \"done\", on.exhausted = \"done\" }"),
        @r"
    F003 error step.a.on.exhausted^: the step `a` has no outcome `exhausted`
      help: write `max-visits = 3` in `[step.a]`, so that it can end so
    "
    );
    assert_snapshot!(
        lines("entry = \"a\"\nstep.a = { kind = \"page\", on.next = \"done\", on.zebra = \"done\" }"),
        @r"
    F003 error step.a.on.zebra^: the step `a` has no outcome `zebra`
      help: it can end by `next`
    "
    );
    // The end's connection leads to nothing, too, which does not matter.
    assert_snapshot!(
        told(&campaign("entry = \"done\"\nstep.done = { kind = \"end\", result = \"completed\", on.otherwise = \"x\" }")),
        @r"
    F003 error step.done.on.otherwise^: the step `done` ends the session: nothing comes after it
      help: remove it: `campaignctl funnel disconnect done.otherwise`
    "
    );
    assert_snapshot!(
        lines(
            "entry = \"i\"\nstep.i = { kind = \"jumio\", documents = [\"visa\"], write-on = [\"approved\", \"rewiew\"], \
             on.approved = \"done\", on.otherwise = \"no\" }\nstep.no = { kind = \"end\", result = \"declined\" }"
        ),
        @r"
    F003 error step.i.write-on[1]: the step `i` has no outcome `rewiew`
      help: did you mean `review`?
    "
    );
}

#[test]
fn open_outcomes_are_told_once_for_each_step() {
    assert_snapshot!(
        lines("entry = \"i\"\nstep.i = { kind = \"jumio\", documents = [\"visa\"], on.approved = \"done\" }"),
        @r"
    F004 error step.i^: the step `i` can end by `review`, `unreadable`, `unsupported`, `rejected`, `expired`, `error`, `timeout`, `exhausted`, which lead nowhere
      help: connect them all at once: `campaignctl funnel connect i.otherwise STEP`, or each by itself: `campaignctl funnel connect i.review STEP`
    "
    );
    assert_snapshot!(
        lines("entry = \"a\"\nstep.a = { kind = \"page\", max-visits = 2, on.next = \"done\" }"),
        @r"
    F004 error step.a^: the step `a` can end by `exhausted`, which leads nowhere
      help: connect it: `campaignctl funnel connect a.exhausted STEP`, or give the step `on.otherwise`
    "
    );
    assert_snapshot!(
        lines(
            "entry = \"d\"\nstep.d = { kind = \"decision\", on.adult = \"done\", branch = [{ outcome = \"adult\", \
             when = { field = \"birth_date\", op = \"older-than\", value = 18 } }] }"
        ),
        @r"
    F004 error step.d^: the step `d` can end by `otherwise`, which leads nowhere
      help: connect it: `campaignctl funnel connect d.otherwise STEP`
    "
    );
}

#[test]
fn of_unreachable_steps_the_first_is_told() {
    let welcome = "entry = \"welcome\"\nstep.welcome = { kind = \"page\", on.next = \"done\" }\n";
    // A chain of three, and two that go round (with a bound).
    assert_snapshot!(
        lines(&format!(
            "{welcome}
             step.x3 = {{ kind = \"page\", on.next = \"done\" }}
             step.x2 = {{ kind = \"page\", on.next = \"x3\" }}
             step.x1 = {{ kind = \"page\", on.next = \"x2\" }}
             step.y1 = {{ kind = \"page\", on.next = \"y2\" }}
             step.y2 = {{ kind = \"page\", max-visits = 2, on.next = \"y1\", on.exhausted = \"done\" }}"
        )),
        @r"
    F005 error step.x1^: the step `x1` cannot be reached from the entry `welcome`
      help: lead a way to it: `campaignctl funnel connect STEP.OUTCOME x1`, or remove `[step.x1]`
    F005 error step.y1^: the step `y1` cannot be reached from the entry `welcome`
      help: lead a way to it: `campaignctl funnel connect STEP.OUTCOME y1`, or remove `[step.y1]`
    "
    );
    // `otherwise` stands for nothing where all outcomes are connected.
    assert_snapshot!(
        lines(
            "entry = \"welcome\"
             step.welcome = { kind = \"page\", on.next = \"done\", on.otherwise = \"x\" }
             step.x = { kind = \"page\", on.next = \"done\" }"
        ),
        @r"
    F005 error step.x^: the step `x` cannot be reached from the entry `welcome`
      help: `welcome.otherwise` leads here, but every outcome of `welcome` has a connection of its own
    "
    );
}

#[test]
fn what_is_cut_off_by_another_fault_is_not_told() {
    let cases = [
        ("F002", "step.a = { kind = \"page\", on.next = \"bb\" }"),
        ("F003", "step.a = { kind = \"page\", on.nxt = \"b\" }"),
        ("F004", "step.a = { kind = \"page\" }"),
    ];
    for (code, a) in cases {
        let found = found(&campaign(&format!(
            "entry = \"a\"\n{a}\nstep.b = {{ kind = \"page\", on.next = \"done\" }}\n{END}"
        )));
        assert!(found.len() == 1 && found[0].starts_with(code), "{found:#?}");
    }
}

#[test]
fn steps_without_a_way_out_are_told_together() {
    assert_snapshot!(
        lines(
            "entry = \"a\"
             step.a = { kind = \"page\", allow-dismiss = true, on.next = \"b\", on.dismissed = \"done\" }
             step.b = { kind = \"page\", on.next = \"c\" }
             step.c = { kind = \"page\", on.next = \"d\" }
             step.d = { kind = \"page\", max-visits = 2, on.otherwise = \"c\" }"
        ),
        @r"
    F006 error step.c^: no end can be reached from `c`, `d`
      help: lead one of the outcomes out, for example: `campaignctl funnel connect c.next done`
    "
    );
    // Where `d` will lead once it is connected cannot be known.
    assert_snapshot!(
        lines(
            "entry = \"a\"
             step.a = { kind = \"page\", allow-dismiss = true, on.next = \"b\", on.dismissed = \"done\" }
             step.b = { kind = \"page\", on.next = \"d\" }
             step.d = { kind = \"page\", max-visits = 2, on.next = \"b\" }"
        ),
        @r"
    F004 error step.d^: the step `d` can end by `exhausted`, which leads nowhere
      help: connect it: `campaignctl funnel connect d.exhausted STEP`, or give the step `on.otherwise`
    "
    );
}

#[test]
fn loops_need_a_bound_that_ends_them() {
    // A page that leads to itself.
    assert_snapshot!(
        lines(
            "entry = \"a\"\nstep.a = { kind = \"page\", allow-dismiss = true, on.next = \"a\", on.otherwise = \"done\" }"
        ),
        @r"
    F007 error step.a.on.next: the loop `a` -> `a` has no bound
      help: write `max-visits = 3` in `[step.a]`, and lead `a.exhausted` out of the loop: it is how the step ends when it was entered so often
    "
    );
    // Attempts bound it, but the last one begins it again.
    assert_snapshot!(
        lines(
            "entry = \"i\"\nstep.i = { kind = \"jumio\", documents = [\"visa\"], on.approved = \"done\", \
             on.otherwise = \"i\" }"
        ),
        @r"
    F007 error step.i.on.otherwise: `i.exhausted` should end the loop `i` -> `i`, and takes it up again
      help: lead it out of the loop: `campaignctl funnel connect i.exhausted STEP`
    "
    );
    // Two ways round through a bounded step: neither lasts.
    assert_snapshot!(
        lines(
            "entry = \"a\"
             step.a = { kind = \"page\", on.next = \"i\" }
             step.i = { kind = \"jumio\", documents = [\"visa\"], on.approved = \"done\", on.exhausted = \"done\", \
             on.unreadable = \"i\", on.otherwise = \"a\" }"
        ),
        @""
    );
    // A long loop is told in short.
    let long: Vec<String> = (0..20)
        .map(|n| {
            let next = (n + 1) % 20;
            let ways = format!("on.next = \"s{next:02}\", on.dismissed = \"done\"");
            format!("step.s{n:02} = {{ kind = \"page\", allow-dismiss = true, {ways} }}")
        })
        .collect();
    let long = long.join("\n");
    assert_snapshot!(lines(&format!("entry = \"s00\"\n{long}")), @r"
    F007 error step.s19.on.next: the loop `s00` -> `s01` -> `s02` -> … -> `s19` -> `s00` has no bound
      help: write `max-visits = 3` in `[step.s00]`, and lead `s00.exhausted` out of the loop: it is how the step ends when it was entered so often
    ");
}

#[test]
fn a_funnel_of_many_steps_is_checked_all_the_same() {
    let many = 3_000;
    let steps: Vec<String> = (0..many)
        .map(|n| {
            let next = if n + 1 < many { format!("s{}", n + 1) } else { "zebra".to_owned() };
            format!("[step.s{n}]\nkind = \"page\"\non.next = \"{next}\"")
        })
        .collect();
    let text = format!(
        "entry = \"s0\"\n{}\n[step.done]\nkind = \"end\"\nresult = \"completed\"\n",
        steps.join("\n")
    );
    assert_eq!(found(&campaign(&text)), ["F002 error step.s2999.on.next: there is no step `zebra`"]);
}
