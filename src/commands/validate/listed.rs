//! A finding as the formats of build servers have it: its file counted from the top of the repository, its words without
//! anything that a reader obeys, and a fingerprint by which it is known again.

use std::collections::BTreeMap;
use std::fmt::Write;

use camino::Utf8Path;
use check::Rule;
use model::{Diagnostic, EnvName};
use sha2::{Digest, Sha256};
use workspace::{Location, Root, Sources};

use super::everywhere::Finding;
use crate::ui;

/// A finding for a build server.
pub(super) struct Listed<'a> {
    /// What was found.
    pub(super) diagnostic: &'a Diagnostic,
    /// The environments where it shows; `None` where it shows in all.
    pub(super) environments: Option<&'a [EnvName]>,
    /// The rule that found it.
    pub(super) rule: Option<&'static Rule>,
    /// What is wrong.
    pub(super) message: String,
    /// What to do about it, and where else it shows.
    pub(super) help: Option<String>,
    /// The file, from the top of the repository, with `/`.
    pub(super) file: Option<String>,
    /// The place in the file; `None` when the file as a whole is meant.
    pub(super) place: Option<Location>,
    /// The same as long as the same is wrong with the same key, whatever lines come before it.
    pub(super) fingerprint: String,
}

impl Listed<'_> {
    fn order(&self) -> (Option<&str>, usize, &str) {
        let start = self.place.as_ref().map_or(0, |at| at.range.start);
        (self.file.as_deref(), start, self.diagnostic.code.as_str())
    }

    /// Message and help, a line each.
    pub(super) fn text(&self) -> String {
        match &self.help {
            Some(help) => format!("{}\nhelp: {help}", self.message),
            None => self.message.clone(),
        }
    }
}

/// Findings for a build server, by file and place.
pub(super) fn list<'a>(findings: &'a [Finding], sources: &Sources, root: &Root) -> Vec<Listed<'a>> {
    let top = below_repository(root.dir());
    let places = sources.locate_all(findings.iter().map(|finding| &finding.diagnostic));
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    let one = |(finding, at): (&'a Finding, Option<Location>)| {
        let Finding { diagnostic, environments } = finding;
        let subject = subject(diagnostic);
        let before = told.entry(subject.clone()).or_default();
        let fingerprint = fingerprint(&subject, *before);
        *before += 1;
        let shown = finding.for_people();
        let mut message = ui::plain(&shown.message).into_owned();
        if let Some(env) = &shown.env {
            // Writing to a text cannot fail.
            let _ = write!(message, " (in the environment `{env}` only)");
        }
        Listed {
            diagnostic,
            environments: environments.as_deref(),
            rule: check::rule(&diagnostic.code),
            message,
            help: shown.help.as_deref().map(|help| ui::plain(help).into_owned()),
            file: at.as_ref().map(|at| top.join(&at.path).as_str().replace('\\', "/")),
            place: at.filter(|at| at.range != (0..0)),
            fingerprint,
        }
    };
    let mut list: Vec<Listed<'a>> = findings.iter().zip(places).map(one).collect();
    list.sort_by(|a, b| a.order().cmp(&b.order()));
    list
}

/// Where the workspace is in its git repository: build servers count from the repository's top. Without one, nowhere.
fn below_repository(workspace: &Utf8Path) -> &Utf8Path {
    let top = workspace.ancestors().find(|directory| directory.join(".git").exists());
    top.and_then(|top| workspace.strip_prefix(top).ok()).unwrap_or_else(|| Utf8Path::new(""))
}

/// What a finding is about, but for its words: a rule may learn to say it better. Where no key path tells one from another
/// the words have to.
fn subject(diagnostic: &Diagnostic) -> String {
    let words = if diagnostic.path.is_root() { diagnostic.message.as_str() } else { "" };
    let env = diagnostic.env.as_ref().map_or("", EnvName::as_str);
    let parts =
        [&diagnostic.code, &diagnostic.resource.to_string(), env, &diagnostic.path.to_string(), words];
    parts.join("\0")
}

/// `before` is how many findings before it are about the same.
fn fingerprint(subject: &str, before: usize) -> String {
    let digest = Sha256::digest(format!("{subject}\0{before}"));
    digest.iter().take(16).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
