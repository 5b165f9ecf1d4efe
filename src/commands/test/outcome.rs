//! A case that ran: what has come of it, in words and with places in its file.

use funnel::play::{Report, Stopped};
use model::funnel_test::Case;
use model::{CampaignSlug, CaseId, Diagnostic, EnvName, KeyPath, ResourceName, TestName};
use workspace::{Location, Sources};

/// A file of tests whose cases ran.
pub(super) struct RanFile {
    /// Its name.
    pub(super) name: TestName,
    /// The campaign.
    pub(super) campaign: CampaignSlug,
    /// The environment whose settings held.
    pub(super) environment: EnvName,
    /// The cases that ran, by id.
    pub(super) cases: Vec<Ran>,
}

impl RanFile {
    /// The file, relative to the workspace.
    pub(super) fn path(&self) -> String {
        format!("tests/{}.toml", self.name)
    }
}

/// A case that ran.
pub(super) struct Ran {
    /// Its id.
    pub(super) id: CaseId,
    /// What it is about.
    pub(super) title: Option<String>,
    /// The steps that were passed: `welcome.next`, and the end's id alone.
    pub(super) path: Vec<String>,
    /// Where the session stands; `None` where it did not begin.
    pub(super) at: Option<String>,
    /// How it ended, if it did.
    pub(super) result: Option<&'static str>,
    /// What those who run the funnel would be told.
    pub(super) notes: Vec<String>,
    /// Why it failed; nothing when it passed.
    pub(super) failures: Vec<Failure>,
    /// Where it stands in its file.
    pub(super) place: Placed,
}

/// Why a case failed.
pub(super) struct Failure {
    /// The play that could not be played, from 0.
    pub(super) play: Option<usize>,
    /// The key of what was expected: `end`, `fields.first_name`.
    pub(super) expected_key: Option<String>,
    /// What was expected, and what has come of it.
    pub(super) difference: Option<(String, String)>,
    /// All of it, in words.
    pub(super) message: String,
    /// Where the cause stands in the file.
    pub(super) place: Placed,
}

/// A place in a file of tests: what it is looked up by, and where that is.
pub(super) struct Placed {
    finding: Diagnostic,
    /// Once it was looked up.
    pub(super) location: Option<Location>,
}

impl Placed {
    fn new(test: &TestName, path: KeyPath) -> Self {
        let finding = Diagnostic::error("", ResourceName::Test(test.clone()), path, String::new());
        Self { finding, location: None }
    }

    /// The line, counted from 1.
    pub(super) fn line(&self) -> Option<usize> {
        self.location.as_ref().map(|location| location.line)
    }
}

impl Ran {
    pub(super) fn of(test: &TestName, id: &CaseId, case: &Case, report: &Report) -> Self {
        let here = KeyPath::of(["case", id.as_str()]);
        let passed = || report.scenes.iter().flat_map(|scene| &scene.passed);
        let path = passed().map(|passed| match &passed.outcome {
            Some(outcome) => format!("{}.{outcome}", passed.step),
            None => passed.step.to_string(),
        });
        let notes =
            passed().filter_map(|passed| Some(format!("at `{}` {}", passed.step, passed.note.as_ref()?)));
        let stopped = report.stopped.iter().map(|stopped| Failure::stopped(test, &here, stopped));
        let mismatches = report.mismatches.iter().map(|mismatch| {
            let (expected, actual) = (&mismatch.expected, &mismatch.actual);
            let key = mismatch.keys.join(".");
            let place = mismatch.keys.iter().fold(here.clone().key("expect"), KeyPath::key);
            Failure {
                play: None,
                message: format!("{key}: expected {expected}, found {actual}"),
                expected_key: Some(key),
                difference: Some((expected.clone(), actual.clone())),
                place: Placed::new(test, place),
            }
        });
        let last = report.scenes.last();
        Self {
            id: id.clone(),
            title: case.title.clone(),
            path: path.collect(),
            at: last.map(|scene| scene.at.to_string()),
            result: last.and_then(|scene| Some(scene.ended?.as_str())),
            notes: notes.collect(),
            failures: stopped.chain(mismatches).collect(),
            place: Placed::new(test, here.clone()),
        }
    }

    /// Whether all went as expected.
    pub(super) fn passed(&self) -> bool {
        self.failures.is_empty()
    }
}

impl Failure {
    fn stopped(test: &TestName, here: &KeyPath, stopped: &Stopped) -> Self {
        let (path, message) = match stopped.play {
            // People count from one.
            Some(play) => {
                (here.clone().key("play").index(play), format!("play {}: {}", play + 1, stopped.why))
            }
            None => (here.clone(), format!("the session cannot begin: {}", stopped.why)),
        };
        Self {
            play: stopped.play,
            expected_key: None,
            difference: None,
            message,
            place: Placed::new(test, path),
        }
    }
}

/// Looks up where the cases stand, and what made them fail.
pub(super) fn locate(files: &mut [RanFile], sources: &Sources) {
    let mut places: Vec<&mut Placed> = Vec::new();
    for case in files.iter_mut().flat_map(|file| &mut file.cases) {
        places.push(&mut case.place);
        places.extend(case.failures.iter_mut().map(|failure| &mut failure.place));
    }
    let found = sources.locate_all(places.iter().map(|place| &place.finding));
    for (place, location) in places.into_iter().zip(found) {
        place.location = location;
    }
}
