//! Countries.

use model::Country;

use super::Carried;

/// A country, told in one of its ways. It is understood in each of them.
pub(super) fn told(value: &Carried, way: fn(Country) -> &'static str) -> Result<Carried, &'static str> {
    let country = Country::understand(&value.to_string()).ok_or("got what is no country")?;
    Ok(Carried::Text(way(country).to_owned()))
}
