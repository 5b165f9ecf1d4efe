//! The picture as SVG: one file with nothing outside, no script, in light or dark as the reader has it.

mod measure;
mod words;

use std::fmt::Write;

pub use measure::Pixels;

use measure::{LINE, PADDING, SIGN};

use crate::layout::{Layout, Line, Loop, Metrics, Point, Rect, layout};
use crate::{Graph, Node, NodeKind};

/// The room around the picture.
const MARGIN: i32 = 24;

/// How long an arrow is.
const ARROW: i32 = 8;

/// The graph as an SVG document. Verifications are framed in green and carry a shield; what is wrong is red and dashed,
/// and said in words; ways that lead back up are violet.
pub fn svg(graph: &Graph) -> String {
    let layout = layout(graph, &Pixels);
    let (width, height) = (layout.size.width + 2 * MARGIN, layout.size.height + 2 * MARGIN);
    let mut svg = Svg { text: String::new() };
    svg.line(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"-{MARGIN} -{MARGIN} {width} {height}\" role=\"img\" \
         aria-labelledby=\"funnel-title funnel-desc\">"
    ));
    svg.line(&format!("<title id=\"funnel-title\">{}</title>", escaped(&words::title(graph))));
    svg.line(&format!("<desc id=\"funnel-desc\">{}</desc>", escaped(&words::description(graph))));
    svg.line(&format!("<style>\n{}</style>", include_str!("style.css")));
    svg.line(&format!(
        "<rect class=\"paper\" x=\"-{MARGIN}\" y=\"-{MARGIN}\" width=\"{width}\" height=\"{height}\"/>"
    ));
    for line in &layout.lines {
        svg.draw_line(graph, line);
    }
    for own in &layout.loops {
        svg.draw_loop(graph, &layout, own);
    }
    for figure in &layout.figures {
        let node = &graph.nodes[figure.node];
        if figure.is_reference { svg.reference(node, figure.rect) } else { svg.node(node, figure.rect) }
    }
    svg.line("</svg>");
    svg.text
}

struct Svg {
    text: String,
}

impl Svg {
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn node(&mut self, node: &Node, rect: Rect) {
        let class = match node.kind {
            NodeKind::Start => "start",
            NodeKind::Page => "page",
            NodeKind::Verification => "verification",
            NodeKind::Decision => "decision",
            NodeKind::Assign => "assign",
            NodeKind::Webhook => "webhook",
            NodeKind::Review => "review",
            NodeKind::End => "end",
            NodeKind::Nowhere => "nowhere",
        };
        let problem = if node.problem.is_some() { " problem" } else { "" };
        let id = if node.is_step() { format!(" id=\"step-{}\"", escaped(&node.name)) } else { String::new() };
        self.line(&format!("<g class=\"node {class}{problem}\"{id}>"));
        self.shape(node.kind, rect);
        if node.kind != NodeKind::Start {
            let middle = rect.y + rect.size.height / 2;
            let left = if node.kind == NodeKind::Decision { rect.x + PADDING / 2 } else { rect.x };
            self.line(&format!(
                "<path class=\"sign\" transform=\"translate({} {})\" d=\"{}\"/>",
                left + 10,
                middle - 9,
                sign(node)
            ));
            for (number, text) in (0..).zip(measure::texts(node)) {
                let class = match number {
                    0 => " class=\"name\"",
                    _ if node.problem.is_some_and(|problem| problem.to_string() == text) => {
                        " class=\"wrong\""
                    }
                    _ => "",
                };
                let (x, y) = (left + SIGN, rect.y + 24 + LINE * number);
                self.line(&format!("<text{class} x=\"{x}\" y=\"{y}\">{}</text>", escaped(&text)));
            }
        }
        self.line("</g>");
    }

    fn shape(&mut self, kind: NodeKind, rect: Rect) {
        let Rect { x, y, .. } = rect;
        let (width, height, right, bottom) = (rect.size.width, rect.size.height, rect.right(), rect.bottom());
        if kind == NodeKind::Start {
            let radius = height / 2;
            let (x, y) = (x + width / 2, y + radius);
            self.line(&format!("<circle class=\"shape\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"));
            return;
        }
        if kind == NodeKind::Decision {
            let (inner, middle) = (PADDING, y + height / 2);
            self.line(&format!(
                "<polygon class=\"shape\" points=\"{x},{middle} {},{y} {},{y} {right},{middle} {},{bottom} {},{bottom}\"/>",
                x + inner,
                right - inner,
                right - inner,
                x + inner
            ));
            return;
        }
        // No rounder than that lines, which keep off the corners, meet an edge.
        let radius = if kind == NodeKind::End { (height / 2).min(Pixels.port_gap()) } else { 8 };
        self.line(&format!(
            "<rect class=\"shape\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\"/>"
        ));
    }

    /// A small figure that names a step, and leads to it where pictures have links.
    fn reference(&mut self, node: &Node, rect: Rect) {
        self.line(&format!("<a href=\"#step-{}\"><g class=\"reference\">", escaped(&node.name)));
        self.shape(NodeKind::End, rect);
        self.line(&format!(
            "<text x=\"{}\" y=\"{}\">{}</text>",
            rect.x + PADDING,
            rect.y + 17,
            escaped(&measure::reference(node))
        ));
        self.line("</g></a>");
    }

    fn draw_line(&mut self, graph: &Graph, line: &Line) {
        let is_problem = line.edges.iter().any(|edge| graph.edges[*edge].problem.is_some());
        let up = if line.is_up { " up" } else { "" };
        let problem = if is_problem { " problem" } else { "" };
        self.line(&format!("<g class=\"line{up}{problem}\">"));
        self.line(&format!("<path d=\"{}\"/>", path(line)));
        if line.is_up {
            self.arrow(line.points[0], true);
        } else if let Some(tip) = line.points.last() {
            self.arrow(*tip, false);
        }
        if let Some(label) = line.label {
            self.labels(graph, &line.edges, label);
        }
        self.line("</g>");
    }

    fn arrow(&mut self, tip: Point, is_up: bool) {
        let base = if is_up { tip.y + ARROW } else { tip.y - ARROW };
        let Point { x, y } = tip;
        self.line(&format!("<polygon points=\"{x},{y} {},{base} {},{base}\"/>", x - 4, x + 4));
    }

    fn labels(&mut self, graph: &Graph, edges: &[usize], rect: Rect) {
        let x = rect.x + rect.size.width / 2;
        for (number, edge) in (0..).zip(edges) {
            let y = rect.y + 14 + LINE * number;
            let caption = graph.edges[*edge].caption();
            self.line(&format!("<text x=\"{x}\" y=\"{y}\">{}</text>", escaped(&caption)));
        }
    }

    fn draw_loop(&mut self, graph: &Graph, layout: &Layout, own: &Loop) {
        let rect = layout.figures[own.figure].rect;
        let (x, middle) = (rect.right(), rect.y + rect.size.height / 2);
        let (top, bottom, far) = (middle - 9, middle + 9, x + 30);
        let is_problem = own.edges.iter().all(|edge| graph.edges[*edge].problem.is_some());
        self.line(&format!("<g class=\"line up{}\">", if is_problem { " problem" } else { "" }));
        self.line(&format!(
            "<path d=\"M{x} {top} C{far} {top} {far} {bottom} {} {bottom}\"/>",
            x + ARROW - 1
        ));
        self.line(&format!(
            "<polygon points=\"{x},{bottom} {},{} {},{}\"/>",
            x + ARROW,
            bottom - 4,
            x + ARROW,
            bottom + 4
        ));
        self.labels(graph, &own.edges, own.label);
        self.line("</g>");
    }
}

/// A line from above to below: straight through rows, curved between them, with a gap where its label is.
fn path(line: &Line) -> String {
    let mut points = line.points.clone();
    let count = points.len();
    // The line ends behind its arrow.
    if line.is_up {
        points[0].y += ARROW - 1;
        points[1].y = points[1].y.max(points[0].y);
    } else {
        points[count - 1].y -= ARROW - 1;
        points[count - 2].y = points[count - 2].y.min(points[count - 1].y);
    }
    let passes = count / 2;
    let with_label = if line.is_up { passes - 2 } else { 1 };
    let mut path = format!("M{} {}", points[0].x, points[0].y);
    for (number, pass) in points.chunks_exact(2).enumerate() {
        let [from, to] = [pass[0], pass[1]];
        if let Some(label) = line.label.filter(|_| number == with_label) {
            let _ = write!(path, "V{}M{} {}", label.y, from.x, label.bottom());
        }
        let _ = write!(path, "V{}", to.y);
        if let Some(next) = points.get(2 * number + 2).filter(|next| next.x != to.x) {
            let middle = i32::midpoint(to.y, next.y);
            let _ = write!(path, "C{} {middle} {} {middle} {} {}", to.x, next.x, next.x, next.y);
        }
    }
    path
}

/// A drawing of 18 by 18 that tells what a step does.
fn sign(node: &Node) -> &'static str {
    match node.kind {
        NodeKind::Page | NodeKind::Start => "M4 1H11L15 5V17H4ZM7 8H12M7 11H12M7 14H10",
        NodeKind::Verification => {
            "M9 1L16 3.5V8.5C16 12.8 13 15.8 9 17C5 15.8 2 12.8 2 8.5V3.5ZM6 9L8.2 11.2L12.2 6.8"
        }
        NodeKind::Decision => "M9 16V10M9 10L4 4M9 10L14 4M4 8V4H8M10 4H14V8",
        NodeKind::Review => {
            "M9 9A3.4 3.4 0 1 0 9 2.2A3.4 3.4 0 0 0 9 9ZM2.5 16.5C3 12.8 5.5 11.2 9 11.2C12.5 11.2 15 12.8 15.5 16.5"
        }
        NodeKind::Assign => "M3 14.5L11.5 6L14 8.5L5.5 17H3ZM11.5 6L13.5 4L16 6.5L14 8.5M2 4H8",
        NodeKind::Webhook => "M2 6H14M11 3L14 6L11 9M16 12H4M7 9L4 12L7 15",
        NodeKind::End => "M4 17V2M4 3C8 0.5 10 5 14.5 3V10C10 12 8 7.5 4 10",
        NodeKind::Nowhere => "M9 2L17 16H1ZM9 7V11M9 13.5V13.6",
    }
}

/// Text as XML has it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
