//! Transforms that do not fit where they stand, in words.

use model::Transform;
use model::transform::{Misfit, Shape, Takes};

/// What is wrong, and what to do about it. `before` is what the transform gets, as the beginning of a sentence that tells what
/// that is.
pub(super) fn told(transform: &Transform, misfit: Misfit, before: &str) -> (String, &'static str) {
    match misfit {
        Misfit::Input { takes, gets } => {
            let message = format!("`{transform}` takes {}, and {before} {}", takes.noun(), gets.noun());
            (message, remedy(takes, gets))
        }
        Misfit::Default { gets } => {
            let message = format!("`{transform}` stands for {}, and is none", gets.noun());
            (message, "write a value of that kind, or put it behind what makes text of that")
        }
    }
}

fn remedy(takes: Takes, gets: Shape) -> &'static str {
    match (takes, gets) {
        (_, Shape::Image) => "take the transforms away: a picture is kept as it is",
        (Takes::List, _) => {
            "take it away: there is one value already; in a mapping, `from` may name several sources"
        }
        (_, Shape::List) => "put `join: ` before it, which makes one text of several",
        (Takes::Text | Takes::OneText | Takes::TextOrNumber | Takes::Country, Shape::Date) => {
            "take it away; or put `date:%d.%m.%Y` before it, which makes text of a date"
        }
        (Takes::Date, _) => "begin with a date, and put it before what makes something else of that",
        (Takes::Country, _) => "begin with a country, and put it before what makes something else of that",
        _ => "take it away",
    }
}
