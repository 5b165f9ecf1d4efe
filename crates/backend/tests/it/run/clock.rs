//! A clock that stands still until it is moved.

use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};

#[derive(Debug, Clone)]
pub(crate) struct Moved(Arc<Mutex<Timestamp>>);

impl Moved {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Mutex::new("2026-03-04T10:15:30Z".parse().unwrap())))
    }

    pub(crate) fn advance(&self, seconds: i64) {
        let mut now = self.0.lock().unwrap();
        *now = now.checked_add(SignedDuration::from_secs(seconds)).unwrap();
    }
}

impl backend::Clock for Moved {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

impl sandbox::Clock for Moved {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}
