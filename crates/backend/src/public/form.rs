//! Forms as browsers send them.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use bytes::Bytes;
use http::{HeaderMap, header};
use http_body_util::BodyExt as _;
use model::{FieldId, MAX_BYTES};
use multer::{Constraints, Multipart, SizeLimit};
use zeroize::Zeroizing;

use super::LARGEST_FORM;
use super::input::{Answer, Given};
use crate::run::{Current, View, uploads};

/// How long nothing may come in of a form with files.
const SILENCE: Duration = Duration::from_secs(30);

/// The most parts of a form with files.
const MOST_PARTS: usize = 1000;

/// A form as it was sent. The names of its own inputs begin with `_`, which no field's name does. What was typed is a
/// password, or as personal as one.
#[derive(Default)]
pub(super) struct Sent(BTreeMap<String, Vec<Zeroizing<String>>>);

impl Sent {
    /// Reads a form without files; `None` when it is none.
    pub(super) async fn read(mut body: Body) -> Option<Self> {
        let mut bytes = Zeroizing::new(Vec::new());
        while let Some(frame) = body.frame().await {
            let Ok(data) = frame.ok()?.into_data() else { continue };
            if bytes.len() + data.len() > LARGEST_FORM {
                return None;
            }
            bytes.extend_from_slice(&data);
        }
        let mut sent = Self::default();
        for (name, text) in url::form_urlencoded::parse(&bytes) {
            sent.add(&name, Zeroizing::new(text.into_owned()));
        }
        Some(sent)
    }

    fn add(&mut self, name: &str, text: Zeroizing<String>) {
        self.0.entry(name.to_owned()).or_default().push(text);
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.last().map(|text| text.as_str())
    }

    /// What makes starting a session twice with the same page harmless.
    pub(super) fn start(&self) -> Option<&str> {
        self.text("_start")
    }

    /// Whether the form is that of what the session shows now; a form sent twice, or from a page that was gone back to, is
    /// not.
    pub(super) fn is_of(&self, current: &Current) -> bool {
        self.text("_step") == Some(current.step.as_str())
            && self.text("_seq").and_then(|seq| seq.parse().ok()) == Some(current.seq)
    }

    /// What the customer gave with it. A part of a field is sent as `FIELD.PART`, a password's repetition as `_again-FIELD`, and
    /// that a file shall go as `_without-FIELD`.
    pub(super) fn given(&self) -> Given {
        let mut given = Given {
            answers: BTreeMap::new(),
            dismiss: self.text("_dismiss").is_some(),
            agrees: self.text("_consent").is_some(),
            country: self.text("_country").map(str::to_owned),
        };
        for (name, texts) in &self.0 {
            let own = name.strip_prefix("_again-").or_else(|| name.strip_prefix("_without-"));
            let (id, part) = match (own, name.split_once('.')) {
                (Some(id), _) => (id, None),
                (None, Some((id, part))) => (id, Some(part)),
                (None, None) => (name.as_str(), None),
            };
            let Ok(id) = FieldId::new(id) else { continue };
            let answer: &mut Answer = given.answers.entry(id).or_default();
            match part {
                Some(part) => {
                    answer.parts.extend(texts.last().map(|text| (part.to_owned(), text.clone())));
                }
                None if name.starts_with("_again-") => answer.again = texts.last().cloned(),
                None if name.starts_with("_without-") => answer.without = true,
                None => answer.texts.clone_from(texts),
            }
        }
        given
    }
}

/// The boundary of a form with files; `None` for other forms.
pub(super) fn boundary(headers: &HeaderMap) -> Option<Result<String, Unreadable>> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let is_multipart = kind.trim_start().to_ascii_lowercase().starts_with("multipart/");
    is_multipart.then(|| multer::parse_boundary(kind).map_err(|_| Unreadable::Form))
}

/// Why a form with files cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// It is no such form, or did not come as a whole.
    Form,
    /// It is larger than any form of the page can be.
    TooLarge,
}

impl From<multer::Error> for Unreadable {
    fn from(error: multer::Error) -> Self {
        match error {
            multer::Error::StreamSizeExceeded { .. } => Self::TooLarge,
            _ => Self::Form,
        }
    }
}

/// The largest request with a page's form: the files that it asks for, what is typed, and one file that is too large, so that
/// this can be told where it belongs.
pub(super) fn largest(current: &Current) -> u64 {
    let files = match &current.view {
        View::Page { page, .. } => {
            let asked = uploads::asked(page, &current.frozen.data_model);
            let most = |multiple| if multiple { uploads::MOST as u64 } else { 1 };
            asked.values().map(|field| field.largest() * most(field.multiple)).sum()
        }
        _ => 0,
    };
    files + LARGEST_FORM as u64 + 2 * MAX_BYTES
}

/// Waits for what comes in next, unless the sender is silent for too long.
pub(super) async fn soon<T, E: Into<Unreadable>>(
    next: impl Future<Output = Result<T, E>>,
) -> Result<T, Unreadable> {
    tokio::time::timeout(SILENCE, next).await.map_err(|_| Unreadable::Form)?.map_err(Into::into)
}

/// A form with files, part after part, as it comes in.
pub(super) struct Parts {
    multipart: Multipart<'static>,
    /// What was typed, as far as it came.
    pub(super) sent: Sent,
    ahead: Option<File>,
    typed: usize,
    count: usize,
}

/// A file of a form: what it is called there, and its contents piece by piece.
pub(super) struct File {
    pub(super) input: String,
    /// What the sender calls it. It is used for nothing but to tell whether a file was chosen.
    pub(super) has_name: bool,
    field: multer::Field<'static>,
}

impl File {
    /// The next piece; `None` at the end.
    pub(super) async fn piece(&mut self) -> Result<Option<Bytes>, Unreadable> {
        soon(self.field.chunk()).await
    }
}

impl Parts {
    /// Begins to read, up to the first file.
    pub(super) async fn begin(
        body: BodyDataStream,
        boundary: String,
        largest: u64,
    ) -> Result<Self, Unreadable> {
        let limits = Constraints::new().size_limit(SizeLimit::new().whole_stream(largest));
        let multipart = Multipart::with_constraints(body, boundary, limits);
        let mut parts = Self { multipart, sent: Sent::default(), ahead: None, typed: 0, count: 0 };
        parts.ahead = parts.next().await?;
        Ok(parts)
    }

    /// The next file; `None` when the form was read to its end.
    pub(super) async fn file(&mut self) -> Result<Option<File>, Unreadable> {
        match self.ahead.take() {
            Some(file) => Ok(Some(file)),
            None => self.next().await,
        }
    }

    /// Reads what was typed up to the next file.
    async fn next(&mut self) -> Result<Option<File>, Unreadable> {
        while let Some(mut field) = soon(self.multipart.next_field()).await? {
            self.count += 1;
            if self.count > MOST_PARTS {
                return Err(Unreadable::Form);
            }
            let input = field.name().ok_or(Unreadable::Form)?.to_owned();
            if let Some(name) = field.file_name() {
                return Ok(Some(File { input, has_name: !name.is_empty(), field }));
            }
            let mut text = Zeroizing::new(Vec::new());
            while let Some(piece) = soon(field.chunk()).await? {
                self.typed += piece.len();
                if self.typed > LARGEST_FORM {
                    return Err(Unreadable::TooLarge);
                }
                text.extend_from_slice(&piece);
            }
            let text = std::str::from_utf8(&text).map_err(|_| Unreadable::Form)?;
            self.sent.add(&input, Zeroizing::new(text.to_owned()));
        }
        Ok(None)
    }
}
