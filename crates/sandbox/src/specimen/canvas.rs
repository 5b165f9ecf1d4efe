//! Something to draw on: boxes, ellipses, letters.

use font8x8::UnicodeFonts as _;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder as _, ImageError, Rgb, RgbImage};

pub(super) const WIDTH: u32 = 640;
pub(super) const HEIGHT: u32 = 404;
const QUALITY: u8 = 80;

/// How a picture is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Jpeg,
    Png,
}

impl Format {
    pub(crate) const fn content_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

/// Letters of the eight by eight font: how large a dot is, and how far apart letters are, in dots.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    pub(super) scale: u32,
    pub(super) advance: u32,
    pub(super) color: Rgb<u8>,
}

impl Pen {
    pub(super) const fn new(scale: u32, color: Rgb<u8>) -> Self {
        Self { scale, advance: 8, color }
    }

    /// As narrow as the font allows.
    pub(super) const fn narrow(self) -> Self {
        Self { advance: 7, ..self }
    }

    pub(super) fn width(self, text: &str) -> u32 {
        let letters = u32::try_from(text.chars().count()).unwrap_or(WIDTH);
        letters.saturating_mul(self.advance * self.scale)
    }
}

pub(super) struct Canvas(RgbImage);

impl Canvas {
    pub(super) fn new(color: Rgb<u8>) -> Self {
        Self(RgbImage::from_pixel(WIDTH, HEIGHT, color))
    }

    fn dot(&mut self, x: i32, y: i32, color: Rgb<u8>) {
        let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else { return };
        if x < WIDTH && y < HEIGHT {
            self.0.put_pixel(x, y, color);
        }
    }

    pub(super) fn fill(&mut self, x: u32, y: u32, width: u32, height: u32, color: Rgb<u8>) {
        for y in y..(y + height).min(HEIGHT) {
            for x in x..(x + width).min(WIDTH) {
                self.0.put_pixel(x, y, color);
            }
        }
    }

    /// Fine lines that wind, as on paper that is hard to print.
    pub(super) fn waves(&mut self, color: Rgb<u8>) {
        for x in 0..WIDTH {
            let swing = (f64::from(x) / 46.0).sin() * 9.0 + (f64::from(x) / 17.0).cos() * 3.0;
            // Within a few dots, so that nothing is lost.
            #[expect(clippy::cast_possible_truncation, reason = "a sine is small")]
            let swing = swing as i32;
            for line in (0..HEIGHT + 20).step_by(11) {
                let (x, line) = (x.cast_signed(), line.cast_signed());
                self.dot(x, line + swing, color);
            }
        }
    }

    pub(super) fn ellipse(&mut self, (x, y): (i32, i32), (rx, ry): (i32, i32), color: Rgb<u8>) {
        for dy in -ry..=ry {
            for dx in -rx..=rx {
                if dx * dx * ry * ry + dy * dy * rx * rx <= rx * rx * ry * ry {
                    self.dot(x + dx, y + dy, color);
                }
            }
        }
    }

    /// Text; what does not fit is cut off.
    pub(super) fn text(&mut self, x: u32, y: u32, pen: Pen, text: &str) {
        let mut left = x;
        for letter in text.chars() {
            if left + pen.advance * pen.scale > WIDTH {
                return;
            }
            let glyph = font8x8::BASIC_FONTS
                .get(letter)
                .or_else(|| font8x8::LATIN_FONTS.get(letter))
                .or_else(|| font8x8::BASIC_FONTS.get('?'));
            for (row, bits) in (0..).zip(glyph.unwrap_or_default()) {
                for column in 0..8 {
                    if bits & (1 << column) != 0 {
                        let (x, y) = (left + column * pen.scale, y + row * pen.scale);
                        self.fill(x, y, pen.scale, pen.scale, pen.color);
                    }
                }
            }
            left += pen.advance * pen.scale;
        }
    }

    pub(super) fn centered(&mut self, y: u32, pen: Pen, text: &str) {
        self.text(WIDTH.saturating_sub(pen.width(text)) / 2, y, pen, text);
    }

    pub(super) fn written(&self, format: Format) -> Result<Vec<u8>, ImageError> {
        let mut bytes = Vec::new();
        let (dots, color) = (self.0.as_raw(), ExtendedColorType::Rgb8);
        match format {
            Format::Jpeg => {
                JpegEncoder::new_with_quality(&mut bytes, QUALITY).write_image(dots, WIDTH, HEIGHT, color)?;
            }
            Format::Png => {
                PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Up)
                    .write_image(dots, WIDTH, HEIGHT, color)?;
            }
        }
        Ok(bytes)
    }
}
