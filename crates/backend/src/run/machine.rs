//! The interpreter, as this crate speaks to it.
use std::collections::BTreeMap;

use jiff::Timestamp;
use model::step::EndResult;
use model::{Country, FieldId, Outcome, StepId, StepSettings, Value, VerificationResult};
use serde::{Deserialize, Serialize};

use super::Error;
use super::frozen::Frozen;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct State {
    pub(crate) step: StepId,
    pub(crate) verifying: bool,
    pub(crate) values: BTreeMap<FieldId, Value>,
    pub(crate) attempts: BTreeMap<StepId, u32>,
    pub(crate) late: Option<StepId>,
    pub(crate) trail: Vec<api::TrailEntry>,
}
#[derive(Debug, Clone)]
pub(crate) enum Event {
    Submitted { values: BTreeMap<FieldId, Option<Value>> },
    Dismissed,
    Agreed { country: Option<Country> },
    Verified { step: StepId, attempt: u32, outcome: Outcome, result: Option<Box<VerificationResult>> },
    WaitOver { step: StepId, attempt: u32 },
    Reviewed { step: StepId, outcome: Outcome },
}
pub(crate) enum Effect {
    Write { field: FieldId, value: Value, origin: String },
    Verify { step: StepId, attempt: u32 },
    Review { step: StepId, came_from: Option<String> },
}
pub(crate) fn start(frozen: &Frozen, _: Timestamp) -> Result<(State, Vec<Effect>), Error> {
    let entry = frozen.campaign.entry.clone().unwrap();
    let mut state = State {
        step: entry.clone(),
        verifying: false,
        values: BTreeMap::new(),
        attempts: BTreeMap::new(),
        late: None,
        trail: Vec::new(),
    };
    let mut effects = Vec::new();
    enter(frozen, &mut state, entry, None, &mut effects);
    Ok((state, effects))
}
fn enter(frozen: &Frozen, state: &mut State, to: StepId, from: Option<String>, effects: &mut Vec<Effect>) {
    state.step = to.clone();
    state.verifying = false;
    if let StepSettings::Review(_) = &frozen.campaign.steps[&to].settings {
        effects.push(Effect::Review { step: to, came_from: from });
    }
}
fn leave(frozen: &Frozen, state: &mut State, outcome: &Outcome, effects: &mut Vec<Effect>) {
    let from = state.step.clone();
    let to = frozen.campaign.steps[&from].target(outcome).unwrap().clone();
    let max = frozen.campaign.steps[&to].verification().map(|v| v.max_attempts);
    if max.is_some_and(|max| state.attempts.get(&to).copied().unwrap_or(0) >= max) {
        state.step = to;
        return leave(frozen, state, &Outcome::exhausted(), effects);
    }
    enter(frozen, state, to, Some(format!("{from}.{outcome}")), effects);
}
pub(crate) fn step(
    frozen: &Frozen,
    state: &State,
    event: &Event,
    now: Timestamp,
) -> Result<Option<(State, Vec<Effect>)>, Error> {
    if !applies(frozen, state, event) {
        return Ok(None);
    }
    let mut new = state.clone();
    let mut effects = Vec::new();
    match event {
        Event::Submitted { values } => {
            for (field, value) in values {
                if let Some(value) = value {
                    new.values.insert(field.clone(), value.clone());
                    effects.push(Effect::Write {
                        field: field.clone(),
                        value: value.clone(),
                        origin: format!("page {}", state.step),
                    });
                }
            }
            leave(frozen, &mut new, &Outcome::new("next").unwrap(), &mut effects);
        }
        Event::Dismissed => leave(frozen, &mut new, &Outcome::new("dismissed").unwrap(), &mut effects),
        Event::Agreed { .. } => {
            let count = new.attempts.entry(state.step.clone()).or_default();
            *count += 1;
            new.verifying = true;
            new.late = None;
            effects.push(Effect::Verify { step: state.step.clone(), attempt: *count });
        }
        Event::Verified { step, outcome, result, .. } => {
            new.step = step.clone();
            new.late = None;
            if let (Some(result), true) = (result, outcome.as_str() == "approved") {
                for (field, mapping) in &frozen.campaign.steps[step].verification().unwrap().map {
                    let Some(value) = result.captured.by_name(&mapping.from) else { continue };
                    let value = Value::parse(&frozen.data_model.fields[field], &value.to_string()).unwrap();
                    effects.push(Effect::Write {
                        field: field.clone(),
                        value,
                        origin: format!("{step}: {}", mapping.from),
                    });
                }
            }
            leave(frozen, &mut new, outcome, &mut effects);
        }
        Event::WaitOver { step, .. } => {
            leave(frozen, &mut new, &Outcome::new("timeout").unwrap(), &mut effects);
            new.late = Some(step.clone());
        }
        Event::Reviewed { outcome, .. } => leave(frozen, &mut new, outcome, &mut effects),
    }
    let left = match event {
        Event::Submitted { .. } => Outcome::new("next").ok(),
        Event::Dismissed => Outcome::new("dismissed").ok(),
        Event::Agreed { .. } => None,
        Event::Verified { outcome, .. } | Event::Reviewed { outcome, .. } => Some(outcome.clone()),
        Event::WaitOver { .. } => Outcome::new("timeout").ok(),
    };
    if left.is_some() {
        new.trail.push(api::TrailEntry { step: state.step.clone(), outcome: left, at: now, note: None });
    }
    Ok(Some((new, effects)))
}
pub(crate) fn step_of(state: &State) -> &StepId {
    &state.step
}
pub(crate) fn result_of(frozen: &Frozen, state: &State) -> Option<EndResult> {
    match &frozen.campaign.steps[&state.step].settings {
        StepSettings::End(end) => Some(end.result),
        _ => None,
    }
}
pub(crate) fn attempt_of(state: &State) -> Option<(StepId, u32)> {
    state.verifying.then(|| (state.step.clone(), state.attempts[&state.step]))
}
pub(crate) fn residence(_: &Frozen, _: &State) -> Option<Country> {
    None
}
pub(crate) fn applies(frozen: &Frozen, state: &State, event: &Event) -> bool {
    let settings = &frozen.campaign.steps[&state.step].settings;
    match event {
        Event::Submitted { .. } | Event::Dismissed => matches!(settings, StepSettings::Page(_)),
        Event::Agreed { .. } => matches!(settings, StepSettings::Verification(_)) && !state.verifying,
        Event::Verified { step, attempt, .. } => {
            (state.verifying && state.step == *step || state.late.as_ref() == Some(step))
                && state.attempts.get(step) == Some(attempt)
        }
        Event::WaitOver { step, attempt } => {
            state.verifying && state.step == *step && state.attempts.get(step) == Some(attempt)
        }
        Event::Reviewed { step, .. } => state.step == *step && matches!(settings, StepSettings::Review(_)),
    }
}
pub(crate) fn trail(state: &State) -> Vec<api::TrailEntry> {
    state.trail.clone()
}
