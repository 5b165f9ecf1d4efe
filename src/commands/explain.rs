//! `campaignctl explain`.

use check::Rule;
use serde_json::json;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;

/// Tell what a rule is about, and how to mend what it finds
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The rule's id, such as F004; all rules are listed when it is left out
    rule: Option<String>,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        let Some(id) = self.rule else { return list(context) };
        let rule = check::rule(&id).ok_or_else(|| unknown(&id))?;
        if context.ui.json() {
            let mut document = summary(rule);
            document["text"] = check::explain(rule).into();
            context.ui.document(&document)?;
        } else {
            context.ui.bytes(check::explain(rule).as_bytes())?;
        }
        Ok(Exit::Done)
    }
}

fn list(context: &mut Context) -> Result {
    if context.ui.json() {
        let rules: Vec<_> = check::rules().iter().map(|rule| summary(rule)).collect();
        context.ui.document(&json!({ "rules": rules }))?;
        return Ok(Exit::Done);
    }
    let rows: Vec<Vec<String>> = check::rules()
        .iter()
        .map(|rule| vec![rule.id.to_owned(), rule.level.to_string(), rule.title.to_owned()])
        .collect();
    context.ui.table(&["rule", "level", "about"], &rows)?;
    Ok(Exit::Done)
}

fn summary(rule: &Rule) -> serde_json::Value {
    json!({ "id": rule.id, "level": rule.level, "configurable": rule.configurable, "title": rule.title })
}

fn unknown(id: &str) -> Error {
    let error = Error::usage(format!("there is no rule `{}`", crate::ui::plain(id)));
    match check::nearest_rule(id) {
        Some(nearest) => error.hint(format!("did you mean `{}`?", nearest.id)),
        None => error.hint("`campaignctl explain` lists the rules"),
    }
}
