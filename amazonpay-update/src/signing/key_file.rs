//! Reads the file of a key.

use super::error::KeyError;
use super::pem::LONGEST_TEXT;
use crate::shown::may_be_shown;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use zeroize::Zeroizing;

/// The key in a file; an error names the file.
pub(crate) fn from_file<K>(path: &Path, from_pem: fn(&str) -> Result<K, KeyError>) -> Result<K, KeyError> {
    // Errors repeat the path, and must not repeat a key.
    let may_be_shown = may_be_shown(&path.to_string_lossy());
    let bytes = match read(path) {
        Ok(bytes) => bytes,
        Err(source) if may_be_shown => return Err(KeyError::Io { path: path.to_owned(), source }),
        Err(_) => return Err(KeyError::TextForFile),
    };
    let key = match str::from_utf8(&bytes) {
        _ if bytes.len() > LONGEST_TEXT => Err(KeyError::TextTooLong { limit: LONGEST_TEXT }),
        Ok(text) => from_pem(text),
        // The DER encoding of every key of 2048 bits or more begins so, and no text does.
        Err(_) if bytes.starts_with(&[0x30, 0x82]) => Err(KeyError::Der),
        Err(_) => Err(KeyError::NotPem),
    };
    match key {
        Err(reason) if may_be_shown => {
            Err(KeyError::File { path: path.to_owned(), reason: Box::new(reason) })
        }
        key => key,
    }
}

/// The content of a file, up to one byte more than a key may have, in a buffer that is wiped.
fn read(path: &Path) -> io::Result<Zeroizing<Vec<u8>>> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    let limit = LONGEST_TEXT as u64 + 1;
    // The buffer is large enough from the start, because a buffer that grows leaves a copy that is not wiped. Only a
    // regular file tells its length. One more byte shows the end of the file.
    let length = if metadata.is_file() { (metadata.len() + 1).min(limit) } else { limit };
    let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(length).unwrap_or(LONGEST_TEXT + 1)));
    file.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}
