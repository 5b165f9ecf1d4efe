//! Transforms: what a mapping does with a text on its way into a field.
//!
//! They know no language: `I` becomes `i` for Turkish names, too, and `İ` becomes a plain `i`.

use model::Transform;
use unicode_normalization::UnicodeNormalization;

/// Applies transforms left to right. The text is in composed form (NFC) before and after each.
pub(crate) fn apply(transforms: &[Transform], text: &str) -> String {
    transforms.iter().fold(composed(text), |text, transform| composed(&one(*transform, &text)))
}

fn composed(text: &str) -> String {
    text.nfc().collect()
}

fn one(transform: Transform, text: &str) -> String {
    match transform {
        Transform::Trim => text.trim().to_owned(),
        Transform::CollapseSpaces => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Transform::Upper => text.to_uppercase(),
        Transform::Lower => lower(text),
        Transform::TitleCase => title_case(text),
    }
}

/// Lower case, with `i` for `İ`: by the book it would be an `i` with a second dot, which no name has.
fn lower(text: &str) -> String {
    text.replace('İ', "i").to_lowercase()
}

/// Upper case for the first letter of each word, lower case for the others. A word is a run of letters, digits and the
/// marks on them, so that what follows an apostrophe or a hyphen begins one: `O'Neill`, `Anne-Marie`.
///
/// This damages what is written otherwise: `McDONALD` becomes `Mcdonald`, `DE LA CRUZ` becomes `De La Cruz`, `III` becomes
/// `Iii`.
fn title_case(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_transform_does_its_work_in_every_script() {
        use Transform as T;
        let table: [(&[Transform], &str, &str); 35] = [
            (&[], "as  IT is ", "as  IT is "),
            (&[], "Jose\u{301}", "Jos\u{e9}"),
            (&[T::Trim], " \t\u{a0}Ana María\u{2003}\n", "Ana María"),
            (&[T::Trim], " \n ", ""),
            (&[T::CollapseSpaces], "  Ana \t\u{a0} María\n", "Ana María"),
            (&[T::Upper], "straße café ĳ", "STRASSE CAFÉ Ĳ"),
            (&[T::Upper], "istanbul ılgın", "ISTANBUL ILGIN"),
            (&[T::Lower], "JOSÉ ÆØÅ ΟΔΥΣΣΕΥΣ", "josé æøå οδυσσευς"),
            (&[T::Lower], "ISTANBUL İZMİR", "istanbul izmir"),
            (&[T::Lower], "I\u{307}ZMIR", "izmir"),
            (&[T::TitleCase], "JOSÉ MARÍA", "José María"),
            (&[T::TitleCase], "JOSE\u{301}PHINE", "Joséphine"),
            (&[T::TitleCase], "O'NEILL d’arc", "O'Neill D’Arc"),
            (&[T::TitleCase], "ANNE-MARIE", "Anne-Marie"),
            (&[T::TitleCase], "ßtraße", "Sstraße"),
            (&[T::TitleCase], "STRAẞE", "Straße"),
            (&[T::TitleCase], "ﬁona", "Fiona"),
            (&[T::TitleCase], "İZMİR ISTANBUL ılgın", "İzmir Istanbul Ilgın"),
            (&[T::TitleCase], "ΟΔΥΣΣΕΥΣ ΑΣ Σ", "Οδυσσευς Ας Σ"),
            (&[T::TitleCase], "ИВАН ПЕТРОВ", "Иван Петров"),
            (&[T::TitleCase], "李小龍 محمد", "李小龍 محمد"),
            (&[T::TitleCase], "T\u{30c}E\u{30c}SˇX\u{335}Y", "Ť\u{11b}sˇx\u{335}y"),
            (&[T::TitleCase], "ᲒᲘᲝᲠᲒᲘ ნინო", "გიორგი ნინო"),
            (&[T::TitleCase], "ǅEMAL ǉuba ǊIVA ǳ", "ǅemal ǈuba ǋiva ǲ"),
            (&[T::TitleCase], "ԱՆԻ", "Անի"),
            (&[T::TitleCase], "2ND 4TH-FLOOR", "2nd 4th-Floor"),
            (&[T::TitleCase], "  two  blanks ", "  Two  Blanks "),
            (&[T::TitleCase], "", ""),
            // What it damages.
            (&[T::TitleCase], "McDONALD", "Mcdonald"),
            (&[T::TitleCase], "DE LA CRUZ", "De La Cruz"),
            (&[T::TitleCase], "HENRY III", "Henry Iii"),
            (&[T::TitleCase], "ILGIN", "Ilgin"),
            (&[T::TitleCase], "ĲSBRAND", "Ĳsbrand"),
            // Left to right.
            (&[T::CollapseSpaces, T::TitleCase], " ANA   MARÍA ", "Ana María"),
            (&[T::TitleCase, T::Upper, T::Lower], "Ana", "ana"),
        ];
        for (transforms, text, expected) in table {
            assert_eq!(apply(transforms, text), expected, "{transforms:?} {text:?}");
        }
    }
    proptest! {
        #[test]
        fn any_text_comes_out_composed_and_a_second_time_changes_nothing(text in any::<String>()) {
            for transform in Transform::ALL {
                let once = apply(&[transform], &text);
                prop_assert_eq!(&composed(&once), &once);
                // Letters that become two are damaged a little more each time.
                if transform != Transform::TitleCase {
                    prop_assert_eq!(apply(&[transform, transform], &text), once, "{}", transform);
                }
            }
            prop_assert_eq!(apply(&[], &text), composed(&text));
        }
    }
}
