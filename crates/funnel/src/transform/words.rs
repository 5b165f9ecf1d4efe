//! Words for other words, and parts of texts.

use std::collections::BTreeMap;

use super::composed;

/// Puts one text in the place of another.
pub(super) fn replaced(text: &str, from: &str, to: &str) -> String {
    text.replace(&composed(from), to)
}

/// The word that a table has for a word; the word itself where it has none.
pub(super) fn chosen(text: &str, table: &BTreeMap<String, String>) -> String {
    let word = text.trim();
    let entry =
        table.get(word).or_else(|| table.iter().find(|(from, _)| composed(from) == word).map(|(_, to)| to));
    entry.map_or_else(|| text.to_owned(), Clone::clone)
}

/// A part, counted from 1; empty where there is none.
pub(super) fn part(text: &str, separator: &str, part: u32) -> String {
    let before = part.saturating_sub(1) as usize;
    text.split(&composed(separator)).nth(before).unwrap_or_default().to_owned()
}
