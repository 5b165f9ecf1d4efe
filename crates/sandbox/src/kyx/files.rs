//! What may be uploaded: which files, how large, and how data about a person look (FACTS 4.4).

use std::io::Cursor;

use bytes::Bytes;
use http::StatusCode;
use image::{ImageFormat, ImageReader};
use jiff::civil::Date;
use model::Country;
use serde_json::{Map, Value};

use super::problem::Problem;

/// The largest file.
pub(crate) const FILE_LIMIT: usize = 15 * 1024 * 1024;
/// The longest side of a picture may have this many pixels, …
const LONGEST_SIDE: u32 = 8000;
/// … and must have more than this many.
const SHORTEST_LONGEST_SIDE: u32 = 300;

/// What the content of a file is, whatever its name says. Errors: 413 for one that is too large, 400 for one of another
/// kind, or a picture of a wrong size.
pub(crate) fn read(content: &[u8], takes_pdf: bool) -> Result<&'static str, Problem> {
    const FIELD: &str = "file";
    let kinds = if takes_pdf { "JPEG, PNG or PDF" } else { "JPEG or PNG" };
    if content.len() > FILE_LIMIT {
        let detail = format!("{FIELD}: must not be larger than 15 MB");
        return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, detail));
    }
    if takes_pdf && content.starts_with(b"%PDF-") {
        return Ok("application/pdf");
    }
    let other = || Problem::field(FIELD, &format!("must be {kinds}"));
    let content_type = match image::guess_format(content) {
        Ok(ImageFormat::Jpeg) => "image/jpeg",
        Ok(ImageFormat::Png) => "image/png",
        Ok(_) | Err(_) => return Err(other()),
    };
    // Only what the file says of itself is read: decoding a picture may take any amount of memory.
    let size = ImageReader::new(Cursor::new(content)).with_guessed_format().ok();
    let (width, height) = size.and_then(|reader| reader.into_dimensions().ok()).ok_or_else(other)?;
    let longest = width.max(height);
    if longest > LONGEST_SIDE {
        return Err(Problem::field(FIELD, "must not be larger than 8000 x 8000 pixels"));
    }
    if longest <= SHORTEST_LONGEST_SIDE {
        return Err(Problem::field(FIELD, "its longer side must have more than 300 pixels"));
    }
    Ok(content_type)
}

/// Members of the data about a person, and of what is in it.
const TEXTS: [&str; 12] = [
    "suffix",
    "firstName",
    "middleName",
    "lastName",
    "sex",
    "dateOfBirth",
    "socialSecurityNumber",
    "nationality",
    "email",
    "phoneNumber",
    "phoneNumber2",
    "personalNumber",
];
const ADDRESS: [&str; 9] =
    ["line1", "line2", "line3", "line4", "line5", "postalCode", "city", "subdivision", "country"];
const ID: [&str; 4] = ["idNumber", "issuingDate", "expiryDate", "type"];

/// Reads data about a person, to see whether they are well-formed. Members that nobody knows are let through. Errors: 400
/// that names the member, and never repeats what it holds.
pub(crate) fn read_data(body: &Bytes) -> Result<Map<String, Value>, Problem> {
    let body: Value = serde_json::from_slice(body).map_err(|_| Problem::malformed())?;
    let Value::Object(data) = body else { return Err(Problem::malformed()) };
    texts(&data, "", &TEXTS)?;
    for (name, members) in [("address", &ADDRESS[..]), ("id", &ID[..])] {
        match data.get(name) {
            None | Some(Value::Null) => {}
            Some(Value::Object(inner)) => texts(inner, &format!("{name}."), members)?,
            Some(_) => return Err(Problem::field(name, "must be an object")),
        }
    }
    Ok(data)
}

fn texts(of: &Map<String, Value>, path: &str, members: &[&str]) -> Result<(), Problem> {
    for name in members {
        let field = || format!("{path}{name}");
        let text = match of.get(*name) {
            None | Some(Value::Null) => continue,
            Some(Value::String(text)) => text.as_str(),
            Some(_) => return Err(Problem::field(&field(), "must be a string")),
        };
        let wrong = match *name {
            _ if text.is_empty() => None,
            "dateOfBirth" | "issuingDate" | "expiryDate" if !is_date(text) => {
                Some("must be a date of the form YYYY-MM-DD")
            }
            "nationality" | "country" if Country::from_alpha3(text).is_none() => {
                Some("must be an alpha-3 code")
            }
            _ => None,
        };
        if let Some(what) = wrong {
            return Err(Problem::field(&field(), what));
        }
    }
    Ok(())
}

fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<Date>().is_ok()
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, ExtendedColorType, ImageEncoder as _};
    use serde_json::json;

    use super::*;

    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        DynamicImage::new_rgb8(width, height).write_to(&mut Cursor::new(&mut bytes), format).unwrap();
        bytes
    }

    fn refusal(content: &[u8], takes_pdf: bool) -> String {
        read(content, takes_pdf).unwrap_err().detail().to_owned()
    }

    #[test]
    fn kinds_of_files_are_told_by_their_content() {
        assert_eq!(read(&picture(400, 10, ImageFormat::Jpeg), false), Ok("image/jpeg"));
        assert_eq!(read(&picture(10, 301, ImageFormat::Png), false), Ok("image/png"));
        assert_eq!(read(b"%PDF-1.7\n", true), Ok("application/pdf"));
        assert_eq!(refusal(b"%PDF-1.7\n", false), "file: must be JPEG or PNG");
        for other in [&b""[..], b"GIF89a", b"<svg/>", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"] {
            assert_eq!(refusal(other, true), "file: must be JPEG, PNG or PDF", "{other:?}");
        }
    }

    #[test]
    fn pictures_have_a_size_within_limits() {
        assert_eq!(
            refusal(&picture(300, 300, ImageFormat::Png), false),
            "file: its longer side must have more than 300 pixels"
        );
        let mut strip = Vec::new();
        let line = vec![0; 8001];
        image::codecs::png::PngEncoder::new(&mut strip)
            .write_image(&line, 8001, 1, ExtendedColorType::L8)
            .unwrap();
        assert_eq!(refusal(&strip, false), "file: must not be larger than 8000 x 8000 pixels");
        let mut large = picture(400, 400, ImageFormat::Jpeg);
        large.resize(FILE_LIMIT, 0);
        assert_eq!(read(&large, false), Ok("image/jpeg"));
        large.push(0);
        assert_eq!(refusal(&large, false), "file: must not be larger than 15 MB");
    }

    #[test]
    fn data_are_named_and_never_repeated() {
        let read = |data: Value| {
            read_data(&data.to_string().into()).map(|_| ()).map_err(|problem| problem.detail().to_owned())
        };
        assert_eq!(read(json!({ "firstName": "ANA", "line9": 5, "address": { "line2": "" } })), Ok(()));
        for (data, detail) in [
            (json!([]), "Request body is not readable"),
            (json!({ "firstName": 5 }), "firstName: must be a string"),
            (json!({ "dateOfBirth": "17.5.1990" }), "dateOfBirth: must be a date of the form YYYY-MM-DD"),
            (json!({ "dateOfBirth": "1990-02-30" }), "dateOfBirth: must be a date of the form YYYY-MM-DD"),
            (json!({ "nationality": "UY" }), "nationality: must be an alpha-3 code"),
            (json!({ "address": "CALLE" }), "address: must be an object"),
            (json!({ "address": { "country": "Uruguay" } }), "address.country: must be an alpha-3 code"),
            (
                json!({ "id": { "expiryDate": "soon" } }),
                "id.expiryDate: must be a date of the form YYYY-MM-DD",
            ),
        ] {
            assert_eq!(read(data.clone()), Err(detail.to_owned()), "{data}");
        }
    }
}
