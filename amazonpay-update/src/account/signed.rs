//! A payload that an account has signed.

use super::identity::Identity;
use crate::json::Json;
use crate::payload::Warning;
use crate::region::{Environment, Region, RegionName};
use crate::shown::unless_a_key;
use crate::signing::{Algorithm, SignedPayload};
use crate::value::{ChargePermissionId, MerchantId, PublicKeyId};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::fmt;
use std::sync::Arc;

/// A payload signed by the account of a region; `P` is the product type.
///
/// It owns the text that was signed, and no method changes the text. [`Account::sign`](crate::Account::sign) makes it.
/// With a key that lives elsewhere, [`Account::complete`](crate::Account::complete) makes it.
///
/// Two signed payloads are equal when text, algorithm, signature, product type and the account's ids, region and
/// environment are equal. Signing one payload twice gives two signed payloads that differ, because the salts differ.
#[derive(Clone)]
pub struct Signed<R: Region, P> {
    payload: SignedPayload<P>,
    identity: Arc<Identity>,
    region: R,
}

impl<R: Region, P> Signed<R, P> {
    pub(super) fn new(payload: SignedPayload<P>, identity: Arc<Identity>, region: R) -> Signed<R, P> {
        Signed { payload, identity, region }
    }

    pub(crate) fn in_region(&self) -> R {
        self.region
    }

    pub(crate) fn product_type(&self) -> P
    where
        P: Copy,
    {
        self.payload.product_type()
    }

    /// The text that was signed, canonical JSON (RFC 8785): `payloadJSON`.
    #[must_use]
    pub fn payload_json(&self) -> &str {
        self.payload.payload_json()
    }

    /// The algorithm of the signature: `algorithm`.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.payload.algorithm()
    }

    /// The signature, in standard Base64 with padding: `signature`.
    #[must_use]
    pub fn signature(&self) -> &str {
        self.payload.signature()
    }

    /// The string to sign, computed again. When Amazon refuses a signature, its message names the algorithm and the
    /// hash that Amazon computed. Compare them with this text.
    #[must_use]
    pub fn string_to_sign(&self) -> String {
        self.payload.string_to_sign()
    }

    /// The id of the public key that verifies the signature: `publicKeyId`.
    #[must_use]
    pub fn public_key_id(&self) -> &PublicKeyId {
        &self.identity.public_key_id
    }

    /// The merchant's id.
    #[must_use]
    pub fn merchant_id(&self) -> &MerchantId {
        &self.identity.merchant_id
    }

    /// The environment: Sandbox or Live.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.identity.environment
    }

    /// The region as a value, with its facts.
    #[must_use]
    pub fn region(&self) -> RegionName {
        self.region.name()
    }

    /// Warnings about parts of the payload that break no rule and may still not work with this account.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::{Signed, Us};
    ///
    /// fn log<P>(signed: &Signed<Us, P>) {
    ///     for warning in signed.warnings() {
    ///         eprintln!("{warning}");
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn warnings(&self) -> Vec<Warning> {
        let id = Json::parse(self.payload_json()).ok().and_then(|payload| {
            payload.get(ChargePermissionId::MEMBER)?.as_str()?.parse::<ChargePermissionId>().ok()
        });
        id.and_then(|id| Warning::other_environment(&id, self.environment())).into_iter().collect()
    }

    /// Does not compile: the text that was signed cannot be changed.
    #[doc(hidden)]
    pub fn payload_json_mut<T>(&mut self) -> T
    where
        Self: SignedPayloadIsImmutable<T>,
    {
        self.no_text()
    }

    /// The object `createCheckoutSessionConfig`, which the page passes to Amazon's script.
    #[must_use]
    pub fn checkout_session_config(&self) -> CheckoutSessionConfig<'_> {
        CheckoutSessionConfig {
            payload_json: self.payload_json(),
            signature: self.signature(),
            public_key_id: self.public_key_id().as_str(),
            algorithm: self.algorithm(),
        }
    }
}

impl<R: Region, P: PartialEq> PartialEq for Signed<R, P> {
    fn eq(&self, other: &Self) -> bool {
        self.region() == other.region() && self.identity == other.identity && self.payload == other.payload
    }
}

impl<R: Region, P: Eq> Eq for Signed<R, P> {}

impl<R: Region, P: fmt::Debug> fmt::Debug for Signed<R, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signed")
            .field("region", &self.region())
            .field("identity", &self.identity)
            .field("payload", &self.payload)
            .finish()
    }
}

/// No type implements this trait: the text of a signed payload cannot be changed. The method exists so that
/// the compiler tells its caller why. `T` is what the method would return.
#[amazonpay_update_derive::refuses(signed_payload_is_immutable, label = "this is signed")]
pub trait SignedPayloadIsImmutable<T> {
    #[doc(hidden)]
    fn no_text(&mut self) -> T;
}

/// `createCheckoutSessionConfig`, ready to be serialized: the members `payloadJSON`, `signature`,
/// `publicKeyId` and `algorithm`.
///
/// `payloadJSON` is a JSON string and not an object, because Amazon verifies its characters.
///
/// Serialize it for a front end that fetches it. The output of `serde_json` is not safe inside `<script>`: `</script>`
/// and U+2028 stay as they are, so a value of the payload could end the script and begin another. Inside `<script>`,
/// write [`signed.button().to_json()`](crate::Button::to_json), which is safe and contains this object.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CheckoutSessionConfig<'a> {
    payload_json: &'a str,
    signature: &'a str,
    public_key_id: &'a str,
    algorithm: Algorithm,
}

impl Serialize for CheckoutSessionConfig<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut config = serializer.serialize_struct("CheckoutSessionConfig", 4)?;
        config.serialize_field("payloadJSON", self.payload_json)?;
        config.serialize_field("signature", self.signature)?;
        config.serialize_field("publicKeyId", self.public_key_id)?;
        config.serialize_field("algorithm", &self.algorithm)?;
        config.end()
    }
}

// By hand, because a return URL can hold a state token.
impl fmt::Debug for CheckoutSessionConfig<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckoutSessionConfig")
            .field("payload_json", &unless_a_key(self.payload_json))
            .field("public_key_id", &self.public_key_id)
            .field("algorithm", &self.algorithm)
            .finish_non_exhaustive()
    }
}
