//! Every setting of the original product has a home on both platforms, and does what it says where the platform can.

use jumio::Credentials;
use jumio::kyx::Capture;
use model::color::Color;
use model::providers::jumio::{DataCenter, JumioSettings, Platform, workflow};
use model::{CaptureField, Country, Document, ProviderSettings};
use serde_json::Value;
use verification::StartRequest;

use crate::server::{Server, sample};
use crate::starting::request;

fn configuration() -> Value {
    serde_json::from_str(&sample("prisma-style-configuration.inferred.json")).unwrap()
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap()
}

#[test]
fn every_setting_is_understood() {
    let configuration = configuration();
    let provider = configuration["identityProvider"].as_object().unwrap();
    let step = configuration["step"].as_object().unwrap();
    let names: Vec<&str> = provider.keys().chain(step.keys()).map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "kind",
            "apiToken",
            "apiSecret",
            "datacenter",
            "idWorkflow",
            "primaryColor",
            "documents",
            "countryCode",
            "cameraPosition",
            "statusBarStyle",
            "saveCapturedImages",
            "mapping"
        ],
        "a setting that this test does not know"
    );
    assert!(model::providers::named(text(&configuration, "/identityProvider/kind")).is_some());
    let place = text(&configuration, "/identityProvider/datacenter").to_ascii_lowercase();
    assert!(DataCenter::ALL.iter().any(|center| center.as_str() == place));
    let key = provider["idWorkflow"].to_string();
    assert!(workflow(Platform::Netverify, &key).is_some());
    assert!(Color::parse(text(&configuration, "/identityProvider/primaryColor")).is_some());
    for document in step["documents"].as_array().unwrap() {
        assert!(Document::understand(document.as_str().unwrap()).is_some(), "{document}");
    }
    assert!(Country::from_alpha3(text(&configuration, "/step/countryCode")).is_some());
    let camera = text(&configuration, "/step/cameraPosition").to_ascii_lowercase();
    assert!(serde_json::from_value::<model::step::Camera>(camera.into()).is_ok());
    let style = "light-content";
    assert!(serde_json::from_value::<model::step::StatusBar>(style.into()).is_ok());
    for name in ["document.first_name", "document.last_name", "document.number"] {
        assert!(CaptureField::from_name(name).is_some(), "{name}");
    }
}

/// Workflow, documents, country and language reach the wire of either platform; the rest is for apps and for what comes
/// afterwards, and goes nowhere.
#[tokio::test]
async fn what_the_wire_has_a_place_for_is_sent_on_both_platforms() {
    let server = Server::start().await;
    server.answer("POST /account/api/v1/accounts", 200, sample("kyx-account-response.json"));
    server.answer("POST /api/v4/initiate", 200, sample("netverify-initiate-response.json"));
    for (platform, key) in [(Platform::Kyx, "10011"), (Platform::Netverify, "200")] {
        let settings = JumioSettings {
            workflow: Some(key.to_owned()),
            primary_color: Some("#5acc29".to_owned()),
            locale: Some("es-MX".to_owned()),
            ..JumioSettings::new(platform)
        };
        let start = StartRequest {
            documents: vec![Document::Passport],
            country: Country::from_alpha3("URY"),
            ..request()
        };
        server.provider_of(&settings).start(&start).await.unwrap();
        let sent = server.last_body().to_string();
        for word in [key, "PASSPORT", "URY", "es-MX"] {
            assert!(sent.contains(word), "{word} on {platform:?}: {sent}");
        }
        assert!(!sent.to_lowercase().contains("5acc29"), "no request has a place for colours: {sent}");
    }
}

#[test]
fn each_platform_has_its_own_hosts_and_needs_a_data_centre() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    for platform in Platform::ALL {
        for center in DataCenter::ALL {
            let settings = JumioSettings { datacenter: Some(center), ..JumioSettings::new(platform) };
            let settings = ProviderSettings::Jumio(settings);
            let provider = verification::open(&settings, Credentials::new("t", "s"), None).unwrap();
            let shown = format!("{provider:?}");
            let host = match (platform, center) {
                (Platform::Kyx, DataCenter::Us) => "auth.amer-1.jumio.ai",
                (Platform::Kyx, DataCenter::Eu) => "auth.emea-1.jumio.ai",
                (Platform::Kyx, DataCenter::Sg) => "auth.apac-1.jumio.ai",
                (Platform::Netverify, DataCenter::Us) => "\"netverify.com\"",
                (Platform::Netverify, DataCenter::Eu) => "lon.netverify.com",
                (Platform::Netverify, DataCenter::Sg) => "core-sgp.jumio.com",
            };
            assert!(shown.contains(host), "{host} in {shown}");
        }
    }
}

/// What people are shown of the workflows is what the client knows of them.
#[test]
fn the_lists_of_workflows_agree() {
    let shown: Vec<_> = model::providers::jumio::workflows(Platform::Kyx).collect();
    assert_eq!(shown.len(), jumio::kyx::WORKFLOWS.len());
    for shown in shown {
        let known = jumio::kyx::workflow(shown.key).unwrap_or_else(|| panic!("{}", shown.key));
        let channels: Vec<String> =
            known.channels.iter().map(|channel| channel.as_str().to_ascii_lowercase()).collect();
        assert_eq!(channels, shown.channels(), "{}", shown.key);
        let captures = |what: Capture| known.captures.contains(&what);
        // One that compares two pictures takes any of them.
        let asks = captures(Capture::Id) && shown.key != "20";
        assert_eq!(asks, shown.asks_for_document(), "{}", shown.key);
        let is_face = captures(Capture::Selfie) || captures(Capture::Facemap);
        assert!(!shown.is_biometric() || is_face, "{}", shown.key);
        assert_eq!(known.is_v3, shown.name.ends_with("(v3)"), "{}", shown.key);
    }
    let numbers: Vec<String> = jumio::netverify::WorkflowId::ALL.iter().map(|id| id.0.to_string()).collect();
    let shown: Vec<&str> =
        model::providers::jumio::workflows(Platform::Netverify).map(|workflow| workflow.key).collect();
    assert_eq!(shown, numbers);
    for (id, shown) in
        jumio::netverify::WorkflowId::ALL.iter().zip(model::providers::jumio::workflows(Platform::Netverify))
    {
        assert_eq!(id.compares_faces(), shown.is_biometric(), "{}", shown.key);
        assert_eq!(shown.channels(), ["web"]);
    }
}
