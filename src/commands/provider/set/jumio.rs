//! The flags of Jumio's settings, and the questions that stand for them on a terminal.

use clap::ValueEnum;
use model::color::Color;
use model::providers::jumio::{self, DataCenter, JumioSettings, Platform, Workflow};
use model::{ProviderSettings, TimeSpan};
use serde_json::{Value, json};

use super::{Common, Updates, Wanted};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::ui::Ui;

/// Identity verification by Jumio
#[derive(Debug, clap::Args)]
pub(super) struct SetArgs {
    /// Which of Jumio's APIs the account speaks
    #[arg(long, value_enum)]
    platform: Option<PlatformArg>,
    /// Where the account lives
    #[arg(long, value_enum)]
    datacenter: Option<DataCenterArg>,
    /// The Id Workflow; `campaignctl provider workflows` lists them
    #[arg(long, value_name = "KEY")]
    workflow: Option<String>,
    /// The colour of buttons and headings, such as '#0B5FFF'
    #[arg(long, value_name = "COLOR")]
    primary_color: Option<String>,
    /// The language of Jumio's pages, such as `en` or `es`
    #[arg(long, value_name = "LANGUAGE")]
    locale: Option<String>,
    /// How long a customer may take to begin, such as 30m; 5 minutes to 60 days
    #[arg(long, value_name = "TIME")]
    token_lifetime: Option<TimeSpan>,
    /// What calls name themselves, such as 'Acme Onboarding/1.0'
    #[arg(long, value_name = "TEXT")]
    user_agent: Option<String>,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum PlatformArg {
    /// The current one
    Kyx,
    /// The former one
    Netverify,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum DataCenterArg {
    /// United States
    Us,
    /// European Union
    Eu,
    /// Singapore
    Sg,
}

impl From<PlatformArg> for Platform {
    fn from(platform: PlatformArg) -> Self {
        match platform {
            PlatformArg::Kyx => Self::Kyx,
            PlatformArg::Netverify => Self::Netverify,
        }
    }
}

impl From<DataCenterArg> for DataCenter {
    fn from(place: DataCenterArg) -> Self {
        match place {
            DataCenterArg::Us => Self::Us,
            DataCenterArg::Eu => Self::Eu,
            DataCenterArg::Sg => Self::Sg,
        }
    }
}

impl SetArgs {
    pub(super) fn run(self, context: &mut Context) -> Result {
        let provider = super::super::known(jumio::NAME)?;
        let given = self.updates()?;
        let nothing = given.is_empty() && self.common.unset.is_empty();
        let ask_all = nothing && self.common.credentials_file.is_none();
        super::set(context, &provider, &self.common, |context, current| {
            let current = current.map(|ProviderSettings::Jumio(settings)| settings);
            if ask_all && (current.is_none() || context.ui.can_ask()) {
                return ask_everything(context, current, &self.common);
            }
            let mut updates = given;
            if current.is_none() {
                ask_missing(&mut context.ui, &mut updates)?;
            }
            Ok(Wanted { updates, pair: None })
        })
    }

    fn updates(&self) -> Result<Updates> {
        if let Some(color) = self.primary_color.as_deref().filter(|color| Color::parse(color).is_none()) {
            return Err(Error::usage(format!("`{}` is no colour", crate::ui::plain(color)))
                .hint("write a colour such as '#0B5FFF' (quoted: # begins a comment in the shell)"));
        }
        let platform = self.platform.map(|platform| json!(Platform::from(platform)));
        let datacenter = self.datacenter.map(|place| json!(DataCenter::from(place)));
        let text = |text: &Option<String>| text.as_ref().map(|text| json!(text));
        let given = [
            ("platform", platform),
            ("datacenter", datacenter),
            ("workflow", text(&self.workflow)),
            ("primary-color", text(&self.primary_color)),
            ("locale", text(&self.locale)),
            ("token-lifetime", self.token_lifetime.map(|time| json!(time))),
            ("user-agent", text(&self.user_agent)),
        ];
        Ok(given
            .into_iter()
            .filter_map(|(key, value)| value.map(|value| (key.to_owned(), Some(value))))
            .collect())
    }
}

fn has(updates: &Updates, key: &str) -> bool {
    updates.iter().any(|(updated, _)| updated == key)
}

fn add(updates: &mut Updates, key: &str, value: Value) {
    updates.push((key.to_owned(), Some(value)));
}

/// What settings that are new cannot be without. The platform has a default: new accounts are on the current one.
fn ask_missing(ui: &mut Ui, updates: &mut Updates) -> Result<()> {
    if !has(updates, "platform") {
        add(updates, "platform", json!(Platform::Kyx));
    }
    if !has(updates, "datacenter") {
        let datacenter = ask_data_center(ui, None)?;
        add(updates, "datacenter", json!(datacenter));
    }
    if !has(updates, "workflow") {
        let netverify = updates.iter().any(|(_, value)| *value == Some(json!(Platform::Netverify)));
        let platform = if netverify { Platform::Netverify } else { Platform::Kyx };
        let workflow = ask_workflow(ui, platform, None)?;
        add(updates, "workflow", json!(workflow));
    }
    Ok(())
}

/// Everything, with today's values as defaults.
fn ask_everything(context: &mut Context, current: Option<&JumioSettings>, common: &Common) -> Result<Wanted> {
    let ui = &mut context.ui;
    let mut updates = Updates::new();
    let platforms = ["KYX: the current platform", "Netverify: the former one"].map(str::to_owned);
    let place = Platform::ALL.iter().position(|one| current.is_some_and(|now| now.platform == *one));
    let place = ui.choose_from("Platform", "--platform", &platforms, place.unwrap_or(0))?;
    let platform = Platform::ALL[place];
    add(&mut updates, "platform", json!(platform));
    let datacenter = ask_data_center(ui, current.and_then(|now| now.datacenter))?;
    add(&mut updates, "datacenter", json!(datacenter));

    let pair = if common.settings_only {
        None
    } else if current.is_some() {
        // The pair that is there may stay: an empty answer keeps it.
        match ui.ask_optional("API token (empty keeps the pair that is stored)", "--credentials-file")? {
            None => None,
            Some(token) => {
                let api_secret = ui.ask_secret("API secret", "--credentials-file")?;
                Some(secrets::Pair { api_token: token.into(), api_secret })
            }
        }
    } else {
        Some(super::storing::ask(context, "", "--credentials-file")?)
    };

    let ui = &mut context.ui;
    let workflow = ask_workflow(ui, platform, current.and_then(|now| now.workflow.as_deref()))?;
    add(&mut updates, "workflow", json!(workflow));
    let shown = current.and_then(|now| now.primary_color.as_deref());
    let question = match shown {
        Some(color) => format!("Primary Color (empty keeps {color})"),
        None => "Primary Color, such as #0B5FFF (empty for Jumio's own)".to_owned(),
    };
    if let Some(color) = ui.ask_optional(&question, "--primary-color")? {
        if Color::parse(&color).is_none() {
            return Err(Error::usage(format!("`{}` is no colour", crate::ui::plain(&color)))
                .hint("write a colour such as #0B5FFF"));
        }
        add(&mut updates, "primary-color", json!(color));
    }
    Ok(Wanted { updates, pair })
}

fn ask_data_center(ui: &mut Ui, current: Option<DataCenter>) -> Result<DataCenter> {
    let names = ["us: United States", "eu: European Union", "sg: Singapore"].map(str::to_owned);
    let default = DataCenter::ALL.iter().position(|one| Some(*one) == current).unwrap_or(1);
    let place = ui.choose_from("Data centre", "--datacenter", &names, default)?;
    Ok(DataCenter::ALL[place])
}

/// The Id Workflow, from a list that says what each one captures, or another key.
fn ask_workflow(ui: &mut Ui, platform: Platform, current: Option<&str>) -> Result<String> {
    let workflows: Vec<&Workflow> =
        jumio::workflows(platform).filter(|workflow| workflow.for_customers).collect();
    let mut items: Vec<String> = workflows
        .iter()
        .map(|workflow| format!("{:>5}  {} — captures: {}", workflow.key, workflow.name, workflow.captures))
        .collect();
    items.push("another key".to_owned());
    let known = current.map(|key| workflows.iter().position(|workflow| workflow.key == key));
    let default = match known {
        Some(place) => place.unwrap_or(workflows.len()),
        None => 0,
    };
    let place = ui.choose_from("Id Workflow", "--workflow", &items, default)?;
    match workflows.get(place) {
        Some(workflow) => Ok(workflow.key.to_owned()),
        None => ui.ask("Key of the Id Workflow", "--workflow", current),
    }
}
