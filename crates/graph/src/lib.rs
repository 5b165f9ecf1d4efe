//! Pictures of funnels.
//!
//! A [`Graph`] is what there is to be seen of a campaign: its steps, their ways out, and what is wrong with them. It is
//! drawn as SVG ([`svg`]) and as text ([`text`]) from one layered layout ([`layout`]), told as a tree ([`tree`]), and
//! written for programs that have a layout of their own ([`mermaid`], [`dot`]). Every outcome of every step has its
//! label in each of them.

pub mod dot;
pub mod layout;
pub mod mermaid;
pub mod svg;
pub mod text;
pub mod tree;

mod funnel;

pub use funnel::{Edge, Graph, Node, NodeKind, Problem, ways};

/// The characters that a text is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Characters {
    /// Lines and arrows of Unicode, for a terminal.
    Boxes,
    /// ASCII, for everything else.
    Ascii,
}
