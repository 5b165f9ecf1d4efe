//! Measures campaignctl against programs of the same run: `bench CAMPAIGNCTL DIRECTORY`, where `DIRECTORY` is empty and on the
//! disk to be measured. `scripts/bench` builds all that it needs and calls it.

mod measure;
mod workspaces;

use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use measure::{Row, Subject, compare, peak};

type Result<T, E = Box<dyn Error>> = std::result::Result<T, E>;

/// How many campaigns the large workspace has.
const MANY: usize = 10_000;

/// The most memory that it may take to check it, in MB.
const MOST_MEMORY: u64 = 400;

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(program), Some(directory), None) = (arguments.next(), arguments.next(), arguments.next())
    else {
        return Err("bench CAMPAIGNCTL DIRECTORY".into());
    };
    let program = program.canonicalize()?;
    let floors = std::env::current_exe()?;
    let floors = floors.parent().ok_or("the program is in no directory")?;
    let (ten, many) = (directory.join("ten"), directory.join("many"));
    workspaces::write(&ten, 10)?;
    workspaces::write(&many, MANY)?;
    let ours = |workspace: &Path, arguments: &[&str]| Subject::new(&program, workspace, arguments);
    let clap = Subject::new(&floors.join("clap-floor"), &ten, &["--version"]);

    let mut out = std::io::stdout();
    let mut rows = Vec::new();
    rows.push(
        compare("--version", "a program with clap only", &ours(&ten, &["--version"]), &clap, 40)?
            .within_ms(3.0),
    );
    let show = ours(&ten, &["funnel", "show", "-c", "campaign-0"]);
    rows.push(
        compare("funnel show, 10 campaigns", "a program with clap only", &show, &clap, 40)?.within_ms(6.0),
    );

    let validate = ours(&many, &["validate"]);
    let parse = Subject::new(&floors.join("parse-floor"), &many, &[&many.to_string_lossy()]);
    let name = format!("validate, {MANY} campaigns");
    rows.push(compare(&name, "toml into types, as many threads", &validate, &parse, 5)?.within_times(2.5));

    // Each run writes another title, so that each has something to do.
    let edit =
        |workspace: &Path| ours(workspace, &["campaign", "edit", "campaign-7", "--title", "Title {n}"]);
    let name = format!("edit of one campaign among {MANY}");
    rows.push(compare(&name, "the same edit among 10", &edit(&many), &edit(&ten), 20)?.within_times(2.0));

    for other in ["taplo", "tombi"] {
        let arguments: &[&str] = if other == "taplo" { &["lint"] } else { &["lint", "--offline"] };
        let there = Subject::new(Path::new(other), &many, arguments);
        match compare("validate", &format!("{other} lint of the same files"), &validate, &there, 3) {
            Ok(row) => rows.push(row),
            Err(_) => writeln!(out, "{other} is not installed, or does not run here: not compared")?,
        }
    }
    writeln!(out, "{}", Row::heading())?;
    let mut all_over = 0;
    for row in &rows {
        let (text, over) = row.told();
        writeln!(out, "{text}")?;
        all_over += usize::from(over);
    }
    let most = peak(&validate)? / 1024;
    writeln!(out, "peak memory of validate, {MANY} campaigns: {most} MB, target {MOST_MEMORY} MB")?;
    all_over += usize::from(most > MOST_MEMORY);
    if all_over > 0 {
        return Err(format!("{all_over} over the target").into());
    }
    Ok(())
}
