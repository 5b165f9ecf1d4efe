//! Before a command: an edit that was cut off is completed, and told.

use workspace::{Overtaken, Recovery, Root};

use crate::context::{Context, current_directory};
use crate::edit::edit_error;
use crate::error::{Error, Result};
use crate::ui::plain;

/// Completes what an edit of the workspace, if there is one here, has left half done: a killed process, a power cut.
pub(crate) fn recover(context: &mut Context) -> Result<()> {
    // Whether there has to be a workspace is the command's business.
    let root = current_directory().ok().and_then(|current| Root::discover(&current).ok());
    let Some(root) = root else { return Ok(()) };
    let recovery = root.recover().map_err(|error| {
        let mut error: Error = edit_error(context, error);
        error.message = format!("an edit was cut off and cannot be completed: {}", error.message);
        error
    })?;
    match recovery {
        None => {}
        Some(Recovery::Completed { files, overtaken }) => {
            let count = files.len();
            context.ui.say(&format!("an edit of {count} files had been cut off; it is complete now"));
            for file in &overtaken {
                tell(context, file);
            }
        }
        Some(Recovery::GivenUp { overtaken, kept }) => {
            context.ui.warn("an edit had been cut off before it wrote its first file, and was given up");
            for file in &overtaken {
                tell(context, file);
            }
            for kept in kept {
                context.ui.warn(&format!("what it would have written is kept in {kept}"));
            }
        }
        Some(Recovery::Unused { now, reason }) => {
            let reason = plain(&reason);
            context.ui.warn(&format!("the journal of an edit was not used: {reason}; it is {now} now"));
        }
    }
    Ok(())
}

/// Says where both versions of a file are.
fn tell(context: &mut Context, file: &Overtaken) {
    let path = &file.path;
    let text = match &file.kept {
        Some(kept) => {
            format!("{path} was changed since and stays as it is; what the edit made of it is kept in {kept}")
        }
        None => format!("{path} was to be removed, but was changed since and stays as it is"),
    };
    context.ui.warn(&text);
}
