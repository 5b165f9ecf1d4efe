//! What was played, as JSON.

use std::collections::BTreeMap;

use funnel::play::Scene;
use funnel::{Effect, Passed};
use model::funnel_test::Play;
use serde_json::{Value, json};

use super::{Played, words};

/// All of it.
pub(super) fn of(played: &Played<'_>) -> Value {
    let playing = &played.playing;
    let mut scenes = vec![scene(None, &played.first)];
    scenes.extend(played.scenes.iter().map(|(play, told)| scene(Some(play), told)));
    let fields: BTreeMap<_, String> =
        playing.state().values().iter().map(|(field, value)| (field, words::shown(value))).collect();
    json!({
        "campaign": played.slug, "environment": played.environment, "began": played.began, "now": playing.now(),
        "scenes": scenes, "path": playing.path().iter().map(way).collect::<Vec<_>>(),
        "at": playing.state().step(), "result": playing.ended(), "fields": fields,
        "refused": played.refused.as_ref().map(|(place, why)| json!({ "play": place, "message": why.to_string() })),
    })
}

fn scene(play: Option<&Play>, scene: &Scene) -> Value {
    let mut written = BTreeMap::new();
    let (mut cleared, mut notes) = (Vec::new(), Vec::new());
    for effect in &scene.effects {
        match effect {
            Effect::Write(write) => {
                let value = json!({ "value": words::shown(&write.value), "origin": write.origin });
                written.insert(&write.field, value);
            }
            Effect::Clear { field } => cleared.push(field),
            Effect::Note { step, text } => notes.push(json!({ "step": step, "text": text })),
            Effect::Verify { .. } | Effect::Call { .. } | Effect::Review { .. } => {}
        }
    }
    json!({
        "play": play, "words": play.map(words::of), "now": scene.now, "passed": scene.passed.iter().map(way).collect::<Vec<_>>(),
        "written": written, "cleared": cleared, "notes": notes, "at": scene.at, "result": scene.ended,
    })
}

fn way(passed: &Passed) -> Value {
    json!({ "step": passed.step, "outcome": passed.outcome })
}
