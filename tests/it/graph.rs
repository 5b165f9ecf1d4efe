//! Pictures of funnels, from outside.

use crate::support::Place;

/// The campaign of the tour, with everything that can be wrong added to it.
fn broken() -> Place {
    let place = Place::with_campaign();
    let path = "acme/campaigns/onboarding.toml";
    let text = place.read(path).replacen("\"identity\"", "\"idnetity\"", 1);
    place.write(path, &format!("{text}\n[step.astray]\nkind = \"page\"\n"));
    place
}

#[test]
fn the_text_is_ascii_in_a_pipe() {
    let place = Place::with_campaign();
    let run = place.shell("campaignctl funnel graph");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    assert!(run.stdout.is_ascii(), "{run}");
    assert!(run.stdout.contains("# jumio: passport, id-card  #"), "{run}");
    let labels: Vec<&str> = run.stdout.split_whitespace().filter(|word| word.ends_with("ed")).collect();
    assert_eq!(labels.iter().filter(|word| **word == "approved").count(), 2, "{run}");
    assert_eq!(run.stdout.matches("otherwise").count(), 2, "{run}");
    assert_eq!(place.shell("campaignctl funnel graph --format text").stdout, run.stdout);
}

#[test]
fn the_format_or_the_name_of_the_file_says_what_is_drawn() {
    let place = Place::with_campaign();
    let beginnings = [
        ("svg", "svg", "<svg "),
        ("mermaid", "mmd", "flowchart TD\n"),
        ("dot", "gv", "digraph \"Account opening\" {\n"),
    ];
    for (format, ending, beginning) in beginnings {
        let run = place.shell(&format!("campaignctl funnel graph -c onboarding --format {format}"));
        assert_eq!(run.code, 0, "{run}");
        assert!(run.stdout.starts_with(beginning), "{run}");
        let written = place.shell(&format!("campaignctl funnel graph --output funnel.{ending}"));
        assert_eq!((written.code, written.stdout.as_str()), (0, ""), "{written}");
        assert!(
            written.stderr.contains(&format!("wrote the funnel of onboarding to funnel.{ending}")),
            "{written}"
        );
        assert_eq!(place.read(&format!("acme/funnel.{ending}")), run.stdout);
        // A format that was asked for goes before a name.
        let run = place.shell(&format!("campaignctl funnel graph --format {format} -o funnel.txt"));
        assert_eq!(run.code, 0, "{run}");
        assert!(place.read("acme/funnel.txt").starts_with(beginning));
    }
    // Who opens a file has more than ASCII.
    assert_eq!(place.shell("campaignctl funnel graph -o funnel.txt").code, 0);
    assert!(place.read("acme/funnel.txt").contains('╔'));
}

#[test]
fn a_name_that_says_nothing_and_other_commands_refuse() {
    let place = Place::with_campaign();
    let run = place.shell("campaignctl funnel graph --output funnel.png");
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("the name of funnel.png does not say what to write"), "{run}");
    assert!(!place.work().join("acme/funnel.png").exists());
    for line in ["campaignctl funnel show --format svg", "campaignctl funnel graph --format sarif"] {
        let run = place.shell(line);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
    }
    let run = place.shell("campaignctl funnel graph --output no/such/directory.svg");
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stderr.contains("no/such/directory.svg"), "{run}");
}

#[test]
fn the_graph_is_data_too() {
    let place = broken();
    let graph = place.shell("campaignctl funnel graph --format json").json();
    assert_eq!(graph["format_version"], 1);
    assert_eq!((&graph["campaign"], &graph["entry"]), (&"onboarding".into(), &"welcome".into()));
    let steps = graph["steps"].as_array().unwrap();
    let step = |id: &str| steps.iter().find(|step| step["id"] == id).unwrap();
    assert_eq!(steps.len(), 6);
    assert_eq!(
        (&step("identity")["verification"], &step("clerk")["verification"]),
        (&true.into(), &false.into())
    );
    assert_eq!(step("astray")["problem"], "unreachable");
    let ways = graph["ways"].as_array().unwrap();
    let way = |from: &str| ways.iter().find(|way| way["from"] == from).unwrap();
    assert_eq!(
        *way("welcome"),
        serde_json::json!({
            "from": "welcome", "outcome": "next", "to": "idnetity", "problem": "no such step",
        })
    );
    assert_eq!(
        *way("astray"),
        serde_json::json!({ "from": "astray", "outcome": "next", "to": null, "problem": "not connected" })
    );
}

#[test]
fn problems_are_drawn_and_told() {
    let place = broken();
    let run = place.shell("campaignctl funnel graph");
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.contains("! idnetity") && run.stdout.contains("no such step"), "{run}");
    assert!(run.stdout.contains("! astray") && run.stdout.contains("not connected"), "{run}");
    // Everything behind the broken way cannot be reached: 5 steps, and 2 ways are wrong.
    assert!(run.stderr.contains("7 problems are marked in the picture"), "{run}");
    let picture = place.shell("campaignctl funnel graph --format svg").stdout;
    assert!(picture.contains("<g class=\"node page problem\" id=\"step-astray\">"), "{picture}");
}

#[test]
fn the_funnel_is_shown_as_a_tree() {
    let place = Place::with_campaign();
    assert_eq!(place.shell("campaignctl funnel connect clerk.rejected identity").code, 0);
    let run = place.shell("campaignctl funnel show --tree");
    assert_eq!(run.code, 0, "{run}");
    insta::assert_snapshot!(run.stdout, @"
    start
    `- welcome  page: Welcome
       `- next -> identity  jumio: passport, id-card
          |- approved -> done  end: completed
          |- rejected -> declined  end: declined
          `- otherwise -> clerk  review
             |- approved -> done  end: completed
             |- rejected -> identity (loop)
             `- otherwise -> declined  end: declined
    ");
}

#[test]
fn an_empty_funnel_has_no_picture_but_advice() {
    let place = Place::new();
    assert_eq!(place.shell("campaignctl init acme").code, 0);
    assert_eq!(place.shell("campaignctl campaign new empty").code, 0);
    for line in ["campaignctl funnel graph", "campaignctl funnel show --tree"] {
        let run = place.shell(line);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run}");
        assert!(run.stderr.contains("funnel add-step page"), "{run}");
    }
}
