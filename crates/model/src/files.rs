//! Files that fields hold: media types and sizes.

use std::fmt;

use crate::{Field, FieldType};

/// The largest file that is taken, in bytes.
pub const MAX_BYTES: u64 = 20 * 1024 * 1024;

/// A kind of file that is known by its contents, whatever its sender says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// JPEG pictures.
    Jpeg,
    /// PNG pictures.
    Png,
    /// WebP pictures.
    WebP,
    /// PDF documents.
    Pdf,
}

impl MediaType {
    /// All media types, in the order of documentation.
    pub const ALL: [Self; 4] = [Self::Jpeg, Self::Png, Self::WebP, Self::Pdf];

    /// The name by RFC 6838, as files and HTTP write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Pdf => "application/pdf",
        }
    }

    /// The media type of exactly this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The media type of contents, by their first bytes; `None` for all that is not taken.
    pub fn of(contents: &[u8]) -> Option<Self> {
        let is_webp = contents.starts_with(b"RIFF") && contents.get(8..12) == Some(b"WEBP");
        match contents {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(Self::Png),
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            _ => is_webp.then_some(Self::WebP),
        }
    }

    /// Whether this is a picture.
    pub const fn is_picture(self) -> bool {
        !matches!(self, Self::Pdf)
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FieldType {
    /// The media types that a field of this type takes where it says nothing: JPEG and PNG, and for `file` PDF.
    pub const fn usual_media_types(self) -> &'static [MediaType] {
        match self {
            Self::Image => &[MediaType::Jpeg, MediaType::Png],
            Self::File => &[MediaType::Jpeg, MediaType::Png, MediaType::Pdf],
            _ => &[],
        }
    }
}

impl Field {
    /// Whether the field takes files of a media type.
    pub fn takes(&self, kind: MediaType) -> bool {
        if self.media_types.is_empty() {
            return self.kind.usual_media_types().contains(&kind);
        }
        self.media_types.iter().any(|name| name == kind.as_str())
            && (self.kind == FieldType::File || kind.is_picture())
    }

    /// The largest file that the field takes, in bytes.
    pub fn largest(&self) -> u64 {
        self.max_bytes.map_or(MAX_BYTES, |most| most.min(MAX_BYTES))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_contents() {
        let table: [(&[u8], Option<&str>); 9] = [
            (&[0xFF, 0xD8, 0xFF, 0xE0, 1, 2], Some("image/jpeg")),
            (b"\x89PNG\r\n\x1a\n....", Some("image/png")),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Some("image/webp")),
            (b"RIFF\x10\0\0\0WAVEfmt ", None),
            (b"%PDF-1.7\n", Some("application/pdf")),
            (b"", None),
            (b"<html>", None),
            (b"GIF89a", None),
            (b"\x89PNG", None),
        ];
        for (contents, expected) in table {
            assert_eq!(MediaType::of(contents).map(MediaType::as_str), expected, "{contents:?}");
        }
        for kind in MediaType::ALL {
            assert_eq!(MediaType::from_name(kind.as_str()), Some(kind));
        }
    }

    #[test]
    fn a_field_takes_what_it_says_or_what_is_usual() {
        let mut field = Field::new(FieldType::Image);
        assert!(field.takes(MediaType::Png) && !field.takes(MediaType::Pdf));
        field.media_types = vec!["image/webp".to_owned(), "application/pdf".to_owned()];
        assert!(field.takes(MediaType::WebP) && !field.takes(MediaType::Png));
        assert!(!field.takes(MediaType::Pdf), "a document is no picture");
        field.kind = FieldType::File;
        assert!(field.takes(MediaType::Pdf));
        assert!(!Field::new(FieldType::Text).takes(MediaType::Png));
        assert_eq!(field.largest(), MAX_BYTES);
        field.max_bytes = Some(1000);
        assert_eq!(field.largest(), 1000);
    }
}
