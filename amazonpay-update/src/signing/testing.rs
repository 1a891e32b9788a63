//! Each backend by itself, for this project's own tests: not part of the interface.

#[cfg(feature = "ipn")]
pub use super::backend::Hash;
use super::{Algorithm, KeyError, SignError, VerifyError, der};

/// One backend, with keys in PEM form and signatures in bytes.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::type_complexity, reason = "a key error and a signing error are told apart")]
pub struct Backend {
    /// Its name.
    pub name: &'static str,
    /// Signs a message.
    pub sign: fn(&str, Algorithm, &[u8]) -> Result<Result<Vec<u8>, SignError>, KeyError>,
    /// Verifies the signature of a message.
    pub verify: fn(&str, Algorithm, &[u8], &[u8]) -> Result<Result<(), VerifyError>, KeyError>,
    /// Verifies the RSASSA-PKCS1-v1_5 signature of a message.
    #[cfg(feature = "ipn")]
    pub verify_pkcs1: fn(&str, Hash, &[u8], &[u8]) -> Result<Result<(), VerifyError>, KeyError>,
}

macro_rules! backend {
    ($module:ident) => {{
        use super::backend::$module::{NAME, key_pair, public_key};

        Backend {
            name: NAME,
            sign: |pem, algorithm, message| {
                let (key, _) = key_pair(&der::private_key(pem)?.0)
                    .map_err(|_| KeyError::Malformed { found: "a private key" })?;
                Ok(key.sign(algorithm, message))
            },
            verify: |pem, algorithm, message, signature| {
                let key = public_key(&der::public_key(pem)?.0)
                    .map_err(|_| KeyError::Malformed { found: "a public key" })?;
                Ok(key.verify(algorithm, message, signature))
            },
            #[cfg(feature = "ipn")]
            verify_pkcs1: |pem, hash, message, signature| {
                let key = super::backend::$module::Pkcs1Key::new(&der::public_key(pem)?.0, hash)
                    .map_err(|_| KeyError::Malformed { found: "a public key" })?;
                Ok(key.verify(message, signature))
            },
        }
    }};
}

/// The backends that are turned on.
pub const BACKENDS: &[Backend] = &[
    #[cfg(feature = "aws-lc-rs")]
    backend!(aws_lc),
    #[cfg(feature = "rsa")]
    backend!(pure_rust),
];
