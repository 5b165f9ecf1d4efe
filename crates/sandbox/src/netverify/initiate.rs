//! New transactions (FACTS 3.3).

use axum::Json;
use axum::extract::State;
use bytes::Bytes;
use serde_json::{Value, json};

use super::App;
use super::auth::{Asked, admit};
use super::limits::Family;
use super::refusal::Refusal;
use super::request;
use super::scan::Scan;
use crate::clock::wire;

/// `POST /api/v4/initiate`.
pub(super) async fn initiate(
    State(app): State<App>,
    asked: Asked,
    body: Bytes,
) -> Result<Json<Value>, Refusal> {
    let tenant = admit(&app, &asked, Family::Initiate)?;
    asked.is_json()?;
    let request = request::read(&body, app.sandbox.settings().strict_urls)?;
    let links = app.links.by(asked.via);
    let answer = app.sandbox.with_scans(|scans, now| {
        let identity = scans.identity();
        let scan = Scan::new(request, identity, tenant, links, now);
        let id = scan.id;
        let answer = json!({
            "timestamp": wire(now),
            "transactionReference": id,
            "redirectUrl": scan.links.page(scan.locale, &scan.token),
        });
        scans.add(scan);
        if let Some(scan) = scans.get(id) {
            app.sandbox.stage(scan, now);
        }
        answer
    });
    Ok(Json(answer))
}
