//! What a picture really is, by its contents.

use model::{MAX_BYTES, MediaType};

/// The media type of a picture that is kept: a picture, not empty, not too large. Whatever the sender said about it.
pub(crate) fn media_type(bytes: &[u8]) -> Option<MediaType> {
    MediaType::of(bytes).filter(|kind| kind.is_picture() && bytes.len() as u64 <= MAX_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_known_by_their_contents() {
        let largest = usize::try_from(MAX_BYTES).unwrap();
        let large = [&[0xFF, 0xD8, 0xFF][..], &vec![0; largest]].concat();
        let table: [(&[u8], Option<MediaType>); 6] = [
            (&[0xFF, 0xD8, 0xFF, 0xE0, 1, 2], Some(MediaType::Jpeg)),
            (b"\x89PNG\r\n\x1a\n....", Some(MediaType::Png)),
            (&large[..largest], Some(MediaType::Jpeg)),
            (b"", None),
            (b"%PDF-1.7", None),
            (&large, None),
        ];
        for (bytes, expected) in table {
            assert_eq!(media_type(bytes), expected, "{:?}", &bytes[..bytes.len().min(8)]);
        }
    }
}
