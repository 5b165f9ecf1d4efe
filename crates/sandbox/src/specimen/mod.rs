//! Specimens: a person who does not exist, and pictures of documents that say so.

mod person;
mod picture;

pub(crate) use person::{Shown, data};
pub(crate) use picture::{Picture, draw};
