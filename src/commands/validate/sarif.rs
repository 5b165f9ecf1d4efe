//! A log in the Static Analysis Results Interchange Format, 2.1.0:
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use std::collections::BTreeMap;
use std::fmt::Write;

use check::Rule;
use model::{Level, providers};
use serde_json::{Value, json};
use serde_sarif::sarif::{
    ArtifactChange, ArtifactContent, ArtifactLocation, Fix, Location, LogicalLocation, Message,
    MultiformatMessageString, PhysicalLocation, PropertyBag, Region, Replacement, ReportingConfiguration,
    ReportingDescriptor, Result, ResultColumnKind, ResultLevel, Run, Sarif, Tool, ToolComponent, Version,
};
use workspace::Sources;

use super::listed::Listed;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What the addresses of files count from.
const TOP: &str = "%SRCROOT%";
/// The name of our fingerprints; its number goes up when they are made otherwise.
const FINGERPRINT: &str = "keyPath/v1";

/// So many findings come with changes of the text. Each is tried on the file, and nobody goes through more.
const MOST_CHANGES: usize = 50;

/// The log of one run.
pub(super) fn log(findings: &[Listed<'_>], sources: &Sources) -> Sarif {
    let has = |rule: &Rule| findings.iter().any(|finding| finding.diagnostic.code == rule.id);
    let rules: Vec<&Rule> = check::rules().iter().copied().filter(|rule| has(rule)).collect();
    let driver = ToolComponent::builder()
        .name(env!("CARGO_PKG_NAME"))
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .rules(rules.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>())
        .build();
    let mut changes = 0;
    let results: Vec<Result> = findings
        .iter()
        .map(|finding| {
            let fixes = if changes < MOST_CHANGES { fixes(finding, sources) } else { Vec::new() };
            changes += usize::from(!fixes.is_empty());
            result(finding, &rules, fixes)
        })
        .collect();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .column_kind(json!(ResultColumnKind::UnicodeCodePoints))
        .default_encoding("utf-8")
        .language("en")
        .results(results)
        .build();
    Sarif::builder().schema(SCHEMA).version(json!(Version::V2_1_0)).runs(vec![run]).build()
}

fn descriptor(rule: &Rule) -> ReportingDescriptor {
    let page = check::explain(rule);
    let what = rule.docs.what.replace("{provider}", providers::NAMES[0]);
    ReportingDescriptor::builder()
        .id(rule.id)
        .short_description(MultiformatMessageString::builder().text(rule.title).build())
        .full_description(MultiformatMessageString::builder().text(what).build())
        .help(MultiformatMessageString::builder().text(page.clone()).markdown(page).build())
        .default_configuration(ReportingConfiguration::builder().level(json!(level(rule.level))).build())
        .build()
}

fn level(level: Level) -> ResultLevel {
    match level {
        Level::Error => ResultLevel::Error,
        Level::Warning => ResultLevel::Warning,
        Level::Hint => ResultLevel::Note,
    }
}

fn result(finding: &Listed<'_>, rules: &[&Rule], fixes: Vec<Fix>) -> Result {
    let diagnostic = finding.diagnostic;
    let mut properties: BTreeMap<String, Value> = BTreeMap::new();
    if let Some(environments) = finding.environments {
        properties.insert("environments".to_owned(), json!(environments));
    }
    let index = rules.iter().position(|rule| rule.id == diagnostic.code);
    let mut result = Result::builder()
        .rule_id(diagnostic.code.clone())
        .level(level(diagnostic.level))
        .message(Message::builder().text(finding.text()).build())
        .locations(vec![location(finding)])
        .partial_fingerprints(BTreeMap::from([(FINGERPRINT.to_owned(), finding.fingerprint.clone())]))
        .build();
    result.rule_index = index.map(number);
    result.fixes = (!fixes.is_empty()).then_some(fixes);
    result.properties =
        (!properties.is_empty()).then(|| PropertyBag::builder().additional_properties(properties).build());
    result
}

/// The place in the file, and the key in the resource.
fn location(finding: &Listed<'_>) -> Location {
    let diagnostic = finding.diagnostic;
    let resource = diagnostic.resource.to_string();
    let name = if diagnostic.path.is_root() { resource } else { format!("{resource}:{}", diagnostic.path) };
    let logical = LogicalLocation::builder().fully_qualified_name(name).build();
    let mut location = Location::builder().logical_locations(vec![logical]).build();
    location.physical_location = finding.file.as_deref().map(|file| {
        let mut physical = PhysicalLocation::builder().artifact_location(artifact(file)).build();
        physical.region = finding.place.as_ref().map(region);
        physical
    });
    location
}

fn artifact(file: &str) -> ArtifactLocation {
    ArtifactLocation::builder().uri(address(file)).uri_base_id(TOP).build()
}

fn region(at: &workspace::Location) -> Region {
    Region::builder()
        .start_line(number(at.line))
        .start_column(number(at.column))
        .end_line(number(at.end_line))
        .end_column(number(at.end_column))
        .build()
}

fn fixes(finding: &Listed<'_>, sources: &Sources) -> Vec<Fix> {
    finding.diagnostic.fixes.iter().filter_map(|fix| change(finding, fix, sources)).collect()
}

/// A fix as a change of the file's text.
fn change(finding: &Listed<'_>, fix: &model::Fix, sources: &Sources) -> Option<Fix> {
    let (at, text) = sources.replacement(finding.diagnostic, fix)?;
    let replacement = Replacement::builder()
        .deleted_region(region(&at))
        .inserted_content(ArtifactContent::builder().text(text).build())
        .build();
    let change = ArtifactChange::builder()
        .artifact_location(artifact(finding.file.as_deref()?))
        .replacements(vec![replacement])
        .build();
    let properties = BTreeMap::from([("certain".to_owned(), json!(fix.certain))]);
    let fix = Fix::builder()
        .description(Message::builder().text(crate::ui::plain(&fix.title)).build())
        .artifact_changes(vec![change])
        .properties(PropertyBag::builder().additional_properties(properties).build());
    Some(fix.build())
}

/// A path as a relative address.
fn address(file: &str) -> String {
    file.bytes().fold(String::with_capacity(file.len()), |mut address, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            address.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(address, "%{byte:02X}");
        }
        address
    })
}

fn number(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn a_path_with_any_characters_is_an_address() {
        assert_eq!(address("campaigns/a-b.toml"), "campaigns/a-b.toml");
        assert_eq!(address("año 1%/a:b"), "a%C3%B1o%201%25/a%3Ab");
    }
}
