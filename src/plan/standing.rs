//! How a workspace stands to its backend, by revisions alone: no contents are needed.

use std::collections::{BTreeMap, BTreeSet};

use api::{LiveSummary, Manifest, ManifestEntry, Writer};
use model::{Resource, ResourceName, Revision, Workspace};

/// Every resource of the workspace and of the backend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Standing {
    rows: BTreeMap<ResourceName, Row>,
}

/// One resource, here and there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// The resource.
    pub(crate) name: ResourceName,
    /// What the workspace says.
    pub(crate) here: Option<Revision>,
    /// The draft that the backend has.
    pub(crate) draft: Option<Revision>,
    /// Who wrote the draft.
    pub(crate) writer: Option<Writer>,
    /// The live version; campaigns only.
    pub(crate) live: Option<LiveSummary>,
    /// Whether a roll back holds it; campaigns only.
    pub(crate) held: bool,
    /// Whether nobody can begin for now.
    pub(crate) paused: bool,
    /// All that a version of it freezes, itself included; campaigns of the workspace only.
    pub(crate) needs: BTreeSet<ResourceName>,
}

impl Row {
    fn new(name: ResourceName) -> Self {
        Self {
            name,
            here: None,
            draft: None,
            writer: None,
            live: None,
            held: false,
            paused: false,
            needs: BTreeSet::new(),
        }
    }

    /// Whether the workspace says something that is not saved.
    pub(crate) fn to_push(&self) -> bool {
        self.here.is_some() && self.here != self.draft
    }

    /// Whether it is a campaign.
    pub(crate) fn is_campaign(&self) -> bool {
        matches!(self.name, ResourceName::Campaign(_))
    }
}

impl Standing {
    /// The workspace beside what a backend says it has.
    pub(crate) fn of(workspace: &Workspace, manifest: Manifest) -> Self {
        let mut rows: BTreeMap<ResourceName, Row> = BTreeMap::new();
        for ManifestEntry { name, draft, writer, live, held, paused } in manifest.resources {
            let row = Row { draft, writer, live, held, paused, ..Row::new(name.clone()) };
            rows.insert(name, row);
        }
        for resource in workspace.resources() {
            let name = resource.name();
            let row = rows.entry(name.clone()).or_insert_with(|| Row::new(name));
            row.here = Some(resource.revision());
            row.needs = needs(workspace, &resource);
        }
        Self { rows }
    }

    /// All resources, in the order of dependence.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.values()
    }

    /// The chosen resources, or all, in the order of dependence.
    pub(crate) fn chosen(&self, chosen: Option<&BTreeSet<ResourceName>>) -> impl Iterator<Item = &Row> {
        self.rows().filter(move |row| chosen.is_none_or(|chosen| chosen.contains(&row.name)))
    }

    /// A resource.
    pub(crate) fn row(&self, name: &ResourceName) -> Option<&Row> {
        self.rows.get(name)
    }

    /// The names of all resources, here and there.
    pub(crate) fn names(&self) -> BTreeSet<ResourceName> {
        self.rows.keys().cloned().collect()
    }

    /// Of what a campaign freezes, that which is not saved as the workspace says it.
    pub(crate) fn unsaved(&self, campaign: &Row) -> Vec<&Row> {
        campaign.needs.iter().filter_map(|name| self.row(name)).filter(|row| row.to_push()).collect()
    }

    /// Of what a campaign freezes, that which is saved otherwise than it is live; everything when nothing is live.
    pub(crate) fn behind(&self, campaign: &Row) -> Vec<ResourceName> {
        let Some(live) = &campaign.live else { return campaign.needs.iter().cloned().collect() };
        let draft = |name: &ResourceName| self.row(name).and_then(|row| row.draft);
        // Of a campaign that the workspace lacks only its own draft can be compared.
        let own = BTreeSet::from([campaign.name.clone()]);
        let needs = if campaign.needs.is_empty() { &own } else { &campaign.needs };
        let mut behind: BTreeSet<ResourceName> =
            needs.iter().filter(|name| draft(name).as_ref() != live.revisions.get(*name)).cloned().collect();
        if !campaign.needs.is_empty() {
            behind.extend(live.revisions.keys().filter(|name| !needs.contains(*name)).cloned());
        }
        behind.into_iter().collect()
    }

    /// The campaigns of the workspace whose saved state is not what customers get.
    pub(crate) fn saved_not_live(&self) -> Vec<&Row> {
        self.rows()
            .filter(|row| !row.needs.is_empty() && row.draft.is_some() && !self.behind(row).is_empty())
            .collect()
    }

    /// Takes it that the drafts are now what the workspace says.
    pub(crate) fn saved(&mut self, names: &BTreeSet<ResourceName>) {
        for name in names {
            if let Some(row) = self.rows.get_mut(name) {
                row.draft = row.here;
            }
        }
    }
}

/// What a version freezes: the campaign, the data model and the provider that it uses.
fn needs(workspace: &Workspace, resource: &Resource) -> BTreeSet<ResourceName> {
    let Resource::Campaign(_, campaign) = resource else { return BTreeSet::new() };
    let provider = workspace.provider_of(campaign).map(|settings| ResourceName::Provider(settings.name()));
    [resource.name(), ResourceName::DataModel].into_iter().chain(provider).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use api::{LiveSummary, Manifest, ManifestEntry};
    use model::{Campaign, CampaignSlug, ResourceName, Revision, Workspace};

    use super::Standing;

    fn campaign(slug: &str) -> ResourceName {
        ResourceName::Campaign(CampaignSlug::new(slug).unwrap())
    }

    /// A workspace with one campaign, `onboarding`.
    fn workspace() -> Workspace {
        let dir = tempfile::tempdir().unwrap();
        let settings = "workspace = \"acme\"\ndefault-env = \"local\"\n[env.local]\nbackend = \"embedded\"\n";
        std::fs::write(dir.path().join("campaignctl.toml"), settings).unwrap();
        let root = workspace::Root::at(camino::Utf8Path::from_path(dir.path()).unwrap());
        let mut workspace = root.load(None).workspace.unwrap();
        workspace.campaigns.insert(CampaignSlug::new("onboarding").unwrap(), Campaign::default());
        workspace
    }

    fn entry(
        name: ResourceName,
        draft: Option<Revision>,
        live: &[(ResourceName, Revision)],
    ) -> ManifestEntry {
        let live = (!live.is_empty()).then(|| LiveSummary {
            version: 1,
            revisions: live.iter().cloned().collect::<BTreeMap<_, _>>(),
            published_at: jiff::Timestamp::UNIX_EPOCH,
        });
        ManifestEntry { name, draft, writer: None, live, held: false, paused: false }
    }

    fn standing(workspace: &Workspace, resources: Vec<ManifestEntry>) -> Standing {
        Standing::of(workspace, Manifest { workspace: None, resources })
    }

    #[test]
    fn a_backend_without_drafts_takes_everything() {
        let workspace = workspace();
        let mut standing = standing(&workspace, Vec::new());
        assert_eq!(standing.rows().filter(|row| row.to_push()).count(), 2);
        let row = standing.row(&campaign("onboarding")).unwrap();
        assert_eq!(standing.unsaved(row).len(), 2);
        assert!(standing.saved_not_live().is_empty(), "nothing is saved");
        standing.saved(&BTreeSet::from([campaign("onboarding")]));
        assert_eq!(standing.saved_not_live().len(), 1);
        let row = standing.row(&campaign("onboarding")).unwrap();
        assert_eq!(standing.unsaved(row).len(), 1, "the data model");
    }

    #[test]
    fn what_is_live_is_compared_with_all_that_it_was_made_of() {
        let workspace = workspace();
        let other = "e".repeat(64).parse::<Revision>().unwrap();
        let revision = |name: &ResourceName| workspace.resource(name).unwrap().revision();
        let (own, model) = (revision(&campaign("onboarding")), revision(&ResourceName::DataModel));
        let behind = |live: &[(ResourceName, Revision)]| {
            let drafts = vec![
                entry(ResourceName::DataModel, Some(model), &[]),
                entry(campaign("onboarding"), Some(own), live),
            ];
            let standing = standing(&workspace, drafts);
            standing.behind(standing.row(&campaign("onboarding")).unwrap())
        };
        let both = [(campaign("onboarding"), own), (ResourceName::DataModel, model)];
        assert_eq!(behind(&both), []);
        let older = [(campaign("onboarding"), own), (ResourceName::DataModel, other)];
        assert_eq!(behind(&older), [ResourceName::DataModel]);
        assert_eq!(behind(&both[..1]), [ResourceName::DataModel], "it had none");
    }

    #[test]
    fn what_only_the_backend_has_is_nothing_to_push() {
        let workspace = workspace();
        let other = "e".repeat(64).parse::<Revision>().unwrap();
        let standing = standing(&workspace, vec![entry(campaign("old"), Some(other), &[])]);
        let row = standing.row(&campaign("old")).unwrap();
        assert!(!row.to_push() && row.here.is_none());
        assert!(standing.names().contains(&campaign("old")));
    }
}
