//! What ran, as build servers read it.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::Run;
use super::outcome::{Ran, RanFile};
use crate::error::{Error, Result};

/// The whole run. No times are told: none pass.
pub(super) fn report(run: &Run) -> Result<String> {
    let mut report = Report::new("campaignctl test");
    for file in &run.files {
        let mut suite = TestSuite::new(file.path());
        suite.add_property(("campaign", file.campaign.as_str()));
        suite.add_property(("environment", file.environment.as_str()));
        suite.add_test_cases(file.cases.iter().map(|case| one(file, case)));
        report.add_test_suite(suite);
    }
    report.to_string().map_err(|error| Error::failed("the report cannot be written").because(&error))
}

fn one(file: &RanFile, case: &Ran) -> TestCase {
    let mut status = TestCaseStatus::success();
    if let Some(first) = case.failures.first() {
        status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_message(first.message.as_str());
        // A play that cannot be played is another thing than an end that was not expected.
        status.set_type(if first.expected_key.is_some() { "expect" } else { "play" });
        let lines = case.failures.iter().map(|failure| match failure.place.line() {
            Some(line) => format!("{}:{line}: {}", file.path(), failure.message),
            None => failure.message.clone(),
        });
        status.set_description(lines.chain(case.notes.iter().cloned()).collect::<Vec<_>>().join("\n"));
    }
    let mut told = TestCase::new(case.id.as_str(), status);
    told.set_classname(file.name.as_str());
    told.extra.insert("file".into(), file.path().into());
    if let Some(line) = case.place.line() {
        told.extra.insert("line".into(), line.to_string().into());
    }
    told
}
