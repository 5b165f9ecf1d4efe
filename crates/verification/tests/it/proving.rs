//! Pairs that are good, and everything that can be wrong with the others.

use std::sync::Arc;

use model::ProviderSettings;
use model::providers::jumio::{DataCenter, JumioSettings, Platform};
use verification::{Health, Provider, ProviderError, Unproven, Why, prove};

use crate::server::{Server, netverify_settings, sample, settings};

const TOKEN: &str = "POST /auth/oauth2/token";
const NOBODY: &str = "00000000-0000-4000-8000-000000000000";
const ACCEPTED: &str = "GET /api/netverify/v2/acceptedIdTypes";

fn run_probe() -> String {
    format!("GET /retrieval/api/v1/accounts/{NOBODY}/workflow-executions/{NOBODY}/status")
}

/// The data centres, each a server of its own, which refuses every pair.
struct Centres(Vec<(DataCenter, Server)>);

impl Centres {
    async fn new() -> Self {
        let mut servers = Vec::new();
        for center in DataCenter::ALL {
            let server = Server::start().await;
            server.answer(TOKEN, 401, r#"{"error":"invalid_client"}"#);
            server.answer(ACCEPTED, 401, sample("netverify-error-401.json"));
            servers.push((center, server));
        }
        Self(servers)
    }

    fn server(&self, center: DataCenter) -> &Server {
        &self.0.iter().find(|(found, _)| *found == center).unwrap().1
    }

    fn open(&self, settings: &ProviderSettings) -> Result<Arc<dyn Provider>, ProviderError> {
        let ProviderSettings::Jumio(settings) = settings;
        let center = settings
            .datacenter
            .ok_or_else(|| ProviderError::Settings { detail: "no data centre".to_owned() })?;
        Ok(self.server(center).secretive(settings))
    }

    async fn prove(&self, settings: &JumioSettings) -> Result<(), Unproven> {
        let settings = JumioSettings { datacenter: Some(DataCenter::Eu), ..settings.clone() };
        prove(&ProviderSettings::Jumio(settings), true, |settings| self.open(settings)).await
    }
}

fn both() -> [JumioSettings; 2] {
    [settings(), netverify_settings("200")]
}

/// Has a server take the pair.
fn accept(server: &Server) {
    server.answer(TOKEN, 200, r#"{"access_token":"t","expires_in":3600}"#);
    server.answer(ACCEPTED, 200, sample("netverify-acceptedIdTypes.json"));
}

/// Has a server answer everything in this way.
fn answer(server: &Server, status: u16, body: &str) {
    server.answer(TOKEN, status, body);
    server.answer(ACCEPTED, status, body);
}

fn why(proven: Result<(), Unproven>) -> Why {
    proven.unwrap_err().why
}

#[tokio::test]
async fn a_good_pair_is_proven_without_starting_anything() {
    for settings in both() {
        let centres = Centres::new().await;
        accept(centres.server(DataCenter::Eu));
        assert_eq!(centres.prove(&settings).await, Ok(()));
        let calls = centres.server(DataCenter::Eu).calls();
        let started = calls.iter().any(|call| call.ends_with("/accounts") || call.contains("initiate"));
        assert!(calls.len() == 2 && !started, "{calls:?}");
        assert!(calls[1].contains(NOBODY), "reading is tried with the ids of nobody: {calls:?}");
        for other in [DataCenter::Us, DataCenter::Sg] {
            assert!(centres.server(other).calls().is_empty(), "a pair that is good goes nowhere else");
        }
    }
}

#[tokio::test]
async fn a_wrong_data_centre_is_told_from_a_wrong_pair() {
    for settings in both() {
        let centres = Centres::new().await;
        let unproven = centres.prove(&settings).await.unwrap_err();
        assert_eq!(unproven.error.kind(), "credentials");
        assert_eq!(unproven.why, Why::Refused { untried: vec![] });

        answer(centres.server(DataCenter::Us), 503, "{}");
        assert_eq!(why(centres.prove(&settings).await), Why::Refused { untried: vec!["us"] });

        accept(centres.server(DataCenter::Sg));
        assert_eq!(why(centres.prove(&settings).await), Why::Elsewhere("sg"));
        // It is known there, though it may not read.
        centres.server(DataCenter::Sg).answer(&run_probe(), 403, "{}");
        assert_eq!(why(centres.prove(&settings).await), Why::Elsewhere("sg"));
    }
}

#[tokio::test]
async fn where_nothing_else_is_allowed_a_pair_goes_nowhere_else() {
    let centres = Centres::new().await;
    let settings = JumioSettings { datacenter: Some(DataCenter::Eu), ..settings() };
    let proven = prove(&ProviderSettings::Jumio(settings), false, |settings| centres.open(settings)).await;
    assert_eq!(why(proven), Why::Refused { untried: vec![] });
    assert!(centres.server(DataCenter::Us).calls().is_empty());
}

#[tokio::test]
async fn a_pair_that_may_not_read_is_told_from_one_that_is_not_known() {
    for settings in both() {
        let centres = Centres::new().await;
        let server = centres.server(DataCenter::Eu);
        accept(server);
        server.answer(&run_probe(), 403, sample("kyx-error-403.inferred.json"));
        server.answer(&format!("GET /api/netverify/v2/scans/{NOBODY}"), 403, "{}");
        let unproven = centres.prove(&settings).await.unwrap_err();
        assert_eq!((unproven.error.kind(), unproven.why), ("permission", Why::Permission));
        assert!(unproven.error.to_string().contains("asking Jumio for the state"), "{}", unproven.error);
    }
    let centres = Centres::new().await;
    answer(centres.server(DataCenter::Eu), 403, "{}");
    for settings in both() {
        assert_eq!(why(centres.prove(&settings).await), Why::Permission, "one that may not even begin");
    }
}

#[tokio::test]
async fn a_provider_that_is_not_well_says_so_itself() {
    let centres = Centres::new().await;
    let server = centres.server(DataCenter::Eu);
    answer(server, 503, "{}");
    assert_eq!(why(centres.prove(&settings()).await), Why::Silent(None), "it says nothing of its health");
    server.answer("GET /status", 200, sample("kyx-health-up.json"));
    let Why::Silent(Some(Health { is_up: true, .. })) = why(centres.prove(&settings()).await) else {
        panic!("it says that it is well")
    };
    for (name, word, troubled) in [("down", "DOWN", true), ("degraded", "DEGRADED", true)] {
        server.answer("GET /status", 200, sample(&format!("kyx-health-{name}.json")));
        let Why::Down(health) = why(centres.prove(&settings()).await) else { panic!("{name}") };
        assert_eq!((health.word.as_str(), health.is_up), (word, false));
        assert_eq!(!health.troubled.is_empty(), troubled, "{name}");
    }
    assert_eq!(why(centres.prove(&netverify_settings("200")).await), Why::Silent(None));
    for status in [429, 500, 502] {
        answer(server, status, "{}");
        for settings in both() {
            let unproven = centres.prove(&settings).await.unwrap_err();
            assert!(matches!(unproven.why, Why::Down(_) | Why::Silent(_)), "{status}: {unproven:?}");
        }
    }
}

#[tokio::test]
async fn an_answer_that_makes_no_sense_and_settings_that_do_not_suffice_say_all_themselves() {
    let centres = Centres::new().await;
    answer(centres.server(DataCenter::Eu), 200, "<html>please sign in to the hotel's network</html>");
    for settings in both() {
        let unproven = centres.prove(&settings).await.unwrap_err();
        assert_eq!((unproven.error.kind(), unproven.why), ("undecodable", Why::Other));
    }
    let nowhere = ProviderSettings::Jumio(JumioSettings::new(Platform::Kyx));
    let unproven = prove(&nowhere, true, |settings| centres.open(settings)).await.unwrap_err();
    assert_eq!((unproven.error.kind(), unproven.why), ("settings", Why::Other));
}

/// What answers in the place of the provider, without being able to prove that it is the provider.
#[tokio::test]
async fn a_connection_that_cannot_be_trusted_is_told() {
    use tokio::io::AsyncWriteExt as _;

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("https://{}", listener.local_addr().unwrap()).parse().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
            let _ = stream.shutdown().await;
        }
    });
    let _ = rustls::crypto::ring::default_provider().install_default();
    for settings in both() {
        let settings = ProviderSettings::Jumio(settings);
        let open = |settings: &ProviderSettings| {
            verification::open(settings, jumio::Credentials::new("token", "secret"), Some(&base))
        };
        let unproven = prove(&settings, false, open).await.unwrap_err();
        assert_eq!((unproven.error.kind(), unproven.why), ("insecure", Why::Insecure { clock: false }));
        assert!(unproven.error.can_be_repeated());
    }
}
