//! Providers' credentials: written, told by their fingerprint, tried; never read.

use api::{CredentialsInfo, CredentialsWrite, Problem, ProblemKind, VerifyProvider};
use axum::extract::State;
use axum::{Extension, Json};
use model::{ProviderName, Resource, ResourceName, providers};
use secrecy::{ExposeSecret, SecretString};
use verification::ProviderError;

use super::whole::parse;
use crate::app::{App, Pair};
use crate::auth::Actor;
use crate::credentials::{OpenProviderError, open_provider, seal, stored_for};
use crate::problem::{Body, Path, Refusal, bad_request, not_found};
use crate::storage::{AuditRow, CredentialsRow};

const LONGEST_WORD: usize = 32;
const LONGEST_HALF: usize = 1000;

/// `PUT /providers/{name}/credentials/{platform}/{datacenter}`: replaces the pair; it acts at once.
pub(super) async fn put_credentials(
    State(app): State<App>,
    Extension(actor): Extension<Actor>,
    Path((provider, platform, datacenter)): Path<(ProviderName, String, String)>,
    Body(pair): Body<CredentialsWrite>,
) -> Result<Json<CredentialsInfo>, Refusal> {
    known(&provider)?;
    if !is_word(&platform) || !is_word(&datacenter) {
        return Err(not_found("such platform or data centre").into());
    }
    let pair = Pair { api_token: pair.api_token, api_secret: pair.api_secret };
    for half in [&pair.api_token, &pair.api_secret] {
        if !is_printable(half) {
            let detail = format!("API token and API secret have 1 to {LONGEST_HALF} visible characters each");
            return Err(bad_request(detail).into());
        }
    }
    let key = (&provider, platform.as_str(), datacenter.as_str());
    let row = seal(&app, key, &pair, &actor.name, app.now()).await?;
    app.parts.storage.put_credentials(&row).await?;
    Ok(Json(info(row)))
}

/// `GET /providers/{name}/credentials`: which pairs there are.
pub(super) async fn credentials(
    State(app): State<App>,
    Path(provider): Path<ProviderName>,
) -> Result<Json<Vec<CredentialsInfo>>, Refusal> {
    known(&provider)?;
    let rows = app.parts.storage.credentials(&provider).await?;
    Ok(Json(rows.into_iter().map(info).collect()))
}

/// `POST /providers/{name}/verify`: tries the stored pair that fits the platform and data centre of the settings: of those
/// sent along, or else of the draft.
pub(super) async fn verify(
    State(app): State<App>,
    Extension(actor): Extension<Actor>,
    Path(provider): Path<ProviderName>,
    Body(wish): Body<VerifyProvider>,
) -> Result<Json<CredentialsInfo>, Refusal> {
    known(&provider)?;
    let name = ResourceName::Provider(provider.clone());
    let resource = if let Some(sent) = &wish.resource {
        Resource::from_json(sent).map_err(|error| bad_request(format!("`resource`: {error}")))?
    } else {
        let draft = app.parts.storage.draft(&name).await?;
        parse(&draft.ok_or_else(|| not_found(format!("draft of {name}")))?.json)?
    };
    let settings = match resource {
        Resource::Provider(settings) if settings.name() == provider => settings,
        other => return Err(bad_request(format!("`resource` is {}, not {name}", other.name())).into()),
    };
    let row = stored_for(&app, &settings).await.map_err(not_opened)?;
    let checked = open_provider(&app, &settings).await.map_err(not_opened)?.check_credentials().await;
    let outcome = checked.as_ref().map_or_else(ProviderError::kind, |()| "accepted");
    let note = AuditRow {
        actor: actor.name,
        action: "credentials.verify".to_owned(),
        subject: name.to_string(),
        detail: Some(format!("{} {}: {outcome}", row.platform, row.datacenter)),
        at: app.now(),
    };
    app.parts.storage.note(&note).await?;
    checked.map_err(|error| provider_failed(&error))?;
    Ok(Json(info(row)))
}

fn known(provider: &ProviderName) -> Result<(), Problem> {
    match providers::named(provider.as_str()) {
        Some(_) => Ok(()),
        None => Err(not_found("such provider").with_detail(providers::unknown(provider.as_str()))),
    }
}

/// The form of platforms' and data centres' names.
fn is_word(text: &str) -> bool {
    (1..=LONGEST_WORD).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn is_printable(half: &SecretString) -> bool {
    let text = half.expose_secret();
    (1..=LONGEST_HALF).contains(&text.len()) && text.chars().all(|c| !c.is_whitespace() && !c.is_control())
}

fn info(row: CredentialsRow) -> CredentialsInfo {
    CredentialsInfo {
        platform: row.platform,
        datacenter: row.datacenter,
        fingerprint: row.fingerprint,
        set_at: row.set_at,
        set_by: row.set_by,
    }
}

/// Why a provider cannot be called, as an answer.
pub(super) fn not_opened(error: OpenProviderError) -> Problem {
    match error {
        OpenProviderError::Storage(error) => error.into(),
        OpenProviderError::Seal(error) => error.into(),
        OpenProviderError::Provider(error) => provider_failed(&error),
        OpenProviderError::NoDataCenter(_) => {
            Problem::new(ProblemKind::Invalid, "the provider's settings do not suffice")
                .with_detail(error.to_string())
        }
        OpenProviderError::Missing { .. } => {
            Problem::new(ProblemKind::CredentialsMissing, "no credentials are stored")
                .with_detail(error.to_string())
        }
    }
}

fn provider_failed(error: &ProviderError) -> Problem {
    let (kind, title) = match error {
        ProviderError::Credentials { .. } | ProviderError::Permission { .. } => {
            (ProblemKind::CredentialsRefused, "the provider refused the credentials")
        }
        ProviderError::Settings { .. } => (ProblemKind::Invalid, "the provider's settings do not suffice"),
        _ => (ProblemKind::ProviderUnavailable, "the provider gave no usable answer"),
    };
    Problem::new(kind, title).with_detail(error.to_string())
}
