//! What happens, line by line.

use funnel::Effect;
use funnel::play::Scene;
use model::funnel_test::Play;
use model::{StepId, StepSettings};

use super::{Played, words};
use crate::error::Result;
use crate::ui::{Ui, plain};

/// Where the session begins.
pub(super) fn beginning(ui: &mut Ui, played: &Played<'_>) -> Result<()> {
    if ui.json() {
        return Ok(());
    }
    ui.say(&format!("a session of {} in {} begins at {}", played.slug, played.environment, played.began));
    steps(ui, &played.first)
}

/// What came of a play.
pub(super) fn scene(ui: &mut Ui, play: &Play, scene: &Scene) -> Result<()> {
    if ui.json() {
        return Ok(());
    }
    ui.line(&plain(&format!("> {}", words::of(play))))?;
    if play.wait.is_some() {
        let nothing = if scene.passed.is_empty() { ", and nothing happens" } else { "" };
        ui.line(&format!("  it is {} now{nothing}", scene.now))?;
    }
    steps(ui, scene)
}

fn steps(ui: &mut Ui, scene: &Scene) -> Result<()> {
    for effect in &scene.effects {
        match effect {
            Effect::Write(write) => {
                // A text of several lines stays one line here.
                let value = words::shown(&write.value).replace('\n', " / ");
                ui.line(&plain(&format!("  {} = {value}  ({})", write.field, write.origin)))?;
            }
            Effect::Clear { field } => ui.line(&format!("  {field} has no value any more"))?,
            Effect::Verify { step, attempt } => {
                ui.line(&format!("  a verification begins at {step}, attempt {attempt}"))?;
            }
            // They are told by where the session stands.
            Effect::Call { .. } | Effect::Review { .. } => {}
            Effect::Note { step, text } => ui.line(&plain(&format!("  note: at {step} {text}")))?,
        }
    }
    let passed = |step: &funnel::Passed| match &step.outcome {
        Some(outcome) => format!("{}.{outcome}", step.step),
        None => step.step.to_string(),
    };
    let mut way: Vec<String> = scene.passed.iter().map(passed).collect();
    match scene.ended {
        // The end is the last that was passed.
        Some(result) => way.push(result.to_string()),
        None => way.push(scene.at.to_string()),
    }
    ui.line(&format!("  {}", way.join(" -> ")))
}

/// The way that was taken, and where it led.
pub(super) fn end(ui: &mut Ui, played: &Played<'_>) -> Result<()> {
    let path: Vec<&str> = played.playing.path().iter().map(|passed| passed.step.as_str()).collect();
    if !path.is_empty() {
        ui.line(&format!("the way: {}", path.join(" > ")))?;
    }
    ui.line(&standing(played))
}

/// Where the session stands.
fn standing(played: &Played<'_>) -> String {
    let at = played.playing.state().step();
    match played.playing.ended() {
        Some(result) => format!("the session ended at {at}: {result}"),
        None => format!("the session stands at {at}: {}", waits_for(played, at)),
    }
}

/// What a step waits for.
fn waits_for(played: &Played<'_>, at: &StepId) -> &'static str {
    let steps = &played.playing.funnel().campaign.steps;
    match steps.get(at).map(|step| &step.settings) {
        Some(StepSettings::Page(_)) => "the customer has to send the page",
        Some(StepSettings::Verification(_)) => match played.playing.state().attempt_under_way() {
            Some(_) => "the result of the verification is not there yet",
            None => "the customer has to agree to the verification",
        },
        Some(StepSettings::Webhook(_)) => "another system has to answer",
        Some(StepSettings::Review(_)) => "a person has to decide",
        _ => "something has to happen",
    }
}
