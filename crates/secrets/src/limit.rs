//! Calls that might never come back.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoAnswer {
    /// The time is over; the call goes on in its own thread, and its result will be dropped.
    TimedOut,
    /// The call panicked, or its thread could not be started.
    Died,
}

/// Runs `work` in a thread of its own and waits for it no longer than `limit`.
///
/// A plain thread, on purpose: an async runtime waits for its blocking threads when it is dropped, without any limit.
/// A plain one ends with the process.
pub(crate) fn within<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, NoAnswer> {
    let (sender, receiver) = mpsc::sync_channel(1);
    let thread = thread::Builder::new().name("secrets".to_owned()).spawn(move || {
        // Nobody listens any more after a time-out.
        let _ = sender.send(work());
    });
    if thread.is_err() {
        return Err(NoAnswer::Died);
    }
    receiver.recv_timeout(limit).map_err(|error| match error {
        mpsc::RecvTimeoutError::Timeout => NoAnswer::TimedOut,
        mpsc::RecvTimeoutError::Disconnected => NoAnswer::Died,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_a_late_answer_and_none() {
        assert_eq!(within(Duration::from_mins(1), || 7), Ok(7));

        let (hold, never) = mpsc::channel::<()>();
        assert_eq!(within(Duration::from_millis(20), move || never.recv().is_ok()), Err(NoAnswer::TimedOut));
        drop(hold);

        assert_eq!(
            within(Duration::from_mins(1), || std::panic::resume_unwind(Box::new(()))),
            Err::<(), _>(NoAnswer::Died)
        );
    }
}
