//! Connections that are not to be trusted, and why.

use std::sync::Arc;

use jumio::kyx::{Client, Endpoints};
use jumio::{Arrival, Call, Distrust, Error, Roots};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::server::{config, request};

/// An authority of its own.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Authority {
    fn new(name: &str) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let pem = params.self_signed(&key).unwrap().pem();
        Self { issuer: Issuer::new(params, key), pem }
    }

    /// A server with a certificate for a name, from a year to a year. It answers every request in the same way.
    async fn serve(&self, name: &str, years: (i32, i32)) -> Endpoints {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        (params.not_before, params.not_after) = (date_time_ymd(years.0, 1, 1), date_time_ymd(years.1, 1, 1));
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let private = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let server = ServerConfig::builder().with_no_client_auth();
        let server = server.with_single_cert(vec![certificate.der().clone()], private).unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(server));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("https://127.0.0.1:{}", listener.local_addr().unwrap().port()).parse().unwrap();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                if let Ok(mut stream) = acceptor.accept(stream).await {
                    let body = r#"{"access_token":"t"}"#;
                    let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len());
                    let _ = stream.write_all(answer.as_bytes()).await;
                    let _ = stream.shutdown().await;
                }
            }
        });
        Endpoints::under(&base)
    }
}

fn client(endpoints: Endpoints, authority: &Authority) -> Client {
    let mut config = config(endpoints);
    config.roots = Roots::Pem(authority.pem.clone().into_bytes());
    Client::new(config).unwrap()
}

const NOW: (i32, i32) = (2020, 2100);

#[tokio::test]
async fn a_certificate_that_is_right_is_trusted() {
    let authority = Authority::new("ours");
    let endpoints = authority.serve("127.0.0.1", NOW).await;
    client(endpoints, &authority).check_credentials().await.unwrap();
}

#[tokio::test]
async fn why_a_certificate_is_not_trusted_is_told() {
    let authority = Authority::new("ours");
    let stranger = Authority::new("theirs");
    for (trusted, name, years, expected) in [
        (&authority, "127.0.0.1", (2010, 2015), Distrust::Expired),
        (&authority, "127.0.0.1", (2090, 2100), Distrust::NotYetValid),
        (&authority, "netverify.com", NOW, Distrust::OtherName),
        (&stranger, "127.0.0.1", NOW, Distrust::UnknownAuthority),
    ] {
        let endpoints = authority.serve(name, years).await;
        let client = client(endpoints, trusted);
        let error = client.check_credentials().await.unwrap_err();
        let Error::Tls { call: Call::Token, distrust, .. } = &error else { panic!("{expected:?}: {error}") };
        assert_eq!(*distrust, expected, "{error}");
        let is_about_time = matches!(expected, Distrust::Expired | Distrust::NotYetValid);
        assert_eq!(distrust.is_about_time(), is_about_time);
        // Nothing has been sent: a start may be sent again.
        assert_eq!(client.create_account(&request()).await.unwrap_err().arrival(), Arrival::NotArrived);
    }
}
