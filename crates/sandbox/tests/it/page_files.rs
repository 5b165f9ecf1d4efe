//! Files in place of specimens.

use serde_json::json;

use crate::browse::{alert, give, heading, own_picture, pictures, press, returning};
use crate::support::{options, server};

#[tokio::test]
async fn files_in_place_of_specimens_are_given_back_as_they_came() {
    let server = server(options()).await;
    let started = server.start(&returning()).await;
    let choose = server.open(started.href()).await;
    let front = press(&server, &choose, "", "", &[("country", "ARG"), ("document", "id-card")]).await;
    let (jpeg, png) = (own_picture(image::ImageFormat::Jpeg), own_picture(image::ImageFormat::Png));
    let back = give(&server, &front, png.clone()).await;
    assert_eq!(heading(&back), "Now the other side");
    let face = press(&server, &back, "use", "specimen", &[]).await;
    let outcomes = give(&server, &face, jpeg.clone()).await;
    let shown = pictures(&outcomes.text());
    for (picture, own) in shown.iter().zip([Some(&png), None, Some(&jpeg)]) {
        let answer = server.open(&format!("{}/web/v4/{picture}", server.base)).await;
        assert_eq!(own.is_some_and(|own| answer.bytes == *own), own.is_some(), "{picture}");
    }
    press(&server, &outcomes, "outcome", "approved", &[]).await;
    let part = |category: &str, classifier: &str| {
        let credential = started.credential(category)["id"].as_str().unwrap().to_owned();
        format!("/retrieval/api/v1/accounts/{}/credentials/{credential}/parts/{classifier}", started.account)
    };
    for (path, kind, bytes) in [
        (part("ID", "FRONT"), "image/png", Some(png)),
        (part("SELFIE", "FACE"), "image/jpeg", Some(jpeg)),
        (part("ID", "BACK"), "image/jpeg", None),
    ] {
        let answer = server.get(&path).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, kind), "{path}");
        assert!(bytes.is_none_or(|bytes| answer.bytes == bytes), "{path}");
    }
    assert!(
        server
            .timeline(&started)
            .await
            .iter()
            .any(|(kind, what, _)| kind == "upload" && what == "image/png of the front")
    );
}

#[tokio::test]
async fn files_that_are_no_pictures_are_refused_where_they_are_given() {
    let server = server(options()).await;
    let started = server.start(&returning()).await;
    let choose = server.open(started.href()).await;
    let front = press(&server, &choose, "", "", &[("country", "ARG"), ("document", "passport")]).await;
    let mut large = own_picture(image::ImageFormat::Jpeg);
    large.resize(15 * 1024 * 1024 + 1, 0);
    let mut small = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(300, 20).write_to(&mut small, image::ImageFormat::Png).unwrap();
    for (file, what) in [
        (b"%PDF-1.7".to_vec(), "The file must be JPEG or PNG."),
        (b"<svg/>".to_vec(), "The file must be JPEG or PNG."),
        (small.into_inner(), "The picture's longer side must have more than 300 pixels."),
        (large, "The file must not be larger than 15 MB."),
        (Vec::new(), "Choose a file first."),
    ] {
        let again = give(&server, &front, file).await;
        assert_eq!((alert(&again).as_str(), heading(&again).as_str()), (what, "Photograph your document"));
    }
    // Another document has other pictures: those that it does not have are forgotten.
    let card = press(&server, &choose, "", "", &[("country", "ARG"), ("document", "id-card")]).await;
    let back = press(&server, &card, "use", "specimen", &[]).await;
    give(&server, &back, own_picture(image::ImageFormat::Png)).await;
    let passport = press(&server, &choose, "", "", &[("country", "ARG"), ("document", "passport")]).await;
    let outcomes = press(&server, &passport, "go", "outcome", &[]).await;
    press(&server, &outcomes, "outcome", "approved", &[]).await;
    let id = &server.details(&started).await["credentials"][0];
    assert_eq!((&id["category"], id["parts"].as_array().unwrap().len()), (&json!("ID"), 1), "{id}");
}
