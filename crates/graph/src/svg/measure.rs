//! How large texts and shapes are, in pixels.

use unicode_width::UnicodeWidthChar;

use crate::layout::{Metrics, Size, Span, length};
use crate::{Node, NodeKind};

/// The size of a node's first line.
pub(super) const TITLE: i32 = 14;
/// The size of every other text.
pub(super) const SMALL: i32 = 12;
/// The height of a line of small text.
pub(super) const LINE: i32 = 16;
/// The room for the sign on the left of a node.
pub(super) const SIGN: i32 = 34;
/// The room between a node's edge and its text.
pub(super) const PADDING: i32 = 14;

/// Sizes in pixels.
#[derive(Debug, Clone, Copy)]
pub struct Pixels;

impl Metrics for Pixels {
    fn node(&self, node: &Node, is_reference: bool) -> Size {
        if node.kind == NodeKind::Start {
            return Size { width: 18, height: 18 };
        }
        if is_reference {
            return Size { width: width(&reference(node), SMALL, false) + 2 * PADDING, height: 26 };
        }
        let texts = texts(node);
        let widest = texts.iter().enumerate().map(|(number, text)| match number {
            0 => width(text, TITLE, true),
            _ => width(text, SMALL, false),
        });
        let corners = if node.kind == NodeKind::Decision { 2 * PADDING } else { PADDING };
        Size { width: SIGN + widest.max().unwrap_or(0) + corners, height: 24 + LINE * length(texts.len()) }
    }

    fn label(&self, lines: &[String]) -> Size {
        let Some(widest) = lines.iter().map(|line| width(line, SMALL, false)).max() else {
            return Size::default();
        };
        Size { width: widest + 8, height: LINE * length(lines.len()) + 4 }
    }

    fn gap(&self) -> i32 {
        22
    }

    fn port_gap(&self) -> i32 {
        16
    }

    fn loop_width(&self) -> i32 {
        34
    }

    fn channel(&self, spans: &[Span]) -> i32 {
        // Lines that go far to the side need height, or they would be too flat to be followed.
        let widest = spans.iter().map(|span| (span.above - span.below).abs()).max().unwrap_or(0);
        26 + (widest / 8).min(64)
    }
}

/// The lines of a node that is no start, the first in larger letters.
pub(super) fn texts(node: &Node) -> Vec<String> {
    let mut texts = match (node.kind, node.name.as_str()) {
        (NodeKind::Nowhere, Node::UNNAMED) => vec![node.detail.clone()],
        (_, name) => vec![name.to_owned(), node.subtitle()],
    };
    if node.is_step() {
        texts.extend(node.problem.map(|problem| problem.to_string()));
    }
    texts.retain(|text| !text.is_empty());
    texts
}

/// The text of a reference to a node.
pub(super) fn reference(node: &Node) -> String {
    format!("↪ {}", node.name)
}

/// An upper bound of a text's width, whichever font the system has: letters are taken as wide as those of its widest
/// usual fonts.
fn width(text: &str, size: i32, is_bold: bool) -> i32 {
    let thousandths: i32 = text.chars().map(of_char).sum();
    let width = thousandths * size / 1000 + 1;
    if is_bold { width * 11 / 10 } else { width }
}

/// The width of a character, in thousandths of the size.
fn of_char(c: char) -> i32 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' | ' ' => 320,
        'f' | 't' | 'r' | '-' | '(' | ')' | '[' | ']' | '/' | '"' => 410,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '&' => 980,
        'a'..='z' => 620,
        '0'..='9' => 640,
        'A'..='Z' | '_' => 740,
        c => match c.width() {
            Some(0) => 0,
            Some(1) => 800,
            _ => 1150,
        },
    }
}
