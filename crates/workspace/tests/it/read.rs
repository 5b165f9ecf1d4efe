//! Reading tells everything at once, and each thing where it stands.

use model::{EnvName, Level, ResourceName};

use crate::support::{Files, SETTINGS, slug};

/// Findings as `file:line:column code message`.
fn told(files: &Files, env: Option<&str>) -> Vec<String> {
    let env = env.map(|env| EnvName::new(env).unwrap());
    let loaded = files.root().load(env.as_ref());
    let places = loaded.sources.locate_all(&loaded.diagnostics);
    loaded
        .diagnostics
        .iter()
        .zip(places)
        .map(|(finding, at)| match at {
            Some(at) => format!("{}:{}:{} {} {}", at.path, at.line, at.column, finding.code, finding.message),
            None => format!("- {} {}", finding.code, finding.message),
        })
        .collect()
}

#[test]
fn a_whole_workspace_reads() {
    let files = Files::new(&[
        ("data-model.toml", "[field.first_name]\ntype = \"text\"\npii = \"personal\"\n"),
        ("providers/jumio.toml", "platform = \"kyx\"\ndatacenter = \"eu\"\nworkflow = \"10011\"\n"),
        (
            "campaigns/onboarding.toml",
            "title = \"T\"\nentry = \"identity\"\n[step.identity]\nkind = \"jumio\"\ncountry = \"Uruguay\"\non.otherwise = \"done\"\n\
             map.first_name = \"document.first_name\"\n[step.done]\nkind = \"end\"\nresult = \"completed\"\n",
        ),
    ]);
    let loaded = files.root().load(None);
    assert_eq!(loaded.diagnostics, []);
    assert!(loaded.incomplete.is_empty());
    let workspace = loaded.workspace.unwrap();
    assert_eq!(workspace.env.as_str(), "local");
    assert_eq!(workspace.data_model.fields.len(), 1);
    assert_eq!(workspace.providers.len(), 1);
    assert_eq!(workspace.campaigns[&slug()].steps.len(), 2);
}

#[test]
fn all_faults_of_all_files_come_at_once_with_their_places() {
    let files = Files::new(&[
        ("data-model.toml", "[field.first_name]\ntype = \"txt\"\n[field.\"Bad Name\"]\ntype = \"text\"\n"),
        ("providers/jumio.toml", "platform = \"kyx\"\nworkflw = \"1\"\ndatacenter = \"eu\"\nworkflow = 3\n"),
        (
            "campaigns/onboarding.toml",
            "title = 4\n[step.a]\nkind = \"pge\"\n[step.b]\nkind = \"page\"\ntitel = \"x\"\non.next = [\"c\"]\n[step.c]\ntitle = \"x\"\n",
        ),
    ]);
    let told = told(&files, None);
    let wanted = [
        "data-model.toml:2:8 W001 there is no field type `txt`; did you mean `text`?",
        "data-model.toml:3:8 W002",
        "providers/jumio.toml:2:1 W001 there is no key `workflw` here",
        "providers/jumio.toml:4:12 W001",
        "campaigns/onboarding.toml:1:9 W001",
        "campaigns/onboarding.toml:3:8 W001 there is no step kind `pge`; did you mean `page`?",
        "campaigns/onboarding.toml:6:1 W001 there is no key `titel` here",
        "campaigns/onboarding.toml:7:11 W001 a connection leads to one step",
        "campaigns/onboarding.toml:8:7 W001 the step has no `kind`",
    ];
    for wanted in wanted {
        assert!(told.iter().any(|told| told.starts_with(wanted)), "{wanted} is not in {told:#?}");
    }
    assert_eq!(told.len(), wanted.len(), "{told:#?}");
}

#[test]
fn the_settings_of_a_field_have_their_types() {
    let fields = "[field.a]\ntype = \"file\"\nmultipel = true\nmax-bytes = \"5MB\"\nmedia-types = \"application/pdf\"\n\
                  [field.b]\ntype = \"country\"\ncode = \"alpha2\"\nscope = \"session\"\nunique = 1\n\
                  [field.c]\ntype = \"composite\"\nparts = [1]\nretention-days = -1\ndelimeter = \";\"\n";
    let told = told(&Files::new(&[("data-model.toml", fields)]), None);
    let wanted = [
        "data-model.toml:3:1 W001 there is no key `multipel` here",
        "data-model.toml:4:13 W001",
        "data-model.toml:5:15 W001",
        "data-model.toml:8:8 W001",
        "data-model.toml:9:9 W001",
        "data-model.toml:10:10 W001",
        "data-model.toml:13:10 W001",
        "data-model.toml:14:18 W001",
        "data-model.toml:15:1 W001 there is no key `delimeter` here",
    ];
    for wanted in wanted {
        assert!(told.iter().any(|told| told.starts_with(wanted)), "{wanted} is not in {told:#?}");
    }
    assert_eq!(told.len(), wanted.len(), "{told:#?}");
}

#[test]
fn several_faults_of_the_syntax_come_from_one_run() {
    let text = "title = \nentry = \"a\n[step.a\nkind = \"page\"\n";
    let told = told(&Files::new(&[("campaigns/onboarding.toml", text)]), None);
    assert!(told.len() >= 3, "{told:#?}");
    assert!(told[0].starts_with("campaigns/onboarding.toml:1:"), "{told:#?}");
    assert!(told.iter().any(|told| told.starts_with("campaigns/onboarding.toml:3:")), "{told:#?}");
}

#[test]
fn a_fault_in_an_overlay_is_shown_there() {
    let provider =
        "platform = \"kyx\"\ndatacenter = \"eu\"\nworkflow = \"10011\"\n[env.production]\nworkflow = 5\n";
    let files = Files::new(&[("providers/jumio.toml", provider)]);
    assert_eq!(told(&files, Some("local")), Vec::<String>::new());
    let told = told(&files, Some("production"));
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].starts_with("providers/jumio.toml:5:12 W001"), "{told:#?}");
}

#[test]
fn an_overlay_of_an_unknown_environment_or_step_is_told() {
    let text = "[step.done]\nkind = \"end\"\nresult = \"completed\"\n[env.prodction.step.done]\nmessage = \"m\"\n[env.local.step.dne]\nmessage = \"m\"\n";
    let told = told(&Files::new(&[("campaigns/onboarding.toml", text)]), None);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told.iter().any(|told| told.starts_with("campaigns/onboarding.toml:4:6 W003")), "{told:#?}");
    assert!(told.iter().any(|told| told.starts_with("campaigns/onboarding.toml:6:17 W003")), "{told:#?}");
}

#[test]
fn a_secret_in_a_file_is_told_without_being_shown() {
    let provider =
        "platform = \"kyx\"\ndatacenter = \"eu\"\nworkflow = \"10011\"\napi-secret = \"hush-hush\"\n";
    let files = Files::new(&[("providers/jumio.toml", provider)]);
    let told = told(&files, None);
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("W004") && !told[0].contains("hush"), "{told:?}");
}

#[test]
fn settings_that_do_not_say_which_workspace_this_is_give_none() {
    let files = Files::new(&[]);
    files.write("campaignctl.toml", "default-env = \"local\"\n");
    let loaded = files.root().load(None);
    assert!(loaded.workspace.is_none());
    assert!(loaded.diagnostics.iter().any(|finding| finding.resource == ResourceName::Workspace));
    files.write("campaignctl.toml", SETTINGS);
    assert!(files.root().load(None).workspace.is_some());
}

#[test]
fn names_that_do_not_fit_are_told() {
    let files = Files::new(&[("campaigns/Not A Slug.toml", ""), ("providers/jumeo.toml", "")]);
    let told = told(&files, None);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(
        told.iter().any(|told| told.contains("providers/jumeo.toml") && told.contains("jumio")),
        "{told:#?}"
    );
}

#[cfg(unix)]
#[test]
fn odd_files_are_told_and_never_waited_for() {
    use std::os::unix::fs::symlink;
    let outside = Files::new(&[("secret.toml", "title = \"theirs\"\n")]);
    let files = Files::new(&[("campaigns/a-directory.toml/x", "")]);
    let at = |name: &str| files.path().join("campaigns").join(name);
    symlink(outside.path().join("secret.toml"), at("a-link.toml")).unwrap();
    symlink("nowhere.toml", at("a-dangling.toml")).unwrap();
    symlink("a-loop.toml", at("a-loop.toml")).unwrap();
    symlink("/dev/zero", at("a-device.toml")).unwrap();
    std::fs::write(at("a-binary.toml"), [0xff, 0xfe, 0x00]).unwrap();
    let pipe = std::process::Command::new("mkfifo").arg(at("a-pipe.toml")).status().unwrap();
    assert!(pipe.success());
    let loaded = files.root().load(None);
    assert_eq!(loaded.diagnostics.len(), 7, "{:#?}", loaded.diagnostics);
    assert_eq!(loaded.incomplete.len(), 7);
    assert!(loaded.diagnostics.iter().all(|finding| finding.level == Level::Error));
    assert!(!format!("{:?}", loaded.diagnostics).contains("theirs"));
}

/// Many files are read on several threads: nothing of it shows.
#[test]
fn many_files_read_as_few_do() {
    let texts: Vec<(String, String)> = (0..300)
        .map(|at| {
            let kind = if at % 50 == 7 { "pge" } else { "page" };
            (format!("campaigns/c{at:03}.toml"), format!("title = \"{at}\"\n[step.a]\nkind = \"{kind}\"\n"))
        })
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let files = Files::new(&files);
    let wrong: Vec<String> = told(&files, None);
    let expected: Vec<String> = [7, 57, 107, 157, 207, 257]
        .map(|at| {
            format!("campaigns/c{at:03}.toml:3:8 W001 there is no step kind `pge`; did you mean `page`?")
        })
        .into();
    assert_eq!(wrong, expected, "in order");
    let workspace = files.root().load(None).workspace.unwrap();
    assert_eq!(workspace.campaigns.len(), 300);
    for (slug, campaign) in &workspace.campaigns {
        let number: usize = campaign.title.as_ref().unwrap().parse().unwrap();
        assert_eq!(slug.as_str(), format!("c{number:03}"));
    }
}

#[test]
fn deep_and_huge_files_are_told_and_nothing_breaks() {
    let deep = format!("x = {}{}\n", "[".repeat(100_000), "]".repeat(100_000));
    let keys = format!("{}x = 1\n", "a.".repeat(50_000));
    let huge = format!("# {}\n", "x".repeat(5 * 1024 * 1024));
    let files = Files::new(&[
        ("campaigns/deep.toml", &deep),
        ("campaigns/keys.toml", &keys),
        ("campaigns/huge.toml", &huge),
    ]);
    let loaded = files.root().load(None);
    let names = ["campaign/deep", "campaign/keys", "campaign/huge"];
    for name in names {
        assert!(loaded.diagnostics.iter().any(|finding| finding.resource.to_string() == name), "{name}");
    }
    assert!(
        !workspace::render(&loaded.diagnostics, &loaded.sources, workspace::RenderStyle::default())
            .is_empty()
    );
}
