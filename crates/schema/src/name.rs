//! Names, and what else is written as text of a form.

use model::Country;

use crate::form::Form;

/// The form of all names ([`model::StepId`] and its like).
pub(crate) const PATTERN: &str = "^[a-z][a-z0-9_-]{0,62}$";

/// A name.
pub(crate) fn name(about: &str) -> Form {
    Form::pattern(PATTERN).about(about)
}

/// A length of time ([`model::TimeSpan`]).
pub(crate) fn time_span(about: &str) -> Form {
    Form::pattern("^[0-9]+[smhd]$").about(&format!("{about} A number and one of s, m, h, d."))
}

/// The alpha-3 code of a country.
pub(crate) fn country(about: &str) -> Form {
    Form::words(Country::all().map(Country::alpha3)).about(about)
}

/// Rules that shall be silent about something.
pub(crate) fn allow(what: &str) -> Form {
    let about = format!("Rules that shall not speak of this {what}. `campaignctl explain` lists the rules.");
    Form::list(Form::text()).about(&about).examples([vec!["F004"]])
}
