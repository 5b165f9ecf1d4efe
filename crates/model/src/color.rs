//! Colours for pages and mobile apps, and whether text on them can be read.

use std::fmt;

/// An opaque sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color {
    red: u8,
    green: u8,
    blue: u8,
}

impl Color {
    /// The colour of a CSS spelling (`#0B5FFF`, `#06f`, `rebeccapurple`); `None` for no colour or one that is not opaque.
    pub fn parse(text: &str) -> Option<Self> {
        let [red, green, blue, alpha] = csscolorparser::parse(text).ok()?.to_rgba8();
        (alpha == 255).then_some(Self { red, green, blue })
    }

    /// The relative luminance of WCAG 2, from 0 (black) to 1 (white).
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// The contrast ratio of WCAG 2 between two colours, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Black or white, whichever can be read better on this colour.
    #[must_use]
    pub fn readable_text(self) -> Self {
        let white = Self { red: 255, green: 255, blue: 255 };
        let black = Self { red: 0, green: 0, blue: 0 };
        if self.contrast(white) >= self.contrast(black) { white } else { black }
    }
}

impl fmt::Display for Color {
    /// `#RRGGBB`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::Color;

    #[test]
    fn colours_are_read_and_their_text_can_be_read() {
        let blue = Color::parse("#0B5FFF").unwrap();
        assert_eq!(blue.to_string(), "#0B5FFF");
        assert_eq!(blue.readable_text().to_string(), "#FFFFFF");
        assert_eq!(Color::parse("#ffe600").unwrap().readable_text().to_string(), "#000000");
        assert_eq!(Color::parse("#06f").unwrap().to_string(), "#0066FF");
        for bad in ["", "blu", "#12", "#00000080", "url(x)"] {
            assert_eq!(Color::parse(bad), None, "{bad}");
        }
    }
}
