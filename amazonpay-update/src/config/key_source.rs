//! Where the private key is.

use std::path::PathBuf;
use zeroize::Zeroizing;

/// A file or a text; `member` is the name it was read under.
#[derive(Clone)]
pub(super) enum KeySource {
    File { member: String, path: PathBuf },
    Pem { member: String, pem: Zeroizing<String> },
}
