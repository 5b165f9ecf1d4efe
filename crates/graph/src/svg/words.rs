//! The picture in words, for those who do not see it.

use std::fmt::Write;

use crate::Graph;

/// What the picture is.
pub(super) fn title(graph: &Graph) -> String {
    format!("Funnel of {}", graph.title)
}

/// Every step and every way, as sentences.
pub(super) fn description(graph: &Graph) -> String {
    let mut text = match graph.steps() {
        0 => "A funnel without steps.".to_owned(),
        1 => "A funnel of 1 step.".to_owned(),
        count => format!("A funnel of {count} steps."),
    };
    let mut edges = graph.edges.iter().peekable();
    if let Some(entry) = edges.next_if(|edge| edge.label.is_empty()) {
        let _ = write!(text, " It begins at {}.", graph.nodes[entry.to].name);
    }
    for (number, node) in graph.nodes.iter().enumerate().filter(|(_, node)| node.is_step()) {
        let _ = write!(text, " {} ({}", node.name, node.subtitle());
        if let Some(problem) = node.problem {
            let _ = write!(text, "; {problem}");
        }
        text.push(')');
        let mut mark = ": ";
        while let Some(edge) = edges.next_if(|edge| edge.from == number) {
            let _ = write!(text, "{mark}{} leads to {}", edge.caption(), graph.nodes[edge.to].name);
            if let Some(problem) = graph.nodes[edge.to].problem.filter(|_| edge.problem.is_some()) {
                let _ = write!(text, ", {problem}");
            }
            mark = "; ";
        }
        text.push('.');
    }
    text
}
