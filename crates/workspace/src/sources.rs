//! The texts of the files, and places in them.

use std::collections::BTreeMap;
use std::ops::Range;

use camino::{Utf8Path, Utf8PathBuf};
use model::{Diagnostic, EnvName, Fix, KeyPath, ResourceName, Segment};
use toml::de::{DeTable, DeValue};

use crate::edit::{Change, mended};
use crate::read::{SyntaxFault, parse};

/// The texts of a workspace's files.
#[derive(Debug, Default)]
pub struct Sources {
    files: BTreeMap<ResourceName, File>,
    env: Option<EnvName>,
}

#[derive(Debug)]
struct File {
    path: Utf8PathBuf,
    text: String,
    syntax: Vec<SyntaxFault>,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The file, relative to the workspace.
    pub path: Utf8PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// The line in which it ends, counted from 1.
    pub end_line: usize,
    /// The column after its last character, counted from 1.
    pub end_column: usize,
    /// The bytes in the file's text (without byte order mark). Empty and at the start when the file as a whole is meant.
    pub range: Range<usize>,
}

impl Sources {
    pub(crate) fn set_env(&mut self, env: Option<EnvName>) {
        self.env = env;
    }

    pub(crate) fn add(
        &mut self,
        name: ResourceName,
        path: Utf8PathBuf,
        text: String,
        syntax: &[SyntaxFault],
    ) {
        self.files.insert(name, File { path, text, syntax: syntax.to_vec() });
    }

    /// The text of a resource's file.
    pub(crate) fn text(&self, name: &ResourceName) -> Option<&str> {
        self.files.get(name).map(|file| file.text.as_str())
    }

    /// The place of a finding: its value, or its key when the finding says so, or the nearest thing around it. `None` when
    /// the resource has no file.
    pub fn locate(&self, diagnostic: &Diagnostic) -> Option<Location> {
        self.locate_all([diagnostic]).pop().flatten()
    }

    /// The places of several findings, in their order. Each file is parsed once for all that stand in it.
    pub fn locate_all<'a>(
        &self,
        diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
    ) -> Vec<Option<Location>> {
        let mut parsed: BTreeMap<&ResourceName, Spans<'_>> = BTreeMap::new();
        // Several faults of syntax may have the same words: each finding with them is about the next one.
        let mut told: BTreeMap<(&ResourceName, &str), usize> = BTreeMap::new();
        let locate = |diagnostic: &'a Diagnostic| {
            let file = self.files.get(&diagnostic.resource)?;
            let spans = parsed.entry(&diagnostic.resource).or_insert_with(|| Spans::of(&file.text));
            let told = told.entry((&diagnostic.resource, diagnostic.message.as_str())).or_default();
            let fault = file.syntax_fault(diagnostic, *told);
            *told += 1;
            let range =
                fault.unwrap_or_else(|| spans.find(diagnostic, self.env_of(diagnostic)).unwrap_or(0..0));
            Some(file.location(&spans.lines, range))
        };
        diagnostics.into_iter().map(locate).collect()
    }

    /// What a fix of a finding does to the file's text: the place of what goes, and what comes there. `None` when it cannot
    /// be made there, or when other things would be wrong with the file then.
    pub fn replacement(&self, finding: &Diagnostic, fix: &Fix) -> Option<(Location, String)> {
        let file = self.files.get(&finding.resource)?;
        let after = mended(&finding.resource, &file.text, &[Change::of(finding, self.env_of(finding), fix)])?;
        let (range, text) = difference(&file.text, &after);
        Some((file.location(&line_starts(&file.text), range), text.to_owned()))
    }

    /// The environment whose settings a finding is about, where they say something.
    pub(crate) fn env_of<'a>(&'a self, finding: &'a Diagnostic) -> Option<&'a EnvName> {
        finding.env.as_ref().or(self.env.as_ref())
    }

    /// The file of a resource, relative to the workspace, if it has one.
    pub fn path(&self, name: &ResourceName) -> Option<&Utf8Path> {
        self.files.get(name).map(|file| file.path.as_path())
    }
}

impl File {
    fn location(&self, lines: &[usize], range: Range<usize>) -> Location {
        let (line, column) = position(&self.text, lines, range.start);
        let (end_line, end_column) = position(&self.text, lines, range.end);
        Location { path: self.path.clone(), line, column, end_line, end_column, range }
    }

    /// The bytes of the fault of syntax that a finding tells: no key path leads to it. `before` are the findings with the
    /// same words that were placed already.
    fn syntax_fault(&self, diagnostic: &Diagnostic, before: usize) -> Option<Range<usize>> {
        if !diagnostic.path.is_root() {
            return None;
        }
        let same = || self.syntax.iter().filter(|fault| fault.message == diagnostic.message);
        same().nth(before).or_else(|| same().next()).map(|fault| fault.range.clone())
    }
}

/// A text, parsed for its spans.
struct Spans<'a> {
    table: toml::Spanned<DeTable<'a>>,
    /// Where each line starts, in bytes.
    lines: Vec<usize>,
}

impl<'a> Spans<'a> {
    fn of(text: &'a str) -> Self {
        Self { table: parse(text).0, lines: line_starts(text) }
    }

    /// A setting for one environment stands in the overlay of that environment, if it is there.
    fn find(&self, diagnostic: &Diagnostic, env: Option<&EnvName>) -> Option<Range<usize>> {
        let segments = diagnostic.path.segments();
        if let Some(env) = env {
            let overlay = KeyPath::of(["env", env.as_str()]);
            let path: Vec<Segment> = overlay.segments().iter().chain(segments).cloned().collect();
            let found = walk(self.table.get_ref(), &path, diagnostic.at_key);
            if !segments.is_empty() && found.depth == path.len() {
                return found.range;
            }
        }
        walk(self.table.get_ref(), segments, diagnostic.at_key).range
    }
}

/// The bytes of keys in a text.
pub(crate) fn key_ranges<'a>(
    text: &str,
    paths: impl IntoIterator<Item = &'a [Segment]>,
) -> Vec<Option<Range<usize>>> {
    let (table, _) = parse(text);
    let range = |path: &[Segment]| {
        let found = walk(table.get_ref(), path, true);
        found.range.filter(|_| found.depth == path.len())
    };
    paths.into_iter().map(range).collect()
}

/// How far a path leads, and what is there.
#[derive(Default)]
struct Found {
    depth: usize,
    range: Option<Range<usize>>,
}

fn walk(table: &DeTable<'_>, path: &[Segment], at_key: bool) -> Found {
    let mut found = Found::default();
    let mut table = Some(table);
    let mut items = None;
    for segment in path {
        let entry = match segment {
            Segment::Key(key) => table
                .and_then(|table| table.get_key_value(key.as_str()))
                .map(|(key, value)| (Some(key.span()), value)),
            Segment::Index(index) => {
                items.and_then(|items: &toml::de::DeArray<'_>| items.get(*index)).map(|value| (None, value))
            }
        };
        let Some((key, value)) = entry else { break };
        found.depth += 1;
        // A table is shown by its key: its lines are many.
        let by_key = at_key && found.depth == path.len() || matches!(value.get_ref(), DeValue::Table(_));
        found.range = key.filter(|_| by_key).or_else(|| Some(value.span()));
        table = value.get_ref().as_table();
        items = value.get_ref().as_array();
    }
    found
}

/// Where each line starts, in bytes.
fn line_starts(text: &str) -> Vec<usize> {
    let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
}

/// The bytes of a text that are not the same in another, and what the other has there.
fn difference<'a>(before: &str, after: &'a str) -> (Range<usize>, &'a str) {
    let start = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
    let start = before.floor_char_boundary(start);
    let rest = before[start..].bytes().rev().zip(after[start..].bytes().rev());
    let mut same = rest.take_while(|(a, b)| a == b).count();
    while !before.is_char_boundary(before.len() - same) {
        same -= 1;
    }
    (start..before.len() - same, &after[start..after.len() - same])
}

/// Line and column of a byte, both from 1, the column in characters.
fn position(text: &str, lines: &[usize], byte: usize) -> (usize, usize) {
    let line = lines.partition_point(|start| *start <= byte).max(1);
    let start = lines.get(line - 1).copied().unwrap_or(0);
    let column = text.get(start..byte).map_or(0, |before| before.chars().count());
    (line, column + 1)
}
