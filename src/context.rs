//! What a command works with: the terminal, the workspace, the environment in force, and a runtime once one is needed.

use std::future::Future;

use camino::Utf8PathBuf;
use model::{Campaign, CampaignSlug, Diagnostic, EnvName, Level, ResourceName, Workspace};
use tokio::runtime::Runtime;
use workspace::{Loaded, RenderStyle, Root, RootError, Sources};

use crate::answer;
use crate::cli::Global;
use crate::config;
use crate::edit;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::target::Target;
use crate::ui::Ui;

/// What a command works with.
pub(crate) struct Context {
    /// The terminal.
    pub(crate) ui: Ui,
    /// The options that every command has.
    pub(crate) global: Global,
    runtime: Option<Runtime>,
}

/// The environment that a command was told to work for, before any file was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ChosenEnv {
    /// By `--env`.
    Typed(EnvName),
    /// By `CAMPAIGNCTL_ENV`.
    Variable(EnvName),
    /// By nothing: the workspace's `default-env` counts.
    Default,
}

impl ChosenEnv {
    /// Its name, unless it is the workspace's default.
    pub(crate) fn name(&self) -> Option<&EnvName> {
        match self {
            Self::Typed(name) | Self::Variable(name) => Some(name),
            Self::Default => None,
        }
    }

    /// Its name, if it was typed as a flag: then an edit belongs to that environment alone.
    pub(crate) fn typed(&self) -> Option<&EnvName> {
        match self {
            Self::Typed(name) => Some(name),
            Self::Variable(_) | Self::Default => None,
        }
    }
}

impl Context {
    /// A context without a workspace read yet.
    pub(crate) fn new(global: Global, ui: Ui) -> Self {
        Self { ui, global, runtime: None }
    }

    /// The workspace that the command works in.
    #[expect(clippy::unused_self, reason = "what a command works with is asked of its context")]
    pub(crate) fn root(&self) -> Result<Root> {
        let current = current_directory()?;
        Root::discover(&current).map_err(|error| match &error {
            RootError::NotFound(_) => Error::usage(error.to_string())
                .hint("`campaignctl init NAME` makes a workspace; `-C DIR` works in another directory"),
            RootError::Io { .. } => Error::failed(error.to_string()),
        })
    }

    /// The environment that was asked for.
    pub(crate) fn chosen_env(&self) -> Result<ChosenEnv> {
        let parse = |name: &str, place: &str| {
            EnvName::new(name).map_err(|error| Error::usage(format!("{place}: {error}")))
        };
        if let Some(name) = &self.global.env {
            return parse(name, "--env").map(ChosenEnv::Typed);
        }
        match config::variable("CAMPAIGNCTL_ENV") {
            Some(name) => parse(&name, "CAMPAIGNCTL_ENV").map(ChosenEnv::Variable),
            None => Ok(ChosenEnv::Default),
        }
    }

    /// Reads the workspace but its funnel tests, resolved for the environment in force, with everything that is wrong with it.
    pub(crate) fn load(&self) -> Result<(Root, Loaded)> {
        let root = self.root()?;
        let loaded = self.load_by(|env| root.load(env))?;
        Ok((root, loaded))
    }

    /// Reads the workspace with its funnel tests, resolved for the environment in force.
    pub(crate) fn load_with_tests(&self, root: &Root) -> Result<Loaded> {
        self.load_by(|env| root.load_with_tests(env))
    }

    fn load_by(&self, load: impl FnOnce(Option<&EnvName>) -> Loaded) -> Result<Loaded> {
        let loaded = load(self.chosen_env()?.name());
        if let Some(workspace) = &loaded.workspace {
            known_env(workspace)?;
        }
        Ok(loaded)
    }

    /// Reads the workspace; one that cannot be read in full is an error with everything that is wrong with it.
    pub(crate) fn workspace(&self) -> Result<(Root, Workspace, Sources)> {
        let (root, loaded) = self.load()?;
        match loaded.workspace {
            Some(workspace) if loaded.diagnostics.iter().all(|finding| finding.level < Level::Error) => {
                Ok((root, workspace, loaded.sources))
            }
            _ => Err(self.unreadable("the workspace cannot be read", loaded.diagnostics, &loaded.sources)),
        }
    }

    /// Reads one campaign, and the settings; what is wrong with other files does not matter. Without a name it is the only
    /// campaign that there is.
    pub(crate) fn campaign(&self, named: Option<&str>) -> Result<(CampaignSlug, Campaign, EnvName)> {
        let root = self.root()?;
        let slug = edit::campaign_slug(&root, named)?;
        let name = ResourceName::Campaign(slug.clone());
        let loaded = root.load_only(self.chosen_env()?.name(), &[name]);
        let Some(mut workspace) = loaded
            .workspace
            .filter(|_| loaded.diagnostics.iter().all(|finding| finding.level < Level::Error))
        else {
            return Err(self.unreadable("the campaign cannot be read", loaded.diagnostics, &loaded.sources));
        };
        known_env(&workspace)?;
        let campaign = workspace.campaigns.remove(&slug);
        let campaign =
            campaign.ok_or_else(|| Error::failed(format!("the campaign {slug} is not there any more")))?;
        Ok((slug, campaign, workspace.env))
    }

    /// Reads the workspace's settings only; what is wrong with other files does not matter.
    pub(crate) fn settings(&self) -> Result<(Root, Workspace)> {
        let root = self.root()?;
        let loaded = root.load_settings(self.chosen_env()?.name());
        match loaded.workspace {
            Some(workspace) if loaded.diagnostics.iter().all(|finding| finding.level < Level::Error) => {
                known_env(&workspace)?;
                Ok((root, workspace))
            }
            _ => {
                let message = "the workspace's settings cannot be read";
                Err(self.unreadable(message, loaded.diagnostics, &loaded.sources))
            }
        }
    }

    /// An error (exit 3) that shows findings with the lines they speak of.
    pub(crate) fn unreadable(
        &self,
        message: impl Into<String>,
        findings: Vec<Diagnostic>,
        sources: &Sources,
    ) -> Error {
        let mut error = Error::new(Exit::Invalid, message);
        error.report = Some(self.render(&findings, sources));
        error.findings = findings;
        error
    }

    /// Findings as this terminal shows them.
    pub(crate) fn render(&self, findings: &[Diagnostic], sources: &Sources) -> String {
        workspace::render(findings, sources, RenderStyle { color: self.ui.err_has_color(), unicode: false })
    }

    /// The backend of the environment in force.
    pub(crate) fn target(&mut self) -> Result<Target> {
        Target::open(self)
    }

    /// Waits for a future on a runtime of this thread.
    pub(crate) fn wait<T>(&mut self, future: impl Future<Output = T>) -> Result<T> {
        if self.runtime.is_none() {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let runtime =
                runtime.map_err(|error| Error::failed("the runtime cannot be started").because(&error))?;
            self.runtime = Some(runtime);
        }
        let runtime = self.runtime.as_ref().expect("made above");
        Ok(runtime.block_on(future))
    }

    /// From now on an interrupt ends a question, and not the program: the terminal is left as it was found, and the program
    /// ends with its own exit code.
    pub(crate) fn hear_interrupts(&mut self) -> Result<()> {
        self.wait(async {
            tokio::select! {
                biased;
                // Heard from the first look on, for the rest of the program.
                _ = tokio::signal::ctrl_c() => {}
                () = std::future::ready(()) => {}
            }
        })
    }

    /// Waits for a call of the backend; an interrupt ends the waiting.
    pub(crate) fn call<T>(&mut self, call: impl Future<Output = Result<T, api::Error>>) -> Result<T> {
        let answer = self.wait(async {
            tokio::select! {
                answer = call => Some(answer),
                _ = tokio::signal::ctrl_c() => None,
            }
        })?;
        match answer {
            Some(answer) => answer.map_err(|error| answer::error(&error)),
            None => Err(Error::new(Exit::Interrupted, "interrupted")),
        }
    }
}

/// The directory in which the command works: the one of `-C` by now, if there was one.
pub(crate) fn current_directory() -> Result<Utf8PathBuf> {
    let current = std::env::current_dir()
        .map_err(|error| Error::failed("the current directory cannot be read").because(&error))?;
    Utf8PathBuf::from_path_buf(current)
        .map_err(|path| Error::failed(format!("the path {} is not text", path.display())))
}

/// Refuses an environment that the settings do not know.
fn known_env(workspace: &Workspace) -> Result<()> {
    if workspace.environment().is_some() || workspace.env == workspace.settings.default_env {
        return Ok(());
    }
    let names = workspace.settings.envs.keys().map(EnvName::as_str);
    Err(Error::unknown("environment", workspace.env.as_str(), names))
}
