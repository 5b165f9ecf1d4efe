//! Edits from model to model.

use model::step::PageStep;
use model::{Campaign, DataModel, Field, FieldId, FieldType, Outcome, Step, StepId, StepSettings, providers};
use serde_json::json;
use workspace::verbs::place::{self, Placement};
use workspace::verbs::{Told, VerbError, Way, mappings, values};

fn id(text: &str) -> StepId {
    StepId::new(text).unwrap()
}

fn way(text: &str) -> Way {
    text.parse().unwrap()
}

fn page() -> Step {
    Step::new(StepSettings::Page(PageStep::default()))
}

fn of_kind(kind: &str, settings: serde_json::Value) -> Step {
    Step::new(StepSettings::of_kind(kind, settings).unwrap())
}

fn lines(told: &[Told]) -> Vec<String> {
    told.iter().map(ToString::to_string).collect()
}

fn after(ways: &str) -> Placement {
    Placement { after: Way::parse_list(ways).unwrap(), ..Placement::default() }
}

/// welcome -> identity -> done, declined
fn funnel() -> Campaign {
    let mut campaign = Campaign::default();
    let verification = of_kind(providers::NAMES[0], json!({"documents": ["passport"]}));
    let done = of_kind("end", json!({"result": "completed"}));
    let declined = of_kind("end", json!({"result": "declined"}));
    place::add_step(&mut campaign, &id("welcome"), page(), &Placement::default()).unwrap();
    place::add_step(&mut campaign, &id("identity"), verification, &after("welcome.next")).unwrap();
    place::add_step(&mut campaign, &id("done"), done, &after("identity.approved")).unwrap();
    place::add_step(&mut campaign, &id("declined"), declined, &after("identity.rejected,expired")).unwrap();
    campaign
}

#[test]
fn the_first_step_is_the_entry() {
    let mut campaign = Campaign::default();
    let told = place::add_step(&mut campaign, &id("welcome"), page(), &Placement::default()).unwrap();
    assert_eq!(lines(&told), ["entry -> welcome"]);
    assert_eq!(campaign.entry, Some(id("welcome")));
}

#[test]
fn a_step_put_after_a_way_takes_its_place_and_leads_on() {
    let mut campaign = funnel();
    let told = place::add_step(&mut campaign, &id("terms"), page(), &after("welcome")).unwrap();
    assert_eq!(lines(&told), ["welcome.next -> terms (was identity)", "terms.next -> identity"]);
    let next = Outcome::new("next").unwrap();
    assert_eq!(campaign.steps[&id("terms")].target(&next), Some(&id("identity")));
}

#[test]
fn a_step_put_before_another_takes_all_ways_there() {
    let mut campaign = funnel();
    let placement = Placement { before: Some(id("declined")), ..Placement::default() };
    let told = place::add_step(&mut campaign, &id("sorry"), page(), &placement).unwrap();
    let mut told = lines(&told);
    told.sort();
    let expected = [
        "identity.expired -> sorry (was declined)",
        "identity.rejected -> sorry (was declined)",
        "sorry.next -> declined",
    ];
    assert_eq!(told, expected);
}

#[test]
fn ways_that_lead_apart_cannot_meet_in_one_step() {
    let mut campaign = funnel();
    let before = campaign.clone();
    let error =
        place::add_step(&mut campaign, &id("x"), page(), &after("identity.approved,rejected")).unwrap_err();
    assert!(matches!(error, VerbError::Divided(_)), "{error}");
    let expected = "`identity.approved` leads to `done` and `identity.rejected` to `declined`: a new step can take one place only";
    assert_eq!(error.to_string(), expected);
    assert_eq!(campaign, before);
}

#[test]
fn a_taken_way_is_left_alone_when_asked() {
    let mut campaign = funnel();
    let placement = Placement { splice: false, ..after("welcome.next") };
    let error = place::add_step(&mut campaign, &id("x"), page(), &placement).unwrap_err();
    assert_eq!(error.to_string(), "`welcome.next` leads to `identity` already");
}

#[test]
fn names_that_do_not_exist_come_back_with_what_was_meant() {
    let mut campaign = funnel();
    let before = campaign.clone();
    let cases: [(VerbError, Option<&str>); 4] = [
        (place::connect(&mut campaign, &way("identty.approved"), &id("done")).unwrap_err(), Some("identity")),
        (place::connect(&mut campaign, &way("identity.aproved"), &id("done")).unwrap_err(), Some("approved")),
        (place::connect(&mut campaign, &way("identity.approved"), &id("dne")).unwrap_err(), Some("done")),
        (place::connect(&mut campaign, &way("identity"), &id("done")).unwrap_err(), None),
    ];
    for (error, nearest) in cases {
        assert_eq!(error.nearest(), nearest, "{error}");
    }
    let error = place::connect(&mut campaign, &way("done.next"), &id("welcome")).unwrap_err();
    assert!(matches!(error, VerbError::NoWayOut(_)), "{error}");
    assert_eq!(campaign, before);
}

#[test]
fn connections_come_and_go() {
    let mut campaign = funnel();
    let told = place::connect(&mut campaign, &way("identity.otherwise"), &id("declined")).unwrap();
    assert_eq!(lines(&told), ["identity.otherwise -> declined"]);
    assert_eq!(
        lines(&place::connect(&mut campaign, &way("identity.otherwise"), &id("declined")).unwrap()),
        [""; 0]
    );
    let told = place::disconnect(&mut campaign, &way("identity.otherwise")).unwrap();
    assert_eq!(lines(&told), ["identity.otherwise -> nothing (was declined)"]);
    let error = place::disconnect(&mut campaign, &way("identity.otherwise")).unwrap_err();
    assert_eq!(error.to_string(), "`identity.otherwise` leads nowhere yet");
}

#[test]
fn a_step_that_is_removed_is_healed_over() {
    let mut campaign = funnel();
    let before = campaign.clone();
    place::add_step(&mut campaign, &id("terms"), page(), &after("welcome.next")).unwrap();
    let told = place::remove_step(&mut campaign, &id("terms"), true).unwrap();
    assert_eq!(lines(&told), ["welcome.next -> identity (was terms)"]);
    assert_eq!(campaign, before);
    let told = place::remove_step(&mut campaign, &id("welcome"), true).unwrap();
    assert_eq!(lines(&told), ["entry -> identity (was welcome)"]);
    let told = place::remove_step(&mut campaign, &id("identity"), false).unwrap();
    assert_eq!(lines(&told), ["entry -> nothing (was identity)"]);
}

#[test]
fn mappings_are_known_fields_from_known_captures() {
    let mut campaign = funnel();
    let mut model = DataModel::default();
    model.fields.insert(FieldId::new("first_name").unwrap(), Field::new(FieldType::Text));
    let parse = |text: &str| mappings::parse(text).unwrap();
    let told =
        mappings::add(&mut campaign, &model, &id("identity"), &[parse("first_name=document.first_name")])
            .unwrap();
    assert_eq!(lines(&told), ["first_name <- document.first_name"]);
    let wrong = [
        ("frst_name=document.first_name", "identity", Some("first_name")),
        ("first_name=document.frst_name", "identity", Some("document.first_name")),
        ("first_name=document.first_name", "identiy", Some("identity")),
        ("first_name=document.first_name", "welcome", None),
    ];
    let before = campaign.clone();
    for (mapping, step, nearest) in wrong {
        let error = mappings::add(&mut campaign, &model, &id(step), &[parse(mapping)]).unwrap_err();
        assert_eq!(error.nearest(), nearest, "{error}");
    }
    assert_eq!(campaign, before);
    assert!(mappings::parse("first_name").is_err());
    let fields = [FieldId::new("first_name").unwrap()];
    assert_eq!(
        lines(&mappings::remove(&mut campaign, &id("identity"), &fields).unwrap()),
        ["first_name <- nothing (was document.first_name)"]
    );
}

#[test]
fn countries_and_documents_are_understood_in_many_spellings() {
    for text in ["URY", "uy", "Uruguay"] {
        assert_eq!(values::country(text).unwrap(), "URY", "{text}");
    }
    assert_eq!(values::country("Urugay").unwrap_err().nearest(), Some("URY"));
    assert_eq!(values::document("ID_CARD").unwrap(), "id-card");
    assert_eq!(values::document("pasport").unwrap_err().nearest(), Some("passport"));
}
