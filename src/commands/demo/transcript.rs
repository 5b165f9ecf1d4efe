//! What the demo shows of itself: titles, commands as typed, what they said, and what they changed in files.

use std::collections::BTreeMap;

use anstyle::{AnsiColor, Style};
use camino::Utf8PathBuf;
use similar::{ChangeTag, TextDiff};

use crate::error::Result;
use crate::ui::{Ui, plain};

const TITLE: Style = Style::new().bold();
const COMMAND: Style = AnsiColor::Cyan.on_default();
const ADDED: Style = AnsiColor::Green.on_default();
const REMOVED: Style = AnsiColor::Red.on_default();

/// Files by their paths.
pub(super) type Files = BTreeMap<Utf8PathBuf, String>;

/// The transcript on a terminal. With JSON there is none, but the document at the end.
pub(super) struct Transcript<'a> {
    pub(super) ui: &'a mut Ui,
}

impl Transcript<'_> {
    fn line(&mut self, text: &str) -> Result<()> {
        if self.ui.json() { Ok(()) } else { self.ui.line(text) }
    }

    /// What comes next, and why.
    pub(super) fn title(&mut self, text: &str) -> Result<()> {
        self.line("")?;
        self.line(&format!("{TITLE}{text}{TITLE:#}"))
    }

    /// A command, as it is typed.
    pub(super) fn command(&mut self, line: &str) -> Result<()> {
        self.line(&format!("{COMMAND}$ {line}{COMMAND:#}"))
    }

    /// What somebody does, or what a command said: any number of lines.
    pub(super) fn said(&mut self, text: &str) -> Result<()> {
        text.trim_end().lines().try_for_each(|line| self.line(format!("  {}", plain(line)).trim_end()))
    }

    /// What differs in files.
    pub(super) fn changes(&mut self, before: &Files, after: &Files) -> Result<()> {
        let paths = before.keys().filter(|path| !after.contains_key(*path)).chain(after.keys());
        for path in paths {
            let old = before.get(path).map_or("", String::as_str);
            let new = after.get(path).map_or("", String::as_str);
            if old == new {
                continue;
            }
            self.line(&format!("  {TITLE}{path}{TITLE:#}"))?;
            for change in TextDiff::from_lines(old, new).iter_all_changes() {
                let (sign, style) = match change.tag() {
                    ChangeTag::Insert => ('+', ADDED),
                    ChangeTag::Delete => ('-', REMOVED),
                    ChangeTag::Equal => continue,
                };
                let text = plain(change.value().trim_end()).into_owned();
                let line = format!("{sign} {text}");
                self.line(&format!("  {style}{}{style:#}", line.trim_end()))?;
            }
        }
        Ok(())
    }
}
