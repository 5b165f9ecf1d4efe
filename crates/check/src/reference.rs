//! What there is to read about rules, in Markdown.

use std::fmt::Write;

use model::Level;

use crate::rule::{By, Example, Rule};

/// All about one rule, as a page.
pub fn explain(rule: &Rule) -> String {
    let mut page = String::new();
    write(rule, "#", &mut page).expect("text can always be written to");
    page
}

/// The reference: all rules on one page.
pub fn reference() -> String {
    let mut page = String::from(
        "# Rules\n\n\
         What `campaignctl validate` looks for. The same rules are applied by the backend to what it is sent. This page is \
         made from the rules themselves; `campaignctl explain RULE` shows a part of it.\n\n\
         An **error** keeps a campaign from being published; those of W001 to W004, F002, F003, M001 and M002 keep it from \
         being pushed, too. Funnel tests are no part of what is pushed: errors in their files keep nothing back. A **warning** \
         is probably a mistake, a **hint** worth knowing. The level of a rule is changed in `campaignctl.toml`:\n\n\
         ```toml\n[lints]\nP003 = \"allow\"          # allow | hint | warn | deny\n```\n\n\
         For one step, field, provider or campaign, `allow = [\"P003\"]` there keeps the rule from speaking of it; errors \
         that keep it from being pushed are shown all the same.\n\n\
         The examples leave out what does not matter for the rule.\n\n\
         | rule | level | what it finds |\n|---|---|---|\n",
    );
    for rule in crate::rules() {
        let (id, level, title) = (rule.id, rule.level, rule.title);
        let anchor = id.to_ascii_lowercase();
        writeln!(page, "| [{id}](#{anchor}) | {level} | {title} |").expect("text can always be written to");
    }
    for rule in crate::rules() {
        page.push('\n');
        write(rule, "##", &mut page).expect("text can always be written to");
    }
    page
}

fn write(rule: &Rule, heading: &str, page: &mut String) -> std::fmt::Result {
    let docs = &rule.docs;
    writeln!(page, "{heading} {}\n", rule.id)?;
    let level = match rule.level {
        Level::Error => "An error",
        Level::Warning => "A warning",
        Level::Hint => "A hint",
    };
    let fixed = if rule.configurable { "" } else { ", whose level cannot be changed" };
    writeln!(page, "{level}{fixed}: {}.\n", rule.title)?;
    writeln!(page, "{}\n", filled(docs.what))?;
    writeln!(page, "{heading}# Why it matters\n\n{}\n", filled(docs.why))?;
    writeln!(page, "{heading}# Example\n")?;
    files(&docs.example, page)?;
    match (&docs.finding, &rule.by) {
        (Some((path, message)), _) => writeln!(page, "Found at `{path}`: {}.\n", filled(message))?,
        (None, By::Reader) => writeln!(page, "Found while the file is read.\n")?,
        (None, _) => {}
    }
    writeln!(page, "{heading}# Fix\n")?;
    files(&docs.fix, page)?;
    page.truncate(page.trim_end().len());
    page.push('\n');
    Ok(())
}

fn filled(text: &str) -> String {
    text.replace("{provider}", model::providers::NAMES[0])
}

fn files(example: &Example, page: &mut String) -> std::fmt::Result {
    for (path, text) in example.files() {
        writeln!(page, "```toml\n# {path}\n{}\n```\n", text.trim_end())?;
    }
    Ok(())
}
