use model::providers::jumio::Platform;
use model::{Diagnostic, KeyPath, Level, ResourceName, suggest};

use super::settings;
use crate::context::{Context, at_step, guess};
use crate::rule::{By, Docs, Example, Rule};
use crate::words::shown;

pub(crate) static RULE: Rule = Rule {
    id: "P011",
    title: "a language that Jumio's pages do not have",
    level: Level::Warning,
    configurable: true,
    docs: Docs {
        what: "Looks for a `locale` of the settings or of a step that is none of the forty languages of Netverify's pages \
               (`en`, `es-MX`, `zh-CN`, …), or on KYX none of a language that Jumio has ever had pages in.",
        why: "Jumio's pages would come in another language, or the verification could not begin.",
        example: Example(&[(
            "providers/jumio.toml",
            r#"platform = "netverify"
datacenter = "eu"
workflow = "200"
locale = "es-UY"
"#,
        )]),
        finding: Some(("locale", "the pages of the platform `netverify` do not come in `es-UY`")),
        fix: Example(&[(
            "providers/jumio.toml",
            r#"platform = "netverify"
datacenter = "eu"
workflow = "200"
locale = "es"
"#,
        )]),
    },
    by: By::Check(run),
};

/// The languages of Netverify's pages, all of them (FACTS 3.6).
const NETVERIFY: [&str; 40] = [
    "ar", "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-MX", "et", "fi", "fr", "he", "hr", "hu",
    "hy", "id", "it", "ja", "ka", "km", "ko", "lt", "ms", "nl", "no", "pl", "pt", "pt-BR", "ro", "ru", "sk",
    "sv", "sw", "th", "tr", "vi", "zh-CN", "zh-HK",
];

/// Languages that newer pages have besides (FACTS 5.5).
const NEWER: [&str; 18] = [
    "az", "bn", "ca", "ceb", "fil", "ga", "hi", "is", "jv", "kk", "lv", "my", "nb", "sl", "sr", "uk", "ur",
    "zh",
];

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some((name, settings)) = settings(context) else { return };
    let mut look = |resource: &ResourceName, path: KeyPath, locale: &str| {
        if is_there(settings.platform, locale) {
            return;
        }
        let platform = settings.platform.as_str();
        let message = format!("the pages of the platform `{platform}` do not come in `{}`", shown(locale));
        let finding = RULE.finding(resource, path.clone(), message);
        let finding = match nearest(locale) {
            Some(near) => finding.with_help(format!("they come in `{near}`")).with_fix(guess(
                format!("write `{near}`"),
                path,
                near,
            )),
            None => finding.with_help(format!("they come in {}", NETVERIFY.join(", "))),
        };
        found.push(finding);
    };
    if let Some(locale) = &settings.locale {
        look(&name, KeyPath::of(["locale"]), locale);
    }
    for (funnel, id, step) in context.verifications() {
        if let Some(locale) = &step.locale {
            look(&funnel.name, at_step(id, &["locale"]), locale);
        }
    }
}

/// Netverify's list is whole. That of KYX grows, and any country may stand behind a language.
fn is_there(platform: Platform, locale: &str) -> bool {
    match platform {
        Platform::Netverify => NETVERIFY.contains(&locale),
        Platform::Kyx => {
            let is_of = |known: &&str| language(known) == language(locale);
            NETVERIFY.iter().chain(&NEWER).any(is_of)
        }
    }
}

fn language(locale: &str) -> &str {
    locale.split(['-', '_']).next().unwrap_or_default()
}

/// The same language without a country or in the right spelling, or else what looks most alike.
fn nearest(locale: &str) -> Option<&'static str> {
    let folded = locale.replace('_', "-");
    let same = NETVERIFY.into_iter().find(|known| known.eq_ignore_ascii_case(&folded));
    let plain = || NETVERIFY.into_iter().find(|known| known.eq_ignore_ascii_case(language(locale)));
    same.or_else(plain).or_else(|| suggest::nearest(locale, NETVERIFY))
}
