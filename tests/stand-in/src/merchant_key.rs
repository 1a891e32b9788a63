//! A merchant's key pair that is made for tests.

use rcgen::{KeyPair, PKCS_RSA_SHA256};
use std::fmt;
use std::sync::OnceLock;

/// An RSA key pair, its halves in PEM form.
pub(crate) struct MerchantKey {
    pub(crate) private_pem: String,
    pub(crate) public_pem: String,
}

impl MerchantKey {
    /// The same key pair for the whole process, because making one takes longer than a test.
    pub(crate) fn of_this_process() -> &'static MerchantKey {
        static KEY: OnceLock<MerchantKey> = OnceLock::new();
        KEY.get_or_init(|| {
            let key = KeyPair::generate_for(&PKCS_RSA_SHA256).expect("AWS-LC makes RSA keys of 2048 bits");
            MerchantKey { private_pem: key.serialize_pem(), public_pem: key.public_key_pem() }
        })
    }
}

// By hand, because one half is private.
impl fmt::Debug for MerchantKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MerchantKey").finish_non_exhaustive()
    }
}
