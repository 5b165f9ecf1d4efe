//! Runs of the current platform as journeys (FACTS 4.11).

use jiff::Timestamp;
use model::Country;
use serde_json::{Map, Value};

use super::journey::{
    ATTEMPTS, Brief, End, Journey, Means, NO_ACCEPTABLE_SUBMISSION, Next, Part, Photo, Standing,
};
use crate::control::{Finish, FinishError};
use crate::kyx::outcome::{Ending, Outcome};
use crate::kyx::run::{Run, Status};
use crate::kyx::uploads::Upload;
use crate::kyx::words::{Category, Document};
use crate::specimen;

impl From<Ending> for End {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Verdict(_) => Self::Submitted,
            Ending::SessionExpired => Self::Failed(9210),
            Ending::Left(code) => Self::Failed(code),
        }
    }
}

impl Part {
    /// The credential that a picture belongs to, and what it is called there.
    const fn of_platform(self) -> (Category, &'static str) {
        match self {
            Self::Front => (Category::Id, "FRONT"),
            Self::Back => (Category::Id, "BACK"),
            Self::Face => (Category::Selfie, "FACE"),
            Self::Paper => (Category::Document, "DOCUMENT"),
        }
    }
}

impl Journey for Run {
    fn brief(&self) -> Brief {
        let wants = |part: &Part| *part != Part::Back && self.workflow.has(part.of_platform().0);
        let fixed = self.fixed();
        let asked = self.credential(Category::Id).map(|id| &*id.kind.values).unwrap_or_default();
        Brief {
            id: self.id,
            token: self.token.clone(),
            reference: self.reference.clone(),
            ids: vec![("accountId", self.account.to_string()), ("workflowExecutionId", self.id.to_string())],
            status_parameter: "acquisitionStatus",
            success_url: self.success_url.clone(),
            error_url: self.error_url.clone(),
            locale: self.locale.clone(),
            workflow: self.workflow.key.to_owned(),
            wants: Part::ALL.into_iter().filter(wants).collect(),
            means: Means::CameraOrFile,
            asked: asked.iter().filter_map(|kind| Document::from_wire(kind)).collect(),
            recommended: fixed.map(|(_, document, _)| document),
            only: fixed
                .filter(|(_, _, changeable)| !changeable)
                .map(|(country, document, _)| (country, document)),
            usual: self.usual_country().map(|country| (country, self.usual_document())),
            attempt: self.attempts.saturating_add(1),
            outcomes: Outcome::ALL
                .into_iter()
                .filter(|outcome| outcome.ending(self.workflow).is_some())
                .collect(),
            wanted: self.wish.as_ref().map(|wish| wish.label.clone().unwrap_or_else(|| "OK".to_owned())),
        }
    }

    fn standing(&self) -> Standing {
        match self.status {
            Status::Initiated => Standing::Open,
            Status::Acquired | Status::Processed => Standing::Used,
            Status::TokenExpired => Standing::TokenExpired,
            Status::SessionExpired => Standing::SessionExpired,
        }
    }

    fn touch(&mut self, now: Timestamp) {
        Self::touch(self, now);
    }

    fn end_at_visit(&mut self, now: Timestamp) -> Option<End> {
        self.finish_at_visit(now).map(End::from)
    }

    fn photo(&self, part: Part) -> Option<Photo> {
        let (category, classifier) = part.of_platform();
        let upload = self.uploads.get(self.credential(category)?.id, classifier)?;
        Some(Photo { content_type: upload.content_type, bytes: upload.bytes.clone() })
    }

    fn set_photo(&mut self, part: Part, photo: Option<Photo>) {
        let (category, classifier) = part.of_platform();
        let Some(credential) = self.credential(category).map(|credential| credential.id) else { return };
        match photo {
            Some(Photo { content_type, bytes }) => {
                self.uploads.put(Upload { credential, classifier, content_type, bytes });
            }
            None => self.uploads.remove(credential, classifier),
        }
    }

    fn specimen(&self, document: Document, country: Country, now: Timestamp) -> Map<String, Value> {
        let shown = specimen::Shown { kind: document.wire(), country, at: now };
        specimen::data(&shown, &self.extraction(&Map::new()))
    }

    fn submit(&mut self, finish: &Finish, may_repeat: bool, now: Timestamp) -> Result<Next, FinishError> {
        let unreadable = finish.outcome.as_deref() == Some(Outcome::Unreadable.name());
        if may_repeat && unreadable && self.is_open() && Outcome::Unreadable.ending(self.workflow).is_some() {
            self.attempts = self.attempts.saturating_add(1);
            if self.attempts < ATTEMPTS {
                self.touch(now);
                return Ok(Next::Again);
            }
            self.finish(finish, now)?;
            return Ok(Next::End(End::Failed(NO_ACCEPTABLE_SUBMISSION)));
        }
        Ok(Next::End(self.finish(finish, now)?.into()))
    }
}
