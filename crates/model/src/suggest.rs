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

fn fold(text: &str) -> String {
    text.chars().filter(char::is_ascii).map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() }).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_offered_and_a_far_one_is_not() {
        let steps = ["welcome", "identity", "done", "declined"];
        assert_eq!(nearest("identiy", steps), Some("identity"));
        assert_eq!(nearest("Wellcome", steps), Some("welcome"));
        assert_eq!(nearest("zebra", steps), None);
        assert_eq!(nearest("first-name", ["first_name", "last_name"]), Some("first_name"));
    }
}
