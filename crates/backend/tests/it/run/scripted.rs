//! A provider that does what a test says.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use backend::{Pair, ProviderFactory};
use bytes::Bytes;
use jiff::civil::date;
use model::verification::{
    CaptureValue, Captured, Check, Decision, ImageRef, RunRef, RunStatus, Verdict, VerificationResult,
};
use model::{CaptureField, Document, ProviderSettings};
use serde_json::Value;
use tokio::sync::Notify;
use url::Url;
use verification::{
    CallbackHint, Fetched, FetchedImage, Provider, ProviderError, StartRequest, Started, WebLink,
};

pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\nnot much of a picture";

/// What it was asked, and what it shall answer.
#[derive(Debug, Default)]
pub(crate) struct Scripted {
    /// Every start that it was asked for.
    pub(crate) starts: Mutex<Vec<StartRequest>>,
    /// What the next starts shall come to; without one, a start succeeds.
    pub(crate) start_errors: Mutex<VecDeque<ProviderError>>,
    /// What the next fetches shall come to, before `verdict` counts.
    pub(crate) fetch_errors: Mutex<VecDeque<ProviderError>>,
    /// What a fetch gives; `None` is pending.
    pub(crate) verdict: Mutex<Option<Verdict>>,
    /// Whose result it gives in place of the one that it was asked for, by reference.
    pub(crate) of_another: Mutex<Option<String>>,
    /// The document that was shown.
    pub(crate) document: Mutex<Option<Document>>,
    /// How often it was asked for a result.
    pub(crate) fetches: Mutex<u32>,
    /// What it gives as a picture; none for failures.
    pub(crate) picture: Mutex<Option<Vec<u8>>>,
    /// How often it was asked for a picture.
    pub(crate) pictures: Mutex<u32>,
    /// What the next start waits for.
    pub(crate) start_gate: Mutex<Option<Arc<Notify>>>,
    /// What the next fetch waits for.
    pub(crate) fetch_gate: Mutex<Option<Arc<Notify>>>,
}

impl Scripted {
    pub(crate) fn new() -> Arc<Self> {
        let scripted = Self::default();
        *scripted.document.lock().unwrap() = Some(Document::Passport);
        *scripted.picture.lock().unwrap() = Some(PNG.to_vec());
        Arc::new(scripted)
    }

    pub(crate) fn decide(&self, verdict: Verdict) {
        *self.verdict.lock().unwrap() = Some(verdict);
    }

    pub(crate) fn started(&self) -> usize {
        self.starts.lock().unwrap().len()
    }

    pub(crate) fn last_start(&self) -> StartRequest {
        self.starts.lock().unwrap().last().unwrap().clone()
    }
}

pub(crate) fn run_of(reference: &str) -> RunRef {
    RunRef { account_id: format!("account-{}", &reference[..36]), run_id: format!("run-{reference}") }
}

#[derive(Debug)]
pub(crate) struct Factory(pub(crate) Arc<Scripted>);

impl ProviderFactory for Factory {
    fn open(
        &self,
        _: &ProviderSettings,
        _: Pair,
        _: Option<&Url>,
    ) -> Result<Arc<dyn Provider>, ProviderError> {
        Ok(Arc::<Scripted>::clone(&self.0))
    }
}

#[async_trait]
impl Provider for Scripted {
    async fn check_credentials(&self) -> Result<(), ProviderError> {
        Ok(())
    }

    async fn start(&self, request: &StartRequest) -> Result<Started, ProviderError> {
        self.starts.lock().unwrap().push(request.clone());
        let gate = self.start_gate.lock().unwrap().take();
        if let Some(gate) = gate {
            gate.notified().await;
        }
        if let Some(error) = self.start_errors.lock().unwrap().pop_front() {
            return Err(error);
        }
        Ok(Started {
            run: run_of(&request.reference),
            web: Some(WebLink::new(format!("https://provider.example/web?for={}", request.reference))),
            sdk_token: Some("kit-token".into()),
        })
    }

    async fn fetch(&self, run: &RunRef, reference: &str) -> Result<Fetched, ProviderError> {
        assert_eq!(*run, run_of(reference), "asked for another's result");
        *self.fetches.lock().unwrap() += 1;
        let gate = self.fetch_gate.lock().unwrap().take();
        if let Some(gate) = gate {
            gate.notified().await;
        }
        if let Some(error) = self.fetch_errors.lock().unwrap().pop_front() {
            return Err(error);
        }
        let Some(verdict) = *self.verdict.lock().unwrap() else {
            return Ok(Fetched::Pending { status: "INITIATED".to_owned() });
        };
        let of = self.of_another.lock().unwrap().clone().unwrap_or_else(|| reference.to_owned());
        let field = |name: &str| CaptureField::from_name(name).unwrap();
        let captured = Captured(
            [
                (field("document.first_name"), CaptureValue::Text("ZENOBIA".to_owned())),
                (field("document.last_name"), CaptureValue::Text("QUARTERMAINE".to_owned())),
                (field("document.date_of_birth"), CaptureValue::Date(date(1984, 2, 29))),
                (field("document.issuing_country"), CaptureValue::Text("URY".to_owned())),
            ]
            .into(),
        );
        let label = if verdict == Verdict::Rejected { "FAKE" } else { "PASSED" };
        Ok(Fetched::Final(Box::new(VerificationResult {
            provider: super::world::provider_name(),
            run: run_of(&of),
            reference: of,
            status: RunStatus::Processed,
            decision: Some(Decision { verdict, label: label.to_owned(), risk_score: None }),
            checks: vec![Check {
                capability: "imageChecks".to_owned(),
                verdict,
                label: label.to_owned(),
                category: None,
            }],
            document: *self.document.lock().unwrap(),
            captured,
            images: ["front", "face"]
                .map(|name| ImageRef {
                    name: name.to_owned(),
                    credential_id: "c1".to_owned(),
                    classifier: name.to_uppercase(),
                })
                .into(),
            completed_at: None,
        })))
    }

    async fn image(&self, _: &RunRef, _: &ImageRef) -> Result<FetchedImage, ProviderError> {
        *self.pictures.lock().unwrap() += 1;
        match self.picture.lock().unwrap().clone() {
            Some(bytes) => {
                Ok(FetchedImage { content_type: "image/png".to_owned(), bytes: Bytes::from(bytes) })
            }
            None => Err(ProviderError::Unavailable { detail: "not now".to_owned() }),
        }
    }

    fn parse_callback(&self, body: &[u8]) -> Option<CallbackHint> {
        let body: Value = serde_json::from_slice(body).ok()?;
        let text = |name: &str| Some(body[name].as_str()?.to_owned());
        let run = RunRef { account_id: text("account")?, run_id: text("run")? };
        Some(CallbackHint { run, status: text("status")?, is_final: true })
    }
}
