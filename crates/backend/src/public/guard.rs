//! What every answer says to browsers, and which requests are listened to.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use url::Url;

/// Pages load their own styles and nothing else, are shown in no frame, and send forms to themselves only.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; \
    frame-ancestors 'none'; base-uri 'none'";

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Adds the headers that make pages safe. What a handler has set itself stays.
pub(super) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        // With `no-referrer` browsers send forms with `Origin: null`, which could not be told from a stranger's.
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Whether a form comes from one of our own pages: browsers say so. What is no browser says nothing and has no
/// cookies that could be abused.
pub(super) fn is_same_origin(headers: &HeaderMap, public: Option<&Url>) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else {
        return headers.get(FETCH_SITE).is_none_or(|site| site == "same-origin" || site == "none");
    };
    let Some(origin) = origin.to_str().ok().and_then(|origin| Url::parse(origin).ok()) else { return false };
    if public.is_some_and(|public| public.origin() == origin.origin()) {
        return true;
    }
    // The same machine by another of its names, such as localhost.
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let authority = match (origin.host_str(), origin.port()) {
        (Some(host), Some(port)) => Some(format!("{host}:{port}")),
        (Some(host), None) => Some(host.to_owned()),
        (None, _) => None,
    };
    authority.is_some() && authority.as_deref() == host
}

/// The value of a cookie.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// How long a browser keeps a cookie, in seconds: as long as a person may take.
const KEPT: u32 = 30 * 24 * 3600;

/// A cookie that no script sees and no other site's form sends. `Lax`, since the way back from the provider's page is a
/// navigation from elsewhere.
pub(super) fn set_cookie(name: &str, value: &str, path: &str, public: Option<&Url>) -> HeaderValue {
    let secure = if is_plain_loopback(public) { "" } else { "; Secure" };
    let cookie = format!("{name}={value}; Path={path}; Max-Age={KEPT}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&cookie).expect("tokens, ids and slugs are visible ASCII")
}

/// Whether customers reach this backend by plain HTTP on their own machine, where browsers refuse `Secure` cookies.
fn is_plain_loopback(public: Option<&Url>) -> bool {
    public.is_some_and(|url| {
        url.scheme() == "http"
            && match url.host() {
                Some(url::Host::Ipv4(address)) => address.is_loopback(),
                Some(url::Host::Ipv6(address)) => address.is_loopback(),
                Some(url::Host::Domain(name)) => name == "localhost",
                None => false,
            }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect()
    }

    #[test]
    fn forms_of_other_sites_are_told_apart() {
        let public: Url = "https://funnels.acme.example".parse().unwrap();
        let table: &[(&[(&str, &str)], bool)] = &[
            (&[("origin", "https://funnels.acme.example")], true),
            (&[("origin", "https://funnels.acme.example:443")], true),
            (&[("origin", "http://funnels.acme.example")], false),
            (&[("origin", "https://evil.example")], false),
            (&[("origin", "null")], false),
            (&[("origin", "http://localhost:8080"), ("host", "localhost:8080")], true),
            (&[("origin", "http://localhost:8081"), ("host", "localhost:8080")], false),
            (&[], true),
            (&[("sec-fetch-site", "same-origin")], true),
            (&[("sec-fetch-site", "cross-site")], false),
        ];
        for (headers, expected) in table {
            assert_eq!(is_same_origin(&with(headers), Some(&public)), *expected, "{headers:?}");
        }
    }

    #[test]
    fn cookies_are_found_by_their_whole_name() {
        let headers = with(&[("cookie", "asession=x; session=abc; other=y")]);
        assert_eq!(cookie(&headers, "session"), Some("abc"));
        assert_eq!(cookie(&headers, "sess"), None);
    }

    #[test]
    fn cookies_are_secure_but_on_the_own_machine() {
        for (url, secure) in [
            ("https://acme.example", true),
            ("http://acme.example", true),
            ("https://127.0.0.1:8080", true),
            ("http://127.0.0.1:8080", false),
            ("http://localhost:8080", false),
            ("http://[::1]:8080", false),
        ] {
            let cookie = set_cookie("session", "t", "/s/1", Some(&url.parse().unwrap()));
            let text = cookie.to_str().unwrap();
            assert_eq!(text.contains("Secure"), secure, "{text}");
            assert!(text.contains("HttpOnly") && text.contains("SameSite=Lax") && text.contains("Path=/s/1"));
        }
    }
}
