//! Which pictures there are (FACTS 3.10).

use serde::{Deserialize, Serialize};

use crate::WireTime;
use crate::wire::{Members, OneOrMany};

/// The pictures of a transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Images {
    /// When it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<WireTime>,
    /// The transaction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scan_reference: Option<String>,
    /// Those of the document and the face, in any order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub images: Option<OneOrMany<ImageLink>>,
    /// The URLs of those that prove a living person, in any order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub liveness_images: Option<OneOrMany<String>>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}

impl Images {
    /// The kinds of picture that [`super::Client::image`] can fetch: `front`, `back`, `face`.
    pub fn classifiers(&self) -> Vec<String> {
        let images = self.images.as_ref().map(OneOrMany::items).unwrap_or_default();
        images.into_iter().map(|image| image.classifier).collect()
    }

    /// The numbers of the pictures that [`super::Client::liveness_image`] can fetch, in order: each is the end of a URL.
    pub fn liveness_numbers(&self) -> Vec<u32> {
        let urls = self.liveness_images.as_ref().map(OneOrMany::items).unwrap_or_default();
        let mut numbers: Vec<u32> =
            urls.iter().filter_map(|url| url.rsplit('/').next()?.parse().ok()).collect();
        numbers.sort_unstable();
        numbers
    }
}

/// Where a picture can be had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageLink {
    /// `front`, `back`, `face`, `facemap`.
    pub classifier: String,
    /// The URL; not to be relied on, the client makes its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// Members that this client does not know.
    #[serde(flatten)]
    pub other: Members,
}
