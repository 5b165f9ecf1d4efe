//! Reading a workspace.

mod findings;
mod item;
mod resource;
mod steady;
mod test;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};
use model::funnel_test::FunnelTest;
use model::{
    CampaignSlug, DataModel, Diagnostic, EnvName, IdError, KeyPath, ProviderName, Resource, ResourceName,
    TestName, Workspace, WorkspaceSettings, providers,
};

use crate::files::{self, FileFault, path_of};
use crate::root::{CAMPAIGNS, PROVIDERS, TESTS};
use crate::{Root, Sources};

pub(crate) use item::keys;
use steady::steadily;

pub(crate) use resource::{KindSeed, Lowered, ProviderSeed, lower_resource, lower_settings};
pub(crate) use test::lower_test;
pub(crate) use tree::{SyntaxFault, parse};

/// What [`Root::load`] found.
#[derive(Debug)]
pub struct Loaded {
    /// What could be read; `None` when `campaignctl.toml` itself does not say which workspace this is.
    pub workspace: Option<Workspace>,
    /// What could not be read, and why.
    pub diagnostics: Vec<Diagnostic>,
    /// Resources of which something is missing in `workspace`: what rules find there may only follow from it.
    pub incomplete: BTreeSet<ResourceName>,
    /// The environments for which some file has settings of its own. In all others the workspace is the same.
    pub overlaid: BTreeSet<String>,
    /// The texts, for places.
    pub sources: Sources,
}

impl Loaded {
    /// The funnel tests by name; there are none where they were not asked for ([`Root::load_with_tests`]).
    pub fn tests(&self) -> impl Iterator<Item = (&TestName, &FunnelTest)> {
        self.workspace.iter().flat_map(|workspace| &workspace.tests)
    }

    /// The names of all environments that the settings know.
    pub fn environments(&self) -> Vec<EnvName> {
        self.workspace.iter().flat_map(|workspace| workspace.settings.envs.keys().cloned()).collect()
    }
}

impl Root {
    /// Reads the whole workspace but its funnel tests, resolved for an environment, or for `default-env`. An environment that
    /// the settings do not know gives the workspace without overlays: [`Workspace::environment`] is `None` then.
    pub fn load(&self, env: Option<&EnvName>) -> Loaded {
        steadily(self, || self.load_with(env, BTreeMap::new(), false))
    }

    /// As [`Root::load`], and the funnel tests.
    pub fn load_with_tests(&self, env: Option<&EnvName>) -> Loaded {
        steadily(self, || self.load_with(env, BTreeMap::new(), true))
    }

    /// As [`Root::load`], with other texts than those of some files; `None` for a file that is not to be there.
    pub(crate) fn load_with(&self, env: Option<&EnvName>, texts: Texts, with_tests: bool) -> Loaded {
        let mut reading = Reading::of_settings(self, env, texts);
        let mut resources = vec![ResourceName::DataModel];
        resources.extend(reading.names(PROVIDERS, |name| {
            let name = providers::named(name).ok_or_else(|| ("W003", providers::unknown(name)))?;
            Ok(ResourceName::Provider(name))
        }));
        resources.extend(reading.names(CAMPAIGNS, |name| {
            let form = |error: IdError| ("W002", error.to_string());
            CampaignSlug::new(name).map(ResourceName::Campaign).map_err(form)
        }));
        if with_tests {
            resources.extend(reading.names(TESTS, |name| {
                TestName::new(name).map(ResourceName::Test).map_err(|error| ("W002", error.to_string()))
            }));
        }
        for (name, found) in reading.look_at(resources) {
            reading.keep(&name, found);
        }
        reading.done()
    }

    /// Reads the settings and some resources: the workspace that comes back has no others.
    pub fn load_only(&self, env: Option<&EnvName>, names: &[ResourceName]) -> Loaded {
        steadily(self, || {
            let mut reading = Reading::of_settings(self, env, BTreeMap::new());
            for (name, found) in reading.look_at(names.to_vec()) {
                reading.keep(&name, found);
            }
            reading.done()
        })
    }

    /// Reads the settings only: the workspace that comes back has no resources.
    pub fn load_settings(&self, env: Option<&EnvName>) -> Loaded {
        Reading::of_settings(self, env, BTreeMap::new()).done()
    }
}

/// Texts that count instead of those of the files; `None` where there shall be no file.
pub(crate) type Texts = BTreeMap<ResourceName, Option<String>>;

/// From how many files on it is worth to begin threads.
const MANY: usize = 64;

/// What is found where a resource's file should be.
enum Found {
    Nothing,
    Fault(FileFault),
    Text(String, Box<Lowered<Resource>>),
    Test(String, Box<Lowered<FunnelTest>>),
}

impl Found {
    /// What a file says; what is `given` counts instead of it.
    fn of(root: &Root, name: &ResourceName, given: &Texts, env: Option<&EnvName>) -> Self {
        let text = match given.get(name) {
            Some(text) => Ok(text.clone()),
            None => files::read(root, &path_of(name)).map(|text| text.map(|text| text.text)),
        };
        match text {
            Ok(None) => Self::Nothing,
            Ok(Some(text)) if matches!(name, ResourceName::Test(_)) => {
                let lowered = lower_test(name, &text);
                Self::Test(text, Box::new(lowered))
            }
            Ok(Some(text)) => {
                let lowered = lower_resource(name, &text, env);
                Self::Text(text, Box::new(lowered))
            }
            Err(fault) => Self::Fault(fault),
        }
    }
}

/// The names of a resource file that is there under a name that none can have.
fn nearest_name(directory: &str) -> ResourceName {
    match directory {
        // There is no resource to blame: the file is the workspace's.
        PROVIDERS | CAMPAIGNS | TESTS => ResourceName::Workspace,
        _ => ResourceName::DataModel,
    }
}

/// A workspace that is being read.
struct Reading<'a> {
    root: &'a Root,
    env: Option<EnvName>,
    settings: Option<WorkspaceSettings>,
    data_model: DataModel,
    providers: BTreeMap<ProviderName, model::ProviderSettings>,
    campaigns: BTreeMap<CampaignSlug, model::Campaign>,
    tests: BTreeMap<TestName, FunnelTest>,
    diagnostics: Vec<Diagnostic>,
    incomplete: BTreeSet<ResourceName>,
    overlaid: BTreeSet<String>,
    sources: Sources,
    /// Texts that count instead of those of the files.
    texts: Texts,
}

impl<'a> Reading<'a> {
    fn of_settings(root: &'a Root, env: Option<&EnvName>, texts: Texts) -> Self {
        let mut reading = Self {
            root,
            env: env.cloned(),
            settings: None,
            data_model: DataModel::default(),
            providers: BTreeMap::new(),
            campaigns: BTreeMap::new(),
            tests: BTreeMap::new(),
            diagnostics: Vec::new(),
            incomplete: BTreeSet::new(),
            overlaid: BTreeSet::new(),
            sources: Sources::default(),
            texts,
        };
        let name = ResourceName::Workspace;
        if let Some(text) = reading.text(&name, &path_of(&name)) {
            let lowered = lower_settings(&text);
            reading.settings = reading.take(&name, text, lowered);
        } else if !reading.incomplete.contains(&name) {
            reading.fault(&name, "W001", "there is no campaignctl.toml here".to_owned());
        }
        if reading.env.is_none() {
            reading.env = reading.settings.as_ref().map(|settings| settings.default_env.clone());
        }
        reading.sources.set_env(reading.env.clone());
        reading
    }

    /// The text of a file, if there is one that can be read.
    fn text(&mut self, name: &ResourceName, path: &Utf8Path) -> Option<String> {
        if let Some(text) = self.texts.remove(name) {
            return text;
        }
        match files::read(self.root, path) {
            Ok(text) => text.map(|text| text.text),
            Err(fault) => {
                self.unreadable(name, &fault);
                None
            }
        }
    }

    fn unreadable(&mut self, name: &ResourceName, fault: &FileFault) {
        self.sources.add(name.clone(), path_of(name), String::new(), &[]);
        self.fault(name, "W001", fault.to_string());
    }

    fn fault(&mut self, name: &ResourceName, code: &str, message: String) {
        self.diagnostics.push(Diagnostic::error(code, name.clone(), KeyPath::root(), message));
        self.incomplete.insert(name.clone());
    }

    /// Keeps what a file says.
    fn take<T>(&mut self, name: &ResourceName, text: String, lowered: Lowered<T>) -> Option<T> {
        self.sources.add(name.clone(), path_of(name), text, &lowered.syntax);
        if !lowered.complete {
            self.incomplete.insert(name.clone());
        }
        self.diagnostics.extend(lowered.diagnostics);
        if let Some(settings) = &self.settings {
            let known = settings.envs.keys().map(EnvName::as_str);
            for env in lowered.envs.iter().filter(|env| !settings.envs.contains_key(env.as_str())) {
                let message = format!("there is no environment `{env}` in campaignctl.toml");
                let finding =
                    Diagnostic::error("W003", name.clone(), KeyPath::of(["env", env.as_str()]), message);
                let finding = match model::suggest::nearest(env, known.clone()) {
                    Some(nearest) => finding.with_help(format!("did you mean `{nearest}`?")),
                    None => {
                        finding.with_help(format!("write a section [env.{env}] there, or remove this one"))
                    }
                };
                self.diagnostics.push(finding.at_key());
            }
        }
        self.overlaid.extend(lowered.envs);
        lowered.value
    }

    /// The resources whose files are in a directory, in order.
    fn names(
        &mut self,
        directory: &str,
        name: impl Fn(&str) -> Result<ResourceName, (&'static str, String)>,
    ) -> Vec<ResourceName> {
        let mut stems: Vec<String> = match std::fs::read_dir(self.root.dir().join(directory)) {
            Ok(entries) => entries
                .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
                .filter_map(|file| file.strip_suffix(".toml").map(str::to_owned))
                .filter(|stem| !stem.starts_with('.'))
                .collect(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Vec::new(),
            Err(error) => {
                let message = format!("the directory {directory}/ cannot be read: {error}");
                self.fault(&nearest_name(directory), "W001", message);
                return Vec::new();
            }
        };
        stems.sort();
        let mut names = Vec::new();
        for stem in stems {
            match name(&stem) {
                Ok(name) => names.push(name),
                Err((code, message)) => {
                    let shown: Utf8PathBuf = format!("{directory}/{stem}.toml").into();
                    self.diagnostics.push(Diagnostic::error(
                        code,
                        ResourceName::Workspace,
                        KeyPath::root(),
                        format!("the file {shown} has a name that does not fit: {message}"),
                    ));
                }
            }
        }
        names
    }

    /// Reads files and lowers what they say; many of them on as many threads as the machine has cores.
    fn look_at(&self, names: Vec<ResourceName>) -> Vec<(ResourceName, Found)> {
        let (root, given, env) = (self.root, &self.texts, self.env.as_ref());
        let look = |name: ResourceName| {
            let found = Found::of(root, &name, given, env);
            (name, found)
        };
        let mut rest = names;
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        if rest.len() < MANY || threads == 1 {
            return rest.into_iter().map(look).collect();
        }
        let share = rest.len().div_ceil(threads);
        let mut shares = Vec::new();
        while !rest.is_empty() {
            let after = rest.split_off(share.min(rest.len()));
            shares.push(std::mem::replace(&mut rest, after));
        }
        std::thread::scope(|scope| {
            let at_work: Vec<_> = shares
                .into_iter()
                .map(|share| scope.spawn(move || share.into_iter().map(look).collect::<Vec<_>>()))
                .collect();
            let done = at_work.into_iter().map(|share| match share.join() {
                Ok(done) => done,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            done.flatten().collect()
        })
    }

    fn keep(&mut self, name: &ResourceName, found: Found) {
        let (text, lowered) = match found {
            Found::Nothing => return,
            Found::Fault(fault) => return self.unreadable(name, &fault),
            Found::Text(text, lowered) => (text, lowered),
            Found::Test(text, lowered) => {
                if let (Some(test), ResourceName::Test(own)) = (self.take(name, text, *lowered), name) {
                    self.tests.insert(own.clone(), test);
                }
                return;
            }
        };
        match self.take(name, text, *lowered) {
            Some(Resource::DataModel(model)) => self.data_model = model,
            Some(Resource::Provider(settings)) => drop(self.providers.insert(settings.name(), settings)),
            Some(Resource::Campaign(slug, campaign)) => drop(self.campaigns.insert(slug, campaign)),
            None => {}
        }
    }

    fn done(self) -> Loaded {
        let Self {
            env,
            settings,
            data_model,
            providers,
            campaigns,
            tests,
            diagnostics,
            incomplete,
            overlaid,
            sources,
            ..
        } = self;
        let workspace = settings.map(|settings| Workspace {
            env: env.unwrap_or_else(|| settings.default_env.clone()),
            settings,
            data_model,
            providers,
            campaigns,
            tests,
        });
        Loaded { workspace, diagnostics, incomplete, overlaid, sources }
    }
}
