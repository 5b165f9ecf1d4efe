//! What `[lints]` and `allow` lists make of findings.

use std::collections::{BTreeMap, BTreeSet};

use model::{Diagnostic, KeyPath, Level, LintLevel, ResourceName};

use crate::context::{Context, at_step};
use crate::rule::Rule;
use crate::rules::workspace::w007_allow_without_effect::RULE as WITHOUT_EFFECT;
use crate::words::{did_you_mean, shown};

/// An `allow` list: whose findings it is about, where it stands, and the ids in it.
struct Allowance<'a> {
    resource: ResourceName,
    /// Findings at this path and below are meant.
    scope: KeyPath,
    ids: &'a [String],
    used: BTreeSet<&'a str>,
}

/// The findings that are to be shown, each with its level, and those about lists and levels without effect.
pub(crate) fn apply(context: &Context<'_>, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut allowances = allowances(context);
    let mut by_resource: BTreeMap<ResourceName, Vec<usize>> = BTreeMap::new();
    for (place, allowance) in allowances.iter().enumerate() {
        by_resource.entry(allowance.resource.clone()).or_default().push(place);
    }
    let mut shown = Vec::with_capacity(found.len());
    for finding in found {
        let Some(rule) = crate::rule(&finding.code).filter(|rule| rule.configurable) else {
            shown.push(finding);
            continue;
        };
        let level = level(context, rule);
        let finding = finding.with_level(level.unwrap_or(rule.level));
        let blocks = level.is_some() && finding.blocks_push();
        let mut is_allowed = false;
        for place in by_resource.get(&finding.resource).into_iter().flatten() {
            is_allowed |= allowances[*place].takes(&finding) && !blocks;
        }
        if level.is_some() && !is_allowed {
            shown.push(finding);
        }
    }
    let without_effect: Vec<Diagnostic> = match level(context, &WITHOUT_EFFECT) {
        Some(level) => idle(context, &allowances, &shown).into_iter().map(|f| f.with_level(level)).collect(),
        None => Vec::new(),
    };
    shown.extend(without_effect);
    shown
}

/// The level of a rule's findings; `None` when they are not to be shown.
fn level(context: &Context<'_>, rule: &Rule) -> Option<Level> {
    match context.lints().get(rule.id) {
        None => Some(rule.level),
        Some(LintLevel::Allow) => None,
        Some(LintLevel::Hint) => Some(Level::Hint),
        Some(LintLevel::Warn) => Some(Level::Warning),
        Some(LintLevel::Deny) => Some(Level::Error),
    }
}

fn allowances<'a>(context: &Context<'a>) -> Vec<Allowance<'a>> {
    let mut all = Vec::new();
    let mut add = |resource: &ResourceName, scope: KeyPath, ids: &'a [String]| {
        if !ids.is_empty() {
            all.push(Allowance { resource: resource.clone(), scope, ids, used: BTreeSet::new() });
        }
    };
    for (id, field) in context.data_model().into_iter().flat_map(|model| &model.fields) {
        add(&ResourceName::DataModel, KeyPath::of(["field", id.as_str()]), &field.allow);
    }
    for (name, settings) in context.providers() {
        add(&name, KeyPath::root(), settings.allow());
    }
    for funnel in context.funnels() {
        add(&funnel.name, KeyPath::root(), &funnel.campaign.allow);
        for (id, step) in &funnel.campaign.steps {
            add(&funnel.name, at_step(id, &[]), &step.allow);
        }
    }
    all
}

impl Allowance<'_> {
    /// Whether the list names the finding's rule and the finding is one that it is about.
    fn takes(&mut self, finding: &Diagnostic) -> bool {
        let scope = self.scope.segments();
        let Some(id) = self.ids.iter().find(|id| **id == finding.code) else { return false };
        let takes = finding.path.segments().starts_with(scope);
        if takes {
            self.used.insert(id);
        }
        takes
    }

    /// The path of one of its entries.
    fn path(&self, place: usize) -> KeyPath {
        self.scope.segments().iter().cloned().collect::<KeyPath>().key("allow").index(place)
    }
}

/// What is said about entries and levels that did nothing.
fn idle(context: &Context<'_>, allowances: &[Allowance<'_>], shown: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut idle = Vec::new();
    if context.settings().is_some() {
        let fixed = context.lints().keys().filter_map(|id| crate::rules().iter().find(|rule| rule.id == id));
        for rule in fixed.filter(|rule| !rule.configurable) {
            let message = format!("the level of `{}` cannot be changed", rule.id);
            let path = KeyPath::of(["lints", rule.id]);
            let finding = WITHOUT_EFFECT.finding(&ResourceName::Workspace, path, message).at_key();
            idle.push(finding.with_help("remove the line"));
        }
    }
    let in_error: BTreeSet<&ResourceName> = shown
        .iter()
        .filter(|finding| finding.level == Level::Error)
        .map(|finding| &finding.resource)
        .collect();
    for allowance in allowances {
        // Whoever allows this rule does not want to hear of the list at all.
        if allowance.ids.iter().any(|id| id == WITHOUT_EFFECT.id) {
            continue;
        }
        for (place, id) in allowance.ids.iter().enumerate() {
            let finding =
                |message: String| WITHOUT_EFFECT.finding(&allowance.resource, allowance.path(place), message);
            match crate::rules().iter().find(|rule| rule.id == id) {
                None => {
                    let finding = finding(format!("there is no rule `{}`", self::shown(id)));
                    idle.push(match crate::nearest_rule(id) {
                        Some(near) => finding.with_help(did_you_mean(near.id)),
                        None => finding.with_help("take it off the list"),
                    });
                }
                Some(rule) if !rule.configurable => {
                    let finding = finding(format!("findings of `{id}` cannot be allowed"));
                    idle.push(finding.with_help("take it off the list"));
                }
                Some(_) if allowance.used.contains(id.as_str()) => {}
                // What is missing or wrong elsewhere may be why the rule says nothing.
                Some(_) if !context.is_whole() || in_error.contains(&allowance.resource) => {}
                Some(_) => {
                    let finding = finding(format!("there is no finding of `{id}` here"));
                    idle.push(finding.with_help("take it off the list"));
                }
            }
        }
    }
    idle
}
