//! A sealed place to run the program in: a home, a working directory, and no variable of ours.

use std::fmt;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;

use tempfile::TempDir;

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_campaignctl");

/// The pair that the sandbox takes, and that must never be seen anywhere.
pub(crate) const API_TOKEN: &str = "sandbox-acme";
pub(crate) const API_SECRET: &str = "sandbox-acme-secret";

/// The project's directory.
pub(crate) fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A home and a working directory in a temporary directory.
pub(crate) struct Place {
    dir: TempDir,
}

/// What a run left.
#[must_use = "look at what the run left"]
#[derive(Clone)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        let place = Self { dir: TempDir::new().unwrap() };
        std::fs::create_dir(place.home()).unwrap();
        std::fs::create_dir(place.work()).unwrap();
        place
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.dir.path().join("home")
    }

    /// The directory in which commands run.
    pub(crate) fn work(&self) -> PathBuf {
        self.dir.path().join("work")
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let full = self.work().join(path);
        std::fs::create_dir_all(full.parent().unwrap()).unwrap();
        std::fs::write(full, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.work().join(path)).unwrap()
    }

    /// Any program in the sealed environment.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let bin = Path::new(PROGRAM).parent().unwrap();
        command
            .current_dir(self.work())
            .env_clear()
            .env("PATH", format!("{}:/usr/local/bin:/usr/bin:/bin", bin.display()))
            .env("HOME", self.home())
            .env("USER", "ana")
            .env("LANG", "C.UTF-8")
            .env("CAMPAIGNCTL_KEYRING", "off")
            .stdin(Stdio::null());
        command
    }

    /// `campaignctl` with arguments.
    pub(crate) fn campaignctl(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(PROGRAM);
        command.args(arguments);
        command
    }

    /// Runs `campaignctl` to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(&mut self.campaignctl(arguments))
    }

    /// Runs `campaignctl`, which must succeed.
    pub(crate) fn ok(&self, arguments: &[&str]) -> Run {
        let run = self.run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}\n{run}");
        run
    }

    /// A workspace `acme` with the campaign of the tour, pushed to nobody yet. Commands run in it from now on.
    pub(crate) fn with_campaign() -> Self {
        let place = Self::new();
        for line in campaign_of_tour() {
            let run = place.shell(&line);
            assert_eq!(run.code, 0, "{line}\n{run}");
        }
        place
    }

    /// The campaign of the tour, live, with the sandbox's pair at the backend.
    pub(crate) fn live() -> Self {
        let place = Self::with_campaign();
        place.write("pair", &format!("{API_TOKEN}\n{API_SECRET}\n"));
        let lines = [
            "campaignctl provider set jumio --credentials-file ../pair",
            "campaignctl push",
            "campaignctl publish onboarding --message first",
        ];
        for line in lines {
            let run = place.shell(line);
            assert_eq!(run.code, 0, "{line}\n{run}");
        }
        place
    }

    /// Runs a line of a shell in the workspace, if there is one by now.
    pub(crate) fn shell(&self, line: &str) -> Run {
        let mut command = self.command("sh");
        let acme = self.work().join("acme");
        if acme.is_dir() {
            command.current_dir(acme);
        }
        Run::of(command.args(["-c", line]))
    }

    /// Every file under the place, with its path.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        files_under(self.dir.path())
    }

    /// The files of the workspace `acme` that a person keeps, with their texts.
    pub(crate) fn workspace_files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let acme = self.work().join("acme");
        let cache = acme.join(".campaignctl");
        files_under(&acme).into_iter().filter(|(path, _)| !path.starts_with(&cache)).collect()
    }
}

/// Every file under a directory, with its path.
fn files_under(directory: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    let mut directories = vec![directory.to_owned()];
    while let Some(directory) = directories.pop() {
        for entry in still_there(std::fs::read_dir(directory)).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_symlink() {
                continue;
            }
            if path.is_dir() {
                directories.push(path);
            } else if path.is_file() {
                files.extend(still_there(std::fs::read(&path)).map(|bytes| (path, bytes)));
            }
        }
    }
    files.sort();
    files
}

/// What was read, unless it is gone by now: a keyring's daemon clears away its sockets when its bus ends,
/// which may be later than the command that used it.
fn still_there<T>(read: std::io::Result<T>) -> Option<T> {
    match read {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        read => Some(read.unwrap()),
    }
}

/// The lines of the README's tour, one command each, without what is said about them.
pub(crate) fn tour() -> Vec<String> {
    let readme = std::fs::read_to_string(project().join("README.md")).unwrap();
    let block = readme.split("<!-- the tour -->\n```sh\n").nth(1).expect("the README has a tour");
    let lines = block.split("\n```").next().unwrap().lines();
    lines.map(|line| line.split(" # ").next().unwrap_or(line).trim().to_owned()).collect()
}

/// The tour up to and without `validate`.
pub(crate) fn campaign_of_tour() -> Vec<String> {
    let lines = tour().into_iter();
    let lines = lines.take_while(|line| !line.starts_with("campaignctl validate"));
    let mut lines: Vec<String> =
        lines.filter(|line| !line.starts_with("campaignctl provider verify")).collect();
    for line in &mut lines {
        *line = line.replace(" && cd acme", "");
        // The pair is given where it matters.
        *line = line.replace(" --credentials-file ../pair", " --settings-only");
    }
    lines
}

impl Run {
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The result as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{self}"))
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.stdout)?;
        if !self.stderr.is_empty() {
            write!(f, "--- stderr\n{}", self.stderr)?;
        }
        write!(f, "[exit {}]", self.code)
    }
}

/// Waits for a future. HTTP clients find the cryptography of TLS, as those of the program do.
pub(crate) fn wait<T>(work: impl Future<Output = T>) -> T {
    let _ = rustls::crypto::ring::default_provider().install_default();
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

/// A server that gives every request the same answer, and tells what it was sent.
pub(crate) fn listener(status: &'static str) -> (String, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = vec![0; 16 * 1024];
            let length = stream.read(&mut request).unwrap();
            // Nobody may want to know.
            let _ = sender.send(String::from_utf8_lossy(&request[..length]).into_owned());
            let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            stream.write_all(answer.as_bytes()).unwrap();
        }
    });
    (address, receiver)
}

/// `campaignctl serve` on ports of its own, ended when dropped.
pub(crate) struct Serving {
    child: Child,
    pub(crate) public: String,
    pub(crate) admin: String,
    pub(crate) sandbox: String,
}

impl Serving {
    /// Starts it in the workspace `acme` and waits for its first line.
    pub(crate) fn start(place: &Place) -> Self {
        Self::start_with(place, &[])
    }

    /// The same with more arguments.
    pub(crate) fn start_with(place: &Place, more: &[&str]) -> Self {
        let any = "127.0.0.1:0";
        let mut command = place.campaignctl(&[
            "-C",
            "acme",
            "serve",
            "--format",
            "json",
            "--listen",
            any,
            "--admin-listen",
            any,
            "--sandbox-listen",
            any,
        ]);
        let mut child = command.args(more).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let told: serde_json::Value =
            serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let address = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
        Self { public: address("public"), admin: address("admin"), sandbox: address("sandbox"), child }
    }

    /// Asks it to end, and gives its exit code.
    pub(crate) fn end(mut self) -> i32 {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(asked.success());
        self.child.wait().unwrap().code().unwrap_or(-1)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
