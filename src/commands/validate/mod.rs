//! `campaignctl validate`.

mod everywhere;

use std::collections::BTreeSet;

use model::{Diagnostic, EnvName, Fix, Level, ResourceName, providers};
use serde_json::json;
use workspace::{Loaded, Location, Root, Sources};

use self::everywhere::Finding;
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
        let mut loads = vec![loaded];
        if context.chosen_env()?.typed().is_none() {
            let others = others(&loads[0]);
            loads.extend(others.iter().map(|env| root.load(Some(env))));
        }
        let mut findings = everywhere::findings(&loads);
        if let Some(chosen) = &chosen {
            findings.retain(|finding| concerns(finding, chosen, &loads));
        }
        let count = |level| findings.iter().filter(|finding| finding.diagnostic.level == level).count();
        let (errors, warnings, hints) = (count(Level::Error), count(Level::Warning), count(Level::Hint));
        let sources = &loads[0].sources;
        if context.ui.json() {
            let environments: Vec<_> = loads.iter().filter_map(environment).collect();
            context.ui.document(&json!({
                "environments": environments, "errors": errors, "warnings": warnings, "hints": hints,
                "findings": documents(&findings, sources),
            }))?;
        } else {
            let shown: Vec<Diagnostic> = findings.iter().map(Finding::for_people).collect();
            let report = context.render(&shown, sources);
            context.ui.bytes(report.as_bytes())?;
            let checked = format!(
                "{} checked in {}",
                counted(chosen.as_ref().unwrap_or(&known).len(), "resource"),
                counted(loads.len(), "environment")
            );
            if findings.is_empty() {
                context.ui.done(&format!("{checked}: nothing to report"));
            } else {
                let levels = [(errors, "error"), (warnings, "warning"), (hints, "hint")];
                let levels = levels.into_iter().filter(|(count, _)| *count > 0);
                let levels: Vec<String> = levels.map(|(count, what)| counted(count, what)).collect();
                context.ui.say(&format!("{checked}: {}", levels.join(", ")));
            }
        }
        Ok(if errors > 0 { Exit::Invalid } else { Exit::Done })
    }
}

/// What can be checked: the data model and everything that has a file, readable or not.
fn known(root: &Root, loaded: &Loaded) -> Result<BTreeSet<ResourceName>> {
    let providers = providers::NAMES.into_iter().filter_map(providers::named).map(ResourceName::Provider);
    let mut known: BTreeSet<ResourceName> =
        providers.filter(|name| loaded.sources.path(name).is_some()).collect();
    known.insert(ResourceName::DataModel);
    known.extend(root.campaigns()?.into_iter().map(ResourceName::Campaign));
    Ok(known)
}

/// The environment for which a workspace was read.
fn environment(loaded: &Loaded) -> Option<&EnvName> {
    loaded.workspace.as_ref().map(|workspace| &workspace.env)
}

/// The environments for which the workspace has not been read yet.
fn others(loaded: &Loaded) -> Vec<EnvName> {
    loaded.environments().into_iter().filter(|env| environment(loaded) != Some(env)).collect()
}

/// Whether a finding is about one of these resources, or about what they rest on: the settings, and for campaigns the
/// shared files without which not all can be said about them.
fn concerns(finding: &Finding, chosen: &BTreeSet<ResourceName>, loads: &[Loaded]) -> bool {
    let resource = &finding.diagnostic.resource;
    match resource {
        ResourceName::Workspace => true,
        _ if chosen.contains(resource) => true,
        ResourceName::Campaign(_) => false,
        ResourceName::DataModel | ResourceName::Provider(_) => {
            chosen.iter().any(|name| matches!(name, ResourceName::Campaign(_)))
                && finding.diagnostic.blocks_push()
                && loads.iter().any(|loaded| loaded.incomplete.contains(resource))
        }
    }
}

fn documents(findings: &[Finding], sources: &Sources) -> Vec<serde_json::Value> {
    let places = sources.locate_all(findings.iter().map(|finding| &finding.diagnostic));
    findings.iter().zip(places).map(|(finding, at)| document(finding, at)).collect()
}

fn document(finding: &Finding, at: Option<Location>) -> serde_json::Value {
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

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
