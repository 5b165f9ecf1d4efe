//! Steps of a funnel: what they have in common here, what each kind has of its own in a module.

mod assign;
mod decision;
mod end;
mod page;
mod review;
mod verification;
mod webhook;

use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use assign::{AssignFrom, AssignStep, Assignment, Literal};
pub use decision::DecisionStep;
pub use end::{EndResult, EndStep};
pub use page::{PageField, PageStep};
pub use review::ReviewStep;
pub use verification::{Camera, Consent, StatusBar, VerificationStep};
pub use webhook::WebhookStep;

use crate::{Outcome, StepId, providers};

/// The kinds that are built in; each identity verification provider's name is a kind too ([`kinds`]).
const BUILT_IN_KINDS: [&str; 6] = ["page", "decision", "assign", "webhook", "review", "end"];

/// Kinds that are named and kept for later, and refused until then.
pub const RESERVED_KINDS: [&str; 5] = ["notification", "wait", "payment", "signature", "subfunnel"];

/// All kinds of steps.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    BUILT_IN_KINDS.into_iter().chain(providers::NAMES)
}

/// The keys that every step has beside the settings of its kind.
pub const COMMON_KEYS: [&str; 4] = ["kind", "on", "max-visits", "allow"];

/// One step of a funnel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What the step does, by kind.
    pub settings: StepSettings,
    /// The connections that leave it.
    pub on: BTreeMap<Outcome, StepId>,
    /// How often a session may enter it; used up, the step ends by the outcome `exhausted`.
    pub max_visits: Option<u32>,
    /// Rules that shall not speak of this step.
    pub allow: Vec<String>,
}

/// What a step does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepSettings {
    /// Shows text and asks for fields.
    Page(PageStep),
    /// Verifies who the customer is.
    Verification(VerificationStep),
    /// Takes a branch by conditions.
    Decision(DecisionStep),
    /// Sets fields by itself.
    Assign(AssignStep),
    /// Asks another system.
    Webhook(WebhookStep),
    /// Waits for a person of the company.
    Review(ReviewStep),
    /// Ends the session.
    End(EndStep),
}

impl StepSettings {
    /// Reads the settings of a kind: the step's keys without the [`COMMON_KEYS`]. The deserializer decides where
    /// errors point and what becomes of unknown keys.
    pub fn of_kind<'de, D: Deserializer<'de>>(kind: &str, deserializer: D) -> Result<Self, D::Error> {
        match kind {
            "page" => PageStep::deserialize(deserializer).map(Self::Page),
            "decision" => DecisionStep::deserialize(deserializer).map(Self::Decision),
            "assign" => AssignStep::deserialize(deserializer).map(Self::Assign),
            "webhook" => WebhookStep::deserialize(deserializer).map(Self::Webhook),
            "review" => ReviewStep::deserialize(deserializer).map(Self::Review),
            "end" => EndStep::deserialize(deserializer).map(Self::End),
            other => match providers::named(other) {
                Some(provider) => {
                    let settings = VerificationStep::deserialize(deserializer)?;
                    Ok(Self::Verification(VerificationStep { provider, ..settings }))
                }
                None => Err(D::Error::custom(unknown_kind(other))),
            },
        }
    }

    /// The kind's name, as files write it.
    pub fn kind(&self) -> &str {
        match self {
            Self::Page(_) => "page",
            Self::Verification(step) => step.provider.as_str(),
            Self::Decision(_) => "decision",
            Self::Assign(_) => "assign",
            Self::Webhook(_) => "webhook",
            Self::Review(_) => "review",
            Self::End(_) => "end",
        }
    }

    fn to_json(&self) -> Result<serde_json::Value, serde_json::Error> {
        match self {
            Self::Page(step) => serde_json::to_value(step),
            Self::Verification(step) => serde_json::to_value(step),
            Self::Decision(step) => serde_json::to_value(step),
            Self::Assign(step) => serde_json::to_value(step),
            Self::Webhook(step) => serde_json::to_value(step),
            Self::Review(step) => serde_json::to_value(step),
            Self::End(step) => serde_json::to_value(step),
        }
    }
}

/// What to tell about a kind that does not exist.
pub fn unknown_kind(kind: &str) -> String {
    if RESERVED_KINDS.contains(&kind) {
        return format!("steps of kind `{kind}` are not built yet");
    }
    let kind: String = kind.chars().take(60).collect();
    match crate::suggest::nearest(&kind, kinds()) {
        Some(nearest) => format!("there is no step kind `{kind}`; did you mean `{nearest}`?"),
        None => {
            format!("there is no step kind `{kind}`; kinds are {}", kinds().collect::<Vec<_>>().join(", "))
        }
    }
}

impl Step {
    /// A step without connections.
    pub fn new(settings: StepSettings) -> Self {
        Self { settings, on: BTreeMap::new(), max_visits: None, allow: Vec::new() }
    }

    /// The ways in which this step can end, main one first. `otherwise` is among them for a decision only, where it
    /// is an outcome of its own.
    pub fn outcomes(&self) -> Vec<Outcome> {
        let mut outcomes: Vec<Outcome> = match &self.settings {
            StepSettings::Page(page) if page.allow_dismiss => known(&["next", "dismissed"]),
            StepSettings::Page(_) | StepSettings::Assign(_) => known(&["next"]),
            StepSettings::Verification(_) => known(&verification::OUTCOMES),
            StepSettings::Decision(step) => {
                let mut outcomes: Vec<Outcome> = Vec::new();
                for branch in &step.branches {
                    if !outcomes.contains(&branch.outcome) {
                        outcomes.push(branch.outcome.clone());
                    }
                }
                outcomes.push(Outcome::otherwise());
                outcomes
            }
            StepSettings::Webhook(_) => known(&["ok", "failed"]),
            StepSettings::Review(_) => known(&["approved", "rejected", "overdue"]),
            StepSettings::End(_) => return Vec::new(),
        };
        if self.max_visits.is_some() && !outcomes.contains(&Outcome::exhausted()) {
            outcomes.push(Outcome::exhausted());
        }
        outcomes
    }

    /// The outcomes by which a test of the funnel can have the step end: those that can come, and not by themselves.
    pub fn playable(&self) -> Vec<Outcome> {
        let mut outcomes = self.outcomes();
        outcomes.retain(|outcome| outcome != Outcome::EXHAUSTED && self.can_end_by(outcome));
        outcomes
    }

    /// Whether a session can leave by an outcome: nobody is late with a review that is never due.
    pub fn can_end_by(&self, outcome: &Outcome) -> bool {
        !matches!(&self.settings, StepSettings::Review(review) if review.due.is_none() && outcome == "overdue")
    }

    /// The outcome of the usual way on: where a step that is put before another leads to it.
    pub fn main_outcome(&self) -> Option<Outcome> {
        match &self.settings {
            StepSettings::Page(_) | StepSettings::Assign(_) => Some(Outcome::known("next")),
            StepSettings::Verification(_) | StepSettings::Review(_) => Some(Outcome::known("approved")),
            StepSettings::Webhook(_) => Some(Outcome::known("ok")),
            StepSettings::Decision(_) => Some(Outcome::otherwise()),
            StepSettings::End(_) => None,
        }
    }

    /// Where an outcome leads: by its own connection, or by `otherwise`.
    pub fn target(&self, outcome: &Outcome) -> Option<&StepId> {
        self.on.get(outcome).or_else(|| self.on.get(Outcome::OTHERWISE))
    }

    /// The settings of a verification step, if it is one.
    pub fn verification(&self) -> Option<&VerificationStep> {
        match &self.settings {
            StepSettings::Verification(step) => Some(step),
            _ => None,
        }
    }

    /// Whether the session ends here.
    pub fn is_end(&self) -> bool {
        matches!(self.settings, StepSettings::End(_))
    }
}

fn known(names: &[&'static str]) -> Vec<Outcome> {
    names.iter().copied().map(Outcome::known).collect()
}

/// What every step has, as JSON.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Common {
    kind: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    on: BTreeMap<Outcome, StepId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max_visits: Option<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    allow: Vec<String>,
}

impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let common = Common {
            kind: self.settings.kind().to_owned(),
            on: self.on.clone(),
            max_visits: self.max_visits,
            allow: self.allow.clone(),
        };
        let mut json = self.settings.to_json().map_err(S::Error::custom)?;
        let common = serde_json::to_value(common).map_err(S::Error::custom)?;
        if let (Some(json), serde_json::Value::Object(common)) = (json.as_object_mut(), common) {
            json.extend(common);
        }
        json.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Step {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut settings = serde_json::Map::deserialize(deserializer)?;
        let mut common = serde_json::Map::new();
        for key in COMMON_KEYS {
            if let Some(value) = settings.remove(key) {
                common.insert(key.to_owned(), value);
            }
        }
        let common = Common::deserialize(serde_json::Value::Object(common)).map_err(D::Error::custom)?;
        let settings = StepSettings::of_kind(&common.kind, serde_json::Value::Object(settings))
            .map_err(D::Error::custom)?;
        Ok(Self { settings, on: common.on, max_visits: common.max_visits, allow: common.allow })
    }
}
