//! One line in the log for each request: never its body, query or headers, nor the ids in its path.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

/// Tells method, path template, status and duration.
pub(super) async fn requests(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str);
    let span = tracing::info_span!("request", method = %request.method(), route);
    let began = Instant::now();
    async {
        let response = next.run(request).await;
        tracing::info!(
            status = response.status().as_u16(),
            milliseconds = began.elapsed().as_secs_f64() * 1000.0,
            "answered"
        );
        response
    }
    .instrument(span)
    .await
}
