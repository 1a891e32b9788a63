//! Signatures as Amazon Pay takes them: algorithms, keys, the string to sign, signed payloads.

// Imports run downward: a signed payload knows keys, a key knows a backend, and only a backend
// knows the crate that does the RSA operation.

mod algorithm;
mod backend;
mod constant;
pub(crate) mod der;
mod error;
mod explain;
mod key;
pub(crate) mod key_file;
pub(crate) mod pem;
#[cfg(feature = "ipn")]
mod pkcs1_key;
mod random;
mod signed;
pub(crate) mod testing;
mod to_sign;
mod verifying_key;

#[cfg(feature = "session")]
pub(crate) use algorithm::push_hash;
pub use algorithm::{Algorithm, string_to_sign};
#[cfg(feature = "ipn")]
pub(crate) use backend::Hash;
pub use backend::active_backend;
pub use constant::ConstantStringToSign;
pub use error::{KeyError, SignError, VerifyError};
pub use explain::{Alteration, AmazonMessage, Disagreement, Mismatch, NotAmazonsMessage, explain_mismatch};
pub use key::SigningKey;
#[cfg(feature = "ipn")]
pub(crate) use pkcs1_key::Pkcs1Key;
pub(crate) use random::random_bytes;
pub use signed::SignedPayload;
pub use to_sign::ToSign;
pub use verifying_key::VerifyingKey;
