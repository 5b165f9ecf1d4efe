//! A session's current step as a page.

use std::collections::{BTreeMap, BTreeSet};

use axum::response::Response;
use http::StatusCode;
use model::step::{Consent as ConsentText, EndResult, EndStep, PageStep, VerificationStep};
use model::{Document, Field, FieldId, FieldType, Value, placeholders};

use super::fields::Known;
use super::html::{Consent, Control, End, Form, Frame, Leaving, Link, Page, Start, Waiting, answer};
use super::input::Answer;
use super::{fields, markdown};
use crate::run::{Current, View};

/// How often a waiting page looks again, in seconds.
const LOOK: u32 = 3;
/// How often while a person decides.
const LOOK_FOR_A_PERSON: u32 = 30;

/// What was entered and did not do. Passwords are not among it.
#[derive(Default)]
pub(super) struct Entered {
    pub(super) values: BTreeMap<FieldId, Typed>,
    pub(super) problems: BTreeMap<FieldId, Wrong>,
    /// The country of residence, and what is wrong with it.
    pub(super) country: Option<String>,
    pub(super) country_problem: Option<String>,
}

/// What was typed or chosen for a field.
#[derive(Clone, Default)]
pub(super) struct Typed {
    /// One text, or those of a field with several values.
    pub(super) texts: Vec<String>,
    /// The parts of a composite value, in their order.
    pub(super) parts: Vec<String>,
}

/// What is wrong with a field, and where.
#[derive(Debug, Clone)]
pub(super) struct Wrong {
    pub(super) text: String,
    pub(super) at: At,
}

/// Where something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// At the field.
    Whole,
    /// At a part of it, counted from 0.
    Part(usize),
    /// Where a password was entered once more.
    Again,
}

impl Typed {
    /// What was given.
    pub(super) fn of(field: &Field, answer: &Answer) -> Self {
        let all = if field.multiple { 0 } else { answer.texts.len().saturating_sub(1) };
        let texts: Vec<String> = answer.texts[all..].iter().map(|text| text.to_string()).collect();
        if field.kind != FieldType::Composite {
            return Self { texts, parts: Vec::new() };
        }
        if let Some(text) = texts.first() {
            return Self::text(field, text);
        }
        let part = |name| answer.parts.get(name).map(|part| part.to_string()).unwrap_or_default();
        Self { texts, parts: field.parts.iter().map(part).collect() }
    }

    /// A value that there is.
    pub(super) fn value(field: &Field, value: &Value) -> Self {
        let texts = value.items().iter().map(ToString::to_string).collect();
        Self { texts, parts: field.split(&value.to_string()).unwrap_or_default() }
    }

    /// A text that stands for a value.
    pub(super) fn text(field: &Field, text: &str) -> Self {
        Self { texts: vec![text.to_owned()], parts: field.split(text).unwrap_or_default() }
    }
}

impl Entered {
    /// The same, with values that are other customers' already.
    #[must_use]
    pub(super) fn taken(mut self, fields: &BTreeSet<FieldId>) -> Self {
        let wrong =
            |field: &FieldId| (field.clone(), Wrong { text: fields::TAKEN.to_owned(), at: At::Whole });
        self.problems.extend(fields.iter().map(wrong));
        self
    }

    pub(super) fn has_problems(&self) -> bool {
        !self.problems.is_empty() || self.country_problem.is_some()
    }
}

/// How the customer came to the page of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Came {
    /// By the address alone.
    Plainly,
    /// From the consent, on the way to the provider.
    Leaving,
    /// Back from the provider.
    Back,
}

/// Where a session's forms go.
pub(super) struct Place {
    /// The address of the page itself.
    pub(super) own: String,
    /// What makes starting a session twice with the same page harmless; for a session that is not begun yet.
    pub(super) start: Option<String>,
}

/// The page of what a session shows.
pub(super) fn page(current: &Current, place: &Place, came: Came, entered: &Entered) -> Response {
    let frame = Frame::of(Some(current.frozen.title()), current.frozen.color());
    let form = Form {
        action: place.own.clone(),
        step: current.step.to_string(),
        seq: current.seq,
        start: place.start.clone(),
    };
    let status = if entered.has_problems() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    match &current.view {
        View::Page { page, values, files } => {
            let known = Known { model: &current.frozen.data_model, values, files, entered };
            answer(status, &page_step(current, page, &known, frame, form))
        }
        View::Consent { step, attempt, ask_country } => {
            answer(status, &consent(step, *attempt, *ask_country, frame, form, entered))
        }
        // A session that is not begun yet does nothing: what it would do begins with a button.
        _ if place.start.is_some() => answer(status, &Start { frame, form }),
        View::Starting { .. } => answer(status, &starting(frame, place)),
        View::Verifying { web: Some(href), .. } if came == Came::Leaving => {
            answer(status, &Leaving { frame: frame.going_to(0, href), href: href.clone() })
        }
        View::Verifying { web, .. } => answer(status, &verifying(frame, place, came, web.as_deref())),
        View::Calling { .. } => answer(status, &calling(frame, place)),
        View::Review => answer(status, &review(frame, place)),
        View::End(end) => answer(status, &ended(frame, end)),
    }
}

fn page_step(current: &Current, page: &PageStep, known: &Known<'_>, frame: Frame, form: Form) -> Page {
    let value = |name: &str| current.written(&FieldId::new(name).ok()?);
    let fields = fields::of(page, known);
    let title = page.title.as_deref().map(|title| placeholders::fill(title, value));
    Page {
        frame,
        form,
        title: title.unwrap_or_else(|| current.frozen.title()),
        body: markdown::render(page.body.as_deref().unwrap_or_default(), &value),
        problems: fields::problems(&fields),
        with_files: fields.iter().any(|field| matches!(field.control, Control::File { .. })),
        fields,
        submit: page.submit_label.clone().unwrap_or_else(|| "Continue".to_owned()),
        dismiss: page.allow_dismiss,
    }
}

fn consent(
    step: &VerificationStep,
    attempt: u32,
    ask_country: bool,
    frame: Frame,
    form: Form,
    entered: &Entered,
) -> Consent {
    let (built_in, text) = match &step.consent {
        ConsentText::BuiltIn => (true, None),
        ConsentText::Text(text) => (false, Some(markdown::render(text, &|_| None))),
        ConsentText::Off => (false, None),
    };
    Consent {
        frame,
        form,
        attempt,
        max_attempts: step.max_attempts,
        text,
        built_in,
        agreed_by_button: step.consent != ConsentText::Off,
        documents: step
            .accepted_documents()
            .into_iter()
            .map(|one: Document| one.label().to_owned())
            .collect(),
        country: step.accepted_country().map(|country| country.name().to_owned()),
        ask_country,
        countries: if ask_country { fields::countries() } else { Vec::new() },
        chosen: entered.country.clone().unwrap_or_default(),
        problem: entered.country_problem.clone(),
    }
}

fn starting(frame: Frame, place: &Place) -> Waiting {
    Waiting {
        frame: frame.going_to(LOOK, &format!("{}?go", place.own)),
        title: "One moment, please",
        text: "We are preparing the verification of your identity.",
        hint: "This page goes on by itself. There is nothing to do for you.",
        link: None,
    }
}

fn calling(frame: Frame, place: &Place) -> Waiting {
    Waiting {
        frame: frame.going_to(LOOK, &place.own),
        title: "One moment, please",
        text: "We are looking into what you told us.",
        hint: "This page goes on by itself. There is nothing to do for you.",
        link: None,
    }
}

fn verifying(frame: Frame, place: &Place, came: Came, web: Option<&str>) -> Waiting {
    let query = if came == Came::Back { "?back" } else { "" };
    Waiting {
        frame: frame.going_to(LOOK, &format!("{}{query}", place.own)),
        title: "We are verifying your identity",
        text: "We are waiting for the result of the verification.",
        hint: "This usually takes less than two minutes, and the page goes on by itself. You may also close it and come back \
               later with the same browser.",
        link: web.map(|href| Link {
            href: href.to_owned(),
            label: "Not finished there yet? Go on with the verification".to_owned(),
        }),
    }
}

fn review(frame: Frame, place: &Place) -> Waiting {
    Waiting {
        frame: frame.going_to(LOOK_FOR_A_PERSON, &place.own),
        title: "One of us is having a look",
        text: "A person looks at what you sent us.",
        hint: "This can take some time. You may close this page and come back later with the same browser; it will show what \
               was decided.",
        link: None,
    }
}

fn ended(frame: Frame, end: &EndStep) -> End {
    let (title, text) = match end.result {
        EndResult::Completed => {
            ("Thank you, you are done", "Everything is complete. You may close this page.")
        }
        EndResult::Declined => (
            "We cannot go on",
            "We are sorry: with what we were given we cannot go on. If you think that this is a mistake, please get in \
             touch with us.",
        ),
        EndResult::Referred => ("We go on elsewhere", "We will get in touch with you about the next steps."),
        EndResult::Abandoned => ("Goodbye", "You have left. You are welcome to begin again at any time."),
    };
    let text = end.message.as_deref().unwrap_or(text);
    let href = end.redirect_url.clone().filter(|href| markdown::leads_outside(href));
    End { frame, title, body: markdown::render(text, &|_| None), href }
}
