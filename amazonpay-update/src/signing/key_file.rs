//! Reads the file a key is in.

use super::error::KeyError;
use std::path::Path;
use zeroize::Zeroizing;

/// The key in a file; an error names the file.
pub(crate) fn from_file<K>(path: &Path, from_pem: fn(&str) -> Result<K, KeyError>) -> Result<K, KeyError> {
    // A path is repeated in errors, and a key must not be.
    if path.to_string_lossy().contains("-----BEGIN") {
        return Err(KeyError::TextForFile);
    }
    // Wiped, whatever it holds.
    let bytes = match std::fs::read(path) {
        Ok(bytes) => Zeroizing::new(bytes),
        Err(source) => return Err(KeyError::Io { path: path.to_owned(), source }),
    };
    let key = match str::from_utf8(&bytes) {
        Ok(text) => from_pem(text),
        // How the DER encoding of every key of such a size begins; no text does.
        Err(_) if bytes.starts_with(&[0x30, 0x82]) => Err(KeyError::Der),
        Err(_) => Err(KeyError::NotPem),
    };
    key.map_err(|reason| KeyError::File { path: path.to_owned(), reason: Box::new(reason) })
}
