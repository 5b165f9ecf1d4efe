//! Reads the request that starts a transaction, member by member (FACTS 3.3 to 3.6).

use jiff::SignedDuration;
use model::Country;
use serde_json::{Map, Value};
use url::Url;

use super::refusal::Refusal;
use super::verdict::Ending;
use crate::kyx::urls;
use crate::kyx::words::{Category, Document};

/// A request that keeps the rules.
#[derive(Debug)]
pub(crate) struct InitiateRequest {
    pub(crate) reference: String,
    pub(crate) user_reference: String,
    pub(crate) reporting_criteria: Option<String>,
    pub(crate) success_url: Option<Url>,
    pub(crate) error_url: Option<Url>,
    pub(crate) callback_url: Option<Url>,
    pub(crate) workflow: Workflow,
    pub(crate) preset: Option<(Country, Document)>,
    pub(crate) locale: &'static str,
    pub(crate) token_lifetime: SignedDuration,
    pub(crate) wish: Option<Wish>,
}

/// What is verified, and how it is captured (FACTS 3.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Workflow(pub(crate) u16);

impl Workflow {
    const ALL: [u16; 6] = [100, 101, 102, 200, 201, 202];
    /// What the portal is set to: a document and a face, by camera or from a file.
    const DEFAULT: Self = Self(200);

    pub(crate) const fn sees_face(self) -> bool {
        self.0 >= 200
    }

    pub(crate) const fn camera(self) -> bool {
        self.0 % 10 != 2
    }
}

/// The result that was asked for in `customerInternalReference`, or that a scenario has for a transaction (FACTS 8.1).
#[derive(Debug, Clone, Default)]
pub(crate) struct Wish {
    pub(crate) ending: Option<Ending>,
    pub(crate) extraction: Map<String, Value>,
    pub(crate) document: Option<Document>,
    pub(crate) country: Option<Country>,
    /// The first visit is the last: the customer has nothing to do.
    pub(crate) at_first_visit: bool,
}

/// The languages of the page (FACTS 3.6).
pub(crate) const LOCALES: [&str; 40] = [
    "ar", "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-MX", "et", "fi", "fr", "he", "hr", "hu",
    "hy", "id", "it", "ja", "ka", "km", "ko", "lt", "ms", "nl", "no", "pl", "pt", "pt-BR", "ro", "ru", "sk",
    "sv", "sw", "th", "tr", "vi", "zh-CN", "zh-HK",
];

/// What is appended to the URLs that customers return to (FACTS 3.7).
const RETURN_PARAMETERS: [&str; 4] =
    ["transactionStatus", "customerInternalReference", "transactionReference", "errorCode"];

/// In minutes.
const DEFAULT_LIFETIME: i64 = 30;
const LIFETIMES: std::ops::RangeInclusive<i64> = 5..=86400;

type Object = Map<String, Value>;

/// Reads a body. Errors: 400 that names the member.
pub(crate) fn read(body: &[u8], strict_urls: bool) -> Result<InitiateRequest, Refusal> {
    let unreadable = || Refusal::new(http::StatusCode::BAD_REQUEST, "the body is no JSON object");
    let body: Value = serde_json::from_slice(body).map_err(|_| unreadable())?;
    let body = body.as_object().ok_or_else(unreadable)?;

    let workflow = workflow(body)?;
    let (reference, wish) = reference(body, workflow)?;
    Ok(InitiateRequest {
        reference,
        wish,
        user_reference: required(body, "userReference", 100)?,
        reporting_criteria: text(body, "reportingCriteria", 100)?,
        success_url: url(body, "successUrl", 2047, strict_urls)?,
        error_url: url(body, "errorUrl", 255, strict_urls)?,
        callback_url: url(body, "callbackUrl", 255, strict_urls)?,
        workflow,
        preset: preset(body)?,
        locale: locale(body)?,
        token_lifetime: token_lifetime(body)?,
    })
}

/// A text that need not be there, of 1 to `max` characters.
fn text(of: &Object, name: &str, max: usize) -> Result<Option<String>, Refusal> {
    match of.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => Err(Refusal::field(name, "must not be blank")),
        Some(Value::String(text)) if text.chars().count() > max => {
            Err(Refusal::field(name, &format!("must not be longer than {max} characters")))
        }
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(Refusal::field(name, "must be a string")),
    }
}

fn required(of: &Object, name: &str, max: usize) -> Result<String, Refusal> {
    text(of, name, max)?.ok_or_else(|| Refusal::field(name, "is required"))
}

fn url(of: &Object, name: &str, max: usize, strict: bool) -> Result<Option<Url>, Refusal> {
    let Some(text) = text(of, name, max)? else { return Ok(None) };
    let wrong = |what: &str| Refusal::field(name, what);
    let url = Url::parse(&text).map_err(|_| wrong("must be a valid URL"))?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return Err(wrong("must be a valid URL"));
    }
    if url.query_pairs().any(|(name, _)| RETURN_PARAMETERS.contains(&&*name)) {
        return Err(wrong("must not contain a parameter that will be appended"));
    }
    if strict {
        urls::strictly(&url, &text).map_err(wrong)?;
    }
    Ok(Some(url))
}

fn workflow(body: &Object) -> Result<Workflow, Refusal> {
    const FIELD: &str = "workflowId";
    match body.get(FIELD) {
        None | Some(Value::Null) => Ok(Workflow::DEFAULT),
        Some(Value::Number(number)) => Workflow::ALL
            .into_iter()
            .find(|id| number.as_u64() == Some(u64::from(*id)))
            .map(Workflow)
            .ok_or_else(|| Refusal::field(FIELD, "must be one of 100, 101, 102, 200, 201, 202")),
        Some(_) => Err(Refusal::field(FIELD, "must be an integer")),
    }
}

fn locale(body: &Object) -> Result<&'static str, Refusal> {
    let Some(asked) = text(body, "locale", 5)? else { return Ok("en") };
    LOCALES
        .into_iter()
        .find(|locale| *locale == asked)
        .ok_or_else(|| Refusal::field("locale", "is not supported"))
}

fn token_lifetime(body: &Object) -> Result<SignedDuration, Refusal> {
    const FIELD: &str = "tokenLifetimeInMinutes";
    let minutes = match body.get(FIELD) {
        None | Some(Value::Null) => DEFAULT_LIFETIME,
        Some(Value::Number(number)) => number
            .as_i64()
            .filter(|minutes| LIFETIMES.contains(minutes))
            .ok_or_else(|| Refusal::field(FIELD, "must be a whole number from 5 to 86400"))?,
        Some(_) => return Err(Refusal::field(FIELD, "must be a number")),
    };
    Ok(SignedDuration::from_mins(minutes))
}

/// The document that the customer need not choose (FACTS 3.5). Older guides knew a second preset, with a phrase to be
/// written by hand; it is passed over.
fn preset(body: &Object) -> Result<Option<(Country, Document)>, Refusal> {
    const FIELD: &str = "presets";
    let given = match body.get(FIELD) {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::Array(given)) => given,
        Some(_) => return Err(Refusal::field(FIELD, "must be an array")),
    };
    let mut read = None;
    for (place, given) in given.iter().enumerate() {
        let field = |member: &str| format!("{FIELD}[{place}]{member}");
        let given = given.as_object().ok_or_else(|| Refusal::field(&field(""), "must be an object"))?;
        match given.get("index").and_then(Value::as_u64) {
            Some(1) => {}
            Some(2) => continue,
            _ => return Err(Refusal::field(&field(".index"), "must be 1")),
        }
        if read.is_some() {
            return Err(Refusal::field(&field(".index"), "is there twice"));
        }
        let member = |name: &str| given.get(name).and_then(Value::as_str);
        let country = member("country")
            .and_then(Country::from_alpha3)
            .ok_or_else(|| Refusal::field(&field(".country"), "must be an alpha-3 code, or XKX"))?;
        let document = member("type")
            .and_then(Document::from_wire)
            .filter(|document| *document != Document::Visa)
            .ok_or_else(|| Refusal::field(&field(".type"), "must be PASSPORT, DRIVING_LICENSE or ID_CARD"))?;
        read = Some((country, document));
    }
    Ok(read)
}

/// The reference as given, and the result that it asks for when it is a JSON object, for which the limit does not count.
/// Netverify itself has no such thing; it is the convention of the current platform.
fn reference(body: &Object, workflow: Workflow) -> Result<(String, Option<Wish>), Refusal> {
    const FIELD: &str = "customerInternalReference";
    let given = required(body, FIELD, usize::MAX)?;
    if let Ok(Value::Object(wish)) = serde_json::from_str(&given) {
        let wish = self::wish(&wish, workflow).map_err(|what| Refusal::field(FIELD, &what))?;
        return Ok((given, Some(wish)));
    }
    Ok((required(body, FIELD, 100)?, None))
}

fn wish(wish: &Object, workflow: Workflow) -> Result<Wish, String> {
    const KNOWN: [&str; 4] =
        ["customerInternalReference", "decisionLabel", "credentialWithDecision", "extractionOverrides"];
    if let Some(unknown) = wish.keys().find(|name| !KNOWN.contains(&name.as_str())) {
        return Err(format!("asks for a result with the unknown member {unknown:?}"));
    }
    let text = |name: &str| match wish.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str())),
        Some(_) => Err(format!("asks for a result whose {name} is no text")),
    };
    let category = text("credentialWithDecision")?
        .map(|text| Category::from_wire(text).ok_or("asks for a result of an unknown credential"))
        .transpose()?;
    let ending = text("decisionLabel")?
        .map(|label| {
            Ending::of_label(label, category, workflow.sees_face())
                .ok_or_else(|| format!("asks for {label:?}, which is no result of workflow {}", workflow.0))
        })
        .transpose()?;
    let extraction = match wish.get("extractionOverrides") {
        None | Some(Value::Null) => Object::new(),
        Some(Value::Object(overrides)) => overrides.clone(),
        Some(_) => return Err("asks for a result whose extractionOverrides are no object".to_owned()),
    };
    Ok(Wish { ending, extraction, ..Wish::default() })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// What is wrong with a request that has `value` as one member.
    fn refusal(member: &str, value: &Value, strict: bool) -> Option<String> {
        let mut body = json!({ "customerInternalReference": "a", "userReference": "b" });
        body[member] = value.clone();
        read(body.to_string().as_bytes(), strict).err().map(|refusal| refusal.detail().to_owned())
    }

    #[test]
    fn members_are_checked_and_named() {
        let long = |length: usize| Value::String("x".repeat(length));
        let link = |length: usize| Value::String(format!("https://a.example/{:x<1$}", "", length - 18));
        let preset = |country: &str, kind: &str| json!([{ "index": 1, "country": country, "type": kind }]);
        let length = |max: usize| format!("must not be longer than {max} characters");
        let cases: Vec<(&str, Value, Option<String>)> = vec![
            ("customerInternalReference", Value::Null, Some("is required".into())),
            ("customerInternalReference", " ".into(), Some("must not be blank".into())),
            ("customerInternalReference", 5.into(), Some("must be a string".into())),
            ("customerInternalReference", long(100), None),
            ("customerInternalReference", long(101), Some(length(100))),
            ("userReference", Value::Null, Some("is required".into())),
            ("userReference", "".into(), Some("must not be blank".into())),
            ("userReference", long(101), Some(length(100))),
            ("reportingCriteria", long(100), None),
            ("reportingCriteria", long(101), Some(length(100))),
            ("successUrl", link(2047), None),
            ("successUrl", link(2048), Some(length(2047))),
            ("errorUrl", link(255), None),
            ("errorUrl", link(256), Some(length(255))),
            ("callbackUrl", link(255), None),
            ("callbackUrl", link(256), Some(length(255))),
            ("callbackUrl", "back".into(), Some("must be a valid URL".into())),
            ("callbackUrl", "ftp://a.example/".into(), Some("must be a valid URL".into())),
            ("workflowId", "200".into(), Some("must be an integer".into())),
            ("workflowId", 103.into(), Some("must be one of 100, 101, 102, 200, 201, 202".into())),
            ("workflowId", json!(200.5), Some("must be one of 100, 101, 102, 200, 201, 202".into())),
            ("presets", json!({}), Some("must be an array".into())),
            ("presets", json!([]), None),
            ("presets", json!([5]), Some("[0] must be an object".into())),
            ("presets", preset("URY", "ID_CARD"), None),
            ("presets", preset("XKX", "PASSPORT"), None),
            (
                "presets",
                preset("URY", "VISA"),
                Some("[0].type must be PASSPORT, DRIVING_LICENSE or ID_CARD".into()),
            ),
            ("presets", preset("UY", "ID_CARD"), Some("[0].country must be an alpha-3 code, or XKX".into())),
            (
                "presets",
                json!([{ "index": 1, "type": "PASSPORT" }]),
                Some("[0].country must be an alpha-3 code, or XKX".into()),
            ),
            (
                "presets",
                json!([{ "country": "URY", "type": "PASSPORT" }]),
                Some("[0].index must be 1".into()),
            ),
            ("presets", json!([{ "index": 2, "phrase": "hello" }]), None),
            ("locale", "es-MX".into(), None),
            ("locale", "es-UY".into(), Some("is not supported".into())),
            ("locale", "es_MX".into(), Some("is not supported".into())),
            ("locale", "es-419".into(), Some(length(5))),
            ("tokenLifetimeInMinutes", 5.into(), None),
            ("tokenLifetimeInMinutes", 86400.into(), None),
            ("tokenLifetimeInMinutes", 4.into(), Some("must be a whole number from 5 to 86400".into())),
            ("tokenLifetimeInMinutes", 86401.into(), Some("must be a whole number from 5 to 86400".into())),
            ("tokenLifetimeInMinutes", json!(5.5), Some("must be a whole number from 5 to 86400".into())),
            ("tokenLifetimeInMinutes", "30".into(), Some("must be a number".into())),
        ];
        for (member, value, expected) in cases {
            let expected = expected.map(|what| match what.strip_prefix('[') {
                Some(rest) => format!("{member}[{rest}"),
                None => format!("{member} {what}"),
            });
            assert_eq!(refusal(member, &value, false), expected, "{member} = {value}");
        }
        for locale in LOCALES {
            assert_eq!(refusal("locale", &locale.into(), false), None, "{locale}");
        }
        for id in Workflow::ALL {
            assert_eq!(refusal("workflowId", &id.into(), false), None, "{id}");
        }
    }

    #[test]
    fn urls_are_what_the_switch_wants() {
        let local = "http://127.0.0.1:8080/back?x=1#y";
        for member in ["successUrl", "errorUrl", "callbackUrl"] {
            assert_eq!(refusal(member, &local.into(), false), None);
            for (url, what) in [
                (local, "must use https"),
                ("https://192.0.2.1/x", "must not contain an IP address"),
                ("https://a.example:8443/x", "must not contain a port"),
                ("https://a.example/x#y", "must not contain a fragment"),
                ("https://bücher.example/x", "must be ASCII"),
            ] {
                assert_eq!(refusal(member, &url.into(), true), Some(format!("{member} {what}")), "{url}");
            }
            assert_eq!(refusal(member, &"https://xn--bcher-kva.example/x?y=1".into(), true), None);
            for parameter in RETURN_PARAMETERS {
                let url = format!("https://a.example/x?{parameter}=1");
                let what = format!("{member} must not contain a parameter that will be appended");
                assert_eq!(refusal(member, &url.into(), false), Some(what));
            }
        }
    }

    #[test]
    fn a_reference_may_ask_for_a_result() {
        let wish = |wish: Value| refusal("customerInternalReference", &wish.to_string().into(), false);
        let long = "x".repeat(200);
        assert_eq!(
            wish(json!({ "customerInternalReference": long, "decisionLabel": "MRZ_CHECK_FAILED" })),
            None
        );
        assert_eq!(wish(json!({ "decisionLabel": "BAD_QUALITY", "credentialWithDecision": "SELFIE" })), None);
        for (wrong, what) in [
            (json!({ "decisionLabel": "NO_SUCH" }), "no result of workflow 200"),
            (json!({ "decisionLabel": 5 }), "decisionLabel is no text"),
            (json!({ "credentialWithDecision": "FACE" }), "unknown credential"),
            (json!({ "decision": "OK" }), "unknown member \"decision\""),
            (json!({ "extractionOverrides": [] }), "no object"),
        ] {
            let detail = wish(wrong.clone()).unwrap_or_default();
            assert!(
                detail.starts_with("customerInternalReference ") && detail.contains(what),
                "{wrong}: {detail}"
            );
        }
    }
}
