//! Placing, connecting and removing steps.

use model::{Campaign, Outcome, Step, StepId};

use super::{Divided, Noun, Told, VerbError, Way};

/// Where a new step goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// Ways that lead to it from now on.
    pub after: Vec<Way>,
    /// The step that it leads to by its main outcome. Alone, it moves every connection into that step to the new one.
    pub before: Option<StepId>,
    /// Whether a way that leads somewhere already is taken over: the new step's main outcome leads there then.
    /// Without it, such a way is refused.
    pub splice: bool,
}

impl Default for Placement {
    fn default() -> Self {
        Self { after: Vec::new(), before: None, splice: true }
    }
}

/// Adds a step and connects it.
pub fn add_step(
    campaign: &mut Campaign,
    id: &StepId,
    step: Step,
    placement: &Placement,
) -> Result<Vec<Told>, VerbError> {
    if campaign.steps.contains_key(id) {
        return Err(VerbError::Exists { noun: Noun::Step, name: id.to_string() });
    }
    let mut after: Vec<(StepId, Outcome)> = Vec::new();
    for way in &placement.after {
        let way = resolve(campaign, way)?;
        if !after.contains(&way) {
            after.push(way);
        }
    }
    if let Some(before) = &placement.before {
        known_step(campaign, before)?;
        if step.main_outcome().is_none() {
            return Err(VerbError::NoWayOut(id.clone()));
        }
    }
    let mut taken: Option<(Way, StepId)> = None;
    for (from, outcome) in &after {
        let Some(to) = campaign.steps[from].on.get(outcome).cloned() else { continue };
        let way = Way::new(from.clone(), outcome.clone());
        if !placement.splice {
            return Err(VerbError::Taken { way, to });
        }
        match taken {
            Some((first, first_to)) if first_to != to && placement.before.is_none() && !step.is_end() => {
                let divided = Divided { first: (first, first_to), second: (way, to) };
                return Err(VerbError::Divided(Box::new(divided)));
            }
            Some(_) => {}
            None => taken = Some((way, to)),
        }
    }

    let mut told = Vec::new();
    let first_step = campaign.steps.is_empty();
    let onward = placement.before.clone().or(taken.map(|(_, to)| to));
    let into_before = match &placement.before {
        Some(before) if after.is_empty() => ways_into(campaign, before),
        _ => Vec::new(),
    };
    campaign.steps.insert(id.clone(), step);
    for (from, outcome) in after.into_iter().chain(into_before) {
        told.extend(lead(campaign, &from, &outcome, id));
    }
    let step = &campaign.steps[id];
    if let (Some(onward), Some(main)) = (onward, step.main_outcome())
        && !step.on.contains_key(&main)
    {
        told.extend(lead(campaign, id, &main, &onward));
    }
    let moves_entry =
        placement.after.is_empty() && placement.before.is_some() && placement.before == campaign.entry;
    if first_step || moves_entry {
        told.extend(begin_at(campaign, Some(id.clone())));
    }
    Ok(told)
}

/// Makes a way lead to a step.
pub fn connect(campaign: &mut Campaign, way: &Way, to: &StepId) -> Result<Vec<Told>, VerbError> {
    let (from, outcome) = resolve(campaign, way)?;
    known_step(campaign, to)?;
    Ok(lead(campaign, &from, &outcome, to).into_iter().collect())
}

/// Removes the connection of a way.
pub fn disconnect(campaign: &mut Campaign, way: &Way) -> Result<Vec<Told>, VerbError> {
    let step = known_step(campaign, &way.step)?;
    // A connection of an outcome that the step does not have must be removable: it is a mistake to mend.
    let (from, outcome) = match &way.outcome {
        Some(outcome) if step.on.contains_key(outcome) => (way.step.clone(), outcome.clone()),
        _ => resolve(campaign, way)?,
    };
    let way = Way::new(from, outcome.clone());
    match campaign.steps.get_mut(&way.step).and_then(|step| step.on.remove(&outcome)) {
        Some(was) => Ok(vec![Told::Disconnected { way, was }]),
        None => Err(VerbError::NotConnected(way)),
    }
}

/// Where what led to a step leads on when it is removed: where its main outcome leads.
pub fn onward(campaign: &Campaign, id: &StepId) -> Option<StepId> {
    let step = campaign.steps.get(id)?;
    let onward = step.target(&step.main_outcome()?)?;
    (onward != id && campaign.steps.contains_key(onward)).then(|| onward.clone())
}

/// Removes a step. What led to it leads on to where its main outcome led, if `heal` says so; where that was nowhere, the
/// connections go.
pub fn remove_step(campaign: &mut Campaign, id: &StepId, heal: bool) -> Result<Vec<Told>, VerbError> {
    known_step(campaign, id)?;
    let onward = onward(campaign, id).filter(|_| heal);
    let into = ways_into(campaign, id);
    campaign.steps.remove(id);
    let mut told = Vec::new();
    for (from, outcome) in into.into_iter().filter(|(from, _)| from != id) {
        match &onward {
            Some(onward) => told.extend(lead(campaign, &from, &outcome, onward)),
            None => {
                if let Some(from_step) = campaign.steps.get_mut(&from) {
                    from_step.on.remove(&outcome);
                    told.push(Told::Disconnected { way: Way::new(from, outcome), was: id.clone() });
                }
            }
        }
    }
    if campaign.entry.as_ref() == Some(id) {
        told.extend(begin_at(campaign, onward));
    }
    Ok(told)
}

/// The step of this name, or the error that offers the nearest.
pub fn known_step<'a>(campaign: &'a Campaign, id: &StepId) -> Result<&'a Step, VerbError> {
    campaign
        .steps
        .get(id)
        .ok_or_else(|| VerbError::unknown(Noun::Step, id.as_str(), campaign.steps.keys().map(StepId::as_str)))
}

/// The step and the outcome that a way means. `otherwise` is an outcome of every step that has outcomes.
fn resolve(campaign: &Campaign, way: &Way) -> Result<(StepId, Outcome), VerbError> {
    let step = known_step(campaign, &way.step)?;
    let mut outcomes = step.outcomes();
    if outcomes.is_empty() {
        return Err(VerbError::NoWayOut(way.step.clone()));
    }
    match &way.outcome {
        Some(outcome) if outcomes.contains(outcome) || *outcome == Outcome::otherwise() => {
            Ok((way.step.clone(), outcome.clone()))
        }
        None if outcomes.len() == 1 => Ok((way.step.clone(), outcomes.remove(0))),
        given => {
            if !outcomes.contains(&Outcome::otherwise()) {
                outcomes.push(Outcome::otherwise());
            }
            let step = way.step.clone();
            Err(match given {
                None => VerbError::OutcomeNeeded { step, outcomes },
                Some(outcome) => VerbError::UnknownOutcome {
                    step,
                    name: outcome.to_string(),
                    nearest: model::suggest::nearest(outcome.as_str(), outcomes.iter().map(Outcome::as_str))
                        .map(str::to_owned),
                    outcomes,
                },
            })
        }
    }
}

fn ways_into(campaign: &Campaign, id: &StepId) -> Vec<(StepId, Outcome)> {
    campaign
        .connections()
        .filter(|connection| connection.to == id)
        .map(|connection| (connection.from.clone(), connection.outcome.clone()))
        .collect()
}

fn lead(campaign: &mut Campaign, from: &StepId, outcome: &Outcome, to: &StepId) -> Option<Told> {
    let was = campaign.steps.get_mut(from)?.on.insert(outcome.clone(), to.clone());
    (was.as_ref() != Some(to)).then(|| Told::Connected {
        way: Way::new(from.clone(), outcome.clone()),
        to: to.clone(),
        was,
    })
}

fn begin_at(campaign: &mut Campaign, to: Option<StepId>) -> Option<Told> {
    let was = std::mem::replace(&mut campaign.entry, to.clone());
    (was != to).then_some(Told::Entry { to, was })
}
