//! All drafts together: what the rules are about.

use std::collections::BTreeMap;

use model::{
    Backend, DataModel, Diagnostic, EnvName, Environment, Resource, ResourceName, Revision, Workspace,
    WorkspaceName, WorkspaceSettings,
};

use crate::app::App;
use crate::storage::StorageError;

/// What findings call the environment of which a backend is the backend: a workspace's own names are not pushed.
const ENVIRONMENT: &str = "backend";

/// All drafts, with the revisions under which they are stored.
pub(super) struct Whole {
    /// The workspace that this backend serves.
    pub(super) workspace: Option<WorkspaceName>,
    /// The drafts by name.
    pub(super) drafts: BTreeMap<ResourceName, Resource>,
}

impl Whole {
    /// Reads all drafts.
    pub(super) async fn read(app: &App) -> Result<Self, StorageError> {
        let manifest = app.parts.storage.manifest().await?;
        let mut drafts = BTreeMap::new();
        for name in manifest.drafts.into_keys() {
            // One that was deleted since the manifest was read is not there any more.
            if let Some(row) = app.parts.storage.draft(&name).await? {
                drafts.insert(name, parse(&row.json)?);
            }
        }
        Ok(Self { workspace: manifest.workspace, drafts })
    }

    /// What the rules find in it.
    pub(super) fn check(&self) -> Vec<Diagnostic> {
        let mut findings = check::check(&self.resolved());
        // The workspace's own settings are not here, but made up: nothing that is found in them means anything.
        findings.retain(|finding| finding.resource != ResourceName::Workspace);
        findings
    }

    /// The revision of a draft.
    pub(super) fn revision(&self, name: &ResourceName) -> Option<Revision> {
        self.drafts.get(name).map(Resource::revision)
    }

    /// All of it as the rules want it.
    pub(super) fn resolved(&self) -> Workspace {
        let env = EnvName::new(ENVIRONMENT).expect("the name has the form of one");
        let fallback = || WorkspaceName::new("workspace").expect("the name has the form of one");
        let environment =
            Environment { backend: Backend::Embedded, sandbox: false, sandbox_url: None, protected: false };
        let mut whole = Workspace {
            settings: WorkspaceSettings {
                workspace: self.workspace.clone().unwrap_or_else(fallback),
                default_env: env.clone(),
                requires: None,
                envs: BTreeMap::from([(env.clone(), environment)]),
                lints: BTreeMap::new(),
            },
            env,
            data_model: DataModel::default(),
            providers: BTreeMap::new(),
            campaigns: BTreeMap::new(),
            tests: BTreeMap::new(),
        };
        for resource in self.drafts.values() {
            match resource {
                Resource::DataModel(model) => whole.data_model = model.clone(),
                Resource::Provider(settings) => {
                    whole.providers.insert(settings.name(), settings.clone());
                }
                Resource::Campaign(slug, campaign) => {
                    whole.campaigns.insert(slug.clone(), campaign.clone());
                }
            }
        }
        whole
    }
}

/// Reads a stored draft.
pub(super) fn parse(json: &str) -> Result<Resource, StorageError> {
    let corrupt =
        |error: &dyn std::fmt::Display| StorageError::Corrupt { what: "draft", reason: error.to_string() };
    let json = serde_json::from_str(json).map_err(|error| corrupt(&error))?;
    Resource::from_json(&json).map_err(|error| corrupt(&error))
}
