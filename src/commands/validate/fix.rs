//! `campaignctl validate --fix`: what is certain is written, again and again until nothing certain is left.

use std::collections::BTreeMap;

use model::{Diagnostic, EnvName, Fix, ResourceName, Segment};
use serde_json::{Value, json};
use workspace::{Edit, EditError, FileChange, Location, Root};

use super::Scope;
use super::report::Report;
use crate::commands::text::counted;
use crate::context::Context;
use crate::edit::{self, edit_error};
use crate::error::Result;
use crate::ui::{self, Ui};

/// One fix may make another possible, and fixes of one table wait for each other. This many times is more than any
/// workspace needs; whatever would still be left then is reported.
const MOST_ROUNDS: usize = 100;

/// What was mended.
pub(super) struct Mending {
    fixed: Vec<Fixed>,
    changes: Vec<FileChange>,
    /// Whether nothing was written.
    pub(super) dry_run: bool,
}

/// A finding that is gone.
struct Fixed {
    diagnostic: Diagnostic,
    title: String,
    /// Where it was when it was found.
    at: Option<Location>,
}

/// Mends what is certain, in all files or in none, and reports what is left.
pub(super) fn run(context: &mut Context, root: &Root, scope: &Scope, dry_run: bool) -> Result {
    let env = context.chosen_env()?.name().cloned();
    let mut edit = Edit::begin(root).map_err(|error| edit_error(context, error))?;
    let mut fixed = Vec::new();
    let mut report = read(&edit, scope, env.as_ref());
    for _ in 0..MOST_ROUNDS {
        let round = mend(&mut edit, scope, &report).map_err(|error| edit_error(context, error))?;
        if round.is_empty() {
            break;
        }
        fixed.extend(round);
        report = read(&edit, scope, env.as_ref());
    }
    fixed.sort_by(|a: &Fixed, b| a.place().cmp(&b.place()));
    let changes = if dry_run {
        edit.preview().map_err(|error| edit_error(context, error))?
    } else {
        edit::commit(context, root, edit)?
    };
    report.write(context, root, Some(&Mending { fixed, changes, dry_run }))?;
    Ok(report.exit())
}

/// What is found in the workspace as it is with the edits so far.
fn read(edit: &Edit, scope: &Scope, env: Option<&EnvName>) -> Report {
    let load = if scope.has_tests { Edit::load_with_tests } else { Edit::load };
    Report::of(scope.looks(load(edit, env), |env| load(edit, Some(env))), scope)
}

/// Makes the fixes that do not touch each other.
fn mend(edit: &mut Edit, scope: &Scope, report: &Report) -> std::result::Result<Vec<Fixed>, EditError> {
    let mut touched: Vec<(&ResourceName, &[Segment])> = Vec::new();
    let mut chosen: BTreeMap<&ResourceName, Vec<(&Diagnostic, &Fix)>> = BTreeMap::new();
    for finding in &report.findings {
        let diagnostic = &finding.diagnostic;
        let certain = diagnostic.fixes.iter().find(|fix| fix.certain);
        let Some(fix) = certain.filter(|_| scope.has(&diagnostic.resource)) else { continue };
        let place = (&diagnostic.resource, touches(fix));
        if !touched.iter().any(|other| overlap(*other, place)) {
            touched.push(place);
            chosen.entry(&diagnostic.resource).or_default().push((diagnostic, fix));
        }
    }
    let mut fixed = Vec::new();
    for fixes in chosen.values() {
        mend_most(edit, fixes, report, &mut fixed)?;
    }
    Ok(fixed)
}

/// Makes the fixes of one resource: all together, and where one of them cannot be made, those that can.
fn mend_most(
    edit: &mut Edit,
    fixes: &[(&Diagnostic, &Fix)],
    report: &Report,
    mended: &mut Vec<Fixed>,
) -> std::result::Result<(), EditError> {
    if edit.mend(fixes, report.sources())? {
        let places = report.sources().locate_all(fixes.iter().map(|(diagnostic, _)| *diagnostic));
        let made = fixes.iter().zip(places).map(|((diagnostic, fix), at)| Fixed {
            diagnostic: (*diagnostic).clone(),
            title: fix.title.clone(),
            at,
        });
        mended.extend(made);
    } else if fixes.len() > 1 {
        let (first, second) = fixes.split_at(fixes.len() / 2);
        mend_most(edit, first, report, mended)?;
        mend_most(edit, second, report, mended)?;
    }
    Ok(())
}

/// The path under which a fix may move things: what comes after an item that goes gets another place.
fn touches(fix: &Fix) -> &[Segment] {
    match fix.path.segments() {
        [list @ .., Segment::Index(_)] if fix.value.is_none() => list,
        path => path,
    }
}

fn overlap(a: (&ResourceName, &[Segment]), b: (&ResourceName, &[Segment])) -> bool {
    a.0 == b.0 && (a.1.starts_with(b.1) || b.1.starts_with(a.1))
}

impl Mending {
    /// Tells what was done, and shows the difference where nothing was written.
    pub(super) fn tell(&self, ui: &mut Ui) -> Result<()> {
        if ui.json() {
            return Ok(());
        }
        if self.dry_run {
            ui.bytes(self.diff().as_bytes())?;
        }
        let done = if self.dry_run { "would fix" } else { "fixed" };
        for fixed in &self.fixed {
            ui.say(&format!("{done} {fixed}"));
        }
        if self.fixed.is_empty() {
            ui.say("nothing to fix");
        } else if self.dry_run {
            ui.say("dry run: nothing was written");
        } else {
            let (findings, files) = (self.fixed.len(), self.changes.len());
            ui.done(&format!("{} fixed in {}", counted(findings, "finding"), counted(files, "file")));
        }
        Ok(())
    }

    /// Adds it to the JSON of a report.
    pub(super) fn add_to(&self, document: &mut Value) {
        let fixed = |fixed: &Fixed| {
            json!({
                "code": fixed.diagnostic.code, "message": fixed.diagnostic.message, "title": fixed.title,
                "resource": fixed.diagnostic.resource, "path": fixed.diagnostic.path.to_string(),
                "env": fixed.diagnostic.env, "file": fixed.at.as_ref().map(|at| at.path.as_str()),
                "line": fixed.at.as_ref().map(|at| at.line), "column": fixed.at.as_ref().map(|at| at.column),
            })
        };
        document["fixed"] = self.fixed.iter().map(fixed).collect();
        document["changed"] = self.changes.iter().map(|change| change.path.as_str()).collect();
        document["dry_run"] = self.dry_run.into();
        if self.dry_run {
            document["diff"] = self.diff().into();
        }
    }

    fn diff(&self) -> String {
        self.changes.iter().map(FileChange::unified_diff).collect()
    }
}

impl Fixed {
    fn place(&self) -> Option<(&str, usize)> {
        self.at.as_ref().map(|at| (at.path.as_str(), at.range.start))
    }
}

impl std::fmt::Display for Fixed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.at {
            Some(at) => write!(f, "{}:{}", at.path, at.line)?,
            None => write!(f, "{}", self.diagnostic.resource)?,
        }
        let said = format!("{}: {}", self.diagnostic.message, self.title).replace('\n', " ");
        write!(f, " [{}] {}", self.diagnostic.code, ui::plain(&said))
    }
}
