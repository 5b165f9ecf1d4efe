//! `campaignctl.toml`.

use crate::form::Form;
use crate::name::name;

/// How a rule's findings count ([`model::LintLevel`]).
const LEVELS: [&str; 4] = ["allow", "hint", "warn", "deny"];

pub(crate) fn schema() -> Form {
    let environment = Form::table([
        (
            "backend",
            Form::either([Form::words(["embedded"]), Form::pattern("^https?://")])
                .about(
                    "Where drafts are saved and funnels run: `embedded` for a backend in the process itself, or the \
                     address of one. https; http on this machine only.",
                )
                .examples(["embedded", "https://campaigns.example.com"]),
        ),
        (
            "sandbox",
            Form::truth().default(false).about(
                "Whether identities are verified by a sandbox, never by the provider.",
            ),
        ),
        (
            "sandbox-url",
            Form::text()
                .about("A sandbox that runs apart, on this machine. Without it one is started when it is needed.")
                .examples(["http://127.0.0.1:8082"]),
        ),
        (
            "protected",
            Form::truth().default(false).about(
                "Whether push and publish ask first, or need --yes, and publish needs --message.",
            ),
        ),
    ])
    .required(&["backend"])
    .about("An environment: a named target.");
    Form::table([
        ("workspace", name("Names the workspace and its entries in the keyring.").examples(["acme"])),
        (
            "default-env",
            name("The environment in force without --env and CAMPAIGNCTL_ENV.").examples(["local"]),
        ),
        ("requires", Form::text().about("The versions of campaignctl that may work here.").examples([">=0.1"])),
        ("env", Form::named(environment).about("Environments by name.")),
        (
            "lints",
            Form::map(Form::words(LEVELS)).about(
                "Levels of rules that differ from the default: `allow`, `hint`, `warn` or `deny`. `campaignctl explain` \
                 lists the rules.",
            ),
        ),
    ])
    .required(&["workspace", "default-env"])
    .about("The settings of a workspace and its environments.")
}
