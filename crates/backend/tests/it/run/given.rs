//! Passwords, values of several parts, and several values.

use serde_json::{Value, json};

use super::browser::{Browser, Shown, client};
use super::logs::Captured;
use super::world::World;
use crate::admin::office::Office;

const PASSWORD: &str = "correct horse \"battery\" & staple";

fn model() -> Value {
    json!({ "field": {
        "secret": { "type": "password", "label": "Password", "min-length": 8 },
        "address": { "type": "composite", "label": "Address", "parts": ["Street", "House number"], "delimiter": ";" },
        "colors": { "type": "choice", "label": "Colours", "values": ["red", "green", "blue"], "multiple": true },
        "homes": { "type": "country", "label": "Homes", "multiple": true, "code": "alpha-2" },
        "emails": { "type": "email", "label": "E-mails", "multiple": true },
        "birth": { "type": "country", "label": "Birth", "code": "name" },
        "note": { "type": "text" },
        "born_in": { "type": "text" },
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
                    { "field": "secret", "required": true },
                    { "field": "address", "required": true },
                    { "field": "colors" },
                    { "field": "homes" },
                    { "field": "emails" },
                    { "field": "birth" },
                ],
                "on": { "next": "mark" },
            },
            "mark": {
                "kind": "assign",
                "set": { "note": { "template": "{{birth}}{{secret}}" }, "born_in": { "field": "birth" } },
                "on": { "next": "check" },
            },
            "check": {
                "kind": "page",
                "title": "From {{birth}}, with {{secret}}?",
                "body": "{{homes}} {{secret}}",
                "fields": [
                    { "field": "secret", "read-only": true },
                    { "field": "address", "read-only": true },
                    { "field": "homes", "read-only": true },
                    { "field": "colors", "read-only": true },
                ],
                "on": { "next": "about" },
            },
        },
    })
}

async fn begun() -> (World, Browser, Shown) {
    let (world, _) = World::scripted(campaign()).await;
    world.publish(model(), campaign(), Some(1)).await;
    let mut browser = world.browser();
    let about = browser.get("/c/onboarding").await;
    (world, browser, about)
}

fn has(shown: &Shown, parts: &[&str]) {
    for part in parts {
        assert!(shown.html.contains(part), "{part} is not in {}", shown.html);
    }
}

#[tokio::test]
async fn everything_is_asked_for_kept_and_shown_as_its_field_says() {
    let (world, mut browser, about) = begun().await;
    has(
        &about,
        &[
            "<input id=\"field-secret\" name=\"secret\" type=\"password\" autocomplete=\"new-password\" required",
            "name=\"_again-secret\" type=\"password\"",
            "<legend>Address</legend>",
            "<label for=\"field-address-part-2\">House number</label>",
            "name=\"address.House number\"",
            "<input type=\"checkbox\" name=\"colors\" value=\"red\"> red",
            "<select id=\"field-homes\" name=\"homes\" multiple size=\"6\" aria-describedby=\"field-homes-hint\">",
            "<textarea id=\"field-emails\" name=\"emails\" rows=\"5\" aria-describedby=\"field-emails-hint\">",
            "One on each line.",
        ],
    );
    let sent = [
        ("secret", PASSWORD),
        ("_again-secret", PASSWORD),
        ("address.Street", "Calle 1"),
        ("address.House number", " 23 "),
        ("colors", "red"),
        ("colors", "blue"),
        ("homes", "URY"),
        ("homes", "ARG"),
        ("emails", "a@acme.example\r\nb@acme.example"),
        ("birth", "URY"),
    ];
    let check = browser.submit(&about, &sent).await;
    assert_eq!(check.title(), "From Uruguay, with ?");
    has(&check, &["<p class=\"value\">Set</p>", "<p class=\"value\">Calle 1, 23</p>", "UY\nAR", "red\nblue"]);
    let fields = world.fields().await;
    assert!(fields["secret"].starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    let rest = ["address", "colors", "homes", "emails", "birth"].map(|field| fields[field].as_str());
    assert_eq!(rest, ["Calle 1;23", "red\nblue", "UY\nAR", "a@acme.example\nb@acme.example", "Uruguay"]);

    assert_eq!((fields["note"].as_str(), fields["born_in"].as_str()), ("Uruguay", "Uruguay"));

    // Once more at the page: all is there but the password, which stays as it is unless another is chosen.
    let again = browser.submit(&check, &[]).await;
    has(
        &again,
        &[
            "A password is set. Enter one only to replace it.",
            "value=\"Calle 1\"",
            "value=\"red\" checked",
            "value=\"ARG\" selected",
            "a@acme.example\nb@acme.example</textarea>",
        ],
    );
    assert!(!again.html.contains("argon2"));
    browser.submit(&again, &sent[2..]).await;
    assert_eq!(world.fields().await["secret"], fields["secret"]);
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_place() {
    let (world, mut browser, about) = begun().await;
    let sent = [
        ("secret", "short"),
        ("_again-secret", "short"),
        ("address.Street", "Calle 1"),
        ("address.House number", "2;3"),
        ("colors", "yellow"),
        ("homes", "ARG"),
        ("emails", "a@acme.example\nnone"),
    ];
    let corrected = browser.submit(&about, &sent).await;
    assert_eq!(corrected.status, 422);
    has(
        &corrected,
        &[
            "<a href=\"#field-secret\">Password</a>: Please enter at least 8 characters.",
            "<a href=\"#field-address-part-2\">Address</a>: Please leave out `;` and line breaks.",
            "value=\"2;3\" aria-invalid=\"true\" aria-describedby=\"field-address-part-2-problem\"",
            "<a href=\"#field-colors\">Colours</a>: Please choose one of the values.",
            "<fieldset id=\"field-colors\" aria-describedby=\"field-colors-problem field-colors-hint\">",
            "value=\"ARG\" selected",
            "Please enter an e-mail address.",
        ],
    );
    assert!(!corrected.html.contains("short"), "{}", corrected.html);
    let corrected =
        browser.submit(&corrected, &[("secret", PASSWORD), ("_again-secret", "another one")]).await;
    has(
        &corrected,
        &[
            "<a href=\"#field-secret-again\">Password</a>: Please enter the same password twice.",
            "aria-invalid=\"true\" aria-describedby=\"field-secret-again-problem\"",
            "<a href=\"#field-address-part-1\">Address</a>: Please fill this in.",
        ],
    );
    assert!(!corrected.html.contains("battery") && !corrected.html.contains("another one"));
    assert!(world.storage().sessions(5).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_password_is_nowhere_but_in_its_hash() {
    let (log, _guard) = Captured::start();
    let (world, mut browser, about) = begun().await;
    let mut seen = vec![about.html.clone()];
    for again in ["something else", PASSWORD] {
        let sent = [("secret", PASSWORD), ("_again-secret", again), ("address.Street", "Calle 1")];
        seen.push(browser.submit(&about, &sent).await.html);
    }
    assert_eq!(world.session().await.step.as_str(), "check");
    world.work().await;
    let office = Office::over(world.app.clone()).await;
    let customer = world.session().await.customer;
    let record = office.local().customer(&customer).await.unwrap();
    let secret = record.fields.iter().find(|field| field.field.as_str() == "secret").unwrap();
    assert_eq!(secret.value, "set");
    seen.push(serde_json::to_string(&record).unwrap());
    seen.push(serde_json::to_string(&office.local().sessions().await.unwrap()).unwrap());
    seen.push(log.text());
    assert!(seen.iter().any(|text| text.contains("session changed")), "the log is looked at");
    assert!(world.database_holds(&customer), "the database is looked at");
    for part in ["correct horse", "battery", "correct+horse", "$argon2id$"] {
        assert_eq!(seen.iter().find(|text| text.contains(part)), None, "{part}");
        assert!(!world.database_holds(part), "{part}");
    }
}

#[tokio::test]
async fn apps_give_texts_lists_and_parts() {
    let (world, _, _) = begun().await;
    let http = client();
    let place = format!("{}/api/v1/campaigns/onboarding/sessions", world.base);
    let begun: Value = http.post(place).send().await.unwrap().json().await.unwrap();
    let (id, token) = (begun["session"].as_str().unwrap(), begun["token"].as_str().unwrap());
    let fields = begun["step"]["show"]["page"]["fields"].as_array().unwrap();
    assert_eq!(
        (&fields[1]["parts"], &fields[2]["multiple"]),
        (&json!(["Street", "House number"]), &json!(true))
    );
    let act = async |values: Value| {
        let step = format!("{}/api/v1/sessions/{id}/step", world.base);
        let body = json!({ "step": "about", "seq": 1, "values": values });
        let answer = http.post(step).bearer_auth(token).json(&body).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    let good = json!({
        "secret": PASSWORD,
        "address": { "Street": "Calle 1", "House number": "23" },
        "colors": ["red", "blue"],
        "homes": "URY\nARG",
        "birth": "UY",
    });
    for (field, value, status) in [
        ("secret", json!("short"), 422),
        ("secret", json!(["a long password"]), 400),
        ("secret", json!(12_345_678), 400),
        ("address", json!({ "City": "Montevideo" }), 400),
        ("address", json!({ "Street": "a;b" }), 422),
        ("address", json!("Calle 1"), 422),
        ("colors", json!(["red", "yellow"]), 422),
        ("birth", json!(["URY", "ARG"]), 400),
    ] {
        let mut values = good.clone();
        values[field] = value;
        let (found, text) = act(values).await;
        assert_eq!(found, status, "{field}: {text}");
        assert!(!text.contains("short") && !text.contains("12345678") && !text.contains("a long"), "{text}");
    }
    let (status, text) = act(good).await;
    assert_eq!(status, 200, "{text}");
    let shown: Value = serde_json::from_str(&text).unwrap();
    let secret = &shown["show"]["page"]["fields"][0];
    assert_eq!((&secret["value"], &secret["is_set"]), (&Value::Null, &json!(true)));
    assert!(!text.contains("argon2"), "{text}");
    let fields = world.fields().await;
    assert_eq!(
        [&fields["address"], &fields["colors"], &fields["homes"]],
        ["Calle 1;23", "red\nblue", "UY\nAR"]
    );
}
