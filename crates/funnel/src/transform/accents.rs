//! Plain letters.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text with plain letters for Latin and Greek ones that have marks on them. In other scripts marks are what tells letters
/// apart (`и`, `й`), or vowels: those stay.
pub(super) fn stripped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut takes_marks = true;
    for c in text.nfd() {
        if is_combining_mark(c) {
            if takes_marks {
                plain.push(c);
            }
            continue;
        }
        takes_marks = !is_latin_or_greek(c);
        match unmarked(c) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(c),
        }
    }
    plain
}

const fn is_latin_or_greek(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{3ff}' | '\u{1e00}'..='\u{1fff}')
}

/// Plain letters for one that has no mark which can be taken away.
const fn unmarked(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'ẞ' => "SS",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'þ' => "th",
        'Þ' => "TH",
        'ð' | 'đ' => "d",
        'Ð' | 'Đ' => "D",
        'ø' => "o",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'ħ' => "h",
        'Ħ' => "H",
        'ŧ' => "t",
        'Ŧ' => "T",
        'ı' => "i",
        _ => return None,
    })
}
