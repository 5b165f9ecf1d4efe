//! The flags of an identity verification: the same for every provider.

use clap::builder::PossibleValuesParser;
use model::step::{Camera, Consent, StatusBar, VerificationStep};
use model::{DataModel, Document, FieldType, Outcome, StepSettings, TimeSpan};
use serde_json::Value;
use workspace::verbs::values;

use super::questions::{Questions, told};
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
            let labels = Document::ALL.map(|document| document.as_str().to_owned());
            let none = Document::ALL.map(|_| false);
            let chosen = context.ui.choose_many("Documents", "--documents DOCUMENTS", &labels, &none)?;
            self.documents = chosen.into_iter().map(|place| labels[place].clone()).collect();
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

/// Asks about an identity verification.
pub(super) fn ask(
    questions: &mut Questions<'_>,
    step: &VerificationStep,
    outcomes: &[Outcome],
) -> Result<()> {
    let accepted = step.accepted_documents();
    let chosen = Document::ALL.map(|document| accepted.contains(&document));
    let labels = Document::ALL.map(|document| document.as_str().to_owned());
    match questions.several_of("documents", "Documents", &labels, &chosen)?.as_deref() {
        None => {}
        Some([]) => questions.back("documents"),
        Some(places) => {
            let documents: Vec<&String> = places.iter().map(|place| &labels[*place]).collect();
            questions.put("documents", documents)?;
        }
    }
    questions.typed("country", "Country of the documents", "not set", |answer| {
        values::country(answer).map_err(|error| told(&error))
    })?;
    let unset = Some("as the app chooses");
    questions.word("camera", "Camera", unset, Camera::ALL.map(Camera::as_str))?;
    questions.word("status-bar", "Status bar", unset, StatusBar::ALL.map(StatusBar::as_str))?;
    questions.whether("save-images", "Keep the captured pictures")?;
    questions.number("max-attempts", "Attempts", "3", 1)?;
    questions.typed("result-wait", "Time to wait for a result", "24h", |answer| {
        answer.parse::<TimeSpan>().map_err(|error| error.to_string())
    })?;
    questions.typed(
        "locale",
        "Language of the provider's pages",
        "as the provider's settings say",
        text::line,
    )?;
    ask_consent(questions, &step.consent)?;
    let countries = questions.data_model.fields.iter().filter(|(_, field)| field.kind == FieldType::Country);
    let mut countries: Vec<String> = countries.map(|(id, _)| id.to_string()).collect();
    countries.extend(step.consent_country_field().map(|field| field.to_string()));
    countries.sort();
    countries.dedup();
    let countries = countries.into_iter().map(|field| (format!("the field {field}"), Value::from(field)));
    questions.one_of("consent-country", "Country of residence", Some("ask the customer"), countries)?;
    questions.number("retention-days", "Days that pictures are kept, 0 for ever", "365", 0)?;
    let chosen: Vec<bool> = outcomes.iter().map(|outcome| step.write_on.contains(outcome)).collect();
    let labels: Vec<String> = outcomes.iter().map(ToString::to_string).collect();
    match questions
        .several_of("write-on", "Outcomes in which mapped fields are written", &labels, &chosen)?
        .as_deref()
    {
        None => {}
        Some([]) => questions.back("write-on"),
        Some(places) => {
            let outcomes: Vec<&String> = places.iter().map(|place| &labels[*place]).collect();
            questions.put("write-on", outcomes)?;
        }
    }
    Ok(())
}

fn ask_consent(questions: &mut Questions<'_>, today: &Consent) -> Result<()> {
    let labels = ["the built-in text", "a text of your own", "none"].map(str::to_owned);
    let place = match today {
        Consent::BuiltIn => 0,
        Consent::Text(_) => 1,
        Consent::Off => 2,
    };
    match questions.choose("consent", "Consent", &labels, place)? {
        0 => questions.back("consent"),
        1 => questions.text("consent", "Text of the consent")?,
        _ => questions.put("consent", false)?,
    }
    Ok(())
}

fn field_or_ask(text: &str) -> Result<String, model::IdError> {
    model::FieldId::new(text).map(|field| field.to_string())
}
