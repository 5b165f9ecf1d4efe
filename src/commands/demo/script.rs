//! What the demo types, and who its customers are.

/// Some lines of the tour, and what they are for.
pub(super) struct Chapter {
    pub(super) title: &'static str,
    pub(super) lines: &'static [&'static str],
}

/// The tour of the README up to `serve`, as typed in a shell.
pub(super) const TOUR: &[Chapter] = &[
    Chapter { title: "A workspace is a directory of files.", lines: &["campaignctl init acme && cd acme"] },
    Chapter {
        title: "Who verifies identities, by which workflow, and the account there.",
        lines: &[
            "campaignctl provider set jumio --platform kyx --datacenter eu --workflow 10011 --primary-color '#0B5FFF' \
             --credentials-file ../pair",
            "campaignctl provider verify jumio",
        ],
    },
    Chapter {
        title: "What is known about a customer.",
        lines: &[
            "campaignctl field add first_name --type text --pii personal",
            "campaignctl field add last_name --type text --pii personal",
            "campaignctl field add birth_date --type birth-date --pii personal",
        ],
    },
    Chapter {
        title: "A campaign, and the steps of its funnel.",
        lines: &[
            r#"campaignctl campaign new onboarding --title "Account opening""#,
            r#"campaignctl funnel add-step page --id welcome --title Welcome --body "You need a passport or an identity card.""#,
            "campaignctl funnel add-step jumio --id identity --after welcome.next --documents passport,id-card --country URY \
             --save-images",
            "campaignctl funnel add-step end --id done --after identity.approved --result completed",
            "campaignctl funnel add-step end --id declined --after identity.rejected --result declined",
            "campaignctl funnel add-step review --id clerk --after identity.otherwise",
            "campaignctl funnel connect clerk.approved done",
            "campaignctl funnel connect clerk.otherwise declined",
        ],
    },
    Chapter {
        title: "What is captured from the document goes into the customer's record.",
        lines: &[
            "campaignctl mapping add identity first_name=document.first_name last_name=document.last_name \
             birth_date=document.date_of_birth",
        ],
    },
    Chapter {
        title: "A look at it, a check of all of it, and a walk through it that is kept as a test.",
        lines: &[
            "campaignctl funnel show",
            "campaignctl validate",
            "campaignctl funnel simulate --play welcome --play 'identity.approved document.first_name=Ana' --save onboarding",
            "campaignctl test",
        ],
    },
    Chapter {
        title: "Saved at the backend, then live.",
        lines: &[
            "campaignctl diff --exit-code",
            "campaignctl push",
            r#"campaignctl publish onboarding --message "first version""#,
            "campaignctl status",
        ],
    },
];

/// Where the tour's workspace is, below the directory in which the tour begins.
pub(super) const WORKSPACE: &str = "acme";
/// The campaign of the tour.
pub(super) const CAMPAIGN: &str = "onboarding";
/// The file that the tour reads the pair from. The sandbox takes it; it opens nothing else.
pub(super) const PAIR: (&str, &str) = ("pair", "sandbox-acme\nsandbox-acme-secret\n");

/// A customer.
pub(super) struct Role {
    pub(super) name: &'static str,
    /// What they do, after their name.
    pub(super) does: &'static str,
    /// What they answer when a page asks.
    pub(super) answers: &'static [(&'static str, &'static str)],
    /// The heading of the page that they come to.
    pub(super) arrives: &'static str,
    /// The heading of the page that they see when a clerk approved, if one has to.
    pub(super) after_review: Option<&'static str>,
    /// Where their session is in the end.
    pub(super) step: &'static str,
    /// How it ended, if it did.
    pub(super) result: Option<&'static str>,
    /// The fields of their record.
    pub(super) fields: &'static [(&'static str, &'static str)],
    /// How many pictures are kept.
    pub(super) pictures: usize,
}

const DONE: &str = "Thank you, you are done";
/// The person on the sandbox's specimens.
const SPECIMEN: &[(&str, &str)] =
    &[("birth_date", "1990-05-17"), ("first_name", "ANA LUCIA"), ("last_name", "EJEMPLO")];

/// Pictures of a visit: the front of a passport, the face, and three that show that somebody was there.
const PASSPORT: usize = 5;
/// The same with the two sides of a card.
const CARD: usize = 6;

/// The customers, in the order of their coming.
pub(super) const CAST: &[Role] = &[
    Role {
        name: "Ana",
        does: "shows her passport and is approved",
        answers: &[
            ("_country", "URY"),
            ("country", "URY"),
            ("document", "passport"),
            ("outcome", "approved"),
        ],
        arrives: DONE,
        after_review: None,
        step: "done",
        result: Some("completed"),
        fields: SPECIMEN,
        pictures: PASSPORT,
    },
    Role {
        name: "Bruno",
        does: "shows an identity card that was tampered with, and is rejected",
        answers: &[("_country", "URY"), ("country", "URY"), ("document", "id-card"), ("outcome", "rejected")],
        arrives: "We cannot go on",
        after_review: None,
        step: "declined",
        result: Some("declined"),
        fields: &[],
        pictures: CARD,
    },
    Role {
        name: "Carla",
        does: "shows her identity card, and a clerk has to look at it",
        answers: &[("_country", "URY"), ("country", "URY"), ("document", "id-card"), ("outcome", "review")],
        arrives: "One of us is having a look",
        after_review: Some(DONE),
        step: "done",
        result: Some("completed"),
        fields: SPECIMEN,
        pictures: CARD,
    },
    Role {
        name: "Diego",
        does: "chooses a document, and walks away before the pictures are taken",
        answers: &[("_country", "URY"), ("country", "URY"), ("document", "passport")],
        arrives: "Photograph your document",
        after_review: None,
        step: "identity",
        result: None,
        fields: &[],
        pictures: 0,
    },
];

/// The words of a line, as a shell would give them to a program: quotes of both kinds are taken off.
pub(super) fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in line.chars() {
        match quote {
            Some(end) if c == end => quote = None,
            None if c == '\'' || c == '"' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            Some(_) | None => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::{TOUR, words};

    #[test]
    fn the_demo_types_what_the_readme_shows() {
        let readme = include_str!("../../../README.md");
        let block = readme.split("<!-- the tour -->\n```sh\n").nth(1).unwrap().split("\n```").next().unwrap();
        let lines: Vec<&str> =
            block.lines().map(|line| line.split(" # ").next().unwrap_or(line).trim()).collect();
        let typed: Vec<&str> = TOUR.iter().flat_map(|chapter| chapter.lines).copied().collect();
        assert_eq!(lines.split_last(), Some((&"campaignctl serve", typed.as_slice())));
    }

    #[test]
    fn words_are_those_of_a_shell() {
        assert_eq!(
            words(r#"a  --b '#0B5FFF' --c "two words" d=e"#),
            ["a", "--b", "#0B5FFF", "--c", "two words", "d=e"]
        );
        assert_eq!(words(r#"a "" 'it is "so"'"#), ["a", "", r#"it is "so""#]);
    }
}
