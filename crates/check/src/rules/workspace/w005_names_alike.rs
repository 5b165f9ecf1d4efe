use std::collections::BTreeMap;

use model::{Diagnostic, EnvName, FieldId, KeyPath, Level, ResourceName, StepId};

use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "W005",
    title: "names that differ by `-` and `_` only",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for fields, steps of a campaign, campaigns and environments whose names are the same but for `-` \
               and `_`.",
        why: "Whoever types one of them may mean the other, and nobody will see it.",
        example: Example(&[(
            "data-model.toml",
            r#"[field.birth-date]
type = "birth-date"
pii = "personal"

[field.birth_date]
type = "birth-date"
pii = "personal"
"#,
        )]),
        finding: Some(("field.birth_date", "the field `birth_date` is `birth-date` but for `-` and `_`")),
        fix: Example(&[(
            "data-model.toml",
            r#"[field.birth_date]
type = "birth-date"
pii = "personal"
"#,
        )]),
    },
    by: By::Check(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if let Some(model) = context.data_model() {
        for (first, second) in alike(model.fields.keys().map(FieldId::as_str)) {
            found.push(finding(
                &ResourceName::DataModel,
                KeyPath::of(["field", second]),
                "field",
                first,
                second,
            ));
        }
    }
    if let Some(settings) = context.settings() {
        for (first, second) in alike(settings.envs.keys().map(EnvName::as_str)) {
            let path = KeyPath::of(["env", second]);
            found.push(finding(&ResourceName::Workspace, path, "environment", first, second));
        }
    }
    let slugs = context.funnels().filter_map(|funnel| match &funnel.name {
        ResourceName::Campaign(slug) => Some(slug),
        _ => None,
    });
    let slugs: BTreeMap<&str, _> = slugs.map(|slug| (slug.as_str(), slug)).collect();
    for (first, second) in alike(slugs.keys().copied()) {
        let name = ResourceName::Campaign(slugs[second].clone());
        found.push(finding(&name, KeyPath::root(), "campaign", first, second));
    }
    for funnel in context.funnels() {
        for (first, second) in alike(funnel.campaign.steps.keys().map(StepId::as_str)) {
            found.push(finding(&funnel.name, KeyPath::of(["step", second]), "step", first, second));
        }
    }
}

/// The names that are like one before them, each after that one.
fn alike<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<(&'n str, &'n str)> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut alike = Vec::new();
    for name in names {
        let folded: String = name.chars().filter(|c| !matches!(c, '-' | '_')).collect();
        match seen.get(&folded) {
            Some(first) => alike.push((*first, name)),
            None => drop(seen.insert(folded, name)),
        }
    }
    alike
}

fn finding(resource: &ResourceName, path: KeyPath, what: &str, first: &str, second: &str) -> Diagnostic {
    let message = format!("the {what} `{second}` is `{first}` but for `-` and `_`");
    RULE.finding(resource, path, message)
        .at_key()
        .with_help("keep one of the two, or give one a name of its own")
}
