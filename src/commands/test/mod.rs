//! `campaignctl test`.

mod document;
mod junit;
mod outcome;
mod pattern;
mod people;
mod select;

use std::collections::{BTreeMap, BTreeSet};

use funnel::Funnel;
use funnel::play::Coverage;
use model::funnel_test::FunnelTest;
use model::{CampaignSlug, EnvName, Workspace};

use self::outcome::{Ran, RanFile};
use self::select::Selection;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ui::Format;

/// What it can write.
pub(crate) const FORMATS: &[Format] = &[Format::Human, Format::Json, Format::Junit];

/// Run the tests of funnels
///
/// A test goes through a funnel by what its cases play, and compares what has come of it with what they expect. Nothing is sent
/// or written, no backend is needed, and no time passes but what a case waits for. Tests are files in tests/; `campaignctl
/// funnel simulate --save NAME` writes what was tried out as a case of one.
///
/// Exit code 9 tells of cases that failed, 3 of files that cannot be read.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The tests to run, by name or file; all when left out
    #[arg(value_name = "TEST")]
    tests: Vec<String>,
    /// Only the cases with this id; `*` stands for any characters, `?` for one (can be repeated)
    #[arg(long = "case", value_name = "ID")]
    cases: Vec<String>,
    /// Only the tests of this campaign
    #[arg(short, long, value_name = "SLUG")]
    campaign: Option<String>,
    /// Tell the ways of the funnels that no case takes
    #[arg(long)]
    coverage: bool,
}

/// Everything that ran.
struct Run {
    files: Vec<RanFile>,
    /// By campaign; `None` where it was not asked for.
    coverage: Option<Vec<Covered>>,
}

/// How much of a campaign's funnel was gone through.
struct Covered {
    campaign: CampaignSlug,
    /// How many ways there are.
    ways: usize,
    /// Those that no case took, as `STEP.OUTCOME`.
    missing: Vec<String>,
}

impl Run {
    fn cases(&self) -> impl Iterator<Item = &Ran> {
        self.files.iter().flat_map(|file| &file.cases)
    }

    fn failed(&self) -> usize {
        self.cases().filter(|case| !case.passed()).count()
    }
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let root = context.root()?;
        let loaded = context.load_with_tests(&root)?;
        let selection = Selection::of(&root, &loaded, &self.tests, self.campaign.as_deref(), &self.cases)?;
        let workspaces = select::workspaces(context, &root, loaded, &selection)?;
        let run = run(&workspaces, &selection, self.coverage)?;
        match context.ui.format {
            Format::Json => context.ui.document(&document::of(&run))?,
            Format::Junit => context.ui.bytes(junit::report(&run)?.as_bytes())?,
            // What it cannot write was refused before.
            _ => return people::tell(&mut context.ui, &run),
        }
        Ok(if run.failed() == 0 { Exit::Done } else { Exit::TestFailed })
    }
}

/// The workspace as it is in the environments that tests name, and the place of everything in their files.
struct Workspaces {
    in_force: workspace::Loaded,
    others: BTreeMap<EnvName, Workspace>,
}

impl Workspaces {
    /// The workspace that a test goes by.
    fn of(&self, test: &FunnelTest) -> Option<&Workspace> {
        let in_force = self.in_force.workspace.as_ref();
        match &test.env {
            Some(env) if in_force.is_none_or(|workspace| workspace.env != *env) => self.others.get(env),
            _ => in_force,
        }
    }
}

fn run(workspaces: &Workspaces, selection: &Selection, coverage: bool) -> Result<Run> {
    let mut covered: BTreeMap<CampaignSlug, Coverage> = BTreeMap::new();
    let mut files = Vec::new();
    for (name, test) in workspaces.in_force.tests().filter(|(name, _)| selection.has(name)) {
        let gone = || Error::failed(format!("the campaign {} is not there any more", test.campaign));
        let workspace = workspaces.of(test).ok_or_else(gone)?;
        let campaign = workspace.campaigns.get(&test.campaign).ok_or_else(gone)?;
        let funnel = Funnel { campaign, data_model: &workspace.data_model };
        let coverage = covered.entry(test.campaign.clone()).or_default();
        let mut cases = Vec::new();
        for (id, case) in test.cases.iter().filter(|(id, _)| selection.takes(id)) {
            let report = funnel::play::run(funnel, case, test.starts_at());
            coverage.add(&report);
            cases.push(Ran::of(name, id, case, &report));
        }
        files.push(RanFile {
            name: name.clone(),
            campaign: test.campaign.clone(),
            environment: workspace.env.clone(),
            cases,
        });
    }
    outcome::locate(&mut files, &workspaces.in_force.sources);
    let told = |(slug, coverage): (CampaignSlug, Coverage)| {
        let campaign = workspaces.in_force.workspace.as_ref()?.campaigns.get(&slug)?;
        let (ways, missing) = coverage.of(campaign);
        let missing = missing.iter().map(|(step, outcome)| format!("{step}.{outcome}")).collect();
        Some(Covered { campaign: slug, ways, missing })
    };
    let coverage = coverage.then(|| covered.into_iter().filter_map(told).collect());
    Ok(Run { files, coverage })
}

/// The campaigns of these tests.
fn campaigns<'a>(tests: impl IntoIterator<Item = &'a FunnelTest>) -> BTreeSet<&'a CampaignSlug> {
    tests.into_iter().map(|test| &test.campaign).collect()
}
