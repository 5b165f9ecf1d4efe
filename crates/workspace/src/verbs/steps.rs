//! Removing steps, with what refers to them.

use model::{CampaignSlug, Resource, ResourceName, Segment, StepId};

use super::references::{self, Place, Referent, Referrers};
use super::{ChangeError, Noun, Told, VerbError, cascade, cascade_tests, place};
use crate::Edit;

/// What becomes of what refers to a step that goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Removal {
    /// Whether what led to it leads on to where its main outcome led.
    pub heal: bool,
    /// Whether what refers to it and cannot lead on is removed. Without it, that is a reason to refuse.
    pub cascade: bool,
}

/// Removes a step of a campaign.
///
/// Healed, the connections to a step that leads nowhere yet are taken back as if it had never been put there. The way to
/// an end cannot be healed: connections to it are references that keep it. Conditions that ask how a step ended are
/// references in any case, and so are the campaign's tests that name it.
pub fn remove(
    edit: &mut Edit,
    referrers: &Referrers,
    slug: &CampaignSlug,
    id: &StepId,
    removal: Removal,
) -> Result<Vec<Told>, ChangeError> {
    let name = ResourceName::Campaign(slug.clone());
    let mut campaign = super::campaign(edit, slug)?;
    let step = place::known_step(&campaign, id)?;
    let uses: Vec<Place> = references::places(edit, &name, Referent::Step(id))?
        .into_iter()
        .filter(|place| !belongs_to(place, id))
        .collect();
    let heals = removal.heal && (place::onward(&campaign, id).is_some() || !step.is_end());
    let in_the_way = uses.iter().filter(|place| match kind_of(place) {
        Use::Condition => true,
        Use::Connection => !heals,
        // A funnel without steps needs no entry.
        Use::Entry => !heals && campaign.steps.len() > 1,
    });
    let mut in_the_way: Vec<Place> = in_the_way.cloned().collect();
    let mut tests = referrers.tests_of(edit, slug)?;
    let mut in_tests = Vec::new();
    for test in &tests {
        in_tests.extend(references::places(edit, test, Referent::Step(id))?);
    }
    tests.retain(|test| in_tests.iter().any(|place| place.resource == *test));
    in_the_way.extend(in_tests);
    if !removal.cascade && !in_the_way.is_empty() {
        return Err(VerbError::Used { noun: Noun::Step, name: id.to_string(), places: in_the_way }.into());
    }
    let mut told = Vec::new();
    if uses.iter().any(|place| kind_of(place) == Use::Condition) {
        edit.reword(&name, |file| told.extend(cascade::outcomes_of(&name, file, id)))?;
        campaign = super::campaign(edit, slug)?;
    }
    told.extend(place::remove_step(&mut campaign, id, removal.heal)?);
    edit.put(&Resource::Campaign(slug.clone(), campaign))?;
    for test in tests {
        edit.reword(&test, |file| told.extend(cascade_tests::step(&test, file, id)))?;
    }
    Ok(told)
}

/// How a step is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Entry,
    Connection,
    Condition,
}

fn kind_of(place: &Place) -> Use {
    match place.path.segments() {
        [Segment::Key(key)] if key == "entry" => Use::Entry,
        // Of what names a step, conditions alone stand in an array.
        path if path.iter().any(|segment| matches!(segment, Segment::Index(_))) => Use::Condition,
        _ => Use::Connection,
    }
}

/// Whether a place is the step itself, or in it: it goes along.
fn belongs_to(place: &Place, id: &StepId) -> bool {
    let is = |segment: &Segment, wanted: &str| matches!(segment, Segment::Key(key) if key == wanted);
    match place.path.segments() {
        [env, _, step, step_id, ..] if is(env, "env") && is(step, "step") => is(step_id, id.as_str()),
        [step, step_id, ..] if is(step, "step") => is(step_id, id.as_str()),
        _ => false,
    }
}
