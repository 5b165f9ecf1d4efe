//! What each transform does, for itself and in a row.

use jiff::civil::date;
use model::transform::{Shape, TABLE, Takes, chain};
use proptest::prelude::*;

use super::date::Day;
use super::*;

const TODAY: Date = date(2026, 5, 18);

fn text(text: &str) -> Carried {
    Carried::Text(text.to_owned())
}

/// What transforms make of a text, as text; of nothing, nothing.
fn made(transforms: &[Transform], of: Option<Carried>) -> Result<Option<String>, String> {
    match apply(transforms, of, TODAY) {
        Ok(value) => Ok(value.map(|value| value.to_string())),
        Err(problem) => Err(problem.to_string()),
    }
}

fn of_text(written: &str, gets: &str) -> Result<Option<String>, String> {
    made(&[written.parse().unwrap()], Some(text(gets)))
}

#[test]
fn letters_change_in_every_script() {
    use Transform as T;
    let table: [(&[Transform], &str, &str); 35] = [
        (&[], "as  IT is ", "as  IT is "),
        (&[], "Jose\u{301}", "Jos\u{e9}"),
        (&[T::Trim], " \t\u{a0}Ana María\u{2003}\n", "Ana María"),
        (&[T::Trim], " \n ", ""),
        (&[T::CollapseSpaces], "  Ana \t\u{a0} María\n", "Ana María"),
        (&[T::Upper], "straße café ĳ", "STRASSE CAFÉ Ĳ"),
        (&[T::Upper], "istanbul ılgın", "ISTANBUL ILGIN"),
        (&[T::Lower], "JOSÉ ÆØÅ ΟΔΥΣΣΕΥΣ", "josé æøå οδυσσευς"),
        (&[T::Lower], "ISTANBUL İZMİR", "istanbul izmir"),
        (&[T::Lower], "I\u{307}ZMIR", "izmir"),
        (&[T::TitleCase], "JOSÉ MARÍA", "José María"),
        (&[T::TitleCase], "JOSE\u{301}PHINE", "Joséphine"),
        (&[T::TitleCase], "O'NEILL d’arc", "O'Neill D’Arc"),
        (&[T::TitleCase], "ANNE-MARIE", "Anne-Marie"),
        (&[T::TitleCase], "ßtraße", "Sstraße"),
        (&[T::TitleCase], "STRAẞE", "Straße"),
        (&[T::TitleCase], "ﬁona", "Fiona"),
        (&[T::TitleCase], "İZMİR ISTANBUL ılgın", "İzmir Istanbul Ilgın"),
        (&[T::TitleCase], "ΟΔΥΣΣΕΥΣ ΑΣ Σ", "Οδυσσευς Ας Σ"),
        (&[T::TitleCase], "ИВАН ПЕТРОВ", "Иван Петров"),
        (&[T::TitleCase], "李小龍 محمد", "李小龍 محمد"),
        (&[T::TitleCase], "T\u{30c}E\u{30c}SˇX\u{335}Y", "Ť\u{11b}sˇx\u{335}y"),
        (&[T::TitleCase], "ᲒᲘᲝᲠᲒᲘ ნინო", "გიორგი ნინო"),
        (&[T::TitleCase], "ǅEMAL ǉuba ǊIVA ǳ", "ǅemal ǈuba ǋiva ǲ"),
        (&[T::TitleCase], "ԱՆԻ", "Անի"),
        (&[T::TitleCase], "2ND 4TH-FLOOR", "2nd 4th-Floor"),
        (&[T::TitleCase], "  two  blanks ", "  Two  Blanks "),
        (&[T::TitleCase], "", ""),
        // What it damages.
        (&[T::TitleCase], "McDONALD", "Mcdonald"),
        (&[T::TitleCase], "DE LA CRUZ", "De La Cruz"),
        (&[T::TitleCase], "HENRY III", "Henry Iii"),
        (&[T::TitleCase], "ILGIN", "Ilgin"),
        (&[T::TitleCase], "ĲSBRAND", "Ĳsbrand"),
        // Left to right.
        (&[T::CollapseSpaces, T::TitleCase], " ANA   MARÍA ", "Ana María"),
        (&[T::TitleCase, T::Upper, T::Lower], "Ana", "ana"),
    ];
    for (transforms, gets, expected) in table {
        let value = made(transforms, Some(text(gets))).unwrap().unwrap_or_default();
        assert_eq!(value, expected, "{transforms:?} {gets:?}");
    }
}

#[test]
fn examples_of_the_documentation_are_true() {
    for about in TABLE {
        let example = about.example;
        let value = match example.gets {
            [] => None,
            [one] if about.takes == Takes::Date => Some(Carried::Date(Day::read(one).unwrap())),
            [one] => Some(text(one)),
            several => Some(Carried::List(several.iter().map(|item| (*item).to_owned()).collect())),
        };
        let gives = made(&[example.written.parse().unwrap()], value).unwrap();
        assert_eq!(gives.as_deref(), Some(example.gives), "{}", example.written);
    }
}

#[test]
fn texts_are_cut_masked_and_put_together() {
    for (written, gets, expected) in [
        ("strip-accents", "ÀÉÎÕÜ Ñ Ç Å ž ș", "AEIOU N C A z s"),
        ("strip-accents", "Straße ŁÓDŹ Æsir œuvre Þór ıÐđ", "Strasse LODZ AEsir oeuvre THor iDd"),
        ("strip-accents", "Άννα Ελένη", "Αννα Ελενη"),
        ("strip-accents", "Королёв Йонас", "Королёв Йонас"),
        ("strip-accents", "हिन्दी มานี 李", "हिन्दी มานี 李"),
        ("strip-accents", "Nguye\u{302}\u{303}n", "Nguyen"),
        ("digits-only", "+598 (99) 12٣", "5989912"),
        ("alnum-only", " O'Neill-Ж7\u{301} हिन्दी!", "ONeillЖ7\u{301}हिन्दी"),
        ("truncate:3", "añb\u{30c}c", "añ"),
        ("truncate:9", "añb", "añb"),
        ("mask:2", "12", "12"),
        ("mask:0", "añb", "***"),
        ("replace:aa:b", "aaaa", "bb"),
        ("replace:é:e", "cafe\u{301}", "cafe"),
        ("replace: :", "1 234 5", "12345"),
        ("choice-map:M=male", " M ", "male"),
        ("choice-map:M=male", "m", "m"),
        ("choice-map:é=accent", "e\u{301}", "accent"),
        ("split:/:2", "a/b/c", "b"),
        ("split:/:1", "abc", "abc"),
        ("json-get:a.1.b", r#"{"a":[0,{"b":"x"}]}"#, "x"),
        ("json-get:a", r#"{"a":12.5}"#, "12.5"),
        ("json-get:a", r#"{"a":true}"#, "yes"),
        ("json-get:a", r#"{"a":[1,"x"]}"#, r#"[1,"x"]"#),
        ("hash", "e\u{301}", "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"),
        ("default:x", "y", "y"),
        ("default:x", " \n", "x"),
        ("to-integer", " 0042 ", "42"),
        ("to-integer", "-7.00", "-7"),
        ("to-decimal", "-0.50", "-0.50"),
        ("to-boolean:J:N", "N", "no"),
        ("country-alpha2", "XKX", "XK"),
        ("country-alpha3", "kosovo", "XKX"),
    ] {
        let expected: String = expected.nfc().collect();
        assert_eq!(of_text(written, gets), Ok(Some(expected)), "{written} {gets:?}");
    }
    for (written, gets) in [
        ("json-get:b", "{}"),
        ("json-get:0", "[null]"),
        ("json-get:x", "[1]"),
        ("upper", " "),
        ("split:/:4", "a/b/c"),
        ("digits-only", "abc"),
        ("to-integer", ""),
    ] {
        assert_eq!(of_text(written, gets), Ok(None), "{written} {gets:?}");
    }
}

#[test]
fn what_cannot_be_is_told_without_the_value() {
    for (written, gets, problem) in [
        ("to-integer", "CANARY", "`to-integer` got what is no whole number of 64 bits"),
        ("to-integer", "9223372036854775808", "`to-integer` got what is no whole number of 64 bits"),
        ("to-integer", "1.5", "`to-integer` got what is no whole number of 64 bits"),
        ("to-decimal", "12,5", "`to-decimal` got what is no number such as 12.5"),
        ("to-decimal", "1e5", "`to-decimal` got what is no number such as 12.5"),
        ("to-boolean:J:N", "X", "`to-boolean` got neither of its two words"),
        ("json-get:a", "{a}", "`json-get` got what is no JSON"),
        ("country-name:en", "Atlantis", "`country-name` got what is no country"),
        ("year", "CANARY", "`year` got what is no date"),
        ("age", "1990-05", "`age` got a date that lacks its day or month"),
        ("age", "2026-05-19", "`age` got a date that is to come"),
        ("is-after:today", "2030", "`is-after` got a date that lacks its day or month"),
    ] {
        assert_eq!(of_text(written, gets), Err(problem.to_owned()));
    }
}

#[test]
fn dates_lack_what_the_document_lacks() {
    for (written, day, expected) in [
        (&["year"][..], "1990", Some("1990")),
        (&["date-from-parts:reject"], "1990-05", None),
        (&["date-from-parts:reject"], "1990-05-17", Some("1990-05-17")),
        (&["date-from-parts:reject", "default:1900-01-01", "year"], "1990", Some("1900")),
        (&["date-from-parts:first", "date:%e %B %Y"], "1990-05", Some(" 1 May 1990")),
        (&["date-from-parts:first", "age"], "1990", Some("36")),
        (&["is-after:today"], "2026-05-18", Some("no")),
        (&["is-after:today"], "2026-05-19", Some("yes")),
        (&["date:%A %j"], "2026-05-18", Some("Monday 138")),
    ] {
        let transforms: Vec<Transform> = written.iter().map(|one| one.parse().unwrap()).collect();
        let day = Some(Carried::Date(Day::read(day).unwrap()));
        assert_eq!(made(&transforms, day), Ok(expected.map(str::to_owned)), "{written:?}");
    }
}

#[test]
fn of_a_list_each_text_is_changed_and_nothing_is_left_out() {
    let list = |items: &[&str]| Some(Carried::List(items.iter().map(|item| (*item).to_owned()).collect()));
    let all =
        |written: &[&str]| -> Vec<Transform> { written.iter().map(|one| one.parse().unwrap()).collect() };
    assert_eq!(
        made(&all(&["title-case", "join: "]), list(&["ANA", "", "DÍAZ"])),
        Ok(Some("Ana Díaz".to_owned()))
    );
    assert_eq!(made(&all(&["prefix:#", "join:"]), list(&["a", " ", "b"])), Ok(Some("#a#b".to_owned())));
    assert_eq!(made(&all(&["default:x", "join:-"]), list(&["", " "])), Ok(Some("x".to_owned())));
    assert_eq!(made(&all(&["upper"]), list(&["a", "b"])), Ok(Some("A, B".to_owned())));
    assert_eq!(made(&all(&["join:-"]), list(&[])), Ok(None));
}

/// Any transform, with anything that it can be told.
fn any_transform() -> impl Strategy<Value = Transform> {
    let word = "[^\\x00]{1,4}";
    prop_oneof![
        4 => prop::sample::select(TABLE).prop_map(|about| about.example.written.parse().unwrap()),
        1 => (0..6u32).prop_map(Transform::Mask),
        1 => (1..6u32).prop_map(Transform::Truncate),
        1 => word.prop_map(Transform::Prefix),
        1 => word.prop_map(Transform::Suffix),
        1 => word.prop_map(Transform::Join),
        1 => (word, ".{0,3}").prop_map(|(from, to)| Transform::Replace { from, to }),
        1 => (word, 1..4u32).prop_map(|(separator, part)| Transform::Split { separator, part }),
        1 => prop::sample::select(vec!["0", "1990-05-17", "yes", "URY", "x"]).prop_map(|value| Transform::Default(value.to_owned())),
        1 => prop::collection::btree_map(".{0,2}", ".{0,2}", 0..3).prop_map(Transform::ChoiceMap),
        1 => prop::sample::select(vec!["date-from-parts:reject", "to-boolean:no:yes"]).prop_map(|text| text.parse().unwrap()),
    ]
}

/// Any value, and what it is.
fn any_value() -> impl Strategy<Value = (Shape, Option<Carried>)> {
    let day = (0..=9999i16, 1..=12i8, 1..=28i8, 0..3u8).prop_map(|(year, month, day, known)| {
        let first = Date::new(year, month, day).unwrap();
        Carried::Date(match known {
            0 => Day::Year(Date::new(year, 1, 1).unwrap()),
            1 => Day::Month(Date::new(year, month, 1).unwrap()),
            _ => Day::Whole(first),
        })
    });
    let countries: Vec<&str> = model::Country::all().map(model::Country::alpha3).collect();
    prop_oneof![
        ".*".prop_map(|text| (Shape::Text, Some(Carried::Text(text)))),
        any::<String>().prop_map(|text| (Shape::Text, Some(Carried::Text(text)))),
        any::<i64>().prop_map(|number| (Shape::Integer, Some(Carried::Integer(number)))),
        any::<bool>().prop_map(|truth| (Shape::Boolean, Some(Carried::Boolean(truth)))),
        day.prop_map(|day| (Shape::Date, Some(day))),
        prop::sample::select(countries).prop_map(|code| (Shape::Country, Some(text(code)))),
        prop::collection::vec(".{0,4}", 0..4).prop_map(|items| (Shape::List, Some(Carried::List(items)))),
        prop::sample::select(Shape::ALL.to_vec()).prop_map(|shape| (shape, None)),
    ]
}

/// Whether a value is what the table says.
fn is(shape: Shape, value: &Carried) -> bool {
    let told = value.to_string();
    match shape {
        Shape::Text | Shape::Choice | Shape::Instant => matches!(value, Carried::Text(_)),
        Shape::Integer => told.parse::<i64>().is_ok(),
        Shape::Decimal => rust_decimal::Decimal::from_str_exact(&told).is_ok(),
        Shape::Boolean => matches!(told.as_str(), "yes" | "no"),
        Shape::Date => Day::read(&told).is_some(),
        Shape::Country => model::Country::understand(&told).is_some(),
        // A value that stands for an absent list is a text alone.
        Shape::List => matches!(value, Carried::List(_) | Carried::Text(_)),
        Shape::Image => false,
    }
}

/// Problems that lie in the value, not in its kind.
fn may_fail(transform: &str, gets: Shape) -> bool {
    match transform {
        "to-integer" => gets != Shape::Integer,
        "to-decimal" => gets.is_text(),
        "to-boolean" | "json-get" => true,
        "age" | "is-after" | "date" => gets == Shape::Date,
        _ => transform.starts_with("country-") && gets != Shape::Country,
    }
}

proptest! {
    #[test]
    fn any_text_comes_out_composed_and_a_second_time_changes_nothing(text in any::<String>()) {
        use Transform as T;
        for transform in [T::Trim, T::CollapseSpaces, T::Upper, T::Lower, T::StripAccents, T::DigitsOnly, T::AlnumOnly] {
            let once = made(std::slice::from_ref(&transform), Some(Carried::Text(text.clone())));
            prop_assert_eq!(made(&[transform.clone(), transform.clone()], Some(Carried::Text(text.clone()))), once, "{}", transform);
        }
        let blank = text.trim().is_empty();
        prop_assert_eq!(made(&[], Some(Carried::Text(text.clone()))), Ok((!blank).then(|| composed(&text))));
    }

    #[test]
    fn nothing_panics_and_every_text_is_composed(
        transforms in prop::collection::vec(any_transform(), 0..5),
        (_, value) in any_value(),
    ) {
        if let Ok(Some(text)) = made(&transforms, value) {
            prop_assert_eq!(composed(&text), text);
        }
    }

    #[test]
    fn a_chain_that_fits_gives_what_the_table_says(
        mut transforms in prop::collection::vec(any_transform(), 0..7),
        (shape, value) in any_value(),
    ) {
        // Those that do not fit are left out, so that long chains are not rare.
        let mut end = shape;
        transforms.retain(|transform| match transform.after(end) {
            Ok(after) => {
                end = after;
                true
            }
            Err(_) => false,
        });
        prop_assert_eq!(chain(shape, &transforms), Ok(end));
        let (mut shape, mut value) = (shape, value);
        for transform in &transforms {
            let made = one(transform, value, TODAY);
            if let Err(problem) = &made {
                prop_assert!(may_fail(transform.name(), shape), "{problem} ({shape:?})");
                return Ok(());
            }
            value = made.unwrap();
            shape = transform.after(shape).unwrap();
            if let Some(value) = &value {
                prop_assert!(is(shape, value), "{transform} gave {shape:?}: {:?}", value.to_string());
            }
        }
    }
}
