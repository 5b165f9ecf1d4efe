//! The one place that writes to the terminal and asks questions. stdout is data, stderr is talk.

use std::borrow::Cow;
use std::io::{IsTerminal, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use comfy_table::{ContentArrangement, Table, presets};
use serde::Serialize;
use serde_json::json;

use crate::error::{Error, Result};
use crate::exit::Exit;

/// The version of all JSON output; goes up when a member changes its meaning or disappears.
const JSON_FORMAT_VERSION: u32 = 1;

/// How results are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    #[default]
    #[value(alias = "text")]
    Human,
    /// One JSON document on stdout, errors included.
    Json,
    /// SARIF 2.1.0, for code scanning (`validate` only).
    Sarif,
    /// Workflow commands, which GitHub shows beside the lines (`validate` only).
    Github,
    /// A code quality report for GitLab (`validate` only).
    Gitlab,
    /// A `JUnit` report, for build servers (`test` only).
    Junit,
    /// A picture for browsers and documents (`funnel graph` only).
    Svg,
    /// A flowchart in the language of Mermaid (`funnel graph` only).
    Mermaid,
    /// A graph in the language of Graphviz (`funnel graph` only).
    Dot,
}

impl Format {
    /// The name, as it is typed.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Junit => "junit",
            Self::Svg => "svg",
            Self::Mermaid => "mermaid",
            Self::Dot => "dot",
        }
    }
}

/// When colours are used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default().bold();
const CARE: Style = AnsiColor::Yellow.on_default();
const NAME: Style = AnsiColor::Cyan.on_default();

/// The terminal, as commands see it.
pub(crate) struct Ui {
    out: AutoStream<std::io::Stdout>,
    err: AutoStream<std::io::Stderr>,
    /// How results are written.
    pub(crate) format: Format,
    quiet: bool,
    may_ask: bool,
    yes: bool,
    width: Option<u16>,
}

/// What is asked of the terminal on the command line and by the environment.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct UiOptions {
    /// How results are written.
    pub(crate) format: Format,
    /// When colours are used.
    pub(crate) color: Color,
    /// Only results and errors.
    pub(crate) quiet: bool,
    /// Never ask: `--no-input`, or `CI=true`.
    pub(crate) no_input: bool,
    /// Every question of "shall I?" is answered yes.
    pub(crate) yes: bool,
}

impl Ui {
    /// The terminal of this process.
    pub(crate) fn new(options: UiOptions) -> Self {
        let choice = match options.color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        let out = match choice {
            anstream::ColorChoice::Auto => AutoStream::auto(std::io::stdout()),
            choice => AutoStream::new(std::io::stdout(), choice),
        };
        let err = match choice {
            anstream::ColorChoice::Auto => AutoStream::auto(std::io::stderr()),
            choice => AutoStream::new(std::io::stderr(), choice),
        };
        let width = std::io::stdout().is_terminal().then(terminal_width).flatten();
        Self {
            out,
            err,
            format: options.format,
            quiet: options.quiet,
            may_ask: !options.no_input && std::io::stdin().is_terminal() && std::io::stderr().is_terminal(),
            yes: options.yes,
            width,
        }
    }

    /// Whether results are JSON.
    pub(crate) fn json(&self) -> bool {
        self.format == Format::Json
    }

    /// What drawings on stdout are made of: a pipe or a file gets ASCII.
    pub(crate) fn characters(&self) -> graph::Characters {
        if self.out.is_terminal() { graph::Characters::Boxes } else { graph::Characters::Ascii }
    }

    /// Whether colours reach the terminal on stderr.
    pub(crate) fn err_has_color(&self) -> bool {
        self.err.current_choice() != anstream::ColorChoice::Never
    }

    /// A line of the result.
    pub(crate) fn line(&mut self, text: &str) -> Result<()> {
        written(writeln!(self.out, "{text}"))
    }

    /// The result as bytes: a picture, a completion script.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        written(self.out.write_all(bytes).and_then(|()| self.out.flush()))
    }

    /// The result as JSON: `format_version` and the members of `value`, which must be an object.
    pub(crate) fn document(&mut self, value: &impl Serialize) -> Result<()> {
        written(write!(self.out, "{}", document_text(value)?))
    }

    /// The result as JSON in a form that others laid down.
    pub(crate) fn foreign(&mut self, value: &impl Serialize) -> Result<()> {
        let text = serde_json::to_string_pretty(value)?;
        written(writeln!(self.out, "{text}"))
    }

    /// As [`Self::document`], on one line: for commands that go on working, and for readers that wait for it.
    pub(crate) fn announcement(&mut self, value: &impl Serialize) -> Result<()> {
        let document = with_version(value)?;
        written(writeln!(self.out, "{document}").and_then(|()| self.out.flush()))
    }

    /// A table; nothing but the headings when there are no rows. On a terminal it fits the width, in a pipe it is not cut.
    pub(crate) fn table(&mut self, headings: &[&str], rows: &[Vec<String>]) -> Result<()> {
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        match self.width {
            Some(width) => table.set_width(width).set_content_arrangement(ContentArrangement::Dynamic),
            None => table.set_content_arrangement(ContentArrangement::Disabled),
        };
        table.set_header(headings.iter().map(|heading| heading.to_uppercase()));
        for row in rows {
            table.add_row(row.iter().map(|cell| plain(cell).into_owned()));
        }
        for column in table.column_iter_mut() {
            column.set_padding((0, 2));
        }
        for line in table.lines() {
            self.line(line.trim_end())?;
        }
        Ok(())
    }

    /// Says what was done or comes next, on stderr.
    pub(crate) fn say(&mut self, text: &str) {
        if !self.quiet && !self.json() {
            // Talk that nobody can hear is no error.
            let _ = writeln!(self.err, "{text}");
        }
    }

    /// Says what was done, marked as good.
    pub(crate) fn done(&mut self, text: &str) {
        self.say(&format!("{GOOD}{text}{GOOD:#}"));
    }

    /// Says what may be a mistake, on stderr.
    pub(crate) fn warn(&mut self, text: &str) {
        if !self.json() {
            let _ = writeln!(self.err, "{CARE}warning{CARE:#}: {text}");
        }
    }

    /// Gives advice, on stderr.
    pub(crate) fn hint(&mut self, text: &str) {
        if !self.quiet && !self.json() {
            let _ = writeln!(self.err, "{NAME}hint{NAME:#}: {text}");
        }
    }

    /// A report that is rendered already, on stderr.
    pub(crate) fn report(&mut self, text: &str) {
        if !self.json() {
            let _ = writeln!(self.err, "{}", text.trim_end());
        }
    }

    /// Shows an error: for people on stderr, as JSON on stdout.
    pub(crate) fn error(&mut self, error: &Error) {
        if self.json() {
            let document = json!({ "error": {
                "exit_code": error.exit.code(), "message": error.message, "causes": error.causes,
                "hints": error.hints, "findings": error.findings,
            } });
            let _ = self.document(&document);
            return;
        }
        if let Some(report) = &error.report {
            self.report(report);
        }
        let _ = writeln!(self.err, "{BAD}error{BAD:#}: {}", error.message);
        for cause in &error.causes {
            let _ = writeln!(self.err, "  caused by: {}", plain(cause));
        }
        for hint in &error.hints {
            let _ = writeln!(self.err, "{NAME}hint{NAME:#}: {hint}");
        }
    }

    /// Whether a person is there to be asked.
    pub(crate) fn can_ask(&self) -> bool {
        self.may_ask
    }

    /// Asks for a text; without a person there, says which flag gives it.
    pub(crate) fn ask(&mut self, prompt: &str, flag: &str, default: Option<&str>) -> Result<String> {
        self.need_person(prompt, flag)?;
        let mut input = dialoguer::Input::<String>::new().with_prompt(prompt);
        if let Some(default) = default {
            input = input.default(default.to_owned());
        }
        input.interact_text().map_err(|error| asked(&error))
    }

    /// Asks for a text that may be left out.
    pub(crate) fn ask_optional(&mut self, prompt: &str, flag: &str) -> Result<Option<String>> {
        self.need_person(prompt, flag)?;
        let text = dialoguer::Input::<String>::new()
            .with_prompt(prompt)
            .allow_empty(true)
            .interact_text()
            .map_err(|error| asked(&error))?;
        Ok((!text.trim().is_empty()).then(|| text.trim().to_owned()))
    }

    /// Asks for a text that `check` takes, until it does. An empty one is no answer.
    pub(crate) fn ask_checked(
        &mut self,
        prompt: &str,
        flag: &str,
        check: impl Fn(&str) -> Result<(), String>,
    ) -> Result<Option<String>> {
        self.need_person(prompt, flag)?;
        let text = dialoguer::Input::<String>::new()
            .with_prompt(prompt)
            .allow_empty(true)
            .validate_with(|text: &String| match text.trim() {
                "" => Ok(()),
                text => check(text).map_err(|why| plain(&why).into_owned()),
            })
            .interact_text()
            .map_err(|error| asked(&error))?;
        Ok((!text.trim().is_empty()).then(|| text.trim().to_owned()))
    }

    /// Asks for yes or no.
    pub(crate) fn ask_whether(&mut self, prompt: &str, flag: &str, default: bool) -> Result<bool> {
        self.need_person(prompt, flag)?;
        let question = dialoguer::Confirm::new().with_prompt(prompt).default(default);
        question.interact().map_err(|error| asked(&error))
    }

    /// Asks for a secret without showing it.
    pub(crate) fn ask_secret(&mut self, prompt: &str, flag: &str) -> Result<secrecy::SecretString> {
        self.need_person(prompt, flag)?;
        dialoguer::Password::new()
            .with_prompt(prompt)
            .interact()
            .map(secrecy::SecretString::from)
            .map_err(|error| asked(&error))
    }

    /// Lets a person choose one of several; gives its place.
    pub(crate) fn choose(&mut self, prompt: &str, flag: &str, items: &[String]) -> Result<usize> {
        self.choose_from(prompt, flag, items, 0)
    }

    /// Lets a person choose one of several, beginning at `default`; gives its place.
    pub(crate) fn choose_from(
        &mut self,
        prompt: &str,
        flag: &str,
        items: &[String],
        default: usize,
    ) -> Result<usize> {
        self.need_person(prompt, flag)?;
        dialoguer::Select::new()
            .with_prompt(prompt)
            .items(items)
            .default(default)
            .interact()
            .map_err(|error| asked(&error))
    }

    /// Lets a person choose any number of several, beginning with those that are chosen; gives their places.
    pub(crate) fn choose_many(
        &mut self,
        prompt: &str,
        flag: &str,
        items: &[String],
        chosen: &[bool],
    ) -> Result<Vec<usize>> {
        self.need_person(prompt, flag)?;
        dialoguer::MultiSelect::new()
            .with_prompt(format!("{prompt} (space marks, enter goes on)"))
            .items(items)
            .defaults(chosen)
            .interact()
            .map_err(|error| asked(&error))
    }

    /// Whether every question of "shall I?" is answered yes.
    pub(crate) fn says_yes(&self) -> bool {
        self.yes
    }

    /// Asks whether to go on; `--yes` answers, and without a person there it is an error that says so.
    pub(crate) fn confirm(&mut self, question: &str) -> Result<()> {
        if self.yes {
            return Ok(());
        }
        if !self.may_ask {
            return Err(Error::usage(format!("{question} must be confirmed")).hint("pass --yes to confirm"));
        }
        let sure = dialoguer::Confirm::new()
            .with_prompt(format!("{question}?"))
            .default(false)
            .interact()
            .map_err(|error| asked(&error))?;
        if sure { Ok(()) } else { Err(Error::new(Exit::Failed, "not confirmed; nothing was changed")) }
    }

    fn need_person(&self, what: &str, flag: &str) -> Result<()> {
        if self.may_ask {
            return Ok(());
        }
        Err(Error::usage(format!("{} is missing, and there is no terminal to ask on", what.to_lowercase()))
            .hint(format!("pass {flag}")))
    }
}

/// A word of the result, marked as good.
pub(crate) fn good(word: &str) -> String {
    format!("{GOOD}{word}{GOOD:#}")
}

/// A word of the result, marked as bad.
pub(crate) fn bad(word: &str) -> String {
    format!("{BAD}{word}{BAD:#}")
}

/// The text of [`Ui::document`], for a file.
pub(crate) fn document_text(value: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string_pretty(&with_version(value)?)? + "\n")
}

fn with_version(value: &impl Serialize) -> Result<serde_json::Value> {
    let mut document = serde_json::to_value(value)?;
    if let Some(members) = document.as_object_mut() {
        members.shift_insert(0, "format_version".to_owned(), json!(JSON_FORMAT_VERSION));
    }
    Ok(document)
}

/// A reader that closed the pipe has seen enough: that ends the program, and is no failure.
fn written(result: std::io::Result<()>) -> Result<()> {
    result.map_err(|error| match error.kind() {
        std::io::ErrorKind::BrokenPipe => Error::new(Exit::Done, ""),
        _ => Error::failed("the result cannot be written").because(&error),
    })
}

fn asked(error: &dialoguer::Error) -> Error {
    let dialoguer::Error::IO(io) = error;
    if io.kind() == std::io::ErrorKind::Interrupted {
        // Lists hide it while they are shown.
        let _ = dialoguer::console::Term::stderr().show_cursor();
        return Error::new(Exit::Interrupted, "interrupted; nothing was changed");
    }
    Error::failed("the question could not be asked").because(error)
}

fn terminal_width() -> Option<u16> {
    dialoguer::console::Term::stdout().size_checked().map(|(_, columns)| columns)
}

/// Text from elsewhere as a terminal may show it: control characters and those that end lines or turn the direction of text
/// are written out, so that nothing can move the cursor, colour a line or hide behind another.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    let harmless = |c: char| !model::terminal::obeys(c) || c == '\n' || c == '\t';
    if text.chars().all(harmless) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars()
            .map(|c| if harmless(c) { c.to_string() } else { c.escape_unicode().to_string() })
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn control_characters_are_written_out() {
        assert_eq!(plain("Ana Lucía"), "Ana Lucía");
        assert_eq!(plain("a\u{1b}[31mb\u{202e}c"), "a\\u{1b}[31mb\\u{202e}c");
        assert_eq!(plain("a\u{2028}b\u{200f}c"), "a\\u{2028}b\\u{200f}c");
    }
}
