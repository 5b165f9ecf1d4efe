use model::Level;

use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "W007",
    title: "an `allow` or a level that has no effect",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for entries of `allow` lists that keep no finding from being shown, and for levels in `[lints]` of \
               rules whose level cannot be changed. Nothing is said about a file that has errors: they may be why there \
               is nothing to allow.",
        why: "The fault was mended, or the entry stands in the wrong place. Left where it is, it would hide the next \
              fault of this kind, which nobody has looked at.",
        example: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "done"

[step.done]
kind = "end"
result = "completed"
allow = ["F005"]
"#,
        )]),
        finding: Some(("step.done.allow[0]", "there is no finding of `F005` here")),
        fix: Example(&[(
            "campaigns/onboarding.toml",
            r#"entry = "done"

[step.done]
kind = "end"
result = "completed"
"#,
        )]),
    },
    by: By::Levels,
};
