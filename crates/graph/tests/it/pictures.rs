//! How funnels look.

use graph::{Characters, dot, mermaid, svg, text, tree};

use crate::support;

fn drawn(json: &serde_json::Value, characters: Characters) -> String {
    text::text(&support::graph(json), characters).join("\n")
}

#[test]
fn the_tour_in_characters() {
    insta::assert_snapshot!(drawn(&support::tour(), Characters::Boxes), @"
                start
                  │
                  ▼
          ┌───────────────┐
          │    welcome    │
          │ page: Welcome │
          └───────┬───────┘
                  │
                next
                  ▼
    ╔═══════════════════════════╗
    ║         identity          ║
    ║ jumio: passport, id-card  ║
    ╚═════════════╤═════════╤═╤═╝
                  │         │ │
                  │         │ └─────────────────┐
                  │         └─────┐             │
                  │               │             │
              approved        rejected      otherwise
                  │               │             ▼
                  │               │        ┌─────────┐
                  │               │        │  clerk  │
                  │               │        │ review  │
                  │               │        └─┬─────┬─┘
                  │               │          │     │
                  │               │        ┌─┘     └──┐
                  │               │        │          │
                  │               │    approved   otherwise
                  │               │        │          │
                  │               └──┐     │     ┌────┘
                  │      ┌───────────┼─────┘     │
                  ▼      ▼           ▼           ▼
         ┌─────────────────┐       ┌───────────────┐
         │      done       │       │   declined    │
         │ end: completed  │       │ end: declined │
         └─────────────────┘       └───────────────┘
    ");
}

#[test]
fn problems_and_loops_in_ascii() {
    insta::assert_snapshot!(drawn(&support::broken(), Characters::Ascii), @"
                               start
                                 |
                                 v
                            +---------+                                          +---------------+
                            | welcome |                                          |   ! astray    |
                            |  page   |                                          | review: desk  |
                            +-+-+-+---+                                          |  unreachable  |
                              | | | ^                                            +-+-----+-------+
                              | | | |                                              |     |
           +------------------+ ++| +-----------------------------+          +-----+     |
           |                     |+-------------+                 |          |           |
           |                     |              |                 |          |           |
       dismissed               next   nxt (no such outcome)   rejected   otherwise   approved
           |                     |              |                 |          |           |
           |                     |  +-----------+                 |          |           |
           |                     |  | +---------------------------+          |           |
           |                     |  | | +------------------------------------+           |
           |                     v  v | v                                                |
           v            ###################                                              |
    ! not connected     #    identity     #--+ unreadable                                |
                        # jumio: passport #<-+    error                                  |
                        ###################                                              |
                                 |      |                                                |
                                 |      +---------------------+                          |
                                 |                            |                          |
                             approved                     otherwise                      |
                                 |                            |                          |
                                 |                            +-------------------+      |
                                 |                                                v      v
                                 v                                              +-----------------+
                              ! dnoe                                            |      done       |
                           no such step                                         | end: completed  |
                                                                                +-----------------+
    ");
}

#[test]
fn the_tour_as_a_tree() {
    let lines = tree::tree(&support::graph(&support::tour()), Characters::Boxes);
    insta::assert_snapshot!(lines.join("\n"), @"
    start
    └─ welcome  page: Welcome
       └─ next → identity  jumio: passport, id-card
          ├─ approved → done  end: completed
          ├─ rejected → declined  end: declined
          └─ otherwise → clerk  review
             ├─ approved → done  end: completed
             └─ otherwise → declined  end: declined
    ");
}

#[test]
fn problems_and_loops_as_a_tree() {
    let lines = tree::tree(&support::graph(&support::broken()), Characters::Ascii);
    insta::assert_snapshot!(lines.join("\n"), @"
    start
    `- welcome  page
       |- next -> identity  jumio: passport
       |  |- approved -> dnoe  ! no such step
       |  |- unreadable -> identity (loop)
       |  |- rejected -> welcome (loop)
       |  |- error -> identity (loop)
       |  `- otherwise -> done  end: completed
       |- dismissed -> ?  ! not connected
       `- nxt -> identity (above)  ! no such outcome
    astray  review: desk  ! unreachable
    |- approved -> done  end: completed
    `- otherwise -> identity (above)
    ");
}

#[test]
fn the_tour_for_mermaid() {
    insta::assert_snapshot!(mermaid::mermaid(&support::graph(&support::tour())), @r#"
    flowchart TD
      n0(["start"])
      n1["welcome<br/>page#58; Welcome"]
      n2[["identity<br/>jumio#58; passport, id-card"]]
      n3(["done<br/>end#58; completed"])
      n4(["declined<br/>end#58; declined"])
      n5["clerk<br/>review"]
      n0 --> n1
      n1 -->|"next"| n2
      n2 -->|"approved"| n3
      n2 -->|"rejected"| n4
      n2 -->|"otherwise"| n5
      n5 -->|"approved"| n3
      n5 -->|"otherwise"| n4
      classDef verification fill:#e3f5ea,stroke:#1a7f4b,stroke-width:3px,color:#14301f
      classDef problem fill:#fdecea,stroke:#c62828,stroke-dasharray:4 3,color:#5f1412
      class n2 verification
    "#);
}

#[test]
fn mermaid_gets_one_line_for_the_same_ends() {
    let flowchart = mermaid::mermaid(&support::graph(&support::broken()));
    assert!(flowchart.contains("  n2 -->|\"unreadable<br/>error\"| n2\n"), "{flowchart}");
    assert!(flowchart.contains("  n1 -.->|\"nxt (no such outcome)\"| n2\n"), "{flowchart}");
    assert!(flowchart.contains("  class n4 problem\n"), "{flowchart}");
}

#[test]
fn problems_for_graphviz() {
    insta::assert_snapshot!(dot::dot(&support::graph(&support::broken())), @r##"
    digraph "onboarding" {
      rankdir=TB;
      node [shape=box, style="rounded,filled", fillcolor="#f4f6fa", fontname="sans-serif"];
      edge [fontname="sans-serif", fontsize=10];
      n0 [label="start", shape=plaintext, style=""];
      n1 [label="welcome\npage"];
      n2 [label="identity\njumio: passport", penwidth=2.5, color="#1a7f4b", fillcolor="#e3f5ea"];
      n3 [label="done\nend: completed", peripheries=2];
      n4 [label="astray\nreview: desk\nunreachable", style="rounded,filled,dashed", color="#c62828", fillcolor="#fdecea"];
      n5 [label="?\nnot connected", style="rounded,filled,dashed", color="#c62828", fillcolor="#fdecea"];
      n6 [label="dnoe\nno such step", style="rounded,filled,dashed", color="#c62828", fillcolor="#fdecea"];
      n0 -> n1 [label=""];
      n1 -> n2 [label="next"];
      n1 -> n5 [label="dismissed", style=dashed, color="#c62828", fontcolor="#c62828"];
      n1 -> n2 [label="nxt (no such outcome)", style=dashed, color="#c62828", fontcolor="#c62828"];
      n2 -> n6 [label="approved", style=dashed, color="#c62828", fontcolor="#c62828"];
      n2 -> n2 [label="unreadable"];
      n2 -> n1 [label="rejected"];
      n2 -> n2 [label="error"];
      n2 -> n3 [label="otherwise"];
      n4 -> n3 [label="approved"];
      n4 -> n2 [label="otherwise"];
    }
    "##);
}

#[test]
fn an_svg_stands_alone_and_tells_what_it_shows() {
    for (name, funnel) in
        [("tour", support::tour()), ("broken", support::broken()), ("long", support::long(12))]
    {
        let graph = support::graph(&funnel);
        let picture = svg::svg(&graph);
        // For eyes: GRAPH_PICTURES=DIR keeps the files.
        if let Some(directory) = std::env::var_os("GRAPH_PICTURES") {
            std::fs::write(std::path::Path::new(&directory).join(format!("{name}.svg")), &picture).unwrap();
        }
        tags_are_closed(&picture);
        assert!(picture.contains("role=\"img\" aria-labelledby=\"funnel-title funnel-desc\""));
        for foreign in ["<script", "<image", "url(", "@import", "http://www.w3.org/1999/xlink"] {
            assert!(!picture.contains(foreign), "{foreign}");
        }
        assert_eq!(
            picture.matches("http").count(),
            1,
            "nothing is fetched: the namespace is the only address"
        );
        for node in graph.nodes.iter().filter(|node| node.is_step()) {
            assert_eq!(picture.matches(&format!("id=\"step-{}\"", node.name)).count(), 1, "{}", node.name);
        }
        let labels = picture.matches("<text x=").count() - picture.matches("class=\"reference\"").count();
        let subtitles =
            graph.nodes.iter().filter(|node| node.is_step() && !node.subtitle().is_empty()).count();
        let nothings = graph.nodes.iter().filter(|node| node.name != "?" && node.step_kind.is_empty());
        let edges = graph.edges.iter().filter(|edge| !edge.label.is_empty()).count();
        assert!(labels >= edges + subtitles - nothings.count(), "{labels} {edges} {subtitles}");
    }
}

#[test]
fn an_svg_marks_verifications_and_problems() {
    let picture = svg::svg(&support::graph(&support::broken()));
    assert!(picture.contains("<g class=\"node verification\" id=\"step-identity\">"), "{picture}");
    assert!(picture.contains("<g class=\"node review problem\" id=\"step-astray\">"), "{picture}");
    assert!(picture.contains(">unreachable</text>"), "{picture}");
    assert!(picture.contains(">dnoe</text>") && picture.contains(">no such step</text>"), "{picture}");
    assert!(picture.contains(">dismissed</text>") && picture.contains(">not connected</text>"), "{picture}");
    assert!(picture.contains(">nxt (no such outcome)</text>"), "{picture}");
    assert!(
        picture.contains("identity (jumio: passport): approved leads to dnoe, no such step;"),
        "{picture}"
    );
}

#[test]
fn empty_funnels_have_pictures_too() {
    let graph = support::graph(&serde_json::json!({}));
    tags_are_closed(&svg::svg(&graph));
    assert_eq!(text::text(&graph, Characters::Boxes), [""; 0]);
    assert_eq!(tree::tree(&graph, Characters::Boxes), [""; 0]);
    // An entry that does not exist is a problem like others.
    let graph = support::graph(&serde_json::json!({ "entry": "gone" }));
    let tree = tree::tree(&graph, Characters::Ascii);
    assert_eq!(tree, ["start", "`- gone  ! no such step"]);
}

/// Every element that begins ends, in order.
fn tags_are_closed(svg: &str) {
    let mut open = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').unwrap_or_else(|| panic!("a tag without an end: {tag}"));
        assert!(!text.contains('>'), "{text}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{tag}");
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap());
        }
    }
    assert!(open.is_empty(), "{open:?}");
}
