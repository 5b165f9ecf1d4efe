//! A code quality report for GitLab: <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.

use model::Level;
use serde::Serialize;

use super::listed::Listed;

/// A finding in the report.
#[derive(Debug, Serialize)]
pub(super) struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Place,
}

#[derive(Debug, Serialize)]
struct Place {
    path: String,
    lines: Lines,
}

#[derive(Debug, Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// The report.
pub(super) fn report(findings: &[Listed<'_>]) -> Vec<Issue> {
    findings.iter().map(issue).collect()
}

fn issue(finding: &Listed<'_>) -> Issue {
    let diagnostic = finding.diagnostic;
    let severity = match diagnostic.level {
        Level::Error if diagnostic.blocks_push() => "blocker",
        Level::Error => "critical",
        Level::Warning => "minor",
        Level::Hint => "info",
    };
    // A report has no finding without a place.
    let path = finding.file.clone().unwrap_or_else(|| diagnostic.resource.to_string());
    let lines = finding.place.as_ref().map_or((1, 1), |at| (at.line, at.end_line));
    Issue {
        description: finding.text(),
        check_name: diagnostic.code.clone(),
        fingerprint: finding.fingerprint.clone(),
        severity,
        location: Place { path, lines: Lines { begin: lines.0, end: lines.1 } },
    }
}
