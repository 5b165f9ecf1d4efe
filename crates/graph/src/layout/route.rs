//! From rows to a picture: what is in each row, where lines meet nodes, how high everything is.

use super::{Bundle, Figure, Item, Layout, Line, Loop, Metrics, Point, Rect, Rows, Size, Span};
use super::{length, order, place, rank};
use crate::Graph;

/// A bundle on its way: from a figure above, through rows, to a figure below.
struct Chain {
    bundle: Bundle,
    above: usize,
    below: usize,
    /// The items between; the first of them, or the last of one that leads up, is the label.
    items: Vec<usize>,
    /// The size of the label.
    label: Size,
}

/// Where the line of a chain meets its figures.
#[derive(Debug, Clone, Copy, Default)]
struct Ports {
    above: i32,
    below: i32,
}

/// From where to where a row goes.
#[derive(Debug, Clone, Copy, Default)]
struct Band {
    top: i32,
    bottom: i32,
}

/// Draws figures in the rows of their ranks, and everything between them.
pub(super) fn draw(
    graph: &Graph,
    metrics: &impl Metrics,
    mut figures: Vec<Figure>,
    ranks: &[usize],
    bundles: Vec<Bundle>,
    loops: Vec<Bundle>,
) -> Layout {
    size_figures(graph, metrics, &mut figures, &bundles);
    let mut rows = Rows::default();
    // The items of figures come first: an item has the number of its figure.
    for (figure, rank) in figures.iter().zip(ranks) {
        let Size { width, height } = figure.rect.size;
        rows.add(rank * 2, Item { left: width / 2, right: width - width / 2, height, is_figure: true });
    }
    let loops = loops_beside(graph, metrics, &mut rows, loops);
    let chains: Vec<Chain> =
        bundles.into_iter().map(|bundle| chain(graph, metrics, &mut rows, ranks, bundle)).collect();
    order::order(&mut rows);
    let middles = place::places(&rows, metrics.gap());
    for (number, figure) in figures.iter_mut().enumerate() {
        figure.rect.x = middles[number] - rows.items[number].left;
    }
    let ports = ports(metrics, &rows, &figures, &chains, &middles);
    let bands = bands(metrics, &rows, ranks, &chains, &ports, &middles);
    for (figure, rank) in figures.iter_mut().zip(ranks) {
        let band = bands[rank * 2];
        figure.rect.y = band.top + (band.bottom - band.top - figure.rect.size.height) / 2;
    }
    let lines = chains
        .into_iter()
        .zip(ports)
        .map(|(chain, ports)| line(chain, ports, &figures, ranks, &bands, &middles))
        .collect();
    let loops = placed(metrics, loops, &figures);
    let width = middles.iter().zip(&rows.items).map(|(middle, item)| middle + item.right).max();
    let height = bands.last().map(|band| band.bottom);
    Layout { size: Size { width: width.unwrap_or(0), height: height.unwrap_or(0) }, figures, lines, loops }
}

/// Makes figures as large as their texts and the lines that meet them need.
fn size_figures(graph: &Graph, metrics: &impl Metrics, figures: &mut [Figure], bundles: &[Bundle]) {
    let mut above = vec![0_usize; figures.len()];
    let mut below = vec![0_usize; figures.len()];
    for bundle in bundles {
        let (upper, lower) = rank::ends(bundle);
        below[upper] += 1;
        above[lower] += 1;
    }
    for (number, figure) in figures.iter_mut().enumerate() {
        let size = metrics.node(&graph.nodes[figure.node], figure.is_reference);
        let ports = length(above[number].max(below[number]) + 1);
        figure.rect.size = Size { width: size.width.max(ports * metrics.port_gap() + 1), ..size };
    }
}

/// Makes room for loops on the right of their figures.
fn loops_beside(graph: &Graph, metrics: &impl Metrics, rows: &mut Rows, loops: Vec<Bundle>) -> Vec<Loop> {
    let mut placed = Vec::new();
    for bundle in loops {
        let size = metrics.label(&captions(graph, &bundle));
        let item = &mut rows.items[bundle.from];
        item.right += metrics.loop_width() + size.width;
        item.height = item.height.max(size.height);
        placed.push(Loop { figure: bundle.from, edges: bundle.edges, label: Rect { x: 0, y: 0, size } });
    }
    placed
}

/// Puts loops on the right of their figures.
fn placed(metrics: &impl Metrics, mut loops: Vec<Loop>, figures: &[Figure]) -> Vec<Loop> {
    for own in &mut loops {
        let rect = figures[own.figure].rect;
        own.label.x = rect.right() + metrics.loop_width();
        own.label.y = rect.y + (rect.size.height - own.label.size.height) / 2;
    }
    loops
}

fn captions(graph: &Graph, bundle: &Bundle) -> Vec<String> {
    let captions = bundle.edges.iter().map(|edge| graph.edges[*edge].caption());
    captions.filter(|caption| !caption.is_empty()).collect()
}

/// Puts what a bundle passes into the rows.
fn chain(graph: &Graph, metrics: &impl Metrics, rows: &mut Rows, ranks: &[usize], bundle: Bundle) -> Chain {
    let label = metrics.label(&captions(graph, &bundle));
    let (above, below) = rank::ends(&bundle);
    let (first, last) = (ranks[above] * 2 + 1, ranks[below] * 2 - 1);
    let label_row = if bundle.is_up { last } else { first };
    let mut items = Vec::new();
    let mut before = above;
    for row in first..=last {
        let Size { width, height } = if row == label_row { label } else { Size::default() };
        let item =
            rows.add(row, Item { left: width / 2, right: width - width / 2, height, is_figure: false });
        rows.connect(before, item);
        items.push(item);
        before = item;
    }
    rows.connect(before, below);
    if bundle.is_main {
        let from = std::iter::once(&above).chain(&items);
        rows.main.extend(from.copied().zip(items.iter().copied().chain([below])));
    }
    Chain { bundle, above, below, items, label }
}

/// Where lines meet figures: straight above or below where they go, if the figure is wide enough, and apart.
fn ports(
    metrics: &impl Metrics,
    rows: &Rows,
    figures: &[Figure],
    chains: &[Chain],
    middles: &[i32],
) -> Vec<Ports> {
    let order = rows.places();
    let mut above: Vec<Vec<usize>> = vec![Vec::new(); figures.len()];
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); figures.len()];
    for (number, chain) in chains.iter().enumerate() {
        below[chain.above].push(number);
        above[chain.below].push(number);
    }
    let gap = metrics.port_gap();
    let mut ports = vec![Ports::default(); chains.len()];
    for (number, figure) in figures.iter().enumerate() {
        let (left, right) = (figure.rect.x + gap, figure.rect.right() - 1 - gap);
        below[number].sort_by_key(|chain| order[chains[*chain].first()]);
        let wanted: Vec<i32> = below[number].iter().map(|chain| middles[chains[*chain].first()]).collect();
        for (chain, place) in below[number].iter().zip(apart(&wanted, left, right, gap)) {
            ports[*chain].above = place;
        }
        above[number].sort_by_key(|chain| order[chains[*chain].last()]);
        let wanted: Vec<i32> = above[number].iter().map(|chain| middles[chains[*chain].last()]).collect();
        for (chain, place) in above[number].iter().zip(apart(&wanted, left, right, gap)) {
            ports[*chain].below = place;
        }
    }
    ports
}

impl Chain {
    fn first(&self) -> usize {
        self.items.first().copied().unwrap_or(self.below)
    }

    fn last(&self) -> usize {
        self.items.last().copied().unwrap_or(self.above)
    }
}

/// Places from `left` to `right` in the order of what is wanted, as near to it as it goes, at least `gap` apart.
fn apart(wanted: &[i32], left: i32, right: i32, gap: i32) -> Vec<i32> {
    let mut places: Vec<i32> = wanted.iter().map(|place| (*place).clamp(left, right.max(left))).collect();
    for index in 1..places.len() {
        places[index] = places[index].max(places[index - 1] + gap);
    }
    let mut most = right;
    for place in places.iter_mut().rev() {
        *place = (*place).min(most);
        most = *place - gap;
    }
    places
}

/// How high each row and the spaces between them are.
fn bands(
    metrics: &impl Metrics,
    rows: &Rows,
    ranks: &[usize],
    chains: &[Chain],
    ports: &[Ports],
    middles: &[i32],
) -> Vec<Band> {
    let mut spans: Vec<Vec<Span>> = vec![Vec::new(); rows.all.len()];
    for (chain, ports) in chains.iter().zip(ports) {
        for (step, span) in chain_spans(chain, *ports, middles).enumerate() {
            spans[ranks[chain.above] * 2 + step].push(span);
        }
    }
    let mut top = 0;
    let mut bands = Vec::with_capacity(rows.all.len());
    for (row, spans) in rows.all.iter().zip(spans) {
        let height = row.iter().map(|item| rows.items[*item].height).max().unwrap_or(0);
        bands.push(Band { top, bottom: top + height });
        top += height + metrics.channel(&spans);
    }
    bands
}

/// What a chain crosses, from above.
fn chain_spans(chain: &Chain, ports: Ports, middles: &[i32]) -> impl Iterator<Item = Span> {
    let middles = || chain.items.iter().map(|item| middles[*item]);
    let from = std::iter::once(ports.above).chain(middles());
    let to = middles().chain(std::iter::once(ports.below));
    from.zip(to).map(|(above, below)| Span { above, below })
}

fn line(
    chain: Chain,
    ports: Ports,
    figures: &[Figure],
    ranks: &[usize],
    bands: &[Band],
    middles: &[i32],
) -> Line {
    let (above, below) = (figures[chain.above].rect, figures[chain.below].rect);
    let mut points = vec![Point { x: ports.above, y: above.bottom() }];
    let mut row = ranks[chain.above] * 2;
    for span in chain_spans(&chain, ports, middles) {
        points.push(Point { x: span.above, y: bands[row].bottom });
        row += 1;
        points.push(Point { x: span.below, y: bands[row].top });
    }
    points.push(Point { x: ports.below, y: below.y });
    let item = if chain.bundle.is_up { chain.last() } else { chain.first() };
    let row = if chain.bundle.is_up { row - 1 } else { ranks[chain.above] * 2 + 1 };
    let y = if chain.bundle.is_up { bands[row].bottom - chain.label.height } else { bands[row].top };
    let label = Rect { x: middles[item] - chain.label.width / 2, y, size: chain.label };
    Line {
        edges: chain.bundle.edges,
        above: chain.above,
        below: chain.below,
        is_up: chain.bundle.is_up,
        points,
        label: (label.size != Size::default()).then_some(label),
    }
}
