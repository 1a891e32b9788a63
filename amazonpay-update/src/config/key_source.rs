//! The place of the private key.

use super::error::ConfigError;
use crate::signing::SigningKey;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// A file or a text. `member` is the name of the configuration's member.
#[derive(Clone)]
pub(crate) enum KeySource {
    File { member: String, path: PathBuf },
    Pem { member: String, pem: Zeroizing<String> },
}

impl KeySource {
    pub(crate) fn signing_key(&self) -> Result<SigningKey, ConfigError> {
        let (member, key) = match self {
            KeySource::File { member, path } => (member, SigningKey::from_pem_file(path)),
            KeySource::Pem { member, pem } => (member, SigningKey::from_pem(pem)),
        };
        key.map_err(|source| ConfigError::Key { member: member.clone(), source })
    }
}
