//! Leaving a part of a text out.

use unicode_normalization::char::is_combining_mark;

/// The digits 0 to 9.
pub(super) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Letters and digits of every script, with the marks on them.
pub(super) fn letters_and_digits(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut is_kept = false;
    for c in text.chars() {
        is_kept = c.is_alphanumeric() || is_combining_mark(c) && is_kept;
        if is_kept {
            kept.push(c);
        }
    }
    kept
}

/// The first characters, as `max-length` counts them. A letter goes together with the marks on it.
pub(super) fn truncated(text: &str, most: usize) -> &str {
    let Some((mut end, _)) = text.char_indices().nth(most) else { return text };
    while text[end..].starts_with(is_combining_mark) {
        let Some((before, _)) = text[..end].char_indices().next_back() else { break };
        end = before;
    }
    &text[..end]
}

/// Stars for all but the last characters.
pub(super) fn masked(text: &str, keep: usize) -> String {
    let hidden = text.chars().count().saturating_sub(keep);
    let hide = |(place, c)| if place < hidden { '*' } else { c };
    text.chars().enumerate().map(hide).collect()
}
