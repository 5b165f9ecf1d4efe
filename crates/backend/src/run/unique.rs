//! Values that nobody else may have, told by fingerprints: the values themselves are sealed, and no two seals are alike.

use hmac::{Hmac, KeyInit, Mac};
use model::{CampaignSlug, Field, FieldId, FieldType, Value};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::Error;
use crate::App;
use crate::seal::context;
use crate::storage::Sealed;

/// The name under which the sealed key of fingerprints is kept.
const KEY: &str = "unique-key";

/// Makes fingerprints. Without the key, which only the master key opens, nobody can try values.
pub(crate) struct Fingerprints(Zeroizing<Vec<u8>>);

impl std::fmt::Debug for Fingerprints {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fingerprints(…)")
    }
}

impl Fingerprints {
    /// Opens the backend's key; makes it, if there is none yet.
    pub(super) async fn open(app: &App) -> Result<&Self, Error> {
        let parts = &app.parts;
        let open = async || {
            let fresh = Zeroizing::new(rand::random::<[u8; 32]>());
            let sealed = parts.master_key.seal(context::UNIQUE_KEY, &fresh[..]);
            let stored = Sealed(parts.storage.meta_or_insert(KEY, &sealed.0).await?);
            Ok(Self(parts.master_key.open(context::UNIQUE_KEY, &stored)?))
        };
        app.kept.fingerprints.get_or_try_init(open).await
    }

    /// The fingerprints of a field's value: one for each of its values where it has several. What belongs to a campaign is
    /// told apart in that campaign only.
    pub(super) fn of(
        &self,
        campaign: Option<&CampaignSlug>,
        id: &FieldId,
        field: &Field,
        value: &Value,
    ) -> Vec<[u8; 32]> {
        value
            .items()
            .iter()
            .filter_map(|value| compared(field.kind, value))
            .map(|text| {
                let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("a key of any length will do");
                for part in [campaign.map_or("", CampaignSlug::as_str), id.as_str(), text.as_str()] {
                    // With its length in front, so that no other way of cutting them gives the same.
                    mac.update(&(part.len() as u64).to_be_bytes());
                    mac.update(part.as_bytes());
                }
                mac.finalize().into_bytes().into()
            })
            .collect()
    }
}

/// The text by which a value is compared: e-mail addresses without case, numbers without the zeros at their end, all else
/// exactly. `None` for what has no value of its own: a file is told by its place, and no two hashes of a password are alike.
fn compared(kind: FieldType, value: &Value) -> Option<Zeroizing<String>> {
    let text = match value {
        Value::Picture(_) | Value::PasswordHash(_) => return None,
        Value::Decimal(number) => number.normalize().to_string(),
        value if kind == FieldType::Email => value.to_string().to_lowercase(),
        value => value.to_string(),
    };
    Some(Zeroizing::new(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(scope: Option<&str>, id: &str, kind: FieldType, texts: &[&str]) -> Vec<[u8; 32]> {
        let (id, mut field) = (FieldId::new(id).unwrap(), Field::new(kind));
        field.multiple = texts.len() > 1;
        let scope = scope.map(|slug| CampaignSlug::new(slug).unwrap());
        let value = Value::parse(&field, &texts.join("\n")).unwrap();
        Fingerprints(Zeroizing::new(vec![7; 32])).of(scope.as_ref(), &id, &field, &value)
    }

    #[test]
    fn a_fingerprint_rests_on_key_scope_field_and_value() {
        let one = of(None, "code", FieldType::Text, &["a"]);
        assert_eq!(one, of(None, "code", FieldType::Text, &["a"]));
        assert_ne!(one, of(None, "code", FieldType::Text, &["b"]));
        assert_ne!(one, of(None, "codea", FieldType::Text, &["a"]));
        assert_ne!(one, of(Some("spring"), "code", FieldType::Text, &["a"]));
        assert_ne!(
            of(Some("autumn"), "code", FieldType::Text, &["a"]),
            of(Some("spring"), "code", FieldType::Text, &["a"])
        );
        let (id, field) = (FieldId::new("code").unwrap(), Field::new(FieldType::Text));
        let other = Fingerprints(Zeroizing::new(vec![8; 32]));
        assert_ne!(one, other.of(None, &id, &field, &Value::Text("a".to_owned())));
        assert_eq!(format!("{other:?}"), "Fingerprints(…)");
    }

    #[test]
    fn values_are_compared_as_their_types_are() {
        let same = |kind, a, b| of(None, "f", kind, &[a]) == of(None, "f", kind, &[b]);
        assert!(same(FieldType::Email, "Ada@Example.com", "ada@example.COM"));
        assert!(!same(FieldType::Text, "Ada", "ada"));
        assert!(same(FieldType::Decimal, "1.50", "1.5"));
        assert!(!same(FieldType::Decimal, "1.5", "15"));
        assert!(same(FieldType::Country, "DEU", "de"));
    }

    #[test]
    fn each_of_several_values_counts_and_files_and_passwords_do_not() {
        let both = of(None, "f", FieldType::Email, &["a@example.com", "b@example.com"]);
        assert_eq!(both[1..], of(None, "f", FieldType::Email, &["B@example.com"]));
        assert_eq!(of(None, "f", FieldType::File, &["welcome/scan"]), [[0; 32]; 0]);
        assert_eq!(of(None, "f", FieldType::Password, &["$argon2id$v=19$x"]), [[0; 32]; 0]);
    }
}
