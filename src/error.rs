//! Errors of commands: what failed, why, what to do, and the exit code. Libraries say what failed; advice is given here.

use std::ops::{Deref, DerefMut};

use crate::exit::Exit;

/// Shorthand for what commands give.
pub(crate) type Result<T = Exit, E = Error> = std::result::Result<T, E>;

/// Why a command failed. In a box: results are handed up through many hands, and most are good.
#[derive(Debug)]
pub(crate) struct Error(Box<Details>);

/// What is known about a failure.
#[derive(Debug)]
pub(crate) struct Details {
    /// How the program ends.
    pub(crate) exit: Exit,
    /// What failed, as one phrase without a full stop.
    pub(crate) message: String,
    /// Why, outermost first.
    pub(crate) causes: Vec<String>,
    /// What to do.
    pub(crate) hints: Vec<String>,
    /// Findings, rendered already, to show before the message.
    pub(crate) report: Option<String>,
    /// The findings as data, for JSON.
    pub(crate) findings: Vec<model::Diagnostic>,
}

impl Error {
    /// A failure with an exit code.
    pub(crate) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self(Box::new(Details {
            exit,
            message: message.into(),
            causes: Vec::new(),
            hints: Vec::new(),
            report: None,
            findings: Vec::new(),
        }))
    }

    /// Wrong usage, unknown names included (exit 2).
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// Anything that went wrong without a class of its own (exit 1).
    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self::new(Exit::Failed, message)
    }

    /// A name that does not exist, with the one that was probably meant.
    pub(crate) fn unknown<'a>(what: &str, name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        let candidates: Vec<&str> = candidates.into_iter().collect();
        let error = Self::usage(format!("there is no {what} `{}`", crate::ui::plain(name)));
        match model::suggest::nearest(name, candidates.iter().copied()) {
            Some(nearest) => error.hint(format!("did you mean `{nearest}`?")),
            None if candidates.is_empty() => error,
            None if candidates.len() <= 12 => error.hint(format!("there is {}", candidates.join(", "))),
            None => error,
        }
    }

    /// The error with advice.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The error with another cause.
    pub(crate) fn cause(mut self, cause: impl Into<String>) -> Self {
        self.causes.push(cause.into());
        self
    }

    /// The error with a library's error and all that caused it.
    pub(crate) fn because(mut self, error: &dyn std::error::Error) -> Self {
        let mut cause = Some(error);
        while let Some(error) = cause {
            let text = error.to_string();
            if self.causes.last() != Some(&text) {
                self.causes.push(text);
            }
            cause = error.source();
        }
        self
    }
}

impl Deref for Error {
    type Target = Details;

    fn deref(&self) -> &Details {
        &self.0
    }
}

impl DerefMut for Error {
    fn deref_mut(&mut self) -> &mut Details {
        &mut self.0
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::failed(error.to_string())
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::failed("the output cannot be written as JSON").because(&error)
    }
}
