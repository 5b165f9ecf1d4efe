//! Playing a funnel: each kind of play, what time does, and each reason why something cannot be played.

use funnel::Funnel;
use funnel::play::{Coverage, Playing, Report, Scene, run};
use model::funnel_test::{Case, FunnelTest, Play};
use model::{Campaign, DataModel};
use serde_json::{Value as Json, json};

use crate::support::{campaign, lines};

const NOON: &str = "2026-07-01T12:00:00Z";

/// A funnel with a step of each kind.
fn onboarding() -> Campaign {
    let steps = json!({
        "welcome": {
            "kind": "page", "allow-dismiss": true,
            "fields": [
                { "field": "email", "required": true }, { "field": "age" }, { "field": "full_name", "read-only": true },
                { "field": "pin" },
            ],
            "on": { "next": "identity", "dismissed": "left" },
        },
        "identity": {
            "kind": "jumio", "result-wait": "1h", "max-attempts": 2,
            "map": { "name": "document.first_name", "born": "document.date_of_birth", "photo": "image.front" },
            "on": {
                "approved": "score", "review": "clerk", "timeout": "patience", "exhausted": "refused",
                "otherwise": "identity",
            },
        },
        "patience": { "kind": "page", "on": { "next": "clerk" } },
        "clerk": { "kind": "review", "due": "2d", "on": { "approved": "score", "otherwise": "refused" } },
        "slow": { "kind": "review", "on": { "otherwise": "refused" } },
        "score": {
            "kind": "webhook", "endpoint": "risk", "receive": { "notes": "notes", "expiry": "until" },
            "on": { "ok": "grown-up", "failed": "slow" },
        },
        "grown-up": {
            "kind": "decision",
            "branch": [{ "outcome": "young", "when": { "field": "born", "op": "younger-than", "value": 18 } }],
            "on": { "young": "refused", "otherwise": "done" },
        },
    });
    campaign("welcome", &steps)
}

fn data_model() -> DataModel {
    let mut model = crate::support::data_model();
    let more = json!({ "field": {
        "photo": { "type": "image" }, "pin": { "type": "password", "min-length": 4 },
    } });
    model.fields.extend(serde_json::from_value::<DataModel>(more).unwrap().fields);
    model
}

fn played(campaign: &Campaign, play: &Json, expect: &Json) -> Report {
    let case: Case = serde_json::from_value(json!({ "play": play, "expect": expect })).unwrap();
    let model = data_model();
    run(Funnel { campaign, data_model: &model }, &case, NOON.parse().unwrap())
}

/// `welcome.next` for each step that was passed, the end's id alone, and in the end the clock.
fn told(scenes: &[Scene]) -> Vec<String> {
    let passed = scenes.iter().flat_map(|scene| &scene.passed).map(|passed| match &passed.outcome {
        Some(outcome) => format!("{}.{outcome}", passed.step),
        None => passed.step.to_string(),
    });
    passed.chain(scenes.last().map(|scene| scene.now.to_string())).collect()
}

fn welcome() -> Json {
    json!({ "at": "welcome", "fill": { "email": "ana@acme.example" } })
}

fn approved() -> Json {
    let captured = json!({ "document.first_name": "ANA", "document.date_of_birth": "1990-05-17" });
    json!({ "at": "identity", "outcome": "approved", "captured": captured, "images": ["front"] })
}

#[test]
fn each_kind_of_play_does_what_it_does_for_customers() {
    let ok = json!({ "at": "score", "answer": { "notes": "good", "expiry": "2030-01-01" } });
    let same_noon = "2026-07-01T12:00:00Z";
    let cases = [
        (
            json!([welcome(), approved(), ok]),
            vec!["welcome.next", "identity.approved", "score.ok", "grown-up.otherwise", "done", same_noon],
        ),
        (json!([{ "at": "welcome", "outcome": "dismissed" }]), vec!["welcome.dismissed", "left", same_noon]),
        // Nothing was read of a document: what is asked of a grown-up is not so.
        (
            json!([welcome(), { "at": "identity", "outcome": "approved" }, { "at": "score", "outcome": "ok" }]),
            vec!["welcome.next", "identity.approved", "score.ok", "grown-up.otherwise", "done", same_noon],
        ),
        (
            json!([welcome(), approved(), { "at": "score", "outcome": "failed" }, { "at": "slow", "outcome": "rejected" }]),
            vec!["welcome.next", "identity.approved", "score.failed", "slow.rejected", "refused", same_noon],
        ),
        // An answer that does not fit its field is a failure, as it is for customers.
        (
            json!([welcome(), approved(), { "at": "score", "answer": { "expiry": "soon" } }]),
            vec!["welcome.next", "identity.approved", "score.failed", same_noon],
        ),
        // So is what was captured.
        (
            json!([welcome(), { "at": "identity", "outcome": "approved", "captured": { "document.first_name": "Ana Lucía Fernández" } }]),
            vec!["welcome.next", "identity.error", same_noon],
        ),
        // Two attempts are allowed.
        (
            json!([welcome(), { "at": "identity", "outcome": "unreadable" }, { "at": "identity", "outcome": "error" }]),
            vec![
                "welcome.next",
                "identity.unreadable",
                "identity.error",
                "identity.exhausted",
                "refused",
                same_noon,
            ],
        ),
        (
            json!([welcome(), { "at": "identity", "outcome": "review" }, { "at": "clerk", "outcome": "approved" }]),
            vec!["welcome.next", "identity.review", "clerk.approved", same_noon],
        ),
        (
            json!([welcome(), { "at": "identity" }, { "at": "identity", "outcome": "review" }, { "at": "clerk", "outcome": "overdue" }]),
            vec!["welcome.next", "identity.review", "clerk.overdue", "refused", "2026-07-03T12:00:00Z"],
        ),
        (
            json!([welcome(), { "at": "identity", "outcome": "timeout" }, { "at": "patience" }]),
            vec!["welcome.next", "identity.timeout", "patience.next", "2026-07-01T13:00:00Z"],
        ),
        (
            json!([welcome(), { "at": "identity", "outcome": "timeout" }, { "at": "patience", "outcome": "next" }, approved()]),
            vec![
                "welcome.next",
                "identity.timeout",
                "patience.next",
                "identity.approved",
                "2026-07-01T13:00:00Z",
            ],
        ),
    ];
    for (play, expected) in cases {
        let report = played(&onboarding(), &play, &json!({}));
        assert_eq!(report.stopped, None, "{play}");
        assert_eq!(told(&report.scenes), expected, "{play}");
        assert!(report.passed(), "{play}");
    }
}

#[test]
fn time_ends_what_is_waited_for_when_it_is_over_and_not_before() {
    let begun = |wait: &str| json!([welcome(), { "at": "identity" }, { "wait": wait }]);
    let cases = [
        (begun("59m"), vec!["welcome.next", "2026-07-01T12:59:00Z"]),
        (begun("60m"), vec!["welcome.next", "identity.timeout", "2026-07-01T13:00:00Z"]),
        // Nothing is waited for before the customer agrees.
        (json!([welcome(), { "wait": "30d" }]), vec!["welcome.next", "2026-07-31T12:00:00Z"]),
        // One wait after the other, each from when it began.
        (
            json!([welcome(), { "at": "identity", "outcome": "timeout" }, { "at": "patience" }, { "wait": "47h" }]),
            vec!["welcome.next", "identity.timeout", "patience.next", "2026-07-03T12:00:00Z"],
        ),
        (
            json!([welcome(), { "at": "identity", "outcome": "timeout" }, { "at": "patience" }, { "wait": "3d" }]),
            vec![
                "welcome.next",
                "identity.timeout",
                "patience.next",
                "clerk.overdue",
                "refused",
                "2026-07-04T13:00:00Z",
            ],
        ),
        // At an end time passes and does nothing.
        (
            json!([{ "at": "welcome", "outcome": "dismissed" }, { "wait": "10d" }]),
            vec!["welcome.dismissed", "left", "2026-07-11T12:00:00Z"],
        ),
        // A day on which somebody comes of age.
        (
            json!([welcome(), { "at": "identity", "outcome": "approved", "captured": { "document.date_of_birth": "2008-07-02" } },
            { "wait": "1d" }, { "at": "score", "outcome": "ok" }]),
            vec![
                "welcome.next",
                "identity.approved",
                "score.ok",
                "grown-up.otherwise",
                "done",
                "2026-07-02T12:00:00Z",
            ],
        ),
    ];
    for (play, expected) in cases {
        let report = played(&onboarding(), &play, &json!({}));
        assert_eq!(told(&report.scenes), expected, "{play}: {:?}", report.stopped);
    }
}

#[test]
fn what_would_be_written_is_told_play_by_play() {
    let ok = json!({ "at": "score", "answer": { "notes": "good" } });
    let mut first = welcome();
    first["fill"]["pin"] = "4711".into();
    let report = played(&onboarding(), &json!([first, approved(), ok]), &json!({}));
    let written: Vec<Vec<String>> = report.scenes.iter().map(|scene| lines(&scene.effects)).collect();
    assert_eq!(
        written,
        [
            vec![],
            vec![
                "write email = ana@acme.example (page welcome)",
                "write pin = $argon2id$of-a-trial (page welcome)"
            ],
            vec![
                "verify identity 1",
                "write born = 1990-05-17 (identity: document.date_of_birth)",
                "write name = ANA (identity: document.first_name)",
                "write photo = identity/front (identity: image.front)",
                "call score 1",
            ],
            vec!["write notes = good (webhook score)"],
        ]
    );
    assert_eq!(report.scenes.last().map(|scene| scene.at.as_str()), Some("done"));
}

#[test]
fn what_cannot_be_played_says_why_and_where() {
    let at_score = json!([welcome(), approved()]);
    let cases = [
        (json!([approved()]), 0, "the session stands at `welcome`, not at `identity`"),
        (json!([{ "at": "welcom" }]), 0, "there is no step `welcom`; did you mean `welcome`?"),
        (json!([{ "at": "xyz" }]), 0, "there is no step `xyz`"),
        (json!([{ "at": "welcome" }]), 0, "`welcome` cannot be sent without `email`, which is required"),
        (
            json!([{ "at": "welcome", "fill": { "email": " " } }]),
            0,
            "`welcome` cannot be sent without `email`, which is required",
        ),
        (
            json!([{ "at": "welcome", "fill": { "email": "ana" } }]),
            0,
            "what is filled in for `email` is not an e-mail address",
        ),
        (
            json!([{ "at": "welcome", "fill": { "emial": "a" } }]),
            0,
            "there is no field `emial`; did you mean `email`?",
        ),
        (
            json!([{ "at": "welcome", "fill": { "full_name": "Ana" } }]),
            0,
            "`welcome` does not ask for `full_name`",
        ),
        (json!([{ "at": "welcome", "fill": { "home": "URY" } }]), 0, "`welcome` does not ask for `home`"),
        (
            json!([{ "at": "welcome", "fill": { "pin": "1" } }]),
            0,
            "what is filled in for `pin` has fewer than 4 characters",
        ),
        (
            json!([{ "at": "welcome", "outcome": "approved" }]),
            0,
            "`welcome` cannot end by `approved`: its outcomes are next, dismissed",
        ),
        (
            json!([{ "at": "welcome", "outcome": "next", "captured": { "document.number": "1" } }]),
            0,
            "`captured` is of no use at `welcome`, a step of kind `page`",
        ),
        (
            json!([{ "at": "welcome", "outcome": "dismissed", "images": ["front"] }]),
            0,
            "`images` is of no use at `welcome`, a step of kind `page`",
        ),
        (
            json!([{ "at": "welcome", "answer": {} }]),
            0,
            "`answer` is of no use at `welcome`, a step of kind `page`",
        ),
        (
            json!([{ "at": "welcome", "fill": {}, "outcome": "next" }]),
            0,
            "`fill` and `outcome` cannot go together; write two plays",
        ),
        (json!([{}]), 0, "a play names a step with `at`, or lets time pass with `wait`"),
        (json!([welcome(), welcome()]), 1, "the session stands at `identity`, not at `welcome`"),
        (
            json!([welcome(), { "at": "identity", "fill": {} }]),
            1,
            "`fill` is of no use at `identity`, a step of kind `jumio`",
        ),
        (
            json!([welcome(), { "at": "identity" }, { "at": "identity" }]),
            2,
            "a verification is under way at `identity`: the play has to say how it ends, or how long it is waited for",
        ),
        (
            json!([welcome(), { "at": "identity", "outcome": "exhausted" }]),
            1,
            "`identity` ends by `exhausted` by itself, when it is entered once more: no play is needed",
        ),
        (
            json!([welcome(), { "at": "identity", "outcome": "approved", "captured": { "first_name": "Ana" } }]),
            1,
            "there is no capture field `first_name`; did you mean `document.first_name`?",
        ),
        (
            json!([welcome(), { "at": "identity", "outcome": "approved", "captured": { "document.date_of_birth": "May" } }]),
            1,
            "`document.date_of_birth` is a date such as 1990-05-17",
        ),
        (
            json!([welcome(), { "at": "identity", "outcome": "approved", "images": ["side"] }]),
            1,
            "no picture is called `side`: pictures are front, back, face, liveness-1",
        ),
        (
            json!([welcome(), { "at": "identity", "outcome": "timeout" }, { "at": "identity", "outcome": "timeout" }]),
            2,
            "the session stands at `patience`, not at `identity`",
        ),
        // An attempt that came to nothing is waited for by nobody.
        (
            json!([welcome(), { "at": "identity", "outcome": "timeout" }, { "at": "identity", "outcome": "error" }]),
            2,
            "it does not apply at `patience` now",
        ),
        (
            json!([at_score[0], at_score[1], { "at": "score" }]),
            2,
            "the play does not say how `score` ends: its outcomes are ok, failed",
        ),
        (
            json!([at_score[0], at_score[1], { "at": "score", "answer": { "name": "Ana" } }]),
            2,
            "`score` takes nothing for `name` out of an answer: `receive` does not name it",
        ),
        (
            json!([at_score[0], at_score[1], { "at": "score", "outcome": "failed" }, { "at": "slow", "outcome": "overdue" }]),
            3,
            "`slow` has no `due`: it is never overdue",
        ),
        (
            json!([{ "at": "welcome", "outcome": "dismissed" }, welcome()]),
            1,
            "the session has ended at `left`: nothing can happen at `welcome`",
        ),
    ];
    for (play, place, why) in cases {
        let report = played(&onboarding(), &play, &json!({ "end": "done" }));
        let stopped = report.stopped.as_ref().unwrap_or_else(|| panic!("{play} was played"));
        assert_eq!((stopped.play, stopped.why.to_string().as_str()), (Some(place), why), "{play}");
        assert!(report.mismatches.is_empty() && !report.passed(), "{play}");
    }
}

#[test]
fn what_was_refused_changed_nothing() {
    let (campaign, model) = (onboarding(), data_model());
    let play = |json: Json| serde_json::from_value::<Play>(json).unwrap();
    let funnel = Funnel { campaign: &campaign, data_model: &model };
    let (mut playing, _) = Playing::begin(funnel, NOON.parse().unwrap()).unwrap();
    playing.play(&play(welcome())).unwrap();
    let before = (playing.state().clone(), playing.path().to_vec(), playing.now());
    // The attempt that this begins is taken back, too.
    let wrong = json!({ "at": "identity", "outcome": "approved", "captured": { "nothing": "x" } });
    playing.play(&play(wrong)).unwrap_err();
    assert_eq!((playing.state().clone(), playing.path().to_vec(), playing.now()), before);
    playing.play(&play(approved())).unwrap();
    assert_eq!(playing.state().step().as_str(), "score");
}

#[test]
fn what_is_expected_holds_or_is_told() {
    let done = json!([welcome(), approved(), { "at": "score", "outcome": "ok" }]);
    let stuck = json!([welcome()]);
    let path = json!(["welcome", "identity", "score", "grown-up", "done"]);
    let holds = [
        (&done, json!({ "end": "done", "result": "completed", "path": path })),
        (
            &done,
            json!({ "fields": { "name": "ANA", "born": "1990-05-17", "photo": "identity/front" }, "unset": ["age"] }),
        ),
        (&stuck, json!({ "at": "identity", "path": ["welcome"], "unset": ["name", "born"] })),
    ];
    for (play, expect) in holds {
        let report = played(&onboarding(), play, &expect);
        assert!(report.passed(), "{expect}: {report:?}");
    }
    let differs = [
        (&done, json!({ "end": "refused" }), "end: `refused`, but `done`"),
        (&stuck, json!({ "end": "done" }), "end: `done`, but no end: the session stands at `identity`"),
        // To stand at a step is not to end there.
        (
            &stuck,
            json!({ "end": "identity" }),
            "end: `identity`, but no end: the session stands at `identity`",
        ),
        (&done, json!({ "result": "declined" }), "result: `declined`, but `completed`"),
        (
            &stuck,
            json!({ "result": "declined" }),
            "result: `declined`, but no end: the session stands at `identity`",
        ),
        (&stuck, json!({ "at": "clerk" }), "at: `clerk`, but `identity`"),
        (&done, json!({ "at": "done" }), "at: `done`, but the end `done`"),
        (&stuck, json!({ "path": ["welcome", "identity"] }), "path: welcome > identity, but welcome"),
        (&json!([]), json!({ "path": ["welcome"] }), "path: welcome, but no step"),
        (&done, json!({ "fields": { "name": "Ana" } }), "fields.name: `Ana`, but `ANA`"),
        (&stuck, json!({ "fields": { "name": "Ana" } }), "fields.name: `Ana`, but no value"),
        (
            &done,
            json!({ "fields": { "born": "May" } }),
            "fields.born: `May`, but no value can be that: what is expected is not a date such as 1990-05-17",
        ),
        (&done, json!({ "fields": { "nothing": "x" } }), "fields.nothing: `x`, but no such field"),
        (&done, json!({ "unset": ["name"] }), "unset: no value for `name`, but `ANA`"),
        (&done, json!({ "unset": ["nothing"] }), "unset: no value for `nothing`, but no such field"),
    ];
    for (play, expect, told) in differs {
        let report = played(&onboarding(), play, &expect);
        let [one] = report.mismatches.as_slice() else { panic!("{expect}: {report:?}") };
        assert_eq!(format!("{}: {}, but {}", one.keys.join("."), one.expected, one.actual), told);
        assert!(!report.passed());
    }
}

#[test]
fn values_that_are_kept_for_a_time_only_go_when_that_is_over() {
    let campaign = campaign(
        "a",
        &json!({
            "a": { "kind": "page", "fields": [{ "field": "note" }], "on": { "next": "b" } },
            "b": { "kind": "page", "on": { "next": "done" } },
        }),
    );
    let mut model = data_model();
    let note = json!({ "field": { "note": { "type": "text", "retention-days": 30 } } });
    model.fields.extend(serde_json::from_value::<DataModel>(note).unwrap().fields);
    let is_kept = |play: Json| {
        let case: Case =
            serde_json::from_value(json!({ "play": play, "expect": { "unset": ["note"] } })).unwrap();
        !run(Funnel { campaign: &campaign, data_model: &model }, &case, NOON.parse().unwrap()).passed()
    };
    let fill = json!({ "at": "a", "fill": { "note": "x" } });
    assert!(is_kept(json!([fill, { "at": "b" }, { "wait": "29d" }])));
    assert!(!is_kept(json!([fill, { "at": "b" }, { "wait": "30d" }])));
    // A session that goes on needs them.
    assert!(is_kept(json!([fill, { "wait": "40d" }])));
    assert!(!is_kept(json!([fill, { "wait": "40d" }, { "at": "b" }])));
}

#[test]
fn a_campaign_that_cannot_be_gone_through_stops_the_case() {
    let broken = campaign("nowhere", &json!({}));
    let report = played(&broken, &json!([welcome()]), &json!({}));
    assert_eq!(
        report.stopped.map(|stopped| (stopped.play, stopped.why.to_string())),
        Some((None, "there is no step `nowhere`".to_owned()))
    );
    let open = campaign("a", &json!({ "a": { "kind": "page" } }));
    let report = played(&open, &json!([{ "at": "a" }]), &json!({}));
    assert_eq!(
        report.stopped.map(|stopped| (stopped.play, stopped.why.to_string())),
        Some((Some(0), "`a.next` leads nowhere".to_owned()))
    );
}

#[test]
fn ways_that_no_case_takes_are_told_in_the_order_of_walking() {
    let campaign = campaign(
        "a",
        &json!({
            "a": { "kind": "page", "allow-dismiss": true, "on": { "next": "b", "dismissed": "left" } },
            // Nobody is late with what is never due.
            "b": { "kind": "review", "on": { "approved": "done", "rejected": "refused", "overdue": "left" } },
        }),
    );
    let mut coverage = Coverage::default();
    let missing = |coverage: &Coverage| {
        let (count, missing) = coverage.of(&campaign);
        (count, missing.iter().map(|(step, outcome)| format!("{step}.{outcome}")).collect::<Vec<_>>())
    };
    coverage.add(&played(&campaign, &json!([{ "at": "a" }]), &json!({})));
    assert_eq!(
        missing(&coverage),
        (4, ["a.dismissed", "b.approved", "b.rejected"].map(str::to_owned).to_vec())
    );
    coverage.add(&played(
        &campaign,
        &json!([{ "at": "a" }, { "at": "b", "outcome": "rejected" }]),
        &json!({}),
    ));
    assert_eq!(missing(&coverage).1, ["a.dismissed", "b.approved"]);
}

#[test]
fn many_plays_loops_and_long_waits_come_to_an_end() {
    let round = campaign(
        "a",
        &json!({
            "a": { "kind": "page", "fields": [{ "field": "notes" }], "on": { "next": "b" } },
            "b": { "kind": "review", "due": "0s", "on": { "otherwise": "b", "approved": "a" } },
        }),
    );
    let step = |at: &str| json!({ "at": at, "outcome": if at == "a" { "next" } else { "approved" } });
    let plays: Vec<Json> = (0..10_000).map(|place| step(if place % 2 == 0 { "a" } else { "b" })).collect();
    let report = played(&round, &json!(plays), &json!({ "at": "a" }));
    assert!(report.passed(), "{:?}", report.stopped);
    // A review that is overdue at once, again and again.
    let report = played(&round, &json!([{ "at": "a" }, { "wait": "1s" }]), &json!({}));
    assert_eq!(
        report.stopped.map(|stopped| stopped.why.to_string()).as_deref(),
        Some("more than 20000 steps were passed")
    );
    let text = "x".repeat(1 << 20);
    let report = played(&round, &json!([{ "at": "a", "fill": { "notes": text } }]), &json!({}));
    assert_eq!(
        report.stopped.map(|stopped| stopped.why.to_string()).as_deref(),
        Some("what is filled in for `notes` has more than 20000 characters")
    );
    // The last moment there is.
    let waits: Vec<Json> = (0..100).map(|_| json!({ "wait": "49710d" })).collect();
    let report = played(
        &campaign("a", &json!({ "a": { "kind": "page", "on": { "next": "done" } } })),
        &json!(waits),
        &json!({}),
    );
    assert!(report.passed());
}

#[test]
fn the_clock_begins_where_the_file_says() {
    let test: FunnelTest = serde_json::from_value(json!({ "campaign": "onboarding" })).unwrap();
    let (campaign, model) = (onboarding(), data_model());
    let report = run(Funnel { campaign: &campaign, data_model: &model }, &Case::default(), test.starts_at());
    assert_eq!(told(&report.scenes), ["2026-01-01T12:00:00Z"]);
}
