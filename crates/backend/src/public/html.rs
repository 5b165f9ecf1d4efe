//! The pages as templates: what each shows. How they look is in `templates/` and `assets/`.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use http::StatusCode;
use model::color::Color;

use super::assets;

/// What surrounds every page.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    /// What customers know the campaign by.
    pub(super) campaign: Option<String>,
    css: String,
    color_css: Option<String>,
    /// What the browser shall do by itself: seconds, and an address.
    refresh: Option<String>,
}

impl Frame {
    /// The frame of a campaign.
    pub(super) fn of(campaign: Option<String>, color: Option<Color>) -> Self {
        Self { campaign, css: assets::pages(), color_css: color.map(assets::color), refresh: None }
    }

    /// The frame of a page that belongs to no campaign.
    pub(super) fn plain() -> Self {
        Self::of(None, None)
    }

    /// The frame of a page that goes to an address by itself.
    #[must_use]
    pub(super) fn going_to(mut self, seconds: u32, address: &str) -> Self {
        self.refresh = Some(format!("{seconds}; url={address}"));
        self
    }
}

/// Where a form goes, and what it is about: a form of a step that was left changes nothing.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) action: String,
    pub(super) step: String,
    pub(super) seq: u64,
    /// What makes starting a session twice with the same page harmless.
    pub(super) start: Option<String>,
}

/// A page step.
#[derive(Template)]
#[template(path = "page.html")]
pub(super) struct Page {
    pub(super) frame: Frame,
    pub(super) form: Form,
    pub(super) title: String,
    pub(super) body: String,
    pub(super) fields: Vec<Field>,
    pub(super) problems: Vec<Problem>,
    pub(super) submit: String,
    pub(super) dismiss: bool,
    /// Whether files are sent with it.
    pub(super) with_files: bool,
}

/// One thing to correct.
#[derive(Clone)]
pub(super) struct Problem {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) text: String,
}

/// A field on a page.
pub(super) struct Field {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) label: String,
    pub(super) required: bool,
    pub(super) optional: bool,
    pub(super) help: Option<String>,
    /// How it is to be filled in.
    pub(super) hint: Option<String>,
    /// What is said of a value that is there and is not shown.
    pub(super) there: Option<String>,
    /// What is wrong with the field as a whole.
    pub(super) problem: Option<String>,
    /// The same, or what is wrong at one of its inputs, for the list above.
    pub(super) to_correct: Option<Problem>,
    pub(super) described_by: Option<String>,
    pub(super) control: Control,
}

/// How a field is asked for, with what was entered before.
pub(super) enum Control {
    /// Not at all: its value is shown.
    Shown(String),
    /// One line.
    Line(LineKind, String),
    /// Several lines.
    Text(String),
    /// Yes or no.
    YesNo(String),
    /// One of several.
    Select(Vec<(Choice, bool)>),
    /// Any of a few.
    Checks(Vec<(Choice, bool)>),
    /// Any of many.
    Several(Vec<(Choice, bool)>),
    /// One line for each part.
    Parts(Vec<Part>),
    /// A password, twice; what is wrong with the second.
    Password { again: Option<String> },
    /// A file.
    File {
        accept: String,
        multiple: bool,
        /// Whether the one that there is may go without another.
        may_go: bool,
    },
}

/// One part of a value.
pub(super) struct Part {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) value: String,
    pub(super) problem: Option<String>,
}

/// What keyboard a line wants, and what the browser may fill in.
pub(super) struct LineKind {
    pub(super) input: &'static str,
    pub(super) mode: Option<&'static str>,
    pub(super) autocomplete: Option<&'static str>,
}

/// One of several things to choose from.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
}

/// The consent before a verification.
#[derive(Template)]
#[template(path = "consent.html")]
pub(super) struct Consent {
    pub(super) frame: Frame,
    pub(super) form: Form,
    pub(super) attempt: u32,
    pub(super) max_attempts: u32,
    /// The campaign's own text, as HTML.
    pub(super) text: Option<String>,
    pub(super) built_in: bool,
    pub(super) agreed_by_button: bool,
    pub(super) documents: Vec<String>,
    pub(super) country: Option<String>,
    pub(super) ask_country: bool,
    pub(super) countries: Vec<Choice>,
    pub(super) chosen: String,
    pub(super) problem: Option<String>,
}

/// A place to go to.
pub(super) struct Link {
    pub(super) href: String,
    pub(super) label: String,
}

/// Something is waited for.
#[derive(Template)]
#[template(path = "waiting.html")]
pub(super) struct Waiting {
    pub(super) frame: Frame,
    pub(super) title: &'static str,
    pub(super) text: &'static str,
    pub(super) hint: &'static str,
    pub(super) link: Option<Link>,
}

/// The way to the provider's page. A form may not be answered by sending the browser to another site, so a link and a
/// refresh do it.
#[derive(Template)]
#[template(path = "leaving.html")]
pub(super) struct Leaving {
    pub(super) frame: Frame,
    pub(super) href: String,
}

/// The end of a session.
#[derive(Template)]
#[template(path = "end.html")]
pub(super) struct End {
    pub(super) frame: Frame,
    pub(super) title: &'static str,
    /// As HTML.
    pub(super) body: String,
    pub(super) href: Option<String>,
}

/// The way into a funnel that begins with nothing to show.
#[derive(Template)]
#[template(path = "start.html")]
pub(super) struct Start {
    pub(super) frame: Frame,
    pub(super) form: Form,
}

/// Anything else there is to say.
#[derive(Template)]
#[template(path = "notice.html")]
pub(super) struct Notice {
    pub(super) frame: Frame,
    pub(super) title: &'static str,
    pub(super) text: &'static str,
    pub(super) link: Option<Link>,
}

/// A page as an answer.
pub(super) fn answer(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong.").into_response()
        }
    }
}
