//! Steps that ask another system: the call is an effect, its answer an event.

use std::collections::BTreeMap;

use model::step::WebhookStep;
use model::{FieldId, StepId, StepSettings, Value, ValueError};

use crate::taken::TAKEN;
use crate::walk::Walk;
use crate::{Effect, Fault, Funnel, State, Write, outcome};

impl<'a> Funnel<'a> {
    /// What the call that is under way sends: the step's settings, and the values of the fields that it names, as far as they
    /// are there. `None` when no call is under way.
    pub fn call(self, state: &State) -> Option<(&'a WebhookStep, BTreeMap<FieldId, Value>)> {
        let (step, _) = state.call_under_way()?;
        let StepSettings::Webhook(settings) = &self.campaign.steps.get(step)?.settings else { return None };
        let value = |field: &FieldId| Some((field.clone(), state.values().get(field)?.clone()));
        Some((settings, settings.send.iter().filter_map(value).collect()))
    }
}

/// A call begins.
pub(crate) fn begin(walk: &mut Walk<'_>, step: &StepId) {
    let calls = walk.state.calls.entry(step.clone()).or_default();
    *calls = calls.saturating_add(1);
    let call = *calls;
    walk.state.calling = true;
    walk.effects.push(Effect::Call { step: step.clone(), call });
}

/// A call was answered, or given up. The values of the answer are written all together or not at all: when one of them does
/// not fit its field, the step has failed.
pub(crate) fn answered(
    walk: &mut Walk<'_>,
    step: &StepId,
    answer: Option<&BTreeMap<FieldId, String>>,
) -> Result<(), Fault> {
    walk.state.calling = false;
    let Some(answer) = answer else { return walk.leave(step, outcome("failed"), None) };
    let (mut writes, mut problems) = (Vec::new(), Vec::new());
    for (id, text) in answer {
        let Some(field) = walk.funnel.data_model.fields.get(id) else { continue };
        match Value::parse_on(field, text, walk.today()) {
            Ok(value) if walk.taken.holds(id, &value) => {
                problems.push(format!("the answer's value for `{id}` {TAKEN}"));
            }
            Ok(value) => writes.push(Write { field: id.clone(), value, origin: format!("webhook {step}") }),
            Err(ValueError::Empty) => {}
            Err(error) => problems.push(format!("the answer's value for `{id}` {error}")),
        }
    }
    if !problems.is_empty() {
        let note = format!("nothing was written: {}", problems.join("; "));
        return walk.leave(step, outcome("failed"), Some(note));
    }
    walk.write(writes);
    walk.leave(step, outcome("ok"), None)
}
