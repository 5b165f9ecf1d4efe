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

    /// Makes sure that the backend comes to know what it should about this customer, and nothing else. Pictures are fetched
    /// after the customer has gone on.
    pub(super) async fn look_up(&self, stage: &mut Stage) -> Result<Told> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let (told, differences) = self.compare(stage).await?;
            if differences.is_empty() {
                return Ok(told);
            }
            if Instant::now() >= deadline {
                let mut error =
                    Error::failed(format!("what is known about {} is not as expected", self.role.name));
                error.causes = differences;
                return Err(error);
            }
            sleep(LOOK).await;
        }
    }

    /// What is known, and what of it is not as it should be.
    async fn compare(&self, stage: &mut Stage) -> Result<(Told, Vec<String>)> {
        let Role { name, step, result, fields: expected, pictures, .. } = self.role;
        let id = self.session()?;
        let sessions: Vec<SessionRow> = stage.ask(&["session", "list"], "sessions").await?;
        let missing = || Error::failed(format!("the session of {name} is not listed"));
        let row = sessions.into_iter().find(|row| row.id == id).ok_or_else(missing)?;
        let record: Record = stage.ask(&["customer", "show", &row.customer, "--reveal"], "customer").await?;
        let mut fields: Vec<(&str, &str)> =
            record.fields.iter().map(|field| (field.field.as_str(), field.value.as_str())).collect();
        fields.sort_unstable();

        let mut differences = Vec::new();
        if row.step != *step || row.result.as_deref() != *result {
            let ended = |result: Option<&str>| result.map_or_else(|| "open".to_owned(), str::to_owned);
            let (now, then) = (ended(row.result.as_deref()), ended(*result));
            differences.push(format!("the session is at {} ({now}) instead of {step} ({then})", row.step));
        }
        if fields != *expected {
            differences.push(format!("the fields are {fields:?} instead of {expected:?}"));
        }
        if record.images.len() != *pictures {
            differences.push(format!("there are {} pictures instead of {pictures}", record.images.len()));
        }
        let told = Told {
            name,
            session: row.id,
            customer: row.customer,
            step: row.step,
            result: row.result,
            fields: record.fields.len(),
            pictures: record.images.len(),
        };
        Ok((told, differences))
    }
}
