//! The process's environment and the user's own settings: what a workspace must not decide.

use camino::Utf8PathBuf;
use etcetera::BaseStrategy;
use serde::Deserialize;
use url::Url;

use crate::error::{Error, Result};

/// The value of an environment variable, if it is set, not empty, and text.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The user's own settings: `campaignctl/config.toml` in the user's configuration directory, or `CAMPAIGNCTL_CONFIG`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct UserConfig {
    /// The backend that access tokens from flags and the environment may be sent to.
    pub(crate) backend: Option<Url>,
    /// A sandbox that runs elsewhere.
    pub(crate) sandbox_url: Option<Url>,
}

impl UserConfig {
    /// Reads the settings; a missing file is none.
    pub(crate) fn read() -> Result<Self> {
        let Some(path) = Self::path() else { return Ok(Self::default()) };
        let text = match fs_err::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(Error::failed("the user's settings cannot be read").because(&error)),
        };
        toml::from_str(&text).map_err(|error| {
            Error::usage(format!("the user's settings in {path} have an error")).cause(error.to_string())
        })
    }

    /// Where they are.
    pub(crate) fn path() -> Option<Utf8PathBuf> {
        if let Some(path) = variable("CAMPAIGNCTL_CONFIG") {
            return Some(Utf8PathBuf::from(path));
        }
        let strategy = etcetera::choose_base_strategy().ok()?;
        Utf8PathBuf::from_path_buf(strategy.config_dir().join("campaignctl").join("config.toml")).ok()
    }
}

/// The directory for the user's own data, where master keys of embedded backends are kept: `campaignctl` in the user's data
/// directory, or `CAMPAIGNCTL_DATA_HOME`.
pub(crate) fn data_directory() -> Result<Utf8PathBuf> {
    if let Some(path) = variable("CAMPAIGNCTL_DATA_HOME") {
        return Ok(Utf8PathBuf::from(path));
    }
    let strategy = etcetera::choose_base_strategy().map_err(|error| {
        Error::failed("there is no home directory").because(&error).hint("set CAMPAIGNCTL_DATA_HOME")
    })?;
    Utf8PathBuf::from_path_buf(strategy.data_dir().join("campaignctl"))
        .map_err(|path| Error::failed(format!("the path of the user's data is not text: {}", path.display())))
}

/// The name of the user of the operating system: the actor in an embedded backend's audit log.
pub(crate) fn user_name() -> String {
    variable("USER")
        .or_else(|| variable("LOGNAME"))
        .or_else(|| variable("USERNAME"))
        .unwrap_or_else(|| "local".to_owned())
}
