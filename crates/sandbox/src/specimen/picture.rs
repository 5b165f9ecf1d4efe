//! Draws specimens: plainly not real, and marked as such all over.

use font8x8::UnicodeFonts as _;
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageError, Rgb, RgbImage};
use serde_json::{Map, Value};

/// What a picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Picture {
    Front,
    Back,
    Face,
    /// One frame of the film in which the customer moves.
    Liveness(u8),
    /// A sheet of paper: a bill, a statement.
    Paper,
}

impl Picture {
    /// The picture of a part that has one (FACTS 4.7).
    pub(crate) fn of_classifier(classifier: &str) -> Option<Self> {
        match classifier {
            "FRONT" => Some(Self::Front),
            "BACK" => Some(Self::Back),
            "FACE" => Some(Self::Face),
            "LIVENESS_1" => Some(Self::Liveness(1)),
            "LIVENESS_2" => Some(Self::Liveness(2)),
            "LIVENESS_3" => Some(Self::Liveness(3)),
            "DOCUMENT" => Some(Self::Paper),
            _ => None,
        }
    }
}

const WIDTH: u32 = 640;
const HEIGHT: u32 = 404;
const QUALITY: u8 = 80;

const INK: Rgb<u8> = Rgb([28, 38, 56]);
const PALE: Rgb<u8> = Rgb([150, 160, 178]);
const RED: Rgb<u8> = Rgb([190, 40, 40]);
const CARD: Rgb<u8> = Rgb([226, 234, 242]);
const STRIPE: Rgb<u8> = Rgb([214, 225, 236]);
const BAND: Rgb<u8> = Rgb([52, 92, 140]);
const WHITE: Rgb<u8> = Rgb([255, 255, 255]);
const SKIN: Rgb<u8> = Rgb([222, 184, 150]);
const HAIR: Rgb<u8> = Rgb([84, 58, 44]);

/// A JPEG of the specimen that `data` describes (members as in `extraction[].data`).
pub(crate) fn draw(picture: Picture, title: &str, data: &Map<String, Value>) -> Result<Vec<u8>, ImageError> {
    let mut canvas = Canvas::new();
    match picture {
        Picture::Front => front(&mut canvas, title, data),
        Picture::Back => back(&mut canvas, data),
        Picture::Face => face(&mut canvas, 0),
        Picture::Liveness(frame) => face(&mut canvas, i32::from(frame) * 50 - 110),
        Picture::Paper => paper(&mut canvas, data),
    }
    canvas.jpeg()
}

fn text_of<'a>(data: &'a Map<String, Value>, name: &str) -> &'a str {
    data.get(name).and_then(Value::as_str).unwrap_or("-")
}

fn front(canvas: &mut Canvas, title: &str, data: &Map<String, Value>) {
    canvas.card(title, text_of(data, "issuingCountry"));
    canvas.portrait(130, 205, 62, 0);
    let rows = [
        ("SURNAME", "lastName"),
        ("GIVEN NAMES", "firstName"),
        ("DATE OF BIRTH", "dateOfBirth"),
        ("DATE OF EXPIRY", "expiryDate"),
        ("NUMBER", "documentNumber"),
    ];
    for (index, (label, name)) in rows.into_iter().enumerate() {
        let y = 88 + 48 * u32::try_from(index).unwrap_or(0);
        canvas.text(250, y, 1, PALE, label);
        canvas.text(250, y + 12, 2, INK, text_of(data, name));
    }
    canvas.mark(336);
}

fn back(canvas: &mut Canvas, data: &Map<String, Value>) {
    canvas.card("BACK", text_of(data, "issuingCountry"));
    canvas.text(40, 96, 1, PALE, "ADDRESS");
    let address = data.get("address").and_then(Value::as_object);
    for (index, name) in ["line1", "postalCode", "city"].into_iter().enumerate() {
        let y = 112 + 24 * u32::try_from(index).unwrap_or(0);
        canvas.text(40, y, 2, INK, address.map_or("-", |address| text_of(address, name)));
    }
    let number = text_of(data, "documentNumber");
    canvas.text(40, 210, 2, INK, &format!("{number:<<30}"));
    canvas.text(40, 236, 2, INK, &format!("{:<<30}", text_of(data, "lastName")));
    canvas.mark(300);
}

fn face(canvas: &mut Canvas, turned: i32) {
    canvas.fill(0, 0, WIDTH, HEIGHT, STRIPE);
    canvas.portrait(320, 190, 120, turned);
    canvas.mark(348);
}

fn paper(canvas: &mut Canvas, data: &Map<String, Value>) {
    canvas.fill(0, 0, WIDTH, HEIGHT, WHITE);
    canvas.text(40, 40, 3, INK, "STATEMENT");
    canvas.text(40, 90, 2, INK, &format!("{} {}", text_of(data, "firstName"), text_of(data, "lastName")));
    for line in 0..6 {
        canvas.fill(40, 130 + 24 * line, WIDTH - 80 - 30 * (line % 3), 6, STRIPE);
    }
    canvas.mark(310);
}

struct Canvas(RgbImage);

impl Canvas {
    fn new() -> Self {
        Self(RgbImage::from_pixel(WIDTH, HEIGHT, CARD))
    }

    fn fill(&mut self, x: u32, y: u32, width: u32, height: u32, color: Rgb<u8>) {
        for y in y..(y + height).min(HEIGHT) {
            for x in x..(x + width).min(WIDTH) {
                self.0.put_pixel(x, y, color);
            }
        }
    }

    fn card(&mut self, title: &str, country: &str) {
        for stripe in 0..20 {
            self.fill(0, stripe * 40, WIDTH, 20, STRIPE);
        }
        self.fill(0, 0, WIDTH, 60, BAND);
        self.text(40, 20, 3, WHITE, &title.to_uppercase());
        self.text(WIDTH - 120, 20, 3, WHITE, country);
    }

    /// A head as a child would draw it: nobody's.
    fn portrait(&mut self, x: i32, y: i32, size: i32, turned: i32) {
        let look = turned * size / 200;
        self.ellipse(x, y - size / 6, size * 9 / 10, size * 11 / 10, HAIR);
        self.ellipse(x, y, size * 3 / 4, size, SKIN);
        for side in [-1, 1] {
            self.ellipse(x + look + side * size * 3 / 10, y - size / 5, size / 12, size / 12, INK);
        }
        self.ellipse(x + look, y + size / 10, size / 16, size / 8, HAIR);
        self.ellipse(x + look, y + size / 2, size / 4, size / 14, RED);
    }

    fn ellipse(&mut self, x: i32, y: i32, rx: i32, ry: i32, color: Rgb<u8>) {
        for dy in -ry..=ry {
            for dx in -rx..=rx {
                let inside = dx * dx * ry * ry + dy * dy * rx * rx <= rx * rx * ry * ry;
                let (Ok(px), Ok(py)) = (u32::try_from(x + dx), u32::try_from(y + dy)) else { continue };
                if inside && px < WIDTH && py < HEIGHT {
                    self.0.put_pixel(px, py, color);
                }
            }
        }
    }

    /// Text in the eight by eight font, each dot `scale` wide; what does not fit is cut off.
    fn text(&mut self, x: u32, y: u32, scale: u32, color: Rgb<u8>, text: &str) {
        let mut left = x;
        for letter in text.chars() {
            if left + 8 * scale > WIDTH {
                return;
            }
            let glyph = font8x8::BASIC_FONTS
                .get(letter)
                .or_else(|| font8x8::LATIN_FONTS.get(letter))
                .or_else(|| font8x8::BASIC_FONTS.get('?'));
            for (row, bits) in (0..).zip(glyph.unwrap_or_default()) {
                for column in 0..8 {
                    if bits & (1 << column) != 0 {
                        self.fill(left + column * scale, y + row * scale, scale, scale, color);
                    }
                }
            }
            left += 8 * scale;
        }
    }

    fn mark(&mut self, y: u32) {
        self.text((WIDTH - 8 * 8 * 5) / 2, y.min(HEIGHT - 52), 5, RED, "SPECIMEN");
        let note = "SANDBOX: NOT A REAL DOCUMENT NOR A REAL PERSON";
        let width = 8 * u32::try_from(note.len()).unwrap_or(0);
        self.text(WIDTH.saturating_sub(width) / 2, HEIGHT - 10, 1, RED, note);
    }

    fn jpeg(&self) -> Result<Vec<u8>, ImageError> {
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode(
            self.0.as_raw(),
            WIDTH,
            HEIGHT,
            ExtendedColorType::Rgb8,
        )?;
        Ok(bytes)
    }
}
