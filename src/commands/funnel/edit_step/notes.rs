//! What a person who edits a step's text is told above it.

use model::{CampaignSlug, EnvName, Step, StepId};
use serde_json::Value;

/// How wide the notes are, in characters.
const WIDTH: usize = 100;

/// How many words are listed at most: countries are too many.
const FEW: usize = 12;

/// What is not a setting of its own for an environment.
const EVERYWHERE: [&str; 3] = ["kind", "on", "map"];

/// Which step it is, what happens with the text, the settings of the step's kind, and how the step can end.
pub(super) fn about(slug: &CampaignSlug, id: &StepId, step: &Step) -> Vec<String> {
    let kind = step.settings.kind();
    let mut notes = vec![format!("The step {id} of the campaign {slug}, of kind {kind}.")];
    notes.extend(what_happens("An empty text changes nothing."));
    notes.extend(settings(kind, &["kind", "on"]));
    let outcomes: Vec<String> = step.outcomes().iter().map(ToString::to_string).collect();
    notes.push(String::new());
    if outcomes.is_empty() {
        notes.push("The session ends here: nothing leads on.".to_owned());
    } else {
        let ways = format!("Ways on, as in on.{} = \"STEP\": {}", outcomes[0], outcomes.join(", "));
        notes.extend(wrapped(&ways, "  "));
    }
    notes
}

/// Which step it is for which environment, what happens with the text, what the step says everywhere else, and the settings of
/// its kind that may differ.
pub(super) fn about_one(
    slug: &CampaignSlug,
    id: &StepId,
    step: &Step,
    env: &EnvName,
    everywhere: &[String],
) -> Vec<String> {
    let kind = step.settings.kind();
    let mut notes =
        vec![format!("What differs in {env} alone: the step {id} of the campaign {slug}, of kind {kind}.")];
    notes.extend(what_happens("An empty text takes back what differs."));
    notes.push(String::new());
    if everywhere.is_empty() {
        notes.push("In every environment it says nothing that may differ.".to_owned());
    } else {
        notes.push(
            "In every environment it says what follows. Write what is otherwise here below these notes."
                .to_owned(),
        );
        notes.extend(everywhere.iter().map(|line| format!("  {line}")));
    }
    notes.extend(settings(kind, &EVERYWHERE));
    notes
}

fn what_happens(when_empty: &str) -> [String; 2] {
    [
        format!("Save and end the editor to have the text checked and written. {when_empty}"),
        "Lines that begin with `#:` are not kept; other comments are.".to_owned(),
    ]
}

/// The settings of a kind of step, each with what it means.
fn settings(kind: &str, left_out: &[&str]) -> Vec<String> {
    let mut notes = vec![String::new(), format!("Settings of the kind {kind}:")];
    let schema = schema::Kind::Campaign.schema();
    let definition = &schema["definitions"][format!("{kind}-step")];
    let required: Vec<&str> =
        definition["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for (key, setting) in definition["properties"].as_object().into_iter().flatten() {
        if left_out.contains(&key.as_str()) {
            continue;
        }
        let is_required = required.contains(&key.as_str()) && left_out != EVERYWHERE;
        let must = if is_required { " (must be there)" } else { "" };
        let setting = defined(&schema, setting);
        let about = setting["description"].as_str().unwrap_or_default();
        notes.extend(wrapped(&format!("  {key}{must}: {about}{}", words(setting)), "      "));
    }
    notes
}

/// The step as the file has it, for a person who goes on with another text.
pub(super) fn today(own: &str) -> Vec<String> {
    let mut notes = vec![String::new(), "In the campaign's file the step is by now:".to_owned()];
    notes.extend(own.lines().map(|line| format!("  {line}")));
    notes
}

/// What a schema says of a setting, which may be said in a definition.
fn defined<'a>(schema: &'a Value, setting: &'a Value) -> &'a Value {
    let pointer = setting["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'));
    pointer.and_then(|pointer| schema.pointer(pointer)).unwrap_or(setting)
}

/// The words that a setting takes, if it takes one of a few.
fn words(setting: &Value) -> String {
    let of = |value: &Value| value["enum"].as_array().cloned().unwrap_or_default();
    let mut words = of(setting);
    words.extend(of(&setting["items"]));
    let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
    if words.is_empty() || words.len() > FEW {
        String::new()
    } else {
        format!(" One of {}.", words.join(", "))
    }
}

/// A text in lines, those after the first indented.
fn wrapped(text: &str, indent: &str) -> Vec<String> {
    let first = text.len() - text.trim_start().len();
    let mut lines = vec![text[..first].to_owned()];
    for word in text.split_whitespace() {
        let is_begun = lines.last().is_some_and(|line| !line.trim().is_empty());
        match lines.last_mut() {
            Some(line) if !is_begun => line.push_str(word),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("{indent}{word}")),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use model::{Step, StepSettings};

    use super::*;

    fn step(kind: &str, json: Value) -> Step {
        Step::new(StepSettings::of_kind(kind, json).unwrap())
    }

    fn notes(kind: &str, json: Value) -> String {
        let (slug, id) = (CampaignSlug::new("onboarding").unwrap(), StepId::new("a").unwrap());
        about(&slug, &id, &step(kind, json)).join("\n")
    }

    #[test]
    fn the_settings_and_the_ways_on_are_told_for_every_kind() {
        let end = notes("end", serde_json::json!({ "result": "completed" }));
        assert!(
            end.contains("  result (must be there): How the session ended. One of completed, declined"),
            "{end}"
        );
        assert!(end.contains("nothing leads on"), "{end}");
        for kind in model::step::kinds().filter(|kind| *kind != "end") {
            let least = if kind == "webhook" {
                serde_json::json!({ "endpoint": "x" })
            } else {
                serde_json::json!({})
            };
            let notes = notes(kind, least.clone());
            assert!(notes.contains("\n  max-visits: "), "{notes}");
            assert!(notes.contains("Ways on, as in on."), "{notes}");
            assert!(!notes.contains("AFG"), "{notes}");
            let own = super::super::settings_of(&step(kind, least).settings).collect::<Vec<_>>();
            for key in own {
                assert!(
                    notes.contains(&format!("\n  {key}: ")) || notes.contains(&format!("\n  {key} (must")),
                    "{key} of {kind}: {notes}"
                );
            }
        }
    }

    #[test]
    fn what_may_differ_in_one_environment_is_told() {
        let (slug, id) = (CampaignSlug::new("onboarding").unwrap(), StepId::new("a").unwrap());
        let end = step("end", serde_json::json!({ "result": "completed" }));
        let env = EnvName::new("production").unwrap();
        let notes =
            about_one(&slug, &id, &end, &env, &["# How.".to_owned(), "result = 'completed'".to_owned()]);
        let notes = notes.join("\n");
        assert!(notes.starts_with("What differs in production alone: the step a"), "{notes}");
        assert!(notes.contains("\n  # How.\n  result = 'completed'\n"), "{notes}");
        assert!(notes.contains("\n  result: How the session ended."), "nothing must be there: {notes}");
        assert!(!notes.contains("\n  kind") && !notes.contains("Ways on"), "{notes}");
        let none = about_one(&slug, &id, &end, &env, &[]).join("\n");
        assert!(none.contains("nothing that may differ"), "{none}");
    }

    #[test]
    fn long_notes_are_wrapped() {
        let text = format!("  key: {}", "word ".repeat(40));
        let lines = wrapped(&text, "      ");
        assert!(lines.len() > 1 && lines.iter().all(|line| line.chars().count() <= WIDTH), "{lines:?}");
        assert!(lines[0].starts_with("  key: word") && lines[1].starts_with("      word"), "{lines:?}");
    }
}
