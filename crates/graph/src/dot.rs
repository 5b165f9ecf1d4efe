//! The funnel for Graphviz.

use std::fmt::Write;

use crate::{Graph, Node, NodeKind};

/// The graph in the language of Graphviz' `dot`.
pub fn dot(graph: &Graph) -> String {
    let mut text = format!("digraph {} {{\n", quoted(&graph.title));
    text.push_str("  rankdir=TB;\n");
    text.push_str(
        "  node [shape=box, style=\"rounded,filled\", fillcolor=\"#f4f6fa\", fontname=\"sans-serif\"];\n",
    );
    text.push_str("  edge [fontname=\"sans-serif\", fontsize=10];\n");
    for (number, node) in graph.nodes.iter().enumerate() {
        let label = [node.name.clone(), node.subtitle(), node.problem_line()];
        let label: Vec<String> =
            label.iter().filter(|part| !part.is_empty()).map(|part| escaped(part)).collect();
        let _ = writeln!(text, "  n{number} [label=\"{}\"{}];", label.join("\\n"), look(node));
    }
    for edge in &graph.edges {
        let look = match edge.problem {
            Some(_) => ", style=dashed, color=\"#c62828\", fontcolor=\"#c62828\"",
            None => "",
        };
        let _ = writeln!(text, "  n{} -> n{} [label={}{look}];", edge.from, edge.to, quoted(&edge.caption()));
    }
    text.push_str("}\n");
    text
}

fn look(node: &Node) -> &'static str {
    match (node.problem, node.kind) {
        (Some(_), _) => ", style=\"rounded,filled,dashed\", color=\"#c62828\", fillcolor=\"#fdecea\"",
        (None, NodeKind::Verification) => ", penwidth=2.5, color=\"#1a7f4b\", fillcolor=\"#e3f5ea\"",
        (None, NodeKind::Decision) => ", shape=hexagon, style=filled",
        (None, NodeKind::End) => ", peripheries=2",
        (None, NodeKind::Start) => ", shape=plaintext, style=\"\"",
        (None, NodeKind::Assign | NodeKind::Webhook) => ", style=filled, fillcolor=\"#f4f4f6\"",
        (None, NodeKind::Page | NodeKind::Review | NodeKind::Nowhere) => "",
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// Quotes end a string, a backslash begins an escape such as `\N`, and entities are decoded in labels.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('\\', "\\\\").replace('"', "\\\"")
}

impl Node {
    /// What is wrong, unless the detail says so already.
    pub(crate) fn problem_line(&self) -> String {
        match (self.problem, self.kind) {
            (Some(problem), kind) if kind != NodeKind::Nowhere => problem.to_string(),
            _ => String::new(),
        }
    }
}
