//! What a form says, however it is sent.

use std::collections::HashMap;

use axum::extract::{FromRequest as _, Multipart, Request};
use bytes::{Bytes, BytesMut};
use http::header;

use super::journey::{Part, Photo};
use crate::kyx::files::{self, FILE_LIMIT};

/// Longer texts are nothing that a page of ours sends.
const TEXT_LIMIT: usize = 64 * 1024;

/// The fields of a form or a query; of those that are there twice, the last one.
#[derive(Debug, Default)]
pub(super) struct Fields {
    texts: HashMap<String, String>,
    file: Option<Bytes>,
    /// A file came, and was not read to its end.
    too_large: bool,
}

impl Fields {
    pub(super) fn of_query(query: &str) -> Self {
        Self::of_form(query.as_bytes())
    }

    fn of_form(text: &[u8]) -> Self {
        Self { texts: url::form_urlencoded::parse(text).into_owned().collect(), ..Self::default() }
    }

    /// Reads a body of either kind. What cannot be read says nothing.
    pub(super) async fn of_body(request: Request) -> Self {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if kind.is_some_and(|kind| kind.starts_with("multipart/")) {
            let mut fields = Self::default();
            if let Ok(form) = Multipart::from_request(request, &()).await {
                // The fields before the one that cannot be read are there.
                let _ = fields.read(form).await;
            }
            return fields;
        }
        let body = axum::body::to_bytes(request.into_body(), TEXT_LIMIT).await.unwrap_or_default();
        Self::of_form(&body)
    }

    async fn read(&mut self, mut form: Multipart) -> Result<(), axum::extract::multipart::MultipartError> {
        while let Some(mut field) = form.next_field().await? {
            let name = field.name().unwrap_or_default().to_owned();
            let (is_file, limit) = match name.as_str() {
                "file" => (true, FILE_LIMIT),
                _ => (false, TEXT_LIMIT),
            };
            let mut bytes = BytesMut::new();
            let mut fits = true;
            // All of it is read: a browser does not look at an answer that comes before it has said everything.
            while let Some(chunk) = field.chunk().await? {
                fits &= bytes.len() + chunk.len() <= limit;
                if fits {
                    bytes.extend_from_slice(&chunk);
                }
            }
            match (is_file, fits) {
                (true, false) => self.too_large = true,
                (true, true) if bytes.is_empty() => {}
                (true, true) => self.file = Some(bytes.freeze()),
                (false, true) => {
                    self.texts.insert(name, String::from_utf8_lossy(&bytes).into_owned());
                }
                (false, false) => {}
            }
        }
        Ok(())
    }

    /// A field that says something.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str).filter(|text| !text.is_empty())
    }

    pub(super) fn token(&self) -> &str {
        self.get("authorizationToken").unwrap_or_default()
    }

    /// The file that was given for a part; `None` for the specimen. Errors: what to tell the customer.
    pub(super) fn photo(&self, part: Part) -> Result<Option<Photo>, String> {
        let wanted = self.get("use");
        if wanted == Some("specimen") {
            return Ok(None);
        }
        if self.too_large {
            return Err("The file must not be larger than 15 MB.".to_owned());
        }
        let Some(bytes) = &self.file else {
            return if wanted == Some("file") { Err("Choose a file first.".to_owned()) } else { Ok(None) };
        };
        let content_type = files::read(bytes, part == Part::Paper).map_err(|problem| {
            let what = problem.detail().trim_start_matches("file: ");
            match what.strip_prefix("its ") {
                Some(what) => format!("The picture's {what}."),
                None => format!("The file {what}."),
            }
        })?;
        Ok(Some(Photo { content_type, bytes: bytes.clone() }))
    }
}
