//! Where a field is used.

use model::{Campaign, CampaignSlug, FieldId, StepSettings};

/// The places in campaigns that name a field, such as `onboarding: step.identity.map.first_name`.
pub(super) fn places<'a>(
    campaigns: impl IntoIterator<Item = (&'a CampaignSlug, &'a Campaign)>,
    field: &FieldId,
) -> Vec<String> {
    let mut places = Vec::new();
    for (slug, campaign) in campaigns {
        for (id, step) in &campaign.steps {
            let mut used = |key: &str| places.push(format!("{slug}: step.{id}.{key}"));
            match &step.settings {
                StepSettings::Page(page) => {
                    if page.fields.iter().any(|asked| asked.field == *field) {
                        used("fields");
                    }
                    let placeholder = |text: &String| names(text, field);
                    if page.body.as_ref().is_some_and(placeholder) {
                        used("body");
                    }
                }
                StepSettings::Verification(verification) => {
                    if verification.map.contains_key(field) {
                        used(&format!("map.{field}"));
                    }
                    if verification.consent_country_field().is_some_and(|country| country == *field) {
                        used("consent-country");
                    }
                }
                StepSettings::Decision(decision) => {
                    if decision.branches.iter().any(|branch| branch.when.fields().contains(&field)) {
                        used("branch");
                    }
                }
                StepSettings::Review(_) | StepSettings::End(_) => {}
            }
        }
    }
    places
}

/// Whether a text has `{{field}}`.
fn names(text: &str, field: &FieldId) -> bool {
    let inner = text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}"));
    inner.map(|(name, _)| name.trim()).any(|name| name == field.as_str())
}
