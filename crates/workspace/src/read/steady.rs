//! Reading several files as they were at one moment, while somebody may edit them. A reader takes no lock and writes nothing.
//!
//! An edit of several files leaves its journal where everybody sees it for as long as it is at work, and counts itself before
//! the journal goes. So what was read is what was there at one moment when, afterwards, there is no journal and no edit was
//! counted meanwhile; otherwise it is read again.

use std::time::{Duration, Instant};

use crate::Root;
use crate::edit::{JOURNAL, LOCK};
use crate::root::STATE;

/// For how long it is tried. What was read last counts then: a journal that stays was left by somebody who is dead, and the next
/// command completes that edit before it reads.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(2);

/// Reads until nobody has edited the files meanwhile.
pub(super) fn steadily<T>(root: &Root, read: impl Fn() -> T) -> T {
    let state = root.dir().join(STATE);
    let (lock, journal) = (state.join(LOCK), state.join(JOURNAL));
    let edits = || lock.symlink_metadata().ok().map(|there| there.len());
    let start = Instant::now();
    let mut before = edits();
    loop {
        let done = read();
        // In this order: a journal that is gone was counted before.
        let is_at_work = journal.symlink_metadata().is_ok();
        let now = edits();
        if !is_at_work && now == before || start.elapsed() >= PATIENCE {
            return done;
        }
        if is_at_work {
            std::thread::sleep(PAUSE);
        }
        before = now;
    }
}
