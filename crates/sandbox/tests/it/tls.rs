//! HTTPS for clients with fixed hosts.

use std::net::SocketAddr;
use std::time::Duration;

use jumio::kyx::{AccountRequest, Client, Config, Endpoints, MediaType};
use jumio::{Credentials, DataCenter, Error, Roots};
use sandbox::{Identity, Running, Sandbox};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::support::{options, sample};
use crate::uploads::{jpeg, with_document};

fn made() -> Identity {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Identity::made(&[]).unwrap()
}

async fn serve(identity: &Identity) -> (Running, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    (Sandbox::new(options()).run(listener, Some(identity)).unwrap(), address)
}

/// A client that trusts `ca` alone.
fn trusting(ca: &str) -> reqwest::ClientBuilder {
    let certificates = reqwest::Certificate::from_pem_bundle(ca.as_bytes()).unwrap();
    reqwest::Client::builder().tls_certs_only(certificates).no_proxy().user_agent("Acme Onboarding/1.0")
}

fn hosts(center: DataCenter) -> Vec<String> {
    let region = center.kyx_region();
    let netverify = match center {
        DataCenter::Us => "netverify.com",
        DataCenter::Eu => "lon.netverify.com",
        DataCenter::Sg => "core-sgp.jumio.com",
    };
    let mut hosts: Vec<String> = ["auth", "account", "api", "retrieval", "status", "sandbox.web", "acme.web"]
        .map(|name| format!("{name}.{region}.jumio.ai"))
        .into();
    hosts.extend(["upload", "acquisition", "retrieval", "acme"].map(|name| format!("{name}.{netverify}")));
    hosts.push(netverify.to_owned());
    hosts
}

#[tokio::test]
async fn the_certificate_is_good_for_every_host_of_jumios() {
    let identity = made();
    let (_running, address) = serve(&identity).await;
    let ca = identity.ca_pem().unwrap();
    let all: Vec<String> = DataCenter::ALL.into_iter().flat_map(hosts).collect();
    let client = all.iter().fold(trusting(ca), |client, host| client.resolve(host, address)).build().unwrap();
    for host in &all {
        // Whatever is served there: somebody answered who could prove to be this host.
        let answer = client.get(format!("https://{host}/")).send().await;
        assert!(answer.is_ok(), "{host}: {answer:?}");
    }
    for here in [format!("https://{address}"), format!("https://localhost:{}", address.port())] {
        let answer = client.get(format!("{here}/status")).send().await.unwrap();
        assert_eq!(answer.json::<serde_json::Value>().await.unwrap(), sample("kyx-health-up"));
    }
}

#[tokio::test]
async fn other_names_and_strangers_are_refused_by_the_client() {
    let identity = made();
    let (_running, address) = serve(&identity).await;
    let ca = identity.ca_pem().unwrap();
    for host in ["example.com", "jumio.ai", "auth.emea-2.jumio.ai", "a.b.web.emea-1.jumio.ai"] {
        let client = trusting(ca).resolve(host, address).build().unwrap();
        assert!(client.get(format!("https://{host}/")).send().await.is_err(), "{host}");
    }
    let another = made();
    let stranger = trusting(another.ca_pem().unwrap()).build().unwrap();
    assert!(stranger.get(format!("https://{address}/status")).send().await.is_err());
}

/// A client of Jumio's own hosts, whose resolver leads to the sandbox.
fn client(center: DataCenter, pair: &str, roots: Roots, address: SocketAddr) -> Client {
    let credentials = Credentials::new(pair, format!("{pair}-secret"));
    let mut config = Config::new(credentials, Endpoints::for_data_center(center), "Acme Onboarding/1.0");
    config.roots = roots;
    config.addresses = hosts(center).into_iter().map(|host| (host, address)).collect();
    Client::new(config).unwrap()
}

#[tokio::test]
async fn the_client_works_with_jumios_own_hosts() {
    let identity = made();
    let (_running, address) = serve(&identity).await;
    let roots = || Roots::Pem(identity.ca_pem().unwrap().into());
    for center in DataCenter::ALL {
        let client = client(center, "sandbox-acme", roots(), address);
        client.check_credentials().await.unwrap();
        let request: AccountRequest = serde_json::from_value(with_document("PASSPORT")).unwrap();
        let started = client.create_account(&request).await.unwrap();
        let credentials = &started.workflow_execution.credentials;
        let of = |category: &str| credentials.iter().find(|of| of.category == category).unwrap();
        let (id, face) = (of("ID"), of("SELFIE"));
        let api = id.api.as_ref().unwrap();
        client.upload(api, "front", MediaType::Jpeg, &jpeg(1)).await.unwrap();
        client.upload(face.api.as_ref().unwrap(), "face", MediaType::Jpeg, &jpeg(2)).await.unwrap();
        client.finalise(api).await.unwrap();

        let (account, run) = (&started.account.id, &started.workflow_execution.id);
        let details = serde_json::to_value(client.details(account, run).await.unwrap()).unwrap();
        assert_eq!(details["decision"]["type"], "PASSED");
        assert_eq!(client.image(account, &id.id, "FRONT").await.unwrap().bytes, jpeg(1));
        client.delete_account(account).await.unwrap();
    }
}

#[tokio::test]
async fn the_client_of_netverify_works_with_jumios_own_hosts() {
    use jumio::netverify::{Client, Config, Endpoints, InitiateRequest};
    let identity = made();
    let (_running, address) = serve(&identity).await;
    for center in DataCenter::ALL {
        let credentials = Credentials::new("sandbox-acme", "sandbox-acme-secret");
        let mut config = Config::new(credentials, Endpoints::for_data_center(center), "Acme Onboarding/1.0");
        config.roots = Roots::Pem(identity.ca_pem().unwrap().into());
        config.addresses = hosts(center).into_iter().map(|host| (host, address)).collect();
        let client = Client::new(config).unwrap();
        client.check_credentials().await.unwrap();
        let started =
            client.initiate(&InitiateRequest::new("onboarding-2024-000123", "user-7f3a")).await.unwrap();
        client.status(&started.transaction_reference).await.unwrap();
    }
}

#[tokio::test]
async fn a_wrong_data_centre_looks_like_wrong_credentials() {
    let identity = made();
    let (_running, address) = serve(&identity).await;
    for center in DataCenter::ALL {
        let roots = Roots::Pem(identity.ca_pem().unwrap().into());
        let checked = client(center, "sandbox-acme-eu", roots, address).check_credentials().await;
        match center {
            DataCenter::Eu => checked.unwrap(),
            _ => assert!(matches!(checked, Err(Error::Credentials { .. })), "{center}: {checked:?}"),
        }
    }
}

#[tokio::test]
async fn a_certificate_of_ones_own_is_served() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let key = rcgen::KeyPair::generate().unwrap();
    let params = rcgen::CertificateParams::new(["127.0.0.1".to_owned()]).unwrap();
    let certificate = params.self_signed(&key).unwrap().pem();
    let identity = Identity::from_pem(certificate.as_bytes(), key.serialize_pem().as_bytes()).unwrap();
    assert_eq!(identity.ca_pem(), None);
    let (running, _) = serve(&identity).await;
    let client = trusting(&certificate).build().unwrap();
    assert_eq!(client.get(running.url().join("status").unwrap()).send().await.unwrap().status(), 200);

    let refusal = |certificate: &str, key: &str| {
        Identity::from_pem(certificate.as_bytes(), key.as_bytes()).unwrap_err().to_string()
    };
    let another = rcgen::KeyPair::generate().unwrap().serialize_pem();
    let good_key = key.serialize_pem();
    assert_eq!(refusal("", &good_key), "the certificate cannot be used: there is none in the file");
    assert_eq!(
        refusal(&certificate, &another),
        "the private key cannot be used: it is another certificate's"
    );
    for (certificate, key) in [(&*certificate, "abc"), (&*certificate, ""), (&*good_key, &*good_key)] {
        let text = refusal(certificate, key);
        assert!(text.contains("cannot be used") && !text.contains("MIG"), "{text}");
    }
    assert!(!format!("{identity:?}").contains("key:"), "{identity:?}");
}

#[tokio::test]
async fn who_does_not_shake_hands_keeps_nobody_waiting() {
    let identity = made();
    let (running, address) = serve(&identity).await;
    let mut silent = Vec::new();
    for _ in 0..50 {
        silent.push(TcpStream::connect(address).await.unwrap());
    }
    let client = trusting(identity.ca_pem().unwrap()).build().unwrap();
    for _ in 0..3 {
        assert_eq!(client.get(running.url().join("status").unwrap()).send().await.unwrap().status(), 200);
    }
    let mut plain = TcpStream::connect(address).await.unwrap();
    plain.write_all(b"GET /status HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    let _ = plain.read_to_end(&mut answer).await;
    assert!(!answer.starts_with(b"HTTP/"), "{answer:?}");
}

/// Reads to the end that the server makes. The clock runs ahead whenever nobody has anything to do.
async fn ended(mut stream: TcpStream) -> bool {
    let mut rest = Vec::new();
    tokio::time::timeout(Duration::from_mins(5), stream.read_to_end(&mut rest)).await.is_ok()
}

#[tokio::test(start_paused = true)]
async fn who_is_too_slow_is_hung_up_on() {
    let identity = made();
    let (_secured, address) = serve(&identity).await;
    assert!(ended(TcpStream::connect(address).await.unwrap()).await, "no handshake");

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let _plain = Sandbox::new(options()).run(listener, None).unwrap();
    let mut slow = TcpStream::connect(address).await.unwrap();
    slow.write_all(b"GET /status HTTP/1.1\r\nHost: x\r\n").await.unwrap();
    assert!(ended(slow).await, "no end of headers");
}

#[tokio::test]
async fn one_call_starts_a_sandbox_and_it_ends_with_what_comes_back() {
    let http = crate::support::http();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let running = Sandbox::start(listener, options().clock).unwrap();
    assert_eq!(running.url().as_str(), format!("http://{address}/"));
    assert_eq!(running.sandbox().now(), options().clock.now());
    let health = || http.get(format!("http://{address}/status")).send();
    assert_eq!(health().await.unwrap().status(), 200);
    running.stop().await.unwrap();
    assert!(health().await.unwrap_err().is_connect());
    TcpListener::bind(address).await.unwrap();
}
