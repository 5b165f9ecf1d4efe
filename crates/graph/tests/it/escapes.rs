//! Titles that want to be more than text.

use graph::{Characters, Graph, dot, mermaid, svg, text, tree};
use serde_json::json;

use crate::support;

const HOSTILE: &str = "\"]</text>#%%{x}%%\\`";

fn graph(title: &str) -> Graph {
    support::graph(&json!({ "title": title, "entry": "a", "step": {
        "a": { "kind": "page", "title": title, "on": { "next": "b" } },
        "b": { "kind": "review", "queue": title, "on": { "otherwise": "c" } },
        "c": { "kind": "end", "result": "completed" },
    } }))
}

#[test]
fn svg_has_no_markup_from_titles() {
    let picture = svg::svg(&graph(HOSTILE));
    assert!(picture.contains("page: &quot;]&lt;/text&gt;#%%{x}%%\\`</text>"), "{picture}");
    assert!(picture.contains("<title id=\"funnel-title\">Funnel of &quot;]&lt;/text&gt;#"), "{picture}");
    let picture = svg::svg(&graph("<script>alert('1')</script>"));
    assert!(!picture.contains("<script"), "{picture}");
    // Neither what XML cannot hold at all.
    let picture = svg::svg(&graph("a\u{0}b\u{1b}[1mc\u{ffff}d\u{202e}e"));
    assert!(picture.contains("page: a\u{fffd}b\u{fffd}[1mc\u{fffd}d\u{fffd}e</text>"), "{picture}");
}

#[test]
fn mermaid_sees_letters_and_numbers_only() {
    let flowchart = mermaid::mermaid(&graph(HOSTILE));
    let label = "page#58; #34;#93;#60;#47;text#62;#35;#37;#37;#123;x#125;#37;#37;#92;#96;";
    assert!(flowchart.contains(&format!("n1[\"a<br/>{label}\"]\n")), "{flowchart}");
    // A word of the language is no danger inside a text, and letters of all scripts stay.
    let flowchart = mermaid::mermaid(&graph("end style:#f00; Über 汉字"));
    assert!(flowchart.contains("page#58; end style#58;#35;f00#59; Über 汉字\"]"), "{flowchart}");
}

#[test]
fn dot_ends_strings_where_they_end() {
    let text = dot::dot(&graph("say \"hi\\N\" & &lt;b&gt;"));
    assert!(text.starts_with("digraph \"say \\\"hi\\\\N\\\" &amp; &amp;lt;b&amp;gt;\" {\n"), "{text}");
    assert!(text.contains("n1 [label=\"a\\npage: say \\\"hi\\\\N\\\" &amp; &amp;lt;b&amp;gt;\"];"), "{text}");
}

#[test]
fn terminals_get_no_control_characters() {
    let graph = graph("a\u{1b}]0;x\u{7}\u{202e}b\u{9b}1mc");
    let drawn = [text::text(&graph, Characters::Boxes), tree::tree(&graph, Characters::Ascii)].concat();
    assert!(
        drawn.iter().any(|line| line.contains("a\u{fffd}]0;x\u{fffd}\u{fffd}b\u{fffd}1mc")),
        "{drawn:#?}"
    );
    assert!(!drawn.concat().contains(|c: char| c.is_control()), "{drawn:#?}");
}

#[test]
fn wide_characters_keep_frames_closed() {
    let drawn = text::text(&graph("汉字 ok"), Characters::Boxes);
    let frame = drawn.iter().find(|line| line.contains("汉字")).unwrap();
    assert!(frame.contains("│ page: 汉字 ok │"), "{drawn:#?}");
}
