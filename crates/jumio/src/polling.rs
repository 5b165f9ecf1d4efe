//! How often a result may be asked for.

use std::time::Duration;

/// When Jumio suggests to ask for a result that no callback told of, counted from the end of the journey (FACTS 3.10 and
/// 4.12): ten times at most. Whoever still wants it then asks once a day.
pub const POLLING: [Duration; 10] = [
    Duration::from_secs(40),
    Duration::from_mins(1),
    Duration::from_secs(100),
    Duration::from_secs(160),
    Duration::from_mins(4),
    Duration::from_secs(340),
    Duration::from_secs(460),
    Duration::from_mins(10),
    Duration::from_secs(760),
    Duration::from_secs(940),
];
