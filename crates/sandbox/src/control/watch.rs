//! Sees every call of the provider's interfaces: lets faults strike, and writes calls into timelines.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::Method;
use url::form_urlencoded;
use uuid::Uuid;

use super::EventKind;
use crate::faults::Calls;
use crate::handle::{Sandbox, locked};

/// The middleware around all routes.
pub(crate) async fn watch(State(sandbox): State<Sandbox>, request: Request, next: Next) -> Response {
    let Some(calls) = Calls::of_path(request.uri().path()) else { return next.run(request).await };
    let about = transaction_of(&sandbox, &request);
    let what = described(request.method(), request.uri().path());
    let fault = locked(&sandbox.control().faults).strike(calls);
    let answer = match &fault {
        Some(fault) => fault.answer(request, next).await,
        None => next.run(request).await,
    };
    if let Some(transaction) = about {
        let (kind, what) = match (&fault, calls) {
            (Some(fault), _) => (EventKind::Fault, format!("{}: {what}", fault.kind.name())),
            (None, Calls::Upload) => (EventKind::Upload, what),
            (None, Calls::Page) => (EventKind::Page, what),
            (None, _) => (EventKind::Call, what),
        };
        let status = answer.status().as_u16();
        sandbox.control().note(transaction, sandbox.now(), kind, &what, Some(status));
    }
    answer
}

/// The transaction that a request is about: by an id in its path, by the credential whose picture it asks for, or by the
/// token in the link of the customer's page.
fn transaction_of(sandbox: &Sandbox, request: &Request<Body>) -> Option<Uuid> {
    let path = request.uri().path();
    let query = request.uri().query().unwrap_or_default();
    if path.starts_with("/web/") {
        // Its pictures and styles are no visits.
        let token = form_urlencoded::parse(query.as_bytes())
            .find(|(name, _)| name == "authorizationToken")
            .filter(|_| path == "/web/v4/app")?;
        let of_run = sandbox.with_state(|state, _| state.run_of_web_token(&token.1).map(|run| run.id));
        return of_run
            .or_else(|| sandbox.with_scans(|scans, _| scans.of_token(&token.1).map(|scan| scan.id)));
    }
    let ids: Vec<Uuid> = path.split('/').filter_map(|part| Uuid::parse_str(part).ok()).collect();
    if ids.is_empty() {
        return None;
    }
    let scan = sandbox.with_scans(|scans, _| ids.iter().find_map(|id| scans.get(*id).map(|scan| scan.id)));
    scan.or_else(|| {
        sandbox.with_state(|state, _| {
            let by_id = ids.iter().find_map(|id| state.run(*id).map(|run| run.id));
            let by_credential = || {
                let (account, credential) = (ids.first()?, ids.get(1)?);
                let has = |run: &&crate::kyx::run::Run| run.credentials.iter().any(|of| of.id == *credential);
                state.runs_of(*account).find(has).map(|run| run.id)
            };
            by_id.or_else(by_credential)
        })
    })
}

/// A call without the ids in it: `GET status`, `PUT parts/FRONT`.
fn described(method: &Method, path: &str) -> String {
    let after = path.split('/').rev().take_while(|part| Uuid::parse_str(part).is_err());
    let mut rest: Vec<&str> = after.collect();
    rest.reverse();
    match (rest.join("/").as_str(), method) {
        ("", &Method::GET) if path.contains("/scans/") => "GET status".to_owned(),
        ("", &Method::GET) => "GET details".to_owned(),
        ("", method) => method.to_string(),
        (rest, method) => format!("{method} {}", rest.trim_start_matches('/')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_described_without_ids() {
        let id = Uuid::nil();
        let run = format!("/retrieval/api/v1/accounts/{id}/workflow-executions/{id}");
        assert_eq!(described(&Method::GET, &run), "GET details");
        assert_eq!(described(&Method::DELETE, &run), "DELETE");
        assert_eq!(described(&Method::GET, &format!("{run}/status")), "GET status");
        assert_eq!(
            described(&Method::PUT, &format!("{run}/credentials/{id}/parts/FRONT")),
            "PUT parts/FRONT"
        );
    }
}
