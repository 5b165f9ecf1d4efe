//! The user's editor on a text, in a private file outside of the workspace.

use std::io::Write;
use std::process::ExitStatus;

use camino::{Utf8Path, Utf8PathBuf};
use tempfile::TempDir;

use crate::commands::text;
use crate::config;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;

/// The longest text that is read back, in bytes.
const MAX_TEXT: u64 = 1024 * 1024;

/// What a shell ends with when what it ran was interrupted.
const INTERRUPTED: i32 = 130;

/// The editor, as the user's environment names it: a command, with arguments where they are needed.
#[derive(Debug)]
pub(crate) struct Editor {
    command: String,
}

/// A text that is edited, in a file that nobody else can read. It is removed when this is dropped.
#[derive(Debug)]
pub(crate) struct EditedFile {
    dir: TempDir,
    path: Utf8PathBuf,
    given: String,
}

impl Editor {
    /// The editor of `VISUAL`, or of `EDITOR`. No file of a workspace names one: it would run what somebody else wrote.
    pub(crate) fn of_user() -> Result<Self> {
        match ["VISUAL", "EDITOR"].into_iter().find_map(config::variable) {
            Some(command) => Ok(Self { command }),
            None => Err(Error::usage("there is no editor: neither VISUAL nor EDITOR is set")
                .hint("set one, such as `EDITOR=nano` or `VISUAL='code --wait'`")),
        }
    }

    /// The program on a file. As everywhere, the command is one of a shell. An interrupt is the editor's, not the shell's.
    #[cfg(unix)]
    fn program(&self, file: &Utf8Path) -> tokio::process::Command {
        let mut program = tokio::process::Command::new("sh");
        program.arg("-c").arg(format!("trap : INT; {} \"$@\"", self.command)).arg(&self.command).arg(file);
        program
    }

    /// The program on a file: its name and its arguments are parted by spaces.
    #[cfg(not(unix))]
    fn program(&self, file: &Utf8Path) -> tokio::process::Command {
        let mut words = self.command.split_whitespace();
        let mut program = tokio::process::Command::new(words.next().unwrap_or_default());
        program.args(words).arg(file);
        program
    }
}

impl EditedFile {
    /// A text in a new file.
    pub(crate) fn new(name: &str, text: &str) -> Result<Self> {
        let failed = |error: std::io::Error| {
            Error::failed("the text to edit cannot be put into a temporary file").because(&error)
        };
        let parent = std::path::absolute(std::env::temp_dir()).map_err(failed)?;
        let dir = tempfile::Builder::new().prefix("campaignctl-").tempdir_in(parent).map_err(failed)?;
        let path = Utf8PathBuf::from_path_buf(dir.path().join(name))
            .map_err(|path| Error::failed(format!("the path {} is not text", path.display())))?;
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path).map_err(failed)?;
        file.write_all(text.as_bytes()).map_err(failed)?;
        Ok(Self { dir, path, given: text.to_owned() })
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Utf8Path {
        &self.path
    }

    /// Lets the user edit it, and gives what the text is then. An interrupt is the editor's.
    pub(crate) fn edit(&self, editor: &Editor, context: &mut Context) -> Result<String> {
        let mut program = editor.program(&self.path);
        let ended = context.wait(async {
            let mut child = program.spawn()?;
            loop {
                tokio::select! {
                    ended = child.wait() => return ended,
                    _ = tokio::signal::ctrl_c() => {}
                }
            }
        })?;
        let ended = ended.map_err(|error| Error::failed("the editor cannot be started").because(&error))?;
        if !ended.success() {
            return Err(failed(&editor.command, ended));
        }
        self.text()
    }

    /// Keeps the file, if its text is another one than it was given; tells where it is then.
    pub(crate) fn keep_changed(self) -> Option<Utf8PathBuf> {
        let is_changed = self.text().is_ok_and(|text| text != self.given) || self.is_unreadable();
        is_changed.then(|| self.keep())
    }

    /// Keeps the file; tells where it is.
    pub(crate) fn keep(self) -> Utf8PathBuf {
        let _ = self.dir.keep();
        self.path
    }

    fn text(&self) -> Result<String> {
        let unreadable = |why: String| Error::failed("the edited text cannot be read back").cause(why);
        // An editor may have put anything there; a pipe would be waited for.
        match self.path.metadata() {
            Ok(there) if there.is_file() => text::read(&self.path, MAX_TEXT).map_err(unreadable),
            Ok(_) => Err(unreadable("it is no regular file any more".to_owned())),
            Err(error) => Err(unreadable(error.to_string())),
        }
    }

    fn is_unreadable(&self) -> bool {
        self.path.metadata().is_ok_and(|there| there.is_file()) && self.text().is_err()
    }
}

fn failed(command: &str, ended: ExitStatus) -> Error {
    if is_interrupt(ended) {
        return Error::new(Exit::Interrupted, "interrupted; nothing was changed");
    }
    let command = crate::ui::plain(command);
    Error::failed(format!("the editor `{command}` ended with an error; nothing was changed"))
        .cause(ended.to_string())
}

#[cfg(unix)]
fn is_interrupt(ended: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    // 2 is SIGINT.
    ended.code() == Some(INTERRUPTED) || ended.signal() == Some(2)
}

#[cfg(not(unix))]
fn is_interrupt(ended: ExitStatus) -> bool {
    ended.code() == Some(INTERRUPTED)
}
