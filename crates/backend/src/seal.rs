//! What is sealed: personal data, credentials and pictures, with XChaCha20-Poly1305.
//!
//! Everything sealed is bound to a [`context`], a path that says what it is and whose. Whoever can write to the database
//! still cannot put one customer's value in another's place: a sealed value opens in its own context only.

use std::fmt;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::app::Pair;
use crate::storage::{Sealed, Storage, StorageError};

/// The first byte of everything sealed: how the rest is to be read.
const FORMAT: u8 = 1;
const KEY_LENGTH: usize = 32;
const KEY_ID_LENGTH: usize = 8;
const NONCE_LENGTH: usize = 24;
/// Format, key id, nonce.
const HEADER_LENGTH: usize = 1 + KEY_ID_LENGTH + NONCE_LENGTH;
/// A ciphertext is longer than its plain text by the tag.
const TAG_LENGTH: usize = 16;

/// What says, in the associated data, which key a thing is sealed with, so that no two kinds can be mistaken.
const BY_MASTER_KEY: &str = "campaignctl/master-key";
const BY_DATA_KEY: &str = "campaignctl/data-key";

/// The name of the sealed value by which a wrong master key is noticed at the start.
const KEY_CHECK: &str = "key-check";
const KEY_CHECK_CONTEXT: &str = "meta/key-check";
const KEY_CHECK_PLAIN: &[u8] = b"campaignctl";
/// The name of the salt of fingerprints.
const FINGERPRINT_SALT: &str = "fingerprint-salt";

/// The contexts of what is sealed.
pub mod context {
    use model::ProviderName;

    use crate::storage::FieldKey;

    /// The key of the fingerprints of values that nobody else may have.
    pub(crate) const UNIQUE_KEY: &str = "meta/unique-key";

    /// A session's state: what the interpreter knows, with what the customer entered.
    pub fn session(id: &str) -> String {
        format!("session/{id}")
    }

    /// One field of a customer's record.
    pub fn field(FieldKey { customer, campaign, field }: &FieldKey) -> String {
        match campaign {
            None => format!("field/{customer}/{field}"),
            Some(campaign) => format!("field/{customer}/{campaign}/{field}"),
        }
    }

    /// What must be kept of a verification attempt while it runs: tokens, consent, the provider's page.
    pub fn attempt_private(id: &str) -> String {
        format!("attempt/{id}/private")
    }

    /// The normalised result of a verification attempt.
    pub fn attempt_result(id: &str) -> String {
        format!("attempt/{id}/result")
    }

    /// A provider's pair.
    pub fn credentials(provider: &ProviderName, platform: &str, datacenter: &str) -> String {
        format!("credentials/{provider}/{platform}/{datacenter}")
    }

    /// A picture, sealed with its own key.
    pub fn image(id: &str) -> String {
        format!("image/{id}")
    }

    /// A picture's key, sealed with the master key.
    pub fn image_key(id: &str) -> String {
        format!("image/{id}/key")
    }
}

/// The key that seals everything else. Its `Debug` shows its id only.
#[derive(Clone)]
pub struct MasterKey {
    key: Zeroizing<[u8; KEY_LENGTH]>,
    id: KeyId,
}

/// Tells master keys apart without telling anything about them.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyId([u8; KEY_ID_LENGTH]);

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(f, &self.0)
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why something sealed does not open.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// It was sealed by a later version, or is no sealed value.
    #[error("the sealed value has a form that this version does not know")]
    Form,
    /// It was sealed with another master key.
    #[error("the value was sealed with master key {sealed_with}, but master key {given} was given")]
    OtherKey {
        /// The key that sealed it.
        sealed_with: KeyId,
        /// The key at hand.
        given: KeyId,
    },
    /// It was changed, or moved from where it belongs.
    #[error("the sealed value was changed or moved from its place")]
    Damaged,
}

/// Why a master key cannot be used with a database.
#[derive(Debug, thiserror::Error)]
pub enum KeyCheckError {
    /// The database was sealed with another key.
    #[error("the master key does not fit the database: {0}")]
    WrongKey(SealError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl MasterKey {
    /// How many bytes a master key has.
    pub const LENGTH: usize = KEY_LENGTH;

    /// A new random key.
    pub fn generate() -> Self {
        let mut key = Zeroizing::new([0; KEY_LENGTH]);
        rand::fill(&mut key[..]);
        Self::new(key)
    }

    /// The key of these bytes.
    pub fn new(key: Zeroizing<[u8; KEY_LENGTH]>) -> Self {
        let hash = Sha256::new_with_prefix(b"campaignctl master key id\0").chain_update(&key[..]).finalize();
        let mut id = [0; KEY_ID_LENGTH];
        id.copy_from_slice(&hash[..KEY_ID_LENGTH]);
        Self { key, id: KeyId(id) }
    }

    /// Tells this key from others.
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// The key's bytes, for the file that keeps it.
    pub(crate) fn expose(&self) -> &[u8; KEY_LENGTH] {
        &self.key
    }

    /// Seals bytes for a context.
    pub fn seal(&self, context: &str, plain: &[u8]) -> Sealed {
        let nonce: [u8; NONCE_LENGTH] = rand::random();
        let mut sealed = Vec::with_capacity(HEADER_LENGTH + plain.len() + TAG_LENGTH);
        sealed.push(FORMAT);
        sealed.extend_from_slice(&self.id.0);
        sealed.extend_from_slice(&nonce);
        sealed.extend(encrypt(&self.key, nonce, &self.associated(context), plain));
        Sealed(sealed)
    }

    /// Opens what was sealed for this context.
    pub fn open(&self, context: &str, sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let (header, ciphertext) = sealed.0.split_at_checked(HEADER_LENGTH).ok_or(SealError::Form)?;
        let (format, rest) = header.split_first().ok_or(SealError::Form)?;
        let (id, nonce) = rest.split_at_checked(KEY_ID_LENGTH).ok_or(SealError::Form)?;
        if *format != FORMAT {
            return Err(SealError::Form);
        }
        let sealed_with = KeyId(id.try_into().map_err(|_| SealError::Form)?);
        if sealed_with != self.id {
            return Err(SealError::OtherKey { sealed_with, given: self.id });
        }
        let nonce = nonce.try_into().map_err(|_| SealError::Form)?;
        decrypt(&self.key, nonce, &self.associated(context), ciphertext)
    }

    /// What is authenticated besides the contents: format, key and context.
    fn associated(&self, context: &str) -> Vec<u8> {
        let mut data = associated(BY_MASTER_KEY);
        data.extend_from_slice(&self.id.0);
        data.extend_from_slice(context.as_bytes());
        data
    }

    /// Seals a data key, to be kept beside what it seals.
    pub fn wrap(&self, context: &str, key: &DataKey) -> Sealed {
        self.seal(context, &key.0[..])
    }

    /// Opens a data key.
    pub fn unwrap_data_key(&self, context: &str, wrapped: &Sealed) -> Result<DataKey, SealError> {
        let plain = self.open(context, wrapped)?;
        let mut key = Zeroizing::new([0; KEY_LENGTH]);
        if plain.len() != KEY_LENGTH {
            return Err(SealError::Form);
        }
        key.copy_from_slice(&plain);
        Ok(DataKey(key))
    }

    /// Makes sure that this is the key that the database was sealed with; a new database is bound to it.
    pub async fn check(&self, storage: &dyn Storage) -> Result<(), KeyCheckError> {
        let mine = self.seal(KEY_CHECK_CONTEXT, KEY_CHECK_PLAIN);
        let stored = Sealed(storage.meta_or_insert(KEY_CHECK, &mine.0).await?);
        self.open(KEY_CHECK_CONTEXT, &stored).map(drop).map_err(KeyCheckError::WrongKey)
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MasterKey({}, …)", self.id)
    }
}

/// The key of one picture. Kept only wrapped by the master key, so that a new master key needs no picture to be read.
pub struct DataKey(Zeroizing<[u8; KEY_LENGTH]>);

impl DataKey {
    /// A new random key.
    pub fn generate() -> Self {
        let mut key = Zeroizing::new([0; KEY_LENGTH]);
        rand::fill(&mut key[..]);
        Self(key)
    }

    /// Seals bytes for a context: format version, nonce, ciphertext.
    pub fn seal(&self, context: &str, plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE_LENGTH] = rand::random();
        let mut sealed = Vec::with_capacity(1 + NONCE_LENGTH + plain.len() + TAG_LENGTH);
        sealed.push(FORMAT);
        sealed.extend_from_slice(&nonce);
        sealed.extend(encrypt(&self.0, nonce, &Self::associated(context), plain));
        sealed
    }

    /// Opens what was sealed for this context.
    pub fn open(&self, context: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let (format, rest) = sealed.split_first().ok_or(SealError::Form)?;
        let (nonce, ciphertext) = rest.split_at_checked(NONCE_LENGTH).ok_or(SealError::Form)?;
        if *format != FORMAT {
            return Err(SealError::Form);
        }
        let nonce = nonce.try_into().map_err(|_| SealError::Form)?;
        decrypt(&self.0, nonce, &Self::associated(context), ciphertext)
    }

    fn associated(context: &str) -> Vec<u8> {
        let mut data = associated(BY_DATA_KEY);
        data.extend_from_slice(context.as_bytes());
        data
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(…)")
    }
}

/// An HMAC of a pair with the backend's salt, shortened to 12 hexadecimal digits: equal for equal pairs on this backend,
/// and nothing to try secrets on elsewhere.
pub async fn fingerprint(storage: &dyn Storage, pair: &Pair) -> Result<String, StorageError> {
    let fresh: [u8; 32] = rand::random();
    let salt = storage.meta_or_insert(FINGERPRINT_SALT, &fresh).await?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&salt).expect("a key of HMAC may have any length");
    for half in [&pair.api_token, &pair.api_secret] {
        // With its length in front, so that no other way of cutting the two gives the same.
        mac.update(&(half.expose_secret().len() as u64).to_be_bytes());
        mac.update(half.expose_secret().as_bytes());
    }
    let digest = mac.finalize().into_bytes();
    Ok(hex_text(&digest[..6]))
}

fn associated(kind: &str) -> Vec<u8> {
    let mut data = Vec::with_capacity(kind.len() + 2 + 64);
    data.push(FORMAT);
    data.extend_from_slice(kind.as_bytes());
    data.push(0);
    data
}

fn encrypt(key: &[u8; KEY_LENGTH], nonce: [u8; NONCE_LENGTH], aad: &[u8], plain: &[u8]) -> Vec<u8> {
    XChaCha20Poly1305::new(key.into())
        .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad })
        .expect("encryption fails for more than 256 GiB only")
}

fn decrypt(
    key: &[u8; KEY_LENGTH],
    nonce: [u8; NONCE_LENGTH],
    aad: &[u8],
    ciphertext: &[u8],
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    XChaCha20Poly1305::new(key.into())
        .decrypt(&XNonce::from(nonce), Payload { msg: ciphertext, aad })
        .map(Zeroizing::new)
        .map_err(|_| SealError::Damaged)
}

/// Bytes in hexadecimal.
pub(crate) fn hex_text(bytes: &[u8]) -> String {
    fmt::from_fn(|f| hex(f, bytes)).to_string()
}

fn hex(f: &mut fmt::Formatter<'_>, bytes: &[u8]) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> MasterKey {
        MasterKey::new(Zeroizing::new([byte; KEY_LENGTH]))
    }

    #[test]
    fn what_is_sealed_opens_in_its_own_context_only() {
        let key = key(1);
        let sealed = key.seal("field/c1/name", b"Ada");
        assert_eq!(key.open("field/c1/name", &sealed).unwrap().as_slice(), b"Ada");
        assert_eq!(key.open("field/c2/name", &sealed), Err(SealError::Damaged));
        assert!(!sealed.0.windows(3).any(|bytes| bytes == b"Ada"));
    }

    #[test]
    fn sealing_twice_gives_different_bytes() {
        let key = key(1);
        assert_ne!(key.seal("a", b"same").0, key.seal("a", b"same").0);
    }

    #[test]
    fn another_key_is_told_by_its_id() {
        let sealed = key(1).seal("a", b"x");
        let error = key(2).open("a", &sealed).unwrap_err();
        assert_eq!(error, SealError::OtherKey { sealed_with: key(1).id(), given: key(2).id() });
        assert!(error.to_string().contains(&key(1).id().to_string()));
    }

    #[test]
    fn every_changed_byte_is_noticed() {
        let key = key(1);
        let sealed = key.seal("a", b"x");
        for place in 0..sealed.0.len() {
            let mut changed = sealed.clone();
            changed.0[place] ^= 1;
            assert!(key.open("a", &changed).is_err(), "byte {place}");
        }
        for length in 0..sealed.0.len() {
            assert!(key.open("a", &Sealed(sealed.0[..length].to_vec())).is_err(), "length {length}");
        }
    }

    #[test]
    fn a_data_key_is_wrapped_and_seals() {
        let master = key(1);
        let data_key = DataKey::generate();
        let wrapped = master.wrap("image-key/i1", &data_key);
        let sealed = data_key.seal("image/i1", b"picture");
        let opened = master.unwrap_data_key("image-key/i1", &wrapped).unwrap();
        assert_eq!(opened.open("image/i1", &sealed).unwrap().as_slice(), b"picture");
        assert_eq!(opened.open("image/i2", &sealed), Err(SealError::Damaged));
        assert!(master.unwrap_data_key("image-key/i2", &wrapped).is_err());
        assert_eq!(DataKey::generate().open("image/i1", &sealed), Err(SealError::Damaged));
    }

    #[test]
    fn debug_shows_no_key() {
        let shown = format!("{:?} {:?}", key(0xAB), DataKey(Zeroizing::new([0xAB; KEY_LENGTH])));
        assert!(!shown.contains("171, 171") && !shown.contains("abab"), "{shown}");
    }
}
