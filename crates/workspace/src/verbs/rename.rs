//! Giving things another name, everywhere where they are named.

use model::{CampaignSlug, EnvName, FieldId, ResourceName, Segment, StepId};

use super::references::{self, Place, Referent, Referrers};
use super::{ChangeError, Noun, VerbError, fields, place};
use crate::Edit;

/// Renames a field in the data model and in all that refers to it. Gives the places that named it, by their old paths.
pub fn field(
    edit: &mut Edit,
    referrers: &Referrers,
    from: &FieldId,
    to: &FieldId,
) -> Result<Vec<Place>, ChangeError> {
    let model = super::data_model(edit)?;
    fields::known_field(&model, from)?;
    free(from == to || !model.fields.contains_key(to), Noun::Field, to.as_str())?;
    let resources: Vec<ResourceName> =
        std::iter::once(ResourceName::DataModel).chain(referrers.of_fields()).collect();
    let places = everywhere(edit, &resources, Referent::Field(from), Referent::Field(to))?;
    let country = Segment::Key("consent-country".to_owned());
    match places.iter().find(|place| place.path.segments().last() == Some(&country)) {
        Some(place) if to == "ask" => Err(VerbError::MeansAsking(Box::new(place.clone())).into()),
        _ => Ok(places),
    }
}

/// Renames a step of a campaign, in its tests as well. Gives the places that named it, by their old paths.
pub fn step(
    edit: &mut Edit,
    referrers: &Referrers,
    campaign: &CampaignSlug,
    from: &StepId,
    to: &StepId,
) -> Result<Vec<Place>, ChangeError> {
    let resource = ResourceName::Campaign(campaign.clone());
    let funnel = super::campaign(edit, campaign)?;
    place::known_step(&funnel, from)?;
    free(from == to || !funnel.steps.contains_key(to), Noun::Step, to.as_str())?;
    let mut resources = vec![resource];
    resources.extend(referrers.tests_of(edit, campaign)?);
    everywhere(edit, &resources, Referent::Step(from), Referent::Step(to))
}

/// Renames an environment in the settings, wherever something differs there, and in the tests that are for it. Gives the
/// places that named it, by their old paths.
pub fn environment(
    edit: &mut Edit,
    referrers: &Referrers,
    from: &EnvName,
    to: &EnvName,
) -> Result<Vec<Place>, ChangeError> {
    let settings = edit.settings()?;
    super::environments::known(&settings, from)?;
    free(from == to || !settings.envs.contains_key(to), Noun::Environment, to.as_str())?;
    let resources: Vec<ResourceName> =
        std::iter::once(ResourceName::Workspace).chain(referrers.of_environments()).collect();
    everywhere(edit, &resources, Referent::Environment(from), Referent::Environment(to))
}

/// Gives a campaign's file the name of another slug, which must be free, and its tests that name. Gives the places that
/// named it, by their old paths.
pub fn campaign(
    edit: &mut Edit,
    referrers: &Referrers,
    from: &CampaignSlug,
    to: &CampaignSlug,
) -> Result<Vec<Place>, ChangeError> {
    if from == to {
        return Ok(Vec::new());
    }
    super::campaigns::known(&referrers.campaigns, from)?;
    super::campaigns::free(&referrers.campaigns, to)?;
    let tests: Vec<ResourceName> = referrers.tests.iter().cloned().map(ResourceName::Test).collect();
    let places = everywhere(edit, &tests, Referent::Campaign(from), Referent::Campaign(to))?;
    let (from, to) = (ResourceName::Campaign(from.clone()), ResourceName::Campaign(to.clone()));
    edit.copy_file(&from, &to)?;
    edit.remove_file(&from)?;
    Ok(places)
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
        if !edit.is_there(resource)? {
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
