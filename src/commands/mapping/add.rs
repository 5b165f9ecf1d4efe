//! `campaignctl mapping add`.

use std::collections::{BTreeMap, BTreeSet};

use model::transform::TransformError;
use model::{FieldId, Mapping, StepId, Transform};
use workspace::verbs::{Told, VerbError, mappings};

use crate::commands::campaign_edit::CampaignEdit;
use crate::context::Context;
use crate::edit::{self, Done, verb_error};
use crate::error::{Error, Result};

/// Write captured information into fields
///
/// A mapping is written `FIELD=CAPTURE_FIELD`, such as `first_name=document.first_name`. With commas between them, several
/// capture fields are a list, of which the transform `join` makes one text: `full_name=document.first_name,document.last_name
/// --transform 'join: '`. A field that is mapped already gets the new sources and the new transforms.
///
/// Transforms are named with what they need: `truncate:100`, `replace:A:B`, `date:%d.%m.%Y`. In a text, `\:` is a colon and `\\`
/// a backslash. Commas stand between several; one that stands in a text divides only where a transform's name follows, and
/// `\,` is always a comma.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The identity verification step
    step: StepId,
    /// The mappings
    #[arg(required = true, value_name = "FIELD=CAPTURE_FIELD[,…]", value_parser = mapping)]
    mappings: Vec<(FieldId, Mapping)>,
    /// What is done with each value on the way, in this order (can be repeated)
    #[arg(long, value_name = "TRANSFORMS", value_parser = transforms)]
    transform: Vec<Transforms>,
    #[command(flatten)]
    edit: CampaignEdit,
}

impl Args {
    pub(crate) fn run(mut self, context: &mut Context) -> Result {
        let transform: Vec<Transform> =
            std::mem::take(&mut self.transform).into_iter().flat_map(|Transforms(some)| some).collect();
        let mut named = BTreeSet::new();
        for (field, mapping) in &mut self.mappings {
            if !named.insert(&*field) {
                return Err(Error::usage(format!("the field `{field}` is mapped twice")));
            }
            mapping.transform.clone_from(&transform);
        }
        self.edit.run(context, |context, edit, _, campaign| {
            let model = edit::data_model(context, edit)?;
            let before = campaign.steps.get(&self.step).and_then(|step| step.verification());
            let before = before.map(|settings| settings.map.clone()).unwrap_or_default();
            let told = mappings::add(campaign, &model, &self.step, &self.mappings);
            let told = told.map_err(|error| verb_error(&error))?;
            let lines = told.iter().map(|told| line(told, &before, &transform)).collect();
            Ok(Done { lines, ..Done::default() })
        })
    }
}

/// The transforms of one argument.
#[derive(Debug, Clone)]
struct Transforms(Vec<Transform>);

fn transforms(text: &str) -> Result<Transforms, TransformError> {
    model::transform::listed(text).map(Transforms)
}

/// What was done, and what became of the transforms: those of a mapping that was there are lost without a word else.
fn line(told: &Told, before: &BTreeMap<FieldId, Mapping>, transform: &[Transform]) -> String {
    let Told::Mapped { field, from, was } = told else { return told.to_string() };
    let before: &[Transform] = before.get(field).map_or(&[], |mapping| &mapping.transform);
    let source = if was.as_ref() == Some(from) { format!("{field} <- {from}") } else { told.to_string() };
    if before == transform {
        return source;
    }
    let was = if before.is_empty() { String::new() } else { format!(" (was {})", words(before)) };
    format!("{source}, transform {}{was}", words(transform))
}

fn mapping(text: &str) -> Result<(FieldId, Mapping), VerbError> {
    mappings::parse(text)
}

fn words(transforms: &[Transform]) -> String {
    if transforms.is_empty() {
        return "none".to_owned();
    }
    transforms.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
