//! Each kind of file, lowered from its text to the model.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use model::step::{self, COMMON_KEYS};
use model::{
    Campaign, CampaignSlug, DataModel, Diagnostic, EnvName, Environment, Field, FieldId, IdError, KeyPath,
    Outcome, ProviderName, ProviderSettings, Resource, ResourceName, Step, StepId, StepSettings,
    WorkspaceSettings,
};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer};
use serde_json::{Map, Value};

use super::findings::Findings;
use super::item::lower;
use super::tree::{self, SyntaxFault};

/// What one file says.
#[derive(Debug)]
pub(crate) struct Lowered<T> {
    /// What could be read; `None` when nothing could.
    pub(crate) value: Option<T>,
    /// What could not.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Whether nothing is missing in `value`.
    pub(crate) complete: bool,
    /// Faults of the syntax: the only findings whose place no key path tells. Each has its finding, too.
    pub(crate) syntax: Vec<SyntaxFault>,
    /// The environments for which the file has settings of their own.
    pub(crate) envs: Vec<String>,
}

/// Key, value pairs of one table.
pub(super) type Members = Map<String, Value>;

/// Reads `campaignctl.toml`.
pub(crate) fn lower_settings(text: &str) -> Lowered<WorkspaceSettings> {
    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case")]
    struct Head {
        workspace: model::WorkspaceName,
        default_env: EnvName,
        #[serde(default)]
        requires: Option<String>,
        #[serde(default)]
        lints: BTreeMap<String, model::LintLevel>,
    }
    whole(&ResourceName::Workspace, text, None, |mut members, findings, _| {
        let envs = entries(&mut members, "env", &KeyPath::root(), findings);
        let head = lower(PhantomData::<Head>, Value::Object(members), &KeyPath::root(), &["env"], findings);
        let mut settings = head.map(|head| WorkspaceSettings {
            workspace: head.workspace,
            default_env: head.default_env,
            requires: head.requires,
            envs: BTreeMap::new(),
            lints: head.lints,
        });
        for (name, members, at) in envs {
            let Some(name) = id(EnvName::new(&name), &at, findings) else { continue };
            let environment = lower(PhantomData::<Environment>, members, &at, &[], findings);
            if let (Some(settings), Some(environment)) = (&mut settings, environment) {
                settings.envs.insert(name, environment);
            }
        }
        settings
    })
}

/// Reads the file of a resource, resolved for an environment; without one, as it is for all.
pub(crate) fn lower_resource(name: &ResourceName, text: &str, env: Option<&EnvName>) -> Lowered<Resource> {
    whole(name, text, env, |members, findings, envs| match name {
        // These are no resources: they are read by functions of their own.
        ResourceName::Workspace | ResourceName::Test(_) => None,
        ResourceName::DataModel => Some(Resource::DataModel(data_model(members, findings))),
        ResourceName::Provider(name) => provider(name, members, env, findings, envs).map(Resource::Provider),
        ResourceName::Campaign(slug) => Some(campaign(slug, members, env, findings, envs)),
    })
}

pub(super) fn whole<T>(
    name: &ResourceName,
    text: &str,
    env: Option<&EnvName>,
    read: impl FnOnce(Members, &mut Findings, &mut Vec<String>) -> Option<T>,
) -> Lowered<T> {
    let mut findings = Findings::new(name.clone());
    let (table, syntax) = tree::parse(text);
    let mut odd = Vec::new();
    let members = tree::values(table.get_ref(), &mut odd);
    let is_plain = odd.is_empty();
    for odd in odd {
        findings.lost("W001", odd.path, odd.message);
    }
    let mut envs = Vec::new();
    let value = read(members, &mut findings, &mut envs);
    if !syntax.is_empty() {
        // What else seems wrong may only follow from these.
        findings.clear();
        for fault in &syntax {
            findings.lost("W001", KeyPath::root(), fault.message.clone());
        }
    } else if is_plain && findings.has_slips() {
        findings.offer_spellings(&tree::values(table.get_ref(), &mut Vec::new()), env);
    }
    Lowered {
        complete: value.is_some() && !findings.incomplete,
        diagnostics: findings.list,
        value,
        syntax,
        envs,
    }
}

/// Takes the entries of a table of tables out of `members`: name, value, and where it stands.
pub(super) fn entries(
    members: &mut Members,
    key: &str,
    at: &KeyPath,
    findings: &mut Findings,
) -> Vec<(String, Value, KeyPath)> {
    let at = at.clone().key(key);
    match members.remove(key) {
        None => Vec::new(),
        Some(Value::Object(entries)) => {
            entries.into_iter().map(|(name, value)| (name.clone(), value, at.clone().key(name))).collect()
        }
        Some(_) => {
            findings.lost("W001", at, format!("`{key}` is a table: write `[{key}.NAME]`"));
            Vec::new()
        }
    }
}

pub(super) fn id<T>(id: Result<T, IdError>, at: &KeyPath, findings: &mut Findings) -> Option<T> {
    id.map_err(|error| findings.lost_key("W002", at.clone(), error.to_string())).ok()
}

fn data_model(mut members: Members, findings: &mut Findings) -> DataModel {
    let mut model = DataModel::default();
    for (name, value, at) in entries(&mut members, "field", &KeyPath::root(), findings) {
        let Some(name) = id(FieldId::new(&name), &at, findings) else { continue };
        if let Some(field) = lower(PhantomData::<Field>, value, &at, &[], findings) {
            model.fields.insert(name, field);
        }
    }
    for key in members.keys() {
        findings.unknown_key(KeyPath::of([key]), key, ["field"]);
    }
    model
}

/// The settings of a provider of a name.
#[derive(Clone, Copy)]
pub(crate) struct ProviderSeed<'a>(pub(crate) &'a ProviderName);

impl<'de> DeserializeSeed<'de> for ProviderSeed<'_> {
    type Value = ProviderSettings;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<ProviderSettings, D::Error> {
        ProviderSettings::of(self.0, deserializer)
    }
}

fn provider(
    name: &ProviderName,
    mut members: Members,
    env: Option<&EnvName>,
    findings: &mut Findings,
    envs: &mut Vec<String>,
) -> Option<ProviderSettings> {
    for (env_name, value, at) in entries(&mut members, "env", &KeyPath::root(), findings) {
        let Some(overlay) = overlay(env_name, value, &at, findings, envs) else { continue };
        let Some((_, overlay)) = overlay.split_for(env) else { continue };
        for (key, value) in overlay {
            if key == "platform" {
                let message =
                    "the platform is the same in every environment: write it at the top of the file";
                findings.lost_key("W001", at.clone().key(key), message);
            } else {
                members.insert(key, value);
            }
        }
    }
    lower(ProviderSeed(name), Value::Object(members), &KeyPath::root(), &["env"], findings)
}

/// The settings of one environment.
struct Overlay {
    env: String,
    members: Members,
}

impl Overlay {
    /// The settings, if they are those of this environment.
    fn split_for(self, env: Option<&EnvName>) -> Option<(String, Members)> {
        env.is_some_and(|env| *env == self.env.as_str()).then_some((self.env, self.members))
    }
}

fn overlay(
    env: String,
    value: Value,
    at: &KeyPath,
    findings: &mut Findings,
    envs: &mut Vec<String>,
) -> Option<Overlay> {
    id(EnvName::new(&env), at, findings)?;
    envs.push(env.clone());
    let Value::Object(members) = value else {
        findings.lost("W001", at.clone(), "settings of an environment are a table");
        return None;
    };
    Some(Overlay { env, members })
}

fn campaign(
    slug: &CampaignSlug,
    mut members: Members,
    env: Option<&EnvName>,
    findings: &mut Findings,
    envs: &mut Vec<String>,
) -> Resource {
    let root = KeyPath::root();
    let mut steps = entries(&mut members, "step", &root, findings);
    for (env_name, value, at) in entries(&mut members, "env", &root, findings) {
        let Some(overlay) = overlay(env_name, value, &at, findings, envs) else { continue };
        let Overlay { env: name, mut members } = overlay;
        let applies = env.is_some_and(|env| *env == name.as_str());
        for (id, value, at) in entries(&mut members, "step", &at, findings) {
            overlay_step(&mut steps, &id, value, &at, applies, findings);
        }
        for key in members.keys() {
            findings.unknown_key(at.clone().key(key), key, ["step"]);
        }
    }
    let mut campaign: Campaign =
        lower(PhantomData::<Campaign>, Value::Object(members), &root, &["env"], findings).unwrap_or_default();
    for (name, value, at) in steps {
        let Some(id) = id(StepId::new(&name), &at, findings) else { continue };
        if let Some(step) = step(value, &at, findings) {
            campaign.steps.insert(id, step);
        }
    }
    Resource::Campaign(slug.clone(), campaign)
}

/// Lays the settings of one environment over a step.
fn overlay_step(
    steps: &mut [(String, Value, KeyPath)],
    id: &str,
    value: Value,
    at: &KeyPath,
    applies: bool,
    findings: &mut Findings,
) {
    let Some((_, step, _)) = steps.iter_mut().find(|(name, ..)| name == id) else {
        let nearest = model::suggest::nearest(id, steps.iter().map(|(name, ..)| name.as_str()));
        let meant = nearest.map_or_else(String::new, |nearest| format!("; did you mean `{nearest}`?"));
        let shown: String = id.chars().take(60).collect();
        return findings.lost_key("W003", at.clone(), format!("there is no step `{shown}`{meant}"));
    };
    let Value::Object(settings) = value else {
        return findings.lost("W001", at.clone(), "settings of a step are a table");
    };
    for (key, value) in settings {
        if matches!(key.as_str(), "kind" | "on" | "map") {
            let message = format!("`{key}` is the same in every environment: write it in the step itself");
            findings.lost_key("W001", at.clone().key(key), message);
        } else if applies && let Some(step) = step.as_object_mut() {
            step.insert(key, value);
        }
    }
}

/// The settings of a step of a kind.
#[derive(Clone, Copy)]
pub(crate) struct KindSeed<'a>(pub(crate) &'a str);

impl<'de> DeserializeSeed<'de> for KindSeed<'_> {
    type Value = StepSettings;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<StepSettings, D::Error> {
        StepSettings::of_kind(self.0, deserializer)
    }
}

/// The keys that every step has, without `kind` and `on`.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Common {
    #[serde(default)]
    max_visits: Option<u32>,
    #[serde(default)]
    allow: Vec<String>,
}

fn step(value: Value, at: &KeyPath, findings: &mut Findings) -> Option<Step> {
    let Value::Object(mut members) = value else {
        findings.lost("W001", at.clone(), "a step is a table: write `[step.ID]`");
        return None;
    };
    let kind = match members.remove("kind") {
        Some(Value::String(kind)) => kind,
        Some(_) => {
            findings.lost("W001", at.clone().key("kind"), "the kind of a step is a text");
            return None;
        }
        None => {
            let kinds: Vec<&str> = step::kinds().collect();
            findings.lost(
                "W001",
                at.clone(),
                format!("the step has no `kind`; kinds are {}", kinds.join(", ")),
            );
            return None;
        }
    };
    if !step::kinds().any(|known| known == kind) {
        findings.lost("W001", at.clone().key("kind"), step::unknown_kind(&kind));
        return None;
    }
    let on = connections(members.remove("on"), &at.clone().key("on"), findings);
    if let Some(Value::Object(map)) = members.get_mut("map") {
        let wrong: Vec<String> = map.keys().filter(|key| FieldId::new(key).is_err()).cloned().collect();
        for key in wrong {
            map.remove(&key);
            id(FieldId::new(&key), &at.clone().key("map").key(key.clone()), findings);
        }
    }
    let mut common = Members::new();
    for key in COMMON_KEYS {
        common.extend(members.remove(key).map(|value| (key.to_owned(), value)));
    }
    let common = lower(PhantomData::<Common>, Value::Object(common), at, &[], findings);
    let settings = lower(KindSeed(&kind), Value::Object(members), at, &COMMON_KEYS, findings)?;
    let common = common.unwrap_or(Common { max_visits: None, allow: Vec::new() });
    Some(Step { settings, on, max_visits: common.max_visits, allow: common.allow })
}

fn connections(on: Option<Value>, at: &KeyPath, findings: &mut Findings) -> BTreeMap<Outcome, StepId> {
    let mut connections = BTreeMap::new();
    let entries = match on {
        None => return connections,
        Some(Value::Object(entries)) => entries,
        Some(_) => {
            findings.lost("W001", at.clone(), "connections are a table: write `on.OUTCOME = \"STEP\"`");
            return connections;
        }
    };
    for (outcome, target) in entries {
        let at = at.clone().key(outcome.as_str());
        let Some(outcome) = id(Outcome::new(&outcome), &at, findings) else { continue };
        let Value::String(target) = target else {
            findings.lost("W001", at, "a connection leads to one step: write its id as a text");
            continue;
        };
        match StepId::new(&target) {
            Ok(target) => drop(connections.insert(outcome, target)),
            Err(error) => findings.lost("W002", at, error.to_string()),
        }
    }
    connections
}
