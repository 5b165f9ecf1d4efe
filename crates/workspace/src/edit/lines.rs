//! Lines: the editor works on `\n`, and its library does not print every spelling as it found it. A line that the edit did
//! not change comes back as it stood in the file.

use std::collections::{HashMap, VecDeque};

use similar::{ChangeTag, TextDiff};

/// The text with `\n` only.
pub(crate) fn unified(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// The text of a file after an edit. `before` and `after` are what the library prints without and with the edit: lines
/// that are the same in both are taken from `original`, in whose order they stay, and new ones get the end of most lines
/// there. Whether the file ends with a line end stays as it was, too.
pub(super) fn restored(original: &str, before: &str, after: String) -> String {
    if original.is_empty() {
        return after;
    }
    let lines: Vec<&str> = original.split_inclusive('\n').collect();
    let windows = lines.iter().filter(|line| line.ends_with("\r\n")).count();
    let end = if windows * 2 > lines.len() { "\r\n" } else { "\n" };
    let new = |line: &str| format!("{}{end}", line.trim_end_matches('\n'));
    let text = match places(&lines, before) {
        Some(places) => {
            let text = laid_over(&lines, &places, before, &after, new);
            // Lines that the library prints in another order may not mean the same in the old one.
            let stands = places.iter().copied().eq(0..lines.len()) || said(&text) == said(&after);
            if stands { text } else { after.split_inclusive('\n').map(new).collect() }
        }
        // It is not known which line is which; the text is right all the same.
        None => after.split_inclusive('\n').map(new).collect(),
    };
    if original.ends_with('\n') { text } else { text.trim_end_matches(['\r', '\n']).to_owned() }
}

/// Where each line that the library prints stands in the file. It prints other blanks than it read, and brings keys together
/// that have others between them.
fn places(lines: &[&str], before: &str) -> Option<Vec<usize>> {
    let bare = |line: &str| line.split_whitespace().collect::<String>();
    let printed: Vec<String> = before.split_inclusive('\n').map(bare).collect();
    if printed.len() != lines.len() {
        return None;
    }
    let mut free: HashMap<String, VecDeque<usize>> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        let line = bare(line);
        if line != printed[at] {
            free.entry(line).or_default().push_back(at);
        }
    }
    let place = |(at, line): (usize, &String)| {
        let is_here = bare(lines[at]) == *line;
        let mut elsewhere = || free.get_mut(line).and_then(VecDeque::pop_front);
        // A line that is nowhere is spelled in a way that is not known: it is the one in the same place.
        if is_here { at } else { elsewhere().unwrap_or(at) }
    };
    Some(printed.iter().enumerate().map(place).collect())
}

/// The lines with what is different between `before` and `after`. New lines come after the line after which the library
/// prints them.
fn laid_over(
    lines: &[&str],
    places: &[usize],
    before: &str,
    after: &str,
    new: impl Fn(&str) -> String,
) -> String {
    let mut stays = vec![true; lines.len()];
    let mut follows = vec![String::new(); lines.len() + 1];
    let mut last = 0;
    for change in TextDiff::from_lines(before, after).iter_all_changes() {
        match (change.tag(), change.old_index().and_then(|at| places.get(at))) {
            (ChangeTag::Insert, _) | (_, None) => follows[last].push_str(&new(change.value())),
            (tag, Some(place)) => {
                stays[*place] = tag == ChangeTag::Equal;
                last = place + 1;
            }
        }
    }
    let mut text = std::mem::take(&mut follows[0]);
    for (at, line) in lines.iter().enumerate() {
        if stays[at] {
            text.push_str(line);
            if !line.ends_with('\n') {
                text.push_str(&new(""));
            }
        }
        text.push_str(&follows[at + 1]);
    }
    text
}

/// What a text says.
fn said(text: &str) -> Option<toml::Table> {
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{restored, unified};

    #[test]
    fn lines_keep_their_spelling_and_ends_and_new_ones_get_the_usual() {
        let original = "a\r\n[ b ]\r\nc\nd\r\n";
        assert_eq!(unified(original), "a\n[ b ]\nc\nd\n");
        let after = restored(original, "a\n[b]\nc\nd\n", "a\n[b]\nx\nc\n".to_owned());
        assert_eq!(after, "a\r\n[ b ]\r\nx\r\nc\n");
        assert_eq!(restored("a\nb", "a\nb\n", "a\nb\nc\n".to_owned()), "a\nb\nc");
        assert_eq!(restored("", "", "a\n".to_owned()), "a\n");
    }

    #[test]
    fn lines_that_are_printed_in_another_order_stay_in_theirs() {
        let original = "on.a = 1\nx = 2\non.b = 3\n";
        let before = "on.a = 1\non.b = 3\nx = 2\n";
        assert_eq!(
            restored(original, before, format!("{before}y = 4\n")),
            "on.a = 1\nx = 2\ny = 4\non.b = 3\n"
        );
        assert_eq!(restored(original, before, "x = 2\n".to_owned()), "x = 2\n");
        assert_eq!(restored(original, before, "on.a = 1\non.b = 3\n".to_owned()), "on.a = 1\non.b = 3\n");
        assert_eq!(restored("a\n'b'\n", "a\n\"b\"\n", "a\n\"b\"\nd\n".to_owned()), "a\n'b'\nd\n");
    }
}
