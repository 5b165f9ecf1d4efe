//! Reads scenarios, and refuses those that could never come true.

use model::Country;

use super::Scenario;
use crate::control::Finish;
use crate::kyx::finish::REQUESTED;
use crate::kyx::labels;
use crate::kyx::outcome::Outcome;
use crate::kyx::words::{Capability, Category, Document};
use crate::netverify::{Ending, Rejection};

const MAX_NAME: usize = 50;
const MAX_DESCRIPTION: usize = 200;
const MAX_RESULTS: usize = 100;

/// What is wrong with a scenario.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScenarioError {
    /// It cannot be read at all: the parser's message, with the place.
    #[error("{0}")]
    Syntax(String),
    /// A value that cannot be.
    #[error("{place}: {what}")]
    Value {
        /// The member, as in `results[0].label`.
        place: String,
        /// What is wrong with it.
        what: String,
    },
    /// None of this name is known.
    #[error("there is no scenario {0:?}")]
    Unknown(String),
}

fn value(place: impl Into<String>, what: impl Into<String>) -> ScenarioError {
    ScenarioError::Value { place: place.into(), what: what.into() }
}

impl Scenario {
    /// Reads a TOML file. Errors: where it is not TOML, or what of it makes no sense.
    pub fn from_toml(text: &str) -> Result<Self, ScenarioError> {
        let scenario: Self = toml::from_str(text).map_err(|error: toml::de::Error| {
            ScenarioError::Syntax(error.to_string().trim_end().to_owned())
        })?;
        scenario.check()?;
        Ok(scenario)
    }

    /// Reads a JSON file. Errors: where it is not JSON, or what of it makes no sense.
    pub fn from_json(text: &str) -> Result<Self, ScenarioError> {
        let scenario: Self =
            serde_json::from_str(text).map_err(|error| ScenarioError::Syntax(error.to_string()))?;
        scenario.check()?;
        Ok(scenario)
    }

    /// Errors: what of it makes no sense in any workflow.
    pub fn check(&self) -> Result<(), ScenarioError> {
        let Self { name, description, results, .. } = self;
        let is_slug = |text: &str| {
            let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            (1..=MAX_NAME).contains(&text.len()) && text.bytes().all(known)
        };
        if !is_slug(name) {
            return Err(value("name", "must be made of 1 to 50 lower-case letters, digits and hyphens"));
        }
        if description.chars().count() > MAX_DESCRIPTION || description.contains(char::is_control) {
            return Err(value("description", "must be one line of up to 200 characters"));
        }
        if !(1..=MAX_RESULTS).contains(&results.len()) {
            return Err(value("results", "must have from 1 to 100 entries"));
        }
        results.iter().enumerate().try_for_each(|(index, result)| {
            check_result(result).map_err(|(member, what)| value(format!("results[{index}].{member}"), what))
        })
    }
}

fn check_result(result: &Finish) -> Result<(), (&'static str, String)> {
    let known = |member: &'static str, text: Option<&String>, is_known: &dyn Fn(&str) -> bool| match text {
        Some(text) if !is_known(text) => Err((member, format!("{text:?} is not known"))),
        _ => Ok(()),
    };
    known("document", result.document.as_ref(), &|name| {
        Document::from_name(name).or_else(|| Document::from_wire(name)).is_some()
    })?;
    known("country", result.country.as_ref(), &|code| Country::from_alpha3(code).is_some())?;
    known("outcome", result.outcome.as_ref(), &|name| {
        name == REQUESTED || Outcome::from_name(name).is_some()
    })?;
    known("label", result.label.as_ref(), &|label| {
        labels::is_known(label) || Ending::of_label(label, None, true).is_some()
    })?;
    known("credential", result.credential.as_ref(), &|name| Category::from_wire(name).is_some())?;
    known("capability", result.capability.as_ref(), &|name| Capability::from_wire(name).is_some())?;
    if result.label.is_some() && result.outcome.is_some() {
        return Err(("label", "stands in place of an outcome, not beside one".to_owned()));
    }
    if result.credential.is_some() && result.label.is_none() {
        return Err(("credential", "goes with a label".to_owned()));
    }
    if result.capability.is_some() && result.label.is_none() {
        return Err(("capability", "goes with a label".to_owned()));
    }
    let Some(reason) = &result.reject_reason else {
        if !result.reject_details.is_empty() {
            return Err(("rejectDetails", "go with a reject reason".to_owned()));
        }
        return Ok(());
    };
    let rejection =
        Rejection::find(reason).ok_or_else(|| ("rejectReason", format!("{reason:?} is not known")))?;
    let unknown = result.reject_details.iter().find(|detail| rejection.reason.detail(detail).is_none());
    match unknown {
        Some(detail) => Err(("rejectDetails", format!("{detail:?} is no detail of {reason:?}"))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_in_both_forms() {
        let toml = Scenario::from_toml(
            r#"
            name = "glare-then-ok"
            finishes = "at-visit"
            [[results]]
            label = "GLARE"
            credential = "ID"
            [[results]]
            outcome = "approved"
            extraction = { firstName = "ANA" }
            "#,
        )
        .unwrap();
        let json = Scenario::from_json(
            r#"{ "name": "glare-then-ok", "finishes": "at-visit", "results": [
                { "label": "GLARE", "credential": "ID" },
                { "outcome": "approved", "extraction": { "firstName": "ANA" } } ] }"#,
        )
        .unwrap();
        assert_eq!(toml, json);
        assert_eq!(toml.results[0].name(), "GLARE of ID");
    }

    #[test]
    fn what_could_never_come_true_is_refused_with_its_place() {
        for (text, message) in [
            ("name = 'Big'\nresults = [{}]", "name: must be made of"),
            ("name = 'a'\nresults = []", "results: must have"),
            ("name = 'a'\ndescription = \"x\\ny\"\nresults = [{}]", "description: must be one line"),
            ("name = 'a'\nresults = [{}, { outcome = 'fine' }]", "results[1].outcome: \"fine\" is not known"),
            ("name = 'a'\nresults = [{ label = 'SHINY' }]", "results[0].label: \"SHINY\" is not known"),
            ("name = 'a'\nresults = [{ label = 'GLARE', credential = 'FACE' }]", "results[0].credential"),
            ("name = 'a'\nresults = [{ credential = 'ID' }]", "results[0].credential: goes with a label"),
            ("name = 'a'\nresults = [{ document = 'book' }]", "results[0].document"),
            ("name = 'a'\nresults = [{ country = 'UY' }]", "results[0].country"),
            ("name = 'a'\nresults = [{ rejectDetails = ['2001'] }]", "results[0].rejectDetails"),
            (
                "name = 'a'\nresults = [{ rejectReason = '999' }]",
                "results[0].rejectReason: \"999\" is not known",
            ),
            (
                "name = 'a'\nresults = [{ rejectReason = '108', rejectDetails = ['2001'] }]",
                "results[0].rejectDetails: \"2001\" is no detail of \"108\"",
            ),
            ("name = 'a'\nresults = [{ labels = 'GLARE' }]", "unknown field `labels`"),
            ("name = 'a'\nfinishes = 'soon'\nresults = [{}]", "unknown variant `soon`"),
        ] {
            let error = Scenario::from_toml(text).unwrap_err().to_string();
            assert!(error.contains(message), "{text}: {error}");
        }
    }
}
