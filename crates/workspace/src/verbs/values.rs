//! Values as people type them, in the one spelling of the files.

use model::{Country, Document};

use super::{Noun, VerbError};

/// The alpha-3 code of the country that is meant: `uy`, `URY` and `Uruguay` are `URY`.
pub fn country(text: &str) -> Result<String, VerbError> {
    Country::understand(text).map(|country| country.alpha3().to_owned()).ok_or_else(|| VerbError::Unknown {
        noun: Noun::Country,
        name: text.to_owned(),
        nearest: Country::nearest(text).map(|country| country.alpha3().to_owned()),
    })
}

/// The document that is meant: `ID_CARD` and `identity card` are `id-card`.
pub fn document(text: &str) -> Result<String, VerbError> {
    Document::understand(text)
        .map(|document| document.as_str().to_owned())
        .ok_or_else(|| VerbError::unknown(Noun::Document, text, Document::ALL.map(Document::as_str)))
}

/// The documents of a list, each once, in the order given.
pub fn documents<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Vec<String>, VerbError> {
    let mut documents = Vec::new();
    for text in texts {
        let document = document(text)?;
        if !documents.contains(&document) {
            documents.push(document);
        }
    }
    Ok(documents)
}
