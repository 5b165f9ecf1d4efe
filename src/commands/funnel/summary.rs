//! Steps in a few words.

use model::{Step, StepSettings};

use crate::commands::text::shortened;

/// The longest text of a person that is quoted, in characters.
const MOST: usize = 40;

/// What a step does, for a table.
pub(super) fn of(step: &Step) -> String {
    let mut parts: Vec<String> = Vec::new();
    match &step.settings {
        StepSettings::Page(page) => {
            parts.extend(page.title.as_ref().or(page.body.as_ref()).map(|text| quoted(text)));
            if !page.fields.is_empty() {
                let fields: Vec<&str> = page.fields.iter().map(|asked| asked.field.as_str()).collect();
                parts.push(format!("asks {}", fields.join(", ")));
            }
        }
        StepSettings::Verification(verification) => {
            parts.push(match verification.documents.as_slice() {
                [] => "no documents".to_owned(),
                documents => documents.join(", "),
            });
            parts.extend(verification.country.clone());
            if verification.save_images {
                parts.push("saves images".to_owned());
            }
            match verification.map.len() {
                0 => {}
                1 => parts.push("1 mapping".to_owned()),
                count => parts.push(format!("{count} mappings")),
            }
        }
        StepSettings::Decision(decision) => parts.push(match decision.branches.len() {
            1 => "1 branch".to_owned(),
            count => format!("{count} branches"),
        }),
        StepSettings::Assign(assign) => {
            let fields: Vec<&str> = assign.set.keys().map(model::FieldId::as_str).collect();
            parts.push(if fields.is_empty() {
                "sets nothing".to_owned()
            } else {
                format!("sets {}", fields.join(", "))
            });
        }
        StepSettings::Webhook(webhook) => {
            parts.push(format!("asks {}", quoted(&webhook.endpoint)));
            match webhook.receive.len() {
                0 => {}
                1 => parts.push("takes 1 field".to_owned()),
                count => parts.push(format!("takes {count} fields")),
            }
        }
        StepSettings::Review(review) => {
            parts.extend(review.queue.as_ref().map(|queue| format!("queue {}", quoted(queue))));
            parts.extend(review.due.map(|due| format!("due in {due}")));
        }
        StepSettings::End(end) => parts.push(end.result.to_string()),
    }
    parts.extend(step.max_visits.map(|count| format!("at most {count} visits")));
    parts.join("; ")
}

fn quoted(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    format!("\"{}\"", shortened(line, MOST))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(kind: &str, settings: serde_json::Value) -> Step {
        Step::new(StepSettings::of_kind(kind, settings).unwrap())
    }

    #[test]
    fn a_step_is_told_in_short() {
        let settings = serde_json::json!({ "title": "Welcome to a campaign with a title that is too long", "fields": [
            { "field": "first_name" }, { "field": "birth_date" },
        ] });
        let mut page = step("page", settings);
        page.max_visits = Some(2);
        assert_eq!(
            of(&page),
            "\"Welcome to a campaign with a title that…\"; asks first_name, birth_date; at most 2 visits"
        );
        let settings =
            serde_json::json!({ "documents": ["passport", "visa"], "country": "URY", "save-images": true });
        let verification = step(model::providers::NAMES[0], settings);
        assert_eq!(of(&verification), "passport, visa; URY; saves images");
    }
}
