//! The file that says where a served backend sends webhooks.

use std::collections::BTreeMap;

use backend::endpoints::{Endpoint, Endpoints};
use camino::Utf8Path;
use secrecy::SecretString;
use serde::Deserialize;

use crate::error::{Error, Result};

/// One endpoint.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Written {
    url: url::Url,
    /// A file with the secret that signs, from the directory of this one.
    #[serde(default)]
    secret_file: Option<String>,
}

/// Reads the endpoints: `[NAME]` with `url = "https://…"` and, where what is sent is to be signed, `secret-file = "…"`.
pub(crate) fn read(file: &Utf8Path) -> Result<Endpoints> {
    let hint =
        "it is TOML: [scoring], url = \"https://scoring.example.com/v1\", secret-file = \"scoring.secret\"";
    let text = fs_err::read_to_string(file)
        .map_err(|error| Error::usage("the endpoints cannot be read").because(&error).hint(hint))?;
    let written: BTreeMap<String, Written> = toml::from_str(&text).map_err(|error| {
        Error::usage(format!("{file} does not say where webhooks are sent"))
            .cause(error.message().to_owned())
            .hint(hint)
    })?;
    let beside = file.parent().unwrap_or(Utf8Path::new(""));
    written.into_iter().map(|(name, written)| endpoint(beside, name, written)).collect()
}

fn endpoint(beside: &Utf8Path, name: String, written: Written) -> Result<(String, Endpoint)> {
    let secret = written.secret_file.map(|file| {
        let text = fs_err::read_to_string(beside.join(file)).map_err(|error| {
            Error::usage(format!("the secret of the endpoint `{name}` cannot be read")).because(&error)
        })?;
        let secret = text.trim();
        if secret.is_empty() {
            return Err(Error::usage(format!("the secret of the endpoint `{name}` is empty")));
        }
        Ok(SecretString::from(secret))
    });
    let endpoint = Endpoint::new(written.url, secret.transpose()?)
        .map_err(|error| Error::usage(format!("the endpoint `{name}` cannot be used")).because(&error))?;
    Ok((name, endpoint))
}
