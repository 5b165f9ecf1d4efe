//! The flags of an end.

use clap::builder::PossibleValuesParser;
use model::step::EndResult;
use model::{DataModel, StepSettings};
use serde_json::Value;
use url::Url;

use super::questions::Questions;
use super::{Changes, KindFlags};
use crate::commands::text;
use crate::context::Context;
use crate::error::Result;

/// The settings by key.
pub(super) const SETTINGS: &[&str] = &["result", "conversion", "message", "redirect-url"];

/// Settings of an end
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "End")]
pub(crate) struct EndFlags {
    /// How the session ended
    #[arg(long, value_parser = PossibleValuesParser::new(EndResult::ALL.map(EndResult::as_str)))]
    result: Option<String>,
    /// Whether it counts as a conversion; by itself, only `completed` does
    #[arg(long, value_name = "BOOL")]
    conversion: Option<bool>,
    /// What the customer reads
    #[arg(long, value_name = "TEXT", value_parser = text::lines)]
    message: Option<String>,
    /// Where the customer may go from here
    #[arg(long, value_name = "URL", value_parser = web_address)]
    redirect_url: Option<String>,
}

impl KindFlags for EndFlags {
    fn ask(&mut self, context: &mut Context) -> Result<()> {
        if self.result.is_none() {
            let results = EndResult::ALL.map(|result| result.to_string());
            let chosen = context.ui.choose("The result of the session", "--result RESULT", &results)?;
            self.result = results.get(chosen).cloned();
        }
        Ok(())
    }

    fn changes(&self, _before: Option<&StepSettings>, _data_model: &DataModel) -> Result<Changes> {
        let mut changes = Changes::default();
        changes.set("result", self.result.as_ref())?;
        changes.set("conversion", self.conversion)?;
        changes.set("message", self.message.as_ref())?;
        changes.set("redirect-url", self.redirect_url.as_ref())?;
        Ok(changes)
    }
}

/// Asks about an end.
pub(super) fn ask(questions: &mut Questions<'_>) -> Result<()> {
    questions.word("result", "Result of the session", None, EndResult::ALL.map(EndResult::as_str))?;
    let answers = [("yes", true), ("no", false)].map(|(word, truth)| (word.to_owned(), Value::from(truth)));
    questions.one_of("conversion", "Counts as a conversion", Some("by the result"), answers)?;
    questions.text("message", "Message")?;
    questions.typed("redirect-url", "Where the customer may go from here", "nowhere", web_address)
}

/// An address that a browser can be sent to, as written.
fn web_address(text: &str) -> Result<String, String> {
    let text = text::line(text)?;
    match Url::parse(&text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => Ok(text),
        _ => Err("an address such as https://acme.example/thanks is wanted".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::web_address;

    #[test]
    fn only_web_addresses_are_taken() {
        assert_eq!(web_address("https://acme.example/thanks").as_deref(), Ok("https://acme.example/thanks"));
        for bad in ["", "acme.example", "javascript:alert(1)", "file:///etc/passwd", "https://"] {
            assert!(web_address(bad).is_err(), "{bad}");
        }
    }
}
