//! Random spellings of random campaigns: one form comes out, with the same meaning and every comment.

use std::collections::BTreeSet;
use std::fmt::Write;

use model::EnvName;
use proptest::prelude::*;
use workspace::unformatted;

use crate::support::{Files, cases, onboarding, regressions};

/// Random choices, used up one by one; the first one for ever after.
struct Dice {
    throws: Vec<u8>,
    at: usize,
}

impl Dice {
    fn new(throws: Vec<u8>) -> Self {
        Self { throws, at: 0 }
    }

    fn throw(&mut self, sides: usize) -> usize {
        let thrown = self.throws.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(thrown) % sides
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.throw(of.len())]
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            let other = self.throw(at + 1);
            items.swap(at, at - other);
        }
    }
}

/// Lines that stay together: a header, and what stands under it. A line may have line ends in it, where it is a value.
type Block = Vec<String>;

/// A step: its kind, and where it leads.
type Spec = (usize, usize);

/// One step in a random spelling.
fn spelled(dice: &mut Dice, at: usize, (kind, target): Spec) -> Vec<Block> {
    let mut own = Vec::new();
    let mut more = Vec::new();
    let name = dice.one(&["step", "\"step\"", "'step'"]);
    let header = |inner: &str| format!("{name}.s{at}{inner}");
    let mut on: Vec<(&str, usize)> = Vec::new();
    match kind {
        0 => {
            own.push(dice.one(&["kind = \"page\"", "kind='page'", "\"kind\" = \"\"\"page\"\"\""]).to_owned());
            own.push(
                dice.one(&["title = \"T\u{e4}\"", "title='T\u{e4}'", "title = \"T\\u00e4\""]).to_owned(),
            );
            own.push("body = '''One\n# no comment\n\"two\"'''".to_owned());
            if dice.throw(2) == 0 {
                let fields = [
                    "fields = [{ field = \"a\", required = true }, {label = 'B', field = \"b\"}]",
                    "fields = [\n    {required=true, field = 'a'}\n  , { field = \"b\", label = \"B\" }, \n]",
                    "fields=[{field=\"a\",\n required=true,\n},{ label = \"B\", field = \"b\" } ]",
                ];
                own.push(dice.one(&fields).to_owned());
            } else {
                more.push(vec![
                    format!("[[{}]]", header(".fields")),
                    "required = true".to_owned(),
                    "field = \"a\"".to_owned(),
                    format!("[[ {} ]]", header(" . fields")),
                    "field = 'b'".to_owned(),
                    "label = 'B'".to_owned(),
                ]);
            }
            on.push(("next", target));
        }
        1 => {
            own.push("kind = \"jumio\"".to_owned());
            own.push(dice.one(&["max-attempts = 2", "max-attempts=0b10", "max-attempts = +2"]).to_owned());
            let documents = [
                "documents = [\"passport\"]",
                "documents = [\n  'passport', \n]",
                "documents=[ 'passport' ]",
            ];
            own.push(dice.one(&documents).to_owned());
            own.push("country = \"URY\"".to_owned());
            match dice.throw(5) {
                0 => own.push(
                    "map.a = \"document.first_name\"\nmap.b = { from = 'document.last_name' }".to_owned(),
                ),
                1 => own.push(
                    "map = { a = \"document.first_name\", b = { from = \"document.last_name\" } }".to_owned(),
                ),
                2 => own.push(
                    "map = { a = 'document.first_name',\n b.from = 'document.last_name',\n }".to_owned(),
                ),
                3 => more.push(vec![
                    format!("[{}]", header(".map")),
                    "a = 'document.first_name'".to_owned(),
                    format!("[{}]", header(".map.b")),
                    "from = 'document.last_name'".to_owned(),
                ]),
                _ => more.push(vec![
                    format!("[{}]", header(".map")),
                    "a = \"document.first_name\"".to_owned(),
                    "b . from = 'document.last_name'".to_owned(),
                ]),
            }
            on.extend([("approved", target), ("rejected", target / 2), ("otherwise", 0)]);
        }
        2 => {
            own.push("kind = \"decision\"".to_owned());
            let branches = [
                "branch = [{ outcome = \"old\", when = { field = \"a\", op = \"eq\", value = \"x\" } }]",
                "branch=[\n{when.op='eq', when.value='x', when.field='a', outcome='old'},\n]",
            ];
            match dice.throw(3) {
                2 => more.push(vec![
                    format!("[[{}]]", header(".branch")),
                    "when = { field = \"a\", value = \"x\", op = 'eq' }".to_owned(),
                    "outcome = \"old\"".to_owned(),
                ]),
                form => own.push(branches[form].to_owned()),
            }
            on.extend([("old", target), ("otherwise", 0)]);
        }
        _ => {
            own.push("kind = \"end\"".to_owned());
            own.push("result = \"completed\"".to_owned());
        }
    }
    dice.shuffle(&mut on);
    match dice.throw(3) {
        _ if on.is_empty() => {}
        0 => own.extend(on.iter().map(|(outcome, target)| format!("on.{outcome} = \"s{target}\""))),
        1 => {
            let inner: Vec<String> =
                on.iter().map(|(outcome, target)| format!("{outcome} = 's{target}'")).collect();
            own.push(format!("on={{{}}}", inner.join(", ")));
        }
        _ => {
            let lines = on.iter().map(|(outcome, target)| format!("{outcome} = \"s{target}\""));
            more.push(std::iter::once(format!("[{}]", header(".on"))).chain(lines).collect());
        }
    }
    dice.shuffle(&mut own);
    let mut block = vec![format!("[{}]", header(""))];
    block.extend(own.into_iter().flat_map(|line| {
        // Two keys of one table are two lines.
        if line.starts_with("map.") { line.split('\n').map(str::to_owned).collect() } else { vec![line] }
    }));
    more.push(block);
    more
}

/// A campaign in a random spelling, in lines.
fn campaign(dice: &mut Dice, specs: &[Spec]) -> Vec<String> {
    let mut root = vec![
        dice.one(&["title = \"Title\"", "title = 'Title'", "\"title\"=\"\"\"Title\"\"\""]).to_owned(),
        "entry = \"s0\"".to_owned(),
        dice.one(&["allow = [\"F001\", \"F002\"]", "allow=['F001',\n\"F002\"]"]).to_owned(),
    ];
    dice.shuffle(&mut root);
    let mut blocks: Vec<Block> =
        specs.iter().enumerate().flat_map(|(at, spec)| spelled(dice, at, *spec)).collect();
    match dice.throw(3) {
        0 => blocks.push(vec!["[env.production.step.s0]".to_owned(), "max-visits = 7".to_owned()]),
        1 => blocks.push(vec!["[ env.production ]".to_owned(), "step.s0 = { max-visits = 7 }".to_owned()]),
        _ => root.push("env.production.step.s0.max-visits = 0x7".to_owned()),
    }
    dice.shuffle(&mut blocks);
    root.into_iter().chain(blocks.into_iter().flatten()).collect()
}

/// The lines with comments, blank lines and blanks thrown in. Tells how many comments there are.
fn noisy(dice: &mut Dice, lines: &[String]) -> (String, usize) {
    let (mut text, mut count) = (String::new(), 0);
    let mut comment = |text: &mut String| {
        count += 1;
        let _ = write!(text, "# mark {count} of 'these\" [x]\u{e9}");
    };
    for line in lines {
        let indent = dice.one(&["", "", "  "]);
        for _ in 0..dice.throw(3) {
            match dice.throw(4) {
                0 => text.push('\n'),
                1 => text.push_str(" \t\n"),
                _ => {
                    text.push_str(indent);
                    comment(&mut text);
                    text.push_str(dice.one(&["\n", " \n", "\n\n"]));
                }
            }
        }
        text.push_str(indent);
        // Inside of arrays there may be comments, too.
        for (number, part) in line.split_inclusive('\n').enumerate() {
            let may = !line.contains("'''") && number + 1 < line.split_inclusive('\n').count();
            if may && dice.throw(3) == 1 {
                text.push_str(part.trim_end_matches('\n'));
                text.push(' ');
                comment(&mut text);
                text.push('\n');
                if dice.throw(2) == 1 {
                    comment(&mut text);
                    text.push('\n');
                }
            } else {
                text.push_str(part);
            }
        }
        if dice.throw(4) == 1 {
            text.push_str(dice.one(&[" ", "", "    "]));
            comment(&mut text);
        }
        text.push_str(dice.one(&["\n", "\n", "  \n", "\n\n\n"]));
    }
    for _ in 0..dice.throw(3) {
        comment(&mut text);
        text.push_str(dice.one(&["\n", "\n\n"]));
    }
    (text, count)
}

/// The text of a campaign's file, formatted; and once more.
fn formatted(text: &str) -> (String, String) {
    let files = Files::new(&[("campaigns/onboarding.toml", text)]);
    let env = EnvName::new("production").unwrap();
    let said = || {
        let both = [None, Some(&env)].map(|env| files.root().load(env));
        both.map(|loaded| {
            let resource = loaded.workspace.and_then(|workspace| workspace.resource(&onboarding()));
            (resource, loaded.diagnostics, loaded.incomplete)
        })
    };
    // Not by an edit: those wait for the disk each time.
    let format = || {
        let change = unformatted(&files.root(), &onboarding());
        let change = change.unwrap_or_else(|error| panic!("{error:?}\n{text}"));
        let after = change.and_then(|change| change.after);
        if let Some(after) = after {
            files.write("campaigns/onboarding.toml", &after);
        }
        files.read("campaigns/onboarding.toml")
    };
    let before = said();
    let once = format();
    assert_eq!(said(), before, "{text}\n{once}");
    (once, format())
}

fn specs() -> impl Strategy<Value = Vec<Spec>> {
    proptest::collection::vec((0_usize..4, 0_usize..6), 1..6)
}

fn dice() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..400)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: regressions!("format_any"), ..cases(128) })]

    #[test]
    fn no_comment_is_lost_and_twice_is_once(specs in specs(), throws in dice(), windows in any::<bool>()) {
        let mut dice = Dice::new(throws);
        let lines = campaign(&mut dice, &specs);
        let (mut text, count) = noisy(&mut dice, &lines);
        if windows {
            text = text.replace('\n', "\r\n");
        }
        let (once, twice) = formatted(&text);
        prop_assert_eq!(&once, &twice, "{}", text);
        prop_assert_eq!(once.contains('\r'), windows);
        let once = once.replace("\r\n", "\n");
        for mark in 1..=count {
            let mark = format!("# mark {mark} of 'these\" [x]\u{e9}");
            prop_assert_eq!(once.matches(&mark).count(), 1, "{}\n{}\n{}", mark, text, once);
        }
        prop_assert!(once.lines().all(|line| line == line.trim_end()), "{}", once);
        prop_assert!(!once.contains("\n\n\n") && once.ends_with('\n') && !once.ends_with("\n\n"), "{}", once);
    }

    #[test]
    fn every_spelling_becomes_the_same(specs in specs(), one in dice(), other in dice()) {
        let texts = [one, other].map(|throws| {
            let mut dice = Dice::new(throws);
            let mut text = campaign(&mut dice, &specs).join("\n");
            text.push_str(dice.one(&["", "\n", "\n\n"]));
            formatted(&text).0
        });
        prop_assert_eq!(&texts[0], &texts[1]);
        let headers: Vec<&str> = texts[0].lines().filter(|line| line.starts_with('[')).collect();
        prop_assert_eq!(headers.iter().collect::<BTreeSet<_>>().len(), headers.len());
        prop_assert_eq!(headers[0], "[step.s0]");
        prop_assert_eq!(headers[headers.len() - 1], "[env.production.step.s0]");
        let parted = texts[0].split("\n\n").filter(|block| block.starts_with('[')).count();
        prop_assert_eq!(parted, headers.len(), "{}", texts[0]);
    }
}
