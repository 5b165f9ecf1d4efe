use std::collections::{BTreeMap, BTreeSet};

use model::transform::MissingParts;
use model::{CaptureType, Condition, Diagnostic, FieldId, KeyPath, Level, Mapping, Operator, Transform};

use super::m012_closed_list::is_too_short;
use super::source::longest;
use super::{Mapped, mapped};
use crate::conditions::atoms;
use crate::context::Context;
use crate::graph::Funnel;
use crate::rule::{By, Docs, Example, Rule};
use crate::words::list;

pub(crate) static RULE: Rule = Rule {
    id: "M013",
    title: "a mapping that may not fit every time",
    level: Level::Hint,
    configurable: true,
    docs: Docs {
        what: "Looks for mappings of texts that may be longer than the `max-length` of their field, and of dates of \
               which the day or month may be missing, while a decision compares that field.",
        why: "A text that is too long cannot be written, and then nothing is: the customer ends by `error`. A date \
              that is not complete is not written, and a comparison with it does not hold.",
        example: Example(&[
            (
                "data-model.toml",
                r#"[field.first_name]
type = "text"
max-length = 50
pii = "personal"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
country = "URY"
map.first_name = "document.first_name"
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
        ]),
        finding: Some((
            "step.identity.map.first_name",
            "`document.first_name` may have 200 characters, of which `first_name` takes 50",
        )),
        fix: Example(&[
            (
                "data-model.toml",
                r#"[field.first_name]
type = "text"
max-length = 200
pii = "personal"
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
country = "URY"
map.first_name = "document.first_name"
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
        ]),
    },
    by: By::Funnel(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let compared: BTreeMap<_, _> = context.funnels().map(|funnel| (&funnel.name, compared(funnel))).collect();
    for one in mapped(context).filter(Mapped::is_first) {
        let Some(field) = one.field else { continue };
        let (source, target) = (one.source, one.target);
        if source.kind() == CaptureType::Date && one.is_alone() {
            let is_compared = compared.get(&one.funnel.name).is_some_and(|fields| fields.contains(target));
            let matters = is_compared && field.kind.is_date() || needs_all(one.mapping);
            let partial = partial(one.mapping, target).filter(|_| matters);
            if let Some((then, help)) = partial {
                let message = format!("`{source}` may lack its day or month, and then {then} is written");
                found.push(RULE.finding(&one.funnel.name, one.path(), message).with_help(help));
            }
            continue;
        }
        let most = field.max_length.filter(|_| field.kind.is_text() && !is_too_short(&one, field));
        if let Some((most, longest)) = most.zip(longest(one.mapping)).filter(|(most, longest)| most < longest)
        {
            let what = list(one.mapping.from.names());
            let message = format!("{what} may have {longest} characters, of which `{target}` takes {most}");
            let help = format!(
                "allow for them, `max-length = {longest}` in `[field.{target}]`, or cut them off with the transform \
                 `truncate:{most}`"
            );
            found.push(RULE.finding(&one.funnel.name, one.path(), message).with_help(help));
        }
    }
}

/// Whether a date has to be whole for the transforms.
fn needs_all(mapping: &Mapping) -> bool {
    let mut before =
        mapping.transform.iter().take_while(|transform| !matches!(transform, Transform::DateFromParts(_)));
    before.any(|transform| matches!(transform, Transform::Date(_) | Transform::Age | Transform::IsAfterToday))
}

/// What is written of a date that lacks its day or month, and what to do about it; `None` where the date is made whole.
fn partial(mapping: &Mapping, target: &FieldId) -> Option<(String, &'static str)> {
    let missing = mapping.transform.iter().find_map(|transform| match transform {
        Transform::DateFromParts(missing) => Some(*missing),
        _ => None,
    });
    match missing {
        None => Some((
            "nothing".to_owned(),
            "add the transform `date-from-parts:first` for the first of the month or year; or `date-from-parts:reject`, and ask \
             `is-empty` in the decision's first branch",
        )),
        Some(MissingParts::Reject) => Some((
            format!("no `{target}`"),
            "ask `is-empty` in the decision's first branch, and lead it to a page or a review",
        )),
        Some(MissingParts::First) => None,
    }
}

/// The fields that decisions compare, without asking whether they are empty.
fn compared<'a>(funnel: &Funnel<'a>) -> BTreeSet<&'a FieldId> {
    let (mut compared, mut minded) = (BTreeSet::new(), BTreeSet::new());
    for branch in funnel.decisions().flat_map(|(_, decision)| &decision.branches) {
        atoms(KeyPath::root(), &branch.when, &mut |_, condition| {
            let Condition::Field { field, op, .. } = condition else { return };
            let asks = matches!(op, Operator::IsSet | Operator::IsEmpty);
            if asks { &mut minded } else { &mut compared }.insert(field);
        });
    }
    compared.retain(|field| !minded.contains(field));
    compared
}
