//! Jumio's settings.

use model::providers::jumio::{DataCenter, Platform, WORKFLOWS};

use super::Settings;
use crate::form::Form;
use crate::name::{allow, time_span};

pub(super) fn settings() -> Settings {
    let workflows = WORKFLOWS.iter().filter(|workflow| workflow.for_customers);
    Settings {
        everywhere: vec![(
            "platform",
            Form::words(Platform::ALL.map(Platform::as_str)).about(
                "Which of Jumio's two API generations the account speaks: `kyx`, the current one, or `netverify`. It is \
                 the same in every environment.",
            ),
        )],
        by_environment: vec![
            (
                "datacenter",
                Form::words(DataCenter::ALL.map(DataCenter::as_str)).about(
                    "Where the account lives: United States, European Union or Singapore. The API token belongs to one \
                     data centre.",
                ),
            ),
            (
                "workflow",
                Form::text()
                    .about(
                        "The key of the Id Workflow: what is captured and checked. `campaignctl provider workflows` lists \
                         the public ones; accounts have their own, too.",
                    )
                    .examples(workflows.map(|workflow| workflow.key)),
            ),
            (
                "primary-color",
                Form::text().about("The colour of buttons and headings, as in CSS.").examples(["#0B5FFF"]),
            ),
            (
                "locale",
                Form::text().about("The language of Jumio's pages. Default: `en`.").examples(["en", "es", "de"]),
            ),
            ("token-lifetime", time_span("How long a customer may take to begin.").default("30m")),
            (
                "user-agent",
                Form::text()
                    .about("What calls name themselves. Jumio wants the company's name in it.")
                    .examples(["Acme campaigns/1.0"]),
            ),
            ("allow", allow("provider")),
        ],
    }
}
