//! The order within rows: sweeps by barycentre, then exchanges of neighbours, as long as fewer lines cross.

use super::Rows;

/// So many sweeps, fewer for pictures that nobody could look at as a whole.
const SWEEPS: usize = 24;

/// So many items are few enough for all sweeps.
const MANY: usize = 4_000;

/// Orders the items of all rows so that few lines cross.
pub(super) fn order(rows: &mut Rows) {
    let sweeps = if rows.items.len() > MANY { SWEEPS / 6 } else { SWEEPS };
    let mut best = rows.all.clone();
    let mut fewest = crossings(rows);
    for sweep in 0..sweeps {
        if fewest == 0 {
            break;
        }
        let is_down = sweep % 2 == 0;
        let count = rows.all.len();
        let mut places = rows.places();
        for step in 1..count {
            let row = if is_down { step } else { count - 1 - step };
            sort(rows, row, is_down, &places);
            for (place, item) in rows.all[row].iter().enumerate() {
                places[*item] = place;
            }
        }
        exchange(rows);
        let crossing = crossings(rows);
        if crossing < fewest {
            fewest = crossing;
            best.clone_from(&rows.all);
        }
    }
    rows.all = best;
}

/// Sorts a row by the middle of what each item is connected with in the row before. Items without connections stay.
fn sort(rows: &mut Rows, row: usize, is_down: bool, places: &[usize]) {
    let connected = if is_down { &rows.up } else { &rows.down };
    let middle = |item: usize| {
        let others = &connected[item];
        let sum: usize = others.iter().map(|other| places[*other]).sum();
        (sum * 1024).checked_div(others.len())
    };
    let items = &rows.all[row];
    let mut moving: Vec<(usize, usize)> =
        items.iter().filter_map(|item| middle(*item).map(|middle| (middle, *item))).collect();
    moving.sort_by_key(|(middle, _)| *middle);
    let mut moving = moving.into_iter().map(|(_, item)| item);
    let sorted = items.iter().map(|item| match middle(*item) {
        Some(_) => moving.next().unwrap_or(*item),
        None => *item,
    });
    rows.all[row] = sorted.collect();
}

/// Exchanges neighbours where that saves crossings.
fn exchange(rows: &mut Rows) {
    for _ in 0..8 {
        let mut has_changed = false;
        let mut places = rows.places();
        for row in 0..rows.all.len() {
            for place in 1..rows.all[row].len() {
                let (left, right) = (rows.all[row][place - 1], rows.all[row][place]);
                let count = |a: usize, b: usize| {
                    crossings_of(&rows.up[a], &rows.up[b], &places)
                        + crossings_of(&rows.down[a], &rows.down[b], &places)
                };
                if count(right, left) < count(left, right) {
                    rows.all[row].swap(place - 1, place);
                    places.swap(left, right);
                    has_changed = true;
                }
            }
        }
        if !has_changed {
            return;
        }
    }
}

/// How many lines of an item on the left cross lines of one on the right.
fn crossings_of(left: &[usize], right: &[usize], places: &[usize]) -> usize {
    left.iter().map(|a| right.iter().filter(|b| places[**b] < places[*a]).count()).sum()
}

/// How many lines cross in the whole picture.
fn crossings(rows: &Rows) -> usize {
    let places = rows.places();
    let mut crossings = 0;
    for (row, items) in rows.all.iter().enumerate() {
        let Some(below) = rows.all.get(row + 1) else { continue };
        // How many lines end at each place so far, as sums over a tree (Fenwick).
        let mut sums = vec![0_usize; below.len() + 1];
        let mut lines = 0;
        for item in items {
            let mut ends: Vec<usize> = rows.down[*item].iter().map(|end| places[*end]).collect();
            ends.sort_unstable();
            for end in &ends {
                crossings += lines - up_to(&sums, *end);
            }
            for end in ends {
                lines += 1;
                add(&mut sums, end);
            }
        }
    }
    crossings
}

fn add(sums: &mut [usize], place: usize) {
    let mut index = place + 1;
    while index < sums.len() {
        sums[index] += 1;
        index += index & index.wrapping_neg();
    }
}

fn up_to(sums: &[usize], place: usize) -> usize {
    let (mut index, mut sum) = (place + 1, 0);
    while index > 0 {
        sum += sums[index];
        index &= index - 1;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Item;

    #[test]
    fn lines_that_need_not_cross_do_not() {
        let mut rows = Rows::default();
        let item = || Item { left: 1, right: 1, height: 1, is_figure: true };
        let above: Vec<usize> = (0..4).map(|_| rows.add(0, item())).collect();
        let below: Vec<usize> = (0..4).map(|_| rows.add(1, item())).collect();
        for (from, to) in above.iter().zip(below.iter().rev()) {
            rows.connect(*from, *to);
        }
        assert_eq!(crossings(&rows), 6);
        order(&mut rows);
        assert_eq!(crossings(&rows), 0);
    }

    #[test]
    fn lines_with_a_common_end_do_not_cross() {
        let mut rows = Rows::default();
        let item = || Item { left: 1, right: 1, height: 1, is_figure: true };
        let (a, b) = (rows.add(0, item()), rows.add(0, item()));
        let (c, d) = (rows.add(1, item()), rows.add(1, item()));
        for (from, to) in [(a, c), (a, d), (b, d)] {
            rows.connect(from, to);
        }
        assert_eq!(crossings(&rows), 0);
        rows.connect(b, c);
        assert_eq!(crossings(&rows), 1);
    }
}
