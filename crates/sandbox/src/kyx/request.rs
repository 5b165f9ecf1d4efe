//! Reads the request that starts a run, member by member (FACTS 4.3, 8.3).

use jiff::SignedDuration;
use model::Country;
use serde_json::{Map, Value};
use url::Url;
use uuid::Uuid;

use super::consent;
use super::outcome::ending_of_label;
use super::problem::Problem;
use super::run::{Preset, Wish};
use super::urls::{self, Use};
use super::words::Category;
use super::workflow::Workflow;

/// A request that keeps the rules.
#[derive(Debug)]
pub(crate) struct CreateRequest {
    pub(crate) workflow: &'static Workflow,
    pub(crate) reference: String,
    pub(crate) user_reference: Option<String>,
    pub(crate) reporting_criteria: Option<String>,
    pub(crate) callback_url: Option<Url>,
    pub(crate) success_url: Option<Url>,
    pub(crate) error_url: Option<Url>,
    pub(crate) locale: Option<String>,
    pub(crate) token_lifetime: SignedDuration,
    pub(crate) credentials: Vec<CredentialRequest>,
    pub(crate) wish: Option<Wish>,
}

/// What the request says about one credential.
#[derive(Debug)]
pub(crate) struct CredentialRequest {
    /// One that the account has from an earlier run.
    pub(crate) id: Option<Uuid>,
    pub(crate) category: Category,
    pub(crate) label: Option<String>,
    pub(crate) country: Preset,
    pub(crate) kind: Preset,
}

/// About an id in a request.
pub(super) const UNKNOWN_CREDENTIAL: &str = "no credential of this account and category";

const FORBIDDEN: &[char] = &['<', '>', '"', '/', ';', '`', '%', '{', '}', '\\', '|'];
const DEFAULT_LIFETIME: SignedDuration = SignedDuration::from_mins(30);
const SHORTEST_LIFETIME: i128 = 5 * 60;
const LONGEST_LIFETIME: i128 = 60 * 24 * 60 * 60;

pub(super) type Object = Map<String, Value>;

/// Reads a body. Errors: 400 that names the member.
pub(crate) fn read(body: &[u8], strict_urls: bool) -> Result<CreateRequest, Problem> {
    let body: Value = serde_json::from_slice(body).map_err(|_| Problem::malformed())?;
    let body = body.as_object().ok_or_else(Problem::malformed)?;

    let definition = object(body, "workflowDefinition", "")?
        .ok_or_else(|| Problem::field("workflowDefinition", "must not be null"))?;
    let workflow = workflow(definition)?;
    let (reference, wish) = reference(body, workflow)?;
    let user_reference = text(body, "userReference", "", 100)?;
    if user_reference.is_none() && workflow.needs_user_reference() {
        return Err(Problem::field("userReference", "must not be blank"));
    }
    let web = object(body, "web", "")?.cloned().unwrap_or_default();
    consent::read(body)?;
    Ok(CreateRequest {
        workflow,
        reference,
        wish,
        user_reference,
        reporting_criteria: text(body, "reportingCriteria", "", 255)?,
        callback_url: url(body, "callbackUrl", "", Use::Callback, strict_urls)?,
        success_url: url(&web, "successUrl", "web.", Use::Return, strict_urls)?,
        error_url: url(&web, "errorUrl", "web.", Use::Return, strict_urls)?,
        locale: text(&web, "locale", "web.", 5)?,
        token_lifetime: token_lifetime(body)?,
        credentials: credentials(definition, workflow)?,
    })
}

pub(super) fn object<'a>(of: &'a Object, name: &str, path: &str) -> Result<Option<&'a Object>, Problem> {
    match of.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(object)) => Ok(Some(object)),
        Some(_) => Err(Problem::field(&format!("{path}{name}"), "must be an object")),
    }
}

/// A text of 1 to `max` characters that need not be there.
pub(super) fn text(of: &Object, name: &str, path: &str, max: usize) -> Result<Option<String>, Problem> {
    let wrong = |what: &str| Err(Problem::field(&format!("{path}{name}"), what));
    match of.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => wrong("must not be blank"),
        Some(Value::String(text)) if text.chars().count() > max => {
            wrong(&format!("size must be between 1 and {max}"))
        }
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => wrong("must be a string"),
    }
}

fn url(of: &Object, name: &str, path: &str, usage: Use, strict: bool) -> Result<Option<Url>, Problem> {
    let Some(text) = text(of, name, path, usize::MAX)? else { return Ok(None) };
    urls::read(&text, usage, strict).map(Some).map_err(|what| Problem::field(&format!("{path}{name}"), what))
}

fn workflow(definition: &Object) -> Result<&'static Workflow, Problem> {
    const FIELD: &str = "workflowDefinition.key";
    let key = match definition.get("key") {
        Some(Value::String(key)) => key.clone(),
        Some(Value::Number(key)) => key.to_string(),
        None | Some(Value::Null) => return Err(Problem::field(FIELD, "must not be null")),
        Some(_) => return Err(Problem::field(FIELD, "must be a number or a string")),
    };
    Workflow::find(&key).ok_or_else(|| Problem::field(FIELD, "unknown workflow definition"))
}

/// The reference as given, and the result that it asks for when it is a JSON object, for which the limits do not count.
fn reference(body: &Object, workflow: &'static Workflow) -> Result<(String, Option<Wish>), Problem> {
    const FIELD: &str = "customerInternalReference";
    let given =
        text(body, FIELD, "", usize::MAX)?.ok_or_else(|| Problem::field(FIELD, "must not be blank"))?;
    if let Ok(Value::Object(wish)) = serde_json::from_str(&given) {
        let wish = self::wish(&wish, workflow)?;
        return Ok((given, Some(wish)));
    }
    if given.chars().count() > 100 {
        return Err(Problem::field(FIELD, "size must be between 1 and 100"));
    }
    if given.contains(FORBIDDEN) {
        return Err(Problem::field(FIELD, "contains a character that is not allowed"));
    }
    Ok((given, None))
}

fn wish(wish: &Object, workflow: &'static Workflow) -> Result<Wish, Problem> {
    const PATH: &str = "customerInternalReference.";
    const KNOWN: [&str; 4] =
        ["customerInternalReference", "decisionLabel", "credentialWithDecision", "extractionOverrides"];
    if let Some(unknown) = wish.keys().find(|name| !KNOWN.contains(&name.as_str())) {
        return Err(Problem::field(&format!("{PATH}{unknown}"), "unknown member of a wanted result"));
    }
    text(wish, "customerInternalReference", PATH, 100)?;
    let category = text(wish, "credentialWithDecision", PATH, 100)?
        .map(|text| {
            Category::from_wire(&text)
                .ok_or_else(|| Problem::field(&format!("{PATH}credentialWithDecision"), "unknown category"))
        })
        .transpose()?;
    let label = text(wish, "decisionLabel", PATH, 100)?;
    let ending = label
        .as_deref()
        .map(|label| {
            ending_of_label(label, category, workflow).ok_or_else(|| {
                Problem::field(&format!("{PATH}decisionLabel"), "no label of this workflow and credential")
            })
        })
        .transpose()?;
    let extraction = object(wish, "extractionOverrides", PATH)?.cloned().unwrap_or_default();
    Ok(Wish { label, ending, extraction, document: None, country: None, at_first_visit: false })
}

/// `^([+-]?\d+)([smhd]{1})$`, five minutes to sixty days.
fn token_lifetime(body: &Object) -> Result<SignedDuration, Problem> {
    const FIELD: &str = "tokenLifetime";
    let Some(text) = text(body, FIELD, "", usize::MAX)? else { return Ok(DEFAULT_LIFETIME) };
    let seconds = read_lifetime(&text)
        .ok_or_else(|| Problem::field(FIELD, r#"must match "^([+-]?\d+)([smhd]{1})$""#))?;
    if !(SHORTEST_LIFETIME..=LONGEST_LIFETIME).contains(&seconds) {
        return Err(Problem::field(FIELD, "must be between 5m and 60d"));
    }
    i64::try_from(seconds).map(SignedDuration::from_secs).map_err(|_| Problem::malformed())
}

/// Seconds; numbers too long to count are as long as can be counted.
fn read_lifetime(text: &str) -> Option<i128> {
    let unit: i128 = match text.chars().next_back()? {
        's' => 1,
        'm' => 60,
        'h' => 60 * 60,
        'd' => 24 * 60 * 60,
        _ => return None,
    };
    let number = &text[..text.len() - 1];
    let digits = number.strip_prefix(['+', '-']).unwrap_or(number);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(number.parse::<i64>().map_or(i128::MAX, |number| i128::from(number) * unit))
}

fn credentials(definition: &Object, workflow: &'static Workflow) -> Result<Vec<CredentialRequest>, Problem> {
    const FIELD: &str = "workflowDefinition.credentials";
    let given = match definition.get("credentials") {
        None | Some(Value::Null) => &[][..],
        Some(Value::Array(given)) => given,
        Some(_) => return Err(Problem::field(FIELD, "must be an array")),
    };
    let mut read = Vec::new();
    for (index, given) in given.iter().enumerate() {
        let path = format!("{FIELD}[{index}].");
        let given = given
            .as_object()
            .ok_or_else(|| Problem::field(path.trim_end_matches('.'), "must be an object"))?;
        let category = text(given, "category", &path, 100)?
            .and_then(|text| Category::from_wire(&text))
            .ok_or_else(|| Problem::field(&format!("{path}category"), "unknown category"))?;
        let country = preset(given, "country", &path, |value| Country::from_alpha3(value).is_some())?;
        let kind = preset(given, "type", &path, |value| category.allows_type(value))?;
        let label = text(given, "label", &path, 100)?;
        let id = text(given, "id", &path, 100)?
            .map(|text| {
                Uuid::parse_str(&text).map_err(|_| Problem::field(&format!("{path}id"), UNKNOWN_CREDENTIAL))
            })
            .transpose()?;
        if category == Category::Document {
            require_one(&country, &format!("{path}country"))?;
            require_one(&kind, &format!("{path}type"))?;
        }
        read.push(CredentialRequest { id, category, label, country, kind });
    }
    if workflow.has(Category::Document) && !read.iter().any(|given| given.category == Category::Document) {
        return Err(Problem::field(FIELD, "a DOCUMENT credential with country and type is required"));
    }
    Ok(read)
}

fn require_one(preset: &Preset, field: &str) -> Result<(), Problem> {
    if preset.values.len() == 1 {
        return Ok(());
    }
    Err(Problem::field(field, "must have exactly one value"))
}

fn preset(of: &Object, name: &str, path: &str, allowed: impl Fn(&str) -> bool) -> Result<Preset, Problem> {
    let Some(given) = object(of, name, path)? else { return Ok(Preset::default()) };
    let field = format!("{path}{name}");
    let only_recommended = match given.get("predefinedType") {
        None | Some(Value::Null) => false,
        Some(Value::String(kind)) if kind == "DEFINED" => false,
        Some(Value::String(kind)) if kind == "RECOMMENDED" => true,
        Some(_) => {
            return Err(Problem::field(&format!("{field}.predefinedType"), "must be DEFINED or RECOMMENDED"));
        }
    };
    let Some(Value::Array(values)) = given.get("values") else {
        return Err(Problem::field(&format!("{field}.values"), "must be an array"));
    };
    let values = values
        .iter()
        .map(|value| value.as_str().filter(|value| allowed(value)).map(str::to_owned))
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| Problem::field(&format!("{field}.values"), "unknown value"))?;
    Ok(Preset { given: Some(Value::Object(given.clone())), values, only_recommended })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn refusal(member: &str, value: Value) -> Option<String> {
        let mut body = json!({
            "customerInternalReference": "a",
            "workflowDefinition": { "key": 10011 },
        });
        let mut at = &mut body;
        for name in member.split('.') {
            at = &mut at[name];
        }
        *at = value;
        read(body.to_string().as_bytes(), false).err().map(|problem| problem.detail().to_owned())
    }

    #[test]
    fn token_lifetimes() {
        for good in ["5m", "+5m", "300s", "600s", "30m", "1d", "60d", "1440h"] {
            assert_eq!(refusal("tokenLifetime", good.into()), None, "{good}");
        }
        for (wrong, what) in [
            ("4m", "between"),
            ("-30m", "between"),
            ("61d", "between"),
            ("99999999999999999999999d", "between"),
            ("30", "match"),
            ("m", "match"),
            ("+m", "match"),
            ("1.5h", "match"),
            ("30 m", "match"),
            ("30mm", "match"),
            ("30M", "match"),
        ] {
            let detail = refusal("tokenLifetime", wrong.into()).unwrap_or_default();
            assert!(detail.starts_with("tokenLifetime: ") && detail.contains(what), "{wrong}: {detail}");
        }
    }

    #[test]
    fn members_are_checked_and_named() {
        let long = |length: usize| Value::String("x".repeat(length));
        let cases = [
            ("customerInternalReference", Value::Null, Some("customerInternalReference: must not be blank")),
            ("customerInternalReference", " ".into(), Some("customerInternalReference: must not be blank")),
            ("customerInternalReference", long(100), None),
            (
                "customerInternalReference",
                long(101),
                Some("customerInternalReference: size must be between 1 and 100"),
            ),
            (
                "customerInternalReference",
                "a/b".into(),
                Some("customerInternalReference: contains a character that is not allowed"),
            ),
            ("userReference", long(101), Some("userReference: size must be between 1 and 100")),
            ("reportingCriteria", long(255), None),
            ("reportingCriteria", long(256), Some("reportingCriteria: size must be between 1 and 255")),
            ("web.locale", "es-MX".into(), None),
            ("web.locale", "es-419".into(), Some("web.locale: size must be between 1 and 5")),
            ("web.successUrl", "back".into(), Some("web.successUrl: must be a valid URL")),
            ("callbackUrl", 5.into(), Some("callbackUrl: must be a string")),
            ("workflowDefinition.key", "10011".into(), None),
            ("workflowDefinition.key", 3.into(), None),
            (
                "workflowDefinition.key",
                10027.into(),
                Some("workflowDefinition.key: unknown workflow definition"),
            ),
            ("workflowDefinition.key", Value::Null, Some("workflowDefinition.key: must not be null")),
            ("workflowDefinition.key", 10010.into(), Some("userReference: must not be blank")),
            (
                "workflowDefinition.credentials",
                json!([{ "category": "FACIAL" }]),
                Some("workflowDefinition.credentials[0].category: unknown category"),
            ),
            (
                "workflowDefinition.credentials",
                json!([{ "category": "ID", "country": { "values": ["UY"] } }]),
                Some("workflowDefinition.credentials[0].country.values: unknown value"),
            ),
            (
                "workflowDefinition.credentials",
                json!([{ "category": "ID", "type": { "values": ["DRIVER_LICENSE"] } }]),
                Some("workflowDefinition.credentials[0].type.values: unknown value"),
            ),
            (
                "workflowDefinition.credentials",
                json!([{ "category": "ID", "type": { "predefinedType": "FIXED", "values": [] } }]),
                Some("workflowDefinition.credentials[0].type.predefinedType: must be DEFINED or RECOMMENDED"),
            ),
            (
                "workflowDefinition.credentials",
                json!([{ "category": "DOCUMENT", "country": { "values": ["USA"] } }]),
                Some("workflowDefinition.credentials[0].type: must have exactly one value"),
            ),
            ("userConsent", json!({}), Some("userConsent.userIp: must not be blank")),
            (
                "userConsent",
                json!({ "userIp": "203.0.113.25", "userLocation": { "country": "USA" } }),
                Some("userConsent.consent.obtained: must not be blank"),
            ),
            (
                "userConsent",
                json!({
                    "userIp": "203.0.113.25",
                    "userLocation": { "country": "URY" },
                    "consent": { "obtained": "yes" },
                }),
                Some("userConsent.consent.obtainedAt: must be a UTC timestamp"),
            ),
        ];
        for (member, value, expected) in cases {
            assert_eq!(refusal(member, value.clone()).as_deref(), expected, "{member} = {value}");
        }
    }

    #[test]
    fn a_reference_may_ask_for_a_result() {
        let wish = |wish: Value| refusal("customerInternalReference", wish.to_string().into());
        let overrides = json!({ "firstName": "ANA", "idType": "PASSPORT" });
        assert_eq!(
            wish(json!({
                "customerInternalReference": "mock-0001",
                "decisionLabel": "MISMATCHING_DATAPOINTS",
                "credentialWithDecision": "ID",
                "extractionOverrides": overrides,
            })),
            None
        );
        assert!(wish(json!({ "decisionLabel": "NO_SUCH" })).unwrap().contains("decisionLabel"));
        assert!(wish(json!({ "credentialWithDecision": "FACE" })).unwrap().contains("unknown category"));
        assert!(wish(json!({ "decision": "OK" })).unwrap().contains("unknown member"));
    }
}
