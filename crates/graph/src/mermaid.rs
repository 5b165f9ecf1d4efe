//! The funnel for Mermaid.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::{Edge, Graph, NodeKind};

/// The graph as a Mermaid flowchart, which many wikis and code forges draw.
pub fn mermaid(graph: &Graph) -> String {
    let mut text = String::from("flowchart TD\n");
    for (number, node) in graph.nodes.iter().enumerate() {
        let label = [node.name.clone(), node.subtitle(), node.problem_line()];
        let label: Vec<String> =
            label.iter().filter(|part| !part.is_empty()).map(|part| escaped(part)).collect();
        let (open, close) = match node.kind {
            NodeKind::Start | NodeKind::End => ("([", "])"),
            NodeKind::Decision => ("{{", "}}"),
            NodeKind::Verification => ("[[", "]]"),
            NodeKind::Assign | NodeKind::Webhook => ("[/", "/]"),
            NodeKind::Page | NodeKind::Review | NodeKind::Nowhere => ("[", "]"),
        };
        let _ = writeln!(text, "  n{number}{open}\"{}\"{close}", label.join("<br/>"));
    }
    for (edge, captions) in bundles(graph) {
        let (from, to) = (edge.from, edge.to);
        let line = if edge.problem.is_some() { "-.->" } else { "-->" };
        let _ = match captions.join("<br/>").as_str() {
            "" => writeln!(text, "  n{from} {line} n{to}"),
            label => writeln!(text, "  n{from} {line}|\"{label}\"| n{to}"),
        };
    }
    text.push_str("  classDef verification fill:#e3f5ea,stroke:#1a7f4b,stroke-width:3px,color:#14301f\n");
    text.push_str("  classDef problem fill:#fdecea,stroke:#c62828,stroke-dasharray:4 3,color:#5f1412\n");
    for (number, node) in graph.nodes.iter().enumerate() {
        if node.problem.is_some() {
            let _ = writeln!(text, "  class n{number} problem");
        } else if node.kind == NodeKind::Verification {
            let _ = writeln!(text, "  class n{number} verification");
        }
    }
    text
}

/// Edges with their captions; those with the same ends and problem are one, since Mermaid puts the labels of several on
/// each other.
fn bundles(graph: &Graph) -> Vec<(&Edge, Vec<String>)> {
    let mut bundles: Vec<(&Edge, Vec<String>)> = Vec::new();
    let mut known = BTreeMap::new();
    for edge in &graph.edges {
        let bundle = *known.entry((edge.from, edge.to, edge.problem)).or_insert(bundles.len());
        let caption = escaped(&edge.caption());
        match bundles.get_mut(bundle) {
            Some((_, captions)) => captions.push(caption),
            None => bundles.push((edge, vec![caption])),
        }
    }
    bundles
}

/// Everything that Mermaid could take for more than text is written as a number: it looks for comments, directives and
/// styles in strings too.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        let is_text = c.is_alphanumeric()
            || !c.is_ascii()
            || matches!(c, ' ' | '.' | ',' | '-' | '_' | '?' | '(' | ')');
        if is_text {
            escaped.push(c);
        } else {
            let _ = write!(escaped, "#{};", u32::from(c));
        }
    }
    escaped
}
