//! From what is played to what happens to the session.

use std::collections::BTreeMap;

use model::step::{PageStep, VerificationStep};
use model::{FieldId, FieldType, Outcome, Step, StepId, StepSettings, Value, ValueError, suggest};

use super::result::result;
use super::{Playing, Refused};
use crate::walk::today;
use crate::{Effect, Event};

/// Stands for the hash of any password that is played: none is computed.
const HASH_OF_ANY: &str = "$argon2id$of-a-trial";

impl<'a> Playing<'a> {
    /// The step at which the session must stand.
    fn step(&self, id: &StepId) -> Result<&'a Step, Refused> {
        self.stand_at(id)?;
        Ok(self.funnel.step(id)?)
    }

    /// The customer goes on without a word.
    pub(super) fn go(&mut self, at: &StepId) -> Result<Vec<Effect>, Refused> {
        let step = self.step(at)?;
        match &step.settings {
            StepSettings::Page(page) => self.send_page(at, page, &BTreeMap::new()),
            StepSettings::Verification(_) => self.agree(),
            _ => Err(Refused::Undecided { step: at.clone(), outcomes: step.playable() }),
        }
    }

    /// The customer agrees to a verification.
    fn agree(&mut self) -> Result<Vec<Effect>, Refused> {
        if let Some((step, _)) = self.state.attempt_under_way() {
            return Err(Refused::UnderWay { step: step.clone() });
        }
        self.happen(&Event::Agreed)
    }

    /// The customer fills in a page.
    pub(super) fn fill(
        &mut self,
        at: &StepId,
        fields: &BTreeMap<FieldId, String>,
    ) -> Result<Vec<Effect>, Refused> {
        let step = self.step(at)?;
        match &step.settings {
            StepSettings::Page(page) => self.send_page(at, page, fields),
            _ => Err(of_no_use("fill", at, step)),
        }
    }

    fn send_page(
        &mut self,
        at: &StepId,
        page: &PageStep,
        fields: &BTreeMap<FieldId, String>,
    ) -> Result<Vec<Effect>, Refused> {
        let known = &self.funnel.data_model.fields;
        let asked = || page.fields.iter().filter(|asked| !asked.read_only);
        let mut values = BTreeMap::new();
        for (id, text) in fields {
            let Some(field) = known.get(id) else {
                let nearest = suggest::nearest(id.as_str(), known.keys().map(FieldId::as_str));
                return Err(Refused::NoField { field: id.clone(), nearest: nearest.map(str::to_owned) });
            };
            if !asked().any(|asked| asked.field == *id) {
                return Err(Refused::NotAsked { step: at.clone(), field: id.clone() });
            }
            let value = if field.kind == FieldType::Password {
                Value::check_password(field, text).map(|()| Value::PasswordHash(HASH_OF_ANY.to_owned()))
            } else {
                Value::parse_on(field, text, today(self.now))
            };
            match value {
                Ok(value) => drop(values.insert(id.clone(), Some(value))),
                // What is left empty is no mistake yet.
                Err(ValueError::Empty) => {}
                Err(error) => return Err(Refused::Value { field: id.clone(), error }),
            }
        }
        let missing = asked().find(|asked| {
            !values.contains_key(&asked.field)
                && known.get(&asked.field).is_some_and(|field| asked.is_required(field))
        });
        if let Some(missing) = missing {
            return Err(Refused::Required { step: at.clone(), field: missing.field.clone() });
        }
        self.happen(&Event::Submitted { values })
    }

    /// Another system answers.
    pub(super) fn answer(
        &mut self,
        at: &StepId,
        fields: &BTreeMap<FieldId, String>,
    ) -> Result<Vec<Effect>, Refused> {
        let step = self.step(at)?;
        let StepSettings::Webhook(settings) = &step.settings else {
            return Err(of_no_use("answer", at, step));
        };
        if let Some(field) = fields.keys().find(|field| !settings.receive.contains_key(*field)) {
            return Err(Refused::NotReceived { step: at.clone(), field: field.clone() });
        }
        self.called(Some(fields.clone()))
    }

    fn called(&mut self, answer: Option<BTreeMap<FieldId, String>>) -> Result<Vec<Effect>, Refused> {
        let not_now = || Refused::NotNow { step: self.state.step().clone() };
        let (step, call) = self.state.call_under_way().ok_or_else(not_now)?;
        self.happen(&Event::Called { step: step.clone(), call, answer })
    }

    /// A step ends by an outcome.
    pub(super) fn end(
        &mut self,
        at: &StepId,
        outcome: &Outcome,
        captured: &BTreeMap<String, String>,
        images: &[String],
    ) -> Result<Vec<Effect>, Refused> {
        if self.state.late.as_ref() == Some(at) && self.state.step() != at {
            return self.decide_late(at, outcome, captured, images);
        }
        let step = self.step(at)?;
        known_outcome(at, step, outcome)?;
        if let StepSettings::Verification(settings) = &step.settings {
            return self.verify(at, settings, outcome, captured, images);
        }
        if !captured.is_empty() {
            return Err(of_no_use("captured", at, step));
        }
        if !images.is_empty() {
            return Err(of_no_use("images", at, step));
        }
        match (&step.settings, outcome.as_str()) {
            (StepSettings::Page(page), "next") => self.send_page(at, page, &BTreeMap::new()),
            (StepSettings::Page(_), _) => self.happen(&Event::Dismissed),
            (StepSettings::Webhook(_), "ok") => self.called(Some(BTreeMap::new())),
            (StepSettings::Webhook(_), _) => self.called(None),
            (StepSettings::Review(_), "overdue") => self.wait_until_over(),
            (StepSettings::Review(_), _) => {
                self.happen(&Event::Reviewed { step: at.clone(), outcome: outcome.clone() })
            }
            // No session stands at a step of another kind.
            _ => Err(Refused::NotNow { step: at.clone() }),
        }
    }

    /// A verification is decided; where none is under way, the customer begins one first.
    fn verify(
        &mut self,
        at: &StepId,
        settings: &VerificationStep,
        outcome: &Outcome,
        captured: &BTreeMap<String, String>,
        images: &[String],
    ) -> Result<Vec<Effect>, Refused> {
        let mut effects = Vec::new();
        if self.state.attempt_under_way().is_none() {
            effects.extend(self.happen(&Event::Agreed)?);
        }
        effects.extend(if outcome == "timeout" {
            self.wait_until_over()?
        } else {
            self.decide(at, settings, outcome, captured, images)?
        });
        Ok(effects)
    }

    /// The last attempt of a verification is decided.
    fn decide(
        &mut self,
        at: &StepId,
        settings: &VerificationStep,
        outcome: &Outcome,
        captured: &BTreeMap<String, String>,
        images: &[String],
    ) -> Result<Vec<Effect>, Refused> {
        // An attempt that came to nothing has no result.
        let is_there = outcome != "error" || !captured.is_empty() || !images.is_empty();
        let result = is_there.then(|| result(settings, captured, images)).transpose()?;
        self.happen(&Event::Verified {
            step: at.clone(),
            attempt: self.state.attempts(at),
            outcome: outcome.clone(),
            result: result.map(Box::new),
        })
    }

    /// The session went on by `timeout`, and now the result comes all the same.
    fn decide_late(
        &mut self,
        at: &StepId,
        outcome: &Outcome,
        captured: &BTreeMap<String, String>,
        images: &[String],
    ) -> Result<Vec<Effect>, Refused> {
        let step = self.funnel.step(at)?;
        known_outcome(at, step, outcome)?;
        match step.verification() {
            Some(settings) if outcome != "timeout" => self.decide(at, settings, outcome, captured, images),
            _ => self.stand_at(at).map(|()| Vec::new()),
        }
    }
}

fn of_no_use(key: &'static str, at: &StepId, step: &Step) -> Refused {
    Refused::OfNoUse { key, step: at.clone(), kind: step.settings.kind().to_owned() }
}

fn known_outcome(at: &StepId, step: &Step, outcome: &Outcome) -> Result<(), Refused> {
    let outcomes = step.playable();
    // What can never come is told by what is waited for.
    if outcomes.contains(outcome) || !step.can_end_by(outcome) {
        Ok(())
    } else if step.outcomes().contains(outcome) {
        Err(Refused::ByItself { step: at.clone(), outcome: outcome.clone() })
    } else {
        Err(Refused::NoOutcome { step: at.clone(), outcome: outcome.clone(), outcomes })
    }
}
