//! The workspace's files from outside.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod assignments;
mod edit;
mod edit_any;
mod format;
mod format_any;
mod fuzz;
mod fuzz_texts;
mod init;
mod mend;
mod read;
mod render;
mod steady;
mod step_text;
mod support;
mod tests_follow;
mod tests_format;
mod tests_read;
mod tests_write;
mod verbs;
mod verbs_remove;
mod verbs_remove_provider;
mod verbs_rename;
mod verbs_rename_any;
mod write;
