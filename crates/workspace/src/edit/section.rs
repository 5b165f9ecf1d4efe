//! The lines of a table in a file, such as those of a step in its campaign's: `[step.NAME]` and all that follows it, to the byte.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::parser::{Event, EventKind, parse_document};

use super::lines;

/// What begins a line that explains a text to the person who edits it.
const NOTE: &str = "#:";

/// Where a table stands.
#[derive(Debug, Clone)]
pub(super) struct Section {
    /// The bytes below its header.
    range: Range<usize>,
    /// What stands before the names of the tables in it: `step.NAME`, as its header spells it.
    prefix: String,
    /// The bytes of that in the headers of the tables in it, the dot after it included.
    prefixes: Vec<Range<usize>>,
}

/// A line such as `[step.welcome]`.
#[derive(Debug, Default)]
struct Header {
    /// Where its first bracket is.
    start: usize,
    is_array: bool,
    keys: Vec<(String, Range<usize>)>,
}

impl Header {
    /// Whether it is the header of a table, or of one in it.
    fn is_of(&self, path: &[String]) -> bool {
        self.keys.len() >= path.len() && self.keys.iter().zip(path).all(|((key, _), wanted)| key == wanted)
    }
}

/// What a text has beside its values.
#[derive(Debug, Default)]
struct Layout {
    headers: Vec<Header>,
    comments: Vec<Range<usize>>,
}

impl Layout {
    fn of(text: &str) -> Self {
        let source = Source::new(text);
        let tokens: Vec<_> = source.lex().collect();
        let mut events: Vec<Event> = Vec::new();
        parse_document(&tokens, &mut events, &mut ());
        let mut layout = Self::default();
        let mut open: Option<Header> = None;
        for event in &events {
            let range = event.span().start()..event.span().end();
            match event.kind() {
                EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                    let is_array = event.kind() == EventKind::ArrayTableOpen;
                    open = Some(Header { start: range.start, is_array, keys: Vec::new() });
                }
                EventKind::StdTableClose | EventKind::ArrayTableClose => layout.headers.extend(open.take()),
                EventKind::SimpleKey => {
                    if let (Some(header), Some(raw)) = (&mut open, source.get(event)) {
                        let mut name = String::new();
                        raw.decode_key(&mut name, &mut ());
                        header.keys.push((name, range));
                    }
                }
                EventKind::Comment => layout.comments.push(range),
                _ => {}
            }
        }
        layout
    }

    /// Whether the line that begins at a byte is nothing but a comment.
    fn is_comment(&self, text: &str, line: usize) -> bool {
        let indent = text[line..].len() - text[line..].trim_start_matches([' ', '\t']).len();
        self.comments.binary_search_by_key(&(line + indent), |comment| comment.start).is_ok()
    }
}

/// The lines of a table, if it has lines of its own: its header, and the headers of the tables in it right after that.
pub(super) fn find(text: &str, path: &[String]) -> Option<Section> {
    let layout = Layout::of(text);
    let first = layout.headers.iter().position(|header| header.is_of(path))?;
    let (header, later) = layout.headers[first..].split_first()?;
    let (from, to) = (&header.keys.first()?.1, &header.keys.last()?.1);
    let tables: Vec<&Header> = later.iter().take_while(|header| header.is_of(path)).collect();
    let next = later.get(tables.len());
    let is_elsewhere = later[tables.len()..].iter().any(|header| header.is_of(path));
    if header.is_array || header.keys.len() > path.len() || is_elsewhere {
        return None;
    }
    let mut start = line_after(text, header.start);
    let mut end = next.map_or(text.len(), |next| line_of(text, next.start));
    // Comments right above the next header are about what follows.
    while next.is_some() && end > start && layout.is_comment(text, line_of(text, end - 1)) {
        end = line_of(text, end - 1);
    }
    while end > start && is_blank(text, line_of(text, end - 1)) {
        end = line_of(text, end - 1);
    }
    while start < end && is_blank(text, start) {
        start = line_after(text, start);
    }
    let prefixes =
        tables.iter().map(|header| Some(header.keys.first()?.1.start..header.keys.get(path.len())?.1.start));
    Some(Section {
        range: start..end,
        prefix: text[from.start..to.end].to_owned(),
        prefixes: prefixes.collect::<Option<_>>()?,
    })
}

impl Section {
    /// The table's own text, the tables in it named from there on.
    pub(super) fn own(&self, text: &str) -> String {
        let mut own = String::new();
        let mut from = self.range.start;
        for prefix in &self.prefixes {
            own.push_str(&text[from..prefix.start]);
            from = prefix.end;
        }
        own + &text[from..self.range.end]
    }

    /// The file's text with another text of the table.
    pub(super) fn put(&self, text: &str, own: &str) -> String {
        let was = &text[self.range.clone()];
        let put = lines::restored(was, &lines::unified(was), named(&self.prefix, own));
        format!("{}{put}{}", &text[..self.range.start], &text[self.range.end..])
    }
}

/// The file's text with a table more, at its end.
pub(super) fn added(text: &str, path: &[String], own: &str) -> String {
    let before = lines::unified(text);
    let gap = match before.as_str() {
        "" => "",
        text if text.ends_with("\n\n") => "",
        text if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let prefix = path.join(".");
    let after = format!("{before}{gap}[{prefix}]\n{}", named(&prefix, own));
    lines::restored(text, &before, after)
}

/// A table's own text, with the full names of the tables in it.
fn named(prefix: &str, own: &str) -> String {
    let mut named = String::new();
    let mut from = 0;
    for header in Layout::of(own).headers {
        let Some((_, first)) = header.keys.first() else { continue };
        named.push_str(&own[from..first.start]);
        named.extend([prefix, "."]);
        from = first.start;
    }
    named + &own[from..]
}

/// A text below notes, each of which is a line.
pub(super) fn with_notes(text: &str, notes: &[String]) -> String {
    let notes = notes.iter().map(|note| format!("{NOTE} {note}").trim_end().to_owned() + "\n");
    format!("{}\n{text}", notes.collect::<String>())
}

/// A text without the lines that are notes, but for those that `before` has as well.
pub(super) fn without_notes(text: &str, before: &str) -> String {
    let layout = Layout::of(text);
    let mut left = String::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let said = line.trim();
        let is_note = said.strip_prefix(NOTE).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            && layout.is_comment(text, at);
        if !is_note || before.lines().any(|line| line.trim() == said) {
            left.push_str(line);
        }
        at += line.len();
    }
    left
}

/// A text without blank lines before and after it, with an end of its last line; empty when there is nothing in it.
pub(super) fn tidied(text: &str) -> String {
    let mut start = 0;
    while start < text.len() && is_blank(text, start) {
        start = line_after(text, start);
    }
    let text = text[start..].trim_end();
    if text.is_empty() { String::new() } else { format!("{text}\n") }
}

/// Where the line of a byte begins.
fn line_of(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Where the line after that of a byte begins.
fn line_after(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
}

fn is_blank(text: &str, line: usize) -> bool {
    text[line..].lines().next().is_none_or(|line| line.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::{added, find, tidied, without_notes};

    fn path(path: &str) -> Vec<String> {
        path.split('.').map(str::to_owned).collect()
    }

    const FILE: &str = "entry = \"a\"\r\n\r\n# about a\r\n[step.a] # first\r\n\r\nkind = \"page\" # who\r\n\
                        body = \"\"\"\r\n[step.b]\r\n# no comment\"\"\"\r\n\r\n# its own\r\n[ step . 'a' . map ]\r\n\
                        x = \"y\"\r\n\r\n# about b\r\n[step.b]\r\nkind = \"end\"";

    #[test]
    fn a_step_is_its_lines_with_its_tables_named_from_it_on() {
        let section = find(FILE, &path("step.a")).unwrap();
        let own = section.own(FILE).replace("\r\n", "\n");
        assert_eq!(
            own,
            "kind = \"page\" # who\nbody = \"\"\"\n[step.b]\n# no comment\"\"\"\n\n# its own\n[ map ]\nx = \"y\"\n"
        );
        let changed = own.replace("[ map ]", "[map]").replace("# who", "# who?");
        let expected = FILE.replace("[ step . 'a' . map ]", "[step.a.map]").replace("# who", "# who?");
        assert_eq!(section.put(FILE, &changed), expected);
        let last = find(FILE, &path("step.b")).unwrap();
        assert_eq!(last.own(FILE), "kind = \"end\"");
        assert_eq!(last.put(FILE, "kind = \"page\"\n"), FILE.replace("\"end\"", "\"page\""));
    }

    #[test]
    fn any_table_has_lines_of_its_own_and_a_new_one_comes_to_the_end() {
        let file = "[step.a]\nkind = 'end'\n\n[env.x.step.a]\nb = 1\n[env.x.step.a.c]\nd = 2\n\n[env.y.step.a]\nb = 3\n";
        let section = find(file, &path("env.x.step.a")).unwrap();
        assert_eq!(section.own(file), "b = 1\n[c]\nd = 2\n");
        assert_eq!(section.put(file, "[c]\nd = 4\n"), file.replace("b = 1\n", "").replace("d = 2", "d = 4"));
        let new = added(file, &path("env.z.step.a"), "# Why.\nb = 5\n[c]\nd = 6\n");
        assert_eq!(new, format!("{file}\n[env.z.step.a]\n# Why.\nb = 5\n[env.z.step.a.c]\nd = 6\n"));
        assert_eq!(
            added("x = 1\r\ny = 2\r\nz = 3", &path("w"), "v = 3\n"),
            "x = 1\r\ny = 2\r\nz = 3\r\n\r\n[w]\r\nv = 3"
        );
    }

    #[test]
    fn a_step_in_another_form_has_no_lines_of_its_own() {
        let others = [
            "step.a.kind = 'end'",
            "[step]\na = { kind = 'end' }",
            "[step.a.map]\nx = 'y'\n[step.a]\nkind = 'end'",
            "[step.a]\nkind = 'end'\n[step.b]\nkind = 'end'\n[step.a.map]\nx = 'y'",
            "[[step.a]]\nkind = 'end'",
        ];
        for other in others {
            assert!(find(other, &path("step.a")).is_none(), "{other}");
        }
    }

    #[test]
    fn notes_go_and_comments_and_texts_stay() {
        let text =
            "#: a note\n#:\n\n# a comment\n  #: another\n#:schema x\n#: kept\nbody = '''\n#: a text\n'''\n\n";
        let own = tidied(&without_notes(text, "a = 1\n#: kept\n"));
        assert_eq!(own, "# a comment\n#:schema x\n#: kept\nbody = '''\n#: a text\n'''\n");
        assert_eq!(tidied(" \n\n"), "");
    }
}
