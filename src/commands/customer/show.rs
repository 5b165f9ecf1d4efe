//! `campaignctl customer show`.

use std::collections::BTreeMap;

use api::FieldRecord;
use camino::Utf8PathBuf;
use model::{CampaignSlug, MediaType, Pii};
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;

/// Show a customer's record: fields with where they came from, pictures, sessions. Reading it is audited
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The customer's id
    customer: String,
    /// Show personal values instead of masking them
    #[arg(long)]
    reveal: bool,
    /// Save the pictures into this directory
    #[arg(long, value_name = "DIR")]
    save_images: Option<Utf8PathBuf>,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let target = context.target()?;
        let mut customer = context.call(target.client.customer(&self.customer))?;
        if !self.reveal {
            for field in &mut customer.fields {
                if field.pii > Pii::None {
                    field.value = masked(&field.value);
                }
            }
        }
        if let Some(directory) = &self.save_images {
            fs_err::create_dir_all(directory)?;
            for image in &customer.images {
                let bytes = context.call(target.client.image(&image.id))?;
                let ending = match MediaType::from_name(&image.media_type) {
                    Some(MediaType::Png) => "png",
                    Some(MediaType::WebP) => "webp",
                    Some(MediaType::Pdf) => "pdf",
                    Some(MediaType::Jpeg) | None => "jpg",
                };
                // The name is the backend's word: nothing of it that leads elsewhere becomes part of a path.
                let name: String =
                    image.name.chars().filter(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).collect();
                let path = directory.join(format!("{name}-{}.{ending}", short(&image.id)));
                fs_err::write(&path, &bytes)
                    .map_err(|error| Error::failed("a picture cannot be saved").because(&error))?;
                context.ui.say(&format!("saved {path}"));
            }
        }
        if context.ui.json() {
            context.ui.document(&json!({ "customer": customer }))?;
            return Ok(Exit::Done);
        }
        let ui = &mut context.ui;
        ui.line(&format!("customer  {}", customer.summary.id))?;
        ui.line(&format!("since     {}", customer.summary.created_at))?;
        ui.line("")?;
        let mut scopes: BTreeMap<Option<&CampaignSlug>, Vec<&FieldRecord>> =
            BTreeMap::from([(None, Vec::new())]);
        for field in &customer.fields {
            scopes.entry(field.campaign.as_ref()).or_default().push(field);
        }
        for (campaign, fields) in scopes {
            if let Some(campaign) = campaign {
                ui.line("")?;
                ui.line(&format!("in campaign {campaign}"))?;
            }
            let rows: Vec<Vec<String>> = fields.into_iter().map(row).collect();
            ui.table(&["field", "value", "from", "pii", "unique", "removed at"], &rows)?;
        }
        if !customer.images.is_empty() {
            ui.line("")?;
            super::images(ui, &customer.images)?;
        }
        ui.line("")?;
        let sessions: Vec<Vec<String>> = customer
            .sessions
            .iter()
            .map(|session| {
                let result = session.result.map_or_else(|| "active".to_owned(), |result| result.to_string());
                vec![
                    session.id.clone(),
                    format!("{} v{}", session.campaign, session.version),
                    session.step.to_string(),
                    result,
                ]
            })
            .collect();
        ui.table(&["session", "campaign", "step", "result"], &sessions)?;
        if !self.reveal && customer.fields.iter().any(|field| field.pii > Pii::None) {
            ui.hint("personal values are masked; --reveal shows them");
        }
        Ok(Exit::Done)
    }
}

fn row(field: &FieldRecord) -> Vec<String> {
    vec![
        field.field.to_string(),
        field.value.clone(),
        field.origin.clone(),
        field.pii.to_string(),
        if field.unique { "yes" } else { "no" }.to_owned(),
        field.remove_at.map_or_else(|| "never".to_owned(), |at| at.to_string()),
    ]
}

/// The first letter and a fixed number of dots: neither the value nor its length.
fn masked(value: &str) -> String {
    value.chars().next().map_or_else(String::new, |first| format!("{first}•••••"))
}

fn short(id: &str) -> String {
    let letters: Vec<char> = id.chars().filter(char::is_ascii_alphanumeric).collect();
    letters[letters.len().saturating_sub(8)..].iter().collect()
}
