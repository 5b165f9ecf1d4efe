//! What was found, and how it is written.

use model::{Diagnostic, Fix, Level};
use serde_json::{Value, json};
use workspace::{Location, Root, Sources};

use super::everywhere::{self, Finding, Look};
use super::fix::Mending;
use super::listed::{self, Listed};
use super::{Scope, github, gitlab, sarif};
use crate::commands::text::counted;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::ui::Format;

/// What was found in a workspace.
pub(super) struct Report {
    /// In the order of resources and key paths.
    pub(super) findings: Vec<Finding>,
    /// The workspace as it is in the environments.
    looks: Vec<Look>,
    /// How many resources were checked.
    checked: usize,
}

impl Report {
    /// What is found in a workspace that was read for several environments, as far as it was asked for.
    pub(super) fn of(looks: Vec<Look>, scope: &Scope) -> Self {
        let mut findings = everywhere::findings(&looks);
        findings.retain(|finding| scope.concerns(finding, &looks));
        Self { findings, looks, checked: scope.len() }
    }

    /// The texts in which the findings have their places.
    pub(super) fn sources(&self) -> &Sources {
        &self.looks[0].loaded.sources
    }

    /// How the command ends.
    pub(super) fn exit(&self) -> Exit {
        if self.count(Level::Error) > 0 { Exit::Invalid } else { Exit::Done }
    }

    fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.diagnostic.level == level).count()
    }

    /// Writes it in the format that was asked for, after what was mended before.
    pub(super) fn write(&self, context: &mut Context, root: &Root, mending: Option<&Mending>) -> Result<()> {
        if let Some(mending) = mending {
            mending.tell(&mut context.ui)?;
        }
        let listed = || -> Vec<Listed<'_>> { listed::list(&self.findings, self.sources(), root) };
        match context.ui.format {
            Format::Json => return context.ui.document(&self.document(mending)),
            Format::Sarif => context.ui.foreign(&sarif::log(&listed(), self.sources()))?,
            Format::Gitlab => context.ui.foreign(&gitlab::report(&listed()))?,
            Format::Github => context.ui.bytes(github::commands(&listed()).as_bytes())?,
            // What it cannot write was refused before.
            _ => {
                let shown: Vec<Diagnostic> = self.findings.iter().map(Finding::for_people).collect();
                let report = context.render(&shown, self.sources());
                // The difference is the result then, and this is what is said about it.
                if mending.is_some_and(|mending| mending.dry_run) {
                    context.ui.report(&report);
                } else {
                    context.ui.bytes(report.as_bytes())?;
                }
            }
        }
        self.sum_up(context);
        Ok(())
    }

    fn sum_up(&self, context: &mut Context) {
        let environments = self.looks.iter().map(|look| look.environments.len()).sum::<usize>();
        let checked = format!(
            "{} checked in {}",
            counted(self.checked, "resource"),
            counted(environments.max(1), "environment")
        );
        if self.findings.is_empty() {
            return context.ui.done(&format!("{checked}: nothing to report"));
        }
        let levels = [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Hint, "hint")];
        let levels = levels.map(|(level, what)| (self.count(level), what)).into_iter();
        let levels: Vec<String> =
            levels.filter(|(count, _)| *count > 0).map(|(count, what)| counted(count, what)).collect();
        context.ui.say(&format!("{checked}: {}", levels.join(", ")));
    }

    fn document(&self, mending: Option<&Mending>) -> Value {
        let environments: Vec<_> = self.looks.iter().flat_map(|look| &look.environments).collect();
        let places = self.sources().locate_all(self.findings.iter().map(|finding| &finding.diagnostic));
        let findings: Vec<Value> =
            self.findings.iter().zip(places).map(|(finding, at)| document(finding, at)).collect();
        let mut document = json!({
            "environments": environments, "errors": self.count(Level::Error),
            "warnings": self.count(Level::Warning), "hints": self.count(Level::Hint), "findings": findings,
        });
        if let Some(mending) = mending {
            mending.add_to(&mut document);
        }
        document
    }
}

fn document(finding: &Finding, at: Option<Location>) -> Value {
    let Finding { diagnostic, environments } = finding;
    let fix = |fix: &Fix| {
        json!({
            "title": fix.title, "certain": fix.certain, "path": fix.path.to_string(), "value": fix.value,
        })
    };
    let fixes: Vec<_> = diagnostic.fixes.iter().map(fix).collect();
    let mut document = json!({
        "code": diagnostic.code, "level": diagnostic.level, "message": diagnostic.message, "help": diagnostic.help,
        "resource": diagnostic.resource, "path": diagnostic.path.to_string(), "environments": environments,
        "file": null, "line": null, "column": null, "range": null, "fixes": fixes,
    });
    if let Some(at) = at {
        document["file"] = at.path.as_str().into();
        document["line"] = at.line.into();
        document["column"] = at.column.into();
        document["range"] = json!({ "start": at.range.start, "end": at.range.end });
    }
    document
}
