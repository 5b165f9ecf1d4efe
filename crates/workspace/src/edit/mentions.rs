//! Every key and every text of a file, with its path and its bytes: so that names can be written otherwise while all
//! else stays as it is, to the byte, in whatever form it was written.

use std::collections::BTreeMap;
use std::ops::Range;

use model::{KeyPath, placeholders};
use toml_edit::Value;
use toml_parser::parser::{Event, EventKind, parse_document};
use toml_parser::{Raw, Source};

/// A key or a text where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Of a key, its own path; of a text, the path of the value.
    pub(crate) path: KeyPath,
    /// What stands there.
    pub(crate) said: Said,
    /// The bytes of the file's text, quotes included.
    range: Range<usize>,
}

/// What a mention says, whatever its spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Said {
    /// A key. One table may be mentioned by several: `[step.identity]`, `[step.identity.map]`.
    Key(String),
    /// A value that is a text.
    Text(String),
}

impl Said {
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Key(text) | Self::Text(text) => text,
        }
    }
}

/// What to write in place of a mention.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Instead<'a> {
    /// This name, in place of the whole.
    Name(&'a str),
    /// In a text, `{{to}}` in place of each `{{from}}`.
    Placeholder {
        /// The field that is named.
        from: &'a str,
        /// The field to name.
        to: &'a str,
    },
}

impl Instead<'_> {
    /// What a text becomes.
    pub(crate) fn of(&self, text: &str) -> String {
        match self {
            Self::Name(name) => (*name).to_owned(),
            Self::Placeholder { from, to } => placeholders::renamed(text, from, to),
        }
    }
}

/// The keys and texts of a file that reads, in the order of the file.
pub(crate) fn mentions(text: &str) -> Vec<Mention> {
    let source = Source::new(text);
    let tokens: Vec<_> = source.lex().collect();
    let mut events: Vec<Event> = Vec::new();
    parse_document(&tokens, &mut events, &mut ());
    let mut reader = Reader::default();
    for event in &events {
        if let Some(raw) = source.get(event) {
            reader.see(event, &raw);
        }
    }
    reader.found
}

/// The text with some mentions written otherwise.
pub(crate) fn rewritten<'a>(
    text: &str,
    changes: impl IntoIterator<Item = (&'a Mention, Instead<'a>)>,
) -> String {
    let mut written = String::with_capacity(text.len());
    let mut end = 0;
    for (mention, instead) in changes {
        written.push_str(&text[end..mention.range.start]);
        written.push_str(&respelled(&text[mention.range.clone()], &mention.said, &instead));
        end = mention.range.end;
    }
    written.push_str(&text[end..]);
    written
}

/// Another key or text in the spelling of an old one; in the plain spelling where the old one hides what it says.
fn respelled(raw: &str, said: &Said, instead: &Instead<'_>) -> String {
    let wanted = instead.of(said.text());
    let quotes = ["\"\"\"", "'''", "\"", "'", ""];
    let inner = quotes.into_iter().find_map(|quote| {
        Some((quote, raw.strip_prefix(quote)?.strip_suffix(quote)?)).filter(|_| raw.len() >= 2 * quote.len())
    });
    if let Some((quote, inner)) = inner {
        let inner = match instead {
            Instead::Name(_) if inner != said.text() => None,
            _ => Some(instead.of(inner)),
        };
        let candidate = inner.map(|inner| format!("{quote}{inner}{quote}"));
        if let Some(candidate) = candidate.filter(|candidate| means(candidate, said, &wanted)) {
            return candidate;
        }
    }
    match said {
        // Names are bare keys.
        Said::Key(_) => wanted,
        Said::Text(_) => Value::from(wanted).to_string(),
    }
}

fn means(candidate: &str, said: &Said, wanted: &str) -> bool {
    match said {
        Said::Key(_) => candidate.parse::<toml_edit::Key>().is_ok_and(|key| key.get() == wanted),
        Said::Text(_) => candidate.parse::<Value>().is_ok_and(|value| value.as_str() == Some(wanted)),
    }
}

/// Something open around what is read.
#[derive(Debug)]
enum Around {
    /// A table: its path.
    Table(KeyPath),
    /// An array: its path and the place of the next item.
    Array(KeyPath, usize),
}

/// Follows the events of a file and keeps the path.
#[derive(Debug, Default)]
struct Reader {
    found: Vec<Mention>,
    /// Whether a header is read.
    in_header: bool,
    /// The table of the last header.
    table: KeyPath,
    /// The inline tables and arrays that are open.
    around: Vec<Around>,
    /// The key that is read, or whose value is.
    key: KeyPath,
    /// Whether the next key goes on with the last one, after a dot.
    dotted: bool,
    /// How many tables each array of tables has so far.
    tables: BTreeMap<KeyPath, usize>,
}

impl Reader {
    fn see(&mut self, event: &Event, raw: &Raw<'_>) {
        match event.kind() {
            EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                self.in_header = true;
                self.key = KeyPath::root();
            }
            EventKind::StdTableClose => {
                self.in_header = false;
                self.table = self.key.clone();
            }
            EventKind::ArrayTableClose => {
                self.in_header = false;
                let count = self.tables.entry(self.key.clone()).or_default();
                self.table = self.key.clone().index(*count);
                *count += 1;
            }
            EventKind::SimpleKey => self.see_key(event, raw),
            EventKind::KeySep => self.dotted = true,
            EventKind::Scalar => {
                let path = self.value();
                if event.encoding().is_some() {
                    let mut text = String::new();
                    let _ = raw.decode_scalar(&mut text, &mut ());
                    self.push(path, Said::Text(text), event);
                }
            }
            EventKind::InlineTableOpen => {
                let path = self.value();
                self.around.push(Around::Table(path));
            }
            EventKind::ArrayOpen => {
                let path = self.value();
                self.around.push(Around::Array(path, 0));
            }
            EventKind::InlineTableClose | EventKind::ArrayClose => drop(self.around.pop()),
            _ => {}
        }
    }

    fn see_key(&mut self, event: &Event, raw: &Raw<'_>) {
        if self.in_header {
            // A header below an array of tables means its last table.
            if let Some(last) = self.tables.get(&self.key).and_then(|count| count.checked_sub(1)) {
                self.key = self.key.clone().index(last);
            }
        } else if !self.dotted {
            self.key = match self.around.last() {
                Some(Around::Table(path)) => path.clone(),
                _ => self.table.clone(),
            };
        }
        self.dotted = false;
        let mut name = String::new();
        raw.decode_key(&mut name, &mut ());
        self.key = std::mem::take(&mut self.key).key(name.clone());
        self.push(self.key.clone(), Said::Key(name), event);
    }

    /// The path of the value that comes now.
    fn value(&mut self) -> KeyPath {
        match self.around.last_mut() {
            Some(Around::Array(path, next)) => {
                *next += 1;
                path.clone().index(*next - 1)
            }
            _ => self.key.clone(),
        }
    }

    fn push(&mut self, path: KeyPath, said: Said, event: &Event) {
        let range = event.span().start()..event.span().end();
        self.found.push(Mention { path, said, range });
    }
}

#[cfg(test)]
mod tests {
    use super::{Instead, Mention, Said, mentions, rewritten};

    const FILE: &str = r#"entry = 'a' # a
step."a".on.next = """
a"""
[[ step.b . branch ]]
outcome = "a"
when = { all = [ { field = "a", op = "eq", value = ["a", 1] }, { not.field = "b" } ] }
[[step.b.branch]]
[step.b.branch.when]
field = "\u0061"
"#;

    fn found(path: &str) -> Vec<Said> {
        let at = |mention: &Mention| mention.path.to_string() == path;
        mentions(FILE).into_iter().filter(at).map(|mention| mention.said).collect()
    }

    #[test]
    fn keys_and_texts_have_the_paths_of_the_model() {
        let text = |text: &str| Said::Text(text.to_owned());
        let key = |key: &str| Said::Key(key.to_owned());
        assert_eq!(found("entry"), [key("entry"), text("a")]);
        assert_eq!(found("step.a"), [key("a")]);
        assert_eq!(found("step.a.on.next"), [key("next"), text("a")]);
        assert_eq!(found("step.b"), [key("b"), key("b"), key("b")]);
        assert_eq!(found("step.b.branch[0].outcome"), [key("outcome"), text("a")]);
        assert_eq!(found("step.b.branch[0].when.all[0].field"), [key("field"), text("a")]);
        assert_eq!(found("step.b.branch[0].when.all[0].value[0]"), [text("a")]);
        assert_eq!(found("step.b.branch[0].when.all[1].not.field"), [key("field"), text("b")]);
        assert_eq!(found("step.b.branch[1].when.field"), [key("field"), text("a")]);
    }

    #[test]
    fn a_name_is_written_in_the_spelling_of_the_old_one() {
        let all = mentions(FILE);
        let named = all.iter().filter(|mention| mention.said.text() == "a");
        let after = rewritten(FILE, named.map(|mention| (mention, Instead::Name("x"))));
        let expected = FILE
            .replace("'a' #", "'x' #")
            .replace(".\"a\".", ".\"x\".")
            // What hides the name is written plainly.
            .replace("\"\"\"\na\"\"\"", "\"x\"")
            .replace("\"\\u0061\"", "\"x\"")
            .replace("\"a\"", "\"x\"");
        assert_eq!(after, expected);
    }
}
