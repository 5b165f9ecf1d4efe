use std::collections::BTreeMap;

use model::{
    Condition, DataModel, Diagnostic, Field, FieldId, FieldType, Fix, KeyPath, Level, Operand, Operator,
    Outcome, StepId, suggest,
};

use super::f010_operator_of_other_type::is_made_for;
use crate::conditions::Logic;
use crate::context::{Context, at_step};
use crate::graph::Funnel;
use crate::paths::Search;
use crate::rule::{By, Docs, Example, Rule};
use crate::words::{list, shown};

pub(crate) static RULE: Rule = Rule {
    id: "F014",
    title: "a condition that never holds",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for conditions that cannot hold: parts that exclude each other, a value that the field cannot \
               have, a field that no step on the way fills, and a step that cannot have ended so when the decision \
               is come to.",
        why: "What was written for that case never happens, most often because a word is misspelt or a step is in the \
              wrong place.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "form"

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
when = { all = [
  { field = "birth_date", op = "younger-than", value = 18 },
  { field = "birth_date", op = "older-than", value = 21 },
] }

[step.done]
kind = "end"
result = "completed"

[step.declined]
kind = "end"
result = "declined"
"#,
        )]),
        finding: Some((
            "step.decide.branch[0].when",
            "the conditions `all[0]` and `all[1]` exclude each other",
        )),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "form"

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
when = { all = [
  { field = "birth_date", op = "younger-than", value = 21 },
  { field = "birth_date", op = "older-than", value = 18 },
] }

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

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for funnel in context.funnels() {
        let reached = funnel.reached();
        // Where a way is broken on the way, nothing can be said about paths.
        let is_broken = funnel.nodes().iter().zip(reached).any(|(node, reached)| *reached && node.broken);
        let mut logic = Logic::new(context.data_model());
        let mut filled = BTreeMap::new();
        for (id, decision) in funnel.decisions() {
            let decision_number = funnel.number(id).filter(|number| reached[*number] && !is_broken);
            for (place, branch) in decision.branches.iter().enumerate() {
                let mut judge = Judge {
                    reached,
                    filled: &mut filled,
                    model: context.data_model(),
                    logic: &mut logic,
                    funnel,
                    decision_number,
                };
                let path = at_step(id, &["branch"]).index(place).key("when");
                if let Some(never) = judge.never(path, &branch.when) {
                    let finding = RULE.finding(&funnel.name, never.path, never.message).with_help(never.help);
                    found.push(never.fix.into_iter().fold(finding, Diagnostic::with_fix));
                }
            }
        }
    }
}

/// Why a condition never holds.
struct Never {
    path: KeyPath,
    message: String,
    help: String,
    fix: Option<Fix>,
}

impl Never {
    fn new(path: KeyPath, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { path, message: message.into(), help: help.into(), fix: None }
    }
}

struct Judge<'c, 'a, 'l> {
    reached: &'l [bool],
    /// The steps after a field was filled, by field; `None` where the funnel is too large to look.
    filled: &'l mut BTreeMap<&'a FieldId, Option<Search>>,
    model: Option<&'a DataModel>,
    logic: &'l mut Logic<'a>,
    funnel: &'c Funnel<'a>,
    /// The decision, where it can be said which paths lead to it.
    decision_number: Option<usize>,
}

impl<'a> Judge<'_, 'a, '_> {
    fn never(&mut self, path: KeyPath, condition: &'a Condition) -> Option<Never> {
        match condition {
            Condition::Field { field, op, value } => self.comparison(path, field, *op, value.as_ref()),
            Condition::OutcomeOf { step, outcome } => self.outcome(path, step, outcome),
            Condition::All(all) => {
                let path_of = |place: usize| path.clone().key("all").index(place);
                let one = all.iter().enumerate().find_map(|(place, one)| self.never(path_of(place), one));
                one.or_else(|| self.contradiction(&path, all))
            }
            Condition::Any(any) if any.is_empty() => {
                Some(Never::new(path, "`any` of nothing never holds", "write what it shall be any of"))
            }
            Condition::Any(any) => {
                let mut first = None;
                for (place, one) in any.iter().enumerate() {
                    let never = self.never(path.clone().key("any").index(place), one)?;
                    first.get_or_insert(never);
                }
                first
            }
            Condition::Not(inner) => Logic::is_always(inner).then(|| {
                Never::new(path, "it is the opposite of what always holds", "write what it shall not be")
            }),
        }
    }

    fn contradiction(&mut self, path: &KeyPath, all: &'a [Condition]) -> Option<Never> {
        for (second, condition) in all.iter().enumerate() {
            if self.logic.is_tired() {
                break;
            }
            for (first, earlier) in all[..second].iter().enumerate() {
                if self.logic.exclude_each_other(earlier, condition) {
                    let message =
                        format!("the conditions `all[{first}]` and `all[{second}]` exclude each other");
                    let help = "take one of them away, or put both under `any`";
                    return Some(Never::new(path.clone(), message, help));
                }
            }
        }
        None
    }

    fn comparison(
        &mut self,
        path: KeyPath,
        id: &'a FieldId,
        op: Operator,
        value: Option<&Operand>,
    ) -> Option<Never> {
        let field = self.model?.fields.get(id).filter(|field| is_made_for(op, field.kind))?;
        if let Some(never) = value.and_then(|value| choice(&path, id, field, op, value)) {
            return Some(never);
        }
        let needs_value = !matches!(op, Operator::IsEmpty | Operator::Ne | Operator::NotIn);
        let number = self.decision_number.filter(|_| needs_value)?;
        let funnel = self.funnel;
        let after = self.filled.entry(id).or_insert_with(|| funnel.after_filled(id));
        if after.as_ref()?.reaches(number) {
            return None;
        }
        let decision = self.funnel.nodes()[number].id;
        let message = format!("no step on the way to `{decision}` fills `{id}`");
        let help = format!("ask for `{id}` on a page, or map it in a verification, before `{decision}`");
        Some(Never::new(path.key("field"), message, help))
    }

    fn outcome(&self, path: KeyPath, step: &StepId, outcome: &Outcome) -> Option<Never> {
        let (decision, asked) = (self.decision_number?, self.funnel.number(step)?);
        if !self.reached[asked] {
            return None;
        }
        let node = &self.funnel.nodes()[asked];
        let way = node.ways.iter().position(|way| way.outcome == *outcome)?;
        let search = self.funnel.search_from(asked, way, |from, _| from.id != node.id)?;
        if search.reaches(decision) {
            return None;
        }
        let id = self.funnel.nodes()[decision].id;
        let message = format!("`{id}` is never come to after `{step}` ended by `{outcome}`");
        let to = node.step.target(outcome).map_or("nowhere", StepId::as_str);
        let help =
            format!("`{step}.{outcome}` leads to `{to}`; lead it to `{id}`, or take the condition away");
        Some(Never::new(path.key("value"), message, help))
    }
}

/// Why a choice is never what it is compared with.
fn choice(path: &KeyPath, id: &FieldId, field: &Field, op: Operator, value: &Operand) -> Option<Never> {
    if field.kind != FieldType::Choice
        || field.values.is_empty()
        || !matches!(op, Operator::Eq | Operator::In)
    {
        return None;
    }
    let written: Vec<(KeyPath, &str)> = match value {
        Operand::Text(text) => vec![(path.clone().key("value"), text.as_str())],
        Operand::List(list) => {
            let texts = list.iter().enumerate().filter_map(|(place, one)| match one {
                Operand::Text(text) => Some((path.clone().key("value").index(place), text.as_str())),
                _ => None,
            });
            texts.collect()
        }
        Operand::Integer(_) | Operand::Boolean(_) => return None,
    };
    if written.iter().any(|(_, text)| field.values.iter().any(|value| value == text.trim())) {
        return None;
    }
    let (path, text) = written.into_iter().next()?;
    let mut never = Never::new(
        path.clone(),
        format!("`{}` is none of the values of `{id}`", shown(text)),
        format!("its values are {}", list(field.values.iter().take(12).map(|value| shown(value)))),
    );
    let values = || field.values.iter().map(String::as_str);
    let slip = suggest::slip(text, values());
    if let Some(near) = slip.or_else(|| suggest::nearest(text, values())) {
        never.help = format!("did you mean `{near}`?");
        let title = format!("write `{near}`");
        never.fix = Some(Fix { title, certain: slip.is_some(), path, value: Some(near.into()) });
    }
    Some(never)
}
