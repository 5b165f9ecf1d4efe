//! Going through a funnel by answering questions.

use std::collections::BTreeMap;

use model::funnel_test::Play;
use model::step::{PageField, VerificationStep, WebhookStep};
use model::verification::CaptureValue;
use model::{CaptureType, Field, FieldId, FieldType, Outcome, StepSettings, TimeSpan, Value};

use super::{Played, tell};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::ui::plain;

/// The flag that says it without questions.
const FLAG: &str = "--play";

/// What can happen at a step.
enum Way {
    /// A page is filled in and sent.
    Fill,
    /// The step ends by an outcome.
    End(Outcome),
    /// A verification begins, and its result is waited for.
    Begin,
    /// Time passes.
    Wait,
    /// Enough was seen.
    Stop,
}

/// Goes on until the session has ended, or enough was seen.
pub(super) fn walk(context: &mut Context, played: &mut Played<'_>) -> Result<()> {
    if !context.ui.can_ask() {
        return Err(Error::usage("nothing is played, and there is no terminal to ask on")
            .hint("pass --play for each thing that happens, such as --play 'wait 2d'"));
    }
    context.hear_interrupts()?;
    tell::beginning(&mut context.ui, played)?;
    while played.playing.ended().is_none() {
        let Some(play) = next(context, played)? else { break };
        if let Err(why) = played.play(context, play)? {
            context.ui.warn(&plain(&why.to_string()));
        }
    }
    Ok(())
}

/// What happens next; `None` for no more.
fn next(context: &mut Context, played: &Played<'_>) -> Result<Option<Play>> {
    let id = played.playing.state().step().clone();
    let funnel = played.playing.funnel();
    let Some(step) = funnel.campaign.steps.get(&id) else { return Ok(None) };
    let ways = ways(played, &step.settings, step.outcomes());
    let labels: Vec<String> = ways.iter().map(|way| label(way, &step.settings)).collect();
    let chosen = context.ui.choose(&format!("What happens at {id}"), FLAG, &labels)?;
    let mut play = Play::at(id);
    match (&ways[chosen], &step.settings) {
        (Way::Stop, _) => return Ok(None),
        (Way::Wait, _) => return wait(context).map(Some),
        (Way::Fill, StepSettings::Page(page)) => {
            let asked: Vec<&PageField> = page.fields.iter().filter(|asked| !asked.read_only).collect();
            play.fill = Some(fill(context, played, &asked)?).filter(|fields| !fields.is_empty());
        }
        (Way::End(outcome), StepSettings::Verification(settings)) => {
            if brings(settings, outcome) {
                (play.captured, play.images) = captured(context, settings)?;
            }
            play.outcome = Some(outcome.clone());
        }
        (Way::End(outcome), StepSettings::Webhook(settings)) if outcome == "ok" => {
            play.answer = Some(answer(context, played, settings)?);
        }
        (Way::End(outcome), _) => play.outcome = Some(outcome.clone()),
        (Way::Fill | Way::Begin, _) => {}
    }
    Ok(Some(play))
}

/// What can happen at a step, the most usual first.
fn ways(played: &Played<'_>, settings: &StepSettings, outcomes: Vec<Outcome>) -> Vec<Way> {
    let is_under_way = played.playing.state().attempt_under_way().is_some();
    let mut ways = Vec::new();
    for outcome in outcomes {
        match (settings, outcome.as_str()) {
            // It comes about by itself.
            (_, Outcome::EXHAUSTED) => {}
            (StepSettings::Review(review), "overdue") if review.due.is_none() => {}
            (StepSettings::Page(_), "next") => ways.push(Way::Fill),
            _ => ways.push(Way::End(outcome)),
        }
    }
    if matches!(settings, StepSettings::Verification(_)) && !is_under_way {
        ways.push(Way::Begin);
    }
    ways.extend([Way::Wait, Way::Stop]);
    ways
}

fn label(way: &Way, settings: &StepSettings) -> String {
    match (way, settings) {
        (Way::Fill, StepSettings::Page(page)) if page.fields.iter().all(|field| field.read_only) => {
            "next: the customer goes on".to_owned()
        }
        (Way::Fill, _) => "next: the customer fills in the page".to_owned(),
        (Way::End(outcome), StepSettings::Page(_)) => format!("{outcome}: the customer leaves"),
        (Way::End(outcome), _) => outcome.to_string(),
        (Way::Begin, _) => "it begins, and its result is waited for".to_owned(),
        (Way::Wait, _) => "time passes".to_owned(),
        (Way::Stop, _) => "that is enough".to_owned(),
    }
}

fn wait(context: &mut Context) -> Result<Play> {
    loop {
        let check = |text: &str| text.parse::<TimeSpan>().map(drop).map_err(|error| error.to_string());
        let span = context.ui.ask_checked("How much time, such as 30m, 24h or 2d", FLAG, check)?;
        if let Some(span) = span.and_then(|span| span.parse().ok()) {
            return Ok(Play::wait(span));
        }
    }
}

/// Asks for the fields of a page.
fn fill(
    context: &mut Context,
    played: &Played<'_>,
    asked: &[&PageField],
) -> Result<BTreeMap<FieldId, String>> {
    let known = &played.playing.funnel().data_model.fields;
    let mut values = BTreeMap::new();
    for page_field in asked {
        let Some(field) = known.get(&page_field.field) else { continue };
        let text = value(context, played, &page_field.field, field, page_field.is_required(field))?;
        values.extend(text.map(|text| (page_field.field.clone(), text)));
    }
    Ok(values)
}

/// Asks for what another system says.
fn answer(
    context: &mut Context,
    played: &Played<'_>,
    settings: &WebhookStep,
) -> Result<BTreeMap<FieldId, String>> {
    let known = &played.playing.funnel().data_model.fields;
    let mut values = BTreeMap::new();
    for id in settings.receive.keys() {
        let Some(field) = known.get(id) else { continue };
        let text = value(context, played, id, field, false)?;
        values.extend(text.map(|text| (id.clone(), text)));
    }
    Ok(values)
}

/// Asks for the value of a field; `None` when it is left empty.
fn value(
    context: &mut Context,
    played: &Played<'_>,
    id: &FieldId,
    field: &Field,
    is_required: bool,
) -> Result<Option<String>> {
    let today = funnel::today(played.playing.now());
    let name = plain(field.label(id)).into_owned();
    let left = if is_required { "" } else { ", may be left empty" };
    if field.kind == FieldType::Choice && !field.multiple && !field.values.is_empty() {
        let mut labels: Vec<String> = field.values.iter().map(|value| plain(value).into_owned()).collect();
        if !is_required {
            labels.push("(left empty)".to_owned());
        }
        let chosen = context.ui.choose(&name, FLAG, &labels)?;
        return Ok(field.values.get(chosen).cloned());
    }
    loop {
        let prompt = format!("{name} ({}{left})", field.kind);
        let given = context.ui.ask_checked(&prompt, FLAG, |text| {
            let checked = match field.kind {
                FieldType::Password => Value::check_password(field, text),
                _ => Value::parse_on(field, text, today).map(drop),
            };
            checked.map_err(|error| format!("this {error}"))
        })?;
        if given.is_some() || !is_required {
            return Ok(given);
        }
        context.ui.warn(&format!("{name} is required"));
    }
}

/// Whether anything of what a verification reads is written after this outcome, at once or by a review.
fn brings(settings: &VerificationStep, outcome: &Outcome) -> bool {
    settings.write_on.contains(outcome) || outcome == "review"
}

/// Asks for what the mappings of a verification take.
fn captured(
    context: &mut Context,
    settings: &VerificationStep,
) -> Result<(BTreeMap<String, String>, Vec<String>)> {
    let (mut texts, mut images) = (BTreeMap::new(), Vec::new());
    let sources = settings.map.iter().flat_map(|(field, mapping)| {
        mapping.sources().into_iter().flatten().map(move |source| (field, source))
    });
    for (field, source) in sources {
        if texts.contains_key(source.name()) {
            continue;
        }
        if source.kind() == CaptureType::Image {
            let name = source.name().trim_start_matches("image.").to_owned();
            if !images.contains(&name)
                && context.ui.ask_whether(&format!("Is there a picture {name} for {field}"), FLAG, true)?
            {
                images.push(name);
            }
            continue;
        }
        let prompt = format!("{source} for {field} (may be left empty)");
        let text = context.ui.ask_checked(&prompt, FLAG, |text| {
            CaptureValue::parse(source, text).map(drop).map_err(|why| format!("this {why}"))
        })?;
        texts.extend(text.map(|text| (source.name().to_owned(), text)));
    }
    Ok((texts, images))
}
