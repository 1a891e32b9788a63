//! The ids that Amazon Pay gives out.

use super::error::InvalidValue;
use super::text_value::{assert_kept, text_value};
use crate::environment::Environment;
use amazonpay_update_rules::text;

text_value! { $
    /// The id of the store, from Integration Central: `amzn1.application-oa2-client.` and one or more ASCII letters
    /// or digits. Sandbox and Live have different store ids.
    StoreId is plain "storeId", checked by text::store_id,
    literal store_id!("amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId"), not "amzn1.application.8b5e45312b52"
}

text_value! { $
    /// The id of a stored charge permission: an upper-case letter, two digits, and two groups of seven upper-case
    /// letters or digits. No rule depends on the letter.
    ChargePermissionId is plain "chargePermissionId", checked by text::charge_permission_id,
    literal charge_permission_id!("B01-0000000-0000000"), not "B01-0000000"
}

impl ChargePermissionId {
    /// The environment that the letter seems to name: `B` for Live, `C` for Sandbox, `None` for any other letter.
    ///
    /// Amazon does not document the letter. Its meaning is inferred from three genuine ids, so no id is refused for
    /// it. [`Warning::other_environment`](crate::payload::Warning::other_environment) warns when it contradicts an
    /// account.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::{Environment, charge_permission_id};
    ///
    /// assert_eq!(charge_permission_id!("C01-0000000-0000000").environment(), Some(Environment::Sandbox));
    /// assert_eq!(charge_permission_id!("S01-0000000-0000000").environment(), None);
    /// ```
    #[must_use]
    pub fn environment(&self) -> Option<Environment> {
        match self.as_str().as_bytes() {
            [b'B', ..] => Some(Environment::Live),
            [b'C', ..] => Some(Environment::Sandbox),
            _ => None,
        }
    }
}

text_value! { $
    /// The id of a Checkout Session, a UUID with hyphens, as Amazon appends it to the return URL.
    CheckoutSessionId is "checkoutSessionId", checked by text::checkout_session_id,
    literal checkout_session_id!("acf951ea-32ee-4dea-916b-2caa9b218e4a"), not "acf951ea"
}

text_value! { $
    /// The merchant's id from Seller Central: `A` and one or more upper-case letters or digits.
    MerchantId is "merchantId", checked by text::merchant_id,
    literal merchant_id!("A3LVSV45M75151"), not "a3lvsv45m75151"
}

text_value! {
    /// The id under which the public half of a key is registered in Seller Central: 1 to 64 of the characters A-Z,
    /// a-z, 0-9, `_` and `-`. An id that begins with `SANDBOX-` or `LIVE-` belongs only to that environment.
    PublicKeyId is "publicKeyId", checked by text::public_key_id,
    literal public_key_id!("SANDBOX-AEXAMPLEKEYID"), not "no spaces"
}

impl PublicKeyId {
    /// The environment that the prefix names. `None` for an id without a prefix, which is valid for both.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::{Environment, public_key_id};
    ///
    /// assert_eq!(public_key_id!("SANDBOX-AEXAMPLEKEYID").environment(), Some(Environment::Sandbox));
    /// assert_eq!(public_key_id!("AEXAMPLEKEYID").environment(), None);
    /// ```
    #[must_use]
    pub fn environment(&self) -> Option<Environment> {
        let good_in = |environment| self.check_environment(environment).is_ok();
        match (good_in(Environment::Sandbox), good_in(Environment::Live)) {
            (true, false) => Some(Environment::Sandbox),
            (false, true) => Some(Environment::Live),
            _ => None,
        }
    }

    /// The value of a literal that belongs to an environment.
    ///
    /// # Panics
    ///
    /// When the literal breaks a rule or names the other environment. [`public_key_id!`](crate::public_key_id) puts
    /// it into a constant, and there it is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn from_static_in(text: &'static str, environment: Environment) -> Self {
        assert_kept(text::public_key_id_in(text, environment.is_live()));
        Self::from_static(text)
    }

    /// Refuses an id of the other environment.
    ///
    /// # Errors
    ///
    /// [`Rule::KeyEnvironmentContradiction`](crate::rules::Rule::KeyEnvironmentContradiction) when the id begins with
    /// the other environment's prefix.
    pub fn check_environment(&self, environment: Environment) -> Result<(), InvalidValue> {
        let broken = text::public_key_id_in(self.as_str(), environment.is_live());
        InvalidValue::new(Self::MEMBER, broken).map_or(Ok(()), Err)
    }
}
