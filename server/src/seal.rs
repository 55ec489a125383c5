//! Sealing of what people write and are called. Free text, messages and names lie in the database as
//! XChaCha20-Poly1305 under a key per person; that key is wrapped by a key file which is in neither the
//! database nor a backup. A sealed value is bound to its column and row and opens nowhere else.
//!
//! This module knows no table; who may read is decided before anything is opened.

use crate::clock;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use domain::id::PersonId;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// The name of the key file in the data folder.
pub const KEY_FILE: &str = "folgeskab.key";

const VERSION: u8 = 1;
const NONCE_BYTES: usize = 24;
const KEY_BYTES: usize = 32;

/// Why a sealed value does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The value was changed, moved to another row or column, or sealed under another key.
    #[error("a sealed value does not open: changed, moved, or another key")]
    Broken,
    /// The value was sealed by a newer program.
    #[error("a sealed value has a form that this program does not know")]
    Version,
    /// There is no key for this person: it was deleted, and with it everything sealed under it.
    #[error("there is no key for this person")]
    NoKey,
}

/// Why the key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// The file cannot be read or written.
    #[error("the key file {path} cannot be read or made: {source}")]
    Io {
        /// Where it should be.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is not 32 bytes.
    #[error("the key file {path} is not a key: it must be exactly 32 bytes")]
    Length {
        /// Where it is.
        path: String,
    },
}

/// The keys of the installation, all derived from one file.
#[derive(Clone)]
pub struct KeyRing {
    wrapping: PersonKey,
    installation: PersonKey,
    digest: [u8; KEY_BYTES],
    pepper: [u8; KEY_BYTES],
    check: String,
}

impl std::fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyRing")
    }
}

impl KeyRing {
    /// The ring that grows from these 32 bytes.
    pub fn from_bytes(master: [u8; KEY_BYTES]) -> Self {
        let part = |label: &str| -> [u8; KEY_BYTES] {
            Sha256::new()
                .chain_update(b"folgeskab\0")
                .chain_update(label)
                .chain_update([0])
                .chain_update(master)
                .finalize()
                .into()
        };
        Self {
            wrapping: PersonKey::new(&part("wrap")),
            installation: PersonKey::new(&part("installation")),
            digest: part("digest"),
            pepper: part("pepper"),
            check: hex::encode(&part("check")[..16]),
        }
    }

    /// Reads the key file; makes it (mode 0600) where there is none.
    ///
    /// # Errors
    /// When it cannot be read or made, or is not a key.
    pub fn open_or_create(path: &Path) -> Result<Self, KeyFileError> {
        let io = |source| KeyFileError::Io { path: path.display().to_string(), source };
        match std::fs::read(path) {
            Ok(bytes) => Self::of_file(path, &bytes),
            Err(missing) if missing.kind() == std::io::ErrorKind::NotFound => {
                let bytes: [u8; KEY_BYTES] = clock::random_bytes();
                write_private(path, &bytes).map_err(io)?;
                Ok(Self::from_bytes(bytes))
            }
            Err(source) => Err(io(source)),
        }
    }

    /// Reads the key file, which must exist.
    ///
    /// # Errors
    /// When it cannot be read or is not a key.
    pub fn open(path: &Path) -> Result<Self, KeyFileError> {
        let bytes =
            std::fs::read(path).map_err(|source| KeyFileError::Io { path: path.display().to_string(), source })?;
        Self::of_file(path, &bytes)
    }

    fn of_file(path: &Path, bytes: &[u8]) -> Result<Self, KeyFileError> {
        let master: [u8; KEY_BYTES] =
            bytes.try_into().map_err(|_| KeyFileError::Length { path: path.display().to_string() })?;
        Ok(Self::from_bytes(master))
    }

    /// A word that is the same for the same key file and says nothing about it. The database keeps it,
    /// so that a start with the wrong key file is refused instead of mixing two keys.
    pub fn check(&self) -> &str {
        &self.check
    }

    /// The key for secrets that belong to the installation and not to a person.
    pub fn installation(&self) -> &PersonKey {
        &self.installation
    }

    /// What is mixed into every password hash, so that a stolen database alone cannot be guessed at.
    pub fn pepper(&self) -> &[u8] {
        &self.pepper
    }

    /// A digest that nobody without the key file can compute: for codes and for network addresses.
    pub fn digest(&self, label: &str, parts: &[&[u8]]) -> Vec<u8> {
        let mut inner = Sha256::new().chain_update(self.digest).chain_update(label).chain_update([0]);
        for part in parts {
            inner.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            inner.update(part);
        }
        // Hashed twice, so that a digest cannot be extended into that of a longer text.
        Sha256::new().chain_update(self.digest).chain_update(inner.finalize()).finalize().to_vec()
    }

    /// A new key for `person`, and the form in which the database keeps it.
    pub fn new_person_key(&self, person: PersonId) -> (PersonKey, Vec<u8>) {
        let bytes: [u8; KEY_BYTES] = clock::random_bytes();
        (PersonKey::new(&bytes), self.wrapping.seal_bytes("person_key.wrapped", person.uuid(), &bytes))
    }

    /// The key of `person` out of what the database keeps.
    ///
    /// # Errors
    /// When it was wrapped by another key file, or changed.
    pub fn unwrap_person_key(&self, person: PersonId, wrapped: &[u8]) -> Result<PersonKey, SealError> {
        let bytes = self.wrapping.open_bytes("person_key.wrapped", person.uuid(), wrapped)?;
        let bytes: [u8; KEY_BYTES] = bytes.try_into().map_err(|_| SealError::Broken)?;
        Ok(PersonKey::new(&bytes))
    }
}

/// The key under which everything of one person is sealed. Cheap to clone.
#[derive(Clone)]
pub struct PersonKey(Arc<XChaCha20Poly1305>);

impl std::fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonKey")
    }
}

impl PersonKey {
    fn new(bytes: &[u8; KEY_BYTES]) -> Self {
        Self(Arc::new(XChaCha20Poly1305::new(Key::from_slice(bytes))))
    }

    /// Seals `text` for `column` ("message.text") of the row `row`.
    pub fn seal(&self, column: &'static str, row: Uuid, text: &str) -> Vec<u8> {
        self.seal_bytes(column, row, text.as_bytes())
    }

    /// Opens what was sealed for the same column and row.
    ///
    /// # Errors
    /// When it was changed, moved, or sealed under another key.
    pub fn open(&self, column: &'static str, row: Uuid, sealed: &[u8]) -> Result<String, SealError> {
        String::from_utf8(self.open_bytes(column, row, sealed)?).map_err(|_| SealError::Broken)
    }

    /// The same for bytes such as a file's.
    pub fn seal_bytes(&self, column: &'static str, row: Uuid, bytes: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE_BYTES] = clock::random_bytes();
        let aad = bound_to(column, row);
        let payload = Payload { msg: bytes, aad: &aad };
        // The cipher refuses only texts beyond 256 GiB, which no body limit lets in.
        let secret = self.0.encrypt(XNonce::from_slice(&nonce), payload).unwrap_or_default();
        let mut sealed = Vec::with_capacity(1 + NONCE_BYTES + secret.len());
        sealed.push(VERSION);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&secret);
        sealed
    }

    /// The same for bytes such as a file's.
    ///
    /// # Errors
    /// When it was changed, moved, or sealed under another key.
    pub fn open_bytes(&self, column: &'static str, row: Uuid, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let Some((&version, rest)) = sealed.split_first() else {
            return Err(SealError::Broken);
        };
        if version != VERSION {
            return Err(SealError::Version);
        }
        let Some((nonce, secret)) = rest.split_at_checked(NONCE_BYTES) else {
            return Err(SealError::Broken);
        };
        let aad = bound_to(column, row);
        self.0.decrypt(XNonce::from_slice(nonce), Payload { msg: secret, aad: &aad }).map_err(|_| SealError::Broken)
    }
}

fn bound_to(column: &str, row: Uuid) -> Vec<u8> {
    let mut aad = Vec::with_capacity(column.len() + 17);
    aad.extend_from_slice(column.as_bytes());
    aad.push(b'|');
    aad.extend_from_slice(row.as_bytes());
    aad
}

/// Writes a file that only its owner may read; never over an existing one.
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    if let Some(folder) = path.parent() {
        crate::db::open::private_folder(folder)?;
    }
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> PersonKey {
        let ring = KeyRing::from_bytes([7; 32]);
        ring.new_person_key(PersonId(Uuid::from_u128(1))).0
    }

    #[test]
    fn what_is_sealed_opens_only_in_its_own_column_and_row() {
        let (key, row) = (key(), Uuid::from_u128(5));
        let sealed = key.seal("message.text", row, "Hej Mette");
        assert_eq!(key.open("message.text", row, &sealed).as_deref(), Ok("Hej Mette"));
        assert_eq!(key.open("goal.title", row, &sealed), Err(SealError::Broken));
        assert_eq!(key.open("message.text", Uuid::from_u128(6), &sealed), Err(SealError::Broken));
    }

    #[test]
    fn changed_short_and_newer_values_are_refused_and_never_panic() {
        let (key, row) = (key(), Uuid::from_u128(5));
        let mut sealed = key.seal("message.text", row, "");
        for length in 0..sealed.len() {
            assert!(key.open("message.text", row, &sealed[..length]).is_err());
        }
        sealed[0] = 2;
        assert_eq!(key.open("message.text", row, &sealed), Err(SealError::Version));
    }

    #[test]
    fn a_person_key_unwraps_only_for_its_person_and_under_its_key_file() {
        let ring = KeyRing::from_bytes([7; 32]);
        let person = PersonId(Uuid::from_u128(1));
        let (key, wrapped) = ring.new_person_key(person);
        let sealed = key.seal("person.name", person.uuid(), "Amina");
        let again = ring.unwrap_person_key(person, &wrapped).unwrap();
        assert_eq!(again.open("person.name", person.uuid(), &sealed).as_deref(), Ok("Amina"));
        assert!(ring.unwrap_person_key(PersonId(Uuid::from_u128(2)), &wrapped).is_err());
        let other = KeyRing::from_bytes([8; 32]);
        assert!(other.unwrap_person_key(person, &wrapped).is_err());
        assert_ne!(ring.check(), other.check());
    }

    #[test]
    fn the_key_file_is_made_once_and_only_its_owner_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = std::env::temp_dir().join(format!("folgeskab-key-{}", clock::new_id()));
        let path = folder.join(KEY_FILE);
        let first = KeyRing::open_or_create(&path).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(KeyRing::open_or_create(&path).unwrap().check(), first.check());
        std::fs::write(&path, b"short").unwrap();
        assert!(matches!(KeyRing::open(&path), Err(KeyFileError::Length { .. })));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
