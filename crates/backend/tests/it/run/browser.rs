//! A customer's browser: cookies by path, redirects within the site, forms.

use std::collections::BTreeMap;

use reqwest::header::{CONTENT_TYPE, COOKIE, HeaderMap, LOCATION, ORIGIN, SET_COOKIE};
use reqwest::{Client, Method, RequestBuilder, StatusCode};

pub(crate) struct Browser {
    base: String,
    http: Client,
    /// By path and name.
    pub(crate) cookies: BTreeMap<(String, String), String>,
}

pub(crate) struct Shown {
    pub(crate) path: String,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) html: String,
}

pub(crate) const BOUNDARY: &str = "-----a-boundary";

/// A form with files, as browsers send it.
pub(crate) fn multipart(form: &[(String, String)], files: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in form {
        let part =
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    for (name, file, contents) in files {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
             Content-Type: text/html\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend(*contents);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    body
}

pub(crate) fn client() -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .tls_certs_only([])
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

impl Browser {
    pub(crate) fn new(base: &str) -> Self {
        Self { base: base.to_owned(), http: client(), cookies: BTreeMap::new() }
    }

    /// Another window with the same cookies.
    pub(crate) fn window(&self) -> Self {
        Self { base: self.base.clone(), http: self.http.clone(), cookies: self.cookies.clone() }
    }

    fn cookies_for(&self, path: &str) -> String {
        let path = path.split('?').next().unwrap();
        let fitting =
            self.cookies.iter().filter(|((at, _), _)| path == at || path.starts_with(&format!("{at}/")));
        fitting.map(|((_, name), value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        form: Option<&[(String, String)]>,
    ) -> Shown {
        let mut request = self.request(method, path);
        if let Some(form) = form {
            request = request.header(ORIGIN, &self.base).form(form);
        }
        self.answer(path, request).await
    }

    /// Sends a body of any type, as a form.
    pub(crate) async fn post(&mut self, path: &str, kind: &str, body: impl Into<reqwest::Body>) -> Shown {
        let request = self.request(Method::POST, path).header(ORIGIN, &self.base);
        self.answer(path, request.header(CONTENT_TYPE, kind).body(body)).await
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.base));
        let cookies = self.cookies_for(path);
        if cookies.is_empty() { request } else { request.header(COOKIE, cookies) }
    }

    async fn answer(&mut self, path: &str, request: RequestBuilder) -> Shown {
        let answer = request.send().await.unwrap();
        for cookie in answer.headers().get_all(SET_COOKIE) {
            let mut parts = cookie.to_str().unwrap().split("; ");
            let (name, value) = parts.next().unwrap().split_once('=').unwrap();
            let at = parts.find_map(|part| part.strip_prefix("Path=")).unwrap();
            self.cookies.insert((at.to_owned(), name.to_owned()), value.to_owned());
        }
        let (status, headers) = (answer.status(), answer.headers().clone());
        Shown { path: path.to_owned(), status, headers, html: answer.text().await.unwrap() }
    }

    /// Follows redirects within the site.
    async fn follow(&mut self, mut shown: Shown) -> Shown {
        for _ in 0..5 {
            let Some(to) = shown.headers.get(LOCATION) else { return shown };
            assert_eq!(shown.status, StatusCode::SEE_OTHER);
            let to = to.to_str().unwrap().to_owned();
            assert!(to.starts_with('/'), "a redirect to {to}");
            shown = self.send(Method::GET, &to, None).await;
        }
        panic!("too many redirects")
    }

    pub(crate) async fn get(&mut self, path: &str) -> Shown {
        let shown = self.send(Method::GET, path, None).await;
        self.follow(shown).await
    }

    /// Sends the form of a page with what the customer entered, and with files: the input, what the file is called, and what is
    /// in it.
    pub(crate) async fn send_files(
        &mut self,
        page: &Shown,
        entered: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Shown {
        assert!(page.html.contains("enctype=\"multipart/form-data\""), "{}", page.html);
        let body = multipart(&page.form(entered), files);
        let shown =
            self.post(&page.action(), &format!("multipart/form-data; boundary={BOUNDARY}"), body).await;
        if shown.headers.contains_key(LOCATION) { self.follow(shown).await } else { shown }
    }

    /// Sends the form of a page with what the customer entered.
    pub(crate) async fn submit(&mut self, page: &Shown, entered: &[(&str, &str)]) -> Shown {
        let shown = self.send(Method::POST, &page.action(), Some(&page.form(entered))).await;
        self.follow(shown).await
    }
}

impl Shown {
    /// Where the page's form goes.
    pub(crate) fn action(&self) -> String {
        let form = self
            .html
            .split_once("<form method=\"post\" action=\"")
            .unwrap_or_else(|| panic!("{}", self.html))
            .1;
        unescape(form.split_once('"').unwrap().0)
    }

    /// The hidden inputs, and what was entered.
    pub(crate) fn form(&self, entered: &[(&str, &str)]) -> Vec<(String, String)> {
        let hidden = self.html.split("<input type=\"hidden\" name=\"").skip(1).map(|rest| {
            let (name, rest) = rest.split_once("\" value=\"").unwrap();
            (unescape(name), unescape(rest.split_once('"').unwrap().0))
        });
        let entered = entered.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        hidden.chain(entered).collect()
    }

    pub(crate) fn title(&self) -> String {
        unescape(
            self.html
                .split_once("<h1>")
                .unwrap_or_else(|| panic!("{}", self.html))
                .1
                .split_once("</h1>")
                .unwrap()
                .0,
        )
    }

    /// The address that the page goes to by itself.
    pub(crate) fn refresh(&self) -> Option<String> {
        let rest = self.html.split_once("http-equiv=\"refresh\" content=\"")?.1;
        Some(unescape(rest.split_once('"')?.0.split_once("url=")?.1))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }
}

pub(crate) fn unescape(text: &str) -> String {
    text.replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
}
