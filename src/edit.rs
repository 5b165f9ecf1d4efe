//! What every command that edits files does: take the lock, edit, show or write, and say what was done.

use model::{Campaign, CampaignSlug, DataModel, Resource, ResourceName};
use serde_json::json;
use workspace::verbs::{ChangeError, Noun, Place, Referrers, Told, VerbError};
use workspace::{Edit, EditError, FileChange, Root};

use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::schemas;

/// What an edit leaves to be told.
#[derive(Debug, Default)]
pub(crate) struct Done {
    /// What was done, a line each.
    pub(crate) lines: Vec<String>,
    /// What to do next.
    pub(crate) hints: Vec<String>,
}

impl Done {
    /// One line.
    pub(crate) fn line(text: impl Into<String>) -> Self {
        Self { lines: vec![text.into()], hints: Vec::new() }
    }

    /// More lines: what the verbs say they did.
    pub(crate) fn and(mut self, told: &[Told]) -> Self {
        self.lines.extend(told.iter().map(ToString::to_string));
        self
    }

    /// What a rename did, and the places that follow it.
    pub(crate) fn followed(line: impl Into<String>, places: &[Place]) -> Self {
        let mut done = Self::default();
        if !places.is_empty() {
            done.lines.push(line.into());
            done.lines.extend(places.iter().map(ToString::to_string));
        }
        done
    }

    /// Advice on what comes next.
    pub(crate) fn hint(mut self, text: impl Into<String>) -> Self {
        self.hints.push(text.into());
        self
    }
}

/// Edits the workspace's files: all of them or none. With `dry_run` the difference is shown and nothing is written.
pub(crate) fn edit(
    context: &mut Context,
    dry_run: bool,
    work: impl FnOnce(&mut Context, &mut Edit, &Root) -> Result<Done>,
) -> Result {
    let root = context.root()?;
    let mut edit = Edit::begin(&root).map_err(|error| edit_error(context, error))?;
    let done = work(context, &mut edit, &root)?;
    if dry_run {
        let changes = edit.preview().map_err(|error| edit_error(context, error))?;
        show(context, &changes, &done, true)?;
        return Ok(Exit::Done);
    }
    let changes = commit(context, &root, edit)?;
    show(context, &changes, &done, false)?;
    Ok(Exit::Done)
}

/// Writes what was edited, and the schemas that editors find by the files' first lines.
pub(crate) fn commit(context: &mut Context, root: &Root, edit: Edit) -> Result<Vec<FileChange>> {
    let changes = edit.commit().map_err(|error| edit_error(context, error))?;
    schemas::refresh(context, root);
    Ok(changes)
}

/// Tells what was done, or shows what would be.
pub(crate) fn show(context: &mut Context, changes: &[FileChange], done: &Done, dry_run: bool) -> Result<()> {
    let ui = &mut context.ui;
    if ui.json() {
        let files: Vec<_> = changes.iter().map(|change| change.path.as_str()).collect();
        let mut document = json!({ "changed": files, "told": done.lines, "dry_run": dry_run });
        if dry_run {
            document["diff"] =
                changes.iter().map(FileChange::unified_diff).collect::<Vec<_>>().concat().into();
        }
        return ui.document(&document);
    }
    if dry_run {
        for change in changes {
            ui.bytes(change.unified_diff().as_bytes())?;
        }
    }
    for line in &done.lines {
        ui.say(line);
    }
    if changes.is_empty() {
        ui.say("nothing to change");
    } else if dry_run {
        ui.say("dry run: nothing was written");
    } else {
        for hint in &done.hints {
            ui.hint(hint);
        }
    }
    Ok(())
}

/// Why an edit failed, as an error of a command.
pub(crate) fn edit_error(context: &Context, error: EditError) -> Error {
    match error {
        EditError::Unreadable { path, diagnostics, sources } => {
            let message = format!("{path} cannot be edited: it does not read; nothing was written");
            context.unreadable(message, diagnostics, &sources)
        }
        EditError::ChangedMeanwhile(_) | EditError::CutOff(_) => {
            Error::failed(error.to_string()).hint("run the command again")
        }
        EditError::Locked(_) => Error::failed(error.to_string())
            .hint("wait for the other command to end, then run this one again"),
        error => Error::failed(error.to_string()),
    }
}

/// Why a verb cannot be done, as wrong usage with what was probably meant.
pub(crate) fn verb_error(error: &VerbError) -> Error {
    let usage = Error::usage(error.to_string());
    let usage = error.places().iter().fold(usage, |usage, place| usage.cause(place.to_string()));
    match error {
        VerbError::Unknown { noun, nearest, .. } => {
            let usage = match nearest {
                Some(nearest) => usage.hint(format!("did you mean `{nearest}`?")),
                None => usage,
            };
            match noun {
                Noun::Field => usage.hint("`campaignctl field list` shows the fields, `field add` makes one"),
                Noun::Country => usage.hint("write the alpha-3 code, such as URY"),
                Noun::Document => usage.hint("documents are passport, id-card, driving-license, visa"),
                Noun::Step => usage.hint("`campaignctl funnel show` shows the steps"),
                _ => usage,
            }
        }
        VerbError::UnknownOutcome { nearest: Some(nearest), step, .. } => {
            usage.hint(format!("did you mean `{step}.{nearest}`?"))
        }
        VerbError::Used { .. } => {
            usage.hint("change it there first, or pass --cascade to remove that as well")
        }
        VerbError::Verifies { .. } => usage.hint(
            "take each step out first with `campaignctl funnel remove-step STEP -c CAMPAIGN`, or put another in its place; \
             --cascade leaves steps alone, since customers would go on unverified from there",
        ),
        VerbError::ReferredTo { .. } | VerbError::MeansAsking(_) => {
            usage.hint("choose another name, or change it there first")
        }
        VerbError::IsDefault(_) => usage.hint("`campaignctl env use NAME` makes another one the default"),
        VerbError::Taken { .. } => usage.hint("leave --no-splice out to put the step in between"),
        _ => usage,
    }
}

/// Why a change of what files refer to cannot be made.
pub(crate) fn change_error(context: &Context, error: ChangeError) -> Error {
    match error {
        ChangeError::Verb(error) => verb_error(&error),
        ChangeError::Edit(error) => edit_error(context, error),
    }
}

/// The names of all campaigns that have a file.
pub(crate) fn campaigns(root: &Root) -> Result<Vec<CampaignSlug>> {
    root.campaigns().map_err(|error| Error::failed("the campaigns cannot be listed").because(&error))
}

/// The files that may refer to what others have, for edits that follow a name.
pub(crate) fn referrers(root: &Root) -> Result<Referrers> {
    Referrers::of(root)
        .map_err(|error| Error::failed("the campaigns and tests cannot be listed").because(&error))
}

/// A resource that an edit changes.
pub(crate) fn resource(context: &Context, edit: &mut Edit, name: &ResourceName) -> Result<Option<Resource>> {
    edit.resource(name).map_err(|error| edit_error(context, error))
}

/// Puts a resource into the edit.
pub(crate) fn put(context: &Context, edit: &mut Edit, resource: &Resource) -> Result<()> {
    edit.put(resource).map_err(|error| edit_error(context, error))
}

/// The data model; an empty one where there is no file yet.
pub(crate) fn data_model(context: &Context, edit: &mut Edit) -> Result<DataModel> {
    match resource(context, edit, &ResourceName::DataModel)? {
        Some(Resource::DataModel(model)) => Ok(model),
        _ => Ok(DataModel::default()),
    }
}

/// The campaign that is meant: the one that was named, or the only one there is.
pub(crate) fn campaign_slug(root: &Root, named: Option<&str>) -> Result<CampaignSlug> {
    if let Some(slug) =
        named.and_then(|named| CampaignSlug::new(named).ok()).filter(|slug| root.has_campaign(slug))
    {
        return Ok(slug);
    }
    let campaigns = campaigns(root)?;
    let known = || campaigns.iter().map(CampaignSlug::as_str);
    match (named, campaigns.as_slice()) {
        (Some(named), _) => Err(Error::unknown("campaign", named, known())),
        (None, [only]) => Ok(only.clone()),
        (None, []) => {
            Err(Error::usage("there is no campaign yet").hint("`campaignctl campaign new SLUG` begins one"))
        }
        (None, _) => Err(Error::usage("there are several campaigns: say which one is meant")
            .hint(format!("pass -c with one of {}", known().collect::<Vec<_>>().join(", ")))),
    }
}

/// The campaign that is meant, with its name.
pub(crate) fn campaign(
    context: &Context,
    edit: &mut Edit,
    root: &Root,
    named: Option<&str>,
) -> Result<(CampaignSlug, Campaign)> {
    let slug = campaign_slug(root, named)?;
    match resource(context, edit, &ResourceName::Campaign(slug.clone()))? {
        Some(Resource::Campaign(slug, campaign)) => Ok((slug, campaign)),
        _ => Err(Error::failed(format!("the file of the campaign {slug} is gone"))),
    }
}
