use std::time::{Duration, Instant};

use jumio::kyx::Client;
use jumio::{Arrival, Call, Credentials, DataCenter, Error, Limiter, Limits, Rate, kyx, netverify};

use crate::server::{Prepared, Server, json, request};

const ANSWER: &str = include_str!("../samples/kyx-account-response.json");
const STATUS: &str = include_str!("../samples/kyx-status-processed.json");

fn rarely() -> Limits {
    let hourly = Some(Rate { calls: 2, per: Duration::from_hours(1) });
    Limits { starts: hourly, reads: hourly, ..Limits::NONE }
}

#[tokio::test]
async fn clients_of_one_tenant_share_its_rates() {
    let server = Server::start().await;
    server.answers((0..9).map(|_| json(200, ANSWER)));
    let limiter = Limiter::new(rarely());
    let client = || {
        let mut config = server.config();
        config.limiter = limiter.clone();
        Client::new(config).unwrap()
    };
    client().create_account(&request()).await.unwrap();
    client().update_account("a", &request()).await.unwrap();
    let error = client().create_account(&request()).await.unwrap_err();
    assert!(
        matches!(&error, Error::RateLimited { call: Call::CreateAccount, retry_after: Some(_), .. }),
        "{error}"
    );
    assert_eq!(error.arrival(), Arrival::NotArrived);
    assert_eq!(server.calls().len(), 2, "nothing was sent");

    server.client().create_account(&request()).await.unwrap();
    assert_eq!(server.calls().len(), 3, "another tenant is not held back");
}

#[tokio::test]
async fn starting_does_not_use_up_reading() {
    let server = Server::start().await;
    server.answers([json(200, ANSWER), json(200, ANSWER), json(200, STATUS), json(200, "")]);
    let mut config = server.config();
    config.limiter = Limiter::new(rarely());
    let client = Client::new(config).unwrap();
    for _ in 0..2 {
        client.create_account(&request()).await.unwrap();
    }
    client.status("a", "w").await.unwrap();
    client.delete_account("a").await.unwrap();
    let error = client.details("a", "w").await.unwrap_err();
    assert!(matches!(error, Error::RateLimited { call: Call::Details, .. }), "{error}");
}

#[tokio::test]
async fn a_short_wait_is_waited_for() {
    let server = Server::start().await;
    server.answers([json(200, STATUS), json(200, STATUS), json(200, STATUS)]);
    let mut config = server.config();
    let per = Duration::from_millis(40);
    config.limiter = Limiter::new(Limits { reads: Some(Rate { calls: 1, per }), ..Limits::NONE });
    config.retries.longest_wait = Duration::from_secs(9);
    let client = Client::new(config).unwrap();
    let began = Instant::now();
    for _ in 0..3 {
        client.status("a", "w").await.unwrap();
    }
    assert!(began.elapsed() >= per * 2, "{:?}", began.elapsed());
}

#[tokio::test]
async fn what_jumio_asks_for_is_kept_to_by_all() {
    let server = Server::start().await;
    server.answers([Prepared::RetryAfter(60), json(200, STATUS)]);
    let mut config = server.config();
    config.limiter = Limiter::new(Limits::KYX);
    let client = Client::new(config).unwrap();
    client.status("a", "w").await.unwrap_err();
    let error = client.clone().details("a", "w").await.unwrap_err();
    assert!(matches!(error, Error::RateLimited { call: Call::Details, .. }), "{error}");
    assert_eq!(server.calls().len(), 1);
}

#[test]
fn jumio_has_limits_and_this_machine_has_none() {
    let credentials = || Credentials::new("token", "secret");
    let here = "http://127.0.0.1:1".parse().unwrap();
    let center = DataCenter::Eu;
    let limits = |config: kyx::Config| config.limiter.limits();
    assert_eq!(limits(kyx::Config::new(credentials(), kyx::Endpoints::under(&here), "A B/v1")), Limits::NONE);
    let jumio = kyx::Endpoints::for_data_center(center);
    assert_eq!(limits(kyx::Config::new(credentials(), jumio, "A B/v1")), Limits::KYX);
    let limits = |config: netverify::Config| config.limiter.limits();
    let sandbox = netverify::Endpoints::under(&here);
    assert_eq!(limits(netverify::Config::new(credentials(), sandbox, "A B/v1")), Limits::NONE);
    let jumio = netverify::Endpoints::for_data_center(center);
    assert_eq!(limits(netverify::Config::new(credentials(), jumio, "A B/v1")), Limits::NETVERIFY);
}
