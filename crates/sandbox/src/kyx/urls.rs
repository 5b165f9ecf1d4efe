//! Rules for URLs of the caller (FACTS 3.3, 4.3).

use url::{Host, Url};

/// What the platform appends to the URLs that customers return to.
pub(crate) const RETURN_PARAMETERS: [&str; 5] =
    ["accountId", "workflowExecutionId", "acquisitionStatus", "customerInternalReference", "errorCode"];

const MAX: usize = 255;

/// What a URL is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// Customers return there; parameters are appended.
    Return,
    /// Callbacks are sent there; a query is allowed.
    Callback,
}

/// Reads a URL. Errors: which rule it breaks.
pub(crate) fn read(text: &str, usage: Use, strict: bool) -> Result<Url, &'static str> {
    if text.len() > MAX {
        return Err("size must be between 0 and 255");
    }
    let url = Url::parse(text).map_err(|_| "must be a valid URL")?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return Err("must be a valid URL");
    }
    if url.query_pairs().any(|(name, _)| RETURN_PARAMETERS.contains(&&*name)) {
        return Err("must not contain a parameter that will be appended");
    }
    if strict {
        strictly(&url, text)?;
        if usage == Use::Return && url.query().is_some() {
            return Err("must not contain a query");
        }
    }
    Ok(url)
}

/// The rules that both of Jumio's platforms have. `text` is the URL as it was given. Errors: which rule it breaks.
pub(crate) fn strictly(url: &Url, text: &str) -> Result<(), &'static str> {
    if url.scheme() != "https" {
        return Err("must use https");
    }
    if !text.is_ascii() {
        return Err("must be ASCII");
    }
    if !matches!(url.host(), Some(Host::Domain(_))) {
        return Err("must not contain an IP address");
    }
    // Looked for in the text, because reading a URL drops its scheme's own port.
    let authority = text.split("//").nth(1).and_then(|rest| rest.split(['/', '?', '#']).next());
    if url.port().is_some() || authority.is_some_and(|authority| authority.contains(':')) {
        return Err("must not contain a port");
    }
    if url.fragment().is_some() {
        return Err("must not contain a fragment");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strict_rules() {
        let rules = [
            ("http://a.example/x", Some("must use https")),
            ("https://192.0.2.1/x", Some("must not contain an IP address")),
            ("https://[2001:db8::1]/x", Some("must not contain an IP address")),
            ("https://a.example:8443/x", Some("must not contain a port")),
            ("https://a.example:443/x", Some("must not contain a port")),
            ("https://a.example/x#y", Some("must not contain a fragment")),
            ("https://a.example/x?y=1", Some("must not contain a query")),
            ("https://bücher.example/x", Some("must be ASCII")),
            ("https://xn--bcher-kva.example/x", None),
            ("https://a.example/x:y", None),
        ];
        for (text, error) in rules {
            assert_eq!(read(text, Use::Return, true).err(), error, "{text}");
        }
        assert!(read("https://a.example/x?token=1", Use::Callback, true).is_ok());
    }

    #[test]
    fn local_rules() {
        assert!(read("http://127.0.0.1:8080/return/x?y=1#z", Use::Return, false).is_ok());
        for wrong in ["", "return", "ftp://a.example/", "javascript:alert(1)", "mailto:a@b.example"] {
            assert!(read(wrong, Use::Return, false).is_err(), "{wrong}");
        }
        assert!(read("http://a.example/?errorCode=1", Use::Return, false).is_err());
        assert!(read(&format!("http://a.example/{}", "x".repeat(255)), Use::Callback, false).is_err());
    }
}
