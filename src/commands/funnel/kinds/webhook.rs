//! The flags of a step that asks another system.

use std::collections::BTreeMap;

use model::step::WebhookStep;
use model::{DataModel, FieldId, StepSettings, TimeSpan};
use workspace::verbs::fields;

use super::questions::{Questions, told};
use super::{Changes, KindFlags};
use crate::commands::text;
use crate::context::Context;
use crate::error::{Error, Result};

/// The settings by key.
pub(super) const SETTINGS: &[&str] = &["endpoint", "send", "receive", "timeout", "retries"];

/// Settings of a webhook
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Webhook")]
pub(crate) struct WebhookFlags {
    /// The name under which the backend knows where to send
    #[arg(long, value_name = "NAME", value_parser = text::line)]
    endpoint: Option<String>,
    /// The fields to send, separated by commas, in place of those there are
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    send: Vec<FieldId>,
    /// Take a field from the answer, such as rate=offer.rate (can be repeated)
    #[arg(long, value_name = "FIELD=MEMBER", value_parser = received)]
    receive: Vec<(FieldId, String)>,
    /// Take a field from the answer no more (can be repeated)
    #[arg(long, value_name = "FIELD")]
    no_receive: Vec<FieldId>,
    /// How long an answer may take [default: 10s]
    #[arg(long, value_name = "TIME")]
    timeout: Option<TimeSpan>,
    /// How often it is tried again [default: 3]
    #[arg(long, value_name = "COUNT")]
    retries: Option<u32>,
}

impl KindFlags for WebhookFlags {
    fn ask(&mut self, context: &mut Context) -> Result<()> {
        if self.endpoint.is_none() {
            let name = context.ui.ask("The endpoint's name at the backend", "--endpoint NAME", None)?;
            self.endpoint = Some(text::line(&name).map_err(Error::usage)?);
        }
        Ok(())
    }

    fn changes(&self, before: Option<&StepSettings>, _data_model: &DataModel) -> Result<Changes> {
        let mut changes = Changes::default();
        changes.set("endpoint", self.endpoint.as_ref())?;
        changes.set("send", Some(&self.send).filter(|fields| !fields.is_empty()))?;
        changes.set("receive", self.on_step(before)?)?;
        changes.set("timeout", self.timeout)?;
        changes.set("retries", self.retries)?;
        Ok(changes)
    }
}

impl WebhookFlags {
    /// What is taken from the answer, if flags change that.
    fn on_step(&self, before: Option<&StepSettings>) -> Result<Option<BTreeMap<FieldId, String>>> {
        if self.receive.is_empty() && self.no_receive.is_empty() {
            return Ok(None);
        }
        let mut receive = match before {
            Some(StepSettings::Webhook(webhook)) => webhook.receive.clone(),
            _ => BTreeMap::new(),
        };
        for field in &self.no_receive {
            if receive.remove(field).is_none() && before.is_some() {
                return Err(Error::usage(format!("the step does not take `{field}` from the answer")));
            }
        }
        receive.extend(self.receive.iter().cloned());
        Ok(Some(receive))
    }
}

/// A field, and the member of the answer that it is taken from.
fn received(text: &str) -> Result<(FieldId, String), String> {
    let (field, member) = text.split_once('=').ok_or("write FIELD=MEMBER")?;
    let field = FieldId::new(field.trim()).map_err(|error| error.to_string())?;
    Ok((field, text::line(member)?))
}

/// Asks about a webhook.
pub(super) fn ask(questions: &mut Questions<'_>, webhook: &WebhookStep) -> Result<()> {
    let data_model = questions.data_model;
    let known =
        |field: &FieldId| fields::known_field(data_model, field).map(drop).map_err(|error| told(&error));
    questions.needed("endpoint", "Name of the endpoint at the backend")?;
    questions.typed("send", "Fields to send, separated by commas", "none", |answer| {
        let field = |name: &str| {
            let field = FieldId::new(name.trim()).map_err(|error| error.to_string())?;
            known(&field).map(|()| field)
        };
        answer
            .split(',')
            .filter(|name| !name.trim().is_empty())
            .map(field)
            .collect::<Result<Vec<_>, String>>()
    })?;
    let today: Vec<(FieldId, String)> =
        webhook.receive.iter().map(|(field, member)| (field.clone(), member.clone())).collect();
    let show = |(field, member): &(FieldId, String)| Some(format!("{field}={member}"));
    let receive =
        questions.each("receive", "Field from the answer, as FIELD=MEMBER,", &today, show, |answer| {
            let (field, member) = received(answer)?;
            known(&field).map(|()| (field, member))
        })?;
    if receive.is_empty() {
        questions.back("receive");
    } else {
        questions.put("receive", receive.into_iter().collect::<BTreeMap<_, _>>())?;
    }
    questions.typed("timeout", "Time for an answer", "10s", |answer| {
        answer.parse::<TimeSpan>().map_err(|error| error.to_string())
    })?;
    questions.number("retries", "Further attempts", "3", 0)
}
