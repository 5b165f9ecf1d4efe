//! Texts given on the command line, as files may hold them.

use std::io::Read;

use camino::Utf8Path;

/// One line of text, trimmed.
pub(crate) fn line(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.chars().any(char::is_control) {
        return Err("one line of text is wanted, without control characters".to_owned());
    }
    not_empty(text)
}

/// Text of several lines, trimmed, with `\n` at the end of each line.
pub(crate) fn lines(text: &str) -> Result<String, String> {
    let text = text.replace("\r\n", "\n");
    let text = text.trim();
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err("the text has control characters".to_owned());
    }
    not_empty(text)
}

/// Text from a file, or from standard input for `-`: without byte order mark, line ends as they are.
///
/// # Errors
/// Why it cannot be read, as a phrase: what the system says, more than `most` bytes, or no UTF-8.
pub(crate) fn read(file: &Utf8Path, most: u64) -> Result<String, String> {
    let bounded = |from: &mut dyn Read| {
        let mut bytes = Vec::new();
        from.take(most + 1).read_to_end(&mut bytes).map(|_| bytes)
    };
    let bytes = if file == "-" {
        bounded(&mut std::io::stdin().lock())
    } else {
        std::fs::File::open(file).and_then(|mut opened| bounded(&mut opened))
    };
    let bytes = bytes.map_err(|error| error.to_string())?;
    if bytes.len() as u64 > most {
        return Err(format!("it has more than {most} bytes"));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        format!(
            "it is not text in UTF-8 (byte {} is the first that is not)",
            error.utf8_error().valid_up_to() + 1
        )
    })?;
    Ok(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}

fn not_empty(text: &str) -> Result<String, String> {
    if text.is_empty() { Err("the text is empty".to_owned()) } else { Ok(text.to_owned()) }
}

/// At most so many characters of a text, with a mark where something is left out.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// How many there are of something, in words.
pub(crate) fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

#[cfg(test)]
mod tests {
    use super::{line, lines, shortened};

    #[test]
    fn texts_are_trimmed_and_neither_empty_nor_with_control_characters() {
        assert_eq!(line("  Account opening "), Ok("Account opening".to_owned()));
        assert_eq!(lines("a\r\nb\n"), Ok("a\nb".to_owned()));
        for bad in ["", "  ", "a\nb", "a\u{1b}[31m", "a\0"] {
            assert!(line(bad).is_err(), "{bad:?}");
        }
        for bad in ["", "\n", "a\u{7}"] {
            assert!(lines(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn long_texts_are_shortened_by_characters() {
        assert_eq!(shortened("äöü", 3), "äöü");
        assert_eq!(shortened("äöüß", 3), "äöü…");
        assert_eq!(shortened("äö üß", 3), "äö…");
    }
}
