//! The places within rows, after Brandes and Köpf: four times, from each corner, items are put in line with the middle of
//! what they are connected with and pushed together; the middle of the four is taken. Lines over several rows come out
//! straight, and the usual way on from step to step comes before all others: it is the spine of the picture.

use std::collections::BTreeSet;

use super::Rows;

/// The middle of each item, from the left; nothing is left of 0.
pub(super) fn places(rows: &Rows, gap: i32) -> Vec<i32> {
    let conflicts = conflicts(rows);
    let mut all: Vec<(Vec<i32>, bool)> = Vec::new();
    for is_up in [true, false] {
        for is_left in [true, false] {
            let side = Side::new(rows, is_up, is_left);
            let roots = side.roots(&conflicts);
            all.push((side.pushed_together(&roots, gap), is_left));
        }
    }
    meet(rows, &mut all);
    let mut middle: Vec<i32> = (0..rows.items.len())
        .map(|item| {
            let mut places: Vec<i32> = all.iter().map(|(places, _)| places[item]).collect();
            places.sort_unstable();
            (places[1] + places[2]).div_euclid(2)
        })
        .collect();
    let leftmost = extent(rows, &middle).0;
    for place in &mut middle {
        *place -= leftmost;
    }
    middle
}

/// From where to where a picture goes.
fn extent(rows: &Rows, places: &[i32]) -> (i32, i32) {
    let each = || places.iter().zip(&rows.items);
    let left = each().map(|(place, item)| place - item.left).min().unwrap_or(0);
    let right = each().map(|(place, item)| place + item.right).max().unwrap_or(0);
    (left, right)
}

/// Moves all pictures so that their edges meet those of the narrowest: those that were pushed to the left their left
/// ones, the others their right ones.
fn meet(rows: &Rows, all: &mut [(Vec<i32>, bool)]) {
    let extents: Vec<(i32, i32)> = all.iter().map(|(places, _)| extent(rows, places)).collect();
    let Some((left, right)) = extents.iter().copied().min_by_key(|(left, right)| right - left) else {
        return;
    };
    for ((places, is_left), own) in all.iter_mut().zip(extents) {
        let by = if *is_left { left - own.0 } else { right - own.1 };
        for place in places {
            *place += by;
        }
    }
}

/// The connections that may not be straight: those that cross one of more weight, and those of an item that has one of
/// more weight.
fn conflicts(rows: &Rows) -> BTreeSet<(usize, usize)> {
    let places = rows.places();
    let mut conflicts = BTreeSet::new();
    for row in &rows.all {
        let lines: Vec<(usize, usize)> =
            row.iter().flat_map(|above| rows.down[*above].iter().map(|below| (*above, *below))).collect();
        let weights: Vec<u8> = lines.iter().map(|line| weight(rows, *line)).collect();
        for (number, first) in lines.iter().enumerate().filter(|(number, _)| weights[*number] > 0) {
            for (other, second) in lines.iter().enumerate() {
                // Of two that shall both be straight the first one wins.
                let yields = (weights[other], number) < (weights[number], other);
                let from = places[first.0].cmp(&places[second.0]);
                if yields && !from.is_eq() && from == places[second.1].cmp(&places[first.1]) {
                    conflicts.insert(*second);
                }
            }
        }
    }
    let straight = |line: &&(usize, usize)| !conflicts.contains(*line);
    let above: BTreeSet<usize> = rows.main.iter().filter(straight).map(|(above, _)| *above).collect();
    let below: BTreeSet<usize> = rows.main.iter().filter(straight).map(|(_, below)| *below).collect();
    for (item, connected) in rows.down.iter().enumerate() {
        let lines = connected.iter().map(|other| (item, *other));
        let others = lines.filter(|line| above.contains(&line.0) || below.contains(&line.1));
        conflicts.extend(others.filter(|line| !rows.main.contains(line)));
    }
    conflicts
}

/// How much it matters that a connection is straight: most for the usual way on, then for one between two places that a
/// line passes through.
fn weight(rows: &Rows, line: (usize, usize)) -> u8 {
    if rows.main.contains(&line) {
        2
    } else {
        u8::from(!rows.items[line.0].is_figure && !rows.items[line.1].is_figure)
    }
}

/// The rows as seen from one of the corners: always from the upper left one, mirrored for the others.
struct Side<'a> {
    rows: &'a Rows,
    order: Vec<Vec<usize>>,
    places: Vec<usize>,
    is_up: bool,
    is_left: bool,
}

impl<'a> Side<'a> {
    fn new(rows: &'a Rows, is_up: bool, is_left: bool) -> Self {
        let mut order = rows.all.clone();
        let mut places = rows.places();
        if !is_up {
            order.reverse();
        }
        if !is_left {
            for row in &mut order {
                row.reverse();
                for (place, item) in row.iter().enumerate() {
                    places[*item] = place;
                }
            }
        }
        Self { rows, order, places, is_up, is_left }
    }

    /// For each item the first of those that it is in line with.
    fn roots(&self, conflicts: &BTreeSet<(usize, usize)>) -> Vec<usize> {
        let mut roots: Vec<usize> = (0..self.rows.items.len()).collect();
        let mut is_taken = vec![false; self.rows.items.len()];
        for row in &self.order {
            // The first place in the row before that can be used without crossing what is in line already.
            let mut first_free = 0;
            for item in row {
                let line = |other: usize| if self.is_up { (other, *item) } else { (*item, other) };
                let connected = if self.is_up { &self.rows.up[*item] } else { &self.rows.down[*item] };
                let can_be_straight = |other: &&usize| !conflicts.contains(&line(**other));
                let mut best: Vec<usize> = connected.iter().filter(can_be_straight).copied().collect();
                best.sort_unstable_by_key(|other| self.places[*other]);
                let Some(last) = best.len().checked_sub(1) else { continue };
                for other in &best[last / 2..=last.div_ceil(2)] {
                    let is_in_line = roots[*item] != *item;
                    let is_free = !is_taken[*other] && self.places[*other] >= first_free;
                    if is_in_line || !is_free {
                        continue;
                    }
                    roots[*item] = roots[*other];
                    is_taken[*other] = true;
                    first_free = self.places[*other] + 1;
                }
            }
        }
        roots
    }

    /// Pushes everything that is in line as far to the left as it goes, then as far to the right as it goes without
    /// moving anything else.
    fn pushed_together(&self, roots: &[usize], gap: i32) -> Vec<i32> {
        let count = roots.len();
        let mut right_of: Vec<Vec<(usize, i32)>> = vec![Vec::new(); count];
        let mut left_of: Vec<usize> = vec![0; count];
        for row in &self.order {
            for pair in row.windows(2) {
                let (left, right) = (&self.rows.items[pair[0]], &self.rows.items[pair[1]]);
                let apart =
                    if self.is_left { left.right + right.left } else { left.left + right.right } + gap;
                right_of[roots[pair[0]]].push((roots[pair[1]], apart));
                left_of[roots[pair[1]]] += 1;
            }
        }
        let mut order: Vec<usize> =
            (0..count).filter(|item| roots[*item] == *item && left_of[*item] == 0).collect();
        let mut at = vec![0; count];
        let mut next = 0;
        while let Some(root) = order.get(next).copied() {
            next += 1;
            for (right, apart) in &right_of[root] {
                at[*right] = at[*right].max(at[root] + apart);
                left_of[*right] -= 1;
                if left_of[*right] == 0 {
                    order.push(*right);
                }
            }
        }
        for root in order.into_iter().rev() {
            if let Some(free) = right_of[root].iter().map(|(right, apart)| at[*right] - apart).min() {
                at[root] = at[root].max(free);
            }
        }
        let mirrored = if self.is_left { 1 } else { -1 };
        roots.iter().map(|root| at[*root] * mirrored).collect()
    }
}
