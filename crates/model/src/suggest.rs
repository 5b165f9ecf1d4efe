//! Did-you-mean: the name that was probably meant.

/// The candidate nearest to `given`, if one is near enough that a person would take it for the same word.
pub fn nearest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(given);
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&folded, &fold(candidate)), candidate))
        .filter(|(score, _)| *score >= 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}

/// The only candidate of which `given` is a slip of the pen: another case, `_` for `-`, or one character too many, missing,
/// wrong, or swapped with the next. Short words are too near to each other to tell.
pub fn slip<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(given);
    let near = |candidate: &&str| {
        let right = fold(candidate);
        folded == right || right.len() >= 4 && strsim::osa_distance(&folded, &right) == 1
    };
    let mut near = candidates.into_iter().filter(near);
    near.next().filter(|_| near.next().is_none())
}

fn fold(text: &str) -> String {
    text.chars().filter(char::is_ascii).map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() }).collect()
}

#[cfg(test)]
mod tests {
    use super::{nearest, slip};

    #[test]
    fn the_nearest_name_is_offered_and_a_far_one_is_not() {
        let steps = ["welcome", "identity", "done", "declined"];
        assert_eq!(nearest("identiy", steps), Some("identity"));
        assert_eq!(nearest("Wellcome", steps), Some("welcome"));
        assert_eq!(nearest("zebra", steps), None);
        assert_eq!(nearest("first-name", ["first_name", "last_name"]), Some("first_name"));
    }

    #[test]
    fn a_slip_is_one_character_and_has_one_meaning() {
        let keys = ["title", "body", "fields", "allow-dismiss", "on"];
        assert_eq!(slip("titel", keys), Some("title"));
        assert_eq!(slip("Allow_Dismiss", keys), Some("allow-dismiss"));
        assert_eq!(slip("field", keys), Some("fields"));
        assert_eq!(slip("tittel", keys), None, "two characters");
        assert_eq!(slip("om", keys), None, "a short word");
        assert_eq!(slip("stop", ["step", "stops"]), None, "two meanings");
    }
}
