//! Sending calls: within the tenant's rate, within the time limits, and again where that is safe.

use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use reqwest::RequestBuilder;
use url::Url;

use crate::http::{Answer, exchange};
use crate::tls::Network;
use crate::{Arrival, Call, Error, Limiter, Retries, Timeouts};

/// The largest file that is accepted, in bytes; Jumio takes up to 15 MB (FACTS 4.4).
pub const IMAGE_LIMIT: usize = 16 * 1024 * 1024;
/// The largest JSON answer that is accepted, in bytes.
pub(crate) const JSON_LIMIT: usize = 4 * 1024 * 1024;

/// Which failures a call is repeated after (FACTS 7).
#[derive(Clone, Copy)]
pub(crate) enum Repeat {
    /// Whatever may pass: doing it twice is doing it once.
    Transient,
    /// Only what surely did not arrive: the call costs money.
    NotArrived,
}

/// What all calls of a client go through.
pub(crate) struct Transport {
    pub(crate) http: reqwest::Client,
    timeouts: Timeouts,
    retries: Retries,
    limiter: Limiter,
}

impl Transport {
    pub(crate) fn new(
        bases: &[&Url],
        network: &Network,
        user_agent: &str,
        timeouts: Timeouts,
        retries: Retries,
        limiter: Limiter,
    ) -> Result<Self, Error> {
        let http = crate::tls::http_client(bases, network, user_agent, timeouts)?;
        Ok(Self { http, timeouts, retries, limiter })
    }

    /// Sends one request, as soon as the tenant's rate allows it. Its answer has at most `limit` bytes.
    pub(crate) async fn once(
        &self,
        call: Call,
        request: RequestBuilder,
        limit: usize,
    ) -> Result<Answer, Error> {
        self.limiter.pass(call, self.retries.longest_wait).await?;
        let total = if call == Call::Token { self.timeouts.token } else { self.timeouts.call };
        let result = exchange(call, request.timeout(total), limit).await;
        if let Err(Error::RateLimited { retry_after: Some(wait), .. }) = &result {
            self.limiter.hold(call, *wait);
        }
        result
    }

    /// Repeats a call as long as that is allowed and may help.
    pub(crate) async fn repeated<F: Future<Output = Result<Answer, Error>>>(
        &self,
        call: Call,
        repeat: Repeat,
        once: impl FnMut() -> F,
    ) -> Result<Answer, Error> {
        let retries = self.retries;
        let waits = ExponentialBuilder::default()
            .with_min_delay(retries.first_wait)
            .with_max_delay(retries.longest_wait)
            .with_max_times(retries.times)
            .with_jitter();
        once.retry(waits)
            .when(|error| {
                // The access token has its own repetitions; those of the call proper would multiply them.
                let own = error.call() == Some(call);
                let safe = match repeat {
                    Repeat::Transient => true,
                    Repeat::NotArrived => error.arrival() == Arrival::NotArrived,
                };
                own && safe && error.is_transient()
            })
            .adjust(|error, wait| longer(error, wait?, retries.longest_wait))
            .await
    }
}

/// The wait that Jumio asks for, if it is longer; `None` (no repetition) when it is too long.
fn longer(error: &Error, wait: Duration, longest: Duration) -> Option<Duration> {
    match error {
        Error::RateLimited { retry_after: Some(asked), .. } if *asked > wait => {
            (*asked <= longest).then_some(*asked)
        }
        _ => Some(wait),
    }
}
