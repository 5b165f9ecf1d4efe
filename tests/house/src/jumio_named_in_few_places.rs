//! A provider is an exchangeable thing: only the files listed here know the name of this one. A second provider is a
//! twin of each.

use crate::tree::program_sources;

/// How the paths begin that may name it.
const PLACES: &[&str] = &[
    "crates/check/src/rules/jumio/",
    "crates/check/src/rules/mod.rs",
    "crates/jumio/",
    "crates/model/src/providers/jumio",
    "crates/model/src/providers/mod.rs",
    "crates/sandbox/",
    "crates/schema/src/providers/",
    "crates/verification/src/jumio/",
    "crates/verification/src/lib.rs",
    "src/commands/demo/script.rs",
    "src/commands/provider/set/",
];

#[test]
fn the_provider_is_named_where_it_is_at_home_and_nowhere_else() {
    let named: Vec<String> = program_sources()
        .into_iter()
        .filter(|file| {
            file.path.to_lowercase().contains("jumio") || file.text.to_lowercase().contains("jumio")
        })
        .map(|file| file.path)
        .collect();
    let astray: Vec<_> =
        named.iter().filter(|path| !PLACES.iter().any(|place| path.starts_with(*place))).collect();
    assert!(astray.is_empty(), "the provider is named in {astray:#?}");
    let needless: Vec<_> =
        PLACES.iter().filter(|place| !named.iter().any(|path| path.starts_with(**place))).collect();
    assert!(
        needless.is_empty(),
        "the provider is not named any more in {needless:#?}: take them off the list"
    );
}
