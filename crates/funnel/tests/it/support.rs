//! A session on its way through a funnel out of JSON, and what it wants done as lines.

use std::collections::BTreeMap;

use funnel::{Effect, Event, Fault, Funnel, Moved, State};
use jiff::{SignedDuration, Timestamp};
use model::step::EndResult;
use model::verification::{CaptureValue, Captured, RunRef, RunStatus, VerificationResult};
use model::{Campaign, CaptureField, DataModel, FieldId, Outcome, ProviderName, StepId, Value};
use serde_json::{Value as Json, json};

/// When sessions begin; each event comes a second later.
pub(crate) const NOON: &str = "2026-07-01T12:00:00Z";

/// The ends that every funnel of these tests has.
const ENDS: [(&str, &str); 4] =
    [("done", "completed"), ("refused", "declined"), ("elsewhere", "referred"), ("left", "abandoned")];

/// The fields that customers have here, by type.
const FIELDS: [(&str, &str); 11] = [
    ("name", "text"),
    ("full_name", "full-name"),
    ("notes", "large-text"),
    ("age", "integer"),
    ("news", "boolean"),
    ("expiry", "date"),
    ("born", "birth-date"),
    ("email", "email"),
    ("phone", "phone"),
    ("gender", "choice"),
    ("home", "country"),
];

/// A customer's session.
#[derive(Clone)]
pub(crate) struct Session {
    pub(crate) campaign: Campaign,
    pub(crate) data_model: DataModel,
    pub(crate) state: State,
    pub(crate) now: Timestamp,
}

/// A funnel of these steps, and of the ends that every funnel here has.
pub(crate) fn campaign(entry: &str, steps: &Json) -> Campaign {
    let mut all = steps.clone();
    for (end, result) in ENDS {
        let step = all.as_object_mut().unwrap().entry(end);
        step.or_insert(json!({ "kind": "end", "result": result }));
    }
    serde_json::from_value(json!({ "entry": entry, "step": all })).unwrap()
}

pub(crate) fn data_model() -> DataModel {
    let mut fields: BTreeMap<&str, Json> =
        FIELDS.into_iter().map(|(field, kind)| (field, json!({ "type": kind }))).collect();
    fields.get_mut("gender").unwrap()["values"] = json!(["F", "M", "female"]);
    fields.get_mut("name").unwrap()["max-length"] = json!(12);
    serde_json::from_value(json!({ "field": fields })).unwrap()
}

/// Begins a session at a step of a funnel; gives what is to be done at once, too.
pub(crate) fn begin(entry: &str, steps: &Json) -> Result<(Session, Vec<Effect>), Fault> {
    let (campaign, data_model) = (campaign(entry, steps), data_model());
    let now = NOON.parse().unwrap();
    let Moved { state, effects } = Funnel { campaign: &campaign, data_model: &data_model }.start(now)?;
    Ok((Session { campaign, data_model, state, now }, effects))
}

/// Begins a session at a step of a funnel.
pub(crate) fn session(entry: &str, steps: &Json) -> Session {
    begin(entry, steps).unwrap().0
}

impl Session {
    pub(crate) fn funnel(&self) -> Funnel<'_> {
        Funnel { campaign: &self.campaign, data_model: &self.data_model }
    }

    /// What an event leads to, a second later. The session stays where it is.
    pub(crate) fn try_send(&self, event: &Event) -> Result<Option<Moved>, Fault> {
        self.funnel().advance(&self.state, event, self.now + SignedDuration::from_secs(1))
    }

    /// Something happens that applies; what is to be done, a line each.
    #[track_caller]
    pub(crate) fn send(&mut self, event: &Event) -> Vec<String> {
        let moved = self.try_send(event).unwrap();
        let moved = moved.unwrap_or_else(|| panic!("{event:?} does not apply at `{}`", self.at()));
        assert!(self.funnel().applies(&self.state, event, self.now), "{event:?}");
        self.state = moved.state;
        self.now += SignedDuration::from_secs(1);
        moved.effects.iter().map(line).collect()
    }

    /// Something happens that does not apply.
    #[track_caller]
    pub(crate) fn ignores(&self, event: &Event) {
        assert!(!self.funnel().applies(&self.state, event, self.now), "{event:?} at `{}`", self.at());
        assert_eq!(self.try_send(event), Ok(None), "{event:?} at `{}`", self.at());
    }

    /// The step where it stands.
    pub(crate) fn at(&self) -> &str {
        self.state.step().as_str()
    }

    pub(crate) fn end(&self) -> Option<EndResult> {
        self.funnel().end_result(&self.state)
    }

    /// What a field holds, as text.
    pub(crate) fn value(&self, id: &str) -> Option<String> {
        self.state.values().get(id).map(ToString::to_string)
    }

    /// The steps that were passed: `welcome.next`, and the end's id alone.
    pub(crate) fn trail(&self) -> Vec<String> {
        let told = |step: &funnel::Passed| match &step.outcome {
            Some(outcome) => format!("{}.{outcome}", step.step),
            None => step.step.to_string(),
        };
        self.state.trail().iter().map(told).collect()
    }
}

fn line(effect: &Effect) -> String {
    match effect {
        Effect::Write(write) => format!("write {} = {} ({})", write.field, write.value, write.origin),
        Effect::Clear { field } => format!("clear {field}"),
        Effect::Verify { step, attempt } => format!("verify {step} {attempt}"),
        Effect::Call { step, call } => format!("call {step} {call}"),
        Effect::Review { step, came_from } => {
            format!("review {step} after {}", came_from.as_deref().unwrap_or("nothing"))
        }
        Effect::Note { step, text } => format!("note {step}: {text}"),
    }
}

pub(crate) fn lines(effects: &[Effect]) -> Vec<String> {
    effects.iter().map(line).collect()
}

pub(crate) fn step(id: &str) -> StepId {
    StepId::new(id).unwrap()
}

pub(crate) fn field(id: &str) -> FieldId {
    FieldId::new(id).unwrap()
}

pub(crate) fn outcome(name: &str) -> Outcome {
    Outcome::new(name).unwrap()
}

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// A page was filled in with these texts, each read by its field's type; an empty one is a field left empty.
pub(crate) fn submitted(values: &[(&str, &str)]) -> Event {
    let model = data_model();
    let read = |id: &str, text: &str| {
        (!text.is_empty()).then(|| Value::parse(&model.fields[&field(id)], text).unwrap())
    };
    Event::Submitted { values: values.iter().map(|(id, text)| (field(id), read(id, text))).collect() }
}

pub(crate) fn verified(id: &str, attempt: u32, decided: &str, captured: &[(&str, &str)]) -> Event {
    let captured = captured.iter().map(|(name, text)| (*name, CaptureValue::Text((*text).to_owned())));
    verified_with(id, attempt, decided, captured)
}

pub(crate) fn verified_with<'a>(
    id: &str,
    attempt: u32,
    decided: &str,
    captured: impl IntoIterator<Item = (&'a str, CaptureValue)>,
) -> Event {
    let captured = captured.into_iter().map(|(name, value)| (CaptureField::from_name(name).unwrap(), value));
    Event::Verified {
        step: step(id),
        attempt,
        outcome: outcome(decided),
        result: Some(Box::new(VerificationResult {
            provider: ProviderName::new("jumio").unwrap(),
            run: RunRef { account_id: "11111111".to_owned(), run_id: "22222222".to_owned() },
            reference: "reference".to_owned(),
            status: RunStatus::Processed,
            decision: None,
            checks: Vec::new(),
            document: None,
            captured: Captured(captured.collect()),
            images: Vec::new(),
            completed_at: None,
        })),
    }
}

/// An attempt that came to nothing.
pub(crate) fn failed(id: &str, attempt: u32, decided: &str) -> Event {
    Event::Verified { step: step(id), attempt, outcome: outcome(decided), result: None }
}

pub(crate) fn wait_over(id: &str, attempt: u32) -> Event {
    Event::WaitOver { step: step(id), attempt }
}

pub(crate) fn reviewed(id: &str, decided: &str) -> Event {
    Event::Reviewed { step: step(id), outcome: outcome(decided) }
}
