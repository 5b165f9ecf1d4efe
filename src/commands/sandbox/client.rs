//! A sandbox that runs, as commands control it.

use std::time::Duration;

use reqwest::{Method, StatusCode, redirect};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::listening::shown;
use crate::sandboxes;
use crate::ui::plain;

/// Where one is unless somebody says otherwise.
const DEFAULT: &str = "http://127.0.0.1:8082";
/// How long an answer may take: a sandbox does no long work.
const PATIENCE: Duration = Duration::from_secs(20);

/// Which sandbox.
#[derive(Debug, clap::Args)]
pub(super) struct Which {
    /// The sandbox's address [default: `CAMPAIGNCTL_SANDBOX_URL`, the workspace's sandbox-url, or 127.0.0.1:8082]
    #[arg(long, value_name = "URL", value_parser = address)]
    url: Option<Url>,
}

fn address(text: &str) -> Result<Url, String> {
    api::parse_address(text).map_err(|error| error.to_string())
}

impl Which {
    /// The sandbox that is meant. Whether it runs is seen at the first call.
    pub(super) fn open(&self, context: &Context) -> Result<Client> {
        let url = match &self.url {
            Some(url) => url.clone(),
            None => found(context)?,
        };
        let failed = |error: reqwest::Error| Error::failed("the sandbox cannot be called").because(&error);
        let builder = reqwest::Client::builder().redirect(redirect::Policy::none()).timeout(PATIENCE);
        // What is on this machine is not behind a proxy; and plain HTTP needs no certificates, which may be missing.
        let builder = if api::is_this_machine(&url) { builder.no_proxy() } else { builder };
        let builder = if url.scheme() == "http" { builder.tls_certs_only([]) } else { builder };
        Ok(Client { url, http: builder.build().map_err(failed)? })
    }
}

/// The sandbox that the user or the workspace names, or the one at the usual address.
fn found(context: &Context) -> Result<Url> {
    let of_workspace = match context.root() {
        Ok(_) => {
            let (_, workspace) = context.settings()?;
            workspace.environment().and_then(|environment| environment.sandbox_url.clone())
        }
        Err(_) => None,
    };
    match sandboxes::apart(of_workspace.as_deref())? {
        Some(url) => Ok(url),
        None => DEFAULT.parse().map_err(|_| Error::failed("the usual address is none")),
    }
}

/// A client of a sandbox's own interface.
pub(super) struct Client {
    url: Url,
    http: reqwest::Client,
}

/// What a sandbox says of a refusal.
#[derive(Deserialize)]
struct Problem {
    detail: String,
}

impl Client {
    pub(super) fn get<T: DeserializeOwned>(&self, context: &mut Context, path: &[&str]) -> Result<T> {
        self.call(context, Method::GET, path, None)
    }

    /// Calls the interface. `path` is what comes after `/sandbox`, a segment each.
    pub(super) fn call<T: DeserializeOwned>(
        &self,
        context: &mut Context,
        method: Method,
        path: &[&str],
        body: Option<&Value>,
    ) -> Result<T> {
        let mut url = self.url.clone();
        url.path_segments_mut()
            .map_err(|()| Error::usage("the sandbox's address has no path"))?
            .pop_if_empty()
            .push("sandbox")
            .extend(path);
        self.send(context, self.request(method, url, body))
    }

    /// As [`Self::call`] without a body, with a query.
    pub(super) fn query<T: DeserializeOwned>(
        &self,
        context: &mut Context,
        method: Method,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<T> {
        let mut url = self.url.clone();
        url.path_segments_mut()
            .map_err(|()| Error::usage("the sandbox's address has no path"))?
            .pop_if_empty()
            .extend(["sandbox", path]);
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        self.send(context, self.request(method, url, None))
    }

    fn request(&self, method: Method, url: Url, body: Option<&Value>) -> reqwest::RequestBuilder {
        let request = self.http.request(method, url);
        match body {
            Some(body) => request.json(body),
            None => request,
        }
    }

    fn send<T: DeserializeOwned>(
        &self,
        context: &mut Context,
        request: reqwest::RequestBuilder,
    ) -> Result<T> {
        let answer = context.wait(async {
            let answer = request.send().await?;
            Ok((answer.status(), answer.bytes().await?))
        })?;
        let (status, bytes) = answer.map_err(|error: reqwest::Error| self.silent(&error.without_url()))?;
        if status.is_success() {
            return serde_json::from_slice(&bytes).map_err(|_| self.foreign());
        }
        let problem: Problem = serde_json::from_slice(&bytes).map_err(|_| self.foreign())?;
        let exit = match status {
            StatusCode::NOT_FOUND => Exit::Usage,
            _ if status.is_client_error() => Exit::Refused,
            _ => Exit::Unavailable,
        };
        Err(Error::new(exit, plain(&problem.detail)))
    }

    fn silent(&self, error: &reqwest::Error) -> Error {
        Error::new(Exit::Unavailable, format!("no sandbox answers at {}", shown(&self.url)))
            .because(error)
            .hint("`campaignctl sandbox` runs one; `campaignctl serve` has one inside where the environment says so")
            .hint("--url, or CAMPAIGNCTL_SANDBOX_URL, names one at another address")
    }

    fn foreign(&self) -> Error {
        let message = format!("what answers at {} is no sandbox of this version", shown(&self.url));
        Error::new(Exit::Unavailable, message)
            .hint("--url, or CAMPAIGNCTL_SANDBOX_URL, names one at another address")
    }
}
