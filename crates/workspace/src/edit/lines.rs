//! Lines: the editor works on `\n`, and its library does not print every spelling as it found it. A line that the edit did
//! not change comes back as it stood in the file.

use similar::{ChangeTag, TextDiff};

/// The text with `\n` only.
pub(crate) fn unified(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// The text of a file after an edit. `before` and `after` are what the library prints without and with the edit: lines
/// that are the same in both are taken from `original`, and new ones get the end of most lines there. Whether the file ends
/// with a line end stays as it was, too.
pub(super) fn restored(original: &str, before: &str, after: String) -> String {
    if original.is_empty() {
        return after;
    }
    let lines: Vec<&str> = original.split_inclusive('\n').collect();
    let windows = lines.iter().filter(|line| line.ends_with("\r\n")).count();
    let end = if windows * 2 > lines.len() { "\r\n" } else { "\n" };
    let mut text = String::with_capacity(original.len().max(after.len()));
    // Without as many lines it is not known which is which; the text is right all the same.
    let known = before.split_inclusive('\n').count() == lines.len();
    for change in TextDiff::from_lines(before, after.as_str()).iter_all_changes() {
        let line = match (change.tag(), change.old_index()) {
            (ChangeTag::Delete, _) => continue,
            (ChangeTag::Equal, Some(at)) if known => lines[at],
            _ => change.value().trim_end_matches('\n'),
        };
        text.push_str(line);
        if !line.ends_with('\n') {
            text.push_str(end);
        }
    }
    if !original.ends_with('\n') {
        text.truncate(text.trim_end_matches(['\r', '\n']).len());
    }
    text
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
}
