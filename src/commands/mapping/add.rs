//! `campaignctl mapping add`.

use model::{FieldId, Mapping, StepId, Transform};
use workspace::verbs::{VerbError, mappings};

use crate::commands::campaign_edit::CampaignEdit;
use crate::context::Context;
use crate::edit::{self, Done, verb_error};
use crate::error::Result;

/// Write captured information into fields
///
/// A mapping is written `FIELD=CAPTURE_FIELD`, such as `first_name=document.first_name`. A field that is mapped already gets
/// the new source.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The identity verification step
    step: StepId,
    /// The mappings
    #[arg(required = true, value_name = "FIELD=CAPTURE_FIELD", value_parser = mapping)]
    mappings: Vec<(FieldId, Mapping)>,
    /// What is done with each value on the way, in this order: trim, collapse-spaces, upper, lower, title-case
    #[arg(long, value_name = "TRANSFORMS", value_delimiter = ',')]
    transform: Vec<Transform>,
    #[command(flatten)]
    edit: CampaignEdit,
}

impl Args {
    pub(crate) fn run(mut self, context: &mut Context) -> Result {
        for (_, mapping) in &mut self.mappings {
            mapping.transform.clone_from(&self.transform);
        }
        self.edit.run(context, |context, edit, _, campaign| {
            let model = edit::data_model(context, edit)?;
            let told = mappings::add(campaign, &model, &self.step, &self.mappings);
            Ok(Done::default().and(&told.map_err(|error| verb_error(&error))?))
        })
    }
}

fn mapping(text: &str) -> Result<(FieldId, Mapping), VerbError> {
    mappings::parse(text)
}
