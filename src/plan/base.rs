//! Whose drafts a push may replace: those that were seen here, and those that were pushed from a commit that this checkout
//! contains. So somebody else's work is not lost, a build server needs no memory, and last week's job run again does not bring
//! back last week's state.

use std::collections::BTreeSet;

use api::{CommitState, Writer};
use model::ResourceName;
use workspace::Root;

use super::{Row, Seen, Standing};
use crate::git;
use crate::ui::plain;

/// Of the chosen resources that differ, those whose draft is somebody else's.
pub(crate) fn foreign<'a>(
    root: &Root,
    seen: &Seen,
    standing: &'a Standing,
    chosen: Option<&BTreeSet<ResourceName>>,
) -> Vec<&'a Row> {
    standing
        .chosen(chosen)
        .filter(|row| row.to_push())
        .filter(|row| row.draft.is_some_and(|draft| !seen.has(&row.name, draft)))
        .filter(|row| !row.writer.as_ref().is_some_and(|writer| is_contained(root, writer)))
        .collect()
}

/// Whether a draft was pushed as it stands in a commit that this checkout has, or has built on.
fn is_contained(root: &Root, writer: &Writer) -> bool {
    writer.origin.state == CommitState::Clean
        && writer.origin.commit.as_ref().is_some_and(|commit| git::contains(root.dir(), commit))
}

/// Who wrote a draft, in words.
pub(crate) fn written_by(row: &Row) -> String {
    let Some(writer) = &row.writer else { return "written by nobody who is known".to_owned() };
    let origin = &writer.origin;
    let commit = match &origin.commit {
        Some(commit) => {
            let short: String = commit.chars().take(12).collect();
            let state = if origin.state == CommitState::Clean { "" } else { ", with changes" };
            format!(" (commit {short}{state})")
        }
        None => String::new(),
    };
    plain(&format!("written by {} at {}{commit}", writer.actor, writer.at)).into_owned()
}
