//! As much of a page as a customer without a browser needs: its heading, its form, and where it goes on by itself.

/// What a page holds for the one who reads it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Page {
    /// The text of the first `<h1>`.
    pub(super) heading: String,
    /// Its form.
    pub(super) form: Option<Form>,
    /// Where it goes on by itself.
    pub(super) refresh: Option<String>,
}

/// A form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Form {
    /// Where it is sent.
    pub(super) action: String,
    hidden: Vec<(String, String)>,
    controls: Vec<Control>,
}

/// Something to choose or to enter: buttons and choices of one name are one control.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Control {
    name: String,
    /// The values to choose from; none where any text may be entered.
    offered: Vec<String>,
}

impl Form {
    /// What is sent when these answers are given. Errors: an answer that the form does not offer, as a phrase.
    pub(super) fn filled(&self, answers: &[(&str, &str)]) -> Result<Vec<(String, String)>, String> {
        let mut sent = self.hidden.clone();
        for control in &self.controls {
            let Some((name, value)) = answers.iter().find(|(name, _)| control.name == *name) else {
                continue;
            };
            if !control.offered.is_empty() && !control.offered.iter().any(|offered| offered == value) {
                return Err(format!("the page offers no `{value}` for `{name}`"));
            }
            sent.push(((*name).to_owned(), (*value).to_owned()));
        }
        Ok(sent)
    }

    fn offer(&mut self, name: &str, value: Option<String>) {
        let place = self.controls.iter().position(|control| control.name == name).unwrap_or_else(|| {
            self.controls.push(Control { name: name.to_owned(), offered: Vec::new() });
            self.controls.len() - 1
        });
        self.controls[place].offered.extend(value);
    }
}

/// Reads a page.
pub(super) fn read(html: &str) -> Page {
    let mut page = Page::default();
    let mut form: Option<Form> = None;
    let mut select: Option<String> = None;
    let mut rest = html;
    while let Some((tag, after)) = Tag::next(rest) {
        rest = after;
        match (tag.name, &mut form) {
            ("h1", _) if page.heading.is_empty() => page.heading = text_before(rest, "</h1>"),
            ("meta", _) if tag.get("http-equiv").as_deref() == Some("refresh") => {
                page.refresh = refresh(&tag);
            }
            ("form", _) => {
                form = Some(Form { action: tag.get("action").unwrap_or_default(), ..Form::default() });
            }
            ("/form", Some(_)) => page.form = form.take(),
            ("input", Some(form)) => {
                let (name, value) = (tag.get("name").unwrap_or_default(), tag.get("value"));
                match tag.get("type").as_deref() {
                    Some("hidden") => form.hidden.push((name, value.unwrap_or_default())),
                    Some("radio" | "checkbox" | "submit") => form.offer(&name, value),
                    _ => form.offer(&name, None),
                }
            }
            ("button", Some(form)) => {
                if let Some(name) = tag.get("name") {
                    form.offer(&name, tag.get("value"));
                }
            }
            ("textarea", Some(form)) => form.offer(&tag.get("name").unwrap_or_default(), None),
            ("select", _) => select = tag.get("name"),
            ("/select", _) => select = None,
            ("option", Some(form)) => {
                if let Some(name) = &select {
                    form.offer(name, tag.get("value"));
                }
            }
            _ => {}
        }
    }
    page
}

/// The address in `content="3; url=/s/1"`.
fn refresh(tag: &Tag<'_>) -> Option<String> {
    let content = tag.get("content")?;
    let (_, url) = content.split_once("url=")?;
    Some(url.trim().to_owned())
}

fn text_before(html: &str, end: &str) -> String {
    let text = html.split_once(end).map_or("", |(text, _)| text);
    unescaped(text.trim())
}

/// A tag: `<name key="value">`; the name of one that closes begins with a slash.
struct Tag<'a> {
    name: &'a str,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// The first tag, and the text after it.
    fn next(html: &'a str) -> Option<(Self, &'a str)> {
        let begin = html.find('<')? + 1;
        let inside = &html[begin..];
        let end = end_of_tag(inside)?;
        let (tag, after) = (&inside[..end], &inside[end + 1..]);
        let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        Some((Self { name, attributes }, after))
    }

    fn get(&self, wanted: &str) -> Option<String> {
        let mut rest = self.attributes.trim_start();
        while !rest.is_empty() {
            let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
            let name = &rest[..end];
            rest = &rest[end..];
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                (value, rest) = match after.strip_prefix('"') {
                    Some(quoted) => quoted.split_once('"')?,
                    None => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
                };
            }
            if name == wanted {
                return Some(unescaped(value));
            }
            rest = rest.trim_start();
        }
        None
    }
}

/// Where a tag ends: at the first `>` outside of quotes.
fn end_of_tag(inside: &str) -> Option<usize> {
    let mut quoted = false;
    inside.char_indices().find_map(|(place, c)| {
        if c == '"' {
            quoted = !quoted;
        }
        (c == '>' && !quoted).then_some(place)
    })
}

fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let named = after.split_once(';').and_then(|(name, after)| Some((character(name)?, after)));
        let (character, after) = named.unwrap_or(('&', after));
        plain.push(character);
        rest = after;
    }
    plain.push_str(rest);
    plain
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        _ => char::from_u32(name.strip_prefix('#')?.parse().ok()?),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    const PAGE: &str = r#"<!doctype html><title>x</title>
        <meta http-equiv="refresh" content="3; url=/s/1?a=1&amp;b=2">
        <h1>Ana &#38; Co</h1><h1>not this</h1>
        <form method="post" action="/s/1" novalidate>
        <input type="hidden" name="_step" value="a&#34;b">
        <select id="c" name="country" required><option value="">Please choose</option><option value="URY">x &gt; y</option></select>
        <input type="radio" name="document" value="passport" required>
        <input type="radio" name="document" value="visa" required>
        <button name="outcome" value="approved" class="main">Approved</button>
        <button type="submit">Go</button>
        </form>"#;

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn a_page_says_what_there_is_to_do() {
        let page = read(PAGE);
        assert_eq!(page.heading, "Ana & Co");
        assert_eq!(page.refresh.as_deref(), Some("/s/1?a=1&b=2"));
        let form = page.form.unwrap();
        assert_eq!(form.action, "/s/1");
        let sent = form.filled(&[("document", "visa"), ("country", "URY"), ("elsewhere", "x")]).unwrap();
        assert_eq!(sent, [pair("_step", "a\"b"), pair("country", "URY"), pair("document", "visa")]);
    }

    #[test]
    fn only_what_a_form_offers_can_be_answered() {
        let form = read(PAGE).form.unwrap();
        assert_eq!(
            form.filled(&[("outcome", "rejected")]).unwrap_err(),
            "the page offers no `rejected` for `outcome`"
        );
    }
}
