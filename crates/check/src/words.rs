//! Words that findings have in common.

use std::fmt::Display;

/// Text from a file as a message shows it: not longer than a line bears.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let start: String = text.chars().take(LONGEST - 1).collect();
    format!("{start}…")
}

/// Names in backticks with commas between: `` `a`, `b` ``.
pub(crate) fn list<T: Display>(names: impl IntoIterator<Item = T>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// The question that a near name is offered by.
pub(crate) fn did_you_mean(name: impl Display) -> String {
    format!("did you mean `{name}`?")
}
