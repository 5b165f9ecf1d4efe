use model::Level;

use crate::rule::{By, Docs, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    id: "W004",
    title: "a secret in a file of the workspace",
    level: Level::Error,
    configurable: false,
    docs: Docs {
        what: "Told while the files are read: a key such as `api-secret`, `api-token`, `access-token` or `password`. \
               The value is never repeated.",
        why: "The files are made to be shared in git, where a secret stays readable for ever. Secrets belong into the \
              keyring; `campaignctl provider set {provider}` asks for them and puts them there. One that was in a file \
              should be changed where it was made.",
        example: Example(&[(
            "providers/{provider}.toml",
            r#"platform = "kyx"
datacenter = "eu"
workflow = "10011"
api-secret = "an example of a secret"
"#,
        )]),
        finding: None,
        fix: Example(&[(
            "providers/{provider}.toml",
            r#"platform = "kyx"
datacenter = "eu"
workflow = "10011"
"#,
        )]),
    },
    by: By::Reader,
};
