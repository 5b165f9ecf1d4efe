//! Plays as they are typed: `welcome email=ana@acme.example`, `identity.approved`, `wait 2d`.

use std::collections::BTreeMap;

use model::funnel_test::Play;
use model::{Campaign, FieldId, Outcome, StepId, StepSettings, Value, suggest};

/// The key under which a verification's pictures are named.
const IMAGES: &str = "images";

/// A play out of its words.
///
/// # Errors
/// Why it is none.
pub(super) fn parse(campaign: &Campaign, text: &str) -> Result<Play, String> {
    let shown = crate::commands::text::shortened(text.trim(), 60);
    let refused = |why: String| format!("the play `{shown}` cannot be read: {why}");
    let words = split(text).map_err(refused)?;
    let Some((head, values)) = words.split_first() else { return Err("a play is empty".to_owned()) };
    if head == "wait"
        && let [span] = values
        && !span.contains('=')
    {
        return span
            .parse()
            .map(Play::wait)
            .map_err(|error: model::TimeSpanError| refused(error.to_string()));
    }
    let (step, outcome) = match head.split_once('.') {
        Some((step, outcome)) => {
            (step, Some(Outcome::new(outcome).map_err(|error| refused(error.to_string()))?))
        }
        None => (head.as_str(), None),
    };
    let step = StepId::new(step).map_err(|error| refused(error.to_string()))?;
    let Some(settings) = campaign.steps.get(&step).map(|step| &step.settings) else {
        let nearest = suggest::nearest(step.as_str(), campaign.steps.keys().map(StepId::as_str));
        let hint = nearest.map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default();
        return Err(refused(format!("there is no step `{step}`{hint}")));
    };
    let mut play = Play { outcome, ..Play::at(step) };
    let mut fields = BTreeMap::new();
    for word in values {
        let Some((key, value)) = word.split_once('=') else {
            return Err(refused(format!("`{word}` is not of the form KEY=VALUE")));
        };
        match settings {
            StepSettings::Verification(_) if key == IMAGES => {
                play.images = value.split(',').map(|name| name.trim().to_owned()).collect();
            }
            StepSettings::Verification(_) => drop(play.captured.insert(key.to_owned(), value.to_owned())),
            _ => {
                let field = FieldId::new(key).map_err(|error| refused(error.to_string()))?;
                fields.insert(field, value.to_owned());
            }
        }
    }
    if !fields.is_empty() {
        if matches!(settings, StepSettings::Webhook(_)) {
            play.answer = Some(fields);
        } else {
            play.fill = Some(fields);
        }
    }
    play.action().map_err(|error| refused(error.to_string()))?;
    Ok(play)
}

/// Words with blanks between them; within quotation marks blanks are part of a word.
fn split(text: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in text.chars() {
        match quote {
            Some(end) if c == end => quote = None,
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    match quote {
        Some(mark) => Err(format!("the {mark} is not closed")),
        None => Ok(words),
    }
}

/// A play in the words in which it is typed.
pub(super) fn of(play: &Play) -> String {
    if let Some(span) = play.wait {
        return format!("wait {span}");
    }
    let step = play.at.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut words = vec![match &play.outcome {
        Some(outcome) => format!("{step}.{outcome}"),
        None => step,
    }];
    let fields = play.fill.iter().chain(&play.answer).flatten();
    words.extend(fields.map(|(field, value)| format!("{field}={}", quoted(value))));
    words.extend(play.captured.iter().map(|(name, value)| format!("{name}={}", quoted(value))));
    if !play.images.is_empty() {
        words.push(format!("{IMAGES}={}", play.images.join(",")));
    }
    words.join(" ")
}

/// A value as one word.
fn quoted(value: &str) -> String {
    let is_plain = !value.contains(|c: char| c.is_whitespace() || c == '"' || c == '\'');
    match value.contains('"') {
        _ if is_plain => value.to_owned(),
        // A mark of the other kind stands outside of them.
        true => value.split('"').map(|part| format!("\"{part}\"")).collect::<Vec<_>>().join("'\"'"),
        false => format!("\"{value}\""),
    }
}

/// A value as it is told. Of a password nobody needs to see more.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::PasswordHash(_) => "(set)".to_owned(),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use model::Campaign;
    use serde_json::json;

    use super::{of, parse};

    fn campaign() -> Campaign {
        serde_json::from_value(json!({ "step": {
            "welcome": { "kind": "page" }, "identity": { "kind": model::providers::NAMES[0] },
            "score": { "kind": "webhook", "endpoint": "risk" }, "wait": { "kind": "review" },
        } }))
        .unwrap()
    }

    #[test]
    fn plays_are_read_and_told_in_the_same_words() {
        let campaign = campaign();
        for (text, told, json) in [
            ("wait 48h", "wait 2d", json!({ "wait": "2d" })),
            ("welcome", "welcome", json!({ "at": "welcome" })),
            (
                "  welcome   email=a@b.example  ",
                "welcome email=a@b.example",
                json!({ "at": "welcome", "fill": { "email": "a@b.example" } }),
            ),
            (
                "welcome name=\"Ana Lucía\" note='say \"hi\"' none=",
                "welcome name=\"Ana Lucía\" none= note=\"say \"'\"'\"hi\"'\"'\"\"",
                json!({ "at": "welcome", "fill": { "name": "Ana Lucía", "note": "say \"hi\"", "none": "" } }),
            ),
            ("welcome.dismissed", "welcome.dismissed", json!({ "at": "welcome", "outcome": "dismissed" })),
            (
                "identity.approved document.number=1 images=front,back",
                "identity.approved document.number=1 images=front,back",
                json!({ "at": "identity", "outcome": "approved", "captured": { "document.number": "1" },
                    "images": ["front", "back"] }),
            ),
            ("score rating=10", "score rating=10", json!({ "at": "score", "answer": { "rating": "10" } })),
            // A step may have this name.
            ("wait.approved", "wait.approved", json!({ "at": "wait", "outcome": "approved" })),
        ] {
            let play = parse(&campaign, text).unwrap();
            assert_eq!(serde_json::to_value(&play).unwrap(), json, "{text}");
            assert_eq!(of(&play), told);
            assert_eq!(parse(&campaign, told), Ok(play), "{told}");
        }
    }

    #[test]
    fn what_is_no_play_says_why() {
        let campaign = campaign();
        for (text, why) in [
            ("  ", "a play is empty"),
            (
                "wait soon",
                "the play `wait soon` cannot be read: `soon` is not a length of time; write a number and one of s, m, h, d, \
                such as `30m`",
            ),
            (
                "welcom",
                "the play `welcom` cannot be read: there is no step `welcom`; did you mean `welcome`?",
            ),
            (
                "welcome email",
                "the play `welcome email` cannot be read: `email` is not of the form KEY=VALUE",
            ),
            ("welcome name=\"Ana", "the play `welcome name=\"Ana` cannot be read: the \" is not closed"),
            (
                "welcome.next email=a",
                "the play `welcome.next email=a` cannot be read: `fill` and `outcome` cannot go together; \
                write two plays",
            ),
            (
                "identity document.number=1",
                "the play `identity document.number=1` cannot be read: `captured` needs `outcome`: how the \
                verification ended",
            ),
        ] {
            assert_eq!(parse(&campaign, text), Err(why.to_owned()), "{text}");
        }
        assert!(parse(&campaign, "Welcome").is_err());
    }
}
