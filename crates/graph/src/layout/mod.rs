//! A layered layout: steps in rows, the label of each way as a thing of its own between two rows, lines that go around
//! both. It follows Sugiyama: loops are turned, rows chosen, rows ordered so that few lines cross, places chosen so that
//! lines are straight.
//!
//! The layout counts in the unit of the one who draws ([`Metrics`]): pixels, or characters of a terminal.

mod order;
mod place;
mod rank;
mod route;

use std::collections::{BTreeMap, BTreeSet};

use crate::{Graph, Node};

/// A way over more rows than this ends in a reference, a small figure that names the step: nobody can follow such a line.
pub const LONGEST: usize = 4;

/// A width and a height.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Size {
    /// From left to right.
    pub width: i32,
    /// From top to bottom.
    pub height: i32,
}

/// A place in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// A rectangle that contains its left and upper edge, not its right and lower one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rect {
    /// The left edge.
    pub x: i32,
    /// The upper edge.
    pub y: i32,
    /// How large it is.
    pub size: Size,
}

impl Rect {
    /// Whether two rectangles have a point in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// The first place beyond it on the right.
    pub fn right(&self) -> i32 {
        self.x + self.size.width
    }

    /// The first place beyond it at the bottom.
    pub fn bottom(&self) -> i32 {
        self.y + self.size.height
    }
}

/// How large things are for the one who draws.
pub trait Metrics {
    /// The size of a node; a reference to one is smaller.
    fn node(&self, node: &Node, is_reference: bool) -> Size;
    /// The size of a label of several lines; that of none is nothing.
    fn label(&self, lines: &[String]) -> Size;
    /// The distance between two things in a row.
    fn gap(&self) -> i32;
    /// The distance between two lines that meet a node, and that of the first from its corner.
    fn port_gap(&self) -> i32;
    /// How far a loop from a node to itself reaches out, without its label.
    fn loop_width(&self) -> i32;
    /// The height of the space between two rows that is crossed by `spans`.
    fn channel(&self, spans: &[Span]) -> i32;
}

/// Where a line enters the space between two rows above, and where it leaves it below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// At the top.
    pub above: i32,
    /// At the bottom.
    pub below: i32,
}

/// A picture of a graph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// How large it is.
    pub size: Size,
    /// The nodes of the graph, then references to some of them.
    pub figures: Vec<Figure>,
    /// The lines.
    pub lines: Vec<Line>,
    /// The loops from a node to itself.
    pub loops: Vec<Loop>,
}

/// A node, or a reference to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The number of the node.
    pub node: usize,
    /// Whether this only names a node that is drawn elsewhere.
    pub is_reference: bool,
    /// Where it is.
    pub rect: Rect,
}

/// The line of one edge, or of several with the same ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The numbers of the edges.
    pub edges: Vec<usize>,
    /// The figure above.
    pub above: usize,
    /// The figure below.
    pub below: usize,
    /// Whether the way leads from below to above.
    pub is_up: bool,
    /// From above to below. Between the points at 0 and 1, 2 and 3, … the line is vertical; between those at 1 and 2, 3
    /// and 4, … it crosses the space between two rows.
    pub points: Vec<Point>,
    /// Where the labels are, one below the other, if there are any. The vertical part there goes through its middle.
    pub label: Option<Rect>,
}

/// All edges from a node to itself, drawn on its right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loop {
    /// The numbers of the edges.
    pub edges: Vec<usize>,
    /// The figure.
    pub figure: usize,
    /// Where the labels are, one below the other.
    pub label: Rect,
}

/// Edges with the same ends, and the same problem unless their ends are one.
#[derive(Debug, Clone)]
struct Bundle {
    edges: Vec<usize>,
    from: usize,
    to: usize,
    /// Whether it is drawn from below to above.
    is_up: bool,
    /// Whether it is the usual way on: the first of its node that leads down to a node, and the first to lead there. These
    /// ways shall be straight.
    is_main: bool,
}

/// A thing in a row: a figure, a label, or a place that a line passes through. Labels are in rows of their own, those with
/// odd numbers.
#[derive(Debug, Clone)]
struct Item {
    /// How far it reaches from its middle to the left and to the right.
    left: i32,
    right: i32,
    height: i32,
    is_figure: bool,
}

/// The rows and what is connected: all that ordering and placing need to know.
#[derive(Debug, Default)]
struct Rows {
    items: Vec<Item>,
    /// The items of each row, from left to right.
    all: Vec<Vec<usize>>,
    /// The items in the row above that an item is connected with.
    up: Vec<Vec<usize>>,
    /// The same below.
    down: Vec<Vec<usize>>,
    /// The connections, from above to below, that shall be straight before others.
    main: BTreeSet<(usize, usize)>,
}

impl Rows {
    fn add(&mut self, row: usize, item: Item) -> usize {
        if self.all.len() <= row {
            self.all.resize(row + 1, Vec::new());
        }
        let number = self.items.len();
        self.items.push(item);
        self.up.push(Vec::new());
        self.down.push(Vec::new());
        self.all[row].push(number);
        number
    }

    fn connect(&mut self, above: usize, below: usize) {
        self.down[above].push(below);
        self.up[below].push(above);
    }

    /// The place of each item in its row.
    fn places(&self) -> Vec<usize> {
        let mut places = vec![0; self.items.len()];
        for row in &self.all {
            for (place, item) in row.iter().enumerate() {
                places[*item] = place;
            }
        }
        places
    }
}

/// Lays a graph out.
pub fn layout(graph: &Graph, metrics: &impl Metrics) -> Layout {
    let (mut bundles, loops) = bundles(graph);
    let mut ranks = rank::ranks(graph.nodes.len(), &mut bundles);
    let mut figures: Vec<Figure> = (0..graph.nodes.len()).map(|node| figure(node, false)).collect();
    for bundle in &mut bundles {
        if ranks[bundle.from].abs_diff(ranks[bundle.to]) > LONGEST {
            figures.push(figure(bundle.to, true));
            ranks.push(ranks[bundle.from] + 1);
            bundle.to = figures.len() - 1;
            bundle.is_up = false;
        }
    }
    let (mut left, mut entered) = (BTreeSet::new(), BTreeSet::new());
    for bundle in &mut bundles {
        let leads_on = !bundle.is_up && !figures[bundle.to].is_reference;
        if leads_on && left.insert(bundle.from) {
            bundle.is_main = entered.insert(bundle.to);
        }
    }
    route::draw(graph, metrics, figures, &ranks, bundles, loops)
}

fn figure(node: usize, is_reference: bool) -> Figure {
    Figure { node, is_reference, rect: Rect { x: 0, y: 0, size: Size::default() } }
}

/// The edges in bundles: those between different nodes, and those from a node to itself.
fn bundles(graph: &Graph) -> (Vec<Bundle>, Vec<Bundle>) {
    let mut bundles: Vec<Bundle> = Vec::new();
    let mut known = BTreeMap::new();
    for (number, edge) in graph.edges.iter().enumerate() {
        let problem = edge.problem.filter(|_| edge.from != edge.to);
        let bundle = *known.entry((edge.from, edge.to, problem)).or_insert(bundles.len());
        match bundles.get_mut(bundle) {
            Some(bundle) => bundle.edges.push(number),
            None => bundles.push(Bundle {
                edges: vec![number],
                from: edge.from,
                to: edge.to,
                is_up: false,
                is_main: false,
            }),
        }
    }
    bundles.into_iter().partition(|bundle| bundle.from != bundle.to)
}

/// A number of things as a length.
pub(crate) fn length(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
