//! The order of keys and tables.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use model::funnel_test::{Case, Expect, FunnelTest, Play};
use model::step::{COMMON_KEYS, PageField};
use model::{
    Branch, Campaign, Condition, Environment, Field, Outcome, ProviderName, Resource, ResourceName,
    WorkspaceSettings,
};

use super::tree::{Item, Table};
use crate::edit::rank;
use crate::read::{KindSeed, ProviderSeed, keys};

/// What the order rests on.
#[derive(Debug)]
pub(super) struct Order {
    kind: Kind,
    /// The steps in the order in which a customer may meet them.
    steps: Vec<String>,
    /// The kind of each step, and its outcomes, main one first.
    outcomes: BTreeMap<String, (String, Vec<String>)>,
}

#[derive(Debug)]
enum Kind {
    Settings,
    DataModel,
    Provider(ProviderName),
    Campaign,
    Test,
}

/// How the entries of a table are put in order.
enum By<'a> {
    /// As they stand: the order is the author's.
    Hand,
    /// As in this list; others follow.
    List(Vec<&'a str>),
    /// As a person reads them, then as in this list; others follow.
    Rank(Vec<&'a str>),
}

impl Order {
    /// The order in the file of a resource; `None` is for the settings.
    pub(super) fn of(name: &ResourceName, resource: Option<&Resource>) -> Self {
        let kind = match name {
            ResourceName::Workspace => Kind::Settings,
            ResourceName::DataModel => Kind::DataModel,
            ResourceName::Provider(name) => Kind::Provider(name.clone()),
            ResourceName::Campaign(_) => Kind::Campaign,
            ResourceName::Test(_) => Kind::Test,
        };
        let mut order = Self { kind, steps: Vec::new(), outcomes: BTreeMap::new() };
        if let Some(Resource::Campaign(_, campaign)) = resource {
            order.steps = campaign.walk().into_iter().map(ToString::to_string).collect();
            for (id, step) in &campaign.steps {
                let mut outcomes: Vec<String> = step.outcomes().iter().map(ToString::to_string).collect();
                if !outcomes.iter().any(|outcome| outcome == Outcome::OTHERWISE) {
                    outcomes.push(Outcome::OTHERWISE.to_owned());
                }
                order.outcomes.insert(id.to_string(), (step.settings.kind().to_owned(), outcomes));
            }
        }
        order
    }

    /// The entries of the table at a path, in order.
    pub(super) fn sorted<'t>(&self, path: &[String], table: &'t Table) -> Vec<(&'t String, &'t Item)> {
        let mut entries: Vec<(&String, &Item)> = table.entries.iter().collect();
        let place =
            |list: &[&str], key: &str| list.iter().position(|known| *known == key).unwrap_or(list.len());
        match self.by(path) {
            By::Hand => {}
            By::List(list) => entries.sort_by_cached_key(|(key, _)| place(&list, key)),
            By::Rank(list) => entries.sort_by_cached_key(|(key, _)| (rank(key), place(&list, key))),
        }
        entries
    }

    fn by(&self, path: &[String]) -> By<'_> {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        match (&self.kind, path.as_slice()) {
            (_, ["env"])
            | (Kind::Settings, ["lints"])
            | (Kind::DataModel, ["field"] | ["field", _, "aliases"])
            | (
                Kind::Campaign,
                ["step", _, "map" | "set" | "receive"] | ["env", _, "step", _, "set" | "receive"],
            ) => By::Hand,
            (Kind::Settings, []) => By::Rank(keys(PhantomData::<WorkspaceSettings>).to_vec()),
            (Kind::Settings, _) => By::Rank(keys(PhantomData::<Environment>).to_vec()),
            (Kind::DataModel, _) => By::Rank(keys(PhantomData::<Field>).to_vec()),
            (Kind::Provider(name), _) => By::Rank(keys(ProviderSeed(name)).to_vec()),
            (Kind::Campaign, []) => By::Rank(keys(PhantomData::<Campaign>).to_vec()),
            (Kind::Campaign, ["step"] | ["env", _, "step"]) => {
                By::List(self.steps.iter().map(String::as_str).collect())
            }
            (Kind::Campaign, ["step", id] | ["env", _, "step", id]) => By::Rank(self.step_keys(id)),
            (Kind::Campaign, ["step", id, "on"]) => By::List(self.outcomes_of(id)),
            (Kind::Campaign, ["step", _, "set", _] | ["env", _, "step", _, "set", _]) => {
                By::List(vec!["value", "field", "template", "transform"])
            }
            (Kind::Campaign, ["step", _, "map", _]) => By::List(vec!["from", "transform"]),
            (Kind::Campaign, ["step", _, rest @ ..] | ["env", _, "step", _, rest @ ..]) => {
                By::Rank(inner_keys(rest).to_vec())
            }
            (Kind::Campaign, _) => By::Rank(Vec::new()),
            // As the types have them: a person reads a test from its first line to its last.
            (Kind::Test, []) => By::List(keys(PhantomData::<FunnelTest>).to_vec()),
            (Kind::Test, ["case", _]) => By::List(keys(PhantomData::<Case>).to_vec()),
            (Kind::Test, ["case", _, "play"]) => By::List(keys(PhantomData::<Play>).to_vec()),
            (Kind::Test, ["case", _, "expect"]) => By::List(keys(PhantomData::<Expect>).to_vec()),
            (Kind::Test, _) => By::Hand,
        }
    }

    fn outcomes_of(&self, step: &str) -> Vec<&str> {
        self.outcomes.get(step).into_iter().flat_map(|(_, outcomes)| outcomes).map(String::as_str).collect()
    }

    fn step_keys(&self, step: &str) -> Vec<&'static str> {
        let kind = self.outcomes.get(step).map_or("", |(kind, _)| kind);
        keys(KindSeed(kind)).iter().chain(&COMMON_KEYS).copied().collect()
    }
}

/// The keys of what stands in arrays of a step.
fn inner_keys(path: &[&str]) -> &'static [&'static str] {
    match path {
        ["fields", ..] => keys(PhantomData::<PageField>),
        ["branch"] => keys(PhantomData::<Branch>),
        _ => keys(PhantomData::<Condition>),
    }
}
