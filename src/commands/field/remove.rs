//! `campaignctl field remove`.

use model::{FieldId, Resource, ResourceName};
use workspace::verbs::fields;

use super::usage;
use crate::commands::campaign_edit::refuse_env;
use crate::context::Context;
use crate::edit::{self, Done, edit_error, verb_error};
use crate::error::{Error, Result};

/// Remove a field that nothing uses
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The field
    name: FieldId,
    /// Show the difference, write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        refuse_env(context)?;
        edit::edit(context, self.dry_run, |context, edit, root| {
            let mut model = edit::data_model(context, edit)?;
            fields::known_field(&model, &self.name).map_err(|error| verb_error(&error))?;
            let mut campaigns = Vec::new();
            let slugs = root
                .campaigns()
                .map_err(|error| Error::failed("the campaigns cannot be listed").because(&error))?;
            for slug in slugs {
                if let Some(Resource::Campaign(slug, campaign)) =
                    edit::resource(context, edit, &ResourceName::Campaign(slug))?
                {
                    campaigns.push((slug, campaign));
                }
            }
            let base = usage::places(campaigns.iter().map(|(slug, campaign)| (slug, campaign)), &self.name);
            let settings = edit.settings().map_err(|error| edit_error(context, error))?;
            let used = usage::everywhere(context, root, &settings, base, &self.name)?;
            if !used.is_empty() {
                let error = Error::usage(format!("the field `{}` is used; nothing was changed", self.name));
                return Err(used.into_iter().fold(error, Error::cause).hint("remove it there first"));
            }
            model.fields.remove(&self.name);
            edit::put(context, edit, &Resource::DataModel(model))?;
            Ok(Done::line(format!("removed the field {}", self.name)))
        })
    }
}
