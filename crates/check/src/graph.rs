//! A campaign's funnel as a graph: its steps by number, and the ways that lead from one to another.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use model::step::DecisionStep;
use model::{Campaign, FieldId, KeyPath, Outcome, ResourceName, Step, StepId, StepSettings};

use crate::context::at_step;
use crate::paths::Patience;

/// A campaign and the graph of its steps. Steps are numbered in the order in which a customer may meet them
/// ([`Campaign::walk`]), so that the first of several is the one that a person would name.
pub(crate) struct Funnel<'a> {
    pub(crate) name: ResourceName,
    pub(crate) campaign: &'a Campaign,
    nodes: Vec<Node<'a>>,
    numbers: BTreeMap<&'a StepId, usize>,
    patience: Patience,
    reached: OnceCell<Vec<bool>>,
    mapped: BTreeSet<&'a FieldId>,
}

/// A step in the graph.
pub(crate) struct Node<'a> {
    pub(crate) id: &'a StepId,
    pub(crate) step: &'a Step,
    /// One for each outcome that the step has.
    pub(crate) ways: Vec<Way<'a>>,
    /// What it costs to look at all of its ways.
    pub(crate) weight: usize,
    /// Whether one of its ways leads nowhere, or a connection belongs to no outcome: where it leads when that is mended
    /// cannot be known.
    pub(crate) broken: bool,
}

/// A way out of a step.
pub(crate) struct Way<'a> {
    pub(crate) outcome: Outcome,
    /// The key of `on` that decides: the outcome's own, or `otherwise`; `None` when there is neither.
    pub(crate) key: Option<&'a Outcome>,
    /// The number of the step where it leads; `None` when there is no such step.
    pub(crate) to: Option<usize>,
}

impl<'a> Funnel<'a> {
    pub(crate) fn new(name: ResourceName, campaign: &'a Campaign) -> Self {
        let walk = campaign.walk();
        let numbers: BTreeMap<&StepId, usize> =
            walk.iter().copied().enumerate().map(|(number, id)| (id, number)).collect();
        let nodes = walk
            .into_iter()
            .filter_map(|id| campaign.steps.get_key_value(id))
            .map(|(id, step)| Node::new(id, step, &numbers))
            .collect();
        let verifications = campaign.steps.values().filter_map(Step::verification);
        let mapped = verifications.flat_map(|settings| settings.map.keys()).collect();
        Self { name, campaign, nodes, numbers, patience: Patience::new(), reached: OnceCell::new(), mapped }
    }

    /// The fields that some verification maps.
    pub(crate) fn mapped(&self) -> &BTreeSet<&'a FieldId> {
        &self.mapped
    }

    /// What searches of this funnel may still cost.
    pub(crate) fn patience(&self) -> &Patience {
        &self.patience
    }

    /// The number of a step, if there is such a step.
    pub(crate) fn number(&self, id: &StepId) -> Option<usize> {
        self.numbers.get(id).copied()
    }

    /// The steps, by number.
    pub(crate) fn nodes(&self) -> &[Node<'a>] {
        &self.nodes
    }

    /// The number of the step where sessions begin, if there is such a step.
    pub(crate) fn entry(&self) -> Option<usize> {
        self.campaign.entry.as_ref().and_then(|entry| self.numbers.get(entry).copied())
    }

    /// The decisions, by id.
    pub(crate) fn decisions(&self) -> impl Iterator<Item = (&'a StepId, &'a DecisionStep)> {
        self.campaign.steps.iter().filter_map(|(id, step)| match &step.settings {
            StepSettings::Decision(decision) => Some((id, decision)),
            _ => None,
        })
    }

    /// The steps of a loop as a message tells them, back at the first in the end.
    pub(crate) fn round(&self, steps: &[usize]) -> String {
        let round = steps.iter().chain(steps.first());
        let mut names: Vec<String> = round.map(|step| format!("`{}`", self.nodes[*step].id)).collect();
        if names.len() > 6 {
            names.splice(3..names.len() - 2, ["…".to_owned()]);
        }
        names.join(" -> ")
    }

    /// Whether there is an end.
    pub(crate) fn has_end(&self) -> bool {
        self.nodes.iter().any(|node| node.step.is_end())
    }

    /// Which steps a session can come to.
    pub(crate) fn reached(&self) -> &[bool] {
        self.reached.get_or_init(|| {
            spread(self.nodes.len(), self.entry(), |node| self.nodes[node].targets().collect())
        })
    }

    /// Which steps a session can leave for good: from which an end can be reached, or a step of which it cannot be
    /// known where it leads.
    pub(crate) fn escaping(&self) -> Vec<bool> {
        let mut back: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        for (number, node) in self.nodes.iter().enumerate() {
            node.targets().for_each(|target| back[target].push(number));
        }
        let goals = self.nodes.iter().enumerate().filter(|(_, node)| node.step.is_end() || node.broken);
        spread(self.nodes.len(), goals.map(|(number, _)| number), |node| back[node].clone())
    }
}

impl<'a> Node<'a> {
    fn new(id: &'a StepId, step: &'a Step, numbers: &BTreeMap<&StepId, usize>) -> Self {
        let outcomes = step.outcomes();
        let otherwise = step.on.get_key_value(Outcome::OTHERWISE);
        let misnamed = step.on.keys().any(|key| !(*key == Outcome::OTHERWISE || outcomes.contains(key)));
        let ways: Vec<Way<'a>> = outcomes
            .into_iter()
            .map(|outcome| {
                let connection = step.on.get_key_value(&outcome).or(otherwise);
                let to = connection.and_then(|(_, target)| numbers.get(target).copied());
                Way { outcome, key: connection.map(|(key, _)| key), to }
            })
            .collect();
        let broken = misnamed && !step.is_end() || ways.iter().any(|way| way.to.is_none());
        let each = match &step.settings {
            StepSettings::Page(page) => page.fields.len(),
            StepSettings::Decision(decision) => decision
                .branches
                .iter()
                .map(|branch| 1 + branch.when.fields().len() + branch.when.steps().len())
                .sum(),
            StepSettings::Assign(assign) => assign.set.len(),
            StepSettings::Webhook(webhook) => webhook.send.len() + webhook.receive.len(),
            StepSettings::Verification(_) | StepSettings::Review(_) | StepSettings::End(_) => 0,
        };
        let weight = 1 + ways.len() * (1 + each);
        Self { id, step, ways, weight, broken }
    }

    /// The numbers of the steps where the ways lead.
    pub(crate) fn targets(&self) -> impl Iterator<Item = usize> {
        self.ways.iter().filter_map(|way| way.to)
    }

    /// Whether it can be passed a limited number of times only. It then ends by `exhausted`, again and again if need be.
    pub(crate) fn is_bounded(&self) -> bool {
        self.step.max_visits.is_some() || self.step.verification().is_some()
    }

    /// The path of the connection that decides about a way.
    pub(crate) fn path(&self, way: &Way<'_>) -> KeyPath {
        at_step(self.id, &["on", way.key.map_or(way.outcome.as_str(), Outcome::as_str)])
    }
}

/// Everything that can be come to from the starts.
pub(crate) fn spread(
    count: usize,
    starts: impl IntoIterator<Item = usize>,
    next: impl Fn(usize) -> Vec<usize>,
) -> Vec<bool> {
    let mut seen = vec![false; count];
    let mut queue: VecDeque<usize> = starts.into_iter().collect();
    for start in &queue {
        seen[*start] = true;
    }
    while let Some(node) = queue.pop_front() {
        for target in next(node) {
            if !std::mem::replace(&mut seen[target], true) {
                queue.push_back(target);
            }
        }
    }
    seen
}

/// The strongly connected components: each as its members in order, by their first members. `edges` are the targets of
/// each node. Kosaraju's two walks, without recursion: a funnel may be long.
pub(crate) fn components(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut back: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
    for (node, targets) in edges.iter().enumerate() {
        for target in targets {
            back[*target].push(node);
        }
    }
    let mut components = Vec::new();
    let mut taken = vec![false; edges.len()];
    for start in finished(edges).into_iter().rev() {
        if taken[start] {
            continue;
        }
        taken[start] = true;
        let mut members = vec![start];
        let mut next = 0;
        while let Some(node) = members.get(next).copied() {
            next += 1;
            for source in &back[node] {
                if !std::mem::replace(&mut taken[*source], true) {
                    members.push(*source);
                }
            }
        }
        members.sort_unstable();
        components.push(members);
    }
    components.sort_unstable();
    components
}

/// The nodes in the order in which a walk depth first is done with them.
fn finished(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut order = Vec::with_capacity(edges.len());
    let mut seen = vec![false; edges.len()];
    for start in 0..edges.len() {
        if std::mem::replace(&mut seen[start], true) {
            continue;
        }
        let mut stack = vec![(start, 0)];
        while let Some((node, next)) = stack.last_mut() {
            if let Some(target) = edges[*node].get(*next) {
                *next += 1;
                if !std::mem::replace(&mut seen[*target], true) {
                    stack.push((*target, 0));
                }
            } else {
                order.push(*node);
                stack.pop();
            }
        }
    }
    order
}

/// A shortest way along edges within `members`, both ends included; empty when there is none.
pub(crate) fn shortest(edges: &[Vec<usize>], members: &[usize], from: usize, to: usize) -> Vec<usize> {
    let mut before: BTreeMap<usize, usize> = BTreeMap::new();
    let mut queue = VecDeque::from([from]);
    while let Some(node) = queue.pop_front() {
        if node == to {
            let mut path = vec![to];
            while let Some(node) = path.last().filter(|node| **node != from).and_then(|node| before.get(node))
            {
                path.push(*node);
            }
            path.reverse();
            return path;
        }
        for target in &edges[node] {
            if *target != from && members.binary_search(target).is_ok() && !before.contains_key(target) {
                before.insert(*target, node);
                queue.push_back(*target);
            }
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_are_found_whole() {
        let edges = vec![vec![1], vec![2, 3], vec![0], vec![3], vec![3, 5], vec![4], vec![]];
        assert_eq!(components(&edges), [vec![0, 1, 2], vec![3], vec![4, 5], vec![6]]);
        assert_eq!(components(&[]), Vec::<Vec<usize>>::new());
        // Deep enough that recursion would overflow the stack.
        let ring: Vec<Vec<usize>> = (0..200_000).map(|node| vec![(node + 1) % 200_000]).collect();
        assert_eq!(components(&ring).len(), 1);
    }

    #[test]
    fn the_shortest_way_stays_among_the_members() {
        let edges = vec![vec![4, 1], vec![2], vec![0], vec![], vec![2]];
        assert_eq!(shortest(&edges, &[0, 1, 2], 0, 2), [0, 1, 2]);
        assert_eq!(shortest(&edges, &[0, 1, 2], 1, 1), [1]);
        assert_eq!(shortest(&edges, &[0, 1, 2], 0, 3), Vec::<usize>::new());
    }
}
