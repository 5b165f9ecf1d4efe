//! A step's settings asked on the terminal, with today's values as defaults.

use workspace::{Edit, FileChange};

use super::{Args, Found};
use crate::commands::funnel::changes::Changes;
use crate::commands::funnel::kinds::{self, Questions};
use crate::context::Context;
use crate::edit::{self, edit_error};
use crate::error::{Error, Result};
use crate::exit::Exit;

/// Asks for everything, shows what that changes, and writes it once that is wanted.
///
/// Nothing is locked while a person thinks: whoever saves the file in between is told of, and nothing is written.
pub(super) fn run(args: &Args, context: &mut Context) -> Result {
    context.hear_interrupts()?;
    let changes = ask(args, context)?;
    if args.edit.dry_run || changes.is_empty() {
        return edit::edit(context, args.edit.dry_run, |context, edit, root| {
            args.change(context, edit, root, |_, _| Ok(changes))
        });
    }
    let seen = show(args, context, &changes)?;
    if !seen.is_empty() && !context.ui.says_yes() && !context.ui.ask_whether("Save this?", "--yes", true)? {
        return Err(Error::new(Exit::Failed, "not saved; nothing was changed"));
    }
    edit::edit(context, false, |context, edit, root| {
        let done = args.change(context, edit, root, |_, _| Ok(changes))?;
        if edit.preview().map_err(|error| edit_error(context, error))? != seen {
            return Err(Error::failed(
                "the files were changed by somebody else at the same time; nothing was written",
            )
            .hint("run the command again: it asks with what is there now"));
        }
        Ok(done)
    })
}

fn ask(args: &Args, context: &mut Context) -> Result<Changes> {
    let root = context.root()?;
    let found = {
        let mut edit = Edit::begin(&root).map_err(|error| edit_error(context, error))?;
        args.find(context, &mut edit, &root)?
    };
    let Found { slug, env, step, data_model, .. } = &found;
    let alone = env.as_ref().map(|env| format!(", for {env} alone")).unwrap_or_default();
    context.ui.say(&format!("The step {} of {slug}, of kind {}{alone}", args.step, step.settings.kind()));
    context.ui.say("An empty answer keeps what stands in brackets; `-` takes a setting back to its default.");
    let mut questions = Questions::about(step, data_model, &mut context.ui)?;
    kinds::ask(&mut questions, step)?;
    Ok(questions.changes())
}

/// Shows what changes would do to the files.
fn show(args: &Args, context: &mut Context, changes: &Changes) -> Result<Vec<FileChange>> {
    let root = context.root()?;
    let mut edit = Edit::begin(&root).map_err(|error| edit_error(context, error))?;
    args.change(context, &mut edit, &root, |_, _| Ok(changes.clone()))?;
    let files = edit.preview().map_err(|error| edit_error(context, error))?;
    for file in &files {
        context.ui.report(&crate::ui::plain(&file.unified_diff()));
    }
    Ok(files)
}
