//! What ran, for people.

use super::Run;
use super::outcome::{Ran, RanFile};
use crate::commands::text::counted;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ui::{Ui, bad, good, plain};

/// How many steps of a way are told.
const LONGEST_WAY: usize = 30;

/// A line a case, then why cases failed, then how many did.
pub(super) fn tell(ui: &mut Ui, run: &Run) -> Result {
    for file in &run.files {
        for case in &file.cases {
            let word = if case.passed() { good("ok") } else { bad("FAILED") };
            // As wide as the longer word, colours or not.
            let gap = if case.passed() { "    " } else { "" };
            let title = case.title.as_deref().map(|title| format!("  {}", plain(title))).unwrap_or_default();
            ui.line(&format!("{word}{gap}  {}/{}{title}", file.name, case.id))?;
        }
    }
    for file in &run.files {
        for case in file.cases.iter().filter(|case| !case.passed()) {
            failed(ui, file, case)?;
        }
    }
    for covered in run.coverage.iter().flatten() {
        let taken = covered.ways - covered.missing.len();
        ui.line("")?;
        ui.line(&format!("{}: {taken} of {} taken", covered.campaign, counted(covered.ways, "way")))?;
        for way in &covered.missing {
            ui.line(&format!("  no case takes {way}"))?;
        }
    }
    sum_up(ui, run)
}

fn failed(ui: &mut Ui, file: &RanFile, case: &Ran) -> Result<()> {
    let place =
        |line: Option<usize>| line.map_or_else(|| file.path(), |line| format!("{}:{line}", file.path()));
    ui.line("")?;
    ui.line(&format!("{}: {} in {}", place(case.place.line()), case.id, file.environment))?;
    for failure in &case.failures {
        ui.line(&format!("  {}", indented(&failure.message)))?;
        ui.line(&format!("    at {}", place(failure.place.line())))?;
    }
    if let Some(at) = &case.at {
        let end = match case.result {
            Some(result) => format!("ended at `{at}`: {result}"),
            None => format!("stands at `{at}`"),
        };
        ui.line(&format!("  the session {end}"))?;
        if !case.path.is_empty() {
            ui.line(&format!("  the way there: {}", way(&case.path)))?;
        }
    }
    for note in &case.notes {
        ui.line(&format!("  note: {}", indented(note)))?;
    }
    Ok(())
}

/// Steps one after the other; of many the last ones, which lead to where it failed.
fn way(path: &[String]) -> String {
    let from = path.len().saturating_sub(LONGEST_WAY);
    let before = if from > 0 { format!("({from} before) > ") } else { String::new() };
    format!("{before}{}", path[from..].join(" > "))
}

/// A text of several lines under the first.
fn indented(text: &str) -> String {
    plain(text).replace('\n', "\n    ")
}

fn sum_up(ui: &mut Ui, run: &Run) -> Result {
    if run.files.is_empty() {
        ui.say("there are no funnel tests");
        ui.hint("`campaignctl funnel simulate --save NAME` tries a funnel out, and writes what was done as the first case");
        return Ok(Exit::Done);
    }
    let (all, failed) = (run.cases().count(), run.failed());
    if failed > 0 {
        let cases = counted(all, "case");
        return Err(Error::new(Exit::TestFailed, format!("{failed} of {cases} failed")));
    }
    match all {
        0 => ui.warn("the tests have no cases: nothing was tested"),
        _ => ui.done(&format!("{} passed", counted(all, "case"))),
    }
    Ok(Exit::Done)
}
