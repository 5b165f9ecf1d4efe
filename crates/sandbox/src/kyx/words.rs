//! The platform's vocabulary. Written down here once more, apart from the client's: a shared one would hide its own
//! mistakes.

/// What a credential is (FACTS 4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Category {
    Id,
    Selfie,
    Facemap,
    Document,
    Data,
}

impl Category {
    pub(crate) const ALL: [Self; 5] = [Self::Id, Self::Selfie, Self::Facemap, Self::Document, Self::Data];

    pub(crate) const fn wire(self) -> &'static str {
        match self {
            Self::Id => "ID",
            Self::Selfie => "SELFIE",
            Self::Facemap => "FACEMAP",
            Self::Document => "DOCUMENT",
            Self::Data => "DATA",
        }
    }

    pub(crate) fn from_wire(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.wire() == text)
    }

    /// Where a credential may come from.
    pub(crate) const fn channels(self) -> &'static [&'static str] {
        match self {
            Self::Id | Self::Selfie | Self::Document => &["WEB", "API", "SDK"],
            Self::Facemap => &["WEB", "SDK"],
            Self::Data => &["API"],
        }
    }

    /// What can be uploaded for it, as URL segments; the keys of answers are the same in lower case.
    pub(crate) const fn upload_parts(self) -> &'static [&'static str] {
        match self {
            Self::Id => &["FRONT", "BACK"],
            Self::Selfie => &["FACE"],
            Self::Facemap => &[],
            Self::Document => &["DOCUMENT"],
            Self::Data => &["PREPARED_DATA"],
        }
    }

    /// The values that `type` may have (FACTS 4.3, 5.3).
    pub(crate) fn allows_type(self, value: &str) -> bool {
        match self {
            Self::Id => {
                matches!(value, "ID_CARD" | "DRIVING_LICENSE" | "PASSPORT" | "VISA" | "DIGITAL_IDENTITY")
            }
            Self::Facemap => matches!(value, "IPROOV_STANDARD" | "IPROOV_PREMIUM" | "JUMIO_STANDARD"),
            // Tenants have codes of their own, but these two words stand for such a code and are none.
            Self::Document => !matches!(value, "" | "CUSTOM" | "OTHER"),
            Self::Selfie | Self::Data => true,
        }
    }
}

/// An identity document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Document {
    Passport,
    IdCard,
    DrivingLicense,
    Visa,
}

impl Document {
    pub(crate) const ALL: [Self; 4] = [Self::Passport, Self::IdCard, Self::DrivingLicense, Self::Visa];

    /// As the API spells it (FACTS 5.1).
    pub(crate) const fn wire(self) -> &'static str {
        match self {
            Self::Passport => "PASSPORT",
            Self::IdCard => "ID_CARD",
            Self::DrivingLicense => "DRIVING_LICENSE",
            Self::Visa => "VISA",
        }
    }

    /// As the page's form and the control API spell it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Passport => "passport",
            Self::IdCard => "id-card",
            Self::DrivingLicense => "driving-license",
            Self::Visa => "visa",
        }
    }

    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Passport => "Passport",
            Self::IdCard => "Identity card",
            Self::DrivingLicense => "Driving licence",
            Self::Visa => "Visa",
        }
    }

    pub(crate) fn from_wire(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|document| document.wire() == text)
    }

    pub(crate) fn from_name(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|document| document.name() == text)
    }

    /// Passports and visas are read from one side.
    pub(crate) const fn has_back(self) -> bool {
        matches!(self, Self::IdCard | Self::DrivingLicense)
    }
}

/// What the platform judges (FACTS 4.9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Capability {
    Usability,
    ImageChecks,
    Extraction,
    DataChecks,
    Liveness,
    Similarity,
    Authentication,
    WatchlistScreening,
    AddressValidation,
    ProofOfResidency,
    DrivingLicenseVerification,
    BraCpfValidation,
    DocumentVerification,
    BiometricVerification,
}

impl Capability {
    pub(crate) const ALL: [Self; 14] = [
        Self::Usability,
        Self::ImageChecks,
        Self::Extraction,
        Self::DataChecks,
        Self::Liveness,
        Self::Similarity,
        Self::Authentication,
        Self::WatchlistScreening,
        Self::AddressValidation,
        Self::ProofOfResidency,
        Self::DrivingLicenseVerification,
        Self::BraCpfValidation,
        Self::DocumentVerification,
        Self::BiometricVerification,
    ];

    pub(crate) fn from_wire(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|capability| capability.wire() == text)
    }

    pub(crate) const fn wire(self) -> &'static str {
        match self {
            Self::Usability => "usability",
            Self::ImageChecks => "imageChecks",
            Self::Extraction => "extraction",
            Self::DataChecks => "dataChecks",
            Self::Liveness => "liveness",
            Self::Similarity => "similarity",
            Self::Authentication => "authentication",
            Self::WatchlistScreening => "watchlistScreening",
            Self::AddressValidation => "addressValidation",
            Self::ProofOfResidency => "proofOfResidency",
            Self::DrivingLicenseVerification => "drivingLicenseVerification",
            Self::BraCpfValidation => "braCpfValidation",
            Self::DocumentVerification => "documentVerification",
            Self::BiometricVerification => "biometricVerification",
        }
    }
}

/// How a capability, or all of them together, judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    Passed,
    Warning,
    Rejected,
    NotExecuted,
}

impl Decision {
    pub(crate) const fn wire(self) -> &'static str {
        match self {
            Self::Passed => "PASSED",
            Self::Warning => "WARNING",
            Self::Rejected => "REJECTED",
            Self::NotExecuted => "NOT_EXECUTED",
        }
    }
}
