use std::collections::{BTreeMap, BTreeSet};

use model::step::DecisionStep;
use model::{Condition, DataModel, Diagnostic, FieldId, KeyPath, Level, Operator, StepId};

use super::f010_operator_of_other_type::is_made_for;
use crate::conditions::atoms;
use crate::context::{Context, at_step};
use crate::graph::Funnel;
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "F011",
    title: "a condition on a field that some path has not filled",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for conditions that read a field while there is a path from the entry on which no step fills it. \
               Nothing is said where the decision asks `is-set` or `is-empty` of the field, or how the step ended \
               that fills it.",
        why: "A field without value makes the comparison false (and `ne` and `not-in` true), whatever the customer \
              would have answered.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "welcome"

[step.welcome]
kind = "page"
allow-dismiss = true
on.next = "form"
on.dismissed = "decide"

[step.form]
kind = "page"
fields = [{ field = "birth_date" }]
on.next = "decide"

[step.decide]
kind = "decision"
on.minor = "declined"
on.otherwise = "done"

[[step.decide.branch]]
outcome = "minor"
when = { field = "birth_date", op = "younger-than", value = 18 }

[step.done]
kind = "end"
result = "completed"

[step.declined]
kind = "end"
result = "declined"
"#,
        )]),
        finding: Some((
            "step.decide.branch[0].when.field",
            "`birth_date` has no value on the path `welcome.dismissed` -> `decide`",
        )),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "welcome"

[step.welcome]
kind = "page"
allow-dismiss = true
on.next = "form"
on.dismissed = "declined"

[step.form]
kind = "page"
fields = [{ field = "birth_date" }]
on.next = "decide"

[step.decide]
kind = "decision"
on.minor = "declined"
on.otherwise = "done"

[[step.decide.branch]]
outcome = "minor"
when = { field = "birth_date", op = "younger-than", value = 18 }

[step.done]
kind = "end"
result = "completed"

[step.declined]
kind = "end"
result = "declined"
"#,
        )]),
    },
    by: By::Funnel(run),
};

/// Where decisions read a field: the decision's number and the path of the first condition that does.
type Readings<'a> = BTreeMap<&'a FieldId, Vec<(usize, KeyPath, Operator)>>;

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(model) = context.data_model() else { return };
    for funnel in context.funnels() {
        for (field, readings) in readings(funnel, model) {
            found.extend(unset(funnel, field, readings).into_iter().flatten());
        }
    }
}

/// What is to be said about a field; nothing when the funnel is too large to look.
fn unset<'a>(
    funnel: &Funnel<'a>,
    field: &'a FieldId,
    readings: Vec<(usize, KeyPath, Operator)>,
) -> Option<Vec<Diagnostic>> {
    let without = funnel.search(funnel.entry(), |node, way| !funnel.writes(node, way, field))?;
    let ever = funnel.after_filled(field)?;
    let mut found = Vec::new();
    for (number, path, op) in readings {
        // What no path at all fills makes the condition one that never holds.
        let never_holds = !ever.reaches(number) && !matches!(op, Operator::Ne | Operator::NotIn);
        if !without.reaches(number) || never_holds {
            continue;
        }
        let message = format!("`{field}` has no value on the path {}", without.told(funnel, number));
        let help =
            format!("fill `{field}` on that path too, or ask `is-set` of it in a branch before this one");
        found.push(RULE.finding(&funnel.name, path, message).with_help(help));
    }
    Some(found)
}

fn readings<'a>(funnel: &Funnel<'a>, model: &DataModel) -> Readings<'a> {
    let mut readings = Readings::new();
    for (id, decision) in funnel.decisions() {
        let Some(number) = funnel.number(id) else { continue };
        let minded = minded(funnel, decision);
        let mut seen = BTreeSet::new();
        for (place, branch) in decision.branches.iter().enumerate() {
            let path = at_step(id, &["branch"]).index(place).key("when");
            atoms(path, &branch.when, &mut |path, condition| {
                let Condition::Field { field, op, .. } = condition else { return };
                let kind = model.fields.get(field).map(|field| field.kind);
                if kind.is_some_and(|kind| is_made_for(*op, kind))
                    && !minded.contains(field)
                    && seen.insert(field)
                {
                    readings.entry(field).or_default().push((number, path.key("field"), *op));
                }
            });
        }
    }
    readings
}

/// The fields that a decision knows may be empty: it asks so, or it asks how the step ended that fills them.
fn minded<'a>(funnel: &Funnel<'a>, decision: &'a DecisionStep) -> BTreeSet<&'a FieldId> {
    let mut minded = BTreeSet::new();
    let mut steps: BTreeSet<&StepId> = BTreeSet::new();
    for branch in &decision.branches {
        atoms(KeyPath::root(), &branch.when, &mut |_, condition| {
            if let Condition::Field { field, op: Operator::IsSet | Operator::IsEmpty, .. } = condition {
                minded.insert(field);
            }
        });
        steps.extend(branch.when.steps());
    }
    let asked = steps.into_iter().filter_map(|step| funnel.number(step));
    minded.extend(asked.flat_map(|number| funnel.nodes()[number].fills()));
    minded
}
