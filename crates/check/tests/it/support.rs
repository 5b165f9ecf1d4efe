//! Workspaces out of texts, and findings as lines.

use std::collections::BTreeMap;

use model::{
    DataModel, Diagnostic, EnvName, Fix, Level, Resource, ResourceName, Segment, Workspace, WorkspaceSettings,
};
use serde_json::{Value, json};

/// The files that there are where a test brings none of its own.
const BASE: [(&str, &str); 4] = [
    (
        "campaignctl.toml",
        r#"
workspace = "acme"
default-env = "local"

[env.local]
backend = "embedded"
sandbox = true
"#,
    ),
    (
        "providers/jumio.toml",
        r##"
platform = "kyx"
datacenter = "eu"
workflow = "10011"
primary-color = "#0B5FFF"
"##,
    ),
    (
        "data-model.toml",
        r#"
field.first_name = { type = "text", pii = "personal" }
field.last_name = { type = "text", pii = "personal" }
field.birth_date = { type = "birth-date", pii = "personal" }
"#,
    ),
    (
        "campaigns/onboarding.toml",
        r#"
entry = "done"
step.done = { kind = "end", result = "completed" }
"#,
    ),
];

/// A workspace of these files, and of those of [`BASE`] that are not among them. A file without text is not there.
pub(crate) fn workspace<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> Workspace {
    let mut all: BTreeMap<&str, &str> = BASE.into_iter().collect();
    all.extend(files.iter().map(|(path, text)| (path.as_ref(), text.as_ref())));
    all.retain(|_, text| !text.is_empty());
    let read = |path: &str| -> Value { toml::from_str(all[path]).unwrap_or_else(|e| panic!("{path}: {e}")) };
    let mut settings: Value = read("campaignctl.toml");
    settings.as_object_mut().unwrap().entry("env").or_insert(json!({}));
    let settings: WorkspaceSettings = serde_json::from_value(settings).unwrap();
    let mut workspace = Workspace {
        env: EnvName::new("local").unwrap(),
        settings,
        data_model: DataModel::default(),
        providers: BTreeMap::new(),
        campaigns: BTreeMap::new(),
        tests: BTreeMap::new(),
    };
    for path in all.keys().filter(|path| **path != "campaignctl.toml") {
        let name = path
            .trim_end_matches(".toml")
            .replace("providers/", "provider/")
            .replace("campaigns/", "campaign/")
            .replace("tests/", "test/");
        put(&mut workspace, &json!({ "format": 1, "name": name, "spec": read(path) }));
    }
    workspace
}

fn put(workspace: &mut Workspace, json: &Value) {
    let name: ResourceName = json["name"].as_str().unwrap().parse().unwrap();
    if let ResourceName::Test(name) = name {
        drop(workspace.tests.insert(name, serde_json::from_value(json["spec"].clone()).unwrap()));
        return;
    }
    match Resource::from_json(json).unwrap_or_else(|e| panic!("{json:#}: {e}")) {
        Resource::DataModel(model) => workspace.data_model = model,
        Resource::Provider(settings) => drop(workspace.providers.insert(settings.name(), settings)),
        Resource::Campaign(slug, campaign) => drop(workspace.campaigns.insert(slug, campaign)),
    }
}

/// A workspace with this campaign.
pub(crate) fn campaign(text: &str) -> Workspace {
    workspace(&[("campaigns/onboarding.toml", text)])
}

/// A workspace with a campaign that is one verification step, with these lines in it.
pub(crate) fn verification(lines: &str) -> Workspace {
    campaign(&identity(lines))
}

/// A campaign that is one verification step, with these lines in it.
pub(crate) fn identity(lines: &str) -> String {
    let approved = if lines.contains("on.approved") { "" } else { "on.approved = \"done\"" };
    let documents = if lines.contains("documents") { "" } else { "documents = [\"passport\"]" };
    format!(
        "entry = \"identity\"\n[step.identity]\nkind = \"jumio\"\n{approved}\non.otherwise = \"declined\"\n\
         {documents}\n{lines}\n[step.done]\nkind = \"end\"\nresult = \"completed\"\n\
         [step.declined]\nkind = \"end\"\nresult = \"declined\"\n"
    )
}

/// What the rules find, but for those that only give hints, a line each: `F004 error step.clerk: message`; a `^` after the
/// path means the key.
pub(crate) fn found(workspace: &Workspace) -> Vec<String> {
    without_hints(workspace).iter().map(line).collect()
}

/// The findings, but for those of rules that only give hints: what a short example leaves out is not its fault.
pub(crate) fn without_hints(workspace: &Workspace) -> Vec<Diagnostic> {
    let mut found = check::check(workspace);
    found.retain(|finding| !gives_hints(finding));
    found
}

/// What the rules find that only give hints, with the help below each line.
pub(crate) fn hints(workspace: &Workspace) -> String {
    text(check::check(workspace).iter().filter(|finding| gives_hints(finding)))
}

/// What the other rules find, with the help below each line.
pub(crate) fn told(workspace: &Workspace) -> String {
    text(&without_hints(workspace))
}

fn gives_hints(finding: &Diagnostic) -> bool {
    check::rule(&finding.code).is_some_and(|rule| rule.level == Level::Hint)
}

/// Findings, a line each, with the help below it.
pub(crate) fn text<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>) -> String {
    let mut text = String::new();
    for finding in findings {
        text.push_str(&line(finding));
        text.push('\n');
        if let Some(help) = &finding.help {
            text.push_str("  help: ");
            text.push_str(help);
            text.push('\n');
        }
    }
    text
}

fn line(finding: &Diagnostic) -> String {
    let key = if finding.at_key { "^" } else { "" };
    let place = match &finding.resource {
        ResourceName::Campaign(_) => String::new(),
        other => format!("{other} "),
    };
    format!("{} {} {place}{}{key}: {}", finding.code, finding.level, finding.path, finding.message)
}

/// The workspace with a fix applied to a resource.
pub(crate) fn fixed(workspace: &Workspace, resource: &ResourceName, fix: &Fix) -> Workspace {
    let mut json = match resource {
        ResourceName::Test(name) => json!({ "name": resource.to_string(), "spec": workspace.tests[name] }),
        _ => workspace.resource(resource).unwrap().to_json(),
    };
    let (last, parents) = fix.path.segments().split_last().unwrap();
    let mut place = &mut json["spec"];
    for segment in parents {
        place = match segment {
            Segment::Key(key) => &mut place[key.as_str()],
            Segment::Index(index) => &mut place[*index],
        };
    }
    match (last, &fix.value) {
        (Segment::Key(key), Some(value)) => place[key.as_str()] = value.clone(),
        (Segment::Index(index), Some(value)) => place[*index] = value.clone(),
        (Segment::Key(key), None) => drop(place.as_object_mut().unwrap().remove(key).unwrap()),
        (Segment::Index(index), None) => drop(place.as_array_mut().unwrap().remove(*index)),
    }
    let mut workspace = workspace.clone();
    put(&mut workspace, &json);
    workspace
}
