//! The interface for admins, over a socket and inside of the process.

mod credentials;
mod drafts;
mod interrupted;
pub(crate) mod office;
mod problems;
mod quiet;
mod records;
mod roles;
mod versions;

use api::{Error, Problem, ProblemKind};

/// The problem that a call came to, which must be of this kind.
pub(crate) fn refused<T: std::fmt::Debug>(answer: Result<T, Error>, kind: ProblemKind) -> Problem {
    match answer {
        Err(Error::Refused(problem)) => {
            assert_eq!(problem.kind, kind, "{problem:?}");
            assert_eq!(problem.status, kind.status());
            *problem
        }
        other => panic!("not refused: {other:?}"),
    }
}
