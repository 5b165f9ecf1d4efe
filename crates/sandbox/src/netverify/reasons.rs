//! Why documents are rejected, in Netverify's codes (FACTS 3.9).

use serde_json::{Value, json};

use super::verdict::Status;

/// A reject reason.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reason {
    pub(crate) code: &'static str,
    pub(crate) description: &'static str,
    /// The verification status that it goes with.
    pub(crate) status: Status,
    /// What can be said besides.
    pub(crate) details: &'static [Detail],
}

/// A detail of a reject reason.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Detail {
    pub(crate) code: &'static str,
    pub(crate) description: &'static str,
}

const fn reason(code: &'static str, description: &'static str, status: Status) -> Reason {
    Reason { code, description, status, details: &[] }
}

const fn detail(code: &'static str, description: &'static str) -> Detail {
    Detail { code, description }
}

const FRAUD: Status = Status::DeniedFraud;
const UNREADABLE: Status = Status::ErrorNotReadableId;

/// All of them.
pub(crate) const REASONS: [Reason; 28] = [
    Reason { details: &MANIPULATED, ..reason("100", "MANIPULATED_DOCUMENT", FRAUD) },
    reason("105", "FRAUDSTER", FRAUD),
    reason("106", "FAKE", FRAUD),
    reason("107", "PHOTO_MISMATCH", FRAUD),
    reason("108", "MRZ_CHECK_FAILED", FRAUD),
    reason("109", "PUNCHED_DOCUMENT", FRAUD),
    reason("110", "CHIP_DATA_MANIPULATED", FRAUD),
    reason("111", "MISMATCH_PRINTED_BARCODE_DATA", FRAUD),
    reason("112", "CHIP_MISSING", FRAUD),
    reason("113", "MISMATCHING_DATA_REPEATED_FACE", FRAUD),
    reason("114", "DIGITAL_MANIPULATION", FRAUD),
    reason("115", "MISMATCH_HRZ_MRZ_DATA", FRAUD),
    reason("116", "SUPERIMPOSED_TEXT", FRAUD),
    reason("118", "MISMATCH_FRONT_BACK", FRAUD),
    reason("102", "PHOTOCOPY_BLACK_WHITE", UNREADABLE),
    reason("103", "PHOTOCOPY_COLOR", UNREADABLE),
    reason("104", "DIGITAL_COPY", UNREADABLE),
    Reason { details: &NOT_READABLE, ..reason("200", "NOT_READABLE_DOCUMENT", UNREADABLE) },
    reason("201", "NO_DOCUMENT", UNREADABLE),
    reason("202", "SAMPLE_DOCUMENT", UNREADABLE),
    reason("206", "MISSING_BACK", UNREADABLE),
    reason("207", "WRONG_DOCUMENT_PAGE", UNREADABLE),
    reason("209", "MISSING_SIGNATURE", UNREADABLE),
    reason("210", "CAMERA_BLACK_WHITE", UNREADABLE),
    reason("211", "DIFFERENT_PERSONS_SHOWN", UNREADABLE),
    reason("213", "INVALID_WATERMARK", UNREADABLE),
    reason("214", "MISSING_FRONT", UNREADABLE),
    reason("300", "MANUAL_REJECTION", UNREADABLE),
];

const MANIPULATED: [Detail; 10] = [
    detail("1001", "PHOTO"),
    detail("1002", "DOCUMENT_NUMBER"),
    detail("1003", "EXPIRY"),
    detail("1004", "DOB"),
    detail("1005", "NAME"),
    detail("1006", "ADDRESS"),
    detail("1007", "SECURITY_CHECKS"),
    detail("1008", "SIGNATURE"),
    detail("1009", "PERSONAL_NUMBER"),
    detail("10011", "PLACE_OF_BIRTH"),
];

const NOT_READABLE: [Detail; 7] = [
    detail("2001", "BLURRED"),
    detail("2002", "BAD_QUALITY"),
    detail("2003", "MISSING_PART_DOCUMENT"),
    detail("2004", "HIDDEN_PART_DOCUMENT"),
    detail("2005", "DAMAGED_DOCUMENT"),
    detail("2006", "GLARE"),
    detail("2007", "MISSING_MANDATORY_DATAPOINTS"),
];

/// A reason with the details that were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rejection {
    pub(crate) reason: &'static Reason,
    pub(crate) details: Vec<&'static Detail>,
}

impl Rejection {
    /// The reason of a code or description, with nothing besides.
    pub(crate) fn find(name: &str) -> Option<Self> {
        let reason = REASONS.iter().find(|reason| reason.code == name || reason.description == name)?;
        Some(Self { reason, details: Vec::new() })
    }

    /// The reason that a detail belongs to, with that detail.
    pub(crate) fn of_detail(name: &str) -> Option<Self> {
        REASONS.iter().find_map(|reason| Some(Self { reason, details: vec![reason.detail(name)?] }))
    }

    /// As `rejectReason`: one detail is an object, several are an array.
    pub(crate) fn wire(&self) -> Value {
        let mut wire = json!({
            "rejectReasonCode": self.reason.code,
            "rejectReasonDescription": self.reason.description,
        });
        let detail = |of: &&Detail| json!({ "detailsCode": of.code, "detailsDescription": of.description });
        match &*self.details {
            [] => {}
            [one] => wire["rejectReasonDetails"] = detail(one),
            several => wire["rejectReasonDetails"] = several.iter().map(detail).collect(),
        }
        wire
    }
}

impl Reason {
    /// Its detail of a code or description.
    pub(crate) fn detail(&self, name: &str) -> Option<&'static Detail> {
        self.details.iter().find(|detail| detail.code == name || detail.description == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_means_one_thing() {
        let names = REASONS.iter().flat_map(|reason| {
            let details = reason.details.iter().flat_map(|detail| [detail.code, detail.description]);
            [reason.code, reason.description].into_iter().chain(details)
        });
        let mut names: Vec<_> = names.collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn one_detail_is_an_object_and_several_are_an_array() {
        let mut rejection = Rejection::find("NOT_READABLE_DOCUMENT").unwrap();
        assert_eq!(rejection.wire().get("rejectReasonDetails"), None);
        rejection.details.extend(rejection.reason.detail("2001"));
        assert_eq!(rejection, Rejection::of_detail("BLURRED").unwrap());
        assert_eq!(rejection.wire()["rejectReasonDetails"]["detailsDescription"], "BLURRED");
        rejection.details.extend(rejection.reason.detail("GLARE"));
        assert_eq!(rejection.wire()["rejectReasonDetails"][1]["detailsCode"], "2006");
    }
}
