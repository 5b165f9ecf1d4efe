//! Texts of every sort: nonsense, near misses, and files of a workspace that were tampered with.

use model::{ResourceName, TestName};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::support::{SETTINGS, onboarding};
use crate::tests_read::TEST;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Settings,
    DataModel,
    Provider,
    Campaign,
    Test,
}

pub(crate) const KINDS: [Kind; 5] =
    [Kind::Settings, Kind::DataModel, Kind::Provider, Kind::Campaign, Kind::Test];

impl Kind {
    pub(crate) fn name(self) -> ResourceName {
        match self {
            Self::Settings => ResourceName::Workspace,
            Self::DataModel => ResourceName::DataModel,
            Self::Provider => ResourceName::Provider(model::providers::named("jumio").unwrap()),
            Self::Campaign => onboarding(),
            Self::Test => ResourceName::Test(TestName::new("onboarding").unwrap()),
        }
    }

    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Settings => "campaignctl.toml",
            Self::DataModel => "data-model.toml",
            Self::Provider => "providers/jumio.toml",
            Self::Campaign => "campaigns/onboarding.toml",
            Self::Test => "tests/onboarding.toml",
        }
    }

    /// A file that reads.
    pub(crate) fn valid(self) -> &'static str {
        match self {
            Self::Settings => SETTINGS,
            Self::DataModel => DATA_MODEL,
            Self::Provider => PROVIDER,
            Self::Campaign => CAMPAIGN,
            Self::Test => TEST,
        }
    }
}

const DATA_MODEL: &str = r#"# All there is to know.

[field.first_name]
type = "text" # as in the document
pii = "personal"
max-length = 80

[field.birth_date]
type = "date"
description = '''
On the document.
# no comment
'''

# How somebody came here.
[field.channel]
type = "choice"
values = [
    "web", # the most
    "app",
]
required = true
allow = ["W006"]

[field."score"]
type = "integer"
min = 0
max = 100
"#;

const PROVIDER: &str = r#"platform = "kyx"
datacenter = "eu"   # where the data stays
workflow = "10011"

# In production another one.
[env.production]
workflow = "10012"
"#;

const CAMPAIGN: &str = r#"# Opening an account.
title = "Onboarding"
entry = "welcome"

[step.welcome]
kind = "page"
title = "Welcome"
body = """
Hello.

Please have your **document** ready. \
Thank you."""
fields = [{ field = "first_name", required = true }, { label = 'Channel', field = "channel" }]
on.next = "identity"

# Who is it?
[step.identity]
kind = "jumio"
country = "URY"
documents = ["id-card", 'passport']
max-attempts = 2
map.first_name = "document.first_name"
map.birth_date = { from = "document.date_of_birth" } # as it is
on = { approved = "age", rejected = "refused", otherwise = "look" }

[step.age]
kind = "decision"
on.adult = "done"
on.otherwise = "refused"
[[step.age.branch]]
outcome = "adult"
when = { field = "birth_date", op = "is-set" }

[step.look]
kind = "review"
[step.look.on]
approved = "done"
rejected = "refused"

[step.done]
kind = "end"
result = "completed"

[step.refused]
kind = "end"
result = "declined"
message = "Sorry, {{ first_name }}"

[env.production.step.welcome]
title = "Welcome to Acme"
# the end
"#;

/// What a soup is made of.
const TOKENS: &[&str] = &[
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    "  ",
    "\t",
    "=",
    " = ",
    ".",
    ",",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "#",
    "# a comment\n",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "\\",
    "\\\n",
    "\\u00e4",
    "\\uD800",
    "\\x",
    "\u{0}",
    "\u{7f}",
    "\u{1b}[31m",
    "\u{feff}",
    "\u{e4}",
    "\u{1F600}",
    "e\u{301}",
    "\u{202e}",
    "\u{2028}",
    "0",
    "-1",
    "+2",
    "1_000",
    "0x7f",
    "0b1",
    "99999999999999999999",
    "1.5",
    "1e400",
    "nan",
    "-inf",
    "true",
    "false",
    "1979-05-27",
    "07:32:00",
    "1979-05-27T07:32:00Z",
    "[]",
    "{}",
    "[{}]",
    "[1, \"a\"]",
    "kind",
    "kind = \"page\"\n",
    "kind = \"jumio\"\n",
    "kind = \"decision\"\n",
    "kind = \"assign\"\n",
    "kind = \"webhook\"\n",
    "kind = \"review\"\n",
    "kind = \"end\"\n",
    "kind = \"pge\"\n",
    "title = \"T\"\n",
    "title",
    "entry = \"a\"\n",
    "body = '''b\n'''\n",
    "step",
    "step.a",
    "[step.a]\n",
    "[step.b]\n",
    "[ step . a ]\n",
    "[step.\"a\"]\n",
    "[step]\n",
    "[step.a.on]\n",
    "[[step.a.branch]]\n",
    "[[step.a.fields]]\n",
    "on.next = \"b\"\n",
    "on = { next = \"a\" }\n",
    "on.",
    "map.first_name = \"document.first_name\"\n",
    "map",
    "fields = [\"first_name\"]\n",
    "when = { field = \"a\", op = \"eq\", value = \"x\" }\n",
    "outcome = \"x\"\n",
    "result = \"completed\"\n",
    "max-visits = 3\n",
    "allow = [\"M013\"]\n",
    "env",
    "[env.production]\n",
    "[env.production.step.a]\n",
    "[env.local]\n",
    "env.production.",
    "[field.a]\n",
    "[field.first_name]\n",
    "field.a = ",
    "type = \"text\"\n",
    "type = \"choice\"\n",
    "values = [\"x\"]\n",
    "min = 3\n",
    "pattern = \"[\"\n",
    "campaign = \"onboarding\"\n",
    "env = \"production\"\n",
    "[case.a]\n",
    "[case.passport.expect]\n",
    "[[case.a.play]]\n",
    "play = [{ at = \"a\" }]\n",
    "{ at = \"a\", fill = { a = \"x\" } }",
    "{ wait = \"2d\" }",
    "expect.end = \"a\"\n",
    "platform = \"kyx\"\n",
    "datacenter = \"eu\"\n",
    "workflow = \"1\"\n",
    "api-secret = \"hush\"\n",
    "workspace = \"acme\"\n",
    "default-env = \"local\"\n",
    "backend = \"embedded\"\n",
    "[lints]\n",
    "\"\" = 1\n",
    "'' = 1\n",
    "{{ a }}",
];

pub(crate) fn kind() -> impl Strategy<Value = Kind> {
    select(KINDS.as_slice())
}

/// Any bytes.
pub(crate) fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..300),
        any::<String>().prop_map(String::into_bytes),
        "[\\x00-\\x7f]{0,200}".prop_map(String::into_bytes),
    ]
}

/// What looks like TOML from afar.
pub(crate) fn soup() -> impl Strategy<Value = String> {
    proptest::collection::vec(select(TOKENS), 0..60).prop_map(|tokens| tokens.concat())
}

/// What is done to a text.
#[derive(Debug, Clone)]
pub(crate) enum Tamper {
    /// Something goes: from where, how many characters.
    Cut(Index, usize),
    /// A token comes.
    Insert(Index, &'static str),
    /// A token comes in place of some characters.
    Replace(Index, usize, &'static str),
    /// A line goes.
    DropLine(Index),
    /// A line comes once more, elsewhere.
    CopyLine(Index, Index),
    /// A line comes from another kind of file.
    Foreign(Index, Kind, Index),
    /// Every line ends as on Windows.
    Windows,
    /// It ends here.
    End(Index),
}

/// A file that reads, and what is done to it.
pub(crate) fn tampered(most: usize) -> impl Strategy<Value = (Kind, String)> {
    let tamper = prop_oneof![
        (any::<Index>(), 1_usize..20).prop_map(|(at, count)| Tamper::Cut(at, count)),
        (any::<Index>(), select(TOKENS)).prop_map(|(at, token)| Tamper::Insert(at, token)),
        (any::<Index>(), 1_usize..6, select(TOKENS))
            .prop_map(|(at, count, token)| Tamper::Replace(at, count, token)),
        any::<Index>().prop_map(Tamper::DropLine),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Tamper::CopyLine(from, to)),
        (any::<Index>(), kind(), any::<Index>()).prop_map(|(to, kind, from)| Tamper::Foreign(to, kind, from)),
        Just(Tamper::Windows),
        any::<Index>().prop_map(Tamper::End),
    ];
    (kind(), proptest::collection::vec(tamper, 1..=most)).prop_map(|(kind, tampers)| {
        let text = tampers.iter().fold(kind.valid().to_owned(), |text, tamper| tamper.done_to(&text));
        (kind, text)
    })
}

impl Tamper {
    fn done_to(&self, text: &str) -> String {
        let characters: Vec<char> = text.chars().collect();
        let place = |at: &Index| at.index(characters.len() + 1);
        let spliced = |at: &Index, count: usize, new: &str| {
            let at = place(at);
            let rest = (at + count).min(characters.len());
            characters[..at]
                .iter()
                .copied()
                .chain(new.chars())
                .chain(characters[rest..].iter().copied())
                .collect()
        };
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        match self {
            Self::Cut(at, count) => return spliced(at, *count, ""),
            Self::Insert(at, token) => return spliced(at, 0, token),
            Self::Replace(at, count, token) => return spliced(at, *count, token),
            Self::Windows => return text.replace("\r\n", "\n").replace('\n', "\r\n"),
            Self::End(at) => return characters[..place(at)].iter().collect(),
            Self::DropLine(_) | Self::CopyLine(..) if lines.is_empty() => {}
            Self::DropLine(at) => drop(lines.remove(at.index(lines.len()))),
            Self::CopyLine(from, to) => {
                let line = lines[from.index(lines.len())];
                lines.insert(to.index(lines.len() + 1), line);
            }
            Self::Foreign(to, kind, from) => {
                let theirs: Vec<&str> = kind.valid().split_inclusive('\n').collect();
                lines.insert(to.index(lines.len() + 1), theirs[from.index(theirs.len())]);
            }
        }
        lines.concat()
    }
}
