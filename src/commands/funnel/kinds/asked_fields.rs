//! The fields that a page asks for: `--field` and `--required-field`, in the order in which they are typed.

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use model::FieldId;
use model::step::PageField;

const FIELD: &str = "field";
const REQUIRED: &str = "required_field";

/// Fields of the data model, and whether each must be filled in. Both flags together make one list, for which clap's
/// derived arguments have no form.
#[derive(Debug, Clone, Default)]
pub(super) struct AskedFields(Vec<(FieldId, bool)>);

impl AskedFields {
    /// Fields, and whether each must be filled in.
    pub(super) fn of(fields: impl IntoIterator<Item = (FieldId, bool)>) -> Self {
        Self(fields.into_iter().collect())
    }

    /// The page's fields, if any were given. What else a page says about a field that it has already is kept.
    pub(super) fn on_page(&self, before: &[PageField]) -> Option<Vec<PageField>> {
        let mut fields: Vec<PageField> = Vec::new();
        for (id, required) in &self.0 {
            if let Some(twice) = fields.iter_mut().find(|field| field.field == *id) {
                twice.required |= required;
                continue;
            }
            let plain =
                PageField { field: id.clone(), label: None, required: false, read_only: false, help: None };
            let field = before.iter().find(|field| field.field == *id).cloned().unwrap_or(plain);
            fields.push(PageField { required: *required, ..field });
        }
        (!fields.is_empty()).then_some(fields)
    }
}

impl clap::Args for AskedFields {
    fn augment_args(command: Command) -> Command {
        let flag = |id: &'static str, name: &'static str, help: &'static str| {
            Arg::new(id)
                .long(name)
                .value_name("FIELD")
                .help(help)
                .value_delimiter(',')
                .action(ArgAction::Append)
                .value_parser(value_parser!(FieldId))
        };
        command
            .arg(flag(
                FIELD,
                "field",
                "A field to ask for, in this order; several with commas or by repeating",
            ))
            .arg(flag(REQUIRED, "required-field", "The same, for a field that must be filled in"))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for AskedFields {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut placed: Vec<(usize, FieldId, bool)> = Vec::new();
        for (flag, required) in [(FIELD, false), (REQUIRED, true)] {
            let typed_at = matches.indices_of(flag).into_iter().flatten();
            let fields = matches.get_many::<FieldId>(flag).into_iter().flatten();
            placed.extend(typed_at.zip(fields).map(|(place, field)| (place, field.clone(), required)));
        }
        placed.sort_by_key(|(place, ..)| *place);
        Ok(Self(placed.into_iter().map(|(_, field, required)| (field, required)).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use clap::{Args, FromArgMatches};

    use super::*;

    #[test]
    fn fields_are_asked_in_the_order_typed_whichever_flag_names_them() {
        let command = AskedFields::augment_args(Command::new("test"));
        let arguments =
            ["test", "--field", "a,b", "--required-field", "c", "--field=d", "--required-field=a"];
        let asked = AskedFields::from_arg_matches(&command.get_matches_from(arguments)).unwrap();
        let helped = PageField {
            field: FieldId::new("b").unwrap(),
            label: None,
            required: true,
            read_only: false,
            help: Some("as in your passport".into()),
        };
        let fields = asked.on_page(&[helped]).unwrap();
        let short: Vec<_> =
            fields.iter().map(|field| (field.field.as_str(), field.required, field.help.is_some())).collect();
        assert_eq!(short, [("a", true, false), ("b", false, true), ("c", true, false), ("d", false, false)]);
        assert_eq!(AskedFields::default().on_page(&[]), None);
    }
}
