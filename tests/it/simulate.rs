//! `campaignctl funnel simulate`: a funnel gone through without a backend, by flags and by questions, and kept as a test.

use crate::edit_step::{answer, end, on_a_terminal};
use crate::support::{Place, Run};

const DATA_MODEL: &str = "\
[field.email]
type = \"email\"

[field.first_name]
type = \"text\"

[field.rating]
type = \"integer\"

[field.colour]
type = \"choice\"
values = [\"red\", \"blue\"]
";

const CAMPAIGN: &str = "\
entry = \"welcome\"

[step.welcome]
kind = \"page\"
fields = [{ field = \"email\", required = true }, { field = \"colour\" }]
allow-dismiss = true
on = { next = \"identity\", dismissed = \"left\" }

[step.identity]
kind = \"jumio\"
max-attempts = 2
on = { approved = \"score\", exhausted = \"left\", timeout = \"clerk\", otherwise = \"identity\" }

[step.identity.map]
first_name = { from = \"document.first_name\" }

[step.score]
kind = \"webhook\"
endpoint = \"risk\"
receive = { rating = \"rating\" }
on = { ok = \"clerk\", failed = \"left\" }

[step.clerk]
kind = \"review\"
due = \"2d\"
on = { approved = \"done\", otherwise = \"left\" }

[step.done]
kind = \"end\"
result = \"completed\"

[step.left]
kind = \"end\"
result = \"abandoned\"
";

const DOWN: &str = "\u{1b}[B";

const TO_THE_END: &str = "--play 'welcome email=ana@acme.example colour=red' --play 'identity.approved document.first_name=\"Ana Lucía\"' \
    --play 'score rating=10' --play clerk.approved";

fn workspace() -> Place {
    let place = Place::new();
    let _ = place.ok(&["init", "acme"]);
    place.write("acme/data-model.toml", DATA_MODEL);
    place.write("acme/campaigns/onboarding.toml", CAMPAIGN);
    place
}

fn simulate(place: &Place, arguments: &str) -> Run {
    place.shell(&format!("campaignctl funnel simulate {arguments}"))
}

#[test]
fn what_is_played_is_told_step_by_step() {
    let place = workspace();
    insta::assert_snapshot!(simulate(&place, TO_THE_END), @r#"
      welcome
    > welcome colour=red email=ana@acme.example
      colour = red  (page welcome)
      email = ana@acme.example  (page welcome)
      welcome.next -> identity
    > identity.approved document.first_name="Ana Lucía"
      a verification begins at identity, attempt 1
      first_name = Ana Lucía  (identity: document.first_name)
      identity.approved -> score
    > score rating=10
      rating = 10  (webhook score)
      score.ok -> clerk
    > clerk.approved
      clerk.approved -> done -> completed
    the way: welcome > identity > score > clerk > done
    the session ended at done: completed
    --- stderr
    a session of onboarding in local begins at 2026-01-01T12:00:00Z
    [exit 0]
    "#);
}

#[test]
fn when_the_plays_are_over_it_tells_where_the_session_stands() {
    let place = workspace();
    let plays = "--play 'welcome email=ana@acme.example' --play identity --play 'wait 3h' --play 'wait 2d'";
    insta::assert_snapshot!(simulate(&place, &format!("{plays} --now 2026-05-17T10:00:00Z")), @r#"
      welcome
    > welcome email=ana@acme.example
      email = ana@acme.example  (page welcome)
      welcome.next -> identity
    > identity
      a verification begins at identity, attempt 1
      identity
    > wait 3h
      it is 2026-05-17T13:00:00Z now, and nothing happens
      identity
    > wait 2d
      it is 2026-05-19T13:00:00Z now
      identity.timeout -> clerk
    the way: welcome > identity
    the session stands at clerk: a person has to decide
    --- stderr
    a session of onboarding in local begins at 2026-05-17T10:00:00Z
    [exit 0]
    "#);
    let json = simulate(&place, &format!("{plays} --format json")).json();
    assert_eq!((&json["at"], &json["result"], &json["refused"]), (&"clerk".into(), &().into(), &().into()));
    assert_eq!(json["began"], "2026-01-01T12:00:00Z");
    assert_eq!(json["now"], "2026-01-03T15:00:00Z");
    assert_eq!(
        json["path"],
        serde_json::json!([
            { "step": "welcome", "outcome": "next" }, { "step": "identity", "outcome": "timeout" },
        ])
    );
    assert_eq!(json["scenes"][1]["words"], "welcome email=ana@acme.example");
    assert_eq!(
        json["scenes"][1]["written"]["email"],
        serde_json::json!({
            "value": "ana@acme.example", "origin": "page welcome",
        })
    );
    assert_eq!(json["fields"], serde_json::json!({ "email": "ana@acme.example" }));
}

#[test]
fn what_cannot_be_played_ends_it_and_nothing_is_saved() {
    let place = workspace();
    let before = place.workspace_files();
    let wrong = "--play 'welcome email=ana@acme.example' --play clerk.approved --play 'wait 1d'";
    let run = simulate(&place, &format!("{wrong} --save onboarding"));
    insta::assert_snapshot!(run, @r#"
      welcome
    > welcome email=ana@acme.example
      email = ana@acme.example  (page welcome)
      welcome.next -> identity
    the way: welcome
    the session stands at identity: the customer has to agree to the verification
    --- stderr
    a session of onboarding in local begins at 2026-01-01T12:00:00Z
    error: play 2: the session stands at `identity`, not at `clerk`
    [exit 1]
    "#);
    let json = simulate(&place, &format!("{wrong} --format json"));
    assert_eq!(json.code, 1, "{json}");
    assert_eq!(
        json.json()["refused"],
        serde_json::json!({
            "play": 1, "message": "the session stands at `identity`, not at `clerk`",
        })
    );
    for (plays, why) in [
        ("--play 'welcom'", "there is no step `welcom`; did you mean `welcome`?"),
        ("--play 'wait long'", "`long` is not a length of time"),
        ("--play welcome --case a", "--save"),
        ("--play welcome -c nobody", "there is no campaign `nobody`"),
        ("--play welcome --save Tests", "Tests"),
        ("--play welcome --now soon", "soon"),
        // Nobody is there to be asked.
        ("", "pass --play"),
        ("--no-input", "pass --play"),
    ] {
        let run = simulate(&place, plays);
        assert_eq!(run.code, 2, "{plays}: {run}");
        assert!(run.stderr.contains(why), "{run}");
    }
    assert_eq!(place.workspace_files(), before);
}

#[test]
fn what_was_played_can_be_kept_and_passes_as_a_test() {
    let place = workspace();
    let dry = simulate(&place, &format!("{TO_THE_END} --save onboarding --dry-run"));
    assert!(dry.code == 0 && dry.stdout.contains("+[case.ends_at_done]"), "{dry}");
    assert!(!place.work().join("acme/tests").exists());
    let saved = simulate(&place, &format!("{TO_THE_END} --save onboarding --title 'The usual way'"));
    assert_eq!(saved.code, 0, "{saved}");
    assert!(saved.stderr.contains("campaignctl test onboarding"), "{saved}");
    insta::assert_snapshot!(place.read("acme/tests/onboarding.toml"), @r#"
    #:schema ../.campaignctl/cache/schemas/test.schema.json

    campaign = "onboarding"

    [case.ends_at_done]
    title = "The usual way"
    play = [
      { at = "welcome", fill = { colour = "red", email = "ana@acme.example" } },
      { at = "identity", outcome = "approved", captured = { "document.first_name" = "Ana Lucía" } },
      { at = "score", answer = { rating = "10" } },
      { at = "clerk", outcome = "approved" },
    ]

    [case.ends_at_done.expect]
    end = "done"
    result = "completed"
    path = ["welcome", "identity", "score", "clerk", "done"]
    fields = { colour = "red", email = "ana@acme.example", first_name = "Ana Lucía", rating = "10" }
    "#);
    let tested = place.shell("campaignctl test");
    insta::assert_snapshot!(tested, @r#"
    ok      onboarding/ends_at_done  The usual way
    --- stderr
    1 case passed
    [exit 0]
    "#);

    // Another one, and a third that stands somewhere.
    assert_eq!(simulate(&place, &format!("{TO_THE_END} --save onboarding")).code, 0);
    assert_eq!(
        simulate(&place, "--play 'welcome email=a@b.example' --save onboarding --case half_way").code,
        0
    );
    let tested = place.shell("campaignctl test --format json").json();
    let ids: Vec<&str> = tested["tests"][0]["cases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|case| case["id"].as_str().unwrap())
        .collect();
    assert_eq!((ids, &tested["failed"]), (vec!["ends_at_done", "ends_at_done_2", "half_way"], &0.into()));

    // They are about what happens, so they notice a change.
    place.write(
        "acme/campaigns/onboarding.toml",
        &CAMPAIGN.replace("approved = \"done\"", "approved = \"left\""),
    );
    let tested = place.shell("campaignctl test --case 'ends*'");
    assert_eq!(tested.code, 9, "{tested}");
    assert!(tested.stdout.contains("end: expected `done`, found `left`"), "{tested}");
}

#[test]
fn a_file_is_about_one_campaign_one_environment_and_one_time() {
    let place = workspace();
    place.write("acme/campaigns/other.toml", CAMPAIGN);
    let play = "--play welcome.dismissed --save first";
    assert_eq!(
        simulate(&place, &format!("-c onboarding {play} --now 2026-05-17T10:00:00Z --env local")).code,
        0
    );
    let file = place.read("acme/tests/first.toml");
    assert!(file.contains("env = \"local\"") && file.contains("now = \"2026-05-17T10:00:00Z\""), "{file}");
    for (arguments, why) in [
        ("-c other", "is about the campaign onboarding"),
        ("-c onboarding --now 2026-05-18T10:00:00Z", "is about the time 2026-05-17T10:00:00Z"),
        ("-c onboarding --case ends_at_left", "has a case `ends_at_left` already"),
    ] {
        let run = simulate(&place, &format!("{arguments} {play}"));
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains(why), "{run}");
    }
    assert_eq!(place.read("acme/tests/first.toml"), file);
    // What it says counts.
    let json = simulate(&place, "-c onboarding --play welcome.dismissed --save first --case again").stdout;
    assert!(place.read("acme/tests/first.toml").contains("[case.again]"), "{json}");
}

#[test]
fn on_a_terminal_everything_is_asked() {
    let place = workspace();
    let mut terminal = on_a_terminal(&place, "campaignctl funnel simulate --save asked");
    let mut seen = String::new();
    let mut next = |question: &str, text: &str| seen.push_str(&answer(&mut terminal, question, text));
    next("What happens at welcome", "");
    next("email (email)", "ana");
    // What does not fit is asked again.
    next("this is not an e-mail address", "\u{8}\u{8}\u{8}ana@acme.example");
    next("colour", DOWN);
    // The verification begins, and is waited for.
    next("What happens at identity", &DOWN.repeat(8));
    next("What happens at identity", &DOWN.repeat(8));
    next("How much time", "1h");
    next("What happens at identity", "");
    next("document.first_name for first_name", "Ana");
    next("What happens at score", "");
    next("rating (integer, may be left empty)", "10");
    next("What happens at clerk", &DOWN.repeat(4));
    let (rest, code) = end(&mut terminal);
    seen.push_str(&rest);
    assert_eq!(code, 0, "{seen}");
    assert!(seen.contains("the session stands at clerk: a person has to decide"), "{seen}");
    insta::assert_snapshot!(place.read("acme/tests/asked.toml"), @r#"
    #:schema ../.campaignctl/cache/schemas/test.schema.json

    campaign = "onboarding"

    [case.gets_to_clerk]
    play = [
      { at = "welcome", fill = { colour = "blue", email = "ana@acme.example" } },
      { at = "identity" },
      { wait = "1h" },
      { at = "identity", outcome = "approved", captured = { "document.first_name" = "Ana" } },
      { at = "score", answer = { rating = "10" } },
    ]

    [case.gets_to_clerk.expect]
    at = "clerk"
    path = ["welcome", "identity", "score"]
    fields = { colour = "blue", email = "ana@acme.example", first_name = "Ana", rating = "10" }
    "#);
    assert_eq!(place.shell("campaignctl test").code, 0);
}

#[test]
fn an_interrupt_changes_nothing() {
    let place = workspace();
    let before = place.workspace_files();
    let mut terminal = on_a_terminal(&place, "campaignctl funnel simulate --save asked");
    let _ = answer(&mut terminal, "What happens at welcome", "");
    terminal.exp_string("email (email)").unwrap();
    terminal.send_control('c').unwrap();
    let (seen, code) = end(&mut terminal);
    assert_eq!(code, 130, "{seen}");
    assert_eq!(place.workspace_files(), before);
}
