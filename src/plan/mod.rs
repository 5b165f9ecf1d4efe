//! What stands between the workspace and its backend: what is to push, what is saved but not live, and whose drafts would be
//! replaced.

mod base;
mod changes;
mod checked;
mod seen;
mod standing;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use api::{Draft, Writer};
use model::{Resource, ResourceName, Revision, Workspace};

use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::target::Target;

pub(crate) use base::{foreign, written_by};
pub(crate) use changes::KeyChange;
pub(crate) use checked::Checked;
pub(crate) use seen::Seen;
pub(crate) use standing::{Row, Standing};
pub(crate) use view::{json, show, summary};

/// What a push would do, resource by resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The workspace's resources, in the order of dependence.
    pub(crate) items: Vec<Item>,
    /// What the backend has and the workspace lacks: a push leaves it alone.
    pub(crate) only_there: Vec<ResourceName>,
}

/// What a push would do with one resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// The resource.
    pub(crate) name: ResourceName,
    /// What the workspace says.
    pub(crate) here: Revision,
    /// The draft that is saved.
    pub(crate) there: Option<Revision>,
    /// Who saved it.
    pub(crate) writer: Option<Writer>,
    /// What would be done.
    pub(crate) change: Change,
}

/// What would be done with a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// There is none yet.
    Create(Vec<KeyChange>),
    /// It is replaced.
    Update(Vec<KeyChange>),
    /// It is what the workspace says.
    Unchanged,
}

impl Change {
    /// The word for it.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Create(_) => "create",
            Self::Update(_) => "update",
            Self::Unchanged => "unchanged",
        }
    }

    /// The keys that differ.
    pub(crate) fn keys(&self) -> &[KeyChange] {
        match self {
            Self::Create(keys) | Self::Update(keys) => keys,
            Self::Unchanged => &[],
        }
    }
}

impl Plan {
    /// The plan for the chosen resources, by the drafts that differ. A draft that is not among them is gone.
    pub(crate) fn new(
        workspace: &Workspace,
        standing: &Standing,
        chosen: Option<&BTreeSet<ResourceName>>,
        drafts: &BTreeMap<ResourceName, Draft>,
    ) -> Self {
        let mut plan = Self { items: Vec::new(), only_there: Vec::new() };
        for row in standing.chosen(chosen) {
            let Some((here, resource)) = row.here.zip(workspace.resource(&row.name)) else {
                plan.only_there.extend(row.draft.is_some().then(|| row.name.clone()));
                continue;
            };
            plan.items.push(item(row, here, &resource, drafts.get(&row.name)));
        }
        plan
    }

    /// Asks the backend for the drafts that differ, and for no others.
    pub(crate) fn fetch(
        context: &mut Context,
        target: &Target,
        workspace: &Workspace,
        standing: &Standing,
        chosen: Option<&BTreeSet<ResourceName>>,
    ) -> Result<Self> {
        let wanted: Vec<&ResourceName> = standing
            .chosen(chosen)
            .filter(|row| row.to_push() && row.draft.is_some())
            .map(|row| &row.name)
            .collect();
        let mut drafts = BTreeMap::new();
        if !wanted.is_empty() {
            drafts = context.call(async {
                let mut drafts = BTreeMap::new();
                for name in wanted {
                    if let Some(draft) = target.client.draft(name).await? {
                        drafts.insert(name.clone(), draft);
                    }
                }
                Ok(drafts)
            })?;
        }
        Ok(Self::new(workspace, standing, chosen, &drafts))
    }

    /// Whether there is something to push.
    pub(crate) fn differs(&self) -> bool {
        self.items.iter().any(|item| item.change != Change::Unchanged)
    }
}

fn item(row: &Row, here: Revision, resource: &Resource, draft: Option<&Draft>) -> Item {
    let mut item = Item {
        name: row.name.clone(),
        here,
        there: row.draft,
        writer: row.writer.clone(),
        change: Change::Unchanged,
    };
    if !row.to_push() {
        return item;
    }
    let after = resource.to_json();
    match draft {
        // Somebody else pushed the same since the manifest was read.
        Some(draft) if draft.revision == here => item.there = Some(here),
        Some(draft) => {
            item.there = Some(draft.revision);
            item.writer = Some(draft.writer.clone());
            item.change = Change::Update(changes::between(Some(&draft.resource), &after));
        }
        None => {
            item.there = None;
            item.writer = None;
            item.change = Change::Create(changes::between(None, &after));
        }
    }
    item
}

/// The backend of the environment in force, and how the workspace stands to it. One request.
pub(crate) fn look(context: &mut Context, workspace: &Workspace) -> Result<(Target, Standing)> {
    let target = context.target()?;
    let manifest = context.call(target.client.manifest())?;
    let own = &workspace.settings.workspace;
    if let Some(bound) = manifest.workspace.as_ref().filter(|bound| *bound != own) {
        let message = format!("the backend {} serves another workspace", target.client.describe());
        return Err(Error::new(Exit::Refused, message)
            .cause(format!("it serves `{bound}`; this workspace is `{own}`")));
    }
    let standing = Standing::of(workspace, manifest);
    Ok((target, standing))
}

/// What a command needs in order to speak to the same environment again: ` --env NAME` where that was typed.
pub(crate) fn env_flag(context: &Context) -> Result<String> {
    let chosen = context.chosen_env()?;
    Ok(chosen.typed().map_or_else(String::new, |env| format!(" --env {env}")))
}
