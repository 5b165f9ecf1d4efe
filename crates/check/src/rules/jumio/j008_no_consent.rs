use model::step::Consent;
use model::{Diagnostic, Fix, Level};

use crate::context::{Context, at_step};
use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "J008",
    title: "a biometric workflow without consent",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for steps with `consent = false` while the Id Workflow takes a selfie or checks for liveness.",
        why: "Faces are measured with the customer's consent only; Jumio demands that it was given, and so do many laws.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "identity"

[step.identity]
kind = "jumio"
documents = ["passport"]
consent = false
on.approved = "done"
on.otherwise = "declined"

[step.done]
kind = "end"
result = "completed"

[step.declined]
kind = "end"
result = "declined"
"#,
        )]),
        finding: Some((
            "step.identity.consent",
            "workflow `10011` measures the customer's face, and no consent is asked for",
        )),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "identity"

[step.identity]
kind = "jumio"
documents = ["passport"]
consent = "We compare your face with the picture on your document."
on.approved = "done"
on.otherwise = "declined"

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
    for (funnel, id, settings) in context.verifications() {
        let workflow = context.provider(&settings.provider).and_then(model::ProviderSettings::known_workflow);
        let Some(workflow) = workflow.filter(|workflow| workflow.is_biometric()) else { continue };
        if settings.consent != Consent::Off {
            continue;
        }
        let path = at_step(id, &["consent"]);
        let message =
            format!("workflow `{}` measures the customer's face, and no consent is asked for", workflow.key);
        let fix = Fix {
            title: "ask with the built-in text".to_owned(),
            certain: false,
            path: path.clone(),
            value: None,
        };
        found.push(
            RULE.finding(&funnel.name, path, message)
                .with_help("remove the key, and the built-in text is shown, or write a text of your own")
                .with_fix(fix),
        );
    }
}
