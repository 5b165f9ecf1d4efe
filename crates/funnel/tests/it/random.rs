//! Whatever a funnel looks like and whatever happens, sessions stay what they have to be.

use std::collections::{BTreeMap, BTreeSet};

use funnel::{Effect, Event, Fault, Funnel, Moved, State};
use jiff::Timestamp;
use model::{Campaign, DataModel, FieldId, StepId, StepSettings, Value};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::{Value as Json, json};

use crate::support::{NOON, campaign, data_model, failed, field, reviewed, step, text, verified, wait_over};

const STEPS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
const TARGETS: [&str; 8] = ["a", "b", "c", "d", "e", "f", "done", "refused"];
const OUTCOMES: [&str; 14] = [
    "next",
    "ok",
    "failed",
    "dismissed",
    "approved",
    "review",
    "rejected",
    "error",
    "timeout",
    "exhausted",
    "overdue",
    "yes",
    "no",
    "otherwise",
];
const FIELDS: [&str; 5] = ["name", "age", "gender", "home", "nowhere"];
const CAPTURED: [&str; 3] = ["document.first_name", "document.current_age", "document.gender"];

/// Enough that each kind of step meets each kind of event many times over.
const CASES: u32 = 300;

fn one_of(names: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(names)
}

/// Where a connection leads; now and then nowhere.
fn target() -> impl Strategy<Value = &'static str> {
    prop_oneof![40 => one_of(&TARGETS), 1 => Just("nowhere")]
}

fn condition() -> impl Strategy<Value = Json> {
    let field = (
        one_of(&FIELDS),
        one_of(&["eq", "ne", "lt", "in", "younger-than"]),
        one_of(&["", "ana", "33", "URY"]),
    );
    let leaf = prop_oneof![
        field.prop_map(|(field, op, value)| json!({ "field": field, "op": op, "value": value })),
        one_of(&FIELDS).prop_map(|field| json!({ "field": field, "op": "is-set" })),
        (one_of(&STEPS), one_of(&OUTCOMES))
            .prop_map(|(step, outcome)| json!({ "step": step, "op": "outcome-of", "value": outcome })),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(|all| json!({ "all": all })),
            prop::collection::vec(inner.clone(), 0..3).prop_map(|any| json!({ "any": any })),
            inner.prop_map(|not| json!({ "not": not })),
        ]
    })
}

/// What a field is set to, whether or not it fits.
fn assigned() -> impl Strategy<Value = Json> {
    prop_oneof![
        one_of(&["ana", "33", "URY", ""]).prop_map(|value| json!(value)),
        one_of(&FIELDS).prop_map(|field| json!({ "field": field, "transform": ["upper"] })),
        Just(json!({ "template": "{{name}} of {{nowhere}}{{home}}" })),
    ]
}

fn settings() -> impl Strategy<Value = Json> {
    let asked = (one_of(&FIELDS), any::<bool>(), prop::bool::weighted(0.2)).prop_map(
        |(field, required, shown)| json!({ "field": field, "required": required, "read-only": shown }),
    );
    let source = prop_oneof![10 => one_of(&CAPTURED), 1 => Just("document.hair_colour")];
    let map = prop::collection::btree_map(one_of(&FIELDS), source, 0..3);
    let branch = (one_of(&["yes", "no"]), condition())
        .prop_map(|(outcome, when)| json!({ "outcome": outcome, "when": when }));
    prop_oneof![
        2 => (prop::collection::vec(asked, 0..3), any::<bool>())
            .prop_map(|(fields, dismiss)| json!({ "kind": "page", "fields": fields, "allow-dismiss": dismiss })),
        3 => (map, prop::collection::vec(one_of(&["approved", "review", "rejected"]), 0..4), 0_u32..4)
            .prop_map(|(map, on, most)| json!({ "kind": "jumio", "map": map, "write-on": on, "max-attempts": most })),
        2 => prop::collection::vec(branch, 0..3).prop_map(|branch| json!({ "kind": "decision", "branch": branch })),
        1 => Just(json!({ "kind": "review" })),
        1 => prop::collection::btree_map(one_of(&FIELDS), assigned(), 0..3)
            .prop_map(|set| json!({ "kind": "assign", "set": set })),
        1 => prop::collection::btree_map(one_of(&FIELDS), Just("member"), 0..3)
            .prop_map(|receive| json!({ "kind": "webhook", "endpoint": "x", "send": ["name"], "receive": receive })),
    ]
}

fn any_step() -> impl Strategy<Value = Json> {
    let on = prop::collection::btree_map(one_of(&OUTCOMES), target(), 0..6);
    (settings(), on, prop::option::weighted(0.95, target()), prop::option::weighted(0.3, 0_u32..4)).prop_map(
        |(mut step, on, otherwise, visits)| {
            step["on"] = json!(on);
            if let Some(otherwise) = otherwise {
                step["on"]["otherwise"] = otherwise.into();
            }
            if let Some(visits) = visits {
                step["max-visits"] = visits.into();
            }
            step
        },
    )
}

fn any_campaign() -> impl Strategy<Value = Campaign> {
    (prop::collection::vec(any_step(), STEPS.len()), one_of(&STEPS)).prop_map(|(made, entry)| {
        let steps: BTreeMap<_, _> = STEPS.into_iter().zip(made).collect();
        campaign(entry, &json!(steps))
    })
}

/// What is filled in for a field; now and then what does not fit.
fn filled_in() -> impl Strategy<Value = (FieldId, Option<Value>)> {
    let country = model::Country::from_alpha3("URY").unwrap();
    let fits = prop_oneof![
        one_of(&["ana", "eva"]).prop_map(|name| ("name", text(name))),
        (16_i64..20).prop_map(|age| ("age", Value::Integer(age))),
        one_of(&["F", "M"]).prop_map(|gender| ("gender", text(gender))),
        Just(("home", Value::Country(country))),
    ];
    let any = (
        one_of(&FIELDS),
        prop_oneof!["\\PC{0,20}".prop_map(Value::Text), any::<i64>().prop_map(Value::Integer)],
    );
    prop_oneof![
        20 => fits.prop_map(|(id, value)| (field(id), Some(value))),
        3 => one_of(&FIELDS).prop_map(|id| (field(id), None)),
        1 => any.prop_map(|(id, value)| (field(id), Some(value))),
    ]
}

/// Something that happens, whether or not it belongs to where the session stands.
fn any_event() -> impl Strategy<Value = Event> {
    let answer = prop::collection::btree_map(one_of(&FIELDS), one_of(&["ana", "33", "URY", " "]), 0..3);
    let captured = prop::collection::btree_map(one_of(&CAPTURED), one_of(&["ANA", "33", "F", " "]), 0..4);
    prop_oneof![
        4 => prop::collection::vec(filled_in(), 0..8)
            .prop_map(|values| Event::Submitted { values: values.into_iter().collect() }),
        1 => Just(Event::Dismissed),
        2 => Just(Event::Agreed),
        6 => (one_of(&STEPS), 0_u32..4, one_of(&OUTCOMES), captured).prop_map(|(id, attempt, outcome, captured)| {
            verified(id, attempt, outcome, &captured.into_iter().collect::<Vec<_>>())
        }),
        1 => (one_of(&STEPS), 0_u32..4, one_of(&OUTCOMES))
            .prop_map(|(id, attempt, outcome)| failed(id, attempt, outcome)),
        3 => (one_of(&STEPS), 0_u32..4).prop_map(|(id, attempt)| wait_over(id, attempt)),
        1 => (one_of(&STEPS), one_of(&OUTCOMES)).prop_map(|(id, outcome)| reviewed(id, outcome)),
        2 => (one_of(&STEPS), 0_u32..4, prop::option::of(answer)).prop_map(|(id, call, answer)| {
            let answer = answer.map(|texts| texts.into_iter().map(|(id, text)| (field(id), text.to_owned())).collect());
            Event::Called { step: step(id), call, answer }
        }),
    ]
}

/// The event, or one like it that belongs to where the session stands.
fn aimed(event: Event, funnel: Funnel<'_>, state: &State, at_hand: bool) -> Event {
    if !at_hand {
        return event;
    }
    let under_way = state.attempt_under_way().map(|(step, attempt)| (step.clone(), attempt));
    match (event, &funnel.campaign.steps[state.step()].settings, under_way) {
        (Event::Verified { outcome, result, .. }, _, Some((step, attempt))) => {
            Event::Verified { step, attempt, outcome, result }
        }
        // A late one, or one told twice.
        (Event::Verified { step, outcome, result, .. }, _, None) => {
            Event::Verified { attempt: state.attempts(&step), step, outcome, result }
        }
        (Event::WaitOver { .. }, _, Some((step, attempt))) => Event::WaitOver { step, attempt },
        (Event::Reviewed { outcome, .. }, StepSettings::Review(_), _) => {
            Event::Reviewed { step: state.step().clone(), outcome }
        }
        (Event::Called { answer, .. }, StepSettings::Webhook(_), _) => called(state, answer),
        (_, StepSettings::Webhook(_), _) => called(state, None),
        (_, StepSettings::Review(_), _) => {
            Event::Reviewed { step: state.step().clone(), outcome: crate::support::outcome("approved") }
        }
        (_, StepSettings::Verification(_), None) => Event::Agreed,
        (event, ..) => event,
    }
}

/// The call that is under way is answered.
fn called(state: &State, answer: Option<BTreeMap<FieldId, String>>) -> Event {
    let (step, call) = state.call_under_way().unwrap();
    Event::Called { step: step.clone(), call, answer }
}

/// A session that is looked after: what is done outside, and what has to stay true from event to event.
struct Watched<'a> {
    funnel: Funnel<'a>,
    state: State,
    /// The customer's record, out of effects alone.
    record: BTreeMap<FieldId, Value>,
    begun: BTreeSet<(StepId, u32)>,
    decided: BTreeSet<(StepId, u32)>,
    waited_for: BTreeSet<(StepId, u32)>,
    called: BTreeSet<(StepId, u32)>,
}

type Checked = Result<(), TestCaseError>;

impl<'a> Watched<'a> {
    fn new(funnel: Funnel<'a>, moved: Moved) -> Result<Self, TestCaseError> {
        let mut watched = Self {
            funnel,
            state: moved.state.clone(),
            record: BTreeMap::new(),
            begun: BTreeSet::new(),
            decided: BTreeSet::new(),
            waited_for: BTreeSet::new(),
            called: BTreeSet::new(),
        };
        watched.goes_on_automatically(moved.state.trail(), funnel.campaign.entry.as_ref(), &moved.state)?;
        watched.settles(moved)?;
        Ok(watched)
    }

    /// Something happens; whatever it is, it does the same a second time and after the state was stored and read.
    fn happens(&mut self, event: &Event, now: Timestamp) -> Checked {
        let result = self.funnel.advance(&self.state, event, now);
        let stored = serde_json::to_string(&self.state).unwrap();
        let read: State = serde_json::from_str(&stored).unwrap();
        prop_assert_eq!(&read, &self.state);
        prop_assert_eq!(serde_json::to_string(&read).unwrap(), stored);
        prop_assert_eq!(&self.funnel.advance(&read, event, now), &result);
        prop_assert_eq!(self.funnel.applies(&self.state, event, now), !matches!(result, Ok(None)));
        if self.funnel.end_result(&self.state).is_some() {
            prop_assert_eq!(&result, &Ok(None));
        }
        let Ok(Some(moved)) = result else { return Ok(()) };
        self.goes_on(event, &moved)?;
        self.settles(moved)
    }

    /// One step is passed by what happened, and no more but such as need nobody.
    fn goes_on(&mut self, event: &Event, moved: &Moved) -> Checked {
        let new = &moved.state.trail()[self.state.trail().len()..];
        if matches!(event, Event::Agreed) {
            prop_assert!(new.is_empty());
            prop_assert_eq!(moved.state.step(), self.state.step());
            let (step, attempt) = moved.state.attempt_under_way().unwrap();
            prop_assert_eq!(&moved.effects, &vec![Effect::Verify { step: step.clone(), attempt }]);
            prop_assert_eq!(attempt, self.state.attempts(step) + 1);
            prop_assert!(attempt <= self.funnel.campaign.steps[step].verification().unwrap().max_attempts);
            return Ok(());
        }
        let (first, rest) = new.split_first().unwrap();
        let acted = match event {
            Event::Verified { step, .. } | Event::WaitOver { step, .. } | Event::Reviewed { step, .. } => {
                step
            }
            _ => self.state.step(),
        };
        prop_assert_eq!(&first.step, acted);
        let to = self.funnel.campaign.steps[acted].target(first.outcome.as_ref().unwrap());
        self.goes_on_automatically(rest, to, &moved.state)?;
        match event {
            Event::Verified { step, attempt, .. } => {
                prop_assert!(self.begun.contains(&(step.clone(), *attempt)));
                if let Some(under_way) = self.state.attempt_under_way() {
                    prop_assert_eq!(under_way, (step, *attempt), "a new attempt had begun");
                }
                prop_assert!(self.decided.insert((step.clone(), *attempt)), "decided twice");
            }
            Event::WaitOver { step, attempt } => {
                prop_assert!(!self.decided.contains(&(step.clone(), *attempt)));
                prop_assert!(self.waited_for.insert((step.clone(), *attempt)), "the wait was over twice");
            }
            _ => {}
        }
        Ok(())
    }

    /// Each step passed leads to the next, the last one to where the session stands, and none needs anybody.
    fn goes_on_automatically(
        &self,
        passed: &[funnel::Passed],
        from: Option<&StepId>,
        state: &State,
    ) -> Checked {
        let mut to = from;
        for (i, one) in passed.iter().enumerate() {
            prop_assert_eq!(Some(&one.step), to);
            let step = &self.funnel.campaign.steps[&one.step];
            match &one.outcome {
                Some(outcome) => {
                    let decision = matches!(step.settings, StepSettings::Decision(_));
                    let assigns = matches!(step.settings, StepSettings::Assign(_));
                    prop_assert!(decision || assigns || outcome == "exhausted", "{}.{}", one.step, outcome);
                    to = step.target(outcome);
                }
                None => prop_assert!(step.is_end() && i + 1 == passed.len()),
            }
        }
        prop_assert_eq!(Some(state.step()), to);
        Ok(())
    }

    /// What is to be done is done, and tells the same as the state.
    fn settles(&mut self, moved: Moved) -> Checked {
        let Moved { state, effects } = moved;
        for effect in effects {
            match effect {
                Effect::Write(write) => {
                    let settings = &self.funnel.data_model.fields[&write.field];
                    prop_assert_eq!(
                        Value::parse(settings, &write.value.to_string()),
                        Ok(write.value.clone())
                    );
                    self.record.insert(write.field, write.value);
                }
                Effect::Clear { field } => prop_assert!(self.record.remove(&field).is_some()),
                Effect::Verify { step, attempt } => {
                    prop_assert!(self.begun.insert((step, attempt)), "an attempt began twice");
                }
                Effect::Call { step, call } => {
                    prop_assert_eq!(state.call_under_way(), Some((&step, call)));
                    prop_assert!(self.called.insert((step, call)), "a call began twice");
                }
                Effect::Review { step, .. } => prop_assert_eq!(&step, state.step()),
                Effect::Note { text, .. } => prop_assert!(!text.contains("ANA")),
            }
        }
        prop_assert_eq!(state.values(), &self.record);
        let step = &self.funnel.campaign.steps[state.step()];
        prop_assert!(!matches!(step.settings, StepSettings::Decision(_) | StepSettings::Assign(_)));
        let calls = matches!(step.settings, StepSettings::Webhook(_));
        prop_assert_eq!(state.call_under_way().is_some(), calls);
        prop_assert_eq!(self.funnel.end_result(&state).is_some(), step.is_end());
        prop_assert!(state.attempt_under_way().is_none() || step.verification().is_some());
        self.state = state;
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn sessions_stay_what_they_have_to_be(
        campaign in any_campaign(),
        events in prop::collection::vec((any_event(), prop::bool::weighted(0.8)), 0..40),
    ) {
        let data_model: DataModel = data_model();
        let funnel = Funnel { campaign: &campaign, data_model: &data_model };
        let mut now: Timestamp = NOON.parse().unwrap();
        let started = funnel.start(now);
        prop_assert_eq!(&funnel.start(now), &started);
        let Ok(moved) = started else { return Ok(()) };
        let mut watched = Watched::new(funnel, moved)?;
        for (event, at_hand) in events {
            now += jiff::SignedDuration::from_hours(1);
            let event = aimed(event, funnel, &watched.state, at_hand);
            watched.happens(&event, now)?;
        }
    }

    #[test]
    fn a_funnel_without_people_ends_or_is_at_fault(
        decisions in prop::collection::vec((condition(), target(), target()), STEPS.len()),
    ) {
        let steps = STEPS.into_iter().zip(decisions).map(|(id, (when, yes, no))| {
            let branch = json!([{ "outcome": "yes", "when": when }]);
            let on = json!({ "yes": yes, "otherwise": no });
            (id, json!({ "kind": "decision", "branch": branch, "on": on }))
        });
        let steps: BTreeMap<_, _> = steps.collect();
        let (campaign, data_model) = (campaign("a", &json!(steps)), data_model());
        match (Funnel { campaign: &campaign, data_model: &data_model }).start(NOON.parse().unwrap()) {
            Ok(moved) => prop_assert!(matches!(moved.state.step().as_str(), "done" | "refused")),
            Err(Fault::NoStep { step: missing }) => prop_assert_eq!(missing, step("nowhere")),
            Err(fault) => prop_assert!(matches!(fault, Fault::Endless { .. }), "{}", fault),
        }
    }
}
