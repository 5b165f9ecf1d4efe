//! A step's own text in the user's editor, or what differs of it in one environment. It lands once it reads and breaks no rule
//! that held before.

use std::collections::BTreeSet;

use model::{CampaignSlug, Diagnostic, EnvName, KeyPath, Level, Resource, ResourceName, Step};
use workspace::{Edit, EditError, Loaded, Root, StepDraft, StepText};

use super::{Args, Found, notes};
use crate::commands::text;
use crate::context::Context;
use crate::edit::{self, Done, edit_error};
use crate::editor::{EditedFile, Editor};
use crate::error::{Error, Result};
use crate::exit::Exit;

/// The longest text that is taken up again, in bytes.
const MAX_KEPT: u64 = 1024 * 1024;

/// A step, taken out of its campaign's file.
struct Taken {
    slug: CampaignSlug,
    /// The environment for which alone the text counts.
    env: Option<EnvName>,
    /// As it is in that environment, or in all.
    step: Step,
    text: StepText,
}

/// What may be wrong with a text that came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bar {
    /// Nothing that would be new in the file.
    Rules,
    /// What cannot be read. A draft may be unfinished.
    Reading,
}

/// Lets the user edit the step's text, again if they want, until it can be written.
///
/// Nothing is locked while the editor is open, and the file is not touched before the end. A text that does not land is kept.
pub(super) fn run(args: &Args, context: &mut Context) -> Result {
    let editor = Editor::of_user()?;
    let taken = take(args, context)?;
    let file = EditedFile::new(&format!("{}.toml", args.step), &begin(args, &taken)?)?;
    let mut bar = Bar::Rules;
    loop {
        let edited = match file.edit(&editor, context) {
            Ok(text) => text,
            Err(error) => return Err(kept_if_changed(args, &taken, error, file)),
        };
        let draft = taken.text.draft(file.path(), &edited);
        if draft.own().is_empty() && taken.env.is_none() {
            let flag = args.edit.flag();
            return Err(Error::failed("the text came back empty; nothing was changed")
                .hint(format!("`campaignctl funnel remove-step {}{flag}` removes the step", args.step)));
        }
        let landed = land(args, context, &taken, &draft, bar);
        let error = match landed {
            Ok(exit) => return Ok(exit),
            Err(Refused { error, may_land }) => {
                if error.exit != Exit::Invalid || !context.ui.can_ask() || context.ui.json() {
                    return Err(kept(args, &taken, error, file));
                }
                context.ui.error(&error);
                match what_now(context, may_land) {
                    Ok(Next::Again) => continue,
                    Ok(Next::Save) => bar = Bar::Reading,
                    Ok(Next::End) => {
                        return Err(kept(args, &taken, Error::new(Exit::Invalid, "not saved"), file));
                    }
                    Err(error) => return Err(kept(args, &taken, error, file)),
                }
                land(args, context, &taken, &draft, bar)
            }
        };
        return error.map_err(|Refused { error, .. }| kept(args, &taken, error, file));
    }
}

/// The step as its file has it now.
fn take(args: &Args, context: &Context) -> Result<Taken> {
    let root = context.root()?;
    let mut edit = Edit::begin(&root).map_err(|error| edit_error(context, error))?;
    let Found { slug, env, step, .. } = args.find(context, &mut edit, &root)?;
    let text = edit.step_text(&slug, &args.step, env.as_ref()).map_err(|error| edit_error(context, error))?;
    match text {
        Some(text) => Ok(Taken { slug, env, step, text }),
        None => {
            Err(Error::failed(format!("the text of the step {} cannot be told from the rest", args.step))
                .hint("`campaignctl fmt` gives every step lines of its own"))
        }
    }
}

/// The text that the editor begins with.
fn begin(args: &Args, taken: &Taken) -> Result<String> {
    let mut notes = match &taken.env {
        None => notes::about(&taken.slug, &args.step, &taken.step),
        Some(env) => {
            notes::about_one(&taken.slug, &args.step, &taken.step, env, &taken.text.settings_everywhere())
        }
    };
    let Some(file) = &args.editor_file else { return Ok(taken.text.with_notes(&notes)) };
    let kept = text::read(file, MAX_KEPT)
        .map_err(|why| Error::usage(format!("the text cannot be read from {file}")).cause(why))?;
    notes.extend(notes::today(taken.text.own()));
    Ok(taken.text.draft(file, &kept).with_notes(&notes))
}

/// A text that does not land.
struct Refused {
    error: Error,
    /// Whether it could all the same: it reads.
    may_land: bool,
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self { error, may_land: false }
    }
}

/// Puts the edited text into the campaign's file.
fn land(
    args: &Args,
    context: &mut Context,
    taken: &Taken,
    draft: &StepDraft,
    bar: Bar,
) -> Result<Exit, Refused> {
    let mut may_land = false;
    let landed = edit::edit(context, args.edit.dry_run, |context, edit, root| {
        let name = ResourceName::Campaign(taken.slug.clone());
        let has_comments = edit.put_step_text(&taken.text, draft).map_err(|error| not_put(context, error))?;
        if edit.preview().map_err(|error| edit_error(context, error))?.is_empty() {
            return Ok(Done::default());
        }
        if bar == Bar::Rules {
            let broken = newly_broken(context, edit, root, draft, &name)?;
            if !broken.is_empty() {
                may_land = !broken.iter().any(Diagnostic::blocks_push);
                let (findings, sources) = draft.findings(&broken);
                let message = "the step has errors that it did not have before; nothing was written";
                return Err(context.unreadable(message, findings, &sources));
            }
        }
        let campaign = match &taken.env {
            None => match edit::resource(context, edit, &name)? {
                Some(Resource::Campaign(_, campaign)) => Some(campaign),
                _ => None,
            },
            Some(env) => edit
                .load(Some(env))
                .workspace
                .and_then(|mut workspace| workspace.campaigns.remove(&taken.slug)),
        };
        let after = campaign.and_then(|mut campaign| campaign.steps.remove(&args.step));
        if !has_comments {
            context.ui.warn(
                "the comments were not taken over: the step has no lines of its own in the file; `campaignctl fmt` gives \
                 it some",
            );
        }
        let after = after.unwrap_or_else(|| taken.step.clone());
        let what = changed(&taken.step, &after)?;
        let alone = taken.env.as_ref().map(|env| format!(" for {env} alone")).unwrap_or_default();
        let done = Done::line(format!("changed {what} of the step {} in {}{alone}", args.step, taken.slug));
        Ok(args.with_hints(done, &taken.step, &after))
    });
    landed.map_err(|error| Refused { error, may_land })
}

fn not_put(context: &Context, error: EditError) -> Error {
    match error {
        EditError::Unreadable { diagnostics, sources, .. } => {
            context.unreadable("the step does not read; nothing was written", diagnostics, &sources)
        }
        // The hint of what to do is that of the text that is kept.
        error @ EditError::ChangedMeanwhile(_) => Error::failed(error.to_string()),
        error => edit_error(context, error),
    }
}

/// The errors that rules find in the step, or that would keep the campaign from being pushed, and that were not there before.
fn newly_broken(
    context: &Context,
    edit: &Edit,
    root: &Root,
    draft: &StepDraft,
    name: &ResourceName,
) -> Result<Vec<Diagnostic>> {
    let chosen = context.chosen_env()?;
    let words = |finding: &Diagnostic| (finding.code.clone(), finding.path.clone(), finding.message.clone());
    let before: BTreeSet<(String, KeyPath, String)> =
        errors(&root.load(chosen.name()), name).iter().map(words).collect();
    let mut after = errors(&edit.load(chosen.name()), name);
    after.retain(|finding| draft.is_about_step(finding) || finding.blocks_push());
    after.retain(|finding| !before.contains(&words(finding)));
    Ok(after)
}

fn errors(loaded: &Loaded, name: &ResourceName) -> Vec<Diagnostic> {
    let mut found = loaded.diagnostics.clone();
    if let Some(workspace) = &loaded.workspace {
        found.extend(check::check_partial(workspace, &loaded.incomplete));
    }
    found.retain(|finding| finding.level == Level::Error && finding.resource == *name);
    found
}

/// The keys that differ, in words.
fn changed(before: &Step, after: &Step) -> Result<String> {
    let (before, after) = (serde_json::to_value(before)?, serde_json::to_value(after)?);
    let keys = |json: &serde_json::Value| -> BTreeSet<String> {
        json.as_object().into_iter().flat_map(|members| members.keys().cloned()).collect()
    };
    let all: BTreeSet<String> = keys(&before).union(&keys(&after)).cloned().collect();
    let changed: Vec<String> = all.into_iter().filter(|key| before.get(key) != after.get(key)).collect();
    Ok(if changed.is_empty() { "the text".to_owned() } else { changed.join(", ") })
}

/// What to do with a text that has errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Again,
    Save,
    End,
}

fn what_now(context: &mut Context, may_land: bool) -> Result<Next> {
    context.hear_interrupts()?;
    let mut choices = vec![("Edit it again", Next::Again)];
    if may_land {
        choices.push(("Save it with these errors: a draft may be unfinished", Next::Save));
    }
    choices.push(("End, and keep the text in a file", Next::End));
    let labels: Vec<String> = choices.iter().map(|(label, _)| (*label).to_owned()).collect();
    let chosen = context.ui.choose("What now", "--editor-file FILE", &labels)?;
    Ok(choices.get(chosen).map_or(Next::End, |(_, next)| *next))
}

/// An error that says where the text is that it was about.
fn kept(args: &Args, taken: &Taken, error: Error, file: EditedFile) -> Error {
    let file = file.keep();
    goes_on(args, taken, error, &file)
}

fn kept_if_changed(args: &Args, taken: &Taken, error: Error, file: EditedFile) -> Error {
    match file.keep_changed() {
        Some(file) => goes_on(args, taken, error, &file),
        None => error,
    }
}

fn goes_on(args: &Args, taken: &Taken, error: Error, file: &camino::Utf8Path) -> Error {
    let (step, flag) = (&args.step, args.edit.flag());
    let env = taken.env.as_ref().map(|env| format!(" --env {env}")).unwrap_or_default();
    error.hint(format!("the edited text is in {file}")).hint(format!(
        "`campaignctl funnel edit-step {step} --editor-file {file}{flag}{env}` goes on with it"
    ))
}
