//! What a process keeps in memory, most of it to be faster. Nothing that counts is lost with it.

use super::frozen::Versions;
use super::jobs::Hurried;
use super::provider::Providers;

/// Everything kept in memory.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    pub(crate) versions: Versions,
    pub(crate) providers: Providers,
    pub(crate) hurried: Hurried,
}
