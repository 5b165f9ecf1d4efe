//! Exit codes: what scripts decide by. The table is documented in the guide.

use std::process::ExitCode;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(crate) enum Exit {
    /// Done; nothing to report.
    Done = 0,
    /// It failed.
    Failed = 1,
    /// Wrong usage, unknown names in arguments included.
    Usage = 2,
    /// The workspace, or what the backend was sent, has errors.
    Invalid = 3,
    /// There are differences.
    Differs = 4,
    /// The backend's draft is newer, not pushed yet, or held.
    OutOfDate = 5,
    /// Not signed in, or credentials refused.
    Credentials = 6,
    /// The network or the other side is unavailable.
    Unavailable = 7,
    /// The other side refused the request.
    Refused = 8,
    /// A funnel test failed.
    TestFailed = 9,
    /// Interrupted; nothing half done.
    Interrupted = 130,
}

impl Exit {
    /// The number that the shell sees.
    pub(crate) const fn code(self) -> u8 {
        self as u8
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
