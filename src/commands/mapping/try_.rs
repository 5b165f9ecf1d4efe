//! `campaignctl mapping try`.

use std::collections::BTreeMap;

use camino::Utf8PathBuf;
use clap::builder::PossibleValuesParser;
use funnel::Target;
use jiff::Timestamp;
use model::step::VerificationStep;
use model::verification::CaptureValue;
use model::{CaptureField, StepId, VerificationResult};
use serde_json::{Value, json};
use workspace::verbs::{VerbError, place};

use super::sample;
use crate::commands::text::{self, counted};
use crate::context::Context;
use crate::edit::{campaign_slug, verb_error};
use crate::error::{Error, Result};
use crate::exit::Exit;

/// The largest result, in bytes.
const LARGEST: u64 = 1 << 20;

/// See what a step's mappings make of a result
///
/// The result is a document of a person who does not exist, or one of yours; `--set` changes what was read. Each field is shown
/// with what was captured, what each transform made of it, and the value that would be written. Nothing is written or sent.
/// The exit code is 1 when a value does not fit: then none would be written.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The identity verification step
    step: StepId,
    /// The campaign; may be left out where there is one
    #[arg(short, long, value_name = "SLUG")]
    campaign: Option<String>,
    /// What was captured, as JSON: a whole result, or its capture fields alone; `-` for standard input
    #[arg(long, value_name = "FILE", conflicts_with = "sample")]
    result: Option<Utf8PathBuf>,
    /// The document of a person who does not exist [default: the first that the step takes]
    #[arg(long, value_name = "DOCUMENT", value_parser = PossibleValuesParser::new(sample::names()))]
    sample: Option<String>,
    /// What was read, such as `document.first_name=Ana`; without a value for what was not read (can be repeated)
    #[arg(long, value_name = "CAPTURE_FIELD=VALUE")]
    set: Vec<String>,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let (root, workspace, _) = context.workspace()?;
        let slug = campaign_slug(&root, self.campaign.as_deref())?;
        let campaign = workspace
            .campaigns
            .get(&slug)
            .ok_or_else(|| Error::failed(format!("the campaign {slug} is not there any more")))?;
        let step = place::known_step(campaign, &self.step).map_err(|error| verb_error(&error))?;
        let settings =
            step.verification().ok_or_else(|| verb_error(&VerbError::NotAVerification(self.step.clone())))?;
        let result = self.result(settings)?;
        let values = BTreeMap::new();
        let today = funnel::today(Timestamp::now());
        let target = Target { data_model: &workspace.data_model, values: &values, today };
        let mut failed = 0;
        let mut tried = Vec::new();
        for (field, mapping) in &settings.map {
            let stages = funnel::stages(mapping, &result, today);
            let written = funnel::mapped(&self.step, field, mapping, &target, &result);
            failed += usize::from(written.is_err());
            tried.push((field, mapping, stages, written));
        }
        if context.ui.json() {
            let rows: Vec<Value> = tried
                .iter()
                .map(|(field, mapping, stages, written)| {
                    let (value, error) = match written {
                        Ok(write) => (write.as_ref().map(|write| write.value.to_string()), None),
                        Err(error) => (None, Some(error)),
                    };
                    let (captured, after) = stages.split_first().unzip();
                    let captured = captured.cloned().flatten();
                    json!({
                        "field": field, "from": mapping.from, "captured": captured, "transform": mapping.transform,
                        "after": after.unwrap_or_default(), "value": value, "error": error,
                    })
                })
                .collect();
            context.ui.document(
                &json!({ "campaign": slug, "step": self.step, "written": failed == 0, "fields": rows }),
            )?;
            return Ok(if failed == 0 { Exit::Done } else { Exit::Failed });
        }
        let rows: Vec<Vec<String>> = tried
            .iter()
            .map(|(field, mapping, stages, written)| {
                let told = match written {
                    Ok(Some(write)) => write.value.to_string(),
                    Ok(None) => "not written".to_owned(),
                    Err(error) => format!("error: {error}"),
                };
                vec![field.to_string(), mapping.from.to_string(), shown(mapping, stages), told]
            })
            .collect();
        context.ui.table(&["field", "from", "captured", "value"], &rows)?;
        if rows.is_empty() {
            context.ui.hint("the step maps nothing; `campaignctl mapping suggest` proposes mappings");
        }
        if failed == 0 {
            return Ok(Exit::Done);
        }
        let fields = counted(failed, "value");
        let fit = if failed == 1 { "does" } else { "do" };
        Err(Error::failed(format!("{fields} {fit} not fit: nothing would be written"))
            .hint("mappings of a step are written together or not at all"))
    }

    /// What was captured.
    fn result(&self, settings: &VerificationStep) -> Result<VerificationResult> {
        let mut result = if let Some(file) = &self.result {
            let refused = |why: String| Error::usage(format!("{file} is no result")).cause(why);
            parse(&text::read(file, LARGEST).map_err(refused)?, settings).map_err(refused)?
        } else {
            let first = settings.accepted_documents().first().map(|document| document.as_str());
            let name = self.sample.as_deref().or(first).unwrap_or("passport");
            VerificationResult {
                captured: sample::captured(name, settings),
                ..VerificationResult::of_trial(settings.provider.clone())
            }
        };
        for said in &self.set {
            let (name, value) = said.split_once('=').ok_or_else(|| {
                Error::usage("--set takes a capture field and a value")
                    .hint("write it like --set document.first_name=Ana")
            })?;
            let field = CaptureField::from_name(name.trim()).ok_or_else(|| {
                let known = CaptureField::all().map(CaptureField::name);
                Error::unknown("capture field", name.trim(), known)
            })?;
            match value.trim() {
                "" => drop(result.captured.0.remove(&field)),
                value => {
                    let value = CaptureValue::parse(field, value)
                        .map_err(|why| Error::usage(format!("`{field}` {why}")))?;
                    result.captured.0.insert(field, value);
                }
            }
        }
        Ok(result)
    }
}

/// What was captured and what each transform made of it.
fn shown(mapping: &model::Mapping, stages: &[Option<String>]) -> String {
    let told = |stage: &Option<String>| stage.clone().unwrap_or_else(|| "nothing".to_owned());
    let (captured, after) = match stages.split_first() {
        // Where nothing is and nothing comes of it, the way there tells nothing.
        Some((captured, after)) if stages.iter().any(Option::is_some) => (captured, after),
        _ => return "nothing".to_owned(),
    };
    let steps = mapping
        .transform
        .iter()
        .zip(after)
        .map(|(transform, stage)| format!(" -> {transform}: {}", told(stage)));
    std::iter::once(told(captured)).chain(steps).collect::<String>().replace('\n', " / ")
}

/// A result out of JSON: a whole one, or an object of capture fields. What it holds is personal, and in no error.
fn parse(text: &str, settings: &VerificationStep) -> Result<VerificationResult, String> {
    let place = |error: &serde_json::Error| format!("line {}, column {}", error.line(), error.column());
    let json: Value =
        serde_json::from_str(text).map_err(|error| format!("it is not JSON ({})", place(&error)))?;
    let Value::Object(members) = json else { return Err("it is no JSON object".to_owned()) };
    if members.contains_key("captured") && members.contains_key("status") {
        return serde_json::from_str(text)
            .map_err(|error| format!("it is not of the form of a result ({})", place(&error)));
    }
    let mut result = VerificationResult::of_trial(settings.provider.clone());
    for (name, value) in members {
        let name: String = name.chars().take(60).collect();
        let field = CaptureField::from_name(&name).ok_or_else(|| {
            let near = CaptureField::nearest(&name).map(|near| format!("; did you mean `{near}`?"));
            format!("there is no capture field `{name}`{}", near.unwrap_or_default())
        })?;
        let text = match value {
            Value::Null => continue,
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(","),
            Value::Bool(_) | Value::Object(_) => {
                return Err(format!("`{field}` is neither a text nor a number"));
            }
        };
        if !text.trim().is_empty() {
            let value = CaptureValue::parse(field, text.trim()).map_err(|why| format!("`{field}` {why}"))?;
            result.captured.0.insert(field, value);
        }
    }
    Ok(result)
}
