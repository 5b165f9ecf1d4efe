//! Countries by ISO 3166-1, and Kosovo, which identity verification knows as `XKX` (alpha-2 `XK`).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A country, kept as its alpha-3 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country {
    alpha3: &'static str,
}

const KOSOVO: (&str, &str, &str) = ("XKX", "XK", "Kosovo");

impl Country {
    /// The country of an alpha-3 code in upper case; `XKX` included.
    pub fn from_alpha3(code: &str) -> Option<Self> {
        if code == KOSOVO.0 {
            return Some(Self { alpha3: KOSOVO.0 });
        }
        rust_iso3166::from_alpha3(code).map(|country| Self { alpha3: country.alpha3 })
    }

    /// The country that a person means: alpha-3 or alpha-2 in any case, or the name in English.
    pub fn understand(text: &str) -> Option<Self> {
        let text = text.trim();
        let upper = text.to_ascii_uppercase();
        match upper.len() {
            2 if upper == KOSOVO.1 => return Some(Self { alpha3: KOSOVO.0 }),
            2 => {
                if let Some(country) = rust_iso3166::from_alpha2(&upper) {
                    return Some(Self { alpha3: country.alpha3 });
                }
            }
            3 => {
                if let Some(country) = Self::from_alpha3(&upper) {
                    return Some(country);
                }
            }
            _ => {}
        }
        Self::all().find(|country| country.name().eq_ignore_ascii_case(text))
    }

    /// All countries, in the order of their alpha-3 codes.
    pub fn all() -> impl Iterator<Item = Self> {
        let mut codes: Vec<&'static str> = rust_iso3166::ALL.iter().map(|country| country.alpha3).collect();
        codes.push(KOSOVO.0);
        codes.sort_unstable();
        codes.into_iter().map(|alpha3| Self { alpha3 })
    }

    /// The alpha-3 code: `URY`.
    pub fn alpha3(self) -> &'static str {
        self.alpha3
    }

    /// The alpha-2 code: `UY`.
    pub fn alpha2(self) -> &'static str {
        rust_iso3166::from_alpha3(self.alpha3).map_or(KOSOVO.1, |country| country.alpha2)
    }

    /// The name in English.
    pub fn name(self) -> &'static str {
        rust_iso3166::from_alpha3(self.alpha3).map_or(KOSOVO.2, |country| country.name)
    }

    /// The country that a misspelt code or name was probably meant to be.
    pub fn nearest(text: &str) -> Option<Self> {
        let upper = text.to_ascii_uppercase();
        if upper.len() <= 3 {
            let letters = |code: &str| {
                let mut letters: Vec<u8> = code.bytes().collect();
                letters.sort_unstable();
                letters
            };
            if let Some(transposed) = Self::all().find(|country| letters(country.alpha3) == letters(&upper)) {
                return Some(transposed);
            }
            return crate::suggest::nearest(&upper, Self::all().map(|c| c.alpha3))
                .and_then(Self::from_alpha3);
        }
        crate::suggest::nearest(text, Self::all().map(Self::name)).and_then(Self::understand)
    }
}

/// By which code a field writes countries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CountryCode {
    /// Three letters: `URY`.
    #[default]
    #[serde(rename = "alpha-3")]
    Alpha3,
    /// Two letters: `UY`.
    #[serde(rename = "alpha-2")]
    Alpha2,
    /// The name in English: `Uruguay`.
    #[serde(rename = "name")]
    Name,
}

impl CountryCode {
    /// All codes, the default first.
    pub const ALL: [Self; 3] = [Self::Alpha3, Self::Alpha2, Self::Name];

    /// The code's name in files and arguments.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Alpha3 => "alpha-3",
            Self::Alpha2 => "alpha-2",
            Self::Name => "name",
        }
    }

    /// Whether this is the default.
    pub const fn is_alpha3(&self) -> bool {
        matches!(self, Self::Alpha3)
    }

    /// A country in this code.
    pub fn write(self, country: Country) -> &'static str {
        match self {
            Self::Alpha3 => country.alpha3(),
            Self::Alpha2 => country.alpha2(),
            Self::Name => country.name(),
        }
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.alpha3)
    }
}

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.alpha3)
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_alpha3(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("`{text}` is not the alpha-3 code of a country")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_understood_in_every_spelling() {
        for text in ["URY", "ury", "UY", "uy", "Uruguay", "URUGUAY", " URY "] {
            assert_eq!(Country::understand(text).map(Country::alpha3), Some("URY"), "{text}");
        }
        assert_eq!(Country::understand("kosovo").map(Country::alpha3), Some("XKX"));
        assert_eq!(Country::understand("XK").map(Country::alpha2), Some("XK"));
        for text in ["", "U", "XXX", "Atlantis", "ÄÖ", "ÄÖÜ"] {
            assert_eq!(Country::understand(text), None, "{text}");
        }
        assert_eq!(Country::nearest("Urugay").map(Country::alpha3), Some("URY"));
        assert_eq!(Country::nearest("UYR").map(Country::alpha3), Some("URY"));
        assert!(Country::all().count() >= 250);
    }
}
