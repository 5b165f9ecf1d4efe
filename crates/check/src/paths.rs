//! The ways that sessions take through a funnel: what is written on them, and the shortest one as evidence.

use std::cell::Cell;
use std::collections::{BTreeMap, VecDeque};

use model::step::StepSettings;
use model::{Condition, FieldId, Outcome, StepId};

use crate::graph::{Funnel, Node, Way};

/// What all searches of one funnel may cost together, in steps, ways and conditions that are looked at. Far more than any
/// funnel that people draw needs; where one needs more, the rules about paths say no more about it.
const MOST: usize = 1_000_000;

/// How many steps of a path a message names.
const LONGEST_TOLD: usize = 6;

/// What may still be looked at.
#[derive(Debug)]
pub(crate) struct Patience(Cell<usize>);

impl Patience {
    pub(crate) fn new() -> Self {
        Self(Cell::new(MOST))
    }

    /// Whether there was enough left.
    fn take(&self, cost: usize) -> bool {
        let left = self.0.get().checked_sub(cost);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }
}

/// What a search found: for each step that can be come to, how.
pub(crate) struct Search {
    came: Vec<Option<Came>>,
}

#[derive(Clone, Copy)]
enum Came {
    /// The search began here.
    Start,
    /// From this step, by the way of this number.
    From(usize, usize),
}

impl Search {
    /// Whether a step can be come to.
    pub(crate) fn reaches(&self, node: usize) -> bool {
        self.came[node].is_some()
    }

    /// A shortest path to a step as a message tells it: `` `welcome.next` -> `identity.rejected` -> `done` ``.
    pub(crate) fn told(&self, funnel: &Funnel<'_>, node: usize) -> String {
        let nodes = funnel.nodes();
        let mut names = vec![format!("`{}`", nodes[node].id)];
        let mut here = node;
        while let Some(Came::From(from, way)) = self.came[here] {
            names.push(format!("`{}.{}`", nodes[from].id, nodes[from].ways[way].outcome));
            here = from;
        }
        names.reverse();
        if names.len() > LONGEST_TOLD {
            names.splice(3..names.len() - 2, ["…".to_owned()]);
        }
        names.join(" -> ")
    }
}

impl<'a> Funnel<'a> {
    /// Everything that can be come to from the starts by the ways that are open, breadth first, so that each path is a
    /// shortest one. `None` when the funnel is too large for one search more.
    pub(crate) fn search(
        &self,
        starts: impl IntoIterator<Item = usize>,
        is_open: impl Fn(&Node<'a>, &Way<'a>) -> bool,
    ) -> Option<Search> {
        if !self.patience().take(self.nodes().len()) {
            return None;
        }
        let mut came = vec![None; self.nodes().len()];
        let mut queue = VecDeque::new();
        for start in starts {
            came[start] = Some(Came::Start);
            queue.push_back(start);
        }
        while let Some(number) = queue.pop_front() {
            let node = &self.nodes()[number];
            if !self.patience().take(node.weight) {
                return None;
            }
            for (way_number, way) in node.ways.iter().enumerate() {
                if let Some(to) = way.to
                    && came[to].is_none()
                    && is_open(node, way)
                {
                    came[to] = Some(Came::From(number, way_number));
                    queue.push_back(to);
                }
            }
        }
        Some(Search { came })
    }

    /// Like [`Self::search`], from one way of a step.
    pub(crate) fn search_from(
        &self,
        node: usize,
        way: usize,
        is_open: impl Fn(&Node<'a>, &Way<'a>) -> bool,
    ) -> Option<Search> {
        let to = self.nodes()[node].ways[way].to?;
        let mut search = self.search([to], is_open)?;
        // The path begins with the way itself, unless it goes round.
        if to != node && matches!(search.came[to], Some(Came::Start)) {
            search.came[to] = Some(Came::From(node, way));
            search.came[node] = search.came[node].map(|_| Came::Start);
        }
        Some(search)
    }

    /// The steps that can be come to after a step has filled a field.
    pub(crate) fn after_filled(&self, field: &FieldId) -> Option<Search> {
        if !self.patience().take(self.nodes().iter().map(|node| node.weight).sum()) {
            return None;
        }
        let writing = self.nodes().iter().flat_map(|node| {
            node.ways.iter().filter(|way| self.writes(node, way, field)).filter_map(|way| way.to)
        });
        self.search(writing, |_, _| true)
    }

    /// Whether a way may write a field: a page writes what it asks for, an `assign` step what it sets, a webhook what it receives, a verification what it maps where `write-on` says
    /// so, and a review's approval what verifications brought that had to wait for it.
    pub(crate) fn writes(&self, node: &Node<'a>, way: &Way<'a>, field: &FieldId) -> bool {
        match &node.step.settings {
            StepSettings::Page(page) => {
                way.outcome == "next"
                    && page.fields.iter().any(|asked| !asked.read_only && asked.field == *field)
            }
            StepSettings::Verification(settings) => {
                settings.map.contains_key(field) && settings.write_on.contains(&way.outcome)
            }
            StepSettings::Assign(assign) => way.outcome == "next" && assign.set.contains_key(field),
            StepSettings::Webhook(webhook) => way.outcome == "ok" && webhook.receive.contains_key(field),
            StepSettings::Review(_) => way.outcome == "approved" && self.mapped().contains(field),
            StepSettings::Decision(_) | StepSettings::End(_) => false,
        }
    }
}

impl<'a> Node<'a> {
    /// The fields that the step may write.
    pub(crate) fn fills(&self) -> Vec<&'a FieldId> {
        match &self.step.settings {
            StepSettings::Page(page) => {
                page.fields.iter().filter(|asked| !asked.read_only).map(|asked| &asked.field).collect()
            }
            StepSettings::Verification(settings) => settings.map.keys().collect(),
            StepSettings::Assign(assign) => assign.set.keys().collect(),
            StepSettings::Webhook(webhook) => webhook.receive.keys().collect(),
            StepSettings::Decision(_) | StepSettings::Review(_) | StepSettings::End(_) => Vec::new(),
        }
    }

    /// Whether a session that knows how some steps ended may leave this one by a way: a decision takes the first branch
    /// whose condition holds.
    pub(crate) fn may_take(&self, way: &Way<'_>, ended: &BTreeMap<&StepId, &Outcome>) -> bool {
        let StepSettings::Decision(decision) = &self.step.settings else { return true };
        for branch in &decision.branches {
            match holds(&branch.when, ended) {
                Some(true) => return way.outcome == branch.outcome || way.outcome == Outcome::EXHAUSTED,
                None if way.outcome == branch.outcome => return true,
                Some(false) | None => {}
            }
        }
        way.outcome == Outcome::OTHERWISE || way.outcome == Outcome::EXHAUSTED
    }
}

/// Whether a condition holds, as far as it can be told from how steps ended.
fn holds(condition: &Condition, ended: &BTreeMap<&StepId, &Outcome>) -> Option<bool> {
    match condition {
        Condition::Field { .. } => None,
        Condition::OutcomeOf { step, outcome } => ended.get(step).map(|ended| *ended == outcome),
        Condition::All(all) => {
            let mut told = all.iter().map(|condition| holds(condition, ended));
            told.try_fold(Some(true), |all, one| match one {
                Some(false) => Err(()),
                Some(true) => Ok(all),
                None => Ok(None),
            })
            .unwrap_or(Some(false))
        }
        Condition::Any(any) => {
            let mut told = any.iter().map(|condition| holds(condition, ended));
            told.try_fold(Some(false), |any, one| match one {
                Some(true) => Err(()),
                Some(false) => Ok(any),
                None => Ok(None),
            })
            .unwrap_or(Some(true))
        }
        Condition::Not(inner) => holds(inner, ended).map(|holds| !holds),
    }
}
