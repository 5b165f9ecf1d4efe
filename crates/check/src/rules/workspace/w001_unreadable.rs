use model::Level;

use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "W001",
    title: "a file that cannot be read as what it should be",
    level: Level::Error,
    configurable: false,
    docs: Docs {
        what: "Told while the files are read: text that is no TOML, a key that means nothing in its place, a value of \
               the wrong type, a required key that is missing. A key or a table written twice is no TOML either.",
        why: "What cannot be read would be left out silently, and a misspelt key would be a setting that never acts. \
              Such a workspace cannot be pushed.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"titel = "Account opening"
entry = "done"

[step.done]
kind = "end"
result = "completed"
"#,
        )]),
        finding: None,
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"title = "Account opening"
entry = "done"

[step.done]
kind = "end"
result = "completed"
"#,
        )]),
    },
    by: By::Reader,
};
