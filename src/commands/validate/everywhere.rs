//! What is found in several environments, each finding once.

use std::collections::BTreeMap;
use std::ops::Range;

use model::{Diagnostic, EnvName, KeyPath, ResourceName, Segment};
use serde_json::Value;
use workspace::Loaded;

/// The rule whose findings depend on what other rules find: an `allow` that has no effect in one environment may have one
/// in another.
const WITHOUT_EFFECT: &str = "W007";

/// The workspace as it is in some environments, all alike.
#[derive(Debug)]
pub(super) struct Look {
    /// What was read for the first of them.
    pub(super) loaded: Loaded,
    /// The environments; none where the settings do not say which there are.
    pub(super) environments: Vec<EnvName>,
}

impl Look {
    /// What was read for one environment.
    pub(super) fn new(loaded: Loaded) -> Self {
        let environments = loaded.workspace.iter().map(|workspace| workspace.env.clone()).collect();
        Self { loaded, environments }
    }
}

/// A finding, and where it shows.
#[derive(Debug)]
pub(super) struct Finding {
    /// What was found. Its environment is the one whose settings have the place, where that is not clear by itself.
    pub(super) diagnostic: Diagnostic,
    /// The environments where it shows; `None` where it shows in all.
    pub(super) environments: Option<Vec<EnvName>>,
}

impl Finding {
    /// The finding as a person reads it: one that shows in several environments, but not in all, says so.
    pub(super) fn for_people(&self) -> Diagnostic {
        let mut diagnostic = self.diagnostic.clone();
        if let Some([_, _, ..]) = self.environments.as_deref() {
            let names: Vec<String> =
                self.environments.iter().flatten().map(|name| format!("`{name}`")).collect();
            let shows = format!("it shows in the environments {}, not in all", names.join(", "));
            diagnostic.help = Some(match diagnostic.help {
                Some(help) => format!("{help}; {shows}"),
                None => shows,
            });
        }
        diagnostic
    }
}

/// What makes findings the same, if their words are the same too.
type Place = (ResourceName, KeyPath, String, Option<(usize, usize)>);

/// What reading and the rules find in a workspace in several environments, by resource and key path.
pub(super) fn findings(looks: &[Look]) -> Vec<Finding> {
    let mut found: BTreeMap<Place, Vec<(Diagnostic, Vec<usize>)>> = BTreeMap::new();
    for (number, look) in looks.iter().enumerate() {
        let diagnostics = of(&look.loaded);
        let places = look.loaded.sources.locate_all(&diagnostics);
        for (diagnostic, at) in diagnostics.into_iter().zip(places) {
            let Diagnostic { resource, path, code, .. } = &diagnostic;
            let range = at.map(|at| (at.range.start, at.range.end));
            let here = found.entry((resource.clone(), path.clone(), code.clone(), range)).or_default();
            match here.iter_mut().find(|(other, _)| *other == diagnostic) {
                Some((_, numbers)) if numbers.last() == Some(&number) => {}
                Some((_, numbers)) => numbers.push(number),
                None => here.push((diagnostic, vec![number])),
            }
        }
    }
    let mut told = Vec::new();
    for ((.., range), here) in found {
        for (diagnostic, numbers) in here {
            if numbers.len() == looks.len() {
                told.push(Finding { diagnostic, environments: None });
            } else if diagnostic.code != WITHOUT_EFFECT || is_said_nowhere_else(&diagnostic, &numbers, looks)
            {
                let range = range.map(|(start, end)| start..end);
                told.push(of_some(diagnostic, &numbers, looks, range.as_ref()));
            }
        }
    }
    told
}

/// What reading and the rules find in one environment.
fn of(loaded: &Loaded) -> Vec<Diagnostic> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut findings = loaded.diagnostics.clone();
    if let Some(workspace) = &loaded.workspace {
        findings.extend(check::check_on(workspace, &loaded.incomplete, threads));
    }
    findings
}

/// A finding that shows in some environments only.
fn of_some(
    mut diagnostic: Diagnostic,
    numbers: &[usize],
    looks: &[Look],
    range: Option<&Range<usize>>,
) -> Finding {
    let environments: Vec<EnvName> =
        numbers.iter().flat_map(|number| looks[*number].environments.iter().cloned()).collect();
    // Places are looked up as the first environment has them. A finding of one environment names it in any case.
    let found_as_is = looks[0].loaded.sources.locate(&diagnostic).map(|at| at.range).as_ref() == range;
    if environments.len() == 1 || !found_as_is {
        diagnostic.env = environments.first().cloned();
    }
    Finding { diagnostic, environments: Some(environments) }
}

/// Whether what a finding speaks of is written in the environments where it shows, and in no other.
fn is_said_nowhere_else(diagnostic: &Diagnostic, numbers: &[usize], looks: &[Look]) -> bool {
    let said = |loaded: &Loaded| -> Option<Value> {
        let spec =
            loaded.workspace.as_ref()?.resource(&diagnostic.resource)?.to_json().get_mut("spec")?.take();
        diagnostic.path.segments().iter().try_fold(spec, |mut value, segment| match segment {
            Segment::Key(key) => value.get_mut(key).map(Value::take),
            Segment::Index(index) => value.get_mut(*index).map(Value::take),
        })
    };
    let here = numbers.first().and_then(|number| said(&looks[*number].loaded));
    let elsewhere = looks.iter().enumerate().filter(|(number, _)| !numbers.contains(number));
    elsewhere.into_iter().all(|(_, look)| said(&look.loaded) != here)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;
    use workspace::Root;

    use super::*;

    const SETTINGS: &str = r#"workspace = "acme"
default-env = "local"

[env.local]
backend = "embedded"

[env.staging]
backend = "embedded"

[env.production]
backend = "embedded"
"#;

    /// Findings as `CODE line environments`.
    fn found(campaign: &str) -> Vec<String> {
        let dir = TempDir::new().unwrap();
        std::fs::write(dir.path().join("campaignctl.toml"), SETTINGS).unwrap();
        std::fs::create_dir(dir.path().join("campaigns")).unwrap();
        std::fs::write(dir.path().join("campaigns/a.toml"), campaign).unwrap();
        let root = Root::at(camino::Utf8Path::from_path(dir.path()).unwrap());
        let looks = ["local", "staging", "production"]
            .map(|env| Look::new(root.load(Some(&EnvName::new(env).unwrap()))));
        let line = |finding: &Finding| {
            let at = looks[0].loaded.sources.locate(&finding.diagnostic).map_or(0, |at| at.line);
            let environments = finding.environments.as_ref().map_or_else(
                || "all".to_owned(),
                |names| names.iter().map(EnvName::as_str).collect::<Vec<_>>().join(" "),
            );
            format!("{} {at} {environments}", finding.diagnostic.code)
        };
        findings(&looks).iter().map(line).collect()
    }

    /// A funnel whose page can be left by `dismissed` where `allow-dismiss` says so.
    fn funnel(page: &str, overlays: &str) -> String {
        format!(
            "entry = \"welcome\"\n[step.welcome]\nkind = \"page\"\non.next = \"done\"\n{page}\n\
             [step.done]\nkind = \"end\"\nresult = \"completed\"\n{overlays}"
        )
    }

    #[test]
    fn what_shows_everywhere_is_told_once() {
        assert_eq!(found(&funnel("on.nxt = \"done\"", "")), ["F003 5 all"]);
    }

    #[test]
    fn what_shows_in_some_environments_names_them_and_their_place() {
        let overlay = "[env.production.step.welcome]\nallow-dismiss = true";
        assert_eq!(found(&funnel("", overlay)), ["F004 9 production"]);
        let overlay = "[env.local.step.welcome]\nallow-dismiss = false";
        assert_eq!(found(&funnel("allow-dismiss = true", overlay)), ["F004 2 staging production"]);
        let overlay = "[env.production.step.welcome]\nmax-visits = \"two\"";
        assert_eq!(found(&funnel("", overlay)), ["W001 10 production"]);
    }

    #[test]
    fn an_allow_that_helps_in_one_environment_is_not_blamed_in_the_others() {
        let allow = "allow = [\"F004\"]";
        assert_eq!(found(&funnel(allow, "")), ["W007 5 all"]);
        let dismissed = "[env.production.step.welcome]\nallow-dismiss = true";
        assert_eq!(found(&funnel(allow, dismissed)), [""; 0]);
        let overlay = format!("[env.production.step.welcome]\n{allow}");
        assert_eq!(found(&funnel("", &overlay)), ["W007 10 production"]);
    }

    #[test]
    fn a_person_reads_of_several_environments_what_is_true() {
        let names = |names: &[&str]| Some(names.iter().map(|name| EnvName::new(name).unwrap()).collect());
        let diagnostic =
            Diagnostic::error("F004", ResourceName::DataModel, KeyPath::root(), "wrong").with_help("mend it");
        let help = |environments| Finding { diagnostic: diagnostic.clone(), environments }.for_people().help;
        let both = "mend it; it shows in the environments `local`, `staging`, not in all";
        assert_eq!(help(names(&["local", "staging"])).as_deref(), Some(both));
        assert_eq!(help(names(&["local"])).as_deref(), Some("mend it"));
        assert_eq!(help(None).as_deref(), Some("mend it"));
    }
}
