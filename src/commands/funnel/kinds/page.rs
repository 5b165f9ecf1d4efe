//! The flags of a page.

use std::io::Read;

use camino::Utf8PathBuf;
use model::{DataModel, StepSettings};

use super::asked_fields::AskedFields;
use super::{Changes, KindFlags};
use crate::commands::text;
use crate::error::{Error, Result};

/// The settings by key.
pub(super) const SETTINGS: &[&str] = &["title", "body", "fields", "submit-label", "allow-dismiss"];

/// The longest body that is read from a file, in bytes.
const MAX_BODY: u64 = 100_000;

/// Settings of a page
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Page")]
pub(crate) struct PageFlags {
    /// The heading
    #[arg(long, value_name = "TEXT", value_parser = text::line)]
    title: Option<String>,
    /// What the customer reads: Markdown, in which `{{field}}` stands for the customer's value
    #[arg(long, value_name = "MARKDOWN", value_parser = text::lines)]
    body: Option<String>,
    /// Read the body from a file, `-` for standard input
    #[arg(long, value_name = "FILE", conflicts_with = "body")]
    body_file: Option<Utf8PathBuf>,
    #[command(flatten)]
    fields: AskedFields,
    /// The text of the button
    #[arg(long, value_name = "TEXT", value_parser = text::line)]
    submit_label: Option<String>,
    /// Let the customer leave the funnel here on purpose (outcome `dismissed`)
    #[arg(long)]
    allow_dismiss: bool,
    /// Take that back
    #[arg(long, conflicts_with = "allow_dismiss")]
    no_allow_dismiss: bool,
}

impl KindFlags for PageFlags {
    fn read(&mut self) -> Result<()> {
        let Some(file) = self.body_file.take() else { return Ok(()) };
        let bytes = if file == "-" {
            bounded(&mut std::io::stdin().lock(), &file)?
        } else {
            let opened = fs_err::File::open(&file);
            let mut opened = opened.map_err(|error| unreadable(&file).because(&error))?;
            bounded(&mut opened, &file)?
        };
        let body =
            String::from_utf8(bytes).map_err(|_| unreadable(&file).cause("it is not text in UTF-8"))?;
        self.body = Some(text::lines(&body).map_err(|why| unreadable(&file).cause(why))?);
        Ok(())
    }

    fn changes(&self, before: Option<&StepSettings>, _data_model: &DataModel) -> Result<Changes> {
        let fields = match before {
            Some(StepSettings::Page(page)) => page.fields.as_slice(),
            _ => &[],
        };
        let mut changes = Changes::default();
        changes.set("title", self.title.as_ref())?;
        changes.set("body", self.body.as_ref())?;
        changes.set_by("--field", "fields", self.fields.on_page(fields))?;
        changes.set("submit-label", self.submit_label.as_ref())?;
        changes.switch("allow-dismiss", self.allow_dismiss, self.no_allow_dismiss)?;
        Ok(changes)
    }
}

fn bounded(from: &mut dyn Read, file: &Utf8PathBuf) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MAX_BODY + 1).read_to_end(&mut bytes).map_err(|error| unreadable(file).because(&error))?;
    if bytes.len() as u64 > MAX_BODY {
        return Err(unreadable(file).cause(format!("it has more than {MAX_BODY} bytes")));
    }
    Ok(bytes)
}

fn unreadable(file: &Utf8PathBuf) -> Error {
    Error::usage(format!("the body cannot be read from {file}"))
}
