//! Upper case, lower case, and capitals at the beginning of words.
//!
//! They know no language: `I` becomes `i` for Turkish names, too, and `İ` becomes a plain `i`.

/// Lower case, with `i` for `İ`: by the book it would be an `i` with a second dot, which no name has.
pub(super) fn lower(text: &str) -> String {
    text.replace('İ', "i").to_lowercase()
}

/// Upper case for the first letter of each word, lower case for the others. A word is a run of letters, digits and the
/// marks on them, so that what follows an apostrophe or a hyphen begins one: `O'Neill`, `Anne-Marie`.
///
/// This damages what is written otherwise: `McDONALD` becomes `Mcdonald`, `DE LA CRUZ` becomes `De La Cruz`, `III` becomes
/// `Iii`.
pub(super) fn title_case(text: &str) -> String {
    let in_word = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    let mut titled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if in_word(first) {
            let end = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
            title_word(&rest[..end], first, &mut titled);
            rest = &rest[end..];
        } else {
            titled.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    titled
}

fn title_word(word: &str, first: char, titled: &mut String) {
    if let Some(initial) = unlike_upper_case(first) {
        titled.push(initial);
    } else {
        // One letter may become two (`ß`, `ﬁ`): only the first of them is a capital.
        let mut capital = first.to_uppercase();
        titled.extend(capital.next());
        titled.extend(capital.flat_map(char::to_lowercase));
    }
    // The word as a whole goes to lower case, since the last sigma of a Greek one has a form of its own.
    titled.extend(lower(word).chars().skip(1));
}

/// The first letter of a word where that is not the letter's upper case: of a digraph only the first half is a capital, and
/// Georgian has capitals for texts that are in capitals throughout, but none for names.
fn unlike_upper_case(first: char) -> Option<char> {
    match first {
        'Ǆ' | 'ǅ' | 'ǆ' => Some('ǅ'),
        'Ǉ' | 'ǈ' | 'ǉ' => Some('ǈ'),
        'Ǌ' | 'ǋ' | 'ǌ' => Some('ǋ'),
        'Ǳ' | 'ǲ' | 'ǳ' => Some('ǲ'),
        '\u{10d0}'..='\u{10ff}' | '\u{1c90}'..='\u{1cbf}' => first.to_lowercase().next(),
        _ => None,
    }
}
