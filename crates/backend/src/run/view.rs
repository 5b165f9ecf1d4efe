//! What a session shows to its customer at the moment.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use funnel::State;
use model::step::{EndStep, PageStep, VerificationStep};
use model::{FieldId, StepId, StepSettings, Value};

use super::Error;
use super::attempt::Private;
use super::frozen::Frozen;
use super::jobs::webhook;
use super::uploads::Files;
use crate::storage::{AttemptRow, AttemptState};

/// A session as its customer sees it.
#[derive(Debug)]
pub(crate) struct Current {
    /// The version that it runs through.
    pub(crate) frozen: Arc<Frozen>,
    /// Where it stands.
    pub(crate) step: StepId,
    /// Counts its changes: what a form of an earlier state says does not count any more.
    pub(crate) seq: u64,
    /// What is shown.
    pub(crate) view: View,
}

/// What is shown at a step.
pub(crate) enum View {
    /// A page, with the values that the customer has so far.
    Page {
        /// The page's settings.
        page: PageStep,
        /// All values.
        values: BTreeMap<FieldId, Value>,
        /// The files that there are for fields of the page.
        files: BTreeMap<FieldId, Files>,
    },
    /// The consent before a verification.
    Consent {
        /// The step's settings.
        step: VerificationStep,
        /// Which try this will be, from 1.
        attempt: u32,
        /// Whether the country of residence is to be asked for.
        ask_country: bool,
    },
    /// The provider is being asked to begin.
    Starting {
        /// The attempt's id.
        attempt: String,
    },
    /// The customer is at the provider, or a result is waited for.
    Verifying {
        /// The attempt's id.
        attempt: String,
        /// The provider's page.
        web: Option<String>,
        /// What the kit in an app is given.
        sdk_token: Option<String>,
        /// The step's settings.
        step: VerificationStep,
    },
    /// Another system is asked.
    Calling {
        /// The key of the job.
        job: String,
    },
    /// A person of the company decides.
    Review,
    /// It is over.
    End(EndStep),
}

impl Current {
    /// A value of the customer as its field writes it, for texts; `None` where there is none, and for what nobody reads.
    pub(crate) fn written(&self, field: &FieldId) -> Option<String> {
        let View::Page { values, .. } = &self.view else { return None };
        let settings = self.frozen.data_model.fields.get(field)?;
        settings.kind.can_be_read().then(|| values.get(field).map(|value| settings.written(value)))?
    }
}

impl fmt::Debug for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Page { .. } => "Page",
            Self::Consent { .. } => "Consent",
            Self::Starting { .. } => "Starting",
            Self::Verifying { .. } => "Verifying",
            Self::Calling { .. } => "Calling",
            Self::Review => "Review",
            Self::End(_) => "End",
        })
    }
}

/// What a session in this state shows; `attempt` is the verification under way, `files` are those for fields of its page.
pub(super) fn of(
    frozen: Arc<Frozen>,
    session: &str,
    state: &State,
    seq: u64,
    attempt: Option<(AttemptRow, Private)>,
    files: BTreeMap<FieldId, Files>,
) -> Result<Current, Error> {
    let step = state.step().clone();
    let missing = || Error::Broken { what: "session at step", id: step.to_string() };
    let settings = frozen.campaign.steps.get(&step).map(|step| step.settings.clone()).ok_or_else(missing)?;
    let view = match settings {
        StepSettings::Page(page) => View::Page { page, values: state.values().clone(), files },
        StepSettings::Verification(settings) => match attempt {
            Some((row, private)) if row.state != AttemptState::Creating => View::Verifying {
                attempt: row.id,
                web: private.web,
                sdk_token: private.sdk_token,
                step: settings,
            },
            Some((row, _)) => View::Starting { attempt: row.id },
            None => View::Consent {
                attempt: state.attempts(&step) + 1,
                ask_country: settings.consent != model::step::Consent::Off
                    && frozen.funnel().residence(state).is_none(),
                step: settings,
            },
        },
        StepSettings::Webhook(_) => {
            let (step, call) = state.call_under_way().ok_or_else(missing)?;
            View::Calling { job: webhook::key(session, step, call) }
        }
        StepSettings::Review(_) => View::Review,
        StepSettings::End(end) => View::End(end),
        StepSettings::Decision(_) | StepSettings::Assign(_) => return Err(missing()),
    };
    Ok(Current { frozen, step, seq, view })
}
