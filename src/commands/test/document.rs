//! What ran, as JSON.

use serde_json::{Value, json};

use super::Run;
use super::outcome::{Failure, Placed, Ran};

/// The whole run.
pub(super) fn of(run: &Run) -> Value {
    let files: Vec<Value> = run
        .files
        .iter()
        .map(|file| {
            json!({
                "name": file.name, "file": file.path(), "campaign": file.campaign, "environment": file.environment,
                "cases": file.cases.iter().map(case).collect::<Vec<_>>(),
            })
        })
        .collect();
    let failed = run.failed();
    let mut document = json!({ "passed": run.cases().count() - failed, "failed": failed, "tests": files });
    if let Some(coverage) = &run.coverage {
        let coverage = coverage.iter().map(|covered| {
            let taken = covered.ways - covered.missing.len();
            json!({
                "campaign": covered.campaign, "ways": covered.ways, "taken": taken, "missing": covered.missing,
            })
        });
        document["coverage"] = coverage.collect();
    }
    document
}

fn case(case: &Ran) -> Value {
    json!({
        "id": case.id, "title": case.title, "passed": case.passed(), "place": place(&case.place),
        "path": case.path, "at": case.at, "result": case.result, "notes": case.notes,
        "failures": case.failures.iter().map(failure).collect::<Vec<_>>(),
    })
}

fn failure(failure: &Failure) -> Value {
    let (expected, actual) = failure.difference.as_ref().map(|(a, b)| (a.as_str(), b.as_str())).unzip();
    json!({
        "message": failure.message, "play": failure.play, "expect": failure.expected_key,
        "expected": expected, "actual": actual, "place": place(&failure.place),
    })
}

fn place(place: &Placed) -> Value {
    let Some(at) = &place.location else { return Value::Null };
    json!({ "line": at.line, "column": at.column, "end_line": at.end_line, "end_column": at.end_column })
}
