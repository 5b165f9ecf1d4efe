//! Which mappings a verification probably lacks: fields of the data model that mean what is captured, by name, label and
//! type.
//!
//! Whether a mapping makes sense is not judged here a second time: each is tried out on a copy of the campaign, and the
//! rules say what they think of it.

mod fold;
mod meanings;
mod names;

use std::collections::{BTreeMap, BTreeSet};

use model::step::VerificationStep;
use model::{
    CampaignSlug, CaptureField, CaptureType, DataModel, Diagnostic, Field, FieldId, FieldType, Level,
    Mapping, Pii, StepId, StepSettings, Transform, Workspace,
};

use crate::context::Context;
use crate::rule::By;
use crate::rules::{looks_personal, pii_of};
use names::Match;

/// A mapping that a step probably lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The step.
    pub step: StepId,
    /// The target.
    pub field: FieldId,
    /// What is written into it.
    pub mapping: Mapping,
    /// Whether it is meant beyond doubt; otherwise a person should decide.
    pub certain: bool,
    /// Why, as one phrase.
    pub why: String,
    /// What to know about it: what rules say, and what makes it uncertain.
    pub notes: Vec<String>,
}

/// Rules that only warn, and whose finding says that the field would stay empty for everybody.
const NEVER: [&str; 2] = ["M006", "M007"];

/// Transforms that may make a value fit, in the order in which they are tried.
const REMEDIES: [&str; 4] = ["lower", "title-case", "country-alpha2", "country-name:en"];

/// The mappings that identity verification steps of a campaign probably lack, step by step, certain ones first. Nothing is
/// proposed for what is no identity verification, for a field that the step fills already, nor against an error of a rule.
pub fn suggest(workspace: &Workspace, campaign: &CampaignSlug, steps: &[StepId]) -> Vec<Proposal> {
    let mut trial = workspace.clone();
    trial.campaigns.retain(|slug, _| slug == campaign);
    let mut proposals = Vec::new();
    for step in steps {
        if settings(&mut trial, campaign, step).is_some() {
            proposals.extend(Search { trial: &mut trial, campaign, step }.run());
        }
    }
    proposals
}

/// How personal what a field of this name holds probably is. It is the word of the rule about names, and of what is known
/// about capture fields that are called so.
pub fn pii_by_name(name: &str) -> Pii {
    let words = fold::words(name);
    let named = names::listed((name, "name"));
    let known = named.iter().filter(|named| named.exact).map(|named| pii_of(named.source)).max();
    let looks = if looks_personal(&words.join("_")) { Pii::Personal } else { Pii::None };
    known.unwrap_or_default().max(looks)
}

/// The capture field that a name means beyond doubt, in any of the languages.
pub fn meaning_of_name(name: &str) -> Option<CaptureField> {
    let listed = names::listed((name, "name"));
    listed.first().filter(|best| best.doubt <= names::CERTAIN).map(|best| best.source)
}

/// The words of a name: small letters without accents, and digits.
pub fn words_of_name(name: &str) -> Vec<String> {
    fold::words(name)
}

fn settings<'a>(
    workspace: &'a mut Workspace,
    campaign: &CampaignSlug,
    step: &StepId,
) -> Option<&'a mut VerificationStep> {
    match &mut workspace.campaigns.get_mut(campaign)?.steps.get_mut(step)?.settings {
        StepSettings::Verification(settings) => Some(settings),
        _ => None,
    }
}

/// The search for one step.
struct Search<'a> {
    trial: &'a mut Workspace,
    campaign: &'a CampaignSlug,
    step: &'a StepId,
}

impl Search<'_> {
    fn run(&mut self) -> Vec<Proposal> {
        let model = self.trial.data_model.clone();
        let mapped = self.map();
        // Secrets that customers type are nothing to be read from a document.
        let open =
            model.fields.iter().filter(|(id, field)| !mapped.contains_key(*id) && field.kind.can_be_read());
        let mut candidates: Vec<(&FieldId, &Field, Vec<Match>)> = open
            .map(|(id, field)| {
                let label = field.label.as_deref().map(|label| (label, "label"));
                let said: Vec<_> = std::iter::once((id.as_str(), "name")).chain(label).collect();
                (id, field, names::matches(&said))
            })
            .collect();
        // The surest first, so that of two fields with one meaning the better one gets it.
        candidates.sort_by_key(|(.., matches)| matches.first().map_or(u8::MAX, |best| best.doubt));
        let mut taken: BTreeMap<CaptureField, FieldId> =
            mapped.iter().filter_map(|(id, mapping)| Some((mapping.source()?, id.clone()))).collect();
        let mut proposals = Vec::new();
        for (id, field, mut matches) in candidates {
            matches.extend(by_type(&model, id, field));
            let found = matches.iter().find_map(|named| self.tried(id, field, named, &taken));
            if let Some(proposal) = found {
                if let Some(source) = proposal.mapping.source() {
                    taken.entry(source).or_insert_with(|| id.clone());
                }
                if proposal.certain {
                    self.put(id, Some(&proposal.mapping));
                }
                proposals.push(proposal);
            }
        }
        proposals.sort_by(|a, b| (!a.certain, &a.field).cmp(&(!b.certain, &b.field)));
        proposals
    }

    fn map(&mut self) -> BTreeMap<FieldId, Mapping> {
        settings(self.trial, self.campaign, self.step)
            .map(|settings| settings.map.clone())
            .unwrap_or_default()
    }

    fn put(&mut self, id: &FieldId, mapping: Option<&Mapping>) {
        if let Some(settings) = settings(self.trial, self.campaign, self.step) {
            match mapping {
                Some(mapping) => drop(settings.map.insert(id.clone(), mapping.clone())),
                None => drop(settings.map.remove(id)),
            }
        }
    }

    /// The proposal of one meaning, if the rules let it pass in some form.
    fn tried(
        &mut self,
        id: &FieldId,
        field: &Field,
        named: &Match,
        taken: &BTreeMap<CaptureField, FieldId>,
    ) -> Option<Proposal> {
        let plain = match named.through {
            Some(through) => vec![through.parse::<Transform>().ok()?],
            None => Vec::new(),
        };
        let is_country = named.source.kind() == CaptureType::Country;
        let remedies = REMEDIES.iter().filter(|name| is_country || !name.starts_with("country-"));
        let remedies = remedies.filter_map(|name| name.parse().ok()).map(|remedy| vec![remedy]);
        let forms = std::iter::once(plain.clone()).chain(remedies.filter(|_| plain.is_empty()));
        for transform in forms {
            let mapping = Mapping { transform, ..Mapping::plain(named.source.name()) };
            let Some(said) = self.findings_with(id, &mapping) else { continue };
            let kind = named.source.kind();
            let mut doubts = Vec::new();
            doubts.extend(named.reserve.map(str::to_owned));
            if named.through.is_none() && !is_natural(field.kind, named.source) {
                doubts.push(format!("{} goes into a field of type `{}`", kind.noun(), field.kind));
            }
            if let Some(other) = taken.get(&named.source) {
                doubts.push(format!("`{other}` takes `{}` as well", named.source));
            }
            doubts
                .extend(said.iter().filter(|one| one.level >= Level::Warning).map(|one| one.message.clone()));
            let certain = doubts.is_empty() && named.doubt <= names::CERTAIN;
            let hints = said.iter().filter(|one| one.level < Level::Warning).map(|one| one.message.clone());
            return Some(Proposal {
                step: self.step.clone(),
                field: id.clone(),
                certain,
                why: named.why.clone(),
                notes: doubts.into_iter().chain(hints).collect(),
                mapping,
            });
        }
        None
    }

    /// What the rules say about a mapping, were it there; nothing when they do not let it pass.
    fn findings_with(&mut self, id: &FieldId, mapping: &Mapping) -> Option<Vec<Diagnostic>> {
        let told = |found: &[Diagnostic]| -> BTreeSet<_> {
            found.iter().map(|one| (one.code.clone(), one.path.to_string(), one.message.clone())).collect()
        };
        let before = told(&findings(self.trial));
        self.put(id, Some(mapping));
        let mut after = findings(self.trial);
        self.put(id, None);
        after.retain(|one| !before.contains(&(one.code.clone(), one.path.to_string(), one.message.clone())));
        let refused =
            |one: &Diagnostic| one.level == Level::Error || NEVER.iter().any(|rule| one.code == *rule);
        (!after.iter().any(refused)).then_some(after)
    }
}

/// What the rules about mappings and pictures find, at their own levels: a proposal is no better for a rule that is off.
fn findings(workspace: &Workspace) -> Vec<Diagnostic> {
    let nothing_missing = BTreeSet::new();
    let campaigns: Vec<_> = workspace.campaigns.iter().collect();
    let context = Context::new(workspace, &nothing_missing, &campaigns);
    let mut found = Vec::new();
    for rule in crate::rules().iter().filter(|rule| rule.id.starts_with(['M', 'I'])) {
        match rule.by {
            By::Check(run) | By::Funnel(run) => run(&context, &mut found),
            By::Both { whole, funnel } => {
                funnel(&context, &mut found);
                whole(&context, &mut found);
            }
            By::Reader | By::Levels => {}
        }
    }
    found
}

/// What a field's type alone says, where no other field has that type.
fn by_type(model: &DataModel, id: &FieldId, field: &Field) -> Option<Match> {
    let source = match field.kind {
        FieldType::BirthDate => "document.date_of_birth",
        FieldType::FullName => "document.full_name",
        _ => return None,
    };
    let is_only = !model.fields.iter().any(|(other, settings)| other != id && settings.kind == field.kind);
    let source = CaptureField::from_name(source).filter(|_| is_only)?;
    Some(Match::by_type(source, field.kind))
}

/// Whether a field of this type is made for what is captured, so that nothing is lost or told in another form.
fn is_natural(field: FieldType, source: CaptureField) -> bool {
    match source.kind() {
        CaptureType::Text => match field {
            FieldType::FullName => source.name() == "document.full_name",
            FieldType::Address | FieldType::LargeText => source.name() == "address.formatted",
            other => matches!(other, FieldType::Text),
        },
        CaptureType::Date => match field {
            FieldType::BirthDate => source.name() == "document.date_of_birth",
            other => other.is_date(),
        },
        CaptureType::Choice | CaptureType::List => matches!(field, FieldType::Text | FieldType::Choice),
        CaptureType::Integer => field == FieldType::Integer,
        CaptureType::Decimal => field.is_decimal(),
        CaptureType::Country => field == FieldType::Country,
        CaptureType::Image => field.is_kept_apart(),
        CaptureType::Instant => field == FieldType::Datetime,
    }
}
