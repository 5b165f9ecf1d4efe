//! The page for people.

use serde_json::json;

use crate::support::{Answer, Fields, Server, options, person, server, with};

async fn page(server: &Server) -> Answer {
    server.open(&format!("{}/sandbox", server.base)).await
}

/// Sends a form of the page as a browser does.
async fn submit(server: &Server, path: &str, fields: &[(&str, &str)]) -> Answer {
    let post = server.http.post(format!("{}/sandbox/page/{path}", server.base)).form(fields);
    Answer::of(post.header("origin", &server.base).header("sec-fetch-site", "same-origin")).await
}

async fn done(server: &Server, path: &str, fields: &[(&str, &str)]) {
    let answer = submit(server, path, fields).await;
    assert_eq!(answer.status, 303, "{path}: {}", answer.text());
    let at: url::Url = format!("{}/sandbox/page/{path}", server.base).parse().unwrap();
    let back = at.join(answer.header("location")).unwrap();
    assert_eq!(back.path(), "/sandbox", "{path}");
}

#[tokio::test]
async fn everything_is_shown_and_nothing_of_it_runs() {
    let server = server(options()).await;
    let evil = with(
        person(),
        "customerInternalReference",
        r#"{"customerInternalReference":"<script>x</script>"}"#.into(),
    );
    let started = server.start(&evil).await;
    let answer = page(&server).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(answer.header("content-security-policy").contains("default-src 'none'"));
    assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"));
    let text = answer.text();
    assert!(!text.contains("<script"), "{text}");
    assert!(text.contains("&#60;script&#62;") && text.contains("not connected with Jumio"), "{text}");
    assert!(text.contains(&format!(r#"href="sandbox/page/transactions/{}""#, started.run)), "{text}");
    assert!(!text.contains(&started.token()), "what opens the customer's page is not shown");

    let one = server.open(&format!("{}/sandbox/page/transactions/{}", server.base, started.run)).await;
    assert!(one.text().contains("by sandbox-acme") && !one.text().contains("<script"), "{}", one.text());
    let style = server.open(&format!("{}/sandbox/page/page.css", server.base)).await;
    assert_eq!((style.status.as_u16(), style.header("content-type")), (200, "text/css; charset=utf-8"));
    assert_eq!(server.open(&format!("{}/sandbox/page/transactions/none", server.base)).await.status, 404);
}

#[tokio::test]
async fn forms_change_what_they_say() {
    let server = server(options()).await;
    done(&server, "clock", &[("minutes", "15")]).await;
    assert_eq!(server.sandbox.now().to_string(), "2024-03-04T10:30:30.234Z");

    let wish =
        [("name", "fraud"), ("finishes", "at-visit"), ("tenant", "sandbox-acme"), ("reference-prefix", "")];
    done(&server, "scenario", &wish).await;
    let active = serde_json::to_value(server.sandbox.active_scenarios()).unwrap();
    let expected = json!([{
        "name": "fraud", "scope": { "tenant": "sandbox-acme" }, "finishes": "at-visit", "given": 0,
    }]);
    assert_eq!(active, expected);
    assert!(page(&server).await.text().contains("fraud for sandbox-acme, at-visit, 0 given"));
    done(&server, "scenario/clear", &[]).await;
    assert!(server.sandbox.active_scenarios().is_empty());

    let wish =
        [("kind", "rate-limit"), ("calls", "account"), ("times", "3"), ("percent", ""), ("retry-after", "5")];
    done(&server, "faults", &wish).await;
    done(&server, "faults", &[("kind", "cut"), ("calls", "page")]).await;
    let text = page(&server).await.text();
    assert!(text.contains("rate-limit for account calls, Retry-After 5, 3 times; struck 0 so far"), "{text}");
    done(&server, "faults/clear", &[("id", "1")]).await;
    assert_eq!(server.sandbox.faults().len(), 1);
    done(&server, "faults/clear", &[]).await;
    assert!(server.sandbox.faults().is_empty());

    let wish =
        [("delay", "3"), ("copies", "2"), ("order", "reversed"), ("intermediate", "on"), ("retries", "1")];
    done(&server, "callbacks", &wish).await;
    let callbacks = server.sandbox.callbacks();
    assert_eq!((callbacks.delay.as_secs(), callbacks.copies, callbacks.retries), (3, 2, 1));
    assert!(callbacks.intermediate && !callbacks.drop);
    assert!(page(&server).await.text().contains("<option selected>reversed"));

    done(&server, "settings", &[("rate-limits", "on"), ("processing", "60")]).await;
    let settings = server.sandbox.settings();
    assert!(settings.rate_limits && !settings.strict_urls && settings.processing.as_secs() == 60);
    server.start(&person()).await;
    done(&server, "reset", &[("keep-settings", "on")]).await;
    assert!(server.sandbox.transactions().is_empty() && server.sandbox.settings().rate_limits);
    done(&server, "reset", &[]).await;
    assert!(!server.sandbox.settings().rate_limits);
}

#[tokio::test]
async fn a_transaction_is_finished_on_its_page() {
    let server = server(options()).await;
    let started = server.start(&person()).await;
    let path = format!("transactions/{}/finish", started.run);
    let wrong = submit(&server, &path, &[("outcome", "approved"), ("label", "SHINY")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("is no label of this workflow"), "{}", wrong.text());
    let answer =
        submit(&server, &path, &[("outcome", "approved"), ("label", "GLARE"), ("credential", "ID")]).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, &*format!("../{}", started.run)));
    let details = server.details(&started).await;
    assert_eq!(details["capabilities"]["usability"][0]["decision"]["details"]["label"], "GLARE");
    let one = server.open(&format!("{}/sandbox/page/transactions/{}", server.base, started.run)).await.text();
    assert!(one.contains("PROCESSED") && !one.contains("in place of the customer"), "{one}");
}

#[tokio::test]
async fn what_is_wrong_with_a_form_is_told() {
    let server = server(options()).await;
    let cases: [(&str, Fields<'_>, &str); 6] = [
        ("clock", &[("minutes", "soon")], "minutes must be a number"),
        ("clock", &[], "minutes are missing"),
        ("scenario", &[("name", "none")], "there is no scenario"),
        ("faults", &[("kind", "fire")], "kind must be one of those offered"),
        ("faults", &[("kind", "cut"), ("seconds", "1")], "seconds does not go with the kind cut"),
        ("callbacks", &[("copies", "500")], "copies: must be at most 100"),
    ];
    for (path, fields, what) in cases {
        let answer = submit(&server, path, fields).await;
        assert_eq!(answer.status, 422, "{path} {fields:?}");
        assert!(answer.text().contains(what), "{path} {fields:?}: {}", answer.text());
        assert!(answer.text().contains(r#"action="../page/clock""#), "its forms work from there, too");
    }
}

#[tokio::test]
async fn a_form_must_come_from_the_page() {
    let server = server(options()).await;
    let form = || server.http.post(format!("{}/sandbox/page/clock", server.base)).form(&[("minutes", "15")]);
    assert_eq!(Answer::of(form()).await.status, 403, "it does not say where it comes from");
    assert_eq!(Answer::of(form().header("origin", "https://evil.example")).await.status, 403);
    assert_eq!(Answer::of(form().header("origin", "null")).await.status, 403);
    assert_eq!(Answer::of(form().header("sec-fetch-site", "same-site")).await.status, 403);
    assert_eq!(Answer::of(form().header("origin", &server.base)).await.status, 303);
    assert_eq!(server.sandbox.now().to_string(), "2024-03-04T10:30:30.234Z");
}
