//! Tests that need an environment of their own. Environment variables belong to the whole process, so such a test runs
//! this test binary once more, with nothing but itself to run and with the environment that it asks for.

use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use secrets::Account;
use tempfile::TempDir;

const INSIDE: &str = "CAMPAIGNCTL_SECRETS_TEST_INSIDE";

/// The value of the mark by which a test knows that it is the child, and which part of itself to run.
pub(crate) fn inside() -> Option<String> {
    std::env::var(INSIDE).ok()
}

pub(crate) fn account() -> Account {
    Account::in_workspace("acme", "local", "backend.access-token").unwrap()
}

/// A home directory that nobody else uses, and what runs in it.
pub(crate) struct Home(TempDir);

impl Home {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Runs part `part` of the test `test` (its whole path) without a bus, or on the one at `bus`.
    pub(crate) fn run(&self, test: &str, part: &str, bus: Option<&str>) {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", test, "--nocapture"]);
        self.finish(command, part, bus);
    }

    /// The same on a bus of its own, after the shell commands `before`. The bus and all that was started on it end
    /// with the child.
    pub(crate) fn run_on_private_bus(&self, test: &str, part: &str, before: &str) {
        let mut command = Command::new("dbus-run-session");
        let script = format!("set -e\n{before}\nexec \"$@\"");
        command.args(["--", "sh", "-c", &script, "sh"]).arg(std::env::current_exe().unwrap());
        command.args(["--exact", test, "--nocapture"]);
        self.finish(command, part, None);
    }

    fn finish(&self, mut command: Command, part: &str, bus: Option<&str>) {
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("HOME", self.path())
            .env("XDG_RUNTIME_DIR", self.path())
            .env(INSIDE, part)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(bus) = bus {
            command.env("DBUS_SESSION_BUS_ADDRESS", bus);
        }
        let mut child = command.spawn().unwrap_or_else(|error| panic!("cannot run {command:?}: {error}"));
        let mut streams = [
            Box::new(child.stdout.take().unwrap()) as Box<dyn std::io::Read + Send>,
            Box::new(child.stderr.take().unwrap()),
        ]
        .map(|mut stream| {
            thread::spawn(move || {
                let mut text = String::new();
                stream.read_to_string(&mut text).map(|_| text).unwrap_or_default()
            })
        })
        .into_iter();

        let deadline = Instant::now() + Duration::from_mins(1);
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if Instant::now() > deadline {
                child.kill().unwrap();
                panic!("the child with part {part:?} did not end");
            }
            thread::sleep(Duration::from_millis(5));
        };
        let output = streams.next().unwrap().join().unwrap();
        let errors = streams.next().unwrap().join().unwrap();
        // A name that matches no test would be a success as well.
        assert!(status.success() && output.contains("1 passed"), "{part}: {status}\n{output}\n{errors}");
    }
}
