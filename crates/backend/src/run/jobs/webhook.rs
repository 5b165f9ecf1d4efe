//! Asks another system. It is asked at least once: what it must not do twice it knows by the `Idempotency-Key`.

use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use funnel::Event;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use model::step::WebhookStep;
use model::{Field, FieldId, StepId, Value};
use secrecy::ExposeSecret as _;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use sha2::Sha256;

use super::{Next, back_off, later};
use crate::App;
use crate::endpoints::Endpoint;
use crate::run::{Error, session};
use crate::storage::{ClaimedJob, NewJob};

pub(super) const KIND: &str = "webhook";

/// The greatest answer that is read, in bytes.
const LARGEST: usize = 64 * 1024;

/// The longest that an answer may take, whatever the step says: less than a job may take.
const LONGEST: Duration = Duration::from_mins(2);

#[derive(Serialize, Deserialize)]
struct Payload {
    session: String,
    step: StepId,
    call: u32,
}

/// The key of the job of a call.
pub(crate) fn key(session: &str, step: &StepId, call: u32) -> String {
    format!("webhook/{session}/{step}/{call}")
}

/// The job of a call.
pub(crate) fn job(session: &str, step: &StepId, call: u32, at: Timestamp) -> NewJob {
    let payload = json!({ "session": session, "step": step, "call": call }).to_string();
    NewJob { key: key(session, step, call), kind: KIND.to_owned(), payload, run_at: at }
}

/// What came of a try.
enum Tried {
    /// The texts for the fields.
    Answered(BTreeMap<FieldId, String>),
    /// Another try may help.
    Later(String),
    /// No other try would.
    Refused(String),
}

pub(super) async fn run(app: &App, job: &ClaimedJob) -> Result<Next, Error> {
    let broken = |_| Error::Broken { what: "job", id: job.key.clone() };
    let Payload { session: id, step, call } = serde_json::from_str(&job.payload).map_err(broken)?;
    let loaded = session::load(app, &id).await?;
    if loaded.state.call_under_way() != Some((&step, call)) {
        return Ok(Next::Finish);
    }
    let Some((settings, fields)) = loaded.frozen.funnel().call(&loaded.state) else {
        return Ok(Next::Finish);
    };
    let model = &loaded.frozen.data_model.fields;
    let told = |(id, value): (FieldId, Value)| {
        let told = written(model.get(&id)?, &value)?;
        Some((id, told))
    };
    let fields: BTreeMap<FieldId, Json> = fields.into_iter().filter_map(told).collect();
    let body = json!({
        "campaign": loaded.row.campaign, "version": loaded.row.version, "session": id, "customer": loaded.row.customer,
        "step": step, "fields": fields,
    });
    let tried = match app.parts.endpoints.get(&settings.endpoint) {
        Some(endpoint) => {
            call_once(app, endpoint, settings, &job.key, &zeroize::Zeroizing::new(body.to_string())).await
        }
        None => Tried::Refused(format!("the backend knows no endpoint `{}`", settings.endpoint)),
    };
    let answer = match tried {
        Tried::Answered(answer) => Some(answer),
        Tried::Later(reason) if job.claims <= settings.retries => {
            return Ok(Next::Again { at: later(app.now(), back_off(job.claims)), reason });
        }
        Tried::Later(reason) | Tried::Refused(reason) => {
            tracing::error!(session = %id, %step, reason, "a webhook failed");
            None
        }
    };
    session::happens(app, job, &id, Event::Called { step, call, answer }).await
}

/// A value as other systems are told it: a text, or a list of texts where the field has several values. Nobody is told a
/// password.
fn written(field: &Field, value: &Value) -> Option<Json> {
    if !field.kind.can_be_read() {
        return None;
    }
    Some(match value {
        Value::List(items) => items.iter().map(|item| field.written(item)).collect(),
        value => field.written(value).into(),
    })
}

async fn call_once(app: &App, endpoint: &Endpoint, settings: &WebhookStep, key: &str, body: &str) -> Tried {
    let client = match app.kept.http() {
        Ok(client) => client,
        Err(error) => return Tried::Later(format!("no request can be made: {error}")),
    };
    let timeout = Duration::from_secs(settings.timeout.seconds().into()).min(LONGEST);
    let mut request = client
        .post(endpoint.url().clone())
        .timeout(timeout)
        .header("content-type", "application/json")
        .header("idempotency-key", key)
        .body(body.to_owned());
    if let Some(secret) = endpoint.secret() {
        let signature = signature(secret.expose_secret(), app.now(), body);
        request = request.header("campaignctl-signature", signature);
    }
    // An error's text has the address, and that may have a secret in its query.
    let mut response = match request.send().await {
        Ok(response) => response,
        Err(error) => return Tried::Later(error.without_url().to_string()),
    };
    let status = response.status();
    if !status.is_success() {
        let reason = format!("the answer's status is {}", status.as_u16());
        let is_early = status.is_server_error() || matches!(status.as_u16(), 408 | 425 | 429);
        return if is_early { Tried::Later(reason) } else { Tried::Refused(reason) };
    }
    let mut answer = zeroize::Zeroizing::new(Vec::new());
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if answer.len() + chunk.len() <= LARGEST => answer.extend_from_slice(&chunk),
            Ok(Some(_)) => return Tried::Refused(format!("the answer has more than {LARGEST} bytes")),
            Ok(None) => break,
            Err(error) => return Tried::Later(error.without_url().to_string()),
        }
    }
    if settings.receive.is_empty() {
        return Tried::Answered(BTreeMap::new());
    }
    match serde_json::from_slice(&answer) {
        Ok(answer) => Tried::Answered(received(settings, &answer)),
        Err(_) => Tried::Refused("the answer is no JSON".to_owned()),
    }
}

/// The signature of a body: when it was made, in seconds since 1970, and HMAC-SHA256 over that, a full stop, and the body.
fn signature(secret: &str, now: Timestamp, body: &str) -> String {
    let at = now.as_second();
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key of any length will do");
    mac.update(format!("{at}.").as_bytes());
    mac.update(body.as_bytes());
    format!("t={at},v1={}", BASE64_STANDARD.encode(mac.finalize().into_bytes()))
}

/// What an answer says for each field. What is no text, number, yes or no counts as absent.
fn received(settings: &WebhookStep, answer: &Json) -> BTreeMap<FieldId, String> {
    let text = |member: &str| match member.split('.').try_fold(answer, |value, key| value.get(key))? {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(truth) => Some(if *truth { "yes" } else { "no" }.to_owned()),
        _ => None,
    };
    settings.receive.iter().filter_map(|(field, member)| Some((field.clone(), text(member)?))).collect()
}

#[cfg(test)]
mod tests {
    use model::{CountryCode, FieldType};

    use super::*;

    #[test]
    fn members_are_found_in_objects_and_only_plain_values_count() {
        let mut settings = WebhookStep::new("scoring");
        let members =
            [("a", "score"), ("b", "offer.rate"), ("c", "offer"), ("d", "none.at.all"), ("e", "vip")];
        settings.receive =
            members.map(|(field, member)| (FieldId::new(field).unwrap(), member.to_owned())).into();
        let answer = json!({ "score": "high", "offer": { "rate": 1.5 }, "none": null, "vip": true });
        let found: Vec<(String, String)> =
            received(&settings, &answer).into_iter().map(|(field, text)| (field.to_string(), text)).collect();
        let expected = [("a", "high"), ("b", "1.5"), ("e", "yes")];
        assert_eq!(found, expected.map(|(field, text)| (field.to_owned(), text.to_owned())));
    }

    #[test]
    fn values_are_told_as_their_fields_write_them() {
        let mut field = Field::new(FieldType::Country);
        field.code = CountryCode::Alpha2;
        let uruguay = Value::parse(&field, "URY").unwrap();
        assert_eq!(written(&field, &uruguay), Some(json!("UY")));
        field.multiple = true;
        let both = Value::parse(&field, "URY\nARG").unwrap();
        assert_eq!(written(&field, &both), Some(json!(["UY", "AR"])));
        let hash = Value::PasswordHash("$argon2id$".to_owned());
        assert_eq!(written(&Field::new(FieldType::Password), &hash), None);
    }

    #[test]
    fn a_signature_rests_on_secret_time_and_body() {
        let now: Timestamp = "2026-03-04T10:15:30Z".parse().unwrap();
        let one = signature("secret", now, "{}");
        assert!(one.starts_with("t=1772619330,v1="), "{one}");
        assert_ne!(one, signature("other", now, "{}"));
        assert_ne!(one, signature("secret", now, "{} "));
        assert_eq!(one, signature("secret", now, "{}"));
    }
}
