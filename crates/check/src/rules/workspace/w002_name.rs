use model::Level;

use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "W002",
    title: "a name that has not the form of one",
    level: Level::Error,
    configurable: false,
    docs: Docs {
        what: "Told while the files are read: an id of a step, field, campaign, environment, provider or outcome that \
               is not a letter a-z followed by at most 62 of a-z, 0-9, `-` and `_`, or that is the name of a device on \
               some systems (`con`, `aux`, …).",
        why: "Names become file names, addresses and entries of keyrings. One form that is safe everywhere spares \
              everybody the surprise.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "All done"

[step."All done"]
kind = "end"
result = "completed"
"#,
        )]),
        finding: None,
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "all-done"

[step.all-done]
kind = "end"
result = "completed"
"#,
        )]),
    },
    by: By::Reader,
};
