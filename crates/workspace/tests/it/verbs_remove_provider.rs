//! Removing a provider: all files before and after.

use model::providers;
use workspace::Edit;
use workspace::verbs::providers::remove;
use workspace::verbs::{ChangeError, VerbError};

use crate::support::{Files, SETTINGS};

const PROVIDER: &str = "# Ours.\nplatform = \"kyx\"\r\n\n[env.production]\nworkflow = \"10013\" # theirs\n";
/// Names the provider, and has no step of its.
const NAMES: &str = "\
# The news.
title = \"News\"
provider = 'jumio' # for later
entry = \"done\" # at once

[step.done]
kind = \"end\"
result = \"completed\"
";
const NAMES_NO_MORE: &str = "\
# The news.
title = \"News\"
entry = \"done\" # at once

[step.done]
kind = \"end\"
result = \"completed\"
";
/// Has one in a table of its own spelling.
const HAS_A_STEP: &str = "\
entry = \"identity\"
step.identity = { kind = \"jumio\", on.otherwise = \"done\" }
step.done = { kind = \"end\", result = \"completed\" }
";
/// Has nothing to do with it, though its texts speak of it.
const SPEAKS: &str = "\
title = \"jumio\"
entry = \"jumio\"

[step.jumio]
kind = \"page\"
title = \"jumio\"
on.next = \"done\"

[step.done]
kind = \"end\"
result = \"completed\"
";

fn files(campaigns: &[(&str, &str)]) -> Files {
    Files::new(&[&[("providers/jumio.toml", PROVIDER)], campaigns].concat())
}

/// What was told: where the file is kept, and each place.
fn removed(files: &Files, cascade: bool) -> Result<(String, Vec<String>), VerbError> {
    let before = files.all();
    let name = providers::named("jumio").unwrap();
    let mut edit = Edit::begin(&files.root()).unwrap();
    match remove(&mut edit, &files.referrers(), &name, cascade) {
        Ok((kept, told)) => {
            assert_eq!(kept.file, "providers/jumio.toml");
            edit.commit().unwrap();
            Ok((kept.kept.to_string(), told.iter().map(ToString::to_string).collect()))
        }
        Err(ChangeError::Verb(error)) => {
            assert_eq!(files.all(), before);
            Err(error)
        }
        Err(ChangeError::Edit(error)) => panic!("{error}"),
    }
}

fn places(error: &VerbError) -> Vec<String> {
    error.places().iter().map(ToString::to_string).collect()
}

fn all(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn a_provider_that_nobody_names_goes_and_its_file_is_kept_byte_for_byte() {
    let files = files(&[("campaigns/talk.toml", SPEAKS)]);
    let (kept, told) = removed(&files, false).unwrap();
    assert_eq!((kept.as_str(), told), (".campaignctl/deleted/jumio.toml", vec![]));
    assert_eq!(files.all(), all(&[("campaignctl.toml", SETTINGS), ("campaigns/talk.toml", SPEAKS)]));
    assert_eq!(files.read(&kept), PROVIDER);
    assert!(matches!(removed(&files, true), Err(VerbError::Unknown { .. })));
    // What was kept before stays.
    files.write("providers/jumio.toml", "platform = \"netverify\"\n");
    assert_eq!(removed(&files, false).unwrap().0, ".campaignctl/deleted/jumio-2.toml");
    assert_eq!(files.read(&kept), PROVIDER);
}

#[test]
fn campaigns_that_only_name_it_are_in_the_way_or_stop_doing_so() {
    let files = files(&[("campaigns/news.toml", NAMES), ("campaigns/talk.toml", SPEAKS)]);
    let error = removed(&files, false).unwrap_err();
    assert!(matches!(error, VerbError::Used { .. }), "{error}");
    assert_eq!(
        (error.to_string().as_str(), places(&error)),
        ("the provider `jumio` is used", vec!["news: provider".to_owned()])
    );
    let (_, told) = removed(&files, true).unwrap();
    assert_eq!(told, ["news: provider -> nothing"]);
    let after = [
        ("campaignctl.toml", SETTINGS),
        ("campaigns/news.toml", NAMES_NO_MORE),
        ("campaigns/talk.toml", SPEAKS),
    ];
    assert_eq!(files.all(), all(&after));
}

#[test]
fn steps_are_in_the_way_in_any_case() {
    let files = files(&[("campaigns/account.toml", HAS_A_STEP), ("campaigns/news.toml", NAMES)]);
    for cascade in [false, true] {
        let error = removed(&files, cascade).unwrap_err();
        assert!(matches!(error, VerbError::Verifies { .. }), "{error}");
        assert_eq!(places(&error), ["account: step.identity.kind", "news: provider"]);
    }
}

#[test]
fn a_campaign_that_does_not_read_may_name_it() {
    let files = files(&[("campaigns/broken.toml", "entry = \n")]);
    let mut edit = Edit::begin(&files.root()).unwrap();
    let name = providers::named("jumio").unwrap();
    let error = remove(&mut edit, &files.referrers(), &name, true).unwrap_err();
    assert!(matches!(error, ChangeError::Edit(workspace::EditError::Unreadable { .. })), "{error}");
}
