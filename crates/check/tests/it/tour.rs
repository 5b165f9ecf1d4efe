//! A usual workspace has nothing to complain about.

use insta::assert_snapshot;
use model::Level;

use crate::support::{found, hints, workspace};

/// What the README's tour makes.
const ONBOARDING: &str = r#"
title = "Account opening"
entry = "welcome"

[step.welcome]
kind = "page"
title = "Welcome"
body = "You need a passport or an identity card."
on.next = "identity"

[step.identity]
kind = "jumio"
documents = ["passport", "id-card"]
country = "URY"
save-images = true
on.approved = "done"
on.rejected = "declined"
on.otherwise = "clerk"

[step.identity.map]
first_name = "document.first_name"
last_name = "document.last_name"
birth_date = "document.date_of_birth"

[step.done]
kind = "end"
result = "completed"

[step.declined]
kind = "end"
result = "declined"

[step.clerk]
kind = "review"
on.approved = "done"
on.otherwise = "declined"
"#;

#[test]
fn the_tour_has_no_finding_above_a_hint() {
    let found = check::check(&workspace(&[("campaigns/onboarding.toml", ONBOARDING)]));
    let above: Vec<_> = found.iter().filter(|finding| finding.level > Level::Hint).collect();
    assert!(above.is_empty(), "{above:#?}");
    assert_snapshot!(hints(&workspace(&[("campaigns/onboarding.toml", ONBOARDING)])), @r#"
    P010 hint provider/jumio primary-color: Jumio's own pages keep the colours of the customer portal
      help: set #0B5FFF there as well, under `Customize client`, then write `allow = ["P010"]`
    J004 hint step.identity.documents: customers choose their document themselves: several are offered
      help: with one document and a `country`, the provider's page begins at once
    "#);
}

#[test]
fn trying_again_after_an_unreadable_picture_is_bounded_by_the_attempts() {
    let text = ONBOARDING.replace("on.rejected", "on.unreadable = \"identity\"\non.rejected");
    assert_eq!(found(&workspace(&[("campaigns/onboarding.toml", text)])), Vec::<String>::new());
}
