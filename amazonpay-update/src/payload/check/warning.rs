//! Faults that the check reports but does not refuse.

use crate::environment::Environment;
use crate::value::ChargePermissionId;
use crate::violation::{Path, Written};
use amazonpay_update_rules::text::char_count;
use std::fmt;

/// Something in a payload that breaks no rule and may still not work.
///
/// There are two kinds:
///
/// * A text of `merchantMetadata` keeps its limit in characters but exceeds it in bytes. Amazon's guide says
///   "characters" in one place and "characters/bytes" in another.
/// * A charge permission seems to belong to [another environment](Warning::other_environment) than the account.
///
/// # Examples
///
/// ```
/// use amazonpay_update::{CheckedPayload, MerchantStoreName};
///
/// let name = "\u{304A}\u{5E97}".repeat(20); // 40 characters, 120 bytes
/// assert!(name.parse::<MerchantStoreName>().is_ok());
/// # let payload = CheckedPayload::check(&format!(
/// #     r#"{{
/// #         "storeId": "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
/// #         "chargePermissionId": "B01-0000000-0000000",
/// #         "chargePermissionType": "PaymentMethodOnFile",
/// #         "webCheckoutDetails": {{ "checkoutResultReturnUrl": "https://a.com/" }},
/// #         "paymentMethodOnFileMetadata": {{ "setupOnly": true }},
/// #         "paymentDetails": {{ "paymentIntent": "Confirm" }},
/// #         "merchantMetadata": {{ "merchantStoreName": "{name}" }}
/// #     }}"#,
/// # ))?;
/// assert_eq!(payload.warnings()[0].path(), "merchantMetadata.merchantStoreName");
/// # Ok::<(), amazonpay_update::payload::Violations>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    path: String,
    message: String,
}

impl Warning {
    pub(super) fn more_bytes_than(limit: usize, path: &Path<'_>, name: &str, text: &str) -> Warning {
        let (characters, bytes) = (char_count(text), text.len());
        let message = format!(
            "`{name}` has {characters} characters but {bytes} bytes, and Amazon's documentation also gives the limit in bytes: shorten it to {limit} bytes to be sure"
        );
        Warning { path: Written(path).to_string(), message }
    }

    /// Gives a warning when a charge permission seems to belong to another environment than the account.
    ///
    /// [The meaning of the id's letter](ChargePermissionId::environment) is inferred, so this is only a warning.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::payload::Warning;
    /// use amazonpay_update::{Environment, charge_permission_id};
    ///
    /// let id = charge_permission_id!("B01-0000000-0000000");
    /// let warning = Warning::other_environment(&id, Environment::Sandbox).expect("a permission of Live");
    /// assert!(warning.to_string().ends_with("(at chargePermissionId)"));
    /// assert_eq!(Warning::other_environment(&id, Environment::Live), None);
    /// ```
    #[must_use]
    pub fn other_environment(id: &ChargePermissionId, of_account: Environment) -> Option<Warning> {
        let of_id = id.environment().filter(|of_id| *of_id != of_account)?;
        let (member, letter) = (ChargePermissionId::MEMBER, id.as_str().get(..1)?);
        let message = format!(
            "`{member}` begins with `{letter}`, as ids of {of_id:?} do, and the account is for {of_account:?}: see that \
             the permission was set up in the same environment"
        );
        Some(Warning { path: member.to_owned(), message })
    }

    /// The member, as [`Violation::path`](crate::payload::Violation::path) writes it.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Why the payload may not work, and what to do about it.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at {})", self.message, self.path)
    }
}
