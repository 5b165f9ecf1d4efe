//! How a customer's visit can end, in words of one's own.

use super::labels::{self, Finding};
use super::workflow::Workflow;

/// How a transaction shall end: the buttons of the page, and names for scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// `approved`: everything is in order.
    Approved,
    /// `review`: a doubt that a person has to look at (the face was seen before, or a hit on a watch list).
    Review,
    /// `unreadable`: the picture is blurred.
    Unreadable,
    /// `unsupported`: a document that is not supported.
    Unsupported,
    /// `rejected`: the document was manipulated.
    Rejected,
    /// `copy`: a picture of a copy or of a screen.
    Copy,
    /// `data-mismatch`: data on the document contradict each other.
    DataMismatch,
    /// `selfie-mismatch`: another face than on the document.
    SelfieMismatch,
    /// `selfie-unclear`: the faces could not be compared.
    SelfieUnclear,
    /// `not-live`: nobody real was in front of the camera.
    NotLive,
    /// `technical-error`: the platform failed.
    TechnicalError,
    /// `expired`: the customer left, and the session ran out.
    Expired,
    /// `no-camera`: the customer's browser has no camera; they are sent back, and the session runs out later.
    NoCamera,
}

/// What an outcome does to a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It is processed; without a finding it passes.
    Verdict(Option<Finding>),
    /// It expires at once.
    SessionExpired,
    /// The customer is sent back with this error code (FACTS 3.7), and the transaction stays as it is.
    Left(u16),
}

impl Outcome {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 13] = [
        Self::Approved,
        Self::Review,
        Self::Unreadable,
        Self::Unsupported,
        Self::Rejected,
        Self::Copy,
        Self::DataMismatch,
        Self::SelfieMismatch,
        Self::SelfieUnclear,
        Self::NotLive,
        Self::TechnicalError,
        Self::Expired,
        Self::NoCamera,
    ];

    /// The name in forms and scripts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Review => "review",
            Self::Unreadable => "unreadable",
            Self::Unsupported => "unsupported",
            Self::Rejected => "rejected",
            Self::Copy => "copy",
            Self::DataMismatch => "data-mismatch",
            Self::SelfieMismatch => "selfie-mismatch",
            Self::SelfieUnclear => "selfie-unclear",
            Self::NotLive => "not-live",
            Self::TechnicalError => "technical-error",
            Self::Expired => "expired",
            Self::NoCamera => "no-camera",
        }
    }

    /// The text on the button.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Approved => "Approved",
            Self::Review => "Needs review",
            Self::Unreadable => "Unreadable picture",
            Self::Unsupported => "Unsupported document",
            Self::Rejected => "Rejected: fraud",
            Self::Copy => "Rejected: a copy or a screen",
            Self::DataMismatch => "Rejected: data do not match",
            Self::SelfieMismatch => "Selfie does not match",
            Self::SelfieUnclear => "Selfie cannot be compared",
            Self::NotLive => "Nobody real at the camera",
            Self::TechnicalError => "Technical error",
            Self::Expired => "Customer leaves, session expires",
            Self::NoCamera => "Browser has no camera",
        }
    }

    /// The outcome of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }

    /// What it does in a workflow; `None` where the workflow does not look at it.
    pub(crate) fn ending(self, workflow: &Workflow) -> Option<Ending> {
        let labels: &[&str] = match self {
            Self::Approved => return Some(Ending::Verdict(None)),
            Self::Expired => return Some(Ending::SessionExpired),
            Self::NoCamera => return Some(Ending::Left(9820)),
            Self::Review => &["REPEATED_FACE", "ALERT", "NOT_POSSIBLE", "AGE_DIFFERENCE"],
            Self::Unreadable => &["BLURRED"],
            Self::Unsupported => &["UNSUPPORTED_DOCUMENT_TYPE"],
            Self::Rejected => &["MANIPULATED_DOCUMENT", "MANIPULATED", "FAILED", "DENY"],
            Self::Copy => &["DIGITAL_COPY"],
            Self::DataMismatch => &["MISMATCHING_DATAPOINTS"],
            Self::SelfieMismatch => &["NO_MATCH"],
            Self::SelfieUnclear => &["NOT_POSSIBLE"],
            Self::NotLive => &["LIVENESS_UNDETERMINED"],
            Self::TechnicalError => &["TECHNICAL_ERROR"],
        };
        let finding = labels.iter().find_map(|label| labels::find(label, None, workflow))?;
        Some(Ending::Verdict(Some(finding)))
    }
}

/// The ending that a label means: of a capability, or of the whole (FACTS 4.9).
pub(crate) fn ending_of_label(
    label: &str,
    category: Option<super::words::Category>,
    workflow: &Workflow,
) -> Option<Ending> {
    match label {
        "OK" | "PASSED" | "MATCH" => Some(Ending::Verdict(None)),
        "WARNING" => Outcome::Review.ending(workflow),
        "REJECTED" => Outcome::Rejected.ending(workflow),
        "SESSION_EXPIRED" => Some(Ending::SessionExpired),
        label => Some(Ending::Verdict(Some(labels::find(label, category, workflow)?))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_verification_knows_every_outcome_and_storage_only_a_few() {
        let person = Workflow::find("10011").unwrap();
        for outcome in Outcome::ALL {
            assert!(outcome.ending(person).is_some(), "{}", outcome.name());
            assert_eq!(Outcome::from_name(outcome.name()), Some(outcome));
        }
        let storage = Workflow::find("10031").unwrap();
        let known: Vec<_> =
            Outcome::ALL.into_iter().filter(|o| o.ending(storage).is_some()).map(Outcome::name).collect();
        assert_eq!(known, ["approved", "expired", "no-camera"]);
    }
}
