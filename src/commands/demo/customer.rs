//! The scripted customers: each goes through the funnel in a browser of their own.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::time::{Instant, sleep};
use url::Url;

use super::browser::{Browser, Opened};
use super::script::Role;
use super::stage::{Addresses, Stage};
use crate::error::{Error, Result};

/// How long a customer goes on.
const PATIENCE: Duration = Duration::from_mins(1);
/// How long they look at a page that goes on by itself.
const LOOK: Duration = Duration::from_millis(200);

/// A customer on their way.
pub(super) struct Customer {
    pub(super) role: &'static Role,
    browser: Browser,
    /// The page of their session, once there is one.
    session: Option<Url>,
}

/// What is known about a customer in the end.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    pub(super) name: &'static str,
    pub(super) session: String,
    pub(super) customer: String,
    pub(super) step: String,
    pub(super) result: Option<String>,
    pub(super) fields: usize,
    pub(super) pictures: usize,
}

/// A session, as `session list` tells it.
#[derive(Deserialize)]
struct SessionRow {
    id: String,
    customer: String,
    step: String,
    result: Option<String>,
}

/// A customer's record, as `customer show` tells it.
#[derive(Deserialize)]
struct Record {
    fields: Vec<Field>,
    images: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Field {
    field: String,
    value: String,
}

impl Customer {
    pub(super) fn new(role: &'static Role) -> Result<Self> {
        Ok(Self { role, browser: Browser::new()?, session: None })
    }

    /// Goes from page to page until the one that the role arrives at. `seen` hears of every page.
    pub(super) async fn walk(
        &mut self,
        addresses: &Addresses,
        entry: Url,
        mut seen: impl FnMut(&str) -> Result<()>,
    ) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        let mut opened = self.browser.open(entry).await?;
        let mut last = String::new();
        loop {
            if opened.url.origin() == addresses.public.origin() && opened.url.path().starts_with("/s/") {
                let mut session = opened.url.clone();
                session.set_query(None);
                self.session = Some(session);
            }
            if opened.page.heading != last {
                let place = if opened.url.origin() == addresses.sandbox.origin() { "sandbox: " } else { "" };
                seen(&format!("{place}{}", opened.page.heading))?;
                last.clone_from(&opened.page.heading);
            }
            if opened.page.heading == self.role.arrives {
                return Ok(());
            }
            if Instant::now() >= deadline {
                return Err(self.astray(&opened));
            }
            opened = self.go_on(&opened).await?;
        }
    }

    /// Does what there is to do on a page.
    async fn go_on(&mut self, opened: &Opened) -> Result<Opened> {
        if let Some(form) = &opened.page.form {
            return self.browser.send(opened, form, self.role.answers).await;
        }
        let Some(next) = &opened.page.refresh else { return Err(self.astray(opened)) };
        let next = opened.at(next)?;
        if next.origin() == opened.url.origin() {
            sleep(LOOK).await;
        }
        self.browser.open(next).await
    }

    fn astray(&self, opened: &Opened) -> Error {
        let Role { name, arrives, .. } = self.role;
        Error::failed(format!(
            "{name} should have come to the page `{arrives}`, and is at `{}`",
            opened.page.heading
        ))
    }

    /// Comes back later, and finds what a clerk decided.
    pub(super) async fn come_back(&mut self, expected: &str) -> Result<()> {
        let opened = self.browser.open(self.page()?).await?;
        if opened.page.heading != expected {
            return Err(self
                .astray(&opened)
                .cause(format!("after the review, the page should have been `{expected}`")));
        }
        Ok(())
    }

    fn page(&self) -> Result<Url> {
        self.session.clone().ok_or_else(|| Error::failed(format!("{} has no session", self.role.name)))
    }

    /// The session's id.
    pub(super) fn session(&self) -> Result<String> {
        let page = self.page()?;
        Ok(page.path().trim_start_matches("/s/").to_owned())
    }

    /// Makes sure that the backend knows what it should about this customer, and nothing else.
    pub(super) async fn look_up(&self, stage: &mut Stage) -> Result<Told> {
        let id = self.session()?;
        let sessions: Vec<SessionRow> = stage.ask(&["session", "list"], "sessions").await?;
        let missing = || Error::failed(format!("the session of {} is not listed", self.role.name));
        let row = sessions.into_iter().find(|row| row.id == id).ok_or_else(missing)?;
        let record: Record = stage.ask(&["customer", "show", &row.customer, "--reveal"], "customer").await?;
        let mut fields: Vec<(&str, &str)> =
            record.fields.iter().map(|field| (field.field.as_str(), field.value.as_str())).collect();
        fields.sort_unstable();
        let Role { name, step, result, fields: expected, pictures, .. } = self.role;
        let differs = |what: &str| Err(Error::failed(format!("{what} of {name} are not as expected")));
        if row.step != *step || row.result.as_deref() != *result {
            let found = format!("it is at `{}`, with the result {:?}", row.step, row.result);
            return Err(Error::failed(format!("the session of {name} is not as expected")).cause(found));
        }
        if fields != *expected {
            return differs("the fields");
        }
        if record.images.len() != *pictures {
            return differs("the pictures")
                .map_err(|error| error.cause(format!("there are {}", record.images.len())));
        }
        Ok(Told {
            name,
            session: row.id,
            customer: row.customer,
            step: row.step,
            result: row.result,
            fields: record.fields.len(),
            pictures: record.images.len(),
        })
    }
}
