//! Revisions never change for the same content: these vectors are golden.

use model::{Resource, ResourceName, canonical_json};
use serde_json::json;

fn onboarding() -> serde_json::Value {
    json!({
        "format": 1,
        "name": "campaign/onboarding",
        "spec": {
            "title": "Account opening",
            "entry": "welcome",
            "step": {
                "welcome": { "kind": "page", "title": "Welcome", "on": { "next": "identity" } },
                "identity": {
                    "kind": "jumio", "documents": ["passport", "id-card"], "country": "URY", "save-images": true,
                    "on": { "approved": "done", "otherwise": "done" },
                    "map": {
                        "first_name": "document.first_name",
                        "last_name": { "from": "document.last_name", "transform": ["collapse-spaces"] },
                    },
                },
                "done": { "kind": "end", "result": "completed" },
            },
        },
    })
}

#[test]
fn a_campaign_reads_back_to_the_same_canonical_form() {
    let json = onboarding();
    let resource = Resource::from_json(&json).unwrap();
    assert_eq!(resource.name(), "campaign/onboarding".parse::<ResourceName>().unwrap());
    assert_eq!(resource.to_json(), json);
    assert_eq!(
        canonical_json(&resource.to_json()).unwrap(),
        concat!(
            r#"{"format":1,"name":"campaign/onboarding","spec":{"entry":"welcome","step":{"done":{"kind":"#,
            r#""end","result":"completed"},"identity":{"country":"URY","documents":["passport","id-card"]"#,
            r#","kind":"jumio","map":{"first_name":"document.first_name","last_name":{"from":"document.la"#,
            r#"st_name","transform":["collapse-spaces"]}},"on":{"approved":"done","otherwise":"done"},"sa"#,
            r#"ve-images":true},"welcome":{"kind":"page","on":{"next":"identity"},"title":"Welcome"}},"ti"#,
            r#"tle":"Account opening"}}"#,
        )
    );
    assert_eq!(
        resource.revision().to_string(),
        "c603c2e5fa1ef19048def90b2e625c10caefd82e9132309af43dd296d68cd5fe"
    );
}

#[test]
fn golden_revisions_of_the_other_kinds() {
    let provider = Resource::from_json(&json!({
        "format": 1, "name": "provider/jumio",
        "spec": { "platform": "kyx", "datacenter": "eu", "workflow": "10011", "primary-color": "#0B5FFF" },
    }))
    .unwrap();
    assert_eq!(
        provider.revision().to_string(),
        "08fb529be4682d30efbbb956aa0eb41aaa20936e1eaef2b04f688e803da5551a"
    );
    let model = Resource::from_json(&json!({
        "format": 1, "name": "data-model",
        "spec": { "field": { "first_name": { "type": "text", "pii": "personal" } } },
    }))
    .unwrap();
    assert_eq!(
        model.revision().to_string(),
        "11ba404db40fb2d5877d3645609f7a48e3b47289c6259f85fd3d10457e520105"
    );
}

#[test]
fn defaults_spelling_and_line_ends_do_not_change_a_revision() {
    let plain = Resource::from_json(&onboarding()).unwrap();
    let mut spelt_out = onboarding();
    let identity = &mut spelt_out["spec"]["step"]["identity"];
    identity["max-attempts"] = json!(3);
    identity["result-wait"] = json!("86400s");
    identity["write-on"] = json!(["approved"]);
    identity["consent"] = json!(true);
    identity["map"]["first_name"] = json!({ "from": "document.first_name" });
    assert_eq!(Resource::from_json(&spelt_out).unwrap().revision(), plain.revision());

    let with_body = |body: &str| {
        let mut json = onboarding();
        json["spec"]["step"]["welcome"]["body"] = json!(body);
        Resource::from_json(&json).unwrap().revision()
    };
    assert_eq!(with_body("Ana\u{301}\r\nb"), with_body("An\u{e1}\nb"));
    assert_ne!(with_body("a"), with_body("b"));
}

#[test]
fn unknown_keys_show_in_the_revision_and_future_formats_are_refused() {
    let mut newer = onboarding();
    newer["spec"]["step"]["welcome"]["new-key"] = json!(1);
    let read = Resource::from_json(&newer).unwrap();
    assert_ne!(read.to_json(), newer);

    newer["format"] = json!(2);
    assert!(Resource::from_json(&newer).unwrap_err().to_string().contains("format 2"));
}
