//! The backend inside this process, over `.campaignctl/data`, and where its master key is.

pub(crate) use backend::embedded::Embedded;
use backend::embedded::MasterKeyPlace;
use backend::open::{OpenError, Surroundings};
use camino::Utf8PathBuf;
use url::Url;
use workspace::Root;

use crate::config;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;

/// Opens the workspace's own backend for a command.
pub(crate) fn open(context: &mut Context, root: &Root, sandbox_url: Option<Url>) -> Result<Embedded> {
    let place = master_key(None)?;
    let surroundings = Surroundings { sandbox_url, ..Surroundings::default() };
    let opened = context.wait(Embedded::open(&root.data_dir(), &place, surroundings))?;
    opened.map_err(|error| open_error(&error))
}

/// Where the master key is: in the file that a flag or `CAMPAIGNCTL_MASTER_KEY_FILE` names, or among the user's own data.
pub(crate) fn master_key(file: Option<Utf8PathBuf>) -> Result<MasterKeyPlace> {
    let named = file.or_else(|| config::variable("CAMPAIGNCTL_MASTER_KEY_FILE").map(Utf8PathBuf::from));
    match named {
        Some(file) => Ok(MasterKeyPlace::File(file)),
        None => Ok(MasterKeyPlace::Directory(config::data_directory()?.join("master-keys"))),
    }
}

/// Why a backend cannot be opened, as an error of a command.
pub(crate) fn open_error(error: &OpenError) -> Error {
    let exit = match error {
        OpenError::InUse(_) | OpenError::Locked(_) => Exit::OutOfDate,
        _ => Exit::Failed,
    };
    let message = Error::new(exit, "the embedded backend cannot be opened").because(error);
    match error {
        OpenError::InUse(_) => message.hint("stop `campaignctl serve`, then run this command again"),
        OpenError::Locked(_) => message.hint("run this command again when the other one is done"),
        OpenError::MasterKeyMissing(_) | OpenError::WrongMasterKey(_) => message
            .hint("--master-key-file of `serve`, or CAMPAIGNCTL_MASTER_KEY_FILE, names the file that has the key")
            .hint("data that may go: remove .campaignctl/data, and the next command begins anew"),
        _ => message,
    }
}
