//! Hints from outside that a result may be there. They are unsigned, may be forged, doubled, late, early or lost.

use model::ProviderName;
use verification::RunRef;

use super::{Error, frozen, jobs, provider, token};
use crate::App;
use crate::storage::{AttemptRow, AttemptState};

/// Notes that the provider called. `false`: the address is none that was given to a provider.
pub(crate) async fn received(
    app: &App,
    name: &ProviderName,
    token: &str,
    body: &[u8],
) -> Result<bool, Error> {
    let Some(attempt) = find(app, token).await? else { return Ok(false) };
    if !token::matches(token, &attempt.callback_hash) || attempt.provider != *name {
        return Ok(false);
    }
    if tells_of_another(app, &attempt, body).await {
        tracing::warn!(attempt = %attempt.id, "a callback told of another verification and was ignored");
        return Ok(true);
    }
    tracing::info!(attempt = %attempt.id, "callback");
    hasten(app, &attempt).await?;
    Ok(true)
}

/// Notes that the customer's browser came back; gives the session to go on with. Only a return that tells the attempt's
/// own ids makes the result be fetched sooner; any other is a way to the session's page and nothing else.
pub(crate) async fn returned(app: &App, token: &str, query: &str) -> Result<Option<String>, Error> {
    let Some(attempt) = find(app, token).await? else { return Ok(None) };
    if !token::matches(token, &attempt.return_hash) {
        return Ok(None);
    }
    let told: Vec<String> =
        url::form_urlencoded::parse(query.as_bytes()).map(|(_, value)| value.into_owned()).collect();
    let own = [attempt.run_id.as_ref(), attempt.account_id.as_ref()];
    if own.iter().all(|id| id.is_some_and(|id| told.contains(id))) {
        hasten(app, &attempt).await?;
    }
    Ok(Some(attempt.session))
}

async fn find(app: &App, token: &str) -> Result<Option<AttemptRow>, Error> {
    if !token::is_one(token) {
        return Ok(None);
    }
    Ok(app.parts.storage.attempt_by_token(&token::hash(token)).await?)
}

/// Whether the body speaks of other ids than those that the provider gave this attempt.
async fn tells_of_another(app: &App, attempt: &AttemptRow, body: &[u8]) -> bool {
    let Some(run) = run_of(attempt) else { return false };
    let told = async {
        let session = app.parts.storage.session(&attempt.session).await.ok()??;
        let frozen = frozen::version(app, &session.campaign, session.version).await.ok()?;
        let provider = provider::open(app, &frozen, &attempt.provider).await.ok()?;
        provider.parse_callback(body)
    };
    told.await.is_some_and(|hint| hint.run != run)
}

/// The provider's ids of an attempt, once there are any.
pub(crate) fn run_of(attempt: &AttemptRow) -> Option<RunRef> {
    Some(RunRef { account_id: attempt.account_id.clone()?, run_id: attempt.run_id.clone()? })
}

async fn hasten(app: &App, attempt: &AttemptRow) -> Result<(), Error> {
    let storage = &app.parts.storage;
    let now = app.now();
    if matches!(attempt.state, AttemptState::Done | AttemptState::Failed) {
        return Ok(());
    }
    // It may come so early that nobody is to fetch yet: then the job waits for the ids.
    storage.add_jobs(&[jobs::fetch::job(&attempt.id, now)], now).await?;
    if storage.hasten_job(&jobs::fetch::key(&attempt.id), now).await? {
        app.wake.notify_one();
    }
    Ok(())
}
