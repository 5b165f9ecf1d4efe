//! The TOML files of a workspace and the model: the only room that touches what users write.
//!
//! - [`Root`] finds the workspace's directory; [`Root::load`] reads all of it, resolved for one environment, and goes on
//!   after each problem, so that one run tells them all.
//! - [`Sources`] keeps the texts and turns a finding's resource and key path into a place: the file is parsed again for
//!   its spans, so that nothing but text is kept. [`render()`] shows findings with the lines that they speak of.
//! - [`Edit`] changes files in place: the model before and after is compared key by key, and only what differs is
//!   written, in the form found there. Every edit is checked by reading it back before a file is replaced.
//! - An edit of several files has a journal: all files or none, whenever it is stopped. [`Root::recover`] completes what was
//!   cut off.
//! - [`Edit::format`] writes what a file says in the one form that there is for it; [`unformatted`] only tells.
//! - [`verbs`] are the edits that people ask for, as functions from model to model.

pub mod verbs;

mod edit;
mod files;
mod format;
mod read;
mod render;
mod root;
mod sources;

pub use edit::{Edit, EditError, FileChange, Overtaken, Recovery, StepDraft, StepText};
pub use format::unformatted;
pub use read::Loaded;
pub use render::{RenderStyle, render};
pub use root::{Root, RootError};
pub use sources::{Location, Sources};
