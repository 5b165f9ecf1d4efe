//! `serve --endpoints`, and campaigns that ask another system.

use std::time::Duration;

use crate::support::{Place, Serving, listener, wait};

const SECRET: &str = "s3cr3t-7Gq";

fn place() -> Place {
    let place = Place::new();
    let lines = [
        "campaignctl init acme",
        "campaignctl campaign new scored",
        "campaignctl field add plan --type text",
        "campaignctl funnel add-step assign --id mark --set plan=gold",
        "campaignctl funnel add-step webhook --id score --after mark --endpoint scoring --send plan",
        "campaignctl funnel add-step end --id done --after score.ok --result completed",
        "campaignctl funnel connect score.failed done",
        "campaignctl push",
        "campaignctl publish scored --message first",
    ];
    for line in lines {
        let run = place.shell(line);
        assert_eq!(run.code, 0, "{line}\n{run}");
    }
    place
}

#[test]
fn a_session_asks_the_endpoint_that_the_file_names_and_signs() {
    let place = place();
    let (address, requests) = listener("204 No Content");
    place.write("endpoints/scoring.secret", &format!("{SECRET}\n"));
    place.write(
        "endpoints/list.toml",
        &format!("[scoring]\nurl = \"{address}/v1\"\nsecret-file = \"scoring.secret\"\n"),
    );
    let serving = Serving::start_with(&place, &["--endpoints", "../endpoints/list.toml"]);
    let begun = wait(async {
        let address = format!("{}/api/v1/campaigns/scored/sessions", serving.public);
        reqwest::Client::new().post(address).send().await.unwrap().status().as_u16()
    });
    assert!((200..300).contains(&begun), "{begun}");
    let request = requests.recv_timeout(Duration::from_mins(1)).unwrap();
    assert!(request.starts_with("POST /v1 HTTP/1.1"), "{request}");
    assert!(request.to_lowercase().contains("\r\ncampaignctl-signature: t="), "{request}");
    assert!(!request.contains(SECRET), "{request}");
    assert_eq!(serving.end(), 0);
    for (path, content) in place.files() {
        let is_theirs = path.ends_with("scoring.secret");
        let has = content.windows(SECRET.len()).any(|window| window == SECRET.as_bytes());
        assert_eq!(has, is_theirs, "{}", path.display());
    }
}

#[test]
fn a_file_that_names_no_good_endpoints_is_wrong_usage() {
    let place = Place::new();
    assert_eq!(place.shell("campaignctl init acme").code, 0);
    place.write("acme/empty.secret", " \n");
    let table = [
        ("url = \"http://scoring.example/\"\n", "customers' data go by https only"),
        ("url = \"https://ann:s3cr3t-7Gq@scoring.example/\"\n", "an address with a password"),
        ("url = \"https://scoring.example/\"\nsecret = \"s3cr3t-7Gq\"\n", "unknown field `secret`"),
        ("url = \"https://a.example/\"\nsecret-file = \"empty.secret\"\n", "is empty"),
        ("url = \"https://a.example/\"\nsecret-file = \"none.secret\"\n", "cannot be read"),
    ];
    for (body, said) in table {
        place.write("acme/endpoints.toml", &format!("[scoring]\n{body}"));
        let run = place.shell("campaignctl serve --endpoints endpoints.toml --end-with-stdin < /dev/null");
        assert_eq!(run.code, 2, "{body}{run}");
        assert!(run.stderr.contains(said), "{body}{run}");
        assert!(!run.stderr.contains(SECRET), "{run}");
    }
    let run = place.shell("campaignctl serve --endpoints nothing.toml --end-with-stdin < /dev/null");
    assert!(run.code == 2 && run.stderr.contains("the endpoints cannot be read"), "{run}");
}
