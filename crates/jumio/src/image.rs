//! Pictures and other files.

use std::fmt;

use bytes::Bytes;

/// A picture or another file. Its `Debug` tells its size only.
#[derive(Clone, PartialEq, Eq)]
pub struct Image {
    /// What Jumio says it is, such as `image/jpeg`; a claim, to be checked against the content.
    pub content_type: String,
    /// The file itself.
    pub bytes: Bytes,
}

impl fmt::Debug for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Image({}, {} bytes)", self.content_type, self.bytes.len())
    }
}
