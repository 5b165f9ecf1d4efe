use model::{Country, Diagnostic, Level};

use crate::context::{Context, at_step, certain, guess};
use crate::rule::{By, Docs, Example, Rule};
use crate::words::shown;

pub(crate) static RULE: Rule = Rule {
    id: "J002",
    title: "a country that does not exist",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for a `country` of an identity verification step that is no ISO 3166-1 alpha-3 code (nor `XKX` \
               for Kosovo). Alpha-2 codes, lower case and English names are understood and mended by `validate --fix`.",
        why: "The provider refuses the verification when the code is not one of its own.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
country = "UY"
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
        finding: Some(("step.identity.country", "`UY` is not the alpha-3 code of a country")),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "identity"

[step.identity]
kind = "{provider}"
documents = ["passport"]
country = "URY"
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
        let Some(written) = settings.country.as_deref().filter(|code| Country::from_alpha3(code).is_none())
        else {
            continue;
        };
        let path = at_step(id, &["country"]);
        let message = format!("`{}` is not the alpha-3 code of a country", shown(written));
        let finding = RULE.finding(&funnel.name, path.clone(), message);
        found.push(if let Some(country) = Country::understand(written) {
            let code = country.alpha3();
            finding.with_help(format!("write `{code}` ({})", country.name())).with_fix(certain(path, code))
        } else if let Some(country) = Country::nearest(written) {
            let code = country.alpha3();
            finding.with_help(format!("did you mean `{code}` ({})?", country.name())).with_fix(guess(
                format!("write `{code}`"),
                path,
                code,
            ))
        } else {
            finding.with_help("write a code such as `URY`, or leave it out where any country is welcome")
        });
    }
}
