use model::color::Color;
use model::{Diagnostic, Fix, KeyPath, Level};

use super::settings;
use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};
use crate::words::shown;

pub(crate) static RULE: Rule = Rule {
    id: "P006",
    title: "a Primary Color that is no colour",
    level: Level::Error,
    configurable: true,
    docs: Docs {
        what: "Looks for a `primary-color` that is no opaque colour as style sheets write it, such as `#0B5FFF`.",
        why: "The pages and the apps would not show it.",
        example: Example(&[(
            "providers/jumio.toml",
            r##"platform = "kyx"
datacenter = "eu"
workflow = "10011"
primary-color = "#0B5FFG"
"##,
        )]),
        finding: Some(("primary-color", "`#0B5FFG` is no colour")),
        fix: Example(&[(
            "providers/jumio.toml",
            r##"platform = "kyx"
datacenter = "eu"
workflow = "10011"
primary-color = "#0B5FFF"
"##,
        )]),
    },
    by: By::Check(run),
};

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some((name, settings)) = settings(context) else { return };
    let Some(written) = settings.primary_color.as_deref().filter(|text| Color::parse(text).is_none()) else {
        return;
    };
    let path = KeyPath::of(["primary-color"]);
    let message = format!("`{}` is no colour", shown(written));
    let finding =
        RULE.finding(&name, path.clone(), message).with_help("write it as `#RRGGBB`, such as `#0B5FFF`");
    // White space and a forgotten or doubled hash are the slips that leave no doubt.
    let meant = Color::parse(&format!("#{}", written.trim().trim_start_matches('#')));
    found.push(match meant {
        Some(color) => finding.with_fix(Fix {
            title: format!("write `{color}`"),
            certain: true,
            path,
            value: Some(color.to_string().into()),
        }),
        None => finding,
    });
}
