//! From the tree of a file to its text: one way to write each thing.

use toml_edit::Key;

use super::order::Order;
use super::tree::{Array, Content, File, Item, Table};
use crate::edit::{Form, WIDTH, form_of};

/// How long a line inside of an array may be.
const LINE: usize = 100;
/// How long a list inside of something else may be without a line for each item, however long the line gets.
const SHORT: usize = 40;
const INDENT: &str = "  ";

/// The text of a file.
pub(super) fn text(file: &File, order: &Order) -> String {
    let mut printer = Printer { order, text: String::new(), is_apart: true };
    printer.lines(&file.head);
    // The head brings its blank line along, if there is to be one.
    printer.is_apart = true;
    printer.table(&mut Vec::new(), None, &file.table);
    if !file.tail.is_empty() {
        printer.gap();
        printer.lines(&file.tail);
    }
    let end = printer.text.trim_end_matches('\n').len();
    printer.text.truncate((end + 1).min(printer.text.len()));
    printer.text
}

struct Printer<'a> {
    order: &'a Order,
    text: String,
    /// Whether what comes next needs no blank line before it.
    is_apart: bool,
}

/// Where a value is printed.
#[derive(Clone, Copy)]
struct Place {
    /// How many arrays with lines of their own are around it.
    depth: usize,
    /// How many characters stand before it on its line.
    column: usize,
    /// Whether it is part of another value.
    is_inside: bool,
}

impl Place {
    /// Whether a value is short enough for one line.
    fn fits(self, flat: &str) -> bool {
        let width = flat.chars().count();
        if self.is_inside { self.column + width <= LINE } else { width <= WIDTH }
    }
}

impl Printer<'_> {
    /// A table with its header, if it needs one, its lines, and the tables in it that have headers of their own.
    fn table(&mut self, path: &mut Vec<String>, item: Option<&Item>, table: &Table) {
        let entries = self.order.sorted(path, table);
        let (blocks, lines): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|(key, item)| has_header(path, key, item));
        let is_noted = item.is_some_and(|item| !item.notes.is_empty()) || !table.foot.is_empty();
        if let Some(item) = item
            && (!lines.is_empty() || is_noted || blocks.is_empty())
        {
            self.gap();
            self.lines(&item.notes.above);
            let header: Vec<String> = path.iter().map(|key| key_text(key)).collect();
            self.line(&format!("[{}]", header.join(".")), item.notes.side.as_deref());
        }
        for (key, item) in lines {
            path.push(key.clone());
            self.entry("", path, item);
            path.pop();
        }
        self.lines(&table.foot);
        for (key, item) in blocks {
            if let Content::Table(table) = &item.content {
                path.push(key.clone());
                self.table(path, Some(item), table);
                path.pop();
            }
        }
    }

    /// `key = value`, or several lines `key.inner = value`.
    fn entry(&mut self, prefix: &str, path: &mut Vec<String>, item: &Item) {
        let name = format!("{prefix}{}", path.last().map(|key| key_text(key)).unwrap_or_default());
        self.lines(&item.notes.above);
        let mut content = item.content.clone();
        let mut foot = Vec::new();
        if let Content::Table(table) = &mut content {
            // They come after it in either form: what that is must not depend on them.
            table.take_feet(&mut foot);
        }
        match &content {
            Content::Table(table)
                if !table.entries.is_empty() && (form_of(path) == Form::Dotted || table.has_notes()) =>
            {
                item.notes.side.iter().for_each(|side| self.line(side, None));
                for (key, item) in self.order.sorted(path, table) {
                    path.push(key.clone());
                    self.entry(&format!("{name}."), path, item);
                    path.pop();
                }
            }
            content => {
                let place = Place { depth: 0, column: name.chars().count() + 3, is_inside: false };
                let value = self.value(path, content, place);
                self.line(&format!("{name} = {value}"), item.notes.side.as_deref());
            }
        }
        self.lines(&foot);
    }

    /// A value, on one line where that is possible and not too long.
    fn value(&self, path: &[String], content: &Content, place: Place) -> String {
        match content {
            Content::Scalar(text) => text.clone(),
            Content::Array(array) => {
                let has_tables = array.items.iter().any(|item| matches!(item.content, Content::Table(_)));
                if array.has_notes() || has_tables && !place.is_inside {
                    return self.tall(path, array, place);
                }
                let flat = self.flat(path, content);
                let is_short = place.is_inside && flat.chars().count() <= SHORT;
                if is_short || place.fits(&flat) { flat } else { self.tall(path, array, place) }
            }
            Content::Table(table) => {
                let flat = self.flat(path, content);
                if !content.is_noted() && place.fits(&flat) {
                    return flat;
                }
                let mut text = "{ ".to_owned();
                for (number, (key, item)) in self.order.sorted(path, table).into_iter().enumerate() {
                    text.push_str(if number == 0 { "" } else { ", " });
                    text.extend([key_text(key).as_str(), " = "]);
                    let column = place.column + last_line(&text).chars().count();
                    let path: Vec<String> = path.iter().chain([key]).cloned().collect();
                    text.push_str(&self.value(
                        &path,
                        &item.content,
                        Place { column, is_inside: true, ..place },
                    ));
                }
                text.push_str(" }");
                text
            }
        }
    }

    /// A value on one line, its comments left out.
    fn flat(&self, path: &[String], content: &Content) -> String {
        match content {
            Content::Scalar(text) => text.clone(),
            Content::Array(array) => {
                let items: Vec<String> =
                    array.items.iter().map(|item| self.flat(path, &item.content)).collect();
                format!("[{}]", items.join(", "))
            }
            Content::Table(table) if table.entries.is_empty() => "{}".to_owned(),
            Content::Table(table) => {
                let entries = self.order.sorted(path, table).into_iter().map(|(key, item)| {
                    let path: Vec<String> = path.iter().chain([key]).cloned().collect();
                    format!("{} = {}", key_text(key), self.flat(&path, &item.content))
                });
                format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// An array with a line for each item.
    fn tall(&self, path: &[String], array: &Array, place: Place) -> String {
        let inner = INDENT.repeat(place.depth + 1);
        let mut text = "[\n".to_owned();
        let mut line = |line: &str| text.extend([inner.as_str(), line, "\n"]);
        for item in &array.items {
            let mut item = item.clone();
            if let Content::Table(table) = &mut item.content {
                table.take_notes(&mut item.notes.above);
            }
            item.notes.above.iter().filter(|above| !above.is_empty()).for_each(|above| line(above));
            let place = Place { depth: place.depth + 1, column: inner.len(), is_inside: true };
            let mut value = self.value(path, &item.content, place);
            value.push(',');
            if let Some(side) = &item.notes.side {
                value.extend([" ", side.as_str()]);
            }
            line(&value);
        }
        array.foot.iter().for_each(|foot| line(foot));
        text.push_str(&INDENT.repeat(place.depth));
        text.push(']');
        text
    }

    fn lines(&mut self, lines: &[String]) {
        for line in lines {
            self.line(line, None);
        }
    }

    fn line(&mut self, line: &str, side: Option<&str>) {
        self.text.push_str(line);
        if let Some(side) = side {
            self.text.extend([" ", side]);
        }
        self.text.push('\n');
        self.is_apart = false;
    }

    /// One blank line, but at the beginning.
    fn gap(&mut self) {
        if !std::mem::take(&mut self.is_apart) {
            self.text.push('\n');
        }
    }
}

/// Whether an entry is a table with a header of its own, or one whose tables have headers.
fn has_header(parents: &[String], key: &str, item: &Item) -> bool {
    let path: Vec<String> = parents.iter().cloned().chain([key.to_owned()]).collect();
    matches!(item.content, Content::Table(_)) && matches!(form_of(&path), Form::Header | Form::Implicit)
}

/// A key as it is written.
fn key_text(key: &str) -> String {
    Key::new(key).to_string()
}

fn last_line(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or(text)
}
