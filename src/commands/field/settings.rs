//! The settings of a field as flags, for a new field and for one that is there.

use clap::builder::PossibleValuesParser;
use model::{Bound, Field, FieldType, Pii};

use crate::commands::text;

/// What a field is like.
#[derive(Debug, clap::Args)]
pub(super) struct Settings {
    /// What values it takes
    #[arg(long = "type", value_name = "TYPE", value_parser = FieldType::from_name, help = types())]
    pub(super) kind: Option<FieldType>,
    /// What people read [default: the name]
    #[arg(long, value_name = "TEXT", value_parser = text::line)]
    pub(super) label: Option<String>,
    /// What the field is for, for colleagues
    #[arg(long, value_name = "TEXT", value_parser = text::line)]
    pub(super) description: Option<String>,
    /// A record is complete with a value only
    #[arg(long)]
    pub(super) required: bool,
    /// The value tells customers apart
    #[arg(long)]
    pub(super) identifier: bool,
    /// The value where none is given
    #[arg(long, value_name = "VALUE", value_parser = text::line, allow_hyphen_values = true)]
    pub(super) default: Option<String>,
    /// The least value: a number, a date, `today`, or a time from today such as -18y
    #[arg(long, value_name = "VALUE", value_parser = bound, allow_hyphen_values = true)]
    pub(super) min: Option<Bound>,
    /// The greatest value
    #[arg(long, value_name = "VALUE", value_parser = bound, allow_hyphen_values = true)]
    pub(super) max: Option<Bound>,
    /// The greatest number of places after the point
    #[arg(long, value_name = "PLACES")]
    pub(super) scale: Option<u32>,
    /// A regular expression that the whole text has to match
    #[arg(long, value_name = "REGEX", value_parser = text::line, allow_hyphen_values = true)]
    pub(super) pattern: Option<String>,
    /// The least number of characters, for texts
    #[arg(long, value_name = "COUNT")]
    pub(super) min_length: Option<u32>,
    /// The greatest number of characters, for texts
    #[arg(long, value_name = "COUNT")]
    pub(super) max_length: Option<u32>,
    /// The words to choose from, for `choice`; separated by commas, in place of those there are
    #[arg(long, value_name = "WORDS", value_delimiter = ',', value_parser = text::line)]
    pub(super) values: Vec<String>,
    /// How personal the values are; anything above `none` is masked in tables and logs
    #[arg(long, value_name = "LEVEL", value_parser = PossibleValuesParser::new(Pii::ALL.map(Pii::as_str)))]
    pub(super) pii: Option<String>,
}

impl Settings {
    /// The flags that are given, by the settings' names in files; not the type.
    pub(super) fn given(&self) -> impl Iterator<Item = &'static str> {
        [
            ("label", self.label.is_some()),
            ("description", self.description.is_some()),
            ("required", self.required),
            ("identifier", self.identifier),
            ("default", self.default.is_some()),
            ("min", self.min.is_some()),
            ("max", self.max.is_some()),
            ("scale", self.scale.is_some()),
            ("pattern", self.pattern.is_some()),
            ("min-length", self.min_length.is_some()),
            ("max-length", self.max_length.is_some()),
            ("values", !self.values.is_empty()),
            ("pii", self.pii.is_some()),
        ]
        .into_iter()
        .filter_map(|(name, given)| given.then_some(name))
    }

    /// The field with what is given; the rest stays.
    pub(super) fn applied(&self, before: Field) -> Field {
        let mut field = before;
        field.kind = self.kind.unwrap_or(field.kind);
        field.label = self.label.clone().or(field.label);
        field.description = self.description.clone().or(field.description);
        field.required |= self.required;
        field.identifier |= self.identifier;
        field.default = self.default.clone().or(field.default);
        field.min = self.min.clone().or(field.min);
        field.max = self.max.clone().or(field.max);
        field.scale = self.scale.or(field.scale);
        field.pattern = self.pattern.clone().or(field.pattern);
        field.min_length = self.min_length.or(field.min_length);
        field.max_length = self.max_length.or(field.max_length);
        if !self.values.is_empty() {
            field.values.clone_from(&self.values);
        }
        let given = self.pii.as_deref();
        field.pii = Pii::ALL.into_iter().find(|pii| Some(pii.as_str()) == given).unwrap_or(field.pii);
        field
    }
}

fn types() -> String {
    format!("What values it takes: {}", FieldType::ALL.map(FieldType::as_str).join(", "))
}

/// A whole number stays one; whether the rest is a bound of the field's type is told by the check of the field.
fn bound(text: &str) -> Result<Bound, String> {
    let text = text::line(text)?;
    Ok(text.parse().map_or_else(|_| Bound::Text(text.clone()), Bound::Integer))
}
