//! Patterns: regular expressions for texts, by an engine that takes linear time.

use regex::{Regex, RegexBuilder};

/// The greatest size of a compiled pattern, in bytes: about a thousand times what a person writes.
const LARGEST: usize = 1 << 20;

/// A regular expression that the whole text has to match.
#[derive(Debug, Clone)]
pub struct Pattern(Regex);

impl Pattern {
    /// The pattern that a text stands for.
    ///
    /// # Errors
    /// What is wrong with it, in one line.
    pub fn new(text: &str) -> Result<Self, String> {
        // Alone first: what closes a group too early must not become right between the two that follow.
        let build = |text: &str| RegexBuilder::new(text).size_limit(LARGEST).dfa_size_limit(LARGEST).build();
        let whole = build(text).and_then(|_| build(&format!("^(?:{text})$")));
        whole.map(Self).map_err(|error| {
            let message = error.to_string();
            let last = message.lines().last().unwrap_or_default();
            last.trim_start_matches("error: ").to_owned()
        })
    }

    /// Whether the whole text is of this form.
    pub fn matches(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_text_has_to_match() {
        let matches = |pattern: &str, text: &str| Pattern::new(pattern).map(|pattern| pattern.matches(text));
        assert_eq!(matches("[0-9]{4}", "1234"), Ok(true));
        assert_eq!(matches("[0-9]{4}", "12345"), Ok(false));
        assert_eq!(matches("a|b", "ab"), Ok(false));
        assert_eq!(matches("\\p{Lu}+", "ÁÉ"), Ok(true));
        assert!(matches("a)(b", "ab").is_err());
        assert_eq!(matches("(", "").unwrap_err(), "unclosed group");
        assert!(Pattern::new("((a{999}){999}){999}").is_err());
    }
}
