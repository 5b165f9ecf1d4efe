//! A customer who reads pages and sends their forms, as a browser does.

use serde_json::{Value, json};

use crate::support::{Answer, Server, person, with};

/// A request for identity verification that says where customers return to.
pub(crate) fn returning() -> Value {
    let web = json!({
        "successUrl": "http://127.0.0.1:9/return/ok?session=1",
        "errorUrl": "http://127.0.0.1:9/return/failed",
    });
    with(person(), "web", web)
}

/// The sources of a page's pictures, as a browser reads them.
pub(crate) fn pictures(html: &str) -> Vec<String> {
    html.split("<img src=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&"))
        .collect()
}

/// The form of a page: what goes along unseen, and the names and values of its buttons.
struct Form {
    hidden: Vec<(String, String)>,
    buttons: Vec<(String, String)>,
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

fn form(html: &str) -> Form {
    let body = html.split("<form ").nth(1).and_then(|rest| rest.split("</form>").next()).unwrap_or_default();
    let pairs = |tag: &str, only: &str| {
        let begin = format!("<{tag} ");
        let tags = body.split(&begin).skip(1).filter_map(|rest| rest.split('>').next());
        let tags = tags.map(|tag| format!(" {tag}")).filter(|tag| tag.contains(only));
        tags.filter_map(|tag| {
            Some((attribute(&tag, "name")?.to_owned(), attribute(&tag, "value")?.to_owned()))
        })
        .collect()
    };
    Form { hidden: pairs("input", "hidden"), buttons: pairs("button", "") }
}

/// Sends a page's form by one of its buttons, as a browser does.
pub(crate) async fn press(
    server: &Server,
    page: &Answer,
    name: &str,
    value: &str,
    more: &[(&str, &str)],
) -> Answer {
    let Form { hidden, buttons } = form(&page.text());
    let button = (name.to_owned(), value.to_owned());
    assert!(buttons.contains(&button) || name.is_empty(), "no button {button:?} in {buttons:?}");
    let mut fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (&**name, &**value)).collect();
    fields.extend(more);
    if !name.is_empty() {
        fields.push((name, value));
    }
    server.submit(&fields).await
}

/// The heading of a page.
pub(crate) fn heading(page: &Answer) -> String {
    let text = page.text();
    text.split("<h1>").nth(1).and_then(|rest| rest.split("</h1>").next()).unwrap_or_default().to_owned()
}

/// The message for the page around a frame.
pub(crate) fn message(page: &Answer) -> Option<Value> {
    let text = page.text();
    let script = text.split("<script ").nth(1)?;
    let message =
        attribute(&format!(" {script}"), "data-message")?.replace("&#34;", "\"").replace("&quot;", "\"");
    Some(serde_json::from_str(&message).unwrap())
}

/// From the link to the choice of how it ends, with specimens.
pub(crate) async fn to_the_outcomes(server: &Server, href: &str, document: &str) -> Answer {
    let mut page = server.open(href).await;
    page = press(server, &page, "", "", &[("country", "ARG"), ("document", document)]).await;
    while heading(&page) != "How shall this end?" {
        page = press(server, &page, "use", "specimen", &[]).await;
        assert_eq!(page.status, 200, "{}", page.text());
    }
    page
}

/// A picture that nobody draws: its own bytes are looked for.
pub(crate) fn own_picture(format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(400, 20).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// Sends a page's form with a file, as a browser does.
pub(crate) async fn give(server: &Server, page: &Answer, file: Vec<u8>) -> Answer {
    let mut body = Vec::new();
    let mut add = |head: &str, content: &[u8]| {
        body.extend_from_slice(
            format!("--limit\r\ncontent-disposition: form-data; {head}\r\n\r\n").as_bytes(),
        );
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    for (name, value) in form(&page.text()).hidden {
        add(&format!(r#"name="{name}""#), value.as_bytes());
    }
    add(r#"name="file"; filename="own.txt""#, &file);
    add(r#"name="use""#, b"file");
    body.extend_from_slice(b"--limit--\r\n");
    let request = server.http.post(format!("{}/web/v4/app", server.base)).body(body);
    Answer::of(request.header("content-type", "multipart/form-data; boundary=limit")).await
}

/// What is wrong, on a page that is shown again.
pub(crate) fn alert(page: &Answer) -> String {
    assert_eq!(page.status, 422, "{}", page.text());
    let text = page.text();
    text.split(r#"role="alert">"#).nth(1).unwrap().split('<').next().unwrap().replace("&#39;", "'")
}
