//! A sandbox that runs, controlled from the command line.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use serde_json::{Value, json};

use crate::support::{API_SECRET, API_TOKEN, Place, Run, wait};

/// `campaignctl sandbox`, ended when dropped.
struct Running {
    child: Child,
    url: String,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    fn start(place: &Place) -> Self {
        let arguments = ["sandbox", "--listen", "127.0.0.1:0", "--seed", "7", "--format", "json"];
        let mut command = place.campaignctl(&arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        Self { child, url: said["sandbox"].as_str().unwrap().to_owned() }
    }

    /// `campaignctl sandbox` with a command, which finds this one by its variable.
    fn run(&self, place: &Place, arguments: &[&str]) -> Run {
        let mut command = place.campaignctl(&["sandbox"]);
        Run::of(command.args(arguments).env("CAMPAIGNCTL_SANDBOX_URL", &self.url))
    }

    fn ok(&self, place: &Place, arguments: &[&str]) -> Run {
        let run = self.run(place, arguments);
        assert_eq!(run.code, 0, "{arguments:?}\n{run}");
        run
    }

    /// As [`Self::ok`], where what it says does not matter.
    fn does(&self, place: &Place, arguments: &[&str]) {
        let _ = self.ok(place, arguments);
    }

    /// Makes a transaction as the backend would, and gives its id; or the status that was answered.
    fn make(&self, person: &str) -> Result<String, u16> {
        let body = json!({
            "customerInternalReference": "onboarding-1",
            "userReference": person,
            "workflowDefinition": { "key": 10011 },
        });
        wait(async {
            let http = reqwest::Client::builder().no_proxy().tls_certs_only([]).build().unwrap();
            let request = http.post(format!("{}/account/api/v1/accounts", self.url)).json(&body);
            let request = request.header("user-agent", "Acme Test/1.0").header("accept", "application/json");
            let answer = request.basic_auth(API_TOKEN, Some(API_SECRET)).send().await.unwrap();
            if !answer.status().is_success() {
                return Err(answer.status().as_u16());
            }
            let made: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
            Ok(made["workflowExecution"]["id"].as_str().unwrap().to_owned())
        })
    }
}

#[test]
fn a_scenario_decides_and_the_timeline_tells() {
    let place = Place::new();
    let sandbox = Running::start(&place);
    let list = sandbox.ok(&place, &["scenario", "list"]).stdout;
    assert!(list.contains("blurred-twice-then-ok") && list.contains("watchlist-alert"), "{list}");
    let set = sandbox.ok(&place, &["scenario", "set", "copy-then-ok", "--tenant", API_TOKEN]);
    assert!(set.stderr.contains("switched the scenario copy-then-ok on"), "{set}");
    let list = sandbox.ok(&place, &["scenario", "list", "--format", "json"]).json();
    let active = json!([{
        "name": "copy-then-ok", "scope": { "tenant": API_TOKEN }, "finishes": "by-customer", "given": 0,
    }]);
    assert_eq!(list["active"], active);

    let first = sandbox.make("ana").unwrap();
    let second = sandbox.make("ana").unwrap();
    let list = sandbox.ok(&place, &["transactions", "list"]).stdout;
    let rows: Vec<&str> = list.lines().collect();
    assert!(rows[1].contains(&second) && rows[2].contains(&first), "the newest comes first: {list}");
    assert!(rows[1].contains("INITIATED") && rows[1].contains("onboarding-1"), "{list}");

    sandbox.does(&place, &["transactions", "finish", &first]);
    sandbox.does(&place, &["transactions", "finish", &second, "--outcome", "selfie-mismatch"]);
    let shown = sandbox.ok(&place, &["transactions", "show", &first]).stdout;
    for line in ["status       PROCESSED", "copy-then-ok, attempt 1: copy", "by sandbox-acme"] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    let shown = sandbox.ok(&place, &["transactions", "show", &second, "--format", "json"]).json();
    assert_eq!(shown["timeline"][1]["what"], "copy-then-ok, attempt 2: approved");
    let again = sandbox.run(&place, &["transactions", "finish", &first]);
    assert_eq!(again.code, 8, "{again}");
    assert!(again.stderr.contains("ended already"), "{again}");

    let cleared = sandbox.ok(&place, &["scenario", "clear", "--format", "json"]).json();
    assert_eq!(cleared["cleared"], 1);
}

#[test]
fn a_scenario_comes_from_a_file_and_goes_into_one() {
    let place = Place::new();
    let sandbox = Running::start(&place);
    let text = "name = \"ana-is-blurred\"\nfinishes = \"at-once\"\n\n[[results]]\nlabel = \"BLURRED\"\n";
    place.write("own.toml", text);
    sandbox.does(&place, &["scenario", "set", "--file", "own.toml"]);
    let id = sandbox.make("ana").unwrap();
    let shown = sandbox.ok(&place, &["transactions", "show", &id, "--format", "json"]).json();
    assert_eq!(shown["transaction"]["status"], "PROCESSED", "it ends at once");
    let printed = sandbox.ok(&place, &["scenario", "show", "ana-is-blurred"]).stdout;
    place.write("printed.toml", &printed);
    sandbox.does(&place, &["scenario", "set", "--file", "printed.toml", "--reference-prefix", "other-"]);

    place.write("own.json", r#"{ "name": "x", "results": [{ "label": "SHINY" }] }"#);
    let wrong = sandbox.run(&place, &["scenario", "set", "--file", "own.json"]);
    assert_eq!(wrong.code, 2, "{wrong}");
    assert!(wrong.stderr.contains("results[0].label: \"SHINY\" is not known"), "{wrong}");
    place.write("broken.toml", "name = \n");
    let broken = sandbox.run(&place, &["scenario", "set", "--file", "broken.toml"]);
    assert_eq!(broken.code, 2, "{broken}");
    assert!(broken.stderr.contains("line 1"), "{broken}");
    let unknown = sandbox.run(&place, &["scenario", "set", "frau"]);
    assert_eq!(unknown.code, 2, "{unknown}");
    assert!(unknown.stderr.contains("did you mean `fraud`?"), "{unknown}");
    assert_eq!(sandbox.run(&place, &["scenario", "set"]).code, 2);
}

#[test]
fn faults_strike_and_the_clock_moves() {
    let place = Place::new();
    let sandbox = Running::start(&place);
    let set = ["faults", "set", "rate-limit", "--calls", "account", "--times", "2", "--retry-after", "3"];
    let said = sandbox.ok(&place, &set);
    assert!(said.stderr.contains("set the fault 1: rate-limit for account calls"), "{said}");
    assert_eq!(sandbox.make("ana"), Err(429));
    let list = sandbox.ok(&place, &["faults", "list"]).stdout;
    assert!(list.lines().nth(1).unwrap().starts_with('1'), "{list}");
    let list = sandbox.ok(&place, &["faults", "list", "--format", "json"]).json();
    assert_eq!(
        (&list["faults"][0]["struck"], &list["faults"][0]["fault"]["retryAfter"]),
        (&json!(1), &json!(3))
    );
    sandbox.does(&place, &["faults", "clear", "1"]);
    let id = sandbox.make("ana").unwrap();
    let missing = sandbox.run(&place, &["faults", "clear", "1"]);
    assert_eq!(missing.code, 2, "{missing}");
    sandbox.does(&place, &["faults", "set", "cut"]);
    sandbox.does(&place, &["faults", "clear"]);
    let senseless = sandbox.run(&place, &["faults", "set", "cut", "--status", "503"]);
    assert_eq!(senseless.code, 8, "{senseless}");
    assert!(senseless.stderr.contains("status does not go with the kind cut"), "{senseless}");
    assert_eq!(sandbox.run(&place, &["faults", "set", "fire"]).code, 2);

    let before = sandbox.ok(&place, &["advance", "1s"]).stdout;
    let after = sandbox.ok(&place, &["advance", "31m", "--format", "json"]).json();
    assert!(after["now"].as_str().unwrap() > before.trim(), "{before} {after}");
    let shown = sandbox.ok(&place, &["transactions", "show", &id, "--format", "json"]).json();
    assert_eq!(shown["transaction"]["status"], "TOKEN_EXPIRED");
    assert_eq!(sandbox.run(&place, &["advance", "soon"]).code, 2);
}

#[test]
fn a_sandbox_is_found_by_flag_and_by_workspace() {
    let place = Place::new();
    let sandbox = Running::start(&place);
    let by_flag = place.run(&["sandbox", "faults", "list", "--url", &sandbox.url, "--format", "json"]);
    assert_eq!((by_flag.code, by_flag.json()["faults"].clone()), (0, json!([])), "{by_flag}");
    let first = place.run(&["sandbox", "--format", "json", "advance", "1s", "--url", &sandbox.url]);
    assert_eq!(first.code, 0, "options of every command may come first: {first}");
    let mixed = place.run(&["sandbox", "--seed", "1", "advance", "1s", "--url", &sandbox.url]);
    assert_eq!(mixed.code, 2, "{mixed}");
    assert!(mixed.stderr.contains("are for running a sandbox"), "{mixed}");
    let settings = format!(
        "workspace = \"acme\"\ndefault-env = \"local\"\n[env.local]\nbackend = \"embedded\"\nsandbox = true\n\
         sandbox-url = \"{}\"\n",
        sandbox.url
    );
    place.write("campaignctl.toml", &settings);
    let by_workspace = place.run(&["sandbox", "advance", "1s"]);
    assert_eq!(by_workspace.code, 0, "{by_workspace}");
}

#[test]
fn where_none_runs_it_is_said_what_to_do() {
    let place = Place::new();
    let nobody = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let run = place.run(&["sandbox", "transactions", "list", "--url", &nobody]);
    assert_eq!(run.code, 7, "{run}");
    assert!(run.stderr.contains(&format!("no sandbox answers at {nobody}")), "{run}");
    assert!(run.stderr.contains("`campaignctl sandbox` runs one"), "{run}");
    let (other, _requests) = crate::support::listener("200 OK");
    let run = place.run(&["sandbox", "transactions", "list", "--url", &other]);
    assert_eq!(run.code, 7, "{run}");
    assert!(run.stderr.contains("is no sandbox of this version"), "{run}");
    let run = place.run(&["sandbox", "transactions", "list", "--url", "nowhere"]);
    assert_eq!(run.code, 2, "{run}");
}

#[test]
fn the_same_seed_gives_the_same_ids() {
    let place = Place::new();
    let ids = || Running::start(&place).make("ana").unwrap();
    assert_eq!(ids(), ids());
}
