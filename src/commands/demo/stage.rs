//! Where the demo happens: a directory of its own, and programs that see nothing of the machine but that.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::process::Stdio;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;
use url::Url;

use super::script::{PAIR, WORKSPACE};
use crate::error::{Error, Result};
use crate::exit::Exit;

/// How long a server may take to begin, and to end.
const PATIENCE: Duration = Duration::from_secs(30);

const MASTER_KEY: &str = "master.key";

/// The directories, and the programs that run.
pub(super) struct Stage {
    program: std::path::PathBuf,
    /// What takes the place of the user's home.
    home: TempDir,
    /// Where the tour begins.
    start: Utf8PathBuf,
    /// The directory that stays, and whether it was made for that.
    keep: Option<Kept>,
    current: Utf8PathBuf,
    command: Option<Child>,
    server: Option<Server>,
}

struct Kept {
    dir: Utf8PathBuf,
    made: bool,
}

struct Server {
    child: Child,
    /// The server ends when this does: at our word, or when this program is gone.
    stdin: Option<ChildStdin>,
    /// Held open, so that the server can say something there.
    stdout: BufReader<ChildStdout>,
}

/// What a command left.
pub(super) struct Ran {
    pub(super) code: Option<i32>,
    pub(super) stdout: String,
    pub(super) stderr: String,
}

/// Where a server is reached.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Addresses {
    pub(super) public: Url,
    pub(super) admin: Url,
    pub(super) sandbox: Url,
}

impl Stage {
    /// Sets everything up; `keep` is the directory in which workspace and master key stay.
    pub(super) fn set_up(keep: Option<&Utf8Path>) -> Result<Self> {
        let failed = |error: &dyn std::error::Error| {
            Error::failed("the demo's directory cannot be made").because(error)
        };
        let program = std::env::current_exe().map_err(|error| failed(&error))?;
        let home =
            tempfile::Builder::new().prefix("campaignctl-demo-").tempdir().map_err(|error| failed(&error))?;
        let temporary = Utf8Path::from_path(home.path())
            .ok_or_else(|| Error::failed(format!("the path {} is not text", home.path().display())))?;
        for directory in ["home", "tmp", "place"] {
            fs_err::create_dir(temporary.join(directory)).map_err(|error| failed(&error))?;
        }
        let keep = keep.map(Kept::new).transpose()?;
        let start = keep.as_ref().map_or_else(|| temporary.join("place"), |kept| kept.dir.clone());
        let (name, pair) = PAIR;
        fs_err::write(start.join(name), pair).map_err(|error| failed(&error))?;
        Ok(Self { program, home, current: start.clone(), start, keep, command: None, server: None })
    }

    /// Goes to a directory below the one where commands ran before.
    pub(super) fn go_to(&mut self, directory: &str) {
        self.current.push(directory);
    }

    /// The workspace of the tour.
    pub(super) fn workspace(&self) -> Utf8PathBuf {
        self.start.join(WORKSPACE)
    }

    /// The file with the master key of the workspace's backend.
    pub(super) fn master_key(&self) -> Utf8PathBuf {
        self.start.join(MASTER_KEY)
    }

    /// The directory that stays.
    pub(super) fn kept(&self) -> Option<&Utf8Path> {
        self.keep.as_ref().map(|kept| kept.dir.as_path())
    }

    /// This program, with an environment in which nothing of the user's and of the machine's can be found.
    fn program(&self, arguments: &[impl AsRef<str>]) -> Command {
        let temporary = self.home.path();
        let home = temporary.join("home");
        let mut command = Command::new(&self.program);
        command
            .args(arguments.iter().map(AsRef::as_ref))
            .current_dir(&self.current)
            .env_clear()
            .env("HOME", &home)
            .env("USERPROFILE", &home)
            .env("APPDATA", &home)
            .env("LOCALAPPDATA", &home)
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_STATE_HOME", home.join("state"))
            .env("TMPDIR", temporary.join("tmp"))
            .env("USER", "demo")
            .env("CAMPAIGNCTL_CONFIG", home.join("config.toml"))
            .env("CAMPAIGNCTL_KEYRING", "off")
            .env("CAMPAIGNCTL_MASTER_KEY_FILE", self.master_key())
            .stdin(Stdio::null())
            .kill_on_drop(true);
        // Without it, programs on Windows can open no socket.
        if let Some(system) = std::env::var_os("SystemRoot") {
            command.env("SystemRoot", system);
        }
        command
    }

    /// Runs a command to its end.
    pub(super) async fn run(&mut self, arguments: &[impl AsRef<str>]) -> Result<Ran> {
        let failed = |error: std::io::Error| Error::failed("the demo cannot run a command").because(&error);
        let mut command = self.program(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(failed)?;
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        let child = self.command.insert(child);
        let (stdout, stderr, status) = tokio::join!(text(stdout), text(stderr), child.wait());
        self.command = None;
        Ok(Ran {
            code: status.map_err(failed)?.code(),
            stdout: stdout.map_err(failed)?,
            stderr: stderr.map_err(failed)?,
        })
    }

    /// Runs a command that must succeed, and reads the member `member` of its JSON.
    pub(super) async fn ask<T: DeserializeOwned>(&mut self, arguments: &[&str], member: &str) -> Result<T> {
        let json = [arguments, &["--format", "json"]].concat();
        let ran = self.run(&json).await?;
        let line = format!("campaignctl {}", json.join(" "));
        if ran.code != Some(0) {
            return Err(ran.unexpected(&line, Exit::Done));
        }
        let failed = |error: &dyn std::error::Error| {
            Error::failed(format!("the output of `{line}` is not as expected")).because(error)
        };
        let mut document: Value = serde_json::from_str(&ran.stdout).map_err(|error| failed(&error))?;
        serde_json::from_value(document[member].take()).map_err(|error| failed(&error))
    }

    /// Starts the server, and waits until it says where it is.
    pub(super) async fn serve(&mut self, arguments: &[&str]) -> Result<Addresses> {
        let failed = |error: std::io::Error| Error::failed("the demo cannot run a server").because(&error);
        let log = self.home.path().join("serve.log");
        let more = ["--format", "json", "--end-with-stdin"];
        let mut command = self.program(&[arguments, &more].concat());
        let file = fs_err::File::create(&log).map_err(failed)?.into_parts().0;
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(file).spawn().map_err(failed)?;
        let stdout = child.stdout.take().ok_or_else(|| Error::failed("the server has no output"))?;
        let server = Server { stdin: child.stdin.take(), stdout: BufReader::new(stdout), child };
        let server = self.server.insert(server);
        let mut line = String::new();
        let read = timeout(PATIENCE, server.stdout.read_line(&mut line)).await;
        let addresses = match read {
            Ok(Ok(_)) => serde_json::from_str(&line).ok(),
            Ok(Err(_)) | Err(_) => None,
        };
        addresses.ok_or_else(|| {
            let mut error = Error::failed("`campaignctl serve` does not serve");
            let said = format!("{line}{}", fs_err::read_to_string(&log).unwrap_or_default());
            error.causes.extend(said.lines().map(str::to_owned));
            error
        })
    }

    /// Waits until the server ends, which it does when something is wrong.
    pub(super) async fn server_ended(&mut self) -> Error {
        if let Some(server) = &mut self.server {
            // Whatever it is that ended it, it is not there any more.
            let _ = server.child.wait().await;
        }
        Error::failed("`campaignctl serve` has ended")
    }

    /// Asks the server to end, and makes sure that it ended well.
    pub(super) async fn end_server(&mut self) -> Result<()> {
        let Some(server) = &mut self.server else { return Ok(()) };
        drop(server.stdin.take());
        let status = timeout(PATIENCE, server.child.wait()).await;
        match status {
            Ok(Ok(status)) if status.success() => {
                self.server = None;
                Ok(())
            }
            Ok(Ok(status)) => Err(Error::failed(format!("`campaignctl serve` ended badly: {status}"))),
            Ok(Err(error)) => Err(Error::failed("`campaignctl serve` cannot be waited for").because(&error)),
            Err(_) => Err(Error::failed("`campaignctl serve` does not end")),
        }
    }

    /// Ends every program that still runs.
    pub(super) async fn stop(&mut self) {
        let server = self.server.take().map(|server| server.child);
        for mut child in self.command.take().into_iter().chain(server) {
            // Fails only for one that has ended.
            let _ = child.kill().await;
        }
    }

    /// Takes everything away, but what shall stay. Nothing runs any more.
    pub(super) fn take_away(self, keep: bool) -> Result<()> {
        if let (false, Some(kept)) = (keep, &self.keep) {
            kept.take_away()?;
        }
        let path = self.home.path().to_owned();
        self.home.close().map_err(|error| {
            Error::failed(format!("the demo's directory {} cannot be removed", path.display()))
                .because(&error)
        })
    }

    /// The files of the workspace that people keep, by their paths in there.
    pub(super) fn files(&self) -> Result<BTreeMap<Utf8PathBuf, String>> {
        let mut files = BTreeMap::new();
        let workspace = self.workspace();
        let mut directories = vec![workspace.clone()];
        while let Some(directory) = directories.pop() {
            let entries = match directory.read_dir_utf8() {
                Ok(entries) => entries,
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(error.into()),
            };
            for entry in entries {
                let entry = entry?;
                if entry.file_type()?.is_dir() {
                    if entry.file_name() != ".campaignctl" {
                        directories.push(entry.into_path());
                    }
                } else {
                    let path = entry.path().strip_prefix(&workspace).unwrap_or(entry.path()).to_owned();
                    files.insert(path, fs_err::read_to_string(entry.path())?);
                }
            }
        }
        Ok(files)
    }
}

impl Kept {
    fn new(dir: &Utf8Path) -> Result<Self> {
        let failed = |error: std::io::Error| Error::failed(format!("{dir} cannot be made")).because(&error);
        let full = camino::absolute_utf8(dir).map_err(failed)?;
        let made = !full.exists();
        fs_err::create_dir_all(&full).map_err(failed)?;
        if full.read_dir_utf8().map_err(failed)?.next().is_some() {
            return Err(
                Error::usage(format!("{dir} is not empty")).hint("pass --keep with a directory to be made")
            );
        }
        Ok(Self { dir: full, made })
    }

    fn take_away(&self) -> Result<()> {
        if self.made {
            return Ok(fs_err::remove_dir_all(&self.dir)?);
        }
        for path in [WORKSPACE, MASTER_KEY, PAIR.0].map(|name| self.dir.join(name)) {
            let removed =
                if path.is_dir() { fs_err::remove_dir_all(&path) } else { fs_err::remove_file(&path) };
            match removed {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        Ok(())
    }
}

impl Ran {
    /// The error of a command that ended in another way than it should.
    pub(super) fn unexpected(&self, line: &str, expected: Exit) -> Error {
        let code = self.code.map_or_else(|| "a signal".to_owned(), |code| format!("exit code {code}"));
        let mut error = Error::failed(format!("`{line}` ended with {code} instead of {}", expected.code()));
        error.causes.extend(self.stdout.lines().chain(self.stderr.lines()).map(str::to_owned));
        error
    }
}

/// All that a program writes.
async fn text(stream: Option<impl AsyncRead + Unpin>) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    if let Some(mut stream) = stream {
        stream.read_to_end(&mut bytes).await?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
