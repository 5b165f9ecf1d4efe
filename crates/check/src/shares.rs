//! Funnels are looked at in small shares: what belongs to one is in the processor's cache then, and several threads can take
//! shares.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use model::{Campaign, CampaignSlug, Diagnostic, ResourceName, Workspace};

use crate::context::Context;
use crate::rule::By;

/// How many campaigns are looked at together.
const SHARE: usize = 16;

/// Below so many campaigns, it is not worth to begin threads.
const FEW: usize = 64;

/// Runs the rules that look at each funnel by itself; gives the context with all funnels, and what was found.
pub(crate) fn look<'a>(
    workspace: &'a Workspace,
    incomplete: &'a BTreeSet<ResourceName>,
    threads: usize,
) -> (Context<'a>, Vec<Diagnostic>) {
    let campaigns: Vec<(&CampaignSlug, &Campaign)> = workspace.campaigns.iter().collect();
    let shares: Vec<_> = campaigns.chunks(SHARE).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut looked_at = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(share) = shares.get(number) else { return looked_at };
            looked_at.push((number, look_at(Context::new(workspace, incomplete, share))));
        }
    };
    let mut looked_at = if campaigns.len() < FEW || threads < 2 {
        work()
    } else {
        std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let mut all = work();
            for other in others {
                match other.join() {
                    Ok(more) => all.extend(more),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            all
        })
    };
    looked_at.sort_unstable_by_key(|(number, _)| *number);
    let mut all = Context::new(workspace, incomplete, &[]);
    let mut found = Vec::new();
    for (_, (context, findings)) in looked_at {
        all.join(context);
        found.extend(findings);
    }
    (all, found)
}

fn look_at(context: Context<'_>) -> (Context<'_>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    for rule in crate::rules() {
        if let By::Funnel(run) | By::Both { funnel: run, .. } = rule.by {
            run(&context, &mut found);
        }
    }
    (context, found)
}
