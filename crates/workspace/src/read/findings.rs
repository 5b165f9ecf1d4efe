//! What is found while one file is read.

use model::{Diagnostic, KeyPath, ResourceName};

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
}

impl Findings {
    pub(crate) fn new(resource: ResourceName) -> Self {
        Self { resource, list: Vec::new(), incomplete: false }
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
        finding.help = match model::suggest::nearest(key, known.iter().copied()) {
            Some(nearest) => Some(format!("did you mean `{nearest}`?")),
            None if known.is_empty() => None,
            None => Some(format!("keys are {}", known.join(", "))),
        };
        self.list.push(finding);
    }
}
