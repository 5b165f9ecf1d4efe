//! A case from its beginning to its end.

use jiff::Timestamp;
use model::funnel_test::Case;

use super::expected::compare;
use super::{Mismatch, Playing, Refused, Scene};
use crate::Funnel;

/// What has come of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What happened: the beginning, and then each play that could be played.
    pub scenes: Vec<Scene>,
    /// Where the case came to a halt before its last play was over.
    pub stopped: Option<Stopped>,
    /// What does not hold at the end. Of a case that came to a halt nothing is expected any more.
    pub mismatches: Vec<Mismatch>,
}

/// Where a case came to a halt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    /// The place of the play that could not be played, from 0; `None` for the beginning of the session.
    pub play: Option<usize>,
    /// Why.
    pub why: Refused,
}

impl Report {
    /// Whether all went as expected.
    pub fn passed(&self) -> bool {
        self.stopped.is_none() && self.mismatches.is_empty()
    }
}

/// Plays a case, the clock beginning at `now`.
pub fn run(funnel: Funnel<'_>, case: &Case, now: Timestamp) -> Report {
    let (mut playing, scene) = match Playing::begin(funnel, now) {
        Ok(begun) => begun,
        Err(fault) => {
            let stopped = Some(Stopped { play: None, why: fault.into() });
            return Report { scenes: Vec::new(), stopped, mismatches: Vec::new() };
        }
    };
    let mut scenes = vec![scene];
    for (place, play) in case.play.iter().enumerate() {
        match playing.play(play) {
            Ok(scene) => scenes.push(scene),
            Err(why) => {
                let stopped = Some(Stopped { play: Some(place), why });
                return Report { scenes, stopped, mismatches: Vec::new() };
            }
        }
    }
    let mismatches = compare(&playing, &case.expect);
    Report { scenes, stopped: None, mismatches }
}
