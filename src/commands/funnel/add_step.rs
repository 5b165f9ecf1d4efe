//! `campaignctl funnel add-step`.

use model::{Step, StepId};
use workspace::verbs::VerbError;
use workspace::verbs::place::{self, Placement};

use super::kinds::{
    self, AssignFlags, DecisionFlags, EndFlags, KindFlags, PageFlags, ReviewFlags, WebhookFlags,
};
use super::provider_kinds::ProviderKind;
use super::ways::Ways;
use crate::commands::campaign_edit::CampaignEdit;
use crate::context::Context;
use crate::edit::{self, Done, verb_error};
use crate::error::Result;

/// Add a step and connect it
///
/// A way out of a step is written STEP.OUTCOME. `--after A.next` makes that way lead to the new step; where it led before,
/// the new step's own usual way out (`next`, `approved`, `otherwise`) leads. `--before B` alone moves every connection
/// into B to the new step. The first step becomes the entry, where sessions begin.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    kind: Kind,
}

/// The kinds of steps.
#[derive(Debug, clap::Subcommand)]
#[command(subcommand_value_name = "KIND", subcommand_help_heading = "Kinds", disable_help_subcommand = true)]
enum Kind {
    /// Show a text, ask for fields
    Page(Adding<PageFlags>),
    #[command(flatten)]
    Provider(ProviderKind),
    /// Take a branch by what is known about the customer
    Decision(Adding<DecisionFlags>),
    /// Set fields of the customer's record
    Assign(Adding<AssignFlags>),
    /// Ask another system
    Webhook(Adding<WebhookFlags>),
    /// Wait for a person of the company to decide
    Review(Adding<ReviewFlags>),
    /// End the session
    End(Adding<EndFlags>),
}

/// A step of one kind, and where it goes.
#[derive(Debug, clap::Args)]
pub(super) struct Adding<F: clap::Args> {
    /// The step's name [default: the kind]
    #[arg(long, value_name = "STEP")]
    id: Option<StepId>,
    /// The ways that lead to it, such as welcome.next or identity.rejected,expired
    #[arg(long, value_name = "WAYS")]
    after: Vec<Ways>,
    /// The step that its usual way out leads to
    #[arg(long, value_name = "STEP")]
    before: Option<StepId>,
    /// Refuse when a way leads somewhere already, in place of putting the step in between
    #[arg(long)]
    no_splice: bool,
    /// How often a session may enter it, before it ends by the outcome `exhausted`
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..))]
    max_visits: Option<u32>,
    #[command(flatten)]
    edit: CampaignEdit,
    #[command(flatten)]
    flags: F,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        match self.kind {
            Kind::Page(adding) => adding.run("page", context),
            Kind::Provider(provider) => provider.adding.run(&provider.name, context),
            Kind::Decision(adding) => adding.run("decision", context),
            Kind::Assign(adding) => adding.run("assign", context),
            Kind::Webhook(adding) => adding.run("webhook", context),
            Kind::Review(adding) => adding.run("review", context),
            Kind::End(adding) => adding.run("end", context),
        }
    }
}

impl<F: clap::Args + KindFlags> Adding<F> {
    fn run(mut self, kind: &str, context: &mut Context) -> Result {
        self.flags.read()?;
        if context.ui.can_ask() {
            context.hear_interrupts()?;
        }
        self.flags.ask(context)?;
        let (id, named) = match self.id {
            Some(id) => (id, true),
            None => (StepId::new(kind).map_err(|error| verb_error(&error.into()))?, false),
        };
        let placement = Placement {
            after: self.after.into_iter().flat_map(|ways| ways.0).collect(),
            before: self.before,
            splice: !self.no_splice,
        };
        self.edit.run(context, |context, edit, slug, campaign| {
            let data_model = edit::data_model(context, edit)?;
            let changes = self.flags.changes(None, &data_model)?;
            let mut step = Step::new(changes.begin(kind)?);
            step.max_visits = self.max_visits;
            kinds::known_names(&step, &changes, campaign, &data_model)?;
            let documents_missing = step.verification().is_some_and(|step| step.documents.is_empty());
            let told = place::add_step(campaign, &id, step, &placement).map_err(|error| {
                let usage = verb_error(&error);
                let taken = matches!(error, VerbError::Exists { .. });
                if taken && !named { usage.hint("give this one a name of its own with --id") } else { usage }
            })?;
            let mut done = Done::line(format!("added the {kind} step {id} to {slug}")).and(&told);
            let flag = self.edit.flag();
            if documents_missing {
                done = done.hint(format!(
                    "choose the documents: `campaignctl funnel edit-step {id} --documents DOCUMENTS{flag}`"
                ));
            }
            let reached =
                campaign.entry.as_ref() == Some(&id) || campaign.connections().any(|way| *way.to == id);
            if !reached {
                done = done.hint(format!(
                    "nothing leads to {id} yet: `campaignctl funnel connect STEP.OUTCOME {id}{flag}`"
                ));
            }
            Ok(done)
        })
    }
}
