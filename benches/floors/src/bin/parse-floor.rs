//! The least program that reads all campaigns of a workspace into types: the `toml` crate on as many threads as the machine
//! has cores, and no check at all. `parse-floor DIRECTORY` prints the number of steps.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(dead_code, reason = "read, and nothing done with it")]
struct Campaign {
    title: Option<String>,
    provider: Option<String>,
    entry: Option<String>,
    #[serde(rename = "step", default)]
    steps: BTreeMap<String, Step>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(dead_code, reason = "read, and nothing done with it")]
struct Step {
    kind: String,
    title: Option<String>,
    body: Option<String>,
    #[serde(default)]
    fields: Vec<Field>,
    #[serde(default)]
    documents: Vec<String>,
    country: Option<String>,
    save_images: Option<bool>,
    #[serde(default)]
    map: BTreeMap<String, String>,
    #[serde(default)]
    branch: Vec<Branch>,
    result: Option<String>,
    max_visits: Option<u32>,
    #[serde(default)]
    on: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, and nothing done with it")]
struct Field {
    field: String,
    #[serde(default)]
    required: bool,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, and nothing done with it")]
struct Branch {
    outcome: String,
    when: When,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, and nothing done with it")]
struct When {
    field: String,
    op: String,
    value: Option<toml::Value>,
}

fn read(path: &PathBuf) -> Result<Campaign, Box<dyn Error + Send + Sync>> {
    Ok(toml::from_str(&std::fs::read_to_string(path)?)?)
}

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let directory = std::env::args().nth(1).ok_or("parse-floor DIRECTORY")?;
    let files: Vec<PathBuf> = std::fs::read_dir(PathBuf::from(directory).join("campaigns"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism()?.get();
    let work = || -> Result<Vec<Campaign>, Box<dyn Error + Send + Sync>> {
        let mut read_here = Vec::new();
        while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            read_here.push(read(path)?);
        }
        Ok(read_here)
    };
    let mut steps = 0;
    std::thread::scope(|scope| -> Result<(), Box<dyn Error + Send + Sync>> {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            let campaigns = worker.join().map_err(|_| "a thread ended early")??;
            steps += campaigns.iter().map(|campaign| campaign.steps.len()).sum::<usize>();
        }
        Ok(())
    })?;
    writeln!(std::io::stdout(), "{steps}")?;
    Ok(())
}
