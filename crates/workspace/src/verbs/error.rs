//! Why an edit that was asked for cannot be made.

use std::fmt;

use model::{EnvName, IdError, Outcome, ProviderName, StepId};

use super::{Place, Way};
use crate::EditError;

/// What a name was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Noun {
    /// A campaign.
    Campaign,
    /// A step of a campaign.
    Step,
    /// An outcome of a step.
    Outcome,
    /// A field of the data model.
    Field,
    /// A capture field.
    CaptureField,
    /// A country.
    Country,
    /// An identity document.
    Document,
    /// A mapping of a step.
    Mapping,
    /// An environment.
    Environment,
    /// An identity verification provider.
    Provider,
}

impl Noun {
    const fn article(self) -> &'static str {
        match self {
            Self::Outcome | Self::Environment => "an",
            _ => "a",
        }
    }
}

impl fmt::Display for Noun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Campaign => "campaign",
            Self::Step => "step",
            Self::Outcome => "outcome",
            Self::Field => "field",
            Self::CaptureField => "capture field",
            Self::Country => "country",
            Self::Document => "document",
            Self::Mapping => "mapping",
            Self::Environment => "environment",
            Self::Provider => "provider",
        })
    }
}

/// Two ways that lead to different steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Divided {
    /// A way given, and where it leads.
    pub first: (Way, StepId),
    /// Another way given, and where that leads.
    pub second: (Way, StepId),
}

impl fmt::Display for Divided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ((first, first_to), (second, second_to)) = (&self.first, &self.second);
        write!(f, "`{first}` leads to `{first_to}` and `{second}` to `{second_to}`")
    }
}

/// Why an edit cannot be made. All of them are wrong usage: nothing has been changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerbError {
    /// There is nothing of this name.
    #[error("there is no {noun} `{name}`")]
    Unknown {
        /// What the name was taken for.
        noun: Noun,
        /// The name given.
        name: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// A step cannot end so.
    #[error("the step `{step}` has no outcome `{name}`{}", list(.outcomes))]
    UnknownOutcome {
        /// The step.
        step: StepId,
        /// The outcome given.
        name: String,
        /// What was probably meant.
        nearest: Option<String>,
        /// The outcomes that the step has.
        outcomes: Vec<Outcome>,
    },
    /// A way names a step only, which has several outcomes, or none.
    #[error("say which outcome of the step `{step}` is meant{}", list(.outcomes))]
    OutcomeNeeded {
        /// The step.
        step: StepId,
        /// The outcomes that the step has.
        outcomes: Vec<Outcome>,
    },
    /// The step ends the session: nothing comes after it.
    #[error("the step `{0}` ends the session: nothing comes after it")]
    NoWayOut(StepId),
    /// The name is in use.
    #[error("there is {} {noun} `{name}` already", .noun.article())]
    Exists {
        /// What the name is used for.
        noun: Noun,
        /// The name.
        name: String,
    },
    /// The way leads somewhere already, and it was asked to leave that alone.
    #[error("`{way}` leads to `{to}` already")]
    Taken {
        /// The way.
        way: Way,
        /// Where it leads.
        to: StepId,
    },
    /// The ways given lead to different steps, so that the step put there cannot lead on to all of them.
    #[error("{0}: a new step can take one place only")]
    Divided(Box<Divided>),
    /// There is no connection to remove.
    #[error("`{0}` leads nowhere yet")]
    NotConnected(Way),
    /// Only identity verification steps capture something.
    #[error("the step `{0}` verifies nobody: there is nothing to map")]
    NotAVerification(StepId),
    /// A name that has not the form of one.
    #[error(transparent)]
    Name(#[from] IdError),
    /// A mapping that is not written `FIELD=CAPTURE_FIELD`.
    #[error("`{0}` is no mapping; write FIELD=CAPTURE_FIELD")]
    MappingForm(String),
    /// What is to be removed is used.
    #[error("the {noun} `{name}` is used")]
    Used {
        /// What it is.
        noun: Noun,
        /// Its name.
        name: String,
        /// Where it is used.
        places: Vec<Place>,
    },
    /// A provider that is to be removed has steps.
    #[error("steps verify identities by `{provider}`")]
    Verifies {
        /// The provider.
        provider: ProviderName,
        /// Where it is named: its steps, and campaigns that name it as theirs.
        places: Vec<Place>,
    },
    /// The new name is referred to already, though nothing has it.
    #[error("`{name}` is referred to already")]
    ReferredTo {
        /// The new name.
        name: String,
        /// Where.
        places: Vec<Place>,
    },
    /// The new name would not be taken for a field in a `consent-country`.
    #[error(
        "`ask` is no name for a field that tells the country of residence: there it means that customers are asked"
    )]
    MeansAsking(Box<Place>),
    /// The environment is the one in force when nothing else says so.
    #[error("`{0}` is the default environment")]
    IsDefault(EnvName),
}

/// Why an edit that reads and changes files cannot be made. Nothing has been written.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// What was asked for makes no sense.
    #[error(transparent)]
    Verb(#[from] VerbError),
    /// The files cannot be changed.
    #[error(transparent)]
    Edit(#[from] EditError),
}

impl VerbError {
    /// Nothing of this name, and the nearest of those that exist.
    pub(crate) fn unknown<'a>(noun: Noun, name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        let nearest = model::suggest::nearest(name, candidates).map(str::to_owned);
        Self::Unknown { noun, name: name.to_owned(), nearest }
    }

    /// What was probably meant, where the name is unknown.
    pub fn nearest(&self) -> Option<&str> {
        match self {
            Self::Unknown { nearest, .. } | Self::UnknownOutcome { nearest, .. } => nearest.as_deref(),
            _ => None,
        }
    }

    /// The places in the way, where there are some.
    pub fn places(&self) -> &[Place] {
        match self {
            Self::Used { places, .. } | Self::Verifies { places, .. } | Self::ReferredTo { places, .. } => {
                places
            }
            Self::MeansAsking(place) => std::slice::from_ref(place),
            _ => &[],
        }
    }
}

fn list(outcomes: &[Outcome]) -> String {
    if outcomes.is_empty() {
        return String::new();
    }
    let names: Vec<&str> = outcomes.iter().map(Outcome::as_str).collect();
    format!("; it has {}", names.join(", "))
}
