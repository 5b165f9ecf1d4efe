//! `campaignctl validate`.

mod everywhere;
mod fix;
mod github;
mod gitlab;
mod listed;
mod report;
mod sarif;

use std::collections::BTreeSet;

use model::{EnvName, ResourceName, providers};
use workspace::{Loaded, Root};

use self::everywhere::{Finding, Look};
use self::report::Report;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::resources;
use crate::ui::Format;

/// What it can write.
pub(crate) const FORMATS: &[Format] =
    &[Format::Human, Format::Json, Format::Sarif, Format::Github, Format::Gitlab];

/// Check the workspace like a compiler
///
/// Everything is checked in one run: syntax, types, names, and the rules that `campaignctl explain` lists; in every
/// environment, or in the one that `--env` names. Exit code 3 tells of errors; warnings and hints are no failure.
///
/// With --fix the spelling mistakes and the like that have one right answer are mended in the files, all of them or none;
/// what is left is reported.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What to check: campaign/SLUG (or SLUG), provider/NAME, data-model, test/NAME; all when left out
    #[arg(value_name = "RESOURCE")]
    resources: Vec<String>,
    /// Mend what has one right answer, and report what is left
    #[arg(long)]
    fix: bool,
    /// With --fix: show the difference, write nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        if self.dry_run && !matches!(context.ui.format, Format::Human | Format::Json) {
            let format = context.ui.format.name();
            return Err(Error::usage(format!("the format `{format}` has no place for a difference"))
                .hint("--dry-run goes with --format human or json"));
        }
        // Tests are read where they may be told of: nothing that is said of the rest depends on them.
        let has_tests =
            self.resources.is_empty() || self.resources.iter().any(|name| name.starts_with("test/"));
        let root = context.root()?;
        let loaded = if has_tests { context.load_with_tests(&root)? } else { context.load()?.1 };
        let scope = Scope::of(context, &root, &loaded, &self.resources, has_tests)?;
        if self.fix {
            return fix::run(context, &root, &scope, self.dry_run);
        }
        let load = if has_tests { Root::load_with_tests } else { Root::load };
        let report = Report::of(scope.looks(loaded, |env| load(&root, Some(env))), &scope);
        report.write(context, &root, None)?;
        let exit = report.exit();
        // The process ends now. To give back a large workspace piece by piece would take a tenth of the whole time.
        std::mem::forget(report);
        Ok(exit)
    }
}

/// What is to be checked.
struct Scope {
    /// Everything that could be.
    known: BTreeSet<ResourceName>,
    /// What was named; `None` for all.
    chosen: Option<BTreeSet<ResourceName>>,
    /// Whether every environment counts, not only the one in force.
    is_everywhere: bool,
    /// Whether funnel tests are checked.
    has_tests: bool,
}

impl Scope {
    fn of(
        context: &Context,
        root: &Root,
        loaded: &Loaded,
        named: &[String],
        has_tests: bool,
    ) -> Result<Self> {
        let known = known(root, loaded)?;
        let chosen = resources::chosen(named, &known)?;
        Ok(Self { known, chosen, is_everywhere: context.chosen_env()?.typed().is_none(), has_tests })
    }

    /// How many resources are checked.
    fn len(&self) -> usize {
        self.chosen.as_ref().unwrap_or(&self.known).len()
    }

    /// The workspace in each environment that counts, given the first. It is read once for all environments for which no
    /// file has settings of its own.
    fn looks(&self, first: Loaded, load: impl Fn(&EnvName) -> Loaded) -> Vec<Look> {
        let mut others = Vec::new();
        if self.is_everywhere {
            others = first.environments();
            others.retain(|env| environment(&first) != Some(env));
        }
        let overlaid = first.overlaid.clone();
        let is_plain = |env: &EnvName| !overlaid.contains(env.as_str());
        // The look that all environments without settings of their own have in common.
        let mut common = environment(&first).is_some_and(is_plain).then_some(0);
        let mut looks = vec![Look::new(first)];
        for env in others {
            if let Some(common) = common.filter(|_| is_plain(&env)) {
                looks[common].environments.push(env);
                continue;
            }
            if is_plain(&env) {
                common = Some(looks.len());
            }
            looks.push(Look::new(load(&env)));
        }
        looks
    }

    /// Whether a resource was named, or nothing was.
    fn has(&self, resource: &ResourceName) -> bool {
        self.chosen.as_ref().is_none_or(|chosen| chosen.contains(resource))
    }

    /// Whether a finding is about one of these resources, or about what they rest on: the settings, for campaigns the shared
    /// files without which not all can be said about them, and for tests their campaigns as well.
    fn concerns(&self, finding: &Finding, looks: &[Look]) -> bool {
        let Some(chosen) = &self.chosen else { return true };
        let resource = &finding.diagnostic.resource;
        match resource {
            ResourceName::Workspace => true,
            _ if chosen.contains(resource) => true,
            ResourceName::Test(_) => false,
            ResourceName::Campaign(_) | ResourceName::DataModel | ResourceName::Provider(_) => {
                chosen.iter().any(|name| rests_on(name, resource, looks))
                    && finding.diagnostic.blocks_push()
                    && looks.iter().any(|look| look.loaded.incomplete.contains(resource))
            }
        }
    }
}

/// Whether not all can be said of something while another file does not read.
fn rests_on(name: &ResourceName, other: &ResourceName, looks: &[Look]) -> bool {
    match (name, other) {
        (ResourceName::Test(name), ResourceName::Campaign(slug)) => {
            let mut tests = looks.iter().flat_map(|look| look.loaded.tests());
            tests.any(|(other, test)| other == name && test.campaign == *slug)
        }
        (ResourceName::Campaign(_), ResourceName::Campaign(_)) => false,
        (ResourceName::Campaign(_) | ResourceName::Test(_), _) => true,
        _ => false,
    }
}

/// What can be checked: the data model and everything that has a file, readable or not.
fn known(root: &Root, loaded: &Loaded) -> Result<BTreeSet<ResourceName>> {
    let providers = providers::NAMES.into_iter().filter_map(providers::named).map(ResourceName::Provider);
    let mut known: BTreeSet<ResourceName> =
        providers.filter(|name| loaded.sources.path(name).is_some()).collect();
    known.insert(ResourceName::DataModel);
    known.extend(root.campaigns()?.into_iter().map(ResourceName::Campaign));
    known.extend(root.tests()?.into_iter().map(ResourceName::Test));
    Ok(known)
}

/// The environment for which a workspace was read.
fn environment(loaded: &Loaded) -> Option<&EnvName> {
    loaded.workspace.as_ref().map(|workspace| &workspace.env)
}
