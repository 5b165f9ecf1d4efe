//! What a start becomes on the wire.

use jumio::netverify::{InitiateRequest, Preset, PresetType, WorkflowId};
use model::providers::jumio::JumioSettings;
use model::{Document, TimeSpan};

use crate::jumio::{lacking, word, workflow};
use crate::{ProviderError, StartRequest};

/// The largest number of a workflow (FACTS 3.3).
const LARGEST_WORKFLOW: u32 = 999;

/// The body of the request that starts a verification.
pub(super) fn body(settings: &JumioSettings, start: &StartRequest) -> Result<InitiateRequest, ProviderError> {
    let key = workflow(settings)?;
    let number = key.parse().ok().filter(|number| *number <= LARGEST_WORKFLOW);
    let number = number.ok_or_else(|| {
        lacking("the Id Workflow of Jumio's platform `netverify` is a number of up to three digits")
    })?;
    let mut body = InitiateRequest::new(&start.reference, &start.person);
    body.workflow_id = Some(WorkflowId(number));
    body.callback_url.clone_from(&start.callback_url);
    body.success_url.clone_from(&start.success_url);
    body.error_url.clone_from(&start.error_url);
    body.locale.clone_from(if start.locale.is_some() { &start.locale } else { &settings.locale });
    body.token_lifetime_in_minutes = Some(minutes(start.token_lifetime.unwrap_or(settings.token_lifetime)));
    body.presets.extend(preset(start));
    Ok(body)
}

/// A length in whole minutes: rather longer than shorter.
fn minutes(lifetime: TimeSpan) -> u32 {
    lifetime.seconds().div_ceil(60)
}

/// What the customer need not choose: one document of one country, or nothing (FACTS 3.5). There is no preset for visas.
/// Whatever the customer shows in the end, the step's list decides whether it is accepted.
fn preset(start: &StartRequest) -> Option<Preset> {
    match (start.documents.as_slice(), start.country) {
        ([document], Some(country)) if *document != Document::Visa => {
            Some(Preset::document(country.alpha3(), PresetType::from(word(*document))))
        }
        _ => None,
    }
}
