//! Which tests and cases are meant, and what they need.

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8Path;
use model::{
    CampaignSlug, CaseId, Diagnostic, EnvName, KeyPath, Level, ResourceName, TestName, Workspace, suggest,
};
use workspace::{Loaded, Root};

use super::{Workspaces, campaigns, pattern};
use crate::context::Context;
use crate::edit::campaign_slug;
use crate::error::{Error, Result};

/// The tests and cases that are meant.
pub(super) struct Selection {
    /// The tests.
    tests: BTreeSet<TestName>,
    /// What ids of cases look like; all when empty.
    patterns: Vec<String>,
}

impl Selection {
    /// Those that are named; all when nothing is.
    pub(super) fn of(
        root: &Root,
        loaded: &Loaded,
        named: &[String],
        campaign: Option<&str>,
        patterns: &[String],
    ) -> Result<Self> {
        let known =
            root.tests().map_err(|error| Error::failed("the tests cannot be listed").because(&error))?;
        let mut tests: BTreeSet<TestName> = if named.is_empty() {
            known.iter().cloned().collect()
        } else {
            named.iter().map(|named| one(root, &known, named)).collect::<Result<_>>()?
        };
        if let Some(campaign) = campaign {
            let slug = campaign_slug(root, Some(campaign))?;
            let others: BTreeSet<&TestName> =
                loaded.tests().filter(|(_, test)| test.campaign != slug).map(|(name, _)| name).collect();
            tests.retain(|name| !others.contains(name));
        }
        let selection = Self { tests, patterns: patterns.to_vec() };
        let ids =
            || loaded.tests().filter(|(name, _)| selection.has(name)).flat_map(|(_, test)| test.cases.keys());
        for pattern in patterns {
            if !ids().any(|id| pattern::matches(pattern, id.as_str())) && loaded.diagnostics.is_empty() {
                return Err(Error::unknown("case", pattern, ids().map(CaseId::as_str)));
            }
        }
        Ok(selection)
    }

    /// Whether a test is meant.
    pub(super) fn has(&self, name: &TestName) -> bool {
        self.tests.contains(name)
    }

    /// Whether a case of a test that is meant is.
    pub(super) fn takes(&self, id: &CaseId) -> bool {
        self.patterns.is_empty() || self.patterns.iter().any(|pattern| pattern::matches(pattern, id.as_str()))
    }
}

/// The test of this name, or in this file.
fn one(root: &Root, known: &[TestName], named: &str) -> Result<TestName> {
    let path = Utf8Path::new(named);
    let name = match path.extension() {
        Some("toml") => {
            let directory =
                path.parent().filter(|parent| !parent.as_str().is_empty()).unwrap_or(Utf8Path::new("."));
            let is_ours = directory.canonicalize().ok() == root.dir().join("tests").canonicalize().ok();
            path.file_stem().filter(|_| is_ours || directory == "tests").ok_or_else(|| {
                Error::usage(format!("`{}` is no test of this workspace", crate::ui::plain(named)))
                    .hint("tests are the files `tests/NAME.toml`; pass NAME")
            })?
        }
        _ => named.strip_prefix("test/").unwrap_or(named),
    };
    let found = known.iter().find(|test| *test == name);
    found.cloned().ok_or_else(|| Error::unknown("test", name, known.iter().map(TestName::as_str)))
}

/// The workspace as the tests need it: all that they rest on can be read.
pub(super) fn workspaces(
    context: &Context,
    root: &Root,
    loaded: Loaded,
    selection: &Selection,
) -> Result<Workspaces> {
    let chosen: Vec<_> = loaded.tests().filter(|(name, _)| selection.has(name)).collect();
    let needed = campaigns(chosen.iter().map(|(_, test)| *test));
    let matters = |finding: &Diagnostic| {
        finding.level == Level::Error
            && match &finding.resource {
                ResourceName::Test(name) => selection.has(name),
                ResourceName::Campaign(slug) => needed.contains(slug),
                _ => true,
            }
    };
    let mut findings: Vec<Diagnostic> =
        loaded.diagnostics.iter().filter(|finding| matters(finding)).cloned().collect();
    let Some(workspace) = &loaded.workspace else {
        return Err(context.unreadable("the workspace cannot be read", findings, &loaded.sources));
    };
    let mut others: BTreeMap<EnvName, Workspace> = BTreeMap::new();
    for (name, test) in &chosen {
        let test_name = || ResourceName::Test((*name).clone());
        if !workspace.campaigns.contains_key(&test.campaign) {
            findings.extend(unknown(
                &findings,
                test_name(),
                "campaign",
                test.campaign.as_str(),
                workspace.campaigns.keys().map(CampaignSlug::as_str),
            ));
        }
        let Some(env) = test.env.as_ref().filter(|env| **env != workspace.env) else { continue };
        if *env != workspace.settings.default_env && !workspace.settings.envs.contains_key(env) {
            let known = workspace.settings.envs.keys().map(EnvName::as_str);
            findings.extend(unknown(&findings, test_name(), "env", env.as_str(), known));
        } else if !others.contains_key(env) {
            let other = root.load(Some(env));
            findings.extend(other.diagnostics.iter().filter(|finding| matters(finding)).cloned());
            others.extend(other.workspace.map(|workspace| (env.clone(), workspace)));
        }
    }
    if findings.is_empty() {
        return Ok(Workspaces { in_force: loaded, others });
    }
    findings.dedup();
    Err(context.unreadable("the tests cannot be run", findings, &loaded.sources))
}

/// A name in a test's file that does not exist, unless that was found already.
fn unknown<'a>(
    before: &[Diagnostic],
    test: ResourceName,
    key: &str,
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<Diagnostic> {
    let path = KeyPath::of([key]);
    if before.iter().any(|finding| finding.resource == test && finding.path == path) {
        return None;
    }
    let noun = if key == "env" { "environment" } else { key };
    let finding = Diagnostic::error("T001", test, path, format!("there is no {noun} `{name}`"));
    Some(match suggest::nearest(name, known) {
        Some(nearest) => finding.with_help(format!("did you mean `{nearest}`?")),
        None => finding,
    })
}
