//! Names and labels as words that can be compared, whatever their case, accents and separators.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How much of a text is looked at, in characters.
const LONGEST: usize = 200;

/// Words that add nothing to a name, in any of the languages.
const FILLERS: [&str; 24] = [
    "of", "the", "and", "de", "del", "du", "des", "d", "la", "le", "les", "l", "el", "los", "da", "do",
    "das", "dos", "der", "die", "y", "e", "und", "et",
];

/// The words of a name or label: small letters without accents, and digits. `fechaNacimiento`, `FECHA-NACIMIENTO` and
/// `Fecha nacimiento` give the same.
pub(crate) fn words(text: &str) -> Vec<String> {
    let (mut words, mut word) = (Vec::new(), String::new());
    let mut end = |word: &mut String| {
        if !word.is_empty() {
            words.push(std::mem::take(word));
        }
    };
    let mut before = ' ';
    for c in text.chars().take(LONGEST).nfc() {
        if c.is_uppercase() && (before.is_lowercase() || before.is_ascii_digit()) || !c.is_alphanumeric() {
            end(&mut word);
        }
        if c.is_alphanumeric() {
            fold(c, &mut word);
        } else if is_combining_mark(c) && before.is_alphanumeric() {
            // An accent that is left belongs to the letter before.
            continue;
        }
        before = c;
    }
    end(&mut word);
    words
}

/// The words as one, without those that add nothing.
pub(crate) fn key<S: AsRef<str>>(words: &[S]) -> String {
    let told: String = words.iter().map(AsRef::as_ref).filter(|word| !FILLERS.contains(word)).collect();
    if told.is_empty() { words.iter().map(AsRef::as_ref).collect() } else { told }
}

fn fold(c: char, word: &mut String) {
    match c {
        'ß' => word.push_str("ss"),
        'æ' | 'Æ' => word.push_str("ae"),
        'œ' | 'Œ' => word.push_str("oe"),
        'ø' | 'Ø' => word.push('o'),
        'ł' | 'Ł' => word.push('l'),
        'º' | 'ª' => {}
        c => word.extend(c.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)),
    }
}

#[cfg(test)]
mod tests {
    use super::{key, words};

    #[test]
    fn case_accents_and_separators_do_not_count() {
        for text in [
            "fecha_nacimiento",
            "fechaNacimiento",
            "FECHA-NACIMIENTO",
            "Fecha de nacimiento",
            "fecha.nacimiento",
        ] {
            assert_eq!(key(&words(text)), "fechanacimiento", "{text}");
        }
        assert_eq!(words("Prénom (e\u{301}tat civil)"), ["prenom", "etat", "civil"]);
        assert_eq!(words("Straße Nº 5"), ["strasse", "n", "5"]);
        assert_eq!(words("address2Line"), ["address2", "line"]);
        assert_eq!(key(&["de", "la"]), "dela");
    }
}
