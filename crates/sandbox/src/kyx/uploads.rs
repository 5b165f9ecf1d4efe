//! Files that came with a run: parts that were uploaded, or chosen on the page, kept as they came.

use bytes::Bytes;
use uuid::Uuid;

/// One part of a credential, as it came.
#[derive(Debug, Clone)]
pub(crate) struct Upload {
    pub(crate) credential: Uuid,
    /// `FRONT`, `BACK`, `FACE`, `DOCUMENT`, `PREPARED_DATA`.
    pub(crate) classifier: &'static str,
    /// As found out from the content.
    pub(crate) content_type: &'static str,
    pub(crate) bytes: Bytes,
}

/// All parts that came with a run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Uploads(Vec<Upload>);

impl Uploads {
    /// Keeps a part; one that was there already is replaced, in its place.
    pub(crate) fn put(&mut self, upload: Upload) {
        let same =
            |of: &&mut Upload| of.credential == upload.credential && of.classifier == upload.classifier;
        match self.0.iter_mut().find(same) {
            Some(place) => *place = upload,
            None => self.0.push(upload),
        }
    }

    /// Forgets a part, if it is there.
    pub(crate) fn remove(&mut self, credential: Uuid, classifier: &str) {
        self.0.retain(|upload| upload.credential != credential || upload.classifier != classifier);
    }

    /// A part of a credential.
    pub(crate) fn get(&self, credential: Uuid, classifier: &str) -> Option<&Upload> {
        self.0.iter().find(|upload| upload.credential == credential && upload.classifier == classifier)
    }

    /// The parts of a credential, in the order in which they came.
    pub(crate) fn of(&self, credential: Uuid) -> impl Iterator<Item = &Upload> {
        self.0.iter().filter(move |upload| upload.credential == credential)
    }

    /// Whether nothing came.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Forgets all of them.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}
