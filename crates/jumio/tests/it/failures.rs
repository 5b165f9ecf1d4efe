use std::time::Duration;

use jumio::kyx::{Client, Endpoints};
use jumio::{Arrival, Call, Error, Roots};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::server::{Prepared, Server, config, json, request};

const ANSWER: &str = include_str!("../samples/kyx-account-response.json");

#[tokio::test]
async fn a_create_without_answer_is_not_repeated() {
    let server = Server::start().await;
    server.answers([Prepared::Never, json(200, ANSWER)]);
    let mut config = server.config();
    config.timeouts.call = Duration::from_secs(2);
    let error = Client::new(config).unwrap().create_account(&request()).await.unwrap_err();
    assert_eq!(error, Error::TimedOut { call: Call::CreateAccount });
    assert_eq!(error.arrival(), Arrival::Unknown);
    assert_eq!(server.calls().len(), 1);
}

#[tokio::test]
async fn what_becomes_of_a_create() {
    let problem = include_str!("../samples/kyx-error-400.inferred.json");
    let title = |title: &str| Some(title.to_owned());
    let detail = Some("customerInternalReference: must not be blank".to_owned());
    let call = Call::CreateAccount;
    let cases: [(Prepared, Error, Arrival); 9] = [
        (
            json(400, problem),
            Error::Refused { call, status: 400, title: title("Bad Request"), detail },
            Arrival::Refused,
        ),
        (json(403, "nothing JSON"), Error::Permission { call, title: None, detail: None }, Arrival::Refused),
        (json(404, "{}"), Error::NotFound { call, title: None, detail: None }, Arrival::Refused),
        (
            json(405, include_str!("../samples/kyx-error-405.observed.json")),
            Error::Refused {
                call,
                status: 405,
                title: title("Method Not Allowed"),
                detail: Some("Request method 'PUT' is not supported".to_owned()),
            },
            Arrival::Refused,
        ),
        (json(408, "{}"), Error::TimedOut { call }, Arrival::Unknown),
        (
            json(500, "{}"),
            Error::Unavailable { call, status: 500, title: None, detail: None },
            Arrival::Unknown,
        ),
        (
            json(302, "{}"),
            Error::Unavailable { call, status: 302, title: None, detail: None },
            Arrival::Unknown,
        ),
        (
            json(200, r#"{"account":{"id":7}}"#),
            Error::Undecodable { call, reason: "not the documented members at line 1 column 18".to_owned() },
            Arrival::Unknown,
        ),
        (
            json(200, r#"{"account":"#),
            Error::Undecodable { call, reason: "the JSON ends too early at line 1 column 11".to_owned() },
            Arrival::Unknown,
        ),
    ];
    for (answer, expected, arrival) in cases {
        let server = Server::start().await;
        server.answers([answer, json(200, ANSWER)]);
        let error = server.client().create_account(&request()).await.unwrap_err();
        assert_eq!(error, expected);
        assert_eq!(error.arrival(), arrival, "{error}");
        assert_eq!(server.calls().len(), 1, "{error}");
    }
}

#[tokio::test]
async fn a_create_that_met_the_rate_limit_is_repeated() {
    let server = Server::start().await;
    let limit = || json(429, include_str!("../samples/kyx-error-429.json"));
    server.answers([limit(), limit(), json(200, ANSWER)]);
    let client = server.client();
    client.create_account(&request()).await.unwrap();
    assert_eq!(server.calls().len(), 3);

    server.answers([limit(), limit(), limit(), limit()]);
    let error = client.create_account(&request()).await.unwrap_err();
    let title = Some("Too Many Requests".to_owned());
    let detail = Some("Request limit exceeded".to_owned());
    assert_eq!(error, Error::RateLimited { call: Call::CreateAccount, retry_after: None, title, detail });
    assert_eq!(error.arrival(), Arrival::NotArrived);
    assert_eq!(server.calls().len(), 6, "repeated twice, then given up");
}

#[tokio::test]
async fn a_wait_that_is_too_long_is_left_to_the_caller() {
    let server = Server::start().await;
    server.answers([Prepared::RetryAfter(60), json(200, ANSWER)]);
    let error = server.client().create_account(&request()).await.unwrap_err();
    let retry_after = Some(Duration::from_mins(1));
    assert_eq!(
        error,
        Error::RateLimited { call: Call::CreateAccount, retry_after, title: None, detail: None }
    );
    assert_eq!(server.calls().len(), 1);
}

#[tokio::test]
async fn reading_is_repeated() {
    let server = Server::start().await;
    let sample = include_str!("../samples/kyx-details-passed.json");
    server.answers([json(503, "{}"), json(429, "{}"), json(200, sample)]);
    let client = server.client();
    client.details("a", "w").await.unwrap();
    assert_eq!(server.calls().len(), 3);

    server.answers([json(404, include_str!("../samples/kyx-error-404.inferred.json"))]);
    let error = client.details("a", "w").await.unwrap_err();
    assert!(matches!(error, Error::NotFound { call: Call::Details, .. }), "{error}");
    assert_eq!((error.status(), error.title()), (Some(404), Some("Not Found")));
    assert_eq!(error.detail(), Some("Workflow execution not found"));
    assert_eq!(server.calls().len(), 4, "a definite answer is not asked for again");
}

#[tokio::test]
async fn without_a_token_nothing_arrives() {
    let server = Server::start().await;
    server.token_answers((0..9).map(|_| json(500, "{}")));
    let error = server.client().create_account(&request()).await.unwrap_err();
    assert!(matches!(error, Error::Unavailable { call: Call::Token, status: 500, .. }), "{error}");
    assert_eq!(error.arrival(), Arrival::NotArrived);
    assert_eq!(server.token_calls().len(), 3, "the repetitions do not multiply");
    let server = Server::start().await;
    server.token_answers((0..9).map(|_| json(500, "{}")));
    server.client().status("a", "w").await.unwrap_err();
    assert_eq!(server.token_calls().len(), 3, "the repetitions do not multiply");
}

#[tokio::test]
async fn a_refused_connection_surely_does_not_arrive() {
    let server = Server::start().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let closed = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    drop(listener);
    let mut endpoints = server.endpoints.clone();
    endpoints.account = closed;
    let error = Client::new(config(endpoints)).unwrap().create_account(&request()).await.unwrap_err();
    assert!(matches!(error, Error::Unreachable { call: Call::CreateAccount, .. }), "{error}");
    assert_eq!(error.arrival(), Arrival::NotArrived);
}

#[tokio::test]
async fn a_connection_that_breaks_after_sending_leaves_it_unknown() {
    let server = Server::start().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut endpoints = server.endpoints.clone();
    endpoints.account = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    let accepted = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut buffer = [0; 4096];
        assert!(stream.read(&mut buffer).await.unwrap() > 0);
        drop(stream);
        listener
    });
    let error = Client::new(config(endpoints)).unwrap().create_account(&request()).await.unwrap_err();
    assert!(matches!(error, Error::Interrupted { call: Call::CreateAccount, .. }), "{error}");
    assert_eq!(error.arrival(), Arrival::Unknown);
    drop(accepted.await.unwrap());
}

#[tokio::test]
async fn a_body_that_breaks_off_leaves_it_unknown() {
    let server = Server::start().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut endpoints = server.endpoints.clone();
    endpoints.account = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut buffer = [0; 4096];
        assert!(stream.read(&mut buffer).await.unwrap() > 0);
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{\"acc").await.unwrap();
    });
    let error = Client::new(config(endpoints)).unwrap().create_account(&request()).await.unwrap_err();
    assert!(matches!(error, Error::Interrupted { call: Call::CreateAccount, .. }), "{error}");
    assert_eq!(error.arrival(), Arrival::Unknown);
}

#[tokio::test]
async fn what_does_not_speak_tls_is_told_apart_from_what_is_not_there() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("https://{}", listener.local_addr().unwrap()).parse().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
            let _ = stream.shutdown().await;
        }
    });
    let mut config = config(Endpoints::under(&base));
    config.roots = Roots::Bundled;
    let error = Client::new(config).unwrap().check_credentials().await.unwrap_err();
    assert!(matches!(error, Error::Tls { call: Call::Token, .. }), "{error}");
}

#[tokio::test]
async fn plain_http_to_elsewhere_is_refused() {
    let error = Client::new(config(Endpoints::under(&"http://jumio.test".parse().unwrap()))).unwrap_err();
    assert!(matches!(error, Error::Setup { .. }), "{error}");
}
