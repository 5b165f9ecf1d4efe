//! What a rule is.

use model::{Diagnostic, KeyPath, Level, ResourceName, providers};

use crate::context::Context;

/// A rule: its name, how much its findings matter, and everything that there is to read about it.
#[derive(Debug)]
pub struct Rule {
    /// The name in findings, `[lints]` and `allow` lists, such as `F004`.
    pub id: &'static str,
    /// The fault, as a noun phrase without a full stop.
    pub title: &'static str,
    /// How much a finding matters where `[lints]` says nothing.
    pub level: Level,
    /// Whether `[lints]` can change the level and `allow` lists can silence it.
    pub configurable: bool,
    /// What there is to read.
    pub docs: Docs,
    /// Who looks for the fault.
    pub(crate) by: By,
}

/// The documentation of a rule, in Markdown.
#[derive(Debug)]
pub struct Docs {
    /// What it looks for, as sentences.
    pub what: &'static str,
    /// What would go wrong, as sentences.
    pub why: &'static str,
    /// Files with the fault.
    pub example: Example,
    /// What the finding says about the example, where it is always the same: the key path and the message.
    pub finding: Option<(&'static str, &'static str)>,
    /// The files without the fault.
    pub fix: Example,
}

/// Files of a workspace: those that matter, each with its path and its text. In both, `{provider}` stands for the name
/// of an identity verification provider ([`Example::files`] puts it in).
#[derive(Debug)]
pub struct Example(pub(crate) &'static [(&'static str, &'static str)]);

/// What looks for a fault.
pub(crate) type Check = fn(&Context<'_>, &mut Vec<Diagnostic>);

/// Who looks for a fault.
#[derive(Debug)]
pub(crate) enum By {
    /// The reader of the files: a model cannot have the fault.
    Reader,
    /// This function, which sees the whole workspace.
    Check(Check),
    /// This function, which looks at each funnel by itself: it sees a part of them, maybe while others are looked at.
    Funnel(Check),
    /// One of each.
    Both {
        /// What sees the whole workspace.
        whole: Check,
        /// What looks at each funnel by itself.
        funnel: Check,
    },
    /// The last step of all, which knows what levels and `allow` lists did.
    Levels,
}

impl Example {
    /// The files: path and text.
    pub fn files(&self) -> impl Iterator<Item = (String, String)> {
        let name = providers::NAMES[0];
        let fill = move |text: &str| text.replace("{provider}", name);
        self.0.iter().map(move |(path, text)| (fill(path), fill(text)))
    }
}

impl Rule {
    /// A finding of this rule.
    pub(crate) fn finding(
        &self,
        resource: &ResourceName,
        path: KeyPath,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::error(self.id, resource.clone(), path, message).with_level(self.level)
    }
}
