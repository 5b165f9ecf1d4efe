//! Where things are referred to by name: the one list of the places in files that name a field, a step, an environment, a
//! campaign or a provider.

use std::collections::BTreeSet;
use std::fmt;

use model::{
    CampaignSlug, EnvName, FieldId, KeyPath, ProviderName, ResourceName, Segment, StepId, TestName,
    placeholders, providers,
};

use crate::edit::{Instead, Mention, Said, mentions};
use crate::{Edit, EditError, Root};

/// The files of a workspace that there may be many of: they refer to what others have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Referrers {
    /// The campaigns.
    pub campaigns: Vec<CampaignSlug>,
    /// The funnel tests.
    pub tests: Vec<TestName>,
}

impl Referrers {
    /// All that have a file, readable or not.
    ///
    /// # Errors
    /// Those of reading the directories.
    pub fn of(root: &Root) -> std::io::Result<Self> {
        Ok(Self { campaigns: root.campaigns()?, tests: root.tests()? })
    }

    /// The resources whose files may name a field, but for the data model.
    pub(super) fn of_fields(&self) -> impl Iterator<Item = ResourceName> {
        let campaigns = self.campaigns.iter().cloned().map(ResourceName::Campaign);
        campaigns.chain(self.tests.iter().cloned().map(ResourceName::Test))
    }

    /// The resources whose files may name an environment, but for the settings.
    pub(super) fn of_environments(&self) -> impl Iterator<Item = ResourceName> {
        let providers = providers::NAMES.into_iter().filter_map(providers::named).map(ResourceName::Provider);
        providers.chain(self.of_fields())
    }

    /// The tests of a campaign.
    ///
    /// # Errors
    /// A test that cannot be read in full: it may be one of them.
    pub(super) fn tests_of(
        &self,
        edit: &mut Edit,
        slug: &CampaignSlug,
    ) -> Result<Vec<ResourceName>, EditError> {
        let mut own = Vec::new();
        for name in &self.tests {
            if edit.test(name)?.is_some_and(|test| test.campaign == *slug) {
                own.push(ResourceName::Test(name.clone()));
            }
        }
        Ok(own)
    }
}

/// What is referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Referent<'a> {
    /// A field of the data model.
    Field(&'a FieldId),
    /// A step of the campaign whose file, or whose test, is looked at.
    Step(&'a StepId),
    /// An environment.
    Environment(&'a EnvName),
    /// A campaign.
    Campaign(&'a CampaignSlug),
    /// An identity verification provider.
    Provider(&'a ProviderName),
}

/// A place in a file that names something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file's resource.
    pub resource: ResourceName,
    /// The key that is, or whose value is or has, the name.
    pub path: KeyPath,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.resource {
            // As people name them.
            ResourceName::Campaign(slug) => write!(f, "{slug}: {}", self.path),
            ResourceName::Workspace => write!(f, "campaignctl.toml: {}", self.path),
            other => write!(f, "{other}: {}", self.path),
        }
    }
}

/// How a place names something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// The table or key of that name is the thing itself, or what belongs to it.
    Key,
    /// The value is the name.
    Name,
    /// The value is a text with `{{name}}`.
    Placeholder,
}

/// The places in a resource's file that name something, with the edits so far; the place where it is written itself is
/// among them. None when there is no such file.
pub fn places(
    edit: &mut Edit,
    resource: &ResourceName,
    referent: Referent<'_>,
) -> Result<Vec<Place>, EditError> {
    Ok(among(edit.mentions(resource)?, resource, referent))
}

/// The places in a text of a resource's file that name something.
pub(super) fn places_in(text: &str, resource: &ResourceName, referent: Referent<'_>) -> Vec<Place> {
    among(mentions(text), resource, referent)
}

fn among(found: Vec<Mention>, resource: &ResourceName, referent: Referent<'_>) -> Vec<Place> {
    let paths: BTreeSet<KeyPath> = found
        .into_iter()
        .filter(|mention| how(resource, mention, referent).is_some())
        .map(|mention| mention.path)
        .collect();
    paths.into_iter().map(|path| Place { resource: resource.clone(), path }).collect()
}

/// What to write at a mention so that it names something by another name; `None` where it does not name it.
pub(super) fn instead<'a>(
    resource: &ResourceName,
    mention: &Mention,
    from: Referent<'a>,
    to: &'a str,
) -> Option<Instead<'a>> {
    Some(match how(resource, mention, from)? {
        How::Key | How::Name => Instead::Name(to),
        How::Placeholder => Instead::Placeholder { from: from.name(), to },
    })
}

impl<'a> Referent<'a> {
    /// The name.
    pub fn name(self) -> &'a str {
        match self {
            Self::Field(field) => field.as_str(),
            Self::Step(step) => step.as_str(),
            Self::Environment(env) => env.as_str(),
            Self::Campaign(slug) => slug.as_str(),
            Self::Provider(provider) => provider.as_str(),
        }
    }
}

fn how(resource: &ResourceName, mention: &Mention, referent: Referent<'_>) -> Option<How> {
    let path: Vec<Part<'_>> = mention.path.segments().iter().map(Part::of).collect();
    let place = match referent {
        Referent::Field(_) => field_place(resource, &path),
        Referent::Step(_) => step_place(resource, &path),
        Referent::Environment(_) => environment_place(resource, &path),
        Referent::Campaign(_) => campaign_place(resource, &path),
        Referent::Provider(_) => provider_place(resource, &path),
    };
    let named = match (place?, &mention.said) {
        (How::Key, Said::Key(key)) => key == referent.name(),
        (How::Name, Said::Text(text)) => text == referent.name(),
        (How::Placeholder, Said::Text(text)) => {
            placeholders::fields(text).any(|field| field == referent.name())
        }
        _ => false,
    };
    // The one word there that names no field, even if there is one of that name.
    let asks = matches!(path.as_slice(), [.., Part::Key("consent-country")]) && referent.name() == "ask";
    place.filter(|_| named && !asks)
}

/// A segment of a path, to be matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part<'a> {
    Key(&'a str),
    Index,
}

impl<'a> Part<'a> {
    fn of(segment: &'a Segment) -> Self {
        match segment {
            Segment::Key(key) => Self::Key(key),
            Segment::Index(_) => Self::Index,
        }
    }
}

/// How a place may name a field.
fn field_place(resource: &ResourceName, path: &[Part<'_>]) -> Option<How> {
    use Part::{Index, Key};
    match (resource, path) {
        (ResourceName::DataModel, [Key("field"), Key(_)]) => Some(How::Key),
        (ResourceName::Campaign(_), path) => match in_step(path)? {
            [Key("map" | "set" | "receive"), Key(_)] => Some(How::Key),
            [Key("fields"), Index, Key("field")]
            | [Key("send"), Index]
            | [Key("set"), Key(_), Key("field")]
            | [Key("consent-country")] => Some(How::Name),
            [Key("title" | "body")] | [Key("set"), Key(_), Key("template")] => Some(How::Placeholder),
            [Key("branch"), Index, Key("when"), condition @ .., Key("field")] => in_condition(condition),
            _ => None,
        },
        (ResourceName::Test(_), [Key("case"), Key(_), rest @ ..]) => match rest {
            [Key("play"), Index, Key("fill" | "answer"), Key(_)] | [Key("expect"), Key("fields"), Key(_)] => {
                Some(How::Key)
            }
            [Key("expect"), Key("unset"), Index] => Some(How::Name),
            _ => None,
        },
        _ => None,
    }
}

/// How a place may name a step.
fn step_place(resource: &ResourceName, path: &[Part<'_>]) -> Option<How> {
    use Part::{Index, Key};
    match (resource, path) {
        (ResourceName::Campaign(_), path) => step_place_in_campaign(path),
        (
            ResourceName::Test(_),
            [Key("case"), Key(_), Key("play"), Index, Key("at")]
            | [Key("case"), Key(_), Key("expect"), Key("end" | "at")]
            | [Key("case"), Key(_), Key("expect"), Key("path"), Index],
        ) => Some(How::Name),
        _ => None,
    }
}

fn step_place_in_campaign(path: &[Part<'_>]) -> Option<How> {
    use Part::{Index, Key};
    match path {
        [Key("entry")] => Some(How::Name),
        [Key("step"), Key(_)] | [Key("env"), Key(_), Key("step"), Key(_)] => Some(How::Key),
        path => match in_step(path)? {
            [Key("on"), Key(_)] => Some(How::Name),
            [Key("branch"), Index, Key("when"), condition @ .., Key("step")] => in_condition(condition),
            _ => None,
        },
    }
}

/// How a place may name an environment.
fn environment_place(resource: &ResourceName, path: &[Part<'_>]) -> Option<How> {
    match (resource, path) {
        (ResourceName::Workspace, [Part::Key("default-env")])
        | (ResourceName::Test(_), [Part::Key("env")]) => Some(How::Name),
        (ResourceName::DataModel | ResourceName::Test(_), _) => None,
        (_, [Part::Key("env"), Part::Key(_)]) => Some(How::Key),
        _ => None,
    }
}

/// How a place may name a campaign.
fn campaign_place(resource: &ResourceName, path: &[Part<'_>]) -> Option<How> {
    match (resource, path) {
        (ResourceName::Test(_), [Part::Key("campaign")]) => Some(How::Name),
        _ => None,
    }
}

/// How a place may name a provider.
fn provider_place(resource: &ResourceName, path: &[Part<'_>]) -> Option<How> {
    match (resource, path) {
        (ResourceName::Campaign(_), [Part::Key("provider")]) => Some(How::Name),
        (ResourceName::Campaign(_), path) => {
            matches!(in_step(path)?, [Part::Key("kind")]).then_some(How::Name)
        }
        _ => None,
    }
}

/// The rest of a path into the settings of a step, for all environments or for one.
fn in_step<'p, 'a>(path: &'p [Part<'a>]) -> Option<&'p [Part<'a>]> {
    match path {
        [Part::Key("step"), Part::Key(_), rest @ ..]
        | [Part::Key("env"), Part::Key(_), Part::Key("step"), Part::Key(_), rest @ ..] => Some(rest),
        _ => None,
    }
}

/// Whether a path leads from a condition to a condition.
fn in_condition(path: &[Part<'_>]) -> Option<How> {
    let inner = path.iter().all(|part| matches!(part, Part::Index | Part::Key("all" | "any" | "not")));
    inner.then_some(How::Name)
}
