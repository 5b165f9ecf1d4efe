//! Texts of campaigns as HTML: Markdown in which nothing can do harm.

use model::placeholders::fill;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeStream, html};

/// The HTML of a Markdown text. Raw HTML is dropped, links lead to `http`, `https` and `mailto` only, pictures are left
/// to their description. `{{field}}` in running text stands for what `value` gives: put in as text after the Markdown
/// was read, so a value can be neither markup nor Markdown.
pub(super) fn render(markdown: &str, value: &dyn Fn(&str) -> Option<String>) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut links = Vec::new();
    let events = TextMergeStream::new(Parser::new_ext(markdown, options)).filter_map(|event| match event {
        Event::Html(_)
        | Event::InlineHtml(_)
        | Event::Start(Tag::HtmlBlock | Tag::Image { .. })
        | Event::End(TagEnd::HtmlBlock | TagEnd::Image) => None,
        Event::Start(Tag::Link { ref dest_url, .. }) => {
            let harmless = leads_outside(dest_url);
            links.push(harmless);
            harmless.then_some(event)
        }
        Event::End(TagEnd::Link) => links.pop().unwrap_or(false).then_some(event),
        // The page has its own heading of the first level.
        Event::Start(Tag::Heading { level: HeadingLevel::H1, id, classes, attrs }) => {
            Some(Event::Start(Tag::Heading { level: HeadingLevel::H2, id, classes, attrs }))
        }
        Event::End(TagEnd::Heading(HeadingLevel::H1)) => Some(Event::End(TagEnd::Heading(HeadingLevel::H2))),
        Event::Text(text) => Some(Event::Text(fill(&text, value).into())),
        Event::Code(text) => Some(Event::Code(fill(&text, value).into())),
        other => Some(other),
    });
    let mut html = String::with_capacity(markdown.len() * 2);
    html::push_html(&mut html, events);
    html
}

/// Whether an address is one that a customer may be led to.
pub(super) fn leads_outside(address: &str) -> bool {
    url::Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https" | "mailto"))
}

#[cfg(test)]
mod tests {
    use super::render;

    fn html(markdown: &str) -> String {
        render(markdown, &|name| (name == "first_name").then(|| "<b>*Ana*</b> & co".to_owned()))
    }

    #[test]
    fn markdown_is_rendered_and_values_are_text() {
        let table = [
            ("Hello *you*.", "<p>Hello <em>you</em>.</p>\n"),
            ("# Top\n\n## Below", "<h2>Top</h2>\n<h2>Below</h2>\n"),
            ("Hi {{first_name}}!", "<p>Hi &lt;b&gt;*Ana*&lt;/b&gt; &amp; co!</p>\n"),
            ("Hi {{ first_name }}", "<p>Hi &lt;b&gt;*Ana*&lt;/b&gt; &amp; co</p>\n"),
            ("`{{first_name}}`", "<p><code>&lt;b&gt;*Ana*&lt;/b&gt; &amp; co</code></p>\n"),
            ("a {{unknown}} b {{not closed", "<p>a  b {{not closed</p>\n"),
            ("{{Not A Name}}", "<p>{{Not A Name}}</p>\n"),
            ("[us](https://acme.example/a)", "<p><a href=\"https://acme.example/a\">us</a></p>\n"),
            ("[mail](mailto:a@acme.example)", "<p><a href=\"mailto:a@acme.example\">mail</a></p>\n"),
        ];
        for (markdown, expected) in table {
            assert_eq!(html(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn nothing_harmful_comes_through() {
        let table = [
            ("<script>alert(1)</script>", ""),
            ("a <img src=x onerror=alert(1)> b", "<p>a  b</p>\n"),
            ("[x](javascript:alert(1))", "<p>x</p>\n"),
            ("<javascript:alert(1)>", "<p>javascript:alert(1)</p>\n"),
            ("[x](/s/other) [y](data:text/html,hi) [z](//evil.example)", "<p>x y z</p>\n"),
            ("![seen](https://evil.example/pixel.png)", "<p>seen</p>\n"),
            (
                "[a](https://a.example \"x\\\" onmouseover=\\\"y\")",
                "<p><a href=\"https://a.example\" title=\"x&quot; onmouseover=&quot;y\">a</a></p>\n",
            ),
        ];
        for (markdown, expected) in table {
            assert_eq!(html(markdown), expected, "{markdown}");
        }
    }
}
