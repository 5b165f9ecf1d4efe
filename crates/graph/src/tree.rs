//! The funnel as a tree of lines.

use crate::{Characters, Graph, Node, NodeKind};

/// The graph as lines: each step below the way that leads to it. A step that was shown is named, not shown again; one
/// that the line comes from is a loop.
pub fn tree(graph: &Graph, characters: Characters) -> Vec<String> {
    let mut tree = Tree {
        graph,
        marks: Marks::of(characters),
        ways: graph.nodes.iter().map(|_| Vec::new()).collect(),
        shown: vec![false; graph.nodes.len()],
        on_path: vec![false; graph.nodes.len()],
        lines: Vec::new(),
    };
    for (number, edge) in graph.edges.iter().enumerate() {
        tree.ways[edge.from].push(number);
    }
    for (number, node) in graph.nodes.iter().enumerate() {
        let stands_alone = node.is_step() || node.kind == NodeKind::Start;
        if stands_alone && !tree.shown[number] {
            tree.show(number);
        }
    }
    tree.lines
}

struct Marks {
    branch: &'static str,
    last: &'static str,
    bar: &'static str,
    blank: &'static str,
    arrow: &'static str,
    again: &'static str,
    back: &'static str,
}

impl Marks {
    const fn of(characters: Characters) -> Self {
        match characters {
            Characters::Boxes => Self {
                branch: "├─ ",
                last: "└─ ",
                bar: "│  ",
                blank: "   ",
                arrow: "→",
                again: "↑ above",
                back: "↺ loop",
            },
            Characters::Ascii => Self {
                branch: "|- ",
                last: "`- ",
                bar: "|  ",
                blank: "   ",
                arrow: "->",
                again: "(above)",
                back: "(loop)",
            },
        }
    }
}

struct Tree<'a> {
    graph: &'a Graph,
    marks: Marks,
    /// The numbers of the edges that leave each node.
    ways: Vec<Vec<usize>>,
    shown: Vec<bool>,
    on_path: Vec<bool>,
    lines: Vec<String>,
}

/// A node whose ways are being shown.
struct Open {
    node: usize,
    next: usize,
    indent: String,
}

impl Tree<'_> {
    /// Shows a node and what is below. Without recursion: a funnel may be long.
    fn show(&mut self, root: usize) {
        self.lines.push(described(&self.graph.nodes[root]));
        let mut path = vec![self.open(root, String::new())];
        while let Some(open) = path.last_mut() {
            let ways = &self.ways[open.node];
            let Some(edge) = ways.get(open.next).map(|number| &self.graph.edges[*number]) else {
                self.on_path[open.node] = false;
                path.pop();
                continue;
            };
            open.next += 1;
            let is_last = open.next == ways.len();
            let (mark, below) = if is_last {
                (self.marks.last, self.marks.blank)
            } else {
                (self.marks.branch, self.marks.bar)
            };
            let mut line = format!("{}{mark}", open.indent);
            if !edge.label.is_empty() {
                line.push_str(&edge.label);
                line.push(' ');
                line.push_str(self.marks.arrow);
                line.push(' ');
            }
            let (to, node) = (edge.to, &self.graph.nodes[edge.to]);
            let goes_on = !self.ways[to].is_empty();
            let mut child = None;
            if self.shown[to] && goes_on {
                let mark = if self.on_path[to] { self.marks.back } else { self.marks.again };
                line.push_str(&node.name);
                line.push(' ');
                line.push_str(mark);
            } else {
                line.push_str(&described(node));
                child = Some(format!("{}{below}", open.indent));
            }
            if let Some(problem) = edge.problem.filter(|problem| node.problem != Some(*problem)) {
                line.push_str("  ! ");
                line.push_str(&problem.to_string());
            }
            self.lines.push(line);
            if let Some(indent) = child {
                let open = self.open(to, indent);
                path.push(open);
            }
        }
    }

    fn open(&mut self, node: usize, indent: String) -> Open {
        self.shown[node] = true;
        self.on_path[node] = true;
        Open { node, next: 0, indent }
    }
}

fn described(node: &Node) -> String {
    let mut line = node.name.clone();
    let subtitle = if node.kind == NodeKind::Nowhere { String::new() } else { node.subtitle() };
    if !subtitle.is_empty() {
        line.push_str("  ");
        line.push_str(&subtitle);
    }
    if let Some(problem) = node.problem {
        line.push_str("  ! ");
        line.push_str(&problem.to_string());
    }
    line
}
