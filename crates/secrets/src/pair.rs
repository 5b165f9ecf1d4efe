//! Secrets as text: one line, or two.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

/// What a provider gives out as credentials: a token, which is a name, and a secret, which proves it.
#[derive(Clone)]
pub struct Pair {
    /// The API token.
    pub api_token: SecretString,
    /// The API secret.
    pub api_secret: SecretString,
}

impl fmt::Debug for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pair([redacted])")
    }
}

/// Why a text is not the secret, or the pair, that was expected. Never shows any of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but empty lines.
    #[error("it is empty")]
    Empty,
    /// A token without a secret.
    #[error("it has one line only; expected two, API token and API secret")]
    OneLine,
    /// More lines than expected.
    #[error("it has {found} lines; expected {expected}")]
    TooManyLines {
        /// Lines that are not empty.
        found: usize,
        /// Lines that were expected.
        expected: usize,
    },
    /// A character that no token or secret contains.
    #[error("line {line} has a blank or a control character in it")]
    Character {
        /// Counted from 1, empty lines included.
        line: usize,
    },
}

impl Pair {
    /// Reads a pair from a text of two lines, API token and API secret. Empty lines, blanks around a line, and a
    /// byte order mark do not count.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        match lines(text)?.as_slice() {
            [] => Err(TextError::Empty),
            [_] => Err(TextError::OneLine),
            [token, secret] => {
                Ok(Self { api_token: SecretString::from(*token), api_secret: SecretString::from(*secret) })
            }
            more => Err(TextError::TooManyLines { found: more.len(), expected: 2 }),
        }
    }

    /// Whether it is this pair: both halves are the same.
    pub fn is_same(&self, other: &Self) -> bool {
        self.api_token.expose_secret() == other.api_token.expose_secret()
            && self.api_secret.expose_secret() == other.api_secret.expose_secret()
    }
}

/// Reads one secret from a text of one line.
pub(crate) fn parse_single(text: &str) -> Result<SecretString, TextError> {
    match lines(text)?.as_slice() {
        [] => Err(TextError::Empty),
        [secret] => Ok(SecretString::from(*secret)),
        more => Err(TextError::TooManyLines { found: more.len(), expected: 1 }),
    }
}

fn lines(text: &str) -> Result<Vec<&str>, TextError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err(TextError::Character { line: index + 1 });
        }
        if !line.is_empty() {
            lines.push(line);
        }
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(text: &str) -> Result<(String, String), TextError> {
        Pair::parse(text).map(|pair| {
            (pair.api_token.expose_secret().to_owned(), pair.api_secret.expose_secret().to_owned())
        })
    }

    #[test]
    fn two_lines_are_a_pair_however_they_were_saved() {
        for text in [
            "t-1\ns3cret",
            "t-1\ns3cret\n",
            "t-1\r\ns3cret\r\n",
            "\u{feff}t-1\ns3cret",
            "\n t-1 \n\n\ts3cret\n\n",
        ] {
            assert_eq!(pair(text), Ok(("t-1".to_owned(), "s3cret".to_owned())), "{text:?}");
        }
    }

    #[test]
    fn a_pair_is_the_same_by_both_halves() {
        let pair = |text| Pair::parse(text).unwrap();
        assert!(pair("t-1\ns3cret").is_same(&pair(" t-1 \r\ns3cret")));
        assert!(!pair("t-1\ns3cret").is_same(&pair("t-1\nother")));
        assert!(!pair("t-1\ns3cret").is_same(&pair("t-2\ns3cret")));
    }

    #[test]
    fn anything_else_is_not() {
        let cases = [
            ("", TextError::Empty),
            (" \r\n\n", TextError::Empty),
            ("t-1\n", TextError::OneLine),
            ("t-1\ns3cret\nmore", TextError::TooManyLines { found: 3, expected: 2 }),
            ("t-1 s3cret", TextError::Character { line: 1 }),
            ("t-1\n\ns3\u{1b}cret", TextError::Character { line: 3 }),
        ];
        for (text, error) in cases {
            assert_eq!(pair(text), Err(error), "{text:?}");
        }
        assert_eq!(parse_single("a\nb").unwrap_err(), TextError::TooManyLines { found: 2, expected: 1 });
        assert_eq!(parse_single("\r\n").unwrap_err(), TextError::Empty);
        assert_eq!(parse_single("s3cret\r\n").unwrap().expose_secret(), "s3cret");
    }

    #[test]
    fn debug_and_errors_say_nothing() {
        let shown = format!("{:?}", Pair::parse("t-1\ns3cret").unwrap());
        assert!(!shown.contains("t-1") && !shown.contains("s3cret"), "{shown}");
        for text in ["s3cret", "s3 cret\nb", "s3cret\ns3cret\ns3cret"] {
            let error = Pair::parse(text).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("s3"), "{error}");
        }
    }
}
