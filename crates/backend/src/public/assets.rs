//! Style sheets: one for all pages, and one for each colour.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use model::color::Color;
use sha2::{Digest, Sha256};

const PAGES: &str = include_str!("../../assets/pages.css");

/// The name of the style sheet tells its contents, so that browsers may keep it for ever.
static NAME: LazyLock<String> = LazyLock::new(|| {
    let hash = Sha256::digest(PAGES.as_bytes());
    let start = u64::from_be_bytes(hash[..8].try_into().expect("a SHA-256 has 32 bytes"));
    format!("{start:016x}.css")
});

/// The least contrast of text with its ground (WCAG 2 AA).
const READABLE: f64 = 4.5;
/// The least contrast of the edge of a button with its ground (WCAG 2 AA).
const VISIBLE: f64 = 3.0;

/// The address of the style sheet of all pages.
pub(super) fn pages() -> String {
    format!("/assets/{}", *NAME)
}

/// The address of the style sheet of a colour.
pub(super) fn color(color: Color) -> String {
    format!("/assets/primary-{}.css", color.to_string().trim_start_matches('#'))
}

/// `GET /assets/{file}`.
pub(super) async fn serve(Path(file): Path<String>) -> Response {
    let css = if file == *NAME { Some(PAGES.to_owned()) } else { of_color(&file) };
    let Some(css) = css else { return StatusCode::NOT_FOUND.into_response() };
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, css).into_response()
}

/// The style sheet of a colour: follows from its name alone.
fn of_color(file: &str) -> Option<String> {
    let digits = file.strip_prefix("primary-")?.strip_suffix(".css")?;
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let primary = Color::parse(&format!("#{digits}"))?;
    let white = Color::parse("#ffffff")?;
    let ink = Color::parse("#17202e")?;
    let accent = if primary.contrast(white) >= READABLE { primary } else { ink };
    let edge = if primary.contrast(white) >= VISIBLE { primary } else { ink };
    let on_primary = primary.readable_text();
    Some(format!(
        ":root {{ --primary: {primary}; --on-primary: {on_primary}; --accent: {accent}; --edge: {edge}; }}\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_gives_text_that_can_be_read() {
        let white = Color::parse("#ffffff").unwrap();
        for digits in ["0B5FFF", "FFE600", "ffffff", "000000", "777777", "00FF00", "8a8a8a"] {
            let css = of_color(&format!("primary-{digits}.css")).unwrap();
            let value = |name: &str| {
                let rest = css.split_once(&format!("--{name}: ")).unwrap().1;
                Color::parse(rest.split_once(';').unwrap().0).unwrap()
            };
            assert!(value("on-primary").contrast(value("primary")) >= READABLE, "{css}");
            assert!(value("accent").contrast(white) >= READABLE, "{css}");
            assert!(value("edge").contrast(white) >= VISIBLE, "{css}");
        }
    }

    #[test]
    fn other_names_are_no_colours() {
        for name in
            ["primary-.css", "primary-12345.css", "primary-red;}.css", "primary-0B5FFF", "x.css", ".."]
        {
            assert_eq!(of_color(name), None, "{name}");
        }
    }
}
