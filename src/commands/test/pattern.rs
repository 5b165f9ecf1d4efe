//! Names with wildcards.

/// Whether a name is of this form: `*` stands for any characters, `?` for one.
pub(super) fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut at, mut from) = (0, 0);
    // Where to go on when it does not fit any more: after the last star, with one character more for it.
    let mut again: Option<(usize, usize)> = None;
    while from < name.len() {
        match pattern.get(at) {
            Some('*') => {
                again = Some((at + 1, from));
                at += 1;
            }
            Some(c) if *c == '?' || *c == name[from] => (at, from) = (at + 1, from + 1),
            _ => match again {
                Some((after, taken)) => {
                    again = Some((after, taken + 1));
                    (at, from) = (after, taken + 1);
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars_take_any_characters_and_question_marks_one() {
        for (pattern, name, expected) in [
            ("passport", "passport", true),
            ("passport", "passports", false),
            ("pass*", "passport", true),
            ("*port", "passport", true),
            ("*s*s*t", "passport", true),
            ("*x*", "passport", false),
            ("p?ssport", "passport", true),
            ("passport?", "passport", false),
            ("*", "a", true),
            ("", "a", false),
            ("a**", "a", true),
            (&"*a".repeat(200), &"a".repeat(63), false),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
    }
}
