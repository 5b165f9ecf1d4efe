//! The rows of nodes: loops are turned, then each node comes one row below the lowest that leads to it.

use super::Bundle;

/// The row of each node, from 0. Bundles that close a loop are marked as leading up.
pub(super) fn ranks(nodes: usize, bundles: &mut [Bundle]) -> Vec<usize> {
    turn_loops(nodes, bundles);
    let mut ways: Vec<Vec<usize>> = vec![Vec::new(); nodes];
    let mut entering = vec![0_usize; nodes];
    for bundle in &*bundles {
        let (above, below) = ends(bundle);
        ways[above].push(below);
        entering[below] += 1;
    }
    let is_root: Vec<bool> = entering.iter().map(|count| *count == 0).collect();
    let mut ranks = vec![0; nodes];
    let mut order: Vec<usize> = (0..nodes).filter(|node| is_root[*node]).collect();
    let mut next = 0;
    while let Some(node) = order.get(next).copied() {
        next += 1;
        for below in &ways[node] {
            ranks[*below] = ranks[*below].max(ranks[node] + 1);
            entering[*below] -= 1;
            if entering[*below] == 0 {
                order.push(*below);
            }
        }
    }
    // What nothing leads to comes down to what it leads to.
    for root in (1..nodes).filter(|node| is_root[*node]) {
        if let Some(highest) = ways[root].iter().map(|below| ranks[*below]).min() {
            ranks[root] = highest - 1;
        }
    }
    ranks
}

/// The nodes above and below.
pub(super) fn ends(bundle: &Bundle) -> (usize, usize) {
    if bundle.is_up { (bundle.to, bundle.from) } else { (bundle.from, bundle.to) }
}

/// Marks the bundles that lead back to where a walk depth first comes from. Without recursion: a funnel may be long.
fn turn_loops(nodes: usize, bundles: &mut [Bundle]) {
    let mut leaving: Vec<Vec<usize>> = vec![Vec::new(); nodes];
    for (number, bundle) in bundles.iter().enumerate() {
        leaving[bundle.from].push(number);
    }
    let mut seen = vec![false; nodes];
    let mut on_path = vec![false; nodes];
    for root in 0..nodes {
        if seen[root] {
            continue;
        }
        let mut path = vec![(root, 0)];
        (seen[root], on_path[root]) = (true, true);
        while let Some((node, next)) = path.last_mut() {
            let Some(number) = leaving[*node].get(*next).copied() else {
                on_path[*node] = false;
                path.pop();
                continue;
            };
            *next += 1;
            let to = bundles[number].to;
            if on_path[to] {
                bundles[number].is_up = true;
            } else if !seen[to] {
                (seen[to], on_path[to]) = (true, true);
                path.push((to, 0));
            }
        }
    }
}
