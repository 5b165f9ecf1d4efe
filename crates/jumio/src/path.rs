//! URLs below a base, into which nothing goes that could change their meaning.

use url::Url;

use crate::{Call, Error};

/// The longest id in a path.
const ID_LIMIT: usize = 100;
/// A part of a URL that is shorter is a word rather than a secret.
const TRACE: usize = 8;

/// The id of nothing, to ask for where only the permission counts.
pub(crate) const NOBODYS: &str = "00000000-0000-4000-8000-000000000000";

/// A URL below a base.
pub(crate) fn at(base: &Url, segments: &[&str]) -> Url {
    let mut url = base.clone();
    url.set_query(None);
    url.set_fragment(None);
    if let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty().extend(segments);
    }
    url
}

/// What an error must not repeat of a URL that may hold a secret: the whole, its query, and what is long in its path.
pub(crate) fn traces(url: &str) -> Vec<String> {
    let mut traces = vec![url.to_owned()];
    if let Ok(url) = url.parse::<Url>() {
        traces.extend(url.query().map(str::to_owned));
        traces.extend(url.query_pairs().map(|(_, value)| value.into_owned()));
        traces.extend(url.path_segments().into_iter().flatten().map(str::to_owned));
    }
    traces.retain(|trace| trace.len() >= TRACE);
    traces
}

/// An id may go into a path only when it cannot change the path's meaning.
pub(crate) fn id<'a>(call: Call, what: &'static str, id: &'a str) -> Result<&'a str, Error> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if id.is_empty() || id.len() > ID_LIMIT || !id.bytes().all(plain) {
        return Err(Error::BadId { call, what });
    }
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_leaves_traces() {
        assert_eq!(
            traces("https://acme.test/callbacks/run/0123456789abcdef?token=a-long-secret"),
            [
                "https://acme.test/callbacks/run/0123456789abcdef?token=a-long-secret",
                "token=a-long-secret",
                "a-long-secret",
                "callbacks",
                "0123456789abcdef",
            ]
        );
        assert_eq!(traces("no URL at all"), ["no URL at all"]);
        assert!(traces("").is_empty());
    }
}
