//! What customers read when something is not as they expect.

use axum::response::Response;
use http::StatusCode;

use super::html::{Frame, Link, Notice, answer};

fn notice(status: StatusCode, title: &'static str, text: &'static str, link: Option<Link>) -> Response {
    answer(status, &Notice { frame: Frame::plain(), title, text, link })
}

/// No campaign of that name is live.
pub(super) fn unknown_campaign() -> Response {
    notice(
        StatusCode::NOT_FOUND,
        "This page is not available",
        "There is nothing at this address at the moment. Please check the link that you followed, or ask whoever gave it \
         to you.",
        None,
    )
}

/// The campaign starts later.
pub(super) fn not_yet() -> Response {
    notice(
        StatusCode::NOT_FOUND,
        "This has not begun yet",
        "Please come back later, or ask whoever gave you the link when it begins.",
        None,
    )
}

/// The campaign has ended.
pub(super) fn no_more() -> Response {
    notice(
        StatusCode::GONE,
        "This is over",
        "Nobody can begin here any more. If you have begun before, please go back to the device and the browser where you \
         did.",
        None,
    )
}

/// The campaign is paused.
pub(super) fn paused(again: String) -> Response {
    notice(
        StatusCode::SERVICE_UNAVAILABLE,
        "This is paused",
        "Nobody can begin here at the moment. Please come back later. If you have begun before, you can go on in the browser \
         where you did.",
        Some(Link { href: again, label: "Try again".to_owned() }),
    )
}

/// No session of that id, or not this browser's.
pub(super) fn unknown_session() -> Response {
    notice(
        StatusCode::NOT_FOUND,
        "This visit cannot be continued here",
        "It may have been begun in another browser or on another device, or it may be too long ago. Please go back to the \
         device where you began, or follow the link that you were given once more to begin anew.",
        None,
    )
}

/// Any other address.
pub(super) fn nothing_here() -> Response {
    notice(
        StatusCode::NOT_FOUND,
        "This page does not exist",
        "Please check the address, or follow the link that you were given once more.",
        None,
    )
}

/// A form that another site sent.
pub(super) fn foreign_form() -> Response {
    notice(
        StatusCode::FORBIDDEN,
        "This was not accepted",
        "The form was not sent from our own page. Please go back, load the page again, and try once more.",
        None,
    )
}

/// A form that is none of ours.
pub(super) fn bad_form() -> Response {
    notice(
        StatusCode::BAD_REQUEST,
        "This was not understood",
        "Please go back, load the page again, and try once more.",
        None,
    )
}

/// A form with more in it than is taken.
pub(super) fn too_large() -> Response {
    notice(
        StatusCode::PAYLOAD_TOO_LARGE,
        "This is too large",
        "What you sent has more in it than we take. Please go back, load the page again, and choose smaller files.",
        None,
    )
}

/// Our own fault.
pub(super) fn broken(again: Option<String>) -> Response {
    notice(
        StatusCode::INTERNAL_SERVER_ERROR,
        "Something went wrong on our side",
        "We are sorry. Nothing that you entered before is lost. Please wait a moment and try again.",
        again.map(|href| Link { href, label: "Try again".to_owned() }),
    )
}

/// Too much is going on with this session at once.
pub(super) fn busy(again: String) -> Response {
    notice(
        StatusCode::SERVICE_UNAVAILABLE,
        "Please try again",
        "Something else was going on with your visit at the same moment.",
        Some(Link { href: again, label: "Try again".to_owned() }),
    )
}
