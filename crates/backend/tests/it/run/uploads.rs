//! Files that customers send.

use backend::storage::{ImageRow, ImageState};
use object_store::ObjectStore as _;
use serde_json::{Value, json};

use super::browser::{BOUNDARY, Browser, Shown, client, multipart};
use super::page_of;
use super::scripted::PNG;
use super::world::World;
use crate::admin::office::Office;

const PDF: &[u8] = b"%PDF-1.7\nsigned by Zenobia";
const OTHER: &[u8] = b"\x89PNG\r\n\x1a\nanother picture";

/// How many files lie in the blob store.
async fn blobs(world: &World) -> usize {
    let place = object_store::path::Path::from("images");
    world.app.parts.blobs.list_with_delimiter(Some(&place)).await.unwrap().objects.len()
}

fn model() -> Value {
    json!({ "field": {
        "nickname": { "type": "text", "label": "Nickname", "max-length": 12 },
        "scan": { "type": "file", "label": "Passport scan", "max-bytes": 1000 },
        "photo": { "type": "image", "label": "Photo" },
        "bills": { "type": "file", "label": "Bills", "multiple": true, "max-bytes": 1000, "retention-days": 30 },
    }})
}

fn campaign() -> Value {
    json!({
        "entry": "about",
        "step": {
            "about": {
                "kind": "page",
                "title": "About you",
                "fields": [
                    { "field": "nickname" },
                    { "field": "scan", "required": true, "help": "Both pages." },
                    { "field": "photo" },
                    { "field": "bills" },
                ],
                "on": { "next": "again" },
            },
            "again": {
                "kind": "page",
                "title": "Once more",
                "fields": [{ "field": "scan" }, { "field": "bills", "read-only": true }],
                "on": { "next": "about" },
            },
            "done": { "kind": "end", "result": "completed" },
        },
    })
}

async fn world() -> World {
    let (world, _) = World::scripted(campaign()).await;
    world.publish(model(), campaign(), Some(1)).await;
    world
}

async fn begun() -> (World, Browser, Shown) {
    let world = world().await;
    let mut browser = world.browser();
    let about = browser.get("/c/onboarding").await;
    (world, browser, about)
}

/// The customer's files by name and state.
async fn files(world: &World) -> Vec<(String, ImageState)> {
    let customer = world.session().await.customer;
    let rows: Vec<ImageRow> = world.storage().uploads(&customer).await.unwrap();
    rows.into_iter().map(|row| (format!("{}/{}", row.step, row.name), row.state)).collect()
}

fn kept(names: &[&str]) -> Vec<(String, ImageState)> {
    names.iter().map(|name| ((*name).to_owned(), ImageState::Kept)).collect()
}

#[tokio::test]
async fn files_are_sent_sealed_kept_and_read_by_editors() {
    let (world, mut browser, about) = begun().await;
    for part in [
        "type=\"file\" accept=\"image/jpeg,image/png,application/pdf\" required \
         aria-describedby=\"field-scan-hint field-scan-help\"",
        "JPEG, PNG or PDF, at most 1000 bytes.",
        "type=\"file\" accept=\"image/jpeg,image/png\"",
        "name=\"bills\" type=\"file\" accept=\"image/jpeg,image/png,application/pdf\" multiple",
    ] {
        assert!(about.html.contains(part), "{part} is not in {}", about.html);
    }
    let sent: [(&str, &str, &[u8]); 4] = [
        ("scan", "../../etc/passwd", PDF),
        ("photo", "", b""),
        ("bills", "a.png", PNG),
        ("bills", "b.pdf", PDF),
    ];
    let again = browser.send_files(&about, &[("nickname", "Ann")], &sent).await;
    assert_eq!(again.title(), "Once more");
    assert_eq!(files(&world).await, kept(&["about/bills", "about/bills.2", "about/scan"]));
    assert!(again.html.contains("<p class=\"value\">2 files</p>"), "{}", again.html);
    let fields = world.fields().await;
    assert_eq!(fields["scan"], "about/scan");
    assert_eq!(fields["bills"], "about/bills\nabout/bills.2");
    assert!(!fields.contains_key("photo"));
    world.work().await;
    assert_eq!(blobs(&world).await, 3);

    let office = Office::over(world.app.clone()).await;
    let customer = world.session().await.customer;
    let record = office.local().customer(&customer).await.unwrap();
    let told: Vec<_> =
        record.images.iter().map(|image| (image.name.as_str(), image.media_type.as_str())).collect();
    assert_eq!(told, [("bills", "image/png"), ("bills.2", "application/pdf"), ("scan", "application/pdf")]);
    assert_eq!(record.summary.images, 3);
    let scan = &record.images[2];
    assert_eq!(office.local().image(&scan.id).await.unwrap(), PDF);
    assert!(office.log().await[0].contains(&format!("image.read image/{}", scan.id)));
    let token = office.access_token(backend::storage::Role::Editor).await;
    let path = format!("/api/v1/images/{}", scan.id);
    let answer = office.send(reqwest::Method::GET, &path, Some(&token), None).await;
    for (name, value) in [
        ("content-type", "application/pdf"),
        ("content-disposition", "attachment"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(answer.headers()[name], value);
    }

    // The bills are kept for 30 days, the scan for ever.
    assert_eq!(scan.remove_at, None);
    assert!(record.images[0].remove_at.is_some());
    world.later(31 * 24 * 3600).await;
    assert_eq!(files(&world).await, kept(&["about/scan"]));
    assert_eq!(blobs(&world).await, 1);
}

#[tokio::test]
async fn what_is_not_taken_is_told_at_its_field_and_nothing_is_lost() {
    let (world, mut browser, about) = begun().await;
    let large = [PDF, &[b' '; 1000]].concat();
    let sent: [(&str, &str, &[u8]); 4] = [
        ("scan", "scan.pdf", PDF),
        ("photo", "photo.png", PDF),
        ("bills", "fits.pdf", PDF),
        ("bills", "large.pdf", &large),
    ];
    let corrected = browser.send_files(&about, &[("nickname", "Ann")], &sent).await;
    assert_eq!(corrected.status, 422);
    assert_eq!(corrected.action(), page_of(&browser.get("/c/onboarding").await), "the session has begun");
    for part in [
        "<a href=\"#field-photo\">Photo</a>: Please choose a file of another kind: JPEG or PNG.",
        "<a href=\"#field-bills\">Bills</a>: This file is too large. Please choose one of at most 1000 bytes.",
        "aria-invalid=\"true\" aria-describedby=\"field-photo-problem field-photo-hint\"",
        "id=\"field-photo-problem\"",
        "value=\"Ann\"",
        "We have a file already (PDF, 26 bytes). Choose one only to replace it.",
    ] {
        assert!(corrected.html.contains(part), "{part} is not in {}", corrected.html);
    }
    assert_eq!(files(&world).await, [("about/scan".to_owned(), ImageState::Sent)]);
    assert_eq!(blobs(&world).await, 1, "the bill that fits is not kept without the other");

    // What was sent stays, here and when the page is loaded again; an empty file is none.
    let shown = browser.get(&corrected.action()).await;
    assert!(shown.html.contains("We have a file already (PDF, 26 bytes)"), "{}", shown.html);
    let corrected = browser.send_files(&shown, &[], &[("photo", "nothing.png", b"")]).await;
    assert!(corrected.html.contains("This file is empty. Please choose another one."), "{}", corrected.html);
    // Replaced before it was submitted.
    let again = browser.send_files(&corrected, &[], &[("scan", "b.png", OTHER), ("photo", "", b"")]).await;
    assert_eq!(again.title(), "Once more");
    world.work().await;
    assert_eq!(files(&world).await, kept(&["about/scan"]));
    assert_eq!(blobs(&world).await, 1);
    let missing = browser.window().get("/c/onboarding").await;
    assert_eq!(missing.title(), "Once more");
}

#[tokio::test]
async fn a_file_that_is_required_is_asked_for() {
    let (_world, mut browser, about) = begun().await;
    let corrected = browser.send_files(&about, &[("nickname", "Ann")], &[("scan", "", b"")]).await;
    assert_eq!(corrected.status, 422);
    assert!(
        corrected.html.contains("<a href=\"#field-scan\">Passport scan</a>: Please choose a file."),
        "{}",
        corrected.html
    );
}

#[tokio::test]
async fn what_was_kept_is_replaced_taken_over_or_removed() {
    let (world, mut browser, about) = begun().await;
    let again = browser.send_files(&about, &[], &[("scan", "a.pdf", PDF)]).await;
    assert!(again.html.contains("We have a file already (PDF, 26 bytes)"), "{}", again.html);
    let first = world.storage().uploads(&world.session().await.customer).await.unwrap().remove(0);

    // On another page, without another file: it stays as it is.
    let about = browser.send_files(&again, &[], &[("scan", "", b"")]).await;
    world.work().await;
    assert_eq!((files(&world).await, blobs(&world).await), (kept(&["about/scan"]), 1));

    // With another file the first one goes, and the field counts as written anew.
    let written = |rows: Vec<backend::storage::FieldRow>| rows[0].written_at;
    let customer = world.session().await.customer;
    let before = written(world.storage().fields(&customer).await.unwrap());
    world.clock.advance(60);
    let again = browser.send_files(&about, &[], &[("scan", "b.png", OTHER)]).await;
    world.work().await;
    assert_eq!((files(&world).await, blobs(&world).await), (kept(&["about/scan"]), 1));
    assert_ne!(world.storage().image(&first.id).await.unwrap(), Some(first));
    assert!(written(world.storage().fields(&customer).await.unwrap()) > before);

    // Where it is not required, it may go.
    assert!(again.html.contains("name=\"_without-scan\""), "{}", again.html);
    browser.send_files(&again, &[("_without-scan", "yes")], &[]).await;
    world.work().await;
    assert_eq!((files(&world).await, blobs(&world).await), (Vec::new(), 0));
    assert!(!world.fields().await.contains_key("scan"));
}

#[tokio::test]
async fn a_form_sent_twice_or_from_a_page_gone_back_to_leaves_nothing_behind() {
    let (world, mut browser, about) = begun().await;
    let sent: [(&str, &str, &[u8]); 1] = [("scan", "a.pdf", PDF)];
    let mut twice = browser.window();
    let (one, two) =
        tokio::join!(browser.send_files(&about, &[], &sent), twice.send_files(&about, &[], &sent));
    assert_eq!((one.title(), two.title()), ("Once more".to_owned(), "Once more".to_owned()));
    let late = browser.send_files(&about, &[], &[("scan", "c.png", OTHER), ("photo", "d.png", OTHER)]).await;
    assert_eq!(late.title(), "Once more");
    world.work().await;
    assert_eq!((files(&world).await, blobs(&world).await), (kept(&["about/scan"]), 1));
    assert_eq!(world.session().await.seq, 2);
}

#[tokio::test]
async fn what_is_never_submitted_is_removed() {
    let (world, mut browser, about) = begun().await;
    let sent: [(&str, &str, &[u8]); 2] = [("scan", "a.pdf", PDF), ("photo", "bad.png", b"<html>")];
    assert_eq!(browser.send_files(&about, &[], &sent).await.status, 422);
    assert_eq!(blobs(&world).await, 1);
    let row = world.storage().uploads(&world.session().await.customer).await.unwrap().remove(0);
    let office = Office::over(world.app.clone()).await;
    office.local().image(&row.id).await.unwrap_err();
    world.later(23 * 3600).await;
    assert_eq!(blobs(&world).await, 1);
    world.later(2 * 3600).await;
    assert_eq!((files(&world).await, blobs(&world).await), (Vec::new(), 0));
    assert!(office.log().await.iter().any(|row| row.contains("image.discard")));
}

#[tokio::test]
async fn a_file_whose_form_is_cut_off_is_removed() {
    use tokio::io::AsyncWriteExt as _;

    let (world, _, about) = begun().await;
    let mut form = multipart(&about.form(&[]), &[("scan", "a.pdf", PDF), ("photo", "b.png", OTHER)]);
    form.truncate(form.len() - BOUNDARY.len() - 20);
    let place = world.base.strip_prefix("http://").unwrap();
    let head = format!(
        "POST /c/onboarding HTTP/1.1\r\nHost: {place}\r\nContent-Length: 100000\r\n\
         Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n"
    );
    let mut connection = tokio::net::TcpStream::connect(place).await.unwrap();
    connection.write_all(head.as_bytes()).await.unwrap();
    connection.write_all(&form).await.unwrap();
    while blobs(&world).await == 0 {
        tokio::task::yield_now().await;
    }
    drop(connection);
    assert!(files(&world).await.is_empty(), "it is noted nowhere");
    world.later(25 * 3600).await;
    assert_eq!(blobs(&world).await, 0);
}

#[tokio::test]
async fn hostile_forms_store_nothing() {
    let (world, mut browser, about) = begun().await;
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let form = about.form(&[]);
    let hidden = multipart(&form, &[]);
    let many: Vec<_> = (0..2000).map(|index| (format!("p{index}"), "x".to_owned())).collect();
    let text = vec![("nickname".to_owned(), "x".repeat(600_000))];
    let cut = hidden[..hidden.len() / 2].to_vec();
    let nameless = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; filename=\"x\"\r\n\r\nx\r\n--{BOUNDARY}--\r\n"
    );
    let table: Vec<(&str, Vec<u8>, u16)> = vec![
        ("multipart/form-data", hidden.clone(), 400),
        ("multipart/form-data; boundary=", hidden.clone(), 400),
        ("multipart/form-data; boundary=other", hidden.clone(), 400),
        (&kind, b"".to_vec(), 400),
        (&kind, cut, 400),
        (&kind, nameless.into_bytes(), 400),
        (&kind, multipart(&many, &[]), 400),
        (&kind, multipart(&text, &[]), 413),
    ];
    for (kind, body, status) in table {
        let shown = browser.post(&about.action(), kind, body).await;
        assert_eq!(shown.status.as_u16(), status, "{kind} {}", shown.html);
    }
    assert_eq!(blobs(&world).await, 0);
    assert!(world.storage().sessions(5).await.unwrap().is_empty());

    // Files for no field, for another kind of field, and more than one where there is one.
    let files: [(&str, &str, &[u8]); 5] = [
        ("nickname", "a.pdf", PDF),
        ("nothing", "a.pdf", PDF),
        ("_step", "a.pdf", PDF),
        ("scan", "a.pdf", PDF),
        ("scan", "b.pdf", PDF),
    ];
    let corrected = browser.send_files(&about, &[], &files).await;
    assert!(corrected.html.contains("Please choose one file only."), "{}", corrected.html);
    let eleven: Vec<(&str, &str, &[u8])> = vec![("bills", "x.pdf", PDF); 11];
    let corrected = browser.send_files(&corrected, &[], &eleven).await;
    assert!(corrected.html.contains("Please choose at most 10 files."), "{}", corrected.html);
    assert_eq!(blobs(&world).await, 0);

    // A hundred parts for a file each, and a part without an end.
    let hundred: Vec<(&str, &str, &[u8])> = vec![("photo", "x.png", OTHER); 100];
    assert_eq!(browser.send_files(&corrected, &[], &hundred).await.status, 422);
    assert_eq!(blobs(&world).await, 0);
    let mut endless = multipart(&corrected.form(&[]), &[("scan", "x.pdf", PDF)]);
    endless.truncate(endless.len() - BOUNDARY.len() - 10);
    endless.extend(vec![b'x'; 200 * 1024 * 1024]);
    let cookie = browser.cookies.iter().find(|((at, _), _)| *at == corrected.action()).unwrap().1.clone();
    let sent = client()
        .post(format!("{}{}", world.base, corrected.action()))
        .header("content-type", &kind)
        .header("cookie", format!("session={cookie}"))
        .body(endless)
        .send()
        .await;
    // The connection may end before the answer is read.
    assert!(sent.is_err() || sent.is_ok_and(|answer| answer.status() == 413));
    world.work().await;
    assert_eq!(blobs(&world).await, 0);
    assert_eq!(world.session().await.seq, 1);
}

#[tokio::test]
async fn apps_send_files_before_the_page() {
    let world = world().await;
    let http = client();
    let place = format!("{}/api/v1/campaigns/onboarding/sessions", world.base);
    let begun: Value = http.post(place).send().await.unwrap().json().await.unwrap();
    let (id, token) = (begun["session"].as_str().unwrap(), begun["token"].as_str().unwrap());
    let asked = &begun["step"]["show"]["page"]["fields"][1];
    assert_eq!(
        (&asked["kind"], &asked["max_bytes"], &asked["media_types"]),
        (&json!("file"), &json!(1000), &json!(["image/jpeg", "image/png", "application/pdf"]))
    );
    let place = |field: &str| format!("{}/api/v1/sessions/{id}/files/{field}", world.base);
    let put = |field: &str, contents: &[u8]| {
        http.put(place(field)).bearer_auth(token).body(contents.to_vec()).send()
    };
    let table: [(&str, &[u8], u16); 6] = [
        ("scan", b"", 422),
        ("scan", b"<html>", 422),
        ("scan", &[b'%'; 1001], 422),
        ("photo", PDF, 422),
        ("nickname", PDF, 404),
        ("no-such", PDF, 404),
    ];
    for (field, contents, status) in table {
        assert_eq!(put(field, contents).await.unwrap().status().as_u16(), status, "{field}");
    }
    assert_eq!(http.put(place("scan")).body(PDF).send().await.unwrap().status(), 401);
    assert_eq!(blobs(&world).await, 0);

    put("scan", PNG).await.unwrap().error_for_status().unwrap();
    let shown: Value = put("scan", PDF).await.unwrap().json().await.unwrap();
    let files = &shown["show"]["page"]["fields"][1]["files"];
    assert_eq!(*files, json!([{ "media_type": "application/pdf", "bytes": 26 }]));
    let post = |field: &str| http.post(place(field)).bearer_auth(token).body(PDF).send();
    assert_eq!(post("scan").await.unwrap().status(), 422, "there is one already");
    put("bills", PNG).await.unwrap().error_for_status().unwrap();
    post("bills").await.unwrap().error_for_status().unwrap();

    let act = |body: Value| {
        let step = format!("{}/api/v1/sessions/{id}/step", world.base);
        http.post(step).bearer_auth(token).json(&body).send()
    };
    let did = json!({ "step": "about", "seq": 1, "values": { "nickname": "Ann" } });
    act(did).await.unwrap().error_for_status().unwrap();
    world.work().await;
    assert_eq!(files_by_name(&world).await, ["about/bills", "about/bills.2", "about/scan"]);
    assert_eq!(blobs(&world).await, 3);
    assert_eq!(put("bills", PDF).await.unwrap().status(), 404, "the page has passed");

    // Nothing in place of a file takes it away.
    act(json!({ "step": "again", "seq": 2, "values": { "scan": "" } })).await.unwrap();
    world.work().await;
    assert_eq!(files_by_name(&world).await, ["about/bills", "about/bills.2"]);
    assert_eq!(blobs(&world).await, 2);
}

async fn files_by_name(world: &World) -> Vec<String> {
    let mut names: Vec<_> = files(world).await.into_iter().map(|(name, _)| name).collect();
    names.sort();
    names
}

#[tokio::test]
async fn each_field_takes_its_media_types_and_names_its_own_files() {
    let campaign = json!({ "entry": "about", "step": {
        "about": {
            "kind": "page",
            "title": "About you",
            "fields": [{ "field": "bills" }, { "field": "bills-2" }, { "field": "photo" }],
            "on": { "next": "done" },
        },
        "done": { "kind": "end", "result": "completed" },
    }});
    let model = json!({ "field": {
        "bills": { "type": "file", "multiple": true, "media-types": ["application/pdf"] },
        "bills-2": { "type": "file" },
        "photo": { "type": "image", "media-types": ["image/webp"] },
    }});
    let (world, _) = World::scripted(campaign.clone()).await;
    world.publish(model, campaign, Some(1)).await;
    let mut browser = world.browser();
    let about = browser.get("/c/onboarding").await;
    let refused: [(&str, &str, &[u8]); 2] = [("bills", "a.png", PNG), ("photo", "b.png", PNG)];
    let corrected = browser.send_files(&about, &[], &refused).await;
    assert_eq!(corrected.status, 422);
    for part in ["id=\"field-bills-problem\"", "id=\"field-photo-problem\""] {
        assert!(corrected.html.contains(part), "{part} is not in {}", corrected.html);
    }
    let webp = b"RIFF\x10\0\0\0WEBPVP8 ";
    let sent: [(&str, &str, &[u8]); 4] =
        [("bills", "a", PDF), ("bills", "b", PDF), ("bills-2", "c", PNG), ("photo", "d", webp)];
    assert_eq!(browser.send_files(&corrected, &[], &sent).await.title(), "Thank you, you are done");
    let mut names = files_by_name(&world).await;
    names.sort();
    assert_eq!(names, ["about/bills", "about/bills-2", "about/bills.2", "about/photo"]);
    let fields = world.fields().await;
    assert_eq!(
        (fields["bills"].as_str(), fields["bills-2"].as_str()),
        ("about/bills\nabout/bills.2", "about/bills-2")
    );
}
