//! Everything that the model knows is in the schemas, and defaults are what they say.

use std::collections::BTreeSet;

use model::funnel_test::{Case, Expect, FunnelTest, Play};
use model::providers::jumio::{DataCenter, JumioSettings, Platform};
use model::step::{
    AssignFrom, AssignStep, Assignment, Camera, Consent, DecisionStep, EndResult, EndStep, Literal,
    PageField, PageStep, ReviewStep, StatusBar, VerificationStep, WebhookStep,
};
use model::transform::TABLE;
use model::{
    Backend, Bound, Branch, Campaign, Condition, CountryCode, DataModel, Environment, Field, FieldType,
    LintLevel, Mapping, Operand, Operator, Pii, Scope, Sources, Step, StepSettings, TimeSpan, Transform,
    WorkspaceSettings,
};
use schema::Kind;
use serde::Serialize;
use serde_json::{Value, json};

use crate::files::resource;

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn text(text: &str) -> String {
    text.to_owned()
}

/// Takes what the model writes. Values are written out with all their members: whoever adds one is led here.
fn takes(kind: &str, value: &impl Serialize) -> Value {
    let kind: Kind = kind.parse().unwrap();
    let json = serde_json::to_value(value).unwrap();
    let validator = jsonschema::validator_for(&kind.schema()).unwrap();
    let faults: Vec<String> = validator.iter_errors(&json).map(|fault| fault.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new(), "{json:#}");
    json
}

/// Every key of a table of a schema is in what the model wrote.
fn has_every_key(table: &Value, written: &Value, but: &[&str]) {
    for key in table["properties"].as_object().unwrap().keys() {
        assert!(written.get(key).is_some() || but.contains(&key.as_str()), "{key} in {written:#}");
    }
}

#[test]
fn every_setting_of_the_workspace() {
    let environment = Environment {
        backend: Backend::Url("https://campaigns.example.com".to_owned()),
        sandbox: true,
        sandbox_url: Some(text("http://127.0.0.1:8082")),
        protected: true,
    };
    let settings = WorkspaceSettings {
        workspace: id("acme"),
        default_env: id("local"),
        requires: Some(text(">=0.1")),
        envs: [(id("local"), environment)].into(),
        lints: [("F004".to_owned(), LintLevel::Hint)].into(),
    };
    let json = takes("workspace", &settings);
    let schema = Kind::Workspace.schema();
    has_every_key(&schema, &json, &[]);
    has_every_key(first_named(&schema["properties"]["env"]), &json["env"]["local"], &[]);
}

#[test]
fn every_setting_of_a_field() {
    let field = Field {
        kind: FieldType::Choice,
        label: Some(text("x")),
        description: Some(text("x")),
        required: true,
        identifier: true,
        default: Some(text("x")),
        min: Some(Bound::Integer(1)),
        max: Some(Bound::Text(text("today"))),
        scale: Some(1),
        pattern: Some(text("x")),
        min_length: Some(1),
        max_length: Some(2),
        values: vec!["x".to_owned()],
        aliases: [(text("y"), text("x"))].into(),
        code: CountryCode::Name,
        parts: vec![text("x")],
        delimiter: Some(text(";")),
        media_types: vec![text("image/webp")],
        max_bytes: Some(1),
        multiple: true,
        unique: true,
        scope: Scope::Campaign,
        retention_days: Some(1),
        pii: Pii::Personal,
        allow: vec!["M003".to_owned()],
    };
    let json = takes("data-model", &DataModel { fields: [(id("a"), field)].into() });
    has_every_key(first_named(&Kind::DataModel.schema()["properties"]["field"]), &json["field"]["a"], &[]);
}

#[test]
fn every_setting_of_a_provider() {
    let settings = JumioSettings {
        platform: Platform::Kyx,
        datacenter: Some(DataCenter::Eu),
        workflow: Some(text("10011")),
        primary_color: Some(text("#0B5FFF")),
        locale: Some(text("en")),
        token_lifetime: TimeSpan::from_seconds(60),
        user_agent: Some(text("x")),
        allow: vec!["P003".to_owned()],
    };
    let json = takes("provider-jumio", &settings);
    has_every_key(&"provider-jumio".parse::<Kind>().unwrap().schema(), &json, &["env"]);
}

/// Every transform as its documentation writes it, and once as a table.
fn transforms() -> Vec<Transform> {
    TABLE.iter().map(|about| about.example.written.parse().unwrap()).collect()
}

fn steps() -> Vec<StepSettings> {
    let field = PageField {
        field: id("a"),
        label: Some(text("x")),
        required: true,
        read_only: true,
        help: Some(text("x")),
    };
    let page = PageStep {
        title: Some(text("x")),
        body: Some(text("x")),
        fields: vec![field],
        submit_label: Some(text("x")),
        allow_dismiss: true,
    };
    let names = ["document.first_name", "document.last_name"].map(str::to_owned);
    let mapping = Mapping { from: Sources::several(names).unwrap(), transform: transforms() };
    let verification = VerificationStep {
        provider: id("jumio"),
        documents: vec!["visa".to_owned()],
        country: Some(text("XKX")),
        camera: Some(Camera::Back),
        status_bar: Some(StatusBar::Default),
        save_images: true,
        map: [(id("a"), mapping), (id("b"), Mapping::plain("run.id"))].into(),
        write_on: vec![id("exhausted"), id("review")],
        max_attempts: 1,
        result_wait: TimeSpan::from_seconds(1),
        locale: Some(text("en")),
        consent: Consent::Text("x".to_owned()),
        consent_country: "a".to_owned(),
        retention_days: 1,
    };
    let op = |op, value| Condition::Field { field: id("a"), op, value };
    let conditions = vec![
        op(Operator::IsSet, None),
        op(Operator::In, Some(Operand::List(vec![Operand::Integer(1), Operand::Boolean(true)]))),
        Condition::Not(Box::new(Condition::OutcomeOf { step: id("a"), outcome: id("next") })),
        Condition::Any(vec![op(Operator::Eq, Some(Operand::Text("x".to_owned())))]),
    ];
    let branch = Branch { outcome: id("a"), when: Condition::All(conditions) };
    let assigned = |from, transform| Assignment { from, transform };
    let assignments = [
        (id("a"), assigned(AssignFrom::Value(Literal::Integer(1)), Vec::new())),
        (id("b"), assigned(AssignFrom::Value(Literal::Boolean(true)), vec![Transform::Trim])),
        (id("c"), assigned(AssignFrom::Field(id("a")), transforms())),
        (id("d"), assigned(AssignFrom::Template("{{a}} x".to_owned()), Vec::new())),
    ]
    .into();
    let webhook = WebhookStep {
        endpoint: text("scoring"),
        send: vec![id("a")],
        receive: [(id("b"), text("offer.rate"))].into(),
        timeout: TimeSpan::from_seconds(5),
        retries: 1,
    };
    let review = ReviewStep {
        queue: Some(text("x")),
        reasons: vec!["x".to_owned()],
        due: Some(TimeSpan::from_seconds(1)),
    };
    let end = EndStep {
        result: EndResult::Referred,
        conversion: Some(true),
        message: Some(text("x")),
        redirect_url: Some(text("https://www.example.com")),
    };
    vec![
        StepSettings::Page(page),
        StepSettings::Verification(verification),
        StepSettings::Decision(DecisionStep { branches: vec![branch] }),
        StepSettings::Assign(AssignStep { set: assignments }),
        StepSettings::Webhook(webhook),
        StepSettings::Review(review),
        StepSettings::End(end),
    ]
}

#[test]
fn every_setting_of_steps_and_every_outcome() {
    let schema = Kind::Campaign.schema();
    let mut kinds = BTreeSet::new();
    for settings in steps() {
        let mut step = Step { settings, on: [].into(), max_visits: Some(1), allow: vec!["F004".to_owned()] };
        step.on = step.outcomes().into_iter().map(|outcome| (outcome, id("a"))).collect();
        let kind = step.settings.kind().to_owned();
        let campaign = Campaign {
            title: Some(text("x")),
            provider: Some(id("jumio")),
            starts: Some(text("2026-12-01T09:00:00-03:00")),
            ends: Some(text("2027-01-31T23:59:00-03:00")),
            entry: Some(id("a")),
            steps: [(id("a"), step)].into(),
            allow: vec!["F004".to_owned()],
        };
        let json = takes("campaign", &campaign);
        has_every_key(&schema, &json, &["env"]);
        let table = &schema["definitions"][format!("{kind}-step")];
        has_every_key(table, &json["step"]["a"], if kind == "end" { &["on"] } else { &[] });
        if kind == "page" {
            has_every_key(&table["properties"]["fields"]["items"], &json["step"]["a"]["fields"][0], &[]);
        }
        // The same settings in an environment.
        let mut overlay = json["step"]["a"].clone();
        overlay.as_object_mut().unwrap().retain(|key, _| !matches!(key.as_str(), "kind" | "on" | "map"));
        takes("campaign", &json!({ "env": { "local": { "step": { "a": overlay } } } }));
        kinds.insert(kind);
    }
    let known: BTreeSet<String> = model::step::kinds().map(str::to_owned).collect();
    assert_eq!(kinds, known);
}

#[test]
fn every_setting_of_a_test() {
    let at = || Play::at(id("a"));
    let plays = vec![
        at(),
        Play { fill: Some([(id("a"), text("x"))].into()), ..at() },
        Play { answer: Some([(id("a"), text("x"))].into()), ..at() },
        Play {
            outcome: Some(id("approved")),
            captured: [(text("document.first_name"), text("Ana"))].into(),
            images: vec![text("front"), text("liveness-2")],
            ..at()
        },
        Play::wait(TimeSpan::from_seconds(60)),
    ];
    let expect = Expect {
        end: Some(id("a")),
        result: Some(EndResult::Declined),
        at: Some(id("a")),
        path: Some(vec![id("a")]),
        fields: [(id("a"), text("x"))].into(),
        unset: vec![id("b")],
    };
    let case = Case { title: Some(text("x")), play: plays, expect };
    let test = FunnelTest {
        campaign: id("onboarding"),
        env: Some(id("local")),
        now: Some("2026-05-17T10:00:00Z".parse().unwrap()),
        cases: [(id("a"), case)].into(),
    };
    let json = takes("test", &test);
    let schema = Kind::Test.schema();
    has_every_key(&schema, &json, &[]);
    let case = &json["case"]["a"];
    has_every_key(&schema["definitions"]["case"], case, &[]);
    has_every_key(&schema["definitions"]["case"]["properties"]["expect"], &case["expect"], &[]);
    let keys: BTreeSet<&String> =
        case["play"].as_array().unwrap().iter().flat_map(|play| play.as_object().unwrap().keys()).collect();
    let known: BTreeSet<&String> =
        schema["definitions"]["play"]["properties"].as_object().unwrap().keys().collect();
    assert_eq!(keys, known);
}

#[test]
fn every_capture_field_of_a_test() {
    let schema = Kind::Test.schema();
    let known = schema["definitions"]["play"]["properties"]["captured"]["properties"].as_object().unwrap();
    let readable = model::CaptureField::all().filter(|field| field.kind() != model::CaptureType::Image);
    assert_eq!(known.keys().collect::<Vec<_>>(), readable.map(model::CaptureField::name).collect::<Vec<_>>());
}

/// What serde lists when it does not know a word.
fn words_of<T: for<'de> serde::Deserialize<'de> + std::fmt::Debug>() -> BTreeSet<String> {
    let message = serde_json::from_value::<T>("no such word".into()).unwrap_err().to_string();
    message.split('`').skip(3).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_operator_and_every_level() {
    let words = |list: &Value| -> BTreeSet<String> {
        list["enum"].as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect()
    };
    let campaign = Kind::Campaign.schema();
    assert_eq!(words(&campaign["definitions"]["condition"]["properties"]["op"]), words_of::<Operator>());
    let workspace = Kind::Workspace.schema();
    assert_eq!(words(&workspace["properties"]["lints"]["additionalProperties"]), words_of::<LintLevel>());
}

/// The form of what people give names to.
fn first_named(table: &Value) -> &Value {
    table["patternProperties"].as_object().unwrap().values().next().unwrap()
}

/// Writing a default down changes nothing; writing something else does.
#[test]
fn defaults_are_what_counts_when_nothing_is_written() {
    let campaign = Kind::Campaign.schema();
    let data_model = Kind::DataModel.schema();
    let provider: Kind = "provider-jumio".parse().unwrap();
    let settings = provider.schema();
    let mut tables = vec![
        (&provider, "platform = \"kyx\"\n".to_owned(), &settings),
        (
            &Kind::DataModel,
            "[field.a]\ntype = \"text\"\n".to_owned(),
            first_named(&data_model["properties"]["field"]),
        ),
    ];
    for kind in model::step::kinds() {
        let required = match kind {
            "end" => "result = \"completed\"\n",
            "webhook" => "endpoint = \"scoring\"\n",
            _ => "",
        };
        let text = format!("[step.a]\nkind = \"{kind}\"\n{required}");
        tables.push((&Kind::Campaign, text, &campaign["definitions"][format!("{kind}-step")]));
    }
    let mut told = 0;
    for (kind, text, table) in tables {
        let without = resource(kind, &text).unwrap();
        for (key, form) in table["properties"].as_object().unwrap() {
            let Some(default) = form.get("default") else { continue };
            let with = resource(kind, &format!("{text}{key} = {default}\n")).unwrap();
            assert_eq!(with, without, "{key} = {default}");
            told += 1;
        }
    }
    assert!(told >= 9, "{told} defaults");
}

#[test]
fn every_key_is_explained() {
    fn look(schema: &Value, at: &str, silent: &mut Vec<String>) {
        if let Value::Object(keywords) = schema {
            if let Some(properties) = keywords.get("properties").filter(|_| !at.ends_with("/if")) {
                for (key, form) in properties.as_object().unwrap() {
                    let shown = form.get("description").is_some() || form.get("$ref").is_some();
                    if !shown && !at.ends_with("/on") {
                        silent.push(format!("{at}/{key}"));
                    }
                }
            }
            for (key, inner) in keywords {
                look(inner, &format!("{at}/{key}"), silent);
            }
        }
    }
    let mut silent = Vec::new();
    for kind in Kind::all() {
        look(&kind.schema(), &kind.to_string(), &mut silent);
    }
    assert_eq!(silent, Vec::<String>::new());
}
