//! Which documents are supported (FACTS 3.12). The sandbox knows a specimen of each kind for each country, and its tenants
//! accept all of them.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use model::Country;
use serde_json::{Value, json};

use super::App;
use super::auth::{Asked, admit};
use super::data::brief;
use super::limits::Family;
use super::refusal::Refusal;
use crate::kyx::words::Document;

/// Visas have no place in these lists.
const KINDS: [Document; 3] = [Document::IdCard, Document::DrivingLicense, Document::Passport];

fn list(name: &str, now: Timestamp) -> Value {
    let kind =
        |of: Document| json!({ "idType": of.wire(), "acquisitionConfig": { "backSide": of.has_back() } });
    let country = |of: Country| {
        json!({
            "countryCode": of.alpha3(),
            "countryName": of.name(),
            "idTypes": KINDS.map(kind),
        })
    };
    let countries: Vec<Value> = Country::all().map(country).collect();
    json!({ "timestamp": brief(now), name: countries })
}

/// `GET /api/netverify/v2/supportedIdTypes`.
pub(super) async fn supported(State(app): State<App>, asked: Asked) -> Result<Json<Value>, Refusal> {
    admit(&app, &asked, Family::IdTypes)?;
    Ok(Json(list("supportedIdTypes", app.sandbox.now())))
}

/// `GET /api/netverify/v2/acceptedIdTypes`: costs nothing, so it is what credentials are tried with.
pub(super) async fn accepted(State(app): State<App>, asked: Asked) -> Result<Json<Value>, Refusal> {
    admit(&app, &asked, Family::IdTypes)?;
    Ok(Json(list("acceptedIdTypes", app.sandbox.now())))
}
