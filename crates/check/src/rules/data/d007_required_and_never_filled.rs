use std::collections::BTreeSet;

use model::{Diagnostic, FieldId, KeyPath, Level, ResourceName};

use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "D007",
    title: "a required field that no step fills",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for fields with `required = true` that no page asks for, no verification maps and no step sets, and that have no default.",
        why: "No customer's record would ever be complete.",
        example: Example(&[
            (
                "data-model.toml",
                r#"[field.first_name]
type = "text"
pii = "personal"

[field.branch]
type = "text"
required = true
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "form"

[step.form]
kind = "page"
fields = [{ field = "first_name" }, { field = "branch", read-only = true }]
on.next = "done"

[step.done]
kind = "end"
result = "completed"
"#,
            ),
        ]),
        finding: Some(("field.branch.required", "no step fills the required field `branch`")),
        fix: Example(&[
            (
                "data-model.toml",
                r#"[field.first_name]
type = "text"
pii = "personal"

[field.branch]
type = "text"
required = true
"#,
            ),
            (
                "campaigns/onboarding.toml",
                r#"entry = "form"

[step.form]
kind = "page"
fields = [{ field = "first_name" }, { field = "branch" }]
on.next = "done"

[step.done]
kind = "end"
result = "completed"
"#,
            ),
        ]),
    },
    by: By::Check(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(model) = context.data_model() else { return };
    // What cannot be read may fill it; before there is a step, all is still to come.
    let nodes = || context.funnels().flat_map(crate::graph::Funnel::nodes);
    if !context.is_whole() || nodes().next().is_none() {
        return;
    }
    let filled: BTreeSet<&FieldId> = nodes().flat_map(crate::graph::Node::fills).collect();
    for (id, field) in &model.fields {
        if field.required && field.default.is_none() && !filled.contains(id) {
            let path = KeyPath::of(["field", id.as_str(), "required"]);
            let message = format!("no step fills the required field `{id}`");
            found.push(RULE.finding(&ResourceName::DataModel, path, message).with_help(
                "ask for it on a page, map it, or set it by a step of kind `assign`; or give it a default",
            ));
        }
    }
}
