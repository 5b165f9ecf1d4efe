//! `funnel edit-step` by flags and by questions on a terminal.

use std::process::Stdio;

use rexpect::session::{PtySession, spawn_command};

use crate::support::{Place, Run};

const CAMPAIGN: &str = "acme/campaigns/onboarding.toml";

/// A line of a shell in the workspace, on a terminal.
pub(crate) fn on_a_terminal(place: &Place, line: &str) -> PtySession {
    let mut command = place.command("sh");
    command.current_dir(place.work().join("acme")).args(["-c", &format!("exec {line}")]);
    command.env("TERM", "xterm").env("NO_COLOR", "1").stdin(Stdio::inherit());
    spawn_command(command, Some(60_000)).unwrap()
}

/// Waits for a question, gives the answer and the key that ends it; gives what was shown up to the question. A yes or no is
/// an answer by itself.
pub(crate) fn answer(terminal: &mut PtySession, question: &str, text: &str) -> String {
    let seen = terminal.exp_string(question).unwrap();
    terminal.send(text).unwrap();
    if !matches!(text, "y" | "n") {
        terminal.send("\r").unwrap();
    }
    terminal.flush().unwrap();
    seen
}

/// What is shown up to the end, and the exit code.
pub(crate) fn end(terminal: &mut PtySession) -> (String, i32) {
    let seen = terminal.exp_eof().unwrap();
    // Its type has no name here: `Exited(Pid(1), 130)`.
    let ended = format!("{:?}", terminal.process().wait().unwrap());
    let code = ended.strip_prefix("Exited(").and_then(|ended| ended.strip_suffix(')')?.rsplit(' ').next());
    match code.and_then(|code| code.parse().ok()) {
        Some(code) => (seen, code),
        None => panic!("{ended}\n{seen}"),
    }
}

fn with_input(place: &Place, line: &str, input: &[u8]) -> Run {
    let mut command = place.command("sh");
    command.current_dir(place.work().join("acme")).args(["-c", line]);
    std::fs::write(place.work().join("input"), input).unwrap();
    command.stdin(std::fs::File::open(place.work().join("input")).unwrap());
    Run::of(&mut command)
}

const DOWN: &str = "\u{1b}[B";

/// The questions about an identity verification, up to the one before the last.
fn answer_identity(terminal: &mut PtySession, answers: &[(&str, &str)]) {
    let questions = [
        "Documents",
        "Country of the documents [URY]",
        "Camera",
        "Status bar",
        "Keep the captured pictures",
        "Attempts [3]",
        "Time to wait for a result [24h]",
        "Language of the provider's pages",
        "Consent",
        "Country of residence",
        "Days that pictures are kept",
        "Outcomes in which mapped fields are written",
        "Visits in one session [any number]",
    ];
    for question in questions {
        let given = answers.iter().find(|(about, _)| question.starts_with(about));
        let _ = answer(terminal, question, given.map_or("", |(_, text)| text));
    }
}

#[test]
fn every_setting_is_asked_and_only_what_is_answered_changes() {
    let place = Place::with_campaign();
    let before = place.read(CAMPAIGN);
    let mut terminal = on_a_terminal(&place, "campaignctl funnel edit-step identity");
    let down_twice = format!("{DOWN}{DOWN}");
    let third_document = format!("{down_twice} {DOWN} ");
    answer_identity(
        &mut terminal,
        &[("Documents", &third_document), ("Camera", &down_twice), ("Keep", "n"), ("Attempts", "5")],
    );
    let shown = answer(&mut terminal, "Save this?", "y");
    let (seen, code) = end(&mut terminal);
    assert_eq!(code, 0, "{seen}");
    assert!(shown.contains("-save-images = true") && shown.contains("+camera = \"back\""), "{shown}");
    let expected = before
        .replace("\"id-card\"]", "\"id-card\", \"driving-license\", \"visa\"]")
        .replace("save-images = true\n", "")
        .replace("country = \"URY\"\n", "country = \"URY\"\ncamera = \"back\"\nmax-attempts = 5\n");
    let lines = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(lines(&place.read(CAMPAIGN)), lines(&expected));
}

#[test]
fn empty_answers_keep_everything() {
    let place = Place::with_campaign();
    let before = place.workspace_files();
    for (step, last) in [("done", "Visits"), ("clerk", "Visits"), ("welcome", "Visits")] {
        let mut terminal = on_a_terminal(&place, &format!("campaignctl funnel edit-step {step}"));
        let questions: &[&str] = match step {
            "done" => {
                &["Result of the session", "Counts as a conversion", "Message [", "Where the customer may go"]
            }
            "clerk" => &["Queue [", "Reasons to choose from", "Due after"],
            _ => &["Title [Welcome]", "Body, in", "Fields", "Text of the button", "May the customer leave"],
        };
        for question in questions.iter().chain([&last]) {
            let _ = answer(&mut terminal, question, "");
        }
        let (seen, code) = end(&mut terminal);
        assert_eq!(code, 0, "{seen}");
        assert!(seen.contains("nothing to change"), "{seen}");
    }
    assert_eq!(place.workspace_files(), before);
}

#[test]
fn a_minus_takes_back_and_a_mistake_is_asked_again() {
    let place = Place::with_campaign();
    let before = place.read(CAMPAIGN);
    let mut terminal = on_a_terminal(&place, "campaignctl funnel edit-step clerk");
    let _ = answer(&mut terminal, "Queue [not set]", "fraud");
    let _ = answer(&mut terminal, "Reasons to choose from", "no face, forged");
    let _ = answer(&mut terminal, "Due after", "soon");
    let _ = terminal.exp_string("error: ").unwrap();
    let _ = answer(&mut terminal, "Due after", "2d");
    let _ = answer(&mut terminal, "Visits", "0");
    let _ = terminal.exp_string("from 1 on").unwrap();
    let _ = answer(&mut terminal, "Visits", "3");
    let _ = answer(&mut terminal, "Save this?", "y");
    let (seen, code) = end(&mut terminal);
    assert_eq!(code, 0, "{seen}");
    let after = place.read(CAMPAIGN);
    for line in ["queue = \"fraud\"", "reasons = [\"no face\", \"forged\"]", "due = \"2d\"", "max-visits = 3"]
    {
        assert!(after.contains(line), "{line}: {after}");
    }
    let mut terminal = on_a_terminal(&place, "campaignctl funnel edit-step clerk");
    let _ = answer(&mut terminal, "Queue [fraud]", "-");
    let _ = answer(&mut terminal, "[no face, forged]", "-");
    let _ = answer(&mut terminal, "Due after, such as 2d [2d]", "-");
    let _ = answer(&mut terminal, "[3]", "-");
    let _ = answer(&mut terminal, "Save this?", "y");
    assert_eq!(end(&mut terminal).1, 0);
    assert_eq!(place.read(CAMPAIGN), before);
}

#[test]
fn a_country_is_understood_or_suggested() {
    let place = Place::with_campaign();
    let mut terminal = on_a_terminal(&place, "campaignctl funnel edit-step identity");
    let _ = answer(&mut terminal, "Documents", "");
    let _ = answer(&mut terminal, "Country of the documents [URY]", "Argentna");
    let _ = terminal.exp_string("did you mean `ARG`?").unwrap();
    let _ = answer(&mut terminal, "Country of the documents [URY]", "argentina");
    let _ = answer(&mut terminal, "Camera", "");
    // What comes before the next question is there goes to nobody.
    let _ = terminal.exp_string("dark-content").unwrap();
    terminal.send_control('c').unwrap();
    let (seen, code) = end(&mut terminal);
    assert_eq!(code, 130, "{seen}");
}

#[test]
fn fields_of_a_page_and_branches_of_a_decision_are_asked() {
    let place = Place::with_campaign();
    let mut terminal = on_a_terminal(&place, "campaignctl funnel edit-step welcome");
    let _ = answer(&mut terminal, "Title [Welcome]", "Hello");
    let _ = answer(&mut terminal, "Body, in Markdown", "");
    let _ = answer(&mut terminal, "Fields (", &format!(" {DOWN} "));
    let _ = answer(&mut terminal, "Of these, must be filled in (", &format!("{DOWN} "));
    let _ = answer(&mut terminal, "Text of the button [Continue]", "Go");
    let _ = answer(&mut terminal, "May the customer leave", "");
    let _ = answer(&mut terminal, "Visits", "");
    let _ = answer(&mut terminal, "Save this?", "y");
    assert_eq!(end(&mut terminal).1, 0);
    let after = place.read(CAMPAIGN);
    let asked = "{ field = \"birth_date\" },\n  { field = \"first_name\", required = true },";
    assert!(after.contains("title = \"Hello\"") && after.contains(asked), "{after}");

    let added = place.shell("campaignctl funnel add-step decision --id age --after welcome.next --when 'minor: birth_date younger-than 18'");
    assert_eq!(added.code, 0, "{added}");
    let mut terminal = on_a_terminal(&place, "campaignctl funnel edit-step age");
    let _ = answer(
        &mut terminal,
        "Branch 1 [minor: birth_date younger-than 18]",
        "minor: birth_dat younger-than 21",
    );
    let _ = terminal.exp_string("did you mean `birth_date`?").unwrap();
    let _ = answer(&mut terminal, "Branch 1", "minor: birth_date younger-than 21");
    let _ = answer(&mut terminal, "Another branch [no more]", "old: birth_date older-than 90");
    let _ = answer(&mut terminal, "Another branch [no more]", "");
    let _ = answer(&mut terminal, "Visits", "");
    let _ = answer(&mut terminal, "Save this?", "y");
    let (seen, code) = end(&mut terminal);
    assert_eq!(code, 0, "{seen}");
    assert!(seen.contains("changed branch of the step age"), "{seen}");
    let after = place.read(CAMPAIGN);
    assert!(after.contains("value = 21") && after.contains("\"older-than\""), "{after}");
}

#[test]
fn values_to_set_and_to_send_are_asked() {
    let place = Place::with_campaign();
    for line in [
        "funnel add-step assign --id mark --after welcome.next --set first_name=Ana --set-template 'last_name={{first_name}} x'",
        "funnel add-step webhook --id score --after mark.next --endpoint risk --send first_name --receive last_name=name",
    ] {
        let added = place.shell(&format!("campaignctl {line}"));
        assert_eq!(added.code, 0, "{added}");
    }
    let mut terminal = on_a_terminal(&place, "campaignctl funnel edit-step mark");
    let _ = answer(&mut terminal, "Value 1 [first_name=Ana]", "-");
    let _ = answer(&mut terminal, "Value 2 [last_name={{first_name}} x]", "");
    let _ = answer(&mut terminal, "Another value [no more]", "birth_dat=2000-01-01");
    let _ = terminal.exp_string("did you mean `birth_date`?").unwrap();
    let _ = answer(&mut terminal, "Another value [no more]", "birth_date=2000-01-01");
    let _ = answer(&mut terminal, "Another value [no more]", "");
    let _ = answer(&mut terminal, "Visits", "");
    let _ = answer(&mut terminal, "Save this?", "y");
    let (seen, code) = end(&mut terminal);
    assert_eq!(code, 0, "{seen}");
    let after = place.read(CAMPAIGN);
    assert!(after.contains("2000-01-01") && after.contains("{{first_name}} x"), "{after}");
    assert!(!after.contains("\"Ana\""), "{after}");

    let mut terminal = on_a_terminal(&place, "campaignctl funnel edit-step score");
    let _ = answer(&mut terminal, "Name of the endpoint at the backend [risk]", "-");
    let _ = terminal.exp_string("cannot be without").unwrap();
    let _ = answer(&mut terminal, "Name of the endpoint at the backend [risk]", "fraud");
    let _ =
        answer(&mut terminal, "Fields to send, separated by commas [first_name]", "first_name, birth_date");
    let _ = answer(&mut terminal, "[last_name=name]", "-");
    for question in ["[no more]", "Time for an answer [10s]", "Further attempts [3]", "Visits"] {
        let _ = answer(&mut terminal, question, "");
    }
    let _ = answer(&mut terminal, "Save this?", "y");
    let (seen, code) = end(&mut terminal);
    assert_eq!(code, 0, "{seen}");
    let after = place.read(CAMPAIGN);
    let expected = ["endpoint = \"fraud\"", "send = [\"first_name\", \"birth_date\"]"];
    assert!(expected.iter().all(|line| after.contains(line)) && !after.contains("receive"), "{after}");
}

#[test]
fn settings_of_one_environment_are_asked_too() {
    let place = Place::with_campaign();
    let added = place.shell("campaignctl env add production https://campaigns.example.com");
    assert_eq!(added.code, 0, "{added}");
    let before = place.read(CAMPAIGN);
    let mut terminal = on_a_terminal(&place, "campaignctl funnel edit-step identity --env production");
    answer_identity(&mut terminal, &[("Country of the documents", "ARG")]);
    let _ = answer(&mut terminal, "Save this?", "y");
    let (seen, code) = end(&mut terminal);
    assert_eq!(code, 0, "{seen}");
    let expected = format!("{}\n\n[env.production.step.identity]\ncountry = \"ARG\"", before.trim_end());
    assert_eq!(place.read(CAMPAIGN).trim_end(), expected);
}

#[test]
fn an_interrupt_or_a_no_leaves_everything_and_the_terminal_as_it_was() {
    let place = Place::with_campaign();
    let before = place.workspace_files();
    for question in ["Documents", "Country of the documents", "Camera", "Keep the captured pictures"] {
        let mut terminal = on_a_terminal(&place, "campaignctl funnel edit-step identity");
        for earlier in ["Documents", "Country of the documents", "Camera", "Status bar"] {
            if earlier == question {
                break;
            }
            let _ = answer(&mut terminal, earlier, "");
        }
        terminal.exp_string(question).unwrap();
        terminal.send_control('c').unwrap();
        let (seen, code) = end(&mut terminal);
        assert_eq!(code, 130, "{question}: {seen}");
        assert!(seen.contains("interrupted; nothing was changed"), "{question}: {seen}");
        let (hidden, shown) = (seen.rfind("\u{1b}[?25l"), seen.rfind("\u{1b}[?25h"));
        assert!(shown.is_some() && hidden < shown, "the cursor is hidden at {question}: {seen:?}");
    }
    for last in ["n", "\u{3}"] {
        let mut terminal = on_a_terminal(&place, "campaignctl funnel edit-step clerk");
        let _ = answer(&mut terminal, "Queue", "fraud");
        for question in ["Reasons", "Due after", "Visits"] {
            let _ = answer(&mut terminal, question, "");
        }
        let shown = terminal.exp_string("Save this?").unwrap();
        assert!(shown.contains("+queue = \"fraud\""), "{shown}");
        terminal.send(last).unwrap();
        terminal.flush().unwrap();
        let (seen, code) = end(&mut terminal);
        assert_eq!(code, if last == "n" { 1 } else { 130 }, "{seen}");
    }
    assert_eq!(place.workspace_files(), before);
}

#[test]
fn what_somebody_else_saves_in_between_is_not_overwritten() {
    let place = Place::with_campaign();
    let mut terminal = on_a_terminal(&place, "campaignctl funnel edit-step clerk");
    let _ = answer(&mut terminal, "Queue", "fraud");
    for question in ["Reasons", "Due after", "Visits"] {
        let _ = answer(&mut terminal, question, "");
    }
    terminal.exp_string("Save this?").unwrap();
    // Nobody has to wait for the answer.
    let theirs = place.shell("campaignctl funnel edit-step clerk --due 2d");
    assert_eq!(theirs.code, 0, "{theirs}");
    let before = place.workspace_files();
    terminal.send("y").unwrap();
    terminal.flush().unwrap();
    let (seen, code) = end(&mut terminal);
    assert_eq!(code, 1, "{seen}");
    assert!(seen.contains("changed by somebody else"), "{seen}");
    assert_eq!(place.workspace_files(), before);
}

#[test]
fn without_a_terminal_the_flags_are_named() {
    let place = Place::with_campaign();
    let before = place.workspace_files();
    for (step, flags) in [
        ("identity", "--documents, --country, --camera"),
        ("welcome", "--title, --body, --body-file, --field"),
        ("clerk", "--queue, --reasons, --due, --max-visits"),
        ("done", "--result, --conversion"),
    ] {
        let run = place.shell(&format!("campaignctl funnel edit-step {step}"));
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains(flags) && run.stderr.contains("--editor"), "{run}");
    }
    assert_eq!(place.workspace_files(), before);
}

#[test]
fn unset_takes_each_optional_setting_back_and_knows_them_by_name() {
    let place = Place::with_campaign();
    let before = place.read(CAMPAIGN);
    let steps = [
        (
            "welcome",
            "--field first_name --submit-label Go --allow-dismiss --max-visits 2",
            "fields submit-label allow-dismiss max-visits",
        ),
        (
            "identity",
            "--camera back --status-bar default --max-attempts 5 --result-wait 1h --locale es --no-consent \
             --consent-country birth_date --retention-days 30 --write-on approved,review",
            "camera status-bar max-attempts result-wait locale consent consent-country retention-days write-on",
        ),
        (
            "done",
            "--conversion false --message Thanks --redirect-url https://a.example",
            "conversion message redirect-url",
        ),
        ("clerk", "--queue fraud --reasons a,b --due 2d", "queue reasons due"),
    ];
    for (step, flags, keys) in steps {
        let set = place.shell(&format!("campaignctl funnel edit-step {step} {flags}"));
        assert_eq!(set.code, 0, "{set}");
        let unset: Vec<String> = keys.split(' ').map(|key| format!("--unset {key}")).collect();
        for key in keys.split(' ') {
            let one = place.shell(&format!("campaignctl funnel edit-step {step} --unset {key} --dry-run"));
            assert!(one.code == 0 && one.stdout.contains(&format!("-{key} = ")), "{one}");
        }
        let run = place.shell(&format!("campaignctl funnel edit-step {step} {}", unset.join(" ")));
        assert_eq!(run.code, 0, "{run}");
        assert_eq!(place.read(CAMPAIGN), before, "{step}");
    }
    for (line, told) in [
        ("funnel edit-step identity --unset camra", "did you mean `camera`?"),
        ("funnel edit-step done --unset result", "missing field `result`"),
        ("funnel edit-step identity --unset camera --camera back", "given a value and taken back at once"),
        ("provider set jumio --unset primary-colour", "did you mean `primary-color`?"),
        ("field edit birth_date --unset lable", "label"),
        ("campaign edit --unset tittle", "title"),
    ] {
        let run = place.shell(&format!("campaignctl {line}"));
        assert!(run.code == 2 && run.stderr.contains(told), "{line}: {run}");
    }
    assert_eq!(place.read(CAMPAIGN), before);
    let color = place.shell("campaignctl provider set jumio --unset primary-color");
    assert_eq!(color.code, 0, "{color}");
    assert!(!place.read("acme/providers/jumio.toml").contains("primary-color"));
}

#[test]
fn a_body_comes_from_standard_input_with_all_its_lines() {
    let place = Place::with_campaign();
    let line = "campaignctl funnel edit-step welcome --body-file -";
    let expected = "# Welcome\n\nSecond *line*\n\tthird";
    let inputs: [&[u8]; 3] = [
        b"# Welcome\n\nSecond *line*\n\tthird\n",
        b"# Welcome\r\n\r\nSecond *line*\r\n\tthird\r\n\r\n",
        b"\xef\xbb\xbf# Welcome\n\nSecond *line*\n\tthird",
    ];
    for (number, input) in inputs.into_iter().enumerate() {
        let run = with_input(&place, line, input);
        assert_eq!(run.code, 0, "{run}");
        let changed = if number == 0 { "changed body" } else { "nothing to change" };
        assert!(run.stderr.contains(changed), "{run}");
        let shown = place.shell("campaignctl funnel show --format json").json().to_string();
        let text = serde_json::to_string(expected).unwrap();
        assert!(shown.contains(&text), "{shown}");
    }
    let before = place.workspace_files();
    let huge = vec![b'x'; 100_001];
    for (input, told) in [
        (&b"a \xff b"[..], "not text in UTF-8 (byte 3"),
        (&huge[..], "more than 100000 bytes"),
        (b" \n\n", "the text is empty"),
        (b"a\x1b[31mb", "control characters"),
    ] {
        let run = with_input(&place, line, input);
        assert_eq!(run.code, 2, "{run}");
        assert!(
            run.stderr.contains("cannot be read from standard input") && run.stderr.contains(told),
            "{run}"
        );
    }
    assert_eq!(place.workspace_files(), before);
}
