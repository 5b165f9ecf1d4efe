//! The page for people: what is going on in the sandbox, and forms that change it. No scripts.

mod forms;
mod view;

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use http::{HeaderValue, StatusCode, header};
use uuid::Uuid;

use crate::handle::Sandbox;
use crate::kyx::problem::Problem;

pub(super) fn router(sandbox: &Sandbox) -> Router {
    Router::new()
        .route("/sandbox", get(index))
        .route("/sandbox/page/transactions/{run}", get(transaction))
        .route("/sandbox/page/transactions/{run}/finish", post(forms::finish))
        .route("/sandbox/page/clock", post(forms::clock))
        .route("/sandbox/page/scenario", post(forms::scenario))
        .route("/sandbox/page/scenario/clear", post(forms::clear_scenarios))
        .route("/sandbox/page/faults", post(forms::fault))
        .route("/sandbox/page/faults/clear", post(forms::clear_faults))
        .route("/sandbox/page/callbacks", post(forms::callbacks))
        .route("/sandbox/page/settings", post(forms::settings))
        .route("/sandbox/page/reset", post(forms::reset))
        .route("/sandbox/page/page.css", get(style))
        .with_state(sandbox.clone())
}

async fn index(State(sandbox): State<Sandbox>) -> Response {
    html(StatusCode::OK, &view::Index::of(&sandbox, "sandbox/", None))
}

async fn transaction(State(sandbox): State<Sandbox>, Path(run): Path<String>) -> Response {
    transaction_page(&sandbox, &run, None)
}

/// A transaction with its timeline; with a problem, what was wrong with the form.
fn transaction_page(sandbox: &Sandbox, run: &str, problem: Option<String>) -> Response {
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let run = Uuid::parse_str(run).ok();
    match run.and_then(|run| view::OneTransaction::of(sandbox, run, problem)) {
        Some(page) => html(status, &page),
        None => Problem::new(StatusCode::NOT_FOUND, "there is no transaction with this id").into_response(),
    }
}

async fn style() -> Response {
    let css = include_str!("../../../templates/control/page.css");
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], css).into_response()
}

fn html(status: StatusCode, page: &impl Template) -> Response {
    const HEADERS: [(header::HeaderName, &str); 5] = [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        ),
        // With none at all, a browser would not say from which page a form comes, not even here.
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    let Ok(text) = page.render() else {
        return Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "The page could not be made").into_response();
    };
    let mut answer = (status, Html(text)).into_response();
    for (name, value) in HEADERS {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}
