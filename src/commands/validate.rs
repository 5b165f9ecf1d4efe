//! `campaignctl validate`.

use std::collections::BTreeSet;

use model::{Diagnostic, EnvName, Level, ResourceName};
use serde_json::json;
use workspace::{Loaded, Root, Sources};

use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::resources;

/// Check the workspace like a compiler
///
/// Everything is checked in one run: syntax, types, names, and the rules that `campaignctl explain` lists; in every
/// environment, or in the one that `--env` names. Exit code 3 tells of errors; warnings and hints are no failure.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What to check: campaign/SLUG (or SLUG), provider/NAME, data-model; all when left out
    #[arg(value_name = "RESOURCE")]
    resources: Vec<String>,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let (root, loaded) = context.load()?;
        let known = known(&root, &loaded)?;
        let chosen = resources::chosen(&self.resources, &known)?;
        let (mut findings, environments) = match context.chosen_env()?.typed() {
            Some(_) => (of(&loaded), 1),
            None => in_all_environments(&root, &loaded),
        };
        if let Some(chosen) = &chosen {
            findings.retain(|finding| chosen.contains(&finding.resource));
        }
        let count = |level| findings.iter().filter(|finding| finding.level == level).count();
        let (errors, warnings, hints) = (count(Level::Error), count(Level::Warning), count(Level::Hint));
        if context.ui.json() {
            context.ui.document(&json!({
                "findings": with_places(&findings, &loaded.sources),
                "errors": errors, "warnings": warnings, "hints": hints,
            }))?;
        } else {
            let report = context.render(&findings, &loaded.sources);
            context.ui.bytes(report.as_bytes())?;
            let checked = format!(
                "{} checked in {}",
                counted(chosen.as_ref().map_or(known.len(), BTreeSet::len), "resource"),
                counted(environments, "environment")
            );
            if findings.is_empty() {
                context.ui.done(&format!("{checked}: nothing to report"));
            } else {
                let levels = [(errors, "error"), (warnings, "warning"), (hints, "hint")];
                let levels: Vec<String> = levels
                    .into_iter()
                    .filter(|(count, _)| *count > 0)
                    .map(|(count, what)| counted(count, what))
                    .collect();
                context.ui.say(&format!("{checked}: {}", levels.join(", ")));
            }
        }
        Ok(if errors > 0 { Exit::Invalid } else { Exit::Done })
    }
}

/// What can be checked: everything that has a file, readable or not.
fn known(root: &Root, loaded: &Loaded) -> Result<BTreeSet<ResourceName>> {
    let mut known = loaded.workspace.as_ref().map(resources::of_workspace).unwrap_or_default();
    known.extend(root.campaigns()?.into_iter().map(ResourceName::Campaign));
    known.extend(loaded.incomplete.iter().filter(|name| **name != ResourceName::Workspace).cloned());
    Ok(known)
}

/// What reading and the rules find in one environment.
fn of(loaded: &Loaded) -> Vec<Diagnostic> {
    let mut findings = loaded.diagnostics.clone();
    if let Some(workspace) = &loaded.workspace {
        findings.extend(check::check_partial(workspace, &loaded.incomplete));
    }
    findings
}

/// What is found in any environment, each finding once; those that do not show in all of them name where they do. And
/// how many environments there are.
fn in_all_environments(root: &Root, default: &Loaded) -> (Vec<Diagnostic>, usize) {
    let default_env = default.workspace.as_ref().map(|workspace| workspace.env.clone());
    let others: Vec<EnvName> =
        default.environments().into_iter().filter(|env| Some(env) != default_env.as_ref()).collect();
    let mut found: Vec<(Option<EnvName>, Vec<Diagnostic>)> = vec![(default_env, of(default))];
    for env in others {
        let findings = of(&root.load(Some(&env)));
        found.push((Some(env), findings));
    }
    let mut told: Vec<Diagnostic> = Vec::new();
    for (env, findings) in &found {
        for finding in findings {
            let everywhere = found.iter().all(|(_, others)| others.contains(finding));
            if everywhere && !told.contains(finding) {
                told.push(finding.clone());
            } else if !everywhere && !judged_alone(finding) {
                told.push(Diagnostic { env: env.clone(), ..finding.clone() });
            }
        }
    }
    (told, found.len())
}

/// An `allow` that has no effect in one environment may have one in another: it is told where it has none in any.
fn judged_alone(finding: &Diagnostic) -> bool {
    finding.code == "W007"
}

fn with_places(findings: &[Diagnostic], sources: &Sources) -> Vec<serde_json::Value> {
    let places = sources.locate_all(findings);
    let place = |(finding, at): (&Diagnostic, Option<workspace::Location>)| {
        let mut json = json!({
            "code": finding.code, "level": finding.level, "message": finding.message, "help": finding.help,
            "resource": finding.resource, "path": finding.path.to_string(), "env": finding.env, "fixes": finding.fixes,
            "file": null, "line": null, "column": null,
        });
        if let Some(at) = at {
            json["file"] = at.path.as_str().into();
            json["line"] = at.line.into();
            json["column"] = at.column.into();
        }
        json
    };
    findings.iter().zip(places).map(place).collect()
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
