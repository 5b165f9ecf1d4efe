//! Edits that follow names through a whole file, what it says for single environments included.

use model::ResourceName;
use serde_json::{Map, Value as Json};
use toml_edit::DocumentMut;

use super::mentions::{self, Instead, Mention};
use super::{Edit, EditError, apply, fault, lines};
use crate::read::{Lowered, lower_resource, lower_settings, lower_test};

impl Edit {
    /// The keys and texts of a resource's file, with the edits so far; none when there is no such file.
    pub(crate) fn mentions(&mut self, name: &ResourceName) -> Result<Vec<Mention>, EditError> {
        Ok(self.open(name)?.after.as_deref().map(mentions::mentions).unwrap_or_default())
    }

    /// Writes some keys and texts of a file otherwise, each where it stands and as it was spelled; every other byte stays.
    pub(crate) fn rename_mentions<'a>(
        &mut self,
        name: &ResourceName,
        instead: impl Fn(&Mention) -> Option<Instead<'a>>,
    ) -> Result<(), EditError> {
        let found = self.mentions(name)?;
        let changes: Vec<_> = found.iter().filter_map(|mention| Some((mention, instead(mention)?))).collect();
        if changes.is_empty() {
            return Ok(());
        }
        let meant: Vec<String> = found
            .iter()
            .map(|mention| {
                let said = mention.said.text();
                instead(mention).map_or_else(|| said.to_owned(), |instead| instead.of(said))
            })
            .collect();
        let open = self.open(name)?;
        open.after = open.after.as_deref().map(|text| mentions::rewritten(text, changes));
        self.check(name, |text| {
            reads(name, text)?;
            let said = mentions::mentions(text);
            if said.iter().map(|mention| mention.said.text()).eq(meant.iter().map(String::as_str)) {
                Ok(())
            } else {
                Err("it would not say what was meant".to_owned())
            }
        })
    }

    /// Makes a file say something else, what it says for single environments included.
    pub(crate) fn reword(
        &mut self,
        name: &ResourceName,
        change: impl FnOnce(&mut Map<String, Json>),
    ) -> Result<(), EditError> {
        let mut after = Map::new();
        self.change(name, |document| {
            let before = apply::json_of(document);
            after.clone_from(&before);
            change(&mut after);
            apply::apply(document, &before, &after);
        })?;
        self.check(name, |text| {
            reads(name, text)?;
            // The editor's library knows no other line ends.
            match lines::unified(text).parse::<DocumentMut>() {
                Ok(document) if apply::json_of(&document) == after => Ok(()),
                _ => Err("it would not say what was meant".to_owned()),
            }
        })
    }
}

fn reads(name: &ResourceName, text: &str) -> Result<(), String> {
    match name {
        ResourceName::Workspace => nothing_missing(&lower_settings(text)),
        ResourceName::Test(_) => nothing_missing(&lower_test(name, text)),
        _ => nothing_missing(&lower_resource(name, text, None)),
    }
}

fn nothing_missing<T>(lowered: &Lowered<T>) -> Result<(), String> {
    if lowered.complete { Ok(()) } else { Err(fault(lowered)) }
}
