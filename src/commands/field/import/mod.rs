//! `campaignctl field import`.

mod leaf;
mod propose;
mod samples;
mod schema;

use std::io::Read as _;

use camino::Utf8PathBuf;
use clap::ValueEnum;
use model::{DataModel, Resource};
use workspace::verbs::fields;

use super::{fits, settings_of};
use crate::commands::campaign_edit::refuse_env;
use crate::commands::text::counted;
use crate::context::Context;
use crate::edit::{self, Done, verb_error};
use crate::error::{Error, Result};
use propose::{Described, Proposed, Separator};

/// How much of a CSV file is looked at, in bytes.
const MOST_SAMPLED: u64 = 1 << 20;

/// The largest JSON Schema, in bytes.
const LARGEST_SCHEMA: u64 = 4 << 20;

/// Add fields from a JSON Schema, or from a CSV file with samples
///
/// A JSON Schema (draft 7 or 2020-12) tells types and limits; objects in objects become fields such as `home_city`. Of a CSV
/// file, the first line tells names and the rows below tell types; the values themselves are not kept, but for the words of a
/// choice where nothing personal is in sight. How personal values are is proposed by name: look at it before it is added.
/// Fields that are there already stay as they are.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The file; `-` for standard input
    file: Utf8PathBuf,
    /// What the file is [default: what it looks like]
    #[arg(long = "type", value_enum, value_name = "TYPE")]
    kind: Option<Kind>,
    /// Add these only; names of fields as proposed, separated by commas
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    only: Vec<String>,
    /// Add all but these
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', conflicts_with = "only")]
    except: Vec<String>,
    /// Show the difference, write nothing
    #[arg(long)]
    dry_run: bool,
}

/// What a file may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// A JSON Schema
    JsonSchema,
    /// A table: names in the first line, samples below
    Csv,
}

impl Args {
    pub(crate) fn run(self, context: &mut Context) -> Result {
        refuse_env(context)?;
        // What the data model has by now is read under the lock again.
        let (_, workspace, _) = context.workspace()?;
        let described = self.read(&workspace.data_model)?;
        let wanted = self.chosen(described, &workspace.data_model, context)?;
        for one in &wanted {
            fits::check(&one.id, &one.field)?;
        }
        if wanted.is_empty() {
            return edit::edit(context, self.dry_run, |_, _, _| Ok(Done::default()));
        }
        if !context.ui.json() && !self.dry_run {
            let rows: Vec<Vec<String>> = wanted.iter().map(row).collect();
            context.ui.table(&["field", "type", "pii", "settings", "from", "note"], &rows)?;
        }
        if !self.dry_run {
            context.ui.confirm(&format!("Add {}", counted(wanted.len(), "field")))?;
        }
        edit::edit(context, self.dry_run, |context, edit, _| {
            let mut model = edit::data_model(context, edit)?;
            let mut done = Done::default();
            for one in wanted {
                done.lines.push(line(&one));
                fields::add(&mut model, &one.id, one.field).map_err(|error| verb_error(&error))?;
            }
            edit::put(context, edit, &Resource::DataModel(model))?;
            Ok(done.hint("`campaignctl mapping suggest` proposes mappings into them"))
        })
    }

    /// What the file describes.
    fn read(&self, model: &DataModel) -> Result<Described> {
        let separator = Separator::usual(model.fields.keys());
        let refused = |why: String| Error::usage(format!("{} cannot be imported", self.file)).cause(why);
        let (text, is_whole) = self.text().map_err(refused)?;
        let kind = self.kind.or_else(|| match self.file.extension() {
            Some("json") => Some(Kind::JsonSchema),
            Some("csv" | "tsv") => Some(Kind::Csv),
            _ => None,
        });
        let kind = match kind {
            Some(kind) => kind,
            None if schema::looks_like(&text) => Kind::JsonSchema,
            None => Kind::Csv,
        };
        match kind {
            Kind::JsonSchema if !is_whole => Err(format!("it has more than {LARGEST_SCHEMA} bytes")),
            Kind::JsonSchema => schema::read(&text, separator),
            Kind::Csv => samples::read(&text, is_whole, separator),
        }
        .map_err(refused)
    }

    /// The text, or its beginning, and whether it is all of it.
    fn text(&self) -> Result<(String, bool), String> {
        let mut from: Box<dyn std::io::Read> = if self.file == "-" {
            Box::new(std::io::stdin().lock())
        } else {
            // Something that is no file may never end, or never begin.
            let meta = fs_err::metadata(&self.file).map_err(|error| error.to_string())?;
            if !meta.is_file() {
                return Err("it is not a file".to_owned());
            }
            Box::new(fs_err::File::open(&self.file).map_err(|error| error.to_string())?)
        };
        let mut bytes = Vec::new();
        from.by_ref().take(LARGEST_SCHEMA + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        let is_schema =
            self.kind != Some(Kind::Csv) && bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{');
        let most =
            usize::try_from(if is_schema { LARGEST_SCHEMA } else { MOST_SAMPLED }).unwrap_or(usize::MAX);
        let is_whole = bytes.len() <= most;
        if !is_whole {
            bytes.truncate(most);
            // No character and no row is left half.
            let end = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |place| place + 1);
            bytes.truncate(end);
        }
        let text = String::from_utf8(bytes)
            .map_err(|error| format!("it is not UTF-8 (byte {})", error.utf8_error().valid_up_to() + 1))?;
        Ok((text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned), is_whole))
    }

    /// Those that are wanted and not there yet; what is left out is told.
    fn chosen(
        &self,
        described: Described,
        model: &DataModel,
        context: &mut Context,
    ) -> Result<Vec<Proposed>> {
        for named in self.only.iter().chain(&self.except) {
            let is = |one: &Proposed| one.id == *named.as_str() || one.name == *named;
            if !described.fields.iter().any(is) {
                let known = described.fields.iter().map(|one| one.id.as_str());
                return Err(Error::unknown("field in the file that is called", named, known));
            }
        }
        let named =
            |list: &[String], one: &Proposed| list.iter().any(|n| one.id == *n.as_str() || one.name == *n);
        for (name, why) in &described.left_out {
            let name = if name.is_empty() { String::new() } else { format!("`{}` ", crate::ui::plain(name)) };
            context.ui.warn(&format!("{name}is left out: {why}"));
        }
        let mut wanted = Vec::new();
        for one in described.fields {
            if !(self.only.is_empty() || named(&self.only, &one)) || named(&self.except, &one) {
                continue;
            }
            if model.fields.contains_key(&one.id) {
                context.ui.say(&format!("the field {} is there already, and stays as it is", one.id));
            } else {
                wanted.push(one);
            }
        }
        Ok(wanted)
    }
}

fn row(one: &Proposed) -> Vec<String> {
    vec![
        one.id.to_string(),
        one.field.kind.to_string(),
        one.field.pii.to_string(),
        settings_of(&one.field),
        one.name.clone(),
        one.notes.join("; "),
    ]
}

/// What is told about a field that is added.
fn line(one: &Proposed) -> String {
    let notes = if one.notes.is_empty() { String::new() } else { format!(": {}", one.notes.join("; ")) };
    format!("added the field {} ({}, pii {}){notes}", one.id, one.field.kind, one.field.pii)
}
