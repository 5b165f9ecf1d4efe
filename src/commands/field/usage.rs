//! Where a field is used.

use std::collections::BTreeSet;

use model::{Campaign, CampaignSlug, EnvName, FieldId, ResourceName, StepSettings, WorkspaceSettings};
use workspace::Root;

use crate::context::Context;
use crate::error::Result;

/// The places in campaigns that name a field in any environment, those of `base` first.
///
/// A campaign that cannot be read in some environment is an error: it may be the one that uses the field.
pub(super) fn everywhere(
    context: &Context,
    root: &Root,
    settings: &WorkspaceSettings,
    base: Vec<String>,
    field: &FieldId,
) -> Result<Vec<String>> {
    // The default one need not have a section of its own.
    let envs: BTreeSet<&EnvName> = settings.envs.keys().chain([&settings.default_env]).collect();
    let mut found = Vec::new();
    for env in envs {
        let loaded = root.load(Some(env));
        if loaded.incomplete.iter().any(|name| matches!(name, ResourceName::Campaign(_))) {
            let message =
                format!("where `{field}` is used cannot be told: a campaign does not read in {env}");
            return Err(context.unreadable(message, loaded.diagnostics, &loaded.sources));
        }
        let campaigns = loaded.workspace.map(|workspace| workspace.campaigns).unwrap_or_default();
        found.push((env, places(&campaigns, field)));
    }
    Ok(merged(base, &found))
}

/// The places of all environments, each once. One that only some have names them: `… (in production)`.
fn merged(base: Vec<String>, found: &[(&EnvName, Vec<String>)]) -> Vec<String> {
    let places: BTreeSet<&String> = found.iter().flat_map(|(_, places)| places).collect();
    let new: Vec<String> = places
        .into_iter()
        .filter(|place| !base.contains(place))
        .map(|place| {
            let having = found.iter().filter(|(_, places)| places.contains(place));
            let envs: Vec<&str> = having.map(|(env, _)| env.as_str()).collect();
            if envs.len() == found.len() {
                place.clone()
            } else {
                format!("{place} (in {})", envs.join(", "))
            }
        })
        .collect();
    base.into_iter().chain(new).collect()
}

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
                    for (key, text) in [("title", &page.title), ("body", &page.body)] {
                        if text.as_ref().is_some_and(|text| names(text, field)) {
                            used(key);
                        }
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

#[cfg(test)]
mod tests {
    use model::{Campaign, CampaignSlug, EnvName, FieldId};
    use serde_json::json;

    use super::{merged, places};

    #[test]
    fn every_place_that_names_a_field_is_found() {
        let slug = CampaignSlug::new("onboarding").unwrap();
        let campaign: Campaign = serde_json::from_value(json!({ "step": {
            "ask": { "kind": "page", "fields": [{ "field": "asked" }], "title": "Hi {{titled}}", "body": "{{ told }}" },
            "sort": { "kind": "decision", "branch": [
                { "outcome": "a", "when": { "not": { "field": "judged", "op": "is-set" } } },
            ] },
        } }))
        .unwrap();
        let used = |field: &str| places([(&slug, &campaign)], &FieldId::new(field).unwrap());
        assert_eq!(used("asked"), ["onboarding: step.ask.fields"]);
        assert_eq!(used("titled"), ["onboarding: step.ask.title"]);
        assert_eq!(used("told"), ["onboarding: step.ask.body"]);
        assert_eq!(used("judged"), ["onboarding: step.sort.branch"]);
        assert_eq!(used("title"), Vec::<String>::new());
    }

    #[test]
    fn places_that_only_some_environments_have_name_them() {
        let (local, live) = (EnvName::new("local").unwrap(), EnvName::new("live").unwrap());
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let found = [(&local, words(&["a", "b"])), (&live, words(&["b", "c"]))];
        assert_eq!(merged(Vec::new(), &found), ["a (in local)", "b", "c (in live)"]);
        assert_eq!(merged(words(&["a"]), &found), ["a", "b", "c (in live)"]);
    }
}
