//! From the text of a file to its tree. The text has been read before: it is whole, and its line ends are `\n`.

use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{Event, EventKind, parse_document};
use toml_parser::{Raw, Source};

use super::tree::{Array, Content, File, Item, Notes, Table};

/// The file of a text; `None` when it is none.
pub(super) fn file(text: &str) -> Option<File> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut events: Vec<Event> = Vec::new();
    let mut faults = Vec::new();
    parse_document(&tokens, &mut events, &mut faults);
    if !faults.is_empty() {
        return None;
    }
    events.retain(|event| event.kind() != EventKind::Whitespace);
    Reader { source, events: events.into_iter().peekable() }.file()
}

struct Reader<'a> {
    source: Source<'a>,
    events: std::iter::Peekable<std::vec::IntoIter<Event>>,
}

/// The comments before the next thing, a line each; an empty one for blank lines.
type Pending = Vec<String>;

impl<'a> Reader<'a> {
    fn file(mut self) -> Option<File> {
        let mut file = File::default();
        let mut pending = Pending::new();
        // The table that the last header opened.
        let mut open: Vec<String> = Vec::new();
        let mut is_first = true;
        while let Some(event) = self.events.next() {
            match event.kind() {
                EventKind::Newline => pending.push(String::new()),
                EventKind::Comment => {
                    pending.push(self.comment(event));
                    self.skip(EventKind::Newline);
                }
                EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                    let (path, side) = (self.keys(None), self.side());
                    let mut before = std::mem::take(&mut pending);
                    if std::mem::take(&mut is_first) {
                        file.head = take_head(&mut before);
                    } else {
                        file.table.at(&open)?.foot.extend(take_foot(&mut before));
                    }
                    let (last, parents) = path.split_last()?;
                    let item = file.table.at(parents)?.entry(last);
                    let notes = Notes { above: tidy(before), side };
                    if event.kind() == EventKind::StdTableOpen {
                        item.notes = notes;
                    } else {
                        push_table(item, notes)?;
                    }
                    open = path;
                }
                EventKind::SimpleKey => {
                    let mut before = std::mem::take(&mut pending);
                    if std::mem::take(&mut is_first) {
                        file.head = take_head(&mut before);
                    }
                    let (path, content) = (self.keys(Some(event)), self.value()?);
                    let notes = Notes { above: tidy(before), side: self.side() };
                    put(file.table.at(&open)?, &path, Item { notes, content })?;
                }
                _ => return None,
            }
        }
        if is_first {
            file.head = tidy(pending);
        } else {
            file.table.at(&open)?.foot.extend(take_foot_at_end(&mut pending));
            file.tail = tidy(pending);
        }
        while file.tail.pop_if(|line| line.is_empty()).is_some() {}
        Some(file)
    }

    /// The keys up to the end of a header or up to `=`.
    fn keys(&mut self, first: Option<Event>) -> Vec<String> {
        let mut keys: Vec<String> = first.into_iter().map(|event| self.key(event)).collect();
        while let Some(event) = self.events.next() {
            match event.kind() {
                EventKind::SimpleKey => keys.push(self.key(event)),
                EventKind::KeySep => {}
                _ => break,
            }
        }
        keys
    }

    fn value(&mut self) -> Option<Content> {
        let event = self.events.next()?;
        match event.kind() {
            EventKind::Scalar => Some(Content::Scalar(self.scalar(event))),
            EventKind::ArrayOpen => self.array().map(Content::Array),
            EventKind::InlineTableOpen => self.inline_table().map(Content::Table),
            _ => None,
        }
    }

    fn array(&mut self) -> Option<Array> {
        let mut array = Array::default();
        let mut pending = Pending::new();
        let mut is_behind = false;
        loop {
            let event = *self.events.peek()?;
            match event.kind() {
                EventKind::Scalar | EventKind::ArrayOpen | EventKind::InlineTableOpen => {
                    let content = self.value()?;
                    let notes = Notes { above: std::mem::take(&mut pending), side: None };
                    array.items.push(Item { notes, content });
                    is_behind = true;
                    continue;
                }
                EventKind::Newline => is_behind = false,
                EventKind::Comment => match array.items.last_mut().filter(|_| is_behind) {
                    Some(item) => item.notes.side = Some(self.comment(event)),
                    None => pending.push(self.comment(event)),
                },
                EventKind::ValueSep => {}
                EventKind::ArrayClose => {
                    self.events.next();
                    array.foot = pending;
                    return Some(array);
                }
                _ => return None,
            }
            self.events.next();
        }
    }

    fn inline_table(&mut self) -> Option<Table> {
        let mut table = Table::default();
        let mut pending = Pending::new();
        let mut behind: Option<Vec<String>> = None;
        loop {
            let event = self.events.next()?;
            match event.kind() {
                EventKind::SimpleKey => {
                    let (path, content) = (self.keys(Some(event)), self.value()?);
                    let notes = Notes { above: std::mem::take(&mut pending), side: None };
                    put(&mut table, &path, Item { notes, content })?;
                    behind = Some(path);
                }
                EventKind::Newline => behind = None,
                EventKind::Comment => match behind.as_deref().and_then(<[String]>::split_last) {
                    Some((last, parents)) => {
                        table.at(parents)?.entry(last).notes.side = Some(self.comment(event));
                    }
                    None => pending.push(self.comment(event)),
                },
                EventKind::ValueSep => {}
                EventKind::InlineTableClose => {
                    table.foot = pending;
                    return Some(table);
                }
                _ => return None,
            }
        }
    }

    /// The comment on the line of what was just read, and the line's end.
    fn side(&mut self) -> Option<String> {
        let event = self.events.next_if(|event| event.kind() == EventKind::Comment);
        let side = event.map(|event| self.comment(event));
        self.skip(EventKind::Newline);
        side
    }

    fn skip(&mut self, kind: EventKind) {
        self.events.next_if(|event| event.kind() == kind);
    }

    fn raw(&self, event: Event) -> Raw<'a> {
        let text = self.source.get(event.span()).map_or("", |raw| raw.as_str());
        Raw::new_unchecked(text, event.encoding(), event.span())
    }

    fn comment(&self, event: Event) -> String {
        self.raw(event).as_str().trim_end().to_owned()
    }

    fn key(&self, event: Event) -> String {
        let mut key = String::new();
        self.raw(event).decode_key(&mut key, &mut ());
        key
    }

    /// A value as it is written. Texts of several lines, and what files of a workspace have no use for, keep their form.
    fn scalar(&self, event: Event) -> String {
        let raw = self.raw(event);
        let mut text = String::new();
        match raw.decode_scalar(&mut text, &mut ()) {
            ScalarKind::String if is_laid_out(&raw, event) => raw.as_str().to_owned(),
            ScalarKind::String => toml_edit::Value::from(text).to_string(),
            ScalarKind::Boolean(truth) => truth.to_string(),
            ScalarKind::Integer(radix) => {
                let number = i64::from_str_radix(&text.replace('_', ""), radix.value());
                number.map_or_else(|_| raw.as_str().to_owned(), |number| number.to_string())
            }
            ScalarKind::Float | ScalarKind::DateTime => raw.as_str().to_owned(),
        }
    }
}

/// Whether a text stands on several lines on purpose.
fn is_laid_out(raw: &Raw<'_>, event: Event) -> bool {
    let is_long = matches!(event.encoding(), Some(Encoding::MlBasicString | Encoding::MlLiteralString));
    let inside = raw.as_str().get(3..).unwrap_or_default();
    is_long && inside.strip_prefix('\n').unwrap_or(inside).contains('\n')
}

/// Puts an item at a path of keys.
fn put(table: &mut Table, path: &[String], item: Item) -> Option<()> {
    let (last, parents) = path.split_last()?;
    *table.at(parents)?.entry(last) = item;
    Some(())
}

/// One more table of an array of tables.
fn push_table(item: &mut Item, notes: Notes) -> Option<()> {
    if matches!(&item.content, Content::Table(table) if table.entries.is_empty()) {
        item.content = Content::Array(Array::default());
    }
    let Content::Array(array) = &mut item.content else { return None };
    array.items.push(Item { notes, content: Content::Table(Table::default()) });
    Some(())
}

/// What belongs to the file, of the comments before the first thing: what a blank line parts from it, and lines for editors
/// (`#:schema …`).
fn take_head(lines: &mut Pending) -> Vec<String> {
    let from = lines.iter().take_while(|line| line.is_empty()).count();
    let to = match lines.iter().rposition(String::is_empty) {
        Some(blank) if blank >= from => blank + 1,
        _ => from + lines[from..].iter().take_while(|line| line.starts_with("#:")).count(),
    };
    tidy(lines.drain(..to).collect())
}

/// What belongs to what came before, of the comments before a header: what stands right under it and is parted from the
/// header by a blank line.
fn take_foot(lines: &mut Pending) -> Vec<String> {
    match lines.iter().position(String::is_empty) {
        Some(blank) if blank > 0 => lines.drain(..blank).collect(),
        _ => Vec::new(),
    }
}

fn take_foot_at_end(lines: &mut Pending) -> Vec<String> {
    let end = lines.iter().position(String::is_empty).unwrap_or(lines.len());
    lines.drain(..end).collect()
}

/// Comments without blank lines before the first, and with one at most between and after them.
fn tidy(lines: Vec<String>) -> Vec<String> {
    let mut tidy: Vec<String> = Vec::new();
    for line in lines {
        if !line.is_empty() || tidy.last().is_some_and(|last| !last.is_empty()) {
            tidy.push(line);
        }
    }
    tidy
}
