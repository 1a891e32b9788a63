//! The file of a key.

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

impl KeyFile {
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}
