//! What stands behind the name of a transform.

/// What a transform needs to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Argument {
    /// A text, which is not empty.
    Text(&'static str),
    /// A text, which may be empty.
    AnyText(&'static str),
    /// A whole number of at most five digits, from this one.
    Number(&'static str, u32),
    /// One of these words.
    Word(&'static [&'static str]),
    /// Any number of `WORD=WORD`, each an argument.
    Pairs,
}

/// Any character; a colon, an equals sign or a backslash with a backslash before it, which only equals signs do without.
const CHARACTER: &str = r"(?:[^:\\]|\\[:=\\])";
/// As [`CHARACTER`], without a plain equals sign.
const OF_PAIR: &str = r"(?:[^:=\\]|\\[:=\\])";

impl Argument {
    /// What stands for it in the documentation: `N`, `reject|first`.
    pub fn placeholder(self) -> String {
        match self {
            Self::Text(name) | Self::AnyText(name) | Self::Number(name, _) => name.to_owned(),
            Self::Word(words) => words.join("|"),
            Self::Pairs => "FROM=TO:…".to_owned(),
        }
    }

    /// What a message calls it.
    pub(super) fn noun(self) -> String {
        match self {
            Self::Text(_) | Self::AnyText(_) => "a text".to_owned(),
            Self::Number(_, least) => format!("a number from {least} to 99999"),
            Self::Word(words) => {
                words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" or ")
            }
            Self::Pairs => "words with other words for them".to_owned(),
        }
    }

    /// The regular expression that what is written fits.
    pub fn pattern(self) -> String {
        match self {
            Self::Text(_) => format!("{CHARACTER}+"),
            Self::AnyText(_) => format!("{CHARACTER}*"),
            Self::Number(_, 0) => "(?:0|[1-9][0-9]{0,4})".to_owned(),
            Self::Number(..) => "[1-9][0-9]{0,4}".to_owned(),
            Self::Word(words) => format!("(?:{})", words.join("|")),
            Self::Pairs => format!("{OF_PAIR}*={OF_PAIR}*(?::{OF_PAIR}*={OF_PAIR}*)*"),
        }
    }

    /// Whether a text, as it is meant, is one.
    pub(super) fn takes(self, text: &str) -> bool {
        match self {
            Self::Text(_) => !text.is_empty(),
            Self::AnyText(_) | Self::Pairs => true,
            Self::Number(_, least) => number(text).is_some_and(|number| number >= least),
            Self::Word(words) => words.contains(&text),
        }
    }
}

/// A number as it is written: digits, none too many.
pub(super) fn number(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    (plain && text.len() <= 5).then(|| text.parse().ok()).flatten()
}

/// A text with a backslash before some characters.
pub(super) fn escaped(text: &str, before: &[char]) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if before.contains(&c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// The parts of a text between separators that no backslash stands before; backslashes are kept.
pub(super) fn divided(text: &str, separator: char) -> Vec<&str> {
    let (mut parts, mut start, mut is_escaped) = (Vec::new(), 0, false);
    for (place, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            c if c == separator => {
                parts.push(&text[start..place]);
                start = place + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// A text as it is meant, without the backslashes; `None` where one stands before something else.
pub(super) fn meant(text: &str) -> Option<String> {
    let mut meant = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        meant.push(if c == '\\' { characters.next().filter(|c| matches!(c, ':' | '=' | '\\'))? } else { c });
    }
    Some(meant)
}
