//! Encryption of contact details, with a key that lies beside the database and not in it.

use std::fmt;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use chacha20poly1305::aead::Aead;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use rand::RngCore;
use sha2::Sha256;

use super::StoreError;

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;

/// Seals and opens texts and pictures; also derives secrets that must be the same each time.
#[derive(Clone)]
pub struct Sealer {
    key: [u8; KEY_BYTES],
}

/// The key file cannot be used, or a sealed text cannot be opened with it.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The file cannot be read or written.
    #[error("cannot use the key file {}: {source}", path.display())]
    File {
        /// The key file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file holds something else.
    #[error("{} holds no key; expected 64 hexadecimal digits", path.display())]
    NotAKey {
        /// The key file.
        path: PathBuf,
    },
    /// The text was sealed with another key, or was changed.
    #[error("a sealed text does not open with this key")]
    Refused,
}

impl Sealer {
    /// A sealer with a given key.
    #[must_use]
    pub const fn new(key: [u8; KEY_BYTES]) -> Self {
        Self { key }
    }

    /// Reads the key file, or makes a new one that only its owner can read.
    ///
    /// # Errors
    /// When the file cannot be read or made, or holds no key.
    pub fn load_or_create(path: &Path, random: &mut dyn RngCore) -> Result<Self, SealError> {
        let file = |source| SealError::File { path: path.to_owned(), source };
        match fs::read_to_string(path) {
            Ok(text) => data_encoding::HEXLOWER_PERMISSIVE
                .decode(text.trim().as_bytes())
                .ok()
                .and_then(|bytes| bytes.try_into().ok())
                .map(Self::new)
                .ok_or_else(|| SealError::NotAKey { path: path.to_owned() }),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                let mut key = [0_u8; KEY_BYTES];
                random.fill_bytes(&mut key);
                if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
                    fs::create_dir_all(folder).map_err(file)?;
                }
                match create_private(path) {
                    Ok(mut made) => {
                        writeln!(made, "{}", data_encoding::HEXLOWER.encode(&key)).map_err(file)?;
                        Ok(Self::new(key))
                    }
                    // Another process made it between the two calls: its key is the one.
                    Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
                        Self::load_or_create(path, random)
                    }
                    Err(e) => Err(file(e)),
                }
            }
            Err(e) => Err(file(e)),
        }
    }

    /// Seals a text.
    ///
    /// # Errors
    /// When the cipher refuses, which it does only for absurd lengths.
    pub fn seal(&self, text: &str) -> Result<Vec<u8>, StoreError> {
        self.seal_bytes(text.as_bytes())
    }

    /// Opens a sealed text.
    ///
    /// # Errors
    /// When it was sealed with another key or was changed.
    pub fn open(&self, sealed: &[u8]) -> Result<String, SealError> {
        String::from_utf8(self.open_bytes(sealed)?).map_err(|_| SealError::Refused)
    }

    /// Seals bytes with XChaCha20-Poly1305 and a random nonce, which stands before them.
    ///
    /// # Errors
    /// When the cipher refuses, which it does only for absurd lengths.
    pub fn seal_bytes(&self, bytes: &[u8]) -> Result<Vec<u8>, StoreError> {
        let mut nonce = [0_u8; NONCE_BYTES];
        rand::rng().fill_bytes(&mut nonce);
        let cipher = XChaCha20Poly1305::new(&self.key.into());
        let sealed = cipher.encrypt(&XNonce::from(nonce), bytes).map_err(|_| {
            StoreError::Database(sqlx::Error::Encode("what was told cannot be sealed".into()))
        })?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens sealed bytes.
    ///
    /// # Errors
    /// When they were sealed with another key or were changed.
    pub fn open_bytes(&self, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (nonce, rest) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(SealError::Refused)?;
        let cipher = XChaCha20Poly1305::new(&self.key.into());
        cipher.decrypt(&XNonce::from(*nonce), rest).map_err(|_| SealError::Refused)
    }

    /// Bytes that follow from a text and the key: the same each time, unguessable without the key.
    #[must_use]
    pub fn derive(&self, purpose: &str, text: &str) -> [u8; 32] {
        // An HMAC takes a key of any length, so this cannot fail.
        let Ok(mut mac) = <Hmac<Sha256> as Mac>::new_from_slice(&self.key) else { return [0; 32] };
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

#[cfg(unix)]
pub(super) fn create_private(path: &Path) -> std::io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
pub(super) fn create_private(path: &Path) -> std::io::Result<fs::File> {
    fs::OpenOptions::new().write(true).create_new(true).open(path)
}

/// The key is kept out of logs.
impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealer(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_the_same_key_and_no_other() {
        let sealer = Sealer::new([7; 32]);
        let sealed = sealer.seal("ana@example.org").unwrap();
        assert!(!sealed.windows(3).any(|w| w == b"ana"));
        assert_eq!(sealer.open(&sealed).unwrap(), "ana@example.org");
        assert!(Sealer::new([8; 32]).open(&sealed).is_err());
        assert!(sealer.open(&sealed[..10]).is_err());
        let bytes = sealer.seal_bytes(&[0xff, 0xd8, 0]).unwrap();
        assert_eq!(sealer.open_bytes(&bytes).unwrap(), [0xff, 0xd8, 0]);
        assert!(sealer.open(&bytes).is_err(), "it is no text");
    }

    #[test]
    fn a_key_file_is_made_once_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/stillopen.key");
        let first = Sealer::load_or_create(&path, &mut rand::rng()).unwrap();
        let second = Sealer::load_or_create(&path, &mut rand::rng()).unwrap();
        assert_eq!(first.key, second.key);
        fs::write(&path, "nonsense").unwrap();
        assert!(matches!(
            Sealer::load_or_create(&path, &mut rand::rng()),
            Err(SealError::NotAKey { .. })
        ));
    }
}
