//! Rules about campaigns as a whole.

pub(super) mod c001_time;
