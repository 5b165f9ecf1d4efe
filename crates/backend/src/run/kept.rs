//! What a process keeps in memory to be faster. Nothing is lost with it.

use super::frozen::Versions;
use super::provider::Providers;

/// Everything kept in memory.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    pub(crate) versions: Versions,
    pub(crate) providers: Providers,
}
