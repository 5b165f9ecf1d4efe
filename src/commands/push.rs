//! `campaignctl push`.

use std::collections::{BTreeMap, BTreeSet};

use api::{Changeset, ChangesetApplied, Origin, Put};
use model::{Diagnostic, Level, ResourceName};
use serde_json::json;

use crate::commands::text;
use crate::config::variable;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::plan::{self, Checked, Plan, Row, Seen, Standing};
use crate::target::Target;
use crate::{git, resources};

/// So many campaigns are named one by one in advice.
const NAMED_IN_ADVICE: usize = 5;

/// Save the workspace's state as drafts at the backend
///
/// Everything is saved at once, or nothing. Customers notice nothing until `publish`. A draft that somebody else wrote since
/// the last push from here is not replaced: that ends with exit code 5, and `diff` shows what differs.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What to push: campaign/SLUG (or SLUG), provider/NAME, data-model; all when left out
    #[arg(value_name = "RESOURCE")]
    resources: Vec<String>,
    /// What to say about it in the history
    #[arg(short, long, value_name = "TEXT")]
    message: Option<String>,
    /// Replace drafts that somebody else wrote
    #[arg(long)]
    force: bool,
    /// Show what would be saved, and send nothing
    #[arg(long)]
    dry_run: bool,
}

/// What was pushed, for the one who asked for it.
#[derive(Default)]
struct Told {
    /// The names, and whether they are new.
    saved: Vec<(ResourceName, bool)>,
    changeset: Option<String>,
    findings: Vec<Diagnostic>,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let checked = Checked::read(context)?;
        let known = checked.names();
        let chosen = resources::chosen(&self.resources, &known)?;
        let sent = chosen.as_ref().unwrap_or(&known);
        checked.refuse(
            context,
            "nothing was sent: the workspace has errors",
            sent,
            Diagnostic::blocks_push,
        )?;

        let (target, mut standing) = plan::look(context, &checked.workspace)?;
        let backend = target.client.describe();
        let workspace = &checked.workspace;
        let mut seen = Seen::read(&checked.root, &workspace.env, &workspace.settings.workspace, &backend);
        if !self.force {
            let foreign = plan::foreign(&checked.root, &seen, &standing, chosen.as_ref());
            if !foreign.is_empty() {
                return Err(not_ours(&foreign, &plan::env_flag(context)?));
            }
        }
        if self.dry_run {
            let plan = Plan::fetch(context, &target, workspace, &standing, chosen.as_ref())?;
            return dry_run(context, &checked, &plan, &backend);
        }
        let to_push: Vec<Row> =
            standing.chosen(chosen.as_ref()).filter(|row| row.to_push()).cloned().collect();
        let mut told = Told::default();
        if !to_push.is_empty() {
            if workspace.environment().is_some_and(|environment| environment.protected) {
                let drafts = text::counted(to_push.len(), "draft");
                context.ui.confirm(&format!("save {drafts} in `{}` ({backend})", workspace.env))?;
            }
            let sent = to_push.iter().filter_map(|row| Some((row.name.clone(), row.here?)));
            remembered(context, seen.expect(sent));
            let changeset = self.changeset(&checked, &to_push);
            let applied = send(context, &target, &changeset)?;
            standing.saved(&to_push.iter().map(|row| row.name.clone()).collect());
            told.saved = to_push.into_iter().map(|row| (row.name, row.draft.is_none())).collect();
            told.changeset = Some(applied.id);
            told.findings = applied.findings;
        }
        let same = standing.chosen(chosen.as_ref()).filter(|row| !row.to_push());
        remembered(context, seen.keep(same.filter_map(|row| Some((row.name.clone(), row.here?)))));
        tell(context, &checked, &standing, &told, &backend)?;
        Ok(Exit::Done)
    }

    /// The rows as one changeset, on top of the drafts that the backend has just told.
    fn changeset(&self, checked: &Checked, rows: &[Row]) -> Changeset {
        let workspace = &checked.workspace;
        let put = rows.iter().filter_map(|row| {
            let resource = workspace.resource(&row.name)?;
            Some(Put { revision: resource.revision(), resource: resource.to_json() })
        });
        let (commit, state) = git::state(checked.root.dir());
        Changeset {
            origin: Origin { workspace: workspace.settings.workspace.clone(), commit, state, run: ci_run() },
            message: self.message.clone(),
            base: rows.iter().map(|row| (row.name.clone(), row.draft)).collect::<BTreeMap<_, _>>(),
            put: put.collect(),
            delete: Vec::new(),
        }
    }
}

/// What is remembered is a convenience: without it the next push is only more careful.
fn remembered(context: &mut Context, written: std::io::Result<()>) {
    if let Err(error) = written {
        context.ui.warn(&format!(
            "what is pushed cannot be remembered, and the next push may ask for --force: {error}"
        ));
    }
}

fn send(context: &mut Context, target: &Target, changeset: &Changeset) -> Result<ChangesetApplied> {
    let key = format!("{:032x}", rand::random::<u128>());
    let env = plan::env_flag(context)?;
    context.call(target.client.apply(changeset, &key)).map_err(|error| match error.exit {
        Exit::OutOfDate => error.hint(format!("`campaignctl diff{env}` shows what differs now")),
        // Whether it arrived is not known, and does not matter: all of it was saved, or nothing.
        Exit::Unavailable | Exit::Interrupted => error.hint(format!(
            "all of it was saved or nothing: `campaignctl status{env}` tells which, and push can be run again"
        )),
        _ => error,
    })
}

fn not_ours(rows: &[&Row], env: &str) -> Error {
    let mut error = Error::new(
        Exit::OutOfDate,
        "nothing was sent: drafts that were not pushed from here would be replaced",
    );
    for row in rows {
        error = error.cause(format!("{} was {}", row.name, plan::written_by(row)));
    }
    error
        .hint(format!(
            "`campaignctl diff{env}` shows what differs; get the others' changes first, with `git pull` where they are \
             committed"
        ))
        .hint(format!("`campaignctl push --force{env}` replaces those drafts"))
}

fn dry_run(context: &mut Context, checked: &Checked, plan: &Plan, backend: &str) -> Result {
    let env = &checked.workspace.env;
    if context.ui.json() {
        context.ui.document(&json!({
            "environment": env, "backend": backend, "dry_run": true, "resources": plan::json(plan),
        }))?;
        return Ok(Exit::Done);
    }
    plan::show(&mut context.ui, plan)?;
    context.ui.say(&format!("{} (environment `{env}`, backend {backend})", plan::summary(plan)));
    context.ui.say("dry run: nothing was sent");
    Ok(Exit::Done)
}

fn tell(
    context: &mut Context,
    checked: &Checked,
    standing: &Standing,
    told: &Told,
    backend: &str,
) -> Result<()> {
    let not_live = standing.saved_not_live();
    let next = next(context, standing, &not_live)?;
    if context.ui.json() {
        let saved: Vec<_> = told
            .saved
            .iter()
            .map(|(name, new)| json!({ "resource": name, "new": new, "revision": standing.row(name).and_then(|row| row.here) }))
            .collect();
        let not_live: Vec<String> = not_live.iter().map(|row| resources::short(&row.name)).collect();
        return context.ui.document(&json!({
            "environment": checked.workspace.env, "backend": backend, "dry_run": false, "changeset": told.changeset,
            "saved": saved, "findings": told.findings, "saved_not_live": not_live, "next": next,
        }));
    }
    let env = &checked.workspace.env;
    if told.saved.is_empty() {
        context.ui.say(&format!("nothing to push: the drafts in `{env}` are what the workspace says"));
    }
    for (name, new) in &told.saved {
        context.ui.say(&format!("{} {name}", if *new { "new draft" } else { "changed draft" }));
    }
    let concerned: BTreeSet<&ResourceName> = not_live.iter().flat_map(|row| &row.needs).collect();
    let errors = checked
        .findings
        .iter()
        .filter(|f| f.level == Level::Error && concerned.contains(&f.resource))
        .count();
    if errors > 0 {
        let errors = text::counted(errors, "error");
        context.ui.warn(&format!("{errors} in the way of publishing: `campaignctl validate` tells more"));
    }
    if let Some(next) = next {
        let names: Vec<String> = not_live.iter().map(|row| resources::short(&row.name)).collect();
        context.ui.done(&format!("saved, not live: {}; next: {next}", names.join(", ")));
    }
    Ok(())
}

/// The command that makes the rest of the way.
fn next(context: &Context, standing: &Standing, not_live: &[&Row]) -> Result<Option<String>> {
    if not_live.is_empty() {
        return Ok(None);
    }
    let env = plan::env_flag(context)?;
    if not_live.iter().any(|row| !standing.unsaved(row).is_empty()) {
        return Ok(Some(format!("campaignctl push{env}")));
    }
    let release = if not_live.iter().any(|row| row.held) { " --release-hold" } else { "" };
    let names: Vec<String> = not_live.iter().map(|row| resources::short(&row.name)).collect();
    let names = if names.len() > NAMED_IN_ADVICE { "--changed".to_owned() } else { names.join(" ") };
    Ok(Some(format!("campaignctl publish {names}{release}{env}")))
}

/// The run of the build server that this is part of.
fn ci_run() -> Option<String> {
    if let Some(run) = variable("GITHUB_RUN_ID") {
        let server = variable("GITHUB_SERVER_URL").unwrap_or_else(|| "https://github.com".to_owned());
        return Some(format!("{server}/{}/actions/runs/{run}", variable("GITHUB_REPOSITORY")?));
    }
    variable("CI_JOB_URL").or_else(|| variable("BUILD_URL"))
}
