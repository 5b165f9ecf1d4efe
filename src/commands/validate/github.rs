//! Workflow commands, which GitHub shows beside the lines of a change:
//! <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>.

use std::fmt::Write;

use model::Level;

use super::listed::Listed;

/// One line for each finding.
pub(super) fn commands(findings: &[Listed<'_>]) -> String {
    findings.iter().fold(String::new(), |mut lines, finding| {
        // Writing to a text cannot fail.
        let _ = writeln!(lines, "{}", command(finding));
        lines
    })
}

fn command(finding: &Listed<'_>) -> String {
    let name = match finding.diagnostic.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "notice",
    };
    let mut properties: Vec<(&str, String)> = Vec::new();
    properties.extend(finding.file.clone().map(|file| ("file", file)));
    if let Some(at) = &finding.place {
        properties.push(("line", at.line.to_string()));
        properties.push(("endLine", at.end_line.to_string()));
        // Columns are taken where they are of one line only.
        if at.line == at.end_line {
            properties.push(("col", at.column.to_string()));
            properties.push(("endColumn", at.end_column.to_string()));
        }
    }
    let code = &finding.diagnostic.code;
    let title = finding.rule.map_or_else(|| code.clone(), |rule| format!("{code}: {}", rule.title));
    properties.push(("title", title));
    let properties: Vec<String> =
        properties.iter().map(|(key, value)| format!("{key}={}", property(value))).collect();
    format!("::{name} {}::{}", properties.join(","), message(&finding.text()))
}

/// A message as one line: what would end it is written by its number.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property: what would end that, too.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{message, property};

    #[test]
    fn what_would_end_a_command_is_written_by_its_number() {
        assert_eq!(message("50%: a,\r\nb"), "50%25: a,%0D%0Ab");
        assert_eq!(property("50%: a,\r\nb"), "50%25%3A a%2C%0D%0Ab");
        assert_eq!(message("%0A"), "%250A");
    }
}
