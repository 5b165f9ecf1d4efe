//! `campaignctl access-token revoke`.

use backend::access_tokens;
use serde_json::json;

use super::{failed, here};
use crate::config;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;

/// Revoke an access token: from now on it opens nothing
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Its name, or its id where several have the name
    token: String,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let embedded = here(context)?;
        let app = embedded.app();
        let tokens = context.wait(access_tokens::list(app))?.map_err(|error| failed(&error))?;
        let meant: Vec<_> =
            tokens.iter().filter(|row| row.id == self.token || row.name == self.token).collect();
        let row = match meant.as_slice() {
            [only] => *only,
            [] => {
                let names = tokens.iter().map(|row| row.name.as_str());
                return Err(Error::unknown("access token", &self.token, names));
            }
            _ => {
                return Err(Error::usage(format!("several access tokens have the name `{}`", self.token))
                    .hint("`campaignctl access-token list` shows their ids"));
            }
        };
        let actor = config::user_name();
        let revoked = access_tokens::revoke(app, &actor, &row.id);
        if !context.wait(revoked)?.map_err(|error| failed(&error))? {
            return Err(Error::failed("somebody else revoked it at the same time"));
        }
        if context.ui.json() {
            context.ui.document(&json!({ "revoked": row.id, "name": row.name }))?;
        } else {
            context.ui.say(&format!("revoked the access token {} ({})", row.name, row.role.as_str()));
        }
        Ok(Exit::Done)
    }
}
