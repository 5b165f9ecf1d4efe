//! `providers/<name>.toml`: one module for each provider.

mod jumio;

use model::ProviderName;

use crate::form::{Form, Keys};

/// The keys of a provider's settings.
struct Settings {
    /// Keys that must be there, and are the same in every environment.
    everywhere: Keys,
    /// Keys that an environment may set for itself.
    by_environment: Keys,
}

fn settings(provider: &ProviderName) -> Settings {
    match provider.as_str() {
        model::providers::jumio::NAME => jumio::settings(),
        _ => Settings { everywhere: Vec::new(), by_environment: Vec::new() },
    }
}

/// The schema of a provider's settings.
pub(crate) fn schema(provider: &ProviderName) -> Form {
    let Settings { everywhere, by_environment } = settings(provider);
    let overlay = Form::table(by_environment.clone()).about("What differs in this environment.");
    let required: Vec<&str> = everywhere.iter().map(|(key, _)| *key).collect();
    let mut keys = [everywhere, by_environment].concat();
    keys.push(("env", Form::named(overlay).about("What differs in an environment, by its name.")));
    Form::table(keys)
        .required(&required)
        .about("The settings of an identity verification provider. Credentials never stand here.")
}
