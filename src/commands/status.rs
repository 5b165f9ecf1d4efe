//! `campaignctl status`.

use serde_json::{Value, json};

use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::plan::{self, Row, Seen, Standing};
use crate::resources;

/// Show what is pushed, live, or still to do
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What to show: campaign/SLUG (or SLUG), provider/NAME, data-model; all when left out
    #[arg(value_name = "RESOURCE")]
    resources: Vec<String>,
    /// End with exit code 4 when there is something to push or to publish
    #[arg(long)]
    exit_code: bool,
}

/// What a resource looks like from here.
struct Line<'a> {
    row: &'a Row,
    local: Local,
    /// Whether the live version has what is saved; `None` when nothing is live.
    is_current: Option<bool>,
    next: Option<String>,
}

/// The workspace's side of a resource.
#[derive(Clone, Copy)]
enum Local {
    /// There is no draft yet.
    New,
    /// The draft is another one.
    Changed,
    /// As the draft.
    Pushed,
    /// The workspace does not have it.
    Missing,
}

impl Local {
    fn of(row: &Row) -> Self {
        match (row.here, row.draft) {
            (None, _) => Self::Missing,
            (Some(_), None) => Self::New,
            (here, draft) if here == draft => Self::Pushed,
            _ => Self::Changed,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Pushed => "pushed",
            Self::Missing => "missing",
        }
    }
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let (root, workspace, _) = context.workspace()?;
        let (target, standing) = plan::look(context, &workspace)?;
        let chosen = resources::chosen(&self.resources, &standing.names())?;
        let backend = target.client.describe();
        let seen = Seen::read(&root, &workspace.env, &workspace.settings.workspace, &backend);
        let foreign = plan::foreign(&root, &seen, &standing, chosen.as_ref());
        let env = plan::env_flag(context)?;
        let lines: Vec<Line<'_>> = standing
            .chosen(chosen.as_ref())
            .map(|row| Line {
                row,
                local: Local::of(row),
                is_current: row.live.as_ref().map(|_| standing.behind(row).is_empty()),
                next: next(&standing, row, foreign.contains(&row), &env),
            })
            .collect();
        if context.ui.json() {
            let lines: Vec<Value> = lines.iter().map(line_json).collect();
            context
                .ui
                .document(&json!({ "environment": workspace.env, "backend": backend, "resources": lines }))?;
        } else {
            let rows: Vec<Vec<String>> = lines.iter().map(cells).collect();
            context.ui.table(&["resource", "local", "draft", "live", "next"], &rows)?;
            context.ui.say(&format!("environment `{}`, backend {backend}", workspace.env));
        }
        let is_done = lines.iter().all(|line| line.next.is_none());
        Ok(if self.exit_code && !is_done { Exit::Differs } else { Exit::Done })
    }
}

/// What to do next about a resource, as it is typed.
fn next(standing: &Standing, row: &Row, is_foreign: bool, env: &str) -> Option<String> {
    let name = resources::short(&row.name);
    if is_foreign {
        return Some(format!("campaignctl diff {name}{env}"));
    }
    // All together: a campaign alone may refer to fields that the backend does not know yet.
    if row.to_push() || !standing.unsaved(row).is_empty() {
        return Some(format!("campaignctl push{env}"));
    }
    if row.needs.is_empty() {
        return None;
    }
    if standing.behind(row).is_empty() {
        return None;
    }
    let release = if row.held { " --release-hold" } else { "" };
    Some(format!("campaignctl publish {name}{release}{env}"))
}

fn cells(shown: &Line<'_>) -> Vec<String> {
    let row = shown.row;
    let draft = match (&row.draft, &row.writer) {
        (Some(draft), Some(writer)) => format!("{} by {}", draft.short(), writer.actor),
        (Some(draft), None) => draft.short(),
        (None, _) => "none".to_owned(),
    };
    let mut live = match (&row.live, shown.is_current) {
        (Some(live), Some(true)) => format!("version {}", live.version),
        (Some(live), _) => format!("version {}, older than the drafts", live.version),
        (None, _) if row.is_campaign() => "none".to_owned(),
        (None, _) => String::new(),
    };
    if row.held {
        live.push_str(", held");
    }
    if row.paused {
        live.push_str(", paused");
    }
    vec![
        row.name.to_string(),
        shown.local.word().to_owned(),
        draft,
        live,
        shown.next.clone().unwrap_or_default(),
    ]
}

fn line_json(line: &Line<'_>) -> Value {
    let row = line.row;
    json!({
        "resource": row.name, "local": line.local.word(), "revision": row.here, "draft": row.draft,
        "draft_writer": row.writer, "live": row.live, "live_is_current": line.is_current, "held": row.held,
        "paused": row.paused,
        "next": line.next,
    })
}
