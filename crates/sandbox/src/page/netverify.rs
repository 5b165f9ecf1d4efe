//! Transactions of Netverify as journeys (FACTS 3.7).

use jiff::Timestamp;
use model::Country;
use serde_json::{Map, Value};

use super::journey::{Brief, End, Journey, Means, NO_ACCEPTABLE_SUBMISSION, Next, Part, Photo, Standing};
use crate::control::{Finish, FinishError};
use crate::kyx::outcome::Outcome;
use crate::kyx::words::Document;
use crate::netverify::{Ending, Scan, Verdict};

impl From<Ending> for End {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Verdict(_) => Self::Submitted,
            Ending::Abandoned => Self::Failed(9210),
            Ending::Left(code) => Self::Failed(code),
        }
    }
}

/// A result in a word.
fn name(ending: &Ending) -> &'static str {
    match ending {
        Ending::Verdict(Verdict::Rejected(rejection)) => rejection.reason.description,
        Ending::Verdict(verdict) => verdict.status().wire(),
        Ending::Abandoned => "SESSION_EXPIRED",
        Ending::Left(_) => "ERROR",
    }
}

impl Journey for Scan {
    fn brief(&self) -> Brief {
        let sees_face = self.workflow.sees_face();
        let only = self.preset;
        Brief {
            id: self.id,
            token: self.token.clone(),
            reference: self.reference.clone(),
            ids: vec![("transactionReference", self.id.to_string())],
            status_parameter: "transactionStatus",
            success_url: self.success_url.clone(),
            error_url: self.error_url.clone(),
            locale: Some(self.locale.to_owned()),
            workflow: self.workflow.0.to_string(),
            wants: if sees_face { vec![Part::Front, Part::Face] } else { vec![Part::Front] },
            means: match self.workflow.0 % 10 {
                1 => Means::Camera,
                2 => Means::File,
                _ => Means::CameraOrFile,
            },
            asked: only.map(|(_, document)| document).into_iter().collect(),
            recommended: only.map(|(_, document)| document),
            only,
            usual: self.usual_country().map(|country| (country, self.usual_document())),
            attempt: self.attempts.saturating_add(1),
            outcomes: Outcome::ALL
                .into_iter()
                .filter(|outcome| Ending::of_outcome(*outcome, sees_face).is_some())
                .collect(),
            wanted: self.wish.as_ref().map(|wish| wish.ending.as_ref().map_or("OK", name).to_owned()),
        }
    }

    fn standing(&self) -> Standing {
        Self::standing(self)
    }

    fn touch(&mut self, now: Timestamp) {
        Self::touch(self, now);
    }

    fn end_at_visit(&mut self, now: Timestamp) -> Option<End> {
        self.wish.as_ref().filter(|wish| wish.at_first_visit)?;
        self.finish(&Finish::default(), now).ok().map(End::from)
    }

    fn photo(&self, part: Part) -> Option<Photo> {
        self.photos.iter().find(|(of, _)| *of == part).map(|(_, photo)| photo.clone())
    }

    fn set_photo(&mut self, part: Part, photo: Option<Photo>) {
        self.photos.retain(|(of, _)| *of != part);
        self.photos.extend(photo.map(|photo| (part, photo)));
    }

    fn specimen(&self, document: Document, country: Country, now: Timestamp) -> Map<String, Value> {
        let _ = now;
        let verdict = Verdict::usual(document, country.alpha3());
        self.extracted(&self.shown(document, country, verdict, &Finish::default()))
    }

    fn submit(&mut self, finish: &Finish, may_repeat: bool, now: Timestamp) -> Result<Next, FinishError> {
        let unreadable = finish.outcome.as_deref() == Some(Outcome::Unreadable.name());
        if !(may_repeat && unreadable && self.is_open()) {
            return Ok(Next::End(self.finish(finish, now)?.into()));
        }
        let (usual_country, usual_document) = self
            .usual_country()
            .map(|country| (country, self.usual_document()))
            .ok_or_else(|| FinishError::Wish("no country".to_owned()))?;
        let document = finish.document.as_deref().and_then(Document::from_name).unwrap_or(usual_document);
        let country = finish.country.as_deref().and_then(Country::from_alpha3).unwrap_or(usual_country);
        let Some(Ending::Verdict(verdict)) = self.wished(finish)? else {
            return Ok(Next::End(self.finish(finish, now)?.into()));
        };
        let shown = self.shown(document, country, verdict, finish);
        if self.attempt(shown, now) {
            return Ok(Next::End(End::Failed(NO_ACCEPTABLE_SUBMISSION)));
        }
        Ok(Next::Again)
    }
}
