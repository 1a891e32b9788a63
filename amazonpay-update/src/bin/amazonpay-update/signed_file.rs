//! The object that `sign` prints and `verify` reads.

use crate::output::Failure;
use amazonpay_update::__private::shown::shown;
use amazonpay_update::PublicKeyId;
use amazonpay_update::UnknownWord;
use amazonpay_update::payload::canonicalize;
use amazonpay_update::signing::{Algorithm, SignedPayload};
use std::collections::BTreeMap;

pub(crate) struct SignedFile {
    pub(crate) algorithm: Algorithm,
    pub(crate) payload_json: String,
    pub(crate) signature: String,
}

impl SignedFile {
    pub(crate) fn write<P>(signed: &SignedPayload<P>, public_key_id: &PublicKeyId) -> String {
        let object = serde_json::json!({
            "algorithm": signed.algorithm().as_str(),
            "payloadJSON": signed.payload_json(),
            "publicKeyId": public_key_id.as_str(),
            "signature": signed.signature(),
        });
        format!("{object}\n")
    }

    pub(crate) fn read(text: &str) -> Result<SignedFile, Failure> {
        // Canonical text has every member once, so another reader sees the same members.
        let text = canonicalize(text).map_err(Failure::refused)?;
        let mut members: BTreeMap<String, String> = serde_json::from_str(&text).map_err(|_| {
            Failure::refused(
                "the signed payload must be a JSON object whose members are strings, as `sign` prints it",
            )
        })?;
        let mut take = |name: &str| {
            members.remove(name).ok_or_else(|| {
                Failure::refused(format!(
                    "`{name}` is missing: the signed payload must have it, as `sign` prints it"
                ))
            })
        };
        let algorithm = take("algorithm")?;
        let payload_json = take("payloadJSON")?;
        let public_key_id = take("publicKeyId")?;
        let signature = take("signature")?;
        if let Some(name) = members.keys().next() {
            let name = shown(name);
            return Err(Failure::refused(format!("`{name}` is no member of a signed payload: remove it")));
        }
        let algorithm = algorithm
            .parse()
            .map_err(|error: UnknownWord| Failure::refused(format!("`algorithm`: {error}")))?;
        public_key_id.parse::<PublicKeyId>().map_err(Failure::refused)?;
        Ok(SignedFile { algorithm, payload_json, signature })
    }
}
