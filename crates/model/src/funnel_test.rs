//! Tests of funnels: what is played, and what is expected of it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::step::EndResult;
use crate::{CampaignSlug, CaseId, EnvName, FieldId, Outcome, StepId, TimeSpan};

/// The clock at the start of each case where the file does not say: 2026-01-01T12:00:00Z.
pub const DEFAULT_NOW: Timestamp = Timestamp::constant(1_767_268_800, 0);

/// The tests of one campaign's funnel; their file is `tests/<name>.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct FunnelTest {
    /// The campaign whose funnel is gone through.
    pub campaign: CampaignSlug,
    /// The environment whose settings hold; default: the one in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub env: Option<EnvName>,
    /// The clock at the start of each case; default: [`DEFAULT_NOW`].
    #[serde(default, deserialize_with = "instant", skip_serializing_if = "Option::is_none")]
    pub now: Option<Timestamp>,
    /// Cases by id.
    #[serde(rename = "case", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cases: BTreeMap<CaseId, Case>,
}

/// A point in time, with an error that says how one is written.
fn instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let error = |_| {
        let shown: String = text.chars().take(60).collect();
        D::Error::custom(format!(
            "`{shown}` is no point in time: write date, time and the offset from UTC, such as `2026-05-17T10:00:00Z`"
        ))
    };
    text.parse().map(Some).map_err(error)
}

impl FunnelTest {
    /// Tests of a campaign, without a case yet.
    pub fn new(campaign: CampaignSlug) -> Self {
        Self { campaign, env: None, now: None, cases: BTreeMap::new() }
    }

    /// The clock at the start of each case.
    pub fn starts_at(&self) -> Timestamp {
        self.now.unwrap_or(DEFAULT_NOW)
    }
}

/// One way through a funnel.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Case {
    /// What it is about, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What happens, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub play: Vec<Play>,
    /// What has come of it in the end.
    #[serde(default, skip_serializing_if = "Expect::is_empty")]
    pub expect: Expect,
}

/// One thing that happens, as written; [`Play::action`] gives the checked form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Play {
    /// The step at which the session must stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<StepId>,
    /// What the customer fills in on a page; fields left out stay empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fill: Option<BTreeMap<FieldId, String>>,
    /// How the step ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// What a verification reads, by the name of the capture field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub captured: BTreeMap<String, String>,
    /// The pictures that a verification takes: `front`, `back`, `face`, `liveness-1`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<String>,
    /// What another system answers, by field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<BTreeMap<FieldId, String>>,
    /// How much time passes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait: Option<TimeSpan>,
}

/// What a [`Play`] says, once its keys fit together. Whether the step can do it is another question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action<'a> {
    /// Time passes, wherever the session stands.
    Wait(TimeSpan),
    /// The customer goes on: a page is sent with nothing filled in, a verification begins.
    Go {
        /// The step.
        at: &'a StepId,
    },
    /// A page is sent.
    Fill {
        /// The step.
        at: &'a StepId,
        /// What is filled in.
        fields: &'a BTreeMap<FieldId, String>,
    },
    /// Another system answers.
    Answer {
        /// The step.
        at: &'a StepId,
        /// What it says, by the field that takes it.
        fields: &'a BTreeMap<FieldId, String>,
    },
    /// A step ends by an outcome.
    End {
        /// The step.
        at: &'a StepId,
        /// The outcome.
        outcome: &'a Outcome,
        /// What a verification read.
        captured: &'a BTreeMap<String, String>,
        /// The pictures that it took.
        images: &'a [String],
    },
}

/// Why the keys of a [`Play`] do not fit together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlayError {
    /// Neither a step nor time.
    #[error("a play names a step with `at`, or lets time pass with `wait`")]
    Nothing,
    /// A key that needs a step.
    #[error("`{0}` needs `at`, the step where it happens")]
    NoStep(&'static str),
    /// A key beside `wait`.
    #[error("`wait` stands alone: it cannot go together with `{0}`; write two plays")]
    WaitAnd(&'static str),
    /// Two things at once.
    #[error("`{0}` and `{1}` cannot go together; write two plays")]
    Both(&'static str, &'static str),
    /// What a verification brings, without saying how it ended.
    #[error("`{0}` needs `outcome`: how the verification ended")]
    NoOutcome(&'static str),
}

impl PlayError {
    /// The key that is to blame; `None` for the play as a whole.
    pub const fn key(&self) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::NoStep(key) | Self::WaitAnd(key) | Self::Both(_, key) | Self::NoOutcome(key) => Some(key),
        }
    }
}

impl Play {
    /// Time that passes.
    pub fn wait(span: TimeSpan) -> Self {
        Self { wait: Some(span), ..Self::default() }
    }

    /// Something at a step.
    pub fn at(step: StepId) -> Self {
        Self { at: Some(step), ..Self::default() }
    }

    /// The keys that are there, but for `at` and `wait`, in the order of the documentation.
    fn doings(&self) -> impl Iterator<Item = &'static str> {
        [
            ("fill", self.fill.is_some()),
            ("outcome", self.outcome.is_some()),
            ("captured", !self.captured.is_empty()),
            ("images", !self.images.is_empty()),
            ("answer", self.answer.is_some()),
        ]
        .into_iter()
        .filter_map(|(key, is_there)| is_there.then_some(key))
    }

    /// What it says.
    ///
    /// # Errors
    /// Its keys do not fit together.
    pub fn action(&self) -> Result<Action<'_>, PlayError> {
        let first = self.doings().next();
        if let Some(span) = self.wait {
            let other = self.at.as_ref().map(|_| "at").or(first);
            return other.map_or(Ok(Action::Wait(span)), |key| Err(PlayError::WaitAnd(key)));
        }
        let at = match (&self.at, first) {
            (Some(at), _) => at,
            (None, Some(key)) => return Err(PlayError::NoStep(key)),
            (None, None) => return Err(PlayError::Nothing),
        };
        match (&self.fill, &self.outcome, &self.answer) {
            (Some(fields), None, None) => self.alone("fill").map(|()| Action::Fill { at, fields }),
            (None, None, Some(fields)) => self.alone("answer").map(|()| Action::Answer { at, fields }),
            (None, Some(outcome), None) => {
                Ok(Action::End { at, outcome, captured: &self.captured, images: &self.images })
            }
            (None, None, None) => first.map_or(Ok(Action::Go { at }), |key| Err(PlayError::NoOutcome(key))),
            (Some(_), Some(_), _) => Err(PlayError::Both("fill", "outcome")),
            (Some(_), None, Some(_)) => Err(PlayError::Both("fill", "answer")),
            (None, Some(_), Some(_)) => Err(PlayError::Both("outcome", "answer")),
        }
    }

    /// Nothing else happens beside this.
    fn alone(&self, key: &'static str) -> Result<(), PlayError> {
        match self.doings().find(|other| *other != key) {
            Some(other) => Err(PlayError::Both(key, other)),
            None => Ok(()),
        }
    }
}

/// What a case expects. What is not said may be as it likes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Expect {
    /// The end that is reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<StepId>,
    /// How the session ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<EndResult>,
    /// Where the session stands, not having ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<StepId>,
    /// The steps that are passed, in order, with the end and those at which nobody acts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<Vec<StepId>>,
    /// Values of the customer's fields, as text.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<FieldId, String>,
    /// Fields without a value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unset: Vec<FieldId>,
}

impl Expect {
    /// Whether nothing is expected, so that the case could not fail.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn play(json: serde_json::Value) -> Play {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn a_file_has_one_form_and_defaults_are_left_out() {
        let json = serde_json::json!({
            "campaign": "onboarding",
            "env": "production",
            "now": "2026-05-17T10:00:00Z",
            "case": { "passport": {
                "play": [
                    { "at": "welcome", "fill": { "email": "ana@acme.example" } },
                    { "at": "identity", "outcome": "approved",
                      "captured": { "document.first_name": "Ana" }, "images": ["front"] },
                    { "at": "score", "answer": { "score": "10" } },
                    { "wait": "2d" },
                ],
                "expect": {
                    "end": "done", "result": "completed", "path": ["welcome", "done"],
                    "fields": { "first_name": "Ana" }, "unset": ["last_name"],
                },
            } },
        });
        let test: FunnelTest = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(serde_json::to_value(&test).unwrap(), json);
        assert_eq!(test.starts_at().to_string(), "2026-05-17T10:00:00Z");
        let bare = FunnelTest::new(CampaignSlug::new("onboarding").unwrap());
        assert_eq!(serde_json::to_value(&bare).unwrap(), serde_json::json!({ "campaign": "onboarding" }));
        assert_eq!(bare.starts_at().to_string(), "2026-01-01T12:00:00Z");
        assert!(Expect::default().is_empty() && !test.cases["passport"].expect.is_empty());
    }

    #[test]
    fn keys_of_a_play_fit_together() {
        let good = [
            serde_json::json!({ "wait": "2d" }),
            serde_json::json!({ "at": "identity" }),
            serde_json::json!({ "at": "welcome", "fill": {} }),
            serde_json::json!({ "at": "score", "answer": {} }),
            serde_json::json!({ "at": "clerk", "outcome": "approved", "images": ["front"] }),
        ];
        let forms = good.map(|json| match play(json).action().unwrap() {
            Action::Wait(span) => span.to_string(),
            Action::Go { at } => format!("go {at}"),
            Action::Fill { at, fields } => format!("fill {at} {}", fields.len()),
            Action::Answer { at, fields } => format!("answer {at} {}", fields.len()),
            Action::End { at, outcome, images, .. } => format!("{at}.{outcome} {images:?}"),
        });
        assert_eq!(
            forms,
            ["2d", "go identity", "fill welcome 0", "answer score 0", "clerk.approved [\"front\"]"]
        );

        for (json, error) in [
            (serde_json::json!({}), PlayError::Nothing),
            (serde_json::json!({ "fill": {} }), PlayError::NoStep("fill")),
            (serde_json::json!({ "at": "a", "wait": "1h" }), PlayError::WaitAnd("at")),
            (serde_json::json!({ "outcome": "next", "wait": "1h" }), PlayError::WaitAnd("outcome")),
            (
                serde_json::json!({ "at": "a", "fill": {}, "outcome": "next" }),
                PlayError::Both("fill", "outcome"),
            ),
            (serde_json::json!({ "at": "a", "fill": {}, "answer": {} }), PlayError::Both("fill", "answer")),
            (
                serde_json::json!({ "at": "a", "outcome": "ok", "answer": {} }),
                PlayError::Both("outcome", "answer"),
            ),
            (
                serde_json::json!({ "at": "a", "fill": {}, "images": ["x"] }),
                PlayError::Both("fill", "images"),
            ),
            (serde_json::json!({ "at": "a", "captured": { "x": "y" } }), PlayError::NoOutcome("captured")),
        ] {
            assert_eq!(play(json.clone()).action(), Err(error), "{json}");
        }
    }
}
