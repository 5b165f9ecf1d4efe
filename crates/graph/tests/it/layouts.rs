//! What every layout keeps, whatever the graph.

use std::collections::BTreeMap;

use graph::layout::{Layout, Metrics, Rect, layout};
use graph::svg::Pixels;
use graph::text::Cells;
use graph::{Edge, Graph, Node, NodeKind, Problem};
use proptest::prelude::*;

use crate::support;

fn node(number: usize) -> Node {
    let kinds = [
        NodeKind::Page,
        NodeKind::Verification,
        NodeKind::Decision,
        NodeKind::Assign,
        NodeKind::Webhook,
        NodeKind::Review,
        NodeKind::End,
    ];
    Node {
        kind: kinds[number % kinds.len()],
        name: format!("step-{number}"),
        step_kind: "page".to_owned(),
        detail: "x".repeat(number % 30),
        problem: number.is_multiple_of(7).then_some(Problem::Unreachable),
    }
}

fn graphs() -> impl Strategy<Value = Graph> {
    (2_usize..16).prop_flat_map(|count| {
        let problem = prop_oneof![9 => Just(None), 1 => Just(Some(Problem::NoSuchOutcome))];
        let edges = proptest::collection::vec((0..count, 0..count, problem), 0..40);
        edges.prop_map(move |edges| {
            let edges = edges.into_iter().enumerate().map(|(number, (from, to, problem))| Edge {
                from,
                to,
                label: format!("outcome-{}-{number:02}", "y".repeat(number % 11)),
                problem,
            });
            let mut edges: Vec<Edge> = edges.collect();
            edges.sort_by_key(|edge| edge.from);
            Graph { title: "any".to_owned(), nodes: (0..count).map(node).collect(), edges }
        })
    })
}

/// Everything that has a place of its own.
fn places(layout: &Layout) -> Vec<(String, Rect)> {
    let figures =
        layout.figures.iter().enumerate().map(|(number, figure)| (format!("figure {number}"), figure.rect));
    let labels = layout
        .lines
        .iter()
        .filter_map(|line| line.label.map(|rect| (format!("label of {:?}", line.edges), rect)));
    let loops = layout.loops.iter().map(|own| (format!("label of loop {:?}", own.edges), own.label));
    figures.chain(labels).chain(loops).collect()
}

fn check(graph: &Graph, metrics: &impl Metrics) -> Layout {
    let layout = layout(graph, metrics);
    let places = places(&layout);
    for (number, (first, rect)) in places.iter().enumerate() {
        assert!(rect.x >= 0 && rect.y >= 0, "{first} is outside: {rect:?}");
        assert!(
            rect.right() <= layout.size.width && rect.bottom() <= layout.size.height,
            "{first}: {rect:?}"
        );
        assert!(rect.size.width > 0 && rect.size.height > 0, "{first} is nothing");
        for (second, other) in &places[number + 1..] {
            assert!(!rect.overlaps(other), "{first} {rect:?} is on {second} {other:?}");
        }
    }
    for (number, figure) in layout.figures.iter().enumerate().take(graph.nodes.len()) {
        assert_eq!((figure.node, figure.is_reference), (number, false));
    }
    // Each edge once, between the right figures, with its label.
    let mut drawn: BTreeMap<usize, usize> = BTreeMap::new();
    for line in &layout.lines {
        assert!(line.label.is_some() || line.edges.iter().all(|edge| graph.edges[*edge].label.is_empty()));
        for edge in &line.edges {
            *drawn.entry(*edge).or_default() += 1;
            let (from, to) = if line.is_up { (line.below, line.above) } else { (line.above, line.below) };
            let ends = (layout.figures[from].node, layout.figures[to].node);
            assert_eq!(ends, (graph.edges[*edge].from, graph.edges[*edge].to), "{line:?}");
        }
    }
    for own in &layout.loops {
        for edge in &own.edges {
            *drawn.entry(*edge).or_default() += 1;
            assert_eq!((graph.edges[*edge].from, graph.edges[*edge].to), (own.figure, own.figure));
        }
    }
    assert_eq!(drawn.len(), graph.edges.len());
    assert!(drawn.values().all(|count| *count == 1), "{drawn:?}");
    lines_keep_off(&layout, &places);
    layout
}

/// Lines go down, meet their figures' edges, and touch nothing else.
fn lines_keep_off(layout: &Layout, places: &[(String, Rect)]) {
    for line in &layout.lines {
        let (above, below) = (layout.figures[line.above].rect, layout.figures[line.below].rect);
        let (first, last) = (line.points[0], line.points[line.points.len() - 1]);
        assert!(
            above.x < first.x && first.x < above.right() && first.y == above.bottom(),
            "{line:?} {above:?}"
        );
        assert!(below.x < last.x && last.x < below.right() && last.y == below.y, "{line:?} {below:?}");
        assert!(line.points.windows(2).all(|pair| pair[0].y <= pair[1].y), "{line:?}");
        for pass in line.points.chunks_exact(2) {
            assert_eq!(pass[0].x, pass[1].x);
            for (name, rect) in places.iter().filter(|(_, rect)| Some(*rect) != line.label) {
                let is_beside = pass[0].x < rect.x || rect.right() <= pass[0].x;
                assert!(
                    is_beside || pass[1].y <= rect.y || rect.bottom() <= pass[0].y,
                    "{line:?} goes through {name}"
                );
            }
        }
    }
}

proptest! {
    #[test]
    fn nothing_lies_on_anything_else(graph in graphs()) {
        check(&graph, &Pixels);
        check(&graph, &Cells);
    }

    #[test]
    fn every_label_can_be_read_in_the_text(graph in graphs()) {
        let text = graph::text::text(&graph, graph::Characters::Ascii).join("\n");
        for edge in &graph.edges {
            prop_assert_eq!(text.matches(&edge.label).count(), 1, "{}\n{}", edge.label, text);
        }
        for node in &graph.nodes {
            prop_assert!(text.contains(&node.name));
        }
    }
}

#[test]
fn long_funnels_are_laid_out_in_little_room() {
    let graph = support::graph(&support::long(12));
    assert_eq!(graph.steps(), 63);
    let layout = check(&graph, &Pixels);
    check(&graph, &Cells);
    // What leads far away ends in a reference.
    assert!(layout.figures.iter().any(|figure| figure.is_reference));
    assert!(layout.size.width < 2_600, "{:?}", layout.size);
}

#[test]
fn a_chain_of_thousands_is_no_danger() {
    let count = 3_000;
    let nodes: Vec<Node> = (0..count).map(node).collect();
    let edge = |from, to, label: &str| Edge { from, to, label: label.to_owned(), problem: None };
    let edges = (0..count).flat_map(|number| {
        let next = (number + 1 < count).then(|| edge(number, number + 1, "next"));
        next.into_iter().chain([edge(number, count - 1, "rejected"), edge(number, 0, "again")])
    });
    let graph = Graph { title: "chain".to_owned(), nodes, edges: edges.collect() };
    let layout = layout(&graph, &Pixels);
    assert_eq!(layout.loops.len(), 2);
    assert!(layout.size.width < 2_000, "{:?}", layout.size);
    assert!(graph::tree::tree(&graph, graph::Characters::Ascii).len() >= count);
}

#[test]
fn what_closes_a_loop_leads_up() {
    let graph = support::graph(&support::broken());
    let layout = check(&graph, &Pixels);
    let up: Vec<&str> = layout
        .lines
        .iter()
        .filter(|line| line.is_up)
        .flat_map(|line| line.edges.iter().map(|edge| graph.edges[*edge].label.as_str()))
        .collect();
    assert_eq!(up, ["rejected"]);
    let own: Vec<usize> = layout.loops.iter().map(|own| own.edges.len()).collect();
    assert_eq!(own, [2]);
}

#[test]
fn a_straight_funnel_has_straight_lines() {
    let steps = serde_json::json!({ "entry": "a", "step": {
        "a": { "kind": "page", "on": { "next": "b" } },
        "b": { "kind": "page", "title": "A longer one", "on": { "next": "c" } },
        "c": { "kind": "end", "result": "completed" },
    } });
    let layout = check(&support::graph(&steps), &Cells);
    for line in &layout.lines {
        assert!(line.points.iter().all(|point| point.x == line.points[0].x), "{line:?}");
    }
}
