//! The flags of a page.

use camino::{Utf8Path, Utf8PathBuf};
use model::step::{PageField, PageStep};
use model::{DataModel, FieldId, StepSettings};

use super::asked_fields::AskedFields;
use super::questions::Questions;
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
        let body = text::read(&file, MAX_BODY).map_err(|why| unreadable(&file).cause(why))?;
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

/// Asks about a page.
pub(super) fn ask(questions: &mut Questions<'_>, page: &PageStep) -> Result<()> {
    questions.text("title", "Title")?;
    questions.typed("body", "Body, in Markdown (--editor for several lines)", "not set", text::lines)?;
    ask_fields(questions, &page.fields)?;
    questions.typed("submit-label", "Text of the button", "Continue", text::line)?;
    questions.whether("allow-dismiss", "May the customer leave the funnel here on purpose")
}

/// Lets choose the fields, those of today first, and which of them must be filled in.
fn ask_fields(questions: &mut Questions<'_>, today: &[PageField]) -> Result<()> {
    let mut fields: Vec<FieldId> = today.iter().map(|asked| asked.field.clone()).collect();
    let others = questions.data_model.fields.keys().filter(|field| !fields.contains(field));
    fields.extend(others.cloned().collect::<Vec<_>>());
    if fields.is_empty() {
        questions.say("Fields: there are none in the data model yet");
        return Ok(());
    }
    let labels: Vec<String> = fields.iter().map(ToString::to_string).collect();
    let chosen: Vec<bool> = (0..fields.len()).map(|place| place < today.len()).collect();
    let places = questions.several_of("field", "Fields", &labels, &chosen)?;
    let asked: Vec<FieldId> = match &places {
        Some(places) => places.iter().map(|place| fields[*place].clone()).collect(),
        None => fields[..today.len()].to_vec(),
    };
    if asked.is_empty() {
        questions.back("fields");
        return Ok(());
    }
    let is_required = |id: &FieldId| today.iter().any(|asked| asked.field == *id && asked.required);
    let labels: Vec<String> = asked.iter().map(ToString::to_string).collect();
    let required: Vec<bool> = asked.iter().map(is_required).collect();
    let must = questions.several_of("required-field", "Of these, must be filled in", &labels, &required)?;
    let is_required = |place: usize| must.as_ref().map_or(required[place], |must| must.contains(&place));
    let asked = AskedFields::of(asked.into_iter().enumerate().map(|(place, id)| (id, is_required(place))));
    match asked.on_page(today) {
        Some(fields) => questions.put("fields", fields),
        None => Ok(()),
    }
}

fn unreadable(file: &Utf8Path) -> Error {
    match file.as_str() {
        "-" => Error::usage("the body cannot be read from standard input"),
        file => Error::usage(format!("the body cannot be read from {file}")),
    }
}
