//! What a backend's refusals mean for a person, and for the exit code.

use api::{Problem, ProblemKind};
use model::Diagnostic;

use crate::error::Error;
use crate::exit::Exit;
use crate::ui::plain;

/// A failed call as an error of a command.
pub(crate) fn error(error: &api::Error) -> Error {
    match error {
        api::Error::Transport(_) => Error::new(Exit::Unavailable, plain(&error.to_string())),
        api::Error::Undecodable { .. } => Error::new(Exit::Unavailable, plain(&error.to_string()))
            .hint("is this the address of a campaign backend, and of the same version?"),
        api::Error::Request(_) => Error::failed(error.to_string()),
        api::Error::Refused(problem) => refused(problem),
    }
}

fn refused(problem: &Problem) -> Error {
    let exit = match problem.kind {
        ProblemKind::BadRequest | ProblemKind::OtherWorkspace => Exit::Refused,
        ProblemKind::NotSignedIn
        | ProblemKind::NotAllowed
        | ProblemKind::CredentialsRefused
        | ProblemKind::CredentialsMissing => Exit::Credentials,
        ProblemKind::NotFound => Exit::Usage,
        ProblemKind::OutOfDate | ProblemKind::NotPushed | ProblemKind::Held | ProblemKind::Conflict => {
            Exit::OutOfDate
        }
        ProblemKind::Invalid => Exit::Invalid,
        ProblemKind::ProviderUnavailable | ProblemKind::Internal => Exit::Unavailable,
    };
    let mut error = Error::new(exit, plain(&problem.title));
    if let Some(detail) = &problem.detail {
        error = error.cause(detail.clone());
    }
    for conflict in &problem.conflicts {
        let who = conflict.writer.as_ref().map_or_else(
            || "nobody any more".to_owned(),
            |writer| format!("{} at {}", writer.actor, writer.at),
        );
        error = error.cause(format!("{}: the draft there was written by {who}", conflict.resource));
    }
    if !problem.findings.is_empty() {
        error.report = Some(findings_in_words(&problem.findings));
        error.findings.clone_from(&problem.findings);
    }
    match problem.kind {
        ProblemKind::NotSignedIn => error.hint(
            "pass --access-token-file, or set CAMPAIGNCTL_ACCESS_TOKEN together with CAMPAIGNCTL_BACKEND; an access \
             token that the keyring has for this backend is used by itself",
        ),
        ProblemKind::Held => error.hint("`campaignctl publish --release-hold` publishes all the same"),
        ProblemKind::CredentialsMissing => error.hint("`campaignctl provider set` stores a pair at the backend"),
        _ => error,
    }
}

/// Findings that have no file here: a line each, by resource and key.
pub(crate) fn findings_in_words(findings: &[Diagnostic]) -> String {
    let lines = findings.iter().map(|finding| {
        let place = if finding.path.is_root() {
            finding.resource.to_string()
        } else {
            format!("{}: {}", finding.resource, finding.path)
        };
        let line = format!("{}[{}]: {place}: {}", finding.level, finding.code, finding.message);
        match &finding.help {
            Some(help) => format!("{line}\n  help: {help}"),
            None => line,
        }
    });
    plain(&lines.collect::<Vec<_>>().join("\n")).into_owned()
}
