use model::color::Color;
use model::{Diagnostic, KeyPath, Level};

use super::settings;
use crate::context::Context;
use crate::rule::{By, Docs, Example, Rule};
use crate::words::shown;

pub(crate) static RULE: Rule = Rule {
    id: "P007",
    title: "a Primary Color that text cannot be read on",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for a `primary-color` on which white text has a contrast below 4.5:1, as the Web Content \
               Accessibility Guidelines count it.",
        why: "Apps write white on it. Hosted pages take another colour for their headings and links where this one \
              cannot be read, so that customers see less of it than was meant.",
        example: Example(&[(
            "providers/jumio.toml",
            r##"platform = "kyx"
datacenter = "eu"
workflow = "10011"
primary-color = "#FFE600"
"##,
        )]),
        finding: Some(("primary-color", "white text on `#FFE600` has a contrast of 1.2:1, below 4.5:1")),
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

/// The least contrast of text with its ground (WCAG 2 AA).
const READABLE: f64 = 4.5;

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some((name, settings)) = settings(context) else { return };
    let Some(written) = settings.primary_color.as_deref() else { return };
    let contrast =
        Color::parse(written).zip(Color::parse("#FFFFFF")).map(|(color, white)| color.contrast(white));
    let Some(contrast) = contrast.filter(|contrast| *contrast < READABLE) else { return };
    // Never rounded up to what would be enough.
    let told = (contrast * 10.0).floor() / 10.0;
    let message =
        format!("white text on `{}` has a contrast of {told:.1}:1, below {READABLE}:1", shown(written));
    found.push(
        RULE.finding(&name, KeyPath::of(["primary-color"]), message)
            .with_help("take a darker colour, such as `#0B5FFF`"),
    );
}
