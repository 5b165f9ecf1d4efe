//! Chains of transforms, and what they change about what else is looked for.

use insta::assert_snapshot;

use crate::support::{hints, identity, told, workspace};

const MODEL: &str = r#"
field.name = { type = "full-name", pii = "personal" }
field.text = { type = "text", pii = "personal" }
field.short = { type = "text", max-length = 20, pii = "personal" }
field.code = { type = "text", max-length = 2, pii = "personal" }
field.year = { type = "integer", pii = "personal" }
field.day = { type = "date", pii = "personal" }
field.valid = { type = "boolean" }
field.home = { type = "country", pii = "personal" }
field.visited = { type = "choice", values = ["Uruguay", "Argentina"], pii = "personal" }
field.letters = { type = "choice", values = ["UY", "AR"], pii = "personal" }
field.sex = { type = "choice", values = ["male", "female", "other"], pii = "personal" }
field.names = { type = "text", multiple = true, pii = "personal" }
field.parts = { type = "composite", parts = ["first", "last"], delimiter = ";", pii = "personal" }
"#;

fn files(lines: &str) -> model::Workspace {
    workspace(&[
        ("data-model.toml", MODEL.to_owned()),
        ("campaigns/onboarding.toml", identity(&format!("documents = [\"passport\", \"id-card\"]\n{lines}"))),
    ])
}

fn mapped(to: &str, from: &str, transform: &str) -> String {
    told(&files(&format!("map.{to} = {{ from = {from}, transform = [{transform}] }}")))
}

fn one(to: &str, from: &str, transform: &str) -> String {
    mapped(to, &format!("\"document.{from}\""), transform)
}

const NAMES: &str = "[\"document.first_name\", \"document.last_name\"]";

#[test]
fn chains_that_fit_are_silent() {
    for (to, from, transform) in [
        ("year", "date_of_birth", "'year'"),
        ("year", "number", "'digits-only', 'to-integer'"),
        ("valid", "expiry_date", "'date-from-parts:reject', 'is-after:today'"),
        ("text", "date_of_birth", "'date:%d.%m.%Y', 'prefix:born '"),
        ("day", "date_of_birth", "'default:1900-01-01', 'date-from-parts:first'"),
        ("code", "nationality", "'country-alpha2'"),
        ("text", "nationality", "'country-alpha2', 'country-name:en', 'upper'"),
        ("sex", "gender", "{ choice-map = { M = \"male\", F = \"female\", X = \"other\" } }"),
        ("name", "first_name", "'trim'"),
        ("names", "first_name", "'trim'"),
        ("names", "dl_categories", "'lower'"),
        ("text", "dl_categories", "'lower', 'join:/', 'mask:2'"),
    ] {
        let told = one(to, from, transform);
        assert!(!told.contains("M003") && !told.contains("M012"), "{to} {from} {transform}\n{told}");
    }
    for (to, transform) in [
        ("name", "'title-case', 'join: '"),
        ("names", "'upper'"),
        ("parts", ""),
        ("parts", "'upper'"),
        ("text", "'join:'"),
    ] {
        assert_eq!(mapped(to, NAMES, transform), "", "{to} {transform}");
    }
}

#[test]
fn the_first_that_does_not_fit_is_told_where_it_stands() {
    let table = [
        one("text", "date_of_birth", "'year', 'upper', 'year'"),
        one("text", "first_name", "'trim', 'join: '"),
        one("text", "first_name", "'age'"),
        one("text", "date_of_birth", "'country-alpha2'"),
        one("year", "dl_categories", "'trim', 'to-integer'"),
        one("year", "current_age", "'default:many'"),
        one("day", "date_of_birth", "'default:1990'"),
        one("year", "date_of_birth", "'date:%Y'"),
        one("home", "nationality", "'country-alpha2'"),
        one("text", "number", "'to-integer', 'is-after:today'"),
    ];
    assert_snapshot!(table.concat(), @r"
    M003 error step.identity.map.text.transform[1]: `upper` takes text, and what `year` gives is a whole number
      help: take it away
    M003 error step.identity.map.text.transform[1]: `join: ` takes a list, and what `trim` gives is text
      help: take it away: there is one value already; in a mapping, `from` may name several sources
    M003 error step.identity.map.text.transform[0]: `age` takes a date, and `document.first_name` is text
      help: begin with a date, and put it before what makes something else of that
    M003 error step.identity.map.text.transform[0]: `country-alpha2` takes a country, and `document.date_of_birth` is a date
      help: take it away; or put `date:%d.%m.%Y` before it, which makes text of a date
    M006 warning step.identity.map.year.from: `document.dl_categories` is on none of the documents of `identity`
      help: it is on `driving-license`: add it to `documents`, or take the mapping away
    M003 error step.identity.map.year.transform[1]: `to-integer` takes text or a number, and what `trim` gives is a list
      help: put `join: ` before it, which makes one text of several
    M003 error step.identity.map.year.transform[0]: `default:many` stands for a whole number, and is none
      help: write a value of that kind, or put it behind what makes text of that
    M003 error step.identity.map.day.transform[0]: `default:1990` stands for a date, and is none
      help: write a value of that kind, or put it behind what makes text of that
    M003 error step.identity.map.year.transform[0]: what `date:%Y` gives is text, which does not fit into `year` of type `integer`
      help: map it into a field of type `text`, `large-text`, `full-name`, `address`, `choice`, `composite`
    M003 error step.identity.map.home.transform[0]: what `country-alpha2` gives is text, which does not fit into `home` of type `country`
      help: take the transforms away, or map it into a field of type `text`, `large-text`, `full-name`, `address`, `choice`, `composite`
    M003 error step.identity.map.text.transform[1]: `is-after:today` takes a date, and what `to-integer` gives is a whole number
      help: begin with a date, and put it before what makes something else of that
    ");
}

#[test]
fn several_sources_come_to_one_value() {
    let table = [
        mapped("name", NAMES, ""),
        mapped("text", NAMES, "'trim'"),
        mapped("year", NAMES, "'join:', 'trim'"),
        mapped("text", "[\"document.number\", \"image.face\"]", "'join: '"),
        mapped("text", "[\"document.nubmer\", \"document.cpf\", \"document.lastname\"]", "'join: '"),
        mapped("parts", "[\"document.first_name\", \"document.last_name\", \"document.number\"]", ""),
    ];
    assert_snapshot!(table.concat(), @r"
    M003 error step.identity.map.name.from[0]: `document.first_name`, `document.last_name` are a list, which does not fit into `name` of type `full-name`
      help: make one text of them: add `join: ` to `transform`
    M003 error step.identity.map.text.from[0]: `document.first_name`, `document.last_name` are a list, which does not fit into `text` of type `text`
      help: make one text of them: add `join: ` to `transform`
    M003 error step.identity.map.year.transform[1]: what `trim` gives is text, which does not fit into `year` of type `integer`
      help: map it into a field of type `text`, `large-text`, `full-name`, `address`, `choice`, `composite`
    M003 error step.identity.map.text.from[1]: `image.face` is a picture, which cannot be one of several sources
      help: map it into a field of its own
    M001 error step.identity.map.text.from[0]: there is no capture field `document.nubmer`
      help: did you mean `document.number`?
    M001 error step.identity.map.text.from[2]: there is no capture field `document.lastname`
      help: did you mean `document.last_name`?
    M003 error step.identity.map.parts.from[0]: `parts` has 2 parts, and gets 3 sources
      help: name a capture field for each part, in their order
    ");
}

#[test]
fn lists_are_compared_with_what_comes_to_them() {
    let table = [
        one("code", "nationality", ""),
        told(&files("map.letters = \"document.nationality\"")),
        told(&files("country = \"URY\"\nmap.letters = \"document.issuing_country\"")),
        one("visited", "nationality", "'country-name:en'"),
        one("sex", "gender", "{ choice-map = { M = \"male\", F = \"female\" } }"),
        one("sex", "gender", "'country-name:en'"),
    ];
    assert_snapshot!(table.concat(), @r#"
    M012 error step.identity.map.code: `document.nationality` is an alpha-3 code, and `code` takes less than 3 characters
      help: write `transform = ["country-alpha2"]`, or map it into a field of type `country`
    M012 error step.identity.map.letters: `document.nationality` may be `ABW` and 249 more, which are not among the values of `letters`
      help: make `letters` a field of type `country`, which takes all of them in every spelling
    M012 error step.identity.map.letters: `document.issuing_country` may be `URY`, which is not among the values of `letters`
      help: write `transform = ["country-alpha2"]`
    M012 error step.identity.map.visited.from: `document.nationality` may come to `Aruba` and 247 more, which are not among the values of `visited`
      help: make `visited` a field of type `country`, which takes all of them in every spelling
    M012 error step.identity.map.sex.from: `document.gender` may come to `X`, which is not among the values of `sex`
      help: add what is missing to the values of `sex`, or give another word for it with the transform `choice-map`
    M012 error step.identity.map.sex.from: `document.gender` may be `M`, and `country-name` got what is no country
      help: take that transform away
    "#);
}

#[test]
fn lengths_are_counted_after_the_transforms() {
    let of = |from: &str, transform: &str| -> String {
        let found = hints(&files(&format!("map.short = {{ from = {from}, transform = [{transform}] }}")));
        let line = found.lines().find(|line| line.starts_with("M013"));
        line.and_then(|line| line.split(" may have ").nth(1)).unwrap_or("fits").to_owned()
    };
    let name = "\"document.first_name\"";
    for (transform, expected) in [
        ("", "200 characters, of which `short` takes 20"),
        ("'truncate:20'", "fits"),
        ("'truncate:20', 'suffix:.'", "21 characters, of which `short` takes 20"),
        ("'truncate:9', 'replace:ß:sss'", "27 characters, of which `short` takes 20"),
        ("'truncate:9', 'replace:sss:ß'", "fits"),
        ("'hash'", "64 characters, of which `short` takes 20"),
        ("'truncate:9', 'default:nobody who had a name'", "21 characters, of which `short` takes 20"),
    ] {
        assert_eq!(of(name, transform), expected, "{transform}");
    }
    assert_eq!(of(NAMES, "'truncate:9', 'join: '"), "fits");
    assert_eq!(of(NAMES, "'truncate:10', 'join: '"), "21 characters, of which `short` takes 20");
    assert_eq!(of("\"document.nationality\"", "'country-alpha2', 'prefix:country '"), "fits");
}

#[test]
fn a_default_stands_for_what_a_document_lacks() {
    let required = |from: &str, transform: &str| {
        let model = "field.a = { type = \"text\", required = true, pii = \"personal\" }";
        let lines = format!(
            "documents = [\"passport\", \"driving-license\"]\nmap.a = {{ from = {from}, transform = [{transform}] }}"
        );
        told(&workspace(&[
            ("data-model.toml", model.to_owned()),
            ("campaigns/onboarding.toml", identity(&lines)),
        ]))
    };
    assert_snapshot!(required("\"document.gender\"", "'lower'"), @r"
    M010 error step.identity.map.a.from: `a` is required, and `document.gender` is not on every document of `identity`
      help: it is not on `driving-license`: ask for it on a page, give `a` (text) a default, or do not require it
    ");
    assert_eq!(required("\"document.gender\"", "'lower', 'default:x'"), "");
    // One of several is enough.
    assert_eq!(required("[\"document.gender\", \"document.number\"]", "'join:-'"), "");
    assert_snapshot!(required("[\"document.gender\", \"document.nationality\"]", "'join:-'"), @r"
    M010 error step.identity.map.a.from[0]: `a` is required, and `document.gender`, `document.nationality` are together not on every document of `identity`
      help: it is not on `driving-license`: ask for it on a page, give `a` (text) a default, or do not require it
    ");
}

#[test]
fn a_date_that_lacks_its_day_may_be_made_whole() {
    let decided = |transform: &str| -> String {
        let text = format!(
            "{}[step.decide]\nkind = \"decision\"\non.minor = \"declined\"\non.otherwise = \"done\"\n\
             [[step.decide.branch]]\noutcome = \"minor\"\nwhen = {{ field = \"day\", op = \"after\", value = \"today\" }}\n",
            identity(&format!(
                "on.approved = \"decide\"\nmap.day = {{ from = \"document.expiry_date\", transform = [{transform}] }}"
            ))
        );
        let found =
            hints(&workspace(&[("data-model.toml", MODEL.to_owned()), ("campaigns/onboarding.toml", text)]));
        found.lines().skip_while(|line| !line.starts_with("M013")).take(2).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(decided(""), @r"
    M013 hint step.identity.map.day: `document.expiry_date` may lack its day or month, and then nothing is written
      help: add the transform `date-from-parts:first` for the first of the month or year; or `date-from-parts:reject`, and ask `is-empty` in the decision's first branch
    ");
    assert_snapshot!(decided("'date-from-parts:reject'"), @r"
    M013 hint step.identity.map.day.from: `document.expiry_date` may lack its day or month, and then no `day` is written
      help: ask `is-empty` in the decision's first branch, and lead it to a page or a review
    ");
    assert_eq!(decided("'date-from-parts:first'"), "");
    // What has to be whole is told without a decision, too.
    let of = |transform: &str| {
        let found = hints(&files(&format!(
            "map.text = {{ from = \"document.date_of_birth\", transform = [{transform}] }}"
        )));
        found.lines().filter(|line| line.starts_with("M013")).count()
    };
    assert_eq!(
        (of("'age'"), of("'date:%d'"), of("'year'"), of("'date-from-parts:first', 'age'")),
        (1, 1, 0, 0)
    );
}

#[test]
fn assignments_are_held_to_the_same_table() {
    let set = |assignment: &str| {
        let campaign = format!(
            "entry = \"mark\"\n[step.mark]\nkind = \"assign\"\nset.{assignment}\non.next = \"done\"\n\
             [step.done]\nkind = \"end\"\nresult = \"completed\"\n"
        );
        told(&workspace(&[("data-model.toml", MODEL.to_owned()), ("campaigns/onboarding.toml", campaign)]))
    };
    for fits in [
        "year = { field = \"day\", transform = ['year'] }",
        "text = { field = \"year\" }",
        "text = { template = \"{{text}}\", transform = ['truncate:9'] }",
        "code = { field = \"home\", transform = ['country-alpha2'] }",
        "valid = { field = \"day\", transform = ['is-after:today'] }",
        "text = { field = \"names\", transform = ['join:; '] }",
    ] {
        assert_eq!(set(fits), "", "{fits}");
    }
    let table = [
        set("year = { field = \"text\", transform = ['trim', 'year'] }"),
        set("text = { field = \"day\", transform = ['upper'] }"),
        set("year = { field = \"day\", transform = ['is-after:today'] }"),
        set("text = { value = \"x\", transform = ['join: '] }"),
    ];
    assert_snapshot!(table.concat(), @r"
    F016 error step.mark.set.year.transform[1]: `year` takes a date, and what `trim` gives is text
      help: begin with a date, and put it before what makes something else of that
    F016 error step.mark.set.text.transform[0]: `upper` takes text, and `day` is a date
      help: take it away; or put `date:%d.%m.%Y` before it, which makes text of a date
    F016 error step.mark.set.year: `year` of type `integer` is set to yes or no, of which no value fits
      help: take other transforms, or a field of a type that fits
    F016 error step.mark.set.text.transform[0]: `join: ` takes a list, and what is written is text
      help: take it away: there is one value already; in a mapping, `from` may name several sources
    ");
}

/// The blocks of TOML in a page that are about mappings.
fn blocks(page: &str) -> Vec<&str> {
    let blocks = page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
    blocks.filter(|block| block.contains("[step.identity.map]")).collect()
}

#[test]
fn what_the_pages_show_fits() {
    let model = r#"
field.first_name = { type = "text", max-length = 200, pii = "personal" }
field.full_name = { type = "full-name", pii = "personal" }
field.born_in = { type = "integer", pii = "personal" }
field.home = { type = "text", max-length = 2, pii = "personal" }
field.sex = { type = "choice", values = ["male", "female", "other"], pii = "personal" }
field.valid = { type = "boolean" }
field.greeting = { type = "text", pii = "personal" }
field.number = { type = "text", pii = "personal" }
field.code = { type = "text", pii = "personal" }
"#;
    let pages = [include_str!("../../../../docs/TRANSFORMS.md"), include_str!("../../../../docs/GUIDE.md")];
    let blocks: Vec<&str> = pages.into_iter().flat_map(blocks).collect();
    assert!(blocks.len() >= 2);
    for block in blocks {
        let mark = if block.contains("[step.mark.set]") {
            "[step.mark]\nkind = \"assign\"\non.next = \"done\"\n"
        } else {
            ""
        };
        let lines = "documents = [\"passport\"]\ncountry = \"URY\"\n";
        let campaign = format!("{}\n{mark}{block}", identity(lines));
        let found = told(&workspace(&[
            ("data-model.toml", model.to_owned()),
            ("campaigns/onboarding.toml", campaign),
        ]));
        let found: Vec<&str> =
            found.lines().filter(|line| !line.starts_with("F005") && !line.starts_with(' ')).collect();
        assert_eq!(found, [""; 0], "{block}");
    }
}
