//! What Netverify says of a document and of a face (FACTS 3.9).

use serde_json::{Value, json};

use super::reasons::Rejection;
use crate::kyx::outcome::Outcome;
use crate::kyx::words::{Category, Document};

/// `verificationStatus`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    ApprovedVerified,
    DeniedFraud,
    DeniedUnsupportedIdType,
    DeniedUnsupportedIdCountry,
    ErrorNotReadableId,
    NoIdUploaded,
}

impl Status {
    pub(crate) const fn wire(self) -> &'static str {
        match self {
            Self::ApprovedVerified => "APPROVED_VERIFIED",
            Self::DeniedFraud => "DENIED_FRAUD",
            Self::DeniedUnsupportedIdType => "DENIED_UNSUPPORTED_ID_TYPE",
            Self::DeniedUnsupportedIdCountry => "DENIED_UNSUPPORTED_ID_COUNTRY",
            Self::ErrorNotReadableId => "ERROR_NOT_READABLE_ID",
            Self::NoIdUploaded => "NO_ID_UPLOADED",
        }
    }
}

/// `similarity`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Similarity {
    Match,
    NoMatch,
    NotPossible,
}

impl Similarity {
    const ALL: [Self; 3] = [Self::Match, Self::NoMatch, Self::NotPossible];

    const fn wire(self) -> &'static str {
        match self {
            Self::Match => "MATCH",
            Self::NoMatch => "NO_MATCH",
            Self::NotPossible => "NOT_POSSIBLE",
        }
    }
}

/// Why a selfie is not valid.
pub(crate) const INVALID: [&str; 11] = [
    "SELFIE_CROPPED_FROM_ID",
    "ENTIRE_ID_USED_AS_SELFIE",
    "MULTIPLE_PEOPLE",
    "SELFIE_IS_SCREEN_PAPER_VIDEO",
    "SELFIE_MANIPULATED",
    "AGE_DIFFERENCE_TOO_BIG",
    "NO_FACE_PRESENT",
    "FACE_NOT_FULLY_VISIBLE",
    "BAD_QUALITY",
    "BLACK_AND_WHITE",
    "LIVENESS_FAILED",
];

/// `identityVerification`. An approved document says nothing about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Face {
    similarity: Similarity,
    /// Why it is not valid; valid otherwise.
    invalid: Option<&'static str>,
}

/// How `validity` is spelled: callbacks and retrieval differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    Boolean,
    Text,
}

impl Face {
    pub(crate) const SAME: Self = Self { similarity: Similarity::Match, invalid: None };

    pub(crate) fn wire(self, spelling: Spelling) -> Value {
        let valid = self.invalid.is_none();
        let validity = match spelling {
            Spelling::Boolean => Value::Bool(valid),
            Spelling::Text => valid.to_string().into(),
        };
        let mut wire = json!({ "similarity": self.similarity.wire(), "validity": validity });
        if let Some(reason) = self.invalid {
            wire["reason"] = reason.into();
        }
        wire
    }
}

/// A doubt besides the verdict, of what some tenants have checked in addition (FACTS 3.10).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// A hit on a watch list.
    Watchlist,
    /// The face was seen before.
    RepeatedFace,
}

impl Doubt {
    /// As `additionalChecks`.
    pub(crate) fn wire(self) -> Value {
        match self {
            Self::Watchlist => {
                json!({ "watchlistScreening": { "searchStatus": "SUCCESS", "searchResults": 1 } })
            }
            Self::RepeatedFace => json!({
                "faceSearchFindings": {
                    "status": "DONE",
                    // A transaction that never was.
                    "findings": ["e324c68b-0f13-4bea-930d-6eda409b0c6e"],
                },
            }),
        }
    }
}

/// What is said at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The document is good. The face is told where the workflow looks at one.
    Approved(Face, Option<Doubt>),
    Rejected(Rejection),
    UnsupportedType,
    UnsupportedCountry,
}

impl Verdict {
    pub(crate) fn status(&self) -> Status {
        match self {
            Self::Approved(..) => Status::ApprovedVerified,
            Self::Rejected(rejection) => rejection.reason.status,
            Self::UnsupportedType => Status::DeniedUnsupportedIdType,
            Self::UnsupportedCountry => Status::DeniedUnsupportedIdCountry,
        }
    }

    /// Whether the customer may try again at once.
    pub(crate) fn may_be_repeated(&self) -> bool {
        self.status() == Status::ErrorNotReadableId
    }

    /// What is said of a document by itself: visas are supported for two countries only (FACTS 5.1).
    pub(crate) fn usual(document: Document, country: &str) -> Self {
        if document == Document::Visa && !matches!(country, "USA" | "CHN") {
            return Self::UnsupportedType;
        }
        Self::Approved(Face::SAME, None)
    }
}

/// How a transaction ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ending {
    /// The customer is through.
    Verdict(Verdict),
    /// The customer left: what happens later for that reason, happens now.
    Abandoned,
    /// The customer is sent back with this error code (FACTS 3.7), and the transaction stays as it is.
    Left(u16),
}

fn rejected(name: &str) -> Option<Ending> {
    let rejection = Rejection::find(name).or_else(|| Rejection::of_detail(name))?;
    Some(Ending::Verdict(Verdict::Rejected(rejection)))
}

fn face(face: Face) -> Ending {
    Ending::Verdict(Verdict::Approved(face, None))
}

fn doubt(doubt: Doubt) -> Ending {
    Ending::Verdict(Verdict::Approved(Face::SAME, Some(doubt)))
}

impl Ending {
    /// What an outcome does; `None` where there is no such thing, because no face is looked at.
    pub(crate) fn of_outcome(outcome: Outcome, sees_face: bool) -> Option<Self> {
        match outcome {
            Outcome::Approved => Some(face(Face::SAME)),
            Outcome::Unreadable => rejected("BLURRED"),
            Outcome::Unsupported => Some(Self::Verdict(Verdict::UnsupportedType)),
            Outcome::Rejected => rejected("MANIPULATED_DOCUMENT"),
            Outcome::Copy => rejected("DIGITAL_COPY"),
            Outcome::DataMismatch => rejected("MISMATCH_HRZ_MRZ_DATA"),
            Outcome::Review => {
                Some(Self::of_face("NOT_POSSIBLE", sees_face).unwrap_or(doubt(Doubt::RepeatedFace)))
            }
            Outcome::SelfieUnclear => Self::of_face("NOT_POSSIBLE", sees_face),
            Outcome::SelfieMismatch => Self::of_face("NO_MATCH", sees_face),
            Outcome::NotLive => Self::of_face("LIVENESS_FAILED", sees_face),
            // A server that fails has no status of its own: the customer is told, and the transaction runs out.
            Outcome::TechnicalError => Some(Self::Left(9100)),
            Outcome::Expired => Some(Self::Abandoned),
            Outcome::NoCamera => Some(Self::Left(9820)),
        }
    }

    fn of_face(label: &str, sees_face: bool) -> Option<Self> {
        if !sees_face {
            return None;
        }
        if let Some(similarity) = Similarity::ALL.into_iter().find(|similarity| similarity.wire() == label) {
            return Some(face(Face { similarity, invalid: None }));
        }
        let invalid = INVALID.into_iter().find(|reason| *reason == label)?;
        Some(face(Face { similarity: Similarity::Match, invalid: Some(invalid) }))
    }

    /// What a label means: a status, the code or description of a reject reason or of its detail, or a word about the
    /// face. One word means something for both; then it is the document, unless the credential is the face's.
    pub(crate) fn of_label(label: &str, category: Option<Category>, sees_face: bool) -> Option<Self> {
        let of_document = || match label {
            "OK" | "PASSED" | "APPROVED_VERIFIED" => Some(face(Face::SAME)),
            "ALERT" => Some(doubt(Doubt::Watchlist)),
            "REPEATED_FACE" => Some(doubt(Doubt::RepeatedFace)),
            "REJECTED" | "DENIED_FRAUD" => rejected("MANIPULATED_DOCUMENT"),
            "ERROR_NOT_READABLE_ID" => rejected("NOT_READABLE_DOCUMENT"),
            "DENIED_UNSUPPORTED_ID_TYPE" => Some(Self::Verdict(Verdict::UnsupportedType)),
            "DENIED_UNSUPPORTED_ID_COUNTRY" => Some(Self::Verdict(Verdict::UnsupportedCountry)),
            "NO_ID_UPLOADED" | "SESSION_EXPIRED" => Some(Self::Abandoned),
            name => rejected(name),
        };
        let of_face = || Self::of_face(label, sees_face);
        match category {
            None => of_document().or_else(of_face),
            Some(Category::Id) => of_document(),
            Some(Category::Selfie | Category::Facemap) => of_face(),
            Some(Category::Document | Category::Data) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(ending: Option<Ending>) -> String {
        match ending {
            Some(Ending::Verdict(Verdict::Rejected(rejection))) => rejection.reason.code.to_owned(),
            Some(Ending::Verdict(Verdict::Approved(_, Some(doubt)))) => format!("{doubt:?}"),
            Some(Ending::Verdict(Verdict::Approved(face, None))) => {
                let wire = face.wire(Spelling::Text);
                let reason = wire["reason"].as_str().unwrap_or_default();
                format!(
                    "{} {} {reason}",
                    wire["similarity"].as_str().unwrap(),
                    wire["validity"].as_str().unwrap()
                )
            }
            Some(Ending::Verdict(verdict)) => verdict.status().wire().to_owned(),
            Some(Ending::Abandoned) => "abandoned".to_owned(),
            Some(Ending::Left(code)) => code.to_string(),
            None => "none".to_owned(),
        }
    }

    #[test]
    fn outcomes_about_faces_need_a_face() {
        let rows: Vec<_> = Outcome::ALL
            .into_iter()
            .map(|outcome| {
                let [with, without] = [true, false].map(|face| told(Ending::of_outcome(outcome, face)));
                format!("{}: {with}, {without}", outcome.name())
            })
            .collect();
        assert_eq!(
            rows,
            [
                "approved: MATCH true , MATCH true ",
                "review: NOT_POSSIBLE true , RepeatedFace",
                "unreadable: 200, 200",
                "unsupported: DENIED_UNSUPPORTED_ID_TYPE, DENIED_UNSUPPORTED_ID_TYPE",
                "rejected: 100, 100",
                "copy: 104, 104",
                "data-mismatch: 115, 115",
                "selfie-mismatch: NO_MATCH true , none",
                "selfie-unclear: NOT_POSSIBLE true , none",
                "not-live: MATCH false LIVENESS_FAILED, none",
                "technical-error: 9100, 9100",
                "expired: abandoned, abandoned",
                "no-camera: 9820, 9820",
            ]
        );
    }

    #[test]
    fn one_word_means_document_or_face_by_its_credential() {
        for (label, category, expected) in [
            ("BAD_QUALITY", None, "200"),
            ("BAD_QUALITY", Some(Category::Id), "200"),
            ("BAD_QUALITY", Some(Category::Selfie), "MATCH false BAD_QUALITY"),
            ("NO_MATCH", None, "NO_MATCH true "),
            ("NO_MATCH", Some(Category::Id), "none"),
            ("108", None, "108"),
            ("MRZ_CHECK_FAILED", None, "108"),
            ("2006", None, "200"),
            ("DENIED_UNSUPPORTED_ID_COUNTRY", None, "DENIED_UNSUPPORTED_ID_COUNTRY"),
            ("NO_ID_UPLOADED", None, "abandoned"),
            ("ALERT", None, "Watchlist"),
            ("REPEATED_FACE", Some(Category::Id), "RepeatedFace"),
            ("108", Some(Category::Data), "none"),
            ("SHINY", None, "none"),
        ] {
            assert_eq!(told(Ending::of_label(label, category, true)), expected, "{label} {category:?}");
        }
        assert_eq!(told(Ending::of_label("NO_MATCH", None, false)), "none");
    }
}
