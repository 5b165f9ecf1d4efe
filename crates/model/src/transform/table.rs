//! What there is to know about each transform.

use super::{Argument, CHOICE_MAP, Shape, Takes, Transform};
use Argument::{AnyText, Number, Pairs, Text, Word};

/// What a transform gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// Values of the kind that it got.
    Same,
    /// Values of this kind; of a list of texts, a list.
    Shape(Shape),
}

/// What there is to know about a transform.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// The name.
    pub name: &'static str,
    /// What stands behind the name, with a colon before each.
    pub arguments: &'static [Argument],
    /// What it takes.
    pub takes: Takes,
    /// What it gives.
    pub gives: Gives,
    /// What it does, as a sentence.
    pub what: &'static str,
    /// It at work: on the eighteenth of May 2026.
    pub example: Example,
}

/// A transform at work.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// The transform.
    pub written: &'static str,
    /// What it gets: nothing, a value, or several.
    pub gets: &'static [&'static str],
    /// What it makes of that, as text; empty for nothing.
    pub gives: &'static str,
}

impl About {
    /// The form in which it is written: `truncate:N`.
    pub fn form(&self) -> String {
        let words = self.arguments.iter().map(|argument| argument.placeholder());
        std::iter::once(self.name.to_owned()).chain(words).collect::<Vec<_>>().join(":")
    }

    /// The regular expression that every way to write it fits.
    pub fn pattern(&self) -> String {
        let words = self.arguments.iter().map(|argument| argument.pattern());
        let all: Vec<String> = std::iter::once(self.name.to_owned()).chain(words).collect();
        format!("^{}$", all.join(":"))
    }
}

impl Transform {
    /// What there is to know about it.
    pub fn about(&self) -> &'static About {
        named(self.name()).unwrap_or(&TABLE[0])
    }
}

/// What there is to know about the transform of a name.
pub(super) fn named(name: &str) -> Option<&'static About> {
    TABLE.iter().find(|about| about.name == name)
}

const fn of(
    name: &'static str,
    takes: Takes,
    gives: Shape,
    what: &'static str,
    example: (&'static str, &'static [&'static str], &'static str),
) -> About {
    let (written, gets, said) = example;
    let example = Example { written, gets, gives: said };
    About { name, arguments: &[], takes, gives: Gives::Shape(gives), what, example }
}

impl About {
    const fn with(self, arguments: &'static [Argument]) -> Self {
        Self { arguments, ..self }
    }

    const fn keeping_the_kind(self) -> Self {
        Self { gives: Gives::Same, ..self }
    }
}

/// All transforms, in the order of documentation.
pub const TABLE: &[About] = &[
    of("trim", Takes::Text, Shape::Text, "Removes white space at both ends.", ("trim", &["  ANA "], "ANA")),
    of(
        "collapse-spaces",
        Takes::Text,
        Shape::Text,
        "Makes each run of white space one blank, and trims.",
        ("collapse-spaces", &[" ANA   LUCIA"], "ANA LUCIA"),
    ),
    of("upper", Takes::Text, Shape::Text, "Upper case.", ("upper", &["Straße"], "STRASSE")),
    of("lower", Takes::Text, Shape::Text, "Lower case.", ("lower", &["ÁNGEL"], "ángel")),
    of(
        "title-case",
        Takes::Text,
        Shape::Text,
        "Upper case for the first letter of each word, lower case for the others. Damages `McDONALD` and `DE LA CRUZ`.",
        ("title-case", &["JOSÉ-MARÍA"], "José-María"),
    ),
    of(
        "strip-accents",
        Takes::Text,
        Shape::Text,
        "Plain letters for Latin and Greek ones with accents or strokes; `ß`, `æ`, `œ`, `þ` become two letters. Other scripts stay.",
        ("strip-accents", &["ÁNGEL SØRENSEN"], "ANGEL SORENSEN"),
    ),
    of(
        "digits-only",
        Takes::Text,
        Shape::Text,
        "Removes all but the digits 0 to 9.",
        ("digits-only", &["1.234.567-8"], "12345678"),
    ),
    of(
        "alnum-only",
        Takes::Text,
        Shape::Text,
        "Removes all but letters and digits, of every script.",
        ("alnum-only", &["AB-12 34/C"], "AB1234C"),
    ),
    of(
        "truncate",
        Takes::Text,
        Shape::Text,
        "Removes what is beyond N characters. No letter is parted from its accents.",
        ("truncate:3", &["MONTEVIDEO"], "MON"),
    )
    .with(&[Number("N", 1)]),
    of("prefix", Takes::Text, Shape::Text, "Puts a text before.", ("prefix:UY-", &["1234"], "UY-1234"))
        .with(&[Text("TEXT")]),
    of("suffix", Takes::Text, Shape::Text, "Puts a text behind.", ("suffix: (read)", &["ANA"], "ANA (read)"))
        .with(&[Text("TEXT")]),
    of(
        "replace",
        Takes::Text,
        Shape::Text,
        "Puts B in the place of A, wherever A stands, letter by letter. An empty B removes.",
        ("replace:,:.", &["12,5"], "12.5"),
    )
    .with(&[Text("A"), AnyText("B")]),
    of(
        "mask",
        Takes::Text,
        Shape::Text,
        "Makes all but the last KEEP characters `*`. A text that is no longer than that stays as it is.",
        ("mask:4", &["12345678"], "****5678"),
    )
    .with(&[Number("KEEP", 0)]),
    of(
        "hash",
        Takes::Text,
        Shape::Text,
        "The SHA-256 digest of the text in UTF-8, as 64 hexadecimal digits. Good for telling whether two values are the same \
         without keeping them. No protection: who guesses the value finds it again, and numbers and dates are guessed at once.",
        ("hash", &["abc"], "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ),
    of(
        CHOICE_MAP,
        Takes::Text,
        Shape::Choice,
        "Other words for some words, as a table: `{ choice-map = { F = \"female\", M = \"male\" } }`. A word that is not in \
         the table stays as it is.",
        ("choice-map:F=female:M=male", &["F"], "female"),
    )
    .with(&[Pairs]),
    of(
        "default",
        Takes::Anything,
        Shape::Text,
        "A value where nothing was read, or an empty text. It has to be of the kind of what comes: `default:0` for a number.",
        ("default:unknown", &[], "unknown"),
    )
    .with(&[Text("VALUE")])
    .keeping_the_kind(),
    of(
        "join",
        Takes::List,
        Shape::Text,
        "Makes one text of several, with SEP between them. What was not read, or is empty, is left out.",
        ("join: ", &["ANA", "EJEMPLO"], "ANA EJEMPLO"),
    )
    .with(&[AnyText("SEP")]),
    of(
        "split",
        Takes::Text,
        Shape::Text,
        "The Nth part of a text, from 1, where SEP stands between parts. Nothing, where there are not so many.",
        ("split: :1", &["ANA LUCIA"], "ANA"),
    )
    .with(&[Text("SEP"), Number("N", 1)]),
    of(
        "json-get",
        Takes::OneText,
        Shape::Text,
        "A member of a JSON text; dots lead into objects, and into lists by number from 0. Yes and no are told as `yes` and \
         `no`, objects and lists as JSON. Nothing, where there is no such member.",
        ("json-get:address.city", &[r#"{"address": {"city": "Salto"}}"#], "Salto"),
    )
    .with(&[Text("PATH")]),
    of(
        "to-integer",
        Takes::TextOrNumber,
        Shape::Integer,
        "A whole number of 64 bits. Digits, with a `-` before them where it is negative.",
        ("to-integer", &["0042"], "42"),
    ),
    of(
        "to-decimal",
        Takes::TextOrNumber,
        Shape::Decimal,
        "An exact number. A point stands before its places, none between thousands.",
        ("to-decimal", &["12.50"], "12.50"),
    ),
    of(
        "to-boolean",
        Takes::OneText,
        Shape::Boolean,
        "Yes or no, by the words for them.",
        ("to-boolean:J:N", &["J"], "yes"),
    )
    .with(&[Text("YES"), Text("NO")]),
    of(
        "date",
        Takes::Date,
        Shape::Text,
        "A date as text: `%d` day, `%m` month, `%Y` year, `%e` day without zero, `%B` and `%b` the month's name, `%A` and `%a` \
         that of the day, both in English, `%j` day of the year; as strftime has them.",
        ("date:%d.%m.%Y", &["1990-05-17"], "17.05.1990"),
    )
    .with(&[Text("FORMAT")]),
    of(
        "date-from-parts",
        Takes::Date,
        Shape::Date,
        "For dates whose day or month is not on the document: with `reject`, they count as not read, with `first`, the first of \
         the month or year stands for them. Without it, only `year` and fields of text take such a date.",
        ("date-from-parts:first", &["1990-05"], "1990-05-01"),
    )
    .with(&[Word(&["reject", "first"])]),
    of("year", Takes::Date, Shape::Integer, "The year of a date.", ("year", &["1990-05-17"], "1990")),
    of(
        "age",
        Takes::Date,
        Shape::Integer,
        "The whole years since a date, on the day on which the field is written, in UTC. A date to come is an error.",
        ("age", &["1990-05-19"], "35"),
    ),
    of(
        "is-after",
        Takes::Date,
        Shape::Boolean,
        "Whether a date is after the day on which the field is written, in UTC.",
        ("is-after:today", &["2030-01-31"], "yes"),
    )
    .with(&[Word(&["today"])]),
    of(
        "country-alpha2",
        Takes::Country,
        Shape::Text,
        "The two letters of a country, by ISO 3166-1; Kosovo is `XK`.",
        ("country-alpha2", &["URY"], "UY"),
    ),
    of(
        "country-alpha3",
        Takes::Country,
        Shape::Text,
        "The three letters of a country, by ISO 3166-1; Kosovo is `XKX`.",
        ("country-alpha3", &["uruguay"], "URY"),
    ),
    of(
        "country-name",
        Takes::Country,
        Shape::Text,
        "The name of a country as ISO 3166-1 has it. Names are known in English only.",
        ("country-name:en", &["URY"], "Uruguay"),
    )
    .with(&[Word(&["en"])]),
];
