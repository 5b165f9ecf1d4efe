use model::transform::{Misfit, Shape};
use model::{
    CaptureField, CaptureType, Diagnostic, Field, FieldId, FieldType, KeyPath, Level, Mapping, ResourceName,
    StepId,
};

use super::source_path;
use crate::context::{Context, at_step};
use crate::rule::{By, Docs, Example, Rule};
use crate::rules::misfit::told;
use crate::words::list;

pub(crate) static RULE: Rule = Rule {
    id: "M003",
    title: "a mapping whose value does not fit",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for mappings whose value, after the transforms, is not of the target's type: a name into a date, a \
               picture into a text (`save-images` keeps pictures); for transforms that get something else than they take; \
               and for several sources without `join` into a field that takes one value.",
        why: "All mappings of a step are written together or not at all: one that cannot be written stops the customer \
              after the verification has been paid for.",
        example: Example(&[
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
map.birth_date = "document.first_name"
on.approved = "done"
on.otherwise = "declined"

[step.done]
kind = "end"
result = "completed"

[step.declined]
kind = "end"
result = "declined"
"#,
            ),
            (
                "data-model.toml",
                r#"[field.birth_date]
type = "birth-date"
pii = "personal"
"#,
            ),
        ]),
        finding: Some((
            "step.identity.map.birth_date",
            "`document.first_name` is text, which does not fit into `birth_date` of type `birth-date`",
        )),
        fix: Example(&[
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
map.birth_date = "document.date_of_birth"
on.approved = "done"
on.otherwise = "declined"

[step.done]
kind = "end"
result = "completed"

[step.declined]
kind = "end"
result = "declined"
"#,
            ),
            (
                "data-model.toml",
                r#"[field.birth_date]
type = "birth-date"
pii = "personal"
"#,
            ),
        ]),
    },
    by: By::Funnel(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (funnel, id, settings) in context.verifications() {
        for (target, mapping) in &settings.map {
            let (Some(sources), Some(end)) = (mapping.sources(), mapping.end()) else { continue };
            let one = One { funnel: &funnel.name, step: id, target, mapping, sources };
            let field = context.data_model().and_then(|model| model.fields.get(target));
            found.extend(match (one.picture(), end) {
                (Some(finding), _) => Some(finding),
                (None, Err((place, misfit))) => Some(one.misfit(place, misfit)),
                (None, Ok(end)) => field.and_then(|field| one.target(field, end)),
            });
        }
    }
}

/// A mapping from capture fields that there are.
struct One<'a> {
    funnel: &'a ResourceName,
    step: &'a StepId,
    target: &'a FieldId,
    mapping: &'a Mapping,
    sources: Vec<CaptureField>,
}

impl One<'_> {
    fn at_transform(&self, place: usize) -> KeyPath {
        at_step(self.step, &["map", self.target.as_str(), "transform"]).index(place)
    }

    /// The finding about a picture among several sources.
    fn picture(&self) -> Option<Diagnostic> {
        if self.sources.len() == 1 {
            return None;
        }
        let place = self.sources.iter().position(|source| source.kind() == CaptureType::Image)?;
        let message =
            format!("`{}` is a picture, which cannot be one of several sources", self.sources[place]);
        let path = source_path(self.step, self.target, self.mapping, place);
        Some(RULE.finding(self.funnel, path, message).with_help("map it into a field of its own"))
    }

    /// What a transform gets, as the beginning of a sentence: the sources, or what the transform before gives.
    fn before(&self, place: usize) -> String {
        match (place.checked_sub(1), self.sources.as_slice()) {
            (Some(before), _) => format!("what `{}` gives is", self.mapping.transform[before]),
            (None, [source]) => format!("`{source}` is"),
            (None, sources) => format!("{} are", list(sources)),
        }
    }

    /// The finding about a transform that does not fit where it stands.
    fn misfit(&self, place: usize, misfit: Misfit) -> Diagnostic {
        let (message, help) = told(&self.mapping.transform[place], misfit, &self.before(place));
        RULE.finding(self.funnel, self.at_transform(place), message).with_help(help)
    }

    /// The finding about a target that does not take what comes in the end.
    fn target(&self, field: &Field, end: Shape) -> Option<Diagnostic> {
        // Pictures have a rule of their own.
        if end == Shape::Image {
            return None;
        }
        let is_several = self.sources.len() > 1 && end == Shape::List;
        if is_several && field.kind == FieldType::Composite && !field.multiple {
            return self.parts(field);
        }
        let taken = if field.multiple && end == Shape::List {
            takes(field.kind, Shape::Text)
        } else {
            takes(field.kind, end) && !is_several
        };
        if taken {
            return None;
        }
        let target = self.target;
        // Where the transforms did not change what it is, the source is meant.
        let start = self.mapping.start().unwrap_or(end);
        let last = if start == end { 0 } else { self.mapping.transform.len() };
        let message = format!(
            "{} {}, which does not fit into `{target}` of type `{}`",
            self.before(last),
            end.noun(),
            field.kind
        );
        let path = match last.checked_sub(1) {
            Some(place) => self.at_transform(place),
            None => source_path(self.step, self.target, self.mapping, 0),
        };
        let finding = RULE.finding(self.funnel, path, message);
        if end == Shape::List && takes(field.kind, Shape::Text) {
            return Some(finding.with_help("make one text of them: add `join: ` to `transform`"));
        }
        let fitting = list(FieldType::ALL.into_iter().filter(|field| takes(*field, end)));
        let away =
            if start != end && takes(field.kind, start) { "take the transforms away, or " } else { "" };
        Some(finding.with_help(format!("{away}map it into a field of type {fitting}")))
    }

    /// The finding about a field with another number of parts than there are sources.
    fn parts(&self, field: &Field) -> Option<Diagnostic> {
        let (sources, parts) = (self.sources.len(), field.parts.len());
        if self.sources.iter().any(|source| source.kind() == CaptureType::List) || sources == parts {
            return None;
        }
        let message = format!("`{}` has {parts} parts, and gets {sources} sources", self.target);
        let path = source_path(self.step, self.target, self.mapping, 0);
        Some(
            RULE.finding(self.funnel, path, message)
                .with_help("name a capture field for each part, in their order"),
        )
    }
}

/// Whether a field takes what comes; whether a word is one of a `choice` is another matter.
const fn takes(field: FieldType, shape: Shape) -> bool {
    match field {
        FieldType::Text | FieldType::LargeText | FieldType::Address => !matches!(shape, Shape::Image),
        FieldType::FullName => matches!(shape, Shape::Text),
        FieldType::Integer => matches!(shape, Shape::Integer),
        FieldType::Decimal | FieldType::Currency => matches!(shape, Shape::Integer | Shape::Decimal),
        FieldType::Boolean => matches!(shape, Shape::Boolean),
        FieldType::Date | FieldType::BirthDate => matches!(shape, Shape::Date),
        FieldType::Datetime => matches!(shape, Shape::Instant),
        FieldType::Choice => matches!(shape, Shape::Text | Shape::Choice | Shape::Country),
        FieldType::Country => matches!(shape, Shape::Country),
        FieldType::Composite => matches!(shape, Shape::Text | Shape::List),
        FieldType::Image | FieldType::File => matches!(shape, Shape::Image),
        FieldType::Password
        | FieldType::Email
        | FieldType::Phone
        | FieldType::MobilePhone
        | FieldType::Language => false,
    }
}
