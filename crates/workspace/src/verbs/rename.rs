//! Giving things another name, everywhere where they are named.

use model::{CampaignSlug, EnvName, FieldId, ResourceName, Segment, StepId};

use super::references::{self, Place, Referent};
use super::{ChangeError, Noun, VerbError, fields, place};
use crate::Edit;

/// Renames a field in the data model and in all campaigns. Gives the places that named it, by their old paths.
pub fn field(
    edit: &mut Edit,
    campaigns: &[CampaignSlug],
    from: &FieldId,
    to: &FieldId,
) -> Result<Vec<Place>, ChangeError> {
    let model = super::data_model(edit)?;
    fields::known_field(&model, from)?;
    free(from == to || !model.fields.contains_key(to), Noun::Field, to.as_str())?;
    let resources: Vec<ResourceName> = references::of_fields(campaigns).collect();
    let places = everywhere(edit, &resources, Referent::Field(from), Referent::Field(to))?;
    let country = Segment::Key("consent-country".to_owned());
    match places.iter().find(|place| place.path.segments().last() == Some(&country)) {
        Some(place) if to == "ask" => Err(VerbError::MeansAsking(Box::new(place.clone())).into()),
        _ => Ok(places),
    }
}

/// Renames a step of a campaign. Gives the places that named it, by their old paths.
pub fn step(
    edit: &mut Edit,
    campaign: &CampaignSlug,
    from: &StepId,
    to: &StepId,
) -> Result<Vec<Place>, ChangeError> {
    let resource = ResourceName::Campaign(campaign.clone());
    let funnel = super::campaign(edit, campaign)?;
    place::known_step(&funnel, from)?;
    free(from == to || !funnel.steps.contains_key(to), Noun::Step, to.as_str())?;
    everywhere(edit, &[resource], Referent::Step(from), Referent::Step(to))
}

/// Renames an environment in the settings and wherever something differs there. Gives the places that named it, by
/// their old paths.
pub fn environment(
    edit: &mut Edit,
    campaigns: &[CampaignSlug],
    from: &EnvName,
    to: &EnvName,
) -> Result<Vec<Place>, ChangeError> {
    let settings = edit.settings()?;
    super::environments::known(&settings, from)?;
    free(from == to || !settings.envs.contains_key(to), Noun::Environment, to.as_str())?;
    let resources: Vec<ResourceName> = references::of_environments(campaigns).collect();
    everywhere(edit, &resources, Referent::Environment(from), Referent::Environment(to))
}

fn free(free: bool, noun: Noun, name: &str) -> Result<(), VerbError> {
    if free { Ok(()) } else { Err(VerbError::Exists { noun, name: name.to_owned() }) }
}

/// Writes another name in all files that have the old one. A name that is referred to already, though there is nothing
/// of that name yet, is refused: what refers to it would mean something from now on, and renaming back would not undo it.
fn everywhere(
    edit: &mut Edit,
    resources: &[ResourceName],
    from: Referent<'_>,
    to: Referent<'_>,
) -> Result<Vec<Place>, ChangeError> {
    if from == to {
        return Ok(Vec::new());
    }
    let mut taken = Vec::new();
    let mut renamed = Vec::new();
    for resource in resources {
        if *resource != ResourceName::Workspace && edit.resource(resource)?.is_none() {
            continue;
        }
        taken.extend(references::places(edit, resource, to)?);
        renamed.extend(references::places(edit, resource, from)?);
    }
    if !taken.is_empty() {
        return Err(VerbError::ReferredTo { name: to.name().to_owned(), places: taken }.into());
    }
    for resource in resources {
        edit.rename_mentions(resource, |mention| references::instead(resource, mention, from, to.name()))?;
    }
    Ok(renamed)
}
