//! Findings as people read them.

use model::Diagnostic;

use crate::Sources;

/// How findings are drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RenderStyle {
    /// Whether the text carries ANSI colours.
    pub color: bool,
    /// Whether lines are drawn with box characters rather than ASCII.
    pub unicode: bool,
}

/// Findings with the lines that they speak of, by file and place, one blank line between them.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, style: RenderStyle) -> String {
    let _ = (diagnostics, sources, style);
    unimplemented!()
}
