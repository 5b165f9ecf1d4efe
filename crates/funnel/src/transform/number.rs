//! Numbers, yes and no.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Carried;

/// A whole number, also one with nothing but zeros behind the point.
pub(super) fn integer(text: &str) -> Result<Carried, &'static str> {
    let text = text.trim();
    let whole = || Decimal::from_str_exact(text).ok().filter(Decimal::is_integer)?.to_i64();
    text.parse().ok().or_else(whole).map(Carried::Integer).ok_or("got what is no whole number of 64 bits")
}

/// An exact number.
pub(super) fn decimal(text: &str) -> Result<Carried, &'static str> {
    let number = Decimal::from_str_exact(text.trim());
    number.map(Carried::Decimal).map_err(|_| "got what is no number such as 12.5")
}

/// Yes or no, by words for them.
pub(super) fn boolean(text: &str, yes: &str, no: &str) -> Result<Carried, &'static str> {
    let text = text.trim();
    if super::composed(yes).trim() == text {
        Ok(Carried::Boolean(true))
    } else if super::composed(no).trim() == text {
        Ok(Carried::Boolean(false))
    } else {
        Err("got neither of its two words")
    }
}
