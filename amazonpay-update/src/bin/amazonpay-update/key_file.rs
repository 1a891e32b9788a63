//! The file of a key.

use crate::output::Failure;
use std::path::{Path, PathBuf};

/// A path; the argument parser lets everything through, for it would repeat what it refuses, and
/// that may be the key itself.
#[derive(Clone)]
pub(crate) struct KeyFile(PathBuf);

impl From<&str> for KeyFile {
    fn from(path: &str) -> KeyFile {
        KeyFile(path.into())
    }
}

/// A key stands where its file belongs.
#[derive(Debug, thiserror::Error)]
#[error("a key file is needed, and this is the text of a key: write it to a file and name that")]
struct KeyItself;

impl KeyFile {
    pub(crate) fn path(&self) -> Result<&Path, Failure> {
        if self.0.to_string_lossy().contains("-----BEGIN") {
            return Err(Failure::unusable(KeyItself));
        }
        Ok(&self.0)
    }
}
