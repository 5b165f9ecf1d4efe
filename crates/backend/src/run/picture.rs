//! What a picture really is, by its first bytes.

/// The largest picture that is kept.
pub(crate) const LARGEST: usize = 20 * 1024 * 1024;

/// The media type of a picture that is kept: JPEG or PNG, not empty, not too large. Whatever the sender said about it.
pub(crate) fn media_type(bytes: &[u8]) -> Option<&'static str> {
    const JPEG: &[u8] = &[0xFF, 0xD8, 0xFF];
    const PNG: &[u8] = &[0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A];
    if bytes.len() > LARGEST {
        None
    } else if bytes.starts_with(JPEG) {
        Some("image/jpeg")
    } else if bytes.starts_with(PNG) {
        Some("image/png")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_known_by_their_contents() {
        let large = [&[0xFF, 0xD8, 0xFF][..], &vec![0; LARGEST]].concat();
        let table: [(&[u8], Option<&str>); 7] = [
            (&[0xFF, 0xD8, 0xFF, 0xE0, 1, 2], Some("image/jpeg")),
            (b"\x89PNG\r\n\x1a\n....", Some("image/png")),
            (b"", None),
            (b"<html>", None),
            (b"GIF89a", None),
            (b"\x89PNG", None),
            (&large, None),
        ];
        for (bytes, expected) in table {
            assert_eq!(media_type(bytes), expected, "{:?}", &bytes[..bytes.len().min(8)]);
        }
    }
}
