//! The result of a verification that did not take place.

use std::collections::BTreeMap;

use model::step::VerificationStep;
use model::verification::{CaptureValue, ImageRef};
use model::{CaptureField, CaptureType, VerificationResult};

use super::Refused;

/// A result in which this was captured, as texts by capture field; an empty one is one that was not read.
pub(super) fn result(
    settings: &VerificationStep,
    captured: &BTreeMap<String, String>,
    images: &[String],
) -> Result<VerificationResult, Refused> {
    let mut result = VerificationResult::of_trial(settings.provider.clone());
    for (name, text) in captured {
        let field = CaptureField::from_name(name).ok_or_else(|| Refused::NoCapture {
            name: name.chars().take(60).collect(),
            nearest: CaptureField::nearest(name).map(CaptureField::name),
        })?;
        let text = text.trim();
        if !text.is_empty() {
            let value = CaptureValue::parse(field, text);
            let value = value.map_err(|why| Refused::Captured { name: field.name(), why })?;
            result.captured.0.insert(field, value);
        }
    }
    let run = result.run.run_id.clone();
    result.images = images.iter().map(|name| image(name, &run)).collect::<Result<_, _>>()?;
    Ok(result)
}

fn image(name: &str, run: &str) -> Result<ImageRef, Refused> {
    let mut pictures = CaptureField::all().filter(|field| field.kind() == CaptureType::Image);
    if !pictures.any(|field| field.is_picture(name)) {
        return Err(Refused::NoPicture(name.chars().take(60).collect()));
    }
    Ok(ImageRef { name: name.to_owned(), credential_id: run.to_owned(), classifier: name.to_uppercase() })
}
