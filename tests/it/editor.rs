//! `funnel edit-step --editor`: a step's own text in the user's editor.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::edit_step::{answer, end, on_a_terminal};
use crate::support::{API_SECRET, Place, Run};

const CAMPAIGN: &str = "acme/campaigns/onboarding.toml";

/// The workspace of the tour, with comments in the step that is edited.
fn place() -> Place {
    let place = Place::with_campaign();
    let text = place.read(CAMPAIGN).replace("country = ", "# Where we work.\ncountry   = ");
    place.write(
        CAMPAIGN,
        &text.replace("[step.identity]\n", "# Who are they?\n[step.identity] # by papers\n"),
    );
    place
}

/// An editor that is a script of a shell, which gets the file as its first argument.
fn editor(place: &Place, script: &str) -> String {
    place.write("editor.sh", script);
    format!("sh {}", place.work().join("editor.sh").display())
}

fn edit(place: &Place, script: &str, flags: &str) -> Run {
    let editor = editor(place, script);
    place.shell(&format!("EDITOR='{editor}' campaignctl funnel edit-step identity --editor {flags}"))
}

/// The file in which the text was kept.
fn kept(run: &Run) -> PathBuf {
    let line = run.stderr.lines().find_map(|line| line.strip_prefix("hint: the edited text is in "));
    PathBuf::from(line.unwrap_or_else(|| panic!("{run}")))
}

fn forget(file: &Path) {
    std::fs::remove_dir_all(file.parent().unwrap()).unwrap();
}

#[test]
fn an_edit_lands_with_its_comments_and_all_else_stays_to_the_byte() {
    let place = place();
    let before = place.read(CAMPAIGN);
    let run = edit(
        &place,
        "cp \"$1\" ../seen; stat -c '%a %n' \"$1\" > ../mode\n\
         sed -i -e 's/URY/ARG/' -e 's/# Where we work./# We moved./' -e '/^\\[map\\]/i # What we keep.' \"$1\"\n",
        "",
    );
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stderr.contains("changed country of the step identity in onboarding"), "{run}");
    let expected = before
        .replace("URY", "ARG")
        .replace("# Where we work.", "# We moved.")
        .replace("[step.identity.map]", "# What we keep.\n[step.identity.map]");
    assert_eq!(place.read(CAMPAIGN), expected);

    let seen = place.read("seen");
    let (notes, own) = seen.split_once("\n\n").unwrap();
    assert!(notes.lines().all(|line| line.starts_with("#:")), "{notes}");
    for told in
        ["step identity of the campaign onboarding, of kind jumio", "  camera: ", "front, back", "approved, "]
    {
        assert!(notes.contains(told), "{told}: {notes}");
    }
    assert!(own.starts_with("kind = \"jumio\"\ndocuments = ") && own.contains("\n[map]\n"), "{own}");
    assert!(own.contains("# Where we work.\n") && !own.contains("[step.done]"), "{own}");

    let mode = place.read("mode");
    let (mode, path) = mode.trim().split_once(' ').unwrap();
    assert_eq!(mode, "600");
    assert!(!Path::new(path).starts_with(place.work()) && !Path::new(path).exists(), "{path}");
    assert!(path.ends_with("/identity.toml"), "{path}");
}

#[test]
fn the_editor_is_a_command_with_arguments_and_visual_comes_first() {
    let place = place();
    let script = editor(&place, "test \"$1 $2\" = '--wait a b' || exit 9\nsed -i 's/URY/ARG/' \"$3\"\n");
    let line = format!(
        "EDITOR=false VISUAL='{script} --wait \"a b\"' campaignctl funnel edit-step identity --editor"
    );
    let run = place.shell(&line);
    assert_eq!(run.code, 0, "{run}");
    assert!(place.read(CAMPAIGN).contains("ARG"));

    place.write("acme/.env", "EDITOR=true\n");
    let none = place.shell("campaignctl funnel edit-step identity --editor");
    assert!(none.code == 2 && none.stderr.contains("neither VISUAL nor EDITOR is set"), "{none}");
    let both = place.shell("EDITOR=true campaignctl funnel edit-step identity --editor --camera back");
    assert!(both.code == 2 && both.stderr.contains("does not go together"), "{both}");
    let env = place.shell("EDITOR=true campaignctl funnel edit-step identity --editor --env locl");
    assert!(env.code == 2 && env.stderr.contains("did you mean `local`?"), "{env}");
}

#[test]
fn nothing_changes_when_nothing_is_edited_or_the_editor_fails() {
    let place = place();
    let before = place.workspace_files();
    let same = edit(&place, "touch \"$1\"", "");
    assert!(same.code == 0 && same.stderr.contains("nothing to change"), "{same}");
    let notes = edit(&place, "sed -i '/^#:/d' \"$1\"", "");
    assert!(notes.code == 0 && notes.stderr.contains("nothing to change"), "{notes}");
    let empty = edit(&place, ": > \"$1\"", "");
    assert!(empty.code == 1 && empty.stderr.contains("came back empty"), "{empty}");
    let failed = edit(&place, "exit 3", "");
    assert!(failed.code == 1 && failed.stderr.contains("nothing was changed"), "{failed}");
    assert!(!failed.stderr.contains("--editor-file"), "{failed}");
    let missing = place.shell("EDITOR=no-such-editor campaignctl funnel edit-step identity --editor");
    assert!(missing.code == 1 && missing.stderr.contains("no-such-editor"), "{missing}");
    let gone = edit(&place, "rm \"$1\"", "");
    assert!(gone.code == 1 && gone.stderr.contains("cannot be read back"), "{gone}");
    let pipe = edit(&place, "rm \"$1\"; mkfifo \"$1\"", "");
    assert!(pipe.code == 1 && pipe.stderr.contains("no regular file"), "{pipe}");
    let huge = edit(&place, "head -c 2000000 /dev/zero | tr '\\0' '#' > \"$1\"", "");
    assert!(huge.code == 1 && huge.stderr.contains("more than 1048576 bytes"), "{huge}");
    forget(&kept(&huge));
    let changed = edit(&place, "sed -i 's/URY/ARG/' \"$1\"; exit 3", "");
    assert_eq!(changed.code, 1, "{changed}");
    let file = kept(&changed);
    assert!(std::fs::read_to_string(&file).unwrap().contains("ARG"));
    forget(&file);
    let dry = edit(&place, "sed -i 's/URY/ARG/' \"$1\"", "--dry-run");
    assert!(dry.code == 0 && dry.stdout.contains("+country   = \"ARG\""), "{dry}");
    assert_eq!(place.workspace_files(), before);
}

#[test]
fn a_broken_text_is_underlined_and_kept_to_go_on_with() {
    let place = place();
    let before = place.read(CAMPAIGN);
    let run = edit(&place, "sed -i -e 's/^country/contry/' -e 's/# Where/# Near where/' \"$1\"", "");
    assert_eq!(run.code, 3, "{run}");
    assert!(run.stderr.contains("contry   = \"URY\"\n") && run.stderr.contains("^^^^^^"), "{run}");
    assert!(run.stderr.contains("did you mean `country`?"), "{run}");
    assert_eq!(place.read(CAMPAIGN), before);
    let file = kept(&run);
    assert!(run.stderr.contains(&format!("--> {}:", file.display())), "{run}");
    assert!(run.stderr.contains(&format!("--editor-file {}", file.display())), "{run}");

    let script = editor(&place, "cp \"$1\" ../seen; sed -i 's/^contry/country/' \"$1\"");
    let again = place.shell(&format!(
        "EDITOR='{script}' campaignctl funnel edit-step identity --editor-file {}",
        file.display()
    ));
    assert_eq!(again.code, 0, "{again}");
    let seen = place.read("seen");
    assert!(
        seen.contains("#:   # Where we work.\n") && seen.contains("\n# Near where we work.\ncontry"),
        "{seen}"
    );
    assert_eq!(place.read(CAMPAIGN), before.replace("# Where", "# Near where"));
    forget(&file);
}

#[test]
fn rules_count_as_they_do_everywhere() {
    let place = place();
    let before = place.workspace_files();
    for (change, told) in [
        ("s/\"clerk\"/\"clark\"/", "`clark`"),
        ("s/first_name = /first_nam = /", "first_nam"),
        ("s/= \"URY\"/= \"URX\"/", "URX"),
        ("s/on.otherwise/on.otherwize/", "otherwize"),
    ] {
        let run = edit(&place, &format!("sed -i '{change}' \"$1\""), "");
        assert_eq!(run.code, 3, "{change}: {run}");
        assert!(run.stderr.contains(told) && run.stderr.contains("^^^"), "{change}: {run}");
        forget(&kept(&run));
    }
    assert_eq!(place.workspace_files(), before);
    // What was wrong before is no reason to refuse something else.
    let unfinished = place.read(CAMPAIGN).replace("\"clerk\"", "\"clark\"");
    place.write(CAMPAIGN, &unfinished);
    let run = edit(&place, "sed -i 's/URY/ARG/' \"$1\"", "");
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(place.read(CAMPAIGN), unfinished.replace("URY", "ARG"));
}

#[test]
fn on_a_terminal_a_broken_text_is_edited_again_saved_or_kept() {
    let place = place();
    let before = place.read(CAMPAIGN);
    let script = "if test -e ../once; then sed -i 's/^contry/country/' \"$1\"\n\
                  else sed -i -e 's/^country/contry/' -e 's/URY/ARG/' \"$1\"; touch ../once; fi";
    let line =
        format!("env EDITOR='{}' campaignctl funnel edit-step identity --editor", editor(&place, script));
    let mut terminal = on_a_terminal(&place, &line);
    let shown = answer(&mut terminal, "What now", "");
    assert!(shown.contains("did you mean `country`?"), "{shown}");
    let (seen, code) = end(&mut terminal);
    assert_eq!(code, 0, "{seen}");
    assert!(!seen.contains("Save it with these errors"), "{seen}");
    assert_eq!(place.read(CAMPAIGN), before.replace("URY", "ARG"));

    // An outcome that leads nowhere keeps nobody from saving a draft.
    let script = editor(&place, "sed -i '/on.otherwise/d' \"$1\"");
    let line = format!("env EDITOR='{script}' campaignctl funnel edit-step identity --editor");
    let mut terminal = on_a_terminal(&place, &line);
    let _ = answer(&mut terminal, "What now", "\u{1b}[B\u{1b}[B");
    let (seen, code) = end(&mut terminal);
    assert_eq!(code, 3, "{seen}");
    assert!(seen.contains("Save it with these errors") && seen.contains("--editor-file"), "{seen}");
    assert_eq!(place.read(CAMPAIGN), before.replace("URY", "ARG"));
    let mut terminal = on_a_terminal(&place, &line);
    let _ = answer(&mut terminal, "What now", "\u{1b}[B");
    let (seen, code) = end(&mut terminal);
    assert_eq!(code, 0, "{seen}");
    let expected = before.replace("URY", "ARG").replace("on.otherwise = \"clerk\"\n", "");
    assert_eq!(place.read(CAMPAIGN), expected);
}

#[test]
fn what_somebody_else_saves_in_between_is_not_overwritten_and_the_text_is_kept() {
    let place = place();
    let run = edit(
        &place,
        "campaignctl funnel edit-step identity --camera back || exit 9\nsed -i 's/URY/ARG/' \"$1\"",
        "",
    );
    assert_eq!(run.code, 1, "{run}");
    assert!(run.stderr.contains("changed by somebody else at the same time"), "{run}");
    let theirs = place.read(CAMPAIGN);
    assert!(theirs.contains("camera = \"back\"") && theirs.contains("URY"), "{theirs}");
    let file = kept(&run);
    let script = editor(
        &place,
        "grep -q '^#:   camera = \"back\"' \"$1\" && sed -i '/^country/a camera = \"back\"' \"$1\"",
    );
    let again = place.shell(&format!(
        "EDITOR='{script}' campaignctl funnel edit-step identity --editor-file {}",
        file.display()
    ));
    assert_eq!(again.code, 0, "{again}");
    let both = place.read(CAMPAIGN);
    assert!(both.contains("camera = \"back\"") && both.contains("ARG"), "{both}");
    forget(&file);
}

#[test]
fn a_kill_while_the_editor_is_open_leaves_the_file_and_the_text() {
    let place = place();
    let before = place.workspace_files();
    let made = place.shell("mkfifo ../opened ../go");
    assert_eq!(made.code, 0, "{made}");
    let script = editor(&place, "sed -i 's/URY/ARG/' \"$1\"; echo \"$1\" > ../opened; cat ../go");
    let mut command = place.campaignctl(&["-C", "acme", "funnel", "edit-step", "identity", "--editor"]);
    command.env("EDITOR", script).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let file = PathBuf::from(place.read("opened").trim());
    // Nothing is locked meanwhile.
    let other = place.shell("campaignctl funnel edit-step clerk --queue fraud --dry-run");
    assert_eq!(other.code, 0, "{other}");
    child.kill().unwrap();
    child.wait().unwrap();
    place.write("go", "");
    assert_eq!(place.workspace_files(), before);
    assert!(std::fs::read_to_string(&file).unwrap().contains("ARG"));
    forget(&file);
}

#[test]
fn an_interrupt_belongs_to_the_editor() {
    let place = place();
    let before = place.read(CAMPAIGN);
    let script = editor(
        &place,
        "trap 'sed -i s/URY/ARG/ \"$1\"; exit 0' INT\necho ready\nwhile :; do read -r line < /dev/tty; done",
    );
    let line = format!("env EDITOR='{script}' campaignctl funnel edit-step identity --editor");
    let mut terminal = on_a_terminal(&place, &line);
    terminal.exp_string("ready").unwrap();
    terminal.send_control('c').unwrap();
    let (seen, code) = end(&mut terminal);
    assert_eq!(code, 0, "{seen}");
    assert_eq!(place.read(CAMPAIGN), before.replace("URY", "ARG"));

    let before = place.workspace_files();
    let script = editor(&place, "echo ready\nread -r line < /dev/tty");
    let line = format!("env EDITOR='{script}' campaignctl funnel edit-step identity --editor");
    let mut terminal = on_a_terminal(&place, &line);
    terminal.exp_string("ready").unwrap();
    terminal.send_control('c').unwrap();
    let (seen, code) = end(&mut terminal);
    assert_eq!(code, 130, "{seen}");
    let after: Vec<_> = place.workspace_files();
    assert_eq!(after, before);
}

#[test]
fn no_secret_is_in_the_text() {
    let place = Place::live();
    let run = edit(&place, "cp \"$1\" ../seen; env > ../environment", "");
    assert_eq!(run.code, 0, "{run}");
    assert!(place.read("seen").contains("kind = \"jumio\""));
    for file in ["seen", "environment"] {
        assert!(!place.read(file).contains(API_SECRET), "{file}");
    }
}

#[test]
fn what_differs_in_one_environment_is_edited_alone() {
    let place = place();
    let before = place.read(CAMPAIGN);
    let run =
        edit(&place, "cp \"$1\" ../seen; printf '# Theirs.\\ncountry = \"ARG\"\\n' >> \"$1\"", "--env local");
    assert_eq!(run.code, 0, "{run}");
    let told = "changed country of the step identity in onboarding for local alone";
    assert!(run.stderr.contains(told), "{run}");
    let section = "\n[env.local.step.identity]\n# Theirs.\ncountry = \"ARG\"\n";
    assert_eq!(place.read(CAMPAIGN), format!("{before}{section}"));

    let seen = place.read("seen");
    assert!(seen.lines().all(|line| line.is_empty() || line.starts_with("#:")), "{seen}");
    for told in
        ["What differs in local alone", "#:   # Where we work.\n#:   country   = \"URY\"\n", "  camera: "]
    {
        assert!(seen.contains(told), "{told}: {seen}");
    }
    for same_everywhere in ["on.approved", "first_name", "kind = "] {
        assert!(!seen.contains(same_everywhere), "{same_everywhere}: {seen}");
    }

    let run = edit(&place, "cp \"$1\" ../seen; sed -i 's/\"ARG\"/\"CHL\" # Now./' \"$1\"", "--env local");
    assert_eq!(run.code, 0, "{run}");
    assert!(place.read("seen").ends_with("\n\n# Theirs.\ncountry = \"ARG\"\n"), "{}", place.read("seen"));
    let now = section.replace("\"ARG\"", "\"CHL\" # Now.");
    assert_eq!(place.read(CAMPAIGN), format!("{before}{now}"));

    let same = edit(&place, "true", "--env local");
    assert!(same.code == 0 && same.stderr.contains("nothing to change"), "{same}");
    let run = edit(&place, ": > \"$1\"", "--env local");
    assert!(run.code == 0 && run.stderr.contains("changed country of the step identity"), "{run}");
    assert_eq!(place.read(CAMPAIGN), before);
    let run = edit(&place, ": > \"$1\"", "--env local");
    assert!(run.code == 0 && run.stderr.contains("nothing to change"), "{run}");
}

#[test]
fn what_is_wrong_in_one_environment_is_underlined_and_kept_to_go_on_with() {
    let place = place();
    let before = place.read(CAMPAIGN);
    let run = edit(&place, "echo 'on.approved = \"done\"' >> \"$1\"", "--env local");
    assert!(run.code == 3 && run.stderr.contains("the same in every environment"), "{run}");
    assert!(run.stderr.contains("on.approved = \"done\"\n") && run.stderr.contains("^^"), "{run}");
    forget(&kept(&run));
    // What breaks a rule is told as well, though it reads.
    let run = edit(&place, "echo 'documents = []' >> \"$1\"", "--env local");
    assert_eq!(run.code, 3, "{run}");
    forget(&kept(&run));
    let run = edit(&place, "printf '# Theirs.\\ncontry = \"ARG\"\\n' >> \"$1\"", "--env local");
    assert!(run.code == 3 && run.stderr.contains("did you mean `country`?"), "{run}");
    assert!(run.stderr.contains("contry = \"ARG\"\n") && run.stderr.contains("^^^^^^"), "{run}");
    assert_eq!(place.read(CAMPAIGN), before);
    let file = kept(&run);
    assert!(run.stderr.contains(&format!("--editor-file {} --env local", file.display())), "{run}");

    let script = editor(&place, "sed -i 's/^contry/country/' \"$1\"");
    let goes_on =
        format!("EDITOR='{script}' campaignctl funnel edit-step identity --editor-file {}", file.display());
    let run = place.shell(&format!("{goes_on} --env local"));
    assert_eq!(run.code, 0, "{run}");
    let section = "\n[env.local.step.identity]\n# Theirs.\ncountry = \"ARG\"\n";
    assert_eq!(place.read(CAMPAIGN), format!("{before}{section}"));
    forget(&file);
}
