//! `campaignctl funnel show`.

use std::collections::BTreeSet;

use graph::Graph;
use model::{Campaign, Outcome, StepId};
use serde_json::json;

use super::summary;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;

/// Show the steps of a funnel in the order of walking, and where each leads
///
/// `>` marks the entry, where sessions begin; `!` marks steps that no way from there leads to, which come last.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The campaign; may be left out where there is one
    #[arg(short, long, value_name = "SLUG")]
    campaign: Option<String>,
    /// As a tree: each step below the way that leads to it; loops and steps shown above are named only
    #[arg(long)]
    tree: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let (slug, campaign, env) = context.campaign(self.campaign.as_deref())?;
        let campaign = &campaign;
        let order = campaign.walk();
        let reached = reached(campaign, &order);
        if context.ui.json() {
            let steps: Result<Vec<_>> =
                order.iter().map(|id| document(campaign, id, reached.contains(id))).collect();
            context.ui.document(&json!({
                "campaign": slug, "environment": env, "entry": campaign.entry, "steps": steps?,
            }))?;
            return Ok(Exit::Done);
        }
        if self.tree {
            let graph = Graph::of(slug.as_str(), campaign);
            for line in graph::tree::tree(&graph, context.ui.characters()) {
                context.ui.line(&line)?;
            }
        } else {
            let rows: Vec<Vec<String>> =
                order.iter().flat_map(|id| rows(campaign, id, reached.contains(id))).collect();
            context.ui.table(&["step", "kind", "settings", "leads to"], &rows)?;
        }
        if order.is_empty() {
            context.ui.hint("`campaignctl funnel add-step page` puts the first step into it");
        }
        if campaign.entry.is_none() && !order.is_empty() {
            context.ui.warn("the funnel has no entry: no session can begin");
        } else if reached.len() < order.len() {
            let astray: Vec<&str> =
                order.iter().filter(|id| !reached.contains(*id)).map(|id| id.as_str()).collect();
            context.ui.warn(&format!("no way from the entry leads to {}", astray.join(", ")));
        }
        Ok(Exit::Done)
    }
}

/// The steps that can be reached from the entry. In the order of walking, each comes after one that leads to it.
fn reached<'a>(campaign: &'a Campaign, order: &[&'a StepId]) -> BTreeSet<&'a StepId> {
    let mut reached: BTreeSet<&StepId> = campaign.entry.iter().collect();
    for id in order {
        if reached.contains(id) {
            let step = &campaign.steps[*id];
            let outcomes = step.outcomes().into_iter().chain([Outcome::otherwise()]);
            reached.extend(outcomes.filter_map(|outcome| step.on.get(&outcome)));
        }
    }
    reached.retain(|id| campaign.steps.contains_key(*id));
    reached
}

/// A step as lines of the table: one for each way out.
fn rows(campaign: &Campaign, id: &StepId, reached: bool) -> Vec<Vec<String>> {
    let step = &campaign.steps[id];
    let mark = match reached {
        _ if campaign.entry.as_ref() == Some(id) => '>',
        true => ' ',
        false => '!',
    };
    let outcomes = step.outcomes();
    let mut ways = graph::ways(step).into_iter().map(|(outcome, to)| {
        let is_known = outcomes.contains(&outcome) || outcome == Outcome::otherwise();
        match to {
            Some(to) if !is_known => format!("{outcome} -> {to} (no such outcome)"),
            Some(to) if !campaign.steps.contains_key(&to) => format!("{outcome} -> {to} (no such step)"),
            Some(to) => format!("{outcome} -> {to}"),
            None => format!("{outcome} -> ?"),
        }
    });
    let mut rows = vec![vec![
        format!("{mark} {id}"),
        step.settings.kind().to_owned(),
        summary::of(step),
        ways.next().unwrap_or_default(),
    ]];
    rows.extend(ways.map(|way| vec![String::new(), String::new(), String::new(), way]));
    rows
}

/// A step as JSON: its settings as the file has them, its kind and its ways apart.
fn document(campaign: &Campaign, id: &StepId, reached: bool) -> Result<serde_json::Value> {
    let step = &campaign.steps[id];
    let mut settings = serde_json::to_value(step)?;
    if let Some(members) = settings.as_object_mut() {
        members.retain(|key, _| key != "kind" && key != "on");
    }
    let ways: Vec<_> =
        graph::ways(step).into_iter().map(|(outcome, to)| json!({ "outcome": outcome, "to": to })).collect();
    Ok(json!({
        "id": id, "kind": step.settings.kind(), "reached": reached, "settings": settings, "ways": ways,
    }))
}
