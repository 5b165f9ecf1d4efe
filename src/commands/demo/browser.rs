//! A browser without a window: follows pages, keeps cookies, sends forms.

use std::time::Duration;

use reqwest::{Method, StatusCode, header, redirect};
use url::Url;

use super::html::{self, Form};
use crate::error::{Error, Result};

/// How long a page may take: the backend keeps customers waiting for the provider for a few seconds.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often a page may send on to another one.
const MOST_REDIRECTS: usize = 10;

/// A browser.
pub(super) struct Browser {
    http: reqwest::Client,
    cookies: Vec<Cookie>,
}

/// A page, where it is.
pub(super) struct Opened {
    pub(super) url: Url,
    pub(super) page: html::Page,
}

struct Cookie {
    host: String,
    path: String,
    name: String,
    value: String,
}

impl Browser {
    pub(super) fn new() -> Result<Self> {
        // What is visited is on this machine: neither a proxy nor certificates are needed.
        let http = reqwest::Client::builder()
            .redirect(redirect::Policy::none())
            .no_proxy()
            .tls_certs_only([])
            .timeout(PATIENCE)
            .build()
            .map_err(|error| Error::failed("the demo's browser cannot be made").because(&error))?;
        Ok(Self { http, cookies: Vec::new() })
    }

    /// Opens an address.
    pub(super) async fn open(&mut self, url: Url) -> Result<Opened> {
        self.follow(Method::GET, url, None).await
    }

    /// Sends a form of a page.
    pub(super) async fn send(
        &mut self,
        from: &Opened,
        form: &Form,
        answers: &[(&str, &str)],
    ) -> Result<Opened> {
        let fields = form.filled(answers).map_err(|problem| {
            Error::failed(format!("the page `{}` is not as expected", from.page.heading)).cause(problem)
        })?;
        let sent = Sent { fields, origin: from.url.origin().ascii_serialization() };
        self.follow(Method::POST, from.at(&form.action)?, Some(sent)).await
    }

    async fn follow(&mut self, mut method: Method, mut url: Url, mut sent: Option<Sent>) -> Result<Opened> {
        for _ in 0..MOST_REDIRECTS {
            let failed = |error: reqwest::Error| Error::failed("a page cannot be opened").because(&error);
            let mut request = self.http.request(method.clone(), url.clone());
            if let Some(cookies) = self.cookies_for(&url) {
                request = request.header(header::COOKIE, cookies);
            }
            if let Some(sent) = sent.take() {
                request = request.header(header::ORIGIN, sent.origin).form(&sent.fields);
            }
            let answer = request.send().await.map_err(failed)?;
            let status = answer.status();
            for line in answer.headers().get_all(header::SET_COOKIE) {
                self.keep(&url, line.to_str().unwrap_or_default());
            }
            let location = answer.headers().get(header::LOCATION).and_then(|location| location.to_str().ok());
            if let (true, Some(location)) = (status.is_redirection(), location) {
                url = url
                    .join(location)
                    .map_err(|error| Error::failed("a page leads nowhere").because(&error))?;
                method = Method::GET;
                continue;
            }
            let page = html::read(&answer.text().await.map_err(failed)?);
            if status != StatusCode::OK {
                return Err(Error::failed(format!(
                    "the page at {} answers {status}: {}",
                    url.path(),
                    page.heading
                )));
            }
            return Ok(Opened { url, page });
        }
        Err(Error::failed(format!("the pages at {} send on in a circle", url.path())))
    }

    fn cookies_for(&self, url: &Url) -> Option<String> {
        let host = url.host_str().unwrap_or_default();
        let fitting =
            self.cookies.iter().filter(|cookie| cookie.host == host && covers(&cookie.path, url.path()));
        let pairs: Vec<String> = fitting.map(|cookie| format!("{}={}", cookie.name, cookie.value)).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    fn keep(&mut self, url: &Url, line: &str) {
        let mut parts = line.split(';').map(str::trim);
        let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else { return };
        let path = parts.find_map(|part| part.strip_prefix("Path=")).unwrap_or("/");
        let host = url.host_str().unwrap_or_default();
        self.cookies.retain(|cookie| cookie.host != host || cookie.path != path || cookie.name != name);
        self.cookies.push(Cookie {
            host: host.to_owned(),
            path: path.to_owned(),
            name: name.to_owned(),
            value: value.to_owned(),
        });
    }
}

impl Opened {
    /// An address as the page means it.
    pub(super) fn at(&self, address: &str) -> Result<Url> {
        self.url.join(address).map_err(|error| Error::failed("a page leads nowhere").because(&error))
    }
}

struct Sent {
    fields: Vec<(String, String)>,
    origin: String,
}

/// Whether a cookie of this path goes to that one (RFC 6265, section 5.1.4).
fn covers(cookie: &str, path: &str) -> bool {
    path.strip_prefix(cookie)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || cookie.ends_with('/'))
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn cookies_go_to_their_path_and_below() {
        for (cookie, path, goes) in [
            ("/", "/s/1", true),
            ("/s/1", "/s/1", true),
            ("/s/1", "/s/1/more", true),
            ("/s/1", "/s/12", false),
            ("/s/1", "/c/onboarding", false),
        ] {
            assert_eq!(covers(cookie, path), goes, "{cookie} {path}");
        }
    }
}
