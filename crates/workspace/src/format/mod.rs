//! One way to write what a file says. Formatting reads a file into a tree that knows what was said and noted but not how it was
//! written, and prints that tree. What comes out is read back: it has to say the same in every environment, and to have
//! every comment.

mod order;
mod print;
mod read;
mod tree;

use model::funnel_test::FunnelTest;
use model::{EnvName, Resource, ResourceName, WorkspaceSettings};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use self::order::Order;
use crate::edit::{unified, whole};
use crate::files::{self, FileFault, path_of};
use crate::read::{lower_resource, lower_settings, lower_test};
use crate::{Edit, EditError, FileChange, Root};

impl Edit {
    /// Writes a resource's file, or the settings', in the one form that there is for what it says. The model stays the same,
    /// and so do the comments. A file that is not there is not made.
    ///
    /// # Errors
    /// A file that cannot be read in full is [`EditError::Unreadable`], and stays as it is.
    pub fn format(&mut self, name: &ResourceName) -> Result<(), EditError> {
        self.reprint(name, |text| formatted(name, text))
    }
}

/// What [`Edit::format`] would change in a file. Nothing is written, not even the workspace's lock.
pub fn unformatted(root: &Root, name: &ResourceName) -> Result<Option<FileChange>, EditError> {
    let path = path_of(name);
    let before = match files::read(root, &path) {
        Ok(Some(file)) => file.text,
        Ok(None) => return Ok(None),
        Err(FileFault::Io(source)) => return Err(EditError::Io { path, verb: "read", source }),
        Err(fault) => return Err(EditError::Refused { path, reason: fault.to_string() }),
    };
    let after = formatted(name, &before)?;
    let differs = after != before;
    Ok(differs.then_some(FileChange { path, before: Some(before), after: Some(after) }))
}

/// The text of a file in the one form.
fn formatted(name: &ResourceName, text: &str) -> Result<String, EditError> {
    let refused = |reason: &str| EditError::Refused { path: path_of(name), reason: reason.to_owned() };
    let said = said(name, text)?;
    let plain = unified(text);
    let file = read::file(&plain).ok_or_else(|| refused("it has a form that is not known"))?;
    let resource = said.first().and_then(Said::resource);
    let printed = print::text(&file, &Order::of(name, resource));
    if values(&printed) != values(&plain) || comments(&printed) != comments(&plain) {
        return Err(refused("the result would not say what the file says"));
    }
    let printed = if has_windows_lines(text) { printed.replace('\n', "\r\n") } else { printed };
    match self::said(name, &printed) {
        Ok(after) if after == said => Ok(printed),
        _ => Err(refused("the result would not mean what the file means")),
    }
}

/// What a file says.
#[derive(Debug, PartialEq)]
enum Said {
    Settings(WorkspaceSettings),
    Test(FunnelTest),
    /// For all environments first, then for each that has settings of its own.
    Resource(Option<EnvName>, Resource),
}

impl Said {
    fn resource(&self) -> Option<&Resource> {
        match self {
            Self::Settings(_) | Self::Test(_) => None,
            Self::Resource(_, resource) => Some(resource),
        }
    }
}

fn said(name: &ResourceName, text: &str) -> Result<Vec<Said>, EditError> {
    match name {
        ResourceName::Workspace => {
            return whole(name, text, lower_settings(text)).map(|settings| vec![Said::Settings(settings)]);
        }
        ResourceName::Test(_) => {
            return whole(name, text, lower_test(name, text)).map(|test| vec![Said::Test(test)]);
        }
        _ => {}
    }
    let lowered = lower_resource(name, text, None);
    let envs: Vec<EnvName> = lowered.envs.iter().filter_map(|env| EnvName::new(env).ok()).collect();
    let mut said = vec![Said::Resource(None, whole(name, text, lowered)?)];
    for env in envs {
        match whole(name, text, lower_resource(name, text, Some(&env))) {
            Ok(resource) => said.push(Said::Resource(Some(env), resource)),
            Err(EditError::Unreadable { path, diagnostics, mut sources }) => {
                sources.set_env(Some(env));
                return Err(EditError::Unreadable { path, diagnostics, sources });
            }
            Err(error) => return Err(error),
        }
    }
    Ok(said)
}

/// The values of a text, whatever they mean.
fn values(text: &str) -> Option<toml::Table> {
    text.parse().ok()
}

/// The comments of a text, in an order that does not depend on their place.
fn comments(text: &str) -> Vec<&str> {
    let tokens = Source::new(text).lex().into_vec();
    let comments = tokens.iter().filter(|token| token.kind() == TokenKind::Comment);
    let mut comments: Vec<&str> = comments
        .filter_map(|token| text.get(token.span().start()..token.span().end()))
        .map(str::trim_end)
        .collect();
    comments.sort_unstable();
    comments
}

/// Whether every line ends as on Windows.
fn has_windows_lines(text: &str) -> bool {
    let lines = text.matches('\n').count();
    lines > 0 && lines == text.matches("\r\n").count()
}
