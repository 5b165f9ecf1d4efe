//! What was played, as a case of a test.

use jiff::Timestamp;
use model::funnel_test::{Case, Expect, FunnelTest};
use model::{CampaignSlug, CaseId, FieldId, Level, ResourceName, TestName, Value, Workspace};
use workspace::Root;

use super::Played;
use crate::context::{ChosenEnv, Context};
use crate::edit::{Done, edit, edit_error};
use crate::error::{Error, Result};

/// Where to write a case, found out before anything is played.
pub(super) struct Plan {
    test: TestName,
    /// What the file says already, or will.
    file: FunnelTest,
}

impl Plan {
    /// # Errors
    /// The file is about another campaign, environment or time.
    pub(super) fn of(
        context: &Context,
        root: &Root,
        workspace: &Workspace,
        slug: &CampaignSlug,
        test: TestName,
        now: Option<Timestamp>,
    ) -> Result<Self> {
        let loaded = root.load_only(Some(&workspace.env), &[ResourceName::Test(test.clone())]);
        if loaded.diagnostics.iter().any(|finding| finding.level == Level::Error) {
            return Err(context.unreadable(
                format!("tests/{test}.toml cannot be read"),
                loaded.diagnostics,
                &loaded.sources,
            ));
        }
        let env = match context.chosen_env()? {
            ChosenEnv::Typed(env) => Some(env),
            ChosenEnv::Variable(_) | ChosenEnv::Default => None,
        };
        let there = loaded.tests().find(|(name, _)| **name == test).map(|(_, file)| file.clone());
        let Some(file) = there else {
            let file = FunnelTest { env, now, ..FunnelTest::new(slug.clone()) };
            return Ok(Self { test, file });
        };
        let refused =
            |what: &str, has: String| Error::usage(format!("tests/{test}.toml is about {what} {has}"));
        if file.campaign != *slug {
            return Err(
                refused("the campaign", file.campaign.to_string()).hint("pass another name with --save")
            );
        }
        match &file.env {
            Some(env) if *env != workspace.env => {
                return Err(refused("the environment", env.to_string()).hint(format!("pass --env {env}")));
            }
            None if env.is_some() => {
                return Err(refused("the environment", "in force, whichever that is".to_owned())
                    .hint("leave --env out, or pass another name with --save"));
            }
            _ => {}
        }
        if let Some(now) = now.filter(|now| *now != file.starts_at()) {
            return Err(refused("the time", file.starts_at().to_string())
                .hint(format!("leave --now {now} out, or pass another name with --save")));
        }
        Ok(Self { test, file })
    }

    /// The clock at the beginning.
    pub(super) fn now(&self) -> Timestamp {
        self.file.starts_at()
    }

    /// Writes the case.
    pub(super) fn write(
        self,
        context: &mut Context,
        played: &Played<'_>,
        case: Option<CaseId>,
        title: Option<String>,
        dry_run: bool,
    ) -> Result {
        let Self { test, file: fresh } = self;
        if !context.ui.json() {
            super::tell::end(&mut context.ui, played)?;
        }
        edit(context, dry_run, |context, edit, _| {
            let there = edit.test(&test).map_err(|error| edit_error(context, error))?;
            let mut file = there.unwrap_or(fresh);
            let id = match case {
                Some(id) if file.cases.contains_key(&id) => {
                    return Err(Error::usage(format!("tests/{test}.toml has a case `{id}` already"))
                        .hint("pass another id with --case"));
                }
                Some(id) => id,
                None => free_id(&file, played),
            };
            let plays = played.scenes.iter().map(|(play, _)| play.clone()).collect();
            file.cases.insert(id.clone(), Case { title, play: plays, expect: expected(played) });
            edit.put_test(&test, &file).map_err(|error| edit_error(context, error))?;
            Ok(Done::line(format!("wrote what was played as the case {id} of tests/{test}.toml"))
                .hint(format!("`campaignctl test {test}` runs it")))
        })
    }
}

/// An id that no case has yet, made from where the session stands.
fn free_id(file: &FunnelTest, played: &Played<'_>) -> CaseId {
    let at = played.playing.state().step().as_str();
    let word = if played.playing.ended().is_some() { "ends_at" } else { "gets_to" };
    let ids = (1_usize..).filter_map(|number| {
        let suffix = if number == 1 { String::new() } else { format!("_{number}") };
        // An id has at most 63 characters, each of one byte.
        let room = 63 - word.len() - 1 - suffix.len();
        CaseId::new(&format!("{word}_{}{suffix}", &at[..at.len().min(room)])).ok()
    });
    let mut free = ids.filter(|id| !file.cases.contains_key(id));
    free.next().expect("there are more numbers than cases")
}

/// What has come of it.
fn expected(played: &Played<'_>) -> Expect {
    let playing = &played.playing;
    let at = playing.state().step().clone();
    let ended = playing.ended();
    let model = playing.funnel().data_model;
    // Of a password nothing is kept that could be compared.
    let is_comparable = |field: &FieldId, value: &Value| {
        model
            .fields
            .get(field)
            .is_some_and(|field| Value::parse(field, &value.to_string()).as_ref() == Ok(value))
            && !matches!(value, Value::PasswordHash(_))
    };
    let fields = playing.state().values().iter().filter(|(field, value)| is_comparable(field, value));
    Expect {
        end: ended.is_some().then(|| at.clone()),
        result: ended,
        at: ended.is_none().then_some(at),
        path: Some(playing.path().iter().map(|passed| passed.step.clone()).collect()),
        fields: fields.map(|(field, value)| (field.clone(), value.to_string())).collect(),
        unset: Vec::new(),
    }
}
