//! What is found while one file is read.

use model::{Diagnostic, EnvName, Fix, KeyPath, ResourceName, Segment, suggest};
use serde_json::{Map, Value};

/// Keys under which people write secrets. Compared without `-` and `_`.
const SECRET_KEYS: [&str; 7] =
    ["apitoken", "apisecret", "accesstoken", "password", "secret", "clientsecret", "masterkey"];

/// The findings of one resource.
#[derive(Debug)]
pub(crate) struct Findings {
    resource: ResourceName,
    /// What was found.
    pub(crate) list: Vec<Diagnostic>,
    /// Whether something is missing in the model because it could not be read.
    pub(crate) incomplete: bool,
    /// Findings about keys that are a slip of the pen, by their place in the list, and the right key.
    slips: Vec<(usize, String)>,
}

impl Findings {
    pub(crate) fn new(resource: ResourceName) -> Self {
        Self { resource, list: Vec::new(), incomplete: false, slips: Vec::new() }
    }

    /// A finding about a value; it is missing in the model.
    pub(crate) fn lost(&mut self, code: &str, path: KeyPath, message: impl Into<String>) {
        self.incomplete = true;
        self.list.push(Diagnostic::error(code, self.resource.clone(), path, message));
    }

    /// A finding about a key; what belongs to it is missing in the model.
    pub(crate) fn lost_key(&mut self, code: &str, path: KeyPath, message: impl Into<String>) {
        self.lost(code, path, message);
        if let Some(last) = self.list.last_mut() {
            last.at_key = true;
        }
    }

    /// A key that means nothing. The model is whole without it.
    pub(crate) fn unknown_key<'a>(
        &mut self,
        path: KeyPath,
        key: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) {
        let folded: String = key.to_ascii_lowercase().replace(['-', '_'], "");
        if SECRET_KEYS.contains(&folded.as_str()) {
            let message = format!("`{key}` is a secret: it must not stand in a file of the workspace");
            let finding = Diagnostic::error("W004", self.resource.clone(), path, message).at_key().with_help(
                "remove it and change it where it was made; `campaignctl provider set` keeps credentials in the keyring",
            );
            self.list.push(finding);
            return;
        }
        let shown: String = key.chars().take(60).collect();
        let mut finding =
            Diagnostic::error("W001", self.resource.clone(), path, format!("there is no key `{shown}` here"))
                .at_key();
        let known: Vec<&str> = known.into_iter().collect();
        if let Some(right) = suggest::slip(key, known.iter().copied()) {
            self.slips.push((self.list.len(), right.to_owned()));
        }
        finding.help = match suggest::nearest(key, known.iter().copied()) {
            Some(nearest) => Some(format!("did you mean `{nearest}`?")),
            None if known.is_empty() => None,
            None => Some(format!("keys are {}", known.join(", "))),
        };
        self.list.push(finding);
    }

    /// Whether [`Self::offer_spellings`] has something to do.
    pub(crate) fn has_slips(&self) -> bool {
        !self.slips.is_empty()
    }

    /// Takes all findings back.
    pub(crate) fn clear(&mut self) {
        self.list.clear();
        self.slips.clear();
    }

    /// Offers the right spelling of keys that are a slip of the pen. `members` is what the file says, of which the settings
    /// of `env` count. Where a secret stands in the file nothing is offered: a fix tells what it writes.
    pub(crate) fn offer_spellings(&mut self, members: &Map<String, Value>, env: Option<&EnvName>) {
        if self.list.iter().any(|finding| finding.code == "W004") {
            return;
        }
        for (place, right) in std::mem::take(&mut self.slips) {
            let Some(finding) = self.list.get_mut(place) else { continue };
            let Some((Segment::Key(wrong), at)) = finding.path.segments().split_last() else { continue };
            let overlay = env.and_then(|env| members.get("env")?.get(env.as_str())?.as_object());
            let tables = [overlay, Some(members)].into_iter().flatten();
            let found = tables.filter_map(|members| table_at(members, at));
            let Some(table) = found.into_iter().find(|table| table.contains_key(wrong)) else { continue };
            if table.contains_key(&right) {
                continue;
            }
            let name = |key: &String| if key == wrong { right.clone() } else { key.clone() };
            let value = table.iter().map(|(key, value)| (name(key), value.clone())).collect();
            let fix = Fix {
                title: format!("write `{right}`"),
                certain: true,
                path: at.iter().cloned().collect(),
                value: Some(Value::Object(value)),
            };
            finding.fixes.push(fix);
        }
    }
}

fn table_at<'a>(members: &'a Map<String, Value>, at: &[Segment]) -> Option<&'a Map<String, Value>> {
    at.iter().try_fold(members, |members, segment| match segment {
        Segment::Key(key) => members.get(key)?.as_object(),
        Segment::Index(_) => None,
    })
}
