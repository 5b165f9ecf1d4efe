//! The customer's consent, as the request tells it (FACTS 4.3).

use model::Country;
use serde_json::Value;

use super::problem::Problem;
use super::request::{Object, object, text};

/// Consent that is missing is not refused here: the platform would do so when the customer begins (FACTS 7).
pub(super) fn read(body: &Object) -> Result<(), Problem> {
    const PATH: &str = "userConsent.";
    let Some(consent) = object(body, "userConsent", "")? else { return Ok(()) };
    let blank = |field: &str| Problem::field(&format!("{PATH}{field}"), "must not be blank");
    let ip = text(consent, "userIp", PATH, 100)?.ok_or_else(|| blank("userIp"))?;
    if ip.parse::<std::net::IpAddr>().is_err() {
        return Err(Problem::field("userConsent.userIp", "must be an IP address"));
    }
    let place = object(consent, "userLocation", PATH)?.ok_or_else(|| blank("userLocation"))?;
    let place_path = "userConsent.userLocation.";
    let country = text(place, "country", place_path, 3)?.ok_or_else(|| blank("userLocation.country"))?;
    if Country::from_alpha3(&country).is_none() {
        return Err(Problem::field("userConsent.userLocation.country", "must be an alpha-3 code"));
    }
    text(place, "state", place_path, 100)?;
    let given = object(consent, "consent", PATH)?;
    let obtained =
        given.map(|given| text(given, "obtained", "userConsent.consent.", 3)).transpose()?.flatten();
    match obtained.as_deref() {
        None if country == "USA" => return Err(blank("consent.obtained")),
        None | Some("no" | "na") => {}
        Some("yes") => {
            let at = given.and_then(|given| given.get("obtainedAt")).and_then(Value::as_str);
            if at.is_none_or(|at| at.parse::<jiff::Timestamp>().is_err()) {
                return Err(Problem::field("userConsent.consent.obtainedAt", "must be a UTC timestamp"));
            }
        }
        Some(_) => return Err(Problem::field("userConsent.consent.obtained", "must be yes, no or na")),
    }
    Ok(())
}
