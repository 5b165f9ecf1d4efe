//! What there is to be seen of a funnel: its steps and ways, and what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use model::{Campaign, FieldId, Outcome, Step, StepId, StepSettings};

/// The longest text of a person that a picture quotes, in characters.
const MOST: usize = 32;

/// A funnel as nodes and edges. Every text is one line without control characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Graph {
    /// The campaign's name.
    pub title: String,
    /// The start, the steps in the order of walking, then a node for each place where a way ends in nothing.
    pub nodes: Vec<Node>,
    /// The ways, by the nodes that they leave, main outcomes first.
    pub edges: Vec<Edge>,
}

/// A node of the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// The step's id; for other nodes a word that says what they are.
    pub name: String,
    /// The step's kind, as files write it; empty for what is no step.
    pub step_kind: String,
    /// What the step does, in a few words; may be empty.
    pub detail: String,
    /// What is wrong with it.
    pub problem: Option<Problem>,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// Where sessions begin; no step.
    Start,
    /// A page.
    Page,
    /// An identity verification.
    Verification,
    /// A decision.
    Decision,
    /// A step that sets fields.
    Assign,
    /// A step that asks another system.
    Webhook,
    /// A review by a person.
    Review,
    /// An end.
    End,
    /// Where a way leads that leads to no step.
    Nowhere,
}

/// A way from a node to a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The number of the node that it leaves.
    pub from: usize,
    /// The number of the node where it leads.
    pub to: usize,
    /// The outcome; empty at the start.
    pub label: String,
    /// What is wrong with it.
    pub problem: Option<Problem>,
}

/// What is wrong with a node or an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// No way from the entry leads to the step.
    Unreachable,
    /// The outcome leads nowhere.
    NotConnected,
    /// The way leads to a step that does not exist.
    NoSuchStep,
    /// The step has no such outcome.
    NoSuchOutcome,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Unreachable => "unreachable",
            Self::NotConnected => "not connected",
            Self::NoSuchStep => "no such step",
            Self::NoSuchOutcome => "no such outcome",
        })
    }
}

impl Graph {
    /// The graph of a campaign; `name` stands for one without a title.
    pub fn of(name: &str, campaign: &Campaign) -> Self {
        let title = line(campaign.title.as_deref().unwrap_or(name), usize::MAX);
        let mut graph = Self { title, ..Self::default() };
        let walk = campaign.walk();
        let mut numbers: BTreeMap<&StepId, usize> = BTreeMap::new();
        if campaign.entry.is_some() {
            graph.nodes.push(Node::bare(NodeKind::Start, "start"));
        }
        for id in &walk {
            numbers.insert(id, graph.nodes.len());
            graph.nodes.push(Node::of_step(id, &campaign.steps[*id]));
        }
        if let Some(entry) = &campaign.entry {
            let (to, problem) = graph.target(&numbers, Some(entry));
            graph.edges.push(Edge { from: 0, to, label: String::new(), problem });
        }
        for id in walk {
            graph.add_ways(&numbers, id, &campaign.steps[id]);
        }
        graph.mark_unreachable();
        graph
    }

    /// The edges that leave a node.
    pub fn leaving(&self, node: usize) -> impl Iterator<Item = &Edge> {
        self.edges.iter().filter(move |edge| edge.from == node)
    }

    /// How many of the nodes are steps.
    pub fn steps(&self) -> usize {
        self.nodes.iter().filter(|node| node.is_step()).count()
    }

    fn add_ways(&mut self, numbers: &BTreeMap<&StepId, usize>, id: &StepId, step: &Step) {
        let outcomes = step.outcomes();
        // One node for all that leads from here to the same nothing.
        let mut nothings: BTreeMap<Option<StepId>, usize> = BTreeMap::new();
        for (outcome, target) in ways(step) {
            let known = numbers.get(id).copied().zip(target.as_ref().and_then(|to| numbers.get(to).copied()));
            let (to, mut problem) = match (known, nothings.get(&target)) {
                (None, Some(nothing)) => (*nothing, self.nodes[*nothing].problem),
                _ => self.target(numbers, target.as_ref()),
            };
            if problem.is_some() {
                nothings.insert(target, to);
            } else if !(outcomes.contains(&outcome) || outcome == Outcome::otherwise()) {
                problem = Some(Problem::NoSuchOutcome);
            }
            self.edges.push(Edge { from: numbers[id], to, label: outcome.to_string(), problem });
        }
    }

    /// The node of a target: the step's, or a new one that says what is wrong.
    fn target(
        &mut self,
        numbers: &BTreeMap<&StepId, usize>,
        to: Option<&StepId>,
    ) -> (usize, Option<Problem>) {
        if let Some(number) = to.and_then(|to| numbers.get(to)) {
            return (*number, None);
        }
        let (name, problem) = match to {
            Some(to) => (to.as_str(), Problem::NoSuchStep),
            None => (Node::UNNAMED, Problem::NotConnected),
        };
        self.nodes.push(Node {
            detail: problem.to_string(),
            problem: Some(problem),
            ..Node::bare(NodeKind::Nowhere, name)
        });
        (self.nodes.len() - 1, Some(problem))
    }

    fn mark_unreachable(&mut self) {
        let mut next: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        // A connection that belongs to no outcome is never taken.
        for edge in self.edges.iter().filter(|edge| edge.problem != Some(Problem::NoSuchOutcome)) {
            next.entry(edge.from).or_default().push(edge.to);
        }
        let start = self.nodes.first().filter(|node| node.kind == NodeKind::Start).map(|_| 0);
        let mut reached: BTreeSet<usize> = start.into_iter().collect();
        let mut open: Vec<usize> = start.into_iter().collect();
        while let Some(node) = open.pop() {
            open.extend(next.get(&node).into_iter().flatten().copied().filter(|to| reached.insert(*to)));
        }
        for (number, node) in self.nodes.iter_mut().enumerate() {
            if node.is_step() && !reached.contains(&number) {
                node.problem = Some(Problem::Unreachable);
            }
        }
    }
}

impl Edge {
    /// The label, with what is wrong unless the node where it leads says so.
    pub fn caption(&self) -> String {
        match self.problem {
            Some(problem @ Problem::NoSuchOutcome) => format!("{} ({problem})", self.label),
            _ => self.label.clone(),
        }
    }
}

impl Node {
    /// The name of the node where a way leads that leads nowhere.
    pub const UNNAMED: &'static str = "?";

    /// Whether it stands for a step.
    pub fn is_step(&self) -> bool {
        !matches!(self.kind, NodeKind::Start | NodeKind::Nowhere)
    }

    /// The kind and the detail of a step, or the detail alone.
    pub fn subtitle(&self) -> String {
        match (self.step_kind.as_str(), self.detail.as_str()) {
            (kind, "") => kind.to_owned(),
            ("", detail) => detail.to_owned(),
            (kind, detail) => format!("{kind}: {detail}"),
        }
    }

    fn bare(kind: NodeKind, name: &str) -> Self {
        Self { kind, name: name.to_owned(), step_kind: String::new(), detail: String::new(), problem: None }
    }

    fn of_step(id: &StepId, step: &Step) -> Self {
        let (kind, detail) = match &step.settings {
            StepSettings::Page(page) => {
                (NodeKind::Page, page.title.as_ref().or(page.body.as_ref()).cloned().unwrap_or_default())
            }
            StepSettings::Verification(verification) => {
                (NodeKind::Verification, verification.documents.join(", "))
            }
            StepSettings::Decision(decision) => (
                NodeKind::Decision,
                match decision.branches.len() {
                    1 => "1 branch".to_owned(),
                    count => format!("{count} branches"),
                },
            ),
            StepSettings::Assign(assign) => {
                let fields: Vec<&str> = assign.set.keys().map(FieldId::as_str).collect();
                (NodeKind::Assign, fields.join(", "))
            }
            StepSettings::Webhook(webhook) => (NodeKind::Webhook, webhook.endpoint.clone()),
            StepSettings::Review(review) => (NodeKind::Review, review.queue.clone().unwrap_or_default()),
            StepSettings::End(end) => (NodeKind::End, end.result.to_string()),
        };
        let step_kind = step.settings.kind().to_owned();
        Self { step_kind, detail: line(&detail, MOST), ..Self::bare(kind, id.as_str()) }
    }
}

/// The ways out of a step: one for each outcome, but for those that `otherwise` stands for; at the end connections of
/// outcomes that the step does not have.
pub fn ways(step: &Step) -> Vec<(Outcome, Option<StepId>)> {
    let known = step.outcomes();
    let own = |outcome: &&Outcome| step.on.contains_key(*outcome) || step.target(outcome).is_none();
    let others = step.on.keys().filter(|outcome| !known.contains(outcome));
    let shown = known.iter().filter(own).chain(others);
    shown.map(|outcome| (outcome.clone(), step.on.get(outcome).cloned())).collect()
}

/// The first line of a text, at most so many characters of it, without what could move a cursor or turn the direction.
fn line(text: &str, most: usize) -> String {
    let first = text.trim().lines().next().unwrap_or_default().trim_end();
    let mut line: String = first.chars().take(most).map(harmless).collect();
    if first.chars().nth(most).is_some() {
        line.pop();
        line.truncate(line.trim_end().len());
        line.push('…');
    }
    line
}

fn harmless(c: char) -> char {
    // What XML cannot hold, however it is escaped.
    let is_no_text = matches!(c, '\u{fffe}' | '\u{ffff}');
    match c {
        '\t' => ' ',
        c if model::terminal::obeys(c) || is_no_text => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(kind: &str, settings: serde_json::Value, on: &[(&str, &str)]) -> Step {
        let on = on.iter().map(|(outcome, to)| (Outcome::new(outcome).unwrap(), StepId::new(to).unwrap()));
        Step { on: on.collect(), ..Step::new(StepSettings::of_kind(kind, settings).unwrap()) }
    }

    fn shown(step: &Step) -> Vec<String> {
        let to = |to: Option<StepId>| to.map_or_else(|| "?".to_owned(), |to| to.to_string());
        ways(step).into_iter().map(|(outcome, target)| format!("{outcome} {}", to(target))).collect()
    }

    #[test]
    fn each_outcome_is_a_way_unless_otherwise_stands_for_it() {
        let review = |on| step("review", serde_json::json!({}), on);
        assert_eq!(shown(&review(&[("approved", "done")])), ["approved done", "rejected ?", "overdue ?"]);
        let otherwise = [("otherwise", "declined"), ("approved", "done"), ("aproved", "gone")];
        assert_eq!(shown(&review(&otherwise)), ["approved done", "aproved gone", "otherwise declined"]);
        assert_eq!(shown(&step("end", serde_json::json!({ "result": "completed" }), &[])), [""; 0]);
    }

    #[test]
    fn texts_are_one_short_harmless_line() {
        assert_eq!(line("  Hello\nthere", 10), "Hello");
        assert_eq!(line("twelve chars", 8), "twelve…");
        assert_eq!(line("twelve", 6), "twelve");
        assert_eq!(line("a\u{1b}[31m\u{202e}b\tc", 20), "a\u{fffd}[31m\u{fffd}b c");
        assert_eq!(line("", 5), "");
    }
}
