//! Characters in a plane.

use unicode_width::UnicodeWidthChar;

use super::Frame;
use crate::layout::{Line, Point, Rect, Size, length};
use crate::{Characters, Graph};

/// The sides of a character where a line goes out.
pub(super) const UP: u8 = 1;
pub(super) const RIGHT: u8 = 2;
pub(super) const DOWN: u8 = 4;
pub(super) const LEFT: u8 = 8;

/// What is at one place.
#[derive(Debug, Clone)]
enum Cell {
    /// Lines to these sides; a blank where there are none.
    Lines(u8),
    /// A character of ours.
    Mark(char),
    /// A character of a text, with those that combine with it.
    Text(String),
    /// The right half of a wide character.
    Covered,
}

/// A plane of characters; grows where it is drawn on.
pub(super) struct Canvas {
    rows: Vec<Vec<Cell>>,
}

impl Canvas {
    pub(super) fn new(size: Size) -> Self {
        let rows = usize::try_from(size.height).unwrap_or(0);
        Self { rows: vec![Vec::new(); rows] }
    }

    /// The lines of text, without blanks at their ends.
    pub(super) fn lines(&self, characters: Characters) -> Vec<String> {
        let line = |row: &Vec<Cell>| {
            let mut line = String::new();
            for cell in row {
                match cell {
                    Cell::Lines(sides) => line.push(spelled(lines_char(*sides), characters)),
                    Cell::Mark(mark) => line.push(spelled(*mark, characters)),
                    Cell::Text(text) => line.push_str(text),
                    Cell::Covered => {}
                }
            }
            line.trim_end().to_owned()
        };
        self.rows.iter().map(line).collect()
    }

    fn cell(&mut self, x: i32, y: i32) -> Option<&mut Cell> {
        let (x, y) = (usize::try_from(x).ok()?, usize::try_from(y).ok()?);
        let row = self.rows.get_mut(y)?;
        if row.len() <= x {
            row.resize(x + 1, Cell::Lines(0));
        }
        row.get_mut(x)
    }

    /// Adds lines to what is there.
    pub(super) fn add(&mut self, x: i32, y: i32, sides: u8) {
        if let Some(Cell::Lines(before)) = self.cell(x, y) {
            *before |= sides;
        }
    }

    fn mark(&mut self, x: i32, y: i32, mark: char) {
        if let Some(cell) = self.cell(x, y) {
            *cell = Cell::Mark(mark);
        }
    }

    /// A vertical line through the rows from `top` to before `bottom`.
    pub(super) fn vertical(&mut self, x: i32, top: i32, bottom: i32) {
        for y in top..bottom {
            self.add(x, y, UP | DOWN);
        }
    }

    fn write(&mut self, x: i32, y: i32, text: &str) {
        let mut at = x;
        for c in text.chars() {
            match c.width().unwrap_or(0) {
                0 => {
                    if let Some(Cell::Text(before)) = self.cell((at - 1).max(x), y) {
                        before.push(c);
                    }
                }
                width => {
                    if let Some(cell) = self.cell(at, y) {
                        *cell = Cell::Text(c.to_string());
                    }
                    if width > 1
                        && let Some(cell) = self.cell(at + 1, y)
                    {
                        *cell = Cell::Covered;
                    }
                    at += length(width);
                }
            }
        }
    }

    /// Writes the captions of edges one below the other, each in the middle.
    pub(super) fn write_labels(&mut self, graph: &Graph, edges: &[usize], rect: Rect) {
        for (y, edge) in (rect.y..).zip(edges) {
            let caption = graph.edges[*edge].caption();
            self.write(rect.x + rect.size.width / 2 - width(&caption) / 2, y, &caption);
        }
    }

    /// The vertical parts of a line, but for the label.
    pub(super) fn draw_passes(&mut self, line: &Line) {
        for pass in line.points.chunks_exact(2) {
            let (from, to) = (pass[0], pass[1]);
            for y in from.y..to.y {
                let is_label = line.label.is_some_and(|label| {
                    (label.y..label.bottom()).contains(&y) && (label.x..=label.right()).contains(&from.x)
                });
                if !is_label {
                    self.add(from.x, y, UP | DOWN);
                }
            }
        }
    }

    /// A line out of a node's right side and back.
    pub(super) fn draw_loop(&mut self, rect: Rect) {
        let (x, y) = (rect.right(), rect.y + 1);
        for (at, sides) in (x..).zip([LEFT | RIGHT, LEFT | RIGHT, LEFT | DOWN]) {
            self.add(at, y, sides);
        }
        self.mark(x, y + 1, '◀');
        self.add(x + 1, y + 1, LEFT | RIGHT);
        self.add(x + 2, y + 1, LEFT | UP);
    }

    pub(super) fn draw_node(&mut self, texts: &[String], frame: Frame, rect: Rect) {
        let (left, right, top, bottom) = (rect.x, rect.right() - 1, rect.y, rect.bottom() - 1);
        let corners = match frame {
            Frame::None => None,
            Frame::Single => Some(['┌', '┐', '└', '┘', '─', '│']),
            Frame::Double => Some(['╔', '╗', '╚', '╝', '═', '║']),
        };
        if let Some([upper_left, upper_right, lower_left, lower_right, across, along]) = corners {
            for x in left + 1..right {
                self.mark(x, top, across);
                self.mark(x, bottom, across);
            }
            for y in top + 1..bottom {
                self.mark(left, y, along);
                self.mark(right, y, along);
            }
            self.mark(left, top, upper_left);
            self.mark(right, top, upper_right);
            self.mark(left, bottom, lower_left);
            self.mark(right, bottom, lower_right);
        }
        let first = if corners.is_some() { top + 1 } else { top };
        for (y, text) in (first..).zip(texts) {
            self.write(left + (rect.size.width - width(text)) / 2, y, text);
        }
    }

    /// Where a line leaves a frame, and its arrow.
    pub(super) fn draw_ends(&mut self, line: &Line) {
        let (Some(first), Some(last)) = (line.points.first(), line.points.last()) else { return };
        let above = Point { x: first.x, y: first.y - 1 };
        if line.is_up {
            self.mark(first.x, first.y, '▲');
            self.leave(*last, '┴', '╧');
        } else {
            self.mark(last.x, last.y - 1, '▼');
            self.leave(above, '┬', '╤');
        }
    }

    fn leave(&mut self, at: Point, single: char, double: char) {
        match self.cell(at.x, at.y) {
            Some(cell @ Cell::Mark('─')) => *cell = Cell::Mark(single),
            Some(cell @ Cell::Mark('═')) => *cell = Cell::Mark(double),
            _ => {}
        }
    }
}

/// How many characters of a terminal a text needs.
pub(super) fn width(text: &str) -> i32 {
    length(text.chars().map(|c| c.width().unwrap_or(0)).sum())
}

const fn lines_char(sides: u8) -> char {
    const UP_DOWN: u8 = UP | DOWN;
    const ACROSS: u8 = LEFT | RIGHT;
    match sides {
        0 => ' ',
        UP | DOWN | UP_DOWN => '│',
        LEFT | RIGHT | ACROSS => '─',
        sides if sides == DOWN | RIGHT => '┌',
        sides if sides == DOWN | LEFT => '┐',
        sides if sides == UP | RIGHT => '└',
        sides if sides == UP | LEFT => '┘',
        sides if sides == UP_DOWN | RIGHT => '├',
        sides if sides == UP_DOWN | LEFT => '┤',
        sides if sides == ACROSS | DOWN => '┬',
        sides if sides == ACROSS | UP => '┴',
        _ => '┼',
    }
}

/// A character of ours as it is spelled.
const fn spelled(mark: char, characters: Characters) -> char {
    match characters {
        Characters::Boxes => mark,
        Characters::Ascii => match mark {
            '│' => '|',
            '─' => '-',
            '▼' => 'v',
            '▲' => '^',
            '◀' => '<',
            '╔' | '╗' | '╚' | '╝' | '═' | '║' | '╤' | '╧' => '#',
            ' ' => ' ',
            _ => '+',
        },
    }
}
