//! The header `authorization`, and the signature in it.

use crate::api::canonical::hash;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rsa::PublicKey;
use rsa::pss::{Signature, VerifyingKey};
use rsa::sha2::Sha256;
use rsa::signature::Verifier;

/// `AMZN-PAY-RSASSA-PSS-V2 PublicKeyId=..., SignedHeaders=a;b;c, Signature=...`
pub(crate) struct Authorization {
    pub(crate) algorithm: Algorithm,
    pub(crate) public_key_id: String,
    pub(crate) signed_headers: Vec<String>,
    pub(crate) signature: String,
}

#[derive(Clone, Copy)]
pub(crate) enum Algorithm {
    Pss,
    PssV2,
}

impl Algorithm {
    pub(crate) fn named(name: &str) -> Option<Algorithm> {
        [Algorithm::Pss, Algorithm::PssV2].into_iter().find(|algorithm| algorithm.name() == name)
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Algorithm::Pss => "AMZN-PAY-RSASSA-PSS",
            Algorithm::PssV2 => "AMZN-PAY-RSASSA-PSS-V2",
        }
    }

    pub(crate) fn salt_len(self) -> usize {
        match self {
            Algorithm::Pss => 20,
            Algorithm::PssV2 => 32,
        }
    }

    /// The string to sign of a canonical request or a button's payload.
    pub(crate) fn string_to_sign(self, text: &str) -> String {
        format!("{}\n{}", self.name(), hash(text.as_bytes()))
    }

    /// Whether the key made this signature, in Base64, over this text, with a salt of the algorithm's length.
    pub(crate) fn verifies(self, signature: &str, string_to_sign: &str, key: &PublicKey) -> bool {
        let Ok(bytes) = BASE64_STANDARD.decode(signature) else { return false };
        let Ok(signature) = Signature::try_from(bytes.as_slice()) else { return false };
        VerifyingKey::<Sha256>::new_with_salt_len(key.clone(), self.salt_len())
            .verify(string_to_sign.as_bytes(), &signature)
            .is_ok()
    }
}

impl Authorization {
    /// `None` when it has another form.
    pub(crate) fn parse(header: &str) -> Option<Authorization> {
        let (algorithm, parts) = header.split_once(' ')?;
        let algorithm = Algorithm::named(algorithm)?;
        let mut parts = parts.split(", ");
        let mut part = |name: &str| parts.next()?.strip_prefix(name).filter(|value| !value.is_empty());
        let authorization = Authorization {
            algorithm,
            public_key_id: part("PublicKeyId=")?.to_owned(),
            signed_headers: part("SignedHeaders=")?.split(';').map(str::to_owned).collect(),
            signature: part("Signature=")?.to_owned(),
        };
        parts.next().is_none().then_some(authorization)
    }

    /// Whether the signed headers are listed as Amazon documents it: in lower case, sorted, each once.
    pub(crate) fn is_in_order(&self) -> bool {
        let lower = |name: &String| !name.bytes().any(|byte| byte.is_ascii_uppercase());
        self.signed_headers.iter().all(lower) && self.signed_headers.is_sorted_by(|one, next| one < next)
    }

    pub(crate) fn has_signed(&self, header: &str) -> bool {
        self.signed_headers.iter().any(|name| name == header)
    }

    /// Whether the key made the signature over this text.
    pub(crate) fn stands_for(&self, string_to_sign: &str, key: &PublicKey) -> bool {
        self.algorithm.verifies(&self.signature, string_to_sign, key)
    }
}
