//! From what a field is called to what it may mean.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use model::{CaptureField, FieldType, suggest};

use super::fold::{key, words};
use super::meanings::{LANGUAGES, MEANINGS};

/// The greatest doubt that leaves no question.
pub(super) const CERTAIN: u8 = 2;

/// Words about whose record it is: all fields are the customer's.
const HOLDER: [&str; 20] = [
    "customer",
    "client",
    "user",
    "applicant",
    "person",
    "holder",
    "member",
    "cliente",
    "usuario",
    "persona",
    "titular",
    "solicitante",
    "pessoa",
    "utilizador",
    "kunde",
    "kunden",
    "benutzer",
    "antragsteller",
    "utilisateur",
    "titulaire",
];

/// Words about where a value is from, with which a field is probably meant and not certainly.
const ORIGIN: [&str; 18] = [
    "document",
    "documento",
    "dokument",
    "id",
    "identity",
    "identidad",
    "identidade",
    "ausweis",
    "passport",
    "pasaporte",
    "passaporte",
    "reisepass",
    "passeport",
    "verified",
    "legal",
    "official",
    "kyc",
    "scanned",
];

/// Last parts of capture fields' names that say too little by themselves.
const TOO_GENERAL: [&str; 7] = ["type", "subtype", "number", "state", "country", "formatted", "remarks"];

/// A meaning that a name may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) source: CaptureField,
    pub(super) through: Option<&'static str>,
    /// The greater, the less sure.
    pub(super) doubt: u8,
    /// Whether the name is in the list, letter by letter.
    pub(super) exact: bool,
    /// What makes the meaning uncertain.
    pub(super) reserve: Option<&'static str>,
    pub(super) why: String,
}

impl Match {
    /// What a type says without any name.
    pub(super) fn by_type(source: CaptureField, kind: FieldType) -> Self {
        let why = format!("it is the only field of type `{kind}`");
        let reserve = Some("nothing in its name says so");
        Self { source, through: None, doubt: 9, exact: false, reserve, why }
    }
}

/// One name of one meaning.
struct Known {
    source: CaptureField,
    through: Option<&'static str>,
    key: String,
    language: &'static str,
    noun: String,
    ambiguous: bool,
}

/// All names of all meanings, in order. There are many, and a data model may have many fields: they are folded once.
static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(known);

fn known() -> Vec<Known> {
    let mut known = Vec::new();
    for meaning in MEANINGS {
        let Some(source) = CaptureField::from_name(meaning.source) else { continue };
        for (language, names) in LANGUAGES.into_iter().zip(meaning.words) {
            for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                let (ambiguous, name) = match name.strip_prefix('?') {
                    Some(name) => (true, name),
                    None => (false, name),
                };
                let (through, noun) = (meaning.through, meaning.noun.to_owned());
                known.push(Known { source, through, key: key(&words(name)), language, noun, ambiguous });
            }
        }
    }
    for source in CaptureField::all() {
        let name = source.name();
        let last = name.rsplit('.').next().unwrap_or(name);
        let stands_alone = name.starts_with("document.") || name.starts_with("address.");
        let names = [Some(name), (stands_alone && !TOO_GENERAL.contains(&last)).then_some(last)];
        for name in names.into_iter().flatten() {
            let noun = words(last).join(" ");
            let key = key(&words(name));
            known.push(Known { source, through: None, key, language: "English", noun, ambiguous: false });
        }
    }
    known
}

/// The meanings of a field that is called so, surest first, each once. `said` are texts and what they are: its name, its
/// label.
pub(super) fn matches(said: &[(&str, &str)]) -> Vec<Match> {
    let mut matches = Vec::new();
    for said in said {
        let listed = listed(*said);
        if listed.is_empty() {
            matches.extend(misspelt(*said));
        }
        matches.extend(listed);
    }
    matches.sort_by_key(|one| one.doubt);
    let mut seen = BTreeSet::new();
    matches.retain(|one| seen.insert((one.source, one.through)));
    matches
}

/// The meanings of a text that are in the list, surest first.
pub(super) fn listed((text, what): (&str, &str)) -> Vec<Match> {
    let all = words(text);
    let without = |others: &[&[&str]]| -> Vec<&str> {
        let added = |word: &str| others.iter().any(|others| others.contains(&word));
        all.iter().map(String::as_str).filter(|word| !added(word)).collect()
    };
    let tries = [
        (0, key(&all), None),
        (1, key(&without(&[&HOLDER])), None),
        (4, key(&without(&[&HOLDER, &ORIGIN])), Some("its name says more than that")),
    ];
    let by_label = u8::from(what == "label");
    let mut matches = Vec::new();
    for (doubt, wanted, reserve) in tries {
        for one in KNOWN.iter().filter(|one| !wanted.is_empty() && one.key == wanted) {
            let unsure = if one.ambiguous { 3 } else { 0 };
            let several = one.ambiguous.then_some("the word may mean something else");
            let doubt = doubt + by_label + unsure;
            matches.push(made(one, (text, what), doubt, reserve.or(several)));
        }
    }
    matches.sort_by_key(|one| one.doubt);
    matches
}

/// What a long name that is almost in the list may mean.
fn misspelt((text, what): (&str, &str)) -> Option<Match> {
    let wanted = key(&words(text));
    if wanted.len() < 7 {
        return None;
    }
    // Languages share names: each counts once.
    let candidates: BTreeSet<&str> =
        KNOWN.iter().filter(|one| !one.ambiguous && one.key.len() >= 7).map(|one| one.key.as_str()).collect();
    let nearest = suggest::slip(&wanted, candidates)?;
    let one = KNOWN.iter().find(|one| one.key == nearest)?;
    Some(made(one, (text, what), 7, Some("it is spelt otherwise")))
}

fn made(one: &Known, (text, what): (&str, &str), doubt: u8, reserve: Option<&'static str>) -> Match {
    let called = match what {
        "label" => format!("its label `{}`", crate::words::shown(text)),
        _ => format!("`{text}`"),
    };
    let exact = one.key == key(&words(text));
    let why = match (exact, one.language) {
        (false, _) => format!("{called} is like {}", one.noun),
        (true, "English") => format!("{called} means {}", one.noun),
        (true, language) => format!("{called} is {language} for {}", one.noun),
    };
    Match { source: one.source, through: one.through, doubt, exact, reserve, why }
}
