//! Draws specimens: plainly not real, and marked as such all over.

use image::{ImageError, Rgb};
use serde_json::{Map, Value};

use super::canvas::{Canvas, Format, HEIGHT, Pen, WIDTH};
use super::mrz::{self, Side};

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

const INK: Rgb<u8> = Rgb([28, 38, 56]);
const PALE: Rgb<u8> = Rgb([98, 110, 130]);
const RED: Rgb<u8> = Rgb([190, 40, 40]);
const CARD: Rgb<u8> = Rgb([229, 236, 243]);
const WAVE: Rgb<u8> = Rgb([206, 219, 232]);
const BAND: Rgb<u8> = Rgb([44, 82, 130]);
const WHITE: Rgb<u8> = Rgb([255, 255, 255]);
const ROOM: Rgb<u8> = Rgb([203, 214, 226]);
const SKIN: Rgb<u8> = Rgb([222, 184, 150]);
const HAIR: Rgb<u8> = Rgb([84, 58, 44]);

const SMALL: u32 = 1;
const MEDIUM: u32 = 2;
/// The width of a column of fields.
const COLUMN: u32 = 220;

/// The specimen that `data` describes (members as in `extraction[].data`).
pub(crate) fn draw(
    picture: Picture,
    format: Format,
    title: &str,
    data: &Map<String, Value>,
) -> Result<Vec<u8>, ImageError> {
    let canvas = match picture {
        Picture::Front => front(title, data),
        Picture::Back => back(data),
        Picture::Face => face(0),
        Picture::Liveness(frame) => face(i32::from(frame) * 50 - 110),
        Picture::Paper => paper(data),
    };
    canvas.written(format)
}

fn text_of<'a>(data: &'a Map<String, Value>, name: &str) -> &'a str {
    data.get(name).and_then(Value::as_str).unwrap_or("-")
}

fn card(title: &str, country: &str) -> Canvas {
    let mut canvas = Canvas::new(CARD);
    canvas.waves(WAVE);
    canvas.fill(0, 0, WIDTH, 52, BAND);
    canvas.text(24, 14, Pen::new(3, WHITE), &title.to_uppercase());
    let pen = Pen::new(3, WHITE);
    canvas.text((WIDTH - 24).saturating_sub(pen.width(country)), 14, pen, country);
    canvas
}

fn field(canvas: &mut Canvas, (x, y): (u32, u32), label: &str, value: &str) {
    canvas.text(x, y, Pen::new(SMALL, PALE), label);
    let wide = Pen::new(MEDIUM, INK);
    let pen = if wide.width(value) > COLUMN { wide.narrow() } else { wide };
    canvas.text(x, y + 11, pen, value);
}

fn front(title: &str, data: &Map<String, Value>) -> Canvas {
    let mut canvas = card(title, text_of(data, "issuingCountry"));
    canvas.fill(24, 70, 156, 200, ROOM);
    portrait(&mut canvas, (102, 186), 72, 0);
    let rows = [
        [("SURNAME", "lastName"), ("NUMBER", "documentNumber")],
        [("GIVEN NAMES", "firstName"), ("SEX", "gender")],
        [("DATE OF BIRTH", "dateOfBirth"), ("NATIONALITY", "nationality")],
        [("DATE OF ISSUE", "issuingDate"), ("PLACE OF BIRTH", "placeOfBirth")],
        [("DATE OF EXPIRY", "expiryDate"), ("KIND", "subType")],
    ];
    for (y, row) in (70..).step_by(41).zip(rows) {
        for (x, (label, name)) in [200, 430].into_iter().zip(row) {
            if data.contains_key(name) {
                field(&mut canvas, (x, y), label, text_of(data, name));
            }
        }
    }
    mark(&mut canvas, 283);
    machine_readable(&mut canvas, Side::Front, data);
    canvas
}

fn back(data: &Map<String, Value>) -> Canvas {
    let mut canvas = card("BACK", text_of(data, "issuingCountry"));
    let address = data.get("address").and_then(Value::as_object);
    for (y, (label, name)) in
        (70..).step_by(41).zip([("ADDRESS", "line1"), ("POSTAL CODE", "postalCode"), ("CITY", "city")])
    {
        field(&mut canvas, (24, y), label, address.map_or("-", |address| text_of(address, name)));
    }
    field(&mut canvas, (400, 70), "NUMBER", text_of(data, "documentNumber"));
    canvas.fill(400, 112, 96, 72, ROOM);
    canvas.fill(412, 122, 72, 4, WAVE);
    mark(&mut canvas, 222);
    machine_readable(&mut canvas, Side::Back, data);
    canvas
}

/// The lines for machines, if this side has them.
fn machine_readable(canvas: &mut Canvas, side: Side, data: &Map<String, Value>) {
    let Some((_, lines)) = mrz::lines(data).filter(|(on, _)| *on == side) else { return };
    let height = 24 * u32::try_from(lines.len()).unwrap_or(3);
    let top = HEIGHT - 16 - height;
    canvas.fill(0, top - 8, WIDTH, HEIGHT - top + 8, WHITE);
    for (y, line) in (top..).step_by(24).zip(lines) {
        let wide = Pen::new(MEDIUM, INK);
        let pen = if wide.width(&line) > WIDTH { wide.narrow() } else { wide };
        canvas.centered(y, pen, &line);
    }
    note(canvas);
}

fn face(turned: i32) -> Canvas {
    let mut canvas = Canvas::new(ROOM);
    canvas.waves(CARD);
    portrait(&mut canvas, (320, 180), 120, turned);
    mark(&mut canvas, 344);
    canvas
}

fn paper(data: &Map<String, Value>) -> Canvas {
    let mut canvas = Canvas::new(WHITE);
    canvas.text(40, 36, Pen::new(3, INK), "STATEMENT");
    let name = format!("{} {}", text_of(data, "firstName"), text_of(data, "lastName"));
    canvas.text(40, 80, Pen::new(MEDIUM, INK), &name);
    let address = data.get("address").and_then(Value::as_object);
    let address = address.map_or("-", |address| text_of(address, "formattedAddress"));
    canvas.text(40, 106, Pen::new(SMALL, PALE), address);
    for line in 0..6 {
        canvas.fill(40, 140 + 24 * line, WIDTH - 80 - 30 * (line % 3), 6, ROOM);
    }
    mark(&mut canvas, 310);
    canvas
}

/// A head as a child would draw it: nobody's.
fn portrait(canvas: &mut Canvas, (x, y): (i32, i32), size: i32, turned: i32) {
    let look = turned * size / 200;
    canvas.ellipse((x, y - size / 6), (size * 9 / 10, size * 11 / 10), HAIR);
    canvas.ellipse((x, y), (size * 3 / 4, size), SKIN);
    for side in [-1, 1] {
        let eye = x + look + side * size * 3 / 10;
        canvas.ellipse((eye, y - size / 5), (size / 7, size / 10), WHITE);
        canvas.ellipse((eye + look / 8, y - size / 5), (size / 14, size / 12), INK);
    }
    canvas.ellipse((x + look, y + size / 10), (size / 16, size / 8), HAIR);
    canvas.ellipse((x + look, y + size / 2), (size / 4, size / 14), RED);
}

fn mark(canvas: &mut Canvas, y: u32) {
    canvas.centered(y, Pen::new(5, RED), "SPECIMEN");
    note(canvas);
}

fn note(canvas: &mut Canvas) {
    canvas.centered(HEIGHT - 11, Pen::new(SMALL, RED), "SANDBOX: NOT A REAL DOCUMENT NOR A REAL PERSON");
}
