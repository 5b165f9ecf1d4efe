//! The pages as a browser gets them.

use backend::storage::SessionRow;
use model::step::EndResult;
use reqwest::Method;
use serde_json::{Value, json};

use super::browser::{Browser, Shown, client};
use super::page_of;
use super::world::{World, onboarding};

const HOSTILE: &str = "\"><script>alert('x')</script>{{nickname}}";

/// A page with fields of all kinds, then one that shows what was entered.
fn form() -> Value {
    json!({
        "title": format!("Campaign {HOSTILE}"),
        "entry": "about",
        "step": {
            "about": {
                "kind": "page",
                "title": "About you",
                "body": "# Hello\n\n<b>raw</b> [bad](javascript:alert(1)) [good](https://acme.example/)",
                "fields": [
                    { "field": "nickname", "required": true, "help": format!("Up to 12. {HOSTILE}") },
                    { "field": "email" },
                    { "field": "news", "label": format!("News? {HOSTILE}") },
                    { "field": "home" },
                    { "field": "birth_date" },
                ],
                "submit-label": "Go on",
                "allow-dismiss": true,
                "on": { "next": "check", "dismissed": "bye" },
            },
            "check": {
                "kind": "page",
                "title": "Right, {{nickname}}?",
                "body": "You are **{{nickname}}** from {{home}}.",
                "fields": [{ "field": "nickname", "read-only": true }],
                "on": { "next": "done" },
            },
            "done": { "kind": "end", "result": "completed", "message": "All *done*.", "redirect-url": "https://acme.example/" },
            "bye": { "kind": "end", "result": "abandoned", "redirect-url": "javascript:alert(1)" },
        },
    })
}

fn is_safe(shown: &Shown) {
    let policy = shown.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'self'"), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'") && policy.contains("form-action 'self'"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("script-src"), "{policy}");
    assert_eq!(shown.header("x-content-type-options"), "nosniff");
    assert_eq!(shown.header("referrer-policy"), "same-origin");
    assert_eq!(shown.header("cache-control"), "no-store");
    for bad in ["<script", "javascript:", "style=", "onerror", " onclick"] {
        let html = shown.html.replace("&#60;script", "");
        assert!(!html.contains(bad), "{bad} in {html}");
    }
}

#[tokio::test]
async fn every_page_is_safe_and_looks_after_its_style() {
    let (world, _) = World::scripted(form()).await;
    let mut browser = world.browser();
    let about = browser.get("/c/onboarding").await;
    let sent = [("nickname", "<i>*Ann*</i>"), ("home", "URY")];
    let check = browser.submit(&about, &sent).await;
    let done = browser.submit(&check, &[]).await;
    let missing = browser.get("/c/nothing").await;
    let strange = browser.get("/nowhere").await;
    assert_eq!((missing.status.as_u16(), strange.status.as_u16()), (404, 404));
    for shown in [&about, &check, &done, &missing, &strange] {
        is_safe(shown);
        assert!(shown.html.contains("<html lang=\"en\">") && shown.html.contains("name=\"viewport\""));
    }
    assert!(about.html.contains("Campaign &#34;&#62;&#60;script&#62;"), "{}", about.html);
    assert!(about.html.contains("<h2>Hello</h2>") && !about.html.contains("<b>raw"), "{}", about.html);
    assert!(check.html.contains("<strong>&lt;i&gt;*Ann*&lt;/i&gt;</strong> from URY"), "{}", check.html);
    assert_eq!(check.title(), "Right, <i>*Ann*</i>?");
    assert!(done.html.contains("All <em>done</em>.") && done.html.contains("href=\"https://acme.example/\""));

    let sheets: Vec<_> = about.html.split("<link rel=\"stylesheet\" href=\"").skip(1).collect();
    assert_eq!(sheets.len(), 2);
    for sheet in sheets {
        let css = browser.get(sheet.split('"').next().unwrap()).await;
        assert_eq!(css.status, 200);
        assert_eq!(css.header("content-type"), "text/css; charset=utf-8");
        assert!(css.header("cache-control").contains("immutable"));
    }
    let color = browser.get("/assets/primary-0B5FFF.css").await;
    assert!(color.html.contains("--primary: #0B5FFF; --on-primary: #FFFFFF"), "{}", color.html);
    assert_eq!(browser.get("/assets/other.css").await.status, 404);
    assert_eq!(browser.get("/healthz").await.html, "ok\n");
}

#[tokio::test]
async fn what_does_not_fit_is_told_field_by_field_and_nothing_is_lost() {
    let (world, _) = World::scripted(form()).await;
    let mut browser = world.browser();
    let about = browser.get("/c/onboarding").await;
    let sent = [
        ("nickname", "much too long for this"),
        ("email", "not \"an\" address"),
        ("news", "yes"),
        ("birth_date", "30.02.1990"),
    ];
    let corrected = browser.submit(&about, &sent).await;
    assert_eq!(corrected.status, 422);
    is_safe(&corrected);
    assert!(world.storage().sessions(5).await.unwrap().is_empty(), "nothing was begun");
    for part in [
        "role=\"alert\"",
        "<a href=\"#field-nickname\">Nickname</a>: Please enter at most 12 characters.",
        "id=\"field-nickname-problem\"",
        "value=\"much too long for this\" required aria-invalid=\"true\" \
         aria-describedby=\"field-nickname-problem field-nickname-help\"",
        "value=\"not &#34;an&#34; address\"",
        "<input type=\"radio\" name=\"news\" value=\"yes\" checked>",
        "Please enter a date such as 1990-05-17.",
    ] {
        assert!(corrected.html.contains(part), "{part} is not in {}", corrected.html);
    }

    // What is right now is taken; the same on the session's own page.
    let sent =
        [("nickname", " Ann "), ("email", ""), ("news", "no"), ("birth_date", "1990-05-17"), ("home", "ARG")];
    let check = browser.submit(&corrected, &sent).await;
    assert_eq!(check.title(), "Right, Ann?");
    let fields = world.fields().await;
    let expected = [("birth_date", "1990-05-17"), ("home", "ARG"), ("news", "no"), ("nickname", "Ann")];
    assert_eq!(fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn looking_begins_nothing_and_sending_twice_does_it_once() {
    let (world, _) = World::scripted(form()).await;
    let mut browser = world.browser();
    for _ in 0..3 {
        browser.get("/c/onboarding").await;
    }
    assert!(browser.cookies.is_empty());
    assert!(world.storage().sessions(5).await.unwrap().is_empty());
    let about = browser.get("/c/onboarding").await;
    let mut twice = browser.window();
    let sent = [("nickname", "Ann")];
    let (one, two) = tokio::join!(browser.submit(&about, &sent), twice.submit(&about, &sent));
    assert_eq!(page_of(&one), page_of(&two));
    let again = browser.submit(&about, &[("nickname", "Bob")]).await;
    assert_eq!(page_of(&again), page_of(&one), "the page was gone back to and sent once more");
    let session = world.session().await;
    assert_eq!((session.seq, session.step.as_str()), (2, "check"));
    assert_eq!(world.fields().await["nickname"], "Ann");

    let check = browser.get(&page_of(&one)).await;
    let mut twice = browser.window();
    let (one, two) = tokio::join!(browser.submit(&check, &[]), twice.submit(&check, &[]));
    assert_eq!(
        (one.title(), two.title()),
        ("Thank you, you are done".to_owned(), "Thank you, you are done".to_owned())
    );
    let late = browser.submit(&check, &[]).await;
    assert_eq!(late.title(), "Thank you, you are done");
    assert_eq!(world.session().await.seq, 3);
}

#[tokio::test]
async fn a_customer_comes_back_to_their_session_and_strangers_do_not_get_in() {
    let (world, _) = World::scripted(form()).await;
    let mut browser = world.browser();
    let about = browser.get("/c/onboarding").await;
    let check = browser.submit(&about, &[("nickname", "Ann")]).await;
    let again = browser.get("/c/onboarding").await;
    assert_eq!(page_of(&again), page_of(&check));
    for cookie in browser.cookies.keys() {
        assert!(cookie.0.starts_with("/s/") || cookie.0 == "/c/onboarding", "{cookie:?}");
    }

    let path = page_of(&check);
    let mut stranger = world.browser();
    assert_eq!(stranger.get(&path).await.status, 404);
    let mut guessing = world.browser();
    guessing.cookies.insert((path.clone(), "session".to_owned()), "A".repeat(43));
    assert_eq!(guessing.get(&path).await.status, 404);
    let shown = guessing.send(Method::POST, &path, Some(&check.form(&[]))).await;
    assert_eq!(shown.status, 404);
    let unknown = browser.get("/s/00000000-0000-0000-0000-000000000000").await;
    assert_eq!(
        (unknown.status.as_u16(), unknown.title().as_str()),
        (404, "This visit cannot be continued here")
    );

    // Another site sends the customer's browser here with a form.
    let cookie =
        browser.cookies.iter().find(|((at, _), _)| *at == path).map(|(_, value)| value.clone()).unwrap();
    let foreign = client()
        .post(format!("{}{path}", world.base))
        .header("origin", "https://evil.example")
        .header("cookie", format!("session={cookie}"))
        .form(&check.form(&[]))
        .send()
        .await
        .unwrap();
    assert_eq!(foreign.status(), 403);
    assert_eq!(world.session().await.step.as_str(), "check");

    // At the end a new visit is a new session.
    browser.submit(&check, &[]).await;
    assert_eq!(browser.get("/c/onboarding").await.title(), "About you");
}

#[tokio::test]
async fn a_customer_may_leave_where_the_page_allows_it() {
    let (world, _) = World::scripted(form()).await;
    let mut browser = world.browser();
    let about = browser.get("/c/onboarding").await;
    assert!(about.html.contains("name=\"_dismiss\"") && about.html.contains(">Go on</button>"));
    let bye = browser.submit(&about, &[("_dismiss", "yes")]).await;
    assert_eq!(bye.title(), "Goodbye");
    assert!(!bye.html.contains("javascript"));
    let session: SessionRow = world.session().await;
    assert_eq!(session.result, Some(EndResult::Abandoned));
}

#[tokio::test]
async fn the_consent_asks_for_the_country_and_says_what_happens() {
    let (world, provider) = World::scripted(onboarding()).await;
    let mut browser: Browser = world.browser();
    let welcome = browser.get("/c/onboarding").await;
    let consent = browser.submit(&welcome, &[]).await;
    for part in [
        "<li>Passport</li>",
        "<li>Identity card</li>",
        "issued by Uruguay",
        "biometric data",
        "I agree, continue",
    ] {
        assert!(consent.html.contains(part), "{part} is not in {}", consent.html);
    }
    let asked = browser.submit(&consent, &[("_country", "Atlantis")]).await;
    assert_eq!(asked.status, 422);
    assert!(asked.html.contains("aria-describedby=\"country-problem\""), "{}", asked.html);
    assert_eq!(provider.started(), 0);
    let leaving = browser.submit(&asked, &[("_country", "XKX")]).await;
    is_safe(&leaving);
    assert_eq!(provider.last_start().consent.unwrap().country.alpha3(), "XKX");
    assert!(leaving.html.contains("rel=\"noreferrer\""));
}

/// The opening tags of elements of this name.
fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    html.split('<').filter(|tag| tag.split([' ', '>']).next() == Some(name)).collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

#[tokio::test]
async fn pages_need_neither_a_script_nor_a_mouse() {
    let (forms, _) = World::scripted(form()).await;
    let (tour, _) = World::scripted(onboarding()).await;
    let about = forms.browser().get("/c/onboarding").await;
    let mut browser = forms.browser();
    let corrected = browser.submit(&browser.window().get("/c/onboarding").await, &[]).await;
    let mut browser = tour.browser();
    let welcome = browser.get("/c/onboarding").await;
    let consent = browser.submit(&welcome, &[]).await;
    let leaving = browser.submit(&consent, &[("_country", "URY")]).await;
    let waiting = browser.get(&page_of(&leaving)).await;
    assert_eq!(corrected.status, 422);
    for shown in [&about, &corrected, &welcome, &consent] {
        let html = &shown.html;
        for form in tags(html, "form") {
            assert_eq!(attribute(form, "method"), Some("post"), "{form}");
        }
        assert!(tags(html, "button").iter().any(|tag| attribute(tag, "type") == Some("submit")), "{html}");
        for control in ["input", "select", "textarea"].iter().flat_map(|name| tags(html, name)) {
            let kind = attribute(control, "type");
            let label = attribute(control, "id").map(|id| format!("<label for=\"{id}\">"));
            let labelled = match kind {
                Some("hidden") => true,
                // A choice stands in its label, and the question above it in a legend.
                Some("radio") => html
                    .contains(&format!("<label class=\"choice\"><{}", control.trim_end_matches(['\n', ' ']))),
                _ => label.is_some_and(|label| html.contains(&label)),
            };
            assert!(labelled, "{control} in {html}");
        }
        assert_eq!(tags(html, "fieldset").len(), tags(html, "legend").len());
        for id in html
            .split(" aria-describedby=\"")
            .skip(1)
            .flat_map(|rest| rest.split('"').next().unwrap().split(' '))
        {
            assert!(html.contains(&format!(" id=\"{id}\"")), "{id} in {html}");
        }
    }
    for shown in [&about, &corrected, &welcome, &consent, &leaving, &waiting] {
        is_safe(shown);
        assert_eq!(tags(&shown.html, "h1").len(), 1);
        assert!(
            shown.html.contains("<a class=\"skip\" href=\"#main\">")
                && shown.html.contains("<main id=\"main\">")
        );
        for bad in ["tabindex", "<style", "autofocus", " on", "href=\"#\""] {
            let inside = shown.html.split('<').any(|tag| tag.split('>').next().unwrap().contains(bad));
            assert!(!inside, "{bad} in {}", shown.html);
        }
    }
    // Where a page goes on by itself, a link or a button goes there too.
    let next = leaving.refresh().unwrap();
    assert!(
        tags(&leaving.html, "a")
            .iter()
            .any(|tag| attribute(tag, "href").map(super::browser::unescape) == Some(next.clone()))
    );
    assert!(waiting.refresh().is_some());
}
