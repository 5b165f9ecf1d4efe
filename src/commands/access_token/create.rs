//! `campaignctl access-token create`.

use backend::access_tokens;
use backend::storage::Role;
use clap::builder::PossibleValuesParser;
use jiff::{SignedDuration, Timestamp};
use model::TimeSpan;
use secrecy::ExposeSecret;
use serde_json::json;

use super::{failed, here};
use crate::commands::text;
use crate::config;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;

/// Make an access token and print it, once
///
/// The backend keeps a hash of it only. A viewer reads; an editor pushes too; a publisher publishes too; an admin does all.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What it is for: the actor in the audit log
    #[arg(value_parser = text::line)]
    name: String,
    /// What it allows
    #[arg(long, value_parser = PossibleValuesParser::new(Role::ALL.map(Role::as_str)))]
    role: String,
    /// How long it counts, such as 90d [default: until it is revoked]
    #[arg(long, value_name = "TIME")]
    expires: Option<TimeSpan>,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let role = Role::from_name(&self.role).ok_or_else(|| Error::usage("there is no such role"))?;
        let expires_at = self.expires.map(later).transpose()?;
        let embedded = here(context)?;
        let actor = config::user_name();
        let made = access_tokens::create(embedded.app(), &actor, &self.name, role, expires_at);
        let made = context.wait(made)?.map_err(|error| failed(&error))?;
        if context.ui.json() {
            context.ui.document(&json!({
                "token": made.token.expose_secret(), "id": made.row.id, "name": made.row.name, "role": self.role,
                "expires_at": made.row.expires_at,
            }))?;
            return Ok(Exit::Done);
        }
        context.ui.line(made.token.expose_secret())?;
        context
            .ui
            .say(&format!("made the access token {} ({}); it is shown this once", self.name, self.role));
        Ok(Exit::Done)
    }
}

fn later(time: TimeSpan) -> Result<Timestamp> {
    Timestamp::now()
        .checked_add(SignedDuration::from_secs(i64::from(time.seconds())))
        .map_err(|_| Error::usage("--expires is too far away"))
}
