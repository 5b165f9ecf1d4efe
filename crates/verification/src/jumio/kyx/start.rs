//! What a start becomes on the wire.

use jumio::WireTime;
use jumio::kyx::{
    AccountRequest, ConsentGiven, Obtained, Preset, PresetKind, PresetValues, UserConsent, UserLocation, Web,
    WorkflowKey,
};
use jumio::wire::Members;
use model::providers::jumio::JumioSettings;

use crate::jumio::{word, workflow};
use crate::{Consent, ProviderError, StartRequest};

/// The public workflows that capture no identity document: a preset of one makes no sense there (FACTS 4.10).
const WITHOUT_DOCUMENT: [&str; 15] = [
    "5", "6", "9", "16", "20", "10005", "10006", "10008", "10010", "10014", "10016", "10025", "10026",
    "10071", "10170",
];

/// The body of the request that starts a verification.
pub(super) fn body(settings: &JumioSettings, start: &StartRequest) -> Result<AccountRequest, ProviderError> {
    let workflow = workflow(settings)?;
    let mut body = AccountRequest::new(&start.reference, WorkflowKey(workflow.clone()));
    body.user_reference = Some(start.person.clone());
    body.callback_url.clone_from(&start.callback_url);
    body.token_lifetime = Some(start.token_lifetime.unwrap_or(settings.token_lifetime).to_string());
    if !WITHOUT_DOCUMENT.contains(&workflow.as_str()) {
        body.workflow_definition.credentials.extend(document(start));
    }
    let web = Web {
        success_url: start.success_url.clone(),
        error_url: start.error_url.clone(),
        locale: start.locale.as_ref().or(settings.locale.as_ref()).cloned(),
        other: Members::default(),
    };
    body.web = (web != Web::default()).then_some(web);
    body.user_consent = start.consent.as_ref().map(consent);
    Ok(body)
}

/// What is fixed of the document. The hosted pages heed it when it is one country and one type (FACTS 4.3); mobile
/// kits heed lists too.
fn document(start: &StartRequest) -> Option<Preset> {
    let fixed = |values: Vec<String>| {
        (!values.is_empty()).then_some(PresetValues { predefined_type: Some(PresetKind::Defined), values })
    };
    let country = fixed(start.country.iter().map(|country| country.alpha3().to_owned()).collect());
    let kind = fixed(start.documents.iter().map(|document| word(*document).to_owned()).collect());
    (country.is_some() || kind.is_some()).then(|| Preset {
        id: None,
        category: "ID".to_owned(),
        label: None,
        country,
        kind,
        other: Members::default(),
    })
}

fn consent(consent: &Consent) -> UserConsent {
    UserConsent {
        user_ip: consent.user_ip.clone(),
        user_location: UserLocation { country: consent.country.alpha3().to_owned(), state: None },
        consent: Some(ConsentGiven {
            obtained: Obtained::Yes,
            obtained_at: Some(WireTime::from(consent.obtained_at)),
        }),
    }
}
