//! What `campaignctl validate` says of a file.

use std::path::Path;

use camino::Utf8Path;
use model::{
    CampaignSlug, Diagnostic, EnvName, MAX_BYTES, MediaType, Resource, ResourceName, Segment, TestName,
};
use schema::Kind;
use serde_json::Value;
use workspace::{Loaded, Root};

/// The environments of the workspace.
pub(crate) const ENVS: [&str; 2] = ["local", "production"];

const SETTINGS: &str = "\
workspace = \"acme\"
default-env = \"local\"
env.local.backend = \"embedded\"
env.production.backend = \"https://campaigns.example.com\"
";

/// A workspace with one file, read once for each environment, and once for none of them.
pub(crate) fn load(kind: &Kind, text: &str) -> Vec<Loaded> {
    let dir = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("campaignctl.toml", SETTINGS);
    write(&kind.files().replace('*', "onboarding"), text);
    let root = Root::at(utf8(dir.path()));
    let load = |env| root.load_with_tests(Some(&EnvName::new(env).unwrap()));
    ["none"].iter().chain(&ENVS).map(|env| load(env)).collect()
}

fn utf8(path: &Path) -> &Utf8Path {
    Utf8Path::from_path(path).unwrap()
}

/// The resource of the file, as it is in no environment in particular.
pub(crate) fn resource(kind: &Kind, text: &str) -> Option<Resource> {
    let name = match kind {
        Kind::Workspace => ResourceName::Workspace,
        Kind::DataModel => ResourceName::DataModel,
        Kind::Provider(name) => ResourceName::Provider(name.clone()),
        Kind::Campaign => ResourceName::Campaign(CampaignSlug::new("onboarding").unwrap()),
        Kind::Test => ResourceName::Test(TestName::new("onboarding").unwrap()),
    };
    let loaded = load(kind, text).into_iter().next()?;
    assert_eq!(loaded.diagnostics, [], "{text}");
    loaded.workspace?.resource(&name)
}

/// What is wrong with a file, of what a schema can know.
pub(crate) enum Told {
    /// Something refers to something that is not there: nobody looked at what is in it.
    Astray,
    /// These are wrong.
    Wrong(Vec<Diagnostic>),
}

pub(crate) fn told(kind: &Kind, document: &Value) -> Told {
    let text = toml::to_string(document).unwrap();
    let mut wrong = Vec::new();
    for loaded in load(kind, &text) {
        if loaded.diagnostics.iter().any(|finding| finding.code == "W003") {
            return Told::Astray;
        }
        if let Some(workspace) = &loaded.workspace {
            let found = check::check_partial(workspace, &loaded.incomplete);
            wrong.extend(found.into_iter().filter(|finding| is_known(document, finding)));
        }
        wrong.extend(loaded.diagnostics);
    }
    Told::Wrong(wrong)
}

/// Whether a finding about a field is one about a value that no field at all can have there.
fn is_of_file(document: &Value, path: &[Segment]) -> bool {
    let [_, Segment::Key(field), Segment::Key(key), ..] = path else { return false };
    let value = &document["field"][field][key];
    let is_unknown = |name: &Value| name.as_str().and_then(MediaType::from_name).is_none();
    match key.as_str() {
        "media-types" => value.as_array().is_some_and(|names| names.iter().any(is_unknown)),
        "max-bytes" => value.as_u64().is_some_and(|bytes| !(1..=MAX_BYTES).contains(&bytes)),
        "retention-days" => value == 0,
        _ => false,
    }
}

/// Whether a rule's finding is of a kind that a schema knows of, too.
fn is_known(document: &Value, finding: &Diagnostic) -> bool {
    let path = finding.path.segments();
    match finding.code.as_str() {
        "J001" => matches!(path.last(), Some(Segment::Index(_))),
        "J002" | "M001" => true,
        // Media types and sizes there are, whatever the field's type.
        "D001" | "D002" | "D009" => is_of_file(document, path),
        // Whether there is such a step, field or campaign no schema can know.
        "T001" => {
            let names_capture = |segment: &Segment| matches!(segment, Segment::Key(key) if key == "captured" || key == "images");
            matches!(path, [_, _, _, _, key, _] if names_capture(key))
        }
        // Whether a step can end so may depend on its branches, on `allow-dismiss` or on `max-visits`.
        "F003" => {
            let [_, Segment::Key(step), _, last] = path else { return true };
            let decides = document["step"][step]["kind"] == "decision";
            let depends = matches!(last, Segment::Key(key) if key == "dismissed" || key == "exhausted");
            !decides && !depends
        }
        _ => false,
    }
}
