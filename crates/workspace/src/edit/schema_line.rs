//! The line by which editors find the schema of a file: `#:schema ../.campaignctl/cache/schemas/campaign.schema.json`. Taplo,
//! Even Better TOML and Tombi know it when it stands at the top, before everything but comments.

use model::ResourceName;
use toml_edit::DocumentMut;

use super::{Edit, EditError, apply, lines};
use crate::Root;
use crate::files::path_of;
use crate::root::{SCHEMAS, STATE};

/// How the line begins.
pub(super) const SCHEMA: &str = "#:schema";

/// The line for a resource's file, without its end. The way counts from where the file is.
pub(crate) fn schema_line(name: &ResourceName) -> String {
    let kind = match name {
        ResourceName::Workspace => "workspace",
        ResourceName::DataModel => "data-model",
        ResourceName::Provider(name) => &format!("provider-{name}"),
        ResourceName::Campaign(_) => "campaign",
        ResourceName::Test(_) => "test",
    };
    let way = match path_of(name).components().count() {
        1 => ".",
        _ => "..",
    };
    format!("{SCHEMA} {way}/{STATE}/{SCHEMAS}/{kind}.schema.json")
}

/// Whether a text names its schema at its top.
fn has_line(text: &str) -> bool {
    let mut top =
        text.lines().map(str::trim_start).take_while(|line| line.is_empty() || line.starts_with('#'));
    top.any(|line| line.starts_with(SCHEMA))
}

impl Root {
    /// The directory in which files expect the schemas, `.campaignctl/cache/schemas`.
    pub fn schemas_dir(&self) -> camino::Utf8PathBuf {
        self.dir().join(STATE).join(SCHEMAS)
    }
}

impl Edit {
    /// Puts the line that names the schema before all else in a file that has none. Tells whether it was put there: not where
    /// there is one, or no file.
    pub fn add_schema_line(&mut self, name: &ResourceName) -> Result<bool, EditError> {
        let open = self.open(name)?;
        let Some(text) = open.after.clone().filter(|text| !has_line(text)) else { return Ok(false) };
        let gap = if text.trim().is_empty() { "" } else { "\n" };
        let before = lines::unified(&text);
        let after = format!("{}\n{gap}{before}", schema_line(name));
        let said = |text: &str| text.parse::<DocumentMut>().map(|document| apply::json_of(&document));
        match (said(&before), said(&after)) {
            (Ok(before), Ok(after)) if before == after => {}
            (Err(error), _) | (_, Err(error)) => {
                let reason = error.message().to_owned();
                return Err(EditError::Refused { path: open.path.clone(), reason });
            }
            _ => {
                let reason = "it would not say what was meant".to_owned();
                return Err(EditError::Refused { path: open.path.clone(), reason });
            }
        }
        open.after = Some(lines::restored(&text, &before, after));
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::has_line;

    #[test]
    fn the_line_counts_at_the_top_only() {
        assert!(has_line("#:schema x\na = 1\n"));
        assert!(has_line("# Ours.\r\n\r\n  #:schema x\r\na = 1\r\n"));
        for none in ["", "# A #:schema x\n", "a = 1\n#:schema x\n", "a = \"\"\"\n#:schema x\n\"\"\"\n"] {
            assert!(!has_line(none), "{none}");
        }
    }
}
