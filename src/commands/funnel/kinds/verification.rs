//! The flags of an identity verification: the same for every provider.

use clap::builder::PossibleValuesParser;
use model::step::{Camera, StatusBar};
use model::{DataModel, Document, Outcome, StepSettings, TimeSpan};
use workspace::verbs::values;

use super::{Changes, KindFlags};
use crate::commands::text;
use crate::context::Context;
use crate::edit::verb_error;
use crate::error::Result;

/// The settings by key.
pub(super) const SETTINGS: &[&str] = &[
    "documents",
    "country",
    "camera",
    "status-bar",
    "save-images",
    "max-attempts",
    "result-wait",
    "locale",
    "consent",
    "consent-country",
    "retention-days",
    "write-on",
];

/// Settings of an identity verification
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Identity verification")]
pub(crate) struct VerificationFlags {
    /// The documents that customers may use: passport, id-card, driving-license, visa; separated by commas
    #[arg(long, value_name = "DOCUMENTS", value_delimiter = ',')]
    documents: Vec<String>,
    /// The country whose documents are asked for: its alpha-3 code, such as URY; alpha-2 and names are understood
    #[arg(long, value_name = "COUNTRY")]
    country: Option<String>,
    /// The camera with which native apps begin
    #[arg(long, value_parser = PossibleValuesParser::new(Camera::ALL.map(Camera::as_str)))]
    camera: Option<String>,
    /// The look of the status bar in native iOS apps
    #[arg(long, value_parser = PossibleValuesParser::new(StatusBar::ALL.map(StatusBar::as_str)))]
    status_bar: Option<String>,
    /// Keep the captured pictures on the customer's file
    #[arg(long)]
    save_images: bool,
    /// Keep no pictures
    #[arg(long, conflicts_with = "save_images")]
    no_save_images: bool,
    /// How often a session may try [default: 3]
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..))]
    max_attempts: Option<u32>,
    /// How long a result is waited for before the step ends by `timeout` [default: 24h]
    #[arg(long, value_name = "TIME")]
    result_wait: Option<TimeSpan>,
    /// The language of the provider's pages, such as es; the provider's settings have a default
    #[arg(long, value_name = "LANGUAGE", value_parser = text::line)]
    locale: Option<String>,
    /// What the customer agrees to beforehand, in place of the built-in text
    #[arg(long, value_name = "TEXT", value_parser = text::lines)]
    consent: Option<String>,
    /// Ask for no consent
    #[arg(long, conflicts_with = "consent")]
    no_consent: bool,
    /// The field with the customer's country of residence, or `ask` [default: ask]
    #[arg(long, value_name = "FIELD", value_parser = field_or_ask)]
    consent_country: Option<String>,
    /// How many days pictures are kept, 0 for ever [default: 365]
    #[arg(long, value_name = "DAYS")]
    retention_days: Option<u32>,
    /// The outcomes in which mapped fields are written [default: approved]
    #[arg(long, value_name = "OUTCOMES", value_delimiter = ',')]
    write_on: Vec<Outcome>,
}

impl KindFlags for VerificationFlags {
    fn ask(&mut self, context: &mut Context) -> Result<()> {
        // A step without documents may be saved as an unfinished draft: nothing fails where nobody can be asked.
        if self.documents.is_empty() && context.ui.can_ask() {
            let prompt = format!("Documents ({})", Document::ALL.map(Document::as_str).join(", "));
            let answer = context.ui.ask_optional(&prompt, "--documents DOCUMENTS")?;
            self.documents = answer.iter().flat_map(|answer| answer.split(',')).map(str::to_owned).collect();
        }
        Ok(())
    }

    fn changes(&self, _before: Option<&StepSettings>, _data_model: &DataModel) -> Result<Changes> {
        let documents = values::documents(self.documents.iter().map(String::as_str));
        let documents = documents.map_err(|error| verb_error(&error))?;
        let country = self.country.as_deref().map(values::country).transpose();
        let country = country.map_err(|error| verb_error(&error))?;
        let mut changes = Changes::default();
        changes.set("documents", Some(documents).filter(|documents| !documents.is_empty()))?;
        changes.set("country", country)?;
        changes.set("camera", self.camera.as_ref())?;
        changes.set("status-bar", self.status_bar.as_ref())?;
        changes.switch("save-images", self.save_images, self.no_save_images)?;
        changes.set("max-attempts", self.max_attempts)?;
        changes.set("result-wait", self.result_wait)?;
        changes.set("locale", self.locale.as_ref())?;
        changes.set("consent", self.consent.as_ref())?;
        changes.set_by("--no-consent", "consent", self.no_consent.then_some(false))?;
        changes.set("consent-country", self.consent_country.as_ref())?;
        changes.set("retention-days", self.retention_days)?;
        changes.set("write-on", Some(&self.write_on).filter(|outcomes| !outcomes.is_empty()))?;
        Ok(changes)
    }
}

fn field_or_ask(text: &str) -> Result<String, model::IdError> {
    model::FieldId::new(text).map(|field| field.to_string())
}
