//! Workspaces of any size: each campaign has ten steps of all kinds, and no finding above a hint.

use std::fmt::Write as _;
use std::path::Path;

use super::Result;

const SETTINGS: &str = r#"workspace = "acme"
default-env = "local"

[env.local]
backend = "embedded"
sandbox = true

[env.production]
backend = "https://campaigns.example.com"
protected = true
"#;

const PROVIDER: &str = r##"platform = "kyx"
datacenter = "eu"
workflow = "10011"
primary-color = "#0B5FFF"
"##;

/// The fields: a few that all campaigns fill.
const FIELDS: [(&str, &str); 5] = [
    ("first_name", "text"),
    ("last_name", "text"),
    ("birth_date", "birth-date"),
    ("e_mail", "email"),
    ("home", "country"),
];

/// Writes a workspace with so many campaigns.
pub(crate) fn write(directory: &Path, campaigns: usize) -> Result<()> {
    std::fs::create_dir_all(directory.join("campaigns"))?;
    std::fs::create_dir_all(directory.join("providers"))?;
    std::fs::write(directory.join("campaignctl.toml"), SETTINGS)?;
    std::fs::write(directory.join("providers/jumio.toml"), PROVIDER)?;
    let mut model = String::new();
    for (field, kind) in FIELDS {
        writeln!(model, "[field.{field}]\ntype = \"{kind}\"\npii = \"personal\"\n")?;
    }
    std::fs::write(directory.join("data-model.toml"), model)?;
    for number in 0..campaigns {
        std::fs::write(directory.join(format!("campaigns/campaign-{number}.toml")), campaign(number))?;
    }
    Ok(())
}

fn campaign(number: usize) -> String {
    format!(
        r#"title = "Account opening {number}"
provider = "jumio"
entry = "welcome"

# What they need.
[step.welcome]
kind = "page"
title = "Welcome"
body = "You need a passport or an identity card."
on.next = "contact"

[step.contact]
kind = "page"
title = "How do we reach you?"
fields = [
  {{ field = "e_mail", required = true }},
  {{ field = "home", required = true }},
]
on.next = "residents"

[step.residents]
kind = "decision"
on.abroad = "notice"
on.otherwise = "identity"

[[step.residents.branch]]
outcome = "abroad"
when = {{ field = "home", op = "ne", value = "URY" }}

[step.notice]
kind = "page"
title = "From abroad"
body = "It takes a day longer, {{{{e_mail}}}}."
on.next = "identity"

[step.identity]
kind = "jumio"
documents = ["passport"]
country = "URY"
save-images = true
on.approved = "age"
on.rejected = "declined"
on.unreadable = "identity"
on.otherwise = "clerk"

[step.identity.map]
first_name = "document.first_name"
last_name = "document.last_name"
birth_date = "document.date_of_birth"

[step.age]
kind = "decision"
on.unknown = "clerk"
on.minor = "declined"
on.otherwise = "confirm"

[[step.age.branch]]
outcome = "unknown"
when = {{ field = "birth_date", op = "is-empty" }}

[[step.age.branch]]
outcome = "minor"
when = {{ field = "birth_date", op = "younger-than", value = 18 }}

[step.confirm]
kind = "page"
title = "All right, {{{{first_name}}}}?"
fields = [{{ field = "last_name", read-only = true }}]
on.next = "done"

[step.clerk]
kind = "review"
due = "2d"
on.approved = "done"
on.otherwise = "declined"

[step.done]
kind = "end"
result = "completed"

[step.declined]
kind = "end"
result = "declined"
"#
    )
}
