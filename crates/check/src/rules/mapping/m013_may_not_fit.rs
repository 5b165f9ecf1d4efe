use std::collections::{BTreeMap, BTreeSet};

use model::{CaptureType, Condition, Diagnostic, FieldId, KeyPath, Level, Operator};

use super::m012_closed_list::is_too_short;
use super::source::longest;
use super::{mapped, source_path};
use crate::conditions::atoms;
use crate::context::Context;
use crate::graph::Funnel;
use crate::rule::{By, Docs, Example, Rule};

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
    for one in mapped(context) {
        let Some(field) = one.field else { continue };
        let (source, target) = (one.source, one.target);
        let path = source_path(one.step, target, one.mapping);
        if source.kind() == CaptureType::Date {
            let is_compared = compared.get(&one.funnel.name).is_some_and(|fields| fields.contains(target));
            if is_compared && field.kind.is_date() {
                let message =
                    format!("`{source}` may lack its day or month, and then `{target}` is not written");
                let help = "ask `is-empty` in the decision's first branch, and lead it to a page or a review";
                found.push(RULE.finding(&one.funnel.name, path, message).with_help(help));
            }
            continue;
        }
        let most = field.max_length.filter(|_| field.kind.is_text() && !is_too_short(&one, field));
        if let Some((most, longest)) = most.zip(longest(source)).filter(|(most, longest)| most < longest) {
            let message =
                format!("`{source}` may have {longest} characters, of which `{target}` takes {most}");
            let help = format!("allow for them: `max-length = {longest}` in `[field.{target}]`");
            found.push(RULE.finding(&one.funnel.name, path, message).with_help(help));
        }
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
