//! The space between two rows: each line that has to go sideways gets a track of its own there.

use std::collections::{BTreeMap, BTreeSet};

use super::canvas::{Canvas, DOWN, LEFT, RIGHT, UP};
use crate::layout::{Layout, Span};

/// The way of a span through a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Straight,
    /// Sideways on one track.
    Once(usize),
    /// Sideways on one track to a column, and on from there on another: where two lines would change places.
    Twice(usize, i32, usize),
}

/// How many tracks spans need.
pub(super) fn tracks(spans: &[Span]) -> i32 {
    let last = |way: &Way| match way {
        Way::Straight => 0,
        Way::Once(track) | Way::Twice(_, _, track) => crate::layout::length(*track) + 1,
    };
    ways(spans).iter().map(last).max().unwrap_or(0)
}

/// Draws what crosses the spaces between rows.
pub(super) fn draw(layout: &Layout, canvas: &mut Canvas) {
    let mut channels: BTreeMap<(i32, i32), Vec<Span>> = BTreeMap::new();
    for line in &layout.lines {
        for pair in line.points[1..line.points.len() - 1].chunks_exact(2) {
            let span = Span { above: pair[0].x, below: pair[1].x };
            channels.entry((pair[0].y, pair[1].y)).or_default().push(span);
        }
    }
    for ((top, bottom), spans) in channels {
        for (span, way) in spans.iter().zip(ways(&spans)) {
            let row = |track: usize| top + 1 + crate::layout::length(track);
            match way {
                Way::Straight => canvas.vertical(span.above, top, bottom),
                Way::Once(track) => {
                    canvas.vertical(span.above, top, row(track));
                    sideways(canvas, row(track), span.above, span.below);
                    canvas.vertical(span.below, row(track) + 1, bottom);
                }
                Way::Twice(first, column, last) => {
                    canvas.vertical(span.above, top, row(first));
                    sideways(canvas, row(first), span.above, column);
                    canvas.vertical(column, row(first) + 1, row(last));
                    sideways(canvas, row(last), column, span.below);
                    canvas.vertical(span.below, row(last) + 1, bottom);
                }
            }
        }
    }
}

/// A line that comes from above at one column and goes on below at another.
fn sideways(canvas: &mut Canvas, y: i32, from: i32, to: i32) {
    let (ahead, back) = if from < to { (RIGHT, LEFT) } else { (LEFT, RIGHT) };
    canvas.add(from, y, UP | ahead);
    for x in from.min(to) + 1..from.max(to) {
        canvas.add(x, y, LEFT | RIGHT);
    }
    canvas.add(to, y, back | DOWN);
}

/// Where each span goes. No two lines share a place but where they cross: a line that comes down at a column where
/// another one starts goes below that one.
fn ways(spans: &[Span]) -> Vec<Way> {
    let mut ways = vec![Way::Straight; spans.len()];
    let mut taken: Vec<(i32, i32, usize)> = Vec::new();
    let mut columns: BTreeSet<i32> = spans.iter().flat_map(|span| [span.above, span.below]).collect();
    let mut delayed = Vec::new();
    for (number, is_stuck) in in_order(spans) {
        let span = spans[number];
        if is_stuck {
            let free = (0..).flat_map(|by| [span.below + by, span.below - by]);
            let column = free.into_iter().find(|column| *column >= 0 && !columns.contains(column));
            let column = column.unwrap_or(span.below);
            columns.insert(column);
            let first = track(&mut taken, span.above, column);
            delayed.push((number, first, column));
        } else {
            ways[number] = Way::Once(track(&mut taken, span.above, span.below));
        }
    }
    for (number, first, column) in delayed {
        ways[number] = Way::Twice(first, column, track(&mut taken, column, spans[number].below));
    }
    ways
}

/// The first track below all that is there already between two columns.
fn track(taken: &mut Vec<(i32, i32, usize)>, from: i32, to: i32) -> usize {
    let (left, right) = (from.min(to), from.max(to));
    let below = taken.iter().filter(|(start, end, _)| *start <= right && left <= *end);
    let track = below.map(|(_, _, track)| track + 1).max().unwrap_or(0);
    taken.push((left, right, track));
    track
}

/// The spans that go sideways, uppermost first, so that those in one direction do not cross; and whether one has to start
/// before another and to end after it.
fn in_order(spans: &[Span]) -> Vec<(usize, bool)> {
    let sideways = || spans.iter().enumerate().filter(|(_, span)| span.above != span.below);
    let key = |number: usize| {
        let Span { above, below } = spans[number];
        (if below > above { -above } else { above }, number)
    };
    let starting: BTreeMap<i32, usize> = sideways().map(|(number, span)| (span.above, number)).collect();
    // Who waits for whom: each for one at most.
    let mut waiting: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut stuck: BTreeSet<(i32, usize)> = BTreeSet::new();
    let mut free: BTreeSet<(i32, usize)> = BTreeSet::new();
    for (number, span) in sideways() {
        match starting.get(&span.below) {
            Some(first) => {
                waiting.entry(*first).or_default().push(number);
                stuck.insert(key(number));
            }
            None => {
                free.insert(key(number));
            }
        }
    }
    let mut order = Vec::new();
    loop {
        let (number, is_stuck) = match free.pop_first() {
            Some((_, number)) => (number, false),
            None => match stuck.pop_first() {
                Some((_, number)) => (number, true),
                None => return order,
            },
        };
        order.push((number, is_stuck));
        for released in waiting.remove(&number).unwrap_or_default() {
            if stuck.remove(&key(released)) {
                free.insert(key(released));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn span(above: i32, below: i32) -> Span {
        Span { above, below }
    }

    #[test]
    fn lines_in_one_direction_share_what_they_can() {
        assert_eq!(tracks(&[span(1, 1), span(5, 5)]), 0);
        assert_eq!(ways(&[span(0, 4), span(6, 9)]), [Way::Once(0), Way::Once(0)]);
        assert_eq!(ways(&[span(0, 10), span(5, 15)]), [Way::Once(1), Way::Once(0)]);
        assert_eq!(ways(&[span(10, 0), span(15, 5)]), [Way::Once(0), Way::Once(1)]);
    }

    #[test]
    fn lines_that_change_places_do_not_lie_on_each_other() {
        let ways = ways(&[span(2, 8), span(8, 2)]);
        assert_eq!(ways, [Way::Twice(0, 9, 2), Way::Once(1)]);
    }

    /// A row and its columns from where to where, or a column and its rows; the corners included.
    type Piece = (i32, i32, i32);

    /// The pieces of a way that lie across, and those that lie along.
    fn pieces(span: Span, way: Way, rows: i32) -> (Vec<Piece>, Vec<Piece>) {
        let row = |track: usize| crate::layout::length(track) + 1;
        let Span { above, below } = span;
        match way {
            Way::Straight => (vec![], vec![(above, 0, rows)]),
            Way::Once(track) => (
                vec![(row(track), above.min(below), above.max(below))],
                vec![(above, 0, row(track)), (below, row(track), rows)],
            ),
            Way::Twice(first, column, last) => (
                vec![
                    (row(first), above.min(column), above.max(column)),
                    (row(last), column.min(below), column.max(below)),
                ],
                vec![(above, 0, row(first)), (column, row(first), row(last)), (below, row(last), rows)],
            ),
        }
    }

    proptest! {
        #[test]
        fn lines_meet_only_where_they_cross(
            above in Just((0..12).map(|place| place * 2).collect::<Vec<i32>>()).prop_shuffle(),
            below in Just((0..12).map(|place| place * 2).collect::<Vec<i32>>()).prop_shuffle(),
            count in 1_usize..12,
        ) {
            let spans: Vec<Span> =
                above.iter().zip(&below).take(count).map(|(above, below)| span(*above, *below)).collect();
            let rows = tracks(&spans) + 1;
            let drawn: Vec<_> =
                spans.iter().zip(ways(&spans)).map(|(span, way)| pieces(*span, way, rows)).collect();
            let touch = |a: &Piece, b: &Piece| a.0 == b.0 && a.1 <= b.2 && b.1 <= a.2;
            for (number, first) in drawn.iter().enumerate() {
                for second in &drawn[number + 1..] {
                    let across = first.0.iter().any(|a| second.0.iter().any(|b| touch(a, b)));
                    let along = first.1.iter().any(|a| second.1.iter().any(|b| touch(a, b)));
                    prop_assert!(!across && !along, "{spans:?} {drawn:?}");
                }
            }
        }
    }
}
