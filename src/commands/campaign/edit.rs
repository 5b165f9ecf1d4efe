//! `campaignctl campaign edit`.

use clap::ValueEnum;
use model::{Campaign, Resource, providers};
use workspace::verbs::place;

use crate::commands::campaign_edit::refuse_env;
use crate::commands::text;
use crate::context::Context;
use crate::edit::{self, Done, verb_error};
use crate::error::{Error, Result};

/// Change a campaign's settings; `funnel` changes its steps
///
/// Only what is given changes.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The campaign; may be left out where there is one
    slug: Option<String>,
    /// What people read
    #[arg(long, value_name = "TEXT", value_parser = text::line)]
    title: Option<String>,
    /// The identity verification provider
    #[arg(long, value_name = "NAME")]
    provider: Option<String>,
    /// The step where sessions begin
    #[arg(long, value_name = "STEP")]
    entry: Option<model::StepId>,
    /// When customers can begin, such as 2026-12-01T09:00:00-03:00
    #[arg(long, value_name = "TIME", value_parser = instant)]
    starts: Option<String>,
    /// Until when customers can begin
    #[arg(long, value_name = "TIME", value_parser = instant)]
    ends: Option<String>,
    /// Take a setting back to its default (can be repeated)
    #[arg(long, value_name = "SETTING")]
    unset: Vec<Setting>,
    /// Show the difference, write nothing
    #[arg(long)]
    dry_run: bool,
}

/// A setting that can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Setting {
    Title,
    Provider,
    Entry,
    Starts,
    Ends,
}

/// A point in time, kept as it was written.
fn instant(text: &str) -> std::result::Result<String, String> {
    match text.parse::<jiff::Timestamp>() {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err("write date, time and offset from UTC: 2026-12-01T09:00:00-03:00".to_owned()),
    }
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        refuse_env(context)?;
        self.makes_sense()?;
        edit::edit(context, self.dry_run, |context, edit, root| {
            let (slug, before) = edit::campaign(context, edit, root, self.slug.as_deref())?;
            let after = self.applied(&before)?;
            if after == before {
                return Ok(Done::default());
            }
            let shown = |value: Option<&str>| value.map_or_else(|| "nothing".to_owned(), str::to_owned);
            let mut done = Done::line(format!("changed the campaign {slug}"));
            let settings = [
                ("title", before.title.as_deref(), after.title.as_deref()),
                (
                    "provider",
                    before.provider.as_ref().map(model::ProviderName::as_str),
                    after.provider.as_ref().map(model::ProviderName::as_str),
                ),
                (
                    "entry",
                    before.entry.as_ref().map(model::StepId::as_str),
                    after.entry.as_ref().map(model::StepId::as_str),
                ),
                ("starts", before.starts.as_deref(), after.starts.as_deref()),
                ("ends", before.ends.as_deref(), after.ends.as_deref()),
            ];
            for (key, was, is) in settings.into_iter().filter(|(_, was, is)| was != is) {
                done.lines.push(format!("{key} -> {} (was {})", shown(is), shown(was)));
            }
            edit::put(context, edit, &Resource::Campaign(slug, after))?;
            Ok(done)
        })
    }

    /// Refuses nothing to do, and what contradicts itself.
    fn makes_sense(&self) -> Result<()> {
        let given = [
            (Setting::Title, self.title.is_some()),
            (Setting::Provider, self.provider.is_some()),
            (Setting::Entry, self.entry.is_some()),
            (Setting::Starts, self.starts.is_some()),
            (Setting::Ends, self.ends.is_some()),
        ];
        if let Some((setting, _)) =
            given.into_iter().find(|(setting, given)| *given && self.unset.contains(setting))
        {
            let name =
                setting.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
            return Err(Error::usage(format!("`{name}` is given a value and taken back at once")));
        }
        if self.unset.is_empty() && given.iter().all(|(_, given)| !given) {
            return Err(Error::usage("nothing to change was given").hint(
                "settings are --title, --provider, --entry, --starts and --ends; --unset takes one back",
            ));
        }
        Ok(())
    }

    fn applied(&self, before: &Campaign) -> Result<Campaign> {
        let mut campaign = before.clone();
        for setting in &self.unset {
            match setting {
                Setting::Title => campaign.title = None,
                Setting::Provider => campaign.provider = None,
                Setting::Entry => campaign.entry = None,
                Setting::Starts => campaign.starts = None,
                Setting::Ends => campaign.ends = None,
            }
        }
        if let Some(title) = &self.title {
            campaign.title = Some(title.clone());
        }
        if let Some(name) = &self.provider {
            let known = providers::named(name)
                .ok_or_else(|| Error::unknown("identity verification provider", name, providers::NAMES))?;
            campaign.provider = Some(known);
        }
        campaign.starts = self.starts.clone().or(campaign.starts);
        campaign.ends = self.ends.clone().or(campaign.ends);
        if let (Some(starts), Some(ends)) = (campaign.starts_at(), campaign.ends_at())
            && ends <= starts
        {
            return Err(Error::usage("the campaign would end before it starts"));
        }
        if let Some(entry) = &self.entry {
            place::known_step(&campaign, entry).map_err(|error| verb_error(&error))?;
            campaign.entry = Some(entry.clone());
        }
        Ok(campaign)
    }
}
