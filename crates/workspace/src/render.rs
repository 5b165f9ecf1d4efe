//! Findings as people read them.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Shown, Origin, Renderer, Snippet};
use model::{Diagnostic, Level};

use crate::{Location, Sources};

/// Lines longer than this are shown in part, around what is meant. In columns.
const WIDTH: usize = 140;

/// How findings are drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RenderStyle {
    /// Whether the text carries ANSI colours.
    pub color: bool,
    /// Whether lines are drawn with box characters rather than ASCII.
    pub unicode: bool,
}

/// Findings with the lines that they speak of, by file and place, one blank line between them.
///
/// Texts of files and findings may hold anything: control characters are shown as signs and never reach a terminal.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, style: RenderStyle) -> String {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let decor = if style.unicode { DecorStyle::Unicode } else { DecorStyle::Ascii };
    let renderer = renderer.decor_style(decor).term_width(WIDTH);
    let places = sources.locate_all(diagnostics);
    let mut findings: Vec<(&Diagnostic, Option<Location>)> = diagnostics.iter().zip(places).collect();
    findings.sort_by(|(a, at_a), (b, at_b)| order(a, at_a.as_ref()).cmp(&order(b, at_b.as_ref())));
    let shown: Vec<String> =
        findings.iter().map(|(finding, at)| one(finding, at.as_ref(), sources, &renderer)).collect();
    let mut text = shown.join("\n\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// By file, then place, then rule. What has no file comes first.
fn order<'a>(finding: &'a Diagnostic, at: Option<&'a Location>) -> (&'a str, usize, &'a str, &'a str) {
    (
        at.map_or("", |at| at.path.as_str()),
        at.map_or(0, |at| at.range.start),
        finding.code.as_str(),
        finding.message.as_str(),
    )
}

fn one(finding: &Diagnostic, at: Option<&Location>, sources: &Sources, renderer: &Renderer) -> String {
    let level = match finding.level {
        Level::Error => Shown::ERROR,
        Level::Warning => Shown::WARNING,
        Level::Hint => Shown::NOTE.with_name("hint"),
    };
    let mut group: Group<'_> = level
        .primary_title(finding.message.as_str())
        .id(finding.code.as_str())
        .elements(Vec::<Origin<'_>>::new());
    match at.zip(sources.text(&finding.resource)) {
        Some((at, _)) if at.range == (0..0) => group = group.element(Origin::path(at.path.as_str())),
        Some((at, text)) => {
            let (line, range) = line_of(text, at);
            let snippet = Snippet::source(line)
                .path(at.path.as_str())
                .line_start(at.line)
                .annotation(AnnotationKind::Primary.span(range));
            group = group.element(snippet);
        }
        None => {}
    }
    if let Some(env) = &finding.env {
        group = group.element(Shown::NOTE.message(format!("in the environment `{env}` only")));
    }
    if let Some(help) = &finding.help {
        group = group.element(Shown::HELP.message(plain(help)));
    }
    renderer.render(&[group])
}

/// The line that a place starts in, and the place in it. Of what goes over several lines only the first is shown.
fn line_of<'a>(text: &'a str, at: &Location) -> (&'a str, std::ops::Range<usize>) {
    let start = text[..at.range.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at.range.start..].find('\n').map_or(text.len(), |length| at.range.start + length);
    let line = text[start..end].trim_end_matches('\r');
    let from = (at.range.start - start).min(line.len());
    (line, from..(at.range.end - start).min(line.len()).max(from))
}

/// A text without anything that a terminal obeys. The library does the same with titles and lines of files.
fn plain(text: &str) -> String {
    let obeyed = |c: char| model::terminal::obeys(c) && c != '\n';
    text.chars().map(|c| if obeyed(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}
