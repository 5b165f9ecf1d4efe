//! The settings of a field as flags, for a new field and for one that is there.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use model::{Bound, CountryCode, Field, FieldType, MediaType, Pii, Scope};

use crate::commands::text;

/// What a field is like.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
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
    /// Another spelling of one of these words, such as M=male (can be repeated)
    #[arg(long, value_name = "SPELLING=WORD", value_parser = alias)]
    pub(super) alias: Vec<(String, String)>,
    /// By which code countries are written, for `country`
    #[arg(long, value_parser = one_of(CountryCode::ALL, CountryCode::as_str))]
    pub(super) code: Option<CountryCode>,
    /// A part of the value, for `composite` (can be repeated, in their order; in place of those there are)
    #[arg(long = "part", value_name = "NAME", value_parser = text::line)]
    pub(super) parts: Vec<String>,
    /// What stands between the parts, for `composite` [default: the value is JSON]
    #[arg(long, value_name = "TEXT", value_parser = delimiter, allow_hyphen_values = true)]
    pub(super) delimiter: Option<String>,
    /// What files are taken, for `file` and `image` (can be repeated; in place of those there are)
    #[arg(long = "media-type", value_name = "TYPE", value_parser = one_of(MediaType::ALL, MediaType::as_str))]
    pub(super) media_types: Vec<MediaType>,
    /// The largest size of a file in bytes, for `file` and `image`
    #[arg(long, value_name = "BYTES")]
    pub(super) max_bytes: Option<u64>,
    /// The field has several values, one a line
    #[arg(long)]
    pub(super) multiple: bool,
    /// No two customers have the same value
    #[arg(long)]
    pub(super) unique: bool,
    /// What a value belongs to: the customer, or what the customer does in one campaign
    #[arg(long, value_parser = one_of(Scope::ALL, Scope::as_str))]
    pub(super) scope: Option<Scope>,
    /// After how many days a value is removed
    #[arg(long, value_name = "DAYS")]
    pub(super) retention_days: Option<u32>,
    /// How personal the values are; anything above `none` is masked in tables and logs
    #[arg(long, value_name = "LEVEL", value_parser = one_of(Pii::ALL, Pii::as_str))]
    pub(super) pii: Option<Pii>,
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
            ("aliases", !self.alias.is_empty()),
            ("code", self.code.is_some()),
            ("parts", !self.parts.is_empty()),
            ("delimiter", self.delimiter.is_some()),
            ("media-types", !self.media_types.is_empty()),
            ("max-bytes", self.max_bytes.is_some()),
            ("multiple", self.multiple),
            ("unique", self.unique),
            ("scope", self.scope.is_some()),
            ("retention-days", self.retention_days.is_some()),
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
        field.aliases.extend(self.alias.iter().cloned());
        field.code = self.code.unwrap_or(field.code);
        if !self.parts.is_empty() {
            field.parts.clone_from(&self.parts);
        }
        field.delimiter = self.delimiter.clone().or(field.delimiter);
        if !self.media_types.is_empty() {
            field.media_types = self.media_types.iter().map(ToString::to_string).collect();
        }
        field.max_bytes = self.max_bytes.or(field.max_bytes);
        field.multiple |= self.multiple;
        field.unique |= self.unique;
        field.scope = self.scope.unwrap_or(field.scope);
        field.retention_days = self.retention_days.or(field.retention_days);
        field.pii = self.pii.unwrap_or(field.pii);
        field
    }
}

fn types() -> String {
    format!("What values it takes: {}", FieldType::ALL.map(FieldType::as_str).join(", "))
}

/// The parser of an argument that is the name of one of some things.
fn one_of<T, const N: usize>(all: [T; N], name: fn(T) -> &'static str) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    PossibleValuesParser::new(all.map(name)).map(move |given| {
        let named = all.into_iter().find(|one| name(*one) == given);
        named.expect("only these names are let through")
    })
}

/// White space may be a delimiter, or belong to one.
fn delimiter(text: &str) -> Result<String, String> {
    match text {
        "" => Err("the text is empty".to_owned()),
        text if text.chars().any(char::is_control) => {
            Err("one line of text is wanted, without control characters".to_owned())
        }
        text => Ok(text.to_owned()),
    }
}

fn alias(text: &str) -> Result<(String, String), String> {
    let (spelling, word) = text.split_once('=').ok_or("write SPELLING=WORD")?;
    Ok((text::line(spelling.trim())?, text::line(word.trim())?))
}

/// A whole number stays one; whether the rest is a bound of the field's type is told by the check of the field.
fn bound(text: &str) -> Result<Bound, String> {
    let text = text::line(text)?;
    Ok(text.parse().map_or_else(|_| Bound::Text(text.clone()), Bound::Integer))
}
