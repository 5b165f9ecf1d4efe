//! One step's own text, or what a file says of a step for one environment alone: taken out of its campaign's file, edited
//! elsewhere, and put back where it was.

use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};
use model::{CampaignSlug, Diagnostic, EnvName, KeyPath, Level, Resource, ResourceName, Segment, StepId};
use serde_json::{Map, Value as Json};
use toml_edit::{DocumentMut, Item, Value};

use super::section::{self, Section};
use super::{Edit, EditError, apply, lines};
use crate::Sources;
use crate::files::path_of;
use crate::read::{lower_resource, parse};

/// What is the same in every environment: one alone cannot say it.
const EVERYWHERE: [&str; 3] = ["kind", "on", "map"];

/// A step as its campaign's file writes it, with its keys at the top level: `kind = "page"`, `[map]`. For one environment it is
/// what the file says of the step for that one alone, and empty when that is nothing.
#[derive(Debug, Clone)]
pub struct StepText {
    about: About,
    /// The file's text when the step was taken out of it.
    file: String,
    /// Where the step stands, if it has lines of its own.
    section: Option<Section>,
    own: String,
}

/// What a text is about.
#[derive(Debug, Clone)]
struct About {
    campaign: CampaignSlug,
    step: StepId,
    /// The environment for which alone it counts.
    env: Option<EnvName>,
}

impl About {
    fn name(&self) -> ResourceName {
        ResourceName::Campaign(self.campaign.clone())
    }

    /// The keys that lead to it in the file.
    fn keys(&self) -> Vec<String> {
        let env = self.env.iter().flat_map(|env| ["env".to_owned(), env.to_string()]);
        env.chain(self.keys_of_step()).collect()
    }

    fn keys_of_step(&self) -> [String; 2] {
        ["step".to_owned(), self.step.to_string()]
    }

    /// The rest of a path that leads to it or into it. What is found in the resolved step is about it as well.
    fn below(&self, path: &KeyPath) -> Option<KeyPath> {
        let keys = [self.keys(), self.keys_of_step().to_vec()];
        let rest = keys.iter().find_map(|keys| {
            path.segments().strip_prefix(KeyPath::of(keys.iter().map(String::as_str)).segments())
        })?;
        Some(rest.iter().fold(KeyPath::root(), |path, segment| match segment {
            Segment::Key(key) => path.key(key),
            Segment::Index(index) => path.index(*index),
        }))
    }
}

/// A step's text as somebody edited it.
#[derive(Debug, Clone)]
pub struct StepDraft {
    about: About,
    /// The file in which it was edited.
    path: Utf8PathBuf,
    /// Its text, notes included.
    text: String,
    /// The step's own text.
    own: String,
}

impl StepText {
    /// The text, with `\n` at the end of each line.
    pub fn own(&self) -> &str {
        &self.own
    }

    /// The lines of the step's settings in every environment that one alone may say otherwise.
    pub fn settings_everywhere(&self) -> Vec<String> {
        let keys = self.about.keys_of_step();
        let own = section::find(&self.file, &keys).map(|section| lines::unified(&section.own(&self.file)));
        let settings =
            own.or_else(|| rendered(&self.file, &keys)).and_then(|own| own.parse::<DocumentMut>().ok());
        let Some(mut settings) = settings else { return Vec::new() };
        for key in EVERYWHERE {
            settings.remove(key);
        }
        section::tidied(&settings.to_string()).lines().map(str::to_owned).collect()
    }

    /// The text for a person who edits it, below notes about it. Each note is a line.
    pub fn with_notes(&self, notes: &[String]) -> String {
        section::with_notes(&self.own, notes)
    }

    /// What came back in a file. Notes are left out of the step's own text, wherever they are by now.
    pub fn draft(&self, path: &Utf8Path, text: &str) -> StepDraft {
        let text = lines::unified(text.strip_prefix('\u{feff}').unwrap_or(text));
        let own = section::tidied(&section::without_notes(&text, &self.own));
        StepDraft { about: self.about.clone(), path: path.to_owned(), text, own }
    }
}

impl StepDraft {
    /// The step's own text.
    pub fn own(&self) -> &str {
        &self.own
    }

    /// The text for a person who goes on with it, below notes about it.
    pub fn with_notes(&self, notes: &[String]) -> String {
        section::with_notes(&self.own, notes)
    }

    /// Findings about the campaign as findings about this text, and the text for [`crate::render()`]. What is not about the
    /// step is about the text as a whole.
    pub fn findings(&self, findings: &[Diagnostic]) -> (Vec<Diagnostic>, Sources) {
        self.told(findings.iter().map(|finding| self.relative(finding)).collect())
    }

    /// Whether a finding about the campaign is about the step.
    pub fn is_about_step(&self, finding: &Diagnostic) -> bool {
        self.about.below(&finding.path).is_some()
    }

    fn told(&self, findings: Vec<Diagnostic>) -> (Vec<Diagnostic>, Sources) {
        let mut sources = Sources::default();
        let (_, syntax) = parse(&self.text);
        sources.add(self.about.name(), self.path.clone(), self.text.clone(), &syntax);
        (findings, sources)
    }

    fn relative(&self, finding: &Diagnostic) -> Diagnostic {
        let mut finding = finding.clone();
        // A fix would be made in the campaign's file.
        finding.fixes.clear();
        if let Some(path) = self.about.below(&finding.path) {
            finding.path = path;
        } else {
            finding.message = format!("in {} of the file: {}", finding.path, finding.message);
            finding.path = KeyPath::root();
        }
        finding
    }

    fn unreadable(&self, findings: Vec<Diagnostic>) -> EditError {
        let (diagnostics, sources) = self.told(findings);
        EditError::Unreadable { path: self.path.clone(), diagnostics, sources: Box::new(sources) }
    }
}

impl Edit {
    /// The text of a step; `None` when the campaign has no such step. With an environment it is what the file says of the step
    /// for that one alone.
    pub fn step_text(
        &mut self,
        campaign: &CampaignSlug,
        step: &StepId,
        env: Option<&EnvName>,
    ) -> Result<Option<StepText>, EditError> {
        let about = About { campaign: campaign.clone(), step: step.clone(), env: env.cloned() };
        let name = about.name();
        // What does not read is refused here.
        let Some(Resource::Campaign(_, said)) = self.resource(&name)? else { return Ok(None) };
        if !said.steps.contains_key(step) {
            return Ok(None);
        }
        let Some(file) = self.open(&name)?.after.clone() else { return Ok(None) };
        let keys = about.keys();
        let section = section::find(&file, &keys);
        let own = match &section {
            Some(section) => Some(lines::unified(&section.own(&file))),
            None => rendered(&file, &keys).or_else(|| env.map(|_| String::new())),
        };
        let text = |own: String| StepText { about, file, section, own: section::tidied(&own) };
        Ok(own.map(text))
    }

    /// Puts an edited step in the place of the one that was taken out. Around it every byte stays. Tells whether its comments
    /// came along: not where the step has no lines of its own in the file (`step.done = { … }`, `step.done.kind = …`).
    /// An empty text takes back what the file says for one environment alone.
    ///
    /// # Errors
    /// [`EditError::Unreadable`] about the draft when it does not read, [`EditError::ChangedMeanwhile`] when the file is not
    /// as it was when the step was taken out of it.
    pub fn put_step_text(&mut self, read: &StepText, draft: &StepDraft) -> Result<bool, EditError> {
        if draft.own == read.own {
            return Ok(true);
        }
        let name = draft.about.name();
        let (_, syntax) = parse(&draft.text);
        if !syntax.is_empty() {
            let fault = |message: &str| Diagnostic::error("W001", name.clone(), KeyPath::root(), message);
            return Err(draft.unreadable(syntax.iter().map(|found| fault(&found.message)).collect()));
        }
        let open = self.open(&name)?;
        if open.after.as_ref() != Some(&read.file) {
            return Err(EditError::ChangedMeanwhile(open.path.clone()));
        }
        let refused = |reason: &str| EditError::Refused { path: path_of(&name), reason: reason.to_owned() };
        let said = members(&draft.own).ok_or_else(|| refused("the step's text does not read"))?;
        let goes = draft.own.is_empty() && read.about.env.is_some();
        let meant = Some(&said).filter(|_| !goes);
        let put = read.with(&draft.own, meant);
        let (after, has_comments) = put.ok_or_else(|| refused("the step's text has no place"))?;
        if !read.is_said(&after, meant) {
            return Err(refused("it would not say what was meant"));
        }
        let findings = new_faults(&draft.about, &read.file, &after);
        if !findings.is_empty() {
            return Err(draft.unreadable(findings.iter().map(|finding| draft.relative(finding)).collect()));
        }
        self.open(&name)?.after = Some(after);
        Ok(has_comments)
    }
}

impl StepText {
    /// The file with another text of the step, which says what is meant, and whether the comments in it came along.
    fn with(&self, own: &str, meant: Option<&Map<String, Json>>) -> Option<(String, bool)> {
        let keys = self.about.keys();
        if let (Some(_), Some(section)) = (meant, &self.section) {
            return Some((section.put(&self.file, own), true));
        }
        if meant.is_some() && self.own.is_empty() {
            let added = section::added(&self.file, &keys, own);
            if self.is_said(&added, meant) {
                return Some((added, true));
            }
        }
        let has_comments = meant.is_some() && (own.contains('#') || self.own.contains('#'));
        Some((written_over(&self.file, &keys, meant)?, !has_comments))
    }

    /// Whether a text of the file says of the step what was meant, and of all else what the file said before.
    fn is_said(&self, after: &str, meant: Option<&Map<String, Json>>) -> bool {
        let meant = meant.map(|meant| Json::Object(meant.clone()));
        let all = members(&self.file).map(|said| apply::with(&said, &self.about.keys(), meant.as_ref()));
        all.is_some_and(|all| members(after) == Some(all))
    }
}

/// The text of a table that has no lines of its own.
fn rendered(file: &str, keys: &[String]) -> Option<String> {
    let document: DocumentMut = lines::unified(file).parse().ok()?;
    let item = keys.iter().try_fold(document.as_item(), |item, key| item.get(key.as_str()))?;
    let mut table = match item {
        Item::Table(table) => table.clone(),
        Item::Value(Value::InlineTable(table)) => {
            let mut table = table.clone();
            table.fmt();
            table.into_table()
        }
        _ => return None,
    };
    table.set_dotted(false);
    table.set_implicit(false);
    let mut own = DocumentMut::new();
    *own.as_table_mut() = table;
    Some(own.to_string())
}

/// The file with a table that says something else, or without it, in the form found there.
fn written_over(file: &str, keys: &[String], said: Option<&Map<String, Json>>) -> Option<String> {
    let mut document: DocumentMut = lines::unified(file).parse().ok()?;
    let printed = document.to_string();
    let before = apply::json_of(&document);
    let said = said.map(|said| Json::Object(said.clone()));
    let after = apply::with(&before, keys, said.as_ref());
    apply::apply(&mut document, &before, &after);
    Some(lines::restored(file, &printed, document.to_string()))
}

/// What a text says.
fn members(text: &str) -> Option<Map<String, Json>> {
    lines::unified(text).parse().ok().map(|document| apply::json_of(&document))
}

/// What the reader finds in a file, in any environment that it speaks of, and did not find before.
fn new_faults(about: &About, before: &str, after: &str) -> Vec<Diagnostic> {
    let name = &about.name();
    let everywhere = lower_resource(name, after, None);
    let envs = everywhere.envs.iter().filter_map(|env| EnvName::new(env).ok()).map(Some);
    let envs: Vec<Option<EnvName>> = std::iter::once(None).chain(envs).collect();
    let found = |text: &str, env: Option<&EnvName>| lower_resource(name, text, env).diagnostics;
    let words = |finding: &Diagnostic| (finding.code.clone(), finding.path.clone(), finding.message.clone());
    let mut told: BTreeSet<_> =
        envs.iter().flat_map(|env| found(before, env.as_ref())).map(|finding| words(&finding)).collect();
    let mut new = Vec::new();
    for env in &envs {
        let faults = found(after, env.as_ref()).into_iter().filter(|finding| finding.level == Level::Error);
        for mut fault in faults {
            if !told.insert(words(&fault)) {
                continue;
            }
            if let Some(env) = env.as_ref().filter(|env| about.env.as_ref() != Some(*env)) {
                fault.env = Some(env.clone());
                fault.help = Some(format!(
                    "the file has settings of this step for `{env}` alone: take them back first"
                ));
            }
            new.push(fault);
        }
    }
    new
}
