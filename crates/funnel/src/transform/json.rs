//! Members of JSON texts.

use serde_json::Value;

use super::{Carried, Made};

/// What dots lead to in a JSON text; `None` where that is nothing.
pub(super) fn member(text: &str, path: &str) -> Made {
    let json: Value = serde_json::from_str(text).map_err(|_| "got what is no JSON")?;
    let member = path.split('.').try_fold(&json, |value, key| match value {
        Value::Object(members) => members.get(key),
        Value::Array(items) => items.get(key.parse::<usize>().ok()?),
        _ => None,
    });
    Ok(member.and_then(|member| match member {
        Value::Null => None,
        Value::Bool(truth) => Some(Carried::Text(if *truth { "yes" } else { "no" }.to_owned())),
        Value::String(text) => Some(Carried::Text(text.clone())),
        Value::Number(_) | Value::Array(_) | Value::Object(_) => Some(Carried::Text(member.to_string())),
    }))
}
