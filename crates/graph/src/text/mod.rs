//! The picture in characters.

mod canvas;
mod channel;

use canvas::{Canvas, width};

use crate::layout::{Metrics, Size, Span, layout, length};
use crate::{Characters, Graph, Node, NodeKind};

/// The graph as lines of text. Verifications have a double frame (in ASCII one of `#`), problems an exclamation mark.
pub fn text(graph: &Graph, characters: Characters) -> Vec<String> {
    let layout = layout(graph, &Cells);
    let mut canvas = Canvas::new(layout.size);
    channel::draw(&layout, &mut canvas);
    for line in &layout.lines {
        canvas.draw_passes(line);
    }
    for own in &layout.loops {
        let rect = layout.figures[own.figure].rect;
        canvas.draw_loop(rect);
        canvas.write_labels(graph, &own.edges, own.label);
    }
    for line in &layout.lines {
        if let Some(label) = line.label {
            canvas.write_labels(graph, &line.edges, label);
        }
    }
    for figure in &layout.figures {
        let node = &graph.nodes[figure.node];
        let frame = frame(node, figure.is_reference);
        canvas.draw_node(&texts(node, figure.is_reference), frame, figure.rect);
    }
    for line in &layout.lines {
        canvas.draw_ends(line);
    }
    canvas.lines(characters)
}

/// Sizes in characters.
#[derive(Debug, Clone, Copy)]
pub struct Cells;

impl Metrics for Cells {
    fn node(&self, node: &Node, is_reference: bool) -> Size {
        let texts = texts(node, is_reference);
        let width = texts.iter().map(|text| width(text)).max().unwrap_or(0);
        // An odd width has a middle.
        let width = (width + 4) | 1;
        let frame = if frame(node, is_reference) == Frame::None { 0 } else { 2 };
        Size { width, height: length(texts.len()) + frame }
    }

    fn label(&self, lines: &[String]) -> Size {
        let width = lines.iter().map(|line| width(line)).max().unwrap_or(0);
        Size { width, height: length(lines.len()) }
    }

    fn gap(&self) -> i32 {
        3
    }

    fn port_gap(&self) -> i32 {
        2
    }

    fn loop_width(&self) -> i32 {
        4
    }

    fn channel(&self, spans: &[Span]) -> i32 {
        match channel::tracks(spans) {
            // Straight lines, which need a place for their arrows.
            0 => 1,
            tracks => tracks + 2,
        }
    }
}

/// What is drawn around a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    None,
    Single,
    Double,
}

fn frame(node: &Node, is_reference: bool) -> Frame {
    match node.kind {
        _ if is_reference => Frame::None,
        NodeKind::Start | NodeKind::Nowhere => Frame::None,
        NodeKind::Verification => Frame::Double,
        NodeKind::Page
        | NodeKind::Decision
        | NodeKind::Assign
        | NodeKind::Webhook
        | NodeKind::Review
        | NodeKind::End => Frame::Single,
    }
}

/// The lines of a node.
fn texts(node: &Node, is_reference: bool) -> Vec<String> {
    if is_reference {
        return vec![format!("({})", node.name)];
    }
    match (node.kind, node.problem) {
        (NodeKind::Start, _) => vec![node.name.clone()],
        (NodeKind::Nowhere, _) if node.name == Node::UNNAMED => vec![format!("! {}", node.detail)],
        (NodeKind::Nowhere, _) => vec![format!("! {}", node.name), node.detail.clone()],
        (_, Some(problem)) => vec![format!("! {}", node.name), node.subtitle(), problem.to_string()],
        (_, None) => vec![node.name.clone(), node.subtitle()],
    }
}
