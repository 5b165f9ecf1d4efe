//! One step's own text: taken out of its campaign's file, edited elsewhere, and put back where it was.

use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};
use model::{CampaignSlug, Diagnostic, EnvName, KeyPath, Level, ResourceName, Segment, StepId};
use serde_json::{Map, Value as Json};
use toml_edit::{DocumentMut, Item, Value};

use super::section::{self, Section};
use super::{Edit, EditError, apply, lines};
use crate::Sources;
use crate::files::path_of;
use crate::read::{lower_resource, parse};

/// A step as its campaign's file writes it, with its keys at the top level: `kind = "page"`, `[map]`.
#[derive(Debug, Clone)]
pub struct StepText {
    campaign: CampaignSlug,
    step: StepId,
    /// The file's text when the step was taken out of it.
    file: String,
    /// Where the step stands, if it has lines of its own.
    section: Option<Section>,
    own: String,
}

/// A step's text as somebody edited it.
#[derive(Debug, Clone)]
pub struct StepDraft {
    campaign: CampaignSlug,
    step: StepId,
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

    /// The text for a person who edits it, below notes about it. Each note is a line.
    pub fn with_notes(&self, notes: &[String]) -> String {
        section::with_notes(&self.own, notes)
    }

    /// What came back in a file. Notes are left out of the step's own text, wherever they are by now.
    pub fn draft(&self, path: &Utf8Path, text: &str) -> StepDraft {
        let text = lines::unified(text.strip_prefix('\u{feff}').unwrap_or(text));
        let own = section::tidied(&section::without_notes(&text, &self.own));
        let (campaign, step) = (self.campaign.clone(), self.step.clone());
        StepDraft { campaign, step, path: path.to_owned(), text, own }
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
        below(&finding.path, &self.step).is_some()
    }

    fn told(&self, findings: Vec<Diagnostic>) -> (Vec<Diagnostic>, Sources) {
        let mut sources = Sources::default();
        let (_, syntax) = parse(&self.text);
        sources.add(self.name(), self.path.clone(), self.text.clone(), &syntax);
        (findings, sources)
    }

    fn relative(&self, finding: &Diagnostic) -> Diagnostic {
        let mut finding = finding.clone();
        // A fix would be made in the campaign's file.
        finding.fixes.clear();
        if let Some(path) = below(&finding.path, &self.step) {
            finding.path = path;
        } else {
            finding.message = format!("in {} of the file: {}", finding.path, finding.message);
            finding.path = KeyPath::root();
        }
        finding
    }

    fn name(&self) -> ResourceName {
        ResourceName::Campaign(self.campaign.clone())
    }

    fn unreadable(&self, findings: Vec<Diagnostic>) -> EditError {
        let (diagnostics, sources) = self.told(findings);
        EditError::Unreadable { path: self.path.clone(), diagnostics, sources: Box::new(sources) }
    }
}

impl Edit {
    /// The text of a step; `None` when the campaign has no such step.
    pub fn step_text(
        &mut self,
        campaign: &CampaignSlug,
        step: &StepId,
    ) -> Result<Option<StepText>, EditError> {
        let name = ResourceName::Campaign(campaign.clone());
        // What does not read is refused here.
        self.resource(&name)?;
        let Some(file) = self.open(&name)?.after.clone() else { return Ok(None) };
        let section = section::find(&file, step.as_str());
        let own = match &section {
            Some(section) => Some(lines::unified(&section.own(&file))),
            None => rendered(&file, step),
        };
        let text = |own: String| {
            let (campaign, step, own) = (campaign.clone(), step.clone(), section::tidied(&own));
            StepText { campaign, step, file, section, own }
        };
        Ok(own.map(text))
    }

    /// Puts an edited step in the place of the one that was taken out. Around it every byte stays. Tells whether its comments
    /// came along: not where the step has no lines of its own in the file (`step.done = { … }`, `step.done.kind = …`).
    ///
    /// # Errors
    /// [`EditError::Unreadable`] about the draft when it does not read, [`EditError::ChangedMeanwhile`] when the file is not
    /// as it was when the step was taken out of it.
    pub fn put_step_text(&mut self, read: &StepText, draft: &StepDraft) -> Result<bool, EditError> {
        if draft.own == read.own {
            return Ok(true);
        }
        let (_, syntax) = parse(&draft.text);
        if !syntax.is_empty() {
            let fault = |message: &str| Diagnostic::error("W001", draft.name(), KeyPath::root(), message);
            return Err(draft.unreadable(syntax.iter().map(|found| fault(&found.message)).collect()));
        }
        let name = draft.name();
        let open = self.open(&name)?;
        if open.after.as_ref() != Some(&read.file) {
            return Err(EditError::ChangedMeanwhile(open.path.clone()));
        }
        let refused = |reason: &str| EditError::Refused { path: path_of(&name), reason: reason.to_owned() };
        let own = members(&draft.own).ok_or_else(|| refused("the step's text does not read"))?;
        let (after, has_comments) = if let Some(section) = &read.section {
            (Some(section.put(&read.file, &draft.own)), true)
        } else {
            let after = written_over(&read.file, &read.step, &own);
            (after, !draft.own.contains('#') && !read.own.contains('#'))
        };
        let after = after.ok_or_else(|| refused("the step's text has no place"))?;
        if !says(&read.file, &after, &read.step, &own) {
            return Err(refused("it would not say what was meant"));
        }
        let findings = new_faults(&name, &read.file, &after);
        if !findings.is_empty() {
            return Err(draft.unreadable(findings.iter().map(|finding| draft.relative(finding)).collect()));
        }
        self.open(&name)?.after = Some(after);
        Ok(has_comments)
    }
}

/// The rest of a path that leads to a step or into it.
fn below(path: &KeyPath, step: &StepId) -> Option<KeyPath> {
    let step = KeyPath::of(["step", step.as_str()]);
    let rest = path.segments().strip_prefix(step.segments())?;
    Some(rest.iter().fold(KeyPath::root(), |path, segment| match segment {
        Segment::Key(key) => path.key(key),
        Segment::Index(index) => path.index(*index),
    }))
}

/// The text of a step that has no lines of its own.
fn rendered(file: &str, step: &StepId) -> Option<String> {
    let document: DocumentMut = lines::unified(file).parse().ok()?;
    let mut table = match document.get("step")?.get(step.as_str())? {
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

/// The file with a step that says something else, in the form found there.
fn written_over(file: &str, step: &StepId, own: &Map<String, Json>) -> Option<String> {
    let mut document: DocumentMut = lines::unified(file).parse().ok()?;
    let printed = document.to_string();
    let before = apply::json_of(&document);
    let path = ["step".to_owned(), step.to_string()];
    let after = apply::with(&before, &path, Some(&Json::Object(own.clone())));
    apply::apply(&mut document, &before, &after);
    Some(lines::restored(file, &printed, document.to_string()))
}

/// What a text says.
fn members(text: &str) -> Option<Map<String, Json>> {
    lines::unified(text).parse().ok().map(|document| apply::json_of(&document))
}

/// Whether a file says of a step what was meant, and of all else what it said before.
fn says(before: &str, after: &str, step: &StepId, own: &Map<String, Json>) -> bool {
    let path = ["step".to_owned(), step.to_string()];
    let meant = |said: Map<String, Json>| apply::with(&said, &path, Some(&Json::Object(own.clone())));
    members(before).map(meant).is_some_and(|meant| members(after) == Some(meant))
}

/// What the reader finds in a file, in any environment that it speaks of, and did not find before.
fn new_faults(name: &ResourceName, before: &str, after: &str) -> Vec<Diagnostic> {
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
            if let Some(env) = env {
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
