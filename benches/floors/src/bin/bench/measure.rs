//! Time and memory of whole processes.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::Result;

/// A command to measure. `{n}` in its arguments stands for the number of the run.
#[derive(Debug)]
pub(crate) struct Subject {
    program: PathBuf,
    directory: PathBuf,
    arguments: Vec<String>,
}

impl Subject {
    pub(crate) fn new(program: &Path, directory: &Path, arguments: &[&str]) -> Self {
        let arguments = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        Self { program: program.to_owned(), directory: directory.to_owned(), arguments }
    }

    fn command(&self, run: usize) -> Command {
        let mut command = Command::new(&self.program);
        command.args(self.arguments.iter().map(|argument| argument.replace("{n}", &run.to_string())));
        command.current_dir(&self.directory).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn time(&self, run: usize) -> Result<Duration> {
        let start = Instant::now();
        let status = self.command(run).status()?;
        let time = start.elapsed();
        if status.success() { Ok(time) } else { Err(format!("{self:?} failed: {status}").into()) }
    }
}

/// Two commands, measured in turns.
#[derive(Debug)]
pub(crate) struct Row {
    what: String,
    against: String,
    ours: Duration,
    theirs: Duration,
    target: Target,
}

#[derive(Debug)]
enum Target {
    None,
    /// Not slower by more.
    Milliseconds(f64),
    /// Not slower by a greater factor.
    Times(f64),
}

/// Runs both in turns and takes the middle of each: what else the machine does hits both.
pub(crate) fn compare(
    what: &str,
    against: &str,
    ours: &Subject,
    theirs: &Subject,
    runs: usize,
) -> Result<Row> {
    let (mut our_times, mut their_times) = (Vec::new(), Vec::new());
    // The first run of each warms the caches.
    for run in 0..=runs {
        let (ours, theirs) = (ours.time(run)?, theirs.time(run)?);
        if run > 0 {
            our_times.push(ours);
            their_times.push(theirs);
        }
    }
    Ok(Row {
        what: what.to_owned(),
        against: against.to_owned(),
        ours: middle(our_times),
        theirs: middle(their_times),
        target: Target::None,
    })
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

impl Row {
    pub(crate) fn within_ms(self, most: f64) -> Self {
        Self { target: Target::Milliseconds(most), ..self }
    }

    pub(crate) fn within_times(self, most: f64) -> Self {
        Self { target: Target::Times(most), ..self }
    }

    pub(crate) fn heading() -> String {
        format!(
            "{:<38} {:>9}  {:<34} {:>9} {:>7} {:>9}  target",
            "what", "ms", "against", "ms", "times", "more ms"
        )
    }

    /// The row as text, and whether it is over its target.
    pub(crate) fn told(&self) -> (String, bool) {
        let (ours, theirs) = (milliseconds(self.ours), milliseconds(self.theirs));
        let (times, more) = (ours / theirs, ours - theirs);
        let (over, target) = match self.target {
            Target::None => (false, String::new()),
            Target::Milliseconds(most) => (more > most, format!("{most} ms more")),
            Target::Times(most) => (times > most, format!("{most} times")),
        };
        let mark = if over { "  OVER" } else { "" };
        let text = format!(
            "{:<38} {ours:>9.1}  {:<34} {theirs:>9.1} {times:>7.2} {more:>9.1}  {target}{mark}",
            self.what, self.against
        );
        (text, over)
    }
}

/// The most memory that a command holds at once, in KiB. Linux tells it for a process that still runs, and it only grows:
/// the last of many looks is what counts.
pub(crate) fn peak(subject: &Subject) -> Result<u64> {
    let mut child = subject.command(0).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait()?.is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok());
        most = kibibytes.unwrap_or(0).max(most);
        std::thread::sleep(Duration::from_millis(1));
    }
    if most == 0 { Err("this system does not tell how much memory a process holds".into()) } else { Ok(most) }
}
